//! Groups out of pairs, by average linkage.
//!
//! A pair is a reason to join where it scores enough by itself, or less where each is by far what in the other's
//! report is most like it.

use std::collections::BTreeMap;

use crate::similarity::Pair;

/// Two statements must score this to be joined directly.
const SAME: f32 = 0.65;
/// What is enough for two that are nearest each other, of all that their two reports say, by far.
const NEAREST: f32 = 0.4;
/// What is enough for such two where one report has it from the outlet of the other: it must say it somewhere.
const NEAREST_CREDITED: f32 = SAME_ON_AVERAGE;
/// By how much they must be nearer than any other.
const BY: f32 = 0.2;
/// Two groups must score this on average over all their pairs; a pair that shares nothing scores 0.
const SAME_ON_AVERAGE: f32 = 0.35;

/// Joins statements, the surest pair first, and says who is in which group, each group under one of
/// its members; the others' lists are empty.
///
/// `apart`: two statements that never stand in one group; `divides`: whether a statement has any such. Cost grows
/// with the number of pairs, because the sums of scores between groups are kept and not counted anew.
pub(crate) fn joined(
    count: usize,
    pairs: &[Pair],
    report_of: impl Fn(usize) -> usize,
    divides: impl Fn(usize) -> bool,
    apart: impl Fn(usize, usize) -> bool,
) -> Vec<Vec<usize>> {
    let mut group_of: Vec<usize> = (0..count).collect();
    let mut members: Vec<Vec<usize>> = (0..count).map(|index| vec![index]).collect();
    let mut dividing: Vec<Vec<usize>> = (0..count)
        .map(|index| if divides(index) { vec![index] } else { vec![] })
        .collect();
    let mut sums: Vec<BTreeMap<usize, f32>> = vec![BTreeMap::new(); count];
    for pair in pairs {
        sums[pair.a].insert(pair.b, pair.score);
        sums[pair.b].insert(pair.a, pair.score);
    }
    let nearest = Nearest::of(pairs, &report_of);
    let enough = |pair: &&Pair| pair.score >= SAME || nearest.are(pair, &report_of);
    for pair in pairs.iter().filter(enough) {
        let (a, b) = (group_of[pair.a], group_of[pair.b]);
        if a == b {
            continue;
        }
        // Below the bar one pair is no reason to join what others are joined with already.
        if pair.score < SAME && members[a].len() + members[b].len() > 2 {
            continue;
        }
        let sum = sums[a].get(&b).copied().unwrap_or(0.0);
        let cannot = |one: usize, other: usize| {
            (dividing[one].iter()).any(|&x| members[other].iter().any(|&y| apart(x, y)))
        };
        let average = sum / (members[a].len() * members[b].len()) as f32;
        if average < SAME_ON_AVERAGE || cannot(a, b) || cannot(b, a) {
            continue;
        }
        let (into, from) = match sums[a].len() < sums[b].len() {
            true => (b, a),
            false => (a, b),
        };
        let moved = std::mem::take(&mut members[from]);
        for &index in &moved {
            group_of[index] = into;
        }
        members[into].extend(moved);
        let moved = std::mem::take(&mut dividing[from]);
        dividing[into].extend(moved);
        for (other, sum) in std::mem::take(&mut sums[from]) {
            sums[other].remove(&from);
            if other != into {
                *sums[into].entry(other).or_default() += sum;
                *sums[other].entry(into).or_default() += sum;
            }
        }
    }
    members
}

/// For each statement and other report the best score of a pair between them, and the next best.
struct Nearest(BTreeMap<(usize, usize), [f32; 2]>);

impl Nearest {
    fn of(pairs: &[Pair], report_of: &impl Fn(usize) -> usize) -> Self {
        let mut all: BTreeMap<(usize, usize), [f32; 2]> = BTreeMap::new();
        for pair in pairs {
            for (one, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
                let [best, next] = all.entry((one, report_of(other))).or_default();
                if pair.score > *best {
                    (*best, *next) = (pair.score, *best);
                } else {
                    *next = next.max(pair.score);
                }
            }
        }
        Self(all)
    }

    /// Whether each of two reports' statements is by far what in the other report is most like it.
    fn are(&self, pair: &Pair, report_of: &impl Fn(usize) -> usize) -> bool {
        let by_far = |one: usize, other: usize| {
            let held = self.0.get(&(one, report_of(other)));
            held.is_some_and(|[best, next]| pair.score >= *best && pair.score >= next + BY)
        };
        let apart = report_of(pair.a) != report_of(pair.b);
        let enough = match pair.credited {
            true => NEAREST_CREDITED,
            false => NEAREST,
        };
        apart && pair.score >= enough && by_far(pair.a, pair.b) && by_far(pair.b, pair.a)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(a: usize, b: usize, score: f32) -> Pair {
        Pair {
            a,
            b,
            score,
            credited: false,
        }
    }

    #[test]
    fn a_chain_of_likes_is_not_one_group() {
        let chain = [pair(0, 1, 0.9), pair(1, 2, 0.8), pair(2, 3, 0.7)];
        let groups = joined(4, &chain, |_| 0, |_| false, |_, _| false);
        assert!(groups.iter().all(|group| group.len() < 4), "{groups:?}");
    }

    #[test]
    fn two_reports_nearest_statements_are_joined_below_the_bar() {
        let report_of = |index: usize| index / 2;
        let grouped = |pairs: &[Pair]| {
            let groups = joined(4, pairs, report_of, |_| false, |_, _| false);
            groups.iter().any(|group| group.len() == 2)
        };
        assert!(grouped(&[pair(0, 2, 0.55)]));
        assert!(!grouped(&[pair(0, 2, 0.55), pair(0, 3, 0.5)]));
        assert!(!grouped(&[pair(0, 1, 0.55)]));
        let mut credited = pair(0, 2, 0.35);
        assert!(!grouped(&[credited.clone()]));
        credited.credited = true;
        assert!(grouped(&[credited]));
    }

    #[test]
    fn sums_follow_their_groups() {
        let all = [
            pair(0, 1, 0.9),
            pair(2, 3, 0.8),
            pair(0, 2, 0.7),
            pair(1, 3, 0.7),
        ];
        let groups = joined(4, &all, |_| 0, |_| false, |_, _| false);
        assert_eq!(groups.iter().filter(|group| !group.is_empty()).count(), 1);
    }

    #[test]
    fn what_stands_apart_is_never_joined() {
        let all = [pair(0, 1, 0.9), pair(1, 2, 0.9), pair(0, 2, 0.9)];
        let apart = |x: usize, y: usize| x.min(y) == 0 && x.max(y) == 2;
        let groups = joined(3, &all, |_| 0, |one| one == 2, apart);
        assert_eq!(groups.iter().map(Vec::len).max(), Some(2));
    }
}
