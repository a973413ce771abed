//! How many people a text says were killed and injured: what it states in numbers, beside the
//! people that it tells of one by one.

mod mention;
mod person;
mod skipped;
#[cfg(test)]
mod tests;

use std::ops::Range;

use headwater_model::{Quantity, Role};

use super::quantities_of;
use crate::time::{Parsed, parse};
use mention::{How, Mention};
use person::People;

/// Sentences in which the matter itself is told; later ones often tell of other days.
const LEAD: usize = 4;
/// Sentences behind these in which a number of injured is looked for where they tell of none.
const REST: usize = 8;

/// How many people a text says were killed and injured; zero where it says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Toll {
    /// The dead, with whoever killed them where the text tells that they are dead too.
    pub killed: u32,
    /// Those hurt and alive; who was shot or hit without a word on whether they live is one of
    /// them.
    pub injured: u32,
}

/// The toll of the sentences.
///
/// ```
/// use headwater_reader::toll;
/// let text = "A man was shot dead on Elm Street. His wife was also hit.";
/// let toll = toll(text, &headwater_text::sentences(text, 0..text.len()));
/// assert_eq!((toll.killed, toll.injured), (1, 1));
/// ```
pub fn toll(text: &str, sentences: &[Range<usize>]) -> Toll {
    let parsed = parse(text, sentences);
    toll_of(&parsed, &quantities_of(text, &parsed))
}

/// The toll of sentences that are parsed, from their quantities.
pub(crate) fn toll_of(sentences: &[Parsed], quantities: &[Quantity]) -> Toll {
    let told = skipped::told(sentences);
    let lead: Vec<usize> = told.iter().copied().take(LEAD).collect();
    let counted = count(sentences, quantities, &lead);
    if counted.toll == Toll::default() {
        return count(sentences, quantities, &told).toll;
    }
    // Who else was hurt is often told after the dead.
    let mut toll = counted.toll;
    if toll.injured == 0 {
        let rest: Vec<usize> = told.iter().copied().skip(LEAD).take(REST).collect();
        toll.injured = count(sentences, quantities, &rest).hurt;
    }
    toll
}

/// A toll, and how many injured are stated in a number.
struct Counted {
    toll: Toll,
    hurt: u32,
}

/// What one sentence says of a role.
#[derive(Clone, Debug, Default)]
struct Sum {
    wholes: Vec<u32>,
    parts: u32,
    /// Whether a number is among them.
    is_stated: bool,
}

impl Sum {
    fn add(&mut self, mention: &Mention) {
        match mention.how {
            How::Known => {}
            _ if mention.is_apposed => {}
            _ if mention.is_part => self.parts = self.parts.saturating_add(mention.count),
            _ => self.wholes.push(mention.count),
        }
        self.is_stated |= mention.how == How::Number;
    }

    /// All of them; of "three others, a man and two women," the three.
    fn value(&self) -> u32 {
        let mut behind = 0_u32;
        for count in self.wholes.iter().rev() {
            // What stands behind a number and makes it up says who they are.
            if *count > 1 && *count == behind {
                continue;
            }
            behind = behind.saturating_add(*count);
        }
        behind.max(self.parts)
    }
}

const ROLES: [Role; 3] = [Role::Killed, Role::Injured, Role::Harmed];

fn count(sentences: &[Parsed], quantities: &[Quantity], read: &[usize]) -> Counted {
    let mut people = People::default();
    let mut stated = [None::<u32>; 3];
    let mut is_deadly = false;
    for (place, at) in read.iter().enumerate() {
        let words = sentences[*at].words.as_slice();
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            continue;
        };
        let from = quantities.partition_point(|it| it.span.start < first.range.start);
        let to = quantities.partition_point(|it| it.span.start < last.range.end);
        let found = mention::mentions(words, &quantities[from..to], &people);
        let mut sums = [Sum::default(), Sum::default(), Sum::default()];
        for mention in &found {
            people.meet(mention, place);
            for (role, sum) in ROLES.iter().zip(&mut sums) {
                if mention.role == Some(*role) {
                    sum.add(mention);
                }
            }
        }
        is_deadly |= mention::tells_death(words);
        for (sum, stated) in sums.iter().zip(&mut stated) {
            if sum.is_stated && stated.is_none() {
                *stated = Some(sum.value());
            }
        }
    }
    let [told_killed, told_injured, told_harmed] = ROLES.map(|role| people.of(role));
    let killed = stated[0]
        .unwrap_or(0)
        .max(told_killed)
        .max(u32::from(is_deadly));
    // Of whom it is not said whether they live, as many are dead as are dead beyond those told of.
    let open = told_harmed.saturating_sub(killed - told_killed);
    let alive = told_injured + open;
    let injured = match (stated[1], stated[2]) {
        (Some(injured), Some(harmed)) => injured.max(harmed.saturating_sub(killed)).max(alive),
        (Some(injured), None) => injured.max(alive),
        (None, Some(harmed)) => harmed.saturating_sub(killed).max(told_injured),
        (None, None) => alive,
    };
    Counted {
        toll: Toll { killed, injured },
        hurt: stated[1].unwrap_or(0),
    }
}
