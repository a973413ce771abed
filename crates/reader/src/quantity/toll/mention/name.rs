//! Names of people, and the fate that is told of them.

use std::ops::Range;

use headwater_text::{TokenKind, is_stopword};

use super::super::person::People;
use super::crime::is_death;
use super::{How, Mention, blank, fate_of, is_verb};
use crate::number::Word;
use crate::quantity::lexicon::{find, low};
use crate::quantity::role::{before, named};

/// Most words of a name.
const LONGEST_NAME: usize = 5;

/// The name beside an age: its words.
pub(super) fn name_of_age(
    words: &[Word],
    start: usize,
    end: usize,
    noun: Option<usize>,
) -> Option<Range<usize>> {
    let before = start
        .checked_sub(1)
        .filter(|comma| low(words, *comma) == ",");
    if let Some(comma) = before {
        let from = (comma.saturating_sub(LONGEST_NAME)..comma)
            .rev()
            .take_while(|at| is_part_of_name(words, *at) || is_initial(words, *at))
            .last();
        if let Some(from) = from.filter(|from| is_part_of_name(words, *from)) {
            return Some(from..comma);
        }
    }
    let from = noun
        .filter(|noun| *noun >= end)
        .map_or(end, |noun| noun + 1);
    let to = name_end(words, from);
    (to > from && !is_headline(words)).then_some(from..to)
}

/// Whether the word is the full stop of "Michael T. Lowery".
fn is_initial(words: &[Word], at: usize) -> bool {
    at > 0
        && low(words, at) == "."
        && words[at - 1].low.len() <= 2
        && is_part_of_name(words, at + 1)
}

/// Up to where a name goes that begins at `at`.
pub(super) fn name_end(words: &[Word], at: usize) -> usize {
    let mut end = at;
    while end < words.len()
        && end - at < LONGEST_NAME
        && (is_part_of_name(words, end) || (end > at && is_initial(words, end)))
    {
        end += 1;
    }
    end
}

/// Sets the family name and, where there is one, the first name.
pub(super) fn set_name(one: &mut Mention, words: &[Word], name: Range<usize>) {
    let is_suffix = matches!(low(words, name.end - 1), "jr" | "sr" | "ii" | "iii");
    let last = name.end - 1 - usize::from(is_suffix && name.len() > 1);
    one.name = Some(words[last].low.clone());
    one.first = (last > name.start).then(|| words[name.start].low.clone());
}

/// Whether the word may be one of a person's name.
fn is_part_of_name(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|word| {
        word.capital
            && word.kind == TokenKind::Word
            && !is_stopword(&word.low)
            && find("person", words, at).is_none()
            && find("place", words, at).is_none()
            && named(words, at).is_none()
            && !is_verb(words, at)
            && !is_death(words, at)
    })
}

/// A full name, or the family name of somebody told of, with a fate.
pub(super) fn name(words: &[Word], at: usize, headline: bool, people: &People) -> Option<Mention> {
    if !is_part_of_name(words, at) || words[at].glued {
        return None;
    }
    let end = name_end(words, at);
    let mut one = blank(How::Full, at..end, None);
    set_name(&mut one, words, at..end);
    let family = one.name.as_deref()?;
    let is_known = people.knows(family);
    let is_place = at > 0
        && (matches!(
            low(words, at - 1),
            "in" | "at" | "near" | "from" | "to" | "on" | "the" | "rural" | "outside" | "around"
        ) || (low(words, at - 1) == "of" && before(words, at, end).is_none()));
    let is_full = one.first.is_some() && !headline && !is_place && is_subject(words, end, at);
    if !is_known && !is_full {
        return None;
    }
    // Of "Ana Ramos, 53," the age tells.
    if low(words, end) == ","
        && words
            .get(end + 1)
            .is_some_and(|word| word.kind == TokenKind::Number)
    {
        return None;
    }
    if find("person", words, end).is_some() {
        return None;
    }
    one.role = Some(fate_of(words, at, end)?);
    one.is_identified = at > 0 && matches!(low(words, at - 1), "as" | "named");
    Some(one)
}

/// Whether a verb or a comma follows a name, or a verb of fate has it as its object.
fn is_subject(words: &[Word], end: usize, start: usize) -> bool {
    let follows = matches!(
        low(words, end),
        "was"
            | "were"
            | "is"
            | "are"
            | "has"
            | "had"
            | "who"
            | "'s"
            | "suffered"
            | "later"
            | "also"
    ) || named(words, end).is_some()
        || (low(words, end) == ","
            && (start == 0 || matches!(low(words, start - 1), "as" | "named" | "victim")));
    follows || before(words, start, end).is_some()
}

/// Whether most words begin with a capital.
pub(in crate::quantity::toll) fn is_headline(words: &[Word]) -> bool {
    let long = || {
        words
            .iter()
            .filter(|word| word.kind == TokenKind::Word && word.low.len() > 3)
    };
    let capital = long().filter(|word| word.capital).count();
    capital * 10 > long().count() * 6
}
