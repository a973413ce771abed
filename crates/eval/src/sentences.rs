//! Sentences of our own with what a careful reader finds in them: chains of two and more links,
//! and answers that support nothing (refusal, silence, non-confirmation, denial), unnamed voices
//! and the terms of their anonymity. `eval/data/README.md` is the guide they were written by.

mod answers;
mod chains;
mod polnear;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

use headwater::Weights;
use headwater::ingest::{self, Format, Options};
use headwater::model::{Reading, Span, Statement};
use serde::de::DeserializeOwned;

use crate::corpus;
use crate::scores::Tally;
use crate::table::table;

pub use polnear::run as false_chains;

/// One item of a gold file.
trait Item: DeserializeOwned {
    fn id(&self) -> &str;
    fn part(&self) -> u8;
    fn text(&self) -> &str;
    /// Compares a reading with the item; one tally for each kind.
    fn score(&self, reading: &Reading) -> Vec<Scored>;
}

/// What was right, found and there of one kind in one item.
struct Scored {
    kind: String,
    tally: Tally,
    /// What went wrong, in words.
    wrong: Vec<String>,
}

/// Chains of two and more links.
pub fn chains(gold: &Path, misses: bool, reader: Weights, json: bool) -> Result<String, String> {
    run::<chains::Chains>("Edges of chains", gold, misses, reader, json)
}

/// Answers, unnamed voices and terms of anonymity.
pub fn answers(gold: &Path, misses: bool, reader: Weights, json: bool) -> Result<String, String> {
    run::<answers::Answers>("Answers", gold, misses, reader, json)
}

fn run<I: Item>(
    title: &str,
    gold: &Path,
    misses: bool,
    reader: Weights,
    json: bool,
) -> Result<String, String> {
    let items: Vec<I> = corpus::lines(gold, None)?;
    let mut by_part: BTreeMap<String, BTreeMap<String, Tally>> = BTreeMap::new();
    let mut told = String::new();
    for item in &items {
        let reading = read(item.id(), item.text(), reader)?;
        let mut wrong_here = false;
        for scored in item.score(&reading) {
            for part in [format!("part {}", item.part()), "all".to_owned()] {
                let part = by_part.entry(part).or_default();
                part.entry("all".to_owned()).or_default().add(scored.tally);
                part.entry(scored.kind.clone())
                    .or_default()
                    .add(scored.tally);
            }
            for wrong in scored.wrong {
                told += &format!("{} {}: {wrong}\n", item.id(), scored.kind);
                wrong_here = true;
            }
        }
        if wrong_here {
            told += &format!("    {}\n{}", item.text(), shown(&reading));
        }
    }
    if json {
        let figures: BTreeMap<_, BTreeMap<_, _>> = (by_part.into_iter())
            .map(|(part, kinds)| {
                let kinds = kinds
                    .into_iter()
                    .map(|(kind, tally)| (kind, tally.figures()));
                (part, kinds.collect())
            })
            .collect();
        let text = serde_json::to_string_pretty(&figures).map_err(|error| error.to_string())?;
        return Ok(text + "\n");
    }
    let mut out = String::new();
    for (part, kinds) in by_part {
        let rows: Vec<(String, Vec<String>)> = (kinds.into_iter())
            .map(|(kind, tally)| (kind, tally.cells()))
            .collect();
        out += &table(
            &format!("{title}, {part}"),
            &["", "P", "R", "F1", "gold"],
            &rows,
        );
        out.push('\n');
    }
    if misses {
        out += &told;
    }
    Ok(out)
}

/// The names of a chain, from the origin on.
fn chain(statement: &Statement) -> String {
    let links = statement.chain.iter();
    let names: Vec<&str> = links
        .map(|link| link.name.as_deref().unwrap_or("?"))
        .collect();
    names.join(" → ")
}

/// The statements of a reading, a line each.
fn shown(reading: &Reading) -> String {
    let words = |span: &Option<Span>| span.as_ref().map_or("–", |span| &span.text).to_owned();
    let line = |statement: &Statement| {
        format!(
            "      [{}] {} | {} | {}\n",
            chain(statement),
            words(&statement.source),
            words(&statement.cue),
            statement.content[0].text,
        )
    };
    reading.statements.iter().map(line).collect()
}

/// Reads the text of an item as a report with a headline that says nothing.
fn read(id: &str, text: &str, reader: Weights) -> Result<Reading, String> {
    let bytes = format!("News in brief\n\n{text}\n");
    let parsed = ingest::parse(bytes.as_bytes(), Format::Text, id, &Options::default());
    let parsed = parsed.into_iter().next().ok_or("no report")?;
    let report = parsed.map_err(|error| error.to_string())?.report;
    headwater::read(report, reader).map_err(|error| error.to_string())
}

/// Whether the words stand somewhere in the text so that they share a byte with the range.
fn at(text: &str, words: &str, range: &Range<usize>) -> bool {
    let (lower, words) = (text.to_ascii_lowercase(), words.to_ascii_lowercase());
    let mut found = lower.match_indices(&words);
    found.any(|(start, _)| start < range.end && range.start < start + words.len())
}

/// Pairs what was found with what is there, each once, and counts.
fn pair<F, G>(
    found: &[F],
    gold: &[G],
    same: impl Fn(&F, &G) -> bool,
) -> (Tally, Vec<usize>, Vec<usize>) {
    let mut taken = BTreeSet::new();
    let mut extra = Vec::new();
    for (index, one) in found.iter().enumerate() {
        let fits = (0..gold.len()).find(|at| !taken.contains(at) && same(one, &gold[*at]));
        match fits {
            Some(at) => {
                taken.insert(at);
            }
            None => extra.push(index),
        }
    }
    let missed = (0..gold.len()).filter(|at| !taken.contains(at)).collect();
    let tally = Tally {
        right: taken.len(),
        found: found.len(),
        gold: gold.len(),
    };
    (tally, extra, missed)
}
