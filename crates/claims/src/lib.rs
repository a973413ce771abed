//! Readings of a story to claims.
//!
//! In: the readings of one story. Out: [`Group`]s: statements that assert the same proposition, or
//! answer it, with whose words stand for them and in what they differ.
//!
//! Pairs are found ([`candidates`]) and scored by meaning and shared rare words ([`similarity`]); groups
//! grow by average linkage ([`linkage`]), so that a chain of half-alike statements never becomes one
//! claim. Answers join the claims of what they answer, however many ([`answers`]).
//!
//! Invariants: every statement that supports its content is in exactly one group, an answer in each
//! that it answers or alone; nothing here counts origins; the result does not depend on the order of
//! the readings. No IO.

mod aliases;
mod alignment;
mod answers;
mod candidates;
mod differences;
mod find;
mod linkage;
mod money;
mod negation;
mod similarity;
mod stems;
mod wording;

use std::collections::BTreeMap;

use headwater_model::{Difference, Reading, Statement};

use similarity::{Pair, Vocabulary};

pub use aliases::unify;
pub use differences::differences;
pub use find::{Found, saying};
pub use similarity::{FEATURES, Row};
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

/// Pairs below this are as good as unlike.
const FLOOR: f32 = 0.05;
/// From here on two phrases are as good as the same words.
const ALL_BUT_SAME: f32 = 0.8;

/// Groups the statements of a story's readings.
///
/// Cost and memory grow with the number of statements: in a large story each is compared with those
/// that share most with it, not with all.
pub fn group(readings: &[&Reading]) -> Vec<Group> {
    let all = places(readings);
    let at = |index: usize| -> &Statement { &readings[all[index].0].statements[all[index].1] };
    let vocabulary = Vocabulary::of(readings, &all);
    // Answers are placed last: by what they point at, or by what they are most like.
    let supports = |index: usize| at(index).stance.supports();
    let all_pairs = vocabulary.pairs();
    let mut pairs: Vec<Pair> = all_pairs
        .iter()
        .filter(|pair| supports(pair.a) == supports(pair.b))
        .cloned()
        .collect();
    // A name or a thing ("his running mate") claims nothing that another could claim as well.
    let bare: Vec<bool> = (0..all.len()).map(|index| is_bare(at(index))).collect();
    pairs.retain(|pair| {
        at(pair.a).about.is_none()
            && at(pair.b).about.is_none()
            && pair.score >= FLOOR
            && (pair.score >= ALL_BUT_SAME || !bare[pair.a] && !bare[pair.b])
    });
    let scores: BTreeMap<(usize, usize), f32> = pairs
        .iter()
        .map(|pair| ((pair.a, pair.b), pair.score))
        .collect();
    // Ids break ties, so that the order of the readings cannot.
    pairs.sort_by(|x, y| {
        y.score
            .total_cmp(&x.score)
            .then_with(|| (&at(x.a).id, &at(x.b).id).cmp(&(&at(y.a).id, &at(y.b).id)))
    });

    let apart = |x: usize, y: usize| {
        let (x, y) = ordered(x, y);
        all[x].0 == all[y].0 && adds(at(y))
    };
    let divides = |index: usize| adds(at(index));
    let mut members = linkage::joined(all.len(), &pairs, |index| all[index].0, divides, apart);
    let mut group_of: Vec<usize> = vec![0; all.len()];
    for (group, members) in members.iter().enumerate() {
        for &index in members {
            group_of[index] = group;
        }
    }
    answers::place(readings, &all, &all_pairs, &group_of, &mut members);

    members
        .into_iter()
        .filter(|members| !members.is_empty())
        .map(|mut members| {
            members.sort_unstable();
            let statements: Vec<(usize, usize)> = members.iter().map(|&index| all[index]).collect();
            let wording = wording::wording(readings, &statements, |a, b| {
                scores
                    .get(&ordered(members[a], members[b]))
                    .copied()
                    .unwrap_or(0.0)
            });
            let differences = differences::differences(readings, &statements);
            Group {
                statements,
                wording,
                differences,
            }
        })
        .collect()
}

/// The candidate pairs of a story's statements, each as (reading, statement) twice, with their
/// features; for learning how to weigh them.
#[doc(hidden)]
pub fn pairs(readings: &[&Reading]) -> Vec<([(usize, usize); 2], Row)> {
    let all = places(readings);
    let vocabulary = Vocabulary::of(readings, &all);
    let pairs = vocabulary.pairs().into_iter();
    pairs
        .map(|Pair { a, b, .. }| ([all[a], all[b]], vocabulary.row(a, b)))
        .collect()
}

/// The features of pairs of readings' first statements, with how likely they are of one claim; for
/// measuring.
#[doc(hidden)]
pub fn of_pairs(readings: &[&Reading], pairs: &[(usize, usize)]) -> Vec<(Row, f32)> {
    let all: Vec<(usize, usize)> = (0..readings.len()).map(|reading| (reading, 0)).collect();
    let vocabulary = Vocabulary::of(readings, &all);
    let rows = pairs.iter().map(|&(a, b)| vocabulary.row(a, b));
    rows.map(|row| (row, similarity::score(&row))).collect()
}

/// Each statement of the readings, as (reading, statement).
fn places(readings: &[&Reading]) -> Vec<(usize, usize)> {
    (readings.iter().enumerate())
        .flat_map(|(reading, of)| (0..of.statements.len()).map(move |one| (reading, one)))
        .collect()
}

/// Whether the content of a statement is a short phrase in which nothing happens, and no quotation or number.
fn is_bare(statement: &Statement) -> bool {
    const LONGEST: usize = 5;
    let words = || statement.content.iter().map(|part| part.text.as_str());
    let length: usize = words().map(|words| words.split_whitespace().count()).sum();
    let told = words().any(|words| {
        words.contains(['“', '"', '‘']) || words.contains(|c: char| c.is_ascii_digit())
    });
    statement.event.is_none() && length <= LONGEST && !told
}

/// Whether a statement is told as something beside what its report said before: "In return, …".
fn adds(statement: &Statement) -> bool {
    const BESIDE: [&str; 9] = [
        "In return",
        "In exchange",
        "In addition",
        "Separately",
        "Moreover",
        "Furthermore",
        "Additionally",
        "Besides",
        "On the other hand",
    ];
    BESIDE
        .iter()
        .any(|words| statement.sentence.text.starts_with(words))
}

fn ordered(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}

#[cfg(test)]
mod tests;
