//! The running text of a report as words.

use std::ops::Range;

use headwater_model::{BlockKind, Report};
use headwater_text::shingles;

use crate::limits::LABEL_WORDS;

/// A word of the running text.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// Hash of its normal form.
    pub hash: u64,
    /// Where it stands in the report's text.
    pub range: Range<usize>,
    /// Whether it stands in quotation marks.
    pub quoted: bool,
    /// Whether it begins with a digit.
    pub number: bool,
}

/// The byte ranges of headline, headings and paragraphs; the whole text where it has no blocks.
pub(crate) fn running_text(report: &Report) -> Vec<Range<usize>> {
    if report.blocks.is_empty() {
        return std::iter::once(0..report.text.len()).collect();
    }
    let read = [
        BlockKind::Title,
        BlockKind::Subheading,
        BlockKind::Paragraph,
    ];
    report
        .blocks
        .iter()
        .filter(|block| read.contains(&block.kind))
        .map(|block| block.start..block.end)
        // Blocks come from JSON too: what does not cut the text is passed over.
        .filter(|range| report.text.get(range.clone()).is_some())
        .collect()
}

/// Whether a paragraph is a few words without a mark at their end: "Related stories", a link, the
/// name of a section.
fn is_label(paragraph: &str) -> bool {
    let ends = paragraph
        .trim_end()
        .ends_with(['.', '!', '?', '…', '"', '”', '’', '\'', ')']);
    !ends && paragraph.split_whitespace().nth(LABEL_WORDS - 1).is_none()
}

fn is_paragraph(report: &Report, range: &Range<usize>) -> bool {
    let mut blocks = report.blocks.iter();
    blocks.any(|block| block.start == range.start && block.kind == BlockKind::Paragraph)
}

/// The words of the running text without its labels, in order.
pub(crate) fn words(report: &Report) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for block in running_text(report) {
        if is_label(&report.text[block.clone()]) && is_paragraph(report, &block) {
            continue;
        }
        let quoted = quotations(&report.text, block.clone());
        let mut quoted = quoted.iter().peekable();
        for (hash, range) in shingles(&report.text, block, 1) {
            while quoted.next_if(|quote| quote.end <= range.start).is_some() {}
            let inside = quoted.peek().is_some_and(|quote| quote.start < range.end);
            words.push(Word {
                hash,
                number: report.text.as_bytes()[range.start].is_ascii_digit(),
                range,
                quoted: inside,
            });
        }
    }
    words
}

/// Hashes of all runs of `n` words, also across paragraphs: outlets break them differently.
pub(crate) fn runs(words: &[Word], n: usize) -> Vec<u64> {
    let mix = |hash: u64, word: &Word| {
        (hash.rotate_left(5) ^ word.hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    };
    let runs = words.windows(n).map(|run| run.iter().fold(0, mix));
    // The last multiplication leaves the low bits weak.
    runs.map(|hash| hash ^ (hash >> 29)).collect()
}

/// What stands in double quotation marks, paragraph by paragraph. A quotation without an end runs
/// to the end of its paragraph, as quotations over several paragraphs do.
fn quotations(text: &str, block: Range<usize>) -> Vec<Range<usize>> {
    let mut quotes = Vec::new();
    let mut open: Option<usize> = None;
    for (offset, c) in text[block.clone()].char_indices() {
        let at = block.start + offset;
        let (opens, closes) = match c {
            '“' | '„' | '«' => (true, false),
            '”' | '»' => (false, true),
            '"' => (open.is_none(), open.is_some()),
            '\n' => (false, true),
            _ => continue,
        };
        if closes && let Some(start) = open.take() {
            quotes.push(start..at);
        }
        if opens && open.is_none() {
            open = Some(at);
        }
    }
    quotes.extend(open.map(|start| start..block.end));
    quotes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        let ranges = quotations(text, 0..text.len());
        ranges.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn curly_and_straight_quotations_are_found() {
        assert_eq!(quoted("He “stays”, she \"goes\"."), ["“stays", "\"goes"]);
    }

    #[test]
    fn an_open_quotation_ends_with_its_paragraph() {
        assert_eq!(quoted("“We stay\nthey go"), ["“We stay"]);
        assert_eq!(quoted("said \"we stay"), ["\"we stay"]);
    }
}
