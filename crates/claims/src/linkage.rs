//! Groups out of pairs, by average linkage.

use std::collections::BTreeMap;

use crate::similarity::Pair;

/// Two statements must score this to be joined directly.
const SAME: f32 = 0.65;
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
    for pair in pairs.iter().take_while(|pair| pair.score >= SAME) {
        let (a, b) = (group_of[pair.a], group_of[pair.b]);
        if a == b {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(a: usize, b: usize, score: f32) -> Pair {
        Pair { a, b, score }
    }

    #[test]
    fn a_chain_of_likes_is_not_one_group() {
        let chain = [pair(0, 1, 0.9), pair(1, 2, 0.8), pair(2, 3, 0.7)];
        let groups = joined(4, &chain, |_| false, |_, _| false);
        assert!(groups.iter().all(|group| group.len() < 4), "{groups:?}");
    }

    #[test]
    fn sums_follow_their_groups() {
        let all = [
            pair(0, 1, 0.9),
            pair(2, 3, 0.8),
            pair(0, 2, 0.7),
            pair(1, 3, 0.7),
        ];
        let groups = joined(4, &all, |_| false, |_, _| false);
        assert_eq!(groups.iter().filter(|group| !group.is_empty()).count(), 1);
    }

    #[test]
    fn what_stands_apart_is_never_joined() {
        let all = [pair(0, 1, 0.9), pair(1, 2, 0.9), pair(0, 2, 0.9)];
        let apart = |x: usize, y: usize| x.min(y) == 0 && x.max(y) == 2;
        let groups = joined(3, &all, |one| one == 2, apart);
        assert_eq!(groups.iter().map(Vec::len).max(), Some(2));
    }
}
