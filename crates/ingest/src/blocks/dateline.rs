//! "PORTO, May 3 (AFP) - " before a first paragraph.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::names::{is_outlet, pattern, rows};

/// A dateline at the start of a paragraph; places are relative to the paragraph.
pub(super) struct Dateline {
    /// From its first letter to its last, without the dash.
    pub span: Range<usize>,
    /// The agencies that it names.
    pub credits: Vec<Range<usize>>,
    /// Where the sentence begins.
    pub rest: usize,
}

/// Bytes in which a dateline ends.
const LONGEST: usize = 160;

const MONTHS: &str = r"(?:Jan|Feb|Mar|Apr|May|Jun|June|Jul|July|Aug|Sep|Sept|Oct|Nov|Dec|January|February|March|April|August|September|October|November|December)";

static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    let word = r"[\p{Lu}][\p{L}'’.\-]*";
    let place = format!(r"{word}(?:[ /]{word}){{0,4}}");
    let date = format!(
        r"(?:{MONTHS}\.? \d{{1,2}}|\d{{1,2}} {MONTHS}\.?)(?:,? \d{{4}})?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    );
    pattern(&format!(
        r"^(?P<place>{place})?(?P<region>(?:, (?:[\p{{Lu}}][\p{{L}}.]*)(?: [\p{{Lu}}][\p{{L}}.]*){{0,3}}){{0,2}})(?P<date>,? ?(?:{date}))?(?P<paren> ?[(\[](?P<in>[^()\[\]]{{2,50}})[)\]])?(?:(?P<dash>\s*(?:—|–|--)\s*|\s+-\s+)|(?P<colon>:\s+))"
    ))
});

static DATE: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"\b{MONTHS}\.? \d|\d {MONTHS}\b|^\d+$")));

static SHORT: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| rows(include_str!("../../data/short_datelines.txt")).collect());

/// The dateline that a paragraph begins with.
pub(super) fn at_start(paragraph: &str) -> Option<Dateline> {
    let head = &paragraph[..paragraph.floor_char_boundary(LONGEST)];
    let found = DATELINE.captures(head)?;
    let rest = found.get(0)?.end();
    let next = paragraph[rest..].chars().next()?;
    let opens = next.is_uppercase() || next.is_numeric() || "\"“'‘$€£[(".contains(next);
    let place = found.name("place").map_or("", |place| place.as_str());
    let inside = found.name("in");
    let date = found.name("date").is_some();
    let dash = found.name("dash");
    let agency = inside.is_some_and(|inside| names_agency(inside.as_str()));
    let likely = match (inside, place) {
        // "(CNN) -- Police …"
        (Some(_), "") => dash.is_some() && !has_region(&found) && agency,
        (Some(_), place) => is_capitals(place) || dash.is_some() && agency,
        (None, "") => false,
        (None, place) if dash.is_some() => {
            is_capitals(place) && (date || has_region(&found) || is_city(place)) || date
        }
        (None, _) => false,
    };
    let notice = matches!(
        place,
        "UPDATE" | "UPDATED" | "EXCLUSIVE" | "OPINION" | "ANALYSIS"
    );
    if !likely || notice || !opens && !agency {
        return None;
    }
    let mark = dash.or(found.name("colon"))?;
    let end = head[..mark.start()].trim_end().len();
    let credits = inside.map(|inside| agencies(inside.as_str(), inside.start()));
    Some(Dateline {
        span: 0..end,
        credits: credits.unwrap_or_default(),
        rest,
    })
}

/// Whether the brackets name who sent the report: a known name, an outlet's, or initials.
fn names_agency(inside: &str) -> bool {
    inside
        .split(['/', ',', '|'])
        .flat_map(|part| part.split(" and "))
        .all(|part| {
            let part = part.trim();
            let initials = part.len() >= 2
                && part.len() <= 8
                && part.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
            is_outlet(part) || initials
        })
}

fn has_region(found: &regex::Captures<'_>) -> bool {
    found
        .name("region")
        .is_some_and(|region| !region.is_empty())
}

/// Every letter is a capital, and there are three at least.
fn is_capitals(place: &str) -> bool {
    let letters = || place.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 3 && letters().all(char::is_uppercase)
}

/// A short word in capitals is an acronym more often than a city.
fn is_city(place: &str) -> bool {
    place.contains([' ', '/']) || place.chars().count() > 6 || SHORT.contains(place)
}

/// The agencies between the brackets; a date there is none.
fn agencies(inside: &str, start: usize) -> Vec<Range<usize>> {
    if DATE.is_match(inside) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    for part in inside
        .split(['/', ',', '|'])
        .flat_map(|part| part.split(" and "))
    {
        // Parts come in order, so each is found at or after the one before it.
        let Some(place) = inside[at..].find(part) else {
            continue;
        };
        let begin = at + place + (part.len() - part.trim_start().len());
        let end = begin + part.trim().len();
        at = end;
        if inside[begin..end].starts_with(|c: char| c.is_alphanumeric()) {
            found.push(start + begin..start + end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(&str, Vec<&str>, &str)> {
        let found = at_start(line)?;
        let credits = found
            .credits
            .into_iter()
            .map(|credit| &line[credit])
            .collect();
        Some((&line[found.span], credits, &line[found.rest..]))
    }

    #[test]
    fn datelines_come_in_many_forms() {
        for (line, dateline, credits) in [
            (
                "MOSCOW, Sept 4 (Reuters) - A",
                "MOSCOW, Sept 4 (Reuters)",
                vec!["Reuters"],
            ),
            ("WASHINGTON (AP) — A", "WASHINGTON (AP)", vec!["AP"]),
            ("PARIS — A", "PARIS", vec![]),
            ("BEIJING—A", "BEIJING", vec![]),
            ("NEWPORT NEWS, Va. - A", "NEWPORT NEWS, Va.", vec![]),
            (
                "FLINT, Mich., Oct. 4 (UPI) — A",
                "FLINT, Mich., Oct. 4 (UPI)",
                vec!["UPI"],
            ),
            ("SANAA, Yemen (AP) — A", "SANAA, Yemen (AP)", vec!["AP"]),
            (
                "WASHINGTON/SEOUL, Sept 4 (Reuters) - A",
                "WASHINGTON/SEOUL, Sept 4 (Reuters)",
                vec!["Reuters"],
            ),
            ("Moscow (AFP) – A", "Moscow (AFP)", vec!["AFP"]),
            (
                "SEOUL, Sept. 5 (Yonhap) -- A",
                "SEOUL, Sept. 5 (Yonhap)",
                vec!["Yonhap"],
            ),
            ("(CNN) -- A", "(CNN)", vec!["CNN"]),
            (
                "TULSA, Okla. (CBS/AP) - A",
                "TULSA, Okla. (CBS/AP)",
                vec!["CBS", "AP"],
            ),
            (
                "SAVANNAH, GA (August 2, 2015): A",
                "SAVANNAH, GA (August 2, 2015)",
                vec![],
            ),
            ("ST. GEORGE, Utah — “A", "ST. GEORGE, Utah", vec![]),
            ("Kyiv, 5 September – A", "Kyiv, 5 September", vec![]),
            ("NEW YORK -- A", "NEW YORK", vec![]),
        ] {
            let rest = line.rsplit(' ').next().unwrap().rsplit('—').next().unwrap();
            assert_eq!(read(line), Some((dateline, credits, rest)), "{line}");
        }
    }

    #[test]
    fn sentences_have_no_dateline() {
        for line in [
            "NATO — the alliance — said so.",
            "NATO — The alliance said so.",
            "A US-built ferry sank.",
            "KING-size beds sell well.",
            "GROSS: So how did it end?",
            "EXCLUSIVE — The ferry sank.",
            "UPDATE (8/14/13) - The ferry sank.",
            "The union - which struck - won.",
            "Putin — A man of the East — left.",
            "Porto (population 200,000) is a port.",
            "May 3 was a Friday.",
            "Rui Costa (Labour) – He said no.",
            "Rui Costa (Labour): We said no.",
            "",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
