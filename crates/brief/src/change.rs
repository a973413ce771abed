//! What would change the count of a claim: the fifth question, answered in sentences.

use headwater_model::{Claim, ReasonKind};

use crate::index::Index;
use crate::neutral::one_line;
use crate::sides::since;
use crate::wording::{list, references};

/// Sentences that say what would raise or lower the origins of the claim.
///
/// They follow from the roots and reasons alone; none of them says what is so.
pub(crate) fn what_would_change(index: &Index<'_>, claim: &Claim) -> Vec<String> {
    let mut sentences = Vec::new();
    if claim.documents == 0 {
        sentences.push("A report that supports it: none of these does.".to_owned());
    }
    merges_and_splits(claim, &mut sentences);
    unknown_roots(index, claim, &mut sentences);
    withdrawal(claim, &mut sentences);
    answers(claim, &mut sentences);
    let undated = since(index, claim).undated;
    if !undated.is_empty() {
        sentences.push(format!(
            "A date for {} could change which report has it first.",
            references(undated)
        ));
    }
    sentences
}

fn merges_and_splits(claim: &Claim, sentences: &mut Vec<String>) {
    let origins = &claim.origins;
    for reason in &origins.reasons {
        let roots: Vec<String> = reason.roots.iter().map(|name| one_line(name)).collect();
        if roots.len() < 2 {
            continue;
        }
        let names = list(&roots);
        match (reason.kind, origins.max) {
            (ReasonKind::MayBeSame, Some(max)) if max > origins.min && max > 1 => {
                sentences.push(format!(
                    "If {names} prove to be one, max falls to {}; if evidence keeps them apart, \
                     min may rise.",
                    max.saturating_sub(roots.len() - 1).max(1)
                ));
            }
            (ReasonKind::Conflict, _) => {
                sentences.push(format!("If one source stands behind {names}, min falls."))
            }
            _ => {}
        }
    }
}

fn unknown_roots(index: &Index<'_>, claim: &Claim, sentences: &mut Vec<String>) {
    let origins = &claim.origins;
    let untold: Vec<String> = (origins.roots.iter())
        .filter(|root| root.unknown)
        .flat_map(|root| index.said_all(&root.statements))
        .filter(|said| said.statement.chain.is_empty())
        .map(|said| said.reference())
        .collect();
    if untold.is_empty() {
        return;
    }
    let who = references(&untold);
    sentences.push(if origins.measured {
        format!(
            "If the source of {who} were told: one already counted lowers max, another may \
             raise min."
        )
    } else {
        format!("If the source of {who} were told, min could be measured.")
    });
}

fn withdrawal(claim: &Claim, sentences: &mut Vec<String>) {
    if let [root] = claim.origins.roots.as_slice()
        && !root.unknown
    {
        let name = one_line(&root.name);
        sentences.push(format!(
            "All support here rests on {name}: without it no report here supports the claim."
        ));
        sentences.push(format!(
            "A voice that does not come through {name} would raise max."
        ));
    }
}

fn answers(claim: &Claim, sentences: &mut Vec<String>) {
    let mut names: Vec<String> = Vec::new();
    for name in (claim.cannot_confirm.iter())
        .chain(&claim.no_response)
        .chain(&claim.declined)
    {
        let name = one_line(name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if !names.is_empty() {
        sentences.push(format!("An answer from {}.", list(&names)));
    }
}
