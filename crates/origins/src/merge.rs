//! Roots that must be one become one.

use std::collections::{BTreeMap, BTreeSet};

use crate::identity::part_of;
use crate::inherit::{Source, grounds};
use crate::told::{Claim, Class, Told};

/// The roots of a claim after all that must be one were made one.
#[derive(Debug)]
pub(crate) struct Merged {
    /// The roots, in the order of their first statement.
    pub roots: Vec<Group>,
    /// For each of [`Claim::told`], the roots that it rests on. Never empty.
    pub rests_on: Vec<Vec<usize>>,
    /// Roots as told that were one before anything was absorbed: same voice, same body, same
    /// carrier of unnamed voices.
    pub nodes: Vec<Vec<usize>>,
    /// Which of `nodes` rest on which others.
    pub absorbed: BTreeSet<(usize, usize)>,
}

/// One merged root.
#[derive(Debug)]
pub(crate) struct Group {
    /// Indices into [`Claim::told`] of those that tell it themselves.
    pub told: Vec<usize>,
    /// Whether nobody is named and no carrier either.
    pub unknown: bool,
}

/// Merges what must be one.
pub(crate) fn merge(claim: &Claim<'_>, sources: &[Source]) -> Merged {
    let nodes = nodes(claim, sources);
    let mut node_of = vec![usize::MAX; claim.told.len()];
    for (node, members) in nodes.iter().enumerate() {
        members.iter().for_each(|&member| node_of[member] = node);
    }
    let grounds: Vec<BTreeSet<usize>> = grounds(sources)
        .into_iter()
        .map(|own| own.into_iter().map(|told| node_of[told]).collect())
        .collect();
    let absorbed = absorbed(claim, sources, &nodes, &grounds);
    let (groups, ends) = sinks(nodes.len(), &absorbed);
    let roots = groups
        .iter()
        .map(|members| {
            let mut told: Vec<usize> = members.iter().flat_map(|&n| nodes[n].clone()).collect();
            told.sort_unstable();
            Group {
                unknown: told.iter().all(|&t| claim.told[t].class == Class::Unknown),
                told,
            }
        })
        .collect();
    let rests_on = grounds
        .iter()
        .map(|own| {
            let roots: BTreeSet<usize> = own.iter().flat_map(|&n| ends[n].clone()).collect();
            roots.into_iter().collect()
        })
        .collect();
    Merged {
        roots,
        rests_on,
        nodes,
        absorbed,
    }
}

/// Roots of their own, grouped where they share a voice, a body, or the first carrier of unnamed
/// voices; in the order of their first statement.
fn nodes(claim: &Claim<'_>, sources: &[Source]) -> Vec<Vec<usize>> {
    let own: Vec<usize> = (0..claim.told.len())
        .filter(|&i| sources[i] == Source::Own)
        .collect();
    let mut leader: Vec<usize> = (0..claim.told.len()).collect();
    let mut first_with: BTreeMap<String, usize> = BTreeMap::new();
    for &index in &own {
        for key in keys(claim, &claim.told[index]) {
            match first_with.get(&key) {
                Some(&first) => {
                    let (a, b) = (find(&leader, first), find(&leader, index));
                    leader[a.max(b)] = a.min(b);
                }
                None => {
                    first_with.insert(key, index);
                }
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in own {
        groups.entry(find(&leader, index)).or_default().push(index);
    }
    groups.into_values().collect()
}

fn find(leader: &[usize], mut node: usize) -> usize {
    while leader[node] != node {
        node = leader[node];
    }
    node
}

/// What makes two roots one: any of these in common.
fn keys(claim: &Claim<'_>, told: &Told) -> Vec<String> {
    let who = &told.who.key;
    match told.class {
        Class::Person | Class::Institution => {
            let body = told.body.iter().map(|body| format!("name {}", body.key));
            body.chain([format!("name {who}")]).collect()
        }
        Class::Document => vec![format!("document {who}")],
        Class::Unnamed => vec![format!("unnamed via {}", first_carrier(claim, told))],
        Class::Witness => vec![format!("witness of {}", first_carrier(claim, told))],
        Class::Carrier => vec![format!("carrier {who}")],
        Class::Unknown => vec![format!("unknown in {}", claim.reports[told.report])],
    }
}

/// What carried an unnamed voice first: a carrier of its chain, else the report's own outlet, else
/// the report itself.
fn first_carrier<'a>(claim: &'a Claim<'_>, told: &'a Told) -> &'a str {
    let carrier = told
        .carriers
        .first()
        .or(claim.outlets[told.report].as_ref());
    carrier.map_or(claim.reports[told.report].as_str(), |name| &name.key)
}

/// Which nodes rest on which others and so are no roots themselves.
fn absorbed(
    claim: &Claim<'_>,
    sources: &[Source],
    nodes: &[Vec<usize>],
    grounds: &[BTreeSet<usize>],
) -> BTreeSet<(usize, usize)> {
    // What passed on each carrier's words: any chain through it, and every statement in its own
    // reports. `later` has only carriers after an unnamed voice's first.
    let mut through: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let mut later: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (index, told) in claim.told.iter().enumerate() {
        if let Some(outlet) = &claim.outlets[told.report] {
            through
                .entry(&outlet.key)
                .or_default()
                .extend(&grounds[index]);
        }
        if sources[index] != Source::Own {
            continue;
        }
        for (place, carrier) in told.carriers.iter().enumerate() {
            through
                .entry(&carrier.key)
                .or_default()
                .extend(&grounds[index]);
            if place > 0 {
                later
                    .entry(&carrier.key)
                    .or_default()
                    .extend(&grounds[index]);
            }
        }
    }
    let class = |node: usize| claim.told[nodes[node][0]].class;
    let mut edges = BTreeSet::new();
    for (node, members) in nodes.iter().enumerate() {
        let told = &claim.told[members[0]];
        match told.class {
            // A report that only credits a carrier has that carrier's root; and what the carrier
            // says in its own voice is then that root too.
            Class::Carrier => {
                for &other in through.get(told.who.key.as_str()).into_iter().flatten() {
                    match class(other) {
                        _ if other == node => {}
                        Class::Unknown => {
                            if says_itself(claim, &nodes[other], &told.who.key) {
                                edges.insert((other, node));
                            }
                        }
                        _ => {
                            edges.insert((node, other));
                        }
                    }
                }
            }
            // Unnamed voices through the same carrier, where one chain is told further back.
            Class::Unnamed => {
                let carrier = first_carrier(claim, told);
                let further = later.get(carrier).into_iter().flatten();
                edges.extend(
                    further
                        .filter(|&&other| other != node && class(other) == Class::Unnamed)
                        .map(|&other| (node, other)),
                );
            }
            _ => {}
        }
    }
    edges.extend(spoken_for(claim, nodes));
    edges
}

fn says_itself(claim: &Claim<'_>, members: &[usize], outlet: &str) -> bool {
    let report = claim.told[members[0]].report;
    (claim.outlets[report].as_ref()).is_some_and(|name| name.key == outlet)
}

/// Bodies of which a part has a spokesperson among the roots: "the United States said" rests on
/// the spokesman of its National Security Council.
fn spoken_for(claim: &Claim<'_>, nodes: &[Vec<usize>]) -> Vec<(usize, usize)> {
    let mut edges = Vec::new();
    for (speaker, members) in nodes.iter().enumerate() {
        let spoken = members.iter().filter_map(|&m| claim.told[m].body.as_ref());
        let spoken: BTreeSet<&str> = spoken.map(|body| body.key.as_str()).collect();
        if spoken.is_empty() {
            continue;
        }
        for (whole, others) in nodes.iter().enumerate() {
            let bodies = others.iter().flat_map(|&m| bodies(&claim.told[m]));
            let above = bodies
                .into_iter()
                .any(|body| spoken.iter().any(|part| part_of(part, body)));
            if whole != speaker && above {
                edges.push((whole, speaker));
            }
        }
    }
    edges
}

/// The bodies that a root is or speaks for.
fn bodies(told: &Told) -> impl Iterator<Item = &str> {
    let who = (told.class == Class::Institution).then_some(&told.who);
    who.into_iter()
        .chain(&told.body)
        .map(|name| name.key.as_str())
}

/// The circles and ends of "rests on": the groups of nodes that rest on nothing outside
/// themselves, and for each node the groups that it rests on in the end.
fn sinks(nodes: usize, edges: &BTreeSet<(usize, usize)>) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
    let reachable: Vec<BTreeSet<usize>> = (0..nodes)
        .map(|start| {
            let mut seen = BTreeSet::new();
            let mut open = vec![start];
            while let Some(node) = open.pop() {
                if seen.insert(node) {
                    open.extend(
                        edges
                            .range((node, 0)..=(node, usize::MAX))
                            .map(|edge| edge.1),
                    );
                }
            }
            seen
        })
        .collect();
    let is_end = |node: &usize| {
        reachable[*node]
            .iter()
            .all(|&m| reachable[m].contains(node))
    };
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut group_of = vec![None; nodes];
    for node in (0..nodes).filter(is_end) {
        if group_of[node].is_none() {
            let members: Vec<usize> = reachable[node].iter().copied().collect();
            members
                .iter()
                .for_each(|&m| group_of[m] = Some(groups.len()));
            groups.push(members);
        }
    }
    let ends = reachable
        .iter()
        .map(|all| {
            let ends: BTreeSet<usize> = all.iter().filter_map(|&m| group_of[m]).collect();
            ends.into_iter().collect()
        })
        .collect();
    (groups, ends)
}
