use std::collections::BTreeSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::table;

/// Words that stand before a name and are not part of it, lower case, longest first.
static TITLES: LazyLock<BTreeSet<Vec<&'static str>>> = LazyLock::new(|| {
    table::entries(include_str!("../data/titles.txt"))
        .map(|line| line.split(' ').collect())
        .collect()
});

/// The form by which words are compared: lower case, accents and typography folded.
///
/// Curly quotes become straight, every dash `-`, every run of white space one space; accents and
/// invisible characters go; compatibility forms (ligatures, full width) become plain. British and
/// American spellings stay different.
///
/// ```
/// use headwater_text::normal;
/// assert_eq!(normal("Élysée’s  “no” – again"), "elysee's \"no\" - again");
/// assert_eq!(normal("colour"), "colour");
/// ```
pub fn normal(words: &str) -> String {
    if words.is_ascii() && !words.contains("  ") {
        let lower = words.trim().to_ascii_lowercase();
        if !lower.bytes().any(|b| b.is_ascii_control()) {
            return lower;
        }
    }
    let mut out = String::with_capacity(words.len());
    let mut space = false;
    for c in words.nfkd() {
        if is_combining_mark(c) || is_invisible(c) {
            continue;
        }
        if c.is_whitespace() || c.is_control() {
            space = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut space) {
            out.push(' ');
        }
        match fold_char(c) {
            'ß' | 'ẞ' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'þ' | 'Þ' => out.push_str("th"),
            folded => out.extend(folded.to_lowercase().filter(|l| !is_combining_mark(*l))),
        }
    }
    out
}

/// One character with its typography folded: quotes straight, dashes `-`, spaces plain, and the
/// letters that Unicode does not decompose (ø, ł, đ, ı) as their base letter.
///
/// ```
/// assert_eq!(headwater_text::fold_char('”'), '"');
/// ```
pub fn fold_char(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | 'ʻ' | '`' | '´' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        'ø' => 'o',
        'Ø' => 'O',
        'ł' => 'l',
        'Ł' => 'L',
        'đ' | 'ð' => 'd',
        'Đ' | 'Ð' => 'D',
        'ı' => 'i',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Characters that take no room on the page.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// The form by which names are compared: as [`normal`], and without what a name may lose.
///
/// Hyphens become spaces (Jong-un is Jong Un), full stops go (U.S. is us), a possessive ending
/// goes, and so do a leading "the" and leading titles, unless nothing would be left.
///
/// ```
/// use headwater_text::name_key;
/// assert_eq!(name_key("Kim Jong-un’s"), "kim jong un");
/// assert_eq!(name_key("the U.S."), "us");
/// assert_eq!(name_key("Russian President Vladimir Putin"), "russian president vladimir putin");
/// assert_eq!(name_key("President Vladimir Putin"), "vladimir putin");
/// assert_eq!(name_key("Mr"), "mr");
/// ```
pub fn name_key(name: &str) -> String {
    let folded = normal(name);
    let trimmed = folded.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'');
    let bare = trimmed
        .strip_suffix("'s")
        .or_else(|| trimmed.strip_suffix('\''))
        .unwrap_or(trimmed);
    let plain: String = bare
        .chars()
        .filter(|c| !matches!(c, '.' | '"'))
        .map(|c| if c == '-' || c == ',' { ' ' } else { c })
        .collect();
    let words: Vec<&str> = plain
        .split(' ')
        .filter(|word| word.chars().any(char::is_alphanumeric) || *word == "&")
        .collect();
    let mut rest = words.as_slice();
    if rest.len() > 1 && rest[0] == "the" {
        rest = &rest[1..];
    }
    while let Some(length) = title_length(rest) {
        rest = &rest[length..];
    }
    rest.join(" ")
}

/// Whether a title begins with the word, in small letters.
pub(crate) fn is_title(word: &str) -> bool {
    TITLES.iter().any(|title| title[0] == word)
}

/// How many words of a title these words begin with, where more words follow.
fn title_length(words: &[&str]) -> Option<usize> {
    (1..=3.min(words.len().saturating_sub(1)))
        .rev()
        .find(|length| TITLES.contains(&words[..*length]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_does_not_part_words() {
        assert_eq!(normal("Jong‑un"), normal("Jong-un"));
        assert_eq!(normal("can\u{a0}not"), "can not");
        assert_eq!(normal("ﬁsh\u{200b}ing"), "fishing");
        assert_eq!(normal("Łódź, Ørsted, İzmir"), "lodz, orsted, izmir");
    }

    #[test]
    fn a_name_loses_its_title_and_its_possessive() {
        assert_eq!(name_key("Prime Minister Rishi Sunak’s"), "rishi sunak");
        assert_eq!(name_key("Mr. Ramos'"), "ramos");
        assert_eq!(name_key("the White House"), "white house");
        assert_eq!(name_key("Lt. Gen. Ann Lee"), "ann lee");
    }

    #[test]
    fn titles_are_listed_once() {
        let list = include_str!("../data/titles.txt");
        assert_eq!(table::entries(list).count(), TITLES.len());
    }

    proptest::proptest! {
        #[test]
        fn normal_of_normal_is_itself(words in "\\PC{0,40}") {
            let once = normal(&words);
            proptest::prop_assert_eq!(normal(&once), once);
        }
    }
}
