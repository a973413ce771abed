//! Where two reports have the same words.

use std::ops::Range;

use super::Prepared;
use crate::limits::{GAP_WORDS, GRAM, NUMBERS_IN_PROSE, PASSAGE_WORDS, PLACES_TRIED};

/// Words that two reports share, light edits included.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    /// Words of the first report.
    pub first: Range<usize>,
    /// Words of the second.
    pub second: Range<usize>,
    /// Shared words in it that stand outside quotation marks in both.
    pub unquoted: usize,
    /// Unquoted words in its longest unbroken run of prose.
    pub longest: usize,
    /// The unbroken runs: where each begins in the first report and in the second, and its words.
    pub runs: Vec<(usize, usize, usize)>,
}

impl Passage {
    /// The words that it covers in a report, the first (0) or the second (1).
    pub(super) fn side(&self, which: usize) -> &Range<usize> {
        if which == 0 {
            &self.first
        } else {
            &self.second
        }
    }

    /// The bytes that it covers in a report, the first (0) or the second (1).
    pub(super) fn bytes(&self, report: &Prepared<'_>, which: usize) -> Range<usize> {
        let words = &report.words[self.side(which).clone()];
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => first.range.start..last.range.end,
            _ => 0..0,
        }
    }
}

/// The passages that two reports share, in the order of the second.
pub(super) fn align(first: &Prepared<'_>, second: &Prepared<'_>) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    let mut at = 0;
    while at < second.runs.len() {
        let Some((place, length)) = longest_run(first, second, at, passages.last()) else {
            at += 1;
            continue;
        };
        let own =
            (0..length).filter(|i| !first.words[place + i].quoted && !second.words[at + i].quoted);
        let unquoted = own.clone().count();
        let numbers = own.filter(|i| second.words[at + i].number).count();
        let prose = (numbers as f64) < NUMBERS_IN_PROSE * unquoted as f64;
        let run = Passage {
            first: place..place + length,
            second: at..at + length,
            unquoted,
            longest: if prose { unquoted } else { 0 },
            runs: vec![(place, at, length)],
        };
        join(&mut passages, run);
        at += length;
    }
    passages.retain(|passage| passage.unquoted >= PASSAGE_WORDS);
    passages
}

/// Puts more shared words behind passages: as a part of the last one, where they follow it.
pub(super) fn join(passages: &mut Vec<Passage>, next: Passage) {
    match passages.last_mut() {
        Some(last) if follows(last, &next) => {
            last.first.end = next.first.end;
            last.second.end = next.second.end;
            last.unquoted += next.unquoted;
            last.longest = last.longest.max(next.longest);
            last.runs.extend(next.runs);
        }
        _ => passages.push(next),
    }
}

/// Whether the run goes on where the passage ends in both reports, over a small gap.
fn follows(passage: &Passage, run: &Passage) -> bool {
    let gap = |before: &Range<usize>, after: &Range<usize>| {
        after
            .start
            .checked_sub(before.end)
            .is_some_and(|gap| gap <= GAP_WORDS)
    };
    gap(&passage.first, &run.first) && gap(&passage.second, &run.second)
}

/// Where in the first report the words from `at` on stand longest, and for how many words. Of two
/// equally long the one that goes on from the passage before wins, then the earlier.
fn longest_run(
    first: &Prepared<'_>,
    second: &Prepared<'_>,
    at: usize,
    before: Option<&Passage>,
) -> Option<(usize, usize)> {
    let hash = second.runs[at];
    let grams = first.grams();
    let start = grams.partition_point(|gram| gram.0 < hash);
    let places = grams[start..].iter().take_while(|gram| gram.0 == hash);
    places
        .take(PLACES_TRIED)
        .map(|gram| gram.1 as usize)
        .map(|place| (place, run_length(first, second, place, at)))
        .filter(|(_, length)| *length >= GRAM)
        .max_by_key(|&(place, length)| {
            let on = before.is_some_and(|b| {
                place
                    .checked_sub(b.first.end)
                    .is_some_and(|gap| gap <= GAP_WORDS)
            });
            (length, on, usize::MAX - place)
        })
}

fn run_length(first: &Prepared<'_>, second: &Prepared<'_>, place: usize, at: usize) -> usize {
    let pairs = first.words[place..].iter().zip(&second.words[at..]);
    pairs.take_while(|(a, b)| a.hash == b.hash).count()
}
