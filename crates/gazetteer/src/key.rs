//! The form by which names of places are compared.

use headwater_text::normal;

/// Words that names of places are shortened to, where another word follows.
const SHORT: [(&str, &str); 4] = [
    ("st", "saint"),
    ("ste", "sainte"),
    ("mt", "mount"),
    ("ft", "fort"),
];

/// The key of a name: lower case, accents, hyphens, stops, apostrophes and a leading "the" gone,
/// "St." and "Saint" one word. Titles stay ("Prince George" is no George).
pub(crate) fn key(name: &str) -> String {
    let folded = normal(name);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'');
    let bare = bare
        .strip_suffix("'s")
        .or_else(|| bare.strip_suffix('\''))
        .unwrap_or(bare);
    let bare = bare.strip_prefix("the ").unwrap_or(bare);
    let mut key = String::with_capacity(bare.len());
    let mut words = bare
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | ',' | '/'))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .peekable();
    while let Some(word) = words.next() {
        let start = key.len();
        key.extend(word.chars().filter(|c| !matches!(c, '.' | '"' | '\'')));
        if words.peek().is_some() {
            if let Some((_, long)) = SHORT.iter().find(|(short, _)| key[start..] == **short) {
                key.truncate(start);
                key.push_str(long);
            }
            key.push(' ');
        }
    }
    key
}

/// The name that a key gives back: each word with a capital.
pub(crate) fn titled(key: &str) -> String {
    let mut title = String::with_capacity(key.len());
    for (at, word) in key.split(' ').enumerate() {
        if at > 0 {
            title.push(' ');
        }
        let mut letters = word.chars();
        title.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        title.push_str(letters.as_str());
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_in_several_ways_has_one_key() {
        for (one, other) in [
            ("St. Louis", "Saint Louis"),
            ("the Kharkiv’s", "Kharkiv"),
            ("Sana’a", "Sanaa"),
            ("Île-de-France", "ile de france"),
            ("W.Va.", "WVa"),
        ] {
            assert_eq!(key(one), key(other));
        }
        assert_eq!(key("Prince George"), "prince george");
        assert_eq!(key("St."), "st");
        assert_eq!(key(" – "), "");
        assert_eq!(titled("new york"), "New York");
    }
}
