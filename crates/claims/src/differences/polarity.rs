//! One says that it is so, another that it is not.

use headwater_model::{DifferenceKind, Slot, Span};

use super::gather::{Found, Value};
use super::near::Pair;
use super::side::Side;
use crate::negation::negators;

/// Words of a gap that may hold the negation; in longer ones something else is denied.
const LONGEST: usize = 6;
/// What begins a clause of its own.
const CLAUSES: [&str; 12] = [
    "who", "which", "that", "because", "although", "though", "but", "while", "if", "unless", "and",
    "whose",
];

/// A negation in one of two statements in nearly the same words.
pub(super) fn in_gaps(sides: &[Side<'_>], pair: &Pair) -> Vec<Found> {
    let (a, b) = (&sides[pair.a], &sides[pair.b]);
    let (in_a, in_b) = (loosely(a), loosely(b));
    // "has never been" and "never has been" are told in another order only.
    if in_a.len() % 2 == in_b.len() % 2 {
        return Vec::new();
    }
    let inside = |all: &[usize], gap: &std::ops::Range<usize>| {
        all.iter().filter(|at| gap.contains(at)).count()
    };
    let of_clause = |side: &Side<'_>, gap: &std::ops::Range<usize>| {
        let first = side
            .words
            .get(gap.start)
            .map_or("", |word| word.normal.as_str());
        gap.len() > 2 && CLAUSES.contains(&first)
    };
    (pair.gaps.iter())
        .filter(|gap| gap.a.len().max(gap.b.len()) <= LONGEST)
        .filter(|gap| !of_clause(a, &gap.a) && !of_clause(b, &gap.b))
        .filter(|gap| (inside(&in_a, &gap.a) + inside(&in_b, &gap.b)) % 2 == 1)
        .filter_map(|gap| {
            let around = |side: &Side<'_>, gap: &std::ops::Range<usize>| {
                let end = (gap.end + 1).min(side.words.len());
                side.words_span(&(gap.start.saturating_sub(1)..end))
            };
            let (left, right) = (around(a, &gap.a)?, around(b, &gap.b)?);
            Some(found((pair.a, left), (pair.b, right)))
        })
        .collect()
}

/// A verb that one statement negates and another has without.
pub(super) fn of_one_verb(sides: &[Side<'_>]) -> Vec<Found> {
    let mut all = Vec::new();
    for (number, side) in sides.iter().enumerate() {
        for at in negated(side) {
            // "did not open", "has not yet been opened".
            let mut after = side.words.iter().enumerate().skip(at + 1).take(4);
            let Some((verb, word)) = after.find(|(_, word)| word.tells()) else {
                continue;
            };
            let Some(words) = side.words_span(&(at.saturating_sub(1)..verb + 1)) else {
                continue;
            };
            let others = sides.iter().enumerate().filter(|(other, one)| {
                let both = side
                    .statement
                    .event
                    .as_ref()
                    .zip(one.statement.event.as_ref());
                let one_verb = both.is_some_and(|(x, y)| {
                    x.predicate.range() == word.range
                        && headwater_text::stem(&headwater_text::normal(&y.predicate.text))
                            == word.stem
                });
                *other != number && one_verb && negated(one).is_empty()
            });
            let told = others.take(12).filter_map(|(other, one)| {
                let there = one.statement.event.as_ref()?.predicate.clone();
                Some(found((number, words.clone()), (other, there)))
            });
            all.extend(told);
        }
    }
    all
}

/// Numbers of the words that negate.
fn negated(side: &Side<'_>) -> Vec<usize> {
    let words: Vec<&str> = side.words.iter().map(|word| word.normal.as_str()).collect();
    negators(&words)
}

/// The same, and "not" wherever it stands: "with him, not her".
fn loosely(side: &Side<'_>) -> Vec<usize> {
    let word = |at: usize| side.words.get(at).map_or("", |word| word.normal.as_str());
    let strict = negated(side);
    let loose = |at: usize| {
        word(at) == "not" && word(at + 1) != "only" && (at == 0 || word(at - 1) != "or")
    };
    (0..side.words.len())
        .filter(|at| strict.contains(at) || loose(*at))
        .collect()
}

fn found((a, left): (usize, Span), (b, right): (usize, Span)) -> Found {
    let value = |side, words: Span| Value {
        side,
        key: headwater_text::normal(&words.text),
        words,
        shown: None,
    };
    Found {
        slot: Slot::Polarity,
        kind: DifferenceKind::Conflict,
        a: value(a, left),
        b: value(b, right),
    }
}
