//! In what the statements of one claim disagree, slot by slot.

use std::collections::{BTreeMap, BTreeSet};

use headwater_model::{
    Difference, DifferenceKind, DifferenceValue, PlacePrecision, Quantity, QuantityKind, Reading,
    Slot, Span, Statement, Time, VoiceKind,
};
use headwater_text::{normal, stem, words};

use crate::money::{is_money, may_be_same};
use crate::negation;

/// Share of words that two statements must have in common for one to quote the other's words.
const SAME_WORDS: f32 = 0.5;

/// A value of a slot as one statement has it.
struct Value {
    /// Equal keys are equal values.
    key: String,
    words: Span,
    statement: String,
    published: Option<String>,
}

/// All differences, by slot.
pub(crate) fn differences(readings: &[&Reading], statements: &[(usize, usize)]) -> Vec<Difference> {
    let group: Vec<(&Reading, &Statement)> = statements
        .iter()
        .map(|&(reading, statement)| (readings[reading], &readings[reading].statements[statement]))
        .filter(|(_, statement)| statement.stance.supports())
        .collect();
    if group.len() < 2 {
        return Vec::new();
    }
    let mut found = numbers(&group);
    found.extend(dates(&group));
    found.extend(places(&group));
    found.extend(polarity(&group));
    found.extend(certainty(&group));
    found.extend(speakers(&group));
    found
}

fn inside<'a, T>(
    statement: &'a Statement,
    all: &'a [T],
    span: impl Fn(&T) -> &Span + 'a,
) -> impl Iterator<Item = &'a T> {
    all.iter().filter(move |one| {
        let place = span(one);
        statement
            .content
            .iter()
            .any(|part| part.start <= place.start && place.end <= part.end)
    })
}

/// Numbers of the same thing that are not the same number.
fn numbers(group: &[(&Reading, &Statement)]) -> Vec<Difference> {
    // By what is counted: the unit and the counted noun.
    let mut by_thing: BTreeMap<String, Vec<(&Quantity, Value)>> = BTreeMap::new();
    for (reading, statement) in group {
        for quantity in inside(statement, &reading.quantities, |quantity| &quantity.span) {
            let of = quantity
                .of
                .as_deref()
                .map(|of| stem(&normal(of)))
                .unwrap_or_default();
            let is_place = quantity.kind == QuantityKind::Ordinal;
            if is_place || (of.is_empty() && quantity.unit.is_none()) {
                continue;
            }
            let thing = if is_money(quantity) {
                format!("money {of}")
            } else {
                format!("{} {of}", quantity.unit.as_deref().unwrap_or_default())
            };
            let number =
                |value: Option<f64>| value.map_or("-".to_owned(), |value| value.to_string());
            let key = match (quantity.low, quantity.high) {
                (None, None) => normal(&quantity.span.text),
                (low, high) => format!(
                    "{}..{} {}",
                    number(low),
                    number(high),
                    quantity.unit.as_deref().unwrap_or_default()
                ),
            };
            by_thing.entry(thing).or_default().push((
                quantity,
                value(reading, statement, key, quantity.span.clone()),
            ));
        }
    }
    by_thing
        .into_values()
        .filter_map(|held| {
            // A report that gives several numbers of one thing is no contradiction in itself.
            let kind = number_kind(&held)?;
            Some(difference(
                Slot::Number,
                kind,
                held.into_iter().map(|(_, value)| value).collect(),
            ))
        })
        .flatten()
        .collect()
}

fn number_kind(held: &[(&Quantity, Value)]) -> Option<DifferenceKind> {
    let mut worst = None;
    for (at, (a, of_a)) in held.iter().enumerate() {
        for (b, of_b) in &held[at + 1..] {
            if of_a.key == of_b.key || of_a.statement == of_b.statement {
                continue;
            }
            let two_currencies = is_money(a) && is_money(b) && a.unit != b.unit;
            let kind = if two_currencies && may_be_same(a, b) != Some(false) {
                DifferenceKind::Unit
            } else if !two_currencies && reaches(a, b) {
                DifferenceKind::Precision
            } else if later(of_a, of_b) {
                DifferenceKind::Update
            } else {
                DifferenceKind::Conflict
            };
            worst = Some(worst.map_or(kind, |worst| severer(worst, kind)));
        }
    }
    worst
}

/// Whether two quantities can mean the same number; a vague word can mean any.
fn reaches(a: &Quantity, b: &Quantity) -> bool {
    let low = |quantity: &Quantity| quantity.low.unwrap_or(f64::NEG_INFINITY);
    let high = |quantity: &Quantity| quantity.high.unwrap_or(f64::INFINITY);
    low(a) <= high(b) && low(b) <= high(a)
}

/// Whether the reports were published on different days, so that the figure may have moved.
fn later(a: &Value, b: &Value) -> bool {
    let day = |value: &Value| {
        value
            .published
            .as_deref()
            .and_then(|date| date.get(..10))
            .map(str::to_owned)
    };
    matches!((day(a), day(b)), (Some(a), Some(b)) if a != b)
}

fn severer(a: DifferenceKind, b: DifferenceKind) -> DifferenceKind {
    let rank = |kind| match kind {
        DifferenceKind::Conflict => 3,
        DifferenceKind::Update => 2,
        DifferenceKind::Unit => 1,
        DifferenceKind::Precision => 0,
    };
    if rank(b) > rank(a) { b } else { a }
}

/// Days that cannot be the same.
fn dates(group: &[(&Reading, &Statement)]) -> Option<Difference> {
    let mut held = Vec::new();
    for (reading, statement) in group {
        let known = inside(statement, &reading.times, |time| &time.span);
        let mut known: Vec<_> = known
            .filter_map(|time| Some((time.from.clone()?, time.to.clone()?, time)))
            .collect();
        // "on Monday, at 6 a.m." is one day.
        known.dedup_by(|next, before| (&next.0, &next.1) == (&before.0, &before.1));
        // Several times in one statement are several events; they are not compared.
        if let [(from, to, time)] = known.as_slice() {
            held.push((
                from.clone(),
                to.clone(),
                grain(time),
                value(
                    reading,
                    statement,
                    format!("{from}/{to}"),
                    time.span.clone(),
                ),
            ));
        }
    }
    // "Monday" and "2016" need not be about the same thing; two days, or two years, are.
    let apart = held
        .iter()
        .enumerate()
        .any(|(at, (from_a, to_a, grain_a, a))| {
            held[at + 1..].iter().any(|(from_b, to_b, grain_b, b)| {
                grain_a == grain_b && a.statement != b.statement && (to_a < from_b || to_b < from_a)
            })
        });
    if !apart {
        return None;
    }
    difference(
        Slot::Date,
        DifferenceKind::Conflict,
        held.into_iter().map(|(_, _, _, value)| value).collect(),
    )
}

/// Length of a time's value without its end: day, week, month and year differ in it.
fn grain(time: &Time) -> usize {
    let value = time.value.as_deref().unwrap_or_default();
    value.split('/').next().map_or(0, str::len)
}

/// Towns that are not the same town, where each statement names one.
fn places(group: &[(&Reading, &Statement)]) -> Option<Difference> {
    let mut held = Vec::new();
    for (reading, statement) in group {
        let mut towns: Vec<_> = inside(statement, &reading.places, |place| &place.span)
            .filter(|place| place.precision == Some(PlacePrecision::Town))
            .collect();
        towns.dedup_by(|next, before| next.name == before.name);
        if let [town] = towns.as_slice() {
            held.push(value(
                reading,
                statement,
                town.name.clone(),
                town.span.clone(),
            ));
        }
    }
    difference(Slot::Place, DifferenceKind::Conflict, held)
}

/// One says that it is so, another that it is not.
fn polarity(group: &[(&Reading, &Statement)]) -> Option<Difference> {
    let held = group.iter().map(|(reading, statement)| {
        let key = if negation::is_negated(statement) {
            "not so"
        } else {
            "so"
        };
        value(
            reading,
            statement,
            key.to_owned(),
            statement.content[0].clone(),
        )
    });
    difference(Slot::Polarity, DifferenceKind::Conflict, held.collect())
}

/// One states flatly what another hedges.
fn certainty(group: &[(&Reading, &Statement)]) -> Option<Difference> {
    let hearsay = ["reportedly", "allegedly", "purportedly"];
    let held = group.iter().map(|(reading, statement)| {
        let hedge = statement
            .hedges
            .iter()
            .find(|hedge| !hearsay.contains(&normal(&hedge.text).as_str()));
        let key = hedge.map_or("flat".to_owned(), |hedge| normal(&hedge.text));
        value(
            reading,
            statement,
            key,
            hedge.unwrap_or(&statement.content[0]).clone(),
        )
    });
    let held: Vec<Value> = held.collect();
    let flat = held.iter().any(|value| value.key == "flat");
    let hedged = held.iter().any(|value| value.key != "flat");
    (flat && hedged)
        .then(|| difference(Slot::Certainty, DifferenceKind::Precision, held))
        .flatten()
}

/// The same words from the mouths of two people.
fn speakers(group: &[(&Reading, &Statement)]) -> Option<Difference> {
    let person = |statement: &Statement| {
        matches!(
            statement.voice.kind,
            VoiceKind::NamedPerson | VoiceKind::NamedSpokesperson
        )
    };
    let mut involved = BTreeSet::new();
    for (at, (reading_a, a)) in group.iter().enumerate() {
        for (offset, (reading_b, b)) in group[at + 1..].iter().enumerate() {
            let two = person(a)
                && person(b)
                && a.voice.entity != b.voice.entity
                && reading_a.report.id != reading_b.report.id;
            let one_house =
                a.voice.speaks_for.is_some() && a.voice.speaks_for == b.voice.speaks_for;
            if two && (one_house || shared_words(reading_a, a, reading_b, b) >= SAME_WORDS) {
                involved.extend([at, at + 1 + offset]);
            }
        }
    }
    let held = involved.into_iter().map(|index| {
        let (reading, statement) = group[index];
        let key = statement
            .voice
            .entity
            .clone()
            .or_else(|| statement.voice.name.clone())
            .unwrap_or_default();
        value(
            reading,
            statement,
            key,
            statement
                .source
                .clone()
                .unwrap_or_else(|| statement.content[0].clone()),
        )
    });
    let mut difference = difference(Slot::Speaker, DifferenceKind::Conflict, held.collect())?;
    for value in &mut difference.values {
        // A pronoun names nobody: the resolved name stands for it.
        let said = group
            .iter()
            .find(|(_, statement)| value.statements.first() == Some(&statement.id));
        if let Some(name) = said.and_then(|(_, statement)| statement.voice.name.clone()) {
            value.value = name;
        }
    }
    Some(difference)
}

/// Share of the shorter statement's words that stand in the other.
fn shared_words(reading_a: &Reading, a: &Statement, reading_b: &Reading, b: &Statement) -> f32 {
    let bag = |reading: &Reading, statement: &Statement| -> BTreeSet<String> {
        let text = &reading.report.text;
        statement
            .content
            .iter()
            .flat_map(|part| words(text, part.range()))
            .map(|token| stem(&normal(&text[token.range])))
            .collect()
    };
    let (a, b) = (bag(reading_a, a), bag(reading_b, b));
    let shortest = a.len().min(b.len()).max(1);
    a.intersection(&b).count() as f32 / shortest as f32
}

fn value(reading: &Reading, statement: &Statement, key: String, words: Span) -> Value {
    Value {
        key,
        words,
        statement: statement.id.clone(),
        published: reading.report.published.clone(),
    }
}

/// A difference when there are at least two values.
fn difference(slot: Slot, kind: DifferenceKind, held: Vec<Value>) -> Option<Difference> {
    let mut values: Vec<(String, DifferenceValue)> = Vec::new();
    for value in held {
        match values.iter_mut().find(|(key, _)| *key == value.key) {
            Some((_, same)) => {
                if !same.statements.contains(&value.statement) {
                    same.statements.push(value.statement);
                }
            }
            None => {
                let words = value.words.text.clone();
                let one = DifferenceValue {
                    value: words,
                    statements: vec![value.statement],
                    span: Some(value.words),
                };
                values.push((value.key, one));
            }
        }
    }
    (values.len() > 1).then(|| Difference {
        slot,
        kind,
        values: values.into_iter().map(|(_, value)| value).collect(),
    })
}
