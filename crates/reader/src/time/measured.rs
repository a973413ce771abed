use super::atom::{Atom, plain};
use super::calendar::{Unit, period};
use super::grammar::{Meaning, low};
use super::lexicon;
use crate::number::{Word, number_at};

/// Amounts of time and what is told by them: "two days ago", "three weeks", "every two years".
pub(super) fn measured(words: &[Word], at: usize) -> Option<Atom> {
    let first = low(words, at);
    if matches!(first, "every" | "each") {
        return every(words, at);
    }
    if matches!(
        first,
        "past" | "last" | "next" | "coming" | "recent" | "first" | "previous" | "latest"
    ) {
        return stretch(words, at, first);
    }
    if first == "year" && words.get(at + 1)?.glued {
        let earlier = matches!(low(words, at + 1), "earlier" | "ago");
        let a_year_ago = Meaning::Ago {
            count: Some(1.0),
            unit: Unit::Year,
            past: true,
        };
        return earlier.then_some((a_year_ago, 2, None));
    }
    let (count, unit, taken) = match amount(words, at) {
        Some(amount) => amount,
        None => {
            let rate = first.len() > 2 && lexicon::unit(first).is_some() && first.ends_with('s');
            let unit = rate.then(|| lexicon::unit(first))??;
            (None, unit, 1)
        }
    };
    // "$5 a week" and "twice a day" are rates.
    let before = at.checked_sub(1).map_or("", |before| low(words, before));
    if matches!(before, "times" | "twice" | "once") && matches!(first, "a" | "an") {
        return plain(Meaning::Set(period(Some(1.0), unit)), taken);
    }
    // "60 Minutes" is a name.
    let is_title =
        words[at + taken - 1].capital && words[at].kind == headwater_text::TokenKind::Number;
    if is_title && !words[at].glued {
        return None;
    }
    match low(words, at + taken) {
        "ago" => plain(
            Meaning::Ago {
                count,
                unit,
                past: true,
            },
            taken + 1,
        ),
        "from" if low(words, at + taken + 1) == "now" => plain(
            Meaning::Ago {
                count,
                unit,
                past: false,
            },
            taken + 2,
        ),
        "earlier" | "before" if count.is_some() && low(words, at + taken) == "earlier" => {
            let by = -(count.unwrap_or(1.0).min(9999.0) as i32);
            plain(Meaning::Anchored { unit, by }, taken + 1)
        }
        "later" => {
            let by = count.unwrap_or(1.0).min(9999.0) as i32;
            match count {
                Some(_) => plain(Meaning::Anchored { unit, by }, taken + 1),
                None => plain(Meaning::Duration { count, unit }, taken),
            }
        }
        _ if unit == Unit::Second || unit == Unit::Quarter => None,
        // "43-year-old" is an age, read as a quantity.
        "old" => None,
        _ if first == "a" && unit == Unit::Weekend => None,
        _ => plain(Meaning::Duration { count, unit }, taken),
    }
}

fn every(words: &[Word], at: usize) -> Option<Atom> {
    let other = usize::from(low(words, at + 1) == "other");
    if other == 0
        && let Some((count, unit, taken)) = amount(words, at + 1)
    {
        return plain(Meaning::Set(period(count, unit)), taken + 1);
    }
    if let Some((month, taken)) = lexicon::month(words, at + 1) {
        return plain(Meaning::Set(format!("XXXX-{month:02}")), taken + 1);
    }
    let unit = lexicon::unit(low(words, at + 1 + other))?;
    let count = if other == 1 { 2.0 } else { 1.0 };
    let value = period(Some(count), unit);
    plain(Meaning::Set(value), 2 + other)
}

/// "the past three months", "the next few years", "recent weeks", "the first nine months".
fn stretch(words: &[Word], at: usize, first: &str) -> Option<Atom> {
    if let Some((count, unit, taken)) = amount(words, at + 1) {
        let meaning = match first {
            "first" | "latest" => Meaning::Duration { count, unit },
            _ => Meaning::Stretch {
                count,
                unit,
                past: !matches!(first, "next" | "coming"),
            },
        };
        return plain(meaning, taken + 1);
    }
    let word = low(words, at + 1);
    let unit = lexicon::unit(word).filter(|_| word.ends_with('s'))?;
    match first {
        "recent" | "past" => plain(Meaning::Vague { unit, past: true }, 2),
        "coming" => plain(Meaning::Vague { unit, past: false }, 2),
        _ => None,
    }
}

/// A number of units: "three days", "several weeks", "a few months", "two-year", "a week".
fn amount(words: &[Word], at: usize) -> Option<(Option<f64>, Unit, usize)> {
    const VAGUE: [&str; 7] = [
        "several", "few", "many", "some", "recent", "coming", "couple",
    ];
    let (count, mut next) = match low(words, at) {
        "a" | "an" | "the" if VAGUE.contains(&low(words, at + 1)) => (None, at + 2),
        word if VAGUE.contains(&word) => (None, at + 1),
        "a" | "an" if lexicon::unit(low(words, at + 1)).is_some() => (Some(1.0), at + 1),
        _ => {
            let number = number_at(words, at)?;
            (Some(number.value), at + number.length)
        }
    };
    let of_couple = low(words, next) == "of" && low(words, next - 1) == "couple";
    let count = if low(words, next - 1) == "couple" {
        Some(2.0)
    } else {
        count
    };
    next += usize::from(of_couple);
    // "two to three weeks", "12-18 months": a range has no one length.
    let mut count = count;
    if matches!(low(words, next), "to" | "or")
        && let Some(more) = number_at(words, next + 1)
        && count.is_some()
    {
        next += 1 + more.length;
        count = None;
    }
    next += usize::from(matches!(
        low(words, next),
        "more" | "full" | "straight" | "consecutive"
    ));
    let unit = lexicon::unit(low(words, next))?;
    let is_year_number = count.is_some_and(|count| (1900.0..2100.0).contains(&count));
    (!is_year_number).then_some((count, unit, next + 1 - at))
}
