use std::ops::Range;

/// A word, a number or a mark, by where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the text that was cut.
    pub range: Range<usize>,
    /// What it is.
    pub kind: TokenKind,
}

/// The sorts of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// Begins with a letter; also the possessive ending `’s`.
    Word,
    /// Begins with a digit: `108m`, `43-year-old`, `2023-09-05`, `3,000.5`, `10:30`.
    Number,
    /// Quotation marks, full stops, dashes, brackets.
    Punct,
    /// Signs that stand for something: `$`, `%`, `+`, `@`.
    Symbol,
}

/// The tokens of `range`, in order.
///
/// White space belongs to no token; all else belongs to exactly one. What is joined by a hyphen is
/// one token (`Jong-un`, `43-year-old`, `10-12`), by an en dash not. A possessive `’s` is a token
/// of its own; other apostrophes inside a word stay (`don’t`, `O’Brien`). Letters with full stops
/// are one token (`U.S.`), other full stops are not part of the word before them (`Mr` `.`), but
/// a domain is whole (`nytimes.com`). A currency sign is a token (`$` `108m`), and so is `%`.
/// A run of one same mark (`...`, `--`, `''`) is one token.
///
/// # Panics
/// When `range` does not cut whole characters out of `text`.
///
/// ```
/// use headwater_text::words;
/// let text = "Kim’s U.S. deal: $108m";
/// let cut: Vec<&str> = words(text, 0..text.len()).iter().map(|t| &text[t.range.clone()]).collect();
/// assert_eq!(cut, ["Kim", "’s", "U.S.", "deal", ":", "$", "108m"]);
/// ```
pub fn words(text: &str, range: Range<usize>) -> Vec<Token> {
    let piece = &text[range.clone()];
    let mut tokens = Vec::with_capacity(piece.len() / 5);
    let mut at = 0;
    while let Some(first) = piece[at..].chars().next() {
        let rest = &piece[at..];
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (length, kind) = if let Some(length) = possessive(rest, piece[..at].chars().next_back())
        {
            (length, TokenKind::Word)
        } else if first.is_alphanumeric() {
            let kind = if first.is_numeric() {
                TokenKind::Number
            } else {
                TokenKind::Word
            };
            (word_length(rest), kind)
        } else if is_symbol(first) {
            (first.len_utf8(), TokenKind::Symbol)
        } else {
            (run_length(rest, first), TokenKind::Punct)
        };
        let start = range.start + at;
        tokens.push(Token {
            range: start..start + length,
            kind,
        });
        at += length;
    }
    tokens
}

/// Whether the character is an apostrophe, straight or curly.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Whether the character goes on in a word.
fn continues(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || unicode_normalization::char::is_combining_mark(c)
}

/// Length of a possessive ending at the start of `rest`, where a word stands before it.
fn possessive(rest: &str, before: Option<char>) -> Option<usize> {
    let mut chars = rest.chars();
    let mark = chars.next().filter(|c| is_apostrophe(*c))?;
    before.filter(|c| continues(*c) || *c == '.')?;
    let letter = chars.next().filter(|c| matches!(c, 's' | 'S'))?;
    let ends = chars.next().is_none_or(|c| !continues(c));
    ends.then_some(mark.len_utf8() + letter.len_utf8())
}

/// Length of the word or number that `rest` begins with.
fn word_length(rest: &str) -> usize {
    if let Some(length) = dotted_letters(rest) {
        return length;
    }
    let mut chars = rest.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        if continues(c) {
            before = c;
            continue;
        }
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let joins = match c {
            '-' | '‑' | '‐' => next.is_alphanumeric(),
            '.' => {
                (before.is_ascii_digit() && next.is_ascii_digit())
                    || (before.is_alphanumeric() && next.is_lowercase())
            }
            ',' | ':' => before.is_ascii_digit() && next.is_ascii_digit(),
            '&' => before.is_uppercase() && next.is_uppercase(),
            c if is_apostrophe(c) => {
                next.is_alphabetic() && possessive(&rest[at..], Some(before)).is_none()
            }
            '\u{ad}' | '\u{200d}' => continues(next),
            _ => false,
        };
        if !joins {
            return at;
        }
        before = c;
    }
    rest.len()
}

/// Length of letters that are each followed by a full stop, two at least: `U.S.`, `a.m.`.
fn dotted_letters(rest: &str) -> Option<usize> {
    let mut length = 0;
    let mut letters = 0;
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        if !c.is_alphabetic() {
            break;
        }
        match chars.next() {
            Some('.') => {
                length += c.len_utf8() + 1;
                letters += 1;
            }
            // "U.S" at the end, or "J.Smith": no pattern of ours past here.
            Some(other) if continues(other) => return None,
            _ => {
                if letters > 0 {
                    length += c.len_utf8();
                    letters += 1;
                }
                break;
            }
        }
    }
    (letters >= 2).then_some(length)
}

/// Whether the mark stands for a word or an amount.
fn is_symbol(c: char) -> bool {
    match c {
        '$' | '€' | '£' | '¥' | '%' | '+' | '=' | '<' | '>' | '|' | '~' | '^' | '@' | '#' | '&'
        | '°' | '§' | '©' | '®' | '™' | '¢' | '±' | '×' | '÷' | '*' => true,
        c if c.is_ascii() => false,
        '\u{a1}' | '\u{ab}' | '\u{bb}' | '\u{bf}' | '\u{b4}' | '\u{b7}' => false,
        '\u{2010}'..='\u{205e}' | '\u{3000}'..='\u{301f}' => false,
        _ => true,
    }
}

/// Length of a run of the mark, where runs are one token; one mark otherwise.
fn run_length(rest: &str, mark: char) -> usize {
    if !matches!(mark, '.' | '-' | '`' | '\'' | '_') {
        return mark.len_utf8();
    }
    rest.find(|c| c != mark).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        words(text, 0..text.len())
            .into_iter()
            .map(|token| &text[token.range])
            .collect()
    }

    #[test]
    fn hyphenated_words_are_one_token() {
        assert_eq!(
            cut("Jong-un, a 43-year-old"),
            ["Jong-un", ",", "a", "43-year-old"]
        );
        assert_eq!(cut("10-12 or 5–7"), ["10-12", "or", "5", "–", "7"]);
    }

    #[test]
    fn only_the_possessive_is_cut_off() {
        assert_eq!(
            cut("Russia's O’Brien don’t"),
            ["Russia", "'s", "O’Brien", "don’t"]
        );
        assert_eq!(
            cut("the U.S.’s officials’ ‘so’"),
            ["the", "U.S.", "’s", "officials", "’", "‘", "so", "’"]
        );
    }

    #[test]
    fn numbers_keep_their_points() {
        assert_eq!(
            cut("$1.2bn at 10:30, 3,000; 5%."),
            [
                "$", "1.2bn", "at", "10:30", ",", "3,000", ";", "5", "%", "."
            ]
        );
    }

    #[test]
    fn a_full_stop_between_sentences_parts_words() {
        assert_eq!(
            cut("Russia.North nytimes.com AT&T Mr. A..."),
            [
                "Russia",
                ".",
                "North",
                "nytimes.com",
                "AT&T",
                "Mr",
                ".",
                "A",
                "..."
            ]
        );
    }

    proptest::proptest! {
        #[test]
        fn every_visible_character_is_in_one_token(text in "\\PC{0,80}") {
            let tokens = words(&text, 0..text.len());
            let mut at = 0;
            for token in &tokens {
                proptest::prop_assert!(text[at..token.range.start].chars().all(char::is_whitespace));
                proptest::prop_assert!(!text[token.range.clone()].is_empty());
                at = token.range.end;
            }
            proptest::prop_assert!(text[at..].chars().all(char::is_whitespace));
        }
    }
}
