//! Pairs of values that differ, to differences.

use std::collections::{BTreeMap, BTreeSet};

use headwater_model::{Difference, DifferenceKind, DifferenceValue, Slot, Span};

use super::side::Side;

/// The value of one side.
#[derive(Clone, Debug)]
pub(super) struct Value {
    /// Number of the side.
    pub side: usize,
    /// Equal keys are equal values.
    pub key: String,
    pub words: Span,
    /// What is shown where the words name nothing by themselves ("he").
    pub shown: Option<String>,
}

/// Two values of one slot that differ.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub slot: Slot,
    pub kind: DifferenceKind,
    pub a: Value,
    pub b: Value,
}

/// Values that differ from a common one are one difference, of the severest kind among them.
pub(super) fn gather(sides: &[Side<'_>], found: Vec<Found>) -> Vec<Difference> {
    let mut by_slot: BTreeMap<Slot, Vec<Found>> = BTreeMap::new();
    for one in found {
        by_slot.entry(one.slot).or_default().push(one);
    }
    let mut all = Vec::new();
    for (slot, found) in by_slot {
        let parts = connected(&found).into_iter();
        all.extend(parts.filter_map(|part| difference(sides, slot, part)));
    }
    all
}

/// Findings that share values, together; in the order of the first of each.
fn connected(found: &[Found]) -> Vec<Vec<&Found>> {
    let mut part_of: BTreeMap<&str, usize> = BTreeMap::new();
    let mut parts: Vec<Vec<&Found>> = Vec::new();
    for one in found {
        let keys = [one.a.key.as_str(), one.b.key.as_str()];
        let held: BTreeSet<usize> = keys
            .iter()
            .filter_map(|key| part_of.get(key).copied())
            .collect();
        let mut held = held.into_iter();
        let into = held.next().unwrap_or_else(|| {
            parts.push(Vec::new());
            parts.len() - 1
        });
        for from in held {
            let moved = std::mem::take(&mut parts[from]);
            parts[into].extend(moved);
            part_of
                .values_mut()
                .filter(|part| **part == from)
                .for_each(|part| *part = into);
        }
        parts[into].push(one);
        part_of.extend(keys.map(|key| (key, into)));
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn difference(sides: &[Side<'_>], slot: Slot, part: Vec<&Found>) -> Option<Difference> {
    let kind = part
        .iter()
        .map(|one| one.kind)
        .max_by_key(|kind| severity(*kind))?;
    let mut held: Vec<&Value> = part.iter().flat_map(|one| [&one.a, &one.b]).collect();
    held.sort_by_key(|value| (value.side, value.words.start));
    let mut values: Vec<(&str, DifferenceValue)> = Vec::new();
    for value in held {
        let ids = &sides[value.side].ids;
        match values.iter_mut().find(|(key, _)| *key == value.key) {
            Some((_, same)) => {
                let new = ids
                    .iter()
                    .filter(|id| !same.statements.contains(id))
                    .cloned();
                let new: Vec<String> = new.collect();
                same.statements.extend(new);
            }
            None => values.push((
                &value.key,
                DifferenceValue {
                    value: value
                        .shown
                        .clone()
                        .unwrap_or_else(|| value.words.text.clone()),
                    statements: ids.clone(),
                    span: Some(value.words.clone()),
                },
            )),
        }
    }
    (values.len() > 1).then(|| Difference {
        slot,
        kind,
        values: values.into_iter().map(|(_, value)| value).collect(),
    })
}

fn severity(kind: DifferenceKind) -> u8 {
    match kind {
        DifferenceKind::Conflict => 3,
        DifferenceKind::Update => 2,
        DifferenceKind::Unit => 1,
        DifferenceKind::Precision => 0,
    }
}

/// A conflict, or an update where the reports are of different days, so that things may have moved.
pub(super) fn conflict_or_update(a: &Side<'_>, b: &Side<'_>) -> DifferenceKind {
    match (a.day(), b.day()) {
        (Some(a), Some(b)) if a != b => DifferenceKind::Update,
        _ => DifferenceKind::Conflict,
    }
}
