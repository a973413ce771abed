//! In what the statements of one claim disagree, slot by slot.
//!
//! In: the supporting statements of a claim. Out: differences, each with the words of both sides. Two
//! ways lead there. Where two statements say nearly the same words ([`near`]), what stands in one in the
//! place of the other is compared: a number for a number, a name for a name, "may" for "will".
//! Where they do not, the values that the reading found are compared, but only those of one thing:
//! numbers that count the same, the time of what happens, the negation of the same verb.
//!
//! Cost: a claim of n statements with different words costs n² comparisons of sorted numbers, and a
//! bounded number of alignments each.

mod certainty;
mod dates;
mod gather;
mod names;
mod near;
mod numbers;
mod places;
mod polarity;
mod side;
mod voices;

use std::collections::BTreeMap;

use headwater_model::{Difference, Reading};

pub(crate) use certainty::is_doubt;
use gather::gather;
use side::Side;

/// All differences of statements given as (reading, statement), by slot.
pub fn differences(readings: &[&Reading], statements: &[(usize, usize)]) -> Vec<Difference> {
    let supporting: Vec<Side<'_>> = (statements.iter())
        .filter_map(|&(reading, statement)| {
            let reading = *readings.get(reading)?;
            Some((reading, reading.statements.get(statement)?))
        })
        .filter(|(_, statement)| statement.stance.supports())
        .map(|(reading, statement)| Side::of(reading, statement))
        .collect();
    if supporting.len() < 2 {
        return Vec::new();
    }
    // Copies say nothing new: one stands for all.
    let mut first: BTreeMap<_, usize> = BTreeMap::new();
    let mut sides: Vec<Side<'_>> = Vec::new();
    for mut side in supporting {
        let id = side.statement.id.clone();
        let next = sides.len();
        let at = *first.entry(side.what_is_said()).or_insert(next);
        if at == next {
            side.ids.push(id);
            sides.push(side);
        } else {
            sides[at].ids.push(id);
        }
    }
    let near = near::pairs(&sides);
    let mut found = numbers::of_one_thing(&sides);
    found.extend(numbers::durations(&sides));
    found.extend(dates::of_events(&sides));
    found.extend(places::towns(&sides));
    found.extend(places::directions(&sides));
    found.extend(certainty::of_one_event(&sides));
    found.extend(certainty::of_one_matter(&sides));
    found.extend(polarity::of_one_verb(&sides));
    for pair in &near {
        found.extend(numbers::in_gaps(&sides, pair));
        found.extend(names::in_gaps(&sides, pair));
        found.extend(certainty::in_gaps(&sides, pair));
        found.extend(polarity::in_gaps(&sides, pair));
    }
    found.extend(voices::of(&sides, &near));
    gather(&sides, found)
}

#[cfg(test)]
mod tests;
