//! Pairs of statements with their features and whether they are of one claim, for `training/`.

use std::collections::{BTreeMap, BTreeSet};

use headwater::Weights;
use headwater::model::{Brief, Reading};

use super::gold::{Labelled, Taken};
use super::matching::{matched, supports};

/// One row a pair: the story, a label, the statements' ids and the features. The label is `same` or
/// `other` where both are of gold claims, `one` where only one is (and then they are not of one claim,
/// because the labels have all statements of a claim), `none` where neither is: then nothing is known.
///
/// # Errors
/// When the encoder fails.
pub fn rows(labelled: &Labelled, brief: &Brief, reader: Weights) -> Result<String, String> {
    let matched = matched(labelled, brief);
    let mut claims: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut answers: BTreeSet<&str> = BTreeSet::new();
    for claim in &labelled.gold.claims {
        for one in &claim.statements {
            if let Some(ours) = matched.touched.get(&(claim.id.clone(), one.id.clone())) {
                if supports(one) {
                    claims.entry(&ours.id).or_default().insert(&claim.id);
                } else {
                    answers.insert(&ours.id);
                }
            }
        }
    }
    // A brief has no vectors of meaning any more.
    let read = |one: &Taken| headwater::read(one.report.clone(), reader);
    let mut readings: Vec<Reading> = (labelled.reports.values().map(read))
        .collect::<Result<_, _>>()
        .map_err(|error| error.to_string())?;
    headwater_claims::unify(&mut readings.iter_mut().collect::<Vec<_>>());
    let readings: Vec<&Reading> = readings.iter().collect();
    let mut out = String::new();
    for ([a, b], row) in headwater_claims::pairs(&readings) {
        let of = |(reading, statement): (usize, usize)| &readings[reading].statements[statement];
        let (a, b) = (of(a), of(b));
        if [a, b]
            .iter()
            .any(|one| !one.stance.supports() || answers.contains(one.id.as_str()))
        {
            continue;
        }
        let label = match (claims.get(a.id.as_str()), claims.get(b.id.as_str())) {
            (Some(x), Some(y)) if x.intersection(y).next().is_some() => "same",
            (Some(_), Some(_)) => "other",
            (None, None) => "none",
            _ => "one",
        };
        let cells: Vec<String> = row.iter().map(|cell| format!("{cell:.5}")).collect();
        let story = &labelled.gold.story;
        out.push_str(&format!(
            "{story}\t{label}\t{}\t{}\t{}\n",
            a.id,
            b.id,
            cells.join("\t")
        ));
    }
    Ok(out)
}
