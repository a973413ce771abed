//! Whether the engine is as often right about directions as it says it is.
//!
//! Counted are links between a report and the one that it was derived from whose direction the
//! engine claims, whether or not the generator holds it for known.

use std::collections::BTreeMap;

use headwater::model::Reuse;
use serde::Serialize;

use crate::scores::share;
use crate::table::table;

/// Directions claimed by one sort of evidence.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Claimed {
    /// How many.
    pub of: usize,
    /// How many are so.
    pub right: usize,
    /// The confidences added up.
    pub confidence: f64,
}

/// Directions claimed, by what the engine says tells them and by how sure it is.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Reliability {
    /// By evidence.
    pub evidence: BTreeMap<&'static str, Claimed>,
    /// By tenths of confidence.
    pub tenths: BTreeMap<usize, Claimed>,
}

/// Words of the engine's reasons, and what they stand for; the first that is found counts.
const EVIDENCE: [(&str, &str); 10] = [
    ("names in its text", "the other's name in the text"),
    ("as far as the days tell", "days or clocks, zones apart"),
    ("is before", "times"),
    ("under a new beginning", "all of the other under a new top"),
    ("lacks its end or middle", "the other without a part"),
    ("has lost who says so", "lost attribution"),
    ("figures are higher", "higher figures"),
    ("no longer does", "a credit that one has kept"),
    (" credits ", "credit line"),
    ("", "other"),
];

impl Reliability {
    /// Counts a link whose direction is claimed.
    pub fn count(&mut self, link: &Reuse, right: bool) {
        let found = EVIDENCE.iter().find(|(words, _)| link.why.contains(words));
        let evidence = found.map_or("other", |(_, evidence)| evidence);
        // Rounded in hundredths first: 0.7 in binary lies below seven tenths.
        let tenth = (link.direction_confidence * 100.0).round() as usize / 10;
        let rows = [
            self.evidence.entry(evidence).or_default(),
            self.tenths.entry(tenth).or_default(),
        ];
        for row in rows {
            row.of += 1;
            row.right += usize::from(right);
            row.confidence += link.direction_confidence;
        }
    }

    /// Both tables.
    pub fn tables(&self) -> String {
        let row = |name: String, claimed: &Claimed| {
            let confidence = 100.0 * claimed.confidence / claimed.of.max(1) as f64;
            let cells = vec![
                claimed.of.to_string(),
                format!("{confidence:.1}"),
                format!("{:.1}", 100.0 * share(claimed.right, claimed.of)),
            ];
            (name, cells)
        };
        let evidence = self.evidence.iter();
        let mut rows: Vec<(String, Vec<String>)> = evidence
            .map(|(name, claimed)| row((*name).to_owned(), claimed))
            .collect();
        let tenths = self.tenths.iter();
        rows.extend(tenths.map(|(tenth, claimed)| {
            let name = format!(
                "confidence {:.1} to {:.2}",
                *tenth as f64 / 10.0,
                (*tenth as f64 + 0.9) / 10.0
            );
            row(name, claimed)
        }));
        let head = ["", "claimed", "sure %", "right %"];
        table("Directions of copies claimed, and so", &head, &rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_counts_for_its_evidence_and_its_tenth() {
        let link = Reuse {
            from: "a".into(),
            to: "b".into(),
            share: 1.0,
            direction_confidence: 0.7,
            latent: None,
            why: "2024-05-06 is before 2024-05-07".into(),
            passages_from: Vec::new(),
            passages_to: Vec::new(),
        };
        let mut all = Reliability::default();
        all.count(&link, true);
        all.count(&link, false);
        assert_eq!((all.evidence["times"].of, all.tenths[&7].right), (2, 1));
    }
}
