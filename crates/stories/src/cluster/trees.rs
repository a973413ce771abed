//! Sums of decision trees.

use serde::Deserialize;

/// Boosted decision trees, as `training/headwater_training/stories.py` writes them (LightGBM's).
#[derive(Debug, Deserialize)]
#[serde(try_from = "Written")]
pub(super) struct Trees {
    /// The features by name, in the order of a row.
    pub features: Vec<String>,
    /// Where each tree begins in `nodes`.
    roots: Vec<u32>,
    nodes: Vec<Node>,
}

/// A node of a tree, all of them in one row so that a sum runs through little memory.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// The greatest value that goes left; in a leaf its value.
    value: f32,
    /// [`LEAF`] in a leaf.
    feature: u32,
    /// The left child; the right one stands where `right` says.
    left: u32,
    right: u32,
}

const LEAF: u32 = u32::MAX;

#[derive(Deserialize)]
struct Written {
    features: Vec<String>,
    trees: Vec<Tree>,
}

/// A tree as parallel lists over its inner nodes; a child below zero is the leaf `-1 - child`.
#[derive(Deserialize)]
struct Tree {
    feature: Vec<u32>,
    threshold: Vec<f64>,
    left: Vec<i32>,
    right: Vec<i32>,
    leaf: Vec<f64>,
}

impl Trees {
    /// The sum of all trees, in logits. The row is as long as `features`.
    pub fn sum(&self, row: &[f32]) -> f32 {
        let values = self.roots.iter().map(|&root| {
            let mut node = self.nodes[root as usize];
            while node.feature != LEAF {
                let left = row[node.feature as usize] <= node.value;
                node = self.nodes[if left { node.left } else { node.right } as usize];
            }
            f64::from(node.value)
        });
        values.sum::<f64>() as f32
    }
}

impl TryFrom<Written> for Trees {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let features = written.features.len();
        let (mut roots, mut nodes) = (Vec::new(), Vec::new());
        for tree in &written.trees {
            if !tree.is_sound(features) {
                return Err("a tree has a node that leads nowhere");
            }
            roots.push(nodes.len() as u32);
            tree.lay_out(&mut nodes);
        }
        Ok(Self {
            features: written.features,
            roots,
            nodes,
        })
    }
}

impl Tree {
    /// Adds the inner nodes, then the leaves.
    fn lay_out(&self, nodes: &mut Vec<Node>) {
        let (root, leaves) = (
            nodes.len() as u32,
            (nodes.len() + self.feature.len()) as u32,
        );
        let place = |child: i32| match u32::try_from(child) {
            Ok(node) => root + node,
            Err(_) => leaves + child.unsigned_abs() - 1,
        };
        nodes.extend((0..self.feature.len()).map(|node| Node {
            value: down(self.threshold[node]),
            feature: self.feature[node],
            left: place(self.left[node]),
            right: place(self.right[node]),
        }));
        nodes.extend(self.leaf.iter().map(|&value| Node {
            value: value as f32,
            feature: LEAF,
            left: 0,
            right: 0,
        }));
    }

    /// Whether every number leads somewhere, and forward only.
    fn is_sound(&self, features: usize) -> bool {
        let nodes = self.feature.len();
        let leads = |(from, to): (usize, &i32)| match usize::try_from(*to) {
            Ok(node) => node > from && node < nodes,
            Err(_) => ((-1 - to) as usize) < self.leaf.len(),
        };
        let same_length = [self.threshold.len(), self.left.len(), self.right.len()] == [nodes; 3];
        same_length
            && !self.leaf.is_empty()
            && self
                .feature
                .iter()
                .all(|feature| (*feature as usize) < features)
            && self.left.iter().enumerate().all(leads)
            && self.right.iter().enumerate().all(leads)
    }
}

/// The greatest 32-bit number that is no greater: what a 32-bit value is compared with by it, it is
/// by the threshold too.
fn down(threshold: f64) -> f32 {
    let near = threshold as f32;
    if f64::from(near) > threshold {
        near.next_down()
    } else {
        near
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
        assert_eq!(trees.sum(&[0.5, 9.0]), 1.25);
        assert_eq!(trees.sum(&[0.6, 2.0]), 10.25);
        assert_eq!(trees.sum(&[0.6, 2.1]), 100.25);
    }

    #[test]
    fn a_tree_that_leads_nowhere_is_told() {
        let read = |left: i16| {
            let text = format!(
                r#"{{"features": ["a"], "trees": [{{"feature": [0], "threshold": [0.0],
                    "left": [{left}], "right": [-1], "leaf": [1.0]}}]}}"#
            );
            serde_json::from_str::<Trees>(&text)
        };
        assert!(read(-1).is_ok());
        for nowhere in [-2, 0, 1] {
            let error = read(nowhere).expect_err("no such node");
            assert!(error.to_string().contains("leads nowhere"), "{error}");
        }
    }

    #[test]
    fn a_threshold_is_rounded_so_that_no_value_changes_sides() {
        for threshold in [0.1, 0.3, -0.1, 1e-9, 5.0] {
            let near = threshold as f32;
            for value in [near.next_down(), near, near.next_up()] {
                assert_eq!(value <= down(threshold), f64::from(value) <= threshold);
            }
        }
    }
}
