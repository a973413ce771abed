//! Which pairs of statements are worth a closer look.
//!
//! In a small story all of them. In a large one each statement has those that share the rarest words
//! and names with it, so that cost and memory grow with the number of statements and not with its
//! square.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::similarity::Vocabulary;

/// Statements up to which all pairs are looked at.
const ALL: usize = 400;
/// A word or name in more statements than this finds nobody in a large story.
const COMMON: usize = 100;
/// How many others a statement of a large story is compared with, beside those that it is one of the
/// nearest of.
const NEAR: usize = 16;

/// Pairs of indices, the smaller first, each once, in order.
pub(crate) fn candidates(vocabulary: &Vocabulary<'_>) -> Vec<(usize, usize)> {
    let count = vocabulary.features.len();
    if count <= ALL {
        return (0..count)
            .flat_map(|a| (a + 1..count).map(move |b| (a, b)))
            .collect();
    }
    let mut by_stem: Vec<Vec<usize>> = vec![Vec::new(); vocabulary.weight.len()];
    let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, features) in vocabulary.features.iter().enumerate() {
        for &stem in &features.sentences {
            by_stem[stem as usize].push(index);
        }
        for name in &features.names {
            by_name.entry(name).or_default().push(index);
        }
    }
    let rarity = |held: &[usize]| (1.0 + count as f32 / held.len() as f32).ln();
    let mut pairs = Vec::new();
    let mut shared = vec![0.0f32; count];
    for (index, features) in vocabulary.features.iter().enumerate() {
        let stems = (features.sentences.iter()).map(|&stem| &by_stem[stem as usize]);
        let names = features.names.iter().map(|name| &by_name[name]);
        let mut met: Vec<usize> = Vec::new();
        for held in stems.chain(names).filter(|held| held.len() <= COMMON) {
            for &other in held.iter().filter(|other| **other != index) {
                if shared[other] == 0.0 {
                    met.push(other);
                }
                shared[other] += rarity(held);
            }
        }
        // Ids break ties, so that the order of the readings cannot.
        let key = |other: &usize| {
            let thousandths = (shared[*other] * 1000.0) as u32;
            (Reverse(thousandths), vocabulary.features[*other].id)
        };
        if met.len() > NEAR {
            met.select_nth_unstable_by(NEAR, |x, y| key(x).cmp(&key(y)));
        }
        pairs.extend((met.iter().take(NEAR)).map(|&other| (index.min(other), index.max(other))));
        for other in met {
            shared[other] = 0.0;
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
