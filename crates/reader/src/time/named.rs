//! Days, months, quarters, seasons and holidays by their names: which year is meant.

use jiff::civil::Date;

use super::calendar::{self, Unit, Valued};
use super::resolve::Resolver;
use super::tense::Direction;

impl Resolver {
    pub(super) fn month_day(
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

    pub(super) fn month(
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

    pub(super) fn quarter(
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

    pub(super) fn season(
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

    pub(super) fn weekday(
        &self,
        weekday: i8,
        shift: Option<i32>,
        direction: Direction,
    ) -> Option<Valued> {
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

    /// The quarter that the report is about, or else the last whole one, moved by years.
    pub(super) fn named_quarter(&self, year: Option<i16>, years: i16) -> Option<Valued> {
        let (own, quarter) = self.quarter.or_else(|| {
            let today = self.today?;
            Some(match quarter_of(today) {
                1 => (today.year() - 1, 4),
                now => (today.year(), now - 1),
            })
        })?;
        calendar::quarter(year.unwrap_or(own + years), quarter)
    }

    pub(super) fn holiday(
        &self,
        year: Option<i16>,
        rule: &str,
        direction: Direction,
    ) -> Option<Valued> {
        if let Some(year) = year.or_else(|| self.told_year(direction)) {
            return Some(calendar::day(calendar::holiday(year, rule)?));
        }
        let today = self.today?;
        (today.year() - 1..=today.year() + 1)
            .filter_map(|year| calendar::holiday(year, rule))
            .min_by_key(|date| distance(today, *date, direction))
            .map(calendar::day)
    }
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

fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

pub(super) fn quarter_of(date: Date) -> i8 {
    (date.month() + 2) / 3
}
