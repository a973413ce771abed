//! A stream of any length made from corpora by a fixed recipe, to measure the cost of a report and
//! what is found.
//!
//! Some hundred stories are open at a time. Each rests on one article of the corpora whose names and
//! numbers are changed for it, so that no two stories are the same; its reports take a part of the
//! article's sentences, mixed with another article's, and exchange three in five plain words by
//! chance for others, common ones more often, so that they are alike without being copies. Of the reports that open no story one in
//! eight is a copy of an earlier one instead, cut short, and every other copy goes on in its own words.
//! All chance comes from the seed.
//!
//! The **containment** of a copy and its parent is the share of the shorter one's runs of five words
//! that stand in the other. Only the pairs of a copy and its parent are asked for; two copies of one
//! parent may be linked too. Other links are counted apart: most are of reports of one story that share
//! a long row of names and numbers, which the recipe leaves as they are.

mod stream;
mod truth;

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;
use std::time::Instant;

use headwater::model::Reuse;
use headwater_stories::{Copies, Prepared};

use crate::table::table;
pub use stream::Wire;

use stream::Made;
use truth::{Found, Truth};

const SEED: u64 = 7;
/// Reports that are cut into words ahead of the search, on two threads.
const AHEAD: usize = 256;

/// What to measure.
pub struct Options<'a> {
    /// Files of articles.
    pub files: &'a [PathBuf],
    /// How many reports.
    pub reports: usize,
    /// On one thread, or the cutting on a second.
    pub two_threads: bool,
    /// Where to write the reports with the truth.
    pub write: Option<&'a Path>,
}

/// What was measured since the row before.
#[derive(Clone, Copy, Default)]
struct Cost {
    /// Seconds in which reports were cut into words; on two threads they pass beside the others.
    cutting: f64,
    /// Seconds in which the search ran.
    finding: f64,
    /// Seconds by the clock.
    all: f64,
    links: usize,
}

/// Grows a stream and measures what the search for copies costs, by sample, as it grows, and what
/// it finds.
///
/// # Errors
/// When a file cannot be read or written.
pub fn run(options: &Options<'_>) -> Result<String, String> {
    let mut wire = Wire::new(options.files, SEED)?;
    let held: Vec<Made> = wire.by_ref().take(options.reports).collect();
    let truths = truth::of(&held);
    if let Some(path) = options.write {
        write(path, &held, &truths).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let mut copies = Copies::sampled();
    let mut found = Found::default();
    let mut rows = Vec::new();
    for to in [1, 2, 4, 7, 10].map(|tenth| options.reports * tenth / 10) {
        let since = copies.reports();
        let mut heard = |at: usize, links: &[Reuse]| found.add(&held, &truths, at, links);
        let cost = match options.two_threads {
            true => beside(&mut copies, &held, to, &mut heard)?,
            false => one_by_one(&mut copies, &held, to, &mut heard),
        };
        rows.push((to.to_string(), cells(cost, to - since, &copies)));
    }
    let heads = [
        "reports",
        "µs to cut",
        "µs to find",
        "reports/s",
        "bytes each",
        "links each",
    ];
    let threads = match options.two_threads {
        true => "two threads, one of them cuts",
        false => "one thread",
    };
    let title = format!("Copies in a stream, {threads}; since the row before");
    Ok(table(&title, &heads, &rows) + "\n" + &found.table(&truths))
}

fn cells(cost: Cost, new: usize, copies: &Copies) -> Vec<String> {
    let new = new.max(1) as f64;
    vec![
        format!("{:.0}", cost.cutting / new * 1e6),
        format!("{:.0}", cost.finding / new * 1e6),
        format!("{:.0}", new / cost.all),
        format!(
            "{:.0}",
            copies.index_bytes() as f64 / copies.reports().max(1) as f64
        ),
        format!("{:.2}", cost.links as f64 / new),
    ]
}

/// Adds reports up to a number on this thread. What is done with the links is not measured.
fn one_by_one(
    copies: &mut Copies,
    held: &[Made],
    to: usize,
    heard: &mut dyn FnMut(usize, &[Reuse]),
) -> Cost {
    let mut cost = Cost::default();
    for at in copies.reports()..to {
        let start = Instant::now();
        let new = Prepared::of(Cow::Borrowed(&held[at].report));
        cost.cutting += start.elapsed().as_secs_f64();
        let links = search(copies, held, new, &mut cost);
        heard(at, &links);
    }
    cost.all = cost.cutting + cost.finding;
    cost
}

/// The same, while another thread cuts the next reports into words.
fn beside(
    copies: &mut Copies,
    held: &[Made],
    to: usize,
    heard: &mut dyn FnMut(usize, &[Reuse]),
) -> Result<Cost, String> {
    let since = copies.reports();
    let mut cost = Cost::default();
    let mut kept: Vec<Vec<Reuse>> = Vec::with_capacity(to - since);
    let start = Instant::now();
    let (send, receive) = sync_channel(AHEAD);
    let cutting = std::thread::scope(|scope| {
        let cutter = scope.spawn(move || {
            let mut cutting = 0.0;
            for made in &held[since..to] {
                let start = Instant::now();
                let new = Prepared::of(Cow::Borrowed(&made.report));
                cutting += start.elapsed().as_secs_f64();
                if send.send(new).is_err() {
                    break;
                }
            }
            cutting
        });
        for new in receive {
            kept.push(search(copies, held, new, &mut cost));
        }
        cutter.join()
    });
    cost.all = start.elapsed().as_secs_f64();
    cost.cutting = cutting.map_err(|_| "the thread that cuts failed".to_owned())?;
    for (at, links) in (since..).zip(&kept) {
        heard(at, links);
    }
    Ok(cost)
}

fn search(copies: &mut Copies, held: &[Made], new: Prepared<'_>, cost: &mut Cost) -> Vec<Reuse> {
    let start = Instant::now();
    let earlier = |number: usize| held.get(number).map(|made| Cow::Borrowed(&made.report));
    let links = copies.add(new, &earlier);
    cost.finding += start.elapsed().as_secs_f64();
    cost.links += links.len();
    links
}

/// One report a line: its number, its text, what it copies and with what containment.
fn write(path: &Path, held: &[Made], truths: &[Truth]) -> std::io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    for (number, (made, truth)) in held.iter().zip(truths).enumerate() {
        let line = serde_json::json!({
            "id": number,
            "text": made.report.text,
            "copied_from": made.parent,
            "containment": truth.containment,
        });
        writeln!(out, "{line}")?;
    }
    out.flush()
}
