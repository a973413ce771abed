//! The parts of a report that are read: its paragraphs and their sentences.

use std::ops::Range;

use headwater_encoder::Passage;
use headwater_model::{Block, BlockKind, Report};

/// A sentence of a paragraph.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// Bytes of the report's text.
    pub range: Range<usize>,
    /// Index into [`Ground::passages`].
    pub passage: usize,
}

/// What of a report is read, and where.
pub(crate) struct Ground<'a> {
    pub text: &'a str,
    /// Headline and paragraphs, in text order.
    pub passages: Vec<Passage>,
    /// Sentences of all passages, in text order.
    pub sentences: Vec<Sentence>,
}

impl<'a> Ground<'a> {
    /// Takes the headline and the paragraphs; where a report has headlines only, they are read as
    /// paragraphs, and where it has no blocks, its whole text is.
    pub fn of(report: &'a Report) -> Self {
        let text = report.text.as_str();
        let paragraph = |block: &&Block| block.kind == BlockKind::Paragraph;
        let has_paragraphs = report.blocks.iter().any(|block| paragraph(&block));
        let mut passages: Vec<Passage> = report
            .blocks
            .iter()
            .filter(|block| match block.kind {
                BlockKind::Title | BlockKind::Subheading | BlockKind::Paragraph => true,
                BlockKind::Byline
                | BlockKind::Credit
                | BlockKind::Caption
                | BlockKind::Furniture => false,
            })
            .filter(|block| text.get(block.start..block.end).is_some())
            .map(|block| Passage {
                range: block.start..block.end,
                headline: has_paragraphs && block.kind != BlockKind::Paragraph,
            })
            .collect();
        if report.blocks.is_empty() {
            passages = vec![Passage {
                range: 0..text.len(),
                headline: false,
            }];
        }
        let sentences = passages
            .iter()
            .enumerate()
            .flat_map(|(passage, of)| {
                headwater_text::sentences(text, of.range.clone())
                    .into_iter()
                    .map(move |range| Sentence { range, passage })
            })
            .collect();
        Self {
            text,
            passages,
            sentences,
        }
    }

    /// Index of the sentence that holds this byte, or the next one after it.
    pub fn sentence_at(&self, byte: usize) -> Option<usize> {
        let index = self
            .sentences
            .partition_point(|sentence| sentence.range.end <= byte);
        (index < self.sentences.len()).then_some(index)
    }

    /// Indices of the sentences that the range touches.
    pub fn sentences_over(&self, range: &Range<usize>) -> Range<usize> {
        let start = self
            .sentences
            .partition_point(|sentence| sentence.range.end <= range.start);
        let end = self
            .sentences
            .partition_point(|sentence| sentence.range.start < range.end);
        start..end.max(start)
    }

    /// One range over all sentences that the range touches.
    pub fn whole_sentences(&self, range: &Range<usize>) -> Range<usize> {
        let touched = self.sentences_over(range);
        match (self.sentences.get(touched.start), touched.is_empty()) {
            (Some(first), false) => {
                let last = &self.sentences[touched.end - 1];
                first.range.start.min(range.start)..last.range.end.max(range.end)
            }
            _ => range.clone(),
        }
    }

    pub fn is_headline(&self, byte: usize) -> bool {
        self.passages
            .iter()
            .any(|passage| passage.headline && passage.range.contains(&byte))
    }
}

/// Sentences in which times and quantities are looked for: those that are read, and captions.
pub(crate) fn sentences_of_facts(report: &Report) -> Vec<Range<usize>> {
    if report.blocks.is_empty() {
        return headwater_text::sentences(&report.text, 0..report.text.len());
    }
    let blocks = report.blocks.iter().filter(|block| match block.kind {
        BlockKind::Title | BlockKind::Subheading | BlockKind::Paragraph | BlockKind::Caption => {
            true
        }
        BlockKind::Byline | BlockKind::Credit | BlockKind::Furniture => false,
    });
    let whole = blocks.filter(|block| report.text.get(block.start..block.end).is_some());
    whole
        .flat_map(|block| headwater_text::sentences(&report.text, block.start..block.end))
        .collect()
}

/// What a name has, of the words behind it: "’s lawyer".
pub(crate) fn owned(behind: &str) -> Option<&str> {
    let marks = ["’s ", "'s ", "’ ", "' "];
    marks.iter().find_map(|mark| behind.strip_prefix(mark))
}

/// The range without white space at its ends.
pub(crate) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    trim_matches(text, range, char::is_whitespace)
}

/// The range without the characters that `drop` picks, at both ends.
pub(crate) fn trim_matches(
    text: &str,
    range: Range<usize>,
    drop: impl Fn(char) -> bool,
) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let start = words.len() - words.trim_start_matches(&drop).len();
    let end = words.trim_end_matches(&drop).len();
    if start >= end {
        range.start..range.start
    } else {
        range.start + start..range.start + end
    }
}

/// Whether two byte ranges share a byte.
pub(crate) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// The last character boundary at or before the byte, within the text.
pub(crate) fn floor_char(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}
