//! How surely a report and each of its nearest are of one story, in logits.

use serde::{Deserialize, Serialize};

use super::model::StoryModel;
use super::pair::{ALL, DAYS, LENGTH, NO_DAYS, REL_NEW, Row, WEEKDAY};
use crate::limits::{
    NO_DATE_BONUS, RATE_BOUNDS, RATE_REPORTS, RATE_START, RATE_STRONG, RATE_WEIGHT, RATE_YOUNG,
    STRONGEST,
};

/// The features of the second model by name: what else the two reports are linked to, and some of
/// the first model's.
pub(super) const CONTEXT: [&str; 16] = [
    "s", "rank", "gapmax", "gapother", "gapj", "support", "npos", "conflict", "second", "smaxi",
    "days", "nodays", "all", "rel_d", "loglen", "weekday",
];

/// A link of a report to an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Link {
    /// Number of the earlier report.
    pub report: u32,
    /// By the two reports alone.
    pub alone: f32,
    /// With what else they are linked to; above the threshold speaks for one story.
    pub link: f32,
}

/// Bounds of a link within the second model.
const ALONE: (f32, f32) = (-8.0, 10.0);
/// What stands for the link of two reports of which neither was near the other.
pub(super) const WEAKEST: f32 = -6.0;
/// Links of others weaker than this support nothing.
const SUPPORTS: f32 = -3.0;
/// From here on a link to another report is so strong that the two should agree on a third.
const CONFLICTS: f32 = 1.5;
/// What stands for the support, or the conflict, of nobody.
const NO_SUPPORT: f32 = -8.0;
const NO_CONFLICT: f32 = 8.0;

/// What the second model asks about reports that came before.
pub(super) trait Earlier {
    /// The link of two earlier reports, by the two alone, if either was near the other.
    fn alone(&self, one: u32, other: u32) -> Option<f32>;
    /// The strongest link, by the two alone, that a report has had so far, no weaker than
    /// [`WEAKEST`].
    fn strongest(&self, report: u32) -> f32;
}

/// Links a report to its nearest, given with the features of each pair.
pub(super) fn links(
    model: &StoryModel,
    near: &[(u32, Row)],
    rate: &mut Rate,
    earlier: &impl Earlier,
) -> Vec<Link> {
    let mut links: Vec<Link> = near
        .iter()
        .map(|(report, row)| Link {
            report: *report,
            alone: model.first.sum(row),
            link: 0.0,
        })
        .collect();
    let top = strongest(&links);
    let positive = links.iter().filter(|link| link.alone > 0.0).count() as f32;
    let best = top.first().map_or(ALONE.0, |link| link.alone.max(ALONE.0));
    let second = top.get(1).map_or(ALONE.0, |link| link.alone.max(ALONE.0));
    let mut hit = false;
    for at in 0..links.len() {
        let (this, row) = (links[at], &near[at].1);
        let is_best = top.first().is_some_and(|first| first.report == this.report);
        let other = if is_best { second } else { best };
        let (support, conflict) = neighbours(this.report, &top, earlier);
        let rank = top.iter().filter(|link| link.alone > this.alone).count() as f32;
        let context = [
            this.alone,
            rank.ln_1p(),
            best - this.alone,
            this.alone - other,
            earlier.strongest(this.report) - this.alone,
            support,
            positive.ln_1p(),
            conflict,
            second,
            best,
            row[DAYS],
            row[NO_DAYS],
            row[ALL],
            row[REL_NEW],
            row[LENGTH],
            row[WEEKDAY],
        ];
        let link = model.second.sum(&context);
        hit |= link > RATE_STRONG;
        links[at].link = link + rate.shift() + NO_DATE_BONUS * row[NO_DAYS];
    }
    rate.count(hit);
    links
}

/// The strongest links by the two reports alone, the strongest first, ties in the order given.
fn strongest(links: &[Link]) -> Vec<Link> {
    let mut top = links.to_vec();
    top.sort_by(|a, b| b.alone.total_cmp(&a.alone));
    top.truncate(STRONGEST);
    top
}

/// How much the other reports that the new one is linked to speak for its link to this one, and
/// how much against it.
fn neighbours(this: u32, top: &[Link], earlier: &impl Earlier) -> (f32, f32) {
    let (mut support, mut conflict) = (NO_SUPPORT, NO_CONFLICT);
    for other in top {
        if other.report == this || other.alone < SUPPORTS {
            continue;
        }
        let between = earlier.alone(this, other.report);
        let between = between.map_or(WEAKEST, |link| link.clamp(ALONE.0, ALONE.1));
        support = support.max(between.min(other.alone));
        if other.alone > CONFLICTS {
            conflict = conflict.min(between);
        }
    }
    (support, conflict)
}

/// How often reports of late had a strong link: what a link is worth among a handful of reports
/// that belong together is another matter than among ten thousand that do not. It follows the
/// links, not what was decided by them, so no decision feeds itself.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Rate {
    strong: f64,
    reports: f64,
}

impl Default for Rate {
    fn default() -> Self {
        Self {
            strong: RATE_START,
            reports: 0.0,
        }
    }
}

impl Rate {
    fn shift(&self) -> f32 {
        (RATE_WEIGHT * (self.strong / (1.0 - self.strong)).ln()) as f32
    }

    fn count(&mut self, hit: bool) {
        let hit = f64::from(u8::from(hit));
        self.strong += (hit - self.strong) / (self.reports + RATE_YOUNG).min(RATE_REPORTS);
        self.strong = self.strong.clamp(RATE_BOUNDS.0, RATE_BOUNDS.1);
        self.reports += 1.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn among_loners_a_link_must_be_stronger() {
        let mut rate = Rate::default();
        let start = rate.shift();
        (0..50).for_each(|_| rate.count(false));
        assert!(rate.shift() < start - 1.0);
        (0..2_000).for_each(|_| rate.count(true));
        assert!(rate.shift() > start);
    }

    #[test]
    fn places_in_the_context_are_those_of_the_model() {
        let model = StoryModel::embedded();
        assert!(model.second.features.iter().eq(CONTEXT));
    }
}
