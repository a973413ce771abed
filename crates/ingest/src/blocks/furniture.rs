//! Lines that belong to the page and not to the report.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::credit::is_copyright;
use super::names::{pattern, rows};

/// Bytes beyond which a paragraph is no furniture, whatever it begins with.
const LONGEST: usize = 420;

/// The word list, by what its rows are compared with.
struct Lists {
    is: BTreeSet<&'static str>,
    starts: Vec<&'static str>,
    has: Vec<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists {
        is: BTreeSet::new(),
        starts: Vec::new(),
        has: Vec::new(),
    };
    for row in rows(include_str!("../../data/furniture.tsv")) {
        match row.split_once('\t') {
            Some(("is", words)) => {
                lists.is.insert(words);
            }
            Some(("starts", words)) => lists.starts.push(words),
            Some((_, words)) => lists.has.push(words),
            None => {}
        }
    }
    lists
});

/// "Follow Ana Ruiz on Twitter", "Twitter: @anaruiz", an address of any kind alone.
static CONTACT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^(?:
            follow\s.{1,60}\son\s(?:twitter|x|facebook|instagram|threads|bluesky|mastodon)\b.{0,80}
          | (?:follow|twitter|x|instagram|email|e-mail|contact|tips)\s?:?\s\S*@\S+
          | \S+@\S+\.\w+ | @\w+ | https?://\S+ | www\.\S+
        )[.\s]*$",
    )
});

/// "Updated at 12:03 p.m. ET", "—This story was updated 2 hours ago", "Update 16:03".
static UPDATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^\W*(?:this\s(?:story|post|report|article)\s(?:was|has\sbeen)\s)?(?:last\s)?updated?:?\s(?:at\s)?
            (?:\d{1,2}(?::|\.)\d\d\b|\d{4}\s(?:[a-z]{3}\b|$)|\d+\s\w+\sago)[\w\s.(),:/]{0,30}$",
    )
});

/// Whether the line is furniture.
pub(super) fn is_furniture(line: &str) -> bool {
    let line = line.trim();
    if line.len() > LONGEST {
        return false;
    }
    if !line.chars().any(char::is_alphabetic) {
        // "___", "* * *", "1:27"
        return line.len() < 40;
    }
    if is_copyright(line) || CONTACT.is_match(line) || UPDATED.is_match(line) {
        return true;
    }
    let lowered = line.to_lowercase().replace('\u{A0}', " ");
    let start = lowered.trim_start_matches(|c: char| !c.is_alphanumeric());
    let bare = start.trim_end_matches(|c: char| !c.is_alphanumeric());
    LISTS.is.contains(bare)
        || LISTS.starts.iter().any(|words| begins(start, words))
        || LISTS.has.iter().any(|words| lowered.contains(words))
        || only_buttons(&lowered)
}

/// Whether the line begins with the words, and a word ends there.
fn begins(line: &str, words: &str) -> bool {
    line.strip_prefix(words).is_some_and(|rest| {
        words.ends_with(|c: char| !c.is_alphanumeric()) || !rest.starts_with(char::is_alphanumeric)
    })
}

/// "Share Tweet Post Email": nothing but what stands on buttons, two at least.
fn only_buttons(line: &str) -> bool {
    let mut count = 0;
    for word in line
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let button = matches!(
            word,
            "share"
                | "tweet"
                | "post"
                | "email"
                | "print"
                | "facebook"
                | "twitter"
                | "whatsapp"
                | "linkedin"
                | "pinterest"
                | "reddit"
                | "telegram"
                | "messenger"
                | "copy"
                | "link"
                | "on"
                | "this"
                | "article"
                | "story"
                | "instagram"
                | "google"
                | "x"
                | "save"
                | "more"
        );
        if !button {
            return false;
        }
        count += 1;
    }
    count >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_comes_in_many_forms() {
        for line in [
            "Advertisement",
            "Read more: Ferries sail again",
            "READ MORE",
            "Related: What the crews want",
            "Sign up for our newsletter",
            "Share Tweet Post Email",
            "Copyright 2024 The Courier. All rights reserved.",
            "© 2024 Courier Media",
            "We use cookies to make this site better.",
            "Follow Ana Ruiz on Twitter @anaruiz",
            "ana@courier.example",
            "* * *",
            "This is a developing story. Check back for updates.",
            "Story continues below advertisement",
            "Updated at 12:03 p.m. ET",
            "—This story was updated 2 hours ago.",
            "Let our news meet your inbox. This site is protected by recaptcha",
            "The opinions expressed by columnists are their own.",
        ] {
            assert!(is_furniture(line), "{line}");
        }
    }

    #[test]
    fn sentences_are_no_furniture() {
        for line in [
            "Share prices fell on Friday.",
            "Follow the money, the minister said.",
            "Advertisement revenue fell by a tenth.",
            "Read the letter that the crew sent to the port.",
            "More than 40 people were saved.",
            "Related charges were dropped.",
            "Signs of a deal grew.",
            "Subscribers left.",
            "The ministry updated 40 ferries in May, and the crews were paid on Friday.",
            "Updated 2023 rules will bind the port.",
            "Send a letter, he said.",
            "The views expressed by the minister on Monday were not those of the cabinet.",
            "Chip in the paint led the police to the car.",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }

    #[test]
    fn every_row_has_a_known_kind_and_can_match() {
        for row in rows(include_str!("../../data/furniture.tsv")) {
            let (kind, words) = row.split_once('\t').unwrap();
            assert!(["is", "starts", "has"].contains(&kind), "{row}");
            assert_eq!(words, words.to_lowercase(), "{row}");
            assert!(is_furniture(words), "dead row {row}");
        }
    }
}
