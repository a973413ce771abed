//! How alike two statements are.
//!
//! Five features, each a number that a person can check: the cosine of the contents' vectors of
//! meaning (`meaning`); the share of rare words that the contents have in common, by Dice's coefficient
//! (`words`); the share of the shorter one's sentence that stands in the other's sentence
//! (`sentences`); the rarity of the second rarest word in common, because one rare word is often
//! only the matter of the story (`second`); whether one report says both (`same_report`). Rarity is
//! the inverse document frequency among the story's statements.

use std::collections::{BTreeMap, BTreeSet};

use headwater_model::{Reading, Statement};

use crate::stems::stems;

/// What a feature adds to the logarithm of the odds that two statements are of one claim, learnt by
/// logistic regression (`training/headwater_training/claims.py`), in the order of [`FEATURES`].
const WEIGHTS: [f32; FEATURES.len()] = [5.054, 3.056, 2.912, 0.224, -0.358];
const BIAS: f32 = -5.979;
/// A word in more statements than this makes no candidate pairs.
const COMMON: usize = 200;

/// What two statements have in common, in the order of a [`Row`].
pub const FEATURES: [&str; 5] = ["meaning", "words", "sentences", "second", "same_report"];

/// Features of a pair.
pub type Row = [f32; FEATURES.len()];

/// Two statements, as indices, `a < b`, and how alike they are, 0 to 1.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub a: usize,
    pub b: usize,
    pub score: f32,
}

/// What is compared of one statement.
struct Features<'a> {
    /// Stems of the content.
    stems: BTreeSet<String>,
    /// Stems of the sentences that hold it, its own among them.
    sentences: BTreeSet<String>,
    names: BTreeSet<&'a str>,
    vector: &'a [f32],
    reading: usize,
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
                features(
                    reading,
                    readings[reading],
                    &readings[reading].statements[statement],
                )
            })
            .collect();
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for stem in features.iter().flat_map(|features| &features.sentences) {
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
            .map(|(a, b)| self.pair(a, b))
            .collect()
    }

    fn pair(&self, a: usize, b: usize) -> Pair {
        let row = self.row(a, b);
        let sum: f32 = row.iter().zip(WEIGHTS).map(|(x, weight)| x * weight).sum();
        let score = 1.0 / (1.0 + (-(sum + BIAS)).exp());
        Pair { a, b, score }
    }

    /// The features of a pair.
    pub fn row(&self, a: usize, b: usize) -> Row {
        let (a, b) = (&self.features[a], &self.features[b]);
        let weight = |stem: &String| self.weight.get(stem).copied().unwrap_or(0.0);
        let weigh = |stems: &BTreeSet<String>| -> f32 { stems.iter().map(weight).sum() };
        let mut shared: Vec<f32> = a.stems.intersection(&b.stems).map(weight).collect();
        shared.sort_by(|x, y| y.total_cmp(x));
        let around: f32 = a.sentences.intersection(&b.sentences).map(weight).sum();
        [
            a.vector.iter().zip(b.vector).map(|(x, y)| x * y).sum(),
            ratio(
                2.0 * shared.iter().sum::<f32>(),
                weigh(&a.stems) + weigh(&b.stems),
            ),
            ratio(around, weigh(&a.sentences).min(weigh(&b.sentences))),
            shared.get(1).copied().unwrap_or(0.0),
            f32::from(a.reading == b.reading),
        ]
    }
}

fn ratio(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn features<'a>(at: usize, reading: &'a Reading, statement: &'a Statement) -> Features<'a> {
    let text = &reading.report.text;
    let of_content = statement
        .content
        .iter()
        .flat_map(|part| stems(text, part.range()));
    let content: BTreeSet<String> = of_content.collect();
    let mut sentences = content.clone();
    sentences.extend(stems(text, statement.sentence.range()));
    let names = (statement.mentions.iter())
        .filter_map(|&entity| reading.entities.get(entity))
        .map(|entity| entity.id.as_str())
        .collect();
    Features {
        stems: content,
        sentences,
        names,
        vector: &statement.vector,
        reading: at,
    }
}
