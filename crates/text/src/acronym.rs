//! Letters that stand for a name.

use crate::normal;

/// Whether a word is an acronym: two to eight letters, at least two of them capitals.
///
/// ```
/// use headwater_text::is_acronym;
/// assert!(is_acronym("USGS") && is_acronym("MoD"));
/// assert!(!is_acronym("Kim") && !is_acronym("U"));
/// ```
pub fn is_acronym(word: &str) -> bool {
    (2..=8).contains(&word.chars().count())
        && word.chars().all(char::is_alphanumeric)
        && word.chars().filter(|c| c.is_uppercase()).count() >= 2
        && word.starts_with(char::is_alphabetic)
}

/// The first letters of a name's words, in small letters: of those with a capital, and of all;
/// none for names of fewer than three words.
///
/// ```
/// use headwater_text::initials;
/// assert_eq!(initials("the Port of Southern Ruritania"), ["psr", "posr"]);
/// assert!(initials("White House").is_empty());
/// ```
pub fn initials(name: &str) -> Vec<String> {
    let words: Vec<&str> = name
        .split([' ', '-', '\n'])
        .filter(|word| !matches!(*word, "the" | "The" | ""))
        .collect();
    if words.len() < 3 {
        return Vec::new();
    }
    let first = |words: &mut dyn Iterator<Item = &&str>| {
        let letters: String = words.filter_map(|word| word.chars().next()).collect();
        normal(&letters)
    };
    let capitals = |word: &&&str| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let mut all = vec![
        first(&mut words.iter().filter(capitals)),
        first(&mut words.iter()),
    ];
    all.dedup();
    all.retain(|letters| letters.len() >= 3);
    all
}
