//! PETRARCH's unit cases: who does what to whom, with its toy dictionaries.

mod coder;
mod names;
mod verbs;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::corpus;
use coder::{Coder, Triple};
use names::Names;
use verbs::Verbs;

#[derive(Deserialize)]
struct Row {
    id: String,
    category: String,
    date: String,
    text: String,
    parse: String,
    events: Vec<Gold>,
    error: Option<String>,
    config: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Gold {
    source: String,
    target: String,
    code: String,
}

/// Triples and sentences of a category.
#[derive(Default, Serialize)]
struct Line {
    sentences: usize,
    /// Sentences with the gold's triples and no other.
    all_right: usize,
    gold: usize,
    found: usize,
    right: usize,
}

impl Line {
    fn share(part: usize, whole: usize) -> f64 {
        part as f64 / whole.max(1) as f64
    }

    fn told(&self, name: &str) -> String {
        let (right, found, gold) = (self.right, self.found, self.gold);
        format!(
            "{name:<9} sentences {:>3}, all right {:.3}  triples: gold {gold:>3} found {found:>3}  P {:.3} R {:.3} F1 {:.3}\n",
            self.sentences,
            Self::share(self.all_right, self.sentences),
            Self::share(right, found),
            Self::share(right, gold),
            Self::share(2 * right, found + gold),
        )
    }
}

/// Codes the cases and says what is right. Cases that ask PETRARCH to refuse its input are left out.
pub fn run(corpus: &Path, misses: bool, json: bool) -> Result<String, String> {
    let rows: Vec<Row> = corpus::lines(corpus, None)?;
    let folder = corpus.with_file_name("petrarch2");
    let table = |name: &str| {
        let path = folder.join(format!("PETR.Validate.{name}.txt"));
        let hint = "the dictionaries belong beside the cases";
        std::fs::read_to_string(&path)
            .map_err(|error| format!("{}: {error}; {hint}", path.display()))
    };
    let coder = Coder {
        names: Names::read(&table("actors")?, &table("agents")?),
        verbs: Verbs::read(&table("verbs")?),
    };
    let mut by_category: BTreeMap<String, Line> = BTreeMap::new();
    let mut told = String::new();
    for row in rows.iter().filter(|row| row.error.is_none()) {
        let gold: BTreeSet<Triple> = (row.events.iter())
            .map(|event| {
                (
                    event.source.clone(),
                    event.target.clone(),
                    event.code.clone(),
                )
            })
            .collect();
        let dyad = row
            .config
            .get("require_dyad")
            .is_none_or(|dyad| dyad != "false");
        let found = coder.triples(&sentence(row), row.date.parse().unwrap_or(0), dyad);
        let right = found.intersection(&gold).count();
        for name in [row.category.as_str(), "all"] {
            let line = by_category.entry(name.to_owned()).or_default();
            line.sentences += 1;
            line.all_right += usize::from(found == gold);
            line.gold += gold.len();
            line.found += found.len();
            line.right += right;
        }
        if misses && found != gold {
            let list = |triples: Vec<&Triple>| {
                let all = triples
                    .iter()
                    .map(|(source, target, code)| format!("{source}>{target} {code}"));
                all.collect::<Vec<_>>().join(", ")
            };
            let lost = list(gold.difference(&found).collect());
            let extra = list(found.difference(&gold).collect());
            told += &format!(
                "{}: lost [{lost}] extra [{extra}]: {}\n",
                row.id,
                sentence(row)
            );
        }
    }
    if json {
        let text = serde_json::to_string_pretty(&by_category).map_err(|error| error.to_string())?;
        return Ok(text + "\n");
    }
    for (name, line) in &by_category {
        told += &line.told(name);
    }
    Ok(told)
}

/// The sentence that was coded. A few texts were changed in the tree only: there the tree's words.
fn sentence(row: &Row) -> String {
    let letters = |text: &str| -> String {
        let kept = text.chars().filter(|c| c.is_alphanumeric());
        kept.flat_map(char::to_lowercase).collect()
    };
    let mut leaves: Vec<&str> = Vec::new();
    for part in row.parse.split('(').filter_map(|part| part.split_once(' ')) {
        let leaf = part.1.split(')').next().unwrap_or("").trim();
        leaves.extend((!leaf.is_empty()).then_some(leaf));
    }
    leaves.retain(|leaf| !leaf.starts_with("-LRB") && !leaf.starts_with("-RRB"));
    let joined = leaves.join(" ");
    if letters(&joined) == letters(&row.text) || leaves.is_empty() {
        return row.text.clone();
    }
    joined
        .replace(" 's", "'s")
        .replace(" ,", ",")
        .replace(" .", ".")
}
