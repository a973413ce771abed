//! How alike two statements are.

use std::collections::{BTreeMap, BTreeSet};

use headwater_model::{Reading, Statement};
use headwater_text::{TokenKind, is_stopword, normal, stem, words};

use crate::negation;

/// Weight of the dot product of meaning vectors.
const MEANING: f32 = 0.55;
/// Weight of shared words, rarer ones more.
const WORDS: f32 = 0.30;
/// Weight of shared names.
const NAMES: f32 = 0.15;
/// A word in more statements than this makes no candidate pairs.
const COMMON: usize = 200;

/// Two statements, as indices, `a < b`, and how alike they are, 0 to 1.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub a: usize,
    pub b: usize,
    pub score: f32,
}

/// What is compared of one statement.
struct Features<'a> {
    stems: BTreeSet<String>,
    names: BTreeSet<&'a str>,
    vector: &'a [f32],
    negated: bool,
}

/// The statements of a story with the weight of each word among them.
pub(crate) struct Vocabulary<'a> {
    features: Vec<Features<'a>>,
    /// Inverse document frequency of each stem.
    weight: BTreeMap<String, f32>,
}

impl<'a> Vocabulary<'a> {
    pub fn of(readings: &[&'a Reading], all: &[(usize, usize)]) -> Self {
        let features: Vec<Features<'a>> = all
            .iter()
            .map(|&(reading, statement)| {
                features(readings[reading], &readings[reading].statements[statement])
            })
            .collect();
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for stem in features.iter().flat_map(|features| &features.stems) {
            *count.entry(stem.clone()).or_default() += 1;
        }
        let total = features.len() as f32;
        let weight = count
            .into_iter()
            .map(|(stem, n)| (stem, (1.0 + total / n as f32).ln()))
            .collect();
        Self { features, weight }
    }

    /// Pairs that share a word or a name that is not too common, each once, in index order.
    pub fn pairs(&self) -> Vec<Pair> {
        let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, features) in self.features.iter().enumerate() {
            for key in features
                .stems
                .iter()
                .map(String::as_str)
                .chain(features.names.iter().copied())
            {
                holders.entry(key).or_default().push(index);
            }
        }
        let mut candidates: BTreeSet<(usize, usize)> = BTreeSet::new();
        for held in holders.values().filter(|held| held.len() <= COMMON) {
            for (at, &a) in held.iter().enumerate() {
                candidates.extend(held[at + 1..].iter().map(|&b| (a, b)));
            }
        }
        candidates
            .into_iter()
            .map(|(a, b)| Pair {
                a,
                b,
                score: self.score(a, b),
            })
            .collect()
    }

    fn score(&self, a: usize, b: usize) -> f32 {
        let (a, b) = (&self.features[a], &self.features[b]);
        let meaning: f32 = a.vector.iter().zip(b.vector).map(|(x, y)| x * y).sum();
        let weigh = |stems: &mut dyn Iterator<Item = &String>| -> f32 {
            stems
                .map(|stem| self.weight.get(stem).copied().unwrap_or(0.0))
                .sum()
        };
        let shared = weigh(&mut a.stems.intersection(&b.stems));
        let (of_a, of_b) = (weigh(&mut a.stems.iter()), weigh(&mut b.stems.iter()));
        // Half how much of the shorter stands in the longer, half how much of both is shared.
        let words = 0.5 * ratio(shared, of_a.min(of_b)) + 0.5 * ratio(2.0 * shared, of_a + of_b);
        let names = if a.names.is_empty() || b.names.is_empty() {
            words
        } else {
            let shared = a.names.intersection(&b.names).count() as f32;
            0.5 * ratio(shared, a.names.len().min(b.names.len()) as f32)
                + 0.5 * ratio(2.0 * shared, (a.names.len() + b.names.len()) as f32)
        };
        let polarity = if a.negated == b.negated { 0.0 } else { 0.05 };
        MEANING * meaning.max(0.0) + WORDS * words + NAMES * names - polarity
    }
}

fn ratio(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn features<'a>(reading: &'a Reading, statement: &'a Statement) -> Features<'a> {
    let text = &reading.report.text;
    let stems = statement
        .content
        .iter()
        .flat_map(|part| words(text, part.range()))
        .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
        .map(|token| normal(&text[token.range]))
        .filter(|word| !is_stopword(word) && word.chars().any(char::is_alphanumeric))
        .map(|word| stem(&word))
        .collect();
    let names = statement
        .mentions
        .iter()
        .filter_map(|&entity| reading.entities.get(entity))
        .map(|entity| entity.id.as_str())
        .collect();
    Features {
        stems,
        names,
        vector: &statement.vector,
        negated: negation::is_negated(statement),
    }
}
