//! Links between reports so that none leads back to where it came from.

use serde::{Deserialize, Serialize};

use super::direction::Likely;
use crate::limits::STEPS;

/// The links so far, each from whom it was taken to who took it, and all of them without a circle.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Graph {
    leads_to: Vec<Vec<u32>>,
    /// A report of the same group, or itself: union by the lower number.
    group: Vec<u32>,
    /// Whether a link of the group leads from a later report to an earlier one. Only there can a
    /// circle be.
    back: Vec<bool>,
}

impl Graph {
    /// Makes room for the next report.
    pub fn add(&mut self) {
        self.group.push(self.group.len() as u32);
        self.leads_to.push(Vec::new());
        self.back.push(false);
    }

    /// Links `earlier` and `later`, which are numbers in the order in which reports came. Returns
    /// whether the link leads forward, from the earlier; where the direction that is likely would
    /// close a circle, the link is turned and `likely` becomes unknown.
    pub fn link(&mut self, earlier: u32, later: u32, likely: &mut Likely) -> bool {
        let mut forward = likely.forward.unwrap_or(true);
        let (one, other) = (self.leader(earlier), self.leader(later));
        let may_circle = one == other && (self.back[one as usize] || !forward);
        if may_circle {
            let (from, to) = turned(earlier, later, forward);
            if self.leads(to, from) {
                forward = !forward;
                if likely.forward.is_some() {
                    likely.make_unknown(
                        "what tells the direction contradicts other links of these reports",
                    );
                }
            }
        }
        let (from, to) = turned(earlier, later, forward);
        self.leads_to[from as usize].push(to);
        let (low, high) = (one.min(other), one.max(other));
        self.group[high as usize] = low;
        self.back[low as usize] |= self.back[high as usize] || !forward;
        forward
    }

    fn leader(&mut self, report: u32) -> u32 {
        let mut leader = report;
        while self.group[leader as usize] != leader {
            leader = self.group[leader as usize];
        }
        // The next search is short.
        let mut at = report;
        while self.group[at as usize] != leader {
            at = std::mem::replace(&mut self.group[at as usize], leader);
        }
        leader
    }

    /// Whether links lead from one report to another. A search that grows too long says yes: then a
    /// direction too many is unknown.
    fn leads(&self, from: u32, to: u32) -> bool {
        let mut seen = std::collections::BTreeSet::from([from]);
        let mut open = vec![from];
        while let Some(report) = open.pop() {
            if report == to || seen.len() > STEPS {
                return true;
            }
            let next = self.leads_to[report as usize].iter();
            open.extend(next.filter(|report| seen.insert(**report)));
        }
        false
    }
}

fn turned(earlier: u32, later: u32, forward: bool) -> (u32, u32) {
    if forward {
        (earlier, later)
    } else {
        (later, earlier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likely(forward: Option<bool>) -> Likely {
        Likely {
            forward,
            confidence: 0.9,
            latent: None,
            why: String::new(),
        }
    }

    #[test]
    fn a_link_that_would_close_a_circle_is_turned_and_unknown() {
        let mut graph = Graph::default();
        (0..3).for_each(|_| graph.add());
        assert!(graph.link(0, 1, &mut likely(Some(true))));
        assert!(graph.link(1, 2, &mut likely(Some(true))));
        let mut against = likely(Some(false));
        assert!(graph.link(0, 2, &mut against));
        assert_eq!(against.forward, None);
    }

    #[test]
    fn a_later_report_can_be_the_source() {
        let mut graph = Graph::default();
        (0..3).for_each(|_| graph.add());
        let mut credit = likely(Some(false));
        assert!(!graph.link(0, 1, &mut credit));
        assert_eq!(credit.forward, Some(false));
        // 1 → 0 → 2 stands: 1 and 2 can only be linked from 1.
        assert!(graph.link(0, 2, &mut likely(Some(true))));
        let mut unknown = likely(None);
        assert!(graph.link(1, 2, &mut unknown));
        let mut against = likely(Some(false));
        assert!(graph.link(1, 2, &mut against));
        assert_eq!(against.forward, None);
    }
}
