//! Where an event stands between plan and fact.

use headwater_model::{EventState, Tense};

use super::clause::Clause;
use super::groups::Shape;
use super::table::{Closed, Op, TABLES};

/// State, negation and tense of an act with the verbs before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub state: EventState,
    pub negated: bool,
    pub tense: Tense,
}

/// Reads them off the path from the outermost verb to the act's own.
pub(crate) fn standing(clause: &Clause<'_>, path: &[usize]) -> Standing {
    let mut state = None;
    let mut negated = false;
    let mut tense = Tense::Present;
    for (depth, index) in path.iter().enumerate() {
        let group = &clause.groups[*index];
        negated ^= group.negated;
        if depth == 0 {
            tense = tense_of(clause, *index);
        }
        if let Some(told) = by_modal(clause, *index) {
            state = state.or(Some(told));
        }
        let last = depth + 1 == path.len();
        // "plans a trip": the noun is what is planned.
        let open = last
            && TABLES
                .rules
                .get(group.key)
                .is_none_or(|rules| rules.is_empty());
        if open
            && matches!(clause.op(*index), Some(Op::Intend | Op::Expect))
            && group.key != "agree"
        {
            state = state.or(Some(EventState::Planned));
        }
        if let Some(op) = clause.op(*index).filter(|_| !last) {
            match op {
                Op::Intend | Op::Want | Op::Ask | Op::Threaten => {
                    // "is expected", "was asked": by others than the subject.
                    state = state.or(Some(EventState::Planned));
                }
                Op::Expect => state = state.or(Some(EventState::Expected)),
                Op::Refuse => negated ^= true,
                Op::Allow
                | Op::Force
                | Op::Stop
                | Op::Start
                | Op::Say
                | Op::Accuse
                | Op::Support => {}
            }
        }
    }
    // "Neither side left", "no troops left"
    if let Some(subject) = clause.subject(path[0]) {
        let first = [subject.start.checked_sub(1), Some(subject.start)];
        negated ^= first.into_iter().flatten().any(|at| {
            matches!(
                clause.words[at].lower.as_str(),
                "neither" | "no" | "nobody" | "none"
            )
        });
    }
    let own = *path.last().expect("a path holds its act");
    let group = &clause.groups[path[0]];
    let state = match state {
        Some(EventState::Planned | EventState::Expected) | None if hangs_on_if(clause, own) => {
            EventState::Conditional
        }
        Some(state) => state,
        // "Kim to meet Putin"
        None if group.shape == Shape::Infinitive => EventState::Planned,
        None if group.shape == Shape::Gerund => EventState::Happening,
        None if group.perfect || tense == Tense::Past => match group.progressive && !group.past {
            true => EventState::Happening,
            false => EventState::Happened,
        },
        None => EventState::Happening,
    };
    Standing {
        state,
        negated,
        tense,
    }
}

fn tense_of(clause: &Clause<'_>, index: usize) -> Tense {
    let group = &clause.groups[index];
    if clause.is_future(index) || group.shape == Shape::Infinitive {
        return Tense::Future;
    }
    match group.past || (group.shape == Shape::Reduced) || (group.perfect && group.modal.is_none())
    {
        true => Tense::Past,
        false => Tense::Present,
    }
}

fn by_modal(clause: &Clause<'_>, index: usize) -> Option<EventState> {
    if clause.groups[index].perfect
        && matches!(
            clause.modal(index),
            Some("would" | "could" | "might" | "may")
        )
    {
        return Some(EventState::Conditional);
    }
    match clause.modal(index)? {
        "will" | "would" | "shall" | "'ll" | "won't" | "wouldn't" | "going" | "to" => {
            // "is likely to", "is expected to" say more than "will".
            match clause.op(index) {
                Some(Op::Expect) => Some(EventState::Expected),
                _ => Some(EventState::Planned),
            }
        }
        "may" | "might" | "could" => Some(EventState::Expected),
        _ => None,
    }
}

/// Whether the act's own clause is one of two that "if" joins.
fn hangs_on_if(clause: &Clause<'_>, index: usize) -> bool {
    let group = &clause.groups[index];
    let from = (0..group.start)
        .rev()
        .find(|at| {
            matches!(
                clause.words[*at].lower.as_str(),
                ";" | "." | "said" | "says"
            )
        })
        .map_or(0, |at| at + 1);
    clause.words[from..].iter().enumerate().any(|(at, word)| {
        let joins = match word.lower.as_str() {
            "if" | "unless" => {
                // "as if", "asked if"
                let before = (from + at)
                    .checked_sub(1)
                    .map_or("", |at| clause.words[at].lower.as_str());
                !matches!(
                    before,
                    "as" | "asked"
                        | "ask"
                        | "wonder"
                        | "wondered"
                        | "see"
                        | "even"
                        | "know"
                        | "unclear"
                )
            }
            "provided" | "providing" => clause
                .words
                .get(from + at + 1)
                .is_some_and(|next| next.lower == "that"),
            _ => false,
        };
        joins && !word.is(Closed::Preposition)
    })
}
