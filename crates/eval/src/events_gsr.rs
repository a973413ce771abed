//! Events: PLOVER's root of marked actors, against the open part of PLOVER's gold records.

use std::ops::Range;
use std::path::Path;

use serde::Deserialize;

use crate::corpus;
use crate::events::{accuracy, macro_f1};

#[derive(Deserialize)]
struct Record {
    id: String,
    event: String,
    markup: String,
}

/// Roots of the older ontology in terms of today's.
const RENAMED: [(&str, &str); 6] = [
    ("DEMAND", "REQUEST"),
    ("DISAPPROVE", "ACCUSE"),
    ("INVESTIGATE", "ACCUSE"),
    ("FIGHT", "ASSAULT"),
    ("RETREAT", "YIELD"),
    ("CONCEDE", "YIELD"),
];

/// Says what is found between the first source and the first target of each record that has both.
pub fn run(path: &Path, misses: bool, json: bool) -> Result<String, String> {
    let records: Vec<Record> = corpus::lines(path, None)?;
    let mut told = String::new();
    let mut pairs: Vec<(&str, Option<&'static str>)> = Vec::new();
    for record in &records {
        let Some((text, source, target)) = unmarked(&record.markup) else {
            continue;
        };
        let renamed = RENAMED.iter().find(|(old, _)| *old == record.event);
        let root = renamed.map_or(record.event.as_str(), |(_, new)| new);
        let found = headwater_reader::event::relation(&text, 0..text.len(), &[source], &[target]);
        let found = found.map(|(root, _)| root.name());
        if misses && found != Some(root) {
            let found = found.unwrap_or("-");
            told += &format!("{} {found} for {root}: {}\n", record.id, record.markup);
        }
        pairs.push((root, found));
    }
    let (f1, right) = (macro_f1(&pairs), accuracy(&pairs));
    if json {
        let value = serde_json::json!({"rows": pairs.len(), "root_f1": f1, "root_accuracy": right});
        return Ok(format!("{value:#}\n"));
    }
    told += &format!(
        "gold records, {} of {} with both actors: root F1 {f1:.3} accuracy {right:.3}\n",
        pairs.len(),
        records.len()
    );
    Ok(told)
}

/// Text without "(SRC: …)" and its like, with the first source and target.
fn unmarked(markup: &str) -> Option<(String, Range<usize>, Range<usize>)> {
    let mut text = String::with_capacity(markup.len());
    let (mut source, mut target) = (None, None);
    // Marks and brackets of the text may stand in one another: which are open, and since where.
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut rest = markup;
    while let Some(at) = rest.find(['(', ')']) {
        text.push_str(&rest[..at]);
        let here = &rest[at..];
        let tags = ["(SRC:", "(TAR:", "(EVT:", "(LOC:"];
        if let Some(tag) = tags.into_iter().find(|tag| here.starts_with(tag)) {
            rest = here[tag.len()..].trim_start();
            open.push((tag, text.len()));
            continue;
        }
        rest = &here[1..];
        if here.starts_with('(') {
            open.push(("", text.len()));
            text.push('(');
            continue;
        }
        match open.pop() {
            Some(("(SRC:", start)) => source = source.or(Some(start..text.len())),
            Some(("(TAR:", start)) => target = target.or(Some(start..text.len())),
            Some(("", _)) | None => text.push(')'),
            Some(_) => {}
        }
    }
    text.push_str(rest);
    let filled = |range: &Range<usize>| !range.is_empty();
    Some((text, source.filter(filled)?, target.filter(filled)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_become_ranges() {
        let (text, source, target) =
            unmarked("(SRC: Kell) (aged 40) (EVT: met (TAR: Ito)) in (LOC: Ostra).").expect("both");
        assert_eq!(text, "Kell (aged 40) met Ito in Ostra.");
        assert_eq!((&text[source], &text[target]), ("Kell", "Ito"));
        assert!(unmarked("(SRC: Kell) left.").is_none());
    }
}
