//! The texts that copy trees grow from: lines of Wikipedia's current events and articles of
//! Wikinews, read by path when the command runs. Neither is part of this repository.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;

use headwater_text::sentences;
use jiff::civil::Date;
use serde::Deserialize;

use super::chance::Chance;
use crate::corpus;

/// One event in a sentence or two.
#[derive(Clone, Debug, Deserialize)]
pub struct Line {
    /// Its day.
    pub date: Date,
    /// What sort of event it is.
    pub category: String,
    /// The words.
    pub text: String,
}

/// One whole article.
#[derive(Clone, Debug)]
pub struct Article {
    /// Its day.
    pub date: Date,
    /// Its headline.
    pub title: String,
    /// Its paragraphs, in sentences.
    pub paragraphs: Vec<Vec<String>>,
}

/// All texts.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The lines of each category, by day.
    pub lines: BTreeMap<String, Vec<Line>>,
    /// The articles.
    pub articles: Vec<Article>,
}

#[derive(Deserialize)]
struct Gum {
    title: String,
    date: Date,
    text: String,
}

/// Words that a line must have to be a sentence of a report.
const LEAST_WORDS: usize = 8;

/// Reads the texts from the folder of corpora.
pub fn load(corpora: &Path) -> Result<Sources, String> {
    let lines = corpus::lines(&corpora.join("current-events/lines.jsonl"), None)?;
    let articles: Vec<Gum> = corpus::lines(&corpora.join("ner/gum_news_coref.train.jsonl"), None)?;
    Ok(Sources {
        lines: by_category(lines),
        articles: articles.into_iter().map(article).collect(),
    })
}

/// Lines by category and day, each text once.
pub fn by_category(lines: Vec<Line>) -> BTreeMap<String, Vec<Line>> {
    let mut seen = BTreeSet::new();
    let mut sorted: BTreeMap<String, Vec<Line>> = BTreeMap::new();
    for mut line in lines {
        line.text = line.text.trim().to_owned();
        let long = line.text.split_whitespace().count() >= LEAST_WORDS;
        if long && line.text.ends_with('.') && seen.insert(line.text.clone()) {
            sorted.entry(line.category.clone()).or_default().push(line);
        }
    }
    for lines in sorted.values_mut() {
        lines.sort_by_key(|line| line.date);
    }
    sorted
}

/// A Wikinews article without its headline, its line of the day and its captions.
fn article(gum: Gum) -> Article {
    let lines = gum.text.lines().skip(1);
    let read = |line: &&str| line.split_whitespace().count() > 6 && !line.contains("Image:");
    let paragraphs = lines.filter(read).map(|line| {
        let cut = sentences(line, 0..line.len());
        cut.into_iter()
            .map(|range| line[range].to_owned())
            .collect()
    });
    Article {
        date: gum.date,
        title: gum.title.clone(),
        paragraphs: paragraphs.collect(),
    }
}

/// What is left of the texts for one world: every line and every article is given out once.
#[derive(Debug)]
pub struct Pool<'a> {
    lines: Vec<VecDeque<&'a Line>>,
    articles: VecDeque<&'a Article>,
}

impl<'a> Pool<'a> {
    /// All texts; which come first is chance.
    pub fn new(sources: &'a Sources, chance: &mut Chance) -> Self {
        let lines = sources.lines.values().map(|lines| {
            let mut lines: VecDeque<&Line> = lines.iter().collect();
            lines.rotate_left(chance.below(lines.len()));
            lines
        });
        let lines = lines.collect();
        let mut articles: Vec<&Article> = sources.articles.iter().collect();
        chance.shuffle(&mut articles);
        Self {
            lines,
            articles: articles.into(),
        }
    }

    /// A category with so many lines left, the fuller the likelier.
    pub fn category(&self, least: usize, chance: &mut Chance) -> Option<usize> {
        let left = |lines: &VecDeque<&Line>| match lines.len() {
            few if few < least => 0,
            enough => enough,
        };
        let mut at = chance.below(self.lines.iter().map(left).sum());
        for (category, lines) in self.lines.iter().enumerate() {
            if at < left(lines) {
                return Some(category);
            }
            at -= left(lines);
        }
        None
    }

    /// The next lines of a category: neighbours in time.
    pub fn take(&mut self, category: usize, count: usize) -> Vec<&'a Line> {
        let lines = &mut self.lines[category];
        lines.drain(..count.min(lines.len())).collect()
    }

    /// The next article.
    pub fn article(&mut self) -> Option<&'a Article> {
        self.articles.pop_front()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pool_gives_each_line_once_and_neighbours_together() {
        let line = |day: i8| Line {
            date: Date::constant(2025, 3, day),
            category: "c".into(),
            text: format!("On day {day} of the storm the ferry stayed in port."),
        };
        let sources = Sources {
            lines: by_category((1..=20).rev().chain([3]).map(line).collect()),
            articles: Vec::new(),
        };
        let mut chance = Chance::new(7);
        let mut pool = Pool::new(&sources, &mut chance);
        let taken: Vec<&Line> = (0..4).flat_map(|_| pool.take(0, 6)).collect();
        assert_eq!(taken.len(), 20);
        let days: BTreeSet<Date> = taken.iter().map(|line| line.date).collect();
        assert_eq!(days.len(), 20);
        assert_eq!(pool.category(1, &mut chance), None);
    }

    #[test]
    fn an_article_loses_headline_day_and_captions() {
        let article = article(Gum {
            title: "Ferry sinks".into(),
            date: Date::constant(2025, 3, 1),
            text: "Ferry sinks\nSaturday, March 1, 2025\nA ferry sank off the coast of Vell. \
                   Nobody on board was hurt.\nThe ferry in 2019, before it sank. Image: A. Ruiz."
                .into(),
        });
        assert_eq!(article.paragraphs.len(), 1);
        assert_eq!(article.paragraphs[0][1], "Nobody on board was hurt.");
    }
}
