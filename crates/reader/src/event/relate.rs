//! Which act stands between two marked actors.

use std::ops::Range;

use headwater_model::EventRoot as Root;

use super::clause::{Clause, Complement, words_of};
use super::code::{Coded, code};
use super::groups::Shape;
use super::nouns::first_root;
use super::table::{Closed, Op};
use super::words::{Kind, Word};

/// PLOVER's root and CAMEO's code of what the source does to the target; `None` where no word
/// tells. All are bytes of the text.
///
/// ```
/// use headwater_reader::event::relation;
/// use headwater_model::EventRoot;
/// let text = "The harbour union accused the port authority of fraud.";
/// let found = relation(text, 0..text.len(), &[0..17], &[26..44]);
/// assert_eq!(found, Some((EventRoot::Accuse, "112")));
/// ```
pub fn relation(
    text: &str,
    sentence: Range<usize>,
    source: &[Range<usize>],
    target: &[Range<usize>],
) -> Option<(Root, &'static str)> {
    let words = words_of(text, sentence);
    let clause = Clause::of(&words);
    let of = |ranges: &[Range<usize>]| {
        let all = ranges.iter().map(|range| indices(&words, range));
        all.filter(|range| !range.is_empty()).collect::<Vec<_>>()
    };
    let (source, target) = (of(source), of(target));
    Pair {
        clause: &clause,
        source: source.first().cloned().unwrap_or(0..0),
        target: nearest(&target, &source),
    }
    .relation()
}

/// The words that a range of bytes touches.
fn indices(words: &[Word], range: &Range<usize>) -> Range<usize> {
    let start = words.partition_point(|word| word.range.end <= range.start);
    let end = words.partition_point(|word| word.range.start < range.end);
    start..end.max(start)
}

/// Of several mentions of the target the one nearest to the source.
fn nearest(target: &[Range<usize>], source: &[Range<usize>]) -> Option<Range<usize>> {
    let source = source.first().cloned().unwrap_or(0..0);
    let gap = |one: &&Range<usize>| {
        if one.start >= source.end {
            one.start - source.end
        } else {
            source.start.saturating_sub(one.end)
        }
    };
    target.iter().min_by_key(gap).cloned()
}

struct Pair<'c> {
    clause: &'c Clause<'c>,
    /// Indices of words.
    source: Range<usize>,
    target: Option<Range<usize>>,
}

impl Pair<'_> {
    fn relation(&self) -> Option<Coded> {
        let tried = self.order();
        let found = tried.into_iter().find_map(|index| self.coded(index));
        found.or_else(|| self.by_nouns())
    }

    /// Groups in the order in which they are likely to tell.
    fn order(&self) -> Vec<usize> {
        let groups = &self.clause.groups;
        let after_source = self.after(self.source.end);
        let mut order: Vec<usize> = Vec::new();
        if let Some(target) = &self.target
            && target.end <= self.source.start
        {
            let between = (0..groups.len()).filter(|index| {
                groups[*index].main >= target.end && groups[*index].main < self.source.start
            });
            let before = self.clause.words[..self.source.start]
                .iter()
                .rev()
                .find(|word| !word.is(Closed::Determiner));
            let by = before.is_some_and(|word| word.is(Closed::Preposition));
            let between: Vec<usize> = between.collect();
            let agent = before.is_some_and(|word| word.lower == "by");
            let passive = between.iter().any(|index| groups[*index].passive);
            if by || passive {
                let (first, rest): (Vec<usize>, Vec<usize>) = between
                    .iter()
                    .partition(|index| agent && groups[**index].passive);
                order.extend(first);
                order.extend(rest);
                order.extend(after_source);
            } else {
                order.extend(after_source);
                order.extend(between);
            }
        } else {
            order.extend(after_source);
        }
        order.extend((0..groups.len()).filter(|index| groups[*index].main < self.source.start));
        let mut seen = Vec::new();
        order.retain(|index| {
            let new = !seen.contains(index);
            seen.push(*index);
            new
        });
        order
    }

    /// Groups behind a place, those of asides last.
    fn after(&self, place: usize) -> Vec<usize> {
        let (words, groups) = (self.clause.words, &self.clause.groups);
        let behind: Vec<usize> = (0..groups.len())
            .filter(|index| groups[*index].main >= place)
            .collect();
        let aside = self.aside(place);
        let main = |index: &usize| {
            let group = &groups[*index];
            let relative = words[place.min(group.start)..group.start]
                .iter()
                .rev()
                .find(|word| !word.is_aside())
                .is_some_and(|word| matches!(word.lower.as_str(), "who" | "which"));
            group.shape == Shape::Finite && !aside.contains(&group.start) && !relative
        };
        let (mut order, rest): (Vec<usize>, Vec<usize>) =
            behind.iter().partition(|index| main(index));
        order.extend(rest);
        order
    }

    /// What stands between commas right behind the source.
    fn aside(&self, place: usize) -> Range<usize> {
        let words = self.clause.words;
        let comma = |word: &Word| word.kind == Kind::Pause;
        if !words.get(place).is_some_and(comma) {
            return 0..0;
        }
        let close = (place + 1..words.len().min(place + 25)).find(|at| comma(&words[*at]));
        match close {
            Some(close)
                if self.clause.groups.iter().any(|group| {
                    group.shape == Shape::Finite && group.start > close && group.start <= close + 4
                }) =>
            {
                place..close
            }
            _ => 0..0,
        }
    }

    fn coded(&self, index: usize) -> Option<Coded> {
        let clause = self.clause;
        if let Some(Complement {
            group,
            subject: Some(subject),
            ..
        }) = clause.complement(index)
            && clause.op(index) == Some(Op::Say)
            && clause.groups[group].shape == Shape::Finite
            && self
                .target
                .as_ref()
                .is_some_and(|target| target.start < subject.end && subject.start < target.end)
        {
            return Some(self.said_of_the_target(group));
        }
        code(clause, index)
    }

    /// "X said Y must leave", "X said Y was behind it".
    fn said_of_the_target(&self, group: usize) -> Coded {
        let clause = self.clause;
        let modal = clause.modal(group);
        let needed = clause.groups[group].key == "need"
            || clause.words[clause.groups[group].main].lower == "needed";
        if needed || matches!(modal, Some("must" | "should" | "ought" | "to" | "shall")) {
            return (Root::Request, "100");
        }
        match code(clause, group) {
            Some((root, cameo)) if matches!(root, Root::Support | Root::Agree) => (root, cameo),
            _ => (Root::Accuse, "110"),
        }
    }

    /// A noun that names an act: between the two, else anywhere.
    fn by_nouns(&self) -> Option<Coded> {
        let words = self.clause.words;
        let between = match &self.target {
            Some(target) if target.start >= self.source.end => self.source.end..target.start,
            Some(target) => target.end.min(self.source.start)..self.source.start,
            None => self.source.end..words.len(),
        };
        first_root(words, between).or_else(|| first_root(words, 0..words.len()))
    }
}
