//! Sentences that one report has in the other's words, but for some.
//!
//! Only pairs that share text word for word are looked at: two writers who tell one fact in one
//! sentence each are no copyists.

use std::ops::Range;

use headwater_text::fnv;

use super::Prepared;
use super::passages::Passage;
use crate::limits::{REWORDED, REWORDED_WORDS, SENTENCES};

/// A sentence, or what of it is not shared word for word.
struct Piece {
    words: Range<usize>,
    /// Its content words by how they begin, sorted.
    begins: Vec<u64>,
}

/// Sentences of the second report that stand in the first in other words, each with the most
/// alike one there; none twice.
pub(super) fn reworded(
    first: &Prepared<'_>,
    second: &Prepared<'_>,
    passages: &[Passage],
) -> Vec<Passage> {
    let mut others = pieces(first, passages, 0);
    let mut found = Vec::new();
    for piece in pieces(second, passages, 1) {
        let alike = others.iter().enumerate().filter_map(|(at, other)| {
            let common = common(&piece.begins, &other.begins)?;
            Some((common, std::cmp::Reverse(at)))
        });
        let Some((_, std::cmp::Reverse(at))) = alike.max() else {
            continue;
        };
        let other = others.swap_remove(at);
        let own = |read: &Prepared<'_>, words: &Range<usize>| {
            let words = read.words[words.clone()].iter();
            words.filter(|word| !word.quoted).count()
        };
        found.push(Passage {
            unquoted: own(first, &other.words).min(own(second, &piece.words)),
            longest: 0,
            runs: Vec::new(),
            first: other.words,
            second: piece.words,
        });
    }
    found
}

/// Content words that two sentences have in common, where they are enough for one to be the other
/// in other words.
fn common(one: &[u64], other: &[u64]) -> Option<usize> {
    let common = one
        .iter()
        .filter(|word| other.binary_search(word).is_ok())
        .count();
    let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
    let of = |all: usize, share: f64| common as f64 >= share * all as f64;
    let enough = common >= REWORDED_WORDS && of(short, REWORDED[0]) && of(long, REWORDED[1]);
    enough.then_some(common)
}

/// The sentences of a report, without what is shared word for word.
fn pieces(read: &Prepared<'_>, passages: &[Passage], which: usize) -> Vec<Piece> {
    let mut shared: Vec<Range<usize>> = (passages.iter())
        .map(|passage| passage.side(which).clone())
        .collect();
    shared.sort_by_key(|range| range.start);
    let mut pieces = Vec::new();
    let mut shared = shared.into_iter().peekable();
    let mut start = 0;
    for at in 0..=read.words.len() {
        while shared.next_if(|range| range.end <= at).is_some() {}
        let is_shared = shared.peek().is_some_and(|range| range.start <= at);
        if at < read.words.len() && !is_shared && !(at > start && begins_sentence(read, at)) {
            continue;
        }
        if start < at {
            pieces.extend(piece(read, start..at));
        }
        start = if is_shared { at + 1 } else { at };
        if pieces.len() == SENTENCES {
            break;
        }
    }
    pieces
}

fn piece(read: &Prepared<'_>, words: Range<usize>) -> Option<Piece> {
    let own = read.words[words.clone()].iter().filter(|word| !word.quoted);
    let mut begins: Vec<u64> = own
        .filter_map(|word| beginning(&read.report.text[word.range.clone()]))
        .collect();
    begins.sort_unstable();
    begins.dedup();
    (begins.len() >= REWORDED_WORDS).then_some(Piece { words, begins })
}

/// Whether a sentence ends before the word: a mark and a space stand there, and not behind an
/// abbreviation's letter or two.
fn begins_sentence(read: &Prepared<'_>, at: usize) -> bool {
    let [before, word] = [at - 1, at].map(|at| read.words[at].range.clone());
    let between = &read.report.text[before.end..word.start];
    let ends = between.starts_with(['.', '!', '?', '…', '”', '"', '’']);
    let breaks = between.contains('\n');
    breaks
        || ends
            && before.len() > 2
            && between.contains(['.', '!', '?', '…', ','])
            && read.report.text[word].starts_with(|c: char| !c.is_lowercase())
}

/// How a content word begins, so that "supplied" and "supplies" are one; short words are none,
/// numbers all are.
fn beginning(word: &str) -> Option<u64> {
    const LETTERS: usize = 5;
    if !word.is_ascii() {
        return Some(fnv(word.to_lowercase().as_bytes()));
    }
    let bytes = word.as_bytes();
    let number = bytes.first()?.is_ascii_digit();
    if bytes.len() < 4 && !number {
        return None;
    }
    let letters = if number {
        bytes.len()
    } else {
        LETTERS.min(bytes.len())
    };
    let lower = bytes[..letters].iter();
    let mix = |hash: u64, byte: &u8| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0000_0100_0000_01b3)
    };
    Some(lower.fold(0xcbf2_9ce4_8422_2325, mix))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    use crate::sample::report;

    fn read(text: &str) -> Prepared<'static> {
        Prepared::of(Cow::Owned(report("", text, None)))
    }

    const TOLD: &str = "The harbour master closed the northern channel on Sunday after a storm had \
        driven two freighters onto the outer banks. Nobody slept.";

    #[test]
    fn a_sentence_in_other_words_is_found() {
        let other = "It rained. After a storm drove two freighters onto the outer banks, the \
            northern channel was closed by the harbour master on Sunday evening.";
        let [first, second] = [TOLD, other].map(read);
        let found = reworded(&first, &second, &[]);
        assert_eq!(found.len(), 1);
        let bytes = found[0].bytes(&second, 1);
        assert!(other[bytes].starts_with("After a storm"));
    }

    #[test]
    fn the_same_fact_told_by_another_is_not() {
        let other = "Ships had to keep out of the port of Vell at the weekend because the \
            authorities there feared for them, and a pilot spoke of freighters on a sandbank.";
        let [first, second] = [TOLD, other].map(read);
        assert!(reworded(&first, &second, &[]).is_empty());
    }
}
