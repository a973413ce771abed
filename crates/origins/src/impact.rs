//! What a brief loses when a source is withdrawn.

use std::collections::{BTreeMap, BTreeSet};

use headwater_model::{Brief, Reading, Report, Reuse, Statement};

use crate::identity::{Name, spelling};
use crate::inherit::{Source, sources, wires};
use crate::merge::{Merged, merge};
use crate::told::{Side, side};
use crate::{Asserted, count};

/// What one claim loses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImpactRow {
    /// The claim's id.
    pub claim: String,
    /// Origins `min` and `max` with the source.
    pub before: (usize, Option<usize>),
    /// Origins `min` and `max` without it.
    pub after: (usize, Option<usize>),
    /// Ids of the supporting statements that go with it.
    pub withdrawn: Vec<String>,
}

/// Which claims lose origins if `source` is withdrawn: a voice, the body that it speaks for, a
/// carrier, an outlet (by name, by spelling or by entity id), or a report (by id or path).
///
/// What rests on the source goes with it: reports that came through it, copies, and leads whose
/// own report has the claim from nobody else. Claims whose count stays the same are left out; the
/// order is that of the brief.
pub fn impact(brief: &Brief, source: &str) -> Vec<ImpactRow> {
    let wanted = Wanted::new(source);
    let by_statement: BTreeMap<&str, Asserted<'_>> = brief
        .readings
        .iter()
        .flat_map(
            |Reading {
                 report, statements, ..
             }| {
                let asserted = move |statement| Asserted { statement, report };
                statements.iter().map(move |s| (s.id.as_str(), asserted(s)))
            },
        )
        .collect();
    let mut rows = Vec::new();
    for story in &brief.stories {
        for claim in &story.claims {
            let ids = claim.statements.iter();
            let statements: Vec<Asserted<'_>> = ids
                .filter_map(|id| by_statement.get(id.as_str()).copied())
                .collect();
            rows.extend(row(&claim.id, &statements, &story.reuse, &wanted));
        }
    }
    rows
}

fn row(
    claim: &str,
    statements: &[Asserted<'_>],
    reuse: &[Reuse],
    wanted: &Wanted,
) -> Option<ImpactRow> {
    let (withdrawn, left) = withdraw(statements, reuse, wanted);
    if withdrawn.is_empty() {
        return None;
    }
    let (before, after) = (count(statements, reuse), count(&left, reuse));
    let (before, after) = ((before.min, before.max), (after.min, after.max));
    (before != after).then(|| ImpactRow {
        claim: claim.to_owned(),
        before,
        after,
        withdrawn: withdrawn.into_iter().collect(),
    })
}

/// The ids of the supporting statements that rest on the source (told through it, or taken from
/// statements that all are), and the statements that are left.
fn withdraw<'a>(
    statements: &[Asserted<'a>],
    reuse: &[Reuse],
    wanted: &Wanted,
) -> (BTreeSet<String>, Vec<Asserted<'a>>) {
    let wires = wires(statements, reuse);
    let claim = side(statements, Side::Support, &wires);
    let sources = sources(&claim, reuse);
    let mut gone: Vec<bool> = (claim.told.iter())
        .map(|told| {
            let Asserted { statement, report } = claim.statements[told.asserted];
            let wires = wires.get(&told.statement).into_iter().flatten();
            wanted.is_in(statement, report, wires)
        })
        .collect();
    let merged = merge(&claim, &sources);
    let rests_on: Vec<Vec<usize>> = (0..claim.told.len())
        .map(|told| others(told, &sources[told], &merged))
        .collect();
    // Each round can only add, so this ends.
    loop {
        let next: Vec<bool> = (rests_on.iter().zip(&gone))
            .map(|(others, &already)| {
                already || !others.is_empty() && others.iter().all(|&other| gone[other])
            })
            .collect();
        if next == gone {
            break;
        }
        gone = next;
    }
    let gone: BTreeSet<usize> = (claim.told.iter().zip(gone))
        .filter(|(_, gone)| *gone)
        .map(|(told, _)| told.asserted)
        .collect();
    let ids = gone
        .iter()
        .map(|&i| claim.statements[i].statement.id.clone());
    let left = (claim.statements.iter().enumerate())
        .filter(|(index, _)| !gone.contains(index))
        .map(|(_, asserted)| *asserted);
    (ids.collect(), left.collect())
}

/// The statements that this one rests on: those it takes its roots from, or, where it only
/// credits a carrier, those that tell the root behind it. None where it tells its own root.
fn others(told: usize, source: &Source, merged: &Merged) -> Vec<usize> {
    if *source != Source::Own {
        return source.parents().to_vec();
    }
    let roots = merged.rests_on[told]
        .iter()
        .map(|&root| &merged.roots[root].told);
    let tellers: Vec<usize> = roots.flatten().copied().collect();
    if tellers.contains(&told) {
        Vec::new()
    } else {
        tellers
    }
}

/// The source that is asked for, in the forms that it is compared by.
struct Wanted {
    exact: String,
    name: Name,
}

impl Wanted {
    fn new(source: &str) -> Self {
        Self {
            exact: source.trim().to_owned(),
            name: Name::new(source, None),
        }
    }

    fn is_in<'a>(
        &self,
        statement: &Statement,
        report: &Report,
        wires: impl Iterator<Item = &'a String>,
    ) -> bool {
        let links = (statement.chain.iter()).map(|l| (l.name.as_deref(), l.entity.as_deref()));
        let voice = &statement.voice;
        let voice_names = [
            (voice.name.as_deref(), voice.entity.as_deref()),
            (voice.speaks_for.as_deref(), None),
            (report.outlet.as_deref(), None),
        ];
        let is_file = [&report.id, &report.path].contains(&&self.exact);
        is_file
            || (links.chain(voice_names)).any(|(name, entity)| self.is(name, entity))
            || wires.into_iter().any(|wire| self.is(Some(wire), None))
    }

    fn is(&self, name: Option<&str>, entity: Option<&str>) -> bool {
        let same_name = name.is_some_and(|name| {
            !name.trim().is_empty()
                && (Name::new(name, entity).key == self.name.key
                    || spelling(name) == spelling(&self.exact))
        });
        same_name || entity.is_some_and(|entity| entity == self.exact)
    }
}
