//! How certain an event is, as its source has it: a small network over the reader's states.
//!
//! The event's word looks over the words of its sentence, with a learnt score of the distance; two
//! layers make of what it saw how likely each step of the scale is. Which word of a clause names what
//! happens is one more score of each word. `training/headwater_training/certainty.py` is the same in PyTorch.

use std::ops::Range;

use crate::EncoderError;
use crate::linear::Linear;
use crate::spans::Encoding;
use crate::stored::Stored;
use crate::transformer::shares;
use crate::trunk::{Rows, Trunk, rectify};

/// Longer sentences are cut after so many words.
const MOST_WORDS: usize = 160;
/// How many of [`Scale`].
const SCALES: usize = 2;
/// Bounds of the answer.
const BOUND: f32 = 3.0;

/// What the corpora that the head learnt from asked their annotators; each has an output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// Whether the author of the text holds the event for a fact (UW: newswire). The program's.
    #[default]
    Author,
    /// Whether the event did or will happen, by readers (UDS-IH2: the web).
    Reader,
}

pub(crate) struct Certainty {
    trunk: Trunk,
    keys: Linear,
    query: Linear,
    event: Linear,
    middle: Linear,
    /// Scores of the steps from -3 to 3, those of one scale behind those of the other.
    answer: Linear,
    /// How much a word leads its clause.
    predicate: Linear,
    /// Score of each distance, heads side by side.
    distance: Vec<f32>,
    heads: usize,
}

impl Certainty {
    /// From a safetensors file as `certainty.py` writes it.
    pub fn new(file: &'static [u8]) -> Result<Self, EncoderError> {
        let file = Stored::new("certainty.safetensors", file)?;
        let distance = file.floats("distance")?;
        let heads = file.floats("heads")?.len();
        let head = Self {
            trunk: Trunk::new(&file, 2)?,
            keys: Linear::new(&file, "keys")?,
            query: Linear::new(&file, "query")?,
            event: Linear::new(&file, "event")?,
            middle: Linear::new(&file, "middle")?,
            answer: Linear::new(&file, "answer")?,
            predicate: Linear::new(&file, "predicate")?,
            distance,
            heads,
        };
        let size = head.trunk.width();
        let fits = heads > 0
            && size.is_multiple_of(heads)
            && head.distance.len().is_multiple_of(heads)
            && [head.keys.inputs(), head.query.inputs()] == [size; 2]
            && [head.query.outputs(), head.event.outputs()] == [size; 2]
            && head.event.inputs() == head.trunk.inputs()
            && head.keys.outputs() == 2 * size
            && head.middle.inputs() == 3 * size
            && head.answer.inputs() == head.middle.outputs()
            && head.answer.outputs().is_multiple_of(SCALES)
            && head.answer.outputs() > SCALES;
        match fits {
            true => Ok(head),
            false => Err(file.wrong("its layers do not fit")),
        }
    }

    /// The answer for the word in row `event` of the sentence in rows `span`.
    fn event(
        &self,
        rows: &Rows,
        keys: &[f32],
        span: Range<usize>,
        event: usize,
        own: &[f32],
        scale: Scale,
    ) -> f32 {
        let width = self.trunk.width();
        let each = width / self.heads;
        let query = self.query.of_sum(rows.row(event), 1, 0..width);
        let reach = self.distance.len() / self.heads / 2;
        let mut seen = vec![0.0; width];
        let mut scores = Vec::with_capacity(span.len());
        for head in 0..self.heads {
            let part = head * each..(head + 1) * each;
            scores.clear();
            for row in span.clone() {
                let key = &keys[2 * row * width..][part.clone()];
                let dot: f32 = query[part.clone()]
                    .iter()
                    .zip(key)
                    .map(|(a, b)| a * b)
                    .sum();
                let gap = (row + reach).saturating_sub(event).min(2 * reach);
                let near = self.distance[gap * self.heads + head];
                scores.push(dot * (each as f32).sqrt().recip() + near);
            }
            shares(&mut scores, 1.0);
            for (row, share) in span.clone().zip(&scores) {
                let value = &keys[(2 * row + 1) * width..][part.clone()];
                for (seen, value) in seen[part.clone()].iter_mut().zip(value) {
                    *seen += value * share;
                }
            }
        }
        let mut both = rows.row(event).to_vec();
        both.extend(seen);
        let mut own = self.event.of_sum(own, 1, 0..width);
        own.iter_mut().for_each(rectify);
        both.extend(own);
        let mut middle = self.middle.of_sum(&both, 1, 0..self.middle.outputs());
        middle.iter_mut().for_each(rectify);
        let steps = self.answer.outputs() / SCALES;
        let output = scale as usize * steps;
        let mut likely = self.answer.of_sum(&middle, 1, output..output + steps);
        shares(&mut likely, 1.0);
        let step = 2.0 * BOUND / (steps - 1) as f32;
        let values = (0..steps).map(|at| at as f32 * step - BOUND);
        values.zip(likely).map(|(value, share)| value * share).sum()
    }
}

/// Some sentences of a report, as the head of certainty sees them.
pub struct Sentences<'a> {
    head: &'a Certainty,
    encoding: &'a Encoding,
    /// The words of each, by index; in text order.
    words: Vec<Range<usize>>,
    rows: Rows,
    keys: Vec<f32>,
}

impl<'a> Sentences<'a> {
    /// `sentences` in bytes, in any order; what two of them share belongs to the first.
    pub(crate) fn new(
        head: &'a Certainty,
        encoding: &'a Encoding,
        sentences: &[Range<usize>],
    ) -> Result<Self, EncoderError> {
        let mut ranges: Vec<Range<usize>> = sentences
            .iter()
            .map(|range| encoding.words_in(range))
            .collect();
        ranges.sort_by_key(|words| (words.start, words.end));
        let mut words: Vec<Range<usize>> = Vec::new();
        for range in ranges {
            let mut start = range.start.max(words.last().map_or(0, |last| last.end));
            while start < range.end {
                let end = range.end.min(start + MOST_WORDS);
                words.push(start..end);
                start = end;
            }
        }
        let rows = head.trunk.of(encoding, words.iter().cloned())?;
        let keys = head.keys.of_rows(&rows.numbers);
        Ok(Self {
            head,
            encoding,
            words,
            rows,
            keys,
        })
    }

    /// Bytes of the word that names what happens in these ranges (bytes) of the sentences: a
    /// clause's verb, mostly. Nothing where they hold no word of the sentences.
    ///
    /// Learnt from the heads of clauses in two treebanks.
    pub fn predicate(&self, within: &[Range<usize>]) -> Option<Range<usize>> {
        let words = (within.iter()).flat_map(|range| self.encoding.words_in(range));
        let scored = words.filter_map(|word| {
            let (_, row) = self.row(word)?;
            let mut both = self.rows.row(row).to_vec();
            both.extend(self.own(word));
            Some((self.head.predicate.of_sum(&both, 1, 0..1)[0], word))
        });
        // The first of several that are best.
        let best = scored.reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.map(|(_, word)| self.encoding.words[word].range.clone())
    }

    /// How certain the source is of the event that the word in these bytes names: from -3 (surely
    /// not) over 0 (open) to 3 (surely so). Nothing where no word of the sentences stands.
    pub fn certainty(&self, word: &Range<usize>, scale: Scale) -> Option<f32> {
        let words = self.encoding.words_in(word);
        let word = words.clone().next()?;
        let (sentence, row) = self.row(word)?;
        let span = self.rows.bounds[sentence]..self.rows.bounds[sentence + 1];
        let own = self.own(word);
        Some((self.head).event(&self.rows, &self.keys, span, row, &own, scale))
    }

    /// What the network made of a word itself, in its last layer and in the middle one.
    fn own(&self, word: usize) -> Vec<f32> {
        [self.encoding.state(word), self.encoding.middle(word)].concat()
    }

    /// The sentence of a word, and its row.
    fn row(&self, word: usize) -> Option<(usize, usize)> {
        let sentence = self.words.partition_point(|words| words.end <= word);
        let words = self.words.get(sentence)?;
        let inside = word.checked_sub(words.start)?;
        Some((sentence, self.rows.bounds[sentence] + inside))
    }
}
