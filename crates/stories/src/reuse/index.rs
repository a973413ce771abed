//! Which earlier reports share runs of words with a new one.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::hash::Mixed;
use crate::limits::{CANDIDATES, NEIGHBOURS, NOTICE_REPORTS, SERIES, SHARED_GRAMS, STOCK_REPORTS};

/// An inverted index over runs of five words: all of them, or a sample that is the same for every
/// report, so that the share of a report that stands in another (its containment) can still be
/// told. After Broder, "On the resemblance and containment of documents" (1997), whose sample
/// modulo m this is.
#[derive(Serialize, Deserialize)]
pub(super) struct Index {
    /// One run of this many is looked at.
    every: u64,
    /// By the lower half of a run's hash; the sample is taken by the upper half.
    postings: HashMap<u32, Posting, Mixed>,
    /// Lists of runs that several reports have.
    lists: Vec<List>,
    /// What each report's outlet is compared by.
    outlets: Vec<u32>,
}

/// The only report with a run, or where the list of its reports stands: four bytes, because most
/// runs are one report's alone and there are many of them in each.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Posting(u32);

/// Marks a [`Posting`] that is a list.
const LISTED: u32 = 1 << 31;

/// The first and the last reports with a run.
#[derive(Serialize, Deserialize)]
struct List {
    first: [u32; NEIGHBOURS],
    last: [u32; NEIGHBOURS],
    /// How many reports have it.
    count: u32,
    whose: Whose,
}

/// Whose words a run is.
#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
enum Whose {
    /// In reports of this outlet only.
    One(u32),
    /// In reports of several outlets.
    Several,
    /// What an outlet puts under its reports.
    Notice,
}

/// What the index knows of a report's runs.
pub(super) struct Seen {
    /// Earlier reports that share enough runs, those that share most first.
    pub candidates: Vec<u32>,
    /// Places of runs that one outlet puts under everything: its boilerplate.
    pub stock: Vec<usize>,
}

impl Index {
    pub fn new(every: u64) -> Self {
        Self {
            every,
            postings: HashMap::default(),
            lists: Vec::new(),
            outlets: Vec::new(),
        }
    }

    /// Reports so far.
    pub fn len(&self) -> usize {
        self.outlets.len()
    }

    /// What the outlet of a report is compared by.
    pub fn outlet(&self, report: u32) -> u32 {
        self.outlets[report as usize]
    }

    /// Adds a report, given by its runs with their places and by its outlet, under the next number,
    /// and tells what was known of its runs before. A report without an outlet is an outlet of its
    /// own.
    pub fn add(&mut self, runs: impl Iterator<Item = (u64, usize)>, outlet: Option<u32>) -> Seen {
        let number = self.outlets.len() as u32;
        assert!(number < LISTED, "an index holds at most {LISTED} reports");
        let outlet = outlet.unwrap_or(!number);
        self.outlets.push(outlet);
        let mut shared: Vec<u32> = Vec::new();
        let mut stock = Vec::new();
        // Runs that one outlet has printed often: boilerplate, or a series of updates.
        let (mut often, mut series) = (Vec::new(), Vec::new());
        let mut looked = 0;
        for (hash, place) in runs {
            if (hash >> 32) % self.every != 0 {
                continue;
            }
            looked += 1;
            let posting = self.postings.entry(hash as u32).or_insert(Posting(number));
            if posting.0 == number {
                continue;
            }
            if posting.0 & LISTED == 0 {
                shared.push(posting.0);
                let before = self.outlets[posting.0 as usize];
                self.lists.push(List::of(posting.0, number, before, outlet));
                posting.0 = LISTED | (self.lists.len() - 1) as u32;
                continue;
            }
            let list = &mut self.lists[(posting.0 & !LISTED) as usize];
            let known = list.first.iter().chain(&list.last);
            if list.whose == Whose::Notice {
                stock.push(place);
            } else if list.whose == Whose::One(outlet) && list.count >= STOCK_REPORTS {
                often.push(place);
                series.extend(distinct(known.copied(), number));
            } else if list.last[NEIGHBOURS - 1] != number {
                shared.extend(distinct(known.copied(), number));
            }
            list.add(number, outlet);
        }
        if often.len() as f64 > SERIES * f64::from(looked) {
            shared.extend(series);
        } else {
            stock.extend(often);
            stock.sort_unstable();
        }
        Seen {
            candidates: self.most(shared),
            stock,
        }
    }

    /// Takes runs for what their outlet puts under its reports, if enough of them and no others have
    /// them.
    pub fn take_for_notice(&mut self, runs: impl Iterator<Item = u64>) {
        for hash in runs.filter(|hash| (hash >> 32) % self.every == 0) {
            let Some(posting) = self.postings.get(&(hash as u32)) else {
                continue;
            };
            if posting.0 & LISTED != 0 {
                let list = &mut self.lists[(posting.0 & !LISTED) as usize];
                if list.whose != Whose::Several && list.count >= NOTICE_REPORTS {
                    list.whose = Whose::Notice;
                }
            }
        }
    }

    /// Places of the runs that are taken for what an outlet puts under its reports.
    pub fn notices(&self, runs: impl Iterator<Item = (u64, usize)>) -> Vec<usize> {
        let is_notice = |hash: u64| {
            let posting = self.postings.get(&(hash as u32));
            let posting = posting.filter(|posting| posting.0 & LISTED != 0);
            posting.is_some_and(|posting| {
                self.lists[(posting.0 & !LISTED) as usize].whose == Whose::Notice
            })
        };
        let sampled = runs.filter(|(hash, _)| (hash >> 32) % self.every == 0);
        let found = sampled.filter(|(hash, _)| is_notice(*hash));
        found.map(|(_, place)| place).collect()
    }

    /// The reports that share enough of the runs looked at.
    fn most(&self, mut shared: Vec<u32>) -> Vec<u32> {
        let fewest = (SHARED_GRAMS / self.every as usize).max(2);
        shared.sort_unstable();
        let counted = shared.chunk_by(|a, b| a == b);
        let mut often: Vec<(usize, u32)> = counted
            .filter(|same| same.len() >= fewest)
            .map(|same| (same.len(), same[0]))
            .collect();
        often.sort_by_key(|&(count, report)| (std::cmp::Reverse(count), report));
        often.truncate(CANDIDATES);
        often.into_iter().map(|(_, report)| report).collect()
    }

    /// Bytes that the index holds, allocated or in use.
    pub fn bytes(&self) -> usize {
        // A hash map of this library keeps one byte beside each slot and fills seven of eight.
        let slots = self.postings.capacity() * 8 / 7;
        slots * (size_of::<(u32, Posting)>() + 1)
            + self.lists.capacity() * size_of::<List>()
            + self.outlets.capacity() * size_of::<u32>()
    }
}

impl List {
    /// The list of two reports, with their outlets.
    fn of(before: u32, number: u32, its_outlet: u32, outlet: u32) -> Self {
        Self {
            first: [before, number, number, number],
            last: [before, before, before, number],
            count: 2,
            whose: match its_outlet == outlet {
                true => Whose::One(outlet),
                false => Whose::Several,
            },
        }
    }

    fn add(&mut self, number: u32, outlet: u32) {
        if self.last[NEIGHBOURS - 1] == number {
            return;
        }
        if let Some(free) = self.first.get_mut(self.count as usize) {
            *free = number;
        }
        self.last.rotate_left(1);
        self.last[NEIGHBOURS - 1] = number;
        self.count += 1;
        if matches!(self.whose, Whose::One(only) if only != outlet) {
            self.whose = Whose::Several;
        }
    }
}

/// Each report once, without `number`.
fn distinct(reports: impl Iterator<Item = u32>, number: u32) -> Vec<u32> {
    let mut reports: Vec<u32> = reports.filter(|report| *report != number).collect();
    reports.sort_unstable();
    reports.dedup();
    reports
}

#[cfg(test)]
mod tests {
    use super::*;

    fn add(index: &mut Index, runs: &[u64], outlet: u32) -> Seen {
        index.add(runs.iter().copied().zip(0..), Some(outlet))
    }

    #[test]
    fn a_report_finds_those_that_share_most_runs() {
        let mut index = Index::new(1);
        let runs: Vec<u64> = (0..40).collect();
        assert!(add(&mut index, &runs, 1).candidates.is_empty());
        assert!(add(&mut index, &[100, 101, 102], 2).candidates.is_empty());
        assert_eq!(add(&mut index, &runs[..20], 3).candidates, [0]);
        assert_eq!(add(&mut index, &runs[..30], 4).candidates, [0, 2]);
        assert!(add(&mut index, &runs[..5], 5).candidates.is_empty());
    }

    #[test]
    fn a_run_costs_a_constant_however_many_have_it() {
        let mut index = Index::new(1);
        let runs: Vec<u64> = (0..40).collect();
        for outlet in 0..500 {
            let seen = add(&mut index, &runs, outlet);
            assert!(seen.candidates.len() <= 2 * NEIGHBOURS);
            assert!(seen.candidates.iter().all(|report| *report < outlet));
        }
    }

    /// The runs of a report: its own, and twenty that all have.
    fn with_legal(own: u64) -> Vec<u64> {
        (0..20).chain(own * 1000..own * 1000 + 60).collect()
    }

    #[test]
    fn what_one_outlet_puts_under_everything_is_stock() {
        let mut index = Index::new(1);
        for own in 1..=u64::from(STOCK_REPORTS) {
            assert!(add(&mut index, &with_legal(own), 7).stock.is_empty());
        }
        let seen = add(&mut index, &with_legal(99), 7);
        assert_eq!((seen.stock.len(), seen.candidates.len()), (20, 0));
        assert!(!add(&mut index, &with_legal(100), 8).candidates.is_empty());
    }

    #[test]
    fn a_series_of_updates_is_no_stock_however_long() {
        let mut index = Index::new(1);
        let text: Vec<u64> = (0..60).collect();
        for number in 0..2 * STOCK_REPORTS {
            let seen = add(&mut index, &text, 7);
            assert!(seen.stock.is_empty());
            assert_eq!(seen.candidates.is_empty(), number == 0);
        }
    }

    #[test]
    fn a_notice_is_stock_from_when_it_is_taken_for_one() {
        let mut index = Index::new(1);
        add(&mut index, &with_legal(1), 7);
        add(&mut index, &with_legal(2), 7);
        index.take_for_notice(0..20);
        assert!(add(&mut index, &with_legal(3), 7).stock.is_empty());
        index.take_for_notice(0..20);
        assert_eq!(add(&mut index, &with_legal(4), 7).stock.len(), 20);
        assert_eq!(index.notices((0..40).zip(0..)).len(), 20);
        // What two outlets have is nobody's notice.
        add(&mut index, &[500, 501], 7);
        add(&mut index, &[500, 501], 8);
        index.take_for_notice(500..502);
        assert!(index.notices((500..502).zip(0..)).is_empty());
    }

    #[test]
    fn reports_without_an_outlet_are_of_as_many() {
        let mut index = Index::new(1);
        for _ in 0..2 * STOCK_REPORTS {
            let seen = index.add((0..20).zip(0..), None);
            assert!(seen.stock.is_empty());
        }
    }

    #[test]
    fn a_sample_is_the_same_for_every_report() {
        let mut index = Index::new(8);
        let runs: Vec<u64> = (0..400u64)
            .map(|run| run.wrapping_mul(0x9e37_79b9_7f4a_7c15))
            .collect();
        add(&mut index, &runs, 1);
        assert_eq!(add(&mut index, &runs[..200], 2).candidates, [0]);
        assert!(index.postings.len() < 80);
    }
}
