//! Words around a time that say which part of it is meant, or how exactly it is told.

use headwater_model::TimeModifier;

use super::grammar::{Edge, Expression, Meaning, low, unmodified};
use super::lexicon;
use crate::number::Word;

/// A time that words before it narrow.
pub(super) struct Narrowed {
    /// Where the time itself begins.
    pub start: usize,
    pub edge: Option<Edge>,
    pub modifier: Option<TimeModifier>,
}

/// "early", "late", "the end of", "earlier" before a time.
pub(super) fn narrowed(words: &[Word], at: usize) -> Option<Narrowed> {
    use TimeModifier::{End, Mid, Start};
    let next = low(words, at + 1);
    let skip_article = |start: usize| start + usize::from(low(words, start) == "the");
    let found = |start, edge, modifier| {
        Some(Narrowed {
            start,
            edge,
            modifier: Some(modifier),
        })
    };
    match low(words, at) {
        "early" => found(skip_article(at + 1), None, Start),
        "late" => found(skip_article(at + 1), None, End),
        "mid" | "middle" => found(skip_article(at + 1), None, Mid),
        "earlier" if next != "in" => found(at + 1, Some(Edge::Earlier), Start),
        "later" if next != "in" => found(at + 1, Some(Edge::Later), End),
        "the" if low(words, at + 2) == "of" => {
            let part = lexicon::value("part", next)?;
            let modifier = modifier_of(part)?;
            found(skip_article(at + 3), None, modifier)
        }
        "the" if matches!(next, "early" | "late" | "mid") => {
            let inner = narrowed(words, at + 1)?;
            found(inner.start, None, inner.modifier?)
        }
        _ => None,
    }
}

fn modifier_of(name: &str) -> Option<TimeModifier> {
    use TimeModifier::{Approx, End, EqualOrLess, EqualOrMore, LessThan, Mid, MoreThan, Start};
    Some(match name {
        "start" => Start,
        "mid" => Mid,
        "end" => End,
        "approx" => Approx,
        "less" => LessThan,
        "more" => MoreThan,
        "most" => EqualOrLess,
        "least" => EqualOrMore,
        _ => return None,
    })
}

/// A unit of the report's day by its bare noun: "earlier in the year", "the end of the month",
/// "for the year", "year-end". Where the noun stands, and which end is meant.
pub(super) fn unit_of_report(
    words: &[Word],
    at: usize,
) -> Option<(usize, Option<Edge>, Option<TimeModifier>)> {
    let next = low(words, at + 1);
    let is_unit = |noun: usize| {
        matches!(
            low(words, noun),
            "week" | "month" | "year" | "decade" | "century"
        )
    };
    if low(words, at) == "the" {
        let before = at.checked_sub(1).map_or("", |before| low(words, before));
        let noun = at + 1 + usize::from(matches!(next, "full" | "whole" | "entire"));
        let ends = !matches!(
            low(words, noun + 1),
            "of" | "ago" | "before" | "after" | "ended" | "ending" | "to" | "'s" | "that"
        ) && words.get(noun + 1).is_none_or(|next| !next.glued);
        if before == "for" && matches!(low(words, noun), "week" | "month" | "year") && ends {
            return Some((noun, None, None));
        }
    }
    let (noun, edge, modifier) = match low(words, at) {
        "earlier" if next == "in" => (at + 3, Some(Edge::Earlier), TimeModifier::Start),
        "later" if next == "in" => (at + 3, Some(Edge::Later), TimeModifier::End),
        "the" if low(words, at + 2) == "of" => {
            let part = lexicon::value("part", next)?;
            (at + 4, None, modifier_of(part)?)
        }
        _ => return None,
    };
    (low(words, noun - 1) == "the" && is_unit(noun)).then_some((noun, edge, Some(modifier)))
}

/// "nearly three years", "at least two weeks ago", "around 1 November".
pub(super) fn approximate(words: &[Word], at: usize) -> Option<Expression> {
    let (taken, name) = lexicon::longest("bound", words, at)?;
    let mut inner = unmodified(words, at + taken)?;
    let is_counted = matches!(
        inner.meaning,
        Meaning::Duration { count: Some(_), .. }
            | Meaning::Ago { count: Some(_), .. }
            | Meaning::Anchored { .. }
    ) && !matches!(low(words, at + taken), "the" | "that" | "this");
    let is_near = matches!(name, "approx")
        && matches!(
            inner.meaning,
            Meaning::Day { .. } | Meaning::Year(_) | Meaning::Month { .. }
        );
    if !(is_counted || is_near) || inner.modifier.is_some() {
        return None;
    }
    inner.words.start = at;
    inner.modifier = modifier_of(name).map(|modifier| of_ago(modifier, &inner.meaning));
    Some(inner)
}

/// "more than a year ago" is before the day a year ago.
fn of_ago(modifier: TimeModifier, meaning: &Meaning) -> TimeModifier {
    use TimeModifier::{After, Before, EqualOrLess, EqualOrMore, LessThan, MoreThan, OnOrAfter};
    let Meaning::Ago { past, .. } = meaning else {
        return modifier;
    };
    match (modifier, past) {
        (MoreThan, true) | (LessThan, false) => Before,
        (LessThan, true) | (MoreThan, false) => After,
        (EqualOrMore, true) | (EqualOrLess, false) => TimeModifier::OnOrBefore,
        (EqualOrLess, true) | (EqualOrMore, false) => OnOrAfter,
        (other, _) => other,
    }
}

/// "a year or so", "three weeks or more", after a time.
pub(super) fn behind(words: &[Word], found: &mut Expression) {
    let end = found.words.end;
    let is_length = matches!(
        found.meaning,
        Meaning::Duration { .. } | Meaning::Stretch { .. } | Meaning::Shift { .. }
    );
    if found.modifier.is_none() && is_length && low(words, end) == "or" {
        let modifier = match low(words, end + 1) {
            "so" => TimeModifier::Approx,
            "more" | "longer" => TimeModifier::EqualOrMore,
            "less" => TimeModifier::EqualOrLess,
            _ => return,
        };
        found.modifier = Some(modifier);
        found.words.end = end + 2;
    }
}
