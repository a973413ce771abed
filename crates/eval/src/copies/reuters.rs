//! All articles of one agency's months in 1987: which pairs share most of their words, and which
//! of these the engine links.
//!
//! **Containment** of a pair is the share of the shorter one's runs of five words that stand in
//! the other. An article is *long* from [`LONG`] words on, a pair *near in time* up to [`CLOSE`] days
//! apart: dividends, rates and weekly tables in one fixed form are the rest. An *update* is a pair of
//! long articles near in time whose headlines are alike, with other figures or with all of the
//! former and more in the later one.

mod pairs;

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use headwater::model::{Report, Reuse};
use headwater_stories::reuse;
use jiff::civil::Date;
use serde::Deserialize;

use super::check::{check, distinct};
use super::print::read;
use crate::corpus;
use crate::scores::Ratio;
use crate::table::table;
use pairs::{Pair, containment, grams, pairs};

/// Containment from which two articles have most of their words in common, and half of them.
const LEVELS: [f64; 2] = [0.9, 0.5];

/// Words from which an article is long: below are dividends and rates in one fixed form.
const LONG: usize = 40;

/// Days apart up to which articles can be about one event.
const CLOSE: i64 = 3;

/// Share of the words of two headlines from which they are alike.
const ALIKE: f64 = 0.5;

#[derive(Deserialize)]
struct Article {
    id: String,
    published: Option<String>,
    title: Option<String>,
    dateline: Option<String>,
    text: String,
}

/// Measures the engine on the file.
pub fn run(path: &Path, misses: bool, json: bool) -> Result<String, String> {
    let articles: Vec<Article> = corpus::lines(path, None)?;
    let articles: Vec<Article> = articles
        .into_iter()
        .filter(|a| !a.text.trim().is_empty())
        .collect();
    let grams: Vec<Vec<u64>> = articles
        .iter()
        .map(|article| grams(&article.text))
        .collect();
    let pairs = pairs(&grams, LEVELS[1]);
    let reports: Result<Vec<Report>, String> = articles.iter().map(report).collect();
    let reports = reports?;
    let given: Vec<&Report> = reports.iter().collect();
    let start = Instant::now();
    let links = reuse(&given);
    let seconds = start.elapsed().as_secs_f64();
    // Two articles with the same headline, dateline and words are one report.
    let first = distinct(&given);
    check(&first, &links)?;
    let linked: BTreeSet<(&str, &str)> = links.iter().flat_map(both_ways).collect();
    let is_linked = |pair: &Pair| {
        let (a, b) = (
            reports[pair.one].id.as_str(),
            reports[pair.other].id.as_str(),
        );
        a == b || linked.contains(&(a, b))
    };
    let mut rows = Vec::new();
    let mut told = String::new();
    for level in LEVELS {
        let mut counts = [Ratio::default(); 4];
        for pair in pairs.iter().filter(|pair| pair.containment >= level) {
            let found = is_linked(pair);
            let long = [pair.one, pair.other]
                .iter()
                .all(|&at| grams[at].len() + 4 >= LONG);
            let close = long && days_apart(pair, &articles) <= CLOSE;
            let update = close && is_update(pair, &articles, &grams);
            let kinds = [true, long, close, update];
            for (count, _) in counts.iter_mut().zip(kinds).filter(|(_, is)| *is) {
                count.count(found);
            }
            if misses && !found && long && level == LEVELS[1] {
                told += &shown(pair, &articles);
            }
        }
        let names = ["all", "long", "long, near in time", "updates of these"];
        for (name, count) in names.iter().zip(counts) {
            rows.push((format!("containment ≥ {level}, {name}"), count));
        }
    }
    let closest = |link: &&Reuse| {
        let place = |id: &str| reports.iter().position(|report| report.id == id);
        let (one, other) = (place(&link.from)?, place(&link.to)?);
        Some(containment(&grams[one], &grams[other]))
    };
    let far: Vec<&Reuse> = links
        .iter()
        .filter(|link| closest(link).is_some_and(|c| c < LEVELS[1]))
        .collect();
    if misses {
        told += "\nLinks below that containment\n";
        far.iter()
            .take(40)
            .for_each(|link| told += &linked_though_far(link, &reports));
    }
    let open = links.iter().filter(|link| link.direction_confidence <= 0.5);
    let open = open.count();
    if json {
        let figures = serde_json::json!({
            "articles": articles.len(), "reports": first.len(), "links": links.len(),
            "links_below": far.len(), "open": open, "seconds": seconds,
            "pairs": rows.into_iter().collect::<std::collections::BTreeMap<_, _>>(),
        });
        let text = serde_json::to_string_pretty(&figures).map_err(|error| error.to_string())?;
        return Ok(text + "\n");
    }
    let rows: Vec<(String, Vec<String>)> = rows
        .into_iter()
        .map(|(name, ratio)| (name, ratio.cells()))
        .collect();
    let title = format!("{} articles, {} reports", articles.len(), first.len());
    let engine = format!(
        "\n{} links, {} of them below a containment of {}, {open} without a direction; \
         {seconds:.1} s, {:.0} articles a second\n",
        links.len(),
        far.len(),
        LEVELS[1],
        articles.len() as f64 / seconds
    );
    Ok(table(&title, &["pairs", "linked", ""], &rows) + &engine + &told)
}

/// The article as one gives it to the program: under its headline, behind its dateline.
fn report(article: &Article) -> Result<Report, String> {
    let dateline = article.dateline.as_deref().unwrap_or_default().trim();
    let object = serde_json::json!({
        "title": article.title,
        "text": format!("{dateline} {}", article.text.replace('\n', "\n\n")).trim(),
        "outlet": "Reuters",
        // The zone is not told and the same for all.
        "published": article.published.as_ref().map(|time| format!("{time}Z")),
    });
    read(&object, &article.id)
}

fn both_ways(link: &Reuse) -> [(&str, &str); 2] {
    let (from, to) = (link.from.as_str(), link.to.as_str());
    [(from, to), (to, from)]
}

/// Whole days between two articles; many where one has no date.
fn days_apart(pair: &Pair, articles: &[Article]) -> i64 {
    let day = |at: usize| {
        let day = articles[at].published.as_deref()?.get(..10)?;
        let days = day.parse::<Date>().ok()? - Date::constant(1987, 1, 1);
        Some(i64::from(days.get_days()))
    };
    match (day(pair.one), day(pair.other)) {
        (Some(a), Some(b)) => (a - b).abs(),
        _ => i64::MAX,
    }
}

/// Whether the later article of a pair has the headline of the former, or one like it, and either
/// other figures, or all of the former and more.
fn is_update(pair: &Pair, articles: &[Article], grams: &[Vec<u64>]) -> bool {
    let (one, other) = (&articles[pair.one], &articles[pair.other]);
    let ((former, former_grams), (later, later_grams)) = match one.published <= other.published {
        true => ((one, &grams[pair.one]), (other, &grams[pair.other])),
        false => ((other, &grams[pair.other]), (one, &grams[pair.one])),
    };
    let titles = [former, later].map(|a| words(a.title.as_deref().unwrap_or_default()));
    let common = titles[0].intersection(&titles[1]).count();
    let alike = common as f64 >= ALIKE * titles[0].union(&titles[1]).count() as f64;
    let figures = |text: &str| {
        let words = text
            .split_whitespace()
            .filter(|w| w.contains(|c: char| c.is_ascii_digit()));
        let mut words: Vec<String> = words.map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    let grown = later_grams.len() as f64 > 1.05 * former_grams.len() as f64
        && former_grams
            .iter()
            .filter(|g| later_grams.binary_search(g).is_ok())
            .count() as f64
            >= 0.95 * former_grams.len() as f64;
    common > 0 && alike && (figures(&former.text) != figures(&later.text) || grown)
}

fn words(title: &str) -> BTreeSet<String> {
    title.split_whitespace().map(str::to_lowercase).collect()
}

fn shown(pair: &Pair, articles: &[Article]) -> String {
    let mut out = format!("\nnot linked, containment {:.2}\n", pair.containment);
    for place in [pair.one, pair.other] {
        let article = &articles[place];
        let words: Vec<&str> = article.text.split_whitespace().collect();
        let title = article.title.as_deref().unwrap_or("no title");
        let begin = words.iter().take(45).copied().collect::<Vec<_>>().join(" ");
        out += &format!(
            "  {} ({} words) {title}: {begin}\n",
            article.id,
            words.len()
        );
    }
    out
}

fn linked_though_far(link: &Reuse, reports: &[Report]) -> String {
    let title = |id: &str| {
        let report = reports.iter().find(|report| report.id == id);
        report.map(|r| format!("{} {}", r.path, r.title.as_deref().unwrap_or("–")))
    };
    let passage = link.passages_to.iter().max_by_key(|span| span.text.len());
    format!(
        "  share {:.2}, {}: {} | {}: {}\n",
        link.share,
        link.why,
        title(&link.from).unwrap_or_default(),
        title(&link.to).unwrap_or_default(),
        passage.map_or("", |span| &span.text).replace('\n', " ")
    )
}
