//! The same person or body under different names in two reports.

mod bodies;
mod people;

use std::collections::BTreeMap;

use headwater_model::{EntityKind, Reading, VoiceKind};
use headwater_text::name_key;

const LOCAL: &str = "local:";

/// Gives a person or body whom the reports of a story name differently one id and name.
///
/// People: spellings ("Kim Jong-un", "Jong Un Kim"), and one word ("Kim") for whom the other reports
/// name in full ("Kim Jong Un"), where only one person there can be meant: the only one of that
/// name, or one whom the reports name five times as often as all others of it together. Bodies:
/// spellings ("U.S. Port Survey", "the US Port Survey Inc."), the letters of the one body
/// whose words begin with them, and the one word of the one ministry or department ("Treasury").
///
/// Whoever speaks for a body in one report speaks for it in all.
///
/// Ids of known names are never touched. Without it one voice would count as two.
pub fn unify(readings: &mut [&mut Reading]) {
    let named = Named::of(readings);
    let mut same = people::same(&named);
    same.extend(bodies::same(&named));
    let same: BTreeMap<String, (String, String, EntityKind)> = (same.into_iter())
        .map(|(id, (other, name))| {
            let kind = named.0[other].kind;
            (id.to_owned(), (other.to_owned(), name.to_owned(), kind))
        })
        .collect();
    rename_all(readings, &same);
    speak_for(readings);
}

/// Gives everybody the id, name and kind that they have in `same`, by their id.
fn rename_all(
    readings: &mut [&mut Reading],
    same: &BTreeMap<String, (String, String, EntityKind)>,
) {
    if same.is_empty() {
        return;
    }
    let rename = |entity: &mut Option<String>, name: &mut Option<String>, kind: &mut VoiceKind| {
        if let Some((id, full, is)) = entity.as_deref().and_then(|id| same.get(id)) {
            *entity = Some(id.clone());
            *name = Some(full.clone());
            if *is == EntityKind::Person && *kind == VoiceKind::Institution {
                *kind = VoiceKind::NamedPerson;
            }
        }
    };
    for reading in readings {
        for entity in &mut reading.entities {
            if let Some((id, full, kind)) = same.get(entity.id.as_str()) {
                entity.id.clone_from(id);
                entity.name.clone_from(full);
                entity.kind = *kind;
            }
        }
        for statement in &mut reading.statements {
            let voice = &mut statement.voice;
            rename(&mut voice.entity, &mut voice.name, &mut voice.kind);
            for link in &mut statement.chain {
                rename(&mut link.entity, &mut link.name, &mut link.kind);
            }
            for voice in &mut statement.denied_by {
                rename(&mut voice.entity, &mut voice.name, &mut voice.kind);
            }
        }
    }
}

/// A person who speaks for a body in one statement speaks for it in the others of the story, where
/// it is only one: "Lt Ruiz of the harbour police" there, "Ruiz said" here.
fn speak_for(readings: &mut [&mut Reading]) {
    let mut bodies: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let statements = readings.iter().flat_map(|reading| &reading.statements);
    for voice in statements.map(|statement| &statement.voice) {
        if let (Some(id), Some(body)) = (&voice.entity, &voice.speaks_for) {
            let held = bodies.entry(id.clone()).or_default();
            held.entry(name_key(body)).or_insert_with(|| body.clone());
        }
    }
    bodies.retain(|_, held| held.len() == 1);
    let statements = (readings.iter_mut()).flat_map(|reading| &mut reading.statements);
    for voice in statements.map(|statement| &mut statement.voice) {
        let person = matches!(
            voice.kind,
            VoiceKind::NamedPerson | VoiceKind::NamedSpokesperson
        );
        let held = voice.entity.as_ref().and_then(|id| bodies.get(id));
        if let Some(body) = held.and_then(|held| held.values().next())
            && person
            && voice.speaks_for.is_none()
        {
            voice.speaks_for = Some(body.clone());
        }
    }
}

/// Somebody whom the reports of a story name.
struct Somebody {
    name: String,
    kind: EntityKind,
    /// In how many reports.
    reports: usize,
    /// How often, in all of them.
    mentions: usize,
}

/// Those whom the reports of a story name, by id.
struct Named(BTreeMap<String, Somebody>);

/// Who is somebody else under another id: id → (id, name).
type Same<'a> = BTreeMap<&'a str, (&'a str, &'a str)>;

impl Named {
    fn of(readings: &[&mut Reading]) -> Self {
        let mut all: BTreeMap<String, Somebody> = BTreeMap::new();
        // A name that one report takes for something else is what most of its mentions are.
        let mut kinds: BTreeMap<&str, Vec<(EntityKind, usize)>> = BTreeMap::new();
        for entity in readings.iter().flat_map(|reading| &reading.entities) {
            let held = all.entry(entity.id.clone()).or_insert(Somebody {
                name: String::new(),
                kind: entity.kind,
                reports: 0,
                mentions: 0,
            });
            held.name.clone_from(&entity.name);
            held.reports += 1;
            held.mentions += entity.mentions.len();
            let of = kinds.entry(&entity.id).or_default();
            match of.iter_mut().find(|(kind, _)| *kind == entity.kind) {
                Some((_, often)) => *often += entity.mentions.len(),
                None => of.push((entity.kind, entity.mentions.len())),
            }
        }
        for (id, of) in kinds {
            // Of equals the first.
            let most = of.iter().rev().max_by_key(|(_, often)| *often);
            if let (Some(one), Some((kind, _))) = (all.get_mut(id), most) {
                one.kind = *kind;
            }
        }
        Self(all)
    }

    /// Those of a kind, with their ids.
    fn of_kind(&self, kind: EntityKind) -> impl Iterator<Item = (&str, &Somebody)> {
        let all = self.0.iter().filter(move |(_, one)| one.kind == kind);
        all.map(|(id, one)| (id.as_str(), one))
    }
}

/// Whether no table of ours knows the name.
fn is_local(id: &str) -> bool {
    id.starts_with(LOCAL)
}
