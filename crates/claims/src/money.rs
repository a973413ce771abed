//! Whether two sums in two currencies can be the same money.

use headwater_model::Quantity;

/// Units of each currency for one euro, on the day that the table names.
const RATES: &str = include_str!("../data/rates.tsv");

/// How far rates may have moved between the day of the table and that of the report, and sums been
/// rounded: by half.
const TOLERANCE: f64 = 1.5;

/// Whether the amount is one of a currency, by its ISO 4217 code.
pub(crate) fn is_money(quantity: &Quantity) -> bool {
    quantity
        .unit
        .as_deref()
        .is_some_and(|unit| unit.len() == 3 && unit.chars().all(|c| c.is_ascii_uppercase()))
}

/// Whether two sums can be the same; `None` where a rate or a bound is not known.
pub(crate) fn may_be_same(a: &Quantity, b: &Quantity) -> Option<bool> {
    let (low_a, high_a) = in_euros(a)?;
    let (low_b, high_b) = in_euros(b)?;
    Some(low_a <= high_b * TOLERANCE && low_b <= high_a * TOLERANCE)
}

fn in_euros(quantity: &Quantity) -> Option<(f64, f64)> {
    let rate = rate(quantity.unit.as_deref()?)?;
    if quantity.low.is_none() && quantity.high.is_none() {
        return None;
    }
    let low = quantity.low.unwrap_or(f64::NEG_INFINITY) / rate;
    let high = quantity.high.unwrap_or(f64::INFINITY) / rate;
    Some((low, high))
}

fn rate(code: &str) -> Option<f64> {
    let mut rows = RATES.lines().filter_map(|line| line.split_once('\t'));
    rows.find(|(currency, _)| *currency == code)?.1.parse().ok()
}

#[cfg(test)]
mod tests {
    use headwater_model::Span;

    use super::*;

    fn sum(value: f64, unit: &str) -> Quantity {
        Quantity {
            span: Span::cut("1", 0..1).expect("one byte"),
            low: Some(value),
            high: Some(value),
            unit: Some(unit.to_owned()),
            of: None,
            kind: Default::default(),
            role: None,
        }
    }

    #[test]
    fn sums_are_compared_at_the_rate_of_the_table() {
        assert_eq!(
            may_be_same(&sum(80e6, "EUR"), &sum(108e6, "USD")),
            Some(true)
        );
        assert_eq!(
            may_be_same(&sum(80e6, "EUR"), &sum(500e6, "USD")),
            Some(false)
        );
        assert_eq!(may_be_same(&sum(80e6, "EUR"), &sum(5e9, "RUB")), None);
    }

    #[test]
    fn every_rate_is_a_number() {
        for line in RATES.lines().skip(1) {
            let code = line.split('\t').next().expect("a code");
            assert!(rate(code).is_some_and(|rate| rate > 0.0), "{line}");
        }
    }
}
