//! Answers (denial, silence, refusal, no confirmation) to the claims that they answer.
//!
//! The reader tells what an answer is about in its own report: there it joins the claim of each. A
//! denial that repeats its matter and finds nothing like it in its report joins the claim that it
//! is most like in another.

use std::collections::{BTreeMap, BTreeSet};

use headwater_model::{Reading, Stance, Statement};

use crate::similarity::Pair;

/// An answer must score this against a statement of another report to be about it: its words are
/// often only a short name of the matter ("a summit between …").
const ANSWERS: f32 = 0.3;

/// Puts each answer into the groups of what it is about, and takes it out of its own.
///
/// `all` has the places of the statements, `pairs` how alike they are, `group_of` their groups.
pub(crate) fn place(
    readings: &[&Reading],
    all: &[(usize, usize)],
    pairs: &[Pair],
    group_of: &[usize],
    members: &mut [Vec<usize>],
) {
    let at = |index: usize| -> &Statement { &readings[all[index].0].statements[all[index].1] };
    let mut targets = pointed_at(readings, all);
    for (answer, claim) in most_alike(&at, all, pairs) {
        targets.entry(answer).or_insert_with(|| vec![claim]);
    }
    for (answer, claims) in targets {
        let own = group_of[answer];
        let groups: BTreeSet<usize> = claims
            .iter()
            .map(|&claim| group_of[claim])
            .filter(|&group| group != own)
            .collect();
        if groups.is_empty() {
            continue;
        }
        members[own].retain(|&index| index != answer);
        for group in groups {
            members[group].push(answer);
        }
    }
}

/// Answers with the statements of their own report that they are about.
fn pointed_at(readings: &[&Reading], all: &[(usize, usize)]) -> BTreeMap<usize, Vec<usize>> {
    let by_id: BTreeMap<(usize, &str), usize> = (all.iter().enumerate())
        .map(|(index, &(reading, statement))| {
            let statement = &readings[reading].statements[statement];
            ((reading, statement.id.as_str()), index)
        })
        .collect();
    let mut targets = BTreeMap::new();
    for (index, &(reading, statement)) in all.iter().enumerate() {
        let statement = &readings[reading].statements[statement];
        let about: Vec<usize> = (statement.also_about.iter().chain(&statement.about))
            .filter_map(|id| by_id.get(&(reading, id.as_str())).copied())
            .collect();
        if !about.is_empty() {
            targets.insert(index, about);
        }
    }
    targets
}

/// Answers that repeat a matter, each with the statement that it is most like: of its own report, if
/// one there is like it, because a report tells what the answers that it prints are about.
fn most_alike<'a>(
    at: &impl Fn(usize) -> &'a Statement,
    all: &[(usize, usize)],
    pairs: &[Pair],
) -> Vec<(usize, usize)> {
    let mut best: BTreeMap<usize, ((bool, f32), usize)> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| pair.score >= ANSWERS) {
        let (answer, claim) = match (at(pair.a).stance.supports(), at(pair.b).stance.supports()) {
            (true, false) => (pair.b, pair.a),
            (false, true) => (pair.a, pair.b),
            _ => continue,
        };
        // Silence and refusal take nothing back: alike words are not what they are about.
        let own = at(answer).voice == at(claim).voice && at(claim).voice.name.is_some();
        let silent = matches!(at(answer).stance, Stance::NoResponse | Stance::Declines);
        if silent || own {
            continue;
        }
        let score = (all[answer].0 == all[claim].0, pair.score);
        let held = best.entry(answer).or_insert((score, claim));
        if score > held.0 || (score == held.0 && at(claim).id < at(held.1).id) {
            *held = (score, claim);
        }
    }
    (best.into_iter())
        .map(|(answer, (_, claim))| (answer, claim))
        .collect()
}
