//! The event of a statement.

use std::ops::Range;

use headwater_encoder::{Encoder, EncoderError, Encoding, Node};
use headwater_model::{
    Actor, EntityKind, Event, EventState, Place, Span, Stance, Statement, Time, Transfer,
};

use super::clause::{Clause, words_of};
use super::code::{Coded, code, intended};
use super::groups::Shape;
use super::nouns::first_root;
use super::state::{Standing, standing};
use super::table::Op;
use super::transfer::{Found, transfers};
use super::words::Word;

/// What of a reading events are made from.
pub(crate) struct Known<'a> {
    pub text: &'a str,
    /// Sentences in text order.
    pub sentences: &'a [Range<usize>],
    /// The tree of each sentence that holds a statement; empty for the others.
    pub trees: &'a [Vec<Node>],
    /// Names in text order: bytes, index into the reading's entities, kind.
    pub names: &'a [(Range<usize>, usize, EntityKind)],
    pub times: &'a [Time],
    pub places: &'a [Place],
    /// The report's date, `YYYY-MM-DD…`.
    pub published: Option<&'a str>,
}

/// The trees of the sentences that hold the beginning of a statement; empty ones for the others.
pub(crate) fn trees(
    encoding: &Encoding,
    encoder: &Encoder,
    text: &str,
    sentences: &[Range<usize>],
    statements: &[Statement],
) -> Result<Vec<Vec<Node>>, EncoderError> {
    let mut asked: Vec<usize> = (statements.iter())
        .filter_map(|statement| sentence_of(sentences, statement))
        .collect();
    asked.sort_unstable();
    asked.dedup();
    let ranges: Vec<_> = asked.iter().map(|at| sentences[*at].clone()).collect();
    let mut trees = vec![Vec::new(); sentences.len()];
    for (at, tree) in asked
        .into_iter()
        .zip(encoder.trees(text, encoding, &ranges)?)
    {
        trees[at] = tree;
    }
    Ok(trees)
}

/// The sentence in which a statement's content begins.
fn sentence_of(sentences: &[Range<usize>], statement: &Statement) -> Option<usize> {
    let first = statement.content.first()?;
    let at = sentences.partition_point(|sentence| sentence.end <= first.start);
    (at < sentences.len()).then_some(at)
}

/// Fills the events of statements.
pub(crate) fn fill(known: &Known<'_>, statements: &mut [Statement]) {
    // Statements of one sentence stand beside each other, mostly.
    let mut cached: Option<(usize, Vec<Word>)> = None;
    for statement in statements {
        let Some(start) = sentence_of(known.sentences, statement) else {
            continue;
        };
        let sentence = &known.sentences[start];
        let words = match cached.take() {
            Some((at, words)) if at == start => words,
            _ => words_of(known.text, sentence.clone()),
        };
        let clause = Clause::with(&words, &known.trees[start]);
        statement.event = Told {
            known,
            clause: &clause,
            statement,
        }
        .event();
        drop(clause);
        cached = Some((start, words));
    }
}

pub(super) struct Told<'a> {
    pub known: &'a Known<'a>,
    pub clause: &'a Clause<'a>,
    pub statement: &'a Statement,
}

impl Told<'_> {
    fn event(&self) -> Option<Event> {
        let inside = self.inside();
        match self.main(&inside) {
            Some(group) => self.of_group(group, &inside),
            None => self.of_noun(&inside),
        }
    }

    /// The content's words in this sentence.
    fn inside(&self) -> Range<usize> {
        let words = self.clause.words;
        let content = &self.statement.content;
        let start = content.first().map_or(0, |span| span.start);
        let end = content.last().map_or(start, |span| span.end);
        let from = words.partition_point(|word| word.range.end <= start);
        let to = words.partition_point(|word| word.range.start < end);
        from..to.max(from)
    }

    fn in_content(&self, word: usize) -> bool {
        let range = &self.clause.words[word].range;
        let mut content = self.statement.content.iter();
        content.any(|span| span.start <= range.start && range.end <= span.end)
    }

    /// The group that tells what happens: the first finite one that no relative clause holds, and
    /// what stands behind its operators.
    fn main(&self, inside: &Range<usize>) -> Option<usize> {
        let clause = self.clause;
        let within = |index: &usize| {
            let group = &clause.groups[*index];
            inside.contains(&group.main) && self.in_content(group.main)
        };
        let all: Vec<usize> = (0..clause.groups.len()).filter(within).collect();
        let finite = |index: &&usize| clause.groups[**index].shape == Shape::Finite;
        let relative = |index: usize| {
            let start = clause.groups[index].start;
            let before = clause.words[inside.start.min(start)..start].iter().rev();
            let last = before.clone().find(|word| !word.is_aside());
            let dependent =
                last.is_some_and(|word| matches!(word.lower.as_str(), "who" | "which" | "whom"));
            dependent && start > inside.start + 1
        };
        let free = all
            .iter()
            .filter(finite)
            .find(|index| !relative(**index) && !self.subordinate(**index, inside));
        let top = (clause.tree.as_ref()).and_then(|tree| {
            let top = tree.top(&|word| inside.contains(&word) && self.in_content(word))?;
            let mut all = all.iter();
            all.find(|index| tree.is_one_verb(clause.groups[**index].main, top))
        });
        let first = top
            .or(free)
            .or_else(|| {
                all.iter()
                    .find(|index| clause.groups[**index].shape == Shape::Infinitive)
            })
            .or_else(|| all.iter().find(finite))
            .or_else(|| all.first());
        let mut index = *first?;
        // Down to the act itself.
        for _ in 0..6 {
            let op = clause.op(index);
            let Some(complement) = clause
                .complement(index)
                .filter(|inner| within(&inner.group))
            else {
                break;
            };
            match op {
                Some(Op::Intend | Op::Expect | Op::Want | Op::Start | Op::Say | Op::Refuse) => {
                    index = complement.group;
                }
                _ => break,
            }
        }
        Some(index)
    }

    /// Whether the group stands in a clause of time or condition: "If it rains, …".
    fn subordinate(&self, index: usize, inside: &Range<usize>) -> bool {
        let clause = self.clause;
        let start = clause.groups[index].start;
        let from = (inside.start..start)
            .rev()
            .find(|at| matches!(clause.words[*at].lower.as_str(), "," | ";"))
            .map_or(inside.start.min(start), |at| at + 1);
        clause.words[from..start].iter().take(2).any(|word| {
            matches!(
                word.lower.as_str(),
                "if" | "when"
                    | "while"
                    | "after"
                    | "before"
                    | "because"
                    | "although"
                    | "though"
                    | "unless"
                    | "until"
                    | "as"
                    | "since"
            )
        })
    }

    fn of_group(&self, group: usize, inside: &Range<usize>) -> Option<Event> {
        let clause = self.clause;
        let path = clause.path(group);
        let Standing {
            mut state,
            negated,
            tense,
        } = standing(clause, &path);
        let outer = &clause.groups[path[0]];
        if outer.shape == Shape::Infinitive {
            state = self.by_stance(state);
        }
        let (who, whom, what) = self.roles(group);
        let time = self.time(group, inside);
        if state == EventState::Happened && self.is_long_ago(time) {
            state = EventState::Historical;
        }
        let mut coded = code(clause, path[0]);
        if outer.shape == Shape::Infinitive {
            coded = coded.map(intended);
        }
        let moved = transfers(clause, inside);
        Some(Event {
            predicate: self.span(clause.groups[group].main..clause.groups[group].main + 1)?,
            state,
            negated,
            tense,
            who: who
                .or_else(|| self.source(path[0]))
                .and_then(|range| self.actor(range)),
            whom: whom.and_then(|range| self.actor(range)),
            what: what.and_then(|range| self.span(range)),
            place: self.place(group, inside),
            time,
            root: coded.map(|(root, _)| root),
            quad: coded.map(|(root, _)| root.quad()),
            cameo: coded.map(|(_, cameo)| cameo.to_owned()),
            transfers: (moved.into_iter())
                .map(|found| self.transfer(found))
                .filter(|told| told.giver.is_some() || told.receiver.is_some())
                .collect(),
        })
    }

    /// Content without a verb: a noun that names an act.
    fn of_noun(&self, inside: &Range<usize>) -> Option<Event> {
        let words = self.clause.words;
        let at = inside
            .clone()
            .find(|at| first_root(words, *at..at + 1).is_some())?;
        let coded: Coded = first_root(words, at..at + 1)?;
        let state = self.by_stance(EventState::Happened);
        let coded = match state {
            EventState::Planned | EventState::Expected => intended(coded),
            _ => coded,
        };
        Some(Event {
            predicate: self.span(at..at + 1)?,
            state,
            negated: self.statement.stance == Stance::Denies,
            tense: headwater_model::Tense::Present,
            who: self
                .clause
                .behind_in(at..inside.end, &["by"])
                .and_then(|range| self.actor(range)),
            whom: self
                .clause
                .behind_in(at..inside.end, &["with", "against", "on"])
                .and_then(|range| self.actor(range)),
            what: None,
            place: None,
            time: None,
            root: Some(coded.0),
            quad: Some(coded.0.quad()),
            cameo: Some(coded.1.to_owned()),
            transfers: Vec::new(),
        })
    }

    /// "plans [to visit]", "expects [to go]": the cue is outside the content.
    fn by_stance(&self, state: EventState) -> EventState {
        match self.statement.stance {
            Stance::Plans | Stance::Promises | Stance::Asks => EventState::Planned,
            Stance::Warns => EventState::Expected,
            _ => state,
        }
    }

    fn transfer(&self, found: Found) -> Transfer {
        let actor = |range: Option<Range<usize>>| range.and_then(|range| self.actor(range));
        let spans = |all: Vec<Range<usize>>| {
            all.into_iter()
                .filter_map(|range| self.span(range))
                .collect()
        };
        Transfer {
            giver: actor(found.giver),
            receiver: actor(found.receiver),
            items: spans(found.items),
            in_return: spans(found.in_return),
            returns: found.returns,
            state: found.state,
        }
    }

    fn actor(&self, range: Range<usize>) -> Option<Actor> {
        if self.is_adjective(&range) {
            return None;
        }
        let entity = self.entity(&range);
        Some(Actor {
            span: self.span(range)?,
            entity,
        })
    }

    pub fn bytes(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let words = self.clause.words.get(range.clone())?;
        Some(words.first()?.range.start..words.last()?.range.end)
    }

    fn span(&self, range: Range<usize>) -> Option<Span> {
        Span::cut(self.known.text, self.bytes(&range)?).ok()
    }
}
