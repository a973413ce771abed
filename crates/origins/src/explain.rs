//! A count with everything that led to it.

use headwater_model::{Origins, Reuse};

use crate::Asserted;
use crate::colour::{Conflicts, fewest};
use crate::conflict::{Relation, conflicts, relation};
use crate::inherit::{Source, sources, wires};
use crate::merge::{Merged, merge};
use crate::reasons::{reasons, root_names, roots, told_name};
use crate::told::{Claim, Class, Side, Told, side};

/// What `headwater explain` shows of one side of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The count with its reasons and merged roots.
    pub origins: Origins,
    /// Whether `min` is exact. False beyond 24 roots in conflict with one another, where it is a
    /// lower bound.
    pub exact: bool,
    /// The root that each statement tells, before merging, in the order of the readings.
    pub told: Vec<ToldRoot>,
    /// What would change the count, in words.
    pub would_change: Vec<String>,
}

/// The root of one statement as its report tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldRoot {
    /// The statement's id.
    pub statement: String,
    /// Its report's outlet, or the name of its file.
    pub report: String,
    /// From the report back to the root: "report-a.txt ← The New York Times ← officials".
    pub chain: String,
    /// The root as told.
    pub root: String,
    /// Names of the merged roots that it rests on, as in [`Origins::roots`].
    pub rests_on: Vec<String>,
}

/// Counts the origins behind a claim's support, and says why; see [`count`](crate::count).
pub fn explain(statements: &[Asserted<'_>], reuse: &[Reuse]) -> Explanation {
    explain_side(statements, reuse, Side::Support)
}

/// Counts the origins behind a claim's denial, and says why; see
/// [`count_denials`](crate::count_denials).
pub fn explain_denials(statements: &[Asserted<'_>], reuse: &[Reuse]) -> Explanation {
    explain_side(statements, reuse, Side::Denial)
}

fn explain_side(statements: &[Asserted<'_>], reuse: &[Reuse], which: Side) -> Explanation {
    let claim = side(statements, which, &wires(statements, reuse));
    let sources = sources(&claim, reuse);
    let merged = merge(&claim, &sources);
    let graph = conflicts(&claim, &merged);
    let (min, exact) = least(&merged, &graph);
    let unmeasured = !merged.roots.is_empty() && min == 0;
    Explanation {
        origins: Origins {
            min,
            max: Some(merged.roots.len()),
            measured: !unmeasured,
            reasons: reasons(&claim, &sources, &merged, &graph),
            roots: roots(&claim, &merged),
        },
        exact,
        told: told_roots(&claim, &sources, &merged),
        would_change: would_change(&claim, &merged, &graph, min),
    }
}

/// The smallest number of origins that explains the roots: none where all are unknown.
fn least(merged: &Merged, graph: &Conflicts) -> (usize, bool) {
    if merged.roots.iter().all(|root| root.unknown) {
        return (0, true);
    }
    fewest(graph)
}

fn told_roots(claim: &Claim<'_>, sources: &[Source], merged: &Merged) -> Vec<ToldRoot> {
    let names = root_names(claim, merged);
    (claim.told.iter().zip(sources).zip(&merged.rests_on))
        .map(|((told, source), rests_on)| ToldRoot {
            statement: told.statement.clone(),
            report: claim.labels[told.report].clone(),
            chain: chain_words(claim, told, source),
            root: told_name(claim, told),
            rests_on: rests_on.iter().map(|&root| names[root].clone()).collect(),
        })
        .collect()
}

fn chain_words(claim: &Claim<'_>, told: &Told, source: &Source) -> String {
    let mut links = vec![claim.labels[told.report].clone()];
    if let Source::Copy { of, .. } = source {
        links.push(claim.labels[claim.told[*of].report].clone());
    }
    links.extend(told.carriers.iter().rev().map(|name| name.text.clone()));
    match told.class {
        Class::Unknown => links.push("not told".to_owned()),
        _ => links.push(told.who.text.clone()),
    }
    if let Some(body) = &told.body {
        links.push(body.text.clone());
    }
    links.join(" ← ")
}

/// Roots up to which each pair is tried for what would change; beyond it the list would be longer
/// than anybody reads.
const TRIED_UP_TO: usize = 12;

/// What would raise the least count (an unnamed root shown to be somebody else) and what would
/// lower either (two roots shown to be one).
fn would_change(claim: &Claim<'_>, merged: &Merged, graph: &Conflicts, min: usize) -> Vec<String> {
    let count = merged.roots.len();
    if count == 0 || count > TRIED_UP_TO {
        return Vec::new();
    }
    let names = root_names(claim, merged);
    let mut words = Vec::new();
    for (root, group) in merged.roots.iter().enumerate() {
        let first = &claim.told[group.told[0]];
        if matches!(first.class, Class::Person | Class::Institution) {
            continue;
        }
        let mut apart = graph.clone();
        (0..count)
            .filter(|&other| !merged.roots[other].unknown)
            .for_each(|other| apart.add(root, other));
        let raised = fewest(&apart).0;
        if raised > min {
            let name = &names[root];
            words.push(match first.class {
                Class::Unknown => format!(
                    "if {} said who it has this from, and that were nobody named here, at least \
                     {raised} instead of {min}",
                    claim.labels[first.report]
                ),
                _ => format!(
                    "if {name} were shown to be nobody else named here, at least {raised} instead \
                     of {min}"
                ),
            });
        }
    }
    for one in 0..count {
        for other in one + 1..count {
            let tie = match relation(claim, merged, one, other) {
                Relation::Conflict => "were shown to rest on one another or on one third source",
                Relation::PartOf | Relation::Forms | Relation::NotNamed => "were shown to be one",
            };
            words.push(format!(
                "if {} and {} {tie}, at most {} instead of {count}",
                names[one],
                names[other],
                count - 1
            ));
        }
    }
    words
}
