//! Canonical text: what is dropped from a text before it is stored.

use std::borrow::Cow;

/// Whether a character never reaches the stored text: controls other than line feed and tab,
/// bidirectional embeddings, overrides and isolates, byte order marks.
pub(crate) fn is_dropped(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{FEFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        _ => character.is_control(),
    }
}

/// The text as it is stored: `\n` line ends, no controls, no terminal escape sequences, no space
/// at the end. Every other character stays as it is.
pub(crate) fn canonical(text: &str) -> Cow<'_, str> {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || is_dropped(c));
    if !text.chars().any(needs_work) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        rest = &rest[character.len_utf8()..];
        match character {
            '\r' => {
                rest = rest.strip_prefix('\n').unwrap_or(rest);
                clean.push('\n');
            }
            '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            '\u{1B}' => rest = after_escape(rest),
            '\u{9B}' => rest = after_csi(rest),
            '\u{90}' | '\u{9D}' | '\u{98}' | '\u{9E}' | '\u{9F}' => rest = after_string(rest),
            _ if is_dropped(character) => {}
            _ => clean.push(character),
        }
    }
    clean.truncate(clean.trim_end().len());
    Cow::Owned(clean)
}

/// One line: canonical, with every run of space as one space.
pub(crate) fn one_line(text: &str) -> String {
    let text = canonical(text);
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

fn needs_work(character: char) -> bool {
    is_dropped(character) || matches!(character, '\u{2028}' | '\u{2029}')
}

/// What follows an escape character: the sequence that it opens is passed over.
fn after_escape(rest: &str) -> &str {
    let mut characters = rest.chars();
    match characters.next() {
        Some('[') => after_csi(characters.as_str()),
        Some(']' | 'P' | 'X' | '^' | '_') => after_string(characters.as_str()),
        Some('(' | ')' | '*' | '+' | '#' | '%' | ' ') => {
            characters.next();
            characters.as_str()
        }
        Some(one) if one.is_ascii_graphic() => characters.as_str(),
        _ => rest,
    }
}

/// Parameters and one final byte; a sequence that is none is only half passed over.
fn after_csi(rest: &str) -> &str {
    let rest = rest.trim_start_matches(|c: char| matches!(c, ' '..='?'));
    let mut characters = rest.chars();
    match characters.next() {
        Some('@'..='~') => characters.as_str(),
        _ => rest,
    }
}

/// Up to the end mark of an operating system command. Without an end mark in the same line the
/// opening alone is passed over, so that no text is lost.
fn after_string(rest: &str) -> &str {
    for (at, character) in rest.char_indices().take(4_096) {
        match character {
            '\u{07}' | '\u{9C}' => return &rest[at + character.len_utf8()..],
            '\u{1B}' => {
                let end = &rest[at + 1..];
                return end.strip_prefix('\\').unwrap_or(&rest[at..]);
            }
            '\n' | '\r' => break,
            _ => {}
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_quotes_and_no_break_spaces_stay() {
        let text = "“Kim’s”\u{A0}train — 5\u{AD}0 €\tx\n\n  y";
        assert!(matches!(canonical(text), Cow::Borrowed(same) if same == text));
    }

    #[test]
    fn line_ends_become_line_feeds() {
        assert_eq!(canonical("a\r\nb\rc\u{2028}d\r\n"), "a\nb\nc\nd");
    }

    #[test]
    fn terminal_escapes_and_overrides_are_dropped_whole() {
        assert_eq!(canonical("a\u{1b}[31;1mred\u{1b}[0m b"), "ared b");
        assert_eq!(canonical("\u{1b}]0;title\u{07}text"), "text");
        assert_eq!(
            canonical("\u{1b}]8;;http://x\u{1b}\\link\u{1b}]8;;\u{1b}\\"),
            "link"
        );
        assert_eq!(canonical("\u{9b}2Jx\u{202e}y\0z"), "xyz");
    }

    #[test]
    fn an_unended_escape_loses_no_words() {
        assert_eq!(canonical("\u{1b}]The ferry sank."), "The ferry sank.");
        assert_eq!(canonical("a \u{1b}"), "a");
    }

    #[test]
    fn one_line_has_single_spaces() {
        assert_eq!(one_line(" a\u{A0}\n b\u{1b}[2J "), "a b");
    }
}
