//! The fixed word patterns of this room.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use aho_corasick::AhoCorasick;
use regex::{Captures, Regex};

/// A large pattern that is made when a text first has one of the words without which nothing
/// matches it: most short reports never need it.
pub(crate) struct Rare {
    /// In lower case.
    needs: &'static [&'static str],
    source: fn() -> String,
    made: OnceLock<Regex>,
}

impl Rare {
    pub const fn new(needs: &'static [&'static str], source: fn() -> String) -> Self {
        let made = OnceLock::new();
        Self {
            needs,
            source,
            made,
        }
    }

    /// The pattern, if the text has a word that it needs.
    pub fn for_text(&self, text: &str) -> Option<&Regex> {
        let lower = text.to_ascii_lowercase();
        let needed = self.needs.iter().any(|word| lower.contains(word));
        needed.then(|| self.made.get_or_init(|| pattern(&(self.source)())))
    }
}

/// Large patterns of which each is made when a text first has the words that it needs: to make them
/// all takes longer than to read a short report.
pub(crate) struct Rows {
    rows: Vec<Row>,
    /// The words that rows need.
    words: AhoCorasick,
}

struct Row {
    /// Groups of numbers of words; a text needs one of each group.
    needs: Vec<Vec<usize>>,
    pattern: LazyLock<Regex, Source>,
}

type Source = Box<dyn FnOnce() -> Regex + Send>;

impl Rows {
    /// From the words that each needs, in lower case ("comment|answer & not|n't": one of each
    /// group), and what makes its pattern.
    pub fn new(table: Vec<(&'static str, impl FnOnce() -> String + Send + 'static)>) -> Self {
        let mut numbers: BTreeMap<&'static str, usize> = BTreeMap::new();
        let mut number = |word| {
            let next = numbers.len();
            *numbers.entry(word).or_insert(next)
        };
        let rows = table.into_iter().map(|(needs, source)| Row {
            needs: (needs.split(" & "))
                .map(|group| group.split('|').map(&mut number).collect())
                .collect(),
            pattern: LazyLock::new(Box::new(move || pattern(&source()))),
        });
        let rows = rows.collect();
        let mut words: Vec<(usize, &str)> =
            numbers.into_iter().map(|(word, n)| (n, word)).collect();
        words.sort_unstable();
        let words = AhoCorasick::new(words.into_iter().map(|(_, word)| word));
        Self {
            rows,
            words: words.expect("a few hundred short words make no automaton too large"),
        }
    }

    /// Numbers of the rows of which a text in lower case has all that they need.
    pub fn tried(&self, lower: &str) -> Vec<usize> {
        let mut has = vec![false; self.words.patterns_len()];
        for found in self.words.find_overlapping_iter(lower) {
            has[found.pattern().as_usize()] = true;
        }
        let fits = |row: &Row| (row.needs.iter()).all(|group| group.iter().any(|&word| has[word]));
        let rows = self.rows.iter().enumerate();
        rows.filter_map(|(number, row)| fits(row).then_some(number))
            .collect()
    }

    /// What begins first from a byte on; of two that begin together, what the first of the rows finds.
    pub fn find<'t>(&self, rows: &[usize], text: &'t str, from: usize) -> Option<Captures<'t>> {
        let found = rows
            .iter()
            .filter_map(|&row| self.rows[row].pattern.captures_at(text, from));
        found.min_by_key(|found| found.get(0).map(|all| all.start()))
    }
}

/// A fixed pattern over Latin script, with the word ends of ASCII and everyday white space.
///
/// Reports are English. Classes of all scripts would make compiling the patterns a good part of the
/// time to the first reading, and word ends of all scripts would slow the search down at each
/// quotation mark. Nor is a long ſ an s and a Kelvin sign a K where case is not heeded.
pub(crate) fn pattern(source: &str) -> Regex {
    Regex::new(&plain(source)).expect("a fixed pattern of ours is well formed")
}

/// The pattern as the library takes it.
fn plain(source: &str) -> String {
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
    ascii(&source)
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
pub(crate) mod tests {
    use regex_syntax::hir::{Class, Hir, HirKind};

    use super::*;

    /// Whether nothing matches a pattern without one word of each group.
    pub(crate) fn has_needs(pattern: &str, needs: &str) -> bool {
        needs.split(" & ").all(|group| {
            let group: Vec<&str> = group.split('|').collect();
            is_needed(pattern, &group)
        })
    }

    fn is_needed(pattern: &str, words: &[&str]) -> bool {
        all_have(&regex_syntax::parse(&plain(pattern)).unwrap(), words)
    }

    fn all_have(hir: &Hir, words: &[&str]) -> bool {
        if let Some(all) = strings(hir) {
            return (all.iter()).all(|one| words.iter().any(|word| one.contains(word)));
        }
        match hir.kind() {
            HirKind::Capture(capture) => all_have(&capture.sub, words),
            HirKind::Repetition(repetition) => {
                repetition.min > 0 && all_have(&repetition.sub, words)
            }
            HirKind::Alternation(any) => any.iter().all(|one| all_have(one, words)),
            HirKind::Concat(all) => {
                run_has(all, words)
                    || all.iter().any(|one| all_have(one, words))
                    // What several ways begin with stands before them: "n(either|one of)".
                    || (0..all.len()).any(|at| match inside(&all[at]).kind() {
                        HirKind::Alternation(any) => any.iter().all(|one| {
                            let before = &all[at.saturating_sub(16)..at];
                            let way = Hir::concat([before, &[inside(one).clone()]].concat());
                            let parts = match way.kind() {
                                HirKind::Concat(parts) => parts.clone(),
                                _ => vec![way],
                            };
                            run_has(&parts, words) || all_have(one, words)
                        }),
                        _ => false,
                    })
            }
            _ => false,
        }
    }

    /// Whether parts that follow each other and match few strings have one of the words.
    fn run_has(all: &[Hir], words: &[&str]) -> bool {
        let runs = (0..all.len()).flat_map(|from| {
            let ends = (from + 1..=all.len()).take(16);
            ends.map(move |end| Hir::concat(all[from..end].to_vec()))
        });
        (runs.filter(|run| strings(run).is_some())).any(|run| all_have(&run, words))
    }

    fn inside(hir: &Hir) -> &Hir {
        match hir.kind() {
            HirKind::Capture(capture) => inside(&capture.sub),
            _ => hir,
        }
    }

    /// Every string that matches, in lower case, where there are few.
    fn strings(hir: &Hir) -> Option<Vec<String>> {
        const MOST: usize = 400;
        let all = match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => vec![String::new()],
            HirKind::Literal(literal) => vec![str::from_utf8(&literal.0).ok()?.to_lowercase()],
            HirKind::Capture(capture) => strings(&capture.sub)?,
            HirKind::Repetition(repetition) => {
                let once = (repetition.min, repetition.max) == (0, Some(1));
                let mut all = once.then(|| strings(&repetition.sub))??;
                all.push(String::new());
                all
            }
            HirKind::Class(Class::Unicode(class)) => {
                let few = class.iter().map(|range| range.len()).sum::<usize>() <= 4;
                let all = class.iter().flat_map(|range| range.start()..=range.end());
                few.then(|| all.map(|c| c.to_lowercase().collect()).collect())?
            }
            HirKind::Class(Class::Bytes(class)) => {
                let few = class.iter().map(|range| range.len()).sum::<usize>() <= 4;
                let all = class.iter().flat_map(|range| range.start()..=range.end());
                few.then(|| {
                    all.map(|b| char::from(b).to_ascii_lowercase().into())
                        .collect()
                })?
            }
            HirKind::Alternation(any) => {
                let all: Option<Vec<Vec<String>>> = any.iter().map(strings).collect();
                all?.concat()
            }
            HirKind::Concat(parts) => {
                let mut all = vec![String::new()];
                for part in parts {
                    let next = strings(part)?;
                    let longer = |one: &String| {
                        let one = one.clone();
                        next.iter()
                            .map(move |more| format!("{one}{more}"))
                            .collect::<Vec<_>>()
                    };
                    all = all.iter().flat_map(longer).collect();
                    all.sort_unstable();
                    all.dedup();
                    if all.len() > MOST {
                        return None;
                    }
                }
                all
            }
        };
        (all.len() <= MOST).then_some(all)
    }

    /// Whether nothing matches the pattern without the words that it is made for.
    pub(crate) fn is_rare(rare: &Rare) -> bool {
        is_needed(&(rare.source)(), rare.needs)
    }

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
