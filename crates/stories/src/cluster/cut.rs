//! A report as the stems by which stories are told apart.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use headwater_model::{BlockKind, Report};
use headwater_text::{Token, TokenKind, fnv, is_stopword, sentences, stem, words};
use serde::{Deserialize, Serialize};

use super::told;
use crate::body::running_text;
use crate::hash::Mixed;
use crate::limits::{
    BODY_BYTES, BODY_WORDS, HEADLINE_WORDS, LEAD_WORDS, MOST_WORDS, TITLE_CASE, TOLD_DAY_BYTES,
    WEEKDAY_WORDS,
};
use crate::order::day;
use crate::outlet::key;

/// A report cut into stems, ready to be put into its story. Depends on the report alone, so that
/// many can be cut at once.
#[derive(Clone, Debug)]
pub struct Cut {
    /// Sorted by stem.
    pub(super) stems: Vec<(u64, Counts)>,
    /// Hashes of pairs of stems that stand side by side in a sentence, sorted, each once.
    pub(super) pairs: Vec<u32>,
    pub(super) facts: Facts,
}

/// What a report is besides its words.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(super) struct Facts {
    /// The weekdays that it names early on, one bit each from Monday.
    pub weekdays: u8,
    /// The latest year that it names; 0 for none.
    pub year: u16,
    /// The day of publication, since 1970-01-01; of an undated report, the date above its text.
    pub day: Option<i32>,
    /// Hash of its outlet's name.
    pub outlet: Option<u64>,
}

/// How often a stem stands in the three zones of a report, and what it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub headline: u8,
    pub lead: u8,
    pub body: u8,
    pub kind: Kind,
}

/// What a stem is in one report. The order matters: of two reports the higher kind counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[repr(u8)]
pub(super) enum Kind {
    #[default]
    Word,
    /// With a capital inside a sentence.
    Name,
    Number,
}

impl Cut {
    /// Cuts a report: its headline, its lead and some six hundred words of its body.
    pub fn of(report: &Report) -> Self {
        let zones = Zones::of(report);
        let top = &report.text[..report.text.floor_char_boundary(TOLD_DAY_BYTES)];
        let day = (report.published.as_deref().and_then(day)).or_else(|| told::day(top));
        Self {
            stems: zones.counts(),
            pairs: zones.pairs(),
            facts: Facts {
                weekdays: zones.weekdays(),
                year: zones.latest_year(),
                day: day.and_then(|day| i32::try_from(day).ok()),
                outlet: (report.outlet.as_deref()).map(|outlet| fnv(key(outlet).as_bytes())),
            },
        }
    }
}

impl Cut {
    /// Hashes of the report's stems, each once. For counting a background.
    #[doc(hidden)]
    pub fn stems(&self) -> impl Iterator<Item = u64> {
        self.stems.iter().map(|stem| stem.0)
    }
}

/// A stem where it stands.
struct Found {
    stem: u64,
    number: bool,
    /// Has a capital and does not begin its sentence.
    capital: bool,
    /// The number of its sentence within its part.
    sentence: u32,
    /// A number that can be a year; 0 for none.
    year: u16,
}

/// The stems of the title and of the text.
struct Zones {
    title: Vec<Found>,
    body: Vec<Found>,
}

/// Stems of the running text up to the end of the sentence in which [`BODY_WORDS`] falls.
fn body(report: &Report, titled: bool) -> Vec<Found> {
    let is_title = |range: &Range<usize>| {
        let mut titles = report.blocks.iter().filter(|b| b.kind == BlockKind::Title);
        titled && titles.any(|block| block.start == range.start)
    };
    let mut found = Vec::new();
    let mut sentence = 0;
    for mut range in running_text(report) {
        if is_title(&range) {
            continue;
        }
        range.end = range.end.min(report.text.floor_char_boundary(BODY_BYTES));
        if range.start >= range.end {
            break;
        }
        for part in sentences(&report.text, range) {
            if found.len() >= BODY_WORDS {
                break;
            }
            see(&report.text, part, &mut sentence, &mut found);
        }
    }
    found.truncate(MOST_WORDS);
    found
}

/// Adds the stems of a sentence; a sentence without any has no number.
fn see(text: &str, sentence: Range<usize>, number: &mut u32, found: &mut Vec<Found>) {
    let before = found.len();
    let mut first = true;
    for token in words(text, sentence) {
        let word = &text[token.range.clone()];
        let Some((stem, year)) = stem_of(&token, word) else {
            continue;
        };
        let capital = !first && word.starts_with(char::is_uppercase);
        first = false;
        let Some(stem) = stem else { continue };
        found.push(Found {
            stem,
            number: token.kind == TokenKind::Number,
            capital,
            sentence: *number,
            year,
        });
    }
    *number += u32::from(found.len() > before);
}

/// The stem of a word (`None` for a stopword) with the year that it can be, if it is a word or a
/// number at all.
fn stem_of(token: &Token, word: &str) -> Option<(Option<u64>, u16)> {
    match token.kind {
        TokenKind::Number => {
            let digits = leading_number(word);
            let year = digits
                .parse()
                .ok()
                .filter(|year| (1950..2040).contains(year));
            Some((Some(fnv(digits.as_bytes())), year.unwrap_or(0)))
        }
        TokenKind::Word if word.starts_with(char::is_alphabetic) => Some((known_stem(word), 0)),
        _ => None,
    }
}

/// The number that a token begins with, without thousands commas: `43-year-old` is `43`.
fn leading_number(word: &str) -> String {
    let belongs = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':');
    let run = &word[..word.find(|c| !belongs(c)).unwrap_or(word.len())];
    let run = run.trim_end_matches(['.', ',', ':']);
    // A number of another script is what it is.
    if run.is_empty() {
        word.to_owned()
    } else {
        run.replace(',', "")
    }
}

/// Words whose stems are remembered on each thread: most of those that news has.
const REMEMBERED: usize = 1 << 18;

thread_local! {
    /// Stems by the hashes of words: finding one takes twenty times as long as remembering it.
    static STEMS: RefCell<HashMap<u64, Option<u64>, Mixed>> = RefCell::default();
}

/// The stem of a word that tells something.
fn known_stem(word: &str) -> Option<u64> {
    STEMS.with_borrow_mut(|stems| {
        if stems.len() >= REMEMBERED {
            stems.clear();
        }
        let stem = || (!is_stopword(word)).then(|| fnv(stem(word).as_bytes()));
        *stems.entry(fnv(word.as_bytes())).or_insert_with(stem)
    })
}

/// Whether a headline gives most of its words a capital, so that capitals tell nothing.
fn title_case(headline: &[Found]) -> bool {
    let words = headline.iter().filter(|found| !found.number);
    let capitals = words.clone().filter(|found| found.capital).count();
    capitals as f64 >= TITLE_CASE * (words.count() as f64 - 1.0).max(1.0)
}

/// The stems of the weekdays from Monday.
static WEEKDAYS: LazyLock<[u64; 7]> = LazyLock::new(|| {
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
    .map(|day| fnv(stem(day).as_bytes()))
});

impl Zones {
    fn of(report: &Report) -> Self {
        let text = report.title.as_deref().unwrap_or_default();
        let mut title = Vec::new();
        let mut sentence = 0;
        for range in sentences(text, 0..text.len()) {
            see(text, range, &mut sentence, &mut title);
        }
        let body = body(report, !title.is_empty());
        Self { title, body }
    }

    /// The title, or else the first sentence of the text.
    fn headline(&self) -> &[Found] {
        if self.title.is_empty() {
            let first = self.body.iter().take_while(|found| found.sentence == 0);
            &self.body[..first.count().min(HEADLINE_WORDS)]
        } else {
            &self.title
        }
    }

    /// The title and those words of the text that are always read.
    fn parts(&self) -> [&[Found]; 2] {
        [&self.title, &self.body[..self.body.len().min(BODY_WORDS)]]
    }

    /// Counts stems by zone and tells names from other words: a stem that is a name once is one
    /// everywhere in the report.
    fn counts(&self) -> Vec<(u64, Counts)> {
        let lead = self.body.len().min(LEAD_WORDS);
        let zones = [self.headline(), &self.body[..lead], &self.body[lead..]];
        let headlines_are_capital = title_case(&self.title);
        let mut seen: Vec<(u64, u8, Kind)> = Vec::with_capacity(self.title.len() + self.body.len());
        for (zone, part) in (0..).zip(zones) {
            let capitals_tell = zone > 0 || !headlines_are_capital;
            seen.extend(part.iter().map(|found| {
                let kind = match (found.number, found.capital && capitals_tell) {
                    (true, _) => Kind::Number,
                    (false, true) => Kind::Name,
                    (false, false) => Kind::Word,
                };
                (found.stem, zone, kind)
            }));
        }
        seen.sort_unstable();
        let counted = seen.chunk_by(|one, other| one.0 == other.0).map(|same| {
            let mut counts = Counts::default();
            for &(_, zone, kind) in same {
                let count = match zone {
                    0 => &mut counts.headline,
                    1 => &mut counts.lead,
                    _ => &mut counts.body,
                };
                *count = count.saturating_add(1);
                counts.kind = counts.kind.max(kind);
            }
            (same[0].0, counts)
        });
        counted.collect()
    }

    fn pairs(&self) -> Vec<u32> {
        let side_by_side = self.parts().into_iter().flat_map(|part| part.windows(2));
        let mut pairs: Vec<u32> = side_by_side
            .filter(|two| two[0].sentence == two[1].sentence)
            .map(|two| {
                let mixed = two[0].stem.rotate_left(23) ^ two[1].stem;
                (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
            })
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    fn weekdays(&self) -> u8 {
        let early = (self.parts().into_iter()).flat_map(|part| part.iter().take(WEEKDAY_WORDS));
        let days = early.filter_map(|found| WEEKDAYS.iter().position(|day| *day == found.stem));
        days.fold(0, |bits, day| bits | 1 << day)
    }

    fn latest_year(&self) -> u16 {
        let years = self.parts().into_iter().flatten().map(|found| found.year);
        years.max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::report;

    fn kind(cut: &Cut, word: &str) -> Option<Kind> {
        let hash = fnv(stem(word).as_bytes());
        let place = cut.stems.binary_search_by_key(&hash, |stem| stem.0).ok()?;
        Some(cut.stems[place].1.kind)
    }

    #[test]
    fn names_are_told_by_capitals_inside_sentences() {
        let text = "Divers found Lund below the dam. Storms delayed 400 of them.";
        let cut = Cut::of(&report("Body found in river", text, None));
        assert_eq!(kind(&cut, "Lund"), Some(Kind::Name));
        assert_eq!(kind(&cut, "storms"), Some(Kind::Word));
        assert_eq!(kind(&cut, "400"), Some(Kind::Number));
        assert_eq!(kind(&cut, "the"), None);
    }

    #[test]
    fn capitals_of_a_title_in_title_case_make_no_names() {
        let cut = Cut::of(&report(
            "Body Found Below Broken Dam",
            "Divers found it.",
            None,
        ));
        assert_eq!(kind(&cut, "broken"), Some(Kind::Word));
    }

    #[test]
    fn a_report_without_a_title_has_its_first_sentence_for_one() {
        let cut = Cut::of(&report(
            "",
            "A dam burst on Monday. Two are missing in 1999.",
            None,
        ));
        let headline = cut.stems.iter().filter(|(_, counts)| counts.headline > 0);
        assert_eq!(headline.count(), 3);
        assert_eq!((cut.facts.weekdays, cut.facts.year), (1, 1999));
    }

    #[test]
    fn the_date_above_an_undated_text_is_its_day() {
        let day = |published| {
            Cut::of(&report("", "May 2, 2013. A dam burst.", published))
                .facts
                .day
        };
        assert_eq!(day(None), Some(15_827));
        assert_eq!(day(Some("2013-05-04")), Some(15_829));
    }

    #[test]
    fn nothing_is_cut_into_nothing() {
        let cut = Cut::of(&report("", "", None));
        assert!(cut.stems.is_empty() && cut.pairs.is_empty());
    }
}
