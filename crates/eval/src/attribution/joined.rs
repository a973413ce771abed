//! Whole attributions: source, cue and content joined to one another.
//!
//! Ours are the contents of one cue with that cue and its source; a content without a cue stands
//! alone. Each gold attribution is compared with the one of ours whose content is most like its
//! own, each of ours at most once.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use headwater_encoder::{Role, RoleSpan};
use serde::Serialize;

use crate::scores::{Figures, Ratio, Tally, half_overlap};
use crate::table::table;

/// How whole attributions compare.
#[derive(Clone, Default)]
pub struct Joined {
    /// All three parts word for word.
    exact: Tally,
    /// All three parts by half of their words.
    overlap: Tally,
    /// The content by half of its words.
    content: Tally,
    /// Of those whose content is found: the same source, word for word.
    source_exact: Ratio,
    /// The same source by half of its words.
    source_overlap: Ratio,
    /// The same cue by half of its words.
    cue_overlap: Ratio,
}

#[derive(Default)]
struct Parts {
    source: BTreeSet<usize>,
    cue: BTreeSet<usize>,
    content: BTreeSet<usize>,
}

/// A gold attribution whose content was found.
pub struct Pair {
    /// Which of the article's.
    pub gold: usize,
    /// Whether its source was found, too, by half of its words.
    pub same_source: bool,
}

/// Compares what was found with the gold attributions of one article.
pub fn compare(roles: &[RoleSpan], gold: &[[Vec<Range<usize>>; 3]]) -> (Joined, Vec<Pair>) {
    let ours = ours(roles);
    let set = |pieces: &[Range<usize>]| pieces.iter().cloned().flatten().collect();
    let (places, theirs): (Vec<usize>, Vec<Parts>) = (gold.iter().enumerate())
        .map(|(place, [source, cue, content])| {
            let parts = Parts {
                source: set(source),
                cue: set(cue),
                content: set(content),
            };
            (place, parts)
        })
        .filter(|(_, parts)| !parts.content.is_empty())
        .unzip();
    let mut found = Vec::new();
    let mut joined = Joined::default();
    for tally in [&mut joined.exact, &mut joined.overlap, &mut joined.content] {
        tally.found = ours.len();
        tally.gold = theirs.len();
    }
    for (mine, gold) in pairs(&ours, &theirs) {
        let place = places[gold];
        let (mine, gold) = (&ours[mine], &theirs[gold]);
        let source = half_overlap(&mine.source, &gold.source);
        found.push(Pair {
            gold: place,
            same_source: source,
        });
        let cue = half_overlap(&mine.cue, &gold.cue);
        let same = mine.source == gold.source && mine.cue == gold.cue;
        joined.content.right += 1;
        joined.exact.right += usize::from(same && mine.content == gold.content);
        joined.overlap.right += usize::from(source && cue);
        joined.source_exact.count(mine.source == gold.source);
        joined.source_overlap.count(source);
        joined.cue_overlap.count(cue);
    }
    (joined, found)
}

fn ours(roles: &[RoleSpan]) -> Vec<Parts> {
    let mut by_cue: BTreeMap<usize, Parts> = BTreeMap::new();
    let mut alone = Vec::new();
    for span in roles
        .iter()
        .filter(|span| span.role == Role::Content && !span.words.is_empty())
    {
        let Some((cue, _)) = span.link else {
            alone.push(Parts {
                content: span.words.clone().collect(),
                ..Parts::default()
            });
            continue;
        };
        let parts = by_cue.entry(cue).or_insert_with(|| {
            let source = roles[cue]
                .link
                .map(|(source, _)| roles[source].words.clone());
            Parts {
                cue: roles[cue].words.clone().collect(),
                source: source.into_iter().flatten().collect(),
                content: BTreeSet::new(),
            }
        });
        parts.content.extend(span.words.clone());
    }
    by_cue.into_values().chain(alone).collect()
}

/// Pairs of ours and theirs whose contents agree by half, the most alike first, each once.
fn pairs(ours: &[Parts], theirs: &[Parts]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (mine, found) in ours.iter().enumerate() {
        for (gold, there) in theirs.iter().enumerate() {
            if half_overlap(&found.content, &there.content) {
                let shared = found.content.intersection(&there.content).count();
                let all = found.content.len() + there.content.len() - shared;
                candidates.push((std::cmp::Reverse(1_000_000 * shared / all), mine, gold));
            }
        }
    }
    candidates.sort_unstable();
    let (mut used, mut found) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for (_, mine, gold) in candidates {
        if !used.contains(&mine) && !found.contains(&gold) {
            used.insert(mine);
            found.insert(gold);
            pairs.push((mine, gold));
        }
    }
    pairs
}

impl Joined {
    /// Adds the counts of another article.
    pub fn add(&mut self, other: &Self) {
        self.exact.add(other.exact);
        self.overlap.add(other.overlap);
        self.content.add(other.content);
        let ratios = [
            (&mut self.source_exact, other.source_exact),
            (&mut self.source_overlap, other.source_overlap),
            (&mut self.cue_overlap, other.cue_overlap),
        ];
        for (sum, more) in ratios {
            sum.right += more.right;
            sum.of += more.of;
        }
    }

    /// The counts as tables.
    pub fn tables(&self) -> String {
        let rows = [
            ("all three, word for word", self.exact),
            ("all three, by half of their words", self.overlap),
            ("content, by half of its words", self.content),
        ];
        let rows: Vec<(String, Vec<String>)> = rows
            .into_iter()
            .map(|(name, tally)| (name.to_owned(), tally.cells()))
            .collect();
        let given = [
            ("source, word for word", self.source_exact),
            ("source, by half of its words", self.source_overlap),
            ("cue, by half of its words", self.cue_overlap),
        ];
        let given: Vec<(String, Vec<String>)> = given
            .into_iter()
            .map(|(name, ratio)| (name.to_owned(), ratio.cells()))
            .collect();
        let head = ["", "P", "R", "F1", "gold"];
        table("Attributions", &head, &rows)
            + "\n"
            + &table("Where the content is found", &[], &given)
    }

    /// The counts for JSON.
    pub fn document(&self) -> Document {
        Document {
            exact: self.exact.figures(),
            overlap: self.overlap.figures(),
            content: self.content.figures(),
            source_exact_given_content: self.source_exact,
            source_given_content: self.source_overlap,
            cue_given_content: self.cue_overlap,
        }
    }
}

/// The counts as written to JSON.
#[derive(Serialize)]
pub struct Document {
    exact: Figures,
    overlap: Figures,
    content: Figures,
    source_exact_given_content: Ratio,
    source_given_content: Ratio,
    cue_given_content: Ratio,
}
