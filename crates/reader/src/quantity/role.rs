//! What became of the people that a quantity counts, as its own sentence says.

use headwater_model::Role;
use headwater_text::TokenKind;

use super::lexicon::{find, low};
use crate::number::{Word, number_at};

/// How far behind the people their fate may stand.
const REACH: usize = 16;

/// What became of the people in `start..end`, which is the number with all before its verb.
pub(super) fn role(words: &[Word], start: usize, end: usize) -> Option<Fate> {
    before(words, start, end)
        .or_else(|| behind(words, end))
        .or_else(|| victim(words, start, end))
}

/// "the victim, a 17-year-old boy", "the victim was identified as Ana Ramos, 53": whoever is
/// called a victim was harmed.
fn victim(words: &[Word], start: usize, end: usize) -> Option<Fate> {
    let near = (start.saturating_sub(5)..start).chain(end.saturating_sub(1)..end);
    let at = near
        .rev()
        .take_while(|at| !matches!(low(words, *at), "by" | "of" | "and" | "told" | "said"))
        .find(|at| matches!(low(words, *at), "victim" | "victims"))?;
    fate(Role::Harmed, at)
}

/// What words say of people's fate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fate {
    pub role: Role,
    /// The word that says it.
    pub at: usize,
}

fn fate(role: Role, at: usize) -> Option<Fate> {
    Some(Fate { role, at })
}

/// The role that a word of fate names.
pub(super) fn named(words: &[Word], at: usize) -> Option<Role> {
    Some(match find("fate", words, at)?.1 {
        "killed" => Role::Killed,
        "injured" => Role::Injured,
        "harmed" => Role::Harmed,
        "missing" => Role::Missing,
        "arrested" => Role::Arrested,
        "displaced" => Role::Displaced,
        _ => Role::Captured,
    })
}

/// "three people were killed", "12 dead", "a man, 43, was shot to death".
pub(super) fn behind(words: &[Word], end: usize) -> Option<Fate> {
    let mut is_passive = false;
    for at in end..words.len().min(end + REACH) {
        let word = low(words, at);
        if let Some(role) = named(words, at) {
            if word == "fatally" && named(words, at + 1).is_none() && !is_short(words, end, at) {
                return None;
            }
            let verb = at + usize::from(matches!(word, "fatally" | "mortally" | "critically"));
            if !is_passive && is_active(words, verb) {
                return None;
            }
            let is_near_miss = at > 0 && matches!(low(words, at - 1), "nearly" | "almost");
            if is_near_miss && role == Role::Killed {
                return fate(Role::Harmed, at);
            }
            let (role, told) = compound(words, at, role);
            if told > at && !is_passive && is_active(words, told) {
                return None;
            }
            return fate(role, told);
        }
        match word {
            "was" | "were" | "been" | "be" | "being" | "is" | "are" | "got" => is_passive = true,
            "," | "(" | ")" | "and" | "-" | "–" => {}
            // "was flown to hospital after he was shot"
            "after" | "when" if is_same(low(words, at + 1)) => is_passive = false,
            "taken" | "transported" | "rushed" | "flown" | "airlifted" => {
                let to = (at + 1..at + 6).find(|at| low(words, *at).starts_with("hospital"));
                if let Some(hospital) = to {
                    let (role, at) = compound(words, hospital, Role::Harmed);
                    return fate(role, at);
                }
            }
            "not" | "no" | "n't" | "nor" | "never" | "without" | "would" | "could" | "may"
            | "might" | "if" | "after" | "when" | "while" | "because" | "but" | "by" | "before"
            | "as" | "following" | "amid" | "during" | "since" => return None,
            // The full stop of "Jr." or "Wash."; a sentence has but one of its own.
            "." if at + 1 < words.len() => {}
            "that" if !matches!(low(words, at + 1), "was" | "were" | "had") => return None,
            _ if words[at].kind == TokenKind::Punct => return None,
            _ if find("person", words, at).is_some() => {
                // "two men and a boy were killed": the last of a list, not somebody else.
                let is_listed = (at.saturating_sub(5)..at)
                    .any(|back| back >= end && matches!(low(words, back), "and" | "," | "of"));
                if !is_listed && at > end {
                    return None;
                }
            }
            _ if is_other_verb(words, at) => return None,
            _ => {}
        }
    }
    None
}

/// Whether the word goes on about the same person.
fn is_same(word: &str) -> bool {
    matches!(word, "he" | "she" | "they" | "being" | "getting")
}

/// "one fatally": nothing but "of them" stands between.
fn is_short(words: &[Word], end: usize, at: usize) -> bool {
    (end..at).all(|between| matches!(low(words, between), "of" | "them" | "whom" | ","))
}

/// A verb that tells of something else than a fate: "two men robbed", "he said".
fn is_other_verb(words: &[Word], at: usize) -> bool {
    let word = low(words, at);
    let back = at.checked_sub(1).map_or("", |at| low(words, at));
    let is_past = word.len() > 4
        && word.ends_with("ed")
        && !words[at].capital
        && !matches!(
            back,
            "a" | "an" | "the" | "his" | "her" | "their" | "with" | "of"
        );
    (is_past && find("care", words, at).is_none()) || find("deed", words, at).is_some()
}

/// Whether the verb has an object, so that its subject did it: "two men shot a clerk".
fn is_active(words: &[Word], at: usize) -> bool {
    let next = low(words, at + 1);
    if find("verb", words, at).is_none() && low(words, at) != "shot" {
        return false;
    }
    let article = matches!(
        next,
        "a" | "an" | "the" | "his" | "her" | "their" | "him" | "them" | "another" | "at" | "my"
    );
    // "Ramos shot Smith", but "Ramos shot Friday"
    let is_name = words
        .get(at + 1)
        .is_some_and(|word| word.capital && word.kind == TokenKind::Word)
        && !headwater_text::is_stopword(next)
        && !words[at].capital
        && find("place", words, at + 1).is_none()
        && named(words, at + 1).is_none();
    let is_at_least = next == "at" && low(words, at + 2) != "least";
    (article && !is_at_least)
        || is_name
        || (number_at(words, at + 1).is_some() && next != "one")
        || find("person", words, at + 1).is_some()
}

/// The fate where several words tell it ("shot dead", "shot and wounded", "fatally shot"), and the
/// last of them.
fn compound(words: &[Word], at: usize, role: Role) -> (Role, usize) {
    if role != Role::Harmed {
        return (role, at);
    }
    let before = at.checked_sub(1).map_or("", |at| low(words, at));
    if matches!(before, "fatally" | "mortally") {
        return (Role::Killed, at);
    }
    // "shot multiple times and killed", "shot in the head and died"
    for next in at + 1..words.len().min(at + 9) {
        match low(words, next) {
            "dead" | "killed" | "died" => return (Role::Killed, next),
            "death" if low(words, next - 1) == "to" => return (Role::Killed, next),
            "wounded" | "injured" | "hurt" if low(words, next - 1) == "and" => {
                return (Role::Injured, next);
            }
            "," if matches!(low(words, next + 1), "killed" | "dead") => {}
            "." | ";" | "," | "when" | "after" | "while" | "but" | "by" => break,
            word if find("person", words, next).is_some() && word != "one" => break,
            _ => {}
        }
    }
    (role, at)
}

/// "killing three", "the death of a man", "left two dead", "the toll rose to 12".
pub(super) fn before(words: &[Word], start: usize, end: usize) -> Option<Fate> {
    let mut at = start.checked_sub(1)?;
    // Over "at least", "another", "the"; "of" leads on to a noun.
    for _ in 0..3 {
        let skips = matches!(
            low(words, at),
            "at" | "least"
                | "another"
                | "the"
                | "about"
                | "some"
                | "a"
                | "an"
                | "his"
                | "her"
                | "their"
                | "of"
                | "to"
                | "as"
                | "many"
                | "other"
                | "than"
                | "more"
                | "no"
                | "up"
                | "in"
                | "all"
                | "own"
                | "its"
                | "both"
        );
        if !skips {
            break;
        }
        at = at.checked_sub(1)?;
    }
    let gap = (at + 1..start).map(|at| low(words, at));
    let (mut of, mut to) = (false, false);
    for word in gap {
        of |= word == "of";
        to |= word == "to";
        if word == "in" {
            return None;
        }
    }
    let word = low(words, at);
    if matches!(word, "left" | "leaves" | "leaving" | "leave") && !of {
        let role = (end..words.len().min(end + 6)).find_map(|at| Some((named(words, at)?, at)));
        return role.and_then(|(role, at)| {
            let (role, at) = compound(words, at, role);
            fate(role, at)
        });
    }
    if to || of {
        if find("toll", words, at).is_some() || of {
            return of_noun(words, at, of);
        }
        return None;
    }
    let (_, verb) = find("verb", words, at)?;
    let previous = at.checked_sub(1).map_or("", |at| low(words, at));
    // "wanted to kill his wife", "nearly killed a man", "missed killing him"
    if matches!(previous, "to" | "nearly" | "almost" | "missed") {
        return None;
    }
    // "was shot two times", "were killed, two of them"
    if matches!(previous, "was" | "were" | "been" | "be" | "is" | "are") {
        return None;
    }
    let role = match verb {
        "killed" => Role::Killed,
        "injured" | "wounded" => Role::Injured,
        "harmed" if matches!(previous, "fatally" | "mortally") => Role::Killed,
        // "shot his brother to death"
        "harmed" if is_to_death(words, end) => Role::Killed,
        "harmed" => Role::Harmed,
        "arrested" | "detained" => Role::Arrested,
        "displaced" => Role::Displaced,
        _ => Role::Captured,
    };
    fate(role, at)
}

fn is_to_death(words: &[Word], end: usize) -> bool {
    (end..end + 4).any(|at| {
        low(words, at) == "dead" || (low(words, at) == "to" && low(words, at + 1) == "death")
    })
}

/// "the deaths of three men", "the fatal shooting of a boy", "a death toll of 12".
fn of_noun(words: &[Word], at: usize, of: bool) -> Option<Fate> {
    let nouns = at.saturating_sub(3)..at + 1;
    let mut harmed = None;
    for noun in nouns.rev() {
        match low(words, noun) {
            "death" | "deaths" | "killing" | "killings" | "murder" | "murders" | "slaying"
            | "slayings" | "homicide" | "body" | "bodies" | "fatal" | "assassination" | "lives"
            | "life" => {
                // "the attempted murder of", "saved the life of"
                let attempted = (noun.saturating_sub(3)..noun).any(|at| {
                    matches!(
                        low(words, at),
                        "attempted" | "attempt" | "save" | "saved" | "saving" | "saves"
                    )
                });
                return match attempted {
                    true => None,
                    false => fate(Role::Killed, noun),
                };
            }
            "toll" => return fate(Role::Killed, noun),
            "shooting" | "stabbing" if of => harmed = Some(noun),
            "wounding" | "injuries" | "injury" => return fate(Role::Injured, noun),
            "arrest" | "arrests" | "detention" if of => return fate(Role::Arrested, noun),
            "of" | "in" | "." | "," => break,
            _ => {}
        }
    }
    harmed.and_then(|at| fate(Role::Harmed, at))
}
