use std::ops::Range;
use std::sync::Arc;

use crate::Word;
use crate::linear::Linear;

/// The three parts of an attribution, as PolNeAR has them (Newell, Margolin and Ruths 2018).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Who says it.
    Source,
    /// The words that attribute: "said", "according to".
    Cue,
    /// What is said.
    Content,
}

/// A span of one role.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleSpan {
    /// Its part.
    pub role: Role,
    /// Indices into [`Encoding::words`].
    pub words: Range<usize>,
    /// Bytes of the report's text.
    pub range: Range<usize>,
    /// Least posterior probability of its words' tags.
    pub probability: f32,
    /// For a content its cue, for a cue its source: an index into [`Encoding::roles`], with the
    /// probability of the pair.
    pub link: Option<(usize, f32)>,
}

/// The sorts of named entity, as CoNLL-2003 has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityTag {
    /// A person.
    Person,
    /// A body of people.
    Organisation,
    /// A place.
    Location,
    /// Any other name: peoples, events, works.
    Other,
}

/// A named entity.
#[derive(Clone, Debug, PartialEq)]
pub struct EntitySpan {
    /// Its sort.
    pub tag: EntityTag,
    /// Bytes of the report's text.
    pub range: Range<usize>,
    /// Least posterior probability of its words' tags.
    pub probability: f32,
}

/// What the network found in the passages of one report.
#[derive(Clone, Debug, Default)]
pub struct Encoding {
    /// The words of all passages, in text order.
    pub words: Vec<Word>,
    /// Sources, cues and contents, in text order.
    pub roles: Vec<RoleSpan>,
    /// Named entities, in text order.
    pub entities: Vec<EntitySpan>,
    /// What the network's last layer made of each word piece, one behind the other.
    pub(crate) hidden: Vec<f32>,
    /// What a layer before the last made of each word's first piece.
    pub(crate) middle: Vec<f32>,
    /// First piece of each word; its last one stands before the next word's first.
    pub(crate) first: Vec<usize>,
    /// What makes vectors of meaning of them.
    pub(crate) meaning: Option<Arc<Linear>>,
    /// What makes the short vectors of single words of them.
    pub(crate) alignment: Option<Arc<Linear>>,
}

impl Encoding {
    /// Indices of the words that the range (bytes) touches.
    pub fn words_in(&self, range: &Range<usize>) -> Range<usize> {
        let start = (self.words).partition_point(|word| word.range.end <= range.start);
        let end = (self.words).partition_point(|word| word.range.start < range.end);
        start..end.max(start)
    }

    /// What a layer before the last made of a word's first piece.
    pub(crate) fn middle(&self, word: usize) -> &[f32] {
        let width = self.middle.len() / self.first.len().max(1);
        &self.middle[word * width..(word + 1) * width]
    }

    /// What the last layer made of a word's first piece.
    pub(crate) fn state(&self, word: usize) -> &[f32] {
        let width = (self.meaning.as_ref()).map_or(0, |meaning| meaning.inputs());
        let first = self.first[word] * width;
        &self.hidden[first..first + width]
    }

    /// Unit vector of the meaning of the words inside `range` (bytes); empty when there are none.
    ///
    /// Vectors of two ranges that say the same have a dot product near 1. They were trained to
    /// equal what all-MiniLM-L6-v2 gives for the words alone.
    pub fn vector(&self, range: &Range<usize>) -> Vec<f32> {
        let Range { start, end } = self.words_in(range);
        let (Some(meaning), true) = (&self.meaning, start < end) else {
            return Vec::new();
        };
        let width = meaning.inputs();
        let piece = |word: usize| self.first.get(word).map(|piece| piece * width);
        let pieces = piece(start).unwrap_or_default()..piece(end).unwrap_or(self.hidden.len());
        let count = pieces.len() / width;
        let mut hidden = vec![0.0; width];
        for piece in self.hidden[pieces].chunks_exact(width) {
            for (total, value) in hidden.iter_mut().zip(piece) {
                *total += value;
            }
        }
        let mut sum = meaning.of_sum(&hidden, count, 0..meaning.outputs());
        let length = sum.iter().map(|value| value * value).sum::<f32>().sqrt();
        if length > 0.0 {
            for value in &mut sum {
                *value /= length;
            }
        }
        sum
    }

    /// The meaning of each of these words where it stands: 64 numbers of length 127, by which words of
    /// two texts are compared. Empty without an encoder.
    pub fn word_vectors(&self, words: &[usize]) -> Vec<[i8; 64]> {
        let Some(alignment) = &self.alignment else {
            return Vec::new();
        };
        let width = alignment.inputs();
        let mut states = vec![0.0; words.len() * width];
        for (&word, state) in words.iter().zip(states.chunks_exact_mut(width)) {
            let piece = |word: usize| self.first.get(word).map(|piece| piece * width);
            let pieces =
                piece(word).unwrap_or_default()..piece(word + 1).unwrap_or(self.hidden.len());
            let count = (pieces.len() / width).max(1) as f32;
            for piece in self.hidden[pieces].chunks_exact(width) {
                for (total, value) in state.iter_mut().zip(piece) {
                    *total += value / count;
                }
            }
        }
        let rows = alignment.of_rows(&states);
        rows.chunks_exact(alignment.outputs())
            .map(|row| {
                let length = row.iter().map(|value| value * value).sum::<f32>().sqrt();
                let scale = 127.0 / length.max(f32::MIN_POSITIVE);
                let mut vector = [0; 64];
                for (short, value) in vector.iter_mut().zip(row) {
                    *short = (value * scale).round() as i8;
                }
                vector
            })
            .collect()
    }
}
