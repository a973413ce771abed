use jiff::civil::Date;

use super::calendar::{self, Unit, Valued};
use super::grammar::{Edge, Expression, Meaning};
use super::named::quarter_of;
use super::tense::{Direction, direction};
use super::told_year::ToldYear;
use crate::number::Word;

/// Sets expressions against the day of publication, and against the times named before.
pub(super) struct Resolver {
    /// The day that "today" means.
    pub(super) today: Option<Date>,
    /// For a report without a date: the days between which it must have been today.
    pub(super) between: (Option<Date>, Option<Date>),
    pub(super) last: Option<Date>,
    /// The day named last, and the sentence that names it.
    last_day: Option<(Date, usize)>,
    /// The quarter that the report is about: its year and number.
    pub(super) quarter: Option<(i16, i8)>,
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
    pub(super) fn told_year(&self, direction: Direction) -> Option<i16> {
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
