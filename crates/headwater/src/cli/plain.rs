//! Words for a screen: nothing in them acts, and they keep to a width.

/// The words with whatever a terminal would act on written out, on one line.
///
/// File names, and what a system says about them, come from elsewhere: an escape sequence in a
/// name must not reach the terminal.
pub fn neutral(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            _ if acts(c) => out.extend(c.escape_default()),
            _ => out.push(c),
        }
    }
    out
}

/// JSON whose strings hold nothing that acts: controls and direction marks as `\uXXXX`.
pub fn neutral_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\n' => out.push(c),
            _ if acts(c) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
            _ => out.push(c),
        }
    }
    out
}

fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Origins from `min` to `max`.
pub fn range((min, max): (usize, Option<usize>)) -> String {
    match max {
        Some(max) => format!("{min}..{max}"),
        None => format!("{min}.."),
    }
}

/// Lines of at most `width` characters, the second and all others indented.
pub fn wrapped(words: &str, width: usize, indent: usize) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        if column > indent && column + 1 + length > width {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            column = indent;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_an_escape_sequence_is_shown_and_not_obeyed() {
        assert_eq!(neutral("a\x1b[31m\nb\u{202e}"), "a\\u{1b}[31m b\\u{202e}");
    }

    #[test]
    fn lines_break_between_words_and_hang() {
        assert_eq!(wrapped("one two three", 9, 2), "one two\n  three\n");
    }
}
