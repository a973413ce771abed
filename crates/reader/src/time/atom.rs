use super::calendar::Unit;
use super::grammar::{Meaning, low, year_behind};
use super::{lexicon, spell};
use crate::number::Word;

pub(super) type Atom = (Meaning, usize, Option<String>);

/// The time that begins at `at` without modifiers: what it says, how many words, time of day.
pub(super) fn atom(words: &[Word], at: usize) -> Option<Atom> {
    let word = words.get(at)?;
    if word.kind == headwater_text::TokenKind::Punct {
        return None;
    }
    iso_date(word)
        .or_else(|| super::quarters::quarter(words, at))
        .or_else(|| day_and_month(words, at))
        .or_else(|| month(words, at))
        .or_else(|| weekday(words, at))
        .or_else(|| relative(words, at))
        .or_else(|| super::measured::measured(words, at))
        .or_else(|| old_period(words, at))
        .or_else(|| fixed(words, at))
        .or_else(|| season(words, at, None))
}

pub(super) fn plain(meaning: Meaning, taken: usize) -> Option<Atom> {
    Some((meaning, taken, None))
}

fn iso_date(word: &Word) -> Option<Atom> {
    let is_iso = word.low.len() == 10 && word.low.bytes().filter(|b| *b == b'-').count() == 2;
    let date: jiff::civil::Date = is_iso.then(|| word.low.parse().ok())??;
    plain(Meaning::Full(date.to_string()), 1)
}

/// "August 27, 2023", "27 August", "Sept. 10-13", "10 to 13 September".
fn day_and_month(words: &[Word], at: usize) -> Option<Atom> {
    // "last Oct. 23": the nearest one.
    let skip = usize::from(matches!(low(words, at), "last" | "next" | "this"));
    if let Some((month, taken)) = lexicon::month(words, at + skip) {
        let mut end = at + skip + taken;
        end += usize::from(low(words, end) == "the");
        let day = spell::day_of_month(words, end)?;
        end += 1;
        let mut last = None;
        if let Some((day_to, more)) = second_day(words, end)
            && day_to > day
        {
            last = Some(day_to);
            end += more;
        }
        let (year, more) = year_behind(words, end);
        return plain(days(year, month, day, last), end + more - at);
    }
    let day = spell::day_of_month(words, at)?;
    let mut end = at + 1;
    let mut last = None;
    let mut in_list = false;
    if let Some((day_to, more)) = second_day(words, end)
        && day_to > day
    {
        last = Some(day_to);
        end += more;
    } else if low(words, end) == "and"
        && spell::day_of_month(words, end + 1).is_some_and(|next| next > day)
    {
        in_list = true;
        end += 2;
    }
    end += usize::from(low(words, end) == "of");
    let (month, taken) = lexicon::month(words, end)?;
    end += taken;
    let (year, more) = year_behind(words, end);
    // "the 10th and 11th of May": the second day is read on its own.
    let taken = if in_list { 1 } else { end + more - at };
    plain(days(year, month, day, last), taken)
}

fn days(year: Option<i16>, month: i8, day: i8, last: Option<i8>) -> Meaning {
    let first = Meaning::Day { year, month, day };
    match last {
        None => first,
        Some(day) => Meaning::Range(Box::new(first), Box::new(Meaning::Day { year, month, day })),
    }
}

/// The second day of a range: "to 13", "-13", "and 13", "– 13".
fn second_day(words: &[Word], at: usize) -> Option<(i8, usize)> {
    if words.get(at)?.glued {
        return Some((spell::day_of_month(words, at)?, 1));
    }
    let is_pair = |at: usize| low(words, at) == "between";
    let joins = match low(words, at) {
        "to" | "-" | "through" | "until" => true,
        // "between May 3 and 5", "between 3 and 5 May"
        "and" => (2..=4).any(|back| at.checked_sub(back).is_some_and(is_pair)),
        _ => false,
    };
    joins
        .then(|| spell::day_of_month(words, at + 1))?
        .map(|day| (day, 2))
}

/// "September 2023", "September", "last May"; words that may be something else need company.
fn month(words: &[Word], at: usize) -> Option<Atom> {
    let (shift, skip) = shift_word(low(words, at));
    let start = at + skip;
    let (month, taken) = lexicon::month(words, start)?;
    let end = start + taken;
    let of = usize::from(low(words, end) == "of");
    let (year, more) = match year_behind(words, end + of) {
        (Some(year), more) => (Some(year), more + of),
        none => none,
    };
    let before = start.checked_sub(1).map_or("", |before| low(words, before));
    let is_common_word = matches!(words[start].low.as_str(), "may" | "march");
    let in_company = year.is_some()
        || skip > 0
        || matches!(
            before,
            "in" | "since"
                | "of"
                | "by"
                | "until"
                | "early"
                | "late"
                | "mid"
                | "during"
                | "from"
                | "and"
                | "to"
                | "through"
                | "between"
                | "before"
                | "after"
                | "each"
                | "every"
                | "-"
        );
    // A short form without a full stop is a name more often than a month ("Jan", "Mar").
    let short = lexicon::value("month", &words[start].low).is_none() && taken == 1;
    let names_on = is_common_word
        && year.is_none()
        && words
            .get(end)
            .is_some_and(|next| next.capital && next.kind == headwater_text::TokenKind::Word);
    if (is_common_word || short) && (!in_company || names_on) {
        return None;
    }
    let meaning = Meaning::Month { year, month, shift };
    plain(meaning, end + more - at)
}

/// "this", "last", "next" before a name of a time: the shift, and one word; none otherwise.
fn shift_word(low: &str) -> (Option<i32>, usize) {
    match low {
        "this" | "current" => (Some(0), 1),
        "last" | "past" | "previous" => (Some(-1), 1),
        "next" | "coming" => (Some(1), 1),
        _ => (None, 0),
    }
}

fn weekday(words: &[Word], at: usize) -> Option<Atom> {
    let (shift, skip) = shift_word(low(words, at));
    if matches!(low(words, at), "every" | "each") {
        let (weekday, taken) = lexicon::weekday(words, at + 1)?;
        return plain(Meaning::Set(format!("XXXX-WXX-{weekday}")), taken + 1);
    }
    let (weekday, taken) = lexicon::weekday(words, at + skip)?;
    let mut end = at + skip + taken;
    // "Monday, Sept. 4, 2023": the date says more.
    let comma = usize::from(low(words, end) == ",");
    if let Some((meaning @ Meaning::Day { .. }, more, _)) = day_and_month(words, end + comma) {
        end += comma + more;
        return plain(meaning, end - at);
    }
    plain(Meaning::Weekday { weekday, shift }, end - at)
}

/// Times that are told from the report's day: "yesterday", "last week", "this morning".
fn relative(words: &[Word], at: usize) -> Option<Atom> {
    let day = |by: i32, taken: usize, part: Option<&str>| {
        let meaning = Meaning::Shift {
            unit: Unit::Day,
            by,
        };
        Some((meaning, taken, part.map(str::to_owned)))
    };
    let next = low(words, at + 1);
    let part = lexicon::value("daypart", next);
    match low(words, at) {
        // "USA Today", "This Week" are names.
        "today" if is_name(words, at, 1) => return None,
        "this" if is_name(words, at, 2) => return None,
        "today" => return day(0, 1, None),
        "tonight" => return day(0, 1, Some("NI")),
        "yesterday" => return day(-1, 1, None),
        "tomorrow" => return day(1, 1, None),
        "overnight" => return day(0, 1, Some("NI")),
        "this" if part.is_some() => return day(0, 2, part),
        "last" if next == "night" => return day(-1, 2, Some("NI")),
        _ => {}
    }
    if low(words, at) == "the" && next == "day" {
        match (low(words, at + 2), low(words, at + 3)) {
            ("before", "yesterday") => return day(-2, 4, None),
            ("after", "tomorrow") => return day(2, 4, None),
            _ => {}
        }
    }
    let (shift, skip) = shift_word(low(words, at));
    if let Some(by) = shift {
        if let Some(season) = season(words, at + skip, shift) {
            return Some((season.0, season.1 + skip, None));
        }
        let fiscal = usize::from(matches!(next, "fiscal" | "financial" | "calendar"));
        let word = low(words, at + 1 + fiscal);
        if let Some(unit) = lexicon::unit(word).filter(|_| !word.ends_with('s')) {
            if by == 0 && unit < Unit::Day {
                return plain(Meaning::Ref("PRESENT_REF"), 2 + fiscal);
            }
            // "the previous day", "the past year" are told from elsewhere.
            return match low(words, at) {
                "previous" => plain(Meaning::Anchored { unit, by: -1 }, 2 + fiscal),
                "past" => plain(
                    Meaning::Stretch {
                        count: Some(1.0),
                        unit,
                        past: true,
                    },
                    2 + fiscal,
                ),
                _ => plain(Meaning::Shift { unit, by }, 2 + fiscal),
            };
        }
    }
    match low(words, at) {
        // "year-end", "year's end"
        "year" if next == "end" || (next == "'s" && low(words, at + 2) == "end") => {
            let taken = if next == "end" { 2 } else { 3 };
            plain(
                Meaning::Shift {
                    unit: Unit::Year,
                    by: 0,
                },
                taken,
            )
        }
        "weekend" if at > 0 && low(words, at - 1) == "the" => plain(
            Meaning::Shift {
                unit: Unit::Weekend,
                by: 0,
            },
            1,
        ),
        "following" | "preceding" | "same" | "that" => {
            let unit = lexicon::unit(next).filter(|_| !next.ends_with('s') && next != "second")?;
            let by = match low(words, at) {
                "following" => 1,
                "preceding" => -1,
                _ => 0,
            };
            plain(Meaning::Anchored { unit, by }, 2)
        }
        _ => None,
    }
}

/// Whether these words look like the end of a name: all with capitals, in a sentence that is not
/// written so.
fn is_name(words: &[Word], at: usize, taken: usize) -> bool {
    let capital = |at: usize| words.get(at).is_some_and(|word| word.capital);
    let all = (at..at + taken).all(capital);
    let alone = taken == 1 && (at == 0 || !capital(at - 1));
    let lower = words
        .iter()
        .filter(|word| !word.capital && word.low.len() > 3)
        .count();
    all && !alone && lower > 2
}

/// Years, decades and centuries.
fn old_period(words: &[Word], at: usize) -> Option<Atom> {
    let fiscal = usize::from(matches!(low(words, at), "fiscal"));
    let era = low(words, at + 1);
    if matches!(era, "bc" | "b.c." | "bce") && words[at + 1].capital {
        let year = crate::number::digits(low(words, at)).filter(|year| *year < 10_000.0)?;
        return plain(Meaning::Before(year as i16), 2);
    }
    if let Some(year) = spell::year(words, at + fiscal) {
        return plain(Meaning::Year(year), 1 + fiscal);
    }
    if let Some((year, taken)) = spell::spoken_year(words, at) {
        return plain(Meaning::Year(year), taken);
    }
    if let Some(decade) = spell::decade(low(words, at)) {
        return plain(Meaning::Decade(decade), 1);
    }
    if low(words, at + 1) == "century" {
        return plain(Meaning::Century(spell::century(low(words, at))?), 2);
    }
    None
}

fn fixed(words: &[Word], at: usize) -> Option<Atom> {
    let low = low(words, at);
    if let Some(set) = lexicon::value("set", low) {
        return plain(Meaning::Set(set.to_owned()), 1);
    }
    if words[at].capital {
        if let Some((taken, holiday)) = lexicon::longest("movable", words, at) {
            let (year, more) = year_behind(words, at + taken);
            return plain(Meaning::Holiday { year, holiday }, taken + more);
        }
        if let Some((taken, day)) = lexicon::longest("holiday", words, at) {
            let (month, day) = day.split_once('-')?;
            let (year, more) = year_behind(words, at + taken);
            let (month, day) = (month.parse().ok()?, day.parse().ok()?);
            return plain(Meaning::Day { year, month, day }, taken + more);
        }
    }
    let (taken, value) = lexicon::longest("ref", words, at)?;
    let next = self::low(words, at + taken);
    let before = at
        .checked_sub(1)
        .map_or("", |before| self::low(words, before));
    // "as soon as", "shortly after he left" are told from what they stand beside.
    let is_tied = matches!(low, "soon" | "shortly")
        && (before == "as" || matches!(next, "after" | "before" | "as" | "afterwards"));
    // "the past two weeks", "the future king"
    let is_start = taken == 2
        && low == "the"
        && (super::measured::measured(words, at + 1).is_some()
            || words.get(at + 2).is_some_and(|next| {
                next.kind == headwater_text::TokenKind::Word
                    && !headwater_text::is_stopword(&next.low)
            }));
    (!is_tied && !is_start).then_some((Meaning::Ref(value), taken, None))
}

/// "summer", "winter 2022", after "this" and the like, "the", "in" or "last".
fn season(words: &[Word], at: usize, shift: Option<i32>) -> Option<Atom> {
    let season = lexicon::value("season", low(words, at))?;
    let of = usize::from(low(words, at + 1) == "of");
    let (year, more) = match year_behind(words, at + 1 + of) {
        (Some(year), more) => (Some(year), more + of),
        none => none,
    };
    let before = at.checked_sub(1).map_or("", |before| low(words, before));
    let after_in = matches!(
        before,
        "in" | "early" | "late" | "of" | "by" | "since" | "until"
    );
    let is_name = low(words, at) != "fall" || after_in;
    let known = shift.is_some() || year.is_some() || (after_in && is_name);
    known.then_some((
        Meaning::Season {
            year,
            shift,
            season,
        },
        1 + more,
        None,
    ))
}
