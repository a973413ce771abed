//! Which names of a report mean the same.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use headwater_model::EntityKind;
use headwater_text::known::{self, Known};
use headwater_text::{name_key, person_key, same_person};

use super::people::{Gender, Noun, gender_of, noun, title_gender};
use super::{Found, short};

/// What a name is joined under.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Meant {
    /// Equal for names that mean the same.
    pub key: String,
    /// What the whole house knows it as.
    pub known: Option<&'static Known>,
}

/// For each name in text order what it means.
pub(super) fn join(text: &str, found: &[Found]) -> Vec<Meant> {
    let mut meant: Vec<Meant> = found
        .iter()
        .map(|one| Meant {
            key: name_key(&text[one.range.clone()]),
            known: one.known,
        })
        .collect();
    people(text, found, &mut meant);
    short::join(text, found, &mut meant);
    meant
}

/// A person's full name, as the report first gives it.
struct Person<'t> {
    key: String,
    words: &'t str,
    /// What spellings of it have in common.
    index: Option<String>,
}

/// Joins spellings of one person's name, and single words with the full name they are a part of.
fn people(text: &str, found: &[Found], meant: &mut [Meant]) {
    let open =
        |index: usize| found[index].known.is_none() && found[index].kind == EntityKind::Person;
    let mut full: Vec<Person<'_>> = Vec::new();
    let mut same: BTreeMap<String, String> = BTreeMap::new();
    for index in (0..found.len()).filter(|index| open(*index)) {
        let key = &meant[index].key;
        if !is_full(key) || same.contains_key(key) || full.len() >= MOST_PEOPLE {
            continue;
        }
        let words = &text[found[index].range.clone()];
        let index = person_key(words);
        let spelt = |other: &Person<'_>| {
            other.index.is_some() && other.index == index && same_person(words, other.words)
        };
        let earlier = full
            .iter()
            .find(|other| spelt(other) || misspelt(key, &other.key));
        match earlier {
            Some(earlier) => {
                same.insert(key.clone(), earlier.key.clone());
            }
            None => {
                same.insert(key.clone(), key.clone());
                full.push(Person {
                    key: key.clone(),
                    words,
                    index,
                });
            }
        }
    }
    let kin = kin(text, found, meant);
    // Full names by their last and by their first word.
    let mut last: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut first: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (key, person) in same.iter().filter(|(key, _)| !kin.contains(key.as_str())) {
        if let (Some((head, _)), tail) = (key.split_once(' '), surname(key)) {
            for (by, word) in [(&mut last, tail), (&mut first, head)] {
                let held = by.entry(word).or_default();
                if !held.contains(&person.as_str()) {
                    held.push(person);
                }
            }
        }
    }
    // What titles tell of a surname: "Mr Alder" is not Mona Alder. Nothing where two have it.
    let mut titles: BTreeMap<String, Option<Gender>> = BTreeMap::new();
    for (one, meant) in found
        .iter()
        .zip(meant.iter())
        .filter(|(_, one)| !one.key.contains(' '))
    {
        if let Some(gender) = titled(text, &one.range) {
            let held = titles.entry(meant.key.clone()).or_insert(Some(gender));
            if *held != Some(gender) {
                *held = None;
            }
        }
    }
    // "President Alder" is not Mona Alder, the first lady.
    let offices = offices(text, found, meant);
    let consorts = consorts(text, found, meant);
    // Of two with one surname the one named last before is meant, else the first one behind.
    let mut named: Vec<&str> = Vec::new();
    let mut slips: BTreeMap<String, Option<&str>> = BTreeMap::new();
    for index in 0..found.len() {
        let key = meant[index].key.as_str();
        if found[index].known.is_some() {
            continue;
        }
        if let Some(person) = same.get(key).filter(|_| open(index)) {
            named.retain(|one| one != person);
            named.push(person);
            meant[index].key = person.clone();
            continue;
        }
        let range = &found[index].range;
        let title = titled(text, range).or_else(|| titles.get(key).copied().flatten());
        let fits = |one: &&str| {
            title.is_none_or(|title| gender_of(one).is_none_or(|gender| gender == title))
                && !(offices.contains(key) && consorts.contains(*one))
        };
        let town = matches!(found[index].kind, EntityKind::Place | EntityKind::Country);
        let given = || first.get(key).filter(|_| !town);
        let of_people = last.get(key).or_else(given);
        let person = of_people.and_then(|people| {
            let before = named
                .iter()
                .rev()
                .find(|one| people.contains(one) && fits(one));
            before
                .or_else(|| people.iter().find(|one| fits(one)))
                .copied()
        });
        let person = person.or_else(|| {
            if !open(index) || (slips.len() >= MOST_PEOPLE && !slips.contains_key(key)) {
                return None;
            }
            *slips.entry(key.to_owned()).or_insert_with(|| {
                let mut near = last.iter().filter(|(word, _)| slip(key, word));
                let (_, people) = near.next()?;
                (near.next().is_none() && people.len() == 1).then(|| people[0])
            })
        });
        if let Some(person) = person {
            meant[index].key = person.to_owned();
        }
    }
}

/// Whether a name key has more than a surname: "Trump Jr" has not.
fn is_full(key: &str) -> bool {
    surname(key).len() < key.len()
}

/// The surname of a name key, with the generation: "alder", "alder jr".
fn surname(key: &str) -> &str {
    let bare = (key.strip_suffix(" jr"))
        .or_else(|| key.strip_suffix(" sr"))
        .unwrap_or(key);
    let start = bare.rfind(' ').map_or(0, |at| at + 1);
    &key[start..]
}

/// What a title at the beginning of a name, or right before it, tells.
fn titled(text: &str, range: &Range<usize>) -> Option<Gender> {
    let words = &text[range.clone()];
    let first = words.split(' ').next().unwrap_or_default();
    let before = text[..range.start]
        .trim_end()
        .rsplit(char::is_whitespace)
        .next();
    [first, before.unwrap_or_default()]
        .iter()
        .find_map(|word| title_gender(word.trim_end_matches('.')))
}

/// Surnames that stand behind an office ("President Alder").
fn offices(text: &str, found: &[Found], meant: &[Meant]) -> BTreeSet<String> {
    let alone = found
        .iter()
        .zip(meant)
        .filter(|(_, one)| !one.key.contains(' '));
    alone
        .filter(|(one, _)| {
            let words = &text[one.range.clone()];
            let before = text[..one.range.start]
                .trim_end()
                .rsplit(char::is_whitespace)
                .next();
            let office = match words.split_once(' ') {
                Some((first, _)) => first,
                None => before.unwrap_or_default(),
            };
            office.starts_with(char::is_uppercase) && noun(office).is(Noun::PERSON)
        })
        .map(|(_, one)| one.key.clone())
        .collect()
}

/// Full names that come as the husband's, wife's or first lady's.
fn consorts(text: &str, found: &[Found], meant: &[Meant]) -> BTreeSet<String> {
    let full = found
        .iter()
        .zip(meant)
        .filter(|(_, one)| one.key.contains(' '));
    full.filter(|(one, _)| {
        let before = text[..one.range.start].trim_end().trim_end_matches(',');
        let last = before
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let behind = &text[one.range.end..];
        ["lady", "Lady", "wife", "husband", "spouse"].contains(&last)
            || behind.starts_with(", the first lady")
            || behind.starts_with(", his wife")
            || behind.starts_with(", her husband")
    })
    .map(|(_, one)| one.key.clone())
    .collect()
}

/// Full names that come as somebody's kin, or beside them, after their surname alone was used for another:
/// behind "Mr Alder … his wife, Mona Alder" or "Mr Alder and Mona Alder" the bare "Alder" is still he, and behind "Jon
/// Alder, whose father, the Rev. Otto Alder, built it, said" he is Jon.
fn kin(text: &str, found: &[Found], meant: &[Meant]) -> BTreeSet<String> {
    const KIN: [&str; 18] = [
        "wife", "husband", "widow", "lady", "spouse", "partner", "son", "daughter", "brother",
        "sister", "mother", "father", "uncle", "aunt", "nephew", "niece", "cousin", "in-law",
    ];
    let mut bare: BTreeSet<&str> = BTreeSet::new();
    let mut kin = BTreeSet::new();
    for (one, meant) in found.iter().zip(meant) {
        let Some((_, surname)) = meant.key.rsplit_once(' ') else {
            bare.insert(&meant.key);
            continue;
        };
        let before = without_titles(text[..one.range.start].trim_end()).trim_end_matches(',');
        let last = before
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let owner = before[..before.len() - last.len()].trim_end();
        let last = last.to_lowercase();
        // The name may stand there unseen, in a title ("President Alder and Mona Alder").
        let beside = last == "and" && {
            let word = before[..before.len() - last.len()]
                .split_whitespace()
                .next_back()
                .unwrap_or_default();
            name_key(word) == surname
        };
        let kin_of = KIN.iter().any(|word| last.ends_with(word));
        let aside = kin_of && owner.ends_with(" whose");
        if aside || (bare.contains(surname) && (kin_of || beside)) {
            kin.insert(meant.key.clone());
        }
    }
    kin
}

/// The words without the titles that they end in: "whose father, the late Rev."
fn without_titles(words: &str) -> &str {
    const BESIDE: [&str; 4] = ["the", "late", "Rev.", "Reverend"];
    let mut words = words;
    while let Some((before, last)) = words.rsplit_once(char::is_whitespace)
        && (BESIDE.contains(&last) || title_gender(last.trim_end_matches('.')).is_some())
    {
        words = before.trim_end();
    }
    words
}

/// Most people of a report whose full names are compared with one another.
const MOST_PEOPLE: usize = 300;

/// Whether two full names of a report differ by one slip of the pen in one word: "Kristen Wilk"
/// and "Kristin Wilk".
fn misspelt(one: &str, other: &str) -> bool {
    let mut words = one.split(' ').zip(other.split(' '));
    let equal_length = one.split(' ').count() == other.split(' ').count();
    let mut slips = 0;
    let alike = words.all(|(a, b)| {
        a == b || {
            slips += 1;
            slip(a, b)
        }
    });
    equal_length && alike && slips == 1
}

/// Whether two long words differ by one letter within, left out, put in or changed.
fn slip(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let (a, b): (Vec<char>, Vec<char>) = (short.chars().collect(), long.chars().collect());
    if a.len() < 5 || b.len() - a.len() > 1 || a[0] != b[0] {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    // A last letter parts Robert from Roberta.
    same + 1 < b.len()
        && match b.len() - a.len() {
            0 => same < a.len() && a[same + 1..] == b[same + 1..],
            _ => a[same..] == b[same + 1..],
        }
}

/// For each key the kind that the network was surest of over all mentions of the name.
pub(super) fn voted(found: &[Found], meant: &[Meant]) -> BTreeMap<String, EntityKind> {
    let mut votes: BTreeMap<&str, BTreeMap<EntityKind, f32>> = BTreeMap::new();
    for (one, key) in found.iter().zip(meant) {
        if key.known.is_none() {
            let of_key = votes.entry(&key.key).or_default();
            *of_key.entry(one.kind).or_default() += one.sure;
        }
    }
    let most = |votes: BTreeMap<EntityKind, f32>| {
        let best = votes
            .into_iter()
            .reduce(|best, next| if next.1 > best.1 { next } else { best });
        best.map_or(EntityKind::Other, |(kind, _)| kind)
    };
    votes
        .into_iter()
        .map(|(key, votes)| (key.to_owned(), most(votes)))
        .collect()
}

/// Whether a known name that several countries have a body of ("Supreme Court") is not the table's
/// one here: the report names other countries and never this one.
pub(super) fn drop_foreign(text: &str, found: &mut [Found]) {
    let generic = |one: &Found| {
        one.known.is_some_and(|known| {
            known.parent.is_some() && known::is_generic(&text[one.range.clone()])
        })
    };
    let country = |known: &'static Known| match known.kind {
        EntityKind::Country => Some(known.id),
        EntityKind::Media => None,
        _ => known.parent,
    };
    let mut named: Vec<&'static str> = Vec::new();
    for one in found.iter().filter(|one| !generic(one)) {
        if let Some(id) = one.known.and_then(country)
            && !named.contains(&id)
        {
            named.push(id);
        }
    }
    for one in found {
        if let Some(parent) = one.known.and_then(|known| known.parent)
            && generic(one)
            && !named.is_empty()
            && !named.contains(&parent)
        {
            one.known = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_no_other_name() {
        assert!(slip("kristen", "kristin") && slip("maurer", "mauer"));
        assert!(!slip("robert", "roberta") && !slip("maria", "marie"));
        assert!(!slip("smith", "smythe") && !slip("jones", "joness"));
        assert!(misspelt("kristen wilk", "kristin wilk"));
        assert!(!misspelt("kristen wilk", "kristen wilk"));
    }
}
