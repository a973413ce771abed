//! The text of a report cut into paragraphs, with the places where statements begin and end.

use std::collections::HashMap;

use headwater_model::{Block, BlockKind, Reading};

/// One paragraph of a report's text.
pub(crate) struct Paragraph<'a> {
    /// What it is.
    pub kind: BlockKind,
    /// Its text with marks, properly nested: a mark that another one ends inside of is closed
    /// before it and opened again after it.
    pub marks: Vec<Mark<'a>>,
}

impl Paragraph<'_> {
    /// Whether statements are looked for in it.
    pub fn is_read(&self) -> bool {
        matches!(
            self.kind,
            BlockKind::Title | BlockKind::Subheading | BlockKind::Paragraph
        )
    }
}

/// A step through a marked text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mark<'a> {
    /// A statement begins, or goes on where `first` is false.
    Open {
        /// Its place in [`Reading::statements`].
        statement: usize,
        /// Whether none of it came before.
        first: bool,
    },
    /// Words of the report.
    Text(&'a str),
    /// A statement ends, or stops for a while where `last` is false.
    Close {
        /// Its place in [`Reading::statements`].
        statement: usize,
        /// Whether none of it comes after.
        last: bool,
    },
}

/// A part of a statement's content inside the text.
#[derive(Clone, Copy)]
struct Part {
    statement: usize,
    start: usize,
    end: usize,
}

/// The paragraphs of the report with their marks.
///
/// Spans whose words do not stand where they say are left out: no mark is better than a wrong one.
pub(crate) fn paragraphs(reading: &Reading) -> Vec<Paragraph<'_>> {
    let text = reading.report.text.as_str();
    let mut parts: Vec<Part> = Vec::new();
    for (statement, said) in reading.statements.iter().enumerate() {
        for span in said.content.iter().filter(|span| span.holds_in(text)) {
            if span.start < span.end {
                let (start, end) = (span.start, span.end);
                parts.push(Part {
                    statement,
                    start,
                    end,
                });
            }
        }
    }
    parts.sort_by_key(|part| (part.start, std::cmp::Reverse(part.end), part.statement));
    let mut ends: HashMap<usize, (usize, usize)> = HashMap::new();
    for part in &parts {
        let bounds = ends.entry(part.statement).or_insert((part.start, part.end));
        bounds.0 = bounds.0.min(part.start);
        bounds.1 = bounds.1.max(part.end);
    }
    (blocks(reading).into_iter())
        .map(|block| Paragraph {
            kind: block.kind,
            marks: marked(text, &block, &parts, &ends),
        })
        .collect()
}

/// The report's own blocks where they are whole, else its lines.
fn blocks(reading: &Reading) -> Vec<Block> {
    let report = &reading.report;
    let (mut at, mut good) = (0, !report.blocks.is_empty());
    for block in &report.blocks {
        let words = report.text.get(block.start..block.end);
        let between = report.text.get(at..block.start);
        good &= words.is_some() && between.is_some_and(|gap| gap.trim().is_empty());
        at = block.end;
    }
    good &= (report.text.get(at..)).is_some_and(|rest| rest.trim().is_empty());
    if good {
        return report.blocks.clone();
    }
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in report.text.split_inclusive('\n') {
        let end = start + line.trim_end().len();
        if start < end {
            blocks.push(Block {
                kind: BlockKind::Paragraph,
                start,
                end,
            });
        }
        start += line.len();
    }
    blocks
}

fn marked<'a>(
    text: &'a str,
    block: &Block,
    parts: &[Part],
    bounds: &HashMap<usize, (usize, usize)>,
) -> Vec<Mark<'a>> {
    let inside: Vec<Part> = (parts.iter())
        .filter(|part| part.start < block.end && part.end > block.start)
        .map(|part| Part {
            statement: part.statement,
            start: part.start.max(block.start),
            end: part.end.min(block.end),
        })
        .collect();
    let mut cuts: Vec<usize> = (inside.iter())
        .flat_map(|part| [part.start, part.end])
        .chain([block.start, block.end])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();

    let mut marks = Vec::new();
    let mut open: Vec<Part> = Vec::new();
    for pair in cuts.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        close_ended(&mut marks, &mut open, from, bounds);
        for part in inside.iter().filter(|part| part.start == from) {
            marks.push(Mark::Open {
                statement: part.statement,
                first: bounds[&part.statement].0 == from,
            });
            open.push(*part);
        }
        marks.push(Mark::Text(&text[from..to]));
    }
    close_ended(&mut marks, &mut open, block.end, bounds);
    marks
}

/// Closes what ends at `at`; what lies above it on the stack is closed and opened again.
fn close_ended(
    marks: &mut Vec<Mark<'_>>,
    open: &mut Vec<Part>,
    at: usize,
    bounds: &HashMap<usize, (usize, usize)>,
) {
    let Some(lowest) = open.iter().position(|part| part.end == at) else {
        return;
    };
    let above = open.split_off(lowest);
    for part in above.iter().rev() {
        let last = part.end == at && bounds[&part.statement].1 == at;
        marks.push(Mark::Close {
            statement: part.statement,
            last,
        });
    }
    for part in above.into_iter().filter(|part| part.end != at) {
        marks.push(Mark::Open {
            statement: part.statement,
            first: false,
        });
        open.push(part);
    }
}
