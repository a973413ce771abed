//! The network itself: word vectors in, what each layer makes of them out.
//!
//! BERT's form (Devlin and others 2019): in each layer every piece looks at all others (attention),
//! then passes two linear layers alone, with sums and norms around both. Products are in whole
//! numbers (`matrix.rs`), all else in `f32` in a fixed order, so that every processor gives the same.

use crate::EncoderError;
use crate::matrix::{self, Matrix, PANEL, Panels, Rows};
use crate::stored::Stored;
use crate::wide::{add, greatest, sum, wide};

/// The extra inputs of a piece: its shape, its state of quotation, its place.
pub(crate) type Extras<'a> = [&'a [i32]; 3];

pub(crate) struct Transformer {
    /// Added to the word vector of each place in a window.
    positions: Vec<f32>,
    norm: Norm,
    /// Vectors of the extra inputs, and the layer before which they are added.
    extras: [Vec<f32>; 3],
    extras_at: usize,
    layers: Vec<Layer>,
    heads: usize,
}

struct Layer {
    /// Query, key and value, one behind the other.
    looks: Matrix,
    seen: Matrix,
    seen_norm: Norm,
    up: Matrix,
    down: Matrix,
    norm: Norm,
}

/// A piece's numbers brought to mean 0 and variance 1, then scaled and shifted.
pub(crate) struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

/// Memory for what a layer works out on the way, used again for the next.
#[derive(Default)]
pub(crate) struct Room {
    rows: Rows,
    /// Query, key and value of each piece.
    pub looks: Vec<f32>,
    /// What each piece sees.
    pub seen: Vec<f32>,
    inner: Vec<f32>,
    scores: Vec<f32>,
    keys: Columns,
    values: Columns,
}

/// What two layers made of a window, one row a piece.
pub(crate) struct States {
    pub last: Vec<f32>,
    pub middle: Vec<f32>,
}

impl Transformer {
    /// From the tensors of `models/NAME.safetensors`; `heads` and `extras_at` as it was trained.
    pub fn new(file: &Stored, heads: usize, extras_at: usize) -> Result<Self, EncoderError> {
        let mut layers = Vec::new();
        while file.has(&format!("layers.{}.looks", layers.len())) {
            let name = |part: &str| format!("layers.{}.{part}", layers.len());
            layers.push(Layer {
                looks: Matrix::new(file, &name("looks"))?,
                seen: Matrix::new(file, &name("seen"))?,
                seen_norm: Norm::new(file, &name("seen_norm"))?,
                up: Matrix::new(file, &name("up"))?,
                down: Matrix::new(file, &name("down"))?,
                norm: Norm::new(file, &name("norm"))?,
            });
        }
        let network = Self {
            positions: file.floats("positions")?,
            norm: Norm::new(file, "norm")?,
            extras: [
                file.floats("shapes")?,
                file.floats("quotes")?,
                file.floats("places")?,
            ],
            extras_at,
            layers,
            heads,
        };
        match network.fits() {
            true => Ok(network),
            false => Err(file.wrong("its layers do not fit")),
        }
    }

    fn fits(&self) -> bool {
        let width = self.width();
        let norms = |norm: &Norm| norm.weight.len() == width && norm.bias.len() == width;
        let mut tables = self.extras.iter().chain([&self.positions]);
        // Two pieces' numbers go through attention together.
        width > 0
            && self.heads > 0
            && width.is_multiple_of(2 * self.heads)
            && tables.all(|table| !table.is_empty() && table.len().is_multiple_of(width))
            && norms(&self.norm)
            && self.layers.iter().all(|layer| {
                [layer.looks.inputs(), layer.looks.outputs()] == [width, 3 * width]
                    && [layer.seen.inputs(), layer.seen.outputs()] == [width; 2]
                    && [layer.up.inputs(), layer.down.outputs()] == [width; 2]
                    && layer.up.outputs() == layer.down.inputs()
                    && norms(&layer.seen_norm)
                    && norms(&layer.norm)
            })
    }

    /// Numbers of a piece.
    pub fn width(&self) -> usize {
        self.norm.weight.len()
    }

    /// Layers.
    pub fn layers(&self) -> usize {
        self.layers.len()
    }

    /// Most pieces of a window.
    pub fn longest(&self) -> usize {
        self.positions.len() / self.width()
    }

    /// Reads a window, given its pieces' word vectors and extra inputs; `middle` is the layer whose
    /// states are wanted beside the last one's. A window longer than `longest` is cut there.
    pub fn read(&self, words: Vec<f32>, extras: Extras, middle: usize, room: &mut Room) -> States {
        let mut last = words;
        last.truncate(self.positions.len());
        wide(
            #[inline(always)]
            || add(&mut last, &self.positions),
        );
        self.norm.of(&mut last);
        let mut kept = Vec::new();
        for (at, layer) in self.layers.iter().enumerate() {
            if at == self.extras_at {
                self.add_extras(&mut last, extras);
            }
            layer.read(&mut last, self.heads, room);
            if at == middle {
                kept.clone_from(&last);
            }
        }
        States { last, middle: kept }
    }

    fn add_extras(&self, pieces: &mut [f32], extras: Extras) {
        let width = self.width();
        for (table, values) in self.extras.iter().zip(extras) {
            for (piece, value) in pieces.chunks_exact_mut(width).zip(values) {
                let row = usize::try_from(*value).unwrap_or_default();
                // A value that no training has seen has no vector.
                let vector = table.chunks_exact(width).nth(row);
                add(piece, vector.unwrap_or_default());
            }
        }
    }
}

impl Layer {
    fn read(&self, pieces: &mut [f32], heads: usize, room: &mut Room) {
        let width = self.seen.inputs();
        (self.looks).of_rows_into(pieces, &mut room.rows, &mut room.looks);
        attention(width, heads, room);
        (self.seen).of_rows_into(&room.seen, &mut room.rows, &mut room.inner);
        self.seen_norm.of_sum(pieces, &room.inner);
        (self.up).of_rows_into(pieces, &mut room.rows, &mut room.inner);
        gelu(&mut room.inner);
        (self.down).of_rows_into(&room.inner, &mut room.rows, &mut room.seen);
        self.norm.of_sum(pieces, &room.seen);
    }
}

/// What each piece sees of all others. `looks` holds query, key and value of each piece, `width`
/// numbers each; every head has its part of each.
pub(crate) fn attention(width: usize, heads: usize, room: &mut Room) {
    let Room {
        rows,
        looks,
        seen,
        scores,
        keys,
        values,
        ..
    } = room;
    let pieces = looks.len() / (3 * width);
    let each = width / heads;
    let part = |piece: usize, which: usize, head: usize| {
        &looks[(3 * piece + which) * width + head * each..][..each]
    };
    // Query and key have the same bits.
    let most = (i32::MAX as f32 / each as f32).sqrt().floor();
    let steep = (each as f32).sqrt().recip();
    // Whole panels of keys, so that a row of scores ends in some noughts.
    let columns = pieces.next_multiple_of(PANEL);
    keys.resize(columns, each);
    values.resize(each, pieces);
    scores.resize(pieces * columns, 0.0);
    seen.resize(pieces * width, 0.0);
    for head in 0..heads {
        keys.fill_columns((0..pieces).map(|piece| part(piece, 1, head)), most);
        let queries = (0..pieces).map(|piece| part(piece, 0, head));
        rows.fill_with(queries, each, |row| most / matrix::largest(row));
        matrix::multiply(rows, &keys.panels(), scores, columns);
        for scores in scores.chunks_exact_mut(columns) {
            shares(&mut scores[..pieces], steep);
        }
        // The shares of a row add up to 1, but for what rounding adds.
        let all = f32::from(i16::MAX);
        let most = matrix::most(i16::MAX as usize + pieces);
        values.fill_rows(|piece| part(piece, 2, head), most);
        let shares = scores.chunks_exact(columns).map(|row| &row[..pieces]);
        rows.fill_with(shares, pieces, |_| all);
        matrix::multiply(rows, &values.panels(), &mut seen[head * each..], width);
    }
}

/// The right side of a product that is made as we go, in whole numbers with a scale a column.
#[derive(Default)]
struct Columns {
    pairs: Vec<[i16; 2 * PANEL]>,
    inputs: usize,
    outputs: usize,
    scales: Vec<[f32; PANEL]>,
    /// What each number of a row is multiplied by before it is rounded.
    up: Vec<f32>,
    scaled: Vec<f32>,
    whole: Vec<i16>,
}

impl Columns {
    fn resize(&mut self, outputs: usize, inputs: usize) {
        self.pairs.clear();
        let pairs = outputs.div_ceil(PANEL) * inputs.div_ceil(2);
        self.pairs.resize(pairs, [0; 2 * PANEL]);
        (self.inputs, self.outputs) = (inputs, outputs);
        self.scales.resize(outputs.div_ceil(PANEL), [0.0; PANEL]);
    }

    fn panels(&self) -> Panels<'_, i16> {
        Panels {
            pairs: &self.pairs,
            outputs: self.outputs,
            scales: &self.scales,
            bias: &[],
        }
    }

    /// Each vector is a column; its largest number becomes `most`.
    fn fill_columns<'a>(&mut self, vectors: impl Iterator<Item = &'a [f32]>, most: f32) {
        let each = self.inputs.div_ceil(2);
        self.whole.clear();
        self.whole.resize(2 * each, 0);
        for (column, vector) in vectors.enumerate() {
            let scale = most / matrix::largest(vector);
            matrix::round(vector, scale, &mut self.whole);
            let (panel, at) = (column / PANEL, column % PANEL);
            let pairs = &mut self.pairs[panel * each..][..each];
            for (to, pair) in pairs.iter_mut().zip(self.whole.as_chunks::<2>().0) {
                [to[2 * at], to[2 * at + 1]] = *pair;
            }
            self.scales[panel][at] = scale.recip();
        }
    }

    /// Each vector is a row; the largest number of a column becomes `most`.
    fn fill_rows<'a>(&mut self, vector: impl Fn(usize) -> &'a [f32], most: f32) {
        let each = self.inputs.div_ceil(2);
        let up = &mut self.up;
        up.clear();
        up.resize(self.outputs, f32::MIN_POSITIVE);
        for row in 0..self.inputs {
            for (top, number) in up.iter_mut().zip(vector(row)) {
                *top = top.max(number.abs());
            }
        }
        for (column, top) in up.iter_mut().enumerate() {
            self.scales[column / PANEL][column % PANEL] = *top / most;
            *top = most / *top;
        }
        self.scaled.resize(self.outputs, 0.0);
        self.whole.resize(self.outputs, 0);
        for row in 0..self.inputs {
            for ((scaled, number), up) in self.scaled.iter_mut().zip(vector(row)).zip(up.iter()) {
                *scaled = number * up;
            }
            matrix::round(&self.scaled, 1.0, &mut self.whole);
            for (panel, columns) in self.whole.chunks(PANEL).enumerate() {
                let to = &mut self.pairs[panel * each + row / 2];
                for (column, whole) in columns.iter().enumerate() {
                    to[2 * column + row % 2] = *whole;
                }
            }
        }
    }
}

impl Norm {
    /// From `NAME.weight` and `NAME.bias` (F32).
    pub fn new(file: &Stored, name: &str) -> Result<Self, EncoderError> {
        Ok(Self {
            weight: file.floats(&format!("{name}.weight"))?,
            bias: file.floats(&format!("{name}.bias"))?,
        })
    }

    /// Numbers of a piece.
    pub fn width(&self) -> usize {
        self.weight.len()
    }

    /// Norms each piece.
    pub fn of(&self, pieces: &mut [f32]) {
        wide(
            #[inline(always)]
            || {
                for piece in pieces.chunks_exact_mut(self.weight.len()) {
                    let count = piece.len() as f32;
                    let mean = sum(piece, |number| number) / count;
                    let variance = sum(piece, |number| (number - mean) * (number - mean)) / count;
                    let scale = (variance + 1e-12).sqrt().recip();
                    for ((number, weight), bias) in
                        piece.iter_mut().zip(&self.weight).zip(&self.bias)
                    {
                        *number = (*number - mean) * scale * weight + bias;
                    }
                }
            },
        );
    }

    /// Adds `more` to the pieces and norms each.
    fn of_sum(&self, pieces: &mut [f32], more: &[f32]) {
        wide(
            #[inline(always)]
            || add(pieces, more),
        );
        self.of(pieces);
    }
}

/// Makes shares of scores, which add up to 1 (softmax); `steep` is what they are multiplied by before.
pub(crate) fn shares(scores: &mut [f32], steep: f32) {
    wide(
        #[inline(always)]
        || {
            let top = greatest(scores, f32::NEG_INFINITY, |score| score);
            for score in scores.iter_mut() {
                *score = exp((*score - top) * steep);
            }
            let all = sum(scores, |score| score).recip();
            for score in scores.iter_mut() {
                *score *= all;
            }
        },
    );
}

/// x times the share of a normal distribution below x (Hendrycks and Gimpel 2016), by the error
/// function's formula 7.1.26 in Abramowitz and Stegun's *Handbook* (off by 1.5e-7 at most).
fn gelu(numbers: &mut [f32]) {
    const STEPS: [f32; 5] = [
        1.061_405_4,
        -1.453_152,
        1.421_413_7,
        -0.284_496_74,
        0.254_829_6,
    ];
    wide(
        #[inline(always)]
        || {
            for number in numbers.iter_mut() {
                let x = number.abs() * std::f32::consts::FRAC_1_SQRT_2;
                let t = (1.0 + 0.327_591_1 * x).recip();
                let mut tail = 0.0;
                for step in STEPS {
                    tail = (tail + step) * t;
                }
                // Half of what lies outside -|x| … |x|.
                let outside = 0.5 * tail * exp(-x * x);
                let below = if *number < 0.0 {
                    outside
                } else {
                    1.0 - outside
                };
                *number *= below;
            }
        },
    );
}

/// e to the power of a number that is not above 0, off by some 1e-7 of itself: two to the nearest whole
/// power, times a polynomial for what is left (Taylor's, on ±ln 2 / 2).
#[inline(always)]
fn exp(power: f32) -> f32 {
    const SHIFT: f32 = 12_582_912.0; // 1.5 × 2^23: adding it rounds to whole numbers
    const LN_2_HIGH: f32 = 0.693_359_4;
    const LN_2_LOW: f32 = -2.121_944_4e-4;
    let power = if power > -87.0 { power } else { -87.0 };
    let shifted = power * std::f32::consts::LOG2_E + SHIFT;
    let whole = shifted - SHIFT;
    let left = power - whole * LN_2_HIGH - whole * LN_2_LOW;
    let mut value = 1.0 / 5040.0;
    for over in [
        1.0 / 720.0,
        1.0 / 120.0,
        1.0 / 24.0,
        1.0 / 6.0,
        0.5,
        1.0,
        1.0,
    ] {
        value = value * left + over;
    }
    // The lowest bits of `shifted` are the whole number: moved to where a float has its power of two.
    f32::from_bits((value.to_bits()).wrapping_add(shifted.to_bits() << 23))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_e_are_exact_to_six_digits() {
        for step in 0..2000 {
            let power = step as f32 * -0.04;
            let off = f64::from(exp(power)) / f64::from(power).exp() - 1.0;
            assert!(off.abs() < 4e-7, "e^{power} is off by {off}");
        }
        assert!(exp(f32::NEG_INFINITY) < 1e-37);
    }

    #[test]
    fn gelu_is_that_of_the_tables() {
        let mut numbers = [0.0, 0.5, 1.0, -1.0, 3.0, -3.0, 40.0, -40.0];
        let expected = [
            0.0, 0.345_731, 0.841_345, -0.158_655, 2.995_951, -0.004_050, 40.0, 0.0,
        ];
        gelu(&mut numbers);
        for (found, expected) in numbers.iter().zip(expected) {
            assert!((found - expected).abs() < 2e-6, "{found}, not {expected}");
        }
    }

    #[test]
    fn shares_add_up_to_one_and_the_largest_score_has_most() {
        let mut scores: Vec<f32> = (0..37).map(|at| (at % 11) as f32).collect();
        shares(&mut scores, 0.5);
        assert!((scores.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(scores[10] > scores[9] && scores[10] == scores[21]);
    }

    /// With equal keys each piece sees the mean of all values.
    #[test]
    fn equal_keys_see_the_mean() {
        let (pieces, width, heads) = (5, 8, 2);
        let mut room = Room::default();
        for piece in 0..pieces {
            room.looks.extend([1.0; 8]);
            room.looks.extend([0.5; 8]);
            room.looks.extend([piece as f32; 8]);
        }
        attention(width, heads, &mut room);
        assert_eq!(room.seen.len(), pieces * width);
        assert!(room.seen.iter().all(|seen| (seen - 2.0).abs() < 1e-3));
    }
}
