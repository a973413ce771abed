//! Claims and origins against the labelled stories of `eval/data/stories`.
//!
//! A story's reports are taken in as text files, read, and made one brief. A gold statement is found
//! when a statement of ours in the same report shares half of the characters of the longer of the two
//! contents; it is *touched* when half of the shorter is shared. The claim of ours that holds most of the
//! supporting statements of a gold claim that are touched (of several the smallest) is compared
//! with it; a gold claim without one is wrong in every row.

mod baseline;
pub mod gold;
mod judge;
pub mod matching;
mod pairs;

use std::path::Path;

use headwater::{BriefOptions, Weights, make};
use serde::Serialize;

use judge::{Judged, Miss};

use crate::scores::Ratio;
use crate::table::table;

/// Reads the stories of a set and compares.
///
/// # Errors
/// When stories or corpora cannot be read, or the encoder fails.
pub fn run(
    folder: &Path,
    corpora: &Path,
    set: &str,
    misses: bool,
    pairs: Option<&Path>,
    reader: Weights,
    json: bool,
) -> Result<String, String> {
    let mut rows = String::new();
    let mut all = Judged::default();
    let mut counter = Judged::default();
    let mut grouped = Judged::default();
    let mut told: Vec<Miss> = Vec::new();
    for labelled in gold::read(folder, corpora, set)? {
        let options = BriefOptions {
            one_story: true,
            reader,
            ..BriefOptions::default()
        };
        let reports = labelled.reports.values().map(|one| one.report.clone());
        let made = make(reports.collect(), &options, &|_| ()).map_err(|error| error.to_string())?;
        all.add(judge::judge(
            &labelled,
            &made.brief,
            &mut grouped,
            &mut told,
        ));
        if pairs.is_some() {
            rows.push_str(&pairs::rows(&labelled, &made.brief, reader)?);
        }
        counter.add(baseline::judge(&labelled));
    }
    if let Some(path) = pairs {
        let head = format!(
            "story\tlabel\ta\tb\t{}\n",
            headwater_claims::FEATURES.join("\t")
        );
        std::fs::write(path, head + &rows)
            .map_err(|error| format!("{}: {error}", path.display()))?;
    }
    if json {
        let whole = Whole {
            set,
            headwater: &all,
            grouped_as_gold: &grouped,
            headlines: &counter,
            misses: &told,
        };
        let text = serde_json::to_string_pretty(&whole).map_err(|error| error.to_string())?;
        return Ok(text + "\n");
    }
    let mut out = print(set, &all, &grouped, &counter);
    if misses {
        for miss in &told {
            out.push_str(&format!("{}\n", miss.line()));
        }
    }
    Ok(out)
}

#[derive(Serialize)]
struct Whole<'a> {
    set: &'a str,
    headwater: &'a Judged,
    grouped_as_gold: &'a Judged,
    headlines: &'a Judged,
    misses: &'a [Miss],
}

fn print(set: &str, all: &Judged, grouped: &Judged, counter: &Judged) -> String {
    let of = |ratio: &Ratio| ratio.cells();
    let row = |name: &str, pick: fn(&Judged) -> &Ratio, both: bool| {
        let mut cells = of(pick(all));
        if both {
            match pick(counter).of {
                0 => cells.extend([String::new(), String::new()]),
                _ => cells.extend(of(pick(counter))),
            }
            cells.extend(of(pick(grouped)));
        }
        (name.to_owned(), cells)
    };
    let rows = vec![
        row("statements found", |j| &j.found, false),
        row("statements touched", |j| &j.touched, false),
        row(
            "statements touched whose voice is right",
            |j| &j.roots,
            false,
        ),
        row(
            "pairs of one claim that are together",
            |j| &j.together,
            false,
        ),
        row("pairs together that are of one claim", |j| &j.apart, false),
        row("origins equal", |j| &j.equal, true),
        row(
            "origins: gold equal or within ours",
            |j| &j.gold_within,
            true,
        ),
        row(
            "origins: ours equal or within gold",
            |j| &j.ours_within,
            true,
        ),
        row(
            "single-origin claims (1..1) seen as such",
            |j| &j.single,
            true,
        ),
        row("claims wrongly given min 2 or more", |j| &j.too_many, true),
        row("denials: of ours right", |j| &j.denials_right, true),
        row("denials: of gold found", |j| &j.denials_found, true),
        row(
            "refusals, silence, no confirmation: of ours right",
            |j| &j.answers_right,
            true,
        ),
        row(
            "refusals, silence, no confirmation: of gold found",
            |j| &j.answers_found,
            true,
        ),
        row("differences: slots of gold found", |j| &j.differences, true),
        row(
            "differences: slots of ours that gold has",
            |j| &j.differences_right,
            true,
        ),
    ];
    table(
        &format!("{} claims, set {set}", all.equal.of),
        &["", "headwater", "", "headlines", "", "gold's groups", ""],
        &rows,
    )
}
