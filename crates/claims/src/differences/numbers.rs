//! Numbers of the same thing that are not the same number.

use std::collections::BTreeMap;

use headwater_model::{DifferenceKind, Quantity, QuantityKind, Role, Slot, Span, Time, TimeKind};
use headwater_text::{TokenKind, normal, stem};

use super::gather::{Found, Value, conflict_or_update};
use super::near::Pair;
use super::side::{Side, overlap};
use crate::money::{is_money, may_be_same};

/// Values of one thing that are compared; more are not.
const MOST: usize = 32;

/// Numbers that count the same thing, wherever they stand.
pub(super) fn of_one_thing(sides: &[Side<'_>]) -> Vec<Found> {
    let mut by_thing: BTreeMap<String, Vec<(&Quantity, Value)>> = BTreeMap::new();
    for (number, side) in sides.iter().enumerate() {
        for quantity in side.inside(&side.reading.quantities, |one| &one.span) {
            if let Some(thing) = thing(quantity) {
                let key = format!("{thing}: {}", key(quantity));
                by_thing.entry(thing).or_default().push((
                    quantity,
                    Value {
                        side: number,
                        key,
                        words: quantity.span.clone(),
                        shown: None,
                    },
                ));
            }
        }
    }
    let mut found = Vec::new();
    for mut held in by_thing.into_values() {
        // Statements with one value are compared once for the first of each day, but all are told.
        held.sort_by_key(|(_, value)| value.side);
        let mut keys: Vec<String> = held.iter().map(|(_, value)| value.key.clone()).collect();
        keys.sort();
        keys.dedup();
        keys.truncate(MOST);
        held.retain(|(_, value)| keys.contains(&value.key));
        for (at, (a, of_a)) in held.iter().enumerate() {
            // The first of each other value is enough: all of one value are gathered.
            let mut seen: Vec<&str> = Vec::new();
            for (b, of_b) in held[at + 1..].iter().chain(&held[..at]) {
                if of_a.key == of_b.key || of_a.side == of_b.side || seen.contains(&&*of_b.key) {
                    continue;
                }
                seen.push(&of_b.key);
                found.extend(compared(sides, (a, of_a), (b, of_b)));
            }
        }
    }
    found
}

/// A number in the place of another.
pub(super) fn in_gaps(sides: &[Side<'_>], pair: &Pair) -> Vec<Found> {
    let (a, b) = (&sides[pair.a], &sides[pair.b]);
    let gaps = pair.gaps.iter().filter_map(|gap| {
        let (range_a, range_b) = (a.bytes(&gap.a)?, b.bytes(&gap.b)?);
        let quantity = |side: &Side<'_>, range| -> Option<Quantity> {
            let all = side.reading.quantities.iter();
            all.clone()
                .find(|one| overlap(&one.span.range(), range))
                .cloned()
        };
        let value = |side, key: String, words: &Span| Value {
            side,
            key,
            words: words.clone(),
            shown: None,
        };
        if let (Some(of_a), Some(of_b)) = (quantity(a, &range_a), quantity(b, &range_b)) {
            let thing = thing(&of_a).filter(|one| thing(&of_b).as_ref() == Some(one));
            let of = |side, quantity: &Quantity| {
                let thing = thing.as_deref().unwrap_or("gap");
                value(side, format!("{thing}: {}", key(quantity)), &quantity.span)
            };
            let (left, right) = (of(pair.a, &of_a), of(pair.b, &of_b));
            return (left.key != right.key)
                .then(|| compared(sides, (&of_a, left), (&of_b, right)))
                .flatten();
        }
        let time = |side: &Side<'_>, range| -> Option<Time> {
            let all = side.reading.times.iter();
            all.clone()
                .find(|one| overlap(&one.span.range(), range))
                .cloned()
        };
        if let (Some(of_a), Some(of_b)) = (time(a, &range_a), time(b, &range_b)) {
            return super::dates::in_one_place((pair.a, &of_a), (pair.b, &of_b));
        }
        let bare = |number: usize, words: &std::ops::Range<usize>| -> Option<Value> {
            let side = &sides[number];
            let mut all = side.words.get(words.clone())?.iter();
            let word = all.find(|word| word.kind == TokenKind::Number)?;
            Some(value(
                number,
                format!("bare: {}", word.normal),
                &side.span(word.range.clone())?,
            ))
        };
        let (left, right) = (bare(pair.a, &gap.a)?, bare(pair.b, &gap.b)?);
        (left.key != right.key).then(|| Found {
            slot: Slot::Number,
            kind: conflict_or_update(a, b),
            a: left,
            b: right,
        })
    });
    gaps.collect()
}

fn compared(
    sides: &[Side<'_>],
    (a, of_a): (&Quantity, impl std::borrow::Borrow<Value>),
    (b, of_b): (&Quantity, impl std::borrow::Borrow<Value>),
) -> Option<Found> {
    let (of_a, of_b) = (of_a.borrow(), of_b.borrow());
    let two_currencies = is_money(a) && is_money(b) && a.unit != b.unit;
    let kind = if two_currencies && may_be_same(a, b) != Some(false) {
        DifferenceKind::Unit
    } else if !two_currencies && reaches(a, b) {
        DifferenceKind::Precision
    } else {
        conflict_or_update(&sides[of_a.side], &sides[of_b.side])
    };
    Some(Found {
        slot: Slot::Number,
        kind,
        a: of_a.clone(),
        b: of_b.clone(),
    })
}

/// What is counted: the unit and the noun, or what became of people. `None` where that is not
/// told, or where the number is a place in an order or an age.
fn thing(quantity: &Quantity) -> Option<String> {
    const PEOPLE: [&str; 8] = [
        "people", "person", "dead", "death", "fatality", "other", "victim", "casualty",
    ];
    let of = quantity.of.as_deref().map(normal).unwrap_or_default();
    let people = of.is_empty() || PEOPLE.contains(&of.as_str());
    match (quantity.kind, quantity.role) {
        (QuantityKind::Ordinal | QuantityKind::Age, _) => None,
        // "10 km" may be how deep and "55 km" how far.
        (QuantityKind::Measure, _) if of.is_empty() => None,
        // "a local officer" counts nobody.
        _ if is_article(quantity) => None,
        (_, Some(role)) if people => Some(format!("people {}", role_name(role))),
        (_, Some(role)) => Some(format!("{} {}", stem(&of), role_name(role))),
        _ if of.is_empty() && quantity.unit.is_none() => None,
        _ if is_money(quantity) => Some(format!("money {}", stem(&of))),
        _ => Some(format!(
            "{} {}",
            quantity.unit.as_deref().unwrap_or_default(),
            stem(&of)
        )),
    }
}

/// Whether the number is only an article.
fn is_article(quantity: &Quantity) -> bool {
    let words = normal(&quantity.span.text);
    let first = words.split(' ').next().unwrap_or_default();
    matches!(first, "a" | "an") && quantity.low == Some(1.0) && quantity.high == Some(1.0)
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Killed => "killed",
        Role::Injured => "injured",
        Role::Harmed => "harmed",
        Role::Missing => "missing",
        Role::Arrested => "arrested",
        Role::Displaced => "displaced",
        Role::Captured => "captured",
    }
}

fn key(quantity: &Quantity) -> String {
    let number = |value: Option<f64>| value.map_or("-".to_owned(), |value| value.to_string());
    let unit = quantity.unit.as_deref().unwrap_or_default();
    match (quantity.low, quantity.high) {
        (None, None) => normal(&quantity.span.text),
        (low, high) => format!("{}..{} {unit}", number(low), number(high)),
    }
}

/// Whether two quantities can mean the same number; a vague word can mean any.
fn reaches(a: &Quantity, b: &Quantity) -> bool {
    let low = |quantity: &Quantity| quantity.low.unwrap_or(f64::NEG_INFINITY);
    let high = |quantity: &Quantity| quantity.high.unwrap_or(f64::INFINITY);
    low(a) <= high(b) && low(b) <= high(a)
}

/// How long it took, where each of two statements tells one duration behind the same word ("for 15
/// seconds", "for one minute").
pub(super) fn durations(sides: &[Side<'_>]) -> Vec<Found> {
    let told: Vec<(String, Value)> = (sides.iter().enumerate())
        .filter_map(|(number, side)| {
            let all = side.inside(&side.reading.times, |one| &one.span);
            let mut all = all.into_iter().filter(|one| one.kind == TimeKind::Duration);
            let (Some(one), None) = (all.next(), all.next()) else {
                return None;
            };
            let before = side
                .words
                .iter()
                .rfind(|word| word.range.end <= one.span.start)?;
            let key = one.value.clone()?;
            Some((
                before.normal.clone(),
                Value {
                    side: number,
                    key,
                    words: one.span.clone(),
                    shown: None,
                },
            ))
        })
        .collect();
    let mut found = Vec::new();
    for (at, (word_a, a)) in told.iter().enumerate() {
        for (word_b, b) in told[at + 1..]
            .iter()
            .filter(|(_, b)| b.key != a.key)
            .take(MOST)
        {
            if word_a == word_b {
                found.push(Found {
                    slot: Slot::Number,
                    kind: DifferenceKind::Conflict,
                    a: a.clone(),
                    b: b.clone(),
                });
            }
        }
    }
    found
}
