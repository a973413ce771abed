//! What stands before and behind a name and says more of the place.

use std::ops::Range;

/// How many bytes before a name are looked at.
const REACH: usize = 60;
/// Words directly before a name that mean its neighbourhood.
const NEAR: [&str; 14] = [
    "near",
    "outside",
    "around",
    "close to",
    "near to",
    "outskirts of",
    "suburb of",
    "suburbs of",
    "edge of",
    "vicinity of",
    "neighbourhood of",
    "not far from",
    "just off",
    "nearby",
];
const DIRECTIONS: [&str; 17] = [
    "north",
    "south",
    "east",
    "west",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "north-east",
    "north-west",
    "south-east",
    "south-west",
    "northern",
    "southern",
    "eastern",
    "western",
    "away",
];
/// Units of length in kilometres.
const UNITS: [(&str, f64); 8] = [
    ("km", 1.0),
    ("kilometres", 1.0),
    ("kilometers", 1.0),
    ("kilometre", 1.0),
    ("kilometer", 1.0),
    ("miles", 1.61),
    ("mile", 1.61),
    ("mi", 1.61),
];

/// How exactly the words before a name place what happens, where they say that it is not in the
/// place itself: 2 within 25 km ("20 km south of", "near"), 5 farther away or on one side.
pub(crate) fn precision(text: &str, name: &Range<usize>) -> Option<u8> {
    let before = text.get(..name.start)?;
    let start = before.ceil_char_boundary(before.len().saturating_sub(REACH));
    let before = before[start..].to_lowercase();
    let before = before.trim_end();
    let before = before.strip_suffix(" the").unwrap_or(before);
    if NEAR.iter().any(|near| ends_in(before, near)) {
        return Some(2);
    }
    let before = (before.strip_suffix(" of")).or_else(|| before.strip_suffix(" from"))?;
    let before = before.trim_end();
    let (rest, direction) = before.rsplit_once(' ')?;
    let (rest, side) = match DIRECTIONS.contains(&direction) {
        true => (rest, true),
        false => (before, false),
    };
    let rest = rest.strip_suffix(" to the").unwrap_or(rest);
    let rest = rest.split(" (").next().unwrap_or(rest).trim_end();
    match kilometres(rest) {
        Some(km) if km <= 25.0 => Some(2),
        Some(_) => Some(5),
        None => side.then_some(5),
    }
}

/// The length that the words end in: "about 20 kilometres", "20km".
fn kilometres(words: &str) -> Option<f64> {
    let last = words.rsplit([' ', '-']).next()?;
    let (number, unit) = match last.find(|c: char| c.is_ascii_alphabetic()) {
        Some(0) => {
            let rest = words[..words.len() - last.len()].trim_end_matches([' ', '-']);
            (rest.rsplit(' ').next()?, last)
        }
        Some(at) => last.split_at(at),
        None => return None,
    };
    let (_, factor) = UNITS
        .iter()
        .find(|(word, _)| *word == unit.trim_end_matches('.'))?;
    let number = number.replace(',', "");
    // A length in words ("a few", "dozens of") is taken for a short one up to twenty.
    let number = number.parse().unwrap_or(match &*number {
        "hundred" | "hundreds" | "thirty" | "forty" | "fifty" | "sixty" | "seventy" | "eighty"
        | "ninety" | "of" => 50.0,
        _ => 10.0,
    });
    Some(number * factor)
}

fn ends_in(words: &str, end: &str) -> bool {
    (words.strip_suffix(end)).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

/// The words behind a name that may say in what it lies: ", Texas", ", Ill.", " (Texas)", ", in
/// Ohio": the longest run of one to three words with a capital first, then shorter ones.
pub(crate) fn within(text: &str, name: &Range<usize>) -> Vec<Range<usize>> {
    let Some(behind) = text.get(name.end..) else {
        return Vec::new();
    };
    let rest = [", in the ", ", in ", ", the ", ", ", " (", " in ", ","]
        .iter()
        .find_map(|between| behind.strip_prefix(between));
    let Some(rest) = rest else {
        return Vec::new();
    };
    let start = text.len() - rest.len();
    let mut ends = Vec::new();
    let mut at = 0;
    for word in rest.split(' ').take(3) {
        let begins = word.chars().next().is_some_and(char::is_uppercase);
        if !begins {
            break;
        }
        let bare = word.trim_end_matches([',', ';', ':', ')', '"', '”', '?', '!']);
        let bare = bare
            .split(['\n', '–', '—', ')', ','])
            .next()
            .unwrap_or(bare);
        ends.push(at + bare.len());
        if let Some(short) = bare.strip_suffix('.') {
            ends.push(at + short.len());
        }
        if bare.len() < word.len() {
            break;
        }
        at += word.len() + 1;
    }
    ends.sort_unstable_by(|one, other| other.cmp(one));
    ends.iter().map(|end| start..start + end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn before(words: &str) -> Option<u8> {
        let text = format!("{words} Derna.");
        precision(&text, &(words.len() + 1..words.len() + 6))
    }

    #[test]
    fn words_before_a_name_say_how_near() {
        assert_eq!(before("some 20 km south of"), Some(2));
        assert_eq!(before("about 12 miles (19 km) northwest of"), Some(2));
        assert_eq!(before("a farm 90 kilometres to the east of"), Some(5));
        assert_eq!(before("in a village near"), Some(2));
        assert_eq!(before("on the outskirts of"), Some(2));
        assert_eq!(before("the hills east of"), Some(5));
        assert_eq!(before("the mayor of"), None);
        assert_eq!(before("in"), None);
        assert_eq!(before(""), None);
    }

    #[test]
    fn words_behind_a_name_may_say_in_what_it_lies() {
        let text = "Arda, New York, and Brin (Ohio). Vell, Ill. Porto";
        let found = |from, to| -> Vec<&str> {
            (within(text, &(from..to)).into_iter())
                .map(|range| &text[range])
                .collect()
        };
        assert_eq!(found(0, 4), ["New York", "New"]);
        assert_eq!(found(20, 24), ["Ohio"]);
        assert_eq!(found(33, 37), ["Ill. Porto", "Ill.", "Ill"]);
        assert!(found(44, 49).is_empty());
    }
}
