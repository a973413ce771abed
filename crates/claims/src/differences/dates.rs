//! Times of one event that are not the same time.

use headwater_model::{DifferenceKind, Slot, Time, TimeKind};
use headwater_text::normal;

use super::gather::{Found, Value};
use super::side::Side;

/// Days that a rough time may have ("June", "this summer") to be one with a finer one.
const ROUGH: i64 = 100;
/// Days between two times of different grain within which they are of one event.
const ONE_EVENT: i64 = 400;
/// Different times that are compared; more are not.
const MOST: usize = 24;

/// A time of what happens.
struct Told<'a> {
    time: &'a Time,
    from: i64,
    to: i64,
    value: Value,
}

/// The times of what happens in each statement.
pub(super) fn of_events(sides: &[Side<'_>]) -> Vec<Found> {
    let told: Vec<Told<'_>> = (sides.iter().enumerate())
        .filter_map(|(number, side)| told(number, side))
        .collect();
    let mut found = Vec::new();
    for (at, a) in told.iter().enumerate() {
        let others = told[at + 1..].iter().filter(|b| b.value.key != a.value.key);
        for b in others.take(MOST) {
            let (x, y) = (&sides[a.value.side], &sides[b.value.side]);
            if same_words(x, y, a.time, b.time) {
                continue;
            }
            let same_event = x.same_event(y) || x.is_about(y);
            found.extend(kind(a, b, same_event).map(|kind| Found {
                slot: Slot::Date,
                kind,
                a: a.value.clone(),
                b: b.value.clone(),
            }));
        }
    }
    found
}

/// The time of the event, or the only one.
fn told<'a>(number: usize, side: &Side<'a>) -> Option<Told<'a>> {
    let is_date = |time: &&Time| matches!(time.kind, TimeKind::Date | TimeKind::Time);
    let inside = side.inside(&side.reading.times, |time| &time.span);
    let mut known: Vec<&Time> = inside.into_iter().filter(is_date).collect();
    // "on Monday, at 6 a.m." is one day.
    known.retain(|time| time.from.is_some() && time.to.is_some());
    known.dedup_by(|next, before| (&next.from, &next.to) == (&before.from, &before.to));
    // Several times in one statement are several events; they are not compared.
    let [time] = known.as_slice() else {
        return None;
    };
    let (from, to) = (day(time.from.as_deref()?)?, day(time.to.as_deref()?)?);
    Some(Told {
        time,
        from,
        to,
        value: Value {
            side: number,
            key: format!("{from}..{to}"),
            words: time.span.clone(),
            shown: None,
        },
    })
}

/// Whether two reports of one week say "July" or "Monday", both: where the values differ all the same, one of them was
/// misread, for nobody tells of two Mondays so.
fn same_words(x: &Side<'_>, y: &Side<'_>, a: &Time, b: &Time) -> bool {
    const WEEK: i64 = 7;
    let days = x.day().and_then(day).zip(y.day().and_then(day));
    let near = days.is_none_or(|(x, y)| (x - y).abs() < WEEK);
    near && normal(&a.span.text) == normal(&b.span.text)
}

fn kind(a: &Told<'_>, b: &Told<'_>, same_event: bool) -> Option<DifferenceKind> {
    let (long_a, long_b) = (a.to - a.from, b.to - b.from);
    let apart = a.to < b.from || b.to < a.from;
    let distance = (b.from - a.to).max(a.from - b.to);
    if apart {
        // "Monday" and "June" need not be about the same thing; two days are.
        let one_grain = grain(a.time) == grain(b.time);
        let near = long_a.max(long_b) <= ROUGH && distance <= ONE_EVENT;
        return (near && (one_grain || same_event)).then_some(DifferenceKind::Conflict);
    }
    let rough = long_a.max(long_b);
    (rough <= ROUGH && long_a != long_b).then_some(DifferenceKind::Precision)
}

/// Length of a time's value without its end: day, week, month and year differ in it.
fn grain(time: &Time) -> usize {
    let value = time.value.as_deref().unwrap_or_default();
    value.split('/').next().map_or(0, str::len)
}

/// A time in the place of another, in nearly the same words.
pub(super) fn in_one_place(
    (number_a, a): (usize, &Time),
    (number_b, b): (usize, &Time),
) -> Option<Found> {
    let value = |side: usize, time: &Time| {
        let key = match (&time.from, &time.to) {
            (Some(from), Some(to)) => format!("{}..{}", day(from)?, day(to)?),
            _ => normal(&time.span.text),
        };
        Some(Value {
            side,
            key,
            words: time.span.clone(),
            shown: None,
        })
    };
    let (left, right) = (value(number_a, a)?, value(number_b, b)?);
    // "Monday" and "March 4" can be one day where the reports' own days are not known.
    let both_open = a.from.is_none() || b.from.is_none();
    let digits = |time: &Time| {
        time.span
            .text
            .chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let other_digits = !digits(a).is_empty() && !digits(b).is_empty() && digits(a) != digits(b);
    if left.key == right.key || (both_open && !other_digits) {
        return None;
    }
    let meet = match (&a.from, &a.to, &b.from, &b.to) {
        (Some(from_a), Some(to_a), Some(from_b), Some(to_b)) => from_a <= to_b && from_b <= to_a,
        _ => false,
    };
    let duration = a.kind == TimeKind::Duration && b.kind == TimeKind::Duration;
    Some(Found {
        slot: if duration { Slot::Number } else { Slot::Date },
        kind: match meet {
            true => DifferenceKind::Precision,
            false => DifferenceKind::Conflict,
        },
        a: left,
        b: right,
    })
}

/// Days since a day long ago, of `YYYY-MM-DD`; months count 31 days, so that only the order and rough
/// distances are right.
fn day(date: &str) -> Option<i64> {
    let mut parts = date.get(..10)?.split('-');
    let mut next = || parts.next()?.parse::<i64>().ok();
    Some((next()? * 12 + next()?) * 31 + next()?)
}
