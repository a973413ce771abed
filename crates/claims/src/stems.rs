//! The stems by which statements are compared.

use std::ops::Range;

use headwater_text::{TokenKind, is_stopword, normal, stem, words};

/// The stem of a word that tells something.
pub(crate) fn telling(kind: TokenKind, word: &str) -> Option<String> {
    let normal = normal(word);
    let tells = matches!(kind, TokenKind::Word | TokenKind::Number)
        && !is_stopword(&normal)
        && normal.chars().any(char::is_alphanumeric);
    tells.then(|| stem(&normal))
}

/// The stems of the words in these bytes that tell something, in order.
pub(crate) fn stems(text: &str, range: Range<usize>) -> Vec<String> {
    words(text, range)
        .into_iter()
        .filter_map(|token| telling(token.kind, &text[token.range]))
        .collect()
}
