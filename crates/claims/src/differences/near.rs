//! Statements in nearly the same words, and where they part.

use std::collections::BTreeMap;
use std::ops::Range;

use super::side::Side;

/// Share of the words of both (Dice's coefficient) that must stand in both in the same order.
const NEAR: f32 = 0.6;
/// Or share of the shorter one's words, where it has [`ENOUGH`].
const HELD: f32 = 0.8;
const ENOUGH: usize = 4;
/// Words that tell something which two must share at least; one is enough for those that are [`ALL_BUT_SAME`].
const LEAST: usize = 2;
const ALL_BUT_SAME: f32 = 0.75;
/// Each statement is aligned with so many others at most, the most alike.
const MOST: usize = 12;

/// Two statements in nearly the same words.
pub(super) struct Pair {
    /// Numbers of the sides, `a < b`.
    pub a: usize,
    pub b: usize,
    /// Words of one in the place of words of the other, either may be none.
    pub gaps: Vec<Gap>,
    /// Share of the words of both that stand in both.
    pub share: f32,
}

/// Where they part: numbers of words of either.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    pub a: Range<usize>,
    pub b: Range<usize>,
}

/// The near pairs, in order.
pub(super) fn pairs(sides: &[Side<'_>]) -> Vec<Pair> {
    let mut number: BTreeMap<&str, usize> = BTreeMap::new();
    let bags: Vec<Vec<usize>> = (sides.iter())
        .map(|side| {
            let stems = side.words.iter().map(|word| {
                let next = number.len();
                *number.entry(&word.stem).or_insert(next)
            });
            let mut bag: Vec<usize> = stems.collect();
            bag.sort_unstable();
            bag
        })
        .collect();
    let mut near = Vec::new();
    for b in 1..sides.len() {
        let mut alike: Vec<(usize, usize)> = (0..b)
            .filter_map(|a| {
                let shared = shared(&bags[a], &bags[b]);
                is_near(shared, bags[a].len(), bags[b].len()).then_some((shared, a))
            })
            .collect();
        // The most alike first, the earlier ones among equals.
        alike.sort_by_key(|&(shared, a)| (std::cmp::Reverse(shared), a));
        near.extend(
            alike
                .into_iter()
                .take(MOST)
                .filter_map(|(_, a)| pair(sides, a, b)),
        );
    }
    near
}

/// How many words two sorted bags have in common.
fn shared(a: &[usize], b: &[usize]) -> usize {
    let (mut x, mut y, mut shared) = (0, 0, 0);
    while x < a.len() && y < b.len() {
        match a[x].cmp(&b[y]) {
            std::cmp::Ordering::Less => x += 1,
            std::cmp::Ordering::Greater => y += 1,
            std::cmp::Ordering::Equal => (x, y, shared) = (x + 1, y + 1, shared + 1),
        }
    }
    shared
}

fn is_near(shared: usize, a: usize, b: usize) -> bool {
    let dice = 2.0 * shared as f32 / (a + b).max(1) as f32;
    let shorter = a.min(b);
    dice >= NEAR || (shorter >= ENOUGH && shared as f32 / shorter as f32 >= HELD)
}

fn pair(sides: &[Side<'_>], a: usize, b: usize) -> Option<Pair> {
    let (one, other) = (&sides[a].words, &sides[b].words);
    let same = |x: usize, y: usize| one[x].stem == other[y].stem;
    let matched = longest(one.len(), other.len(), same);
    let telling = matched.iter().filter(|(x, _)| one[*x].tells()).count();
    let share = 2.0 * matched.len() as f32 / (one.len() + other.len()).max(1) as f32;
    let least = if share >= ALL_BUT_SAME { 1 } else { LEAST };
    if telling < least || !is_near(matched.len(), one.len(), other.len()) {
        return None;
    }
    let mut gaps = Vec::new();
    let (mut x, mut y) = (0, 0);
    for &(next_x, next_y) in matched.iter().chain([&(one.len(), other.len())]) {
        if x < next_x || y < next_y {
            gaps.push(Gap {
                a: x..next_x,
                b: y..next_y,
            });
        }
        (x, y) = (next_x + 1, next_y + 1);
    }
    Some(Pair { a, b, gaps, share })
}

/// The longest common subsequence, as pairs of places.
fn longest(a: usize, b: usize, same: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let width = b + 1;
    let mut length = vec![0_u16; (a + 1) * width];
    for x in (0..a).rev() {
        for y in (0..b).rev() {
            length[x * width + y] = if same(x, y) {
                length[(x + 1) * width + y + 1] + 1
            } else {
                length[(x + 1) * width + y].max(length[x * width + y + 1])
            };
        }
    }
    let (mut x, mut y) = (0, 0);
    let mut matched = Vec::new();
    while x < a && y < b {
        if same(x, y) {
            matched.push((x, y));
            (x, y) = (x + 1, y + 1);
        } else if length[(x + 1) * width + y] >= length[x * width + y + 1] {
            x += 1;
        } else {
            y += 1;
        }
    }
    matched
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_both_in_one_order_is_found() {
        let (a, b) = (
            ["the", "red", "ship", "sank"],
            ["the", "ship", "sank", "late"],
        );
        let matched = longest(4, 4, |x, y| a[x] == b[y]);
        assert_eq!(matched, [(0, 0), (2, 1), (3, 2)]);
    }
}
