//! Statements, chains, claims and origins against a folder of reports with a `gold.json`.
//!
//! A statement is found when at least half of the characters of its content are in one of ours and
//! half of the characters of ours in it. Everything else is counted among those that were found.

mod claims;
mod gold;
mod names;
mod statements;
mod tables;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use headwater::ingest::{self, Options};
use headwater::model::{Brief, Reading, Report};
use headwater::{BriefOptions, Weights, make};
use serde::Serialize;

use gold::Gold;
pub use names::same_name;

/// Something that is not as in gold.
#[derive(Clone, Debug, Serialize)]
pub struct Miss {
    /// What was compared.
    pub what: &'static str,
    /// Gold's id.
    pub id: String,
    /// What gold has.
    pub gold: String,
    /// What we have.
    pub ours: String,
}

/// Everything that was compared.
#[derive(Serialize)]
pub struct Comparison {
    #[serde(flatten)]
    statements: statements::Scores,
    #[serde(flatten)]
    claims: claims::Scores,
    /// Into how many stories the reports fall when nobody says that they are one.
    stories: usize,
    misses: Vec<Miss>,
}

/// Makes the brief of the folder's reports and compares it.
pub fn run(
    folder: &Path,
    published: Option<String>,
    reader: Weights,
    json: bool,
) -> Result<String, String> {
    let gold = gold::read(&folder.join("gold.json"))?;
    let options = Options {
        published,
        ..Options::default()
    };
    let mut letters = BTreeMap::new();
    let mut reports: Vec<Report> = Vec::new();
    for path in report_files(folder)? {
        let read = ingest::reports(std::slice::from_ref(&path), options.clone());
        for ingested in read.map_err(|error| error.to_string())? {
            let report = ingested.map_err(|error| error.to_string())?.report;
            letters.insert(letter(&path), report.id.clone());
            reports.push(report);
        }
    }
    let borrowed: Vec<&Report> = reports.iter().collect();
    let stories = headwater_stories::group(&borrowed, false).len();
    let one_story = BriefOptions {
        one_story: true,
        reader,
        ..BriefOptions::default()
    };
    let brief = make(reports, &one_story, &|_| ())
        .map_err(|error| error.to_string())?
        .brief;
    let result = compare(&gold, &brief, &letters, stories);
    match json {
        true => serde_json::to_string_pretty(&result)
            .map(|text| text + "\n")
            .map_err(|error| error.to_string()),
        false => Ok(tables::tables(&result)),
    }
}

fn compare(
    gold: &Gold,
    brief: &Brief,
    letters: &BTreeMap<String, String>,
    stories: usize,
) -> Comparison {
    let by_id = |id: &String| {
        brief
            .readings
            .iter()
            .find(|reading| reading.report.id == *id)
    };
    let readings: BTreeMap<&str, &Reading> = (letters.iter())
        .filter_map(|(letter, id)| Some((letter.as_str(), by_id(id)?)))
        .collect();
    let mut misses = Vec::new();
    let (statements, found) = statements::score(gold, &readings, &mut misses);
    let claims = claims::score(gold, brief, &found, &mut misses);
    Comparison {
        statements,
        claims,
        stories,
        misses,
    }
}

/// `report-*.txt`, by name.
fn report_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let shown = folder.display();
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{shown}: {error}"))?;
    let mut paths: Vec<PathBuf> = (entries.filter_map(Result::ok))
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or_default();
            name.starts_with("report-") && name.ends_with(".txt")
        })
        .collect();
    paths.sort();
    match paths.is_empty() {
        true => Err(format!("{shown}: has no report-*.txt")),
        false => Ok(paths),
    }
}

/// `a` of `report-a.txt`.
fn letter(path: &Path) -> String {
    let stem = path
        .file_stem()
        .and_then(|stem| stem.to_str())
        .unwrap_or_default();
    stem.trim_start_matches("report-").to_owned()
}
