use std::ops::Range;

use headwater_model::TimeModifier;

use super::calendar::Unit;
use super::lexicon;
use super::modified::{Narrowed, approximate, behind, narrowed, unit_of_report};
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
    /// The quarter that the report is about ("the latest quarter"), in its own or another year.
    NamedQuarter {
        year: Option<i16>,
        years: i16,
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
    /// A holiday whose day differs from year to year.
    Holiday {
        year: Option<i16>,
        holiday: &'static str,
    },
    /// A year before our era.
    Before(i16),
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
    /// "recent weeks", "coming years": how long is open.
    Vague {
        unit: Unit,
        past: bool,
    },
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
    pub modifier: Option<TimeModifier>,
    /// The word that names the time zone.
    pub zone: Option<usize>,
}

impl Expression {
    fn plain(words: Range<usize>, meaning: Meaning) -> Self {
        Self {
            words,
            meaning,
            clock: None,
            edge: None,
            modifier: None,
            zone: None,
        }
    }
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
                let next = next_in_list(words, &expression);
                push(words, &mut found, expression);
                if let Some(next) = next {
                    at = next.words.end;
                    found.push(next);
                }
            }
            None => at += 1,
        }
    }
    found
}

/// The second day of "24 April and 25": a day without a month of its own.
fn next_in_list(words: &[Word], first: &Expression) -> Option<Expression> {
    let Meaning::Day {
        year,
        month,
        day: before,
    } = first.meaning
    else {
        return None;
    };
    let at = first.words.end + 1;
    let is_list = low(words, at - 1) == "and" && first.clock.is_none();
    let is_month_first = lexicon::month(words, first.words.start).is_some();
    let day = spell::day_of_month(words, at).filter(|day| is_list && *day > before)?;
    let ends = words.get(at + 1).is_none_or(|next| {
        next.kind == headwater_text::TokenKind::Punct
            || matches!(next.low.as_str(), "in" | "at" | "to" | "for" | "and")
    });
    (is_month_first && ends)
        .then(|| Expression::plain(at..at + 1, Meaning::Day { year, month, day }))
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
    if let Some(found) = approximate(words, at) {
        return Some(found);
    }
    let mut found = unmodified(words, at)?;
    behind(words, &mut found);
    Some(found)
}

/// An expression without the words that say how exact it is.
pub(super) fn unmodified(words: &[Word], at: usize) -> Option<Expression> {
    let low = low(words, at);
    if let Some(Narrowed {
        start,
        edge,
        modifier,
    }) = narrowed(words, at)
        && let Some(mut inner) = bare(words, start)
        && takes_modifier(&inner.meaning)
    {
        inner.words.start = at;
        inner.edge = edge;
        inner.modifier = modifier;
        return Some(inner);
    }
    // "10 p.m. Wednesday", "noon on Friday", "mid-afternoon yesterday"
    if let Some((clock, taken)) = clock(words, at) {
        let zone = spell::zone(words, at + taken - 1).then_some(at + taken - 1);
        let mut start = at + taken;
        if matches!(self::low(words, start), "on" | ",") {
            start += 1;
        }
        if let Some(mut inner) = bare(words, start).filter(|inner| is_day(&inner.meaning)) {
            inner.words.start = at;
            inner.clock = Some(clock);
            inner.zone = zone;
            return Some(inner);
        }
        let in_figures = clock.contains(':');
        return in_figures.then(|| Expression {
            clock: Some(clock),
            zone,
            ..Expression::plain(at..at + taken, Meaning::Clock)
        });
    }
    if let Some((noun, edge, modifier)) = unit_of_report(words, at) {
        let unit = lexicon::unit(self::low(words, noun))?;
        return Some(Expression {
            edge,
            modifier,
            ..Expression::plain(at..noun + 1, Meaning::Shift { unit, by: 0 })
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

fn takes_modifier(meaning: &Meaning) -> bool {
    !matches!(
        meaning,
        Meaning::Ref(_) | Meaning::Set(_) | Meaning::Duration { .. } | Meaning::Full(_)
    )
}

fn takes_article(meaning: &Meaning) -> bool {
    use Meaning::{Century, Decade, NamedQuarter, Quarter, Season, Shift, Stretch, Year};
    match meaning {
        Decade(_)
        | Century(_)
        | Quarter { .. }
        | NamedQuarter { .. }
        | Stretch { .. }
        | Meaning::Anchored { .. } => true,
        Meaning::Duration { count, .. } => count.is_some(),
        Shift { unit, by } => *by != 0 || *unit == Unit::Weekend,
        Season { shift, year, .. } => shift.is_none() || year.is_some(),
        Year(_) => false,
        _ => false,
    }
}

fn is_day(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Day { .. }
        | Meaning::Weekday { .. }
        | Meaning::Holiday { .. }
        | Meaning::Full(_) => true,
        Meaning::Shift { unit, .. } => *unit == Unit::Day,
        _ => false,
    }
}

/// A core with the time of day behind it: "Friday morning", "Monday at 3 p.m.".
pub(super) fn bare(words: &[Word], at: usize) -> Option<Expression> {
    let (meaning, taken, mut clock_value) = super::atom::atom(words, at)?;
    let mut end = at + taken;
    let mut zone = None;
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
            zone = spell::zone(words, end - 1).then_some(end - 1);
        }
    }
    Some(Expression {
        clock: clock_value,
        zone,
        ..Expression::plain(at..end, meaning)
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
        None => match spell::spoken_year(words, at + comma) {
            Some((year, taken)) => (Some(year), comma + taken),
            None => (None, 0),
        },
    }
}
