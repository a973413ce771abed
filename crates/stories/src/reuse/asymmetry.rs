//! What one of two reports has and the other lacks, as far as it tells who has it from whom.
//!
//! Reports are cut from the bottom; what is new stands on top; attributions get lost; figures rise
//! with time and lose their digits on the way.

use std::ops::Range;

use headwater_model::BlockKind;

use super::{Prepared, Shared};
use crate::limits::{
    ATTRIBUTION_WORDS, BY_CUT, BY_LOST_ATTRIBUTION, BY_NEW_TOP, BY_RAISED_FIGURES, CONTAINED,
    LACKED, SENTENCE_WORDS,
};

/// Something that speaks for one direction.
#[derive(Clone, Debug)]
pub(super) struct Hint {
    /// Whether the second took it from the first.
    pub forward: bool,
    pub confidence: f64,
    pub why: String,
}

/// All that the texts of a pair tell by themselves.
pub(super) fn hints(pair: &Shared<'_>) -> Vec<Hint> {
    let mut hints: Vec<Hint> = by_containment(pair).into_iter().collect();
    let gaps = gaps(pair);
    hints.extend(by_attributions(pair, &gaps));
    hints.extend(by_figures(pair, &gaps));
    hints
}

fn hint(forward: bool, confidence: f64, why: &str) -> Hint {
    Hint {
        forward,
        confidence,
        why: why.to_owned(),
    }
}

/// Own words of a report that the other lacks: before the first shared passage, and after it.
#[derive(Clone, Copy, Default)]
struct Extra {
    top: usize,
    below: usize,
}

fn extra(pair: &Shared<'_>, which: usize) -> Extra {
    let report = pair.pair[which];
    let mut shared: Vec<Range<usize>> = (pair.passages.iter())
        .map(|passage| passage.side(which).clone())
        .collect();
    shared.sort_by_key(|range| range.start);
    let own = |range: Range<usize>| {
        let words = report.words.get(range).unwrap_or_default().iter();
        words.filter(|word| !word.quoted).count()
    };
    let first = shared.first().map_or(0, |range| range.start);
    // Headlines are rewritten by everybody.
    let top = own(after_headline(report).min(first)..first);
    let mut below = 0;
    let mut end = first;
    for range in shared {
        below += own(end.min(range.start)..range.start);
        end = end.max(range.end);
    }
    below += own(end..report.words.len());
    Extra { top, below }
}

/// The first word after the headline.
fn after_headline(report: &Prepared<'_>) -> usize {
    let blocks = &report.report.blocks;
    let title = blocks.iter().find(|block| block.kind == BlockKind::Title);
    title.map_or(0, |title| {
        report
            .words
            .partition_point(|word| word.range.start < title.end)
    })
}

/// Where one is contained in the other: the place of what it lacks tells which of them was made
/// from the other.
fn by_containment(pair: &Shared<'_>) -> Option<Hint> {
    let extras = [0, 1].map(|which| extra(pair, which));
    let contained = |which: usize| pair.shares[which] >= CONTAINED;
    let longer = match [0, 1].map(contained) {
        [true, true] => {
            let all = extras.map(|extra| extra.top + extra.below);
            usize::from(all[1] > all[0])
        }
        [false, true] => 0,
        [true, false] => 1,
        _ => return None,
    };
    let (more, less) = (extras[longer], extras[1 - longer]);
    if less.top + less.below >= LACKED {
        return None;
    }
    if more.top >= LACKED {
        return Some(hint(
            longer == 1,
            BY_NEW_TOP,
            "one holds the whole of the other under a new beginning",
        ));
    }
    (more.below >= LACKED).then(|| {
        hint(
            longer == 0,
            BY_CUT,
            "the shorter has nearly nothing that the longer has not, and lacks its end or middle",
        )
    })
}

/// What stands between two runs that follow one another in both reports.
type Gap = [Range<usize>; 2];

fn gaps(pair: &Shared<'_>) -> Vec<Gap> {
    let passages = pair.passages.iter();
    passages
        .flat_map(|passage| passage.runs.windows(2))
        .filter_map(|two| {
            let [(first, second, length), (next_first, next_second, _)] = [two[0], two[1]];
            let gap = |start: usize, end: usize| (start <= end).then_some(start..end);
            Some([
                gap(first + length, next_first)?,
                gap(second + length, next_second)?,
            ])
        })
        .collect()
}

/// Words that say who says something.
const SAYING: [&str; 14] = [
    "said",
    "says",
    "say",
    "told",
    "according",
    "reported",
    "reports",
    "announced",
    "stated",
    "confirmed",
    "added",
    "wrote",
    "citing",
    "quoted",
];

/// Attributions that stand in one of the two only, and in the other not even before what is said.
fn by_attributions(pair: &Shared<'_>, gaps: &[Gap]) -> Option<Hint> {
    let says = |which: usize, range: Range<usize>| {
        range.into_iter().any(|at| {
            let word = word(pair.pair[which], at).to_lowercase();
            SAYING.contains(&word.as_str())
        })
    };
    let kept = [0, 1].map(|which| {
        let other = 1 - which;
        let only = |gap: &&Gap| {
            let start = gap[other].start;
            let before = start.saturating_sub(SENTENCE_WORDS)..start;
            gap[other].len() <= 1
                && gap[which].len() <= ATTRIBUTION_WORDS
                && says(which, gap[which].clone())
                && !says(other, before)
        };
        gaps.iter().filter(only).count()
    });
    let forward = match kept {
        [0, 0] => return None,
        [_, 0] => true,
        [0, _] => false,
        _ => return None,
    };
    Some(hint(
        forward,
        BY_LOST_ATTRIBUTION,
        "one has lost who says so in a sentence where the other tells it",
    ))
}

/// Figures that differ among the same words. The higher one is later, and where it is the rounder
/// one it was rounded, which is later too; a round one that is slightly lower can be either.
fn by_figures(pair: &Shared<'_>, gaps: &[Gap]) -> Option<Hint> {
    let (mut raised, mut lowered) = (0, 0);
    for [one, other] in gaps.iter().filter_map(|gap| figures(pair, gap)) {
        let (low, high) = (one.min(other), one.max(other));
        if rounds(low) > rounds(high) && near(low, high) {
            continue;
        }
        if one < other {
            raised += 1;
        } else {
            lowered += 1;
        }
    }
    let why = "figures are higher in one than in the other";
    (raised != lowered).then(|| hint(raised > lowered, BY_RAISED_FIGURES, why))
}

/// The figure that is all of a gap on each side, where they differ.
fn figures(pair: &Shared<'_>, gap: &Gap) -> Option<[u64; 2]> {
    let figure = |which: usize| {
        let range = gap[which].clone();
        (range.len() == 1).then(|| number(word(pair.pair[which], range.start)))?
    };
    let two = [figure(0)?, figure(1)?];
    (two[0] != two[1]).then_some(two)
}

/// Zeros at the end of a figure of three digits and more.
fn rounds(figure: u64) -> u32 {
    let mut zeros = 0;
    let mut rest = figure;
    while rest >= 10 && rest.is_multiple_of(10) {
        rest /= 10;
        zeros += 1;
    }
    if figure >= 100 { zeros } else { 0 }
}

/// Whether one figure can be the other, rounded.
fn near(one: u64, other: u64) -> bool {
    one.abs_diff(other) * 20 <= one.max(other)
}

const NUMBER_WORDS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// A whole number in figures or in a word; no year.
fn number(word: &str) -> Option<u64> {
    let lower = word.to_lowercase();
    if let Some(at) = NUMBER_WORDS.iter().position(|number| *number == lower) {
        return Some(at as u64);
    }
    let figure: u64 = lower.replace(',', "").parse().ok()?;
    let year = !lower.contains(',') && (1900..2100).contains(&figure);
    (!year).then_some(figure)
}

fn word<'p>(report: &'p Prepared<'_>, at: usize) -> &'p str {
    &report.report.text[report.words[at].range.clone()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_figures_and_words_and_years_are_none() {
        assert_eq!(number("1,200"), Some(1200));
        assert_eq!(number("Twelve"), Some(12));
        assert_eq!(number("2024"), None);
        assert_eq!(number("ships"), None);
    }

    #[test]
    fn a_rounded_figure_ends_with_more_zeros_and_is_near() {
        assert!(rounds(1200) > rounds(1187) && near(1200, 1187));
        assert_eq!(rounds(40), 0);
        assert!(!near(100, 187));
    }
}
