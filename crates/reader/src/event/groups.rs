//! Verb groups: "has not been released", "is willing to", "to withdraw".

use super::table::{Closed, Form, Op, TABLES};
use super::words::{Kind, UNCHANGED, Word};

/// How a group stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Finite,
    /// "to visit"
    Infinitive,
    /// "visiting"
    Gerund,
    /// "imposed by": a participle that belongs to the noun before it.
    Reduced,
}

/// A verb with its auxiliaries, as indices of words.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub start: usize,
    /// The word that carries the meaning.
    pub main: usize,
    /// One past the last word, particles included.
    pub end: usize,
    /// Base form, with particle where the two have a meaning of their own; empty where unknown.
    pub key: &'static str,
    /// What an adjective behind "be" does: "is willing to".
    pub adjective: Option<Op>,
    pub shape: Shape,
    pub passive: bool,
    pub negated: bool,
    pub past: bool,
    pub perfect: bool,
    pub progressive: bool,
    /// "will", "must".
    pub modal: Option<usize>,
}

/// The verb groups of a sentence, in order.
pub(crate) fn groups(words: &[Word]) -> Vec<Group> {
    let mut all: Vec<Group> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match group_at(words, at) {
            Some(group) => {
                at = group.end.max(at + 1);
                all.push(group);
            }
            None => at += 1,
        }
    }
    settle(words, &mut all);
    all
}

fn group_at(words: &[Word], start: usize) -> Option<Group> {
    let first = &words[start];
    let begins = first.kind == Kind::To
        || first.is_verb()
        || first.is(Closed::Aux)
        || first.is(Closed::Modal);
    if !begins {
        return None;
    }
    let mut group = Group {
        start,
        main: start,
        end: start + 1,
        key: "",
        adjective: None,
        shape: if first.kind == Kind::To {
            Shape::Infinitive
        } else {
            Shape::Finite
        },
        passive: false,
        negated: false,
        past: false,
        perfect: false,
        progressive: false,
        modal: None,
    };
    let mut last_aux: Option<usize> = None;
    let mut at = start + usize::from(first.kind == Kind::To);
    // "never", "not to"
    if start > 0 && words[start - 1].is(Closed::Negation) {
        group.negated = true;
    }
    while let Some(word) = words.get(at) {
        if at > start + 9 {
            break;
        }
        match word.kind {
            Kind::Closed(Closed::Negation) => group.negated = true,
            Kind::Closed(Closed::Modal) => {
                group.negated |= word.lower.ends_with("n't") || word.lower == "cannot";
                group.modal = Some(at);
                last_aux = Some(at);
            }
            Kind::Closed(Closed::Aux) => {
                group.negated |= word.lower.ends_with("n't");
                if last_aux.is_none() {
                    group.past = matches!(
                        word.lower.trim_end_matches("n't"),
                        "was" | "were" | "had" | "did"
                    );
                }
                last_aux = Some(at);
            }
            // "is set to", "was due to"
            Kind::Verb(_)
                if last_aux.is_some()
                    && group.modal.is_none()
                    && TABLES.adjectives.contains_key(word.lower.as_str())
                    && words.get(at + 1).is_some_and(|next| next.kind == Kind::To)
                    && word.lower != "going" =>
            {
                group.main = at;
                group.end = at + 1;
                group.adjective = TABLES.adjectives.get(word.lower.as_str()).copied();
                return Some(group);
            }
            Kind::Verb(form) => {
                let aux = last_aux.map(|aux| words[aux].lower.trim_end_matches("n't"));
                let be = matches!(
                    aux,
                    Some("be" | "am" | "is" | "are" | "was" | "were" | "been" | "being" | "'re")
                );
                let have = matches!(aux, Some("have" | "has" | "had" | "having" | "'ve" | "'d"));
                // "has troops", "to the": no verb of this group.
                let same = form == Form::Base && UNCHANGED.contains(&word.lemma) && (be || have);
                let fits = match form {
                    Form::Base => !be && !have || same,
                    Form::Third | Form::Past => aux.is_none() && group.shape == Shape::Finite,
                    Form::Ing => be || aux.is_none(),
                    Form::Ed | Form::Participle => true,
                };
                if !fits {
                    break;
                }
                if group.shape == Shape::Infinitive && aux.is_none() && form != Form::Base {
                    return None;
                }
                group.main = at;
                group.end = at + 1;
                group.key = word.lemma;
                group.passive = be && (same || matches!(form, Form::Ed | Form::Participle));
                group.perfect = have
                    || (be
                        && words[start..at].iter().any(|word| {
                            matches!(word.lower.as_str(), "have" | "has" | "had" | "'ve")
                        }));
                group.progressive = be && form == Form::Ing;
                if aux.is_none() && group.shape != Shape::Infinitive {
                    group.past = matches!(form, Form::Ed | Form::Past)
                        || form == Form::Base && UNCHANGED.contains(&word.lemma);
                    match form {
                        Form::Ing => group.shape = Shape::Gerund,
                        Form::Participle => group.shape = Shape::Reduced,
                        _ => {}
                    }
                }
                // "is going to visit" is one group.
                if word.lower == "going"
                    && group.progressive
                    && words.get(at + 1).is_some_and(|next| next.kind == Kind::To)
                    && words
                        .get(at + 2)
                        .is_some_and(|next| next.kind == Kind::Verb(Form::Base))
                {
                    group.modal = Some(at);
                    group.progressive = false;
                    group.shape = Shape::Finite;
                    at += 2;
                    let main = &words[at];
                    group.main = at;
                    group.end = at + 1;
                    group.key = main.lemma;
                }
                particles(words, &mut group);
                return Some(group);
            }
            // "is willing", "was set"
            Kind::Noun
                if last_aux.is_some()
                    && TABLES.adjectives.contains_key(word.lower.as_str())
                    && (word.lower != "open"
                        || words.get(at + 1).is_some_and(|next| next.kind == Kind::To)) =>
            {
                group.main = at;
                group.end = at + 1;
                group.adjective = TABLES.adjectives.get(word.lower.as_str()).copied();
                return Some(group);
            }
            // "is about to": "about" is a preposition elsewhere.
            Kind::Closed(Closed::Preposition)
                if last_aux.is_some()
                    && group.modal.is_none()
                    && TABLES.adjectives.contains_key(word.lower.as_str())
                    && words.get(at + 1).is_some_and(|next| next.kind == Kind::To) =>
            {
                group.main = at;
                group.end = at + 1;
                group.adjective = TABLES.adjectives.get(word.lower.as_str()).copied();
                return Some(group);
            }
            _ if word.is_aside() => {}
            // "will, on Tuesday, lead": a modal waits for its verb.
            Kind::Closed(Closed::Preposition) | Kind::Pause | Kind::Number | Kind::Noun
                if group.modal.is_some() && last_aux == group.modal => {}
            Kind::To if last_aux.is_some() && group.modal.is_none() => {
                // "has to leave", "is to visit"
                let be = last_aux.map(|aux| words[aux].lower.as_str());
                let next = words.get(at + 1);
                if matches!(
                    be,
                    Some("is" | "are" | "was" | "were" | "has" | "have" | "had")
                ) && next.is_some_and(|next| next.kind == Kind::Verb(Form::Base))
                {
                    group.modal = Some(at);
                    last_aux = Some(at);
                } else {
                    break;
                }
            }
            _ => break,
        }
        at += 1;
    }
    let aux = last_aux?;
    // "is", "has" as the verb itself.
    group.main = aux;
    group.end = aux + 1;
    group.key = match words[aux].lower.as_str() {
        "have" | "has" | "had" | "having" | "'ve" => "have",
        "do" | "does" | "did" => "do",
        _ if words[aux].is(Closed::Modal) || words[aux].kind == Kind::To => return None,
        _ => "be",
    };
    // "will be ready"
    Some(group)
}

/// Joins "carry out", "call for", where the tables know them together.
fn particles(words: &[Word], group: &mut Group) {
    if group.key.is_empty() {
        return;
    }
    let known = |key: &str| -> Option<&'static str> {
        let rule = TABLES.rules.get_key_value(key).map(|(key, _)| *key);
        rule.or_else(|| TABLES.ops.get_key_value(key).map(|(key, _)| *key))
    };
    let mut key = group.key.to_owned();
    let mut best = None;
    for (count, word) in words[group.end..].iter().take(3).enumerate() {
        if word.is_verb() && count > 0 {
            break;
        }
        // "works closely with"
        if word.lower.ends_with("ly") && word.is_aside() {
            continue;
        }
        key.push('_');
        key.push_str(&word.lower);
        // "went to see" goes nowhere, what was left for them was not left by them.
        let after = words.get(group.end + count + 1);
        let verb = |after: &Word| after.is_verb() || after.is(Closed::Aux);
        if word.kind == Kind::To && after.is_some_and(verb)
            || group.key == "leave"
                && word.lower == "for"
                && after.is_some_and(|after| after.is(Closed::Pronoun))
        {
            break;
        }
        if let Some(found) = known(&key) {
            best = Some((found, group.end + count + 1));
        }
    }
    if best.is_none() {
        best = parted(words, group, known).map(|found| (found, group.end));
    }
    if let Some((found, end)) = best {
        group.key = found;
        group.end = end;
    }
}

/// "let the men *free*", "hold him *responsible*", "pulled its last soldiers *out*": the key of a
/// verb with a word behind its object.
fn parted(
    words: &[Word],
    group: &Group,
    known: impl Fn(&str) -> Option<&'static str>,
) -> Option<&'static str> {
    let mut object = false;
    for (count, word) in words[group.end..].iter().take(9).enumerate() {
        let lower = word.lower.as_str();
        let particle = matches!(
            lower,
            "out" | "over" | "down" | "off" | "up" | "back" | "home" | "go" | "away"
        );
        let judged = matches!(
            lower,
            "free" | "hostage" | "guilty" | "responsible" | "accountable"
        );
        if count > 0 && (object && particle || judged) {
            let mut key = String::with_capacity(group.key.len() + 1 + lower.len());
            key.push_str(group.key);
            key.push('_');
            key.push_str(lower);
            // "pulled … out of" has a table of its own.
            let next = words.get(group.end + count + 1);
            if next.is_some_and(|next| next.lower == "of") {
                let longer = known(&format!("{key}_of"));
                if longer.is_some() {
                    return longer;
                }
            }
            return known(&key);
        }
        let goes_on = word.is_nominal() || word.is(Closed::Pronoun) || lower == "of" || judged;
        if !goes_on {
            return None;
        }
        object |= word.kind == Kind::Noun || word.is(Closed::Pronoun);
    }
    None
}

/// Tells participles that belong to a noun from finite verbs.
fn settle(words: &[Word], all: &mut [Group]) {
    for index in 0..all.len() {
        let group = &all[index];
        let bare = group.start == group.main
            && group.shape == Shape::Finite
            && matches!(words[group.main].kind, Kind::Verb(Form::Ed));
        if !bare {
            continue;
        }
        let next = words.get(group.end);
        let by = next.is_some_and(|next| next.lower == "by");
        // A finite verb follows, nothing parts the two, and this one has no object.
        let later = all[index + 1..]
            .iter()
            .find(|later| later.shape == Shape::Finite);
        let preposition =
            next.is_some_and(|next| next.is(Closed::Preposition) || next.is(Closed::Adverb));
        let parted = later.is_none_or(|later| {
            words[group.end..later.start].iter().any(|word| {
                word.is(Closed::Conjunction)
                    || matches!(word.kind, Kind::Pause | Kind::Stop | Kind::Quote)
                    || matches!(
                        word.lower.as_str(),
                        "who"
                            | "which"
                            | "that"
                            | "it"
                            | "he"
                            | "they"
                            | "she"
                            | "after"
                            | "before"
                            | "since"
                            | "as"
                    )
            })
        });
        // "welcomed assurances sent from Ostra": another verb has the noun before it as its object.
        let object = index.checked_sub(1).is_some_and(|before| {
            let before = &all[before];
            let between = &words[before.end..all[index].start];
            before.shape == Shape::Finite
                && before.adjective.is_none()
                && !TABLES.ops.contains_key(before.key)
                && !before.passive
                && between.iter().any(|word| word.kind == Kind::Noun)
                && between.iter().all(|word| {
                    word.is_nominal() || word.is_aside() || word.is(Closed::Preposition)
                })
        });
        if by || (preposition && (!parted || object)) {
            all[index].shape = Shape::Reduced;
            all[index].passive = true;
        }
    }
}
