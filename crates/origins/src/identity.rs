//! When two names are one, and when one name is part of another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use headwater_model::EntityKind;
use headwater_text::known::{self, Known};

/// A name as a report gives it, with its stable id where it has one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    /// For people to read.
    pub text: String,
    /// What it is compared by; made canonical by [`Names::settle`].
    pub key: String,
    /// Whether `key` is a stable id, which says more than equal spelling.
    pub stable: bool,
}

impl Name {
    /// A name with the entity id that the reader gave it, if any. `local:` ids mean nothing
    /// outside their report, so such names are compared by spelling.
    pub(crate) fn new(text: &str, entity: Option<&str>) -> Self {
        let id = entity
            .filter(|id| !id.is_empty() && !id.starts_with("local:"))
            .map(speaker_id)
            .or_else(|| known_id(text));
        Self {
            text: text.trim().to_owned(),
            stable: id.is_some(),
            key: id.unwrap_or_else(|| spelling(text)),
        }
    }
}

/// The stable ids that each spelling stands for, within one claim.
#[derive(Debug, Default)]
pub(crate) struct Names {
    ids: BTreeMap<String, BTreeSet<String>>,
}

impl Names {
    /// Notes a name of the claim.
    pub(crate) fn note(&mut self, name: &Name) {
        if name.stable {
            let ids = self.ids.entry(spelling(&name.text)).or_default();
            ids.insert(name.key.clone());
        }
    }

    /// Gives a name without id the id that its spelling has elsewhere in the claim, if only one
    /// has it: "Georgia" stays open where both the country and the state are spoken of.
    pub(crate) fn settle(&self, name: &mut Name) {
        if name.stable {
            return;
        }
        if let Some(ids) = self.ids.get(&name.key)
            && ids.len() == 1
            && let Some(id) = ids.first()
        {
            name.key = id.clone();
            name.stable = true;
        }
    }
}

/// The spelling by which names without an id are compared: "The White House’s" and "white house"
/// are one, "Kim Jong-un" and "Kim Jong Un" are one.
pub(crate) fn spelling(name: &str) -> String {
    let key = headwater_text::name_key(name);
    if key.is_empty() {
        headwater_text::normal(name)
    } else {
        key
    }
}

/// The id of a name that the whole house knows.
fn known_id(name: &str) -> Option<String> {
    match known::lookup(name) {
        Some(known) => Some(speaker_id(known.id)),
        None => known::office(name).map(|office| office.id),
    }
}

/// Who speaks when this id does: a capital that speaks is its government.
fn speaker_id(id: &str) -> String {
    let government = known::by_id(id)
        .filter(|known| known.kind == EntityKind::Place && known.metonym)
        .and_then(|known| known.parent);
    government.unwrap_or(id).to_owned()
}

/// Whether the key is that of an office and not of the person who holds it: "the Russian defence
/// minister".
pub(crate) fn is_office(key: &str) -> bool {
    key.starts_with(OFFICE)
}

/// Whether the key is that of a body that the whole house knows.
pub(crate) fn is_body(key: &str) -> bool {
    key.starts_with("org:")
}

/// The body that the holder of an office speaks for.
pub(crate) fn body_of_office(key: &str) -> Option<String> {
    key.strip_prefix(OFFICE).map(|rest| format!("org:{rest}"))
}

/// How ids of offices begin in `headwater_text::known`.
const OFFICE: &str = "office:";

/// Bodies whose parent is only where they are.
static ONLY_LOCATED: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let list = include_str!("../data/only_located_there.txt");
    list.lines().filter(|line| !line.starts_with('#')).collect()
});

/// Whether one of two keys is an id that the other's id is a part of, however far up.
pub(crate) fn part_of(part: &str, whole: &str) -> bool {
    above(part).iter().any(|id| id == whole)
}

/// The ids of what a body is a part of: its parents, and a body of the same parent whose name
/// begins its own (the White House National Security Council and the White House). Nothing for
/// outlets and for bodies that are only located there.
fn above(id: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut next = parents(id);
    while let Some(id) = next.pop() {
        if !found.contains(&id) {
            next.extend(parents(&id));
            found.push(id);
        }
    }
    found
}

fn parents(id: &str) -> Vec<String> {
    let mut parts = id.split(':');
    if let (Some("org" | "office"), Some(country), Some(_)) =
        (parts.next(), parts.next(), parts.next())
    {
        return vec![format!("country:{country}")];
    }
    let Some(body) = known::by_id(id) else {
        return Vec::new();
    };
    if body.kind == EntityKind::Media || ONLY_LOCATED.contains(body.id) {
        return Vec::new();
    }
    let parent = body.parent.map(str::to_owned);
    parent.into_iter().chain(named_after(body)).collect()
}

/// The body of the same parent whose whole name this one's begins with.
fn named_after(body: &Known) -> Option<String> {
    let spaces = body.name.match_indices(' ').map(|(at, _)| at);
    let heads = spaces.filter_map(|at| known::lookup(&body.name[..at]));
    heads
        .filter(|head| head.id != body.id && head.parent == body.parent)
        .map(|head| head.id.to_owned())
        .next_back()
}

/// Whether two names may be two forms of one: "Kirby" and "John Kirby", "Defence Ministry" and
/// "Russian Defence Ministry". Two stable ids are never two forms of one.
pub(crate) fn may_be_forms(one: &Name, other: &Name) -> bool {
    if one.stable && other.stable {
        return false;
    }
    let (one, other) = (spelling(&one.text), spelling(&other.text));
    let words = |name: &str| name.split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    let misspelt = may_be_misspelt(&one, &other);
    let (one, other) = (words(&one), words(&other));
    one.is_subset(&other) || other.is_subset(&one) || misspelt
}

/// Whether two names may be one that a report misspells: as many words, of which the last differ by at most two
/// letters and all others by at most one. Fail closed: what may be a slip makes no second origin.
fn may_be_misspelt(one: &str, other: &str) -> bool {
    /// Fewest letters of a name of one word: shorter ones differ by two letters as a rule.
    const SHORTEST: usize = 6;
    let (one, other): (Vec<&str>, Vec<&str>) =
        (one.split(' ').collect(), other.split(' ').collect());
    let (Some((last, given)), Some((other_last, other_given))) =
        (one.split_last(), other.split_last())
    else {
        return false;
    };
    let longest = last.chars().count().max(other_last.chars().count());
    longest >= SHORTEST
        && last.chars().next() == other_last.chars().next()
        && letters_apart(last, other_last) <= 2
        && (given.is_empty()
            || other_given.is_empty()
            || given.len() == other_given.len()
                && (given.iter().zip(other_given)).all(|(a, b)| letters_apart(a, b) <= 1))
}

/// How many letters have to be changed, added or left out to make one word of the other.
fn letters_apart(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().take(40).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (place, letter) in one.chars().take(40).enumerate() {
        let mut diagonal = row[0];
        row[0] = place + 1;
        for (at, second) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *second);
            diagonal = row[at + 1];
            row[at + 1] = changed.min(row[at] + 1).min(row[at + 1] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_that_are_only_located_there_are_known_and_have_a_parent() {
        let list = include_str!("../data/only_located_there.txt");
        let rows = list.lines().filter(|line| !line.starts_with('#'));
        assert_eq!(rows.count(), ONLY_LOCATED.len());
        for id in ONLY_LOCATED.iter() {
            let body = known::by_id(id);
            assert!(body.is_some_and(|body| body.parent.is_some()), "{id}");
        }
    }

    #[test]
    fn a_slip_in_a_name_makes_no_other_person() {
        let name = |words| Name::new(words, None);
        let may = |one, other| may_be_forms(&name(one), &name(other));
        assert!(may("Heidar Navandi", "Heydar Navanti"));
        assert!(may("Cowmen", "William Cowan"));
        assert!(!may("Ann Low", "Ann Roe") && !may("Tom Navandi", "Heydar Navandi"));
    }

    #[test]
    fn a_council_of_the_white_house_is_a_part_of_it() {
        let id = |name| Name::new(name, None).key;
        let council = id("White House National Security Council");
        assert!(part_of(&council, &id("the White House")));
        assert!(part_of(&council, &id("United States")));
        assert!(part_of(&id("Russia’s defence ministry"), &id("Moscow")));
        assert!(!part_of(&id("Pentagon"), &id("the White House")));
    }

    #[test]
    fn an_outlet_and_a_rebel_group_are_no_part_of_their_country() {
        let id = |name| Name::new(name, None).key;
        assert!(!part_of(&id("The New York Times"), &id("United States")));
        assert!(!part_of(&id("Boko Haram"), &id("Nigeria")));
    }
}
