use jiff::civil::Date;

use super::calendar::{self, Unit, Valued};
use super::grammar::{Edge, Expression, Meaning};
use super::lexicon;
use crate::number::Word;

/// Sets expressions against the day of publication, and against the time named before.
pub(super) struct Resolver {
    published: Option<Date>,
    last: Option<Date>,
}

/// Where the sentence around an expression looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Past,
    Future,
    Unclear,
}

impl Resolver {
    pub fn new(published: Option<Date>) -> Self {
        Self {
            published,
            last: None,
        }
    }

    /// The value of the expression, open where nothing tells it.
    pub fn resolve(&mut self, words: &[Word], expression: &Expression) -> Valued {
        let direction = direction(words, expression.words.start, expression.words.end);
        let mut value = self.value(&expression.meaning, direction);
        if let (Some(edge), Some(published)) = (expression.edge, self.published) {
            cut_at(&mut value, edge, published);
        }
        if let Some(clock) = &expression.clock {
            let is_day = value.from.is_some() && value.from == value.to;
            value.value = match value.value {
                Some(day) => Some(format!("{day}T{clock}")),
                None if matches!(expression.meaning, Meaning::Clock) => {
                    Some(format!("XXXX-XX-XXT{clock}"))
                }
                None => None,
            };
            debug_assert!(is_day || value.from.is_none());
        }
        if value.from.is_some() && is_anchor(&expression.meaning) {
            self.last = value.from;
        }
        value
    }

    fn value(&self, meaning: &Meaning, direction: Direction) -> Valued {
        self.known(meaning, direction).unwrap_or_default()
    }

    fn known(&self, meaning: &Meaning, direction: Direction) -> Option<Valued> {
        match meaning {
            Meaning::Full(date) => Some(calendar::day(date.parse().ok()?)),
            Meaning::Day { year, month, day } => self.month_day(*year, *month, *day, direction),
            Meaning::Month { year, month, shift } => self.month(*year, *month, *shift, direction),
            Meaning::Year(year) => calendar::year(*year),
            Meaning::Decade(decade) => calendar::decade(*decade),
            Meaning::Century(century) => calendar::century(*century),
            Meaning::Quarter {
                year,
                shift,
                quarter,
            } => self.quarter(*year, *shift, *quarter, direction),
            Meaning::Season {
                year,
                shift,
                season,
            } => self.season(*year, *shift, season, direction),
            Meaning::Weekday { weekday, shift } => self.weekday(*weekday, *shift, direction),
            Meaning::Shift { unit, by } => calendar::shifted(self.published?, *unit, *by),
            Meaning::Ago { count, unit, past } => Some(self.ago(*count, *unit, *past)),
            Meaning::Anchored { unit, by } => calendar::shifted(self.last?, *unit, *by),
            Meaning::Stretch { count, unit, past } => Some(self.stretch(*count, *unit, *past)),
            Meaning::Duration { count, unit } => {
                Some(Valued::open(calendar::period(*count, *unit)))
            }
            Meaning::Set(value) => Some(Valued::open(value.as_str())),
            Meaning::Ref(value) => Some(Valued::open(*value)),
            Meaning::Clock => None,
            Meaning::Range(first, last) => self.range(first, last, direction),
        }
    }

    fn range(&self, first: &Meaning, last: &Meaning, direction: Direction) -> Option<Valued> {
        let mut first = first.clone();
        if let (
            Meaning::Day {
                year: open @ None, ..
            }
            | Meaning::Month {
                year: open @ None, ..
            },
            Meaning::Day {
                year: Some(year), ..
            }
            | Meaning::Month {
                year: Some(year), ..
            },
        ) = (&mut first, last)
        {
            *open = Some(*year);
        }
        let from = self.known(&first, direction)?;
        let to = self.known(last, direction)?;
        if from.from.zip(to.to).is_some_and(|(from, to)| from > to) {
            return None;
        }
        Some(Valued {
            value: Some(format!("{}/{}", from.value?, to.value?)),
            from: from.from,
            to: to.to,
        })
    }

    fn month_day(
        &self,
        year: Option<i16>,
        month: i8,
        day: i8,
        direction: Direction,
    ) -> Option<Valued> {
        if let Some(year) = year {
            return Some(calendar::day(Date::new(year, month, day).ok()?));
        }
        // 29 February is a day, whatever the year.
        Date::new(2024, month, day).ok()?;
        let Some(published) = self.published else {
            return Some(Valued::open(format!("XXXX-{month:02}-{day:02}")));
        };
        let around = (published.year() - 1..=published.year() + 1)
            .filter_map(|year| Date::new(year, month, day).ok());
        let distance = |date: &Date| {
            let days = i64::from(days_between(published, *date));
            match direction {
                Direction::Future if days < 0 => days.abs() + 200,
                Direction::Past if days > 0 => days.abs() + 100,
                _ => days.abs(),
            }
        };
        around.min_by_key(distance).map(calendar::day)
    }

    fn month(
        &self,
        year: Option<i16>,
        month: i8,
        shift: Option<i32>,
        direction: Direction,
    ) -> Option<Valued> {
        if let Some(year) = year {
            return calendar::month(year, month);
        }
        let Some(published) = self.published else {
            return shift
                .is_none()
                .then(|| Valued::open(format!("XXXX-{month:02}")));
        };
        let this = published.year();
        let year = match shift {
            Some(0) => this,
            Some(by) if by < 0 => this - i16::from(month >= published.month()),
            Some(_) => this + i16::from(month <= published.month()),
            None if direction == Direction::Future => this + i16::from(month < published.month()),
            None => this - i16::from(month > published.month()),
        };
        calendar::month(year, month)
    }

    fn quarter(
        &self,
        year: Option<i16>,
        shift: Option<i32>,
        quarter: i8,
        direction: Direction,
    ) -> Option<Valued> {
        if let Some(year) = year {
            return calendar::quarter(year, quarter);
        }
        let Some(published) = self.published else {
            return shift
                .is_none()
                .then(|| Valued::open(format!("XXXX-Q{quarter}")));
        };
        let this = published.year();
        let now = (published.month() + 2) / 3;
        let year = match shift {
            Some(by) => this + i16::try_from(by).ok()?,
            None if direction == Direction::Future => this + i16::from(quarter < now),
            None => this - i16::from(quarter > now),
        };
        calendar::quarter(year, quarter)
    }

    fn season(
        &self,
        year: Option<i16>,
        shift: Option<i32>,
        season: &str,
        direction: Direction,
    ) -> Option<Valued> {
        if let Some(year) = year {
            return calendar::season(year, season);
        }
        let Some(published) = self.published else {
            return shift
                .is_none()
                .then(|| Valued::open(format!("XXXX-{season}")));
        };
        let this = published.year();
        let (begins, ends) = match season {
            "SP" => (3, 5),
            "SU" => (6, 8),
            "FA" => (9, 11),
            _ => (12, 12),
        };
        let winter_now = season == "WI" && published.month() <= 2;
        let year = match shift {
            Some(by) if by < 0 => this - i16::from(published.month() <= ends || winter_now),
            Some(by) if by > 0 => this + i16::from(published.month() >= begins),
            Some(_) => this - i16::from(winter_now),
            None if direction == Direction::Future => this + i16::from(published.month() > ends),
            None => this - i16::from(published.month() < begins),
        };
        calendar::season(year, season)
    }

    fn weekday(&self, weekday: i8, shift: Option<i32>, direction: Direction) -> Option<Valued> {
        let Some(published) = self.published else {
            return Some(Valued::open(format!("XXXX-WXX-{weekday}")));
        };
        let today = published.weekday().to_monday_one_offset();
        let back = (today - weekday).rem_euclid(7);
        let ahead = (weekday - today).rem_euclid(7);
        let by = match shift {
            Some(0) if direction == Direction::Future => ahead,
            Some(0) => {
                if back <= 3 {
                    -back
                } else {
                    ahead
                }
            }
            Some(by) if by < 0 => {
                if back == 0 {
                    -7
                } else {
                    -back
                }
            }
            Some(_) => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
            None if direction == Direction::Future => ahead,
            None => -back,
        };
        calendar::shifted(published, Unit::Day, i32::from(by))
    }

    fn ago(&self, count: Option<f64>, unit: Unit, past: bool) -> Valued {
        let vague = if past { "PAST_REF" } else { "FUTURE_REF" };
        let Some(count) = count else {
            return Valued::open(vague);
        };
        let by = count.round().min(9999.0) as i32;
        let by = if past { -by } else { by };
        match self.published {
            Some(_) if unit < Unit::Day => Valued::open(vague),
            Some(published) => {
                calendar::shifted(published, unit, by).unwrap_or_else(|| Valued::open(vague))
            }
            None => Valued::default(),
        }
    }

    fn stretch(&self, count: Option<f64>, unit: Unit, past: bool) -> Valued {
        let mut value = Valued::open(calendar::period(count, unit));
        if let (Some(count), Some(published)) = (count, self.published)
            && unit >= Unit::Day
        {
            let by = count.ceil().min(9999.0) as i32;
            let other = calendar::moved(published, unit, if past { -by } else { by });
            (value.from, value.to) = match other {
                Some(other) if past => (Some(other), Some(published)),
                Some(other) => (Some(published), Some(other)),
                None => (None, None),
            };
        }
        value
    }
}

/// Whether later words ("that year", "a day earlier") are told from this time.
fn is_anchor(meaning: &Meaning) -> bool {
    !matches!(
        meaning,
        Meaning::Stretch { .. } | Meaning::Decade(_) | Meaning::Century(_)
    )
}

/// Narrows "later this month" to the days from publication on.
fn cut_at(value: &mut Valued, edge: Edge, published: Date) {
    let (Some(from), Some(to)) = (value.from, value.to) else {
        return;
    };
    if !(from..=to).contains(&published) {
        return;
    }
    match edge {
        Edge::Earlier => value.to = Some(published),
        Edge::Later => value.from = Some(published),
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// Whether the verbs nearest to the expression look back or ahead: first those before it.
fn direction(words: &[Word], start: usize, end: usize) -> Direction {
    let is_mark = |word: &Word| matches!(word.low.as_str(), ";" | "\"");
    let before = words[..start]
        .iter()
        .rev()
        .take_while(|word| !is_mark(word));
    let after = words[end..].iter().take_while(|word| !is_mark(word));
    before
        .chain(after)
        .find_map(verb_direction)
        .unwrap_or(Direction::Unclear)
}

fn verb_direction(word: &Word) -> Option<Direction> {
    if word.capital && !word.low.starts_with("will") {
        return None;
    }
    if lexicon::value("future", &word.low).is_some() {
        return Some(Direction::Future);
    }
    let looks_past = word.low.len() > 4 && word.low.ends_with("ed");
    (looks_past || lexicon::value("past", &word.low).is_some()).then_some(Direction::Past)
}
