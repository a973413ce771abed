//! Corpora as they lie on disk: one JSON object a line, offsets in characters.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::ops::Range;
use std::path::Path;

use flate2::read::MultiGzDecoder;
use headwater_encoder::Passage;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// One article of PolNeAR.
#[derive(Debug, Deserialize)]
pub struct Article {
    /// Its name in the corpus.
    pub id: String,
    /// Its text; the first line is the headline.
    pub text: String,
    /// Who says what in it.
    #[serde(default)]
    pub attributions: Vec<Attribution>,
}

/// One attribution; each part may be of several pieces, and be missing.
#[derive(Debug, Deserialize)]
pub struct Attribution {
    /// Who says it.
    #[serde(default)]
    pub source: Vec<Characters>,
    /// The words that attribute it.
    #[serde(default)]
    pub cue: Vec<Characters>,
    /// What is said.
    #[serde(default)]
    pub content: Vec<Characters>,
}

/// A range of Unicode characters.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Characters {
    start: usize,
    end: usize,
}

impl From<Range<usize>> for Characters {
    fn from(range: Range<usize>) -> Self {
        Self {
            start: range.start,
            end: range.end,
        }
    }
}

/// Where each character of a text begins, in bytes.
pub struct Offsets(Vec<usize>);

impl Offsets {
    /// Of this text.
    pub fn of(text: &str) -> Self {
        let starts = text.char_indices().map(|(byte, _)| byte);
        Self(starts.chain([text.len()]).collect())
    }

    /// The bytes of these characters; what lies outside the text is cut off.
    pub fn bytes(&self, characters: Characters) -> Range<usize> {
        let last = self.0.len() - 1;
        let byte = |character: usize| self.0[character.min(last)];
        byte(characters.start)..byte(characters.end)
    }
}

/// A file's text, gzipped or not.
pub fn open(path: &Path) -> Result<impl BufRead, String> {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let reader: Box<dyn Read> = match path.extension().is_some_and(|extension| extension == "gz") {
        true => Box::new(MultiGzDecoder::new(file)),
        false => Box::new(file),
    };
    Ok(BufReader::new(reader))
}

/// The objects in a file, at most `limit`, gzipped or not.
pub fn lines<T: DeserializeOwned>(path: &Path, limit: Option<usize>) -> Result<Vec<T>, String> {
    let shown = path.display();
    let mut objects = Vec::new();
    for (number, line) in open(path)?.lines().enumerate() {
        if limit.is_some_and(|limit| objects.len() >= limit) {
            break;
        }
        let line = line.map_err(|error| format!("{shown}:{}: {error}", number + 1))?;
        if line.trim().is_empty() {
            continue;
        }
        let object = serde_json::from_str(&line);
        objects.push(object.map_err(|error| format!("{shown}:{}: {error}", number + 1))?);
    }
    match objects.is_empty() {
        true => Err(format!("{shown}: holds no line")),
        false => Ok(objects),
    }
}

/// The lines of a text that are not blank; the first is its headline.
pub fn passages(text: &str) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if !words.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            passages.push(Passage {
                range: start..start + words.len(),
                headline: passages.is_empty(),
            });
        }
        at += line.len();
    }
    passages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_become_bytes() {
        let offsets = Offsets::of("Kim’s é");
        assert_eq!(offsets.bytes(Characters { start: 3, end: 4 }), 3..6);
        assert_eq!(offsets.bytes(Characters { start: 6, end: 99 }), 8..10);
    }

    #[test]
    fn each_line_with_words_is_a_passage() {
        let text = "Head\n\n  One. \nTwo.";
        let cut: Vec<&str> = passages(text)
            .iter()
            .map(|p| &text[p.range.clone()])
            .collect();
        assert_eq!(cut, ["Head", "One.", "Two."]);
        assert!(passages(text)[0].headline && !passages(text)[1].headline);
    }
}
