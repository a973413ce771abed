//! Words exchanged for others, as an editor does.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::draft::capital;

/// What takes the place of a phrase of one to three words.
static EXCHANGES: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    let rows = include_str!("data/exchanges.tsv").lines();
    rows.filter(|row| !row.starts_with('#'))
        .filter_map(|row| row.split_once('\t'))
        .collect()
});

const LONGEST: usize = 3;

/// Exchanges one phrase, then goes on to the next that is at least `every` words later; what
/// stands in quotation marks is left alone.
pub fn exchange(text: &str, every: usize) -> String {
    let tokens: Vec<&str> = text.split(' ').collect();
    let mut out: Vec<String> = Vec::new();
    let (mut at, mut since, mut quoted) = (0, every, false);
    while at < tokens.len() {
        let opens = tokens[at].matches(['"', '“', '”']).count() % 2 == 1;
        let found = if since >= every && !quoted && !opens {
            phrase(&tokens[at..])
        } else {
            None
        };
        match found {
            Some((length, new)) => {
                out.push(new);
                at += length;
                since = 0;
            }
            None => {
                out.push(tokens[at].to_owned());
                quoted ^= opens;
                at += 1;
                since += 1;
            }
        }
    }
    out.join(" ")
}

/// The longest phrase at the start that has an exchange, and that exchange with the capital and
/// the marks of the phrase.
fn phrase(tokens: &[&str]) -> Option<(usize, String)> {
    const MARKS: [char; 6] = ['.', ',', ';', ':', '?', '!'];
    (1..=LONGEST.min(tokens.len())).rev().find_map(|length| {
        let words = tokens[..length].join(" ");
        let bare = words.trim_end_matches(MARKS);
        // "U.S." ends with its own mark.
        let (key, mark) = match words.strip_suffix(MARKS) {
            Some(_) if bare.ends_with(".S") || bare.ends_with(".N") => (words.as_str(), ""),
            _ => (bare, &words[bare.len()..]),
        };
        // "us" is no country.
        if matches!(key, "us" | "un" | "Us") {
            return None;
        }
        let new = EXCHANGES.get(key.to_lowercase().as_str())?;
        let new = match key.starts_with(char::is_uppercase) {
            true => capital(new),
            false => (*new).to_owned(),
        };
        Some((length, new + mark))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_so_many_words_a_phrase_is_exchanged() {
        let text = "At least two people are killed after a fire at the harbour, officials said.";
        assert_eq!(
            exchange(text, 4),
            "No fewer than two people are killed following a fire at the harbor, officials said."
        );
        assert_eq!(
            exchange(text, 1),
            "No fewer than two persons are left dead after a blaze at the harbor, \
             officials stated."
        );
        assert_eq!(
            exchange(text, 100),
            "No fewer than two people are killed after a fire at the harbour, officials said."
        );
    }

    #[test]
    fn capitals_marks_and_quotations_stay() {
        assert_eq!(exchange("U.S. forces left.", 1), "US forces left.");
        assert_eq!(exchange("It told us.", 1), "It told us.");
        assert_eq!(
            exchange("\"We do not leave,\" he said.", 1),
            "\"We do not leave,\" he stated."
        );
    }

    #[test]
    fn the_table_has_a_header_and_no_row_twice() {
        let file = include_str!("data/exchanges.tsv");
        assert!(file.starts_with("# "));
        let mut seen = BTreeSet::new();
        for row in file.lines().filter(|row| !row.starts_with('#')) {
            let (from, to) = row.split_once('\t').unwrap();
            assert!(seen.insert(from), "{from} twice");
            assert!(from == from.to_lowercase() && from != to, "{row}");
            assert!(from.split(' ').count() <= LONGEST, "{row}");
        }
    }
}
