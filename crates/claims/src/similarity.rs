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

/// What two statements have in common, in the order of a [`Row`].
pub const FEATURES: [&str; 22] = [
    "meaning",
    "meaning_rel",
    "cover",
    "dice",
    "names_cover",
    "names_dice",
    "names_none",
    "rarest",
    "second",
    "numbers_shared",
    "numbers_apart",
    "numbers_one",
    "negated",
    "voice",
    "narrators",
    "ratio",
    "shorter",
    "pairs",
    "same_report",
    "context",
    "context_cover",
    "old",
];

/// Features of a pair.
pub type Row = [f32; FEATURES.len()];

/// Two statements, as indices, `a < b`, and how alike they are, 0 to 1.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub a: usize,
    pub b: usize,
    pub score: f32,
    pub row: Row,
}

/// What is compared of one statement.
struct Features<'a> {
    stems: BTreeSet<String>,
    names: BTreeSet<&'a str>,
    vector: &'a [f32],
    negated: bool,
    /// Stems of the sentence that holds it.
    context: BTreeSet<String>,
    /// Stems that stand side by side.
    pairs: BTreeSet<(String, String)>,
    numbers: BTreeSet<String>,
    voice: Option<&'a str>,
    narrator: bool,
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
        for stem in features.iter().flat_map(|features| &features.context) {
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
        let mut best = vec![0.0f32; self.features.len()];
        let mut pairs: Vec<Pair> = candidates
            .into_iter()
            .map(|(a, b)| {
                let row = self.row(a, b);
                for one in [a, b] {
                    if self.features[a].reading != self.features[b].reading {
                        best[one] = best[one].max(row[0]);
                    }
                }
                Pair {
                    a,
                    b,
                    score: self.score(a, b),
                    row,
                }
            })
            .collect();
        for pair in &mut pairs {
            pair.row[1] = pair.row[0] - best[pair.a].max(best[pair.b]);
            pair.row[21] = pair.score;
        }
        pairs
    }

    fn row(&self, a: usize, b: usize) -> Row {
        let (a, b) = (&self.features[a], &self.features[b]);
        let mut row = [0.0; FEATURES.len()];
        row[0] = a.vector.iter().zip(b.vector).map(|(x, y)| x * y).sum();
        let weight = |stem: &String| self.weight.get(stem).copied().unwrap_or(0.0);
        let weigh = |stems: &BTreeSet<String>| -> f32 { stems.iter().map(weight).sum() };
        let mut rare: Vec<f32> = a.stems.intersection(&b.stems).map(weight).collect();
        rare.sort_by(|x, y| y.total_cmp(x));
        let shared: f32 = rare.iter().sum();
        let (of_a, of_b) = (weigh(&a.stems), weigh(&b.stems));
        row[2] = ratio(shared, of_a.min(of_b));
        row[3] = ratio(2.0 * shared, of_a + of_b);
        if a.names.is_empty() || b.names.is_empty() {
            row[6] = 1.0;
        } else {
            let shared = a.names.intersection(&b.names).count() as f32;
            row[4] = ratio(shared, a.names.len().min(b.names.len()) as f32);
            row[5] = ratio(2.0 * shared, (a.names.len() + b.names.len()) as f32);
        }
        row[7] = rare.first().copied().unwrap_or(0.0);
        row[8] = rare.get(1).copied().unwrap_or(0.0);
        let numbers = a.numbers.intersection(&b.numbers).count();
        row[9] = numbers as f32;
        let (x, y) = (a.numbers.is_empty(), b.numbers.is_empty());
        row[10] = f32::from(!x && !y && numbers == 0);
        row[11] = f32::from(x != y);
        row[12] = f32::from(a.negated != b.negated);
        row[13] = match (a.voice, b.voice) {
            (Some(x), Some(y)) if x == y => 1.0,
            (Some(_), Some(_)) => -1.0,
            _ => 0.0,
        };
        row[14] = f32::from(a.narrator) + f32::from(b.narrator);
        let (x, y) = (a.stems.len() as f32, b.stems.len() as f32);
        row[15] = ratio(x.min(y), x.max(y));
        row[16] = x.min(y).ln_1p();
        let pairs = a.pairs.intersection(&b.pairs).count() as f32;
        row[17] = ratio(pairs, a.pairs.len().min(b.pairs.len()) as f32);
        row[18] = f32::from(a.reading == b.reading);
        let context: f32 = a.context.intersection(&b.context).map(weight).sum();
        let (of_a, of_b) = (weigh(&a.context), weigh(&b.context));
        row[19] = ratio(2.0 * context, of_a + of_b);
        row[20] = ratio(context, of_a.min(of_b));
        row
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

/// The stems of the words that tell something, in order.
fn stems(text: &str, range: std::ops::Range<usize>) -> Vec<String> {
    words(text, range)
        .into_iter()
        .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
        .map(|token| normal(&text[token.range]))
        .filter(|word| !is_stopword(word) && word.chars().any(char::is_alphanumeric))
        .map(|word| stem(&word))
        .collect()
}

fn features<'a>(at: usize, reading: &'a Reading, statement: &'a Statement) -> Features<'a> {
    let text = &reading.report.text;
    let in_order: Vec<Vec<String>> = (statement.content.iter())
        .map(|part| stems(text, part.range()))
        .collect();
    let pairs = in_order
        .iter()
        .flat_map(|part| part.windows(2).map(|two| (two[0].clone(), two[1].clone())));
    let pairs = pairs.collect();
    let stems_of: BTreeSet<String> = in_order.into_iter().flatten().collect();
    let mut context: BTreeSet<String> = stems(text, statement.sentence.range())
        .into_iter()
        .collect();
    context.extend(stems_of.iter().cloned());
    let numbers = stems_of
        .iter()
        .filter(|stem| stem.starts_with(|c: char| c.is_ascii_digit()));
    let numbers = numbers.cloned().collect();
    let voice = statement
        .chain
        .first()
        .and_then(|link| link.entity.as_deref());
    let names = statement
        .mentions
        .iter()
        .filter_map(|&entity| reading.entities.get(entity))
        .map(|entity| entity.id.as_str())
        .collect();
    Features {
        stems: stems_of,
        names,
        vector: &statement.vector,
        negated: negation::is_negated(statement),
        context,
        pairs,
        numbers,
        voice,
        narrator: statement.narrator,
        reading: at,
    }
}
