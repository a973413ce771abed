use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Known, country_before, country_of};
use crate::{name_key, table};

/// A part of a country's government by its function: "Russia’s foreign ministry".
#[derive(Clone, Debug, PartialEq)]
pub struct Office {
    /// `org:ru:foreign-ministry`, or `office:ru:foreign-ministry` for the person at its head.
    pub id: String,
    /// "Russian foreign ministry", in small letters but for the country.
    pub name: String,
    /// The country.
    pub country: &'static Known,
    /// Id of the body: its own, or the one that the person leads and speaks for.
    pub body: String,
    /// Whether it is the person at the head of the body ("the Russian foreign minister").
    pub is_person: bool,
}

/// The part of a government that the words name together with its country.
///
/// The country, or its capital, may stand before as name, possessive or adjective, or behind "of" or "in".
///
/// ```
/// use headwater_text::known::office;
/// let one = office("Russia’s Ministry of Defence").unwrap();
/// assert_eq!(one.id, "org:ru:defence-ministry");
/// assert_eq!(office("the Russian defense ministry").unwrap().id, one.id);
/// assert_eq!(office("Ministry of Defense of the Russian Federation").unwrap().id, one.id);
/// assert!(office("the South Korean foreign minister").unwrap().is_person);
/// assert_eq!(office("the Defence Ministry in Moscow").unwrap().id, one.id);
/// assert!(office("the foreign ministry").is_none());
/// ```
pub fn office(name: &str) -> Option<Office> {
    let name = name.trim();
    if let Some((country, rest)) = country_before(name)
        && let Some(found) = in_country(country, rest)
    {
        return Some(found);
    }
    [" of ", " in "].iter().find_map(|part| {
        let (words, country) = name.rsplit_once(part)?;
        in_country(country_of(country)?, words)
    })
}

/// Body and whether the words mean its head, by name key.
static OFFICES: LazyLock<BTreeMap<String, (&'static str, bool)>> = LazyLock::new(|| {
    table::rows(include_str!("../../data/offices.tsv"))
        .flat_map(|row| {
            let body = row[0];
            let heads = row.get(2).copied().unwrap_or_default();
            (table::list(row[1]).map(move |words| (name_key(words), (body, false))))
                .chain(table::list(heads).map(move |words| (name_key(words), (body, true))))
        })
        .collect()
});

fn in_country(country: &'static Known, words: &str) -> Option<Office> {
    let key = name_key(words);
    let (body, is_person) = *OFFICES.get(&key)?;
    let code = country.id.trim_start_matches("country:");
    let space = if is_person { "office" } else { "org" };
    let adjective = country.demonyms.first().unwrap_or(&country.name);
    let title = if is_person {
        key
    } else {
        body.replace('-', " ")
    };
    Some(Office {
        id: format!("{space}:{code}:{body}"),
        name: format!("{adjective} {title}"),
        country,
        body: format!("org:{code}:{body}"),
        is_person,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_offices_are_listed_once() {
        let count = table::rows(include_str!("../../data/offices.tsv"))
            .flat_map(|row| row[1..].to_vec())
            .flat_map(table::list)
            .count();
        assert_eq!(count, OFFICES.len());
    }

    #[test]
    fn an_office_needs_a_country() {
        assert!(office("ministry of truth").is_none());
        assert_eq!(office("US military").unwrap().id, "org:us:military");
        assert_eq!(
            office("the army of Sudan").unwrap().name,
            "Sudanese military"
        );
        assert_eq!(
            office("Ukraine's president").unwrap().body,
            "org:ua:presidency"
        );
    }
}
