//! Which earlier reports a new one is compared with.

use serde::{Deserialize, Serialize};

use crate::limits::{NEAREST, NEWEST_WITH_WORD};

/// For each stem, the newest reports that have it among their heaviest.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Near {
    /// By stem.
    lists: Vec<List>,
    /// Sums by report, all zero between two calls.
    #[serde(skip)]
    sums: Vec<f32>,
}

/// The newest reports with a stem, in a ring.
#[derive(Debug, Default, Serialize, Deserialize)]
struct List {
    reports: Vec<(u32, f32)>,
    /// The place of the oldest, once the ring is full.
    next: u8,
}

impl Near {
    /// The earlier reports that are most alike by their heaviest stems, the most alike first;
    /// `alive` says which still count. Then enters the report under `number`.
    pub fn add(
        &mut self,
        number: u32,
        keys: &[(u32, f32)],
        alive: impl Fn(u32) -> bool,
    ) -> Vec<u32> {
        self.sums.resize(number as usize, 0.0);
        let mut touched: Vec<u32> = Vec::new();
        for &(stem, weight) in keys {
            let Some(list) = self.lists.get(stem as usize) else {
                continue;
            };
            for &(report, other) in &list.reports {
                let sum = &mut self.sums[report as usize];
                if *sum == 0.0 {
                    touched.push(report);
                }
                // A product of zero must not be taken for a report that was not touched.
                *sum += (weight * other).max(f32::MIN_POSITIVE);
            }
        }
        let mut nearest: Vec<(f32, u32)> = touched
            .into_iter()
            .map(|report| (std::mem::take(&mut self.sums[report as usize]), report))
            .filter(|&(_, report)| alive(report))
            .collect();
        let order = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if nearest.len() > NEAREST {
            nearest.select_nth_unstable_by(NEAREST, order);
            nearest.truncate(NEAREST);
        }
        nearest.sort_unstable_by(order);
        for &(stem, weight) in keys {
            let stem = stem as usize;
            if stem >= self.lists.len() {
                self.lists.resize_with(stem + 1, List::default);
            }
            self.lists[stem].add(number, weight);
        }
        nearest.into_iter().map(|(_, report)| report).collect()
    }
}

impl List {
    fn add(&mut self, number: u32, weight: f32) {
        if self.reports.len() < NEWEST_WITH_WORD {
            self.reports.push((number, weight));
        } else {
            self.reports[usize::from(self.next)] = (number, weight);
            self.next = (self.next + 1) % NEWEST_WITH_WORD as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_that_share_heavy_stems_are_found_the_most_alike_first() {
        let mut near = Near::default();
        let all = |_| true;
        assert!(near.add(0, &[(1, 0.9), (2, 0.4)], all).is_empty());
        assert_eq!(near.add(1, &[(2, 0.9)], all), [0]);
        assert_eq!(near.add(2, &[(1, 0.1), (2, 0.9)], all), [1, 0]);
        assert_eq!(near.add(3, &[(2, 0.9)], |report| report > 0), [1, 2]);
    }

    #[test]
    fn a_stem_that_all_reports_have_costs_a_constant() {
        let mut near = Near::default();
        for number in 0..1_000 {
            let found = near.add(number, &[(0, 1.0)], |_| true);
            assert!(found.len() <= NEAREST);
            assert!(
                found
                    .iter()
                    .all(|old| number - old <= NEWEST_WITH_WORD as u32)
            );
        }
    }
}
