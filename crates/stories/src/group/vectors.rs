//! Reports as weighted words.

use std::collections::{BTreeMap, HashMap};

use headwater_model::{BlockKind, Report};
use headwater_text::{TokenKind, fnv, is_stopword, sentences, stem, words};

use crate::body::running_text;
use crate::limits::{
    BODY_WORDS, LEAD_WEIGHT, LEAD_WORDS, NAME_FACTOR, PRETENDED_REPORTS, TITLE_WEIGHT,
};

/// Weights by word, sorted by the word's hash.
#[derive(Clone, Debug, Default)]
pub(super) struct Weights(Vec<(u64, f64)>);

impl Weights {
    /// The sum of products over words that both have.
    pub(super) fn dot(&self, other: &Self) -> f64 {
        let (short, long) = if self.0.len() < other.0.len() {
            (self, other)
        } else {
            (other, self)
        };
        let mut rest = long.0.as_slice();
        let mut sum = 0.0;
        for &(word, weight) in &short.0 {
            let skip = gallop(rest, word);
            rest = &rest[skip..];
            if let Some(&(other, value)) = rest.first()
                && other == word
            {
                sum += weight * value;
            }
        }
        sum
    }

    /// Adds the other's weights to these.
    pub(super) fn add(&mut self, other: &Self) {
        let mut merged = Vec::with_capacity(self.0.len() + other.0.len());
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        loop {
            let next = match (a.peek(), b.peek()) {
                (Some(x), Some(y)) if x.0 == y.0 => {
                    let sum = (x.0, x.1 + y.1);
                    b.next();
                    a.next();
                    sum
                }
                (Some(x), Some(y)) if x.0 > y.0 => {
                    let other = **y;
                    b.next();
                    other
                }
                (Some(x), _) => {
                    let own = **x;
                    a.next();
                    own
                }
                (None, Some(y)) => {
                    let other = **y;
                    b.next();
                    other
                }
                (None, None) => break,
            };
            merged.push(next);
        }
        self.0 = merged;
    }

    /// The words of greatest weight, at most `count`.
    pub(super) fn heaviest(&self, count: usize) -> Vec<u64> {
        let mut words = self.0.clone();
        words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        words.truncate(count);
        words.into_iter().map(|(word, _)| word).collect()
    }
}

/// How many entries stand before `word`, found by doubling steps: the sums of large groups are
/// far longer than the reports that are held against them.
fn gallop(entries: &[(u64, f64)], word: u64) -> usize {
    let mut step = 1;
    while step < entries.len() && entries[step].0 < word {
        step *= 2;
    }
    let (from, to) = (step / 2, entries.len().min(step + 1));
    from + entries[from..to].partition_point(|entry| entry.0 < word)
}

/// The vectors of a set of reports, each of length one.
#[derive(Debug)]
pub(super) struct Vectors {
    reports: Vec<Weights>,
}

impl Vectors {
    /// Weighs the words of each report: by zone, by being a name or number, by rarity.
    pub(super) fn of(reports: &[&Report]) -> Self {
        let mut stems = Stems::default();
        let mut counted: Vec<Vec<(u64, f64)>> = (reports.iter())
            .map(|report| count(report, &mut stems))
            .collect();
        let mut seen_in: Vec<u64> = counted.iter().flatten().map(|(word, _)| *word).collect();
        seen_in.sort_unstable();
        let mut frequency: Vec<(u64, u32)> = Vec::new();
        for same in seen_in.chunk_by(|a, b| a == b) {
            frequency.push((same[0], same.len() as u32));
        }
        let all = reports.len() as f64 + PRETENDED_REPORTS;
        for weights in &mut counted {
            let mut squares = 0.0;
            for (word, weight) in weights.iter_mut() {
                let place = frequency.partition_point(|entry| entry.0 < *word);
                *weight *= (all / f64::from(frequency[place].1)).ln();
                squares += *weight * *weight;
            }
            if squares > 0.0 {
                let length = squares.sqrt();
                weights.iter_mut().for_each(|(_, weight)| *weight /= length);
            }
        }
        Self {
            reports: counted.into_iter().map(Weights).collect(),
        }
    }

    /// One report's weights.
    pub(super) fn of_report(&self, report: usize) -> &Weights {
        &self.reports[report]
    }

    /// The sum over all reports.
    pub(super) fn sum(&self) -> Weights {
        let mut sum = Weights::default();
        self.reports.iter().for_each(|weights| sum.add(weights));
        sum
    }
}

/// Hashed stems of words already met, nothing for words that tell nothing: most words of a report
/// stood in one before it, and folding and stemming cost more than all the rest. Only looked up,
/// never listed, so that its order cannot matter.
#[derive(Default)]
struct Stems(HashMap<String, Option<u64>>);

impl Stems {
    fn of(&mut self, word: &str) -> Option<u64> {
        if let Some(known) = self.0.get(word) {
            return *known;
        }
        let stem = (!is_stopword(word)).then(|| fnv(stem(word).as_bytes()));
        self.0.insert(word.to_owned(), stem);
        stem
    }
}

/// The report's words with how much they count before rarity, sorted.
fn count(report: &Report, stems: &mut Stems) -> Vec<(u64, f64)> {
    let mut counts: BTreeMap<u64, f64> = BTreeMap::new();
    let title = report.title.as_deref().unwrap_or_default();
    see_words(title, 0..title.len(), stems, &mut |word, factor| {
        *counts.entry(word).or_default() += TITLE_WEIGHT * factor;
    });
    let is_title = |range: &std::ops::Range<usize>| {
        let mut titles = report.blocks.iter().filter(|b| b.kind == BlockKind::Title);
        titles.any(|block| block.start == range.start)
    };
    let mut read = 0;
    for range in running_text(report) {
        if !title.is_empty() && is_title(&range) {
            continue;
        }
        for sentence in sentences(&report.text, range) {
            if read >= BODY_WORDS {
                break;
            }
            see_words(&report.text, sentence, stems, &mut |word, factor| {
                let zone = if read < LEAD_WORDS { LEAD_WEIGHT } else { 1.0 };
                *counts.entry(word).or_default() += zone * factor;
                read += 1;
            });
        }
    }
    counts
        .into_iter()
        .map(|(word, count)| (word, 1.0 + count.ln().max(0.0)))
        .collect()
}

/// Shows the words of a sentence that tell something, as hashed stems, each with its factor.
fn see_words(
    text: &str,
    sentence: std::ops::Range<usize>,
    stems: &mut Stems,
    see: &mut impl FnMut(u64, f64),
) {
    let start = sentence.start;
    for token in words(text, sentence) {
        let word = &text[token.range.clone()];
        let number = token.kind == TokenKind::Number;
        let plain = token.kind == TokenKind::Word && word.starts_with(char::is_alphabetic);
        if !(number || plain) {
            continue;
        }
        let Some(stem) = stems.of(word) else {
            continue;
        };
        let name = number || token.range.start > start && word.starts_with(char::is_uppercase);
        see(stem, if name { NAME_FACTOR } else { 1.0 });
    }
}
