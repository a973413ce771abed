//! What two texts have in common beside their meanings.

use std::collections::BTreeSet;

use headwater_text::{TokenKind, normal, words};

/// Numbers and names that only one has, negation in one alone, lengths, and shared words, pairs and
/// triples of words.
pub fn features(a: &str, b: &str) -> [f64; 10] {
    let (a, b) = (Text::of(a), Text::of(b));
    let only = |one: &BTreeSet<String>, other: &BTreeSet<String>| one.difference(other).count();
    let (fewer, more) = in_order(only(&a.numbers, &b.numbers), only(&b.numbers, &a.numbers));
    let (less, most) = in_order(only(&a.names, &b.all), only(&b.names, &a.all));
    let (short, long) = in_order(a.words.len(), b.words.len());
    [
        fewer.min(3) as f64,
        more.min(3) as f64,
        less.min(3) as f64,
        most.min(5) as f64,
        f64::from(u8::from(a.negated != b.negated)),
        (1.0 + short as f64).ln(),
        (1.0 + long as f64).ln(),
        dice(&a.words, &b.words, 1),
        dice(&a.words, &b.words, 2),
        dice(&a.words, &b.words, 3),
    ]
}

struct Text {
    words: Vec<String>,
    all: BTreeSet<String>,
    numbers: BTreeSet<String>,
    /// Words with a capital that do not begin the text.
    names: BTreeSet<String>,
    negated: bool,
}

impl Text {
    fn of(text: &str) -> Self {
        let tokens = words(text, 0..text.len()).into_iter();
        let told = tokens.filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number));
        let said: Vec<&str> = told.map(|token| &text[token.range]).collect();
        let words: Vec<String> = said.iter().map(|word| normal(word)).collect();
        let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        let digit = |word: &&String| word.chars().any(|c| c.is_ascii_digit());
        Self {
            all: words.iter().cloned().collect(),
            numbers: words.iter().filter(digit).cloned().collect(),
            names: (said.iter().zip(&words).skip(1))
                .filter(|(word, _)| capital(word))
                .map(|(_, word)| word.clone())
                .collect(),
            negated: (words.iter()).any(|word| {
                ["not", "no", "never"].contains(&word.as_str()) || word.ends_with("n't")
            }),
            words,
        }
    }
}

fn in_order(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}

/// Share of runs of `length` words that both have, by Dice's coefficient.
fn dice(a: &[String], b: &[String], length: usize) -> f64 {
    let runs = |words: &[String]| -> BTreeSet<Vec<String>> {
        words.windows(length).map(<[String]>::to_vec).collect()
    };
    let (a, b) = (runs(a), runs(b));
    2.0 * a.intersection(&b).count() as f64 / (a.len() + b.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_alone_has_is_counted() {
        let told = features(
            "The mill hired 40 men in Arland",
            "The mill in Borland did not hire 50 men",
        );
        assert_eq!(told[..5], [1.0, 1.0, 1.0, 1.0, 1.0]);
        let same = features("Rain fell", "Rain fell");
        assert_eq!((same[1], same[7], same[8], same[9]), (0.0, 1.0, 1.0, 0.0));
    }
}
