//! Rows of numbers times a matrix, in whole numbers: what the network spends its time in.
//!
//! Weights are `i8` (as they are stored), rows are rounded to `i16` with one scale a row, products are
//! added up in `i32` and cannot overflow: the row's scale leaves room for the worst case. With 13 to 15
//! bits a row loses some 1/10,000 of its largest number, far less than storing weights in 8 bits does,
//! and the processor multiplies twice as many whole numbers at once as floating ones. Sums of whole
//! numbers are the same in any order, so that every processor gives the same result, bit for bit.
//!
//! The way through: [`Rows`] rounds rows and lays six side by side; [`Panels`] are weights laid out
//! sixteen outputs side by side; [`multiply`] takes a tile of six by sixteen at a time, by AVX2 where
//! the processor has it and otherwise in plain Rust.

use crate::EncoderError;
use crate::stored::Stored;
use crate::wide::{greatest, wide};

/// Rows of a tile: with two registers of outputs each they fill the processor's sixteen.
const ROWS: usize = 6;
/// Outputs of a panel, and of a tile.
pub(crate) const PANEL: usize = 16;
/// Numbers of rows that go through all panels together: 256 kB, half of what the cache beside a core
/// holds.
const TOGETHER: usize = 128 * 1024;
/// The largest weight.
const WEIGHT: i32 = 127;

/// Weights of sixteen outputs for two inputs: both of the first output, both of the second, …
type Pair<W> = [W; 2 * PANEL];
/// Sums of a tile.
type Tile = [[i32; PANEL]; ROWS];

/// Rows of whole numbers, with a scale each. Filled again and again, so that memory is asked for once.
#[derive(Default)]
pub(crate) struct Rows {
    /// Two inputs of six rows, then the next two of the same rows, …; the last rows are filled up with
    /// whatever stood there. The first input stands in the lower half.
    pairs: Vec<[i32; ROWS]>,
    inputs: usize,
    scales: Vec<f32>,
    whole: Vec<i16>,
}

impl Rows {
    /// Rounds rows of `inputs` numbers for weights of `i8`.
    pub fn fill<'a>(&mut self, rows: impl ExactSizeIterator<Item = &'a [f32]>, inputs: usize) {
        let most = most(WEIGHT as usize * inputs);
        self.fill_with(rows, inputs, |row| most / largest(row));
    }

    /// Rounds rows of `inputs` numbers; `scale` tells by what each is multiplied before.
    pub fn fill_with<'a>(
        &mut self,
        rows: impl ExactSizeIterator<Item = &'a [f32]>,
        inputs: usize,
        scale: impl Fn(&[f32]) -> f32,
    ) {
        let each = inputs.div_ceil(2);
        self.inputs = inputs;
        self.scales.clear();
        self.pairs
            .resize(rows.len().div_ceil(ROWS) * each, [0; ROWS]);
        self.whole.clear();
        self.whole.resize(ROWS * 2 * each, 0);
        let mut blocks = self.pairs.chunks_exact_mut(each.max(1));
        let last = rows.len().saturating_sub(1);
        for (at, row) in rows.enumerate() {
            let scale = scale(row);
            let place = at % ROWS;
            round(row, scale, &mut self.whole[place * 2 * each..]);
            self.scales.push(scale.recip());
            if (place == ROWS - 1 || at == last)
                && let Some(block) = blocks.next()
            {
                side_by_side(&self.whole, block);
            }
        }
    }
}

/// Rows of whole numbers that stand one behind the other, laid pair by pair side by side.
fn side_by_side(whole: &[i16], block: &mut [[i32; ROWS]]) {
    let each = block.len();
    let pairs = whole.as_chunks::<2>().0;
    let rows: [&[[i16; 2]]; ROWS] = std::array::from_fn(|row| &pairs[row * each..][..each]);
    for (at, block) in block.iter_mut().enumerate() {
        for (to, row) in block.iter_mut().zip(rows) {
            let [first, second] = row[at];
            *to = i32::from(first) & 0xffff | i32::from(second) << 16;
        }
    }
}

/// The largest whole number of a row so that the sum of its products fits into 31 bits, where `others`
/// is the largest sum that the other sides of the products can have.
pub(crate) fn most(others: usize) -> f32 {
    (i32::MAX as usize / others).min(i16::MAX as usize) as f32
}

/// The largest of the numbers, without their signs; above nought.
pub(crate) fn largest(numbers: &[f32]) -> f32 {
    wide(
        #[inline(always)]
        || greatest(numbers, f32::MIN_POSITIVE, f32::abs),
    )
}

/// The numbers times `scale`, to the nearest whole ones.
pub(crate) fn round(numbers: &[f32], scale: f32, whole: &mut [i16]) {
    /// Adding it leaves no bits behind the point.
    const SHIFT: f32 = 12_582_912.0; // 1.5 × 2^23
    wide(
        #[inline(always)]
        || {
            for (whole, number) in whole.iter_mut().zip(numbers) {
                *whole = ((number * scale + SHIFT).to_bits() as i32) as i16;
            }
        },
    );
}

/// Weights, laid out for [`multiply`].
pub(crate) struct Panels<'a, W> {
    /// Panel for panel, pair of inputs for pair of inputs.
    pub pairs: &'a [Pair<W>],
    pub outputs: usize,
    /// A scale for each output of a panel, panel for panel.
    pub scales: &'a [[f32; PANEL]],
    /// What is added to each output, likewise; empty for nothing.
    pub bias: &'a [[f32; PANEL]],
}

/// What a panel's weights must offer.
pub(crate) trait Weight: Copy {
    fn whole(self) -> i16;
    #[cfg(target_arch = "x86_64")]
    fn halves(pair: Pair<Self>, simd: pulp::x86::V3) -> [std::arch::x86_64::__m256i; 2];
}

impl Weight for i8 {
    fn whole(self) -> i16 {
        self.into()
    }

    #[cfg(target_arch = "x86_64")]
    #[inline(always)]
    fn halves(pair: Pair<Self>, simd: pulp::x86::V3) -> [std::arch::x86_64::__m256i; 2] {
        let [low, high]: [std::arch::x86_64::__m128i; 2] = pulp::cast(pair);
        [
            simd.avx2._mm256_cvtepi8_epi16(low),
            simd.avx2._mm256_cvtepi8_epi16(high),
        ]
    }
}

impl Weight for i16 {
    fn whole(self) -> i16 {
        self
    }

    #[cfg(target_arch = "x86_64")]
    #[inline(always)]
    fn halves(pair: Pair<Self>, _: pulp::x86::V3) -> [std::arch::x86_64::__m256i; 2] {
        pulp::cast(pair)
    }
}

/// Each row times the weights: `out` gets a row's outputs at every `stride`-th place.
pub(crate) fn multiply<W: Weight>(
    rows: &Rows,
    weights: &Panels<W>,
    out: &mut [f32],
    stride: usize,
) {
    #[cfg(target_arch = "x86_64")]
    if let Some(simd) = pulp::x86::V3::try_new() {
        let job = Job {
            simd,
            rows,
            weights,
            out,
            stride,
        };
        return simd.vectorize(job);
    }
    multiply_plainly(rows, weights, out, stride);
}

#[cfg(target_arch = "x86_64")]
struct Job<'a, W> {
    simd: pulp::x86::V3,
    rows: &'a Rows,
    weights: &'a Panels<'a, W>,
    out: &'a mut [f32],
    stride: usize,
}

#[cfg(target_arch = "x86_64")]
impl<W: Weight> pulp::NullaryFnOnce for Job<'_, W> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let pairs = self.rows.inputs.div_ceil(2);
        let together = (TOGETHER / self.rows.inputs.max(1)).div_ceil(ROWS).max(1);
        for (group, blocks) in self.rows.pairs.chunks(together * pairs).enumerate() {
            for (panel, weights) in self.weights.pairs.chunks_exact(pairs).enumerate() {
                for (block, rows) in blocks.chunks_exact(pairs).enumerate() {
                    let tile = tile(self.simd, rows, weights);
                    let first = (group * together + block) * ROWS;
                    write(
                        self.rows,
                        self.weights,
                        &tile,
                        first,
                        panel,
                        self.out,
                        self.stride,
                    );
                }
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn tile<W: Weight>(simd: pulp::x86::V3, rows: &[[i32; ROWS]], weights: &[Pair<W>]) -> Tile {
    use std::arch::x86_64::__m256i;

    let avx2 = simd.avx2;
    let mut sums = [[pulp::cast::<_, __m256i>([0_i32; 8]); 2]; ROWS];
    for (rows, pair) in rows.iter().zip(weights) {
        let [low, high] = W::halves(*pair, simd);
        for (sums, row) in sums.iter_mut().zip(rows) {
            let row: __m256i = pulp::cast([*row; 8]);
            sums[0] = avx2._mm256_add_epi32(sums[0], avx2._mm256_madd_epi16(row, low));
            sums[1] = avx2._mm256_add_epi32(sums[1], avx2._mm256_madd_epi16(row, high));
        }
    }
    pulp::cast(sums)
}

/// The same without instructions that not every processor has.
fn multiply_plainly<W: Weight>(rows: &Rows, weights: &Panels<W>, out: &mut [f32], stride: usize) {
    let pairs = rows.inputs.div_ceil(2);
    for (panel, weights_of) in weights.pairs.chunks_exact(pairs).enumerate() {
        let apart = |pair: &Pair<W>| -> [[i16; PANEL]; 2] {
            std::array::from_fn(|which| std::array::from_fn(|at| pair[2 * at + which].whole()))
        };
        let apart: Vec<[[i16; PANEL]; 2]> = weights_of.iter().map(apart).collect();
        for (block, of_rows) in rows.pairs.chunks_exact(pairs).enumerate() {
            let mut tile: Tile = Default::default();
            for (at, sums) in tile.iter_mut().enumerate() {
                for (rows, [first, second]) in of_rows.iter().zip(&apart) {
                    let (one, other) = (i32::from(rows[at] as i16), rows[at] >> 16);
                    for (sum, weight) in sums.iter_mut().zip(first) {
                        *sum += one * i32::from(*weight);
                    }
                    for (sum, weight) in sums.iter_mut().zip(second) {
                        *sum += other * i32::from(*weight);
                    }
                }
            }
            write(rows, weights, &tile, block * ROWS, panel, out, stride);
        }
    }
}

/// A tile's sums as numbers again.
#[inline(always)]
fn write<W>(
    rows: &Rows,
    weights: &Panels<W>,
    tile: &Tile,
    first: usize,
    panel: usize,
    out: &mut [f32],
    stride: usize,
) {
    let columns = panel * PANEL..weights.outputs.min((panel + 1) * PANEL);
    let scales = &weights.scales[panel];
    let bias = weights.bias.get(panel).unwrap_or(&[0.0; PANEL]);
    for ((sums, scale), row) in tile.iter().zip(&rows.scales[first..]).zip(first..) {
        let mut numbers = [0.0; PANEL];
        for at in 0..PANEL {
            numbers[at] = sums[at] as f32 * (scale * scales[at]) + bias[at];
        }
        let out = &mut out[row * stride + columns.start..];
        match out.first_chunk_mut() {
            Some(out) if columns.len() == PANEL => *out = numbers,
            _ => out[..columns.len()].copy_from_slice(&numbers[..columns.len()]),
        }
    }
}

/// A number for each output, filled up to whole panels.
fn by_panel(numbers: &[f32]) -> Vec<[f32; PANEL]> {
    let panel = |numbers: &[f32]| {
        let mut panel = [0.0; PANEL];
        panel[..numbers.len()].copy_from_slice(numbers);
        panel
    };
    numbers.chunks(PANEL).map(panel).collect()
}

/// A matrix of int8 weights with a number that is added to each output.
#[derive(Debug)]
pub(crate) struct Matrix {
    pairs: std::borrow::Cow<'static, [Pair<i8>]>,
    inputs: usize,
    outputs: usize,
    scales: Vec<[f32; PANEL]>,
    bias: Vec<[f32; PANEL]>,
}

impl Matrix {
    /// Read where it lies, from `NAME` (I8, panels × pairs of inputs × 16 × 2), `NAME.scale` and
    /// `NAME.bias` (F32, outputs).
    pub fn new(file: &Stored, name: &str) -> Result<Self, EncoderError> {
        let (scales, bias) = (
            file.floats(&format!("{name}.scale"))?,
            file.floats(&format!("{name}.bias"))?,
        );
        let (pairs, rest) = file.bytes(name)?.as_chunks::<{ 2 * PANEL }>();
        let panels = bias.len().div_ceil(PANEL).max(1);
        let fits = rest.is_empty() && scales.len() == bias.len() && pairs.len() % panels == 0;
        if !fits || pairs.is_empty() {
            return Err(file.wrong(&format!("the parts of {name} do not fit")));
        }
        Ok(Self {
            pairs: pulp::bytemuck::cast_slice(pairs).into(),
            inputs: 2 * pairs.len() / panels,
            outputs: bias.len(),
            scales: by_panel(&scales),
            bias: by_panel(&bias),
        })
    }

    /// From weights that stand output for output of the first input, then of the second, …
    pub fn lay_out(weights: &[u8], scales: &[f32], bias: &[f32]) -> Self {
        let outputs = bias.len();
        let inputs = weights.len() / outputs.max(1);
        let each = inputs.div_ceil(2);
        let mut pairs = vec![[0; 2 * PANEL]; outputs.div_ceil(PANEL) * each];
        for (input, row) in weights.chunks_exact(outputs.max(1)).enumerate() {
            for (output, weight) in row.iter().enumerate() {
                let pair = &mut pairs[output / PANEL * each + input / 2];
                pair[output % PANEL * 2 + input % 2] = weight.cast_signed();
            }
        }
        Self {
            pairs: pairs.into(),
            inputs,
            outputs,
            scales: by_panel(scales),
            bias: by_panel(bias),
        }
    }

    /// Numbers in an input row.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// Numbers in an output row.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// What the matrix makes of rows that stand one behind the other.
    pub fn of_rows(&self, rows: &[f32]) -> Vec<f32> {
        let mut out = Vec::new();
        self.of_rows_into(rows, &mut Rows::default(), &mut out);
        out
    }

    /// The same into `out`, whose memory is used again.
    pub fn of_rows_into(&self, rows: &[f32], whole: &mut Rows, out: &mut Vec<f32>) {
        self.of_each_into(rows.chunks_exact(self.inputs), whole, out);
    }

    /// The same for rows that stand anywhere.
    pub fn of_each_into<'a>(
        &self,
        rows: impl ExactSizeIterator<Item = &'a [f32]>,
        whole: &mut Rows,
        out: &mut Vec<f32>,
    ) {
        out.resize(rows.len() * self.outputs(), 0.0);
        whole.fill(rows, self.inputs);
        multiply(whole, &self.panels(), out, self.outputs());
    }

    fn panels(&self) -> Panels<'_, i8> {
        Panels {
            pairs: &self.pairs,
            outputs: self.outputs,
            scales: &self.scales,
            bias: &self.bias,
        }
    }
}

/// Products, each with its addition, that one thread of this machine works out in a second: the best of
/// some runs of `rows` rows through a matrix that is already laid out, and rows already rounded. What
/// the network could reach at most.
pub fn products_per_second(rows: usize, inputs: usize, outputs: usize) -> f64 {
    let matrix = Matrix::lay_out(
        &vec![3; inputs * outputs],
        &vec![1.0; outputs],
        &vec![0.0; outputs],
    );
    let left: Vec<f32> = (0..rows * inputs).map(|at| (at % 7) as f32).collect();
    let mut whole = Rows::default();
    whole.fill(left.chunks_exact(inputs), inputs);
    let mut out = vec![0.0; rows * outputs];
    let weights = matrix.panels();
    let run = |_| {
        let start = std::time::Instant::now();
        multiply(&whole, &weights, &mut out, outputs);
        start.elapsed().as_secs_f64()
    };
    let best = (0..200).map(run).fold(f64::INFINITY, f64::min);
    (rows * inputs * outputs) as f64 / best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look like any, the same on each run.
    fn numbers(count: usize, seed: u32) -> Vec<f32> {
        let mut state = seed;
        let next = |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 23) as f32 - 1.0
        };
        (0..count).map(next).collect()
    }

    fn weights(count: usize) -> Vec<u8> {
        let of = |number: f32| ((number * 127.0) as i8).cast_unsigned();
        numbers(count, 7).into_iter().map(of).collect()
    }

    #[test]
    fn the_product_is_that_of_arithmetic() {
        for (rows, inputs, outputs) in [(1, 1, 1), (7, 3, 17), (13, 384, 40), (6, 1536, 16)] {
            let stored = weights(inputs * outputs);
            let scales = vec![0.01; outputs];
            let bias = numbers(outputs, 3);
            let matrix = Matrix::lay_out(&stored, &scales, &bias);
            let left = numbers(rows * inputs, 5);
            let found = matrix.of_rows(&left);
            assert_eq!(found.len(), rows * outputs);
            for (at, found) in found.iter().enumerate() {
                let (row, output) = (at / outputs, at % outputs);
                let products = (0..inputs).map(|input| {
                    let weight = stored[input * outputs + output].cast_signed();
                    f64::from(left[row * inputs + input]) * f64::from(weight) * 0.01
                });
                let expected = products.sum::<f64>() + f64::from(bias[output]);
                let off = (f64::from(*found) - expected).abs();
                assert!(
                    off < 4e-3,
                    "{rows} × {inputs} × {outputs}: {found}, not {expected}"
                );
            }
        }
    }

    #[test]
    fn every_processor_gives_the_same_bits() {
        let (count, inputs, outputs) = (29, 77, 45);
        let stored = weights(inputs * outputs);
        let matrix = Matrix::lay_out(&stored, &vec![0.03; outputs], &numbers(outputs, 2));
        let mut rows = Rows::default();
        rows.fill(numbers(count * inputs, 9).chunks_exact(inputs), inputs);
        let panels = matrix.panels();
        let mut best = vec![0.0; count * outputs];
        let mut plain = best.clone();
        multiply(&rows, &panels, &mut best, outputs);
        multiply_plainly(&rows, &panels, &mut plain, outputs);
        assert_eq!(best, plain);
    }

    #[test]
    fn the_largest_sums_do_not_overflow() {
        let inputs = 1536;
        let stored = vec![(-127_i8).cast_unsigned(); inputs * PANEL];
        let matrix = Matrix::lay_out(&stored, &[1.0; PANEL], &[0.0; PANEL]);
        let found = matrix.of_rows(&vec![-1.0; inputs]);
        let expected = 127.0 * inputs as f32;
        assert!(
            found
                .iter()
                .all(|found| (found / expected - 1.0).abs() < 1e-4)
        );
    }

    #[test]
    fn rows_of_noughts_stay_noughts() {
        let matrix = Matrix::lay_out(&weights(4 * 3), &[1.0; 3], &[0.0; 3]);
        assert_eq!(matrix.of_rows(&[0.0; 8]), [0.0; 6]);
        assert!(matrix.of_rows(&[]).is_empty());
    }
}
