//! Reports as TF-IDF vectors, weighed when they arrive.
//!
//! How many documents have a word is counted over the reports so far and over a background of
//! articles (PolNeAR's), so that the first reports of a stream are weighed by something.

use std::collections::HashMap;
use std::path::Path;

use headwater_model::Report;
use headwater_text::{TokenKind, is_stopword, stem, words};

use super::pairs::Pairs;
use crate::corpus::{self, Article};

/// Bytes of a text that are read: some twenty thousand.
const BYTES: usize = 20_000;
/// How often a word of the headline counts.
const HEADLINE: f32 = 3.0;

/// A report's stems, each with how often it stands there.
pub type Counts = Vec<(u32, f32)>;

/// Numbers for stems. Only looked up, so that its order cannot matter.
#[derive(Default)]
pub struct Stems {
    /// Words as they stand, with the number of their stem; none for stopwords.
    words: HashMap<String, Option<u32>>,
    stems: HashMap<String, u32>,
}

impl Stems {
    /// The stems of a headline and a text.
    pub fn count(&mut self, title: &str, text: &str) -> Counts {
        let mut counts: Vec<(u32, f32)> = Vec::new();
        let text = &text[..text.floor_char_boundary(BYTES)];
        for (piece, weight) in [(title, HEADLINE), (text, 1.0)] {
            for token in words(piece, 0..piece.len()) {
                if matches!(token.kind, TokenKind::Word | TokenKind::Number)
                    && let Some(number) = self.number(&piece[token.range])
                {
                    counts.push((number, weight));
                }
            }
        }
        counts.sort_by_key(|(number, _)| *number);
        counts.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0.0 };
            same
        });
        counts
    }

    /// The stems of a report.
    pub fn of(&mut self, report: &Report) -> Counts {
        self.count(report.title.as_deref().unwrap_or_default(), &report.text)
    }

    fn number(&mut self, word: &str) -> Option<u32> {
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        let next = self.stems.len() as u32;
        let tells = !is_stopword(word) && !matches!(word, "'s" | "’s");
        let number = tells.then(|| *self.stems.entry(stem(word)).or_insert(next));
        self.words.insert(word.to_owned(), number);
        number
    }
}

/// How many documents have each stem.
#[derive(Clone, Default)]
pub struct Documents {
    all: f32,
    with: Vec<f32>,
}

impl Documents {
    /// Counts the articles of PolNeAR.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn background(corpora: &Path, stems: &mut Stems) -> Result<Self, String> {
        let mut documents = Self::default();
        let articles: Vec<Article> =
            corpus::lines(&corpora.join("polnear").join("train.jsonl.gz"), None)?;
        for article in articles {
            documents.add(&stems.count("", &article.text));
        }
        Ok(documents)
    }

    fn add(&mut self, counts: &Counts) {
        self.all += 1.0;
        for &(stem, _) in counts {
            let at = stem as usize;
            if self.with.len() <= at {
                self.with.resize(at + 1, 0.0);
            }
            self.with[at] += 1.0;
        }
    }

    /// The vector of a report that was just added, of length one.
    fn weigh(&self, counts: &Counts) -> Counts {
        let weight = |stem: u32, count: f32| {
            let idf = ((self.all + 1.0) / (self.with[stem as usize] + 0.5)).ln();
            (1.0 + count.ln()) * idf.max(0.0)
        };
        let mut vector: Counts = (counts.iter())
            .map(|&(stem, count)| (stem, weight(stem, count)))
            .collect();
        let length = vector.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        vector
            .iter_mut()
            .for_each(|(_, weight)| *weight /= length.max(f32::MIN_POSITIVE));
        vector
    }
}

/// Cosines of each report of a stream with all before it, from stems counted before.
pub fn pairs(stream: &[&Counts], background: &Documents) -> Pairs {
    let mut documents = background.clone();
    let mut earlier: HashMap<u32, Vec<(u32, f32)>> = HashMap::new();
    let mut rows = Vec::with_capacity(stream.len());
    for (at, counts) in stream.iter().enumerate() {
        documents.add(counts);
        let mut row = vec![0.0; at];
        for (stem, weight) in documents.weigh(counts) {
            let postings = earlier.entry(stem).or_default();
            for &(report, other) in postings.iter() {
                row[report as usize] += weight * other;
            }
            postings.push((at as u32, weight));
        }
        rows.push(row);
    }
    Pairs { rows }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_that_share_rare_words_are_more_alike_than_those_that_share_common_ones() {
        let mut stems = Stems::default();
        let texts = [
            "The dam above Norrby broke on Monday.",
            "A dam near Norrby failed.",
            "Parliament voted on Monday.",
            "Markets closed on Monday.",
        ];
        let counts: Vec<Counts> = texts.iter().map(|text| stems.count("", text)).collect();
        let pairs = pairs(&counts.iter().collect::<Vec<_>>(), &Documents::default());
        assert!(pairs.rows[1][0] > pairs.rows[2][0]);
        assert_eq!(pairs.rows[2][1], 0.0);
        assert!(pairs.rows[3][2] > 0.0);
    }

    #[test]
    fn a_word_of_the_headline_counts_thrice() {
        let counts = Stems::default().count("Dam", "The dam broke.");
        assert_eq!(counts, [(0, 4.0), (1, 1.0)]);
    }
}
