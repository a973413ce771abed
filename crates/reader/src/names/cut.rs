//! Spans of the network that hold more than one name, cut.

use std::ops::Range;

use headwater_encoder::EntityTag;

use crate::ground::trim_matches;

/// The names that a span of the network holds.
///
/// A name ends with its line. Of "Nathan Low of Greenpeace", tagged as one person, the words
/// before "of" are the person and those behind it a body, unless they belong to a title ("Duke of
/// Kent").
pub(super) fn pieces(
    text: &str,
    range: Range<usize>,
    tag: EntityTag,
) -> Vec<(Range<usize>, EntityTag)> {
    let Some(words) = text.get(range.clone()) else {
        return Vec::new();
    };
    let line = words.find('\n').unwrap_or(words.len());
    let mut range = trim_matches(text, range.start..range.start + line, char::is_whitespace);
    let words = &text[range.clone()];
    if words.is_empty() {
        return Vec::new();
    }
    let mut pieces = Vec::new();
    if tag == EntityTag::Person
        && let Some((at, length)) = LINKS.iter().find_map(|link| Some((words.find(link)?, link.len())))
        && words[..at].contains(' ')
        && !words[..at].rsplit(' ').next().is_some_and(|word| OF_TITLE.contains(&word))
        && words[at + length..].starts_with(char::is_uppercase)
    {
        let body = range.start + at + length..range.end;
        range.end = range.start + at;
        pieces.push((body, EntityTag::Organisation));
    }
    pieces.insert(0, (range, tag));
    pieces
}

const LINKS: [&str; 4] = [" of the ", " of ", " from the ", " from "];
/// Titles that "of" belongs to.
const OF_TITLE: [&str; 12] = [
    "Duke", "Duchess", "Earl", "Count", "Countess", "Prince", "Princess", "King", "Queen",
    "Bishop", "Archbishop", "Patriarch",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(words: &str) -> Vec<&str> {
        let pieces = pieces(words, 0..words.len(), EntityTag::Person);
        pieces.into_iter().map(|(range, _)| &words[range]).collect()
    }

    #[test]
    fn a_person_of_a_body_is_two_names() {
        assert_eq!(cut("Ann Low of the Greens"), ["Ann Low", "Greens"]);
        assert_eq!(cut("Prince Henry Duke of Kent"), ["Prince Henry Duke of Kent"]);
        assert_eq!(cut("Ann Low\nPicture"), ["Ann Low"]);
        assert_eq!(cut("Ann"), ["Ann"]);
        assert_eq!(cut("\n"), Vec::<&str>::new());
    }
}
