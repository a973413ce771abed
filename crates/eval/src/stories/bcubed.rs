//! BCubed, and which reports of a stream it is taken over.

use std::collections::BTreeMap;

use serde::Serialize;

use super::load::Item;

/// Precision, recall and F1 after Bagga and Baldwin, averaged over items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct BCubed {
    /// Share of an item's group that belongs to its story.
    pub precision: f64,
    /// Share of an item's story that is in its group.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

/// Scores one partition against another; both give each item the name of its group. Items of
/// equal names are together; both lists are in the same order.
///
/// ```text
/// bcubed(&["a", "a", "b"], &["x", "x", "x"]) == precision 1, recall 5/9
/// ```
pub fn bcubed<A: Ord, B: Ord>(found: &[A], gold: &[B]) -> BCubed {
    let mut both: BTreeMap<(&A, &B), f64> = BTreeMap::new();
    let mut of_found: BTreeMap<&A, f64> = BTreeMap::new();
    let mut of_gold: BTreeMap<&B, f64> = BTreeMap::new();
    for (a, b) in found.iter().zip(gold) {
        *both.entry((a, b)).or_default() += 1.0;
        *of_found.entry(a).or_default() += 1.0;
        *of_gold.entry(b).or_default() += 1.0;
    }
    let items = found.len().max(1) as f64;
    let mean = |part: &dyn Fn(&A, &B, f64) -> f64| {
        both.iter()
            .map(|((a, b), n)| n * part(a, b, *n))
            .sum::<f64>()
            / items
    };
    let precision = mean(&|a, _, n| n / of_found[a]);
    let recall = mean(&|_, b, n| n / of_gold[b]);
    let sum = precision + recall;
    let f1 = if sum > 0.0 {
        2.0 * precision * recall / sum
    } else {
        0.0
    };
    BCubed {
        precision,
        recall,
        f1,
    }
}

/// The mean of each figure by itself.
pub fn mean(scores: &[BCubed]) -> BCubed {
    let count = scores.len().max(1) as f64;
    let mean = |part: fn(&BCubed) -> f64| scores.iter().map(part).sum::<f64>() / count;
    BCubed {
        precision: mean(|score| score.precision),
        recall: mean(|score| score.recall),
        f1: mean(|score| score.f1),
    }
}

/// What people say of the reports of one stream.
pub struct Gold {
    /// The story of each report, by number; a distractor's is its own.
    stories: Vec<usize>,
    /// Reports that people put into a story.
    labelled: Vec<usize>,
    /// Of them, those whose story has another report in this stream.
    together: Vec<usize>,
}

/// One partition's scores.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Score {
    /// Over reports that people put into a story; the others were in the stream and do not count.
    pub labelled: BCubed,
    /// Of them, over those whose story has two or more reports in the stream.
    pub together: BCubed,
    /// Over all reports: each without a story should stay alone.
    pub all: BCubed,
    /// Groups that were made.
    pub groups: f64,
}

impl Gold {
    /// Of the reports of a stream.
    pub fn of(items: &[&Item]) -> Self {
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        let mut sizes = Vec::new();
        let mut stories = Vec::with_capacity(items.len());
        for item in items {
            let number = match &item.story {
                Some(story) => *numbers.entry(story).or_insert(sizes.len()),
                None => sizes.len(),
            };
            if number == sizes.len() {
                sizes.push(0);
            }
            sizes[number] += 1;
            stories.push(number);
        }
        let labelled: Vec<usize> = (0..items.len())
            .filter(|&at| items[at].story.is_some())
            .collect();
        let together = labelled.iter().copied();
        Self {
            together: together.filter(|&at| sizes[stories[at]] > 1).collect(),
            labelled,
            stories,
        }
    }

    /// Over reports with a story only: the figure that thresholds are chosen by.
    pub fn labelled(&self, found: &[usize]) -> BCubed {
        self.over(&self.labelled, found)
    }

    /// All scores; `found` gives each report of the stream the number of its group.
    pub fn score(&self, found: &[usize]) -> Score {
        let mut groups: Vec<usize> = found.to_vec();
        groups.sort_unstable();
        groups.dedup();
        Score {
            labelled: self.labelled(found),
            together: self.over(&self.together, found),
            all: bcubed(found, &self.stories),
            groups: groups.len() as f64,
        }
    }

    fn over(&self, which: &[usize], found: &[usize]) -> BCubed {
        let part = |list: &[usize]| which.iter().map(|&at| list[at]).collect::<Vec<_>>();
        bcubed(&part(found), &part(&self.stories))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stories::load::tests::item;

    #[test]
    fn groups_that_are_the_stories_score_one() {
        let score = bcubed(&[7, 7, 9], &["x", "x", "y"]);
        assert_eq!((score.precision, score.recall, score.f1), (1.0, 1.0, 1.0));
    }

    #[test]
    fn a_split_story_costs_recall_and_no_precision() {
        let score = bcubed(&[1, 1, 2], &["x", "x", "x"]);
        assert_eq!(score.precision, 1.0);
        assert!((score.recall - 5.0 / 9.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_scores_nothing() {
        let none: [u8; 0] = [];
        assert_eq!(bcubed(&none, &none).f1, 0.0);
    }

    #[test]
    fn a_distractor_in_a_story_costs_only_where_distractors_count() {
        let items = [
            item("1", Some("dam"), ""),
            item("2", Some("dam"), ""),
            item("3", None, ""),
            item("4", Some("vote"), ""),
        ];
        let score = Gold::of(&items.iter().collect::<Vec<_>>()).score(&[0, 0, 0, 1]);
        assert_eq!(score.labelled.f1, 1.0);
        assert!(score.all.precision < 1.0);
        assert_eq!(score.groups, 2.0);
    }
}
