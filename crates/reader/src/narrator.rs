//! What a report says in its own voice: sentences, or the parts of them, that no attribution holds.

use std::ops::Range;

use headwater_text::{TokenKind, words};

use crate::ground::{Ground, trim_matches};

/// Fewest words of a part of a sentence that says something by itself.
const FEWEST_OF_PART: usize = 6;
/// Fewest words of a whole sentence that says something.
const FEWEST_OF_SENTENCE: usize = 4;

/// Ranges of the report's own words, in text order. `taken` are the bytes of attributions.
pub(crate) fn own_words(ground: &Ground<'_>, taken: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for sentence in &ground.sentences {
        if ground.passages[sentence.passage].headline {
            continue;
        }
        let inside: Vec<&Range<usize>> =
            taken.iter().filter(|part| part.start < sentence.range.end && part.end > sentence.range.start).collect();
        if inside.is_empty() {
            let range = tidy(ground.text, sentence.range.clone());
            if count(ground.text, &range) >= FEWEST_OF_SENTENCE && !is_question(ground.text, &sentence.range) {
                found.push(range);
            }
            continue;
        }
        let start = inside.iter().map(|part| part.start).min().unwrap_or(sentence.range.end);
        // What stands before the first attribution is a clause of its own when it is long enough;
        // what stands between or behind is mostly its grammar.
        if start > sentence.range.start {
            let range = tidy(ground.text, sentence.range.start..start);
            if count(ground.text, &range) >= FEWEST_OF_PART && !opens(ground.text, &range) {
                found.push(range);
            }
        }
    }
    found
}

fn count(text: &str, range: &Range<usize>) -> usize {
    words(text, range.clone()).iter().filter(|token| token.kind != TokenKind::Punct).count()
}

/// Without the words and marks that join it to what follows.
fn tidy(text: &str, range: Range<usize>) -> Range<usize> {
    let mut range = trim_matches(text, range, |c| c.is_whitespace() || ",;:—–-.".contains(c));
    let joins = [" that", " and", " but", " while", " which", " who", " as", " though", " although", " because", " when", " where", " even"];
    while let Some(join) = joins.iter().find(|join| text[range.clone()].ends_with(**join)) {
        range.end -= join.len();
        range = trim_matches(text, range, |c| c.is_whitespace() || ",;:—–-".contains(c));
    }
    range
}

/// A subordinate opening ("In an interview with …", "Asked about …") belongs to what follows it.
fn opens(text: &str, range: &Range<usize>) -> bool {
    let first = text[range.clone()].split_whitespace().next().unwrap_or_default().to_lowercase();
    let openers = ["in", "on", "at", "asked", "during", "after", "before", "when", "if", "as", "with", "by", "speaking", "while", "although", "despite", "following", "since", "for", "to", "from"];
    openers.contains(&first.trim_end_matches(','))
}

fn is_question(text: &str, range: &Range<usize>) -> bool {
    text[range.clone()].trim_end().ends_with('?')
}
