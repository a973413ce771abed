//! The words by which a statement is compared with those of other reports.
//!
//! The words of the content that tell something, and the one that names what happens, each with its
//! meaning where it stands. Some 88 bytes a word, ten to fifteen words a statement.

use std::ops::Range;

use headwater_encoder::Encoding;
use headwater_model::{ContentWord, Span, Statement};
use headwater_text::is_stopword;

/// Words of a content that are kept: the first ones.
const MOST: usize = 48;

/// Gives each statement its words.
pub(crate) fn attach(text: &str, encoding: &Encoding, statements: &mut [Statement]) {
    for statement in statements {
        let predicate = (statement.event.as_ref()).map_or(0..0, |event| event.predicate.range());
        statement.words = words(text, encoding, &statement.content, &predicate);
    }
}

/// The words of these parts, of which those in `predicate` name what happens.
pub fn words(
    text: &str,
    encoding: &Encoding,
    content: &[Span],
    predicate: &Range<usize>,
) -> Vec<ContentWord> {
    let happens = |word: usize| {
        let range = &encoding.words[word].range;
        range.start < predicate.end && predicate.start < range.end
    };
    let words: Vec<usize> = (content.iter())
        .flat_map(|part| encoding.words_in(&part.range()))
        .filter(|&word| happens(word) || tells(&text[encoding.words[word].range.clone()]))
        .take(MOST)
        .collect();
    (words.iter().zip(encoding.word_vectors(&words)))
        .map(|(&word, vector)| {
            let range = &encoding.words[word].range;
            ContentWord {
                start: range.start,
                end: range.end,
                happens: happens(word),
                vector,
            }
        })
        .collect()
}

fn tells(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric) && !is_stopword(word)
}

#[cfg(test)]
mod tests {
    use headwater_encoder::{Encoder, Passage, Weights};

    use super::*;

    #[test]
    fn words_of_like_meaning_have_vectors_of_like_direction() {
        let text =
            "Many houses collapsed in the village. Homes were destroyed. The senator resigned.";
        let passage = Passage {
            range: 0..text.len(),
            headline: false,
        };
        let encoder = Encoder::embedded(Weights::Full).expect("a model");
        let encoding = encoder.encode(text, &[passage]).expect("an encoding");
        let whole = Span::cut(text, 0..text.len()).expect("all of it");
        let words = words(text, &encoding, &[whole], &(12..21));
        let at = |name: &str| {
            let found = words
                .iter()
                .find(|word| &text[word.start..word.end] == name);
            found.expect("a word of the text")
        };
        let near = |a: &str, b: &str| -> i32 {
            let pairs = at(a)
                .vector
                .iter()
                .zip(&at(b).vector)
                .map(|(&x, &y)| (i32::from(x), y));
            pairs.map(|(x, y)| x * i32::from(y)).sum()
        };
        assert!(near("houses", "Homes") > near("houses", "senator"));
        assert!(near("collapsed", "destroyed") > near("collapsed", "resigned"));
        let happens: Vec<&str> = (words.iter().filter(|word| word.happens))
            .map(|word| &text[word.start..word.end])
            .collect();
        assert_eq!(happens, ["collapsed"]);
        assert!(
            words
                .iter()
                .all(|word| &text[word.start..word.end] != "the")
        );
    }
}
