//! What sort of number an amount is.

use headwater_model::QuantityKind;

use super::Amount;
use super::lexicon::{find, low};
use crate::number::Word;

/// The kind of the amount that begins at `at`.
pub(super) fn kind(words: &[Word], at: usize, amount: &Amount) -> QuantityKind {
    if amount.is_ordinal {
        return QuantityKind::Ordinal;
    }
    let Some(unit) = amount.unit.as_deref() else {
        return match is_magnitude(words, at, amount) {
            true => QuantityKind::Magnitude,
            false => QuantityKind::Count,
        };
    };
    match unit {
        "%" => QuantityKind::Percent,
        "pp" | "bp" => QuantityKind::Points,
        "year" | "month" | "week" | "day" => QuantityKind::Age,
        "cent" => QuantityKind::Money,
        _ if unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase()) => {
            QuantityKind::Money
        }
        _ => QuantityKind::Measure,
    }
}

/// "a magnitude 6.1 earthquake", "a 6.1-magnitude quake", "6.1 on the Richter scale".
fn is_magnitude(words: &[Word], at: usize, amount: &Amount) -> bool {
    let before = |by: usize| at.checked_sub(by).map_or("", |at| low(words, at));
    let next = |by: usize| low(words, amount.end + by);
    let on_scale = next(0) == "on" && next(1) == "the" && matches!(next(2), "richter" | "moment");
    let of = matches!(before(1), "of" | "at") && before(2) == "magnitude";
    amount.high.is_some_and(|value| value < 11.0)
        && (before(1) == "magnitude" || of || next(0) == "magnitude" || on_scale)
}

/// A place in an order, before the noun that it orders: "the third victim", "a 10th day".
pub(super) fn ordinal(words: &[Word], at: usize) -> Option<Amount> {
    let word = words.get(at)?;
    let next = words.get(at + 1)?;
    let before = words.get(at.checked_sub(1)?)?;
    let is_ordered = matches!(
        before.low.as_str(),
        "the" | "a" | "his" | "her" | "its" | "their"
    ) && next.kind == headwater_text::TokenKind::Word
        && !next.glued
        && !next.capital
        && !headwater_text::is_stopword(&next.low);
    if !is_ordered || word.glued {
        return None;
    }
    let value = match find("ordinal", words, at) {
        Some((_, value)) => value.parse().ok()?,
        None => {
            let end = word.low.find(|c: char| !c.is_ascii_digit())?;
            let (figures, ending) = word.low.split_at(end);
            matches!(ending, "st" | "nd" | "rd" | "th").then(|| figures.parse().ok())??
        }
    };
    Some(Amount {
        end: at + 1,
        low: Some(value),
        high: Some(value),
        unit: None,
        is_ordinal: true,
    })
}
