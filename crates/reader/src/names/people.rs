//! What nouns, titles and given names tell about people.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What "he" and "she" tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Man,
    Woman,
}

/// What a noun can stand for, a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Noun(u8);

impl Noun {
    pub const BODY: Self = Self(1);
    pub const MEDIA: Self = Self(2);
    pub const PERSON: Self = Self(4);
    const MAN: Self = Self(8);
    const WOMAN: Self = Self(16);

    pub fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub fn is_any(self) -> bool {
        self.0 != 0
    }

    /// Whether it is a person of any kind.
    pub fn is_somebody(self) -> bool {
        self.is(Self::PERSON) || self.gender().is_some()
    }

    pub fn gender(self) -> Option<Gender> {
        if self.is(Self::MAN) {
            Some(Gender::Man)
        } else if self.is(Self::WOMAN) {
            Some(Gender::Woman)
        } else {
            None
        }
    }
}

static NOUNS: LazyLock<BTreeMap<&'static str, Noun>> = LazyLock::new(|| {
    let mut nouns: BTreeMap<&'static str, Noun> = BTreeMap::new();
    for (class, words) in rows(include_str!("../../data/references.tsv")) {
        let bit = match class {
            "bodies" => Noun::BODY,
            "media" => Noun::MEDIA,
            "person" => Noun::PERSON,
            "man" => Noun::MAN,
            "woman" => Noun::WOMAN,
            _ => continue,
        };
        for word in words.split('|') {
            nouns.entry(word).or_default().0 |= bit.0;
        }
    }
    nouns
});

static FIRST_NAMES: LazyLock<BTreeMap<&'static str, Gender>> = LazyLock::new(|| {
    rows(include_str!("../../data/first_names.tsv"))
        .flat_map(|(class, names)| {
            let gender = if class == "m" {
                Gender::Man
            } else {
                Gender::Woman
            };
            names.split('|').map(move |name| (name, gender))
        })
        .collect()
});

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t'))
}

/// What the noun can stand for.
pub(super) fn noun(word: &str) -> Noun {
    let found = match word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => NOUNS.get(word.to_ascii_lowercase().as_str()),
        false => NOUNS.get(word),
    };
    found.copied().unwrap_or_default()
}

/// What the first word of a name tells that is not a title; a family name alone tells nothing,
/// unless it is a given name as well.
pub(super) fn gender_of(name: &str) -> Option<Gender> {
    let mut words = name.split_whitespace();
    let first = words.find(|word| {
        let bare = word.trim_end_matches('.');
        title_gender(bare).is_none() && !noun(bare).is_somebody()
    })?;
    FIRST_NAMES.get(first.to_lowercase().as_str()).copied()
}

/// What a title before a name tells.
pub(super) fn title_gender(word: &str) -> Option<Gender> {
    match word {
        "Mr" | "Sir" | "Lord" | "Baron" | "Brother" | "Father" => Some(Gender::Man),
        "Mrs" | "Ms" | "Miss" | "Lady" | "Dame" | "Madame" | "Baroness" | "Sister" => {
            Some(Gender::Woman)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_given_names_tell_he_from_she() {
        assert_eq!(gender_of("Ann Low"), Some(Gender::Woman));
        assert_eq!(gender_of("President John Low"), Some(Gender::Man));
        assert_eq!(gender_of("Barlow"), None);
        assert_eq!(gender_of("Kim Jong Un"), None);
        assert_eq!(title_gender("Mrs"), Some(Gender::Woman));
        assert!(noun("Minister").is(Noun::PERSON) && noun("ministry").is(Noun::BODY));
        assert!(!noun("table").is_any());
    }

    #[test]
    fn no_given_name_is_of_both() {
        let names = rows(include_str!("../../data/first_names.tsv"));
        let count: usize = names.map(|(_, names)| names.split('|').count()).sum();
        assert_eq!(count, FIRST_NAMES.len());
    }
}
