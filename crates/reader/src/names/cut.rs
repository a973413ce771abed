//! Spans of the network that hold more than one name, cut.

use std::collections::BTreeMap;
use std::ops::Range;

use headwater_encoder::EntityTag;
use headwater_model::EntityKind;
use headwater_text::name_key;

use super::Found;
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
        && let Some((at, length)) = LINKS
            .iter()
            .find_map(|link| Some((words.find(link)?, link.len())))
        && words[..at].contains(' ')
        && !words[..at]
            .rsplit(' ')
            .next()
            .is_some_and(|word| OF_TITLE.contains(&word))
        && words[at + length..].starts_with(char::is_uppercase)
    {
        let body = range.start + at + length..range.end;
        range.end = range.start + at;
        pieces.push((body, EntityTag::Organisation));
    }
    // "Harbour Police Lt. Ann Low" are a body and a person.
    if let Some((body, person)) = by_rank(&text[range.clone()]) {
        pieces.insert(0, (range.start + person..range.end, EntityTag::Person));
        range.end = range.start + body;
        pieces.insert(0, (range, EntityTag::Organisation));
        return pieces;
    }
    pieces.insert(0, (range, tag));
    pieces
}

/// Where the body ends and the person begins in a name with a rank between them.
fn by_rank(words: &str) -> Option<(usize, usize)> {
    let starts = words.match_indices(' ').map(|(at, _)| at);
    starts.into_iter().find_map(|at| {
        let rest = &words[at + 1..];
        let (rank, name) = rest.split_once(' ')?;
        let person = name.starts_with(char::is_uppercase)
            && name.split(' ').count() <= 3
            && name
                .split(' ')
                .all(|word| word.starts_with(char::is_uppercase));
        let body = words[..at].ends_with(char::is_alphanumeric)
            && (words[..at].rsplit_once(' '))
                .is_some_and(|(_, last)| last.starts_with(char::is_uppercase));
        (RANKS.contains(&rank.trim_end_matches('.')) && person && body)
            .then(|| (at, words.len() - name.len()))
    })
}

/// Ranks between a body and its member.
const RANKS: [&str; 14] = [
    "Lt",
    "Sgt",
    "Capt",
    "Cpl",
    "Det",
    "Maj",
    "Col",
    "Gen",
    "Lieutenant",
    "Sergeant",
    "Captain",
    "Detective",
    "Trooper",
    "Chief",
];

/// Parts a span that the network took for one person where it is two that the report names
/// elsewhere: "Putin Kim Jong Un".
pub(super) fn part_people(text: &str, found: &mut Vec<Found>) {
    let mut people: BTreeMap<String, usize> = BTreeMap::new();
    for one in found.iter().filter(|one| is_open_person(one)) {
        let key = name_key(&text[one.range.clone()]);
        let words = key.split(' ').count();
        if let Some((_, last)) = key.rsplit_once(' ') {
            people.entry(last.to_owned()).or_insert(words);
        }
        people.entry(key).or_insert(words);
    }
    let mut more = Vec::new();
    for one in found.iter_mut().filter(|one| is_open_person(one)) {
        let words = &text[one.range.clone()];
        let spaces = words.match_indices(' ').map(|(at, _)| at);
        // The longest names that the span can be made of are not longer than itself.
        let most = name_key(words).split(' ').count();
        let known = |words: &str| people.get(&name_key(words)).is_some_and(|of| *of < most);
        let two = |at: &usize| {
            let (left, right) = (&words[..*at], words[*at..].trim_start());
            known(left) && known(right)
        };
        if !(3..=LONGEST).contains(&most) {
            continue;
        }
        if let Some(at) = spaces.into_iter().find(two) {
            let right = one.range.start + words.len() - words[at..].trim_start().len();
            more.push(Found {
                range: right..one.range.end,
                ..*one
            });
            one.range.end = one.range.start + at;
        }
    }
    found.extend(more);
}

/// Most words of a span that may be two people's names.
const LONGEST: usize = 8;

const LINKS: [&str; 4] = [" of the ", " of ", " from the ", " from "];
/// Titles that "of" belongs to.
const OF_TITLE: [&str; 12] = [
    "Duke",
    "Duchess",
    "Earl",
    "Count",
    "Countess",
    "Prince",
    "Princess",
    "King",
    "Queen",
    "Bishop",
    "Archbishop",
    "Patriarch",
];

fn is_open_person(one: &Found) -> bool {
    one.known.is_none() && one.kind == EntityKind::Person
}

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
        assert_eq!(
            cut("Prince Henry Duke of Kent"),
            ["Prince Henry Duke of Kent"]
        );
        assert_eq!(cut("Ann Low\nPicture"), ["Ann Low"]);
        assert_eq!(cut("Harbour Police Lt. Low"), ["Harbour Police", "Low"]);
        assert_eq!(cut("Harbour Police Chief"), ["Harbour Police Chief"]);
        assert_eq!(cut("Ann"), ["Ann"]);
        assert_eq!(cut("\n"), Vec::<&str>::new());
    }
}
