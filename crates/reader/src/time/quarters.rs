//! Quarters of a year, and the same quarter a year before.

use super::atom::{Atom, plain};
use super::grammar::{Meaning, low, year_behind};
use super::{lexicon, spell};
use crate::number::Word;

/// "third quarter", "third-quarter", "the second quarter of 2022", "Q3 2022", "last year's third
/// quarter", "the 1988 quarter", "the latest quarter", "the year-ago period".
pub(super) fn quarter(words: &[Word], at: usize) -> Option<Atom> {
    named(words, at)
        .or_else(|| of_year(words, at))
        .or_else(|| latest(words, at))
}

fn named(words: &[Word], at: usize) -> Option<Atom> {
    let fiscal = usize::from(matches!(low(words, at), "fiscal" | "financial"));
    let (quarter, mut end) = number(words, at + fiscal)?;
    let of = usize::from(matches!(low(words, end), "of" | "in"));
    let mut shift = None;
    let (year, more) = year_behind(words, end + of);
    if year.is_some() {
        end += of + more;
    } else if of == 1 && low(words, end + 2) == "year" {
        shift = shift_of(low(words, end + 1));
        end += if shift.is_some() { 3 } else { 0 };
    }
    plain(
        Meaning::Quarter {
            year,
            shift,
            quarter,
        },
        end - at,
    )
}

/// Which quarter, and the word behind it.
fn number(words: &[Word], at: usize) -> Option<(i8, usize)> {
    let first = low(words, at);
    match first.strip_prefix('q').and_then(|q| q.parse::<i8>().ok()) {
        Some(quarter @ 1..=4) if first.len() == 2 => Some((quarter, at + 1)),
        _ => {
            let quarter = spell::ordinal(first)?;
            (low(words, at + 1) == "quarter").then_some((quarter, at + 2))
        }
    }
}

fn shift_of(word: &str) -> Option<i32> {
    match word {
        "this" | "current" => Some(0),
        "last" | "previous" => Some(-1),
        "next" => Some(1),
        _ => None,
    }
}

/// A year before the quarter: "the 1988 third quarter", "last year's quarter", "year-ago third
/// quarter", "the year-earlier period".
fn of_year(words: &[Word], at: usize) -> Option<Atom> {
    let (year, shift, mut end) = if let Some(year) = spell::four_digits(low(words, at)) {
        (Some(year), 0, at + 1)
    } else if low(words, at) == "year" && words.get(at + 1)?.glued {
        matches!(low(words, at + 1), "ago" | "earlier").then_some((None, -1, at + 2))?
    } else {
        let shift = shift_of(low(words, at))?;
        let is_possessive = low(words, at + 1) == "year" && low(words, at + 2) == "'s";
        is_possessive.then_some((None, shift, at + 3))?
    };
    end += usize::from(low(words, end) == "fiscal");
    if let Some((quarter, end)) = number(words, end) {
        let shift = year.is_none().then_some(shift);
        return plain(
            Meaning::Quarter {
                year,
                shift,
                quarter,
            },
            end - at,
        );
    }
    let is_period = matches!(low(words, end), "quarter" | "period");
    let years = i16::try_from(shift).ok()?;
    let article = at
        .checked_sub(1)
        .is_some_and(|before| low(words, before) == "the");
    (is_period && (year.is_none() || article)).then_some((
        Meaning::NamedQuarter { year, years },
        end + 1 - at,
        None,
    ))
}

/// "the latest quarter", "the corresponding period last year", "the quarter".
fn latest(words: &[Word], at: usize) -> Option<Atom> {
    let before = at.checked_sub(1).map_or("", |before| low(words, before));
    let is_period = |at: usize| matches!(low(words, at), "quarter" | "period");
    let meaning = |years| Meaning::NamedQuarter { year: None, years };
    match low(words, at) {
        "latest" if is_period(at + 1) => plain(meaning(0), 2),
        "corresponding" | "same" if is_period(at + 1) => {
            let a_year_ago = match (low(words, at + 2), low(words, at + 3), low(words, at + 4)) {
                ("last", "year", _) => 2,
                ("a", "year", "ago" | "earlier") => 3,
                ("of", "last", "year") => 3,
                _ => return None,
            };
            plain(meaning(-1), 2 + a_year_ago)
        }
        "quarter" if before == "the" => {
            match (low(words, at + 1), low(words, at + 2), low(words, at + 3)) {
                ("a", "year", "ago" | "earlier") => plain(meaning(-1), 4),
                ("of" | "-", ..) => None,
                _ => plain(meaning(0), 1),
            }
        }
        _ => None,
    }
}

/// How far around a time figures are looked for.
const REACH: usize = 40;

/// Whether the words around `at` set figures beside one another, as reports of companies do.
pub(super) fn compares_figures(words: &[Word], at: usize) -> bool {
    words[at.saturating_sub(REACH)..words.len().min(at + REACH)]
        .iter()
        .any(|word| lexicon::value("figure", &word.low).is_some())
}
