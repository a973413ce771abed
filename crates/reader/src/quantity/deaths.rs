//! Deaths that are told of somebody named before: "A man was shot. … He died at a hospital."

use headwater_model::{Quantity, QuantityKind, Role};

use super::lexicon::{find, low};
use super::victims::People;
use crate::number::Word;

/// For how many sentences somebody who was shot is the one of whom a death is told.
const REACH: usize = 12;

/// Who was harmed so far without a word on whether they live.
#[derive(Debug, Default)]
pub(super) struct Deaths {
    /// Index of the quantity and its sentence.
    harmed: Vec<(usize, usize)>,
}

impl Deaths {
    /// Goes over one sentence, whose quantities begin at `before`; a death of nobody else in it
    /// is that of the one who was harmed last.
    pub fn read(
        &mut self,
        words: &[Word],
        people: &People,
        sentence: usize,
        found: &mut [Quantity],
        before: usize,
    ) {
        let dies = (0..words.len()).any(|at| !people.tells(at) && is_death(words, at));
        if dies && let Some((last, told)) = self.harmed.pop() {
            if sentence - told <= REACH {
                found[last].role = Some(Role::Killed);
            } else {
                self.harmed.clear();
            }
        }
        for (index, quantity) in found.iter().enumerate().skip(before) {
            let is_single = quantity.kind == QuantityKind::Age
                || (quantity.low == Some(1.0) && quantity.high == Some(1.0));
            if is_single && quantity.role == Some(Role::Harmed) {
                self.harmed.push((index, sentence));
            }
        }
    }
}

/// A death that is told as a fact: "died", "pronounced dead", "the homicide".
fn is_death(words: &[Word], at: usize) -> bool {
    let back = |by: usize| at.checked_sub(by).map_or("", |at| low(words, at));
    let denied = |word: &str| matches!(word, "not" | "n't" | "no" | "nobody" | "could" | "would" | "might" | "if");
    find("death", words, at).is_some()
        && !(1..4).any(|by| denied(back(by)))
        && back(1) != "attempted"
}
