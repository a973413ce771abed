//! Which reports are worth comparing.

use std::collections::BTreeMap;

use super::Read;
use crate::limits::{ALL_PAIRS_UP_TO, NEIGHBOURS, SHARED_GRAMS};

/// Pairs of reports that share enough runs of words, as indices, the lower first.
///
/// One sorted list of (run, report) is the index; runs that one report alone has, nearly all of
/// them, cost their sorting and no more.
pub(super) fn candidates(read: &[Read<'_>]) -> Vec<(usize, usize)> {
    let mut index: Vec<(u64, u32)> = Vec::new();
    for (report, number) in read.iter().zip(0u32..) {
        let mut last = None;
        for &(hash, _) in &report.grams {
            if last.replace(hash) != Some(hash) {
                index.push((hash, number));
            }
        }
    }
    index.sort_unstable();
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let mut shared: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for posting in index.chunk_by(|a, b| a.0 == b.0) {
        if posting.len() < 2 {
            continue;
        }
        each_pair(posting.len(), |first, second| {
            pairs.push((posting[first].1, posting[second].1));
        });
        if pairs.len() > PENDING {
            tally(&mut pairs, &mut shared);
        }
    }
    tally(&mut pairs, &mut shared);
    shared
        .into_iter()
        .filter(|(_, count)| *count >= SHARED_GRAMS)
        .map(|((first, second), _)| (first as usize, second as usize))
        .collect()
}

/// Pairs held before they are counted: bounds memory at a few dozen megabytes.
const PENDING: usize = 4_000_000;

/// Sorts and counts the pairs so far.
fn tally(pairs: &mut Vec<(u32, u32)>, shared: &mut BTreeMap<(u32, u32), u32>) {
    pairs.sort_unstable();
    for same in pairs.chunk_by(|a, b| a == b) {
        *shared.entry(same[0]).or_default() += same.len() as u32;
    }
    pairs.clear();
}

/// Shows the pairs of a list of `length` that are compared: all of a short one; in a long one each
/// with the first few and the last few before it.
fn each_pair(length: usize, mut see: impl FnMut(usize, usize)) {
    for second in 1..length {
        if length <= ALL_PAIRS_UP_TO {
            (0..second).for_each(|first| see(first, second));
        } else {
            let near = second
                .saturating_sub(NEIGHBOURS)
                .max(NEIGHBOURS.min(second));
            (0..NEIGHBOURS.min(second)).for_each(|first| see(first, second));
            (near..second).for_each(|first| see(first, second));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_list_gives_all_pairs_and_a_long_one_a_constant_for_each() {
        let count = |length| {
            let mut seen = Vec::new();
            each_pair(length, |a, b| seen.push((a, b)));
            let all = seen.len();
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(all, seen.len());
            assert!(seen.iter().all(|(a, b)| a < b && *b < length));
            all
        };
        assert_eq!(count(8), 28);
        assert!(count(1000) <= 1000 * 2 * NEIGHBOURS);
    }
}
