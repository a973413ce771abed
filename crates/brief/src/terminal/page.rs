//! Laying words out on a screen of a given width: wrapping, colour, ASCII.

use unicode_width::UnicodeWidthChar;

use crate::neutral::{is_active, one_line, push_escape, push_visible};

/// How to print for a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalOptions {
    /// Columns; taken as 24 where less.
    pub width: usize,
    /// Whether to colour with SGR codes.
    pub color: bool,
    /// Whether the terminal shows Unicode; without it all output is ASCII.
    pub unicode: bool,
    /// Whether all claims of a brief are shown in full, and not only the first of them.
    pub all: bool,
}

impl Default for TerminalOptions {
    /// 80 columns, no colour, Unicode, the first claims in full.
    fn default() -> Self {
        Self {
            width: 80,
            color: false,
            unicode: true,
            all: false,
        }
    }
}

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Strong,
    Faint,
    /// Numbers and references.
    Mark,
    /// What is missing or doubtful.
    Caution,
    /// What stands against a claim.
    Against,
    Underline,
}

impl Style {
    fn sgr(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "\x1b[1m",
            Self::Faint => "\x1b[2m",
            Self::Mark => "\x1b[36m",
            Self::Caution => "\x1b[33m",
            Self::Against => "\x1b[35m",
            Self::Underline => "\x1b[4m",
        }
    }
}

/// Words in one style.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub text: String,
    pub style: Style,
}

/// Words in a style. What a terminal would act on is shown when the page is laid out.
pub(super) fn piece(style: Style, text: impl Into<String>) -> Piece {
    Piece {
        text: text.into(),
        style,
    }
}

/// Words without style.
pub(super) fn plain(text: impl Into<String>) -> Piece {
    piece(Style::Plain, text)
}

/// A growing page. All words that come in are made harmless here, at the one door.
pub(super) struct Page {
    options: TerminalOptions,
    width: usize,
    out: String,
}

/// A word: fragments that no line break may part.
#[derive(Default)]
struct Word {
    fragments: Vec<(Style, String)>,
    width: usize,
}

impl Page {
    pub fn new(options: &TerminalOptions) -> Self {
        Self {
            options: *options,
            width: options.width.max(24),
            out: String::new(),
        }
    }

    /// The page as text.
    pub fn finish(self) -> String {
        self.out
    }

    /// Columns of a line.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Whether nothing is left to other forms.
    pub fn shows_all(&self) -> bool {
        self.options.all
    }

    /// Columns of one step of indentation.
    pub fn step(&self) -> usize {
        if self.width < 60 { 2 } else { 4 }
    }

    /// Whether marks in the text must be spelled with brackets because there is no colour.
    pub fn is_colourless(&self) -> bool {
        !self.options.color
    }

    /// An empty line, never two in a row.
    pub fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// A section heading with a rule to the right margin.
    pub fn heading(&mut self, text: &str) {
        self.gap();
        let words = self.shown(text);
        let used: usize = words.chars().map(|c| c.width().unwrap_or(0)).sum();
        let rule = if self.options.unicode { "─" } else { "-" };
        let rest = self.width.saturating_sub(used + 1);
        self.styled(Style::Strong, &words);
        if rest > 2 {
            self.out.push(' ');
            self.styled(Style::Faint, &rule.repeat(rest));
        }
        self.out.push('\n');
    }

    /// A paragraph: `label` at `indent`, the words after it, later lines under the words.
    pub fn labelled(&mut self, indent: usize, label: Piece, column: usize, pieces: &[Piece]) {
        let label_text = self.shown(&label.text);
        let label_width = width(&label_text);
        let hang = indent + column;
        self.out.push_str(&" ".repeat(indent));
        self.styled(label.style, &label_text);
        if label_width < column {
            self.out.push_str(&" ".repeat(column - label_width));
            self.flow(hang, hang, pieces);
        } else {
            self.out.push(' ');
            self.flow(indent + label_width + 1, hang, pieces);
        }
    }

    /// A row of a table: cells, each with its columns, then words that keep to the last column.
    pub fn row(&mut self, cells: &[(usize, Piece)], pieces: &[Piece]) {
        let mut at = 0;
        for (columns, cell) in cells {
            let text = self.shown(&cell.text);
            self.styled(cell.style, &text);
            // A cell that is too full moves its row and no other.
            let used = width(&text).max(columns - 1);
            self.out.push_str(&" ".repeat(used + 1 - width(&text)));
            at += used + 1;
        }
        self.flow(at, at, pieces);
    }

    /// A paragraph with its first line at `first` and the others at `rest`.
    pub fn paragraph(&mut self, first: usize, rest: usize, pieces: &[Piece]) {
        self.out.push_str(&" ".repeat(first));
        self.flow(first, rest, pieces);
    }

    /// Sets words from column `at` on, with later lines at `rest`, and ends the line.
    fn flow(&mut self, at: usize, rest: usize, pieces: &[Piece]) {
        let words = self.words(pieces);
        let (mut column, mut fresh) = (at, true);
        let mut last = Style::Plain;
        for word in words {
            let starts = word.fragments.first().map_or(Style::Plain, |f| f.0);
            if !fresh && column + 1 + word.width > self.width {
                self.out.push('\n');
                self.out.push_str(&" ".repeat(rest));
                (column, fresh) = (rest, true);
            }
            if !fresh {
                let joined = if last == starts { starts } else { Style::Plain };
                self.styled(joined, " ");
                column += 1;
            }
            for (style, text) in &word.fragments {
                column = self.broken(*style, text, column, rest);
                last = *style;
            }
            fresh = false;
        }
        self.out.push('\n');
    }

    /// Writes a fragment; breaks it only where it is wider than a line.
    fn broken(&mut self, style: Style, text: &str, mut column: usize, rest: usize) -> usize {
        if column + width(text) <= self.width {
            self.styled(style, text);
            return column + width(text);
        }
        let mut line = String::new();
        for c in text.chars() {
            let wide = c.width().unwrap_or(0);
            if column + wide > self.width && column > rest {
                self.styled(style, &line);
                line.clear();
                self.out.push('\n');
                self.out.push_str(&" ".repeat(rest));
                column = rest;
            }
            line.push(c);
            column += wide;
        }
        self.styled(style, &line);
        column
    }

    /// The pieces as words. A no-break space joins; so does a piece without space around it.
    fn words(&self, pieces: &[Piece]) -> Vec<Word> {
        let mut words = Vec::new();
        let mut word = Word::default();
        for piece in pieces {
            let mut fragment = String::new();
            let end_fragment = |fragment: &mut String, word: &mut Word| {
                if !fragment.is_empty() {
                    word.width += width(fragment);
                    word.fragments.push((piece.style, std::mem::take(fragment)));
                }
            };
            for c in self.shown_with_edges(&piece.text).chars() {
                if c == '\u{a0}' {
                    fragment.push(' ');
                } else if c.is_whitespace() {
                    end_fragment(&mut fragment, &mut word);
                    if !word.fragments.is_empty() {
                        words.push(std::mem::take(&mut word));
                    }
                } else {
                    fragment.push(c);
                }
            }
            end_fragment(&mut fragment, &mut word);
        }
        if !word.fragments.is_empty() {
            words.push(word);
        }
        words
    }

    /// The text as this terminal can show it, on one line.
    fn shown(&self, text: &str) -> String {
        let line = one_line(text);
        if self.options.unicode {
            line
        } else {
            ascii(&line)
        }
    }

    /// As [`Self::shown`], with spaces at the edges kept: they part words of different pieces.
    fn shown_with_edges(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => out.push(' '),
                _ if is_active(c) => push_visible(&mut out, c),
                _ => out.push(c),
            }
        }
        if self.options.unicode {
            out
        } else {
            ascii(&out)
        }
    }

    fn styled(&mut self, style: Style, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.options.color && style != Style::Plain {
            self.out.push_str(style.sgr());
            self.out.push_str(text);
            self.out.push_str("\x1b[0m");
        } else {
            self.out.push_str(text);
        }
    }
}

fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// The text in ASCII: known signs by their plain form, all else as `\u{…}`.
fn ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            _ if c.is_ascii() => out.push(c),
            // Kept for the line breaker, which writes it as a space.
            '\u{a0}' => out.push(c),
            '“' | '”' | '„' | '«' | '»' => out.push('"'),
            '‘' | '’' | '‚' => out.push('\''),
            '–' | '‑' | '‐' | '−' => out.push('-'),
            '—' => out.push_str("--"),
            '…' => out.push_str("..."),
            '←' => out.push_str("<-"),
            '·' => out.push('|'),
            '⟦' => out.push('{'),
            '⟧' => out.push('}'),
            '¶' => out.push_str("par. "),
            '\u{2400}'..='\u{241f}' => push_escape(&mut out, control(c, 0x2400)),
            '␡' => push_escape(&mut out, '\u{7f}'),
            _ if c.is_whitespace() => out.push(' '),
            _ => push_escape(&mut out, c),
        }
    }
    out
}

fn control(picture: char, base: u32) -> char {
    char::from_u32(picture as u32 - base).unwrap_or('\u{fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(width: usize, color: bool, unicode: bool) -> Page {
        Page::new(&TerminalOptions {
            width,
            color,
            unicode,
            all: false,
        })
    }

    #[test]
    fn lines_keep_to_the_width_and_long_words_are_broken() {
        let mut page = page(24, false, true);
        page.paragraph(
            2,
            4,
            &[plain(
                "one two three four five 漢字漢字漢字漢字漢字漢字漢字漢字漢字",
            )],
        );
        for line in page.finish().lines() {
            assert!(width(line) <= 24, "{line}");
        }
    }

    #[test]
    fn without_unicode_all_is_ascii() {
        let mut page = page(80, false, false);
        page.heading("Houmøller “x”");
        page.paragraph(0, 0, &[plain("[1] ← an official … ␛ \x1b[2J")]);
        let out = page.finish();
        assert!(out.is_ascii(), "{out}");
        assert!(
            out.contains("[1] <- an official ... \\u{1b} \\u{1b}[2J"),
            "{out}"
        );
    }

    #[test]
    fn styles_touch_without_a_space_and_break_together() {
        let mut page = page(24, true, true);
        page.paragraph(
            0,
            0,
            &[plain("a b ("), piece(Style::Mark, "c"), plain(") d")],
        );
        assert_eq!(page.finish(), "a b (\x1b[36mc\x1b[0m) d\n");
    }
}
