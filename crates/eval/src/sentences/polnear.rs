//! Chains of two and more links that the reader finds in attributions of PolNeAR, to be judged by
//! hand: how many of 500 attributions get a chain that is not there.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use headwater::{Weights, side_by_side};
use serde::{Deserialize, Serialize};

use crate::corpus::{self, Article, Offsets};
use crate::scores::share;

/// What a person said of one chain; the corpus' words stay in the corpus.
#[derive(Deserialize, Serialize)]
struct Judged {
    article: String,
    /// First byte of the statement's content in the article.
    start: usize,
    right: bool,
}

/// An attribution of the sample with a chain of two or more links.
struct Chained {
    article: String,
    start: usize,
    shown: String,
}

/// Reads a corpus' articles and shows the chains of `sample` attributions of them.
pub fn run(
    corpus: &Path,
    judged: Option<&Path>,
    sample: usize,
    reader: Weights,
) -> Result<String, String> {
    let articles: Vec<Article> = corpus::lines(corpus, None)?;
    let drawn = draw(&articles, sample);
    let chained = side_by_side(None, articles.iter().collect(), &|article| {
        let drawn = drawn.get(&article.id).map_or(&[][..], Vec::as_slice);
        chains(article, drawn, reader)
    });
    let chained: Result<Vec<Vec<Chained>>, String> = chained
        .map_err(|error| error.to_string())?
        .into_iter()
        .collect();
    let chained: Vec<Chained> = chained?.into_iter().flatten().collect();
    let known: Vec<Judged> = match judged {
        Some(path) => corpus::lines(path, None)?,
        None => Vec::new(),
    };
    let verdict = |one: &Chained| {
        let same = |judged: &&Judged| judged.article == one.article && judged.start == one.start;
        known.iter().find(same).map(|judged| judged.right)
    };
    let attributions: usize = drawn.values().map(Vec::len).sum();
    let wrong = chained
        .iter()
        .filter(|one| verdict(one) == Some(false))
        .count();
    let open: Vec<&Chained> = chained
        .iter()
        .filter(|one| verdict(one).is_none())
        .collect();
    let mut out = format!(
        "{attributions} attributions, {} with a chain of two or more links, {wrong} of them judged false ({:.1} %), {} not judged\n",
        chained.len(),
        100.0 * share(wrong, attributions),
        open.len(),
    );
    for one in open {
        let line = Judged {
            article: one.article.clone(),
            start: one.start,
            right: false,
        };
        let line = serde_json::to_string(&line).map_err(|error| error.to_string())?;
        out += &format!("{line}\n    {}\n", one.shown);
    }
    Ok(out)
}

/// Attributions drawn at random, always the same: indices by article.
fn draw(articles: &[Article], sample: usize) -> BTreeMap<String, Vec<usize>> {
    let mut all: Vec<(u64, &str, usize)> = Vec::new();
    for article in articles {
        for index in 0..article.attributions.len() {
            all.push((0, &article.id, index));
        }
    }
    // Sorted by the numbers of a linear congruential generator (Knuth's MMIX constants).
    let mut state = 20_261_122_u64;
    for (number, _, _) in &mut all {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        *number = state >> 16;
    }
    all.sort_unstable();
    let mut drawn: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (_, article, index) in all.into_iter().take(sample) {
        drawn.entry(article.to_owned()).or_default().push(index);
    }
    drawn
}

fn chains(article: &Article, drawn: &[usize], reader: Weights) -> Result<Vec<Chained>, String> {
    if drawn.is_empty() {
        return Ok(Vec::new());
    }
    let reading = super::read(&article.id, &article.text, reader)?;
    // What the report's text has before the article's own.
    let text = &reading.report.text;
    let lead = text.find(article.text.trim()).unwrap_or_default();
    let lead = lead as i64 - (article.text.len() - article.text.trim_start().len()) as i64;
    let offsets = Offsets::of(&article.text);
    let mut found = Vec::new();
    for statement in reading.statements.iter().filter(|one| one.chain.len() > 1) {
        let content = statement.content[0].range();
        let shifted = |at: usize| (at as i64 - lead).max(0) as usize;
        let here: Range<usize> = shifted(content.start)..shifted(content.end);
        let sampled = drawn.iter().any(|index| {
            let parts = article.attributions[*index].content.iter();
            parts
                .map(|part| offsets.bytes(*part))
                .any(|part| part.start < here.end && here.start < part.end)
        });
        if sampled {
            found.push(Chained {
                article: article.id.clone(),
                start: here.start,
                shown: format!(
                    "{}: {}",
                    super::chain(statement),
                    statement.sentence.text.replace('\n', " ")
                ),
            });
        }
    }
    Ok(found)
}
