//! How certain an event is, as its source has it: a small network over the reader's states.
//!
//! A word's vector is made of its first piece's state, of the vector that the piece began with, and
//! of its neighbours; the event's word looks
//! over the words of its sentence, with a learnt score of the distance; two layers make a number of
//! what it saw. `training/headwater_training/certainty.py` is the same in PyTorch.

use std::ops::Range;

use crate::EncoderError;
use crate::linear::Linear;
use crate::spans::Encoding;
use crate::stored::Stored;
use crate::words::WordVectors;

/// Most words of a sentence that are looked at; of a longer one, those around the event.
const MOST_WORDS: usize = 160;
/// Bounds of the answer.
const BOUND: f32 = 3.0;

/// An event whose certainty is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Bytes of the word that names the event.
    pub word: Range<usize>,
    /// Bytes of the sentence that it stands in.
    pub sentence: Range<usize>,
}

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
    inputs: Linear,
    near: Vec<Linear>,
    keys: Linear,
    query: Linear,
    event: Linear,
    middle: Linear,
    answer: Linear,
    /// Score of each distance, heads side by side.
    distance: Vec<f32>,
    heads: usize,
    /// For each output, where answers begin to be drawn out, and how far.
    knee: Vec<f32>,
    slope: Vec<f32>,
}

/// The words of some sentences, one behind the other.
struct Rows {
    /// Where each sentence's words begin, and one past the last.
    bounds: Vec<usize>,
    width: usize,
    numbers: Vec<f32>,
}

impl Rows {
    fn row(&self, row: usize) -> &[f32] {
        &self.numbers[row * self.width..(row + 1) * self.width]
    }
}

impl Certainty {
    /// From a safetensors file as `certainty.py` writes it.
    pub fn new(file: &'static [u8]) -> Result<Self, EncoderError> {
        let file = Stored::new("certainty.safetensors", file)?;
        let distance = file.floats("distance")?;
        let heads = file.floats("heads")?.len();
        let near = (0..2).map(|layer| Linear::new(&file, &format!("near.{layer}")));
        let head = Self {
            inputs: Linear::new(&file, "inputs")?,
            near: near.collect::<Result<_, _>>()?,
            keys: Linear::new(&file, "keys")?,
            query: Linear::new(&file, "query")?,
            event: Linear::new(&file, "event")?,
            middle: Linear::new(&file, "middle")?,
            answer: Linear::new(&file, "answer")?,
            distance,
            heads,
            knee: file.floats("knee")?,
            slope: file.floats("slope")?,
        };
        let size = head.inputs.outputs();
        let layers = [&head.near[0], &head.near[1], &head.keys, &head.query];
        let fits = heads > 0
            && size.is_multiple_of(heads)
            && head.distance.len().is_multiple_of(heads)
            && (layers.iter().zip([3, 3, 1, 1]))
                .all(|(layer, times)| layer.inputs() == times * size)
            && head.keys.outputs() == 2 * size
            && head.middle.inputs() == 3 * size
            && [head.answer.outputs(), head.knee.len(), head.slope.len()]
                .iter()
                .all(|outputs| *outputs > Scale::Reader as usize);
        match fits {
            true => Ok(head),
            false => Err(file.wrong("its layers do not fit")),
        }
    }

    /// A number from -3 (surely not) over 0 (open) to 3 (surely so) for each event; nothing where
    /// no word stands.
    pub fn of(
        &self,
        vectors: &WordVectors,
        encoding: &Encoding,
        asked: &[Asked],
        scale: Scale,
    ) -> Result<Vec<Option<f32>>, EncoderError> {
        let places: Vec<Option<(usize, Range<usize>)>> =
            asked.iter().map(|one| place(encoding, one)).collect();
        let mut sentences: Vec<Range<usize>> = places
            .iter()
            .flatten()
            .map(|(_, words)| words.clone())
            .collect();
        sentences.sort_by_key(|words| (words.start, words.end));
        sentences.dedup();
        let rows = self.words(vectors, encoding, &sentences)?;
        let keys = self.keys.of_rows(&rows.numbers);
        let answers = places
            .into_iter()
            .map(|place| {
                let (word, words) = place?;
                let at = sentences
                    .binary_search_by_key(&(words.start, words.end), |s| (s.start, s.end))
                    .ok()?;
                let span = rows.bounds[at]..rows.bounds[at + 1];
                let event = rows.bounds[at] + (word - words.start);
                let own = encoding.state(word);
                Some(self.event(&rows, &keys, span, event, own, scale))
            })
            .collect();
        Ok(answers)
    }

    /// Vectors of the sentences' words.
    fn words(
        &self,
        vectors: &WordVectors,
        encoding: &Encoding,
        sentences: &[Range<usize>],
    ) -> Result<Rows, EncoderError> {
        let mut bounds = vec![0];
        let mut states = Vec::new();
        for words in sentences {
            for word in words.clone() {
                states.extend_from_slice(encoding.state(word));
                states.extend(vectors.of(&[encoding.piece(word)])?);
            }
            bounds.push(bounds[bounds.len() - 1] + words.len());
        }
        let width = self.inputs.outputs();
        let mut numbers = self.inputs.of_rows(&states);
        numbers.iter_mut().for_each(rectify);
        for near in &self.near {
            let mut three = vec![0.0; 3 * numbers.len()];
            for bound in bounds.windows(2) {
                for row in bound[0]..bound[1] {
                    let first = row.saturating_sub(1).max(bound[0]);
                    let last = (row + 1).min(bound[1] - 1);
                    // The first of the three is the word before, if there is one.
                    let to = (3 * row + 1 + first - row) * width;
                    let from = first * width..(last + 1) * width;
                    three[to..to + from.len()].copy_from_slice(&numbers[from]);
                }
            }
            let mut more = near.of_rows(&three);
            more.iter_mut().for_each(rectify);
            for (number, more) in numbers.iter_mut().zip(more) {
                *number += more;
            }
        }
        Ok(Rows {
            bounds,
            width,
            numbers,
        })
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
        let width = rows.width;
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
            let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            scores
                .iter_mut()
                .for_each(|score| *score = (*score - top).exp());
            let all: f32 = scores.iter().sum();
            for (row, score) in span.clone().zip(&scores) {
                let value = &keys[(2 * row + 1) * width..][part.clone()];
                for (seen, value) in seen[part.clone()].iter_mut().zip(value) {
                    *seen += value * score / all;
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
        let output = scale as usize;
        let answer = self.answer.of_sum(&middle, 1, output..output + 1)[0];
        let above = (answer - self.knee[output]).max(0.0);
        (answer + above * (self.slope[output] - 1.0)).clamp(-BOUND, BOUND)
    }
}

/// The first word of the event, and the words of its sentence that are looked at.
fn place(encoding: &Encoding, asked: &Asked) -> Option<(usize, Range<usize>)> {
    let word = encoding.words_in(&asked.word);
    let sentence = encoding.words_in(&asked.sentence);
    let (word, room) = (word.start, word.len());
    if room == 0 {
        return None;
    }
    let start = (sentence.start.min(word)).max(word.saturating_sub(MOST_WORDS / 2));
    let end = (sentence.end.max(word + 1)).min(word + MOST_WORDS / 2);
    Some((word, start..end))
}

fn rectify(number: &mut f32) {
    *number = number.max(0.0);
}
