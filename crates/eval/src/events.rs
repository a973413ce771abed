//! Events: PLOVER's root of marked pairs of actors, against PLV and sentences of our own.

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

/// The same on sentences of our own that the rules were written with: a check that nothing breaks,
/// no figure of quality.
pub fn own(path: &Path, misses: bool, json: bool) -> Result<String, String> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("{}: {error}; run in the repository root", path.display()))?;
    let mut pairs: Vec<(&str, Option<&'static str>)> = Vec::new();
    let mut told = String::new();
    let lines = text.lines().enumerate();
    for (number, line) in lines.filter(|(_, line)| !line.starts_with('#')) {
        let wrong = || format!("{}:{}: no root and marked pair", path.display(), number + 1);
        let (root, marked) = line.split_once('\t').ok_or_else(wrong)?;
        let (text, source, target) = unmarked(marked).ok_or_else(wrong)?;
        let found = headwater_reader::event::relation(&text, 0..text.len(), &[source], &[target]);
        let found = found.map(|(root, _)| root.name());
        if misses && found != Some(root) {
            told += &format!("{} for {root}: {marked}\n", found.unwrap_or("-"));
        }
        pairs.push((root, found));
    }
    let (f1, right) = (macro_f1(&pairs), accuracy(&pairs));
    if json {
        let value = serde_json::json!({"rows": pairs.len(), "root_f1": f1, "root_accuracy": right});
        return Ok(format!("{value:#}\n"));
    }
    told += &format!(
        "own sentences, {} rows: root F1 {f1:.3} accuracy {right:.3}\n",
        pairs.len()
    );
    Ok(told)
}

/// A sentence with `[[source]]` and `{{target}}` as text and byte ranges.
fn unmarked(marked: &str) -> Option<(String, Range<usize>, Range<usize>)> {
    let mut text = String::with_capacity(marked.len());
    let (mut source, mut target) = (None, None);
    let mut rest = marked;
    while let Some(at) = rest.find(['[', '{']) {
        text.push_str(&rest[..at]);
        let (close, slot) = match rest[at..].get(..2)? {
            "[[" => ("]]", &mut source),
            "{{" => ("}}", &mut target),
            _ => return None,
        };
        let inside = &rest[at + 2..];
        let end = inside.find(close)?;
        let start = text.len();
        text.push_str(&inside[..end]);
        *slot = Some(start..text.len());
        rest = &inside[end + 2..];
    }
    text.push_str(rest);
    Some((text, source?, target?))
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
pub fn macro_f1(pairs: &[(&str, Option<&str>)]) -> f64 {
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

/// Share of right answers.
pub fn accuracy(pairs: &[(&str, Option<&str>)]) -> f64 {
    let right = pairs.iter().filter(|(gold, answer)| Some(*gold) == *answer);
    right.count() as f64 / pairs.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_ranges() {
        let (text, source, target) = unmarked("On Monday [[Kell]] hit {{Ito}}.").expect("marked");
        assert_eq!((&text[source], &text[target]), ("Kell", "Ito"));
        assert!(unmarked("nobody").is_none());
    }

    #[test]
    fn a_class_counts_as_much_as_another() {
        let pairs = [("A", Some("A")), ("A", Some("A")), ("B", None)];
        assert!((macro_f1(&pairs) - 0.5).abs() < 1e-12);
        assert!((accuracy(&pairs) - 2.0 / 3.0).abs() < 1e-12);
    }
}
