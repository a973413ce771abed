//! The corpora of stories, each in the order in which its reports came.
//!
//! gva and allsides lie in the order of their days (allsides' undated reports first) and are taken
//! as they lie. ECB+ has no days and lies story by story: it is put into the order of a hash of the
//! ids, so that the order tells nothing.

use std::path::Path;

use headwater_model::{Report, report_id};
use jiff::civil::Date;
use serde::Deserialize;

use crate::corpus;

/// A corpus of reports with stories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Gun violence, by incident.
    Gva,
    /// News of the United States from the left, the centre and the right, by AllSides' stories.
    Allsides,
    /// ECB+, by subtopic; without dates.
    Ecbplus,
}

/// All of them.
pub const SOURCES: [Source; 3] = [Source::Gva, Source::Allsides, Source::Ecbplus];

impl Source {
    /// What its folder is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gva => "gva",
            Self::Allsides => "allsides",
            Self::Ecbplus => "ecbplus",
        }
    }

    fn file(self) -> &'static str {
        match self {
            Self::Gva | Self::Allsides => "articles.jsonl.gz",
            Self::Ecbplus => "docs.jsonl.gz",
        }
    }
}

/// A report of a corpus with what people say of it.
#[derive(Clone, Debug)]
pub struct Item {
    /// The report.
    pub report: Report,
    /// Days from 1970 to its publication.
    pub day: Option<i32>,
    /// The story that people put it in; none for a distractor.
    pub story: Option<String>,
    /// Which half of the stories it belongs to, 0 or 1.
    pub half: usize,
    /// Whether it is of the Gun Violence Corpus, whose stories people annotated.
    pub annotated: bool,
}

#[derive(Deserialize)]
struct Record {
    id: String,
    text: String,
    title: Option<String>,
    published: Option<String>,
    url: Option<String>,
    /// allsides
    source: Option<String>,
    story: Option<String>,
    /// gva
    host: Option<String>,
    #[serde(default)]
    incidents: Vec<String>,
    gvc: Option<String>,
    /// ecbplus
    subtopic: Option<String>,
}

/// Reads a corpus from the folder of the corpora, in stream order. Reports without text are left
/// out.
///
/// # Errors
/// When the file cannot be read or a line is no record; the message names file and line.
pub fn load(corpora: &Path, source: Source) -> Result<Vec<Item>, String> {
    let path = corpora.join(source.name()).join(source.file());
    let records: Vec<Record> = corpus::lines(&path, None)?;
    let mut items: Vec<Item> = (records.into_iter().zip(1..))
        .filter(|(record, _)| !record.text.trim().is_empty())
        .map(|(record, line)| record.item(format!("{}:{line}", path.display())))
        .collect();
    if source == Source::Ecbplus {
        items.sort_by_cached_key(|item| headwater_text::fnv(item.report.id.as_bytes()));
    }
    Ok(items)
}

impl Record {
    fn item(self, path: String) -> Item {
        let host = |url: &str| {
            let host = url.split('/').nth(2)?;
            Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
        };
        let outlet = (self.source.or(self.host)).or_else(|| host(self.url.as_deref()?));
        let incident = self.incidents.into_iter().next();
        let story = self.story.or(self.subtopic).or(incident);
        Item {
            half: half_of(story.as_deref().unwrap_or(&self.id)),
            day: self.published.as_deref().and_then(day),
            annotated: self.gvc.is_some(),
            story,
            report: Report {
                // The same text under two stories would be one report with one id.
                id: report_id(&self.text, Some(&self.id)),
                path,
                outlet,
                title: self.title,
                byline: None,
                published: self.published,
                language: None,
                text: self.text,
                url: self.url,
                dateline: None,
                credits: Vec::new(),
                blocks: Vec::new(),
            },
        }
    }
}

/// The half of a story by its name, of a distractor by its id. A story is in one half with all its
/// reports, so that no report of a story helps to choose for another. Models are learnt from the
/// same halves.
fn half_of(name: &str) -> usize {
    (crc32fast::hash(name.as_bytes()) & 1) as usize
}

fn day(published: &str) -> Option<i32> {
    let date: Date = published.get(..10)?.parse().ok()?;
    let days = date.since(Date::constant(1970, 1, 1)).ok()?;
    Some(days.get_days())
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// An invented report; `day` may be empty.
    pub fn item(text: &str, story: Option<&str>, day: &str) -> Item {
        let record = Record {
            id: text.to_owned(),
            text: text.to_owned(),
            title: None,
            published: Some(day.to_owned()).filter(|day| !day.is_empty()),
            url: None,
            source: None,
            story: story.map(str::to_owned),
            host: None,
            incidents: Vec::new(),
            gvc: None,
            subtopic: None,
        };
        record.item("here:1".to_owned())
    }

    #[test]
    fn a_story_is_in_one_half_and_a_distractor_in_that_of_its_id() {
        let halves = ["a", "b"].map(|text| item(text, Some("dam"), "").half);
        assert_eq!(halves[0], halves[1]);
        // By zlib.crc32(name) & 1.
        assert_eq!(
            ["as0001", "as0002", "as0003", "as0004", "dam"].map(half_of),
            [1, 1, 1, 0, 1]
        );
    }

    #[test]
    fn days_are_counted_and_other_forms_are_none() {
        assert_eq!(day("1970-01-03"), Some(2));
        assert_eq!(day("2016-01-01T10:00:00Z"), Some(16_801));
        assert_eq!([day("8/29/18"), day("")], [None, None]);
    }

    /// What the Python that learns the models counts in the same files, with its own crc32.
    #[test]
    fn the_halves_are_those_of_the_models() {
        let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora");
        if !corpora.is_dir() {
            eprintln!("skipped: {} is not there", corpora.display());
            return;
        }
        let counts = SOURCES.map(|source| {
            let items = load(&corpora, source).unwrap();
            let in_half = |half| items.iter().filter(|item| item.half == half).count();
            [in_half(0), in_half(1)]
        });
        assert_eq!(counts, [[2008, 1883], [3082, 2984], [396, 465]]);
    }

    #[test]
    fn a_broken_line_is_named() {
        let folder = std::env::temp_dir().join(format!("headwater-stories-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("gva")).unwrap();
        let file = folder.join("gva/articles.jsonl.gz");
        let mut gz = flate2::write::GzEncoder::new(
            std::fs::File::create(&file).unwrap(),
            flate2::Compression::fast(),
        );
        std::io::Write::write_all(&mut gz, b"{\"id\":\"1\",\"text\":\"a\"}\n{\"id\":2}\n").unwrap();
        gz.finish().unwrap();
        let error = load(&folder, Source::Gva).unwrap_err();
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(error.contains("articles.jsonl.gz:2:"), "{error}");
    }
}
