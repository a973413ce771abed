//! The heads that few words need: worked out for those words, outside the network.
//!
//! Link and meaning vectors of every word piece would be an eighth of the fast network's work.

use std::ops::Range;

use crate::EncoderError;
use crate::matrix::{Matrix, Rows};
use crate::stored::Stored;
use crate::wide::wide;

/// A linear layer.
#[derive(Debug)]
pub(crate) struct Linear {
    /// Inputs × outputs.
    weights: Vec<f32>,
    bias: Vec<f32>,
    /// The same, for many rows at once.
    matrix: Matrix,
}

impl Linear {
    /// From `NAME` (I8, inputs × outputs), `NAME.scale` and `NAME.bias` (F32, outputs).
    pub fn new(file: &Stored, name: &str) -> Result<Self, EncoderError> {
        let stored = file.bytes(name)?;
        let scales = file.floats(&format!("{name}.scale"))?;
        let bias = file.floats(&format!("{name}.bias"))?;
        let outputs = bias.len();
        if outputs == 0 || scales.len() != outputs || !stored.len().is_multiple_of(outputs) {
            return Err(file.wrong(&format!("the parts of {name} do not fit")));
        }
        let weights = (stored.iter().zip(scales.iter().cycle()))
            .map(|(byte, scale)| f32::from(byte.cast_signed()) * scale)
            .collect();
        Ok(Self {
            weights,
            matrix: Matrix::lay_out(stored, &scales, &bias),
            bias,
        })
    }

    /// Numbers in an output.
    pub fn outputs(&self) -> usize {
        self.bias.len()
    }

    /// Numbers in an input.
    pub fn inputs(&self) -> usize {
        self.weights.len() / self.bias.len()
    }

    /// What the layer makes of each of many vectors that stand one behind the other.
    pub fn of_rows(&self, rows: &[f32]) -> Vec<f32> {
        self.matrix.of_rows(rows)
    }

    /// The same for vectors that stand anywhere.
    pub fn of_each<'a>(&self, rows: impl ExactSizeIterator<Item = &'a [f32]>) -> Vec<f32> {
        let mut out = Vec::new();
        (self.matrix).of_each_into(rows, &mut Rows::default(), &mut out);
        out
    }

    /// The sum of what the layer makes of each of `count` vectors, of which `sum` is the sum: only
    /// the numbers in `columns`.
    pub fn of_sum(&self, sum: &[f32], count: usize, columns: Range<usize>) -> Vec<f32> {
        let count = count as f32;
        let mut out: Vec<f32> = (self.bias[columns.clone()].iter())
            .map(|bias| bias * count)
            .collect();
        wide(
            #[inline(always)]
            || {
                for (input, row) in sum.iter().zip(self.weights.chunks_exact(self.outputs())) {
                    for (out, weight) in out.iter_mut().zip(&row[columns.clone()]) {
                        *out += input * weight;
                    }
                }
            },
        );
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_layer_of_a_sum_is_the_sum_of_the_layer() {
        let bias = vec![0.5, -1.0, 0.0];
        let layer = Linear {
            weights: vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0],
            matrix: Matrix::lay_out(&[1, 2, 3, 4, 5, 6], &[1.0; 3], &bias),
            bias,
        };
        assert_eq!((layer.inputs(), layer.outputs()), (2, 3));
        let one = layer.of_sum(&[1.0, 0.0], 1, 0..3);
        let other = layer.of_sum(&[2.0, 1.0], 1, 0..3);
        let both: Vec<f32> = one.iter().zip(&other).map(|(a, b)| a + b).collect();
        assert_eq!(layer.of_sum(&[3.0, 1.0], 2, 0..3), both);
        assert_eq!(layer.of_sum(&[3.0, 1.0], 2, 1..2), both[1..2]);
        let rows = layer.of_rows(&[1.0, 0.0, 2.0, 1.0]);
        for (row, alone) in rows.iter().zip([one, other].concat()) {
            assert!((row - alone).abs() < 1e-3, "{row} is not {alone}");
        }
    }
}
