use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use crate::number::Word;

/// Phrases by kind and first word, each with its words and value; the longest first.
type Phrases = BTreeMap<&'static str, BTreeMap<&'static str, Vec<Phrase>>>;

type Phrase = (Vec<&'static str>, &'static str);

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases::new();
    for line in include_str!("../../data/quantity_words.tsv")
        .lines()
        .skip(1)
    {
        let mut cells = line.split('\t');
        if let (Some(kind), Some(words)) = (cells.next(), cells.next()) {
            let words: Vec<&str> = words.split(' ').collect();
            let value = cells.next().unwrap_or_default();
            let by_first = phrases.entry(kind).or_default();
            by_first.entry(words[0]).or_default().push((words, value));
        }
    }
    for list in phrases.values_mut().flat_map(BTreeMap::values_mut) {
        list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    phrases
});

/// All words that can open a quantity; membership only, so its order does not matter.
static BEGINNINGS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    [
        "low", "high", "about", "vague", "sign", "currency", "ordinal",
    ]
    .iter()
    .filter_map(|kind| PHRASES.get(kind))
    .flat_map(BTreeMap::keys)
    .copied()
    .chain([
        "between", "a", "an", "half", "us", "au", "c", "ca", "hk", "nz", "s", "r",
    ])
    .chain(crate::number::number_words())
    .collect()
});

/// Whether a quantity may begin with the word: a quick look that spares most words a slow one.
pub(super) fn may_begin(word: &Word) -> bool {
    word.low.starts_with(|c: char| c.is_ascii_digit()) || BEGINNINGS.contains(word.low.as_str())
}

/// The longest phrase of a kind that stands at `at`: words taken and value.
pub(super) fn find(kind: &str, words: &[Word], at: usize) -> Option<(usize, &'static str)> {
    let first = words.get(at)?.low.as_str();
    PHRASES
        .get(kind)?
        .get(first)?
        .iter()
        .find(|(phrase, _)| {
            (phrase.iter().enumerate()).all(|(ahead, word)| low(words, at + ahead) == *word)
        })
        .map(|(phrase, value)| (phrase.len(), *value))
}

/// What the ACLED codebook reads a vague word as.
pub(super) fn acled(words: &str) -> Option<f64> {
    let normal = headwater_text::normal(words);
    let first = normal.split(' ').next()?;
    let (_, value) = PHRASES
        .get("acled")?
        .get(first)?
        .iter()
        .find(|(phrase, _)| phrase.iter().copied().eq(normal.split(' ')))?;
    value.parse().ok()
}

/// How many words the longest phrase of a kind takes at `at`.
pub(super) fn phrase(kind: &str, words: &[Word], at: usize) -> Option<usize> {
    find(kind, words, at).map(|(taken, _)| taken)
}

/// A unit or a currency after a number: words taken and its symbol.
pub(super) fn unit_at(words: &[Word], at: usize) -> Option<(usize, &'static str)> {
    find("unit", words, at).or_else(|| find("currency", words, at))
}

/// A currency sign or code before a number: words taken and code.
pub(super) fn sign_at(words: &[Word], at: usize) -> Option<(usize, &'static str)> {
    let next = low(words, at + 1);
    if next == "$" && words[at + 1].range.start == words.get(at)?.range.end {
        let joined = match low(words, at) {
            "us" => "USD",
            "a" | "au" => "AUD",
            "c" | "ca" => "CAD",
            "hk" => "HKD",
            "nz" => "NZD",
            "s" => "SGD",
            "r" => "BRL",
            _ => return None,
        };
        return Some((2, joined));
    }
    if let Some(found) = find("sign", words, at) {
        return Some(found);
    }
    let is_code = words.get(at)?.capital && low(words, at).len() == 3;
    find("currency", words, at)
        .filter(|(_, code)| is_code && code.eq_ignore_ascii_case(low(words, at)))
}

/// The normal form of the word at `at`, empty past the end.
pub(super) fn low(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |word| word.low.as_str())
}
