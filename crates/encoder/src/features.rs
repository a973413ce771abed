//! Text to what the network sees. `training/headwater_training/features.py` does the same for
//! training; a test compares both.

use std::ops::Range;

use tokenizers::Tokenizer;

use crate::EncoderError;

/// A piece of a report that is read: a headline or a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Bytes of the report's text.
    pub range: Range<usize>,
    /// Whether it is the headline.
    pub headline: bool,
}

/// A run of letters and digits, or one punctuation mark: the unit that is tagged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Bytes of the report's text.
    pub range: Range<usize>,
    /// Index of the passage it stands in.
    pub passage: usize,
}

/// Word pieces that pass through the network together, with `[CLS]` and `[SEP]`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Window {
    pub ids: Vec<i32>,
    pub shapes: Vec<i32>,
    pub quotes: Vec<i32>,
    pub places: Vec<i32>,
    /// Index of the first piece of each word.
    pub first: Vec<usize>,
    pub words: Vec<Word>,
}

/// Most word pieces in a window of the full reader, and of both in training.
pub(crate) const WINDOW: usize = 224;
/// The same of the fast reader: attention over half as many pieces takes half as long.
pub(crate) const SHORT_WINDOW: usize = 128;
const CLS: i32 = 101;
const SEP: i32 = 102;

/// One passage as word pieces.
struct Pieces {
    ids: Vec<i32>,
    /// Index of the first piece of each word.
    first: Vec<usize>,
    words: Vec<Word>,
    shapes: Vec<i32>,
    quotes: Vec<i32>,
    places: Vec<i32>,
}

/// Packs consecutive passages into windows of at most `most` pieces; a longer passage is cut at
/// words.
pub(crate) fn windows(
    tokenizer: &Tokenizer,
    text: &str,
    passages: &[Passage],
    most: usize,
) -> Result<Vec<Window>, EncoderError> {
    let room = most - 2;
    let mut done = Vec::new();
    let mut now = Window::default();
    for (index, passage) in passages.iter().enumerate() {
        let pieces = split(tokenizer, text, passage, index)?;
        if !now.ids.is_empty() && now.ids.len() + pieces.ids.len() > room {
            close(&mut now, &mut done);
        }
        let piece_after = |word: usize| pieces.first.get(word).copied().unwrap_or(pieces.ids.len());
        let mut start_word = 0;
        while start_word < pieces.first.len() {
            let start = piece_after(start_word);
            let left = room - now.ids.len();
            let mut end_word = start_word + 1;
            while end_word < pieces.first.len() && piece_after(end_word + 1) - start <= left {
                end_word += 1;
            }
            let end = piece_after(end_word).min(start + room);
            append(&mut now, &pieces, start..end, start_word..end_word);
            start_word = end_word;
            if start_word < pieces.first.len() {
                close(&mut now, &mut done);
            }
        }
    }
    close(&mut now, &mut done);
    Ok(done)
}

fn append(now: &mut Window, pieces: &Pieces, range: Range<usize>, words: Range<usize>) {
    let base = now.ids.len();
    now.ids.extend(&pieces.ids[range.clone()]);
    for piece in range.clone() {
        let word = pieces.first.partition_point(|&first| first <= piece) - 1;
        now.shapes.push(pieces.shapes[word]);
        now.quotes.push(pieces.quotes[word]);
        now.places.push(pieces.places[word]);
    }
    now.first.extend(
        pieces.first[words.clone()]
            .iter()
            .map(|first| base + first - range.start),
    );
    now.words.extend_from_slice(&pieces.words[words]);
}

/// Puts `[CLS]` before and `[SEP]` after the window's pieces.
fn close(now: &mut Window, done: &mut Vec<Window>) {
    let mut window = std::mem::take(now);
    if window.words.is_empty() {
        return;
    }
    window.ids.insert(0, CLS);
    window.ids.push(SEP);
    for feature in [&mut window.shapes, &mut window.quotes, &mut window.places] {
        feature.insert(0, 0);
        feature.push(0);
    }
    for first in &mut window.first {
        *first += 1;
    }
    done.push(window);
}

fn split(
    tokenizer: &Tokenizer,
    text: &str,
    passage: &Passage,
    index: usize,
) -> Result<Pieces, EncoderError> {
    let inside = text
        .get(passage.range.clone())
        .ok_or_else(|| EncoderError::Passage {
            range: passage.range.clone(),
            length: text.len(),
        })?;
    let encoding = tokenizer
        .encode(inside, false)
        .map_err(|error| EncoderError::Tokenizer(error.to_string()))?;
    let ids: Vec<i32> = encoding.get_ids().iter().map(|&id| id as i32).collect();
    let mut first = Vec::new();
    let mut words: Vec<Word> = Vec::new();
    let mut last = None;
    for (piece, (word, &(start, end))) in encoding
        .get_word_ids()
        .iter()
        .zip(encoding.get_offsets())
        .enumerate()
    {
        if *word == last && last.is_some() {
            if let Some(open) = words.last_mut() {
                open.range.end = passage.range.start + end;
            }
        } else {
            first.push(piece);
            let range = passage.range.start + start..passage.range.start + end;
            words.push(Word {
                range,
                passage: index,
            });
            last = *word;
        }
    }
    let of_words: Vec<&str> = words
        .iter()
        .map(|word| text.get(word.range.clone()).unwrap_or_default())
        .collect();
    let glued: Vec<bool> = (1..=words.len())
        .map(|next| {
            words
                .get(next)
                .is_some_and(|word| word.range.start == words[next - 1].range.end)
        })
        .collect();
    let shapes = of_words.iter().map(|word| shape(word)).collect();
    let quotes = quote_states(&of_words, &glued);
    let places = (0..words.len())
        .map(|word| {
            if passage.headline {
                2
            } else {
                i32::from(word == 0)
            }
        })
        .collect();
    Ok(Pieces {
        ids,
        first,
        words,
        shapes,
        quotes,
        places,
    })
}

/// Case and make of a word: 1 lower, 2 Capitalised, 3 ALLCAPS, 4 one capital, 5 mIxed, 6 with a
/// digit, 7 without letters.
fn shape(word: &str) -> i32 {
    if word.chars().any(|c| c.is_numeric()) {
        return 6;
    }
    let letters: Vec<bool> = word
        .chars()
        .filter(|c| c.is_alphabetic())
        .map(char::is_uppercase)
        .collect();
    match letters.as_slice() {
        [] => 7,
        letters if !letters.contains(&true) => 1,
        [_] => 4,
        letters if letters.iter().all(|upper| *upper) => 3,
        [true, rest @ ..] if !rest.contains(&true) => 2,
        _ => 5,
    }
}

/// Whether each word of a passage stands outside (0) or inside (1) quotation marks, or is an
/// opening (2) or closing (3) mark. `glued[i]` says that nothing stands between words i and i + 1.
///
/// Marks are “ ”, straight ones and pairs of apostrophes, which open and close in turn, and ‘ with
/// the next ’ that no letter follows. What stands inside a quotation opens no other one.
fn quote_states(words: &[&str], glued: &[bool]) -> Vec<i32> {
    #[derive(PartialEq)]
    enum Inside {
        Nothing,
        Single,
        Double,
    }
    let mut inside = Inside::Nothing;
    let mut states = Vec::with_capacity(words.len());
    while let Some(word) = words.get(states.len()) {
        let at = states.len();
        let next = words.get(at + 1).filter(|_| glued[at]);
        let pair = *word == "'" && next == Some(&"'");
        let in_turn = pair || *word == "\"";
        let state = if *word == "“" || in_turn && inside != Inside::Double {
            inside = Inside::Double;
            2
        } else if *word == "”" || in_turn {
            inside = Inside::Nothing;
            3
        } else if *word == "‘" && inside == Inside::Nothing {
            inside = Inside::Single;
            2
        } else if *word == "’"
            && inside == Inside::Single
            && !next.is_some_and(|next| next.starts_with(char::is_alphanumeric))
        {
            inside = Inside::Nothing;
            3
        } else {
            i32::from(inside != Inside::Nothing)
        };
        states.push(state);
        if pair {
            states.push(state);
        }
    }
    states
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_of_a_word_is_its_case() {
        let words = ["train", "Kim", "NATO", "I", "McCain", "G20", "—", "’"];
        let shapes: Vec<i32> = words.iter().map(|word| shape(word)).collect();
        assert_eq!(shapes, [1, 2, 3, 4, 5, 6, 7, 7]);
    }

    #[test]
    fn quotation_marks_open_and_close() {
        let states = |words: &str, glued: &str| {
            let words: Vec<&str> = words.split(' ').collect();
            let glued: Vec<bool> = glued.chars().map(|c| c == '+').collect();
            quote_states(&words, &glued)
        };
        assert_eq!(
            states("\" no \" he “ x ”", "++  ++ "),
            [2, 1, 3, 0, 2, 1, 3]
        );
        assert_eq!(
            states("' ' can ' t ' ' he", "++++++  "),
            [2, 2, 1, 1, 1, 3, 3, 0]
        );
        assert_eq!(
            states("‘ can ’ t , ’ he ’ s", "+++++ ++ "),
            [2, 1, 1, 1, 1, 3, 0, 0, 0]
        );
    }
}
