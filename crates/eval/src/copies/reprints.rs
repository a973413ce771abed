//! Pairs of articles that people judged: which share text, and which only facts.
//!
//! In: `census.jsonl` and `spotify.jsonl` of one folder and a gold file, a pair a line:
//! `{"a", "b", "label", "latent", "from", "why"}` with `label` one of `copy`, `partly_copied`,
//! `same_facts`, `unrelated`. The engine reads both collections at once; an id that both have names
//! no article.
//!
//! Predicted is `copy` for a linked pair where at least [`COPY`] of one of the two stands in the
//! other, `partly_copied` for any other linked pair, and `not copied` without a link.

use std::collections::BTreeMap;
use std::path::Path;

use headwater::model::{BlockKind, Report, Reuse, Span};
use headwater_stories::reuse;
use headwater_text::{TokenKind, known, name_key, words};
use serde::Deserialize;

use super::check::{check, distinct};
use super::print::read;
use crate::corpus;
use crate::scores::{Ratio, Tally};
use crate::table::{table, tallies};

/// Share of the shorter of two articles from which their pair is a copy.
const COPY: f64 = 0.8;

/// The collections of the folder.
const COLLECTIONS: [&str; 2] = ["census", "spotify"];

const LABELS: [&str; 3] = ["copy", "partly_copied", "not copied"];

#[derive(Deserialize)]
struct Article {
    id: String,
    publisher: String,
    seen_at: String,
    text: String,
}

#[derive(Deserialize)]
struct Gold {
    a: String,
    b: String,
    label: String,
    #[serde(default)]
    latent: Option<String>,
    /// The article, or `a` or `b`, that the other has the text from.
    #[serde(default)]
    from: Option<String>,
}

/// The articles by their ids, and what the engine found among them.
struct Read {
    reports: BTreeMap<String, Report>,
    links: BTreeMap<(String, String), Reuse>,
}

/// Compares the engine with the gold file.
pub fn run(folder: &Path, gold: &Path, misses: bool, json: bool) -> Result<String, String> {
    if !gold.exists() {
        return Err(format!(
            "{}: there is no such file: the pairs have not been judged yet, or it lies elsewhere",
            gold.display()
        ));
    }
    let pairs: Vec<Gold> = corpus::lines(gold, None)?;
    let all = read_all(folder)?;
    let mut confusion: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let (mut latent, mut from) = (Ratio::default(), Ratio::default());
    let (mut named, mut claimed) = (0, 0);
    let mut told = String::new();
    for pair in &pairs {
        let gold_label = match pair.label.as_str() {
            "copy" => 0,
            "partly_copied" => 1,
            "same_facts" | "unrelated" => 2,
            other => return Err(format!("{}: no label {other:?}", gold.display())),
        };
        let article = |id: &String| {
            let report = all.reports.get(id);
            report.ok_or_else(|| format!("no article, or two, have the id {id:?}"))
        };
        let [one, other] = [article(&pair.a)?, article(&pair.b)?];
        let link = (all.links.get(&(one.id.clone(), other.id.clone())))
            .or_else(|| all.links.get(&(other.id.clone(), one.id.clone())));
        let same = one.id == other.id;
        let found = match link {
            Some(link) if of_the_shorter(link, one, other) < COPY => 1,
            None if !same => 2,
            _ => 0,
        };
        *confusion.entry((gold_label, found)).or_default() += 1;
        let mut wrong = gold_label != found;
        if let (Some(name), Some(link)) = (&pair.latent, link) {
            let right = link
                .latent
                .as_deref()
                .is_some_and(|found| key(found) == key(name));
            latent.count(right);
            wrong |= !right;
        }
        let giver = match pair.from.as_deref() {
            Some("a") => Some(one),
            Some("b") => Some(other),
            Some(id) => all.reports.get(id),
            None => None,
        };
        if let (Some(giver), Some(link)) = (giver, link) {
            let right = link.direction_confidence > 0.5 && link.from == giver.id;
            from.count(right);
            wrong |= !right;
        }
        if let Some(link) = link {
            named += usize::from(pair.latent.is_none() && link.latent.is_some());
            claimed += usize::from(giver.is_none() && link.direction_confidence > 0.5);
        }
        if misses && wrong {
            told += &shown(pair, found, link, [one, other]);
        }
    }
    let tally = |least: usize| {
        let count = |of: &dyn Fn(usize, usize) -> bool| {
            let cells = confusion
                .iter()
                .filter(|((gold, found), _)| of(*gold, *found));
            cells.map(|(_, count)| count).sum()
        };
        Tally {
            right: count(&|gold, found| gold <= least && found <= least),
            found: count(&|_, found| found <= least),
            gold: count(&|gold, _| gold <= least),
        }
    };
    let figures = tallies(
        "Reprints",
        &[("shares text", tally(1)), ("copy", tally(0))],
        json,
    )?;
    if json {
        return Ok(figures);
    }
    let rows: Vec<(String, Vec<String>)> = (0..3)
        .map(|gold| {
            let cell = |found| {
                confusion
                    .get(&(gold, found))
                    .copied()
                    .unwrap_or(0)
                    .to_string()
            };
            (format!("is {}", LABELS[gold]), (0..3).map(cell).collect())
        })
        .collect();
    let head = ["", LABELS[0], LABELS[1], LABELS[2]];
    let sides = [
        ("agency named".to_owned(), latent.cells()),
        ("direction".to_owned(), from.cells()),
        (
            "agency named where gold has none".to_owned(),
            vec![named.to_string()],
        ),
        (
            "direction claimed where gold has none".to_owned(),
            vec![claimed.to_string()],
        ),
    ];
    Ok(table(&format!("{} pairs", pairs.len()), &head, &rows)
        + "\n"
        + &figures
        + "\n"
        + &table("Where gold tells and the pair is linked", &[], &sides)
        + &told)
}

fn read_all(folder: &Path) -> Result<Read, String> {
    let mut reports: BTreeMap<String, Report> = BTreeMap::new();
    let mut twice = Vec::new();
    for name in COLLECTIONS {
        let articles: Vec<Article> = corpus::lines(&folder.join(format!("{name}.jsonl")), None)?;
        for article in articles {
            let object = serde_json::json!({
                "text": article.text, "outlet": article.publisher, "published": article.seen_at,
            });
            let report = read(&object, &format!("{name}:{}", article.id))?;
            if let Some(other) = reports.insert(article.id.clone(), report) {
                twice.push((article.id, other));
            }
        }
    }
    let given: Vec<&Report> = reports
        .values()
        .chain(twice.iter().map(|(_, r)| r))
        .collect();
    let found = reuse(&given);
    check(&distinct(&given), &found)?;
    let links = found
        .into_iter()
        .map(|link| ((link.from.clone(), link.to.clone()), link));
    let links = links.collect();
    for (id, _) in twice {
        reports.remove(&id);
    }
    Ok(Read { reports, links })
}

fn key(name: &str) -> String {
    known::outlet(name).map_or_else(|| name_key(name), |known| known.id.to_owned())
}

/// Share of one of the two reports that stands in the other, the larger of both.
fn of_the_shorter(link: &Reuse, one: &Report, other: &Report) -> f64 {
    let giver = if link.from == one.id { one } else { other };
    let count = |text: &str| {
        let tokens = words(text, 0..text.len()).into_iter();
        tokens
            .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
            .count()
    };
    let read = [
        BlockKind::Title,
        BlockKind::Subheading,
        BlockKind::Paragraph,
    ];
    let blocks = giver
        .blocks
        .iter()
        .filter(|block| read.contains(&block.kind));
    let all: usize = blocks
        .map(|block| count(&giver.text[block.start..block.end]))
        .sum();
    let copied: usize = link
        .passages_from
        .iter()
        .map(|span: &Span| count(&span.text))
        .sum();
    link.share.max((copied as f64 / all.max(1) as f64).min(1.0))
}

fn shown(pair: &Gold, found: usize, link: Option<&Reuse>, reports: [&Report; 2]) -> String {
    let said = link.map_or("no link".to_owned(), |link| {
        format!(
            "share {:.2}, confidence {:.2}, latent {:?}: {}",
            link.share, link.direction_confidence, link.latent, link.why
        )
    });
    let mut out = format!(
        "\n{} {}: is {}, found {}; latent {:?}, from {:?}\n  {said}\n",
        pair.a, pair.b, pair.label, LABELS[found], pair.latent, pair.from
    );
    for report in reports {
        let words: Vec<&str> = report.text.split_whitespace().take(30).collect();
        let outlet = report.outlet.as_deref().unwrap_or("no outlet");
        out += &format!("  {outlet}: {}\n", words.join(" "));
    }
    out
}
