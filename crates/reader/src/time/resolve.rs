use jiff::civil::Date;

use super::calendar::{self, Unit, Valued};
use super::grammar::{Edge, Expression, Meaning};
use super::quarters;
use super::tense::{Direction, direction};
use super::told_year::ToldYear;
use crate::number::Word;

/// Sets expressions against the day of publication, and against the times named before.
pub(super) struct Resolver {
    /// The day that "today" means.
    today: Option<Date>,
    /// For a report without a date: the days between which it must have been today.
    between: (Option<Date>, Option<Date>),
    last: Option<Date>,
    /// The day named last, and the sentence that names it.
    last_day: Option<(Date, usize)>,
    /// The quarter that the report is about: its year and number.
    quarter: Option<(i16, i8)>,
    told: ToldYear,
    sentence: usize,
}

impl Resolver {
    pub fn new(published: Option<Date>, between: (Option<Date>, Option<Date>)) -> Self {
        Self {
            today: published,
            between,
            last: None,
            last_day: None,
            quarter: None,
            told: ToldYear::default(),
            sentence: 0,
        }
    }

    /// Tells that the following expressions stand in the next sentence.
    pub fn next_sentence(&mut self) {
        self.sentence += 1;
    }

    /// What `resolve` finds when the words are spoken on another day than that of publication.
    pub fn spoken(&mut self, day: Date, words: &[Word], expression: &Expression) -> Valued {
        let today = self.today.replace(day);
        let value = self.resolve(words, expression);
        self.today = today;
        value
    }

    /// The value of the expression, open where nothing tells it.
    pub fn resolve(&mut self, words: &[Word], expression: &Expression) -> Valued {
        let direction = direction(words, expression.words.start, expression.words.end);
        let meaning = self.in_context(words, expression, direction);
        let mut value = self.known(&meaning, direction).unwrap_or_default();
        if let (Some(edge), Some(today)) = (expression.edge, self.today) {
            cut_at(&mut value, edge, today);
        }
        if let Some(clock) = &expression.clock {
            let is_bare = matches!(meaning, Meaning::Clock);
            if is_bare {
                value = self.day_of_clock().map(calendar::day).unwrap_or_default();
            }
            value.value = match value.value {
                Some(day) => Some(format!("{day}T{clock}")),
                None => is_bare.then(|| format!("XXXX-XX-XXT{clock}")),
            };
        }
        self.remember(&meaning, &value);
        value
    }

    /// A bare time of day is one of the day named last, close by, or of the day of publication.
    fn day_of_clock(&self) -> Option<Date> {
        match self.last_day {
            Some((day, sentence)) if self.sentence - sentence <= 1 => Some(day),
            _ => self.today,
        }
    }

    /// The meaning as the words around the expression make it.
    fn in_context(&self, words: &[Word], expression: &Expression, direction: Direction) -> Meaning {
        let before = expression.words.start.checked_sub(1);
        let before = before.map_or("", |at| words[at].low.as_str());
        match expression.meaning.clone() {
            // "up 5% from a year ago", in a report on a quarter.
            Meaning::Ago {
                count: Some(1.0),
                unit: Unit::Year,
                past: true,
            }
            | Meaning::Anchored {
                unit: Unit::Year,
                by: -1,
            } if self.quarter.is_some() && quarters::compares_figures(words) => {
                Meaning::NamedQuarter {
                    year: None,
                    years: -1,
                }
            }
            // "in September of that year"
            Meaning::Month {
                year: None,
                month,
                shift,
            } if is_of_that_year(words, expression.words.end) => Meaning::Month {
                year: self.last.map(Date::year),
                month,
                shift,
            },
            // "will be redeemed in five years"
            Meaning::Duration {
                count: count @ Some(_),
                unit,
            } if before == "in" && direction == Direction::Future && unit >= Unit::Day => {
                Meaning::Ago {
                    count,
                    unit,
                    past: false,
                }
            }
            // "over the weekend", on a Monday
            Meaning::Shift {
                unit: unit @ Unit::Weekend,
                by: 0,
            } => {
                let the = words[expression.words.start].low != "this";
                let back = direction == Direction::Past || (the && direction != Direction::Future);
                let is_behind = self
                    .today
                    .is_some_and(|today| back && today.weekday().to_monday_one_offset() <= 4);
                Meaning::Shift {
                    unit,
                    by: -i32::from(is_behind),
                }
            }
            // "a third-quarter loss" is one that was made.
            Meaning::Quarter {
                year: None,
                shift: None,
                quarter,
            } if direction == Direction::Future && words[expression.words.end - 1].glued => {
                let year = self
                    .today
                    .map(|today| today.year() - i16::from(quarter > quarter_of(today)));
                Meaning::Quarter {
                    year,
                    shift: None,
                    quarter,
                }
            }
            other => other,
        }
    }

    fn remember(&mut self, meaning: &Meaning, value: &Valued) {
        let Some(from) = value.from else {
            return;
        };
        if is_anchor(meaning) {
            self.last = Some(from);
        }
        if value.to == Some(from) {
            self.last_day = Some((from, self.sentence));
        }
        let is_over = value
            .to
            .is_some_and(|to| self.today.is_none_or(|today| to < today));
        if matches!(meaning, Meaning::Quarter { .. }) && is_over {
            self.quarter = Some((from.year(), quarter_of(from)));
        }
        let year = value.to.unwrap_or(from).year();
        match names_year(meaning) {
            true => self.told.tell(year, self.today, self.sentence),
            false => self.told.hold(year, self.sentence),
        }
    }

    /// The year of the story that is told, where it is not the report's own time.
    fn told_year(&self, direction: Direction) -> Option<i16> {
        if direction == Direction::Future && self.today.is_some() {
            return None;
        }
        self.told.year(self.today, self.sentence)
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
            Meaning::NamedQuarter { year, years } => self.named_quarter(*year, *years),
            Meaning::Holiday { year, holiday } => self.holiday(*year, holiday, direction),
            Meaning::Before(year) => Some(calendar::before_our_era(*year)),
            Meaning::Weekday { weekday, shift } => self.weekday(*weekday, *shift, direction),
            Meaning::Shift {
                unit: Unit::Year,
                by: 0,
            } if self.told_year(direction).is_some() => calendar::year(self.told_year(direction)?),
            Meaning::Shift { unit, by } => match self.today {
                Some(today) => calendar::shifted(today, *unit, *by),
                None => Some(self.somewhere(*unit, *by)),
            },
            Meaning::Ago { count, unit, past } => Some(self.ago(*count, *unit, *past)),
            Meaning::Anchored { unit, by } => calendar::shifted(self.last?, *unit, *by),
            Meaning::Stretch { count, unit, past } => Some(self.stretch(*count, *unit, *past)),
            Meaning::Duration { count, unit } => {
                Some(Valued::open(calendar::period(*count, *unit)))
            }
            Meaning::Set(value) => Some(Valued::open(value.as_str())),
            Meaning::Ref(value) => Some(Valued::open(*value)),
            Meaning::Vague { unit, .. } => Some(Valued::open(calendar::period(None, *unit))),
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
        if let Some(told) = self.told_year(direction) {
            return Some(calendar::day(Date::new(told, month, day).ok()?));
        }
        let Some(today) = self.today else {
            return Some(Valued::open(format!("XXXX-{month:02}-{day:02}")));
        };
        let around = (today.year() - 1..=today.year() + 1)
            .filter_map(|year| Date::new(year, month, day).ok());
        around
            .min_by_key(|date| distance(today, *date, direction))
            .map(calendar::day)
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
        if let Some(told) = self.told_year(direction).filter(|_| shift.is_none()) {
            return calendar::month(told, month);
        }
        let Some(today) = self.today else {
            return shift
                .is_none()
                .then(|| Valued::open(format!("XXXX-{month:02}")));
        };
        let this = today.year();
        let year = match shift {
            Some(0) => this,
            Some(by) if by < 0 => this - i16::from(month >= today.month()),
            Some(_) => this + i16::from(month <= today.month()),
            None if direction == Direction::Future => this + i16::from(month < today.month()),
            None => this - i16::from(month > today.month()),
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
        let Some(today) = self.today else {
            return shift
                .is_none()
                .then(|| Valued::open(format!("XXXX-Q{quarter}")));
        };
        let this = today.year();
        let now = quarter_of(today);
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
        if let Some(told) = self.told_year(direction).filter(|_| shift.is_none()) {
            return calendar::season(told, season);
        }
        let Some(today) = self.today else {
            return shift
                .is_none()
                .then(|| Valued::open(format!("XXXX-{season}")));
        };
        let this = today.year();
        let (begins, ends) = match season {
            "SP" => (3, 5),
            "SU" => (6, 8),
            "FA" => (9, 11),
            _ => (12, 12),
        };
        let winter_now = season == "WI" && today.month() <= 2;
        let year = match shift {
            Some(by) if by < 0 => this - i16::from(today.month() <= ends || winter_now),
            Some(by) if by > 0 => this + i16::from(today.month() >= begins),
            Some(_) => this - i16::from(winter_now),
            None if direction == Direction::Future => this + i16::from(today.month() > ends),
            None => this - i16::from(today.month() < begins),
        };
        calendar::season(year, season)
    }

    fn weekday(&self, weekday: i8, shift: Option<i32>, direction: Direction) -> Option<Valued> {
        let Some(today) = self.today else {
            let (from, to) = self.between;
            let (back, ahead) = match direction {
                Direction::Future => (0, 7),
                _ => (-7, 0),
            };
            return Some(Valued {
                value: Some(format!("XXXX-WXX-{weekday}")),
                from: from.and_then(|day| calendar::moved(day, Unit::Day, back)),
                to: to.and_then(|day| calendar::moved(day, Unit::Day, ahead)),
            });
        };
        let now = today.weekday().to_monday_one_offset();
        let back = (now - weekday).rem_euclid(7);
        let ahead = (weekday - now).rem_euclid(7);
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
        calendar::shifted(today, Unit::Day, i32::from(by))
    }

    fn ago(&self, count: Option<f64>, unit: Unit, past: bool) -> Valued {
        let vague = if past { "PAST_REF" } else { "FUTURE_REF" };
        let Some(count) = count else {
            return Valued::open(vague);
        };
        let by = count.round().min(9999.0) as i32;
        let by = if past { -by } else { by };
        match self.today {
            Some(_) if unit < Unit::Day => Valued::open(vague),
            Some(today) => {
                calendar::shifted(today, unit, by).unwrap_or_else(|| Valued::open(vague))
            }
            None if unit < Unit::Day => Valued::default(),
            None => self.somewhere(unit, by),
        }
    }

    /// A unit told from a day that is not known, only bounded: no value, but bounds.
    fn somewhere(&self, unit: Unit, by: i32) -> Valued {
        let (from, to) = self.between;
        let moved = |day: Option<Date>| day.and_then(|day| calendar::shifted(day, unit, by));
        Valued {
            value: None,
            from: moved(from).and_then(|value| value.from),
            to: moved(to).and_then(|value| value.to),
        }
    }

    /// The quarter that the report is about, or else the last whole one, moved by years.
    fn named_quarter(&self, year: Option<i16>, years: i16) -> Option<Valued> {
        let (own, quarter) = self.quarter.or_else(|| {
            let today = self.today?;
            Some(match quarter_of(today) {
                1 => (today.year() - 1, 4),
                now => (today.year(), now - 1),
            })
        })?;
        calendar::quarter(year.unwrap_or(own + years), quarter)
    }

    fn holiday(&self, year: Option<i16>, rule: &str, direction: Direction) -> Option<Valued> {
        if let Some(year) = year.or_else(|| self.told_year(direction)) {
            return Some(calendar::day(calendar::holiday(year, rule)?));
        }
        let today = self.today?;
        (today.year() - 1..=today.year() + 1)
            .filter_map(|year| calendar::holiday(year, rule))
            .min_by_key(|date| distance(today, *date, direction))
            .map(calendar::day)
    }

    fn stretch(&self, count: Option<f64>, unit: Unit, past: bool) -> Valued {
        let mut value = Valued::open(calendar::period(count, unit));
        if let (Some(count), Some(today)) = (count, self.today)
            && unit >= Unit::Day
        {
            let by = count.ceil().min(9999.0) as i32;
            let other = calendar::moved(today, unit, if past { -by } else { by });
            (value.from, value.to) = match other {
                Some(other) if past => (Some(other), Some(today)),
                Some(other) => (Some(today), Some(other)),
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
        Meaning::Stretch { .. }
            | Meaning::Decade(_)
            | Meaning::Century(_)
            | Meaning::Ago { .. }
            | Meaning::NamedQuarter { .. }
            | Meaning::Anchored {
                unit: Unit::Year,
                by: -1
            }
    )
}

/// Narrows "later this month" to the days from publication on.
fn cut_at(value: &mut Valued, edge: Edge, today: Date) {
    let (Some(from), Some(to)) = (value.from, value.to) else {
        return;
    };
    if !(from..=to).contains(&today) {
        return;
    }
    match edge {
        Edge::Earlier => value.to = Some(today),
        Edge::Later => value.from = Some(today),
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// How unlikely a date without a year is meant, in days from today; against the tense counts more.
fn distance(today: Date, date: Date, direction: Direction) -> i64 {
    let days = i64::from(days_between(today, date));
    match direction {
        Direction::Future if days < 0 => days.abs() + 200,
        Direction::Past if days > 0 => days.abs() + 150,
        _ => days.abs(),
    }
}

fn is_of_that_year(words: &[Word], at: usize) -> bool {
    let word = |ahead: usize| words.get(at + ahead).map_or("", |word| word.low.as_str());
    word(0) == "of" && matches!(word(1), "that" | "same") && word(2) == "year"
}

fn quarter_of(date: Date) -> i8 {
    (date.month() + 2) / 3
}

/// Whether the words of the expression hold its year.
fn names_year(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Day { year, .. } | Meaning::Month { year, .. } | Meaning::Season { year, .. } => {
            year.is_some()
        }
        Meaning::Year(_) | Meaning::Full(_) => true,
        Meaning::Range(_, last) => names_year(last),
        _ => false,
    }
}
