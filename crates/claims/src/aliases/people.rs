//! People: spellings of one name, and the one word for whom other reports name in full.

use std::collections::{BTreeMap, BTreeSet};

use headwater_model::EntityKind;
use headwater_text::{person_key, same_person};

use super::{LOCAL, Named, Same, Somebody, is_local};

/// How many times as often as all others of a name one must be named for the bare name to be theirs.
const FAR: usize = 5;

/// People who have two ids.
pub(super) fn same(named: &Named) -> Same<'_> {
    let people: BTreeMap<&str, &Somebody> = (named.of_kind(EntityKind::Person))
        .filter(|(id, _)| is_local(id))
        .collect();
    let mut same = spelt(&people);
    for short in people.keys().filter(|id| !id.contains('-')) {
        let word = &short[LOCAL.len()..];
        let meant: BTreeSet<(&str, &str)> = people
            .iter()
            .filter(|(id, _)| {
                let words = &id[LOCAL.len()..];
                let ends = (words.split('-').next(), words.rsplit('-').next());
                words.contains('-') && (ends.0 == Some(word) || ends.1 == Some(word))
            })
            .map(|(id, one)| same.get(id).copied().unwrap_or((id, &one.name)))
            .collect();
        let often = |id: &str| people[id].mentions;
        let all: usize = meant.iter().map(|one| often(one.0)).sum();
        let most = meant.iter().rev().max_by_key(|one| often(one.0));
        if let Some(one) = most
            && (meant.len() == 1
                || (often(one.0) > 0 && often(one.0) >= FAR * (all - often(one.0))))
        {
            same.insert(short, *one);
        }
    }
    same.extend(taken_for_a_body(named, &people, &same));
    same
}

/// A family name that one report alone has, and takes for a body or place, of the only person in the story with that
/// name: "Orpo said".
fn taken_for_a_body<'a>(
    named: &'a Named,
    people: &BTreeMap<&'a str, &'a Somebody>,
    same: &Same<'a>,
) -> Same<'a> {
    let mut families: BTreeMap<&str, BTreeSet<(&str, &str)>> = BTreeMap::new();
    for (id, one) in people {
        if let Some((_, family)) = id[LOCAL.len()..].rsplit_once('-') {
            let meant = same.get(id).copied().unwrap_or((id, &one.name));
            families.entry(family).or_default().insert(meant);
        }
    }
    let others = [
        EntityKind::Organisation,
        EntityKind::Place,
        EntityKind::Other,
    ];
    (others.into_iter())
        .flat_map(|kind| named.of_kind(kind))
        .filter(|(id, one)| is_local(id) && one.reports == 1)
        .filter_map(|(id, _)| {
            let meant = families.get(&id[LOCAL.len()..])?;
            let only = meant.first().filter(|_| meant.len() == 1)?;
            Some((id, *only))
        })
        .collect()
}

/// Ids of people whose full names are spellings of one, with the id and name that most reports
/// have. Where three names could be one but two of them are not, all stay apart.
fn spelt<'a>(people: &BTreeMap<&'a str, &'a Somebody>) -> Same<'a> {
    let mut by_key: BTreeMap<String, Vec<(&str, &Somebody)>> = BTreeMap::new();
    for (id, one) in people {
        if let Some(key) = person_key(&one.name) {
            by_key.entry(key).or_default().push((id, one));
        }
    }
    let mut same = BTreeMap::new();
    for group in by_key.values() {
        let one_person = (group.iter().enumerate()).all(|(at, one)| {
            (group[..at].iter()).all(|other| same_person(&one.1.name, &other.1.name))
        });
        let most = group.iter().rev().max_by_key(|one| one.1.reports);
        if let Some(most) = most.filter(|_| one_person) {
            for one in group.iter().filter(|one| one.0 != most.0) {
                same.insert(one.0, (most.0, most.1.name.as_str()));
            }
        }
    }
    same
}
