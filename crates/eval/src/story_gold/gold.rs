//! Labelled stories, and the reports that they are of.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use headwater::ingest::{Format, Options, parse};
use headwater::model::Report;
use serde::Deserialize;

use crate::corpus::{self, Characters, Offsets};

/// One file of `eval/data/stories`; see the guide beside them.
#[derive(Deserialize)]
pub struct Story {
    pub story: String,
    corpus: String,
    pub set: String,
    reports: Vec<String>,
    pub claims: Vec<Claim>,
}

/// A claim with what the rule for origins makes of it.
#[derive(Deserialize)]
pub struct Claim {
    pub id: String,
    pub gist: String,
    pub statements: Vec<Statement>,
    pub origins: Range,
    pub denied_by: Vec<Answer>,
    pub cannot_confirm: Vec<Answer>,
    pub no_response: Vec<Answer>,
    pub declines: Vec<Answer>,
    pub differences: Vec<Difference>,
}

/// From `min` to `max` origins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Range {
    pub min: usize,
    pub max: usize,
}

#[derive(Deserialize)]
pub struct Statement {
    pub id: String,
    pub report: String,
    pub stance: String,
    pub chain: Vec<Link>,
    /// The body that the voice speaks for.
    pub speaks_for: Option<String>,
    #[serde(flatten)]
    pub place: Characters,
}

#[derive(Deserialize)]
pub struct Link {
    pub who: String,
}

/// Who denies a claim, or does not answer.
#[derive(Deserialize)]
pub struct Answer {
    pub who: String,
}

#[derive(Deserialize)]
pub struct Difference {
    pub slot: String,
}

/// A labelled story with its reports.
pub struct Labelled {
    pub gold: Story,
    /// By their names in the corpus.
    pub reports: BTreeMap<String, Taken>,
}

/// A report of a labelled story.
pub struct Taken {
    /// The corpus' text, which the places are of.
    pub text: String,
    pub offsets: Offsets,
    pub outlet: Option<String>,
    pub title: String,
    /// As headwater takes it in.
    pub report: Report,
}

/// The fields of reports in the four corpora. When a page was seen (`seen_at` of reprints) is not
/// when it was published.
#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    title: Option<String>,
    published: Option<String>,
    source: Option<String>,
    host: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
}

impl Line {
    fn outlet(&self) -> Option<String> {
        let named = [&self.host, &self.publisher, &self.source];
        let named = named.into_iter().find_map(Clone::clone);
        named.or_else(|| {
            let host = self.url.as_deref()?.split('/').nth(2)?;
            Some(host.trim_start_matches("www.").to_owned())
        })
    }

    fn labelled(self) -> Result<Taken, String> {
        let outlet = self.outlet();
        let published = self
            .published
            .filter(|day| day.as_bytes().first().is_some_and(u8::is_ascii_digit));
        let options = Options {
            outlet: outlet.clone(),
            published,
            ..Options::default()
        };
        let ingested = parse(
            self.text.as_bytes(),
            Format::Text,
            &format!("{}.txt", self.id),
            &options,
        );
        let Some(Ok(ingested)) = ingested.into_iter().next() else {
            return Err(format!("{}: cannot be taken in", self.id));
        };
        let first = self.text.trim_start().lines().next().unwrap_or_default();
        Ok(Taken {
            offsets: Offsets::of(&self.text),
            title: self.title.unwrap_or_else(|| first.to_owned()),
            text: self.text,
            outlet,
            report: ingested.report,
        })
    }
}

/// The stories of a set (`development` or `test`), with their reports.
///
/// # Errors
/// When a file cannot be read, or a report is not in its corpus.
pub fn read(folder: &Path, corpora: &Path, set: &str) -> Result<Vec<Labelled>, String> {
    let told = |path: &Path, error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let entries = fs::read_dir(folder).map_err(|error| told(folder, &error))?;
    let mut paths: Vec<PathBuf> = (entries.filter_map(Result::ok).map(|entry| entry.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    paths.sort();
    let mut stories = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).map_err(|error| told(&path, &error))?;
        let gold: Story = serde_json::from_str(&text).map_err(|error| told(&path, &error))?;
        if gold.set == set {
            let reports = reports(corpora, &gold)?;
            stories.push(Labelled { gold, reports });
        }
    }
    match stories.is_empty() {
        true => Err(format!(
            "{}: holds no story of the set {set}",
            folder.display()
        )),
        false => Ok(stories),
    }
}

fn reports(corpora: &Path, gold: &Story) -> Result<BTreeMap<String, Taken>, String> {
    let files: &[&str] = match gold.corpus.as_str() {
        "newswcl50" => &["newswcl50/articles.jsonl"],
        "basil" => &["basil/articles.jsonl"],
        "ecbplus" => &["ecbplus/docs.jsonl.gz"],
        "reprints" => &["reprints/census.jsonl", "reprints/spotify.jsonl"],
        other => return Err(format!("{}: corpus {other:?} is not known", gold.story)),
    };
    let mut found = BTreeMap::new();
    for file in files {
        for line in corpus::lines::<Line>(&corpora.join(file), None)? {
            if gold.reports.contains(&line.id) {
                found.insert(line.id.clone(), line.labelled()?);
            }
        }
    }
    match gold.reports.iter().find(|id| !found.contains_key(*id)) {
        Some(missing) => Err(format!(
            "{}: report {missing} is not in the corpus",
            gold.story
        )),
        None => Ok(found),
    }
}
