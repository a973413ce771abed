//! Who took the text from whom, as far as anything tells.

use std::collections::BTreeSet;

use super::credit::{credited, is_wire, key, mentions, name};
use super::{Prepared, Shared};
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

impl Likely {
    /// Takes the direction back, and says why.
    pub fn make_unknown(&mut self, why: &str) {
        self.forward = None;
        self.confidence = UNKNOWN;
        self.why = why.to_owned();
    }
}

/// Looks for a credit, then at the times, then at the lengths.
pub(super) fn likely(pair: &Shared<'_>) -> Likely {
    let [first, second] = pair.pair;
    by_credit(first, second)
        .or_else(|| by_time(first, second))
        .or_else(|| by_length(pair))
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

fn by_credit(first: &Prepared<'_>, second: &Prepared<'_>) -> Option<Likely> {
    let outlets = [first, second].map(|read| read.report.outlet.as_deref());
    let keys = outlets.map(|outlet| outlet.map(key));
    let credits = [first, second].map(|read| credited(&read.report));
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
    let mentions_other = |taker: &Prepared<'_>, source: usize| {
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
fn by_time(first: &Prepared<'_>, second: &Prepared<'_>) -> Option<Likely> {
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

fn by_length(pair: &Shared<'_>) -> Option<Likely> {
    let lengths = pair.pair.map(|report| report.words.len() as f64);
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
