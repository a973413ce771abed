//! Decoding of a linear-chain conditional random field over BIOES tags
//! (Lafferty, McCallum and Pereira 2001; Viterbi and forward-backward).

use serde::Deserialize;

/// Score of a step that BIOES forbids.
const SHUT: f32 = -1e4;

/// Tag names and the scores of stepping from one to the next.
#[derive(Clone, Debug)]
pub(crate) struct Crf {
    pub names: Vec<String>,
    steps: Vec<Vec<f32>>,
    /// The steps that BIOES allows, from one tag to another, with what each multiplies the odds by.
    allowed: Vec<(usize, usize, f64)>,
}

/// A run of words with one label.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Labelled {
    /// The label without its BIOES prefix.
    pub name: String,
    /// First word.
    pub start: usize,
    /// One past the last word.
    pub end: usize,
    /// Least posterior probability of its words' tags.
    pub probability: f32,
}

/// What `models/reader.json` holds for one tagger.
#[derive(Deserialize)]
pub(crate) struct CrfTables {
    pub names: Vec<String>,
    pub steps: Vec<Vec<f32>>,
}

impl Crf {
    /// Takes learnt step scores and shuts the steps that BIOES forbids.
    pub fn new(tables: CrfTables) -> Self {
        let CrfTables { names, mut steps } = tables;
        for (from, row) in names.iter().zip(&mut steps) {
            for (to, score) in names.iter().zip(row) {
                let continues = to.starts_with(['I', 'E']);
                let allowed = if from.starts_with(['B', 'I']) {
                    continues && from[1..] == to[1..]
                } else {
                    !continues
                };
                if !allowed {
                    *score = SHUT;
                }
            }
        }
        let pairs = (0..names.len()).flat_map(|from| (0..names.len()).map(move |to| (from, to)));
        let allowed = (pairs.filter(|&(from, to)| steps[from][to] > SHUT))
            .map(|(from, to)| (from, to, f64::from(steps[from][to]).exp()))
            .collect();
        Self {
            names,
            steps,
            allowed,
        }
    }

    /// The labelled runs of the best path. `scores` holds one row of tag scores a word.
    pub fn decode(&self, scores: &[Vec<f32>]) -> Vec<Labelled> {
        if scores.is_empty() {
            return Vec::new();
        }
        let path = self.best_path(scores);
        let posterior = self.posterior(scores);
        let mut runs = Vec::new();
        let mut start = 0;
        for (word, &tag) in path.iter().enumerate() {
            let name = &self.names[tag];
            if name.starts_with(['B', 'S']) {
                start = word;
            }
            if name.starts_with(['E', 'S']) {
                let probability = (start..=word)
                    .map(|at| posterior[at][path[at]])
                    .fold(1.0, f32::min);
                runs.push(Labelled {
                    name: name[2..].to_owned(),
                    start,
                    end: word + 1,
                    probability,
                });
            }
        }
        runs
    }

    fn may_start(&self, tag: usize) -> bool {
        !self.names[tag].starts_with(['I', 'E'])
    }

    fn may_end(&self, tag: usize) -> bool {
        !self.names[tag].starts_with(['B', 'I'])
    }

    fn best_path(&self, scores: &[Vec<f32>]) -> Vec<usize> {
        let tags = self.names.len();
        let mut best: Vec<f32> = (0..tags)
            .map(|tag| {
                if self.may_start(tag) {
                    scores[0][tag]
                } else {
                    SHUT
                }
            })
            .collect();
        let mut back = Vec::with_capacity(scores.len());
        for row in &scores[1..] {
            let mut next = vec![f32::NEG_INFINITY; tags];
            let mut from = vec![0; tags];
            for tag in 0..tags {
                for (previous, held) in best.iter().enumerate() {
                    let score = held + self.steps[previous][tag];
                    if score > next[tag] {
                        next[tag] = score;
                        from[tag] = previous;
                    }
                }
                next[tag] += row[tag];
            }
            best = next;
            back.push(from);
        }
        let mut tag = 0;
        let mut top = f32::NEG_INFINITY;
        for (candidate, &score) in best.iter().enumerate() {
            let score = if self.may_end(candidate) {
                score
            } else {
                score + SHUT
            };
            if score > top {
                (tag, top) = (candidate, score);
            }
        }
        let mut path = vec![tag];
        for from in back.iter().rev() {
            tag = from[tag];
            path.push(tag);
        }
        path.reverse();
        path
    }

    /// Posterior probability of each tag at each word: forward-backward over probabilities that are
    /// scaled to sum to one at each word (Rabiner 1989), so that no logarithm is needed.
    fn posterior(&self, scores: &[Vec<f32>]) -> Vec<Vec<f32>> {
        let tags = self.names.len();
        let odds: Vec<Vec<f64>> = (scores.iter())
            .map(|row| {
                let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
                row.iter()
                    .map(|score| f64::from(score - top).exp())
                    .collect()
            })
            .collect();
        let mut forward: Vec<Vec<f64>> = Vec::with_capacity(scores.len());
        let start = (0..tags).map(|tag| f64::from(u8::from(self.may_start(tag))) * odds[0][tag]);
        forward.push(scaled(start.collect()));
        for row in &odds[1..] {
            let mut next = vec![0.0; tags];
            let before = &forward[forward.len() - 1];
            for &(from, to, weight) in &self.allowed {
                next[to] += before[from] * weight;
            }
            next.iter_mut()
                .zip(row)
                .for_each(|(next, odds)| *next *= odds);
            forward.push(scaled(next));
        }
        let end = (0..tags).map(|tag| f64::from(u8::from(self.may_end(tag))));
        let mut after = scaled(end.collect());
        let mut posterior = Vec::with_capacity(scores.len());
        for (forward, row) in forward.iter().zip(&odds).rev() {
            let both = forward.iter().zip(&after).map(|(one, other)| one * other);
            let both = scaled(both.collect());
            posterior.push(both.into_iter().map(|share| share as f32).collect());
            let mut before = vec![0.0; tags];
            for &(from, to, weight) in &self.allowed {
                before[from] += weight * row[to] * after[to];
            }
            after = scaled(before);
        }
        posterior.reverse();
        posterior
    }
}

/// The same numbers with the sum one.
fn scaled(mut shares: Vec<f64>) -> Vec<f64> {
    let sum: f64 = shares.iter().sum();
    if sum > 0.0 {
        shares.iter_mut().for_each(|share| *share /= sum);
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two_tags() -> Crf {
        let names = ["O", "B-x", "I-x", "E-x", "S-x"]
            .map(str::to_owned)
            .to_vec();
        Crf::new(CrfTables {
            steps: vec![vec![0.0; 5]; 5],
            names,
        })
    }

    #[test]
    fn a_span_that_begins_also_ends() {
        // The last word asks for an inside tag; only an end tag closes the span.
        let scores = vec![
            vec![0.0, 4.0, 0.0, 0.0, 0.0],
            vec![0.0, 0.0, 4.0, 0.0, 0.0],
            vec![0.0, 0.0, 4.0, 1.0, 0.0],
        ];
        let runs = two_tags().decode(&scores);
        assert_eq!((runs[0].start, runs[0].end), (0, 3));
    }

    #[test]
    fn posteriors_of_a_word_sum_to_one() {
        let scores = vec![vec![0.3, -1.0, 0.2, 0.1, 2.0]; 4];
        for row in two_tags().posterior(&scores) {
            assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-3);
        }
    }
}
