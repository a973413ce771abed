//! Events: PLOVER's root of marked pairs of actors against PLV.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use headwater_model::EventRoot;
use serde::{Deserialize, Serialize};

use crate::corpus;

#[derive(Deserialize)]
struct Row {
    id: String,
    text: String,
    marked: String,
    source_spans: Vec<Marked>,
    target_spans: Vec<Marked>,
    root: String,
    quad: u8,
    zsp: BTreeMap<String, serde_json::Value>,
}

/// A marked actor, in characters.
#[derive(Deserialize)]
struct Marked {
    start: usize,
    end: usize,
}

/// Right answers of one system on one half.
#[derive(Serialize)]
struct Line {
    half: &'static str,
    system: &'static str,
    rows: usize,
    root_f1: f64,
    root_accuracy: f64,
    quad_f1: f64,
    quad_accuracy: f64,
}

/// Says what is found between marked actors, on the half that rules were tuned with (lines 0, 2,
/// 4 …) and on the half that nobody looked at (lines 1, 3, 5 …).
pub fn plv(path: &Path, misses: bool, json: bool) -> Result<String, String> {
    let rows: Vec<Row> = corpus::lines(path, None)?;
    let mut lines = Vec::new();
    let mut told = String::new();
    for (half, first) in [("tuned with", 0), ("held", 1)] {
        let of: Vec<&Row> = rows.iter().skip(first).step_by(2).collect();
        let ours: Vec<Answer> = of.iter().map(|row| ours(row)).collect();
        let theirs: Vec<Answer> = of.iter().map(|row| theirs(row)).collect();
        lines.push(line(half, "headwater", &of, &ours));
        lines.push(line(half, "RoBERTa-MNLI zero-shot (ZSP)", &of, &theirs));
        if misses && first == 0 {
            for (row, (root, _)) in of.iter().zip(&ours) {
                if root.as_deref() != Some(row.root.as_str()) {
                    let root = root.as_deref().unwrap_or("-");
                    told += &format!("{} {} for {}: {}\n", row.id, root, row.root, row.marked);
                }
            }
        }
    }
    if json {
        let text = serde_json::to_string_pretty(&lines).map_err(|error| error.to_string())?;
        return Ok(text + "\n");
    }
    for line in &lines {
        told += &format!(
            "{:<11} {:<30} rows {:>4}  root F1 {:.3} accuracy {:.3}  quad F1 {:.3} accuracy {:.3}\n",
            line.half,
            line.system,
            line.rows,
            line.root_f1,
            line.root_accuracy,
            line.quad_f1,
            line.quad_accuracy
        );
    }
    Ok(told)
}

/// Root and quad.
type Answer = (Option<String>, Option<String>);

fn ours(row: &Row) -> Answer {
    let bytes: Vec<usize> = (row.text.char_indices().map(|(byte, _)| byte))
        .chain([row.text.len()])
        .collect();
    let ranges = |marked: &[Marked]| -> Vec<Range<usize>> {
        let cut = |one: &Marked| Some(*bytes.get(one.start)?..*bytes.get(one.end)?);
        marked.iter().filter_map(cut).collect()
    };
    let (source, target) = (ranges(&row.source_spans), ranges(&row.target_spans));
    let found = headwater_reader::event::relation(&row.text, 0..row.text.len(), &source, &target);
    let root = found.map(|(root, _)| root);
    (
        root.map(|root| root.name().to_owned()),
        root.map(|root: EventRoot| root.quad().to_string()),
    )
}

fn theirs(row: &Row) -> Answer {
    let text = |key: &str| {
        let value = row.zsp.get(key)?;
        let own = value.as_str().map(str::to_owned);
        own.or_else(|| Some(value.to_string()))
    };
    (text("root_L2"), text("quad_L2"))
}

fn line(half: &'static str, system: &'static str, rows: &[&Row], answers: &[Answer]) -> Line {
    let quads: Vec<String> = rows.iter().map(|row| row.quad.to_string()).collect();
    let roots = rows.iter().map(|row| row.root.as_str());
    let root: Vec<_> = roots
        .zip(answers.iter().map(|(root, _)| root.as_deref()))
        .collect();
    let quads = quads.iter().map(String::as_str);
    let quad: Vec<_> = quads
        .zip(answers.iter().map(|(_, quad)| quad.as_deref()))
        .collect();
    Line {
        half,
        system,
        rows: rows.len(),
        root_f1: macro_f1(&root),
        root_accuracy: accuracy(&root),
        quad_f1: macro_f1(&quad),
        quad_accuracy: accuracy(&quad),
    }
}

/// F1 of each class of the gold, averaged. An answer that is missing is found by no class.
fn macro_f1(pairs: &[(&str, Option<&str>)]) -> f64 {
    let mut by_class: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for (gold, answer) in pairs {
        by_class.entry(gold).or_default()[2] += 1;
        if let Some(answer) = answer {
            by_class.entry(answer).or_default()[1] += 1;
            by_class.entry(gold).or_default()[0] += usize::from(answer == gold);
        }
    }
    by_class.retain(|_, [_, _, gold]| *gold > 0);
    let f1 = |[right, found, gold]: &[usize; 3]| 2.0 * *right as f64 / (found + gold) as f64;
    by_class.values().map(f1).sum::<f64>() / by_class.len().max(1) as f64
}

fn accuracy(pairs: &[(&str, Option<&str>)]) -> f64 {
    let right = pairs.iter().filter(|(gold, answer)| Some(*gold) == *answer);
    right.count() as f64 / pairs.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_counts_as_much_as_another() {
        let pairs = [("A", Some("A")), ("A", Some("A")), ("B", None)];
        assert!((macro_f1(&pairs) - 0.5).abs() < 1e-12);
        assert!((accuracy(&pairs) - 2.0 / 3.0).abs() < 1e-12);
    }
}
