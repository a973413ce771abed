//! Where the words around a time look: back or ahead.

use super::grammar::low;
use super::lexicon;
use crate::number::Word;

/// Where the sentence around an expression looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    Future,
    Unclear,
}

/// How far a verb is looked for.
const REACH: usize = 40;

/// Whether the words nearest to the expression look back or ahead: a preposition, then the verbs
/// before it, then those behind it.
pub(super) fn direction(words: &[Word], start: usize, end: usize) -> Direction {
    let before = start.checked_sub(1).map_or("", |at| low(words, at));
    match before {
        "since" | "ended" => return Direction::Past,
        "ending" | "beginning" | "starting" | "effective" => return Direction::Future,
        "as" if start >= 3 && matches!(low(words, start - 2), "soon" | "early" | "late") => {
            return Direction::Future;
        }
        _ => {}
    }
    let is_mark = |at: &usize| matches!(low(words, *at), ";" | "\"");
    let back = (start.saturating_sub(REACH)..start)
        .rev()
        .take_while(|at| !is_mark(at));
    let ahead = (end..words.len().min(end + REACH)).take_while(|at| !is_mark(at));
    let weak = match before {
        "by" | "until" => Direction::Future,
        _ => Direction::Unclear,
    };
    back.chain(ahead)
        .find_map(|at| of_verb(words, at))
        .unwrap_or(weak)
}

fn of_verb(words: &[Word], at: usize) -> Option<Direction> {
    let word = &words[at];
    if word.capital && !word.low.starts_with("will") {
        return None;
    }
    let back = |by: usize| at.checked_sub(by).map_or("", |at| low(words, at));
    if lexicon::value("future", &word.low).is_some() {
        return Some(Direction::Future);
    }
    // "are to be withdrawn"
    if word.low == "be" && back(1) == "to" {
        return Some(Direction::Future);
    }
    // "agreed to meet"
    if lexicon::value("intent", &word.low).is_some() && low(words, at + 1) == "to" {
        return Some(Direction::Future);
    }
    let looks_past = word.low.len() > 4 && word.low.ends_with("ed");
    if !looks_past && lexicon::value("past", &word.low).is_none() {
        return None;
    }
    // "will be paid" is told by "will".
    if back(1) == "be" {
        return None;
    }
    // "a still unspecified date"
    let article = |low: &str| matches!(low, "a" | "an" | "the" | "its" | "his" | "her" | "their");
    let is_adjective = looks_past
        && (article(back(1)) || (article(back(2)) && lexicon::value("past", back(1)).is_none()))
        && words
            .get(at + 1)
            .is_some_and(|next| !headwater_text::is_stopword(&next.low));
    (!is_adjective).then_some(Direction::Past)
}
