//! Who took the text from whom, as far as anything tells.

use std::collections::BTreeMap;

use super::asymmetry::{Hint, hints};
use super::credit::{credited, credits, is_wire, mentions, name};
use super::{Prepared, Shared};
use crate::limits::{
    BY_CREDIT_LINE, BY_KEPT_CREDIT, BY_MENTION, BY_NEAR_TIME, BY_TIME, BY_TIME_BESIDE_A_WIRE,
    UNKNOWN, WEAK_AT_LEAST, WEAK_AT_MOST,
};
use crate::order::{Moment, moment};
use crate::outlet::key;

/// What tells the direction of a pair.
#[derive(Clone, Debug)]
pub(super) struct Likely {
    /// Whether the second took it from the first; `None` while unknown.
    pub forward: Option<bool>,
    pub confidence: f64,
    /// The agency, or another outlet, that they have it from.
    pub latent: Option<Latent>,
    pub why: String,
}

/// An outlet whose text two reports have.
#[derive(Clone, Debug)]
pub(super) struct Latent {
    /// What it is compared by.
    pub key: String,
    /// For people.
    pub name: String,
}

impl Likely {
    /// Takes the direction back, and says why.
    pub fn make_unknown(&mut self, why: &str) {
        self.forward = None;
        self.confidence = UNKNOWN;
        self.why = why.to_owned();
    }
}

/// Looks for a credit, then at the times, then at what one has and the other lacks.
pub(super) fn likely(pair: &Shared<'_>) -> Likely {
    let [first, second] = pair.pair;
    let sides = pair.pair.map(Side::of);
    if let Some(likely) = by_credit(&sides) {
        return likely;
    }
    let beside = one_sided(&sides);
    if let Some(mut likely) = by_time(first, second) {
        if beside.is_some() {
            likely.confidence = BY_TIME_BESIDE_A_WIRE;
            likely.latent = beside.map(|(_, wire)| wire);
        }
        return likely;
    }
    let mut found = hints(pair);
    found.extend(by_near_time(first, second));
    if let Some((keeper, wire)) = &beside {
        found.push(Hint {
            forward: *keeper == 0,
            confidence: BY_KEPT_CREDIT,
            why: format!(
                "one of them credits {} and the other no longer does",
                wire.name
            ),
        });
    }
    Likely {
        latent: beside.map(|(_, wire)| wire),
        ..weighed(&found)
    }
}

/// One report of a pair: its outlet, and whom it credits.
struct Side<'p> {
    read: &'p Prepared<'p>,
    outlet: Option<&'p str>,
    key: Option<String>,
    credits: BTreeMap<String, String>,
}

impl<'p> Side<'p> {
    fn of(read: &'p Prepared<'p>) -> Self {
        let outlet = read.report.outlet.as_deref();
        let key = outlet.map(key);
        let mut credits = credited(&read.report);
        // An outlet that names itself credits nobody.
        if let Some(key) = &key {
            credits.remove(key);
        }
        Self {
            read,
            outlet,
            key,
            credits,
        }
    }

    fn credits(&self, source: &Self) -> bool {
        let in_names = |key: &String| self.credits.contains_key(key);
        let in_lines = |outlet: &str| credits(&self.read.report, outlet);
        source.key != self.key
            && (source.key.as_ref().is_some_and(in_names) || source.outlet.is_some_and(in_lines))
    }

    fn mentions(&self, source: &Self) -> bool {
        source.key != self.key && (source.outlet).is_some_and(|outlet| mentions(self.read, outlet))
    }
}

fn by_credit(sides: &[Side<'_>; 2]) -> Option<Likely> {
    let [first, second] = sides;
    let told = |forward: bool, confidence: f64, how: &str| {
        let (source, taker) = if forward {
            (first, second)
        } else {
            (second, first)
        };
        let taker = taker.outlet.unwrap_or("one of them");
        let source = source.outlet.unwrap_or("the other");
        Likely {
            forward: Some(forward),
            confidence,
            latent: None,
            why: format!("{taker} {how} {source}"),
        }
    };
    match (second.credits(first), first.credits(second)) {
        (true, false) => return Some(told(true, BY_CREDIT_LINE, "credits")),
        (false, true) => return Some(told(false, BY_CREDIT_LINE, "credits")),
        _ => {}
    }
    if let Some(latent) = common(first, second) {
        let why = format!(
            "both credit {}: which of them printed it first does not matter",
            latent.name
        );
        return Some(Likely {
            latent: Some(latent),
            ..unknown(why)
        });
    }
    match (second.mentions(first), first.mentions(second)) {
        (true, false) => Some(told(true, BY_MENTION, "names in its text")),
        (false, true) => Some(told(false, BY_MENTION, "names in its text")),
        _ => None,
    }
}

/// Whom both credit: an agency before any other outlet, such as a sister paper.
fn common(first: &Side<'_>, second: &Side<'_>) -> Option<Latent> {
    let both: Vec<(&String, &String)> = (first.credits.iter())
        .filter(|(key, _)| second.credits.contains_key(*key))
        .filter(|(key, _)| ![&first.key, &second.key].contains(&&Some((*key).clone())))
        .collect();
    let (key, written) = both.iter().find(|(key, _)| is_wire(key)).or(both.first())?;
    Some(Latent {
        key: (*key).clone(),
        name: name(key, written),
    })
}

/// The agency that one of the two credits while the other credits nobody, and which one it is.
fn one_sided(sides: &[Side<'_>; 2]) -> Option<(usize, Latent)> {
    let keeper = match (sides[0].credits.is_empty(), sides[1].credits.is_empty()) {
        (false, true) => 0,
        (true, false) => 1,
        _ => return None,
    };
    let other = &sides[1 - keeper];
    let mut credits = sides[keeper].credits.iter();
    let (key, written) =
        credits.find(|(key, _)| is_wire(key) && other.key.as_ref() != Some(*key))?;
    let latent = Latent {
        key: key.clone(),
        name: name(key, written),
    };
    Some((keeper, latent))
}

fn moments(first: &Prepared<'_>, second: &Prepared<'_>) -> Option<[Moment; 2]> {
    let date = |read: &Prepared<'_>| read.report.published.as_deref().and_then(moment);
    Some([date(first)?, date(second)?])
}

fn in_order(pair: [&Prepared<'_>; 2], forward: bool) -> String {
    let [from, to] = if forward { pair } else { [pair[1], pair[0]] };
    let date = |read: &Prepared<'_>| read.report.published.clone().unwrap_or_default();
    format!("{} is before {}", date(from), date(to))
}

/// The earlier has it first, where the times tell which that is in every time zone. Two bare days
/// are taken for days of one zone.
fn by_time(first: &Prepared<'_>, second: &Prepared<'_>) -> Option<Likely> {
    let [one, other] = moments(first, second)?;
    let forward = if one.is_before(&other) {
        true
    } else if other.is_before(&one) {
        false
    } else {
        return None;
    };
    Some(Likely {
        forward: Some(forward),
        confidence: BY_TIME,
        latent: None,
        why: in_order([first, second], forward),
    })
}

/// Days and clocks that differ by less than time zones do: most outlets with one text are of one
/// part of the world.
fn by_near_time(first: &Prepared<'_>, second: &Prepared<'_>) -> Option<Hint> {
    let [one, other] = moments(first, second)?;
    let forward = one.shown_before(&other)?;
    Some(Hint {
        forward,
        confidence: BY_NEAR_TIME,
        why: format!(
            "{}, as far as the days tell",
            in_order([first, second], forward)
        ),
    })
}

/// Adds up hints as independent evidence. The strongest for the direction says why.
fn weighed(hints: &[Hint]) -> Likely {
    let odds = |confidence: f64| (confidence / (1.0 - confidence)).ln();
    let sign = |forward: bool| if forward { 1.0 } else { -1.0 };
    let sum: f64 = (hints.iter())
        .map(|hint| sign(hint.forward) * odds(hint.confidence))
        .sum();
    let confidence = 1.0 / (1.0 + (-sum.abs()).exp());
    let forward = sum > 0.0;
    let agree = hints.iter().filter(|hint| hint.forward == forward);
    let strongest = agree.max_by(|a, b| a.confidence.total_cmp(&b.confidence));
    match strongest {
        Some(hint) if confidence >= WEAK_AT_LEAST => Likely {
            forward: Some(forward),
            confidence: confidence.min(WEAK_AT_MOST),
            latent: None,
            why: hint.why.clone(),
        },
        _ => unknown("nothing tells who has it first".to_owned()),
    }
}

fn unknown(why: String) -> Likely {
    Likely {
        forward: None,
        confidence: UNKNOWN,
        latent: None,
        why,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(forward: bool, confidence: f64) -> Hint {
        Hint {
            forward,
            confidence,
            why: format!("{forward} {confidence}"),
        }
    }

    #[test]
    fn hints_add_up_and_cancel_out() {
        assert_eq!(weighed(&[]).forward, None);
        assert_eq!(weighed(&[hint(true, 0.7), hint(false, 0.7)]).forward, None);
        let both = weighed(&[hint(false, 0.7), hint(false, 0.6)]);
        assert!(both.confidence > 0.7 && both.forward == Some(false));
        assert_eq!(both.why, "false 0.7");
        let sure = weighed(&[hint(true, 0.8), hint(true, 0.8), hint(true, 0.8)]);
        assert!(sure.confidence <= WEAK_AT_MOST);
    }
}
