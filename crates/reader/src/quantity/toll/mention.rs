//! Mentions of people whose fate a sentence tells.

use std::ops::Range;

use headwater_model::{Quantity, QuantityKind, Role};
use headwater_text::TokenKind;

mod crime;
mod name;
mod together;

pub(super) use crime::tells_death;
use crime::{is_death, is_death_of, several};
pub(super) use name::is_headline;
use name::{name, name_of_age, set_name};
use together::{apposed, itself, joined};

use super::person::People;
use crate::number::Word;
use crate::quantity::lexicon::{find, low};
use crate::quantity::role::{before, named, role};

/// In which way somebody is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// By a number: "three men", "one person".
    Number,
    /// As somebody new or named: "a man", "Ana Ramos, 53", "his wife".
    Full,
    /// As somebody told of before: "he", "the victim".
    Known,
}

/// Somebody, or several, in one sentence.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub how: How,
    pub words: Range<usize>,
    pub count: u32,
    pub role: Option<Role>,
    /// Family name and first name, in normal form.
    pub name: Option<String>,
    pub first: Option<String>,
    pub age: Option<u32>,
    pub sex: Option<char>,
    pub is_child: Option<bool>,
    pub noun: Option<String>,
    /// Some of those counted before: "two of them", "including a boy".
    pub is_part: bool,
    /// Ages of those counted before: "three men, 20, 24 and 31".
    pub is_apposed: bool,
    /// Told of together with somebody: "a man and |his son|".
    pub is_joined: bool,
    /// Somebody else than before: "another man", "a third victim".
    pub is_other: bool,
    /// Who somebody in this sentence is: "was identified as Ana Ramos".
    pub is_identified: bool,
    /// Whether it is of somebody new where nobody fits: "the gunman".
    pub may_be_new: bool,
}
/// Most numbers and ages of one sentence that are looked at.
const MOST: usize = 64;

/// The mentions of a sentence, in order.
pub(super) fn mentions(words: &[Word], quantities: &[Quantity], people: &People) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for quantity in quantities.iter().take(MOST) {
        let start = words.partition_point(|word| word.range.start < quantity.span.start);
        let end = words.partition_point(|word| word.range.end <= quantity.span.end);
        if start < end {
            found.extend(counted(words, start..end, quantity, &found));
        }
    }
    let is_told = (0..words.len())
        .any(|at| named(words, at).is_some() || is_verb(words, at) || is_death(words, at));
    if is_told {
        let headline = is_headline(words);
        let mut at = 0;
        while at < words.len() && found.len() < 2 * MOST {
            let taken = found
                .iter()
                .find(|one| one.words.contains(&at))
                .map(|one| one.words.end);
            if let Some(end) = taken {
                at = end;
                continue;
            }
            let one = known(words, at).or_else(|| name(words, at, headline, people));
            at = one.as_ref().map_or(at + 1, |one| one.words.end);
            found.extend(one);
        }
        found.sort_by_key(|one| one.words.start);
        apposed(words, &mut found);
        joined(words, &mut found);
        if let Some(one) = itself(words, &mut found) {
            found.push(one);
        }
        several(words, &mut found);
        found.sort_by_key(|one| one.words.start);
    }
    found
}

fn blank(how: How, words: Range<usize>, role: Option<Role>) -> Mention {
    Mention {
        how,
        words,
        count: 1,
        role,
        name: None,
        first: None,
        age: None,
        sex: None,
        is_child: None,
        noun: None,
        is_part: false,
        is_apposed: false,
        is_joined: false,
        is_other: false,
        is_identified: false,
        may_be_new: false,
    }
}

fn is_hurt(role: Option<Role>) -> bool {
    matches!(role, Some(Role::Killed | Role::Injured | Role::Harmed))
}

/// A mention from a quantity: a count of people with a fate, or an age.
fn counted(
    words: &[Word],
    at: Range<usize>,
    quantity: &Quantity,
    found: &[Mention],
) -> Option<Mention> {
    let value = quantity.low.or(quantity.high)?;
    let spelled = low(words, at.start) == "one" || words[at.end - 1].kind == TokenKind::Number;
    let (start, end) = (at.start, at.end);
    match quantity.kind {
        QuantityKind::Count if is_hurt(quantity.role) => {
            let is_number = value != 1.0 || spelled;
            let how = if is_number { How::Number } else { How::Full };
            let mut one = blank(how, at, quantity.role);
            one.count = value as u32;
            one.is_part = is_part(words, start) || is_some_of(words, start, end);
            one.is_other = is_other(words, start, end);
            if value == 1.0 {
                let noun = (start..end)
                    .rev()
                    .find(|at| find("person", words, *at).is_some());
                describe(&mut one, words, noun);
                if is_number {
                    let noun = (end..end + 4).find(|at| find("person", words, *at).is_some());
                    describe(&mut one, words, noun);
                }
            }
            Some(one)
        }
        QuantityKind::Age => {
            let mut one = blank(
                How::Full,
                at.clone(),
                quantity.role.filter(|role| is_hurt(Some(*role))),
            );
            one.age = Some(match quantity.unit.as_deref() {
                Some("year") => value as u32,
                Some("month") => value as u32 / 12,
                _ => 0,
            });
            // "She was 22 years old."
            let is_told = start > 0
                && matches!(
                    low(words, start - 1),
                    "was" | "is" | "were" | "just" | "only"
                );
            if low(words, end - 1) == "old" && is_told && !words[end - 1].glued {
                one.how = How::Known;
            }
            one.is_part = is_part(words, start) || is_some_of(words, start, end);
            one.is_other = is_other(words, start, end);
            let bare = end == start + 1;
            let apposed = bare
                && found.last().is_some_and(|last| {
                    last.words.end + 4 >= start
                        && (last.is_apposed || (last.how == How::Number && last.count > 1))
                        && (last.words.end..start).all(|at| !words[at].capital)
                });
            one.is_apposed = apposed;
            one.is_identified = (start.saturating_sub(6)..start)
                .any(|at| matches!(low(words, at), "identified" | "named"));
            let noun = (end..end + 5)
                .take_while(|at| low(words, *at) != ",")
                .find(|at| is_one(words, *at))
                .filter(|_| !bare)
                .or_else(|| {
                    let back = start.checked_sub(2)?;
                    find("person", words, back).is_some().then_some(back)
                });
            describe(&mut one, words, noun);
            if let Some(name) = name_of_age(words, start, end, noun) {
                set_name(&mut one, words, name);
            }
            if let Some(age) = one.age {
                one.is_child = Some(age < 18);
            }
            Some(one)
        }
        _ => None,
    }
}

fn describe(one: &mut Mention, words: &[Word], noun: Option<usize>) {
    let Some(noun) = noun else { return };
    one.noun = Some(words[noun].low.clone());
    for at in [noun, noun.wrapping_sub(1)] {
        match find("sex", words, at).map(|(_, value)| value) {
            Some("m") => one.sex = one.sex.or(Some('m')),
            Some("f") => one.sex = one.sex.or(Some('f')),
            _ => {}
        }
    }
    one.is_child = match find("grown", words, noun).map(|(_, value)| value) {
        Some("no") => Some(true),
        Some("yes") => Some(false),
        _ => None,
    };
}

/// "including two boys", "among them a boy".
fn is_part(words: &[Word], start: usize) -> bool {
    (start.saturating_sub(4)..start).any(|at| {
        matches!(
            low(words, at),
            "including" | "includes" | "included" | "whom"
        ) || (low(words, at) == "among" && matches!(low(words, at + 1), "them" | "those"))
    })
}

/// "two of them", "one critically", "two of the victims".
fn is_some_of(words: &[Word], start: usize, end: usize) -> bool {
    let of = low(words, end) == "of"
        && matches!(
            low(words, end + 1),
            "them" | "whom" | "the" | "those" | "his" | "her"
        );
    let manner = matches!(
        low(words, end),
        "critically" | "seriously" | "fatally" | "gravely" | "in"
    ) && start > 0
        && matches!(low(words, start - 1), "," | "-" | "–" | "with");
    let among = (end..end + 4).any(|at| low(words, at) == "among");
    of || manner || among
}

/// "another man", "a third victim", "two others".
fn is_other(words: &[Word], start: usize, end: usize) -> bool {
    let mut range = start.saturating_sub(1)..(end + 2).min(words.len());
    range.any(|at| {
        matches!(
            low(words, at),
            "another" | "other" | "others" | "additional"
        ) || (at >= start && at < end && find("ordinal", words, at).is_some())
    })
}

/// "he", "the victim", "the 5-year-old" are taken by ages; "Suspect" where a headline begins.
fn known(words: &[Word], at: usize) -> Option<Mention> {
    let word = low(words, at);
    let (end, noun) = match word {
        "he" | "she" | "who" => (at + 1, None),
        "the" | "this" | "that" => {
            let noun = (at + 1..at + 4)
                .take_while(|at| {
                    words
                        .get(*at)
                        .is_some_and(|word| word.kind == TokenKind::Word)
                })
                .find(|at| find("person", words, *at).is_some())?;
            // "the gunman", not "the gunman's house"
            let last = if is_one(words, noun + 1) {
                noun + 1
            } else {
                noun
            };
            (last + 1, is_one(words, last).then_some(last)?.into())
        }
        "his" | "her" if is_death_of(words, at) => (at + 1, None),
        "deceased" if at > 0 && low(words, at - 1) == "the" => (at + 1, None),
        "suspect" | "gunman" | "shooter" | "officer" | "victim" | "deputy"
            if at == 0 || words[at].capital =>
        {
            (at + 1, Some(at))
        }
        _ => return None,
    };
    let fate = fate_of(words, at, end)?;
    let mut one = blank(How::Known, at..end, Some(fate));
    describe(&mut one, words, noun);
    match word {
        "he" | "his" => one.sex = Some('m'),
        "she" | "her" => one.sex = Some('f'),
        _ => {}
    }
    one.may_be_new = noun.is_some();
    Some(one)
}

fn is_one(words: &[Word], at: usize) -> bool {
    find("person", words, at).is_some_and(|(_, number)| number == "one")
}

/// The fate of those in `start..end`, where it is death or hurt.
fn fate_of(words: &[Word], start: usize, end: usize) -> Option<Role> {
    if is_death_of(words, end.saturating_sub(1)) || is_death_of(words, end) {
        return Some(Role::Killed);
    }
    let fate = if low(words, end) == "'s" {
        before(words, start, end)
    } else {
        role(words, start, end)
    };
    fate.map(|fate| fate.role)
        .filter(|role| is_hurt(Some(*role)))
}

fn is_verb(words: &[Word], at: usize) -> bool {
    find("verb", words, at).is_some()
}
