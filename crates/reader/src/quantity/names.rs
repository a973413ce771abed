use headwater_text::{TokenKind, is_stopword};

use super::lexicon::{find, low};
use crate::number::Word;

/// Whether the number at `at` belongs to the word before it: "Pier 33", "F-16", "page 7".
pub(super) fn is_part_of_name(words: &[Word], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let (Some(before), Some(word)) = (before, words.get(at)) else {
        return false;
    };
    if word.glued {
        return true;
    }
    let is_label = find("label", words, at - 1).is_some()
        && !matches!(before.low.as_str(), "day" | "no" if word.kind == TokenKind::Word);
    if before.low == "."
        && at >= 2
        && matches!(
            low(words, at - 2),
            "no" | "nos" | "art" | "sec" | "apt" | "fig" | "vol" | "ch"
        )
    {
        return true;
    }
    // "the Group of 20"
    if before.low == "of"
        && at >= 2
        && words[at - 2].capital
        && matches!(
            low(words, at - 2),
            "group" | "gang" | "class" | "council" | "league"
        )
    {
        return true;
    }
    // Spelled numbers are seldom names: "Kyiv two days earlier".
    let in_figures = word.kind == TokenKind::Number;
    let is_name = before.capital
        && before.kind == TokenKind::Word
        && !is_stopword(&before.low)
        && find("about", words, at - 1).is_none()
        && find("verb", words, at - 1).is_none()
        && !matches!(before.low.as_str(), "ages" | "aged" | "age");
    let is_serial = before.kind == TokenKind::Number && in_figures;
    let touches = before.range.end == word.range.start
        && matches!(
            before.low.as_str(),
            "-" | "/" | ":" | "_" | "@" | "#" | "+" | "."
        );
    is_label || touches || (in_figures && (is_name || is_serial))
}

/// Whether a bare number is an age: "Ramos, 43, said".
pub(super) fn is_age(words: &[Word], at: usize, end: usize, value: f64) -> bool {
    let aged = at > 0 && matches!(low(words, at - 1), "aged" | "age" | "ages");
    let apposed = at >= 2
        && low(words, at - 1) == ","
        && (words[at - 2].capital || find("person", words, at - 2).is_some())
        && words[at].kind == TokenKind::Number
        && low(words, end) == ",";
    (aged || apposed) && (1.0..120.0).contains(&value) && value.fract() == 0.0
}

/// Whether the number is that of a house: "10 Downing Street", "the 1200 block of Elm Street".
pub(super) fn is_address(words: &[Word], at: usize) -> bool {
    const LONGEST: usize = 5;
    if words
        .get(at)
        .is_none_or(|word| word.kind != TokenKind::Number)
    {
        return false;
    }
    if low(words, at + 1) == "block" {
        return true;
    }
    let names = (at + 1..words.len().min(at + 1 + LONGEST)).take_while(|at| {
        let word = &words[*at];
        word.capital || word.low == "." || word.kind == TokenKind::Number
    });
    let mut street = names.skip(1).filter(|at| words[*at].capital);
    street.any(|at| find("street", words, at).is_some())
}
