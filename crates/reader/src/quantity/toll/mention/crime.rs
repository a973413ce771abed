//! Nouns that tell of the dead and of how many: "a fatal shooting", "a triple homicide".

use headwater_model::Role;
use headwater_text::TokenKind;

use super::{How, Mention, blank};
use crate::number::Word;
use crate::quantity::lexicon::{find, low};

/// "his death", "'s shooting death", "'s murder" at `at`.
pub(super) fn is_death_of(words: &[Word], at: usize) -> bool {
    matches!(low(words, at), "'s" | "'" | "his" | "her")
        && (at + 1..at + 4)
            .take_while(|at| {
                words
                    .get(*at)
                    .is_some_and(|word| word.kind == TokenKind::Word)
                    && low(words, *at) != "'s"
                    && find("person", words, *at).is_none()
            })
            .any(|at| is_death(words, at) && !matches!(low(words, at - 1), "attempted" | "attempt"))
}

pub(super) fn is_death(words: &[Word], at: usize) -> bool {
    matches!(
        low(words, at),
        "death" | "killing" | "murder" | "slaying" | "homicide" | "suicide"
    )
}

/// "a fatal shooting", "the shooting death", "on a murder charge": somebody is dead, whoever it is.
pub(in crate::quantity::toll) fn tells_death(words: &[Word]) -> bool {
    (0..words.len()).any(|at| match low(words, at) {
        "fatal" | "deadly" => matches!(
            low(words, at + 1),
            "shooting" | "stabbing" | "attack" | "shot" | "crash" | "accident" | "incident"
        ),
        "death" => {
            at > 0
                && matches!(
                    low(words, at - 1),
                    "shooting" | "the" | "accidental" | "stabbing"
                )
        }
        "homicide" | "murder" | "manslaughter" | "slaying" => {
            !(at.saturating_sub(3)..at).any(|at| matches!(low(words, at), "attempted" | "attempt"))
                && !matches!(
                    low(words, at + 1),
                    "detective"
                        | "detectives"
                        | "unit"
                        | "division"
                        | "squad"
                        | "investigators"
                        | "rate"
                )
        }
        _ => false,
    })
}

/// "a triple homicide", "a double shooting".
pub(super) fn several(words: &[Word], found: &mut Vec<Mention>) {
    for at in 0..words.len() {
        let count = match low(words, at) {
            "double" => 2,
            "triple" => 3,
            "quadruple" => 4,
            "quintuple" => 5,
            _ => continue,
        };
        let fatal = matches!(low(words, at + 1), "fatal" | "deadly");
        let noun = at + 1 + usize::from(fatal);
        let role = match low(words, noun) {
            "homicide" | "murder" | "slaying" | "killing" | "homicides" | "murders"
            | "slayings" | "killings" => Role::Killed,
            "shooting" | "stabbing" if fatal => Role::Killed,
            "shooting" | "stabbing" => Role::Harmed,
            _ => continue,
        };
        let mut one = blank(How::Number, at..noun + 1, Some(role));
        one.count = count;
        found.push(one);
    }
}
