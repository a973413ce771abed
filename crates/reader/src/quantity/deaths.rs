//! Fates that are told of somebody named before: "A man was shot. … He died at a hospital.";
//! "Ana Ramos, 53, was found in a car. … Ramos died."

use headwater_model::{Quantity, QuantityKind, Role};
use headwater_text::TokenKind;

use super::lexicon::{find, low};
use super::role::behind;
use super::victims::People;
use crate::number::Word;

/// For how many sentences somebody who was shot is the one of whom a death is told.
const REACH: usize = 6;
/// Most names that are kept.
const MOST_NAMES: usize = 64;

/// Who was named so far, and who was harmed without a word on whether they live.
#[derive(Debug, Default)]
pub(super) struct Deaths {
    /// Index of the quantity and its sentence.
    harmed: Vec<(usize, usize)>,
    /// Family names with the index of the age that stands beside them.
    names: Vec<(String, usize)>,
}

impl Deaths {
    /// Goes over one sentence, whose quantities begin at `before`.
    pub fn read(
        &mut self,
        words: &[Word],
        people: &People,
        sentence: usize,
        found: &mut [Quantity],
        before: usize,
    ) {
        self.of_names(words, found);
        self.of_the_last(words, people, sentence, found);
        for (index, quantity) in found.iter().enumerate().skip(before) {
            let is_age = quantity.kind == QuantityKind::Age;
            let is_single = is_age || (quantity.low == Some(1.0) && quantity.high == Some(1.0));
            if is_single && quantity.role == Some(Role::Harmed) {
                self.harmed.push((index, sentence));
            }
            if is_age && self.names.len() < MOST_NAMES {
                let name = name_beside(words, quantity.span.start, quantity.span.end);
                self.names.extend(name.map(|name| (name, index)));
            }
        }
    }

    /// "Ramos died": of the one with this name.
    fn of_names(&mut self, words: &[Word], found: &mut [Quantity]) {
        for (at, word) in words.iter().enumerate().filter(|(_, word)| word.capital) {
            let Some((_, index)) = self.names.iter().find(|(name, _)| *name == word.low) else {
                continue;
            };
            let quantity = &mut found[*index];
            if matches!(quantity.role, None | Some(Role::Harmed)) && !is_of_other(words, at) {
                let fate = behind(words, at + 1).map(|fate| fate.role);
                if matches!(fate, Some(Role::Killed | Role::Injured | Role::Harmed)) {
                    quantity.role = fate;
                }
            }
        }
    }

    /// A death of nobody else is that of the one who was harmed last.
    fn of_the_last(
        &mut self,
        words: &[Word],
        people: &People,
        sentence: usize,
        found: &mut [Quantity],
    ) {
        let dies = (0..words.len()).any(|at| is_death_of_known(words, at, people));
        if !dies {
            return;
        }
        while let Some((last, told)) = self.harmed.pop() {
            if sentence - told > REACH {
                self.harmed.clear();
            } else if found[last].role == Some(Role::Harmed) {
                found[last].role = Some(Role::Killed);
                return;
            }
        }
    }
}

/// The family name beside an age: "Ana Ramos, 53", "53-year-old Ana Ramos".
fn name_beside(words: &[Word], start: usize, end: usize) -> Option<String> {
    let first = words.partition_point(|word| word.range.start < start);
    let last = words.partition_point(|word| word.range.end <= end);
    let is_name = |at: usize| words[at].capital && words[at].kind == TokenKind::Word;
    let before = first
        .checked_sub(2)
        .filter(|at| low(words, at + 1) == "," && is_name(*at));
    let behind = (last..words.len()).take_while(|at| is_name(*at)).last();
    before.or(behind).map(|at| words[at].low.clone())
}

/// "Ramos's brother died", "his brother Ramos".
fn is_of_other(words: &[Word], at: usize) -> bool {
    low(words, at + 1) == "'s"
}

/// "he died", "the boy was pronounced dead", "who later died": of somebody named before.
fn is_death_of_known(words: &[Word], at: usize, people: &People) -> bool {
    let subject = match low(words, at) {
        "he" | "she" | "who" => at,
        "the" => {
            let noun = (at + 1..at + 4).find(|noun| find("person", words, *noun).is_some());
            match noun {
                Some(noun) => noun,
                None => return false,
            }
        }
        _ => return false,
    };
    behind(words, subject + 1)
        .is_some_and(|fate| fate.role == Role::Killed && !people.tells(fate.at))
}
