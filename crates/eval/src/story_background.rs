//! In how many news reports each stem stands: the background that a small collection of reports is
//! pretended to stand before.
//!
//! In: the folder of corpora. Out: lines of a stem's hash and a count, the commonest first, after
//! one line with the number of reports. None of the corpora that stories are measured on is read.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

use headwater_stories::Cut;

use crate::story_pairs::Line;

/// What is counted, how much each of its reports counts, and how many of them at most: a year of
/// commodity prices must not rule. All of them may be learnt from (`shared/corpora/README.md`).
const CORPORA: [(&str, f64, usize); 5] = [
    ("polnear/train.jsonl.gz", 1.0, usize::MAX),
    ("basil/articles.jsonl", 1.0, usize::MAX),
    ("newswcl50/articles.jsonl", 1.0, usize::MAX),
    ("current-events/lines.jsonl", 0.1, usize::MAX),
    ("reuters21578/articles.jsonl.gz", 0.25, 6_000),
];

/// Stems that are listed.
const LISTED: usize = 20_000;

/// Counts the stems.
///
/// # Errors
/// When a corpus is not there or not JSON Lines.
pub fn run(corpora: &Path) -> Result<String, String> {
    let mut counts: HashMap<u64, f64> = HashMap::new();
    let mut reports = 0.0;
    for (name, weight, most) in CORPORA {
        let lines = crate::corpus::lines::<Line>(&corpora.join(name), None)?;
        let told = lines.into_iter().map(Line::report);
        for report in told.filter(|report| !report.text.is_empty()).take(most) {
            reports += weight;
            for stem in Cut::of(&report).stems() {
                *counts.entry(stem).or_default() += weight;
            }
        }
    }
    let mut counts: Vec<(u64, f64)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut table = format!("reports\t{reports:.1}\n");
    for (stem, count) in counts.into_iter().take(LISTED) {
        writeln!(table, "{stem:016x}\t{count:.2}").map_err(|error| error.to_string())?;
    }
    Ok(table)
}
