//! What a report of a large story costs after it was read: copies, grouping, differences, origins.
//!
//! In: two files of articles. Out: a table by the number of reports. A story is made of the first: each
//! report says some sentences of its first articles, which are of one event, and
//! some of an article of its own out of the second file. So much is said by many, in the same words, and
//! more by one only. Reading is not measured.

use std::path::Path;

use headwater::Weights;
use headwater::ingest::{Format, Options, parse};
use headwater::model::{Reading, Report};
use headwater_text::{fnv, sentences};
use serde::Deserialize;

use crate::corpus;
use crate::start::memory;
use crate::table::table;

/// Articles of the first file that are of one event.
const OF_ONE_EVENT: usize = 5;
/// Sentences of the event and of the own article in a report.
const SHARED: usize = 6;
const OWN: usize = 5;
/// Days over which the reports are published.
const DAYS: usize = 5;

#[derive(Deserialize)]
struct Article {
    text: String,
}

/// Makes reports, reads them, and measures what stories of the first of them cost.
///
/// # Errors
/// When a file cannot be read, holds too few articles, or the encoder fails.
pub fn run(
    event: &Path,
    others: &Path,
    counts: &[usize],
    reader: Weights,
) -> Result<String, String> {
    let most = counts.iter().copied().max().unwrap_or(0);
    let reports = reports(event, others, most)?;
    if reports.len() < most {
        return Err(format!(
            "{}: only {} articles are long enough",
            others.display(),
            reports.len()
        ));
    }
    let read = headwater::read_all(reports.into_iter(), reader, None);
    let readings: Vec<Reading> = read
        .collect::<Result<_, _>>()
        .map_err(|error| error.to_string())?;
    let mut rows = Vec::new();
    for &count in counts {
        let story: Vec<Reading> = readings[..count].to_vec();
        let borrowed: Vec<&Reading> = story.iter().collect();
        let start = seconds();
        let groups = headwater_claims::group(&borrowed);
        let grouping = seconds() - start;
        let start = seconds();
        for group in &groups {
            headwater_claims::differences(&borrowed, &group.statements);
        }
        let differing = seconds() - start;
        let (claims, statements) = (groups.len(), groups.iter().map(|one| one.statements.len()));
        let (largest, statements) = (
            statements.clone().max().unwrap_or(0),
            statements.sum::<usize>(),
        );
        drop(groups);
        forget_peak();
        let before = memory(std::process::id(), "VmRSS:").unwrap_or(0);
        let start = seconds();
        let brief = headwater::told(story);
        let whole = seconds() - start;
        let peak = memory(std::process::id(), "VmHWM:").unwrap_or(0);
        drop(brief);
        let line = vec![
            statements.to_string(),
            claims.to_string(),
            largest.to_string(),
            format!("{grouping:.2}"),
            format!("{differing:.2}"),
            format!("{whole:.2}"),
            format!("{:.1}", whole / count as f64 * 1e3),
            (peak.saturating_sub(before) >> 10).to_string(),
        ];
        eprintln!("{count}: {}", line.join(" "));
        rows.push((count.to_string(), line));
    }
    let heads = [
        "reports",
        "statements",
        "claims",
        "largest",
        "s to group",
        "of these differences",
        "s in all",
        "ms a report",
        "MiB more",
    ];
    Ok(table("A story after reading, one thread", &heads, &rows))
}

/// Seconds that this thread has computed: other programs on the machine do not count. 0 where the kernel
/// does not tell.
fn seconds() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told
        .split(' ')
        .next()
        .and_then(|one| one.parse::<f64>().ok());
    nanoseconds.unwrap_or(0.0) / 1e9
}

/// Makes the kernel count the peak of memory anew, where it can.
fn forget_peak() {
    drop(std::fs::write("/proc/self/clear_refs", "5"));
}

fn reports(event: &Path, others: &Path, most: usize) -> Result<Vec<Report>, String> {
    let cut = |article: &Article| -> Vec<String> {
        let text = &article.text;
        let whole = sentences(text, 0..text.len()).into_iter();
        let words = whole.map(|range| text[range].split_whitespace().collect::<Vec<_>>().join(" "));
        words.filter(|words| words.len() > 30).collect()
    };
    let shared: Vec<String> = (corpus::lines::<Article>(event, Some(OF_ONE_EVENT))?.iter())
        .flat_map(cut)
        .collect();
    let own = corpus::lines::<Article>(others, Some(2 * most))?;
    let own = own.iter().map(cut).filter(|one| one.len() >= OWN);
    let reports = own.take(most).enumerate().map(|(number, own)| {
        // The same sentences on every machine.
        let start = |one: usize| fnv(&format!("{number} {one}").into_bytes()) as usize;
        let mut said: Vec<&str> = (0..SHARED)
            .map(|one| shared[start(one) % shared.len()].as_str())
            .collect();
        said.extend(own[..OWN].iter().map(String::as_str));
        let options = Options {
            outlet: Some(format!("Outlet {number}")),
            published: Some(format!("2026-03-{:02}", 1 + number % DAYS)),
            ..Options::default()
        };
        let text = said.join("\n\n");
        let ingested = parse(
            text.as_bytes(),
            Format::Text,
            &format!("{number}.txt"),
            &options,
        );
        match ingested.into_iter().next() {
            Some(Ok(ingested)) => Ok(ingested.report),
            _ => Err(format!("report {number} cannot be taken in")),
        }
    });
    reports.collect()
}
