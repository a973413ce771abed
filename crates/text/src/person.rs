//! When two full names are one person's.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::{name_key, table};

/// Words that belong to the family name behind them.
const PARTICLES: [&str; 17] = [
    "van", "von", "der", "den", "de", "da", "di", "del", "della", "dos", "du", "la", "le", "bin",
    "ibn", "abu", "ter",
];
/// Arabic articles, which some outlets leave out.
const ARTICLES: [&str; 4] = ["al", "el", "ul", "as"];
/// What parts a father from his son.
const GENERATIONS: [&str; 6] = ["jr", "sr", "ii", "iii", "iv", "v"];

/// The parts of a person's name, folded so that spellings of one name are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Parts {
    family: String,
    /// First and middle names; of a surname-first name all in one.
    given: Vec<String>,
    generation: Option<String>,
}

/// What full names of one person have in common, for an index: family name and first given name.
/// `None` for a name of one word, which may be anybody's.
///
/// Hyphens, accents, titles, middle names and the order of surname-first names do not matter.
/// Equal keys are not yet one person: ask [`same_person`].
///
/// ```
/// use headwater_text::person_key;
/// assert_eq!(person_key("Kim Jong-un"), person_key("Mr Jong Un Kim"));
/// assert_eq!(person_key("Donald J. Trump"), person_key("President Donald Trump"));
/// assert_eq!(person_key("Kim"), None);
/// ```
pub fn person_key(name: &str) -> Option<String> {
    let parts = parts(name)?;
    Some(format!("{} {}", parts.family, parts.given[0]))
}

/// Whether two full names are spellings of one person's name.
///
/// Two of one family name are never one for that alone, nor for a first initial: given names must
/// be the same, or known forms of one another (Joe, Joseph); middle names and generations (Jr)
/// must not contradict.
///
/// ```
/// use headwater_text::same_person;
/// assert!(same_person("Kim Jong-un", "Kim Jong Un"));
/// assert!(same_person("Volodymyr Zelenskyy", "Volodymyr Zelensky"));
/// assert!(!same_person("Kim Jong Un", "Kim Yo Jong"));
/// assert!(!same_person("George W. Bush", "George H. W. Bush"));
/// assert!(!same_person("Donald Trump", "Donald Trump Jr."));
/// assert!(!same_person("J. Smith", "John Smith"));
/// ```
pub fn same_person(one: &str, other: &str) -> bool {
    match (parts(one), parts(other)) {
        (Some(one), Some(other)) => {
            one.family == other.family
                && one.generation == other.generation
                && one.given[0] == other.given[0]
                && agree(&one.given[1..], &other.given[1..])
        }
        _ => false,
    }
}

/// Whether middle names do not contradict: one has none, or each is the other's or its initial.
fn agree(one: &[String], other: &[String]) -> bool {
    if one.is_empty() || other.is_empty() {
        return true;
    }
    let initial = |a: &str, b: &str| a.len() == 1 && b.starts_with(a);
    one.len() == other.len()
        && (one.iter().zip(other)).all(|(a, b)| a == b || initial(a, b) || initial(b, a))
}

fn parts(name: &str) -> Option<Parts> {
    let key = name_key(name);
    let mut words: Vec<&str> = key.split(' ').filter(|word| !word.is_empty()).collect();
    let generation = words.last().filter(|word| GENERATIONS.contains(word));
    let generation = generation.map(|word| (*word).to_owned());
    if generation.is_some() {
        words.pop();
    }
    if words.len() < 2 {
        return None;
    }
    let surname = |word: &str| SURNAMES_FIRST.contains(&word);
    let (first, last) = (words[0], words[words.len() - 1]);
    let (family, given, eastern) = if surname(first) {
        (vec![first], words[1..].to_vec(), true)
    } else if surname(last) {
        (
            vec![last],
            words[..words.len() - 1].to_vec(),
            words.len() == 3,
        )
    } else {
        let mut from = words.len() - 1;
        while from > 1
            && (PARTICLES.contains(&words[from - 1]) || ARTICLES.contains(&words[from - 1]))
        {
            from -= 1;
        }
        (words[from..].to_vec(), words[..from].to_vec(), false)
    };
    let family = family.iter().filter(|word| !ARTICLES.contains(word));
    let family: Vec<String> = family.map(|word| folded_family(word)).collect();
    let initials = given.iter().all(|word| word.len() == 1);
    let given = if eastern || initials {
        vec![given.concat()]
    } else {
        given.iter().map(|word| folded_given(word)).collect()
    };
    (!family.is_empty()).then(|| Parts {
        family: family.join(" "),
        given,
        generation,
    })
}

/// Slavic endings as outlets spell them: Zelensky, Zelenskyy, Zelenskiy, Zelenskii.
fn folded_family(word: &str) -> String {
    let stem = ["skyy", "skiy", "skyi", "skij", "skii", "ski"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending));
    stem.filter(|stem| stem.len() > 1)
        .map_or_else(|| word.to_owned(), |stem| format!("{stem}sky"))
}

fn folded_given(word: &str) -> String {
    (*GIVEN.get(word).unwrap_or(&word)).to_owned()
}

/// Forms of one given name, each by the first of its line.
static GIVEN: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    table::entries(include_str!("../data/given_names.tsv"))
        .flat_map(|line| {
            let mut forms = table::list(line);
            let first = forms.next().unwrap_or_default();
            forms.map(move |form| (form, first))
        })
        .collect()
});

/// Family names that stand first in the names of East Asia.
const SURNAMES_FIRST: [&str; 62] = [
    "kim", "lee", "park", "choi", "jung", "jeong", "kang", "cho", "yoon", "yun", "jang", "lim",
    "han", "shin", "seo", "kwon", "hwang", "ahn", "song", "hong", "moon", "ri", "pak", "chung",
    "xi", "li", "wang", "zhang", "liu", "chen", "yang", "zhao", "huang", "zhou", "wu", "xu", "sun",
    "hu", "zhu", "gao", "lin", "guo", "ma", "luo", "deng", "feng", "jiang", "wen", "qin", "peng",
    "tsai", "lai", "leung", "wong", "chan", "cheung", "nguyen", "tran", "pham", "phan", "vo",
    "dang",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_one_person() {
        for (one, other) in [
            ("Kim Jong-un", "KIM JONG UN"),
            ("Jong-un Kim", "Kim Jong Un"),
            ("Bashar al-Assad", "Bashar Assad"),
            ("Muhammad bin Zayed", "Mohammed bin Zayed"),
            ("Joseph R. Biden", "Joe Biden"),
            ("J.K. Rowling", "J. K. Rowling"),
            ("Søren Kragh", "Soren Kragh"),
            ("Prime Minister Ana Ruiz", "Ana Maria Ruiz"),
        ] {
            assert!(same_person(one, other), "{one} / {other}");
            assert_eq!(person_key(one), person_key(other));
        }
    }

    #[test]
    fn two_of_one_family_are_two() {
        for (one, other) in [
            ("Bill Clinton", "Hillary Clinton"),
            ("Kim Jong Un", "Kim Jong Il"),
            ("Ann M. Low", "Ann K. Low"),
            ("A. Low", "Ann Low"),
            ("Low", "Ann Low"),
            ("Xi Jinping", "Xi Zhongxun"),
        ] {
            assert!(!same_person(one, other), "{one} / {other}");
        }
    }

    #[test]
    fn a_form_of_a_given_name_is_listed_once() {
        let forms = table::entries(include_str!("../data/given_names.tsv")).flat_map(table::list);
        let firsts = table::entries(include_str!("../data/given_names.tsv")).count();
        assert_eq!(forms.count() - firsts, GIVEN.len());
    }

    proptest::proptest! {
        #[test]
        fn any_name_may_be_asked_for(one in "\\PC{0,30}", other in "\\PC{0,30}") {
            proptest::prop_assert_eq!(same_person(&one, &other), same_person(&other, &one));
        }
    }
}
