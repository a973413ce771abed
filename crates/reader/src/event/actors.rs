//! Who acts, on whom, and on what: noun phrases around a verb group.

use std::ops::Range;

use super::clause::{Clause, Complement};
use super::groups::Shape;
use super::table::{Closed, Op};
use super::words::{Kind, is_date};

impl Clause<'_> {
    /// The group that this one is the complement of.
    pub fn parent(&self, index: usize) -> Option<(usize, Complement)> {
        let before = index.checked_sub(1)?;
        let complement = self.complement(before)?;
        (complement.group == index).then_some((before, complement))
    }

    /// Words of the grammatical subject, that of the governing verb where it has none of its own.
    pub fn subject(&self, index: usize) -> Option<Range<usize>> {
        let mut at = index;
        for _ in 0..self.groups.len() {
            let group = &self.groups[at];
            match self.parent(at) {
                // "said it would": the same one.
                Some((
                    _,
                    Complement {
                        subject: Some(own),
                        other: true,
                        ..
                    },
                )) => {
                    let own = self.phrase_at_start(own.clone()).unwrap_or(own);
                    return Some(own);
                }
                Some((parent, _)) => at = parent,
                None if group.shape == Shape::Gerund => return self.subject_of_gerund(at),
                None => return self.subject_before_group(at),
            }
        }
        None
    }

    /// "of North Korea *providing*", "Kim arrived, *bringing* gifts"
    fn subject_of_gerund(&self, index: usize) -> Option<Range<usize>> {
        let group = &self.groups[index];
        let from = index
            .checked_sub(1)
            .map_or(0, |before| self.groups[before].end);
        let of = (from..group.start).rev().find(|at| {
            matches!(
                self.words[*at].lower.as_str(),
                "of" | "about" | "on" | "for" | "with"
            )
        });
        if let Some(of) = of {
            let own = self.trimmed(of + 1..group.start)?;
            let whole = own.clone().all(|at| self.words[at].is_nominal());
            return whole.then_some(own);
        }
        let before = index.checked_sub(1)?;
        (self.groups[before].shape == Shape::Finite).then(|| self.subject(before))?
    }

    fn subject_before_group(&self, index: usize) -> Option<Range<usize>> {
        let group = &self.groups[index];
        let floor = (0..index)
            .rev()
            .find(|before| self.groups[*before].shape != Shape::Reduced)
            .map_or(0, |before| self.groups[before].end);
        let last = (floor..group.start)
            .rev()
            .find(|at| !self.words[*at].is_aside())?;
        let relative =
            |at: usize| matches!(self.words[at].lower.as_str(), "who" | "which" | "that");
        // "the man who left": the man. But "said that he left" has "he".
        if relative(last) && last > 0 {
            return self.phrase_before(last);
        }
        // "the men who attacked Kell fled"
        if let Some(before) = index.checked_sub(1).map(|before| &self.groups[before])
            && let Some(who) = before.start.checked_sub(1)
            && matches!(self.words[who].lower.as_str(), "who" | "which")
            && who > 0
            && (before.end..group.start).all(|at| self.words[at].is_nominal())
        {
            return self.phrase_before(who);
        }
        // "condemned the attack and promised aid": the subject of the verb before.
        if self.words[last].is(Closed::Conjunction)
            && matches!(self.words[last].lower.as_str(), "and" | "but" | "or")
            && let Some(before) = (0..index)
                .rev()
                .find(|before| self.groups[*before].shape == Shape::Finite)
            && self.groups[index].shape == Shape::Finite
            && self.words[self.groups[before].end..last]
                .iter()
                .all(|word| {
                    !matches!(word.kind, Kind::Stop | Kind::Quote)
                        && !matches!(word.lower.as_str(), "who" | "which" | "that")
                })
        {
            return self.subject(before);
        }
        let (start, end) = if self.words[last].kind == Kind::Pause {
            // "Kim, who rarely travels, is": what stands before the aside.
            let opens = (0..last)
                .rev()
                .find(|at| self.words[*at].kind == Kind::Pause)?;
            return self
                .phrase_before(opens)
                .map(|phrase| self.with_joined(phrase));
        } else {
            let start = (floor..=last)
                .rev()
                .find(|at| {
                    let word = &self.words[*at];
                    matches!(word.kind, Kind::Pause | Kind::Stop | Kind::Quote)
                        && !(*at > floor && word.lower == "," && self.is_list(*at, *at + 1, last))
                        || relative(*at)
                        || word.is(Closed::Conjunction)
                            && !matches!(word.lower.as_str(), "and" | "or")
                        || matches!(
                            word.lower.as_str(),
                            "after" | "as" | "before" | "since" | "until"
                        )
                })
                .map_or(floor, |at| at + 1);
            (start, last + 1)
        };
        self.phrase_at_start(start..end).or_else(|| {
            // "came and left": the subject of the verb before.
            let before = index.checked_sub(1)?;
            let joined = self.words[self.groups[before].end..group.start]
                .iter()
                .any(|word| matches!(word.lower.as_str(), "and" | "but" | ","));
            (joined && self.groups[before].shape == Shape::Finite)
                .then(|| self.subject(before))
                .flatten()
        })
    }

    /// Without dates, adverbs, conjunctions and commas at its ends.
    pub fn trimmed(&self, span: Range<usize>) -> Option<Range<usize>> {
        let drops = |at: usize| {
            let word = &self.words[at];
            word.is_aside()
                || is_date(word)
                || matches!(word.kind, Kind::Pause | Kind::Stop | Kind::Quote)
                || word.is(Closed::Conjunction)
                || (word.is(Closed::Preposition) && self.words.get(at + 1).is_some_and(is_date))
        };
        let (mut start, mut end) = (span.start, span.end);
        while start < end && drops(start) {
            start += 1;
        }
        while end > start && drops(end - 1) {
            end -= 1;
        }
        (start < end).then_some(start..end)
    }

    /// The noun phrase that a stretch begins with, "of" included; a pronoun is one, too.
    pub fn phrase_at_start(&self, span: Range<usize>) -> Option<Range<usize>> {
        let span = self.trimmed(span)?;
        // "In Moscow the army left"
        let mut start = span.start;
        while self.words[start].is(Closed::Preposition) {
            let phrase = self.run(start + 1, span.end);
            if phrase.end >= span.end {
                return None;
            }
            start = phrase.end;
            while start < span.end && matches!(self.words[start].kind, Kind::Pause) {
                start += 1;
            }
            if start >= span.end {
                return None;
            }
        }
        let mut phrase = self.run(start, span.end);
        if phrase.is_empty() {
            return None;
        }
        while phrase.end + 1 < span.end
            && (self.words[phrase.end].lower == "of" || self.words[phrase.end].lower == "and")
        {
            let more = self.run(phrase.end + 1, span.end);
            if more.is_empty() {
                break;
            }
            phrase.end = more.end;
        }
        self.trimmed(phrase)
    }

    /// Nominal words in a row; or one pronoun.
    pub fn run(&self, start: usize, end: usize) -> Range<usize> {
        let mut at = start;
        if at < end && self.words[at].is(Closed::Pronoun) {
            return start..start + 1;
        }
        while at < end {
            let word = &self.words[at];
            let date = at > start
                && (is_date(word)
                    || matches!(word.lower.as_str(), "that" | "which" | "this")
                        && self.words[at - 1].kind == Kind::Noun);
            let modifier = word.is_verb()
                && self
                    .words
                    .get(at + 1)
                    .is_some_and(|next| next.kind == Kind::Noun)
                && at > start
                && self.words[at - 1].is(Closed::Determiner);
            if date || !(word.is_nominal() || modifier) {
                break;
            }
            at += 1;
        }
        start..at
    }

    /// The noun phrase that ends before a place.
    pub fn phrase_before(&self, end: usize) -> Option<Range<usize>> {
        let mut end = end;
        while end > 0 && self.words[end - 1].kind == Kind::Pause {
            end -= 1;
        }
        let mut start = end;
        while start > 0 {
            let word = &self.words[start - 1];
            if !(word.is_nominal() || word.is(Closed::Pronoun)) || is_date(word) {
                break;
            }
            start -= 1;
        }
        (start < end).then_some(start..end)
    }

    /// The object: the first noun phrase right behind the group.
    pub fn direct_object(&self, index: usize) -> Option<Range<usize>> {
        let window = self.window(index);
        let mut start = window.start;
        while start < window.end && (self.words[start].is_aside() || is_date(&self.words[start])) {
            start += 1;
        }
        let first = self.words.get(start).filter(|_| start < window.end)?;
        if first.is(Closed::Preposition) || first.kind == Kind::To || first.kind == Kind::Pause {
            return None;
        }
        let phrase = self.run(start, window.end);
        let mut phrase = self.trimmed(phrase)?;
        // "accused them of fraud"
        let parts = matches!(
            self.groups[index].key,
            "accuse"
                | "warn"
                | "convict"
                | "strip"
                | "remind"
                | "inform"
                | "deprive"
                | "suspect"
                | "rob"
                | "rid"
                | "assure"
                | "acquit"
                | "notify"
        );
        while !parts
            && self
                .words
                .get(phrase.end)
                .is_some_and(|word| word.lower == "of")
            && phrase.end < window.end
        {
            let more = self.run(phrase.end + 1, window.end);
            // "the possibility of Kell joining"
            let clause = self
                .groups
                .get(index + 1)
                .is_some_and(|next| next.start == more.end);
            if more.is_empty() || clause {
                break;
            }
            phrase.end = more.end;
        }
        self.trimmed(phrase)
    }

    /// The noun phrase behind the first of these prepositions in the group's clause.
    pub fn behind(&self, index: usize, prepositions: &[&str]) -> Option<Range<usize>> {
        self.behind_in(self.window(index), prepositions)
    }

    /// The noun phrase behind the first of these prepositions in a stretch.
    pub fn behind_in(&self, span: Range<usize>, prepositions: &[&str]) -> Option<Range<usize>> {
        let found = span.clone().find(|at| {
            prepositions.contains(&self.words[*at].lower.as_str())
                && !self
                    .words
                    .get(at + 1)
                    .is_some_and(|next| next.is_verb() || is_date(next))
        });
        let phrase = self.run(found? + 1, span.end);
        self.trimmed(phrase)
    }

    /// Whether the verb's subject is what the act is done to.
    pub fn is_passive(&self, index: usize) -> bool {
        self.groups[index].passive
    }

    /// The verbs that the group stands behind, the outermost first, and itself.
    pub fn path(&self, index: usize) -> Vec<usize> {
        let mut path = vec![index];
        while let Some((parent, _)) = self.parent(path[0]) {
            // What is said to be so is no part of the saying.
            let says = matches!(self.op(parent), Some(Op::Say | Op::Threaten));
            if says && self.groups[path[0]].shape == Shape::Finite {
                break;
            }
            if path.len() > 6 {
                break;
            }
            path.insert(0, parent);
        }
        path
    }
}
