//! Gold's statements among ours.

use std::collections::BTreeMap;
use std::ops::Range as Bytes;

use headwater::model::{Brief, Statement};

use super::gold::{Claim, Labelled, Statement as Gold};

/// Statements of ours by gold's claim and statement, for one story.
pub struct Matched<'b> {
    pub found: BTreeMap<(String, String), &'b Statement>,
    pub touched: BTreeMap<(String, String), &'b Statement>,
    /// Where gold's touched statements stand in the text that headwater stores.
    pub places: BTreeMap<(String, String), Bytes<usize>>,
}

impl<'b> Matched<'b> {
    /// The supporting statements of a claim that are touched, in gold's order, with gold's places.
    pub fn of(&self, claim: &Claim) -> Vec<(&'b Statement, Bytes<usize>)> {
        let supporting = claim.statements.iter().filter(|one| supports(one));
        let keys = supporting.map(|one| (claim.id.clone(), one.id.clone()));
        keys.filter_map(|key| Some((*self.touched.get(&key)?, self.places.get(&key)?.clone())))
            .collect()
    }
}

/// The bytes of the words in the text that headwater stores, which may have lost furniture.
fn place(words: &str, near: usize, stored: &str) -> Option<Bytes<usize>> {
    let places = stored
        .match_indices(words)
        .map(|(at, words)| at..at + words.len());
    places.min_by_key(|range| range.start.abs_diff(near))
}

/// Finds gold's statements among ours.
pub fn matched<'b>(labelled: &Labelled, brief: &'b Brief) -> Matched<'b> {
    let mut matched = Matched {
        found: BTreeMap::new(),
        touched: BTreeMap::new(),
        places: BTreeMap::new(),
    };
    for claim in &labelled.gold.claims {
        for one in &claim.statements {
            let of = &labelled.reports[&one.report];
            let bytes = of.offsets.bytes(one.place);
            let reading = (brief.readings.iter()).find(|reading| reading.report.id == of.report.id);
            let Some((reading, there)) = reading.and_then(|reading| {
                let there = place(&of.text[bytes.clone()], bytes.start, &reading.report.text)?;
                Some((reading, there))
            }) else {
                continue;
            };
            let shared = |ours: &Statement| -> (usize, usize) {
                let parts = ours.content.iter();
                let both = parts.clone().map(|part| {
                    part.end
                        .min(there.end)
                        .saturating_sub(part.start.max(there.start))
                });
                (both.sum(), parts.map(|part| part.end - part.start).sum())
            };
            let best = (reading.statements.iter())
                .map(|ours| (shared(ours), ours))
                .filter(|((both, _), _)| *both > 0)
                .max_by_key(|((both, long), ours)| {
                    (
                        1_000_000 * both / there.len().max(*long),
                        std::cmp::Reverse(ours.content[0].start),
                    )
                });
            let Some(((both, long), ours)) = best else {
                continue;
            };
            let key = (claim.id.clone(), one.id.clone());
            if 2 * both >= there.len().min(long) {
                matched.touched.insert(key.clone(), ours);
                matched.places.insert(key.clone(), there.clone());
            }
            if 2 * both >= there.len().max(long) {
                matched.found.insert(key, ours);
            }
        }
    }
    matched
}

/// Whether a gold statement stands behind its claim.
pub fn supports(gold: &Gold) -> bool {
    !matches!(
        gold.stance.as_str(),
        "denies" | "cannot_confirm" | "no_response" | "declines" | "questions"
    )
}
