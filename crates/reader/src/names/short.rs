//! Short forms of the names of bodies: letters, and the words that a longer name begins or ends
//! with.

use std::collections::BTreeMap;

use headwater_model::EntityKind;
use headwater_text::{initials, is_acronym, known, normal};

use super::Found;
use super::join::Meant;

/// Joins short forms with the long ones of the report, in text order.
pub(super) fn join(text: &str, found: &[Found], meant: &mut [Meant]) {
    let same = letters(text, found, meant);
    for (index, one) in found.iter().enumerate() {
        if one.known.is_none()
            && let Some(full) = same.get(text[one.range.clone()].trim_end_matches(['.', '’', '\'']))
        {
            meant[index] = full.clone();
        }
    }
    last_words(text, found, meant);
    let same = parts(found, meant);
    let same = &mut first_words(text, found, meant, same);
    for one in meant.iter_mut().filter(|one| one.known.is_none()) {
        if let Some(full) = same.get(&one.key) {
            *one = full.clone();
        }
    }
}

/// What the letters of a report stand for: "National Security Council (NSC)"; also without
/// brackets, where one name alone has these first letters.
fn letters(text: &str, found: &[Found], meant: &[Meant]) -> BTreeMap<String, Meant> {
    let mut same: BTreeMap<String, Meant> = BTreeMap::new();
    for (index, one) in found.iter().enumerate() {
        if one.kind == EntityKind::Person {
            continue;
        }
        if let Some(letters) = in_brackets(&text[one.range.end..])
            && stand_for(letters, &text[one.range.clone()])
        {
            same.entry(letters.to_owned()).or_insert_with(|| {
                let mut full = meant[index].clone();
                full.known = full.known.or_else(|| known::lookup(&full.key));
                full
            });
        }
    }
    // Initials of the bodies' names; those that two names have stand for neither.
    let mut by_letters: BTreeMap<String, Option<usize>> = BTreeMap::new();
    for (index, one) in found.iter().enumerate() {
        if matches!(one.kind, EntityKind::Person | EntityKind::Country) {
            continue;
        }
        for letters in initials(&text[one.range.clone()]) {
            let held = by_letters.entry(letters).or_insert(Some(index));
            if held.is_some_and(|held| meant[held].key != meant[index].key) {
                *held = None;
            }
        }
    }
    for one in found.iter().filter(|one| one.known.is_none()) {
        let letters = &text[one.range.clone()];
        if is_acronym(letters)
            && letters.chars().count() >= 3
            && let Some(Some(index)) = by_letters.get(&normal(letters))
        {
            same.entry(letters.to_owned())
                .or_insert_with(|| meant[*index].clone());
        }
    }
    same
}

/// The letters that stand in brackets right behind a name.
fn in_brackets(behind: &str) -> Option<&str> {
    let rest = behind.trim_start_matches(' ').strip_prefix('(')?;
    let end = rest.find([')', ',', ';'])?;
    let letters = rest[..end].trim();
    is_acronym(letters).then_some(letters)
}

/// Whether letters can stand for a name: they begin as it does and all stand in it in their order.
fn stand_for(letters: &str, name: &str) -> bool {
    let letters = normal(letters);
    let name = normal(name);
    let name = name.strip_prefix("the ").unwrap_or(&name);
    let mut rest = name.chars();
    letters.chars().next() == name.chars().next()
        && name.chars().count() > letters.chars().count()
        && letters.chars().all(|letter| rest.any(|c| c == letter))
}

/// Nouns that bodies are called by, with a capital, once their name was given: "the Church".
const NOUNS: [&str; 22] = [
    "church",
    "court",
    "party",
    "ministry",
    "council",
    "senate",
    "university",
    "board",
    "union",
    "bank",
    "army",
    "college",
    "commission",
    "department",
    "foundation",
    "agency",
    "institute",
    "committee",
    "assembly",
    "association",
    "parliament",
    "school",
];

/// Words of bodies' names that are a part of one longer name alone.
fn parts(found: &[Found], meant: &[Meant]) -> BTreeMap<String, Meant> {
    let body = |one: &Found| matches!(one.kind, EntityKind::Organisation | EntityKind::Media);
    let mut bodies: BTreeMap<&str, &Meant> = BTreeMap::new();
    for (one, meant) in found.iter().zip(meant) {
        if body(one) && bodies.len() < MOST_BODIES {
            bodies.entry(&meant.key).or_insert(meant);
        }
    }
    let mut same: BTreeMap<String, Meant> = BTreeMap::new();
    for (key, short) in &bodies {
        if short.known.is_some() {
            continue;
        }
        let mut longer = bodies.iter().filter(|(long, _)| is_short_for(key, long));
        if let (Some((_, long)), None) = (longer.next(), longer.next()) {
            same.insert((*key).to_owned(), (*long).clone());
        }
    }
    // A short form of a short form means the longest.
    let longest: Vec<(String, Meant)> = same
        .iter()
        .map(|(key, long)| (key.clone(), same.get(&long.key).unwrap_or(long).clone()))
        .collect();
    longest.into_iter().collect()
}

/// "Lumen" behind "Lumen Glassworks": the first word of the one body of that beginning that was named before, where it is
/// no word of the language ("Global") and no name of its own.
fn first_words(
    text: &str,
    found: &[Found],
    meant: &[Meant],
    mut same: BTreeMap<String, Meant>,
) -> BTreeMap<String, Meant> {
    // For each first word the one body that has it, and where it was first named.
    let mut longer: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    for (index, one) in found.iter().enumerate() {
        if let (EntityKind::Organisation, Some((first, _))) =
            (one.kind, meant[index].key.split_once(' '))
            && longer.len() < MOST_BODIES
            && (text[one.range.clone()].split(' '))
                .all(|word| !word.starts_with(char::is_lowercase))
        {
            let held = longer.entry(first).or_insert(Some(index));
            if held.is_some_and(|held| meant[held].key != meant[index].key) {
                *held = None;
            }
        }
    }
    for (index, one) in found.iter().enumerate() {
        let key = &meant[index].key;
        let Some(Some(full)) = longer.get(key.as_str()) else {
            continue;
        };
        let a_name = matches!(one.kind, EntityKind::Organisation | EntityKind::Other)
            && one.known.is_none()
            && known::lookup(key).is_none()
            && key.chars().count() >= SHORTEST_NAME
            && !is_acronym(&text[one.range.clone()])
            && !has_word(text, key);
        if a_name && *full < index && !same.contains_key(key) {
            same.insert(key.clone(), meant[*full].clone());
        }
    }
    same
}

/// Fewest letters of a name that is short for a longer one.
const SHORTEST_NAME: usize = 4;

/// Whether the text has the word in small letters.
fn has_word(text: &str, word: &str) -> bool {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(word).any(|(at, _)| {
        edge(text[..at].chars().next_back()) && edge(text[at + word.len()..].chars().next())
    })
}

/// Words that a report calls an outlet by once it gave its name: "the Times".
const OUTLETS: [&str; 12] = [
    "times",
    "post",
    "journal",
    "herald",
    "tribune",
    "globe",
    "chronicle",
    "examiner",
    "inquirer",
    "gazette",
    "courier",
    "register",
];

/// "The Times" in a report that names the Evening Times and no other outlet of that word.
fn last_words(text: &str, found: &[Found], meant: &mut [Meant]) {
    let word_of = |one: &Found| {
        let words = &text[one.range.clone()];
        let words = (words
            .strip_suffix("’s")
            .or_else(|| words.strip_suffix("'s")))
        .unwrap_or(words);
        let words = words.strip_prefix("The ").unwrap_or(words).to_lowercase();
        OUTLETS.iter().position(|word| *word == words)
    };
    let mut longer: BTreeMap<usize, Option<usize>> = BTreeMap::new();
    for (index, one) in found.iter().enumerate() {
        let media = one.kind == EntityKind::Media
            || meant[index]
                .known
                .is_some_and(|known| known.kind == EntityKind::Media);
        let name = normal(&text[one.range.clone()]);
        let mut words = name.rsplit(' ');
        let last = words.next().unwrap_or_default();
        let Some(word) = OUTLETS.iter().position(|word| *word == last) else {
            continue;
        };
        if !media || words.next().is_none_or(|before| before == "the") {
            continue;
        }
        let held = longer.entry(word).or_insert(Some(index));
        if held.is_some_and(|held| meant[held].key != meant[index].key) {
            *held = None;
        }
    }
    for (index, one) in found.iter().enumerate() {
        if let Some(word) = word_of(one)
            && let Some(Some(full)) = longer.get(&word)
        {
            meant[index] = meant[*full].clone();
        }
    }
}

/// Most bodies of a report whose names are compared with one another.
const MOST_BODIES: usize = 300;

/// Whether the words can be short for the longer name; both are name keys.
fn is_short_for(short: &str, long: &str) -> bool {
    if let Some(rest) = long.strip_prefix(short)
        && rest.starts_with(' ')
    {
        // "Comic Corps" of Canada; but the University of Ohio at Lima is another one.
        return (short.contains(' ') || NOUNS.contains(&short)) && !rest.starts_with(" at ");
    }
    let Some(before) = long
        .strip_suffix(short)
        .and_then(|rest| rest.strip_suffix(' '))
    else {
        return false;
    };
    let of_country = known::lookup(before).is_some() || before.ends_with("'s");
    (of_country && short.contains(' ')) || NOUNS.contains(&short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stand_for_names() {
        assert!(stand_for("NSC", "National Security Council"));
        assert!(stand_for(
            "FIRST",
            "For Inspiration and Recognition of Science and Technology"
        ));
        assert!(!stand_for("AFP", "National Security Council"));
        assert_eq!(in_brackets(" (NSC) said"), Some("NSC"));
        assert_eq!(in_brackets(" (left)"), None);
    }

    #[test]
    fn parts_of_names_are_short_for_them() {
        assert!(is_short_for("comic corps", "comic corps of canada"));
        assert!(is_short_for(
            "civil defence authority",
            "france's civil defence authority"
        ));
        assert!(is_short_for("church", "church of the lake"));
        assert!(!is_short_for(
            "university of ohio",
            "university of ohio at lima"
        ));
        assert!(!is_short_for("times", "evening times"));
    }
}
