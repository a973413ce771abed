//! Where: towns and directions.

use headwater_model::{DifferenceKind, Place, PlacePrecision, Slot};

use super::gather::{Found, Value};
use super::side::{Side, overlap};

/// Different values that are compared; more are not.
const MOST: usize = 24;

/// Towns that are not the same town, where each of two statements of one event names one.
pub(super) fn towns(sides: &[Side<'_>]) -> Vec<Found> {
    let told: Vec<Value> = (sides.iter().enumerate())
        .filter_map(|(side, of)| {
            let mut towns: Vec<&Place> = of.inside(&of.reading.places, |place| &place.span);
            towns.retain(|place| place.precision == Some(PlacePrecision::Town));
            towns.dedup_by(|next, before| next.name == before.name);
            let [town] = towns.as_slice() else {
                return None;
            };
            Some(Value {
                side,
                key: town.name.clone(),
                words: town.span.clone(),
                shown: None,
            })
        })
        .collect();
    let mut found = all_pairs(&told);
    found.retain(|one| sides[one.a.side].same_event(&sides[one.b.side]));
    found
}

/// "west of Bonn" against "south of Bonn".
pub(super) fn directions(sides: &[Side<'_>]) -> Vec<Found> {
    const DIRECTIONS: [&str; 18] = [
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "north-east",
        "north-west",
        "south-east",
        "south-west",
        "north-northeast",
        "north-northwest",
        "south-southeast",
        "south-southwest",
        "east-northeast",
        "west-southwest",
    ];
    let mut told: Vec<(String, Value)> = Vec::new();
    for (number, side) in sides.iter().enumerate() {
        for at in 0..side.words.len().saturating_sub(2) {
            let [word, of, name] = &side.words[at..at + 3] else {
                continue;
            };
            if !DIRECTIONS.contains(&word.normal.as_str()) || of.normal != "of" {
                continue;
            }
            let whole = side.words[at].range.start..name.range.end;
            let mut places = side.reading.places.iter();
            let place = places.find(|place| overlap(&place.span.range(), &name.range));
            let place = place.map_or_else(|| name.normal.clone(), |place| place.name.clone());
            if let Some(words) = side.span(whole) {
                let key = format!("{} of {place}", word.normal.replace('-', ""));
                told.push((
                    place,
                    Value {
                        side: number,
                        key,
                        words,
                        shown: None,
                    },
                ));
            }
        }
    }
    let mut of: Vec<String> = told.iter().map(|(place, _)| place.clone()).collect();
    of.sort();
    of.dedup();
    let pairs = of.iter().flat_map(|place| {
        let mine = told.iter().filter(|(one, _)| one == place);
        all_pairs(&mine.map(|(_, value)| value.clone()).collect::<Vec<_>>())
    });
    pairs.collect()
}

fn all_pairs(told: &[Value]) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, a) in told.iter().enumerate() {
        let others = told[at + 1..].iter();
        let others = others.filter(|b| b.key != a.key && b.side != a.side);
        found.extend(others.take(MOST).map(|b| Found {
            slot: Slot::Place,
            kind: DifferenceKind::Conflict,
            a: a.clone(),
            b: b.clone(),
        }));
    }
    found
}

/// What a place in the place of another means; `None` where both can be meant by one.
pub(super) fn kind(a: &Place, b: &Place) -> Option<DifferenceKind> {
    if (a.id.is_some() && a.id == b.id) || a.name == b.name {
        return None;
    }
    let one_country = a.country.is_some() && a.country == b.country;
    Some(match one_country && a.precision != b.precision {
        // A town within a region, a region within a country.
        true => DifferenceKind::Precision,
        false => DifferenceKind::Conflict,
    })
}
