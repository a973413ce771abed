//! Bodies: spellings of one name, letters for it, and the one word of a ministry.

use std::collections::BTreeMap;

use headwater_model::EntityKind;
use headwater_text::{initials, normal};

use super::{Named, Same, Somebody, is_local};

/// Words behind a company's name that tell its form.
const FORMS: [&str; 12] = [
    "inc",
    "corp",
    "corporation",
    "co",
    "company",
    "ltd",
    "limited",
    "llc",
    "plc",
    "ag",
    "sa",
    "nv",
];
/// What a part of a government is called beside the one word for what it sees to.
const PARTS: [&str; 2] = ["department", "ministry"];

/// Bodies that have two ids.
pub(super) fn same(named: &Named) -> Same<'_> {
    let mut by_form: BTreeMap<String, Vec<(&str, &Somebody)>> = BTreeMap::new();
    for (id, one) in named.of_kind(EntityKind::Organisation) {
        for form in forms(&one.name) {
            by_form.entry(form).or_default().push((id, one));
        }
    }
    let mut same = Same::new();
    for (id, one) in named.of_kind(EntityKind::Organisation) {
        if !is_local(id) {
            continue;
        }
        let held = by_form
            .get(&spelling(&one.name))
            .map_or(&[][..], Vec::as_slice);
        // Itself is among them. Two others that it could be leave it open.
        if let Some(other) = only(held.iter().filter(|(of, _)| *of != id))
            && rank(*other) > rank((id, one))
        {
            same.insert(id, (other.0, &other.1.name));
        }
    }
    // What is another under a third name is that.
    let direct = same.clone();
    for target in same.values_mut() {
        if let Some(further) = direct.get(target.0) {
            *target = *further;
        }
    }
    same
}

/// Ways to write a name: as it is, its letters, and the word of a ministry.
fn forms(name: &str) -> Vec<String> {
    let spelling = spelling(name);
    let mut forms = initials(name);
    forms.extend(word_of(&spelling).map(str::to_owned));
    forms.push(spelling);
    forms.sort();
    forms.dedup();
    forms
}

/// The one word of a ministry or department: "justice" of "department of justice".
fn word_of(spelling: &str) -> Option<&str> {
    let words: Vec<&str> = spelling.split(' ').collect();
    match words.as_slice() {
        [word, part] | [part, "of", word] | [part, "of", "the", word] if PARTS.contains(part) => {
            Some(word)
        }
        _ => None,
    }
}

/// The spelling that names are compared by: without article and the form of a company. Words that
/// are a person's title ("Justice") are a part of it.
fn spelling(name: &str) -> String {
    let plain = normal(name).replace(['.', '"'], "");
    let words = plain.split([' ', '-', ',', '\n']);
    let words = words.map(|word| word.strip_suffix("'s").unwrap_or(word));
    let mut words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|word| FORMS.contains(word)) {
        words.pop();
    }
    words.join(" ")
}

/// Known before local, then the longer name, then that of more reports, then by id.
fn rank<'a>(
    (id, one): (&'a str, &'a Somebody),
) -> (bool, usize, usize, std::cmp::Reverse<&'a str>) {
    let words = one.name.split(' ').count();
    (!is_local(id), words, one.reports, std::cmp::Reverse(id))
}

fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let one = all.next();
    if all.next().is_some() { None } else { one }
}
