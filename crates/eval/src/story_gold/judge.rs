//! One story's brief against its labels.

use std::collections::{BTreeMap, BTreeSet};

use headwater::model::{
    Brief, Claim as Ours, Difference, Origins, Reading, Report, Reuse, Slot, Statement,
};
use headwater_origins::Asserted;
use headwater_text::name_key;
use serde::Serialize;

use super::gold::{Answer, Claim, Labelled, Range, Statement as Gold};
use super::matching::{Matched, matched, supports};
use crate::scores::Ratio;
use crate::summit::same_name;

/// What was counted.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Judged {
    pub found: Ratio,
    pub touched: Ratio,
    /// Of touched statements: the voice that the chain begins with.
    pub roots: Ratio,
    pub together: Ratio,
    pub apart: Ratio,
    pub equal: Ratio,
    pub gold_within: Ratio,
    pub ours_within: Ratio,
    pub single: Ratio,
    pub too_many: Ratio,
    pub denials_right: Ratio,
    pub denials_found: Ratio,
    pub answers_right: Ratio,
    pub answers_found: Ratio,
    /// Slots of gold's claims that are found, and slots found that are gold's.
    pub differences: Ratio,
    pub differences_right: Ratio,
}

impl Judged {
    /// Adds what was counted elsewhere.
    pub fn add(&mut self, other: Self) {
        let parts = [
            (&mut self.found, other.found),
            (&mut self.touched, other.touched),
            (&mut self.roots, other.roots),
            (&mut self.together, other.together),
            (&mut self.apart, other.apart),
            (&mut self.equal, other.equal),
            (&mut self.gold_within, other.gold_within),
            (&mut self.ours_within, other.ours_within),
            (&mut self.single, other.single),
            (&mut self.too_many, other.too_many),
            (&mut self.denials_right, other.denials_right),
            (&mut self.denials_found, other.denials_found),
            (&mut self.answers_right, other.answers_right),
            (&mut self.answers_found, other.answers_found),
            (&mut self.differences, other.differences),
            (&mut self.differences_right, other.differences_right),
        ];
        for (mine, more) in parts {
            mine.right += more.right;
            mine.of += more.of;
        }
    }

    /// Counts one claim's origins; `None`: there is no such claim.
    pub fn origins(&mut self, gold: Range, ours: Option<Range>) {
        let within = |a: Range, b: Range| b.min <= a.min && a.max <= b.max;
        self.equal.count(ours == Some(gold));
        self.gold_within
            .count(ours.is_some_and(|ours| within(gold, ours)));
        self.ours_within
            .count(ours.is_some_and(|ours| within(ours, gold)));
        if gold == (Range { min: 1, max: 1 }) {
            self.single.count(ours == Some(gold));
        }
        self.too_many
            .count(gold.min < 2 && ours.is_some_and(|ours| ours.min >= 2));
    }
}

/// Something that is not as in gold.
#[derive(Clone, Debug, Serialize)]
pub struct Miss {
    story: String,
    claim: String,
    what: &'static str,
    gold: String,
    ours: String,
}

impl Miss {
    pub fn line(&self) -> String {
        let Self {
            story,
            claim,
            what,
            gold,
            ours,
        } = self;
        format!("{story} {claim} {what}: {gold} | {ours}")
    }
}

/// Compares a brief with its story's labels.
///
/// `grouped` counts origins once more, over the touched statements grouped as in gold: what grouping
/// alone could not make better.
pub fn judge(
    labelled: &Labelled,
    brief: &Brief,
    grouped: &mut Judged,
    misses: &mut Vec<Miss>,
) -> Judged {
    let mut judged = Judged::default();
    let matched = matched(labelled, brief);
    let ours: Vec<&Ours> = brief
        .stories
        .iter()
        .flat_map(|story| &story.claims)
        .collect();
    for claim in &labelled.gold.claims {
        for one in &claim.statements {
            let key = (claim.id.clone(), one.id.clone());
            judged.found.count(matched.found.contains_key(&key));
            judged.touched.count(matched.touched.contains_key(&key));
            if let Some(ours) = matched.touched.get(&key) {
                let same = same_root(one, ours);
                judged.roots.count(same);
                if !same {
                    misses.push(Miss {
                        story: labelled.gold.story.clone(),
                        claim: claim.id.clone(),
                        what: "voice",
                        gold: names(one.chain.iter().map(|link| Some(link.who.as_str()))),
                        ours: format!(
                            "{} “{}” in “{}”",
                            names(ours.chain.iter().map(|link| link.name.as_deref())),
                            ours.content[0].text,
                            ours.sentence.text
                        ),
                    });
                }
            }
        }
        let holder = holder(claim, &ours, &matched);
        let mut miss = |what, gold: String, mine: String| {
            misses.push(Miss {
                story: labelled.gold.story.clone(),
                claim: claim.id.clone(),
                what,
                gold,
                ours: mine,
            });
        };
        let range = holder.map(|claim| range_of(&claim.origins));
        judged.origins(claim.origins, range);
        let by_gold = by_gold(claim, brief, &matched);
        let range_by_gold = by_gold.as_ref().map(range_of);
        grouped.origins(claim.origins, range_by_gold);
        if range_by_gold != Some(claim.origins) {
            let wanted = format!("{}..{}", claim.origins.min, claim.origins.max);
            miss("with gold's groups", wanted, shown(by_gold.as_ref()));
        }
        if range != Some(claim.origins) {
            let words = holder.map_or("", |claim| claim.text.as_str());
            let mine = format!("{} “{words}”", shown(holder.map(|claim| &claim.origins)));
            miss(
                "origins",
                format!(
                    "{}..{} {}",
                    claim.origins.min, claim.origins.max, claim.gist
                ),
                mine,
            );
        }
        let [mine, by_gold] = [Sides::of(holder), Sides::by_gold(claim, &ours, &matched)];
        answers(claim, &mine, &mut judged, &mut miss);
        answers(claim, &by_gold, grouped, &mut |what, gold, mine| {
            let what = match what {
                "denied by" => "denied by, with gold's groups",
                _ => "not answered by, with gold's groups",
            };
            miss(what, gold, mine);
        });
        let mine = holder.map_or(&[][..], |claim| &claim.differences);
        differences(claim, mine, &mut judged, &mut miss, "differences");
        let mine = differences_by_gold(claim, brief, &matched);
        differences(
            claim,
            &mine,
            grouped,
            &mut miss,
            "differences with gold's groups",
        );
    }
    pairs(labelled, &ours, &matched, &mut judged);
    judged
}

/// The claim of ours that holds most of the supporting statements; of several the smallest.
fn holder<'b>(gold: &Claim, ours: &[&'b Ours], matched: &Matched<'_>) -> Option<&'b Ours> {
    let ids: BTreeSet<&str> = (gold.statements.iter().filter(|one| supports(one)))
        .filter_map(|one| matched.touched.get(&(gold.id.clone(), one.id.clone())))
        .map(|ours| ours.id.as_str())
        .collect();
    let held = |claim: &Ours| {
        (claim.statements.iter())
            .filter(|id| ids.contains(id.as_str()))
            .count()
    };
    let some = ours.iter().copied().filter(|claim| held(claim) > 0);
    some.min_by_key(|claim| (std::cmp::Reverse(held(claim)), claim.statements.len()))
}

/// Origins of the statements of ours that a gold claim's touch.
fn by_gold(gold: &Claim, brief: &Brief, matched: &Matched<'_>) -> Option<Origins> {
    let report_of: BTreeMap<&str, &Report> = (brief.readings.iter())
        .flat_map(|reading| {
            (reading.statements.iter()).map(|one| (one.id.as_str(), &reading.report))
        })
        .collect();
    let touched: BTreeMap<&str, &Statement> = (gold.statements.iter())
        .filter_map(|one| matched.touched.get(&(gold.id.clone(), one.id.clone())))
        .map(|ours| (ours.id.as_str(), *ours))
        .collect();
    let said: Vec<Asserted<'_>> = (touched.iter())
        .map(|(id, statement)| Asserted {
            statement,
            report: report_of[id],
        })
        .collect();
    let reuse: Vec<Reuse> = (brief.stories.iter())
        .flat_map(|story| story.reuse.clone())
        .collect();
    (!said.is_empty()).then(|| headwater_origins::count(&said, &reuse))
}

fn range_of(origins: &Origins) -> Range {
    Range {
        min: origins.min,
        max: origins.max.unwrap_or(usize::MAX),
    }
}

/// Origins for a person to read.
fn shown(origins: Option<&Origins>) -> String {
    let Some(origins) = origins else {
        return "no claim".to_owned();
    };
    let Range { min, max } = range_of(origins);
    format!(
        "{min}..{max} {}",
        names(origins.roots.iter().map(|root| Some(root.name.as_str())))
    )
}

fn names<'a>(all: impl Iterator<Item = Option<&'a str>>) -> String {
    let names: Vec<&str> = all.map(|name| name.unwrap_or("?")).collect();
    format!("[{}]", names.join(", "))
}

/// Whether our words for somebody are gold's: the same entity or spelling, or all words of the
/// shorter in the longer.
fn same(gold: &str, ours: &str) -> bool {
    let words =
        |name: &str| -> BTreeSet<String> { name_key(name).split(' ').map(str::to_owned).collect() };
    let (a, b) = (words(gold), words(ours));
    same_name(gold, Some(ours), None) || a.is_subset(&b) || b.is_subset(&a)
}

/// Whether our chain begins with the same voice, or is empty as gold's is.
fn same_root(gold: &Gold, ours: &Statement) -> bool {
    match (gold.chain.first(), ours.chain.first()) {
        (None, None) => true,
        (Some(gold), Some(ours)) => {
            (ours.name.as_deref()).is_some_and(|name| same(&gold.who, name))
        }
        _ => false,
    }
}

/// Who stands against a claim of ours, or does not answer.
#[derive(Default)]
struct Sides {
    denied: BTreeSet<String>,
    /// Not confirmed, not answered, declined.
    open: [BTreeSet<String>; 3],
}

impl Sides {
    fn of(ours: Option<&Ours>) -> Self {
        let mut sides = Self::default();
        if let Some(claim) = ours {
            sides.add(claim);
        }
        sides
    }

    /// At any claim of ours that has a touched statement of gold's claim.
    fn by_gold(gold: &Claim, ours: &[&Ours], matched: &Matched<'_>) -> Self {
        let ids: BTreeSet<&str> = (gold.statements.iter().filter(|one| supports(one)))
            .filter_map(|one| matched.touched.get(&(gold.id.clone(), one.id.clone())))
            .map(|ours| ours.id.as_str())
            .collect();
        let mut sides = Self::default();
        for claim in ours {
            if claim.statements.iter().any(|id| ids.contains(id.as_str())) {
                sides.add(claim);
            }
        }
        sides
    }

    fn add(&mut self, claim: &Ours) {
        let lists = [&claim.cannot_confirm, &claim.no_response, &claim.declined];
        self.denied.extend(claim.denied_by.iter().cloned());
        for (open, list) in self.open.iter_mut().zip(lists) {
            open.extend(list.iter().cloned());
        }
    }
}

fn answers(
    gold: &Claim,
    ours: &Sides,
    judged: &mut Judged,
    miss: &mut impl FnMut(&'static str, String, String),
) {
    let mut compare =
        |what, theirs: &[Answer], mine: &BTreeSet<String>, right: &mut Ratio, found: &mut Ratio| {
            let theirs: BTreeSet<&str> = theirs.iter().map(|answer| answer.who.as_str()).collect();
            let there = |who: &String| theirs.iter().any(|one| same(one, who));
            let here = |who: &&str| mine.iter().any(|one| same(who, one));
            mine.iter().for_each(|who| right.count(there(who)));
            theirs.iter().for_each(|who| found.count(here(who)));
            if !(mine.iter().all(there) && theirs.iter().all(here)) {
                miss(what, format!("{theirs:?}"), format!("{mine:?}"));
            }
        };
    compare(
        "denied by",
        &gold.denied_by,
        &ours.denied,
        &mut judged.denials_right,
        &mut judged.denials_found,
    );
    let lists = [&gold.cannot_confirm, &gold.no_response, &gold.declines];
    for (theirs, mine) in lists.into_iter().zip(&ours.open) {
        compare(
            "not answered by",
            theirs,
            mine,
            &mut judged.answers_right,
            &mut judged.answers_found,
        );
    }
}

fn differences(
    gold: &Claim,
    ours: &[Difference],
    judged: &mut Judged,
    miss: &mut impl FnMut(&'static str, String, String),
    what: &'static str,
) {
    let name = |slot: Slot| {
        serde_json::to_string(&slot)
            .unwrap_or_default()
            .trim_matches('"')
            .to_owned()
    };
    let mine: BTreeSet<String> = ours.iter().map(|one| name(one.slot)).collect();
    let theirs: BTreeSet<String> = gold
        .differences
        .iter()
        .map(|one| one.slot.clone())
        .collect();
    for slot in &theirs {
        judged.differences.count(mine.contains(slot));
    }
    for slot in &mine {
        judged.differences_right.count(theirs.contains(slot));
    }
    if theirs != mine {
        let told = ours.iter().map(|one| {
            let values: Vec<&str> = one
                .values
                .iter()
                .map(|value| value.value.as_str())
                .collect();
            format!("{} {:?} {values:?}", name(one.slot), one.kind)
        });
        let told: Vec<String> = told.collect();
        miss(what, format!("{theirs:?}"), told.join("; "));
    }
}

/// Differences of the statements of ours that a gold claim's touch.
fn differences_by_gold(gold: &Claim, brief: &Brief, matched: &Matched<'_>) -> Vec<Difference> {
    let touched: BTreeSet<&str> = (gold.statements.iter())
        .filter_map(|one| matched.touched.get(&(gold.id.clone(), one.id.clone())))
        .map(|ours| ours.id.as_str())
        .collect();
    let readings: Vec<&Reading> = brief.readings.iter().collect();
    let places: Vec<(usize, usize)> = (readings.iter().enumerate())
        .flat_map(|(at, reading)| {
            let mine = reading.statements.iter().enumerate();
            let mine = mine.filter(|(_, one)| touched.contains(one.id.as_str()));
            mine.map(move |(one, _)| (at, one))
        })
        .collect();
    headwater_claims::differences(&readings, &places)
}

/// Pairs of touched supporting statements, in one claim or not, there and here.
fn pairs(labelled: &Labelled, ours: &[&Ours], matched: &Matched<'_>, judged: &mut Judged) {
    let claim_of: BTreeMap<&str, &str> = (ours.iter())
        .flat_map(|claim| {
            claim
                .statements
                .iter()
                .map(|id| (id.as_str(), claim.id.as_str()))
        })
        .collect();
    // A statement of ours may be in several of gold's claims.
    let mut golds: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for claim in &labelled.gold.claims {
        for one in claim.statements.iter().filter(|one| supports(one)) {
            if let Some(ours) = matched.touched.get(&(claim.id.clone(), one.id.clone())) {
                golds.entry(&ours.id).or_default().insert(&claim.id);
            }
        }
    }
    let all: Vec<(&str, &BTreeSet<&str>)> =
        golds.iter().map(|(id, claims)| (*id, claims)).collect();
    for (at, (one, of_one)) in all.iter().enumerate() {
        for (other, of_other) in &all[at + 1..] {
            let there = of_one.intersection(of_other).next().is_some();
            let here = claim_of.contains_key(one) && claim_of.get(one) == claim_of.get(other);
            if there {
                judged.together.count(here);
            }
            if here {
                judged.apart.count(there);
            }
        }
    }
}
