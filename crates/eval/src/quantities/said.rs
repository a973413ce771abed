//! What one article says, from its quantities.

use std::collections::BTreeSet;

use headwater::model::QuantityKind;
use headwater_reader::{quantities, toll};
use headwater_text::sentences;

/// What an article says of killed and injured people, zero for nothing, and the ages in it.
pub struct Said {
    pub killed: u32,
    pub injured: u32,
    pub ages: BTreeSet<u32>,
}

/// Reads an article, title first.
pub fn said(text: &str) -> Said {
    let mut at = 0;
    let mut all = Vec::new();
    for line in text.split_inclusive('\n') {
        all.extend(sentences(text, at..at + line.len()));
        at += line.len();
    }
    let toll = toll(text, &all);
    let ages = (quantities(text, &all).iter())
        .filter(|it| it.kind == QuantityKind::Age && it.unit.as_deref() == Some("year"))
        .filter_map(|it| it.low.map(|age| age as u32))
        .collect();
    Said {
        killed: toll.killed,
        injured: toll.injured,
        ages,
    }
}

/// Whether the text can tell the number: it has it, or, for one, a word of death or of hurt.
pub fn is_told(text: &str, number: u32, dead: bool) -> bool {
    const DEATH: [&str; 10] = [
        "killed", "dead", "died", "death", "fatally", "fatal", "homicide", "murder", "slain",
        "murdered",
    ];
    const HURT: [&str; 16] = [
        "injured",
        "injury",
        "injuries",
        "wounded",
        "wound",
        "wounds",
        "hurt",
        "shot",
        "shoots",
        "hit",
        "struck",
        "grazed",
        "hospital",
        "hospitalized",
        "condition",
        "survived",
    ];
    if number != 1 {
        return has_number(text, number);
    }
    let told: &[&str] = if dead { &DEATH } else { &HURT };
    words(text).any(|word| told.contains(&word.as_str()))
}

/// Whether the number stands in the text, in figures or, up to twelve, in words.
pub fn has_number(text: &str, number: u32) -> bool {
    const SPELLED: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    let figures = number.to_string();
    let spelled = SPELLED.get(number as usize);
    words(text).any(|word| word == figures || spelled.is_some_and(|spelled| word == *spelled))
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_hit_and_not_killed_are_injured() {
        let said = said("Six people were shot, one fatally, at a party. A boy, 12, wept.");
        assert_eq!((said.killed, said.injured), (1, 5));
        assert_eq!(said.ages, BTreeSet::from([12]));
    }

    #[test]
    fn a_number_is_told_in_figures_or_words() {
        assert!(has_number("Three fell.", 3) && has_number("3 fell.", 3));
        assert!(!has_number("It was 2013.", 3));
        assert!(is_told("He died.", 1, true) && !is_told("He sang.", 1, true));
        assert!(is_told("He was hurt.", 1, false) && !is_told("He sang.", 1, false));
    }
}
