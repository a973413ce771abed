//! People who are told of together: one beside a name, one who shares a fate, one who did it to
//! themselves too.

use headwater_model::Role;
use headwater_text::{TokenKind, is_stopword};

use super::name::{is_headline, name_end, set_name};
use super::{How, Mention, blank, describe, is_hurt, is_one, is_verb};
use crate::number::Word;
use crate::quantity::lexicon::{find, low};
use crate::quantity::role::{before, behind, named};

/// Takes what stands beside a name as that person: "Ana Ramos, a teacher,", "a 16-year-old, Ana
/// Ramos,".
pub(super) fn apposed(words: &[Word], found: &mut [Mention]) {
    for index in 1..found.len() {
        let (before, behind) = found.split_at_mut(index);
        let (Some(last), Some(next)) = (before.last_mut(), behind.first_mut()) else {
            continue;
        };
        let gap = last.words.end..next.words.start;
        let is_near = gap.len() <= 2
            && gap.clone().all(|at| {
                words[at].kind == TokenKind::Punct || find("person", words, at).is_some()
            });
        if !is_near
            || last.count != 1
            || next.how != How::Full
            || last.how == How::Known
            || last.is_apposed
        {
            continue;
        }
        let comma = (gap.start..gap.end).any(|at| low(words, at) == ",");
        let article = matches!(low(words, next.words.start), "a" | "an");
        let is_same = ((last.name.is_some() || last.how == How::Number) && comma && article)
            || (last.age.is_some()
                && last.name.is_none()
                && next.name.is_some()
                && next.age.is_none());
        if is_same {
            last.role = last.role.or(next.role);
            last.name = last.name.take().or_else(|| next.name.clone());
            last.first = last.first.take().or_else(|| next.first.clone());
            last.age = last.age.or(next.age);
            last.is_child = last.is_child.or(next.is_child);
            last.sex = last.sex.or(next.sex);
            next.is_apposed = true;
        }
    }
}

/// Most people of one sentence.
const MOST: usize = 256;

/// Those who share the fate of somebody beside them: "a man |and woman| were hit", "killed his
/// father |and brother|".
pub(super) fn joined(words: &[Word], found: &mut Vec<Mention>) {
    let mut index = 0;
    while index < found.len() && found.len() < MOST {
        let one = &found[index];
        let (role, end) = (one.role, one.words.end);
        index += 1;
        if !is_hurt(role) {
            continue;
        }
        let mut at = end;
        if low(words, at) == "and" || (low(words, at) == "," && low(words, at + 1) != "and") {
            at += 1;
        } else if low(words, at) == "," && low(words, at + 1) == "and" {
            at += 2;
        } else {
            continue;
        }
        let start = at;
        if matches!(
            low(words, at),
            "his" | "her" | "their" | "a" | "an" | "another"
        ) {
            at += 1;
        }
        // "his mother and |8-year-old brother|"
        let aged = found
            .iter()
            .position(|one| (start..=at).contains(&one.words.start) && one.age.is_some());
        if let Some(aged) =
            aged.filter(|aged| found[*aged].role.is_none() && !found[*aged].is_apposed)
        {
            let end = found[aged].words.end;
            if role_of(words, start, end).is_none()
                && words
                    .get(end)
                    .is_some_and(|word| word.kind == TokenKind::Word)
            {
                found[index - 1].is_joined = true;
                found[aged].is_joined = true;
                found[aged].role = role;
            }
            continue;
        }
        let name = name_end(words, at);
        if one.name.is_some()
            && name > at + 1
            && !is_headline(words)
            && role_of(words, start, name).is_none()
        {
            let is_free = found
                .iter()
                .all(|one| one.words.end <= start || one.words.start >= name);
            if is_free {
                found[index - 1].is_joined = true;
                let mut one = blank(How::Full, at..name, role);
                set_name(&mut one, words, at..name);
                one.is_joined = true;
                found.insert(index, one);
            }
            continue;
        }
        let noun = (at..at + 3)
            .take_while(|at| {
                words.get(*at).is_some_and(|word| {
                    word.kind == TokenKind::Word
                        && !is_stopword(&word.low)
                        && named(words, *at).is_none()
                })
            })
            .find(|at| is_one(words, *at));
        let Some(noun) = noun else { continue };
        let is_free = found
            .iter()
            .all(|one| one.words.end <= start || one.words.start > noun);
        let own = role_of(words, start, noun + 1);
        if !is_free || low(words, noun + 1) == "'s" || own.is_some() {
            continue;
        }
        let mut one = blank(How::Full, start..noun + 1, role);
        describe(&mut one, words, Some(noun));
        one.is_joined = true;
        found[index - 1].is_joined = true;
        found.insert(index, one);
    }
}

fn role_of(words: &[Word], start: usize, end: usize) -> Option<Role> {
    before(words, start, end)
        .or_else(|| behind(words, end))
        .map(|fate| fate.role)
}

/// "kills three, |self|", "shot his wife and then |himself|": whoever did it to others too.
pub(super) fn itself(words: &[Word], found: &mut [Mention]) -> Option<Mention> {
    let at =
        (0..words.len()).find(|at| matches!(low(words, *at), "himself" | "herself" | "self"))?;
    if words[at].glued {
        return None;
    }
    let verb = (at.saturating_sub(8)..at)
        .rev()
        .find(|at| is_verb(words, *at) || matches!(low(words, *at), "gun" | "weapon"))?;
    // Whom the sentence has as the object of a verb: "killed one person and then himself".
    let other = found.iter().rev().find(|one| {
        is_hurt(one.role)
            && one.how != How::Known
            && one.words.end <= at
            && (one.words.start.saturating_sub(4)..one.words.start).any(|at| is_verb(words, at))
    });
    let is_turned = matches!(low(words, verb), "gun" | "weapon");
    let is_direct = verb + 1 == at;
    let role = match find("verb", words, verb) {
        _ if is_turned => Role::Killed,
        Some((_, "killed")) => Role::Killed,
        _ => other?.role?,
    };
    if other.is_none() && !is_direct && !is_turned {
        return None;
    }
    let how = if other.is_some() {
        How::Full
    } else {
        How::Known
    };
    let mut one = blank(how, at..at + 1, Some(role));
    one.noun = Some("gunman".to_owned());
    one.sex = match low(words, at) {
        "himself" => Some('m'),
        "herself" => Some('f'),
        _ => None,
    };
    one.may_be_new = true;
    if how == How::Full {
        one.is_joined = true;
        one.is_other = true;
        for other in found.iter_mut().filter(|other| other.role == Some(role)) {
            other.is_joined = true;
        }
    }
    Some(one)
}
