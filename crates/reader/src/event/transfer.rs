//! Who gives what to whom, and for what.

use std::ops::Range;

use headwater_model::EventState;

use super::clause::{Clause, Complement};
use super::state::standing;
use super::table::{Closed, Op, TABLES};
use super::words::Kind;

/// A transfer, as indices of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub giver: Option<Range<usize>>,
    pub receiver: Option<Range<usize>>,
    pub items: Vec<Range<usize>>,
    pub in_return: Vec<Range<usize>>,
    pub returns: bool,
    pub state: EventState,
}

/// Verbs whose subject gives goods, whatever they are.
const GIVES: [&str; 17] = [
    "supply",
    "sell",
    "deliver",
    "ship",
    "export",
    "hand_over",
    "donate",
    "transfer",
    "airlift",
    "lend",
    "distribute",
    "equip",
    "hand",
    "disburse",
    "dispatch",
    "arm",
    "furnish",
];
/// Verbs whose subject gives much, goods among it.
const MAY_GIVE: [&str; 8] = [
    "give", "provide", "send", "offer", "pay", "grant", "pass", "bring",
];
/// Verbs whose subject gets.
const GETS: [&str; 10] = [
    "receive", "get", "buy", "acquire", "purchase", "obtain", "import", "procure", "secure",
    "accept",
];
/// Verbs whose subject would like to get.
const WANTS: [&str; 11] = [
    "want",
    "seek",
    "request",
    "demand",
    "need",
    "ask_for",
    "order",
    "ask",
    "like",
    "apply_for",
    "solicit",
];
/// What is given in words or deeds only.
const NO_GOODS: [&str; 62] = [
    "speech",
    "warning",
    "statement",
    "order",
    "answer",
    "interview",
    "message",
    "verdict",
    "tour",
    "chance",
    "blow",
    "priority",
    "way",
    "notice",
    "permission",
    "support",
    "troops",
    "soldiers",
    "delegation",
    "envoy",
    "team",
    "reason",
    "details",
    "evidence",
    "lecture",
    "talk",
    "talks",
    "address",
    "opportunity",
    "time",
    "rise",
    "birth",
    "hope",
    "advice",
    "impression",
    "signal",
    "signals",
    "condolences",
    "greetings",
    "update",
    "briefing",
    "deadline",
    "ultimatum",
    "testimony",
    "account",
    "assurances",
    "assurance",
    "guarantee",
    "guarantees",
    "credit",
    "approval",
    "backing",
    "access",
    "ruling",
    "judgment",
    "results",
    "forces",
    "observers",
    "thanks",
    "word",
    "attention",
    "look",
];

/// All transfers that verbs within `inside` (indices of words) tell.
pub(crate) fn transfers(clause: &Clause<'_>, inside: &Range<usize>) -> Vec<Found> {
    let within = |index: &usize| inside.contains(&clause.groups[*index].main);
    let all = (0..clause.groups.len()).filter(within);
    all.filter_map(|index| transfer(clause, index))
        .take(6)
        .collect()
}

fn transfer(clause: &Clause<'_>, index: usize) -> Option<Found> {
    let group = &clause.groups[index];
    if group.negated {
        return None;
    }
    let key = group.key;
    let gives = GIVES.contains(&key);
    let mut found = Found {
        giver: None,
        receiver: None,
        items: Vec::new(),
        in_return: Vec::new(),
        returns: false,
        state: standing(clause, &clause.path(index)).state,
    };
    if gives || MAY_GIVE.contains(&key) {
        give(clause, index, &mut found)?;
    } else if GETS.contains(&key) && !group.passive {
        found.receiver = clause.subject(index);
        found.items = items_behind(clause, index)?;
        found.giver = clause.behind(index, &["from"]);
        found.giver.as_ref().or(found.receiver.as_ref())?;
    } else if WANTS.contains(&key) && !group.passive && clause.complement(index).is_none() {
        found.receiver = clause.subject(index);
        found.items = items_behind(clause, index)?;
        found.giver = clause.behind(index, &["from"]);
        found.receiver.as_ref()?;
        // What is wanted has not come.
        found.state = EventState::Planned;
    } else {
        return None;
    }
    let sure =
        gives && (found.receiver.is_some() || found.items.iter().any(|item| goods(clause, item)));
    let named = found.giver.is_some() && found.receiver.is_some();
    let gets = GETS.contains(&key) && found.giver.is_some();
    found.items.retain(|item| {
        !no_goods(clause, item)
            && (sure
                || gets
                || goods(clause, item)
                || named && MAY_GIVE.contains(&key) && counted(clause, item))
    });
    if found.items.is_empty() {
        return None;
    }
    // "would like Kell to supply rockets": to whoever would like it.
    if found.receiver.is_none()
        && let Some((parent, Complement { other: true, .. })) = clause.parent(index)
        && clause.op(parent) == Some(Op::Want)
    {
        found.receiver = clause.subject(parent);
    }
    found.in_return = in_return(clause, index);
    found.returns = returns(clause, index);
    Some(found)
}

/// "gave the town food", "supplied the town with food", "gave food to the town"; passive, too.
fn give(clause: &Clause<'_>, index: usize, found: &mut Found) -> Option<()> {
    let group = &clause.groups[index];
    let window = clause.window(index);
    let to = clause.behind(index, &["to"]);
    if group.passive {
        let subject = clause.subject(index)?;
        found.giver = clause.behind(index, &["by"]);
        found.items = match clause.direct_object(index) {
            // "was given food"
            Some(object) => {
                found.receiver = Some(subject);
                clause.items(object.start, window.end)
            }
            None => match clause.behind(index, &["with"]) {
                Some(with) => {
                    found.receiver = Some(subject);
                    clause.items(with.start, window.end)
                }
                None => {
                    found.receiver = to;
                    clause.items(subject.start, group.start)
                }
            },
        };
        return Some(());
    }
    found.giver = clause.subject(index);
    let object = clause.direct_object(index)?;
    let with = clause
        .behind(index, &["with"])
        .filter(|with| with.start <= object.end + 2);
    if let Some(with) = with
        && matches!(
            group.key,
            "supply" | "provide" | "equip" | "arm" | "furnish"
        )
    {
        found.receiver = Some(object);
        found.items = clause.items(with.start, window.end);
        return Some(());
    }
    if let Some((receiver, rest)) = two_objects(clause, &object) {
        found.receiver = Some(receiver);
        found.items = clause.items(rest, window.end);
        return Some(());
    }
    found.receiver = to;
    found.items = clause.items(object.start, window.end);
    if found.receiver.is_none() {
        found.receiver = clause
            .behind(index, &["for"])
            .filter(|phrase| clause.words[phrase.start].capital);
    }
    Some(())
}

/// "Russia two tanks", "the town food": where the first of two phrases without a word between
/// them ends.
fn two_objects(clause: &Clause<'_>, object: &Range<usize>) -> Option<(Range<usize>, usize)> {
    let words = clause.words;
    if words[object.start].is(Closed::Pronoun) {
        let next = object.end;
        return words
            .get(next)
            .filter(|word| word.is_nominal())
            .map(|_| (object.clone(), next));
    }
    let cut = (object.start + 1..object.end).find(|at| {
        let (before, word) = (&words[at - 1], &words[*at]);
        let ends = before.kind == Kind::Noun;
        let article =
            word.is(Closed::Determiner) || word.kind == Kind::Number || word.kind == Kind::Other;
        let name = before.capital
            && !word.capital
            && word.kind == Kind::Noun
            && !words[object.start].is(Closed::Determiner)
            && clause.words[*at..object.end]
                .iter()
                .any(|word| word.classes != 0);
        ends && (article || name)
    })?;
    // "Russia's tanks" is one.
    (words[cut - 1].kind != Kind::Possessive && words[cut].kind != Kind::Possessive)
        .then_some((object.start..cut, cut))
}

fn items_behind(clause: &Clause<'_>, index: usize) -> Option<Vec<Range<usize>>> {
    let object = clause.direct_object(index)?;
    Some(clause.items(object.start, clause.window(index).end))
}

/// The last noun of a phrase before "of".
fn head<'c>(clause: &'c Clause<'_>, item: &Range<usize>) -> &'c str {
    let end = item
        .clone()
        .find(|at| clause.words[*at].lower == "of")
        .unwrap_or(item.end);
    let last = clause.words[item.start..end].iter().rev();
    let mut last = last.filter(|word| word.kind == Kind::Noun);
    last.next().map_or("", |word| word.lower.as_str())
}

fn goods(clause: &Clause<'_>, item: &Range<usize>) -> bool {
    let classes = ["arms", "aid", "trade", "intelligence", "goods"].map(|name| TABLES.class(name));
    let all = classes.into_iter().fold(0, |all, class| all | class);
    let of_class = item.clone().any(|at| clause.words[at].classes & all != 0);
    of_class
        || clause.words[item.clone()].iter().any(|word| {
            matches!(
                word.lower.as_str(),
                "$" | "€" | "£" | "euros" | "dollars" | "pounds" | "roubles" | "yen"
            )
        })
}

fn counted(clause: &Clause<'_>, item: &Range<usize>) -> bool {
    clause.words[item.clone()]
        .iter()
        .any(|word| word.kind == Kind::Number)
}

fn no_goods(clause: &Clause<'_>, item: &Range<usize>) -> bool {
    let head = head(clause, item);
    head.is_empty() || NO_GOODS.contains(&head)
}

/// "in exchange for …", "in return for …"
fn in_return(clause: &Clause<'_>, index: usize) -> Vec<Range<usize>> {
    let from = clause.groups[index].end;
    let words = clause.words;
    let at = (from..words.len().saturating_sub(2)).find(|at| {
        words[*at].lower == "in"
            && matches!(words[at + 1].lower.as_str(), "exchange" | "return")
            && words[at + 2].lower == "for"
    });
    at.map_or_else(Vec::new, |at| clause.items(at + 3, words.len()))
}

/// "In return, …": right before the clause's subject.
fn returns(clause: &Clause<'_>, index: usize) -> bool {
    let path = clause.path(index);
    let start = clause.groups[path[0]].start;
    let words = clause.words;
    (0..start.saturating_sub(1)).any(|at| {
        words[at].lower == "in"
            && matches!(words[at + 1].lower.as_str(), "return" | "exchange")
            && words
                .get(at + 2)
                .is_some_and(|word| word.kind == Kind::Pause)
    }) && clause.op(path[0]) != Some(Op::Say)
}
