//! Single people whose fate is told: "a man was shot dead" is one killed.

use std::ops::Range;

use headwater_model::{QuantityKind, Role};
use headwater_text::TokenKind;

use super::Amount;
use super::lexicon::{find, low};
use super::role::{Fate, before, named, role};
use crate::number::Word;

/// Most words between the article and the noun: "a 43-year-old off-duty police officer".
const MODIFIERS: usize = 7;

/// A single person: from the article to the noun.
pub(super) struct Victim {
    pub words: Range<usize>,
    /// The noun, where it has one.
    pub of: Option<usize>,
    pub fate: Fate,
}

/// The person that begins at `at`, where the sentence tells a fate.
pub(super) fn victim(words: &[Word], at: usize) -> Option<Victim> {
    let noun = person(words, at)?;
    let fate = role(words, at, noun + 1)?;
    // Of "one of them" only "one" counts.
    let end = match low(words, at) {
        "one" => at + 1,
        _ => noun + 1,
    };
    Some(Victim {
        words: at..end,
        of: is_person(words, noun).then_some(noun),
        fate,
    })
}

/// Where the noun of a single person stands that begins at `at`: "a man", "another driver", and
/// "Man" where a headline begins.
pub(super) fn person(words: &[Word], at: usize) -> Option<usize> {
    // "Burlington teen shot dead"
    let headline = (0..3).take_while(|place| words.get(*place).is_some_and(|word| word.capital));
    if at == 0
        && let Some(noun) = headline.chain([3]).find(|noun| is_person(words, *noun))
        && words[..noun].iter().all(|word| word.capital)
        && words[0].kind == TokenKind::Word
        && !headwater_text::is_stopword(&words[0].low)
    {
        return Some(noun);
    }
    if low(words, at) == "one" {
        let is_none = at > 0 && matches!(low(words, at - 1), "no" | "not" | "any" | "every");
        return if is_none { None } else { one_of(words, at) };
    }
    let is_article = matches!(low(words, at), "a" | "an" | "another" | "his" | "her");
    if !is_article {
        return None;
    }
    for noun in at + 1..words.len().min(at + 2 + MODIFIERS) {
        if is_person(words, noun) {
            // "a police officer", "a taxi driver": the last noun is the person.
            let last = (noun + 1..noun + 3)
                .take_while(|next| is_person(words, *next))
                .last()
                .unwrap_or(noun);
            // "at a friend's house" tells of no friend.
            return (low(words, last + 1) != "'s").then_some(last);
        }
        let word = &words[noun];
        let is_part = word.low == "'s"
            || matches!(word.kind, TokenKind::Word | TokenKind::Number)
                && (word.glued || !headwater_text::is_stopword(&word.low))
                && named(words, noun).is_none_or(|role| role == Role::Injured);
        if !is_part {
            return None;
        }
    }
    None
}

/// "one of the victims", "one of them", and "one" where a fate follows at once.
fn one_of(words: &[Word], at: usize) -> Option<usize> {
    if low(words, at + 1) == "of" {
        let end = at
            + 2
            + usize::from(matches!(
                low(words, at + 2),
                "the" | "those" | "his" | "her"
            ));
        let more = (end..end + 4).find(|noun| find("person", words, *noun).is_some());
        let is_pronoun = matches!(low(words, end), "them" | "whom");
        return more.or(is_pronoun.then_some(end));
    }
    let told = at + 1 + usize::from(matches!(low(words, at + 1), "was" | "is"));
    named(words, told).map(|_| at)
}

/// Whether the word is a person in the singular.
fn is_person(words: &[Word], at: usize) -> bool {
    find("person", words, at).is_some_and(|(_, number)| number == "one")
}

/// The people of a sentence, as far as they are read.
#[derive(Debug, Default)]
pub(super) struct People {
    /// Words that quantities with people take, to the noun.
    taken: Vec<Range<usize>>,
    /// Words that tell a fate which belongs to one of them.
    told: Vec<usize>,
}

impl People {
    /// What became of those whom an amount counts or whose age it is.
    pub fn fate(
        &mut self,
        words: &[Word],
        at: usize,
        amount: &Amount,
        kind: QuantityKind,
    ) -> Option<Fate> {
        // "a father of three was killed"
        let is_parent = at > 1
            && low(words, at - 1) == "of"
            && matches!(
                low(words, at - 2),
                "father" | "mother" | "parent" | "dad" | "mom" | "family"
            );
        // "two gunshot wounds", "one shot to the head"
        let is_wound = matches!(
            low(words, amount.end),
            "gunshot" | "bullet" | "stab" | "wound" | "wounds" | "injury" | "injuries"
        ) && find("person", words, amount.end + 1).is_none()
            || (low(words, amount.end) == "shot"
                && find("verb", words, at.wrapping_sub(1)).is_none()
                && matches!(
                    low(words, at.wrapping_sub(1)),
                    "fired" | "single" | "from" | "with"
                ));
        if kind == QuantityKind::Count && (is_parent || is_wound) {
            return None;
        }
        let end = match kind {
            QuantityKind::Age => behind_age(words, amount.end),
            QuantityKind::Count => match behind_count(words, amount.end) {
                Some(end) => end,
                // "killing three in a village": only the verb tells that they are people.
                None => {
                    let fate =
                        before(words, at, amount.end).filter(|_| is_bare(words, amount.end))?;
                    self.taken.push(at..amount.end);
                    self.told.push(fate.at);
                    return Some(fate);
                }
            },
            _ => return None,
        };
        let start = match kind {
            QuantityKind::Age => before_age(words, at),
            _ => at,
        };
        self.taken.push(start..end);
        let fate = role(words, start, end)?;
        self.told.push(fate.at);
        Some(fate)
    }

    /// The single people beside them, each with its fate.
    pub fn singles(&mut self, words: &[Word], mut found: impl FnMut(&Victim)) {
        for at in 0..words.len() {
            let Some(one) = victim(words, at) else {
                continue;
            };
            // They follow one another, so that the one that may overlap is the last to begin.
            let behind = (self.taken).partition_point(|range| range.start < one.words.end);
            let last = behind.checked_sub(1).map(|last| &self.taken[last]);
            if last.is_none_or(|range| range.end <= one.words.start) {
                self.told.push(one.fate.at);
                found(&one);
            }
        }
        self.told.sort_unstable();
    }

    /// Whether this word tells the fate of somebody who was read.
    pub fn tells(&self, at: usize) -> bool {
        self.told.binary_search(&at).is_ok()
    }
}

/// The end of the person whose age is told: "43-year-old |man", "Ana Ramos, 43,|".
fn behind_age(words: &[Word], end: usize) -> usize {
    let mut noun = end;
    let is_part = |at: usize| {
        let is_place = matches!(low(words, at), "," | ".")
            && (words[at - 1].capital || words.get(at + 1).is_some_and(|next| next.capital));
        is_place
            || (words[at].kind == TokenKind::Word
                && named(words, at).is_none()
                && !headwater_text::is_stopword(&words[at].low))
    };
    // "43-year-old off-duty |officer", "a 16-year-old Salem, Mass., |boy"
    while noun < words.len().min(end + MODIFIERS)
        && find("person", words, noun).is_none()
        && (noun > end || low(words, noun) != ",")
        && is_part(noun)
    {
        noun += 1;
    }
    match find("person", words, noun) {
        Some(_) => noun + 1,
        None => end,
    }
}

/// The start of the person whose age is told: the article or the name.
fn before_age(words: &[Word], at: usize) -> usize {
    let mut start = at;
    if start > 1 && low(words, start - 1) == "," {
        start -= 1;
        while start > 0 && at - start < MODIFIERS && words[start - 1].capital {
            start -= 1;
        }
        // "a man, 43, was shot"
        if start + 1 == at && find("person", words, start - 1).is_some() {
            start -= 1;
        }
    }
    if start > 0 && matches!(low(words, start - 1), "a" | "an" | "the" | "his" | "her") {
        start -= 1;
    }
    start
}

/// Whether a number has no noun behind it.
fn is_bare(words: &[Word], end: usize) -> bool {
    words
        .get(end)
        .is_none_or(|word| word.kind == TokenKind::Punct || headwater_text::is_stopword(&word.low))
}

/// The end of the people that a number counts; none where it counts other things.
fn behind_count(words: &[Word], end: usize) -> Option<usize> {
    for at in end..end + MODIFIERS {
        if named(words, at).is_some() && find("person", words, at + 1).is_none() {
            return Some(at);
        }
        if find("person", words, at).is_some() {
            let more = find("person", words, at + 1).is_some();
            return Some(at + 1 + usize::from(more));
        }
        let word = words.get(at)?;
        let is_bare = at == end
            && matches!(
                low(words, at),
                "were" | "was" | "are" | "of" | "have" | "," | "." | "and" | "with"
            );
        if is_bare {
            return Some(at);
        }
        let is_part = word.kind == TokenKind::Word
            && (!headwater_text::is_stopword(&word.low)
                || matches!(low(words, at), "other" | "more" | "of" | "the"));
        if !is_part {
            return None;
        }
    }
    None
}
