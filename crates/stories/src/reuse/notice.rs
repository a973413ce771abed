//! What an outlet puts under its reports: who pays for it, how to write to it, its rules.
//!
//! Such a notice looks like running text. It stands at the same end of two reports of one outlet,
//! is a small part of the longer one, and is all that they share.

use std::ops::Range;

use super::{Prepared, Shared};
use crate::limits::{AT_AN_END, GRAM, NOTICE, NOTICE_WORDS};

/// Whether all that two reports of one outlet share is such a notice.
pub(super) fn is_notice(shared: &Shared<'_>) -> bool {
    let ranges = [0, 1].map(|which| covered(shared, which));
    let short = ranges.iter().all(|range| range.len() <= NOTICE_WORDS);
    let small = shared.shares[0].min(shared.shares[1]) <= NOTICE;
    let at = |end: fn(&Prepared<'_>, &Range<usize>) -> usize| {
        (0..2).all(|which| end(shared.pair[which], &ranges[which]) <= AT_AN_END)
    };
    let begins = at(|_, range| range.start);
    let ends = at(|report, range| report.words.len() - range.end);
    short && small && (begins || ends)
}

/// The runs of the second report that are shared.
pub(super) fn runs(shared: &Shared<'_>) -> impl Iterator<Item = u64> {
    let report = shared.pair[1];
    let runs = shared.passages.iter().flat_map(|passage| &passage.runs);
    runs.flat_map(|(_, start, length)| report.runs[*start..].iter().take(length - GRAM + 1))
        .copied()
}

/// From the first shared word of a report to the last.
fn covered(shared: &Shared<'_>, which: usize) -> Range<usize> {
    let ranges = shared.passages.iter().map(|passage| passage.side(which));
    let start = ranges.clone().map(|range| range.start).min();
    start.unwrap_or(0)..ranges.map(|range| range.end).max().unwrap_or(0)
}
