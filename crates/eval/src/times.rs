//! Times against TempEval-3's TimeBank and AQUAINT, and WikiWars: spans, values and types.
//!
//! As TempEval-3 scores: *strict* counts spans with the same bytes, *relaxed* those that overlap;
//! *value* counts relaxed hits whose TIMEX3 value is the same string, against all that is found and
//! marked; *type* is the share of relaxed hits with the same type. An expression of the gold counts
//! once, and so does one of ours. TIMEX3 has no ranges: "from 10 to 13 September" is two
//! expressions there, and a range of ours is taken apart at its joint before it is compared.
//! Expressions that are marked inside another one are left out.
//!
//! The documents are split by their place in the file: rules were tuned on those with an even
//! index, the first being 0; the others were only measured.

mod cases;

use std::ops::Range;
use std::path::{Path, PathBuf};

use headwater::model::{Time, TimeKind};
use headwater_reader::time::times;
use serde::{Deserialize, Serialize};

use crate::corpus::{self, Characters, Offsets};
use crate::scores::Tally;
use crate::table::table;

pub use cases::run as cases;

#[derive(Deserialize)]
struct Document {
    dct: Option<String>,
    text: String,
    timexes: Vec<Timex>,
}

#[derive(Deserialize)]
struct Timex {
    #[serde(flatten)]
    place: Characters,
    #[serde(rename = "type")]
    kind: Option<String>,
    value: Option<String>,
    #[serde(default)]
    nested: bool,
}

/// One expression, of the gold or ours.
struct Marked {
    range: Range<usize>,
    value: Option<String>,
    kind: String,
}

/// What was right in some documents.
#[derive(Clone, Copy, Default)]
struct Scores {
    documents: usize,
    strict: Tally,
    relaxed: Tally,
    value: Tally,
    kind: usize,
}

impl Scores {
    fn add(&mut self, other: Self) {
        self.documents += other.documents;
        self.strict.add(other.strict);
        self.relaxed.add(other.relaxed);
        self.value.add(other.value);
        self.kind += other.kind;
    }
}

#[derive(Serialize)]
struct Row {
    corpus: String,
    half: &'static str,
    documents: usize,
    marked: usize,
    precision: f64,
    recall: f64,
    relaxed_f1: f64,
    strict_f1: f64,
    value_f1: f64,
    type_accuracy: f64,
}

const HALVES: [&str; 3] = ["even (tuned on)", "odd", "all"];

/// Reads the documents of each file and compares.
pub fn run(corpora: &[PathBuf], json: bool) -> Result<String, String> {
    let mut rows = Vec::new();
    for path in corpora {
        let documents: Vec<Document> = corpus::lines(path, None)?;
        let mut halves = [Scores::default(); 3];
        for (index, document) in documents.iter().enumerate() {
            let scores = score(document);
            halves[index % 2].add(scores);
            halves[2].add(scores);
        }
        rows.extend(
            HALVES
                .into_iter()
                .zip(halves)
                .map(|(half, scores)| row(path, half, scores)),
        );
    }
    if json {
        let text = serde_json::to_string_pretty(&rows).map_err(|error| error.to_string())?;
        return Ok(text + "\n");
    }
    let lines: Vec<(String, Vec<String>)> = rows.iter().map(cells).collect();
    let head = [
        "", "docs", "marked", "P", "R", "relaxed", "strict", "value", "type",
    ];
    Ok(table("Times (F1, but for P, R and type)", &head, &lines))
}

fn row(path: &Path, half: &'static str, scores: Scores) -> Row {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    Row {
        corpus: name.into_owned(),
        half,
        documents: scores.documents,
        marked: scores.relaxed.gold,
        precision: scores.relaxed.precision(),
        recall: scores.relaxed.recall(),
        relaxed_f1: scores.relaxed.f1(),
        strict_f1: scores.strict.f1(),
        value_f1: scores.value.f1(),
        type_accuracy: scores.kind as f64 / scores.relaxed.right.max(1) as f64,
    }
}

fn cells(row: &Row) -> (String, Vec<String>) {
    let share = |value: f64| format!("{:.1}", 100.0 * value);
    let cells = vec![
        row.documents.to_string(),
        row.marked.to_string(),
        share(row.precision),
        share(row.recall),
        share(row.relaxed_f1),
        share(row.strict_f1),
        share(row.value_f1),
        share(row.type_accuracy),
    ];
    (format!("{}, {}", row.corpus, row.half), cells)
}

fn score(document: &Document) -> Scores {
    let text = &document.text;
    let sentences = headwater_text::sentences(text, 0..text.len());
    let found: Vec<Marked> = times(text, &sentences, document.dct.as_deref())
        .iter()
        .flat_map(ends)
        .collect();
    let offsets = Offsets::of(text);
    let gold = (document.timexes.iter()).filter(|timex| !timex.nested);
    let gold: Vec<Marked> = gold
        .map(|timex| Marked {
            range: offsets.bytes(timex.place),
            value: timex.value.clone(),
            kind: timex.kind.clone().unwrap_or_default(),
        })
        .collect();
    compare(&found, &gold)
}

fn compare(found: &[Marked], gold: &[Marked]) -> Scores {
    let mut taken = vec![false; found.len()];
    let (mut strict, mut relaxed, mut value, mut kind) = (0, 0, 0, 0);
    for marked in gold {
        let common = |ours: &Marked| {
            let end = ours.range.end.min(marked.range.end);
            end.saturating_sub(ours.range.start.max(marked.range.start))
        };
        let best = (0..found.len())
            .filter(|at| !taken[*at] && common(&found[*at]) > 0)
            .max_by_key(|at| common(&found[*at]));
        let Some(at) = best else {
            continue;
        };
        taken[at] = true;
        relaxed += 1;
        strict += usize::from(found[at].range == marked.range);
        value += usize::from(marked.value.is_some() && found[at].value == marked.value);
        kind += usize::from(found[at].kind == marked.kind);
    }
    let tally = |right| Tally {
        right,
        found: found.len(),
        gold: gold.len(),
    };
    Scores {
        documents: 1,
        strict: tally(strict),
        relaxed: tally(relaxed),
        value: tally(value),
        kind,
    }
}

/// A time as TIMEX3 has it: a range is its two ends.
fn ends(time: &Time) -> Vec<Marked> {
    let kind = match time.kind {
        TimeKind::Date => "DATE",
        TimeKind::Time => "TIME",
        TimeKind::Duration => "DURATION",
        TimeKind::Set => "SET",
    };
    let marked = |range: Range<usize>, value: Option<&str>| Marked {
        range,
        value: value.map(str::to_owned),
        kind: kind.to_owned(),
    };
    let values = time
        .value
        .as_deref()
        .and_then(|value| value.split_once('/'));
    let words = &time.span.text;
    let joint = [" to ", " and ", " through ", " until ", " till ", "–", "-"]
        .into_iter()
        .find_map(|joint| Some((words.find(joint)?, joint.len())));
    match (values, joint) {
        (Some((from, to)), Some((at, length))) => {
            let start = time.span.start;
            vec![
                marked(start..start + at, Some(from)),
                marked(start + at + length..time.span.end, Some(to)),
            ]
        }
        _ => vec![marked(time.span.range(), time.value.as_deref())],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_counts_as_its_two_ends() {
        let text = "It runs from 10 to 13 September.".to_owned();
        let document = Document {
            dct: Some("2023-09-05".to_owned()),
            timexes: Vec::new(),
            text,
        };
        let sentences = headwater_text::sentences(&document.text, 0..document.text.len());
        let found = times(&document.text, &sentences, document.dct.as_deref());
        let ends = ends(&found[0]);
        assert_eq!(&document.text[ends[0].range.clone()], "10");
        assert_eq!(&document.text[ends[1].range.clone()], "13 September");
        assert_eq!(ends[1].value.as_deref(), Some("2023-09-13"));
    }

    #[test]
    fn an_expression_counts_once() {
        let marked = |range| Marked {
            range,
            value: Some("2023".to_owned()),
            kind: "DATE".to_owned(),
        };
        let scores = compare(&[marked(0..9)], &[marked(0..4), marked(5..9)]);
        assert_eq!(scores.relaxed.right, 1);
        assert_eq!(scores.strict.right, 0);
        assert_eq!(scores.value.right, 1);
    }
}
