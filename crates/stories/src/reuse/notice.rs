//! What an outlet puts under its reports: who pays for it, how to write to it, its rules.
//!
//! Such a notice looks like running text. It stands at the end of two reports of one outlet, is a
//! small part of the longer one and not the most of the shorter, and is all that they share. What
//! two reports of one outlet share at their top is a first take and its update.

use std::ops::Range;

use super::Shared;
use crate::limits::{AT_AN_END, GRAM, NOTICE, NOTICE_OF_A_SHORT, NOTICE_WORDS};

/// Whether all that two reports of one outlet share is such a notice.
pub(super) fn is_notice(shared: &Shared<'_>) -> bool {
    let ranges = [0, 1].map(|which| covered(shared, which));
    let short = ranges.iter().all(|range| range.len() <= NOTICE_WORDS);
    let [one, other] = shared.shares;
    let small = one.min(other) <= NOTICE && one.max(other) <= NOTICE_OF_A_SHORT;
    let at_end = (0..2).all(|which| {
        let left = shared.pair[which].words.len() - ranges[which].end;
        left <= AT_AN_END
    });
    short && small && at_end
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
