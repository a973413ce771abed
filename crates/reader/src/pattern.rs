//! The fixed word patterns of this room.

use regex::Regex;

/// A fixed pattern over Latin script, with the word ends of ASCII and everyday white space.
///
/// Reports are English. Classes of all scripts would make compiling the patterns a good part of the
/// time to the first reading, and word ends of all scripts would slow the search down at each
/// quotation mark. Nor is a long ſ an s and a Kelvin sign a K where case is not heeded.
pub(crate) fn pattern(source: &str) -> Regex {
    const PLAIN: [(&str, &str); 6] = [
        (r"\p{Lu}", "[A-ZÀ-ÖØ-ÞĀČĆĐĒĘĚŁŃŌŐŘŚŞŠŢŪŮŰŻŽ]"),
        (r"\p{Ll}", "[a-zà-ɏ]"),
        (r"\p{L}", "[A-Za-zÀ-ɏ]"),
        (r"\w", "[0-9A-Za-zÀ-ɏ]"),
        (r"\b", r"(?-u:\b)"),
        (r"\s", r"[\t-\r \u{A0}\u{2009}\u{202F}]"),
    ];
    let mut source = source.to_owned();
    for (all, plain) in PLAIN {
        source = source.replace(all, plain);
    }
    Regex::new(&ascii(&source)).expect("a fixed pattern of ours is well formed")
}

/// The same pattern with letters of ASCII as such, and Unicode only for the parts that need it.
fn ascii(source: &str) -> String {
    let mut out = String::from("(?-u)");
    let mut rest = source;
    while let Some((length, wide)) = part(rest) {
        let (part, behind) = rest.split_at(length);
        match wide {
            true => out.extend(["(?u:", part, ")"]),
            false => out.push_str(part),
        }
        rest = behind;
    }
    out
}

/// Length of the part that a pattern begins with (a character, an escape, a class, the head of a
/// group), and whether it needs Unicode.
fn part(pattern: &str) -> Option<(usize, bool)> {
    let first = pattern.chars().next()?;
    Some(match first {
        '(' if pattern.starts_with("(?") => (through(pattern, &[':', ')', '>']), false),
        '[' => {
            let class = &pattern[..class(pattern)];
            let wide = !class.is_ascii() || class.contains("[^") || class.contains('\\');
            (class.len(), wide)
        }
        '\\' => match pattern[1..].chars().next()? {
            'p' | 'P' | 'u' => (through(pattern, &['}']), true),
            'b' | 'B' | 'A' | 'z' => (2, false),
            escaped => (1 + escaped.len_utf8(), escaped.is_alphabetic()),
        },
        '.' => (1, true),
        _ => (first.len_utf8(), !first.is_ascii()),
    })
}

/// Length up to one of the ends, with it.
fn through(pattern: &str, ends: &[char]) -> usize {
    pattern.find(ends).map_or(pattern.len(), |end| end + 1)
}

/// Length of the class that a pattern begins with, with the classes inside it.
fn class(pattern: &str) -> usize {
    let mut depth = 0;
    let mut escaped = false;
    for (at, c) in pattern.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    pattern.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_needs_unicode_is_unicode() {
        let source = r"(?i)said (?P<who>[a-z]+)’s [^,]*(?-u:\b)\. [\w’[x]]{1,6}.\d";
        let same = r"(?-u)(?i)said (?P<who>[a-z]+)(?u:’)s (?u:[^,])*(?-u:\b)\. (?u:[\w’[x]]){1,6}(?u:.)(?u:\d)";
        assert_eq!(ascii(source), same);
        assert!(Regex::new(same).is_ok());
    }

    #[test]
    fn case_is_not_heeded_in_latin_letters_either() {
        let both = pattern(r"(?i)^ÉTAT \p{L}+ [é]\w*$");
        assert!(both.is_match("état ÇA Été"));
    }
}
