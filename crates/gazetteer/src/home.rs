//! Where an outlet is at home, as its name or address tells.

use headwater_text::{known, normal};

/// Words that names of outlets are made of, beside the place.
const OUTLET_WORDS: [&str; 60] = [
    "times",
    "herald",
    "news",
    "review",
    "online",
    "daily",
    "post",
    "chronicle",
    "tribune",
    "gazette",
    "journal",
    "local",
    "beacon",
    "press",
    "star",
    "sun",
    "record",
    "leader",
    "observer",
    "courier",
    "dispatch",
    "today",
    "the",
    "paper",
    "my",
    "live",
    "now",
    "weekly",
    "independent",
    "standard",
    "register",
    "sentinel",
    "telegraph",
    "mail",
    "mirror",
    "echo",
    "advertiser",
    "argus",
    "ledger",
    "enquirer",
    "inquirer",
    "examiner",
    "bulletin",
    "citizen",
    "democrat",
    "republican",
    "globe",
    "guardian",
    "world",
    "reporter",
    "messenger",
    "evening",
    "morning",
    "sunday",
    "free",
    "area",
    "community",
    "media",
    "newspaper",
    "newspapers",
];
/// Endings of addresses that are sold to everybody, though a country has them.
const SOLD: [&str; 10] = ["tv", "me", "co", "io", "ai", "fm", "am", "ly", "to", "cc"];

/// What an outlet's name or address says of where it is at home.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Home {
    /// Names of places that it may be named for, letters only: `columbus`, `newlondon`.
    pub places: Vec<String>,
    /// ISO code of its country.
    pub country: Option<String>,
    /// Whether the house knows the outlet; then its name tells nothing more.
    pub known: bool,
}

/// Where the outlet of this name or address is at home.
pub(crate) fn home(outlet: &str) -> Home {
    if let Some(known) = known::outlet(outlet) {
        let country = known.parent.and_then(|id| id.strip_prefix("country:"));
        return Home {
            places: Vec::new(),
            country: country.map(str::to_uppercase),
            known: true,
        };
    }
    let name = normal(outlet.get(..200).unwrap_or(outlet));
    if name.contains(' ') || !name.contains('.') {
        let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
        let places = place(&words).into_iter().collect();
        return Home {
            places,
            ..Home::default()
        };
    }
    let rest = name.split_once("://").map_or(&*name, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest);
    let mut labels: Vec<&str> = host.split('.').filter(|label| *label != "www").collect();
    let ending = labels.pop().unwrap_or_default();
    let country = match ending {
        "uk" => Some("GB".to_owned()),
        _ if ending.len() == 2 && !SOLD.contains(&ending) => Some(ending.to_uppercase()),
        _ => None,
    };
    let places = labels.iter().flat_map(|label| label.split('-'));
    Home {
        places: places.filter_map(|label| place(&[label])).collect(),
        country,
        known: false,
    }
}

/// The letters that are left when words of outlets are taken off both ends.
fn place(words: &[&str]) -> Option<String> {
    let mut words: Vec<&str> = words.to_vec();
    while let Some(word) = words.first_mut() {
        match OUTLET_WORDS
            .iter()
            .find_map(|outlet| word.strip_prefix(outlet))
        {
            Some(rest) => *word = rest,
            None if word.is_empty() => drop(words.remove(0)),
            None => break,
        }
    }
    while let Some(word) = words.last_mut() {
        match OUTLET_WORDS
            .iter()
            .find_map(|outlet| word.strip_suffix(outlet))
        {
            Some(rest) => *word = rest,
            None if word.is_empty() => drop(words.pop()),
            None => break,
        }
    }
    let place = words.concat();
    (place.len() >= 4).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_is_named_for_its_place() {
        assert_eq!(home("http://www.ardaherald.com/a/b").places, ["arda"]);
        assert_eq!(home("The New Arda Daily News").places, ["newarda"]);
        assert_eq!(home("thedailynews.com").places, [""; 0]);
        assert_eq!(home("ardaecho.co.uk").country.as_deref(), Some("GB"));
        assert_eq!(home("news.tv").country, None);
        assert!(home("The Moscow Times").known);
    }
}
