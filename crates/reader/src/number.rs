//! Numbers in words and digits, over the small words that times and quantities are read from.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use headwater_text::{TokenKind, normal, words};

/// A token, or a part of a hyphenated one, in its normal form.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Normal form.
    pub low: String,
    /// Of the whole token.
    pub kind: TokenKind,
    /// Whether a hyphen ties it to the word before.
    pub glued: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
}

/// The words of a sentence; hyphenated tokens are taken apart ("43-year-old"), dates are not.
pub(crate) fn small_words(text: &str, sentence: Range<usize>) -> Vec<Word> {
    let mut found = Vec::new();
    for token in words(text, sentence) {
        let whole = &text[token.range.clone()];
        let is_date = token.kind == TokenKind::Number && whole.matches('-').count() == 2 && {
            whole.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        };
        let is_mark = matches!(token.kind, TokenKind::Punct | TokenKind::Symbol);
        let mut from = 0;
        for part in whole.split_inclusive(['-', '‑', '‐']) {
            let bare = part.trim_end_matches(['-', '‑', '‐']);
            let (words, start) = if is_date || is_mark {
                (whole, token.range.start)
            } else {
                (bare, token.range.start + from)
            };
            if !words.is_empty() {
                found.push(Word {
                    range: start..start + words.len(),
                    low: normal(words),
                    kind: token.kind,
                    glued: from > 0,
                    capital: words.starts_with(char::is_uppercase),
                });
            }
            if is_date || is_mark {
                break;
            }
            from += part.len();
        }
    }
    found
}

/// A number as it stands in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    /// Words it takes.
    pub length: usize,
    /// Its value.
    pub value: f64,
    /// Whether it is written with digits only, without scale.
    pub plain_digits: bool,
    /// Whether it is but a word that may be an article or a pronoun: "a", "one".
    pub is_weak: bool,
}

/// Number words: value, and whether it multiplies what is before it.
static NUMBER_WORDS: LazyLock<BTreeMap<&'static str, (f64, bool)>> = LazyLock::new(|| {
    include_str!("../data/numbers.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (word, value, kind) = (cells.next()?, cells.next()?, cells.next()?);
            Some((word, (value.parse().ok()?, kind == "scale")))
        })
        .collect()
});

/// Every number word.
pub(crate) fn number_words() -> impl Iterator<Item = &'static str> {
    NUMBER_WORDS.keys().copied()
}

/// The number that begins at `at`, if one does.
pub(crate) fn number_at(words: &[Word], at: usize) -> Option<Number> {
    let first = words.get(at)?;
    let half = first.low == "half";
    if half {
        return half_of(words, at);
    }
    let (mut value, mut length) = match digits(&first.low) {
        Some(value) => (value, 1),
        None if matches!(first.low.as_str(), "a" | "an") => {
            let (scale, _) = scale_at(words, at + 1)?;
            return Some(continue_scaled(words, at, 1.0 * scale, 2));
        }
        None => spelled(words, at)?,
    };
    let plain_digits = length == 1 && first.low.bytes().all(|b| b.is_ascii_digit() || b == b',');
    let mut scaled = false;
    if let Some(half) = and_a_half(words, at + length) {
        value += 0.5;
        length += half;
    }
    while let Some((scale, _)) = scale_at(words, at + length) {
        value *= scale;
        length += 1;
        scaled = true;
    }
    if scaled && first.kind == TokenKind::Word {
        let more = continue_scaled(words, at, value, length);
        (value, length) = (more.value, more.length);
    }
    Some(Number {
        length,
        value,
        plain_digits: plain_digits && !scaled,
        is_weak: length == 1 && first.low == "one",
    })
}

/// "half a million", "half a dozen".
fn half_of(words: &[Word], at: usize) -> Option<Number> {
    let article = usize::from(words.get(at + 1)?.low == "a");
    let (scale, _) = scale_at(words, at + 1 + article)?;
    Some(Number {
        length: 2 + article,
        value: scale / 2.0,
        plain_digits: false,
        is_weak: false,
    })
}

/// "and a half" after a number: how many words.
fn and_a_half(words: &[Word], at: usize) -> Option<usize> {
    let low = |ahead: usize| words.get(at + ahead).map(|word| word.low.as_str());
    (low(0)? == "and" && low(1)? == "a" && low(2)? == "half").then_some(3)
}

/// What follows a scaled number word: "two thousand three hundred", "a hundred and twenty".
fn continue_scaled(words: &[Word], at: usize, value: f64, length: usize) -> Number {
    let mut number = Number {
        length,
        value,
        plain_digits: false,
        is_weak: false,
    };
    loop {
        let mut next = at + number.length;
        if let Some((scale, _)) = scale_at(words, next) {
            number.value *= scale;
            number.length += 1;
            continue;
        }
        if words.get(next).is_some_and(|word| word.low == "and") {
            next += 1;
        }
        let Some((mut more, taken)) = spelled(words, next) else {
            return number;
        };
        let mut end = next + taken;
        while let Some((scale, _)) = scale_at(words, end) {
            more *= scale;
            end += 1;
        }
        // "a hundred thousand and two" adds, "two million three" does too; bigger ones are new.
        if more >= number.value || more <= 0.0 {
            return number;
        }
        number.value += more;
        number.length = end - at;
    }
}

/// A number below a hundred in words: "forty-three", "forty three", "twelve".
fn spelled(words: &[Word], at: usize) -> Option<(f64, usize)> {
    let value = unit_word(words.get(at)?)?;
    if (20.0..=90.0).contains(&value)
        && let Some(ones) = words.get(at + 1).and_then(unit_word)
        && (1.0..10.0).contains(&ones)
    {
        return Some((value + ones, 2));
    }
    Some((value, 1))
}

fn unit_word(word: &Word) -> Option<f64> {
    NUMBER_WORDS
        .get(word.low.as_str())
        .filter(|(_, is_scale)| !is_scale)
        .map(|(value, _)| *value)
}

/// A scale word at `at`: "million", "dozen", "bn".
fn scale_at(words: &[Word], at: usize) -> Option<(f64, usize)> {
    NUMBER_WORDS
        .get(words.get(at)?.low.as_str())
        .filter(|(_, is_scale)| *is_scale)
        .map(|(value, _)| (*value, 1))
}

/// A number in digits, with commas, a decimal point and a scale suffix: "3,000", "1.2bn".
pub(crate) fn digits(low: &str) -> Option<f64> {
    let end = low
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.')))
        .unwrap_or(low.len());
    let (figures, suffix) = low.split_at(end);
    if !figures.starts_with(|c: char| c.is_ascii_digit()) || figures.len() > 24 {
        return None;
    }
    let mut groups = figures.split(',').skip(1);
    let whole = figures.split('.').next().unwrap_or_default();
    if figures.contains(',')
        && !groups.all(|group| group.split('.').next().is_some_and(|g| g.len() == 3))
    {
        return None;
    }
    if figures.matches('.').count() > 1 || whole.is_empty() {
        return None;
    }
    let value: f64 = figures.replace(',', "").parse().ok()?;
    let scale = match suffix {
        "" => 1.0,
        "k" => 1e3,
        "m" | "mn" | "mln" => 1e6,
        "b" | "bn" | "bln" => 1e9,
        "tn" | "trn" => 1e12,
        _ => return None,
    };
    Some(value * scale)
}
