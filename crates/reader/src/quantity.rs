//! Quantities: numbers with what they count, as low and high bound.

use std::ops::Range;

use headwater_model::{Quantity, QuantityKind, Span};

use crate::number::{Number, Word, number_at};
use crate::time::{Parsed, parse};

mod counted;
mod deaths;
mod kinds;
mod lexicon;
mod names;
mod role;
#[cfg(test)]
mod tests;
mod toll;
mod victims;

use lexicon::{low, phrase, unit_at};
pub use toll::{Toll, toll};

/// The quantities of the sentences, in text order.
///
/// The span holds the bound, the number and its unit ("more than $1.2bn"), not what is counted,
/// which is in `of`, in its normal form. A bound on one side leaves the other `null`; vague words ("dozens") leave
/// both. Times of every sort and numbers that are part of a name, an address or a telephone
/// number are passed over; an age has the unit `year`, an ordinal is its place in the order. A single
/// person counts only where the text tells a fate ("a man was shot dead").
///
/// ```
/// use headwater_reader::quantities;
/// let text = "At least 43 people were killed.";
/// let found = &quantities(text, &headwater_text::sentences(text, 0..text.len()))[0];
/// assert_eq!((found.low, found.high, found.of.as_deref()), (Some(43.0), None, Some("people")));
/// ```
pub fn quantities(text: &str, sentences: &[Range<usize>]) -> Vec<Quantity> {
    quantities_of(text, &parse(text, sentences))
}

/// The quantities of sentences that are parsed.
pub(crate) fn quantities_of(text: &str, sentences: &[Parsed]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut deaths = deaths::Deaths::default();
    for (number, sentence) in sentences.iter().enumerate() {
        let words = sentence.words.as_slice();
        let in_time = sentence.words_of_times();
        let before = found.len();
        let mut people = victims::People::default();
        let mut at = 0;
        while at < words.len() {
            let may_begin = !in_time[at] && lexicon::may_begin(&words[at]);
            let read = may_begin.then(|| amount(words, at, MOST_BOUNDS)).flatten();
            // A number inside a time is the time's, whatever stands before it.
            let read = read.filter(|amount| !in_time[at..amount.end].contains(&true));
            let Some(amount) = read else {
                at += 1;
                continue;
            };
            let bytes = words[at].range.start..words[amount.end - 1].range.end;
            if let Ok(span) = Span::cut(text, bytes) {
                let kind = kinds::kind(words, at, &amount);
                let fate = people.fate(words, at, &amount, kind);
                found.push(Quantity {
                    span,
                    low: amount.low,
                    high: amount.high,
                    of: counted::counted(words, at, amount.end, amount.unit.as_deref()),
                    unit: amount.unit,
                    kind,
                    role: fate.map(|fate| fate.role),
                });
            }
            at = amount.end;
        }
        people.singles(words, |one| {
            let bytes = words[one.words.start].range.start..words[one.words.end - 1].range.end;
            if let Ok(span) = Span::cut(text, bytes) {
                found.push(Quantity {
                    span,
                    low: Some(1.0),
                    high: Some(1.0),
                    unit: None,
                    of: one.of.map(|noun| words[noun].low.clone()),
                    kind: QuantityKind::Count,
                    role: Some(one.fate.role),
                });
            }
        });
        found[before..].sort_by_key(|quantity| quantity.span.start);
        deaths.read(words, &people, number, &mut found, before);
    }
    found
}

/// How vague words ("dozens") are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// As words without a value.
    #[default]
    Plain,
    /// As numbers, the way the ACLED codebook does.
    Acled,
}

impl Profile {
    /// Reads the quantities of a reading this way.
    pub fn read(self, quantities: &mut [Quantity]) {
        match self {
            Self::Plain => {}
            Self::Acled => read_as_acled(quantities),
        }
    }
}

/// Reads vague words as the ACLED codebook does: "tens" as 10, "dozens" as 12, "hundreds" as 100.
///
/// Only for `--profile acled`: without it such words keep no value, because they have none.
fn read_as_acled(quantities: &mut [Quantity]) {
    for quantity in quantities {
        if quantity.low.is_none() && quantity.high.is_none() {
            let value = lexicon::acled(&quantity.span.text);
            (quantity.low, quantity.high) = (value, value);
        }
    }
}

/// A quantity as it was read: up to which word, its bounds and unit.
#[derive(Clone, Debug, PartialEq)]
struct Amount {
    end: usize,
    low: Option<f64>,
    high: Option<f64>,
    unit: Option<String>,
    is_ordinal: bool,
}

/// On which side the words around a number bound it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    Below,
    Above,
    Neither,
}

/// How many bound words may stand before one number ("at least about 40").
const MOST_BOUNDS: usize = 2;

/// The quantity that begins at `at`, up to so many bound words included.
fn amount(words: &[Word], at: usize, bounds: usize) -> Option<Amount> {
    if let Some(amount) = bounds
        .checked_sub(1)
        .and_then(|left| bounded(words, at, left))
    {
        return Some(amount);
    }
    if low(words, at) == "between" {
        return pair(words, at + 1, &["and"]).map(|(amount, _)| amount);
    }
    if let Some(taken) = phrase("vague", words, at) {
        return vague(words, at, taken);
    }
    if let Some(ordinal) = kinds::ordinal(words, at) {
        return Some(ordinal);
    }
    if let Some((range, _)) = pair(words, at, &["to", "-", "or"]) {
        return Some(range);
    }
    // "3-1" is a score, "50-50" a proportion: neither counts anything.
    let (amount, _) = single(words, at)?;
    let is_tied = words.get(amount.end).is_some_and(|next| next.glued);
    let number_follows = is_tied && number_at(words, amount.end).is_some();
    (!number_follows).then_some(amount)
}

/// "more than 40", "up to $5 million", "some 300", "at least 10 to 12".
fn bounded(words: &[Word], at: usize, bounds: usize) -> Option<Amount> {
    let (bound, taken) = if let Some(taken) = phrase("low", words, at) {
        (Bound::Below, taken)
    } else if let Some(taken) = phrase("high", words, at) {
        (Bound::Above, taken)
    } else {
        (Bound::Neither, phrase("about", words, at)?)
    };
    let inner = amount(words, at + taken, bounds)?;
    Some(apply(bound, inner))
}

fn apply(bound: Bound, amount: Amount) -> Amount {
    match bound {
        Bound::Below => Amount {
            low: amount.low,
            high: None,
            ..amount
        },
        Bound::Above => Amount {
            low: None,
            high: amount.high,
            ..amount
        },
        Bound::Neither => amount,
    }
}

fn vague(words: &[Word], at: usize, taken: usize) -> Option<Amount> {
    let end = at + taken;
    let of = low(words, end) == "of";
    // "several" and the like count only what follows; "a number" is one only with "of".
    let counts = of
        || words
            .get(end)
            .is_some_and(|next| next.low.ends_with('s') || unit_at(words, end).is_some());
    let needs_noun = !low(words, end - 1).ends_with('s');
    if needs_noun && !counts {
        return None;
    }
    let unit_from = end + usize::from(of);
    let unit = unit_at(words, unit_from);
    Some(Amount {
        end: unit.as_ref().map_or(end, |(taken, _)| unit_from + taken),
        low: None,
        high: None,
        unit: unit.map(|(_, unit)| unit.to_owned()),
        is_ordinal: false,
    })
}

/// Two numbers that are the ends of a range.
fn pair(words: &[Word], at: usize, joins: &[&str]) -> Option<(Amount, Number)> {
    let (first, first_number) = single(words, at)?;
    let glued = words.get(first.end).is_some_and(|next| next.glued);
    let joined = joins.contains(&low(words, first.end));
    if !glued && !joined {
        return None;
    }
    let (second, second_number) = single_inner(words, first.end + usize::from(!glued))?;
    if glued && first.unit.is_some() && second.unit.is_none() {
        return None;
    }
    // "1-800-555-0134" is no range.
    let goes_on = glued && words.get(second.end).is_some_and(|next| next.glued);
    if goes_on && number_at(words, second.end).is_some() {
        return None;
    }
    let (from, to) = (first_number.value, second_number.value);
    // "10 to 12 million" means ten million.
    let has_scale = !second_number.plain_digits && first_number.plain_digits;
    let scale = [1e12, 1e9, 1e6, 1e3, 1.0]
        .into_iter()
        .find(|scale| has_scale && to >= *scale && from < 1e3)
        .unwrap_or(1.0);
    let from = if from * scale <= to {
        from * scale
    } else {
        from
    };
    let same_unit = first.unit.is_none() || second.unit.is_none() || first.unit == second.unit;
    (from < to && same_unit).then(|| {
        let amount = Amount {
            end: second.end,
            low: Some(from),
            high: Some(to),
            unit: second.unit.or(first.unit),
            is_ordinal: false,
        };
        (amount, second_number)
    })
}

/// One number with its unit, where it is not part of a name.
fn single(words: &[Word], at: usize) -> Option<(Amount, Number)> {
    if names::is_part_of_name(words, at) || names::is_address(words, at) {
        return None;
    }
    single_inner(words, at)
}

fn single_inner(words: &[Word], at: usize) -> Option<(Amount, Number)> {
    let (sign, skip) = match lexicon::sign_at(words, at) {
        Some((skip, unit)) => (Some(unit), skip),
        None => (None, 0),
    };
    let start = at + skip;
    let number = number_at(words, start)?;
    let mut end = start + number.length;
    let mut unit = sign.map(str::to_owned);
    if unit.is_none()
        && let Some((taken, name)) = unit_at(words, end)
    {
        unit = Some(name.to_owned());
        end += taken;
    } else if unit.is_none() && names::is_age(words, at, end, number.value) {
        unit = Some("year".to_owned());
    }
    // "9/11", "1/2": a date or a fraction.
    let touches = words
        .get(end)
        .is_some_and(|next| next.low == "/" && next.range.start == words[end - 1].range.end);
    if touches {
        return None;
    }
    if number.is_weak && unit.is_none() && !counted::is_countable(low(words, end)) {
        return None;
    }
    // "10th" has no value; "5-a-side", "3-D" and "7-Eleven" are words.
    let tied = words
        .get(end)
        .is_some_and(|next| next.glued && number_at(words, end).is_none());
    let follows_noun = tied && !counted::is_countable(low(words, end)) && unit.is_none();
    if follows_noun && low(words, end) != "strong" && low(words, end) != "plus" {
        return None;
    }
    let mut amount = Amount {
        end,
        low: Some(number.value),
        high: Some(number.value),
        unit,
        is_ordinal: false,
    };
    if let Some(taken) = phrase("low_after", words, end) {
        amount.end += taken;
        amount.high = None;
    } else if let Some(taken) = phrase("high_after", words, end) {
        amount.end += taken;
        amount.low = None;
    }
    Some((amount, number))
}
