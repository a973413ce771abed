//! Which reports are worth comparing.

use std::collections::BTreeMap;

use super::vectors::Vectors;
use crate::limits::{KEY_WORDS, NEAREST_IN_TIME, SHARED_KEY_WORDS};

/// Pairs of reports that share some of their heaviest words, the lower index first, sorted by the
/// higher.
///
/// The index lists, for each word, the reports that have it among their heaviest, in the order of
/// time; each is paired with the last [`NEAREST_IN_TIME`] before it. So no word, however common,
/// costs more than a constant for each report.
pub(super) fn pairs(vectors: &Vectors, reports: usize) -> Vec<(usize, usize)> {
    let mut index: Vec<(u64, u32)> = (0u32..)
        .take(reports)
        .flat_map(|report| {
            let words = vectors.of_report(report as usize).heaviest(KEY_WORDS);
            words.into_iter().map(move |word| (word, report))
        })
        .collect();
    index.sort_unstable();
    let mut places: Vec<(u32, usize)> = (index.iter().zip(0..))
        .map(|(entry, place)| (entry.1, place))
        .collect();
    places.sort_unstable();
    let fewest = least_shared(reports);
    let mut found = Vec::new();
    let mut partners: Vec<u32> = Vec::new();
    for of_report in places.chunk_by(|a, b| a.0 == b.0) {
        partners.clear();
        for &(_, place) in of_report {
            let word = index[place].0;
            let before = index[place.saturating_sub(NEAREST_IN_TIME)..place].iter();
            let with_word = before.filter(|entry| entry.0 == word);
            partners.extend(with_word.map(|entry| entry.1));
        }
        partners.sort_unstable();
        let counted = partners.chunk_by(|a, b| a == b);
        let often = counted.filter(|same| same.len() as u32 >= fewest);
        found.extend(often.map(|same| (same[0] as usize, of_report[0].0 as usize)));
    }
    found
}

/// In a handful of reports every pair is worth its microsecond.
fn least_shared(reports: usize) -> u32 {
    if reports <= NEAREST_IN_TIME {
        1
    } else {
        SHARED_KEY_WORDS
    }
}

/// Indices by id.
pub(super) fn by_id<'a>(ids: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    ids.enumerate().map(|(index, id)| (id, index)).collect()
}
