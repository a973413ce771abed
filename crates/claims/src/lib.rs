//! Readings of a story to claims.
//!
//! In: the readings of one story. Out: [`Group`]s: statements that assert the same proposition, or
//! answer it, with whose words stand for them and in what they differ.
//!
//! Pairs are scored by meaning, shared rare words and shared names ([`similarity`]); groups grow by
//! average linkage, so that a chain of half-alike statements never becomes one claim. Answers that
//! only point ("denied the accusation", "did not respond") join the claim of what they answer.
//!
//! Invariants: every statement is in exactly one group; nothing here counts origins; the result
//! does not depend on the order of the readings. No IO.

mod differences;
mod negation;
mod similarity;
mod wording;

use std::collections::BTreeMap;

use headwater_model::{Difference, Reading, Statement};

use similarity::{Pair, Vocabulary};

pub use wording::words_of;

/// Statements that assert, or answer, one proposition.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Index of the reading and of its statement, in the order of readings and text.
    pub statements: Vec<(usize, usize)>,
    /// The one whose words stand for the claim.
    pub wording: (usize, usize),
    /// In what its statements differ.
    pub differences: Vec<Difference>,
}

/// Two statements must score this to be joined directly.
const SAME: f32 = 0.62;
/// Two groups must score this on average over all their pairs.
const SAME_ON_AVERAGE: f32 = 0.56;

/// Groups the statements of a story's readings.
///
/// Cost grows with the number of statement pairs that share a rare word or a name, not with all
/// pairs.
pub fn group(readings: &[&Reading]) -> Vec<Group> {
    let all: Vec<(usize, usize)> = readings
        .iter()
        .enumerate()
        .flat_map(|(reading, of)| (0..of.statements.len()).map(move |statement| (reading, statement)))
        .collect();
    let at = |index: usize| -> &Statement { &readings[all[index].0].statements[all[index].1] };
    let vocabulary = Vocabulary::of(readings, &all);
    // Answers that only point are placed last, by what they point at.
    let free = |index: usize| at(index).about.is_none();
    let mut pairs: Vec<Pair> = vocabulary.pairs().into_iter().filter(|pair| free(pair.a) && free(pair.b)).collect();
    pairs.retain(|pair| pair.score >= SAME_ON_AVERAGE * 0.6);
    let scores: BTreeMap<(usize, usize), f32> = pairs.iter().map(|pair| ((pair.a, pair.b), pair.score)).collect();
    // Ids break ties, so that the order of the readings cannot.
    pairs.sort_by(|x, y| {
        y.score.total_cmp(&x.score).then_with(|| (&at(x.a).id, &at(x.b).id).cmp(&(&at(y.a).id, &at(y.b).id)))
    });

    let mut group_of: Vec<usize> = (0..all.len()).collect();
    let mut members: Vec<Vec<usize>> = (0..all.len()).map(|index| vec![index]).collect();
    for pair in pairs.iter().take_while(|pair| pair.score >= SAME) {
        let (into, from) = (group_of[pair.a], group_of[pair.b]);
        if into == from || average(&members[into], &members[from], &scores) < SAME_ON_AVERAGE {
            continue;
        }
        let moved = std::mem::take(&mut members[from]);
        for &index in &moved {
            group_of[index] = into;
        }
        members[into].extend(moved);
    }
    place_answers(&all, readings, &mut group_of, &mut members);

    members
        .into_iter()
        .filter(|members| !members.is_empty())
        .map(|mut members| {
            members.sort_unstable();
            let statements: Vec<(usize, usize)> = members.iter().map(|&index| all[index]).collect();
            let wording = wording::wording(readings, &statements, |a, b| {
                scores.get(&ordered(members[a], members[b])).copied().unwrap_or(0.0)
            });
            let differences = differences::differences(readings, &statements);
            Group { statements, wording, differences }
        })
        .collect()
}

fn ordered(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}

/// Mean score over all pairs of two groups; a pair that shares nothing scores 0.
fn average(a: &[usize], b: &[usize], scores: &BTreeMap<(usize, usize), f32>) -> f32 {
    let pair = |x: usize, y: usize| scores.get(&ordered(x, y)).copied().unwrap_or(0.0);
    let sum: f32 = a.iter().flat_map(|&x| b.iter().map(move |&y| pair(x, y))).sum();
    sum / (a.len() * b.len()) as f32
}

/// Puts each answer that only points into the group of what it points at.
fn place_answers(
    all: &[(usize, usize)],
    readings: &[&Reading],
    group_of: &mut [usize],
    members: &mut [Vec<usize>],
) {
    let by_id: BTreeMap<(usize, &str), usize> = all
        .iter()
        .enumerate()
        .map(|(index, &(reading, statement))| ((reading, readings[reading].statements[statement].id.as_str()), index))
        .collect();
    for (index, &(reading, statement)) in all.iter().enumerate() {
        let about = readings[reading].statements[statement].about.as_deref();
        let Some(&target) = about.and_then(|id| by_id.get(&(reading, id))) else { continue };
        let (into, from) = (group_of[target], group_of[index]);
        if into != from && members[from].len() == 1 {
            members[from].clear();
            members[into].push(index);
            group_of[index] = into;
        }
    }
}

#[cfg(test)]
mod tests;
