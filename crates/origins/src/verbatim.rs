//! Statements of two reports in the same words, where no reuse of the reports was found: one
//! sentence, or one quotation with and without its speaker's name.

use std::collections::{BTreeMap, BTreeSet};

use headwater_text::shingles;

use crate::told::{Claim, Class};

/// As many words in a row are nobody's by chance.
const RUN: usize = 8;
/// Share of the shorter content's runs that must stand in the other.
const SHARED: f64 = 0.5;
/// A run that more statements have is a formula.
const FORMULA: usize = 50;

/// Pairs (original, copy) among [`Claim::told`] of different reports, of which the copy names nobody
/// or somebody only by a noun. Two people with names are two, whatever their words.
pub(crate) fn pairs(claim: &Claim<'_>) -> Vec<(usize, usize)> {
    let runs: Vec<BTreeSet<u64>> = (claim.told.iter())
        .map(|told| {
            let text = &claim.statements[told.asserted].report.text;
            let inside = |part: &std::ops::Range<usize>| text.get(part.clone()).is_some();
            let parts = told.content.iter().filter(|part| inside(part));
            parts
                .flat_map(|part| shingles(text, part.clone(), RUN))
                .map(|(hash, _)| hash)
                .collect()
        })
        .collect();
    let mut holders: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (index, runs) in runs.iter().enumerate() {
        for run in runs {
            holders.entry(*run).or_default().push(index);
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for held in holders.values().filter(|held| held.len() <= FORMULA) {
        for (at, &a) in held.iter().enumerate() {
            for &b in &held[at + 1..] {
                *shared.entry((a, b)).or_default() += 1;
            }
        }
    }
    let enough = |&((a, b), count): &((usize, usize), usize)| {
        let shorter = runs[a].len().min(runs[b].len());
        claim.told[a].report != claim.told[b].report && count as f64 >= SHARED * shorter as f64
    };
    (shared.into_iter().filter(enough))
        .filter_map(|((a, b), _)| directed(claim, a, b))
        .collect()
}

/// Which of two is the original, if the other can be a copy of it.
fn directed(claim: &Claim<'_>, a: usize, b: usize) -> Option<(usize, usize)> {
    let rank = |index: usize| match claim.told[index].class {
        Class::Person | Class::Institution | Class::Document => Some(0),
        Class::Unnamed => Some(1),
        Class::Unknown => Some(2),
        Class::Witness | Class::Carrier => None,
    };
    match (rank(a)?, rank(b)?) {
        (0, 0) => None,
        (one, other) if one <= other => Some((a, b)),
        _ => Some((b, a)),
    }
}
