//! The stems by which statements are compared.

use std::ops::Range;

use headwater_text::{TokenKind, is_stopword, normal, stem, words};

/// The stem of a word that tells something; May with a capital is a month or somebody.
pub(crate) fn telling(kind: TokenKind, word: &str) -> Option<String> {
    let normal = normal(word);
    let tells = matches!(kind, TokenKind::Word | TokenKind::Number)
        && (!is_stopword(&normal) || word == "May")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn may_with_a_capital_tells_something() {
        let of = |text: &str| stems(text, 0..text.len());
        assert!(of("It was May who left.").contains(&"may".to_owned()));
        assert!(!of("It may leave.").contains(&"may".to_owned()));
    }
}
