//! Where a false statement went.

use std::ops::Range;

use headwater::claims::saying;
use headwater::model::{Brief, Claim, Difference, Slot, Statement};
use headwater_text::normal;

use super::recipes::{Distorted, Recipe};

/// What became of a false statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// No statement was found in its sentence.
    Unread,
    /// It is in no claim with a true one.
    Apart,
    /// It stands with a true one, and the brief shows that it differs.
    Shown,
    /// It stands with a true one as if it said the same.
    Corroborated,
}

/// A fate, with what the brief has, for a person to read.
pub struct Judged {
    pub fate: Fate,
    pub why: String,
}

/// Looks up the false statements of the sentence that begins at `start` in the added report; of
/// several the worst counts.
pub fn judge(
    brief: &Brief,
    report: &str,
    start: usize,
    recipe: Recipe,
    made: &Distorted,
    truth: &[&str],
) -> Judged {
    let there = start + made.at.start..start + made.at.end;
    let added = brief
        .readings
        .iter()
        .find(|reading| reading.report.id == report);
    let in_sentence = |one: &&Statement| {
        one.sentence.start < start + made.sentence.len() && start < one.sentence.end
    };
    let statements: Vec<&Statement> = (added.into_iter().flat_map(|reading| &reading.statements))
        .filter(in_sentence)
        .filter(|one| says(one, &there, recipe))
        .collect();
    // Of who says it, the longest tells.
    let statements = match recipe {
        Recipe::Attribution | Recipe::Unchanged => {
            let length = |one: &&Statement| -> usize {
                one.content.iter().map(|part| part.end - part.start).sum()
            };
            statements
                .into_iter()
                .max_by_key(length)
                .into_iter()
                .collect()
        }
        _ => statements,
    };
    let mut worst = Judged {
        fate: Fate::Unread,
        why: String::new(),
    };
    for one in statements {
        let claims = brief.stories.iter().flat_map(|story| &story.claims);
        let judged = claims
            .filter(|claim| claim.statements.contains(&one.id))
            .map(|claim| within(claim, one, recipe, made, truth));
        for judged in judged {
            if judged.fate as u8 >= worst.fate as u8 {
                worst = judged;
            }
        }
    }
    worst
}

/// Whether the false words are part of what the statement claims, or of who says it.
fn says(one: &Statement, there: &Range<usize>, recipe: Recipe) -> bool {
    if matches!(recipe, Recipe::Attribution | Recipe::Unchanged) {
        return true;
    }
    (one.content.iter()).any(|part| part.start <= there.start && there.end <= part.end)
}

fn within(
    claim: &Claim,
    one: &Statement,
    recipe: Recipe,
    made: &Distorted,
    truth: &[&str],
) -> Judged {
    let beside: Vec<&str> = (claim.statements.iter().map(String::as_str))
        .filter(|id| truth.contains(id))
        .collect();
    let shown: Vec<String> = (claim.differences.iter())
        .map(|one| {
            let values: Vec<&str> = one
                .values
                .iter()
                .map(|value| value.value.as_str())
                .collect();
            format!("{:?} {:?} {values:?}", one.slot, one.kind)
        })
        .collect();
    let told = |fate| Judged {
        fate,
        why: format!("{:?} “{}”: {}", one.stance, claim.text, shown.join("; ")),
    };
    if beside.is_empty() {
        return told(Fate::Apart);
    }
    if !one.stance.supports() {
        return told(match recipe {
            Recipe::Negated => Fate::Shown,
            _ => Fate::Apart,
        });
    }
    let differs = (claim.differences.iter())
        .filter(|difference| recipe.slots().contains(&difference.slot))
        .any(|difference| tells(difference, one, recipe, made, &beside));
    told(if differs {
        Fate::Shown
    } else {
        Fate::Corroborated
    })
}

/// Whether the difference has the false statement on one side and a true one on another only, and its
/// value is the false one.
fn tells(
    difference: &Difference,
    one: &Statement,
    recipe: Recipe,
    made: &Distorted,
    truth: &[&str],
) -> bool {
    let Some(mine) = (difference.values.iter()).find(|value| value.statements.contains(&one.id))
    else {
        return false;
    };
    let (value, new) = (normal(&mine.value), normal(made.new_words().trim()));
    // The value of what is stated flatly is what is stated.
    let is_it = matches!(recipe, Recipe::Certainty | Recipe::Negated)
        || difference.slot == Slot::Attribution
        || value.contains(&new)
        || new.contains(&value);
    let apart = |value: &headwater::model::DifferenceValue| {
        !value.statements.contains(&one.id)
            && (value.statements.iter())
                .any(|id| truth.contains(&id.as_str()) && !mine.statements.contains(id))
    };
    is_it && difference.values.iter().any(apart)
}

/// The fewest origins of the claims that `headwater check --claim` takes the words for; `None` where it
/// finds no claim.
pub fn asked(brief: &Brief, words: &str) -> Option<usize> {
    let found = saying(brief, words);
    let best = found.first()?.share;
    let closest = found.iter().take_while(|one| one.share == best);
    closest.map(|one| one.claim.origins.min).min()
}
