//! A text → the units that blocks are made of: paragraphs, or lines where each is a paragraph.

use std::ops::Range;

/// Characters of the longest line of a hard-wrapped text.
const WIDEST: usize = 120;

/// The units of a text, in order: each without the space around it, none empty.
///
/// Blank lines always part units. A single line end parts them too, unless the lines are
/// hard-wrapped: they stop in mid-sentence and go on in lower case. Then only a line at the edge of
/// a paragraph that `stands_alone` (a byline, a credit) and an indented line begin a unit.
pub(super) fn units(text: &str, stands_alone: fn(&str) -> bool) -> Vec<Range<usize>> {
    let chunks = chunks(text);
    let all_wrapped = is_wrapped(text, &chunks, 5);
    let mut units = Vec::new();
    for chunk in &chunks {
        let wrapped = all_wrapped || is_wrapped(text, std::slice::from_ref(chunk), 2);
        if chunk.len() == 1 || !wrapped {
            units.extend(chunk.iter().cloned());
        } else {
            join(text, chunk, stands_alone, &mut units);
        }
    }
    units
}

/// Runs of lines without a blank line between; each line without the space around it.
fn chunks(text: &str) -> Vec<Vec<Range<usize>>> {
    let mut chunks = Vec::new();
    let mut open = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let lead = line.len() - line.trim_start().len();
        let words = line.trim();
        if words.is_empty() {
            if !open.is_empty() {
                chunks.push(std::mem::take(&mut open));
            }
        } else {
            open.push(start + lead..start + lead + words.len());
        }
        start += line.len();
    }
    if !open.is_empty() {
        chunks.push(open);
    }
    chunks
}

/// Whether lines go on in the next line: at least every second stops without an end mark, and at
/// least one in `one_in` is followed by a lower-case letter.
fn is_wrapped(text: &str, chunks: &[Vec<Range<usize>>], one_in: usize) -> bool {
    let (mut pairs, mut open, mut lower) = (0, 0, 0);
    for pair in chunks.iter().flat_map(|chunk| chunk.windows(2)) {
        let (line, next) = (&text[pair[0].clone()], &text[pair[1].clone()]);
        if line.len() > WIDEST && line.chars().count() > WIDEST {
            return false;
        }
        pairs += 1;
        open += usize::from(!line.ends_with(['.', '!', '?', ':', ';', '…', '"', '”', ')']));
        lower += usize::from(next.starts_with(char::is_lowercase));
    }
    pairs > 0 && open * 2 >= pairs && lower * one_in >= pairs
}

/// Joins the lines of a hard-wrapped run into paragraphs.
fn join(
    text: &str,
    chunk: &[Range<usize>],
    stands_alone: fn(&str) -> bool,
    units: &mut Vec<Range<usize>>,
) {
    let alone = |line: &Range<usize>| stands_alone(&text[line.clone()]);
    let first = chunk
        .iter()
        .position(|line| !alone(line))
        .unwrap_or(chunk.len());
    let last = chunk[first..]
        .iter()
        .rposition(|line| !alone(line))
        .map_or(first, |at| first + at + 1);
    units.extend(chunk[..first].iter().cloned());
    let mut open: Option<Range<usize>> = None;
    let mut before = 0;
    for line in &chunk[first..last] {
        let indent = line.start - text[..line.start].rfind('\n').map_or(0, |at| at + 1);
        let begins = indent >= before + 2;
        before = indent;
        match &mut open {
            Some(unit) if !begins => unit.end = line.end,
            _ => units.extend(open.replace(line.clone())),
        }
    }
    units.extend(open);
    units.extend(chunk[last..].iter().cloned());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let units = units(text, |line| line.starts_with("By "));
        units.into_iter().map(|unit| &text[unit]).collect()
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        assert_eq!(split("One.\n \n\n  Two. \n"), ["One.", "Two."]);
    }

    #[test]
    fn single_lines_are_paragraphs() {
        assert_eq!(
            split("One ferry sank.\nTwo came.\nReuter"),
            ["One ferry sank.", "Two came.", "Reuter"]
        );
    }

    #[test]
    fn hard_wrapped_lines_are_one_paragraph() {
        let text = "By Ana Ruiz\nThe ferry that left Porto on\nFriday sank near the coast,\nand \
                    nobody died.\n\nThe crew was\nsaved by boats.";
        let expected = [
            "By Ana Ruiz",
            "The ferry that left Porto on\nFriday sank near the coast,\nand nobody died.",
            "The crew was\nsaved by boats.",
        ];
        assert_eq!(split(text), expected);
    }

    #[test]
    fn an_indented_line_begins_a_paragraph() {
        let text = "   The ferry that left\nPorto sank near\nthe coast.\n   The crew was\nsaved.";
        assert_eq!(split(text).len(), 2);
    }
}
