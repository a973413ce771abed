//! Noun phrases that "and" and commas join.

use std::ops::Range;

use super::clause::Clause;
use super::table::TABLES;
use super::words::Kind;

impl Clause<'_> {
    /// Whether a comma parts the members of a list: "Mordor, good Rohan and Bree", and no name from
    /// what it is: "Kell, the minister, and Maren".
    pub fn is_list(&self, comma: usize, next: usize, end: usize) -> bool {
        let before = comma.checked_sub(1).map(|at| &self.words[at]);
        if !before.is_some_and(|word| word.kind == Kind::Noun) {
            return false;
        }
        let named = before.is_some_and(|word| word.capital);
        let mut names = false;
        for at in next..end.min(next + 14) {
            let word = &self.words[at];
            if matches!(word.lower.as_str(), "and" | "or") {
                return names || !named || at == next;
            }
            if word.lower == "," && at > next {
                continue;
            }
            let own = matches!(
                word.lower.as_str(),
                "its" | "his" | "her" | "their" | "whose"
            );
            if own || !word.is_nominal() {
                return false;
            }
            names |= word.capital;
        }
        false
    }

    /// With what is joined to it in front: "*Norland and* Sudland".
    pub fn with_joined(&self, phrase: Range<usize>) -> Range<usize> {
        let Some(and) = phrase.start.checked_sub(1) else {
            return phrase;
        };
        if self.words[and].lower != "and" {
            return phrase;
        }
        match self.phrase_before(and) {
            Some(before) => before.start..phrase.end,
            None => phrase,
        }
    }

    /// Items of a list that begins at a word: "shells, missiles and food aid".
    pub fn items(&self, start: usize, end: usize) -> Vec<Range<usize>> {
        let mut items = Vec::new();
        let mut at = start;
        while at < end && items.len() < 12 {
            let phrase = self.run(at, end);
            let Some(mut item) = self.trimmed(phrase.clone()) else {
                break;
            };
            let mut next = phrase.end;
            // "technology for satellites and submarines": what it is for is part of it.
            if next + 1 < end && self.words[next].lower == "for" {
                let things = TABLES.class("goods") | TABLES.class("arms");
                let mut more = self.run(next + 1, end);
                while !more.is_empty()
                    && self.words[more.clone()]
                        .iter()
                        .any(|word| word.classes & things != 0)
                {
                    item.end = more.end;
                    next = more.end;
                    let and = self.words.get(next).is_some_and(|word| word.lower == "and");
                    more = if and {
                        self.run(next + 1, end)
                    } else {
                        next..next
                    };
                }
            }
            items.push(item);
            let mut parts = false;
            while next < end
                && (self.words[next].lower == ","
                    || matches!(self.words[next].lower.as_str(), "and" | "or"))
            {
                parts = true;
                next += 1;
            }
            // "as well as"
            if next + 2 < end
                && self.words[next].lower == "as"
                && self.words[next + 1].lower == "well"
            {
                parts = true;
                next += 3;
            }
            if !parts {
                break;
            }
            at = next;
        }
        items
    }
}
