//! Which merged roots cannot be one.

use crate::colour::Conflicts;
use crate::identity::{Name, is_office, may_be_forms, part_of};
use crate::merge::Merged;
use crate::told::{Claim, Class};

/// How two roots that are not one stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Relation {
    /// Two different names with no tie between them.
    Conflict,
    /// One is a part of the other: the White House and the United States.
    PartOf,
    /// They may be two forms of one name, or an office and its holder.
    Forms,
    /// At least one of them is not told by name.
    NotNamed,
}

/// The conflict graph over the merged roots.
pub(crate) fn conflicts(claim: &Claim<'_>, merged: &Merged) -> Conflicts {
    let names: Vec<Vec<&Name>> = (0..merged.roots.len())
        .map(|root| names(claim, merged, root))
        .collect();
    let mut conflicts = Conflicts::new(names.len());
    for one in 0..names.len() {
        for other in 0..one {
            if relation_of(&names[one], &names[other]) == Relation::Conflict {
                conflicts.add(one, other);
            }
        }
    }
    conflicts
}

/// How two merged roots stand to each other.
pub(crate) fn relation(claim: &Claim<'_>, merged: &Merged, one: usize, other: usize) -> Relation {
    relation_of(&names(claim, merged, one), &names(claim, merged, other))
}

/// The people and bodies that a root is or speaks for. Only these can be in conflict: a carrier
/// may rest on anybody, a document may quote anybody, and whoever is not named may be anybody.
fn names<'a>(claim: &'a Claim<'_>, merged: &Merged, root: usize) -> Vec<&'a Name> {
    let told = merged.roots[root].told.iter().map(|&t| &claim.told[t]);
    let mut names: Vec<&Name> = told
        .filter(|told| matches!(told.class, Class::Person | Class::Institution))
        .flat_map(|told| [&told.who].into_iter().chain(&told.body))
        .collect();
    names.sort();
    names.dedup();
    names
}

fn relation_of(one: &[&Name], other: &[&Name]) -> Relation {
    if one.is_empty() || other.is_empty() {
        return Relation::NotNamed;
    }
    let pairs = || one.iter().flat_map(|a| other.iter().map(move |b| (*a, *b)));
    if pairs().any(|(a, b)| part_of(&a.key, &b.key) || part_of(&b.key, &a.key)) {
        Relation::PartOf
    } else if pairs().any(|(a, b)| may_be_forms(a, b) || holds_office(a, b)) {
        Relation::Forms
    } else {
        Relation::Conflict
    }
}

/// Whether one is an office ("the Russian defence minister") that the other, a name that no table
/// knows, may hold.
fn holds_office(one: &Name, other: &Name) -> bool {
    is_office(&one.key) && !other.stable || is_office(&other.key) && !one.stable
}
