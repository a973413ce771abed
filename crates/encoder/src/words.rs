//! The vectors of word pieces, which both networks begin with: `models/words.safetensors`.

use crate::EncoderError;
use crate::network::broken;
use crate::stored::Stored;

/// One vector a word piece, stored as int8 with one scale a vector, read where it lies.
pub(crate) struct WordVectors {
    /// Pieces × width, each byte an `i8`.
    stored: &'static [u8],
    scales: Vec<f32>,
}

impl WordVectors {
    /// From a safetensors file with `words` (I8, pieces × width) and `scale` (F32, pieces).
    pub fn new(file: &'static [u8]) -> Result<Self, EncoderError> {
        let file = Stored::new("words.safetensors", file)?;
        let stored = file.bytes("words")?;
        let scales = file.floats("scale")?;
        if scales.is_empty() || !stored.len().is_multiple_of(scales.len()) {
            return Err(file.wrong("words and scale do not fit"));
        }
        Ok(Self { stored, scales })
    }

    /// Numbers in a vector.
    pub fn width(&self) -> usize {
        self.stored.len() / self.scales.len()
    }

    /// The vectors of the pieces, one behind the other.
    pub fn of(&self, ids: &[i32]) -> Result<Vec<f32>, EncoderError> {
        let width = self.width();
        let mut vectors = Vec::with_capacity(ids.len() * width);
        for &id in ids {
            let row = usize::try_from(id)
                .ok()
                .filter(|row| *row < self.scales.len());
            let row = row.ok_or_else(|| broken("words.safetensors", format!("no piece {id}")))?;
            let scale = self.scales[row];
            let stored = &self.stored[row * width..(row + 1) * width];
            vectors.extend(
                stored
                    .iter()
                    .map(|byte| f32::from(byte.cast_signed()) * scale),
            );
        }
        Ok(vectors)
    }
}
