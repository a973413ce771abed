//! A stored text → its blocks, its dateline, and whom it credits.

mod byline;
mod credit;
mod credits;
mod dateline;
mod furniture;
mod lines;
mod names;
mod picture;

use std::ops::Range;

use headwater_model::{Block, BlockKind, Span};

use crate::clean::one_line;

pub(crate) use byline::names_of as names_of_byline;

/// What is known of a text before it is looked at.
pub(crate) struct Hints<'a> {
    /// Places whose kind the markup tells, in order.
    pub marked: &'a [(Range<usize>, BlockKind)],
    /// The headline, where metadata give it.
    pub title: Option<&'a str>,
    /// The byline, where metadata give it.
    pub byline: Option<&'a str>,
}

/// What a text is made of.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub blocks: Vec<Block>,
    pub dateline: Option<Span>,
    pub credits: Vec<Span>,
    /// The first byline in the text, without its "By".
    pub byline: Option<String>,
    /// The date in a "Published …" line above the text, in normal form.
    pub published: Option<String>,
}

/// Where a unit stands among the others.
#[derive(Clone, Copy)]
struct Place {
    index: usize,
    count: usize,
}

impl Place {
    fn is_near_start(self) -> bool {
        self.index < 6
    }

    fn is_near_end(self) -> bool {
        self.index + 4 >= self.count
    }
}

/// Splits a text into blocks.
pub(crate) fn lay_out(text: &str, hints: &Hints<'_>) -> Layout {
    let units = lines::units(text, stands_alone);
    let mut layout = Layout::default();
    let count = units.len();
    for (index, unit) in units.iter().enumerate() {
        let place = Place { index, count };
        let next = units.get(index + 1).map(|next| &text[next.clone()]);
        let kind = kind_of(text, unit, place, next, hints, &layout);
        match kind {
            BlockKind::Paragraph => paragraph(text, unit.clone(), &mut layout),
            kind => other(text, unit.clone(), kind, place, &mut layout),
        }
    }
    layout
}

/// Whether a line at the edge of a hard-wrapped paragraph is a block of its own.
fn stands_alone(line: &str) -> bool {
    byline::has_by(line)
        || furniture::is_furniture(line)
        || credit::is_text_credit(line, false)
        || picture::is_credit(line)
}

fn kind_of(
    text: &str,
    unit: &Range<usize>,
    place: Place,
    next: Option<&str>,
    hints: &Hints<'_>,
    layout: &Layout,
) -> BlockKind {
    let line = &text[unit.clone()];
    if place.index == 0 && hints.title.is_some_and(|title| same_line(line, title)) {
        return BlockKind::Title;
    }
    if (place.is_near_start() || place.is_near_end()) && is_date(line) {
        return BlockKind::Furniture;
    }
    if picture::is_credit(line) || credit::is_text_credit(line, place.is_near_end()) {
        return BlockKind::Credit;
    }
    if furniture::is_furniture(line) {
        return BlockKind::Furniture;
    }
    if picture::is_caption(line) {
        return BlockKind::Caption;
    }
    let given = hints.byline.is_some_and(|byline| same_line(line, byline));
    if given && line.len() < 300 || byline::is_byline(line, place) {
        return BlockKind::Byline;
    }
    let gap = text[unit.end..].trim_start_matches([' ', '\t']);
    let followed = gap.starts_with("\n\n") || gap.starts_with("\n") && !hints_wrapped(line, next);
    let no_title = layout.blocks.is_empty() && hints.title.is_none();
    if no_title && place.index == 0 && next.is_some() && followed && is_headline(line) {
        return BlockKind::Title;
    }
    let marked = hints
        .marked
        .binary_search_by(|(range, _)| range.start.cmp(&unit.start));
    if let Ok(place) = marked {
        return hints.marked[place].1;
    }
    match next {
        Some(next) if is_subheading(line, next) => BlockKind::Subheading,
        _ => BlockKind::Paragraph,
    }
}

/// Whether the next line goes on with this one.
fn hints_wrapped(line: &str, next: Option<&str>) -> bool {
    let goes_on = next
        .and_then(|next| next.chars().next())
        .is_some_and(char::is_lowercase);
    goes_on || line.ends_with(',')
}

/// Short, one line, no end mark.
fn is_headline(line: &str) -> bool {
    is_label(line.trim_end_matches(['"', '”', '’']), 200, 30)
}

/// Shorter still, and before something that is longer and ends like a sentence.
fn is_subheading(line: &str, next: &str) -> bool {
    is_label(line, 90, 12)
        && !line.ends_with(['"', '”', '’', ')', '!'])
        && next.len() > line.len()
        && next.ends_with(['.', '"', '”', '?', '!', '’', ')', ':'])
        && next.split_whitespace().nth(5).is_some()
}

fn is_label(line: &str, most_chars: usize, most_words: usize) -> bool {
    line.len() <= most_chars * 4
        && line.chars().count() <= most_chars
        && line.split_whitespace().count() <= most_words
        && !line.contains('\n')
        && !line.ends_with(['.', ':', ';', ',', '…', '-', '–', '—'])
        && line.chars().any(char::is_alphabetic)
        && !line.starts_with(char::is_lowercase)
}

/// The date in a line that has nothing else.
fn date_of(line: &str) -> Option<String> {
    if line.len() > 100 {
        return None;
    }
    crate::dates::normalise_date(line).ok()
}

/// The words in `range`, which is counted from `start`.
fn cut(text: &str, start: usize, range: Range<usize>) -> Option<Span> {
    Span::cut(text, start + range.start..start + range.end).ok()
}

/// Whether the line has a date and nothing else; the year may be missing.
fn is_date(line: &str) -> bool {
    use crate::dates::DateError::{DayOrMonth, Incomplete};
    line.len() <= 100
        && line.contains(|c: char| c.is_ascii_digit())
        && match crate::dates::normalise_date(line) {
            Ok(_) | Err(DayOrMonth) => true,
            Err(Incomplete) => line.split_whitespace().nth(1).is_some(),
            Err(_) => false,
        }
}

/// A paragraph: its dateline before it, a sign-off such as "(Reuters)" after it.
fn paragraph(text: &str, mut unit: Range<usize>, layout: &mut Layout) {
    let is_first = !layout
        .blocks
        .iter()
        .any(|block| block.kind == BlockKind::Paragraph);
    if is_first && let Some(found) = dateline::at_start(&text[unit.clone()]) {
        layout.dateline = cut(text, unit.start, found.span);
        let credits = found.credits.into_iter();
        let credits = credits.filter_map(|credit| cut(text, unit.start, credit));
        layout.credits.extend(credits);
        unit.start += found.rest;
    }
    let line = &text[unit.clone()];
    let Some(sign_off) = credits::sign_off(line) else {
        push(layout, BlockKind::Paragraph, unit);
        return;
    };
    let sign_off = unit.start + sign_off;
    push(
        layout,
        BlockKind::Paragraph,
        unit.start..text[..sign_off].trim_end().len(),
    );
    layout
        .credits
        .extend(credits::find(text, sign_off..unit.end));
    push(layout, BlockKind::Credit, sign_off..unit.end);
}

fn other(text: &str, unit: Range<usize>, kind: BlockKind, place: Place, layout: &mut Layout) {
    let line = &text[unit.clone()];
    let credits = match kind {
        BlockKind::Byline => {
            if layout.byline.is_none() {
                layout.byline = Some(names_of_byline(&one_line(line)).to_owned());
            }
            true
        }
        BlockKind::Credit => !picture::is_credit(line),
        BlockKind::Furniture => {
            if layout.published.is_none() && place.is_near_start() && !is_update(line) {
                layout.published = date_of(line);
            }
            false
        }
        _ => false,
    };
    if credits {
        layout.credits.extend(credits::find(text, unit.clone()));
    }
    push(layout, kind, unit);
}

fn is_update(line: &str) -> bool {
    let line = line.to_lowercase();
    ["updated", "modified"]
        .iter()
        .any(|word| line.contains(word))
}

fn push(layout: &mut Layout, kind: BlockKind, range: Range<usize>) {
    if range.start < range.end {
        let Range { start, end } = range;
        layout.blocks.push(Block { kind, start, end });
    }
}

/// Whether two lines have the same letters and digits, whatever their case, space and marks.
pub(crate) fn same_line(one: &str, other: &str) -> bool {
    let letters = |line: &'_ str| {
        let letters = line.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    if one.len() > 8 * other.len() + 64 || other.len() > 8 * one.len() + 64 {
        return false;
    }
    let one = letters(one);
    !one.is_empty() && one == letters(other)
}

#[cfg(test)]
mod tests;
