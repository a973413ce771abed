//! Decoding of a linear-chain conditional random field over BIOES tags
//! (Lafferty, McCallum and Pereira 2001; Viterbi and forward-backward).

use serde::Deserialize;

/// Score of a tag that BIOES forbids at the start, and what it takes from one at the end.
const SHUT: f32 = -1e4;

/// Tag names and the scores of stepping from one to the next.
#[derive(Clone, Debug)]
pub(crate) struct Crf {
    pub names: Vec<String>,
    /// The steps that BIOES allows.
    allowed: Vec<Step>,
}

/// A step from one tag to the next.
#[derive(Clone, Debug)]
struct Step {
    from: usize,
    to: usize,
    score: f32,
    /// What it multiplies the odds by.
    odds: f64,
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
    /// Takes learnt step scores, without those of steps that BIOES forbids.
    pub fn new(tables: CrfTables) -> Self {
        let CrfTables { names, steps } = tables;
        let mut allowed = Vec::new();
        for (from, row) in steps.iter().enumerate() {
            for (to, &score) in row.iter().enumerate() {
                let (one, next) = (&names[from], &names[to]);
                let continues = next.starts_with(['I', 'E']);
                let may_follow = match one.starts_with(['B', 'I']) {
                    true => continues && one[1..] == next[1..],
                    false => !continues,
                };
                if may_follow {
                    let odds = f64::from(score).exp();
                    allowed.push(Step {
                        from,
                        to,
                        score,
                        odds,
                    });
                }
            }
        }
        Self { names, allowed }
    }

    /// The labelled runs of the best path. `scores` holds the tag scores of each word, one row
    /// behind the other.
    pub fn decode(&self, scores: &[f32]) -> Vec<Labelled> {
        if scores.is_empty() {
            return Vec::new();
        }
        let path = self.best_path(scores);
        let posterior = self.posterior(scores);
        let tags = self.names.len();
        let mut runs = Vec::new();
        let mut start = 0;
        for (word, &tag) in path.iter().enumerate() {
            let name = &self.names[tag];
            if name.starts_with(['B', 'S']) {
                start = word;
            }
            if name.starts_with(['E', 'S']) {
                let probability = (start..=word)
                    .map(|at| posterior[at * tags + path[at]])
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

    fn best_path(&self, scores: &[f32]) -> Vec<usize> {
        let tags = self.names.len();
        let (first, others) = scores.split_at(tags);
        let mut best: Vec<f32> = (first.iter().enumerate())
            .map(|(tag, &score)| if self.may_start(tag) { score } else { SHUT })
            .collect();
        let mut next = vec![f32::NEG_INFINITY; tags];
        let mut back = vec![0; others.len()];
        for (row, from) in others.chunks_exact(tags).zip(back.chunks_exact_mut(tags)) {
            next.fill(f32::NEG_INFINITY);
            for step in &self.allowed {
                let score = best[step.from] + step.score;
                if score > next[step.to] {
                    next[step.to] = score;
                    from[step.to] = step.from;
                }
            }
            for (next, score) in next.iter_mut().zip(row) {
                *next += score;
            }
            std::mem::swap(&mut best, &mut next);
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
        for from in back.chunks_exact(tags).rev() {
            tag = from[tag];
            path.push(tag);
        }
        path.reverse();
        path
    }

    /// Posterior probability of each tag at each word, one row behind the other: forward-backward
    /// over probabilities that are scaled to sum to one at each word (Rabiner 1989), so that no
    /// logarithm is needed.
    fn posterior(&self, scores: &[f32]) -> Vec<f32> {
        let tags = self.names.len();
        let mut odds = Vec::with_capacity(scores.len());
        for row in scores.chunks_exact(tags) {
            let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            odds.extend(row.iter().map(|score| f64::from(score - top).exp()));
        }
        let mut forward = vec![0.0; odds.len()];
        for (tag, share) in forward[..tags].iter_mut().enumerate() {
            *share = f64::from(u8::from(self.may_start(tag))) * odds[tag];
        }
        scale(&mut forward[..tags]);
        for word in 1..odds.len() / tags {
            let (before, now) = forward.split_at_mut(word * tags);
            let (before, now) = (&before[(word - 1) * tags..], &mut now[..tags]);
            for step in &self.allowed {
                now[step.to] += before[step.from] * step.odds;
            }
            for (now, odds) in now.iter_mut().zip(&odds[word * tags..]) {
                *now *= odds;
            }
            scale(now);
        }
        let mut after: Vec<f64> = (0..tags)
            .map(|tag| f64::from(u8::from(self.may_end(tag))))
            .collect();
        scale(&mut after);
        let mut before = vec![0.0; tags];
        let words = forward.chunks_exact_mut(tags).zip(odds.chunks_exact(tags));
        for (shares, odds) in words.rev() {
            for (share, after) in shares.iter_mut().zip(&after) {
                *share *= after;
            }
            scale(shares);
            before.fill(0.0);
            for step in &self.allowed {
                before[step.from] += step.odds * odds[step.to] * after[step.to];
            }
            scale(&mut before);
            std::mem::swap(&mut after, &mut before);
        }
        forward.into_iter().map(|share| share as f32).collect()
    }
}

/// Makes the sum of the numbers one.
fn scale(shares: &mut [f64]) {
    let sum: f64 = shares.iter().sum();
    if sum > 0.0 {
        shares.iter_mut().for_each(|share| *share /= sum);
    }
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
        let scores = [
            [0.0, 4.0, 0.0, 0.0, 0.0],
            [0.0, 0.0, 4.0, 0.0, 0.0],
            [0.0, 0.0, 4.0, 1.0, 0.0],
        ];
        let runs = two_tags().decode(scores.as_flattened());
        assert_eq!((runs[0].start, runs[0].end), (0, 3));
    }

    #[test]
    fn posteriors_of_a_word_sum_to_one() {
        let scores = [[0.3, -1.0, 0.2, 0.1, 2.0]; 4];
        for row in two_tags().posterior(scores.as_flattened()).chunks_exact(5) {
            assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-3);
        }
    }
}
