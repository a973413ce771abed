//! A report in the making: paragraphs of units that remember where they come from.

use std::collections::BTreeSet;

/// A sentence or two that is copied or left as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its words.
    pub text: String,
    /// The line that it was made from: the same in every copy, however edited.
    pub line: usize,
    /// Whether it is what somebody said, in quotation marks. Two reports that share it share no
    /// prose.
    pub quotation: bool,
}

/// The headline and the paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The headline.
    pub title: String,
    /// The paragraphs, each of one unit at least.
    pub paragraphs: Vec<Vec<Unit>>,
}

impl Draft {
    /// All units, in order.
    pub fn units(&self) -> impl Iterator<Item = &Unit> {
        self.paragraphs.iter().flatten()
    }

    /// All units, in order, to be changed.
    pub fn units_mut(&mut self) -> impl Iterator<Item = &mut Unit> {
        self.paragraphs.iter_mut().flatten()
    }

    /// The lines of its prose, or of what it quotes.
    pub fn lines(&self, quotation: bool) -> BTreeSet<usize> {
        let units = self.units().filter(|unit| unit.quotation == quotation);
        units.map(|unit| unit.line).collect()
    }
}

/// Words of prose in the first draft that come from lines of the second.
pub fn shared_words(draft: &Draft, other: &Draft) -> usize {
    let lines = other.lines(false);
    let prose = draft.units().filter(|unit| !unit.quotation);
    let shared = prose.filter(|unit| lines.contains(&unit.line));
    shared.map(|unit| unit.text.split(' ').count()).sum()
}

/// A headline made of the first words of a sentence, as headlines are: no articles, no "is".
pub fn headline(sentence: &str, most: usize) -> String {
    let spare = |word: &&str| {
        !matches!(
            *word,
            "a" | "an" | "the" | "is" | "are" | "A" | "An" | "The"
        )
    };
    let mut words: Vec<&str> = Vec::new();
    for word in sentence.split_whitespace().filter(spare).take(most) {
        words.push(word.trim_end_matches(['.', ',', ';', ':']));
        if words.len() > 5 && word.ends_with([',', ';', ':']) {
            break;
        }
    }
    const LOOSE: [&str; 12] = [
        "in", "of", "and", "to", "at", "on", "for", "by", "with", "from", "after", "that",
    ];
    while words.last().is_some_and(|last| LOOSE.contains(last)) {
        words.pop();
    }
    capital(&words.join(" ").replace(['"', '“', '”'], ""))
}

/// The words with a capital at the start.
pub fn capital(words: &str) -> String {
    let mut characters = words.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_has_no_articles_and_no_loose_end() {
        let line = "The crew of a ferry is missing in the Strait of Vell, officials said.";
        assert_eq!(headline(line, 9), "Crew of ferry missing in Strait of Vell");
        assert_eq!(headline(line, 5), "Crew of ferry missing");
    }

    #[test]
    fn quotations_are_no_prose() {
        let unit = |line, quotation| Unit {
            text: "x".into(),
            line,
            quotation,
        };
        let draft = Draft {
            title: "T".into(),
            paragraphs: vec![vec![unit(1, false), unit(2, true)], vec![unit(3, false)]],
        };
        assert_eq!(draft.lines(false), BTreeSet::from([1, 3]));
        assert_eq!(draft.lines(true), BTreeSet::from([2]));
        assert_eq!(shared_words(&draft, &draft), 2);
    }
}
