//! The same person under different names in two reports.

use std::collections::{BTreeMap, BTreeSet};

use headwater_model::{EntityKind, Reading};
use headwater_text::{person_key, same_person};

const LOCAL: &str = "local:";
/// How many times as often as all others of a name one must be named for the bare name to be theirs.
const FAR: usize = 5;

/// Gives a person whom the reports of a story spell differently ("Kim Jong-un", "Jong Un Kim") one
/// id and name, and one whom a report names by one word ("Kim") those that the other reports have
/// ("Kim Jong Un"), where only one person there can be meant: the only one of that name, or one whom
/// the reports name five times as often as all others of it together.
///
/// Ids of known names are never touched. Without it one person would count as two voices.
pub fn unify(readings: &mut [&mut Reading]) {
    // Each local person by id, with name and in how many reports; and how often each is named.
    let mut people: BTreeMap<String, (String, usize)> = BTreeMap::new();
    let mut mentions: BTreeMap<String, usize> = BTreeMap::new();
    for entity in readings.iter().flat_map(|reading| &reading.entities) {
        if entity.kind == EntityKind::Person && entity.id.starts_with(LOCAL) {
            let held = people.entry(entity.id.clone()).or_default();
            held.0.clone_from(&entity.name);
            held.1 += 1;
            *mentions.entry(entity.id.clone()).or_default() += entity.mentions.len();
        }
    }
    let mut same = spelt(&people);
    let full: Vec<(&str, &str)> = people
        .iter()
        .filter(|(id, _)| id.contains('-'))
        .map(|(id, (name, _))| (id.as_str(), name.as_str()))
        .collect();
    for short in people.keys().filter(|id| !id.contains('-')) {
        let word = &short[LOCAL.len()..];
        let meant: BTreeSet<(&str, &str)> = full
            .iter()
            .copied()
            .filter(|(id, _)| {
                let words = &id[LOCAL.len()..];
                words.rsplit('-').next() == Some(word) || words.split('-').next() == Some(word)
            })
            .map(|one| same.get(one.0).copied().unwrap_or(one))
            .collect();
        let often = |id: &str| mentions.get(id).copied().unwrap_or(0);
        let all: usize = meant.iter().map(|one| often(one.0)).sum();
        let most = meant.iter().rev().max_by_key(|one| often(one.0));
        if let Some(one) = most
            && (meant.len() == 1
                || (often(one.0) > 0 && often(one.0) >= FAR * (all - often(one.0))))
        {
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

/// Ids of people whose full names are spellings of one, with the id and name that most reports
/// have. Where three names could be one but two of them are not, all stay apart.
fn spelt(people: &BTreeMap<String, (String, usize)>) -> BTreeMap<&str, (&str, &str)> {
    let mut by_key: BTreeMap<String, Vec<(&str, &str, usize)>> = BTreeMap::new();
    for (id, (name, reports)) in people {
        if let Some(key) = person_key(name) {
            by_key.entry(key).or_default().push((id, name, *reports));
        }
    }
    let mut same = BTreeMap::new();
    for group in by_key.values() {
        let one_person = (group.iter().enumerate())
            .all(|(at, one)| group[..at].iter().all(|other| same_person(one.1, other.1)));
        let most = group.iter().rev().max_by_key(|one| one.2);
        if let Some(most) = most.filter(|_| one_person) {
            for one in group.iter().filter(|one| one.0 != most.0) {
                same.insert(one.0, (most.0, most.1));
            }
        }
    }
    same
}
