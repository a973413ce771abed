//! When two names are one, and when one name is part of another.

use std::collections::{BTreeMap, BTreeSet};

use crate::known;

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
            .map(str::to_owned)
            .or_else(|| known::id_of(text));
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

/// Whether one of two keys is an id that the other's id is a part of, however far up.
pub(crate) fn part_of(part: &str, whole: &str) -> bool {
    known::above(part).iter().any(|id| id == whole)
}

/// Whether two names may be two forms of one: "Kirby" and "John Kirby", "Defence Ministry" and
/// "Russian Defence Ministry". Two stable ids are never two forms of one.
pub(crate) fn may_be_forms(one: &Name, other: &Name) -> bool {
    if one.stable && other.stable {
        return false;
    }
    let (one, other) = (spelling(&one.text), spelling(&other.text));
    let words = |name: &str| name.split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    let (one, other) = (words(&one), words(&other));
    one.is_subset(&other) || other.is_subset(&one)
}
