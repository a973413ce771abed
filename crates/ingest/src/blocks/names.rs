//! Names of people and outlets, as bylines and credit lines have them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

/// Agencies and outlets by name.
pub(super) static AGENCIES: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| rows(include_str!("../../data/agencies.txt")).collect());

/// Words that make a name an outlet's.
pub(super) static OUTLET_WORDS: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| rows(include_str!("../../data/outlet_words.txt")).collect());

/// Who pictures are credited to, besides the agencies.
pub(super) static PHOTO_BANKS: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| rows(include_str!("../../data/photo_banks.txt")).collect());

/// Any agency's name as a whole word, the longest where several fit.
pub(super) static AGENCY: LazyLock<Regex> = LazyLock::new(|| {
    let mut names: Vec<String> = AGENCIES.iter().map(|name| regex::escape(name)).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    pattern(&format!(r"\b(?:{})\b", names.join("|")))
});

/// The rows of a data file: not its header, nothing blank.
pub(super) fn rows(file: &str) -> impl Iterator<Item = &str> {
    file.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Compiles a pattern of this room; the tests compile them all.
pub(super) fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of this room compiles")
}

/// Whether a name is an outlet's or an agency's: known, or with a word that only those have.
pub(super) fn is_outlet(name: &str) -> bool {
    let name = name.trim().trim_end_matches('.');
    let bare = name.strip_prefix("the ").unwrap_or(name);
    AGENCIES.contains(bare)
        || bare
            .split_whitespace()
            .any(|word| OUTLET_WORDS.contains(word))
}

/// Whether every word of a name begins with a capital, particles apart, and there are `least` to
/// five of them.
pub(super) fn is_name(name: &str, least: usize) -> bool {
    let mut capitals = 0;
    for word in name.split_whitespace() {
        let word = word.trim_matches(['(', ')', ',', '"', '“', '”']);
        let body = word
            .chars()
            .all(|c| c.is_alphabetic() || "'’.-–".contains(c));
        match word.chars().next() {
            Some(first) if first.is_uppercase() && body => capitals += 1,
            _ if is_particle(word) => {}
            _ => return false,
        }
    }
    (least..=5).contains(&capitals)
}

pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "da"
            | "di"
            | "do"
            | "du"
            | "dos"
            | "das"
            | "del"
            | "della"
            | "la"
            | "le"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ter"
            | "ten"
            | "al"
            | "el"
            | "bin"
            | "bint"
            | "ibn"
            | "y"
            | "e"
            | "zu"
            | "af"
            | "av"
    )
}

/// Words for what a reporter is.
pub(super) fn is_role(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "staff"
            | "writer"
            | "writers"
            | "reporter"
            | "reporters"
            | "correspondent"
            | "correspondents"
            | "editor"
            | "editors"
            | "columnist"
            | "contributor"
            | "analyst"
            | "senior"
            | "chief"
            | "bureau"
            | "political"
            | "diplomatic"
            | "foreign"
            | "national"
            | "special"
            | "investigative"
            | "health"
            | "science"
            | "business"
            | "economics"
            | "defence"
            | "defense"
            | "security"
            | "legal"
            | "affairs"
            | "professor"
            | "deputy"
            | "managing"
            | "associate"
            | "assistant"
            | "freelance"
            | "digital"
            | "producer"
            | "photographer"
            | "author"
            | "fellow"
            | "white"
            | "house"
            | "supreme"
            | "court"
            | "europe"
            | "asia"
            | "africa"
            | "agencies"
            | "wires"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_lists_have_a_header_and_no_row_twice() {
        for (name, file) in [
            ("agencies", include_str!("../../data/agencies.txt")),
            ("outlet_words", include_str!("../../data/outlet_words.txt")),
            ("photo_banks", include_str!("../../data/photo_banks.txt")),
            (
                "short_datelines",
                include_str!("../../data/short_datelines.txt"),
            ),
            ("furniture", include_str!("../../data/furniture.tsv")),
            ("languages", include_str!("../../data/languages.tsv")),
        ] {
            assert!(file.starts_with("# "), "{name} has no header");
            let mut seen = BTreeSet::new();
            for row in rows(file) {
                assert!(seen.insert(row), "{name} has {row:?} twice");
                assert_eq!(row, row.trim(), "{name} has space around {row:?}");
            }
        }
    }

    #[test]
    fn an_outlet_is_told_from_a_person() {
        assert!(is_outlet("AFP") && is_outlet("the Meridian News") && is_outlet("Harbour Wire"));
        assert!(!is_outlet("Ana Ruiz") && is_name("Ana de la Ruiz", 2) && !is_name("ana ruiz", 2));
    }
}
