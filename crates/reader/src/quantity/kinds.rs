//! What sort of number an amount is.

use headwater_model::QuantityKind;

use super::Amount;
use super::lexicon::low;
use crate::number::Word;

/// The kind of the amount that begins at `at`.
pub(super) fn kind(words: &[Word], at: usize, amount: &Amount) -> QuantityKind {
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
