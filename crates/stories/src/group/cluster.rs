//! Joins reports while they are alike on average.

use headwater_model::{Report, Reuse};

use super::near::{by_id, pairs};
use super::vectors::{Vectors, Weights};
use crate::limits::{FREE_DAYS, ONE_STORY, PENALTY_DAYS, REUSE_JOINS, TIME_PENALTY};
use crate::order::day;

/// A story while it grows.
struct Growing {
    members: Vec<usize>,
    /// Sum of the members' unit vectors: the product of two sums over the product of the sizes is
    /// the average similarity of all pairs between two stories.
    sum: Weights,
    /// Sum and number of the days that are told.
    days: (f64, f64),
}

impl Growing {
    /// Average similarity, less what the time between them costs.
    fn likeness(&self, other: &Self) -> f64 {
        let pairs = (self.members.len() * other.members.len()) as f64;
        let apart = match (self.days, other.days) {
            ((a, n), (b, m)) if n > 0.0 && m > 0.0 => (a / n - b / m).abs(),
            _ => 0.0,
        };
        self.sum.dot(&other.sum) / pairs - penalty(apart)
    }

    fn join(&mut self, other: Self) {
        self.members.extend(other.members);
        self.sum.add(&other.sum);
        self.days.0 += other.days.0;
        self.days.1 += other.days.1;
    }
}

/// What days apart cost.
fn penalty(days: f64) -> f64 {
    TIME_PENALTY * ((days - FREE_DAYS) / PENALTY_DAYS).clamp(0.0, 1.0)
}

/// Groups of indices. The reports are distinct and in the canonical order.
pub(super) fn cluster(reports: &[&Report], reuse: &[Reuse]) -> Vec<Vec<usize>> {
    let vectors = Vectors::of(reports);
    let days: Vec<Option<f64>> = (reports.iter())
        .map(|report| {
            report
                .published
                .as_deref()
                .and_then(day)
                .map(|day| day as f64)
        })
        .collect();
    let mut stories: Vec<Option<Growing>> = (0..reports.len())
        .map(|report| {
            Some(Growing {
                members: vec![report],
                sum: vectors.of_report(report).clone(),
                days: days[report].map_or((0.0, 0.0), |day| (day, 1.0)),
            })
        })
        .collect();
    let mut story_of: Vec<usize> = (0..reports.len()).collect();
    for (_, first, second, least) in edges(reports, reuse, &vectors, &days) {
        let (mut one, mut other) = (story_of[first], story_of[second]);
        if one == other {
            continue;
        }
        let (Some(a), Some(b)) = (&stories[one], &stories[other]) else {
            continue;
        };
        if a.likeness(b) < least {
            continue;
        }
        if a.members.len() < b.members.len() {
            std::mem::swap(&mut one, &mut other);
        }
        if let Some(taken) = stories[other].take()
            && let Some(growing) = stories[one].as_mut()
        {
            taken.members.iter().for_each(|&m| story_of[m] = one);
            growing.join(taken);
        }
    }
    stories
        .into_iter()
        .flatten()
        .map(|story| story.members)
        .collect()
}

/// Pairs in the order in which they are tried, the most alike first: similarity, the two, and the
/// average likeness that joining them needs. Copies come before all others and need half.
fn edges(
    reports: &[&Report],
    reuse: &[Reuse],
    vectors: &Vectors,
    days: &[Option<f64>],
) -> Vec<(f64, usize, usize, f64)> {
    let mut edges = Vec::new();
    for (first, second) in pairs(vectors, reports.len()) {
        let apart = match (days[first], days[second]) {
            (Some(a), Some(b)) => (a - b).abs(),
            _ => 0.0,
        };
        let alike = vectors.of_report(first).dot(vectors.of_report(second)) - penalty(apart);
        if alike >= ONE_STORY {
            edges.push((alike, first, second, ONE_STORY));
        }
    }
    let index = by_id(reports.iter().map(|report| report.id.as_str()));
    for link in reuse.iter().filter(|link| link.share >= REUSE_JOINS) {
        let ends = (index.get(link.from.as_str()), index.get(link.to.as_str()));
        if let (Some(&from), Some(&to)) = ends
            && from != to
        {
            let pair = (from.min(to), from.max(to));
            edges.push((1.0 + link.share, pair.0, pair.1, ONE_STORY / 2.0));
        }
    }
    edges.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    edges
}
