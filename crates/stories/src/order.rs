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

/// Seconds since 1970-01-01 UTC of a date with a time and an offset
/// (`2023-09-05T10:00:00+02:00`); nothing where only the day is told.
pub(crate) fn instant(published: &str) -> Option<i64> {
    let days = day(published)?;
    let time = published
        .get(11..)
        .filter(|_| published.get(10..11) == Some("T"))?;
    let number = |range: std::ops::Range<usize>| time.get(range)?.parse::<i64>().ok();
    let (hours, minutes) = (number(0..2)?, number(3..5)?);
    let seconds = number(6..8).unwrap_or(0);
    let zone = time.find(['Z', 'z', '+', '-']).map(|at| &time[at..])?;
    let offset = match zone.as_bytes().first()? {
        b'Z' | b'z' => 0,
        sign => {
            let hours: i64 = zone.get(1..3)?.parse().ok()?;
            let minutes: i64 = zone.get(4..6).and_then(|m| m.parse().ok()).unwrap_or(0);
            let offset = hours * 3600 + minutes * 60;
            if *sign == b'-' { -offset } else { offset }
        }
    };
    Some(days * 86_400 + hours * 3600 + minutes * 60 + seconds - offset)
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

    #[test]
    fn a_time_counts_with_its_offset_and_a_day_alone_is_no_time() {
        let noon = instant("2023-09-05T12:00:00+02:00");
        assert_eq!(noon, instant("2023-09-05T10:00:00Z"));
        assert_eq!(noon, instant("2023-09-05T05:30:00-04:30"));
        assert_eq!(instant("2023-09-05"), None);
        assert_eq!(instant("2023-09-05T12:00:00"), None);
    }
}
