//! Claims: which statements stand together, and what is counted for them.

use std::collections::BTreeSet;

use headwater::model::{Brief, Claim};
use serde::Serialize;

use super::Miss;
use super::gold::{Gold, GoldClaim};
use super::names::same_names;
use super::statements::Found;
use crate::scores::{Figures, Ratio, Tally};

/// How claims compare.
#[derive(Serialize)]
pub struct Scores {
    /// Pairs of found members that are in one claim.
    pub grouped: Figures,
    #[serde(skip)]
    pub pairs: Tally,
    pub origins: Ratio,
    pub outlets: Ratio,
    pub denied_by: Ratio,
    pub cannot_confirm: Ratio,
    pub no_response: Ratio,
}

/// Compares gold's claims with ours.
pub fn score(gold: &Gold, brief: &Brief, found: &Found<'_>, misses: &mut Vec<Miss>) -> Scores {
    let ours: Vec<&Claim> = brief
        .stories
        .iter()
        .flat_map(|story| &story.claims)
        .collect();
    let pairs = grouped(gold, &ours, found, misses);
    let mut scores = Scores {
        grouped: pairs.figures(),
        pairs,
        origins: Ratio::default(),
        outlets: Ratio::default(),
        denied_by: Ratio::default(),
        cannot_confirm: Ratio::default(),
        no_response: Ratio::default(),
    };
    for claim in &gold.claims {
        compare(claim, holder(claim, &ours, found), &mut scores, misses);
    }
    scores
}

/// Pairs of members of gold's claims, found by us, that stand in one claim.
fn grouped(gold: &Gold, ours: &[&Claim], found: &Found<'_>, misses: &mut Vec<Miss>) -> Tally {
    let mut there = BTreeSet::new();
    let mut members = BTreeSet::new();
    for claim in &gold.claims {
        let mine: Vec<&str> = (claim.members.iter().map(String::as_str))
            .filter(|member| found.contains_key(member))
            .collect();
        members.extend(mine.iter().copied());
        for one in &mine {
            there.extend(
                mine.iter()
                    .filter(|other| one < *other)
                    .map(|other| (*one, *other)),
            );
        }
    }
    let together = |one: &str, other: &str| {
        let holds = |claim: &Claim, id: &str| claim.statements.contains(&found[id].id);
        ours.iter()
            .any(|claim| holds(claim, one) && holds(claim, other))
    };
    let mut grouped = BTreeSet::new();
    for one in &members {
        let others = members
            .iter()
            .filter(|other| one < *other && together(one, other));
        grouped.extend(others.map(|other| (*one, *other)));
    }
    for (one, other) in there.symmetric_difference(&grouped) {
        let (theirs, mine) = match there.contains(&(*one, *other)) {
            true => ("one claim", "apart"),
            false => ("apart", "one claim"),
        };
        misses.push(Miss {
            what: "grouped",
            id: format!("{one} {other}"),
            gold: theirs.to_owned(),
            ours: mine.to_owned(),
        });
    }
    Tally::of(&grouped, &there)
}

/// The claim of ours that holds most of the members that were found; of several the smallest.
fn holder<'a>(gold: &GoldClaim, ours: &[&'a Claim], found: &Found<'_>) -> Option<&'a Claim> {
    let members: Vec<&String> = (gold.members.iter())
        .filter_map(|id| Some(&found.get(id.as_str())?.id))
        .collect();
    let held = |claim: &Claim| {
        members
            .iter()
            .filter(|id| claim.statements.contains(id))
            .count()
    };
    let most = ours.iter().copied().filter(|claim| held(claim) > 0);
    most.min_by_key(|claim| (std::cmp::Reverse(held(claim)), claim.statements.len()))
}

fn compare(gold: &GoldClaim, ours: Option<&Claim>, scores: &mut Scores, misses: &mut Vec<Miss>) {
    let mut check =
        |what: &'static str, ratio: &mut Ratio, right: bool, theirs: String, mine: String| {
            ratio.count(right);
            if !right {
                let id = gold.id.clone();
                let text = ours.map_or("", |claim| &claim.text);
                let ours = format!("{mine} — “{text}”");
                misses.push(Miss {
                    what,
                    id,
                    gold: theirs,
                    ours,
                });
            }
        };
    let range = |min: usize, max: Option<usize>| match max {
        Some(max) => format!("{min}..{max}"),
        None => format!("{min}.."),
    };
    let wanted = range(gold.origins.min, gold.origins.max);
    let counted = ours.map(|claim| range(claim.origins.min, claim.origins.max));
    let counted = counted.unwrap_or_else(|| "no claim".to_owned());
    check(
        "origins",
        &mut scores.origins,
        wanted == counted,
        wanted,
        counted,
    );
    if let Some(publishers) = gold.publishers {
        let outlets = ours.map_or(0, |claim| claim.outlets);
        let (wanted, counted) = (publishers.to_string(), outlets.to_string());
        check(
            "outlets",
            &mut scores.outlets,
            publishers == outlets,
            wanted,
            counted,
        );
    }
    let none = Vec::new();
    let lists = [
        (
            "denied by",
            &mut scores.denied_by,
            &gold.denied_by,
            ours.map(|claim| &claim.denied_by),
        ),
        (
            "cannot confirm",
            &mut scores.cannot_confirm,
            &gold.cannot_confirm,
            ours.map(|claim| &claim.cannot_confirm),
        ),
        (
            "no response",
            &mut scores.no_response,
            &gold.no_response,
            ours.map(|claim| &claim.no_response),
        ),
    ];
    for (what, ratio, theirs, mine) in lists {
        let mine = mine.unwrap_or(&none);
        // Where gold says nothing of an answer, ours may have one: gold lists few of them.
        if theirs.is_empty() && (what != "denied by" || mine.is_empty()) {
            continue;
        }
        check(
            what,
            ratio,
            same_names(theirs, mine),
            theirs.join(", "),
            mine.join(", "),
        );
    }
}
