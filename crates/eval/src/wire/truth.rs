//! Which reports of the stream are copies, and what of them was found.

use std::collections::HashMap;

use headwater::model::Reuse;
use headwater_text::shingles;

use super::stream::Made;
use crate::table::table;

/// Containment from which a copy counts, for one figure each.
const LEVELS: [f64; 2] = [0.5, 0.9];

/// What is known of one report.
pub struct Truth {
    /// Share of the shorter text's runs of five words that stand in the other; none: no copy.
    pub containment: Option<f64>,
    /// The number of the report that it goes back to; its own, if it is no copy.
    root: usize,
}

/// Works out the truth of all.
pub fn of(held: &[Made]) -> Vec<Truth> {
    let truth = |(at, made): (usize, &Made)| Truth {
        containment: (made.parent)
            .map(|parent| containment(&made.report.text, &held[parent].report.text)),
        // Copies are made of reports that are none.
        root: made.parent.unwrap_or(at),
    };
    held.iter().enumerate().map(truth).collect()
}

/// Share of the shorter text's runs of five words that stand in the other, each run once.
fn containment(one: &str, other: &str) -> f64 {
    let [one, other] = [one, other].map(|text| {
        let runs = shingles(text, 0..text.len(), 5);
        let mut runs: Vec<u64> = runs.into_iter().map(|run| run.0).collect();
        runs.sort_unstable();
        runs.dedup();
        runs
    });
    let (short, long) = match one.len() <= other.len() {
        true => (one, other),
        false => (other, one),
    };
    let shared = short.iter().filter(|run| long.binary_search(run).is_ok());
    shared.count() as f64 / short.len().max(1) as f64
}

/// What was found so far.
#[derive(Default)]
pub struct Found {
    numbers: HashMap<String, usize>,
    /// Copies whose parent was found, by level.
    parents: [usize; 2],
    links: usize,
    other_links: usize,
}

impl Found {
    /// Counts the links of one report.
    pub fn add(&mut self, held: &[Made], truths: &[Truth], at: usize, links: &[Reuse]) {
        let own = &held[at].report.id;
        self.numbers.insert(own.clone(), at);
        let mut parent = false;
        for link in links {
            let other = if link.from == *own {
                &link.to
            } else {
                &link.from
            };
            let other = self.numbers.get(other).copied();
            parent |= other.is_some() && other == held[at].parent;
            self.links += 1;
            if other.is_none_or(|other| truths[other].root != truths[at].root) {
                self.other_links += 1;
            }
        }
        let containment = truths[at].containment.unwrap_or(0.0);
        for (count, level) in self.parents.iter_mut().zip(LEVELS) {
            *count += usize::from(parent && containment >= level);
        }
    }

    /// Copies found, and links of reports that are no copies.
    pub fn table(&self, truths: &[Truth]) -> String {
        let rows = LEVELS.iter().zip(self.parents).map(|(level, found)| {
            let all =
                (truths.iter()).filter(|truth| truth.containment.is_some_and(|c| c >= *level));
            let all = all.count();
            let recall = found as f64 / all.max(1) as f64;
            let cells = vec![all.to_string(), found.to_string(), format!("{recall:.4}")];
            (format!("containment {level} and more"), cells)
        });
        let rows: Vec<(String, Vec<String>)> = rows.collect();
        let heads = ["", "copies", "parent found", "recall"];
        let (links, wrong) = (self.links, self.other_links);
        table("Copies found", &heads, &rows)
            + &format!("{wrong} of {links} links are of reports that are no copies of one text\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containment_is_of_the_shorter_text() {
        let long = "one two three four five six seven eight nine ten";
        assert_eq!(containment(long, "one two three four five six"), 1.0);
        assert_eq!(containment("a b c d e f", long), 0.0);
        let half = "one two three four five six x";
        assert!((containment(half, long) - 2.0 / 3.0).abs() < 1e-9);
    }
}
