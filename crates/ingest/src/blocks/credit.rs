//! Lines that say whose work a text is, apart from bylines.

use std::sync::LazyLock;

use regex::Regex;

use super::names::{AGENCY, is_outlet, pattern};

/// Bytes beyond which a paragraph is no credit line.
const LONGEST: usize = 450;

/// "Reporting by …; editing by …", "Additional reporting from …", "Contributing: …".
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^[(\[•*–—\-\s]*(?:
            (?:additional\s|further\s|with\s(?:additional\s)?)?
            (?:reporting|writing|editing|research|translation|production|contributions?|contributing)
            (?:\s(?:and|&)\s(?:writing|editing|reporting|research|production))*\s(?:by|from)\b
          | (?:compiled|edited|translated|adapted|reprinted|republished|syndicated)\s(?:by|from)\s
          | contributing:\s
          | with\s(?:files|inputs?|material|contributions?|reports?|information)\sfrom\b
          | with\s(?:news\s|post\s)?(?:agencies|agency\sinputs?|wires?|wire\sservices?|news\swire\sservices)\.?[)\]]?$
          | (?:from\s)?(?:news\s)?(?:agencies|wire\sreports|wire\sservices|staff\sand\sagencies)[)\]]?\.?$
        )",
    )
});

/// "… contributed to this report."
static CONTRIBUTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bcontributed\s(?:(?:additional\s)?(?:reporting|research)\b|to\s(?:this|the)\s(?:news\s)?(?:report|story|article|piece)\b)",
    )
});

/// "This article was first published by …", "Originally published on …".
static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[(\[*•\s]*(?:this|the)\s(?:article|story|report|piece|content)\s(?:was\s|is\s|has\sbeen\s)?(?:originally\s|first\s|also\s)?(?:appeared|published|produced|provided|reprinted|republished|syndicated|written|compiled)\b[^.]{0,40}?\s(?:by|in|on|from|at|with)\s|^(?:originally|first)\s(?:published|appeared)\s(?:by|in|on|at)\s|^content\s(?:created|provided|produced|supplied)\sby\s",
    )
});

/// "Ruiz reported from Kyiv." where it stands at the end of a text.
static REPORTED_FROM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[—–\-•*\s]*\p{Lu}[^.;]{1,80}?\sreported from \p{Lu}[^.;]{1,60}?[.;,](?:\s\p{Lu}|$| and )",
    )
});

/// "Source: AP", "Sources: AP, local media".
static SOURCE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^[(\[/•*–—\-\s]*(?:sources?|via|agency|agencies)\s?:\s*\S"));

/// "© 2023 AFP", "Copyright 2018 The Associated Press. All rights reserved."
static COPYRIGHT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:copyright\b|\(c\)\s|©|™ & ©|the-cnn-wire)"));

/// Whether the line credits the text to somebody. `at_end` allows forms that would be a sentence
/// anywhere else.
pub(super) fn is_text_credit(line: &str, at_end: bool) -> bool {
    let line = line.trim();
    if line.is_empty() || line.len() > LONGEST {
        return false;
    }
    if is_copyright(line) {
        return AGENCY.is_match(line);
    }
    if CONTRIBUTED.is_match(line) || PUBLISHED.is_match(line) || only_agencies(line) {
        return true;
    }
    if SOURCE.is_match(line) {
        return line.split_whitespace().count() <= 12;
    }
    if LABEL.is_match(line) || at_end && line.len() < 300 && REPORTED_FROM.is_match(line) {
        return true;
    }
    // "With AFP", "with AP and Reuters"
    let rest = line.trim_matches(['(', ')', '[', ']', '.', '—', '–', '-', ' ']);
    let with = rest
        .strip_prefix("With ")
        .or_else(|| rest.strip_prefix("with "));
    with.is_some_and(|names| {
        let mut names = names
            .split([',', '/', '&'])
            .flat_map(|part| part.split(" and "));
        names.all(|name| name.split_whitespace().count() <= 5 && is_outlet(name))
    })
}

/// Whether the line begins as a copyright line does.
pub(super) fn is_copyright(line: &str) -> bool {
    COPYRIGHT.is_match(line)
}

/// "Reuter", "(AFP)", "— AP, Reuters": agencies and nothing else.
fn only_agencies(line: &str) -> bool {
    if line.len() > 100 {
        return false;
    }
    let mut found = false;
    let mut rest = String::new();
    let mut at = 0;
    for agency in AGENCY.find_iter(line) {
        rest.push_str(&line[at..agency.start()]);
        at = agency.end();
        found = true;
    }
    rest.push_str(&line[at..]);
    let mut words = rest
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    found && words.all(|word| matches!(word, "and" | "with" | "the"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_come_in_many_forms() {
        for line in [
            "Reporting by Ana Ruiz; editing by Tom Bell",
            "(Additional reporting by Ana Ruiz in Kyiv; Writing by Tom Bell)",
            "Content created by The Daily Lantern Foundation is available without charge to any eligible news publisher.",
            "(Reporting and writing by Ana Ruiz)",
            "The Associated Press contributed to this report.",
            "—Ana Ruiz contributed reporting.",
            "Contributing: The Associated Press",
            "With files from Reuters",
            "With AFP",
            "with AP and Reuters",
            "With agencies",
            "Reuter",
            "(AFP)",
            "– AP, Reuters",
            "Source: AP",
            "Source: The Harbour Post",
            "© 2023 AFP",
            "Copyright 2018 The Associated Press. All rights reserved.",
            "This article was originally published by The Harbour Post.",
        ] {
            assert!(is_text_credit(line, false), "{line}");
        }
        assert!(is_text_credit("Ruiz reported from Kyiv.", true));
    }

    #[test]
    fn sentences_are_no_credits() {
        for line in [
            "Sources said the ferry sank.",
            "Reporting on the strike has been difficult, the union said.",
            "Reuters reported that the ferry sank.",
            "Ruiz reported from Kyiv.",
            "Rain contributed to the delay, the port said.",
            "With the ferry gone, the crew went home.",
            "Copyright 2024 The Courier. All rights reserved.",
            "This article of the law was written in 1912.",
        ] {
            assert!(!is_text_credit(line, false), "{line}");
        }
    }
}
