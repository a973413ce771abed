//! A stream of any length made from corpora by a fixed recipe, to measure the cost of a report.
//!
//! Some hundred stories are open at a time. Each rests on one article of the corpora whose names and
//! numbers are changed for it, so that no two stories are the same; its reports take a part of the
//! article's sentences, mixed with another article's, and exchange three in five plain words by
//! chance, so that they are alike without being copies; one in eight is a copy of an earlier one
//! instead, cut short. All chance comes from the seed.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::time::Instant;

use headwater::model::{Report, report_id};
use headwater_stories::{Copies, Prepared};
use serde::Deserialize;

use crate::copies::chance::Chance;
use crate::corpus;
use crate::table::table;

const SEED: u64 = 7;
/// Words of a report, as in the bars.
const WORDS: usize = 600;
/// Stories that can get a report.
const OPEN: usize = 400;
/// Reports whose texts the maker of copies remembers, for each open story.
const REMEMBERED: usize = 2;

#[derive(Deserialize)]
struct Article {
    title: Option<String>,
    text: String,
}

/// Grows a stream and measures what the search for copies costs, by sample, as it grows.
pub fn run(files: &[PathBuf], reports: usize) -> Result<String, String> {
    let mut wire = Wire::new(files, SEED)?;
    let mut copies = Copies::sampled();
    let mut held: Vec<Report> = Vec::with_capacity(reports);
    let (mut preparing, mut finding, mut links) = (0.0, 0.0, 0);
    let mut rows = Vec::new();
    for at in [1, 2, 4, 7, 10].map(|tenth| reports * tenth / 10) {
        let (mut before, since) = ((preparing, finding, links), copies.reports());
        for report in wire.by_ref().take(at - since) {
            let start = Instant::now();
            let new = Prepared::of(Cow::Borrowed(&report));
            preparing += start.elapsed().as_secs_f64();
            let start = Instant::now();
            links += copies
                .add(new, &|number| held.get(number).map(Cow::Borrowed))
                .len();
            finding += start.elapsed().as_secs_f64();
            held.push(report);
        }
        let new = (copies.reports() - since).max(1) as f64;
        before = (preparing - before.0, finding - before.1, links - before.2);
        let cells = [
            format!("{:.0}", before.0 / new * 1e6),
            format!("{:.0}", before.1 / new * 1e6),
            format!("{:.0}", new / (before.0 + before.1)),
            format!(
                "{:.0}",
                copies.index_bytes() as f64 / copies.reports() as f64
            ),
            format!("{:.2}", before.2 as f64 / new),
        ];
        rows.push((copies.reports().to_string(), cells.to_vec()));
    }
    let heads = [
        "reports",
        "µs to cut",
        "µs to find",
        "reports/s",
        "bytes each",
        "links each",
    ];
    Ok(table(
        "Copies in a stream, one thread; since the row before",
        &heads,
        &rows,
    ))
}

/// The stream.
struct Wire {
    articles: Vec<Vec<Vec<String>>>,
    /// Plain words to exchange others for.
    plain: Vec<String>,
    chance: Chance,
    open: Vec<Open>,
    made: usize,
}

struct Open {
    story: usize,
    article: usize,
    texts: Vec<String>,
}

impl Wire {
    /// A stream from files of articles (`title`, `text`).
    fn new(files: &[impl AsRef<Path>], seed: u64) -> Result<Self, String> {
        let mut articles = Vec::new();
        for file in files {
            for article in corpus::lines::<Article>(file.as_ref(), None)? {
                let text = format!("{}. {}", article.title.unwrap_or_default(), article.text);
                let sentences: Vec<Vec<String>> = (text.split(['.', '\n']))
                    .map(|sentence| sentence.split_whitespace().map(str::to_owned).collect())
                    .filter(|words: &Vec<String>| words.len() > 4)
                    .collect();
                if sentences.len() > 8 {
                    articles.push(sentences);
                }
            }
        }
        let words = articles.iter().flatten().flatten();
        let mut plain: Vec<String> = words.filter(|word| is_plain(word)).cloned().collect();
        plain.sort_unstable();
        plain.dedup();
        if articles.is_empty() || plain.is_empty() {
            return Err("no article to make a stream of".to_owned());
        }
        Ok(Self {
            articles,
            plain,
            chance: Chance::new(seed),
            open: Vec::new(),
            made: 0,
        })
    }

    fn sentence(&mut self, words: &[String], story: usize) -> String {
        let mut told = String::new();
        for word in words {
            if !told.is_empty() {
                told.push(' ');
            }
            if is_plain(word) {
                let exchanged = self.chance.percent(60);
                let other: &String = self.chance.pick(&self.plain);
                told.push_str(if exchanged { other } else { word });
            } else {
                told.push_str(word);
                // A name or number of this story alone.
                told.push_str(&format!("{story:x}"));
            }
        }
        told.push('.');
        told
    }

    fn text(&mut self, at: usize) -> String {
        let (story, own) = (self.open[at].story, self.open[at].article);
        let other = self.chance.below(self.articles.len());
        let mut paragraphs: Vec<String> = Vec::new();
        let mut words = 0;
        while words < WORDS {
            let article = if self.chance.percent(75) { own } else { other };
            let sentence = self.chance.below(self.articles[article].len());
            let taken = self.articles[article][sentence].clone();
            words += taken.len();
            let said = self.sentence(&taken, story);
            match paragraphs.last_mut() {
                Some(last) if last.len() < 240 => {
                    last.push(' ');
                    last.push_str(&said);
                }
                _ => paragraphs.push(said),
            }
        }
        paragraphs.join("\n")
    }
}

impl Iterator for Wire {
    type Item = Report;

    fn next(&mut self) -> Option<Report> {
        let opens = self.open.len() < OPEN || self.chance.percent(35);
        let at = if opens {
            let article = self.chance.below(self.articles.len());
            let open = Open {
                story: self.made,
                article,
                texts: Vec::new(),
            };
            match self.open.len() < OPEN {
                true => {
                    self.open.push(open);
                    self.open.len() - 1
                }
                false => {
                    let ended = self.chance.below(OPEN);
                    self.open[ended] = open;
                    ended
                }
            }
        } else {
            self.chance.below(self.open.len())
        };
        let copies = !self.open[at].texts.is_empty() && self.chance.percent(12);
        let text = if copies {
            let taken = self.chance.pick(&self.open[at].texts).clone();
            let lines: Vec<&str> = taken.lines().collect();
            let kept = self.chance.between(lines.len().div_ceil(2)..=lines.len());
            lines[..kept].join("\n")
        } else {
            self.text(at)
        };
        if !copies && self.open[at].texts.len() < REMEMBERED {
            self.open[at].texts.push(text.clone());
        }
        let outlet = format!("Outlet {}", self.chance.below(500));
        let minute = self.made;
        self.made += 1;
        let title = text.lines().next().and_then(|line| line.split('.').next());
        Some(Report {
            id: report_id(&text, Some(&format!("{outlet} {minute}"))),
            path: format!("wire:{}", minute + 1),
            outlet: Some(outlet),
            title: title.map(str::to_owned),
            byline: None,
            published: Some(published(minute)),
            language: None,
            text,
            url: None,
            dateline: None,
            credits: Vec::new(),
            blocks: Vec::new(),
        })
    }
}

/// A report a minute from 2020 on; months have 28 days here.
fn published(minute: usize) -> String {
    let (day, minute) = (minute / 1440, minute % 1440);
    let (month, day) = (day / 28, day % 28 + 1);
    format!(
        "{:04}-{:02}-{day:02}T{:02}:{:02}:00+00:00",
        2020 + month / 12,
        month % 12 + 1,
        minute / 60,
        minute % 60
    )
}

fn is_plain(word: &str) -> bool {
    word.chars()
        .all(|c| c.is_ascii_lowercase() || ",'’".contains(c))
}
