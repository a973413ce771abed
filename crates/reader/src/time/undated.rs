//! When a report without a date must have been published, by the days that it names: not before
//! what it says has happened, not after what it says will.

use jiff::civil::Date;

use super::Parsed;
use super::grammar::Meaning;
use super::resolve::Resolver;
use super::tense::{Direction, direction};

/// The first and the last day on which the report can have been published, where its text tells.
pub(super) fn between(sentences: &[Parsed]) -> (Option<Date>, Option<Date>) {
    let (mut from, mut to): (Option<Date>, Option<Date>) = (None, None);
    for Parsed { words, expressions } in sentences {
        for expression in expressions.iter().filter(|it| is_absolute(&it.meaning)) {
            let value = Resolver::new(None, (None, None)).resolve(words, expression);
            let (Some(first), Some(last)) = (value.from, value.to) else {
                continue;
            };
            match direction(words, expression.words.start, expression.words.end) {
                Direction::Past => from = from.max(Some(first)),
                Direction::Future => to = Some(to.map_or(last, |to| to.min(last))),
                Direction::Unclear => {}
            }
        }
    }
    // What contradicts itself tells nothing.
    match (from, to) {
        (Some(first), Some(last)) if first > last => (None, None),
        both => both,
    }
}

fn is_absolute(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Full(_) => true,
        Meaning::Day { year, .. } | Meaning::Month { year, .. } => year.is_some(),
        Meaning::Range(_, last) => is_absolute(last),
        _ => false,
    }
}
