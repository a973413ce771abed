use crate::number::{Word, digits, number_at};

/// A year in four digits, where the number before and the word after do not make it a count.
pub(super) fn year(words: &[Word], at: usize) -> Option<i16> {
    let word = words.get(at)?;
    let year: i16 = four_digits(&word.low)?;
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let before = before.map_or("", |word| word.low.as_str());
    let is_strong = matches!(
        before,
        "in" | "since"
            | "by"
            | "until"
            | "till"
            | "during"
            | "before"
            | "after"
            | "early"
            | "late"
            | "mid"
            | "fiscal"
            | "year"
    );
    let has_preposition =
        is_strong || matches!(before, "from" | "of" | "to" | "through" | "between" | "and");
    if matches!(
        before,
        "$" | "€" | "£" | "#" | "no" | "about" | "some" | "nearly" | "almost"
    ) || (!has_preposition && !(1900..2100).contains(&year))
    {
        return None;
    }
    let next = words.get(at + 1);
    let counts = next.is_some_and(|next| {
        matches!(
            next.low.as_str(),
            "%" | "percent" | "people" | "km" | "men" | "women" | "mph"
        ) || (!is_strong && is_plural(next))
    });
    // "2,022", "2022-23" and "1234.5" are other things; "12:2022" too.
    let glued = word.glued && !matches!(before, "mid");
    (!counts && !glued).then_some(year)
}

pub(super) fn four_digits(low: &str) -> Option<i16> {
    let is_year = low.len() == 4 && low.bytes().all(|b| b.is_ascii_digit());
    let year: i16 = is_year.then(|| low.parse().ok())??;
    (1000..2200).contains(&year).then_some(year)
}

fn is_plural(word: &Word) -> bool {
    !word.capital && word.low.len() > 3 && word.low.ends_with('s') && !word.low.ends_with("ss")
}

/// A day of the month: "10", "10th".
pub(super) fn day_of_month(words: &[Word], at: usize) -> Option<i8> {
    let low = words.get(at)?.low.as_str();
    let figures = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| low.strip_suffix(ending))
        .unwrap_or(low);
    let is_short = figures.len() <= 2 && figures.bytes().all(|b| b.is_ascii_digit());
    let day: i8 = is_short.then(|| figures.parse().ok())??;
    (1..=31).contains(&day).then_some(day)
}

/// A time of day in figures: "10 p.m.", "3pm", "10:30 a.m.", "10:30"; value and words taken.
pub(super) fn clock(words: &[Word], at: usize) -> Option<(String, usize)> {
    let low = words.get(at)?.low.as_str();
    let (figures, glued_half) = match low.strip_suffix("pm").or_else(|| low.strip_suffix("am")) {
        Some(figures) if !figures.is_empty() => (figures, Some(low.ends_with("pm"))),
        _ => (low, None),
    };
    let (hour, minute) = match figures.split_once([':', '.']) {
        Some((hour, minute)) if minute.len() == 2 => (hour, Some(minute)),
        Some(_) => return None,
        None => (figures, None),
    };
    let mut hour: u32 = hour.parse().ok().filter(|hour| *hour <= 24)?;
    let minute: Option<u32> = minute.and_then(|minute| minute.parse().ok());
    if minute.is_some_and(|minute| minute > 59) {
        return None;
    }
    let mut taken = 1;
    let half = glued_half.or_else(|| {
        let afternoon = match words.get(at + 1)?.low.as_str() {
            "p.m." | "pm" | "p.m" => true,
            "a.m." | "am" | "a.m" => false,
            _ => return None,
        };
        taken = 2;
        Some(afternoon)
    });
    if half.is_none() && (minute.is_none() || !figures.contains(':') || !after_at(words, at)) {
        return None;
    }
    match half {
        Some(true) if hour < 12 => hour += 12,
        Some(false) if hour == 12 => hour = 0,
        _ => {}
    }
    taken += usize::from(zone(words, at + taken));
    let value = match minute {
        Some(minute) => format!("{hour:02}:{minute:02}"),
        None => format!("{hour:02}:00"),
    };
    Some((value, taken))
}

/// Whether the word names a time zone, in capitals: "GMT", "ET".
pub(super) fn zone(words: &[Word], at: usize) -> bool {
    words
        .get(at)
        .is_some_and(|zone| zone.capital && super::lexicon::value("zone", &zone.low).is_some())
}

/// A year in words, as it is spoken: "nineteen ninety-seven", "twenty twelve"; words taken.
pub(super) fn spoken_year(words: &[Word], at: usize) -> Option<(i16, usize)> {
    let value = |at: usize| -> Option<i16> {
        let number = number_at(words, at).filter(|number| number.length <= 2)?;
        (words[at].kind == headwater_text::TokenKind::Word && number.value < 100.0)
            .then_some(number.value as i16)
    };
    let century = match words.get(at)?.low.as_str() {
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        _ => return None,
    };
    let rest = value(at + 1).filter(|rest| (10..100).contains(rest))?;
    let taken = number_at(words, at + 1)?.length;
    Some((century * 100 + rest, 1 + taken))
}

fn after_at(words: &[Word], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        matches!(words[before].low.as_str(), "at" | "by" | "around" | "until")
    })
}

/// "first" to "fourth", "1st" to "4th": which quarter.
pub(super) fn ordinal(low: &str) -> Option<i8> {
    Some(match low {
        "first" | "1st" => 1,
        "second" | "2nd" => 2,
        "third" | "3rd" => 3,
        "fourth" | "4th" => 4,
        _ => return None,
    })
}

/// A century in figures or words: "20th" is 19.
pub(super) fn century(low: &str) -> Option<i16> {
    let number = match low {
        "nineteenth" => 19,
        "twentieth" => 20,
        "eighteenth" => 18,
        "seventeenth" => 17,
        _ => {
            let figures = low.strip_suffix("th").or_else(|| low.strip_suffix("st"))?;
            digits(figures).filter(|n| (1.0..=22.0).contains(n))? as i16
        }
    };
    Some(number - 1)
}

/// A decade: "1990s", "'90s", "90s", "nineties"; its first three figures.
pub(super) fn decade(low: &str) -> Option<i16> {
    if let Some(decade) = super::lexicon::value("decade", low) {
        return decade.parse().ok();
    }
    let figures = low.trim_end_matches('s').trim_end_matches('\'');
    if !low.ends_with('s') || !figures.ends_with('0') {
        return None;
    }
    match figures.len() {
        4 => four_digits(figures).map(|year| year / 10),
        2 => {
            let tens: i16 = figures.parse().ok()?;
            (tens >= 20).then_some(190 + tens / 10)
        }
        _ => None,
    }
}
