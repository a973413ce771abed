//! What stands around a verb group: its complement, object and subject.

use std::ops::Range;

use headwater_encoder::Node;

use super::groups::{Group, Shape, groups};
use super::table::{Closed, Op, TABLES};
use super::tree::Tree;
use super::words::{Kind, Word, is_date, tagged};

/// A sentence with its words and verb groups.
pub(crate) struct Clause<'w> {
    pub words: &'w [Word],
    pub groups: Vec<Group>,
    /// Its learnt tree, where there is one.
    pub tree: Option<Tree<'w>>,
}

/// The act behind an operator: "agreed *to withdraw*".
#[derive(Clone, Debug)]
pub(crate) struct Complement {
    pub group: usize,
    /// Words of its subject, where it has words: "said *the army* had left".
    pub subject: Option<Range<usize>>,
    /// Whether that subject is somebody else.
    pub other: bool,
}

/// How many words a complement may stand behind its verb.
const REACH: usize = 16;

/// The words of a sentence, tagged.
pub(crate) fn words_of(text: &str, sentence: Range<usize>) -> Vec<Word> {
    tagged(text, sentence)
}

impl<'w> Clause<'w> {
    pub fn of(words: &'w [Word]) -> Self {
        Self {
            words,
            groups: groups(words),
            tree: None,
        }
    }

    /// With the sentence's tree; an empty one is none.
    pub fn with(words: &'w [Word], nodes: &'w [Node]) -> Self {
        let tree = (!nodes.is_empty()).then(|| Tree::of(words, nodes));
        Self {
            tree,
            ..Self::of(words)
        }
    }

    /// What the group does to an act behind it.
    pub fn op(&self, index: usize) -> Option<Op> {
        let group = &self.groups[index];
        if let Some(op) = group.adjective {
            return Some(op);
        }
        let op = TABLES.ops.get(group.key)?.first().copied();
        match group.passive && group.key == "schedule" {
            true => Some(Op::Expect),
            false => op,
        }
    }

    /// Whether the group speaks of what is to come.
    pub fn is_future(&self, index: usize) -> bool {
        let group = &self.groups[index];
        let Some(modal) = group.modal else {
            return false;
        };
        let modal = self.words[modal].lower.as_str();
        matches!(
            modal,
            "will" | "would" | "won't" | "wouldn't" | "shall" | "'ll" | "going" | "to"
        ) && !(modal == "to" && self.words[group.start].lower.starts_with("ha"))
    }

    /// The modal's word.
    pub fn modal(&self, index: usize) -> Option<&str> {
        let modal = self.groups[index].modal?;
        Some(self.words[modal].lower.as_str())
    }

    /// The act that the group's meaning waits for.
    pub fn complement(&self, index: usize) -> Option<Complement> {
        let op = self.op(index)?;
        let group = &self.groups[index];
        let next = self.groups.get(index + 1)?;
        let between = group.end..next.start;
        if between.len() > REACH {
            return None;
        }
        let words = &self.words[between.clone()];
        if words.iter().any(|word| word.kind == Kind::Stop) {
            return None;
        }
        let found = |subject: Option<Range<usize>>, other| {
            Some(Complement {
                group: index + 1,
                other: other && subject.is_some(),
                subject,
            })
        };
        match next.shape {
            Shape::Infinitive => {
                // "pledged his full support to …": the noun is the object, not what follows.
                let first = words.iter().find(|word| !word.is_aside() && !is_date(word));
                let object = first.is_some_and(|word| {
                    word.is_nominal() || word.is(Closed::Pronoun) && group.adjective.is_none()
                });
                if object && matches!(op, Op::Intend | Op::Start | Op::Stop | Op::Refuse) {
                    return None;
                }
                let pauses = words.iter().filter(|word| word.kind == Kind::Pause).count();
                if op == Op::Say && group.passive || pauses != 1 || words.len() < 3 {
                    let subject = self.noun_phrase(between).filter(|_| {
                        matches!(
                            op,
                            Op::Ask | Op::Allow | Op::Force | Op::Want | Op::Threaten | Op::Say
                        ) && !group.passive
                    });
                    return found(subject, true);
                }
                None
            }
            Shape::Gerund => {
                let near = words.iter().all(|word| {
                    word.is_aside() || word.is(Closed::Preposition) || word.is(Closed::Pronoun)
                });
                (near && words.len() <= 2 && op != Op::Say)
                    .then(|| found(None, false))
                    .flatten()
            }
            Shape::Reduced => None,
            Shape::Finite => {
                if !matches!(
                    op,
                    Op::Say | Op::Intend | Op::Expect | Op::Ask | Op::Threaten | Op::Want
                ) {
                    return None;
                }
                let that = words
                    .iter()
                    .position(|word| matches!(word.lower.as_str(), "that" | "whether" | "if"));
                let from = group.end + that.map_or(0, |at| at + 1);
                let bare = op == Op::Say
                    || matches!(
                        group.key,
                        "hope"
                            | "wish"
                            | "insist"
                            | "vow"
                            | "threaten"
                            | "pledge"
                            | "promise"
                            | "expect"
                    );
                if that.is_none()
                    && (!bare
                        || words
                            .iter()
                            .any(|word| word.is(Closed::Conjunction) && word.lower != "and"))
                {
                    return None;
                }
                // "declared a siege and sent": two acts, not one in the other.
                let last = words.iter().rev().find(|word| !word.is_aside());
                if last.is_some_and(|word| {
                    word.is(Closed::Conjunction)
                        && !matches!(word.lower.as_str(), "that" | "whether" | "if")
                }) {
                    return None;
                }
                // "…, he said, was": not its complement.
                let first = words.iter().find(|word| !word.is_aside())?;
                if first.kind == Kind::Pause && that.is_none() && words.len() < 3 {
                    return None;
                }
                let subject = self.subject_before(from, next.start);
                let same = subject.as_ref().is_none_or(|subject| {
                    let words = &self.words[subject.clone()];
                    words.first().is_some_and(|word| {
                        matches!(
                            word.lower.as_str(),
                            "it" | "he" | "she" | "they" | "we" | "i"
                        ) || (matches!(
                            word.lower.as_str(),
                            "his" | "her" | "its" | "their" | "our"
                        ) && words.len() <= 3)
                    })
                });
                found(subject, !same)
            }
        }
    }

    /// The words between two places that may be a subject, dates left out.
    fn subject_before(&self, from: usize, to: usize) -> Option<Range<usize>> {
        let mut start = from;
        while start < to {
            let word = &self.words[start];
            let date = is_date(word)
                || word.is_aside()
                || word.kind == Kind::Pause
                || (word.is(Closed::Preposition) && self.words.get(start + 1).is_some_and(is_date))
                || (word.lower == "that");
            if !date {
                break;
            }
            start += 1;
        }
        (start < to).then_some(start..to)
    }

    /// Whether the complement is what somebody else is to do: "wants them to leave".
    pub fn asks(&self, index: usize, complement: &Complement) -> bool {
        let group = &self.groups[index];
        complement.other
            && !group.passive
            && self.groups[complement.group].shape == Shape::Infinitive
            && (self.op(index) == Some(Op::Want) || group.key == "tell")
    }

    /// "or face war", "or else": what follows if it is not done.
    pub fn or_else(&self, index: usize) -> bool {
        let behind = &self.words[self.groups[index].end..];
        behind.windows(2).take(30).any(|pair| {
            pair[0].lower == "or"
                && matches!(pair[1].lower.as_str(), "face" | "else" | "risk" | "suffer")
        })
    }

    /// The first noun phrase of a stretch, where it begins with one.
    pub fn noun_phrase(&self, span: Range<usize>) -> Option<Range<usize>> {
        let mut start = span.start;
        while start < span.end && self.words[start].is_aside() {
            start += 1;
        }
        let mut end = start;
        while end < span.end && self.words[end].is_nominal()
            || end == start && end < span.end && self.words[end].is(Closed::Pronoun)
        {
            end += 1;
        }
        (start < end).then_some(start..end)
    }

    /// Where the clause of a group ends: before the next finite verb's subject, an adjunct clause,
    /// or a full stop.
    fn clause_end(&self, index: usize) -> usize {
        let group = &self.groups[index];
        let stop = (group.end..self.words.len()).find(|at| {
            let word = &self.words[*at];
            word.kind == Kind::Stop
                || (word.is(Closed::Conjunction) && !matches!(word.lower.as_str(), "and" | "or"))
                || matches!(
                    word.lower.as_str(),
                    "after"
                        | "amid"
                        | "despite"
                        | "before"
                        | "because"
                        | "since"
                        | "following"
                        | "who"
                        | "which"
                        | "during"
                        | "until"
                        | "when"
                )
        });
        let stop = stop.unwrap_or(self.words.len());
        let next = self.groups[index + 1..]
            .iter()
            .find(|next| next.shape == Shape::Finite)
            .map_or(self.words.len(), |next| {
                self.own_start(group.end, next.start)
            });
        stop.min(next).min(group.end + 30)
    }

    /// Where the clause of a finite verb begins, if a comma parts it from what stands before: "…
    /// burnt down the mill*, an official said*".
    fn own_start(&self, from: usize, verb: usize) -> usize {
        let mut start = verb;
        while start > from
            && (self.words[start - 1].is_nominal() || self.words[start - 1].is_aside())
        {
            start -= 1;
        }
        let comma = start > from && start < verb && self.words[start - 1].lower == ",";
        let and = (start..verb).any(|at| self.words[at].lower == "and");
        if comma && !and { start } else { verb }
    }

    /// The act that a statement, letter or law tells: "sent a letter *threatening* …".
    pub fn statement(&self, index: usize) -> Option<usize> {
        let group = &self.groups[index];
        let next = self.groups.get(index + 1)?;
        let between = &self.words[group.end..next.start];
        let says = between.iter().any(|word| {
            matches!(
                word.lower.as_str(),
                "statement"
                    | "resolution"
                    | "letter"
                    | "message"
                    | "report"
                    | "speech"
                    | "note"
                    | "memo"
                    | "declaration"
                    | "tweet"
                    | "video"
                    | "post"
                    | "statements"
                    | "letters"
                    | "communique"
            )
        });
        (next.shape == Shape::Gerund && says && between.len() <= 14).then_some(index + 1)
    }

    /// The act behind an object that is a plan or a threat: "signalled its readiness *to talk*".
    pub fn noun_op(&self, index: usize) -> Option<(Op, usize)> {
        let group = &self.groups[index];
        let next = self.groups.get(index + 1)?;
        if next.start <= group.end || next.start - group.end > 10 {
            return None;
        }
        // "its interest in buying"
        let noun = match next.shape {
            Shape::Infinitive => next.start - 1,
            Shape::Gerund if matches!(self.words[next.start - 1].lower.as_str(), "in" | "of") => {
                next.start.checked_sub(2)?
            }
            _ => return None,
        };
        let op = TABLES.noun_ops.get(self.words[noun].lower.as_str())?;
        Some((*op, index + 1))
    }

    /// All words behind the group that belong to its clause.
    pub fn window(&self, index: usize) -> Range<usize> {
        let end = self.clause_end(index);
        self.groups[index].end..end.max(self.groups[index].end)
    }

    /// The first noun phrases behind the group, up to a preposition other than "of" and "for".
    pub fn object(&self, index: usize) -> Range<usize> {
        let window = self.window(index);
        let mut seen = false;
        for at in window.clone() {
            let word = &self.words[at];
            let parts = (word.is(Closed::Preposition) && word.lower != "of")
                || word.kind == Kind::To
                || (word.kind == Kind::Pause && word.lower != ",")
                || word.is_verb();
            if parts && seen {
                return window.start..at;
            }
            seen |= matches!(word.kind, Kind::Noun) && !is_date(word);
        }
        window
    }

    /// The words before the group that may hold its subject.
    pub fn subject_words(&self, index: usize) -> Range<usize> {
        let group = &self.groups[index];
        let floor = self.groups[..index]
            .iter()
            .rev()
            .find(|before| before.shape == Shape::Finite)
            .map_or(0, |before| before.end);
        let from = (floor..group.start)
            .rev()
            .find(|at| self.words[*at].kind == Kind::Stop)
            .map_or(floor, |at| at + 1);
        from.max(group.start.saturating_sub(25))..group.start
    }
}
