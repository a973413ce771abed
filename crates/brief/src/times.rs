//! The times of a story, in their order.

use std::collections::BTreeMap;

use headwater_model::{Time, TimeKind};

use crate::gathered::place_of;
use crate::index::{Index, Numbered};
use crate::neutral::one_line;

/// Times that mean the same.
pub(crate) struct When {
    /// The value for people; empty where the time is open.
    pub value: String,
    /// Each use: the words, and where.
    pub uses: Vec<(String, String)>,
}

/// The times of the story by value.
pub(crate) struct TimeLine {
    /// With a day, or with the days that it lies between; earliest first.
    pub resolved: Vec<When>,
    /// Without a value; bounded where [`When::value`] is not empty.
    pub open: Vec<When>,
    /// No places on the line: how long, how often, "now", "recently".
    pub beside: Vec<When>,
}

/// Gathers the times.
pub(crate) fn time_line(index: &Index<'_>, reports: &[Numbered<'_>]) -> TimeLine {
    type Lines = BTreeMap<(bool, String, String), When>;
    let (mut resolved, mut open, mut beside) = (Lines::new(), Lines::new(), Lines::new());
    for &report in reports {
        for time in &report.reading.times {
            let words = one_line(&time.span.text);
            let place = place_of(index, report, time.span.start, time.span.end);
            let (lines, key, value) = match (&time.value, on_the_line(time)) {
                (Some(value), Some(from)) => {
                    let shown = point(time, value);
                    (
                        &mut resolved,
                        (false, from.to_owned(), shown.clone()),
                        shown,
                    )
                }
                (Some(value), None) => {
                    let shown = with_modifier(time, one_line(value));
                    (&mut beside, (false, shown.clone(), String::new()), shown)
                }
                (None, _) => {
                    let bounds = bounds(time);
                    let key = (bounds.is_empty(), bounds.clone(), words.clone());
                    (&mut open, key, bounds)
                }
            };
            let when = lines.entry(key).or_insert_with(|| When {
                value,
                uses: Vec::new(),
            });
            when.uses.push((words, place));
        }
    }
    let lines = |lines: Lines| lines.into_values().collect();
    TimeLine {
        resolved: lines(resolved),
        open: lines(open),
        beside: lines(beside),
    }
}

/// The first day of a time that has a place on the line.
fn on_the_line(time: &Time) -> Option<&str> {
    let from = time.from.as_deref()?;
    let is_point = matches!(time.kind, TimeKind::Date | TimeKind::Time);
    let is_length = time
        .value
        .as_deref()
        .is_some_and(|value| value.starts_with('P'));
    (is_point || !is_length).then_some(from)
}

/// A date as it is; a part of a day in words; what else has no one day, by its first and last.
fn point(time: &Time, value: &str) -> String {
    let (day, rest) = value.split_at(value.find('T').unwrap_or(value.len()));
    let is_date = day.chars().all(|c| c.is_ascii_digit() || c == '-') && day.len() >= 4;
    let part = match rest {
        "" => Some(""),
        "TMO" => Some(", morning"),
        "TMI" => Some(", midday"),
        "TAF" => Some(", afternoon"),
        "TEV" => Some(", evening"),
        "TNI" => Some(", night"),
        "TDT" => Some(", daytime"),
        _ => None,
    };
    let shown = match (is_date, part, &time.from, &time.to) {
        (true, Some(part), ..) => format!("{}{part}", one_line(day)),
        (true, None, ..) => one_line(value).replacen('T', " ", 1),
        (false, _, Some(from), Some(to)) => format!("{} to {}", one_line(from), one_line(to)),
        _ => one_line(value),
    };
    with_modifier(time, shown)
}

/// What is known of an open time.
pub(crate) fn bounds(time: &Time) -> String {
    match (&time.from, &time.to) {
        (Some(from), Some(to)) => format!("between {} and {}", one_line(from), one_line(to)),
        (Some(from), None) => format!("not before {}", one_line(from)),
        (None, Some(to)) => format!("not after {}", one_line(to)),
        (None, None) => String::new(),
    }
}

/// A value with what the words add to it: "2023 (early)".
fn with_modifier(time: &Time, value: String) -> String {
    use headwater_model::TimeModifier::{
        After, Approx, Before, End, EqualOrLess, EqualOrMore, LessThan, Mid, MoreThan, OnOrAfter,
        OnOrBefore, Start,
    };
    let more = time.modifier.map(|modifier| match modifier {
        Before => "before",
        After => "after",
        OnOrBefore => "then or before",
        OnOrAfter => "then or after",
        LessThan => "less than",
        MoreThan => "more than",
        EqualOrLess => "at most",
        EqualOrMore => "at least",
        Start => "early",
        Mid => "middle",
        End => "late",
        Approx => "about",
    });
    let parts = [more, time.zone.as_deref()].into_iter().flatten();
    parts.fold(value, |value, part| format!("{value} ({})", one_line(part)))
}

#[cfg(test)]
mod tests {
    use headwater_model::Span;

    use super::*;

    fn time(kind: TimeKind, value: &str, from: &str, to: &str) -> Time {
        Time {
            span: Span {
                start: 0,
                end: 1,
                text: "x".to_owned(),
            },
            value: Some(value.to_owned()),
            from: (!from.is_empty()).then(|| from.to_owned()),
            to: (!to.is_empty()).then(|| to.to_owned()),
            kind,
            modifier: None,
            zone: None,
        }
    }

    #[test]
    fn dates_are_told_by_the_day_and_spans_by_their_ends() {
        let shown = |value, from, to| point(&time(TimeKind::Date, value, from, to), value);
        assert_eq!(
            shown("2021-04-03", "2021-04-03", "2021-04-03"),
            "2021-04-03"
        );
        assert_eq!(
            shown("2021-04-03TMO", "2021-04-03", "2021-04-03"),
            "2021-04-03, morning"
        );
        assert_eq!(
            shown("2021-04-03T10:30", "2021-04-03", "2021-04-03"),
            "2021-04-03 10:30"
        );
        assert_eq!(
            shown("2021-SU", "2021-06-01", "2021-08-31"),
            "2021-06-01 to 2021-08-31"
        );
        assert_eq!(
            shown("202", "2020-01-01", "2029-12-31"),
            "2020-01-01 to 2029-12-31"
        );
    }

    #[test]
    fn lengths_and_now_have_no_place_on_the_line() {
        let on = |kind, value, from, to| on_the_line(&time(kind, value, from, to)).is_some();
        assert!(on(TimeKind::Date, "2021", "2021-01-01", "2021-12-31"));
        assert!(!on(TimeKind::Duration, "P2W", "", ""));
        assert!(!on(TimeKind::Duration, "P2W", "2021-01-01", "2021-01-14"));
        assert!(!on(TimeKind::Date, "PRESENT_REF", "", ""));
    }
}
