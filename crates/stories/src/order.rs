//! An order of reports that does not depend on the order of the input.

use headwater_model::Report;

/// Indices of the reports by date, outlet, id and path; of several with one id only the first.
pub(crate) fn distinct(reports: &[&Report]) -> Vec<usize> {
    let mut order = all(reports);
    let mut seen = std::collections::BTreeSet::new();
    order.retain(|&index| seen.insert(reports[index].id.as_str()));
    order
}

/// Indices of all reports in that order. Reports without a date come last.
pub(crate) fn all(reports: &[&Report]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by_key(|&index| {
        let report = reports[index];
        (
            report.published.is_none(),
            &report.published,
            &report.outlet,
            &report.id,
            &report.path,
        )
    });
    order
}

/// Day number of a date that begins with `YYYY-MM-DD`, days since 1970-01-01.
pub(crate) fn day(published: &str) -> Option<i64> {
    let number = |range: std::ops::Range<usize>| published.get(range)?.parse::<i64>().ok();
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let dashes = published.get(4..5) == Some("-") && published.get(7..8) == Some("-");
    dashes.then(|| day_number(year, month, day)).flatten()
}

/// Day number of a date, days since 1970-01-01; nothing for a month or a day that there is not.
pub(crate) fn day_number(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Days from civil, after Howard Hinnant's public-domain note of that name.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

/// When a report was published, as exactly as its date tells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Moment {
    /// Seconds since 1970-01-01 UTC: the first and the last that are possible in any time zone.
    within: [i64; 2],
    /// What stands there, read as if it were UTC: day and, if told, seconds.
    shown: (i64, Option<i64>),
    grain: Grain,
}

/// How exactly a date tells a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Grain {
    /// Day, time and offset.
    Exact,
    /// Day and time, of an unknown zone.
    Clock,
    /// The day alone.
    Day,
}

/// Seconds by which clocks are ahead of UTC at most.
const EAST: i64 = 14 * 3600;
/// Seconds by which clocks are behind it at most.
const WEST: i64 = 12 * 3600;
const DAY: i64 = 86_400;

impl Moment {
    /// Whether this is before the other in every time zone; of two days or clocks without an
    /// offset, whether it is in the same one.
    pub fn is_before(&self, other: &Self) -> bool {
        match (self.grain, other.grain) {
            (Grain::Day, Grain::Day) => self.shown.0 < other.shown.0,
            (Grain::Exact, Grain::Exact) => self.within[0] < other.within[0],
            (Grain::Clock, Grain::Clock) if self.shown.0 == other.shown.0 => false,
            _ => self.within[1] < other.within[0],
        }
    }

    /// Whether this stands before the other as the two are written, zones apart; nothing where
    /// they are the same.
    pub fn shown_before(&self, other: &Self) -> Option<bool> {
        if self.shown.0 != other.shown.0 {
            return Some(self.shown.0 < other.shown.0);
        }
        let (one, two) = (self.shown.1?, other.shown.1?);
        (one != two).then_some(one < two)
    }
}

/// The moment of a date that begins with `YYYY-MM-DD`: to the second where a time and an offset
/// follow (`2023-09-05T10:00:00+02:00`).
pub(crate) fn moment(published: &str) -> Option<Moment> {
    let day = day(published)?;
    let midnight = day * DAY;
    let Some(clock) = clock(published) else {
        return Some(Moment {
            within: [midnight - EAST, midnight + DAY + WEST - 1],
            shown: (day, None),
            grain: Grain::Day,
        });
    };
    let (within, grain) = match offset(published) {
        Some(offset) => ([midnight + clock - offset; 2], Grain::Exact),
        None => (
            [midnight + clock - EAST, midnight + clock + WEST],
            Grain::Clock,
        ),
    };
    Some(Moment {
        within,
        shown: (day, Some(clock)),
        grain,
    })
}

/// Seconds since midnight on the clock of a date with a time.
fn clock(published: &str) -> Option<i64> {
    let time = published
        .get(11..)
        .filter(|_| published.get(10..11) == Some("T"))?;
    let number = |range: std::ops::Range<usize>| time.get(range)?.parse::<i64>().ok();
    let (hours, minutes) = (number(0..2)?, number(3..5)?);
    Some(hours * 3600 + minutes * 60 + number(6..8).unwrap_or(0))
}

/// Seconds by which the clock of a date with a time is ahead of UTC, if that is told.
fn offset(published: &str) -> Option<i64> {
    let time = published.get(11..)?;
    let zone = time.find(['Z', 'z', '+', '-']).map(|at| &time[at..])?;
    match zone.as_bytes().first()? {
        b'Z' | b'z' => Some(0),
        sign => {
            let hours: i64 = zone.get(1..3)?.parse().ok()?;
            let minutes: i64 = zone.get(4..6).and_then(|m| m.parse().ok()).unwrap_or(0);
            let offset = hours * 3600 + minutes * 60;
            Some(if *sign == b'-' { -offset } else { offset })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(day("1970-01-01"), Some(0));
        assert_eq!(day("2000-03-01"), Some(11_017));
        assert_eq!(day("2023-09-05T10:00:00Z"), Some(19_605));
        assert_eq!(day("1969-12-31"), Some(-1));
        assert_eq!(day("5 September"), None);
        assert_eq!(day("2023-13-05"), None);
    }

    fn at(published: &str) -> Moment {
        moment(published).unwrap()
    }

    #[test]
    fn a_time_counts_with_its_offset() {
        let noon = at("2023-09-05T12:00:00+02:00");
        assert_eq!(noon.within, at("2023-09-05T10:00:00Z").within);
        assert_eq!(noon.within, at("2023-09-05T05:30:00-04:30").within);
        assert!(noon.is_before(&at("2023-09-05T09:00:00-04:00")));
        assert_eq!(moment("5 September"), None);
    }

    #[test]
    fn a_bare_day_is_that_day_in_every_zone() {
        let day = at("2023-09-05");
        assert!(day.is_before(&at("2023-09-06T12:00:00Z")));
        assert!(!day.is_before(&at("2023-09-06T11:59:00Z")));
        assert!(at("2023-09-04T09:59:00Z").is_before(&day));
        assert!(!at("2023-09-04T10:00:00Z").is_before(&day));
        assert!(day.is_before(&at("2023-09-06")) && !day.is_before(&day));
    }

    #[test]
    fn what_zones_leave_open_the_days_as_written_hint_at() {
        let (day, next) = (at("2023-09-05"), at("2023-09-06T08:00:00Z"));
        assert!(!day.is_before(&next));
        assert_eq!(day.shown_before(&next), Some(true));
        assert_eq!(day.shown_before(&at("2023-09-05T08:00:00Z")), None);
        let clocks = ["2023-09-05T08:00:00", "2023-09-05T09:30:00"].map(at);
        assert!(!clocks[0].is_before(&clocks[1]));
        assert_eq!(clocks[0].shown_before(&clocks[1]), Some(true));
    }
}
