use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::table;

/// The sentences of `range`, trimmed and in order.
///
/// An empty line always ends a sentence. Otherwise a full stop, question or exclamation mark ends
/// one unless it belongs to an abbreviation, an initial or a number, or the sentence visibly goes
/// on ("“Why?” he asked"); closing quotes and brackets stay with the sentence that they close.
/// Sentences inside a quotation are sentences. A mark that is glued to the next sentence
/// ("to Russia.North Korea") ends one too. Pieces without a letter or digit are left out.
///
/// # Panics
/// When `range` does not cut whole characters out of `text`.
///
/// ```
/// use headwater_text::sentences;
/// let text = "“We will continue.” He left with Gen. Lee, a U.S. official said. No. 10 was silent.";
/// let cut: Vec<&str> = sentences(text, 0..text.len()).into_iter().map(|s| &text[s]).collect();
/// assert_eq!(cut, [
///     "“We will continue.”",
///     "He left with Gen. Lee, a U.S. official said.",
///     "No. 10 was silent.",
/// ]);
/// ```
pub fn sentences(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let piece = &text[range.clone()];
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < piece.len() {
        let Some(offset) = piece[at..].find(['.', '!', '?', '…', '\n']) else {
            break;
        };
        let mark = at + offset;
        if piece.as_bytes()[mark] == b'\n' {
            let (end, empty_line) = line_break(piece, mark);
            if empty_line {
                push(piece, start..mark, range.start, &mut found);
                start = end;
            }
            at = end;
            continue;
        }
        let marks = mark_run(piece, mark);
        let end = closers_end(piece, marks.end);
        if ends_sentence(piece, start, &marks, end) {
            push(piece, start..end, range.start, &mut found);
            start = end;
        }
        at = end;
    }
    push(piece, start..piece.len(), range.start, &mut found);
    found
}

/// How a word that ends in a full stop behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Abbreviation {
    /// "Mr.": a name follows.
    BeforeName,
    /// "No.": an abbreviation only where a number follows.
    BeforeNumber,
    /// "Inc.", "U.S.", "a.m.": may stand at the end of a sentence.
    MayEnd,
}

static ABBREVIATIONS: LazyLock<BTreeMap<&'static str, Abbreviation>> = LazyLock::new(|| {
    table::rows(include_str!("../data/abbreviations.tsv"))
        .flat_map(|row| {
            let kind = match row[0] {
                "before_name" => Abbreviation::BeforeName,
                "before_number" => Abbreviation::BeforeNumber,
                _ => Abbreviation::MayEnd,
            };
            row[1].split(' ').map(move |word| (word, kind))
        })
        .collect()
});

/// Words that begin sentences and seldom stand inside a name.
static STARTERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut words: Vec<&str> = table::entries(include_str!("../data/sentence_starters.txt"))
        .flat_map(|line| line.split(' '))
        .collect();
    words.sort_unstable();
    words
});

/// Longest stretch that is looked at before or after a mark, in bytes: keeps the work linear.
const WINDOW: usize = 64;

fn push(piece: &str, part: Range<usize>, base: usize, found: &mut Vec<Range<usize>>) {
    let words = &piece[part.clone()];
    let trimmed = words.trim();
    if !trimmed.chars().any(char::is_alphanumeric) {
        return;
    }
    let start = base + part.start + (words.len() - words.trim_start().len());
    found.push(start..start + trimmed.len());
}

/// Where the white space from `at` on ends, and whether it holds an empty line or opens a bullet.
fn line_break(piece: &str, at: usize) -> (usize, bool) {
    let rest = &piece[at..];
    let space = rest.len() - rest.trim_start().len();
    let lines = rest[..space].bytes().filter(|b| *b == b'\n').count();
    let bullet = ["• ", "* ", "- ", "– ", "— "]
        .iter()
        .any(|mark| rest[space..].starts_with(mark));
    (at + space, lines > 1 || bullet)
}

/// The run of sentence marks that begins at `at`: `?!`, `...`.
fn mark_run(piece: &str, at: usize) -> Range<usize> {
    let rest = &piece[at..];
    let length = rest
        .find(|c| !matches!(c, '.' | '!' | '?' | '…'))
        .unwrap_or(rest.len());
    at..at + length
}

/// Where closing quotes and brackets after a mark end; a closing curly quote may stand apart.
fn closers_end(piece: &str, at: usize) -> usize {
    let is_closer = |c: char| matches!(c, '”' | '’' | '"' | '\'' | ')' | ']' | '»');
    let rest = &piece[at..];
    let length = rest.find(|c| !is_closer(c)).unwrap_or(rest.len());
    let after = rest[length..].strip_prefix([' ', '\u{a0}']);
    let apart = after.and_then(|after| {
        let quote = after.chars().next().filter(|c| matches!(c, '”' | '»'))?;
        Some(rest.len() - after.len() + quote.len_utf8())
    });
    at + apart.unwrap_or(length)
}

/// Whether the marks end the sentence that began at `start`; `end` is past the closers.
fn ends_sentence(piece: &str, start: usize, marks: &Range<usize>, end: usize) -> bool {
    let after = &piece[end..];
    let next = after.trim_start();
    let Some(first) = next.chars().next() else {
        return true;
    };
    let plain_stop = &piece[marks.clone()] == ".";
    let gap = &after[..after.len() - next.len()];
    if gap.is_empty() {
        return is_glued(piece, marks.start, next);
    }
    let new_line = gap.contains('\n');
    if plain_stop
        && end == marks.end
        && let Some(ends) = after_abbreviation(piece, start, marks.start, next, new_line)
    {
        return ends;
    }
    let asked = &piece[marks.end..end];
    if !plain_stop && asked.contains(['”', '"', '’', '\'']) && speech_follows(next) {
        return false;
    }
    if first.is_lowercase() {
        // "iPhone sales fell" begins a sentence, "he asked" does not.
        return new_line && plain_stop || next.chars().nth(1).is_some_and(char::is_uppercase);
    }
    let goes_on = matches!(first, ',' | ';' | ':' | '.' | '?' | '!');
    let dash = matches!(first, '–' | '—' | '-');
    !goes_on && (plain_stop || !dash)
}

/// Whether a sentence begins right after a mark, without a space: "to Russia.North Korea".
fn is_glued(piece: &str, mark: usize, next: &str) -> bool {
    let mut before = piece[..mark].chars().rev();
    let lower_before = before.next().is_some_and(char::is_lowercase)
        && before.next().is_some_and(char::is_alphabetic);
    let mut after = next.trim_start_matches(['“', '"', '‘']).chars();
    let upper_after = after.next().is_some_and(char::is_uppercase)
        && after.next().is_some_and(|c| c.is_lowercase() || c == ' ');
    lower_before && upper_after && !is_host(piece, mark)
}

/// Whether the word around `mark` is an address ("www.Example.Org").
fn is_host(piece: &str, mark: usize) -> bool {
    let word = last_word(&piece[..mark]);
    word.starts_with("www") || word.contains(['/', '@', '.'])
}

/// What an abbreviation before the full stop at `mark` decides; `None` where there is none.
fn after_abbreviation(
    piece: &str,
    start: usize,
    mark: usize,
    next: &str,
    new_line: bool,
) -> Option<bool> {
    let word = last_word(&piece[start..mark]);
    let first = next.chars().next()?;
    let kind = ABBREVIATIONS.get(word).copied();
    let number_follows = first.is_ascii_digit();
    let is_alone = piece[start..mark].trim_start().len() == word.len();
    if !word.is_empty() && is_alone && word.bytes().all(|b| b.is_ascii_digit()) && word.len() < 3 {
        return Some(false); // "1. First item"
    }
    match kind {
        Some(Abbreviation::BeforeName) => return Some(new_line && begins_sentence(next)),
        Some(Abbreviation::BeforeNumber) => return number_follows.then_some(false),
        Some(Abbreviation::MayEnd) => {}
        None if is_initials(word) => {}
        None => return None,
    }
    Some(!first.is_lowercase() && !number_follows && (new_line || begins_sentence(next)))
}

/// Whether the word is single letters with full stops between them: "J", "U.S", "a.m".
fn is_initials(word: &str) -> bool {
    let mut letters = word.split('.');
    let single = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    match word.chars().count() {
        0 => false,
        1 => word.chars().all(char::is_uppercase),
        _ => letters.all(single),
    }
}

/// Whether these words look like the beginning of a sentence rather than the rest of a name.
fn begins_sentence(next: &str) -> bool {
    if next.starts_with(['“', '"', '‘', '(', '[', '•', '—', '–']) {
        return true;
    }
    let word = next
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
        .next()
        .unwrap_or_default();
    let stem = word.split(['\'', '’']).next().unwrap_or_default();
    STARTERS.binary_search(&stem).is_ok()
}

/// Whether a verb of saying is among the next three words ("“Why?” Ramos asked").
fn speech_follows(next: &str) -> bool {
    let window = next.char_indices().take(WINDOW).last();
    let window = &next[..window.map_or(0, |(at, c)| at + c.len_utf8())];
    let clause = window
        .split(['.', ',', '?', '!', '“', '"', '\n'])
        .next()
        .unwrap_or_default();
    clause.split_whitespace().take(3).any(|word| {
        matches!(
            word,
            "asked"
                | "said"
                | "says"
                | "asks"
                | "wrote"
                | "told"
                | "tweeted"
                | "added"
                | "wondered"
                | "shouted"
                | "demanded"
                | "cried"
                | "exclaimed"
                | "posted"
                | "replied"
                | "yelled"
        )
    })
}

/// The word at the end of `words`, at most [`WINDOW`] bytes back.
fn last_word(words: &str) -> &str {
    let from = words.len().saturating_sub(WINDOW);
    let from = (from..=words.len()).find(|at| words.is_char_boundary(*at));
    let window = &words[from.unwrap_or(words.len())..];
    let cut =
        |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '‘' | '"' | '—' | '–' | '-');
    let start = window
        .char_indices()
        .rev()
        .find(|(_, c)| cut(*c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    &window[start..]
}

#[cfg(test)]
mod tests;
