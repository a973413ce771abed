//! The stream itself: reports grown from articles by a fixed recipe.

use std::path::Path;

use headwater::model::{Report, report_id};
use serde::Deserialize;

use crate::copies::chance::Chance;
use crate::corpus;

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

/// A report of the stream.
pub struct Made {
    /// The report.
    pub report: Report,
    /// The number of the report that it copies.
    pub parent: Option<usize>,
}

/// The stream.
pub struct Wire {
    articles: Vec<Vec<Vec<String>>>,
    /// Plain words to exchange others for, each as often as it stands in the articles.
    plain: Vec<String>,
    chance: Chance,
    open: Vec<Open>,
    made: usize,
}

struct Open {
    story: usize,
    article: usize,
    /// Texts that can be copied, each with the number of its report.
    texts: Vec<(usize, String)>,
}

impl Wire {
    /// A stream from files of articles (`title`, `text`).
    ///
    /// # Errors
    /// When a file cannot be read, or holds no article.
    pub fn new(files: &[impl AsRef<Path>], seed: u64) -> Result<Self, String> {
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

    /// The first paragraphs of a text, half of them or more; every other copy goes on in its own
    /// words.
    fn copy(&mut self, at: usize, taken: &str) -> String {
        let lines: Vec<&str> = taken.lines().collect();
        let kept = (self.chance).between(lines.len().div_ceil(2)..=lines.len());
        let mut text = lines[..kept].join("\n");
        if self.chance.percent(50) {
            let own = self.text(at);
            let more = self.chance.between(1..=kept);
            for line in own.lines().take(more) {
                text.push('\n');
                text.push_str(line);
            }
        }
        text
    }
}

impl Iterator for Wire {
    type Item = Made;

    fn next(&mut self) -> Option<Made> {
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
        let (text, parent) = if copies {
            let (parent, taken) = self.chance.pick(&self.open[at].texts).clone();
            (self.copy(at, &taken), Some(parent))
        } else {
            (self.text(at), None)
        };
        if !copies && self.open[at].texts.len() < REMEMBERED {
            self.open[at].texts.push((self.made, text.clone()));
        }
        let outlet = format!("Outlet {}", self.chance.below(500));
        let minute = self.made;
        self.made += 1;
        let title = text.lines().next().and_then(|line| line.split('.').next());
        let report = Report {
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
        };
        Some(Made { report, parent })
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
