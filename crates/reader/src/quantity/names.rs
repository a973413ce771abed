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

/// Most ages in a list.
const MOST_AGES: usize = 12;

/// Whether a bare number is an age: "Ramos, 43, said", "ages 21 and 22", "three men, 20, 24 and 31,".
pub(super) fn is_age(words: &[Word], at: usize, end: usize, value: f64) -> bool {
    if !(1.0..120.0).contains(&value) || value.fract() != 0.0 {
        return false;
    }
    let ends = matches!(low(words, end), "," | "and" | "." | ")" | ";" | "");
    let mut first = at;
    for _ in 0..MOST_AGES {
        if is_first_age(words, first, first == at && low(words, end) != ",") {
            return first == at || ends;
        }
        // Over "," and "and" to the number before.
        let mut back = first;
        while back > 0 && matches!(low(words, back - 1), "," | "and") && first - back < 2 {
            back -= 1;
        }
        let is_list = back < first && back > 0 && words[back - 1].kind == TokenKind::Number;
        if !is_list {
            return false;
        }
        first = back - 1;
    }
    false
}

/// "aged 43", "Ramos, 43,", "also 15,"; what closes the sentence is one only behind a full name.
fn is_first_age(words: &[Word], at: usize, is_open: bool) -> bool {
    if at > 0 && matches!(low(words, at - 1), "aged" | "age" | "ages") {
        return true;
    }
    let Some(comma) = at.checked_sub(1 + usize::from(at > 0 && low(words, at - 1) == "also"))
    else {
        return false;
    };
    let is_name = |at: usize| words[at].capital && words[at].kind == TokenKind::Word;
    let is_full = comma > 1 && is_name(comma - 1) && is_name(comma - 2);
    low(words, comma) == ","
        && comma > 0
        && words[at].kind == TokenKind::Number
        && (words[comma - 1].capital || find("person", words, comma - 1).is_some())
        && (!is_open || (is_full && low(words, at + 1) == "."))
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
