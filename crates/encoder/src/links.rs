//! Which cue a content belongs to, and which source a cue: a learnt score of the pair.

use std::ops::Range;

/// Learnt tables of the two relations.
#[derive(Clone, Debug)]
pub(crate) struct Links {
    pub width: usize,
    /// Score of each distance bucket, by relation.
    pub distance: Vec<Vec<f32>>,
    /// Score of pointing at nobody, by relation.
    pub nobody: Vec<f32>,
}

/// A relation of two spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// From a content to its cue.
    ContentCue,
    /// From a cue to its source.
    CueSource,
}

/// A span that points or is pointed at in one relation: its first word, and that word's vector of
/// that side.
pub(crate) struct End {
    pub word: usize,
    pub vector: Vec<f32>,
}

impl Links {
    /// Index of the best of `tos`, with its probability; `None` when nobody is better.
    pub fn point(&self, relation: Relation, from: &End, tos: &[End]) -> Option<(usize, f32)> {
        let relation = relation as usize;
        let scale = (self.width as f32).sqrt().recip();
        let mut scores: Vec<f32> = tos
            .iter()
            .map(|to| {
                let both = from.vector.iter().zip(&to.vector);
                let dot: f32 = both.map(|(a, b)| a * b).sum();
                let gap = to.word as i64 - from.word as i64;
                dot * scale + self.distance[relation][self.bucket(gap)]
            })
            .collect();
        scores.push(self.nobody[relation]);
        let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let sum: f32 = scores.iter().map(|score| (score - top).exp()).sum();
        let best = scores.iter().position(|score| *score == top)?;
        (best < tos.len()).then(|| (best, 1.0 / sum))
    }

    /// Which numbers of a link vector a span needs that points in this relation.
    pub fn query(&self, relation: Relation) -> Range<usize> {
        self.slice(2 * relation as usize)
    }

    /// Which ones a span needs that is pointed at.
    pub fn key(&self, relation: Relation) -> Range<usize> {
        self.slice(2 * relation as usize + 1)
    }

    fn slice(&self, side: usize) -> Range<usize> {
        let start = side * self.width;
        start..start + self.width
    }

    /// Signed distance in words as a bucket: 0, 1, 2, 3–4, 5–8, 9–16 … for words after, the same
    /// again for words before.
    fn bucket(&self, gap: i64) -> usize {
        let half = self.distance[0].len() / 2;
        let size = gap.unsigned_abs() as f32;
        let step = if size < 3.0 {
            size
        } else {
            2.0 + (size / 2.0).log2().ceil()
        } as usize;
        let step = step.min(half - 1);
        if gap >= 0 { step } else { step + half }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_widen_with_distance_and_tell_sides_apart() {
        let links = Links {
            width: 1,
            distance: vec![vec![0.0; 24]; 2],
            nobody: vec![0.0; 2],
        };
        let buckets: Vec<usize> = [0, 1, 2, 3, 4, 5, 8, 9, -1, -3]
            .map(|gap| links.bucket(gap))
            .to_vec();
        assert_eq!(buckets, [0, 1, 2, 3, 3, 4, 4, 5, 13, 15]);
        assert_eq!(links.bucket(1_000_000), 11);
    }
}
