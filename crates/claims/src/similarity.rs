//! How alike two statements are.
//!
//! Nine features, each a number that a person can check: the cosine of the contents' vectors of
//! meaning (`meaning`); the share of rare words that the contents have in common, by Dice's coefficient
//! (`words`); the share of the shorter one's sentence that stands in the other's sentence
//! (`sentences`); the rarity of the second rarest word in common, because one rare word is often
//! only the matter of the story (`second`); whether one report says both (`same_report`); how much of
//! each content has a word of like meaning in the other, and how near the word for what happens comes
//! to one of the other's ([`alignment`](crate::alignment)). Rarity is the inverse document frequency
//! among the story's statements.

use std::collections::{BTreeMap, BTreeSet};

use headwater_model::{Link, LinkRole, Reading, Statement, VoiceKind};
use headwater_text::{known, name_key, normal, stem};

use crate::alignment::{Aligned, align};
use crate::stems::stems;

/// What a feature adds to the logarithm of the odds that two statements are of one claim, learnt by
/// logistic regression (`training/headwater_training/claims.py`), in the order of [`FEATURES`].
const WEIGHTS: Row = [
    1.915, 0.754, 2.888, 0.233, -0.19, 3.424, 1.649, 0.708, 1.411,
];
const BIAS: f32 = -7.546;
/// Pairs whose meanings are further apart, and that share no word, are not looked at closer.
const STRANGERS: f32 = 0.2;

/// What two statements have in common, in the order of a [`Row`].
pub const FEATURES: [&str; 9] = [
    "meaning",
    "words",
    "sentences",
    "second",
    "same_report",
    "aligned_less",
    "aligned_more",
    "happens_less",
    "happens_more",
];

/// Features of a pair.
pub type Row = [f32; FEATURES.len()];

/// Two statements, as indices, `a < b`, and how alike they are, 0 to 1.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub a: usize,
    pub b: usize,
    pub score: f32,
    /// Whether one report has it from the outlet of the other, or both from one outlet, but a wire.
    pub credited: bool,
}

/// What is compared of one statement. Stems are numbers in the story's vocabulary, in order.
pub(crate) struct Features<'a> {
    pub id: &'a str,
    /// Stems of the content.
    pub stems: Vec<u32>,
    /// Stems of the sentences that hold it, its own among them.
    pub sentences: Vec<u32>,
    pub names: Vec<&'a str>,
    vector: &'a [f32],
    aligned: Aligned<'a>,
    reading: usize,
    /// Outlets, but wires, that it is credited to, and the one that prints it.
    credits: Vec<String>,
    outlet: Option<String>,
    /// Sums of weights of `stems` and of `sentences`.
    weights: [f32; 2],
}

/// The statements of a story with the weight of each word among them.
pub(crate) struct Vocabulary<'a> {
    pub features: Vec<Features<'a>>,
    /// Inverse document frequency of each stem.
    pub weight: Vec<f32>,
}

/// A statement's stems as they are read.
struct Stems {
    content: BTreeSet<String>,
    sentences: BTreeSet<String>,
    /// Of each of its words.
    words: Vec<String>,
}

impl<'a> Vocabulary<'a> {
    pub fn of(readings: &[&'a Reading], all: &[(usize, usize)]) -> Self {
        let at = |&(reading, statement): &(usize, usize)| -> (&'a Reading, &'a Statement) {
            (readings[reading], &readings[reading].statements[statement])
        };
        let read: Vec<Stems> = (all.iter().map(at))
            .map(|(reading, statement)| stems_of(reading, statement))
            .collect();
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        for stems in &read {
            let words = stems.words.iter().collect::<BTreeSet<_>>();
            let alone = (words.into_iter()).filter(|word| !stems.sentences.contains(*word));
            for stem in stems.sentences.iter().chain(alone) {
                *count.entry(stem).or_default() += 1;
            }
        }
        let total = read.len() as f32;
        let weight: Vec<f32> = (count.values())
            .map(|&n| (1.0 + total / n as f32).ln())
            .collect();
        let number: BTreeMap<&str, u32> = (count.keys().copied()).zip(0..).collect();
        let numbers = |stems: &BTreeSet<String>| -> Vec<u32> {
            stems.iter().map(|stem| number[stem.as_str()]).collect()
        };
        let sum = |stems: &[u32]| stems.iter().map(|&stem| weight[stem as usize]).sum();
        let features = (all.iter().zip(&read))
            .map(|(place, stems)| {
                let (reading, statement) = at(place);
                let (content, sentences) = (numbers(&stems.content), numbers(&stems.sentences));
                let of_words = stems.words.iter();
                let weights = of_words.map(|stem| weight[number[stem.as_str()] as usize]);
                Features {
                    id: &statement.id,
                    weights: [sum(&content), sum(&sentences)],
                    stems: content,
                    sentences,
                    names: names(reading, statement),
                    vector: &statement.vector,
                    aligned: Aligned::of(&statement.words, weights.collect()),
                    reading: place.0,
                    credits: credits(statement),
                    outlet: reading.report.outlet.as_deref().map(outlet_key),
                }
            })
            .collect();
        Self { features, weight }
    }

    /// The pairs that may be of one claim, each once, in index order.
    pub fn pairs(&self) -> Vec<Pair> {
        (crate::candidates::candidates(self).into_iter())
            .filter(|&(a, b)| !self.strangers(a, b))
            .map(|(a, b)| self.pair(a, b))
            .collect()
    }

    fn strangers(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.features[a], &self.features[b]);
        dot(a.vector, b.vector) < STRANGERS && shared(&a.stems, &b.stems).next().is_none()
    }

    fn pair(&self, a: usize, b: usize) -> Pair {
        let score = score(&self.row(a, b));
        let [one, other] = [a, b].map(|index| &self.features[index]);
        Pair {
            a,
            b,
            score,
            credited: credited(one, other) || credited(other, one),
        }
    }

    /// The features of a pair.
    pub fn row(&self, a: usize, b: usize) -> Row {
        let (a, b) = (&self.features[a], &self.features[b]);
        let weight = |stem: u32| self.weight[stem as usize];
        let mut common: Vec<f32> = shared(&a.stems, &b.stems).map(weight).collect();
        common.sort_by(|x, y| y.total_cmp(x));
        let around: f32 = shared(&a.sentences, &b.sentences).map(weight).sum();
        let [aligned, happens] = align(&a.aligned, &b.aligned);
        [
            dot(a.vector, b.vector),
            ratio(
                2.0 * common.iter().sum::<f32>(),
                a.weights[0] + b.weights[0],
            ),
            ratio(around, a.weights[1].min(b.weights[1])),
            common.get(1).copied().unwrap_or(0.0),
            f32::from(a.reading == b.reading),
            aligned[0],
            aligned[1],
            happens[0],
            happens[1],
        ]
    }
}

/// Whether another report has the first from the outlet of the second, or both have it from one outlet.
fn credited(a: &Features<'_>, b: &Features<'_>) -> bool {
    let theirs = |outlet: &String| b.outlet.as_ref() == Some(outlet) || b.credits.contains(outlet);
    a.reading != b.reading && a.credits.iter().any(theirs)
}

/// The outlets, but wires, that a statement came through.
fn credits(statement: &Statement) -> Vec<String> {
    let media = |link: &&Link| link.role == LinkRole::Carrier || link.kind == VoiceKind::Media;
    let wire = |name: &&str| known::outlet(name).is_some_and(|outlet| outlet.wire);
    let names = (statement.chain.iter().filter(media)).filter_map(|link| link.name.as_deref());
    names.filter(|name| !wire(name)).map(outlet_key).collect()
}

/// Equal for the names of one outlet.
fn outlet_key(name: &str) -> String {
    match known::outlet(name) {
        Some(outlet) => outlet.id.to_owned(),
        None => {
            let key = name_key(name);
            key.strip_prefix("the ").unwrap_or(&key).to_owned()
        }
    }
}

/// How likely two statements with these features are of one claim, 0 to 1.
pub(crate) fn score(row: &Row) -> f32 {
    let sum: f32 = row.iter().zip(WEIGHTS).map(|(x, weight)| x * weight).sum();
    1.0 / (1.0 + (-(sum + BIAS)).exp())
}

fn ratio(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// What two lists in order have in common.
fn shared<'s>(a: &'s [u32], b: &'s [u32]) -> impl Iterator<Item = u32> + 's {
    let mut rest = b.iter().copied().peekable();
    a.iter().copied().filter(move |&one| {
        while rest.next_if(|&other| other < one).is_some() {}
        rest.peek() == Some(&one)
    })
}

fn stems_of(reading: &Reading, statement: &Statement) -> Stems {
    let text = &reading.report.text;
    let of_content = (statement.content.iter()).flat_map(|part| stems(text, part.range()));
    let content: BTreeSet<String> = of_content.collect();
    let mut sentences = content.clone();
    sentences.extend(stems(text, statement.sentence.range()));
    let of_word = |start: usize, end: usize| stem(&normal(text.get(start..end).unwrap_or("")));
    let words = statement.words.iter();
    Stems {
        content,
        sentences,
        words: words.map(|word| of_word(word.start, word.end)).collect(),
    }
}

/// Ids of whom and what the statement is about.
fn names<'a>(reading: &'a Reading, statement: &'a Statement) -> Vec<&'a str> {
    let entities = (statement.mentions.iter()).filter_map(|&entity| reading.entities.get(entity));
    entities.map(|entity| entity.id.as_str()).collect()
}
