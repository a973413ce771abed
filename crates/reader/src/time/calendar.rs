use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};

/// Units of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// A value with the days it covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Valued {
    pub value: Option<String>,
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl Valued {
    pub fn open(value: impl Into<String>) -> Self {
        Self {
            value: Some(value.into()),
            ..Self::default()
        }
    }

    pub fn between(value: String, from: Date, to: Date) -> Self {
        Self {
            value: Some(value),
            from: Some(from),
            to: Some(to),
        }
    }
}

pub(super) fn day(date: Date) -> Valued {
    Valued::between(date.to_string(), date, date)
}

pub(super) fn week(date: Date) -> Valued {
    let iso = date.iso_week_date();
    let monday = ISOWeekDate::new(iso.year(), iso.week(), Weekday::Monday).map(Date::from);
    let monday = monday.unwrap_or(date);
    let value = format!("{:04}-W{:02}", iso.year(), iso.week());
    Valued::between(value, monday, plus(monday, 6.days()))
}

pub(super) fn weekend(date: Date) -> Valued {
    let week = week(date);
    let saturday = week.from.map(|monday| plus(monday, 5.days()));
    Valued {
        value: week.value.map(|value| value + "-WE"),
        from: saturday,
        to: week.to,
    }
}

pub(super) fn month(year: i16, month: i8) -> Option<Valued> {
    let first = Date::new(year, month, 1).ok()?;
    let value = format!("{year:04}-{month:02}");
    Some(Valued::between(value, first, first.last_of_month()))
}

pub(super) fn quarter(year: i16, quarter: i8) -> Option<Valued> {
    let first = Date::new(year, quarter * 3 - 2, 1).ok()?;
    let last = plus(first, 2.months()).last_of_month();
    Some(Valued::between(
        format!("{year:04}-Q{quarter}"),
        first,
        last,
    ))
}

pub(super) fn year(year: i16) -> Option<Valued> {
    let first = Date::new(year, 1, 1).ok()?;
    Some(Valued::between(
        format!("{year:04}"),
        first,
        first.last_of_year(),
    ))
}

/// A decade by its first three figures: 199 for the 1990s.
pub(super) fn decade(decade: i16) -> Option<Valued> {
    let first = Date::new(decade.checked_mul(10)?, 1, 1).ok()?;
    let last = plus(first, 9.years()).last_of_year();
    Some(Valued::between(format!("{decade:03}"), first, last))
}

/// A century by its first two figures: 19 for the twentieth.
pub(super) fn century(century: i16) -> Option<Valued> {
    let first = Date::new(century.checked_mul(100)?, 1, 1).ok()?;
    let last = plus(first, 99.years()).last_of_year();
    Some(Valued::between(format!("{century:02}"), first, last))
}

/// A season of the northern hemisphere; its days differ by place, so the bounds are wide.
pub(super) fn season(year: i16, season: &str) -> Option<Valued> {
    let (from, to) = match season {
        "SP" => ((year, 3), (year, 6)),
        "SU" => ((year, 6), (year, 9)),
        "FA" => ((year, 9), (year, 12)),
        _ => ((year, 12), (year.checked_add(1)?, 3)),
    };
    let first = Date::new(from.0, from.1, 1).ok()?;
    let last = Date::new(to.0, to.1, 1).ok()?.last_of_month();
    Some(Valued::between(format!("{year:04}-{season}"), first, last))
}

/// A year before our era, as TempEval writes it: `BC0404`. Its days are not counted.
pub(super) fn before_our_era(year: i16) -> Valued {
    Valued::open(format!("BC{year:04}"))
}

/// A holiday of the table that moves: "11 4 4" is the fourth Thursday of November, "9 1 1" the
/// first Monday of September, "5 1 -1" the last Monday of May, "11 2 e" the Tuesday after the
/// first Monday, "easter 1" the day after Easter Sunday.
pub(super) fn holiday(year: i16, rule: &str) -> Option<Date> {
    let mut cells = rule.split(' ');
    let first = cells.next()?;
    if first == "easter" {
        let days: i64 = cells.next()?.parse().ok()?;
        return easter(year)?.checked_add(days.days()).ok();
    }
    let month: i8 = first.parse().ok()?;
    let weekday = Weekday::from_monday_one_offset(cells.next()?.parse().ok()?).ok()?;
    let start = Date::new(year, month, 1).ok()?;
    match cells.next()? {
        "e" => {
            let monday = start.nth_weekday_of_month(1, Weekday::Monday).ok()?;
            monday.tomorrow().ok()
        }
        nth => start.nth_weekday_of_month(nth.parse().ok()?, weekday).ok(),
    }
}

/// Easter Sunday of the Gregorian calendar, by Gauss's rule as Meeus has it.
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    let (month, day) = (
        i8::try_from(sum / 31).ok()?,
        i8::try_from(sum % 31 + 1).ok()?,
    );
    Date::new(year, month, day).ok()
}

/// The unit that holds `date`, moved by `by` units.
pub(super) fn shifted(date: Date, unit: Unit, by: i32) -> Option<Valued> {
    let moved = moved(date, unit, by)?;
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => None,
        Unit::Day => Some(day(moved)),
        Unit::Week | Unit::Fortnight => Some(week(moved)),
        Unit::Weekend => Some(weekend(moved)),
        Unit::Month => month(moved.year(), moved.month()),
        Unit::Quarter => quarter(moved.year(), (moved.month() + 2) / 3),
        Unit::Year => year(moved.year()),
        Unit::Decade => decade(moved.year() / 10),
        Unit::Century => century(moved.year() / 100),
    }
}

/// `date`, moved by whole units.
pub(super) fn moved(date: Date, unit: Unit, by: i32) -> Option<Date> {
    let by = i64::from(by);
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return None,
        Unit::Day => Span::new().try_days(by),
        Unit::Week | Unit::Weekend => Span::new().try_weeks(by),
        Unit::Fortnight => Span::new().try_weeks(by * 2),
        Unit::Month => Span::new().try_months(by),
        Unit::Quarter => Span::new().try_months(by * 3),
        Unit::Year => Span::new().try_years(by),
        Unit::Decade => Span::new().try_years(by * 10),
        Unit::Century => Span::new().try_years(by * 100),
    };
    date.checked_add(span.ok()?).ok()
}

/// The TIMEX3 form of a length of time; `count` is `None` for "several".
pub(super) fn period(count: Option<f64>, unit: Unit) -> String {
    let (mark, letter, times) = match unit {
        Unit::Second => ("PT", "S", 1.0),
        Unit::Minute => ("PT", "M", 1.0),
        Unit::Hour => ("PT", "H", 1.0),
        Unit::Day | Unit::Weekend => ("P", "D", if unit == Unit::Day { 1.0 } else { 2.0 }),
        Unit::Week => ("P", "W", 1.0),
        Unit::Fortnight => ("P", "W", 2.0),
        Unit::Month => ("P", "M", 1.0),
        Unit::Quarter => ("P", "Q", 1.0),
        Unit::Year => ("P", "Y", 1.0),
        Unit::Decade => ("P", "DE", 1.0),
        Unit::Century => ("P", "CE", 1.0),
    };
    match count {
        Some(count) => format!("{mark}{}{letter}", count * times),
        None => format!("{mark}X{letter}"),
    }
}

fn plus(date: Date, span: Span) -> Date {
    date.saturating_add(span)
}
