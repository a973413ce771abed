//! Words of one statement beside the words of another that mean the most like them.
//!
//! "Many homes collapsed" and "houses were flattened" share no word; but each word of the one has one of
//! like meaning in the other.

use headwater_model::{ContentWord, WordVector};

/// How near the word for what happens comes to a word of the other where no such word is known: as
/// near as in most pairs.
const UNKNOWN: f32 = 0.45;
/// The square of a vector's length.
const WHOLE: f32 = 127.0 * 127.0;

/// A statement's words with their weights.
pub(crate) struct Aligned<'a> {
    words: &'a [ContentWord],
    weights: Vec<f32>,
    sum: f32,
    /// Which of them names what happens.
    happens: Option<usize>,
}

impl<'a> Aligned<'a> {
    pub fn of(words: &'a [ContentWord], weights: Vec<f32>) -> Self {
        Self {
            words,
            sum: weights.iter().sum(),
            weights,
            happens: words.iter().position(|word| word.happens),
        }
    }
}

/// How much of each statement's words, rarer ones weighing more, the other has in like meaning; and
/// how near each one's word for what happens comes to a word of the other. Of both the less and the
/// more, -1 to 1.
pub(crate) fn align(a: &Aligned<'_>, b: &Aligned<'_>) -> [[f32; 2]; 2] {
    if a.words.is_empty() || b.words.is_empty() {
        return [[0.0; 2], [UNKNOWN; 2]];
    }
    let mut best_of_b = vec![i32::MIN; b.words.len()];
    let mut best_of_a = Vec::with_capacity(a.words.len());
    for one in a.words {
        let mut best = i32::MIN;
        for (other, best_of_b) in b.words.iter().zip(&mut best_of_b) {
            let near = dot(&one.vector, &other.vector);
            best = best.max(near);
            *best_of_b = (*best_of_b).max(near);
        }
        best_of_a.push(best);
    }
    let covered = |best: &[i32], of: &Aligned<'_>| -> f32 {
        let near = best.iter().zip(&of.weights);
        let sum: f32 = near.map(|(&near, weight)| near as f32 * weight).sum();
        sum / (of.sum.max(f32::MIN_POSITIVE) * WHOLE)
    };
    let happens =
        |best: &[i32], of: &Aligned<'_>| of.happens.map_or(UNKNOWN, |at| best[at] as f32 / WHOLE);
    [
        in_order(covered(&best_of_a, a), covered(&best_of_b, b)),
        in_order(happens(&best_of_a, a), happens(&best_of_b, b)),
    ]
}

fn dot(a: &WordVector, b: &WordVector) -> i32 {
    (a.iter().zip(b))
        .map(|(&x, &y)| i32::from(i16::from(x) * i16::from(y)))
        .sum()
}

fn in_order(a: f32, b: f32) -> [f32; 2] {
    [a.min(b), a.max(b)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(axis: usize, happens: bool) -> ContentWord {
        let mut vector = [0; 64];
        vector[axis] = 127;
        ContentWord {
            start: 0,
            end: 0,
            happens,
            vector,
        }
    }

    #[test]
    fn rare_words_weigh_more_and_the_shorter_one_is_covered_whole() {
        let (long, short) = (
            [word(0, false), word(1, true), word(2, false)],
            [word(1, true)],
        );
        let long = Aligned::of(&long, vec![1.0, 2.0, 1.0]);
        let short = Aligned::of(&short, vec![3.0]);
        assert_eq!(align(&long, &short), [[0.5, 1.0], [1.0, 1.0]]);
        assert_eq!(align(&long, &short), align(&short, &long));
    }

    #[test]
    fn what_is_not_known_is_as_in_most_pairs() {
        let (one, other) = ([word(0, false)], [word(1, true)]);
        let one = Aligned::of(&one, vec![1.0]);
        let other = Aligned::of(&other, vec![1.0]);
        assert_eq!(align(&one, &other), [[0.0, 0.0], [0.0, UNKNOWN]]);
        let none = Aligned::of(&[], Vec::new());
        assert_eq!(align(&one, &none), [[0.0; 2], [UNKNOWN; 2]]);
    }
}
