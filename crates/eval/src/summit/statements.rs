//! Statements one by one.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use headwater::model::{Reading, Span, Statement, VoiceKind};
use serde::Serialize;

use super::Miss;
use super::gold::{Gold, GoldSpan, GoldStatement};
use super::names::{same_name, same_names};
use crate::scores::Ratio;

/// How statements compare. All but the first are of those that were found.
#[derive(Default, Serialize)]
pub struct Scores {
    pub found: Ratio,
    pub voice: Ratio,
    pub chain: Ratio,
    pub stance: Ratio,
    pub speaks_for: Ratio,
    pub hedges: Ratio,
    pub statement_denied_by: Ratio,
    /// Silence that is not taken for support.
    pub silence_is_no_support: Ratio,
    /// Statements of ours.
    pub ours: usize,
    /// Statements of ours that gold does not have.
    pub extra: usize,
    /// Words of `not_claims` that are in no statement of ours.
    pub not_claims: Ratio,
}

/// Which statement of ours each gold statement is.
pub type Found<'a> = BTreeMap<&'a str, &'a Statement>;

/// Pairs gold's statements with ours and compares each pair.
pub fn score<'a>(
    gold: &'a Gold,
    readings: &BTreeMap<&str, &'a Reading>,
    misses: &mut Vec<Miss>,
) -> (Scores, Found<'a>) {
    let mut scores = Scores::default();
    let mut found = Found::new();
    for (letter, reading) in readings {
        let of_report: Vec<&GoldStatement> = (gold.statements.iter())
            .filter(|statement| statement.report == *letter)
            .collect();
        scores.ours += reading.statements.len();
        for (gold, ours) in pairs(&of_report, reading) {
            found.insert(&of_report[gold].id, &reading.statements[ours]);
        }
        let words = gold.not_claims.get(*letter).into_iter().flatten();
        words.for_each(|words| not_claimed(words, reading, &mut scores, misses));
    }
    for statement in &gold.statements {
        let ours = found.get(statement.id.as_str());
        scores.found.count(ours.is_some());
        match ours {
            Some(ours) => compare(statement, ours, &mut scores, misses),
            None => {
                let nearest = (readings.get(statement.report.as_str()))
                    .map_or_else(String::new, |reading| nearest(statement, reading));
                misses.push(Miss {
                    what: "statement",
                    id: statement.id.clone(),
                    gold: statement.content.text.clone(),
                    ours: nearest,
                });
            }
        }
    }
    scores.extra = scores.ours - found.len();
    (scores, found)
}

/// Where gold's words stand in the stored text: at their place, or at the place nearest to it.
fn place(span: &GoldSpan, text: &str) -> Range<usize> {
    let [start, end] = span.bytes;
    if text.get(start..end) == Some(&span.text) {
        return start..end;
    }
    let places = text
        .match_indices(&span.text)
        .map(|(at, words)| at..at + words.len());
    places
        .min_by_key(|range| range.start.abs_diff(start))
        .unwrap_or(start..end)
}

/// The characters of a text, by their first bytes, inside ranges.
fn characters(text: &str, ranges: impl Iterator<Item = Range<usize>>) -> BTreeSet<usize> {
    let mut set = BTreeSet::new();
    for range in ranges {
        if let Some(words) = text.get(range.clone()) {
            set.extend(words.char_indices().map(|(at, _)| range.start + at));
        }
    }
    set
}

fn of_statement(statement: &Statement, text: &str) -> BTreeSet<usize> {
    characters(text, statement.content.iter().map(Span::range))
}

/// Pairs whose contents agree by half both ways, the most alike first, each once.
fn pairs(gold: &[&GoldStatement], reading: &Reading) -> Vec<(usize, usize)> {
    let text = &reading.report.text;
    let mut candidates = Vec::new();
    for (gold_index, statement) in gold.iter().enumerate() {
        let theirs = characters(text, std::iter::once(place(&statement.content, text)));
        for (index, ours) in reading.statements.iter().enumerate() {
            let ours = of_statement(ours, text);
            let shared = theirs.intersection(&ours).count();
            let longer = theirs.len().max(ours.len());
            if longer > 0 && 2 * shared >= longer {
                candidates.push((
                    std::cmp::Reverse(1_000_000 * shared / longer),
                    gold_index,
                    index,
                ));
            }
        }
    }
    candidates.sort_unstable();
    let (mut golds, mut taken) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for (_, gold, ours) in candidates {
        if !golds.contains(&gold) && !taken.contains(&ours) {
            golds.insert(gold);
            taken.insert(ours);
            pairs.push((gold, ours));
        }
    }
    pairs
}

/// Our statements that share anything with the words, for whoever looks at a miss.
fn nearest(statement: &GoldStatement, reading: &Reading) -> String {
    let text = &reading.report.text;
    let theirs = characters(text, std::iter::once(place(&statement.content, text)));
    let near = reading.statements.iter().filter(|ours| {
        let ours = of_statement(ours, text);
        theirs.intersection(&ours).next().is_some()
    });
    let near: Vec<String> = near.map(|ours| words(&ours.content)).collect();
    if near.is_empty() {
        "nothing there".to_owned()
    } else {
        near.join(" | ")
    }
}

fn words(spans: &[Span]) -> String {
    let words: Vec<&str> = spans.iter().map(|span| span.text.as_str()).collect();
    words.join(" […] ")
}

fn compare(gold: &GoldStatement, ours: &Statement, scores: &mut Scores, misses: &mut Vec<Miss>) {
    let mut check = |what: &'static str,
                     ratio: &mut Ratio,
                     right: bool,
                     gold_words: String,
                     ours_words: String| {
        ratio.count(right);
        if !right {
            misses.push(Miss {
                what,
                id: gold.id.clone(),
                gold: gold_words,
                ours: format!("{ours_words} — “{}”", words(&ours.content)),
            });
        }
    };
    let voice = voice(ours);
    check(
        "voice",
        &mut scores.voice,
        voice == gold.voice,
        gold.voice.clone(),
        voice,
    );

    let steps: Vec<&str> = gold.chain.iter().map(|link| link.who.as_str()).collect();
    let same = gold.chain.len() == ours.chain.len()
        && (gold.chain.iter().zip(&ours.chain)).all(|(gold, ours)| {
            same_name(&gold.who, ours.name.as_deref(), ours.entity.as_deref())
                || same_name(
                    &gold.who,
                    ours.span.as_ref().map(|span| span.text.as_str()),
                    None,
                )
        });
    let our_steps: Vec<&str> = ours
        .chain
        .iter()
        .map(|link| link.name.as_deref().unwrap_or("?"))
        .collect();
    check(
        "chain",
        &mut scores.chain,
        same,
        steps.join(" → "),
        our_steps.join(" → "),
    );

    let stance = code(ours.stance);
    let wanted = if gold.mode == "reports" {
        "asserts"
    } else {
        &gold.mode
    };
    check(
        "stance",
        &mut scores.stance,
        stance == wanted,
        wanted.to_owned(),
        stance,
    );
    if gold.mode == "no_response" {
        let silent = !ours.stance.supports();
        let what = "silence taken for support";
        check(
            what,
            &mut scores.silence_is_no_support,
            silent,
            wanted.to_owned(),
            code(ours.stance),
        );
    }

    if let Some(body) = gold
        .chain
        .iter()
        .find_map(|link| link.speaks_for.as_deref())
    {
        let ours_body = ours.voice.speaks_for.as_deref();
        let right = same_name(body, ours_body, None);
        let shown = ours_body.unwrap_or("none").to_owned();
        check(
            "speaks for",
            &mut scores.speaks_for,
            right,
            body.to_owned(),
            shown,
        );
    }
    if !gold.hedges.is_empty() || !ours.hedges.is_empty() {
        let found: BTreeSet<String> = ours.hedges.iter().map(|s| s.text.to_lowercase()).collect();
        let there: BTreeSet<String> = gold.hedges.iter().map(|s| s.to_lowercase()).collect();
        let shown = found.iter().cloned().collect::<Vec<_>>().join(", ");
        check(
            "hedges",
            &mut scores.hedges,
            found == there,
            gold.hedges.join(", "),
            shown,
        );
    }
    if !gold.denied_by.is_empty() || !ours.denied_by.is_empty() {
        let names: Vec<String> = ours
            .denied_by
            .iter()
            .filter_map(|v| v.name.clone())
            .collect();
        let right = same_names(&gold.denied_by, &names);
        let what = "denied in the same sentence";
        let (theirs, shown) = (gold.denied_by.join(", "), names.join(", "));
        check(what, &mut scores.statement_denied_by, right, theirs, shown);
    }
}

/// The voice in gold's words: its kind, or `narrator`.
fn voice(ours: &Statement) -> String {
    match ours.voice.kind {
        VoiceKind::None if ours.narrator => "narrator".to_owned(),
        kind => code(kind),
    }
}

/// An enum's name in JSON.
fn code(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}

fn not_claimed(words: &str, reading: &Reading, scores: &mut Scores, misses: &mut Vec<Miss>) {
    let text = &reading.report.text;
    let places: Vec<Range<usize>> = text
        .match_indices(words)
        .map(|(at, found)| at..at + found.len())
        .collect();
    let theirs = characters(text, places.into_iter());
    let caught = reading.statements.iter().find(|ours| {
        let ours = of_statement(ours, text);
        theirs.intersection(&ours).next().is_some()
    });
    scores.not_claims.count(caught.is_none());
    if let Some(ours) = caught {
        misses.push(Miss {
            what: "no claim, but stated",
            id: reading.report.path.clone(),
            gold: words.to_owned(),
            ours: self::words(&ours.content),
        });
    }
}
