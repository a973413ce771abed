//! How sure: "will" against "may".

use std::collections::BTreeMap;
use std::ops::Range;

use headwater_model::{DifferenceKind, Slot, Span};
use headwater_text::stem;

use super::gather::{Found, Value};
use super::near::Pair;
use super::side::Side;

/// Words of doubt.
const DOUBT: [&str; 33] = [
    "may",
    "might",
    "could",
    "possible",
    "possibly",
    "perhaps",
    "maybe",
    "probably",
    "probable",
    "likely",
    "unlikely",
    "apparently",
    "apparent",
    "seemingly",
    "reportedly",
    "allegedly",
    "alleged",
    "purportedly",
    "supposedly",
    "presumably",
    "potentially",
    "expected",
    "believed",
    "thought",
    "suspected",
    "appear",
    "appears",
    "appeared",
    "seem",
    "seems",
    "seemed",
    "suggests",
    "unclear",
];

/// Words that stand before a verb without doubt.
const FIRM: [&str; 4] = ["will", "would", "shall", "must"];

/// Words that leave open what follows their "to".
const OPEN: [&str; 9] = [
    "poised",
    "set",
    "due",
    "scheduled",
    "hopes",
    "planning",
    "plans",
    "aims",
    "wants",
];

/// Steps between the certainties of two statements (of -3 to 3) that are a difference.
const APART: f32 = 1.0;
/// Statements of one event that are compared with each; more are not.
const MOST: usize = 12;

/// A word of doubt that stands in one of two statements in nearly the same words.
pub(super) fn in_gaps(sides: &[Side<'_>], pair: &Pair) -> Vec<Found> {
    let (a, b) = (&sides[pair.a], &sides[pair.b]);
    let open = |side: &Side<'_>, words: &Range<usize>| {
        let is = |at: usize, of: &[&str]| {
            let word = side.words.get(at);
            word.is_some_and(|word| of.contains(&word.normal.as_str()))
        };
        (words.clone()).any(|at| doubts(side, at) || is(at, &OPEN) && is(at + 1, &["to"]))
    };
    (pair.gaps.iter())
        .filter(|gap| gap.a.len().max(gap.b.len()) <= 4)
        .filter(|gap| open(a, &gap.a) != open(b, &gap.b))
        .filter_map(|gap| {
            let left = shown(pair.a, a, &gap.a)?;
            let right = shown(pair.b, b, &gap.b)?;
            Some(found(left, right))
        })
        .collect()
}

/// Whether the word is one of doubt; May with a capital is a month or somebody.
pub(crate) fn is_doubt(word: &str) -> bool {
    word != "May" && DOUBT.contains(&headwater_text::normal(word).as_str())
}

fn doubts(side: &Side<'_>, at: usize) -> bool {
    let text = &side.reading.report.text;
    (side.words.get(at)).is_some_and(|word| is_doubt(&text[word.range.clone()]))
}

/// The words of a gap with the one behind it, so that nothing is a value, too: "may open", "opens".
fn shown(number: usize, side: &Side<'_>, gap: &Range<usize>) -> Option<Value> {
    let end = (gap.end + 1).min(side.words.len());
    let words = side.words_span(&(gap.start..end)).or_else(|| {
        // Nothing stands behind it: the word before it.
        side.words_span(&(gap.start.checked_sub(1)?..end))
    })?;
    Some(value(number, words))
}

fn value(side: usize, words: Span) -> Value {
    Value {
        side,
        key: (headwater_text::normal(&words.text).split(' ').map(stem))
            .collect::<Vec<_>>()
            .join(" "),
        words,
        shown: None,
    }
}

fn found(a: Value, b: Value) -> Found {
    Found {
        slot: Slot::Certainty,
        kind: DifferenceKind::Conflict,
        a,
        b,
    }
}

/// The same event, surer in one statement than in another.
pub(super) fn of_one_event(sides: &[Side<'_>]) -> Vec<Found> {
    let mut by_event: BTreeMap<String, Vec<(f32, Value)>> = BTreeMap::new();
    for (number, side) in sides.iter().enumerate() {
        let Some(certainty) = &side.statement.certainty else {
            continue;
        };
        let event = stem(&headwater_text::normal(&certainty.of.text));
        let doubts = certainty.words.iter().filter(|word| {
            let normal = headwater_text::normal(&word.text);
            normal.split(' ').any(|word| DOUBT.contains(&word))
        });
        let first = doubts.min_by_key(|word| word.start);
        let words = match first {
            // "may open" where they stand together, else the word of doubt alone.
            Some(word) if word.end < certainty.of.start && certainty.of.start - word.end < 20 => {
                side.span(word.start..certainty.of.end)
            }
            Some(word) => Some(word.clone()),
            None => Some(certainty.of.clone()),
        };
        let Some(words) = words else { continue };
        let held = by_event.entry(event).or_default();
        held.push((certainty.value.abs(), value(number, words)));
    }
    let mut all = Vec::new();
    for held in by_event.into_values() {
        for (at, (sure_a, a)) in held.iter().enumerate() {
            let others = held[at + 1..].iter();
            let others = others.filter(|(sure_b, b)| {
                (sure_a - sure_b).abs() >= APART && a.key != b.key && a.side != b.side
            });
            all.extend(others.take(MOST).map(|(_, b)| found(a.clone(), b.clone())));
        }
    }
    all
}

/// A word of doubt before a word that another statement about the same has without doubt.
pub(super) fn of_one_matter(sides: &[Side<'_>]) -> Vec<Found> {
    let doubted: Vec<Option<usize>> = (sides.iter())
        .map(|side| (0..side.words.len()).find(|&at| doubts(side, at)))
        .collect();
    let mut all = Vec::new();
    for (a, side) in sides.iter().enumerate() {
        // "may have been opened": what is doubted is the opening.
        let told = doubted[a].and_then(|at| {
            let mut after = (at + 1..side.words.len()).take(5);
            let what = after.find(|&word| side.words[word].tells())?;
            Some((side.words_span(&(at..what + 1))?, &side.words[what].stem))
        });
        let Some((words, what)) = told else {
            continue;
        };
        let flat = (sides.iter().enumerate()).filter_map(|(b, other)| {
            let plain = doubted[b].is_none() && other.statement.hedges.is_empty();
            let there = other.words.iter().position(|word| word.stem == *what)?;
            let firm = |at: &usize| FIRM.contains(&other.words[*at].normal.as_str());
            let from = there.checked_sub(1).filter(firm).unwrap_or(there);
            let there = other.words_span(&(from..there + 1))?;
            (plain && side.is_about(other)).then(|| found(value(a, words.clone()), value(b, there)))
        });
        all.extend(flat.take(MOST));
    }
    all
}
