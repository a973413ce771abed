//! Sentences that do not tell of the matter: furniture of the page, other cases, repeats.

use std::collections::HashSet;

use headwater_text::TokenKind;

use super::mention::is_headline;
use crate::number::Word;
use crate::quantity::lexicon::low;
use crate::time::Parsed;

/// The places of the sentences that are read, in order.
pub(super) fn told(sentences: &[Parsed]) -> Vec<usize> {
    let mut seen = HashSet::new();
    (0..sentences.len())
        .filter(|at| {
            let words = sentences[*at].words.as_slice();
            let key: Vec<&str> = words.iter().map(|word| word.low.as_str()).collect();
            let is_other = is_video(words) || is_of_other_cases(words);
            let is_heading = *at > 1 && is_title(words);
            !is_other && !is_heading && seen.insert(key)
        })
        .collect()
}

/// "1:47 Residents speak of the fire": a list of videos.
fn is_video(words: &[Word]) -> bool {
    let is_number = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| word.kind == TokenKind::Number)
    };
    is_number(0)
        && (words[0].low.contains(':') || (low(words, 1) == ":" && is_number(2)))
        && words.get(1).is_some()
}

/// The title of another page: words with capitals, and no full stop.
fn is_title(words: &[Word]) -> bool {
    let ends = words
        .last()
        .is_some_and(|word| matches!(word.low.as_str(), "." | "!" | "?" | "\"" | "”" | "'" | ")"));
    !ends && is_headline(words)
}

/// "the third killing this year", "in an unrelated shooting": what is counted there is more than
/// the matter, or something else.
fn is_of_other_cases(words: &[Word]) -> bool {
    (0..words.len()).any(|at| match low(words, at) {
        "unrelated" => low(words, at.wrapping_sub(1)) != "be",
        "year" | "month" => at > 0 && low(words, at - 1) == "this",
        "years" => low(words, at + 1) == "ago" || low(words, at + 1) == "earlier",
        "so" => low(words, at + 1) == "far" && low(words, at + 2) == "this",
        _ => false,
    })
}
