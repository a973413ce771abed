//! Logistic regression by Newton's method, over features brought to one scale.

/// How strongly weights are drawn to nothing.
const RIDGE: f64 = 3.0;
const STEPS: usize = 12;

/// What was learnt.
pub struct Learnt {
    mean: Vec<f64>,
    scale: Vec<f64>,
    /// One a feature, and the bias.
    weights: Vec<f64>,
}

impl Learnt {
    /// Logarithm of the odds.
    pub fn of(&self, row: &[f64]) -> f64 {
        let scaled = scaled(row, &self.mean, &self.scale);
        scaled.iter().zip(&self.weights).map(|(x, w)| x * w).sum()
    }
}

/// Features of mean 0 and deviation 1, and a 1 for the bias.
fn scaled(row: &[f64], mean: &[f64], scale: &[f64]) -> Vec<f64> {
    let numbers = row.iter().zip(mean).zip(scale);
    let mut out: Vec<f64> = numbers
        .map(|((x, mean), scale)| (x - mean) / scale)
        .collect();
    out.push(1.0);
    out
}

/// Learns from rows of equal length with their labels.
pub fn learn(rows: &[&[f64]], labels: &[bool]) -> Learnt {
    let (count, width) = (
        rows.len().max(1) as f64,
        rows.first().map_or(0, |row| row.len()),
    );
    let mean: Vec<f64> = (0..width)
        .map(|at| rows.iter().map(|row| row[at]).sum::<f64>() / count)
        .collect();
    let scale: Vec<f64> = (0..width)
        .map(|at| {
            let squares = rows.iter().map(|row| (row[at] - mean[at]).powi(2));
            let deviation = (squares.sum::<f64>() / count).sqrt();
            if deviation > 0.0 { deviation } else { 1.0 }
        })
        .collect();
    let rows: Vec<Vec<f64>> = rows.iter().map(|row| scaled(row, &mean, &scale)).collect();
    let size = width + 1;
    let mut weights = vec![0.0; size];
    for _ in 0..STEPS {
        let mut slope = vec![0.0; size];
        let mut bend = vec![vec![0.0; size]; size];
        for (row, &label) in rows.iter().zip(labels) {
            let sum: f64 = row.iter().zip(&weights).map(|(x, w)| x * w).sum();
            let told = 1.0 / (1.0 + (-sum).exp());
            let (wrong, certain) = (f64::from(u8::from(label)) - told, told * (1.0 - told));
            for (at, x) in row.iter().enumerate() {
                slope[at] += wrong * x;
                for (other, y) in row.iter().enumerate() {
                    bend[at][other] += certain * x * y;
                }
            }
        }
        for at in 0..size {
            // The bias is not drawn to nothing; a trace keeps the matrix from being singular.
            let ridge = if at < width { RIDGE } else { 1e-6 };
            slope[at] -= ridge * weights[at];
            bend[at][at] += ridge;
        }
        for (weight, step) in weights.iter_mut().zip(solved(bend, slope)) {
            *weight += step;
        }
    }
    Learnt {
        mean,
        scale,
        weights,
    }
}

/// Solves a system of linear equations whose matrix is positive, by elimination.
fn solved(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for at in 0..size {
        let pivot = matrix[at].clone();
        for row in at + 1..size {
            let factor = matrix[row][at] / pivot[at];
            for (value, of_pivot) in matrix[row].iter_mut().zip(&pivot) {
                *value -= factor * of_pivot;
            }
            right[row] -= factor * right[at];
        }
    }
    for at in (0..size).rev() {
        let known: f64 = (at + 1..size)
            .map(|other| matrix[at][other] * right[other])
            .sum();
        right[at] = (right[at] - known) / matrix[at][at];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_is_weighed_and_what_does_not_is_not() {
        let rows: Vec<[f64; 2]> = (0..200)
            .map(|n| [f64::from(n % 10), f64::from(n / 10 % 2)])
            .collect();
        let labels: Vec<bool> = rows.iter().map(|row| row[0] > 4.5).collect();
        let rows: Vec<&[f64]> = rows.iter().map(<[f64; 2]>::as_slice).collect();
        let learnt = learn(&rows, &labels);
        assert!(learnt.of(&[9.0, 0.0]) > 2.0 && learnt.of(&[0.0, 0.0]) < -2.0);
        assert!((learnt.of(&[5.0, 0.0]) - learnt.of(&[5.0, 1.0])).abs() < 0.01);
    }
}
