use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use super::calendar::Unit;
use crate::number::Word;

/// Time words by kind, then word.
static WORDS: LazyLock<BTreeMap<&'static str, BTreeMap<&'static str, &'static str>>> =
    LazyLock::new(|| {
        let mut words: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for line in include_str!("../../data/time_words.tsv").lines().skip(1) {
            let mut cells = line.split('\t');
            if let (Some(kind), Some(word)) = (cells.next(), cells.next()) {
                let kind: &mut BTreeMap<_, _> = words.entry(kind).or_default();
                kind.insert(word, cells.next().unwrap_or_default());
            }
        }
        words
    });

/// The value that a word has among the words of a kind.
pub(super) fn value(kind: &str, word: &str) -> Option<&'static str> {
    WORDS.get(kind)?.get(word).copied()
}

/// The words of a kind.
pub(super) fn all(kind: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    WORDS
        .get(kind)
        .into_iter()
        .flatten()
        .map(|(word, value)| (*word, *value))
}

/// The longest phrase of a kind that stands at `at`: words taken and value.
pub(super) fn longest(kind: &str, words: &[Word], at: usize) -> Option<(usize, &'static str)> {
    let low = words.get(at)?.low.as_str();
    all(kind)
        .filter(|(name, _)| name.starts_with(low))
        .filter_map(|(name, value)| Some((phrase(words, at, name)?, value)))
        .max_by_key(|(taken, _)| *taken)
}

/// How many words a phrase takes, where it stands at `at`; "'s" is a word of its own.
fn phrase(words: &[Word], at: usize, phrase: &str) -> Option<usize> {
    let mut taken = 0;
    for part in phrase.split(' ') {
        let (word, possessive) = match part.strip_suffix("'s") {
            Some(word) if !word.is_empty() => (word, true),
            _ => (part, false),
        };
        if words.get(at + taken)?.low != word {
            return None;
        }
        taken += 1;
        if possessive {
            if words.get(at + taken)?.low != "'s" {
                return None;
            }
            taken += 1;
        }
    }
    Some(taken)
}

/// Words that open a time expression beside those of the tables.
const OPENERS: [&str; 52] = [
    "latest",
    "nineteen",
    "twenty",
    "corresponding",
    "quarter",
    "a",
    "an",
    "the",
    "this",
    "last",
    "past",
    "previous",
    "current",
    "next",
    "coming",
    "early",
    "late",
    "mid",
    "middle",
    "earlier",
    "later",
    "every",
    "each",
    "several",
    "few",
    "many",
    "some",
    "recent",
    "couple",
    "half",
    "first",
    "second",
    "third",
    "fourth",
    "fiscal",
    "following",
    "preceding",
    "same",
    "that",
    "today",
    "tonight",
    "yesterday",
    "tomorrow",
    "overnight",
    "weekend",
    "year",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "financial",
    "calendar",
];

/// All words that can open a time expression; membership only, so its order does not matter.
static BEGINNINGS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let of_tables = WORDS
        .iter()
        .filter(|(kind, _)| !matches!(**kind, "future" | "past"))
        .flat_map(|(_, words)| words.keys())
        .filter_map(|phrase| phrase.split([' ', '\'']).next());
    OPENERS
        .into_iter()
        .chain(of_tables)
        .chain(crate::number::number_words())
        .collect()
});

/// Whether a time expression may begin at `at`: a quick look that spares most words a slow one.
pub(super) fn may_begin(words: &[Word], at: usize) -> bool {
    let opens = |at: usize| {
        words.get(at).is_some_and(|word| {
            let low = word.low.as_str();
            low.starts_with(|c: char| c.is_ascii_digit() || c == '\'')
                || (low.starts_with('q') && low.len() == 2)
                || BEGINNINGS.contains(low)
                || low
                    .strip_suffix('s')
                    .is_some_and(|one| BEGINNINGS.contains(one))
        })
    };
    let is_article = matches!(words[at].low.as_str(), "the" | "a" | "an");
    let narrows = |low: &str| {
        matches!(
            low,
            "near" | "future" | "full" | "whole" | "entire" | "latest" | "corresponding"
        )
    };
    opens(at)
        && (!is_article
            || opens(at + 1)
            || words.get(at + 1).is_some_and(|next| narrows(&next.low)))
}

/// The unit that a word names, singular or plural.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match value("unit", word)? {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "weekend" => Unit::Weekend,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        _ => Unit::Century,
    })
}

/// A month by its name, and how many words it takes with the full stop of its short form.
///
/// Names that are common words must have a capital.
pub(super) fn month(words: &[Word], at: usize) -> Option<(i8, usize)> {
    let word = words.get(at)?;
    let dot = is_dotted(words, at);
    let name = value("month", &word.low).or_else(|| value("short_month", &word.low));
    let length = 1 + usize::from(dot && value("short_month", &word.low).is_some());
    let month = name.filter(|_| word.capital)?.parse().ok()?;
    Some((month, length))
}

/// A weekday by its name, 1 for Monday; short forms need a capital and a full stop.
pub(super) fn weekday(words: &[Word], at: usize) -> Option<(i8, usize)> {
    let word = words.get(at)?;
    let low = word.low.trim_end_matches('s');
    if let Some(day) = value("weekday", &word.low).or_else(|| value("weekday", low)) {
        return Some((day.parse().ok()?, 1));
    }
    let day = value("short_weekday", &word.low).filter(|_| word.capital && is_dotted(words, at))?;
    Some((day.parse().ok()?, 2))
}

/// Whether a full stop follows without space.
pub(super) fn is_dotted(words: &[Word], at: usize) -> bool {
    words
        .get(at + 1)
        .is_some_and(|next| next.low == "." && next.range.start == words[at].range.end)
}
