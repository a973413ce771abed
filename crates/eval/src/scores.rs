//! Precision, recall and their kin.

use std::collections::BTreeSet;

use serde::Serialize;

/// Hits among what was found and what is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Found and there.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// There.
    pub gold: usize,
}

impl Tally {
    /// How two sets compare.
    pub fn of<T: Ord>(found: &BTreeSet<T>, gold: &BTreeSet<T>) -> Self {
        Self {
            right: found.intersection(gold).count(),
            found: found.len(),
            gold: gold.len(),
        }
    }

    /// Adds another tally.
    pub fn add(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.gold += other.gold;
    }

    /// Share of what was found that is there.
    pub fn precision(self) -> f64 {
        share(self.right, self.found)
    }

    /// Share of what is there that was found.
    pub fn recall(self) -> f64 {
        share(self.right, self.gold)
    }

    /// Harmonic mean of both.
    pub fn f1(self) -> f64 {
        share(2 * self.right, self.found + self.gold)
    }

    /// The figures as they are written to JSON.
    pub fn figures(self) -> Figures {
        Figures {
            precision: self.precision(),
            recall: self.recall(),
            f1: self.f1(),
            right: self.right,
            found: self.found,
            gold: self.gold,
        }
    }

    /// Precision, recall and F1 in percent, for a table.
    pub fn cells(self) -> Vec<String> {
        let percent = |value: f64| format!("{:.1}", 100.0 * value);
        let figures = [self.precision(), self.recall(), self.f1()];
        let mut cells: Vec<String> = figures.into_iter().map(percent).collect();
        cells.push(self.gold.to_string());
        cells
    }
}

/// A tally with its figures.
#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    precision: f64,
    recall: f64,
    f1: f64,
    right: usize,
    found: usize,
    gold: usize,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ratio {
    /// How many.
    pub right: usize,
    /// Of how many.
    pub of: usize,
}

impl Ratio {
    /// Counts one more.
    pub fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    /// `7 of 9` and the percentage; nothing to count is said so.
    pub fn cells(self) -> Vec<String> {
        let percent = match self.of {
            0 => "none to count".to_owned(),
            of => format!("{:.1} %", 100.0 * share(self.right, of)),
        };
        vec![format!("{} of {}", self.right, self.of), percent]
    }
}

/// `part / whole`, 0 of nothing.
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// Whether at least half of each set is in the other; two empty sets agree.
pub fn half_overlap<T: Ord>(one: &BTreeSet<T>, other: &BTreeSet<T>) -> bool {
    if one.is_empty() || other.is_empty() {
        return one.is_empty() && other.is_empty();
    }
    2 * one.intersection(other).count() >= one.len().max(other.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_follow_from_the_counts() {
        let found = BTreeSet::from([1, 2, 3, 4]);
        let tally = Tally::of(&found, &BTreeSet::from([3, 4, 5]));
        assert_eq!((tally.right, tally.found, tally.gold), (2, 4, 3));
        assert!((tally.f1() - 4.0 / 7.0).abs() < 1e-12);
        assert_eq!(Tally::default().f1(), 0.0);
    }

    #[test]
    fn half_of_each_must_be_in_the_other() {
        let of = |range: std::ops::Range<i32>| range.collect::<BTreeSet<_>>();
        assert!(half_overlap(&of(0..4), &of(2..6)));
        assert!(!half_overlap(&of(0..4), &of(3..6)));
        assert!(half_overlap(&of(0..0), &of(5..5)));
        assert!(!half_overlap(&of(0..1), &of(0..0)));
    }
}
