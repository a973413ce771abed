//! How alike the reports of a stream are.

/// For each report its likeness to each earlier one, in stream order; row `i` has `i` numbers.
pub struct Pairs {
    /// The rows.
    pub rows: Vec<Vec<f32>>,
}

impl Pairs {
    /// Those of some reports of the stream, in its order.
    pub fn part(&self, members: &[usize]) -> Self {
        let row = |at: usize| {
            let own = &self.rows[members[at]];
            members[..at].iter().map(|&other| own[other]).collect()
        };
        Self {
            rows: (0..members.len()).map(row).collect(),
        }
    }
}
