//! Who took the text from whom, as far as anything tells.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use super::credit::{credited, is_wire, key, mentions, name};
use super::{Read, Shared};
use crate::limits::{BY_CREDIT_LINE, BY_LENGTH, BY_MENTION, BY_TIME, CONTAINED, SHORTER, UNKNOWN};
use crate::order::{day, instant};

/// What tells the direction of a pair.
#[derive(Clone, Debug)]
pub(super) struct Likely {
    /// Whether the second took it from the first; `None` while unknown.
    pub forward: Option<bool>,
    pub confidence: f64,
    /// The agency that both name.
    pub latent: Option<String>,
    pub why: String,
}

/// A direction that fits all others.
pub(super) struct Direction {
    /// Whether the second took it from the first.
    pub forward: bool,
    pub likely: Likely,
}

/// Looks for a credit, then at the times, then at the lengths.
pub(super) fn likely(read: &[Read<'_>], pair: &Shared) -> Likely {
    let (first, second) = (&read[pair.first], &read[pair.second]);
    by_credit(first, second)
        .or_else(|| by_time(first, second))
        .or_else(|| by_length(first, second, pair))
        .unwrap_or_else(|| unknown(None, "nothing tells who has it first".to_owned()))
}

fn unknown(latent: Option<String>, why: String) -> Likely {
    Likely {
        forward: None,
        confidence: UNKNOWN,
        latent,
        why,
    }
}

fn by_credit(first: &Read<'_>, second: &Read<'_>) -> Option<Likely> {
    let outlets = [first, second].map(|read| read.report.outlet.as_deref());
    let keys = outlets.map(|outlet| outlet.map(key));
    let credits = [first, second].map(|read| credited(read.report));
    let told = |forward: bool, confidence: f64, how: &str| {
        let (taker, source) = if forward { (1, 0) } else { (0, 1) };
        let taker = outlets[taker].unwrap_or("one of them");
        let source = outlets[source].unwrap_or("the other");
        Likely {
            forward: Some(forward),
            confidence,
            latent: None,
            why: format!("{taker} {how} {source}"),
        }
    };
    let same_outlet = keys[0].is_some() && keys[0] == keys[1];
    let credits_other = |taker: usize, source: usize| {
        !same_outlet
            && keys[source]
                .as_ref()
                .is_some_and(|k| credits[taker].contains(k))
    };
    match (credits_other(1, 0), credits_other(0, 1)) {
        (true, false) => return Some(told(true, BY_CREDIT_LINE, "credits")),
        (false, true) => return Some(told(false, BY_CREDIT_LINE, "credits")),
        _ => {}
    }
    let shared: BTreeSet<&String> = credits[0].intersection(&credits[1]).collect();
    // An agency before any other outlet that both name, such as a sister paper.
    let wire = (shared.iter().find(|k| is_wire(k)).or(shared.first()))
        .filter(|k| !keys.contains(&Some((***k).clone())));
    if let Some(wire) = wire {
        let wire = name(wire);
        let why = format!("both credit {wire}: which of them printed it first does not matter");
        return Some(unknown(Some(wire), why));
    }
    let mentions_other = |taker: &Read<'_>, source: usize| {
        !same_outlet && outlets[source].is_some_and(|outlet| mentions(taker, outlet))
    };
    match (mentions_other(second, 0), mentions_other(first, 1)) {
        (true, false) => Some(told(true, BY_MENTION, "names in its text")),
        (false, true) => Some(told(false, BY_MENTION, "names in its text")),
        _ => None,
    }
}

/// The earlier has it first. A day without a time says nothing about another time of that day or,
/// because the zone of a bare day is unknown, nothing about it against a time within a day.
fn by_time(first: &Read<'_>, second: &Read<'_>) -> Option<Likely> {
    let dates = [first, second].map(|read| read.report.published.as_deref());
    let [one, other] = [dates[0]?, dates[1]?];
    let earlier = match (instant(one), instant(other)) {
        (Some(a), Some(b)) => (a != b).then_some(a < b)?,
        (None, None) => {
            let (a, b) = (day(one)?, day(other)?);
            (a != b).then_some(a < b)?
        }
        _ => {
            let (a, b) = (day(one)?, day(other)?);
            ((a - b).abs() > 1).then_some(a < b)?
        }
    };
    let (from, to) = if earlier { (one, other) } else { (other, one) };
    Some(Likely {
        forward: Some(earlier),
        confidence: BY_TIME,
        latent: None,
        why: format!("{from} is before {to}"),
    })
}

fn by_length(first: &Read<'_>, second: &Read<'_>, pair: &Shared) -> Option<Likely> {
    let lengths = [first.words.len() as f64, second.words.len() as f64];
    let cut_down = |short: usize, long: usize| {
        pair.shares[short] >= CONTAINED && lengths[short] < SHORTER * lengths[long]
    };
    let forward = match (cut_down(1, 0), cut_down(0, 1)) {
        (true, _) => true,
        (_, true) => false,
        _ => return None,
    };
    Some(Likely {
        forward: Some(forward),
        confidence: BY_LENGTH,
        latent: None,
        why: "the shorter has nearly nothing that the longer has not, and lacks some of it"
            .to_owned(),
    })
}

/// Gives every pair a direction so that no circle arises. Directions that contradict one another
/// in a circle become unknown.
pub(super) fn without_circles(
    reports: usize,
    shared: &[Shared],
    mut likely: Vec<Likely>,
) -> Vec<Direction> {
    let mut edges: Vec<(usize, usize)> = Vec::new();
    for (pair, likely) in shared.iter().zip(&likely) {
        match likely.forward {
            Some(true) => edges.push((pair.first, pair.second)),
            Some(false) => edges.push((pair.second, pair.first)),
            None => {}
        }
    }
    let circle = in_circles(reports, &edges);
    edges.clear();
    for (pair, likely) in shared.iter().zip(&mut likely) {
        let same = circle[pair.first].is_some() && circle[pair.first] == circle[pair.second];
        if same && likely.forward == Some(false) {
            let why = "what tells the direction contradicts other links of these reports";
            *likely = unknown(likely.latent.take(), why.to_owned());
        }
        match likely.forward {
            Some(true) => edges.push((pair.first, pair.second)),
            Some(false) => edges.push((pair.second, pair.first)),
            None => {}
        }
    }
    let place = places(reports, &edges);
    (shared.iter().zip(likely))
        .map(|(pair, likely)| Direction {
            forward: (likely.forward).unwrap_or(place[pair.first] < place[pair.second]),
            likely,
        })
        .collect()
}

/// Numbers the circles: two reports have the same number where each leads to the other.
///
/// By taking away what cannot be in a circle, from both ends, until nothing more goes; what is
/// left and connected shares a number. That may join two circles that only touch, at the cost of
/// a direction too many declared unknown.
fn in_circles(reports: usize, edges: &[(usize, usize)]) -> Vec<Option<usize>> {
    let mut inside = vec![true; reports];
    for reversed in [false, true] {
        let turned: Vec<(usize, usize)> = (edges.iter())
            .map(|&(a, b)| if reversed { (b, a) } else { (a, b) })
            .filter(|&(a, b)| inside[a] && inside[b])
            .collect();
        let reached = topological(reports, &turned);
        reached.into_iter().for_each(|node| inside[node] = false);
    }
    let mut leader: Vec<usize> = (0..reports).collect();
    let find = |leader: &[usize], mut node: usize| {
        while leader[node] != node {
            node = leader[node];
        }
        node
    };
    for &(a, b) in edges.iter().filter(|(a, b)| inside[*a] && inside[*b]) {
        let (a, b) = (find(&leader, a), find(&leader, b));
        leader[a.max(b)] = a.min(b);
    }
    (0..reports)
        .map(|node| inside[node].then(|| find(&leader, node)))
        .collect()
}

/// The place of each report in an order that all edges follow, earliest in the canonical order
/// first among equals.
fn places(reports: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut place = vec![0; reports];
    for (number, node) in topological(reports, edges).into_iter().enumerate() {
        place[node] = number;
    }
    place
}

/// Nodes so that each comes after all that lead to it; nodes in or behind circles are left out.
fn topological(nodes: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut leads_to: Vec<Vec<usize>> = vec![Vec::new(); nodes];
    let mut before = vec![0usize; nodes];
    for &(a, b) in edges {
        leads_to[a].push(b);
        before[b] += 1;
    }
    let mut open: BinaryHeap<Reverse<usize>> = (0..nodes)
        .filter(|&node| before[node] == 0)
        .map(Reverse)
        .collect();
    let mut order = Vec::with_capacity(nodes);
    while let Some(Reverse(node)) = open.pop() {
        order.push(node);
        for &next in &leads_to[node] {
            before[next] -= 1;
            if before[next] == 0 {
                open.push(Reverse(next));
            }
        }
    }
    order
}
