//! Trees of sentences: which word each word belongs to, and how.
//!
//! A small network over the reader's states: each word looks over its sentence once more (attention),
//! then chooses its head among the others and the root by a product of both ends (Dozat and Manning
//! 2017), with a learnt score of the distance, and its relation likewise. Relations are those of
//! Universal Dependencies. `training/headwater_training/syntax.py` is the same in PyTorch.

use std::ops::Range;

use crate::linear::Linear;
use crate::spans::Encoding;
use crate::stored::Stored;
use crate::transformer::{Norm, Room, attention, shares};
use crate::trunk::{Trunk, rectify};
use crate::wide::{add, dot};
use crate::{EncoderError, Word};

/// Longer sentences are cut after so many words.
const MOST_WORDS: usize = 160;
/// Heads of the layer of attention.
const HEADS: usize = 4;
/// The relations, in the order of training.
const RELATIONS: [&str; 40] = [
    "acl",
    "advcl",
    "advmod",
    "amod",
    "appos",
    "aux",
    "case",
    "cc",
    "ccomp",
    "compound",
    "conj",
    "cop",
    "csubj",
    "dep",
    "det",
    "discourse",
    "dislocated",
    "expl",
    "fixed",
    "flat",
    "goeswith",
    "iobj",
    "list",
    "mark",
    "nmod",
    "nsubj",
    "nummod",
    "obj",
    "obl",
    "orphan",
    "parataxis",
    "punct",
    "reparandum",
    "root",
    "vocative",
    "xcomp",
    "acl:relcl",
    "aux:pass",
    "nsubj:pass",
    "obl:agent",
];

/// A word of a sentence in its tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Bytes of the report's text. A treebank's word: "3,000", "U.S." and the "'s" of a name are one
    /// each.
    pub range: Range<usize>,
    /// The word that it belongs to, by its place in the tree; nothing for the root.
    pub head: Option<usize>,
    /// Universal Dependencies' name of how it belongs there ("nsubj", "obj", "conj", …); of kinds
    /// behind a colon only `acl:relcl`, `aux:pass`, `nsubj:pass` and `obl:agent`.
    pub relation: &'static str,
    /// How likely the head is the right one, from 0 to 1.
    pub probability: f32,
}

pub(crate) struct Syntax {
    trunk: Trunk,
    looks: Linear,
    seen: Linear,
    seen_norm: Norm,
    up: Linear,
    down: Linear,
    norm: Norm,
    /// The vector of what no word of the sentence is.
    root: Vec<f32>,
    /// A word as what belongs to another and as a head, for the arc and then for its relation, one behind
    /// the other.
    ends: Linear,
    pair: Linear,
    /// How much a word is liked as a head.
    liked: Vec<f32>,
    distance: Vec<f32>,
    relation: Linear,
    relation_of_one: Linear,
}

/// The ends of words, one row a word; the root's stand before those of the words.
struct Ends {
    /// As what belongs to another, times the product's matrix.
    below: Vec<f32>,
    above: Vec<f32>,
    relation_below: Vec<f32>,
    relation_above: Vec<f32>,
}

impl Syntax {
    /// From a safetensors file as `syntax.py` writes it.
    pub fn new(file: &'static [u8]) -> Result<Self, EncoderError> {
        let file = Stored::new("syntax.safetensors", file)?;
        let head = Self {
            trunk: Trunk::new(&file, 2)?,
            looks: Linear::new(&file, "looks")?,
            seen: Linear::new(&file, "seen")?,
            seen_norm: Norm::new(&file, "seen_norm")?,
            up: Linear::new(&file, "up")?,
            down: Linear::new(&file, "down")?,
            norm: Norm::new(&file, "norm")?,
            root: file.floats("root")?,
            ends: Linear::new(&file, "ends")?,
            pair: Linear::new(&file, "pair")?,
            liked: file.floats("liked")?,
            distance: file.floats("distance")?,
            relation: Linear::new(&file, "relation")?,
            relation_of_one: Linear::new(&file, "relation_of_one")?,
        };
        let size = head.trunk.width();
        let (arc, each) = (head.liked.len(), head.relation.inputs());
        let of = |layer: &Linear| [layer.inputs(), layer.outputs()];
        let fits = size.is_multiple_of(2 * HEADS)
            && of(&head.looks) == [size, 3 * size]
            && of(&head.seen) == [size; 2]
            && head.up.inputs() == size
            && of(&head.down) == [head.up.outputs(), size]
            && [head.seen_norm.width(), head.norm.width(), head.root.len()] == [size; 3]
            && of(&head.ends) == [size, 2 * arc + 2 * each]
            && of(&head.pair) == [arc; 2]
            && head.distance.len() % 2 == 1
            && of(&head.relation) == [each, RELATIONS.len() * each]
            && of(&head.relation_of_one) == [2 * each, RELATIONS.len()];
        match fits {
            true => Ok(head),
            false => Err(file.wrong("its layers do not fit")),
        }
    }

    /// The trees of sentences (bytes), one for each, in their order.
    pub fn trees(
        &self,
        text: &str,
        encoding: &Encoding,
        sentences: &[Range<usize>],
    ) -> Result<Vec<Vec<Node>>, EncoderError> {
        let nodes = |sentence: &Range<usize>| {
            let words = encoding.words_in(sentence);
            let mut nodes = nodes(text, &encoding.words[words.clone()], words.start);
            nodes.truncate(MOST_WORDS);
            nodes
        };
        let nodes: Vec<Vec<usize>> = sentences.iter().map(nodes).collect();
        let words = nodes.iter().map(|nodes| nodes.iter().copied());
        let rows = self.trunk.of(encoding, words)?;
        let ends = self.ends(&self.look(rows.numbers, &rows.bounds));
        let trees = (nodes.iter().zip(rows.bounds.windows(2))).map(|(nodes, bound)| {
            let range = |at: usize| {
                // Up to the next node, as long as the words touch.
                let after = nodes.get(at + 1).copied().unwrap_or(encoding.words.len());
                let words = &encoding.words[nodes[at]..after];
                let mut end = words[0].range.end;
                for word in &words[1..] {
                    if word.range.start != end {
                        break;
                    }
                    end = word.range.end;
                }
                words[0].range.start..end
            };
            self.tree(&ends, bound[0]..bound[1], &range)
        });
        Ok(trees.collect())
    }

    /// The words' vectors after they have looked over their sentence; sentences stand between `bounds`.
    fn look(&self, mut words: Vec<f32>, bounds: &[usize]) -> Vec<f32> {
        let size = self.root.len();
        let mut normed = words.clone();
        self.seen_norm.of(&mut normed);
        let looks = self.looks.of_rows(&normed);
        let mut room = Room::default();
        let mut seen = Vec::with_capacity(words.len());
        for bound in bounds.windows(2).filter(|bound| bound[0] < bound[1]) {
            room.looks.clear();
            (room.looks).extend_from_slice(&looks[3 * bound[0] * size..3 * bound[1] * size]);
            attention(size, HEADS, &mut room);
            seen.extend_from_slice(&room.seen);
        }
        add(&mut words, &self.seen.of_rows(&seen));
        normed.clone_from(&words);
        self.norm.of(&mut normed);
        let mut inner = self.up.of_rows(&normed);
        inner.iter_mut().for_each(rectify);
        add(&mut words, &self.down.of_rows(&inner));
        words
    }

    fn ends(&self, words: &[f32]) -> Ends {
        let (arc, each) = (self.liked.len(), self.relation.inputs());
        let mut all = self.ends.of_rows(&[&self.root, words].concat());
        all.iter_mut().for_each(rectify);
        let columns = |columns: Range<usize>| -> Vec<f32> {
            let rows = all.chunks_exact(self.ends.outputs());
            rows.flat_map(|row| &row[columns.clone()])
                .copied()
                .collect()
        };
        Ends {
            below: self.pair.of_rows(&columns(0..arc)),
            above: columns(arc..2 * arc),
            relation_below: columns(2 * arc..2 * arc + each),
            relation_above: columns(2 * arc + each..2 * arc + 2 * each),
        }
    }

    /// The tree of the sentence in rows `words`.
    fn tree(
        &self,
        ends: &Ends,
        words: Range<usize>,
        range: &dyn Fn(usize) -> Range<usize>,
    ) -> Vec<Node> {
        let (arc, count) = (self.liked.len(), words.len());
        // The root's row stands before all others; the sentence's first word is its head number 1.
        let row = |head: usize| if head == 0 { 0 } else { words.start + head };
        let above = |head: usize| &ends.above[row(head) * arc..][..arc];
        let liked: Vec<f32> = (0..=count)
            .map(|head| dot(above(head), &self.liked))
            .collect();
        let reach = self.distance.len() / 2;
        let mut scores = vec![0.0; count * (count + 1)];
        for (word, scores) in scores.chunks_exact_mut(count + 1).enumerate() {
            let below = &ends.below[row(word + 1) * arc..][..arc];
            for (head, score) in scores.iter_mut().enumerate() {
                let gap = (head + reach).saturating_sub(word + 1).min(2 * reach);
                *score = match head {
                    head if head == word + 1 => f32::NEG_INFINITY,
                    0 => dot(below, above(0)) + liked[0],
                    _ => dot(below, above(head)) + liked[head] + self.distance[gap],
                };
            }
        }
        let heads = heads(&scores, count);
        for row in scores.chunks_exact_mut(count + 1) {
            shares(row, 1.0);
        }
        let rows: Vec<(usize, usize)> = (heads.iter().enumerate())
            .map(|(word, head)| (row(word + 1), row(*head)))
            .collect();
        (heads.iter().zip(self.relations(ends, &rows)).enumerate())
            .map(|(word, (&head, relation))| Node {
                range: range(word),
                head: head.checked_sub(1),
                relation: RELATIONS[relation],
                probability: scores[word * (count + 1) + head],
            })
            .collect()
    }

    /// The likeliest relation of each pair of rows: a word's and its head's.
    fn relations(&self, ends: &Ends, rows: &[(usize, usize)]) -> Vec<usize> {
        let each = self.relation.inputs();
        let below = |row: usize| &ends.relation_below[row * each..][..each];
        let above = |row: usize| &ends.relation_above[row * each..][..each];
        let both: Vec<f32> = (rows.iter())
            .flat_map(|(word, head)| below(*word).iter().chain(above(*head)))
            .copied()
            .collect();
        let alone = self.relation_of_one.of_rows(&both);
        let crossed = self
            .relation
            .of_each(rows.iter().map(|(word, _)| below(*word)));
        let alone = alone.chunks_exact(RELATIONS.len());
        let crossed = crossed.chunks_exact(RELATIONS.len() * each);
        (rows.iter().zip(alone).zip(crossed))
            .map(|(((_, head), alone), crossed)| {
                let crossed = crossed.chunks_exact(each).zip(alone);
                let scores = crossed.map(|(crossed, alone)| dot(crossed, above(*head)) + alone);
                best(scores).map_or(0, |(at, _)| at)
            })
            .collect()
    }
}

/// The first of the largest numbers and its place.
fn best(numbers: impl Iterator<Item = f32>) -> Option<(usize, f32)> {
    (numbers.enumerate()).reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// Each word's head (0 is the root) out of scores [words × root and words]: the best of each, one root,
/// circles broken where it costs least.
fn heads(scores: &[f32], count: usize) -> Vec<usize> {
    let row = |word: usize| &scores[word * (count + 1)..(word + 1) * (count + 1)];
    let root = best((0..count).map(|word| row(word)[0])).map_or(0, |(word, _)| word);
    let choose = |word: usize, free: &dyn Fn(usize) -> bool| match word == root {
        true => Some((0, f32::INFINITY)),
        false => {
            let open = (1..=count)
                .filter(|head| free(*head))
                .map(|head| (head, row(word)[head]));
            open.reduce(|best, next| if next.1 > best.1 { next } else { best })
        }
    };
    let mut heads: Vec<usize> = (0..count)
        .map(|word| choose(word, &|_| true).map_or(0, |(head, _)| head))
        .collect();
    for _ in 0..count {
        let circle = circle(&heads);
        if circle.is_empty() {
            break;
        }
        let ways = circle.iter().filter_map(|&word| {
            let (head, score) = choose(word, &|head| !circle.contains(&(head - 1)))?;
            Some((row(word)[heads[word]] - score, word, head))
        });
        let Some((_, word, head)) =
            ways.reduce(|best, next| if next.0 < best.0 { next } else { best })
        else {
            break;
        };
        heads[word] = head;
    }
    heads
}

/// Words that are each other's heads in a circle; nothing where there is none.
fn circle(heads: &[usize]) -> Vec<usize> {
    let mut seen = vec![0; heads.len()];
    for start in 0..heads.len() {
        let (mut path, mut word) = (Vec::new(), start);
        while seen[word] == 0 {
            seen[word] = start + 1;
            path.push(word);
            match heads[word].checked_sub(1) {
                Some(head) => word = head,
                None => break,
            }
        }
        let closes = heads[*path.last().unwrap_or(&word)] == word + 1 && seen[word] == start + 1;
        if closes && let Some(at) = path.iter().position(|&other| other == word) {
            return path.split_off(at);
        }
    }
    Vec::new()
}

/// The reader's words that a treebank would begin a word at, by their index.
///
/// The reader parts at every mark; a treebank keeps numbers, abbreviations and what stands behind an
/// apostrophe together.
fn nodes(text: &str, words: &[Word], first: usize) -> Vec<usize> {
    let of = |at: usize| {
        words
            .get(at)
            .and_then(|word| text.get(word.range.clone()))
            .unwrap_or_default()
    };
    let glued =
        |at: usize| at > 0 && at < words.len() && words[at - 1].range.end == words[at].range.start;
    let digits = |at: usize| of(at).starts_with(|c: char| c.is_ascii_digit());
    let letters = |at: usize| of(at).starts_with(char::is_alphabetic);
    let apostrophe = |at: usize| matches!(of(at), "'" | "’");
    let within_number = |at: usize| {
        matches!(of(at), "," | "." | ":")
            && glued(at)
            && glued(at + 1)
            && digits(at - 1)
            && digits(at + 1)
    };
    let initial = |at: usize| of(at).chars().count() == 1 && of(at).starts_with(char::is_uppercase);
    let titles = [
        "mr", "mrs", "ms", "dr", "gen", "sen", "rep", "gov", "st", "sgt", "lt", "col", "capt",
        "prof", "jr", "sr", "inc", "corp", "co", "ltd",
    ];
    let stops = |at: usize| {
        of(at) == "."
            && glued(at)
            && (initial(at - 1) || titles.contains(&of(at - 1).to_lowercase().as_str()))
    };
    let goes_on = |at: usize| {
        within_number(at)
            || at > 0 && glued(at) && within_number(at - 1)
            || stops(at)
            || at > 1 && glued(at) && initial(at) && stops(at - 1)
            // "Ann's": the apostrophe begins the word; "O'Hara": it goes on.
            || apostrophe(at) && glued(at) && glued(at + 1) && letters(at - 1) && of(at + 1).len() > 2
            || at > 0 && glued(at) && letters(at) && apostrophe(at - 1) && at > 1 && glued(at - 1) && letters(at - 2)
    };
    (0..words.len())
        .filter(|at| !goes_on(*at))
        .map(|at| first + at)
        .collect()
}
