//! Characters that act instead of being read: shown, never passed on.

/// Whether a terminal, a browser or an editor may act on this character instead of showing it.
///
/// Controls (C0, DEL, C1), everything that changes the direction of text, separators that
/// break lines, and invisible tags and annotations.
pub(crate) fn is_active(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{206f}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// Adds an active character as something to read: `␛` where there is a picture of it,
/// `\u{202e}` where there is none.
pub(crate) fn push_visible(out: &mut String, c: char) {
    match c {
        '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}')),
        '\u{7f}' => out.push('\u{2421}'),
        _ => push_escape(out, c),
    }
}

/// Adds a character as `\u{…}`.
pub(crate) fn push_escape(out: &mut String, c: char) {
    out.push_str("\\u{");
    out.push_str(&format!("{:x}", c as u32));
    out.push('}');
}

/// The text on one line: white space run together, active characters made visible.
pub(crate) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        if matches!(c, ' ' | '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}') {
            space = true;
            continue;
        }
        if space && !out.is_empty() {
            out.push(' ');
        }
        space = false;
        if is_active(c) {
            push_visible(&mut out, c);
        } else {
            out.push(c);
        }
    }
    out
}

/// The text with its line breaks and tabs, all other active characters made visible.
pub(crate) fn many_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => out.push(c),
            '\u{2028}' | '\u{2029}' => out.push('\n'),
            _ if is_active(c) => push_visible(&mut out, c),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_and_overrides_become_readable() {
        assert_eq!(
            one_line("a\x1b]0;x\x07\u{9b}31m\u{202e}b\nc\u{7f}"),
            "a␛]0;x␇\\u{9b}31m\\u{202e}b c␡"
        );
        assert_eq!(many_lines("a\tb\nc\rd"), "a\tb\nc␍d");
    }
}
