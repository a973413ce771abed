//! Sentences of our own with the times a careful reader finds in them: ranges, planned visits,
//! reports without a date, and what only looks like a time. `eval/data/README.md` tells their form.

use std::collections::BTreeMap;
use std::path::Path;

use headwater::model::{Time, TimeModifier};
use headwater_reader::time::times;
use serde::{Deserialize, Deserializer};

use crate::corpus;
use crate::table::table;

#[derive(Deserialize)]
struct Case {
    id: String,
    kind: String,
    published: Option<String>,
    text: String,
    times: Vec<Expected>,
}

/// What a time must be; a field that is not there may be anything, `null` must be nothing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    text: String,
    #[serde(default, deserialize_with = "given")]
    value: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    from: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    to: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    zone: Option<Option<String>>,
    modifier: Option<TimeModifier>,
}

/// Tells a field that is `null` from one that is missing.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Reads the cases and tells how many are right, by kind.
pub fn run(path: &Path, json: bool) -> Result<String, String> {
    let cases: Vec<Case> = corpus::lines(path, None)?;
    let mut by_kind: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut wrong = String::new();
    for case in &cases {
        let misses = misses(case);
        for kind in [case.kind.as_str(), "all"] {
            let (right, all) = by_kind.entry(kind).or_default();
            *right += usize::from(misses.is_empty());
            *all += 1;
        }
        for miss in misses {
            wrong += &format!("{}: {miss}\n    {}\n", case.id, case.text);
        }
    }
    if json {
        let text = serde_json::to_string_pretty(&by_kind).map_err(|error| error.to_string())?;
        return Ok(text + "\n");
    }
    let rows: Vec<(String, Vec<String>)> = by_kind
        .iter()
        .map(|(kind, (right, all))| ((*kind).to_owned(), vec![right.to_string(), all.to_string()]))
        .collect();
    Ok(wrong
        + &table(
            "Times in sentences of our own",
            &["", "right", "cases"],
            &rows,
        ))
}

/// What is wrong in a case, in words.
fn misses(case: &Case) -> Vec<String> {
    let sentences = headwater_text::sentences(&case.text, 0..case.text.len());
    let found = times(&case.text, &sentences, case.published.as_deref());
    if found.len() != case.times.len() {
        let words: Vec<&str> = found.iter().map(|time| time.span.text.as_str()).collect();
        return vec![format!("found {words:?}")];
    }
    let pairs = found.iter().zip(&case.times);
    pairs
        .flat_map(|(time, expected)| differences(time, expected))
        .collect()
}

fn differences(time: &Time, expected: &Expected) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut check = |name: &str, found: Option<&str>, wanted: &Option<Option<String>>| {
        if let Some(wanted) = wanted
            && found != wanted.as_deref()
        {
            wrong.push(format!(
                "{name} of {:?} is {found:?}, not {wanted:?}",
                expected.text
            ));
        }
    };
    check(
        "words",
        Some(&time.span.text),
        &Some(Some(expected.text.clone())),
    );
    check("value", time.value.as_deref(), &expected.value);
    check("from", time.from.as_deref(), &expected.from);
    check("to", time.to.as_deref(), &expected.to);
    check("zone", time.zone.as_deref(), &expected.zone);
    if expected.modifier.is_some() && time.modifier != expected.modifier {
        wrong.push(format!(
            "modifier of {:?} is {:?}",
            expected.text, time.modifier
        ));
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_sentences_are_read_right() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../eval/data/times.jsonl");
        let cases: Vec<Case> = corpus::lines(Path::new(path), None).expect("the cases");
        assert!(cases.len() >= 120);
        let wrong: Vec<String> = (cases.iter())
            .flat_map(|case| {
                misses(case)
                    .into_iter()
                    .map(|miss| format!("{}: {miss}", case.id))
            })
            .collect();
        assert_eq!(wrong, Vec::<String>::new());
    }
}
