use std::ops::Range;

use super::calendar::Unit;
use super::lexicon;
use super::spell;
use crate::number::Word;

/// What a time expression says, before it is set against a day.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    Full(String),
    Day {
        year: Option<i16>,
        month: i8,
        day: i8,
    },
    Month {
        year: Option<i16>,
        month: i8,
        shift: Option<i32>,
    },
    Year(i16),
    Decade(i16),
    Century(i16),
    Quarter {
        year: Option<i16>,
        shift: Option<i32>,
        quarter: i8,
    },
    Season {
        year: Option<i16>,
        shift: Option<i32>,
        season: &'static str,
    },
    Weekday {
        weekday: i8,
        shift: Option<i32>,
    },
    /// The day, week, … of the report, moved.
    Shift {
        unit: Unit,
        by: i32,
    },
    /// So much before (or, negative, after) the report.
    Ago {
        count: Option<f64>,
        unit: Unit,
        past: bool,
    },
    /// So much before or after the time named last.
    Anchored {
        unit: Unit,
        by: i32,
    },
    /// "the past three months".
    Stretch {
        count: Option<f64>,
        unit: Unit,
        past: bool,
    },
    Duration {
        count: Option<f64>,
        unit: Unit,
    },
    Set(String),
    Ref(&'static str),
    /// Only a time of day.
    Clock,
    Range(Box<Meaning>, Box<Meaning>),
}

/// Which end of the unit is meant, with the report's day as the other: "later this month".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Earlier,
    Later,
}

/// A time expression: the words it takes and what they say.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Expression {
    pub words: Range<usize>,
    pub meaning: Meaning,
    pub clock: Option<String>,
    pub edge: Option<Edge>,
}

/// The time expressions of a sentence, the longest at each place.
pub(super) fn expressions(words: &[Word]) -> Vec<Expression> {
    let mut found: Vec<Expression> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let read = lexicon::may_begin(words, at).then(|| expression(words, at));
        match read.flatten() {
            Some(expression) => {
                at = expression.words.end;
                push(words, &mut found, expression);
            }
            None => at += 1,
        }
    }
    found
}

/// Takes an expression in, joined with the one before where both are the ends of a range.
fn push(words: &[Word], found: &mut Vec<Expression>, next: Expression) {
    if let Some(last) = found.last()
        && last.words.end + 1 == next.words.start
        && is_same_grain(&last.meaning, &next.meaning)
    {
        let between = words[last.words.end].low.as_str();
        let before = last
            .words
            .start
            .checked_sub(1)
            .map(|at| words[at].low.as_str());
        let joins = match between {
            "to" | "until" | "till" | "through" => {
                before == Some("from") || is_dated(&last.meaning)
            }
            "and" => before == Some("between"),
            "-" => true,
            _ => false,
        };
        if joins && let Some(last) = found.last_mut() {
            let first = std::mem::replace(&mut last.meaning, Meaning::Clock);
            last.meaning = Meaning::Range(Box::new(first), Box::new(next.meaning));
            last.words.end = next.words.end;
            return;
        }
    }
    found.push(next);
}

fn is_same_grain(a: &Meaning, b: &Meaning) -> bool {
    use Meaning::{Day, Full, Month, Weekday, Year};
    matches!(
        (a, b),
        (Day { .. }, Day { .. })
            | (Month { .. }, Month { .. })
            | (Year(_), Year(_))
            | (Full(_), Full(_))
            | (Weekday { .. }, Weekday { .. })
    )
}

fn is_dated(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Day { .. } | Meaning::Year(_) | Meaning::Full(_)
    )
}

/// The expression that begins at `at`, with what stands before and behind its core.
fn expression(words: &[Word], at: usize) -> Option<Expression> {
    let low = low(words, at);
    if let Some((start, edge)) = modifier(words, at)
        && let Some(mut inner) = bare(words, start)
        && takes_modifier(&inner.meaning)
    {
        inner.words.start = at;
        inner.edge = edge;
        return Some(inner);
    }
    // "10 p.m. Wednesday", "noon on Friday", "mid-afternoon yesterday"
    if let Some((clock, taken)) = clock(words, at) {
        let mut start = at + taken;
        if matches!(self::low(words, start), "on" | ",") {
            start += 1;
        }
        if let Some(mut inner) = bare(words, start).filter(|inner| is_day(&inner.meaning)) {
            inner.words.start = at;
            inner.clock = Some(clock);
            return Some(inner);
        }
        let in_figures = clock.contains(':');
        return in_figures.then(|| Expression {
            words: at..at + taken,
            meaning: Meaning::Clock,
            clock: Some(clock),
            edge: None,
        });
    }
    if let Some((noun, edge)) = unit_of_report(words, at) {
        let unit = lexicon::unit(self::low(words, noun))?;
        return Some(Expression {
            words: at..noun + 1,
            meaning: Meaning::Shift { unit, by: 0 },
            clock: None,
            edge,
        });
    }
    let skips = usize::from(low == "the");
    if skips == 1
        && let Some(whole) = bare(words, at)
    {
        return Some(whole);
    }
    let mut inner = bare(words, at + skips)?;
    if skips == 1 {
        if !takes_article(&inner.meaning) {
            return None;
        }
        inner.words.start = at;
    }
    Some(inner)
}

/// Words before a time that narrow it: where the time begins, and which end is meant.
fn modifier(words: &[Word], at: usize) -> Option<(usize, Option<Edge>)> {
    let next = low(words, at + 1);
    let skip_article = |start: usize| start + usize::from(low(words, start) == "the");
    match low(words, at) {
        "early" | "late" | "mid" | "middle" => Some((skip_article(at + 1), None)),
        "earlier" if next != "in" => Some((at + 1, Some(Edge::Earlier))),
        "later" if next != "in" => Some((at + 1, Some(Edge::Later))),
        "the"
            if matches!(next, "end" | "beginning" | "start" | "middle" | "close")
                && low(words, at + 2) == "of" =>
        {
            Some((skip_article(at + 3), None))
        }
        "the" if matches!(next, "early" | "late" | "mid") => Some((at + 2, None)),
        _ => None,
    }
}

/// A unit of the report's day by its bare noun: "earlier in the year", "the end of the month".
/// Where the noun stands, and which end is meant.
fn unit_of_report(words: &[Word], at: usize) -> Option<(usize, Option<Edge>)> {
    let next = low(words, at + 1);
    let (noun, edge) = match low(words, at) {
        "earlier" if next == "in" => (at + 3, Some(Edge::Earlier)),
        "later" if next == "in" => (at + 3, Some(Edge::Later)),
        "the" if next == "end" && low(words, at + 2) == "of" => (at + 4, None),
        _ => return None,
    };
    let is_unit = matches!(
        low(words, noun),
        "week" | "month" | "year" | "decade" | "century"
    );
    (low(words, noun - 1) == "the" && is_unit).then_some((noun, edge))
}

fn takes_modifier(meaning: &Meaning) -> bool {
    !matches!(
        meaning,
        Meaning::Ref(_) | Meaning::Set(_) | Meaning::Duration { .. } | Meaning::Full(_)
    )
}

fn takes_article(meaning: &Meaning) -> bool {
    use Meaning::{Century, Decade, Quarter, Season, Shift, Stretch, Year};
    match meaning {
        Decade(_) | Century(_) | Quarter { .. } | Stretch { .. } | Meaning::Anchored { .. } => true,
        Shift { unit, by } => *by != 0 || *unit == Unit::Weekend,
        Season { shift, year, .. } => shift.is_none() || year.is_some(),
        Year(_) => false,
        _ => false,
    }
}

fn is_day(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Day { .. } | Meaning::Weekday { .. } | Meaning::Full(_) => true,
        Meaning::Shift { unit, .. } => *unit == Unit::Day,
        _ => false,
    }
}

/// A core with the time of day behind it: "Friday morning", "Monday at 3 p.m.".
fn bare(words: &[Word], at: usize) -> Option<Expression> {
    let (meaning, taken, mut clock_value) = super::atom::atom(words, at)?;
    let mut end = at + taken;
    if is_day(&meaning) && clock_value.is_none() {
        let (skip, part) = match low(words, end) {
            "at" => (1, clock(words, end + 1)),
            _ => (
                0,
                lexicon::value("daypart", low(words, end)).map(|v| (v.to_owned(), 1)),
            ),
        };
        if let Some((value, taken)) = part {
            end += skip + taken;
            clock_value = Some(value);
        }
    }
    Some(Expression {
        words: at..end,
        meaning,
        clock: clock_value,
        edge: None,
    })
}

/// A time of day in figures or in words ("noon", "mid-afternoon").
fn clock(words: &[Word], at: usize) -> Option<(String, usize)> {
    if let Some(found) = spell::clock(words, at) {
        return Some(found);
    }
    let skip = usize::from(matches!(low(words, at), "mid" | "early" | "late"));
    let part = lexicon::value("daypart", low(words, at + skip))?;
    Some((part.to_owned(), 1 + skip))
}

/// The normal form of the word at `at`, empty past the end.
pub(super) fn low(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |word| word.low.as_str())
}

/// The end of a day and month with the year that may follow: ", 2023", "2023".
pub(super) fn year_behind(words: &[Word], at: usize) -> (Option<i16>, usize) {
    let comma = usize::from(low(words, at) == ",");
    let year =
        spell::four_digits(low(words, at + comma)).filter(|year| (1500..2200).contains(year));
    match year {
        Some(year) => (Some(year), comma + 1),
        None => (None, 0),
    }
}

/// How many words a fixed phrase takes, where it stands at `at`.
pub(super) fn phrase(words: &[Word], at: usize, phrase: &str) -> Option<usize> {
    let mut taken = 0;
    for word in phrase.split(' ') {
        if low(words, at + taken) != word {
            return None;
        }
        taken += 1;
    }
    Some(taken)
}
