//! Each merge and each conflict in words that a person can check.

use std::collections::BTreeSet;

use headwater_model::{Reason, ReasonKind, Root};

use crate::colour::{Conflicts, EXACT_UP_TO};
use crate::conflict::{Relation, relation};
use crate::inherit::Source;
use crate::merge::Merged;
use crate::told::{Claim, Class, Told};

/// The root as one report tells it: "John Kirby", "officials (via The New York Times)", "not told
/// (report-b.txt)".
pub(crate) fn told_name(claim: &Claim<'_>, told: &Told) -> String {
    let label = &claim.labels[told.report];
    match told.class {
        Class::Person | Class::Institution | Class::Document | Class::Carrier => {
            told.who.text.clone()
        }
        Class::Unnamed => match told.carriers.first() {
            Some(carrier) => format!("{} (via {})", told.who.text, carrier.text),
            None => format!("{} (in {label})", told.who.text),
        },
        Class::Witness => match told.carriers.first() {
            Some(carrier) => format!("own witness of {}", carrier.text),
            None => format!("own witness of {label}"),
        },
        Class::Unknown => format!("not told ({label})"),
    }
}

/// The names of the merged roots, no two alike.
pub(crate) fn root_names(claim: &Claim<'_>, merged: &Merged) -> Vec<String> {
    let mut names: Vec<String> = (0..merged.roots.len())
        .map(|root| root_name(claim, merged, root))
        .collect();
    for later in 1..names.len() {
        let wanted = names[later].clone();
        let mut number = 2;
        while names[..later].contains(&names[later]) {
            names[later] = format!("{wanted} ({number})");
            number += 1;
        }
    }
    names
}

/// A body with those who speak for it in brackets; else the most telling name.
fn root_name(claim: &Claim<'_>, merged: &Merged, root: usize) -> String {
    let told: Vec<&Told> = merged.roots[root]
        .told
        .iter()
        .map(|&t| &claim.told[t])
        .collect();
    let people = fullest(
        told.iter()
            .filter(|t| t.class == Class::Person)
            .map(|t| &t.who),
    );
    let institutions = told
        .iter()
        .filter(|t| t.class == Class::Institution)
        .map(|t| &t.who);
    let spoken_for = told.iter().filter_map(|t| t.body.as_ref());
    let bodies = fullest(institutions.chain(spoken_for));
    match (people.as_slice(), bodies.first()) {
        ([one], None) => one.clone(),
        ([_, ..], None) => people.join(", "),
        ([], Some(_)) => bodies.join(", "),
        ([_, ..], Some(body)) => format!("{body} ({})", people.join(", ")),
        ([], None) => {
            let mut names: Vec<(usize, String)> = told
                .iter()
                .map(|t| (t.who.text.len(), told_name(claim, t)))
                .collect();
            names.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
            names.swap_remove(0).1
        }
    }
}

/// One form of each name, the longest, in alphabetical order.
fn fullest<'a>(names: impl Iterator<Item = &'a crate::identity::Name>) -> Vec<String> {
    let mut best: std::collections::BTreeMap<&str, &str> = Default::default();
    for name in names {
        let form = best.entry(&name.key).or_insert(&name.text);
        if (name.text.len(), *form) > (form.len(), &name.text) {
            *form = &name.text;
        }
    }
    let mut forms: Vec<String> = best.into_values().map(str::to_owned).collect();
    forms.sort();
    forms
}

/// The merged roots as the model has them.
pub(crate) fn roots(claim: &Claim<'_>, merged: &Merged) -> Vec<Root> {
    let names = root_names(claim, merged);
    let mut statements: Vec<Vec<String>> = vec![Vec::new(); names.len()];
    for (told, rests_on) in claim.told.iter().zip(&merged.rests_on) {
        for &root in rests_on {
            if !statements[root].contains(&told.statement) {
                statements[root].push(told.statement.clone());
            }
        }
    }
    (names.into_iter().zip(&merged.roots).zip(statements))
        .map(|((name, group), statements)| Root {
            name,
            unknown: group.unknown,
            statements,
        })
        .collect()
}

/// All reasons: first what was merged, then what cannot be one, what may be, and who is unknown.
pub(crate) fn reasons(
    claim: &Claim<'_>,
    sources: &[Source],
    merged: &Merged,
    conflicts: &Conflicts,
) -> Vec<Reason> {
    let mut reasons = inherited(claim, sources, merged);
    reasons.extend(
        merged
            .nodes
            .iter()
            .filter_map(|node| one_voice(claim, node)),
    );
    reasons.extend(
        (merged.absorbed.iter()).map(|&(node, other)| rests_on(claim, merged, node, other)),
    );
    reasons.sort();
    reasons.dedup();
    reasons.extend(between(claim, merged, conflicts));
    reasons.extend(unknown(claim, merged));
    reasons
}

fn inherited(claim: &Claim<'_>, sources: &[Source], merged: &Merged) -> Vec<Reason> {
    let names = root_names(claim, merged);
    let mut reasons = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        let told = &claim.told[index];
        let label = &claim.labels[told.report];
        let why = match source {
            Source::Own => continue,
            Source::Copy { of, directed } => {
                let other = &claim.labels[claim.told[*of].report];
                if *directed {
                    format!("{label} copies these words from {other}: a copy adds no origin")
                } else {
                    format!(
                        "{label} and {other} share these words, it is not told who copied: one \
                         text, one origin"
                    )
                }
            }
            Source::SumsUp { .. } => format!(
                "{label} names nobody in one place and says who further on: the lead sums up its \
                 body"
            ),
        };
        let own = told_name(claim, told);
        let rests_on = merged.rests_on[index]
            .iter()
            .map(|&root| names[root].clone());
        let others: Vec<String> = rests_on.filter(|name| *name != own).collect();
        let roots = [own].into_iter().chain(others).collect();
        reasons.push(Reason {
            kind: ReasonKind::Same,
            roots,
            why,
        });
    }
    reasons
}

/// Why the roots of one node are one, where more than one statement tells it.
fn one_voice(claim: &Claim<'_>, node: &[usize]) -> Option<Reason> {
    let told: Vec<&Told> = node.iter().map(|&t| &claim.told[t]).collect();
    let (first, rest) = told.split_first()?;
    if rest.is_empty() {
        return None;
    }
    let names: BTreeSet<String> = told.iter().map(|t| told_name(claim, t)).collect();
    let labels: BTreeSet<&str> = told
        .iter()
        .map(|t| claim.labels[t.report].as_str())
        .collect();
    let reports = listed(labels.iter().copied());
    let people: BTreeSet<&str> = (told.iter().filter(|t| t.class == Class::Person))
        .map(|t| t.who.key.as_str())
        .collect();
    let one_key = told.iter().all(|t| t.who.key == first.who.key);
    let why = match first.class {
        Class::Unnamed => match first
            .carriers
            .first()
            .or(claim.outlets[first.report].as_ref())
        {
            Some(carrier) => format!("unnamed voices through the same carrier, {}", carrier.text),
            None => format!("unnamed voices in one report, {reports}"),
        },
        Class::Unknown => format!("{reports} does not say who it has this from"),
        _ if one_key => format!("the same voice in {reports}"),
        _ => {
            let bodies = fullest(told.iter().filter_map(|t| t.body.as_ref()));
            let bodies = listed(bodies.iter().map(String::as_str));
            if people.len() > 1 {
                format!("all of them speak for {bodies}")
            } else {
                format!("a spokesperson and the institution, {bodies}")
            }
        }
    };
    Some(Reason {
        kind: ReasonKind::Same,
        roots: names.into_iter().collect(),
        why,
    })
}

/// Why a node is no root of its own.
fn rests_on(claim: &Claim<'_>, merged: &Merged, node: usize, other: usize) -> Reason {
    let told = &claim.told[merged.nodes[node][0]];
    let by = &claim.told[merged.nodes[other][0]];
    let label = &claim.labels[told.report];
    let by_label = &claim.labels[by.report];
    let (name, by_name) = (told_name(claim, told), told_name(claim, by));
    let why = match told.class {
        Class::Carrier if by_label == &told.who.text => {
            format!("{label} only credits {name}, whose own report has this from {by_name}")
        }
        Class::Carrier => format!(
            "{label} only credits {name}, and {by_label} has this from {by_name} through it"
        ),
        Class::Unknown => format!("{label} says so itself, and {by_label} credits it for this"),
        Class::Unnamed => format!(
            "unnamed voices through the same carrier, and {by_label} tells the chain further back"
        ),
        _ => format!("{by_name} speaks for a part of {name}"),
    };
    let mut roots = vec![name];
    roots.extend((roots[0] != by_name).then_some(by_name));
    Reason {
        kind: ReasonKind::Same,
        roots,
        why,
    }
}

/// What stands between each two merged roots. Where there are too many pairs to read, one reason
/// says how many roots cannot be one.
fn between(claim: &Claim<'_>, merged: &Merged, conflicts: &Conflicts) -> Vec<Reason> {
    let names = root_names(claim, merged);
    let count = names.len();
    if count > EXACT_UP_TO {
        let named = (0..count)
            .filter(|&a| (0..count).any(|b| conflicts.between(a, b)))
            .map(|root| names[root].clone());
        let roots: Vec<String> = named.collect();
        let why = format!("{} of {count} roots have different names", roots.len());
        let kind = ReasonKind::Conflict;
        return Vec::from_iter((!roots.is_empty()).then_some(Reason { kind, roots, why }));
    }
    let mut reasons = Vec::new();
    for one in 0..count {
        for other in one + 1..count {
            let (kind, why) = match relation(claim, merged, one, other) {
                Relation::Conflict => (
                    ReasonKind::Conflict,
                    "two different names, and these reports show no tie between them".to_owned(),
                ),
                Relation::PartOf => (
                    ReasonKind::MayBeSame,
                    "one is a part of the other".to_owned(),
                ),
                Relation::Forms => (
                    ReasonKind::MayBeSame,
                    "these may be two forms of one name, or an office and who holds it".to_owned(),
                ),
                Relation::NotNamed => (
                    ReasonKind::MayBeSame,
                    not_named(claim, merged, [one, other], &names),
                ),
            };
            reasons.push(Reason {
                kind,
                roots: vec![names[one].clone(), names[other].clone()],
                why,
            });
        }
    }
    reasons.sort();
    reasons
}

fn not_named(claim: &Claim<'_>, merged: &Merged, pair: [usize; 2], names: &[String]) -> String {
    let open = |root: usize| {
        let class = claim.told[merged.roots[root].told[0]].class;
        let name = &names[root];
        match class {
            Class::Person | Class::Institution => None,
            Class::Document => Some(format!("{name} may quote the other")),
            Class::Unnamed | Class::Witness => {
                Some(format!("{name} is not named and may be anybody"))
            }
            Class::Carrier => Some(format!("{name} does not say here whom it has this from")),
            Class::Unknown => Some(format!("{name} may be anybody")),
        }
    };
    let parts: Vec<String> = pair.into_iter().filter_map(open).collect();
    parts.join("; ")
}

fn unknown(claim: &Claim<'_>, merged: &Merged) -> Vec<Reason> {
    let names = root_names(claim, merged);
    (names.into_iter().zip(&merged.roots))
        .filter(|(_, root)| root.unknown)
        .map(|(name, root)| Reason {
            kind: ReasonKind::Unknown,
            why: format!(
                "{} says it without saying who it has it from, anywhere in the report",
                claim.labels[claim.told[root.told[0]].report]
            ),
            roots: vec![name],
        })
        .collect()
}

/// "a", "a and b", "a, b and c".
pub(crate) fn listed<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<&str> = words.collect();
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}
