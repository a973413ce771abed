//! The date that stands above a text.

use headwater_text::{TokenKind, words};

use crate::order::day_number;

/// The first full date in the text, days since 1970-01-01: `May 2, 2013`, `2 May 2013`,
/// `05/02/2013` (the month first, unless that is impossible) or `2013-05-02`.
pub(super) fn day(text: &str) -> Option<i64> {
    let tokens = words(text, 0..text.len());
    let parts: Vec<&str> = tokens
        .iter()
        .filter(|token| {
            matches!(token.kind, TokenKind::Word | TokenKind::Number)
                || &text[token.range.clone()] == "/"
        })
        .map(|token| &text[token.range.clone()])
        .collect();
    (0..parts.len()).find_map(|at| written(&parts[at..]).or_else(|| figures(&parts[at..])))
}

/// A date whose month is a word.
fn written(parts: &[&str]) -> Option<i64> {
    let [one, two, three, ..] = parts else {
        return None;
    };
    let (of, year) = match (*two, parts.get(3)) {
        ("of", Some(year)) => (*three, *year),
        _ => (*two, *three),
    };
    let year = full_year(year)?;
    match (month(one), month(of)) {
        (Some(month), _) => day_number(year, month, ordinal(two)?),
        (_, Some(month)) => day_number(year, month, ordinal(one)?),
        _ => None,
    }
}

/// A date in figures.
fn figures(parts: &[&str]) -> Option<i64> {
    let number = |part: &str| part.parse::<i64>().ok().filter(|_| part.len() <= 2);
    if let [one, "/", two, "/", three, ..] = parts {
        let year = full_year(three).or_else(|| Some(2000 + number(three)?))?;
        let (month, day) = (number(one)?, number(two)?);
        return day_number(year, month, day).or_else(|| day_number(year, day, month));
    }
    let mut parts = parts.first()?.split('-');
    let year = full_year(parts.next()?)?;
    let (month, day) = (number(parts.next()?)?, number(parts.next()?)?);
    day_number(year, month, day)
}

fn full_year(part: &str) -> Option<i64> {
    let year: i64 = part.parse().ok()?;
    (1900..2100).contains(&year).then_some(year)
}

fn month(part: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = part.trim_end_matches('.').to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| {
        word.len() >= 3 && (month.starts_with(&word) || word == "sept" && *month == "september")
    })?;
    Some(at as i64 + 1)
}

fn ordinal(part: &str) -> Option<i64> {
    let digits = part.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    digits.parse().ok().filter(|_| digits.len() <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_in_every_usual_form() {
        let second_of_may = Some(15_827);
        for text in [
            "Published May 2, 2013 at noon",
            "2 May 2013",
            "the 2nd of May 2013",
            "05/02/2013",
            "5/2/13",
            "2013-05-02",
            "Thu., May 2nd, 2013",
        ] {
            assert_eq!(day(text), second_of_may, "{text}");
        }
        assert_eq!(day("25/12/2013"), day("Dec. 25, 2013"));
    }

    #[test]
    fn half_a_date_is_none() {
        for text in [
            "May 2",
            "in May 2013",
            "2013",
            "31/31/2013",
            "a score of 10-12-3",
            "",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
