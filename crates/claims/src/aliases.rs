//! The same person under a short and a full name in two reports.

use std::collections::{BTreeMap, BTreeSet};

use headwater_model::{EntityKind, Reading};

const LOCAL: &str = "local:";

/// Gives a person whom one report names by one word ("Kim") the id and name that the other reports
/// of the story have for them ("Kim Jong Un"), where only one person there can be meant.
///
/// Ids of known names are never touched. Without it one person would count as two voices.
pub fn unify(readings: &mut [&mut Reading]) {
    let people: BTreeMap<String, String> = readings
        .iter()
        .flat_map(|reading| &reading.entities)
        .filter(|entity| entity.kind == EntityKind::Person && entity.id.starts_with(LOCAL))
        .map(|entity| (entity.id.clone(), entity.name.clone()))
        .collect();
    let full: Vec<(&str, &str)> = people
        .iter()
        .filter(|(id, _)| id.contains('-'))
        .map(|(id, name)| (id.as_str(), name.as_str()))
        .collect();
    let mut same: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    for short in people.keys().filter(|id| !id.contains('-')) {
        let word = &short[LOCAL.len()..];
        let meant: BTreeSet<(&str, &str)> = full
            .iter()
            .copied()
            .filter(|(id, _)| {
                let words = &id[LOCAL.len()..];
                words.rsplit('-').next() == Some(word) || words.split('-').next() == Some(word)
            })
            .collect();
        if let (Some(one), 1) = (meant.first(), meant.len()) {
            same.insert(short, *one);
        }
    }
    if same.is_empty() {
        return;
    }
    let rename = |entity: &mut Option<String>, name: &mut Option<String>| {
        if let Some((id, full)) = entity.as_deref().and_then(|id| same.get(id)) {
            *entity = Some((*id).to_owned());
            *name = Some((*full).to_owned());
        }
    };
    for reading in readings {
        for entity in &mut reading.entities {
            if let Some((id, full)) = same.get(entity.id.as_str()) {
                entity.id = (*id).to_owned();
                entity.name = (*full).to_owned();
            }
        }
        for statement in &mut reading.statements {
            rename(&mut statement.voice.entity, &mut statement.voice.name);
            for link in &mut statement.chain {
                rename(&mut link.entity, &mut link.name);
            }
            for voice in &mut statement.denied_by {
                rename(&mut voice.entity, &mut voice.name);
            }
        }
    }
}
