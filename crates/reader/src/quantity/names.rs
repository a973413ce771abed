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
    if before.low == "." && at >= 2 && matches!(low(words, at - 2), "no" | "nos" | "art" | "sec") {
        return true;
    }
    // Spelled numbers are seldom names: "Kyiv two days earlier".
    let in_figures = word.kind == TokenKind::Number;
    let is_name = before.capital
        && before.kind == TokenKind::Word
        && !is_stopword(&before.low)
        && find("about", words, at - 1).is_none()
        && find("verb", words, at - 1).is_none();
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
    let aged = at > 0 && low(words, at - 1) == "aged";
    let apposed = at >= 2
        && low(words, at - 1) == ","
        && words[at - 2].capital
        && words[at].kind == TokenKind::Number
        && low(words, end) == ",";
    (aged || apposed) && (1.0..120.0).contains(&value) && value.fract() == 0.0
}
