//! True sentences of the labelled stories made false: does a brief say that they are corroborated?
//!
//! From each gold claim, and for each recipe, the first of its supporting statements that the recipe
//! can be followed in. Its sentence is made false and printed by a new outlet, dated as the
//! story's newest report, after the sentence that stands before it in its own report. The brief is
//! made of the true reports and this one. The false statement is
//! *corroborated* when it stands in a claim with a true one, on the supporting side, and no difference of a
//! slot of the recipe has it on another side than a true statement; *shown* when such a difference
//! has, or when it stands on the denial side after being negated; *apart* when it is a claim of its own.
//! It is also asked for with `check --claim` among the true reports alone.

mod judge;
mod recipes;

use std::collections::BTreeMap;
use std::path::Path;

use headwater::Weights;
use headwater::ingest::{Format, Options, parse};
use headwater::model::{Brief, Reading};
use serde::Serialize;

use crate::scores::Ratio;
use crate::story_gold::{gold, matching};
use crate::table::table;
use judge::Fate;
use recipes::{Distorted, Pools, Recipe, Source};

/// What became of the sentences of one recipe.
#[derive(Default, Serialize)]
struct Row {
    made: usize,
    unread: usize,
    apart: usize,
    shown: usize,
    corroborated: usize,
    /// Asked for: taken for a claim, and for one with so many origins at least.
    taken: usize,
    taken_one: usize,
    taken_two: usize,
}

impl Row {
    fn cells(&self) -> Vec<String> {
        let together = self.shown + self.corroborated;
        let ratio = |right, of| Ratio { right, of }.cells();
        let mut cells = vec![
            self.made.to_string(),
            self.unread.to_string(),
            self.apart.to_string(),
        ];
        cells.push(self.shown.to_string());
        cells.push(self.corroborated.to_string());
        cells.push(ratio(self.shown, together)[1].clone());
        cells.extend([self.taken, self.taken_one, self.taken_two].map(|n| n.to_string()));
        cells
    }
}

/// Whoever says the claim in some report, and who speaks for them: in these mouths it is not false.
fn voices_of(story: &gold::Story, claim: &gold::Claim) -> Vec<String> {
    let names = |statement: &gold::Statement| -> Vec<String> {
        let chain = statement.chain.iter().map(|link| link.who.clone());
        chain.chain(statement.speaks_for.clone()).collect()
    };
    let mut theirs: Vec<String> = claim.statements.iter().flat_map(names).collect();
    for statement in story.claims.iter().flat_map(|claim| &claim.statements) {
        let tied = statement.speaks_for.as_ref();
        if tied.is_some_and(|body| theirs.contains(body)) {
            theirs.extend(names(statement));
        }
    }
    theirs
}

/// Makes the sentences false, one brief each, and counts.
///
/// # Errors
/// When stories or corpora cannot be read, or the encoder fails.
pub fn run(
    folder: &Path,
    corpora: &Path,
    set: &str,
    misses: bool,
    reader: Weights,
    json: bool,
) -> Result<String, String> {
    let mut rows: BTreeMap<Recipe, Row> = BTreeMap::new();
    let mut told = String::new();
    for labelled in gold::read(folder, corpora, set)? {
        let read = |one: &gold::Taken| headwater::read(one.report.clone(), reader);
        let readings: Vec<Reading> = (labelled.reports.values().map(read))
            .collect::<Result<_, _>>()
            .map_err(|error| error.to_string())?;
        let brief = headwater::told(readings.clone());
        let pools = Pools::of(&brief.readings);
        let matched = matching::matched(&labelled, &brief);
        for claim in &labelled.gold.claims {
            let truth = matched.of(claim);
            let theirs = voices_of(&labelled.gold, claim);
            for recipe in Recipe::ALL {
                let Some((true_id, reading, made)) = truth.iter().find_map(|(statement, place)| {
                    let reading = holder(&brief, &statement.id)?;
                    let source = Source {
                        reading,
                        statement,
                        claimed: place.clone(),
                        pools: &pools,
                        theirs: &theirs,
                    };
                    Some((&statement.id, reading, source.distorted(recipe)?))
                }) else {
                    continue;
                };
                let row = rows.entry(recipe).or_default();
                row.made += 1;
                let report = report(&brief, reading, true_id, &made)?;
                let start = report.text.find(&made.sentence).unwrap_or(0);
                let added = headwater::read(report, reader).map_err(|error| error.to_string())?;
                let id = added.report.id.clone();
                let mut all = readings.clone();
                all.push(added);
                let with = headwater::told(all);
                let ids: Vec<&str> = truth.iter().map(|(one, _)| one.id.as_str()).collect();
                let judged = judge::judge(&with, &id, start, recipe, &made, &ids);
                match judged.fate {
                    Fate::Unread => row.unread += 1,
                    Fate::Apart => row.apart += 1,
                    Fate::Shown => row.shown += 1,
                    Fate::Corroborated => row.corroborated += 1,
                }
                let asked = judge::asked(&brief, &made.sentence);
                row.taken += usize::from(asked.is_some());
                row.taken_one += usize::from(asked.is_some_and(|min| min >= 1));
                row.taken_two += usize::from(asked.is_some_and(|min| min >= 2));
                if misses && recipe != Recipe::Unchanged {
                    told.push_str(&format!(
                        "{} {} {} {:?}{}: [{}] → [{}] in “{}” | {}\n",
                        labelled.gold.story,
                        claim.id,
                        recipe.name(),
                        judged.fate,
                        asked.map_or(String::new(), |min| format!(
                            ", taken for a claim with {min}.."
                        )),
                        made.was,
                        made.new_words(),
                        made.sentence,
                        judged.why,
                    ));
                }
            }
        }
    }
    if json {
        let named: BTreeMap<&str, &Row> = rows.iter().map(|(one, row)| (one.name(), row)).collect();
        let text = serde_json::to_string_pretty(&named).map_err(|error| error.to_string())?;
        return Ok(text + "\n");
    }
    let mut all = Row::default();
    for row in rows
        .iter()
        .filter(|(recipe, _)| **recipe != Recipe::Unchanged)
        .map(|(_, row)| row)
    {
        all.made += row.made;
        all.unread += row.unread;
        all.apart += row.apart;
        all.shown += row.shown;
        all.corroborated += row.corroborated;
        all.taken += row.taken;
        all.taken_one += row.taken_one;
        all.taken_two += row.taken_two;
    }
    let mut lines: Vec<(String, Vec<String>)> = (rows.iter())
        .map(|(recipe, row)| (recipe.name().to_owned(), row.cells()))
        .collect();
    lines.push(("all but the first".to_owned(), all.cells()));
    let head = [
        "",
        "made",
        "unread",
        "apart",
        "shown",
        "corroborated",
        "shown of together",
        "check: taken",
        "min 1",
        "min 2",
    ];
    Ok(table(&format!("Distorted claims, set {set}"), &head, &lines) + &told)
}

/// The reading that a statement is of.
fn holder<'b>(brief: &'b Brief, id: &str) -> Option<&'b Reading> {
    (brief.readings.iter()).find(|reading| reading.statements.iter().any(|one| one.id == id))
}

/// A report that says the sentence, after what stands before it in the report that it is from.
fn report(
    brief: &Brief,
    from: &Reading,
    statement: &str,
    made: &Distorted,
) -> Result<headwater::model::Report, String> {
    let text = &from.report.text;
    let said = from.statements.iter().find(|one| one.id == statement);
    let start = said.map_or(0, |one| one.sentence.start);
    let sentences = headwater_text::sentences(text, 0..text.len());
    let before = sentences.iter().rfind(|range| range.end <= start);
    let after = sentences.iter().find(|range| range.start > start);
    let context = before
        .or(after)
        .map_or("", |range| text[range.clone()].trim());
    let newest = brief
        .readings
        .iter()
        .filter_map(|one| one.report.published.clone())
        .max();
    let options = Options {
        outlet: Some("The Distorter".to_owned()),
        published: newest,
        ..Options::default()
    };
    let body = format!("{context}\n\n{}\n", made.sentence);
    let ingested = parse(body.as_bytes(), Format::Text, "distorted.txt", &options);
    match ingested.into_iter().next() {
        Some(Ok(ingested)) => Ok(ingested.report),
        _ => Err(format!("cannot be taken in: {body}")),
    }
}
