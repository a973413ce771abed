//! Every pair of texts that share many runs of words, without comparing all with all.
//!
//! Candidates share a run that stands in no more than [`COMMON`] texts; their containment is then
//! counted over all runs.

use headwater_text::shingles;

/// Articles with one run up to which it makes candidates.
const COMMON: usize = 200;

/// A pair of articles, by place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The first.
    pub one: usize,
    /// The second.
    pub other: usize,
    /// Share of the shorter one's runs that stand in the other.
    pub containment: f64,
}

/// The runs of five words of a text, each once, sorted; its sign-off left out.
pub fn grams(text: &str) -> Vec<u64> {
    let text = text.trim_end();
    let lower = text.to_ascii_lowercase();
    let end = lower.strip_suffix("reuter").map_or(text.len(), str::len);
    let mut grams: Vec<u64> = shingles(text, 0..end, 5)
        .into_iter()
        .map(|gram| gram.0)
        .collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// Share of the shorter one's runs that stand in the other.
pub fn containment(one: &[u64], other: &[u64]) -> f64 {
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if short.is_empty() {
        return 0.0;
    }
    let shared = short
        .iter()
        .filter(|gram| long.binary_search(gram).is_ok())
        .count();
    shared as f64 / short.len() as f64
}

/// All pairs of at least this containment that share one run which is not common.
pub fn pairs(grams: &[Vec<u64>], least: f64) -> Vec<Pair> {
    let mut index: Vec<(u64, u32)> = Vec::new();
    for (place, grams) in (0u32..).zip(grams) {
        index.extend(grams.iter().map(|gram| (*gram, place)));
    }
    index.sort_unstable();
    let postings = |gram: u64| {
        let start = index.partition_point(|entry| entry.0 < gram);
        let end = start + index[start..].partition_point(|entry| entry.0 == gram);
        &index[start..end]
    };
    let mut pairs = Vec::new();
    let mut shared = vec![0usize; grams.len()];
    for (one, mine) in grams.iter().enumerate() {
        let mut touched: Vec<usize> = Vec::new();
        let mut common = 0;
        for &gram in mine {
            let posting = postings(gram);
            if posting.len() > COMMON {
                common += 1;
                continue;
            }
            for other in posting
                .iter()
                .map(|entry| entry.1 as usize)
                .filter(|&o| o > one)
            {
                if shared[other] == 0 {
                    touched.push(other);
                }
                shared[other] += 1;
            }
        }
        for other in touched {
            // What the common runs could add at most.
            let most = shared[other] + common;
            shared[other] = 0;
            let short = mine.len().min(grams[other].len());
            if (most as f64) < least * short as f64 {
                continue;
            }
            let containment = containment(mine, &grams[other]);
            if containment >= least {
                pairs.push(Pair {
                    one,
                    other,
                    containment,
                });
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containment_is_a_share_of_the_shorter() {
        let (short, long) = (
            grams("One two three four five six.\nReuter"),
            grams("Zero one two three four five seven."),
        );
        assert_eq!((short.len(), long.len()), (2, 3));
        assert_eq!(containment(&short, &long), 0.5);
        assert_eq!(containment(&short, &grams("none")), 0.0);
    }

    #[test]
    fn pairs_are_those_of_the_naive_twin() {
        // Texts over a small vocabulary, so that many runs are shared.
        let texts: Vec<Vec<u64>> = (0..60usize)
            .map(|text| {
                let words: Vec<&str> = (0..20)
                    .map(|at| {
                        ["a", "b", "c"][(text / 3 * (at + 1) + at * at + text % 3 * (at / 15)) % 3]
                    })
                    .collect();
                grams(&words.join(" "))
            })
            .collect();
        let found = pairs(&texts, 0.5);
        let mut naive = Vec::new();
        for one in 0..texts.len() {
            for other in one + 1..texts.len() {
                let containment = containment(&texts[one], &texts[other]);
                if containment >= 0.5 {
                    naive.push((one, other));
                }
            }
        }
        let mut found: Vec<(usize, usize)> = found.iter().map(|p| (p.one, p.other)).collect();
        found.sort_unstable();
        assert!(!naive.is_empty());
        assert_eq!(found, naive);
    }
}
