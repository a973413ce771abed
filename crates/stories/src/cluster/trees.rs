//! Sums of decision trees.

use serde::Deserialize;

/// Boosted decision trees, as `training/headwater_training/stories.py` writes them (LightGBM's).
#[derive(Debug, Deserialize)]
pub(super) struct Trees {
    /// The features by name, in the order of a row.
    pub features: Vec<String>,
    trees: Vec<Tree>,
}

/// A tree as parallel lists over its inner nodes; a child below zero is the leaf `-1 - child`.
#[derive(Debug, Deserialize)]
struct Tree {
    feature: Vec<u8>,
    threshold: Vec<f64>,
    left: Vec<i16>,
    right: Vec<i16>,
    leaf: Vec<f64>,
}

impl Trees {
    /// The sum of all trees, in logits. The row is as long as `features`.
    pub fn sum(&self, row: &[f32]) -> f32 {
        self.trees.iter().map(|tree| tree.value(row)).sum::<f64>() as f32
    }

    /// Whether every number in the trees leads somewhere, and forward only.
    pub fn are_sound(&self) -> bool {
        self.trees
            .iter()
            .all(|tree| tree.is_sound(self.features.len()))
    }
}

impl Tree {
    fn value(&self, row: &[f32]) -> f64 {
        let mut at: i16 = if self.feature.is_empty() { -1 } else { 0 };
        while at >= 0 {
            let node = at as usize;
            let left = f64::from(row[usize::from(self.feature[node])]) <= self.threshold[node];
            at = if left {
                self.left[node]
            } else {
                self.right[node]
            };
        }
        self.leaf[(-1 - at) as usize]
    }

    fn is_sound(&self, features: usize) -> bool {
        let nodes = self.feature.len();
        let leads = |(from, to): (usize, &i16)| match usize::try_from(*to) {
            Ok(node) => node > from && node < nodes,
            Err(_) => ((-1 - to) as usize) < self.leaf.len(),
        };
        let same_length = [self.threshold.len(), self.left.len(), self.right.len()] == [nodes; 3];
        same_length
            && !self.leaf.is_empty()
            && self
                .feature
                .iter()
                .all(|feature| usize::from(*feature) < features)
            && self.left.iter().enumerate().all(leads)
            && self.right.iter().enumerate().all(leads)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trees(text: &str) -> Trees {
        serde_json::from_str(text).expect("trees")
    }

    #[test]
    fn a_value_up_to_the_threshold_goes_left() {
        let trees = trees(
            r#"{"features": ["a", "b"], "trees": [
                {"feature": [0, 1], "threshold": [0.5, 2.0], "left": [-1, -2], "right": [1, -3],
                 "leaf": [1.0, 10.0, 100.0]},
                {"feature": [], "threshold": [], "left": [], "right": [], "leaf": [0.25]}]}"#,
        );
        assert!(trees.are_sound());
        assert_eq!(trees.sum(&[0.5, 9.0]), 1.25);
        assert_eq!(trees.sum(&[0.6, 2.0]), 10.25);
        assert_eq!(trees.sum(&[0.6, 2.1]), 100.25);
    }

    #[test]
    fn a_tree_that_leads_nowhere_is_told() {
        let tree = |left: i16| {
            format!(
                r#"{{"features": ["a"], "trees": [{{"feature": [0], "threshold": [0.0],
                    "left": [{left}], "right": [-1], "leaf": [1.0]}}]}}"#
            )
        };
        assert!(trees(&tree(-1)).are_sound());
        assert!(!trees(&tree(-2)).are_sound());
        assert!(!trees(&tree(0)).are_sound());
        assert!(!trees(&tree(1)).are_sound());
    }
}
