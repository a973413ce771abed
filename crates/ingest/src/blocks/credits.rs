//! The names of agencies and outlets in a byline or a credit line.

use std::ops::Range;
use std::sync::LazyLock;

use headwater_model::Span;
use regex::Regex;

use super::names::{AGENCY, OUTLET_WORDS, is_role, pattern};

/// One word of a name.
static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\p{L}\p{N}&.'’/\-]*[\p{L}\p{N}]"));

/// What an agency's initials stand after where the agency is not known by name.
static INITIALS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:\b(?i:with|via|source|sources|agency)\b:?|[/|(—–])\s?(?P<name>\p{Lu}{2,6})(?:[\s).,;/]|$)",
    )
});

/// "(Reuters)" or "— AFP" after the last sentence of a paragraph.
static SIGN_OFF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r#"[.!?]["”’)]?\s+(?P<at>[(\[—–-]\s?(?P<name>[^()\[\]]{2,40}?)\s?[)\]]?\.?)$"#)
});

/// Whom the words in `range` credit, in text order.
pub(super) fn find(text: &str, range: Range<usize>) -> Vec<Span> {
    let line = &text[range.clone()];
    let mut found: Vec<Range<usize>> = AGENCY.find_iter(line).map(|name| name.range()).collect();
    found.extend(runs(line));
    found.extend(
        INITIALS
            .captures_iter(line)
            .filter_map(|found| Some(found.name("name")?.range())),
    );
    // Where two overlap, the longer one is the whole name.
    found.sort_by_key(|name| (name.start, std::cmp::Reverse(name.end)));
    let mut names: Vec<Range<usize>> = Vec::new();
    for name in found {
        match names.last_mut() {
            Some(last) if name.start < last.end => {
                if name.len() > last.len() {
                    *last = name;
                }
            }
            _ => names.push(name),
        }
    }
    let at = |name: Range<usize>| Span::cut(text, range.start + name.start..range.start + name.end);
    names.retain(|name| &line[name.clone()] != "TM");
    names.into_iter().filter_map(|name| at(name).ok()).collect()
}

/// Where an agency's sign-off at the end of a paragraph begins.
pub(super) fn sign_off(line: &str) -> Option<usize> {
    let tail_start = line.floor_char_boundary(line.len().saturating_sub(80));
    let found = SIGN_OFF.captures(&line[tail_start..])?;
    let name = found["name"].trim();
    let whole = AGENCY
        .find(name)
        .is_some_and(|agency| agency.as_str() == name)
        || name.split(['/', ',']).all(|part| {
            let part = part.trim();
            AGENCY
                .find(part)
                .is_some_and(|agency| agency.as_str() == part)
        });
    let at = found.name("at").filter(|_| whole)?;
    (tail_start + at.start() > 0).then_some(tail_start + at.start())
}

/// Runs of capitalised words one of which only outlets have: "Harbour Gazette", "Meridian Wire".
fn runs(line: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut close = |run: Option<Range<usize>>| {
        if let Some(run) = run
            && line[run.clone()]
                .split_whitespace()
                .any(|word| OUTLET_WORDS.contains(word))
        {
            runs.push(run);
        }
    };
    for found in WORD.find_iter(line) {
        let word = found.as_str();
        let outlet_word = OUTLET_WORDS.contains(word);
        let first = matches!(
            word,
            "By" | "With" | "Source" | "Sources" | "Contributing" | "Copyright"
        );
        let possessive =
            word.ends_with(['\'', '’']) || word.ends_with("'s") || word.ends_with("’s");
        let adjoins = open
            .as_ref()
            .is_some_and(|run| line[run.end..found.start()] == *" ");
        // "National Gazette" begins with a role's word; "Gazette Editor" ends before one.
        let may_stand = outlet_word || !adjoins || !is_role(word);
        let capital = word.starts_with(char::is_uppercase) && may_stand;
        match &mut open {
            Some(run) if capital && adjoins && !possessive => run.end = found.end(),
            _ => {
                close(open.take());
                if capital && !first && !possessive {
                    open = Some(found.range());
                }
            }
        }
    }
    close(open);
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str) -> Vec<String> {
        find(line, 0..line.len())
            .into_iter()
            .map(|span| span.text)
            .collect()
    }

    #[test]
    fn agencies_and_outlets_are_found_by_name() {
        assert_eq!(names("Ana Ruiz, with AFP"), ["AFP"]);
        assert_eq!(
            names("With reporting from AP and Reuters"),
            ["AP", "Reuters"]
        );
        assert_eq!(
            names("The Associated Press contributed to this report."),
            ["The Associated Press"]
        );
        assert_eq!(
            names("By Ana Ruiz, Harbour Gazette staff writer"),
            ["Harbour Gazette"]
        );
        assert_eq!(names("Ana Ruiz, with Meridian Wire"), ["Meridian Wire"]);
        assert_eq!(names("Source: MNW"), ["MNW"]);
        assert_eq!(names("Ana Ruiz, National Gazette"), ["National Gazette"]);
    }

    #[test]
    fn people_are_not_credited_as_outlets() {
        assert!(names("Reporting by Ana Ruiz; editing by Tom Bell").is_empty());
        assert!(names("By Ana Ruiz in Kyiv").is_empty());
    }

    #[test]
    fn a_sign_off_ends_a_paragraph() {
        let line = "The ferry sank, police said. (Reuters)";
        assert_eq!(sign_off(line).map(|at| &line[at..]), Some("(Reuters)"));
        let line = "The ferry sank. — AFP";
        assert_eq!(sign_off(line).map(|at| &line[at..]), Some("— AFP"));
        assert_eq!(sign_off("The ferry sank (Reuters)"), None);
        assert_eq!(sign_off("The ferry sank. (The crew did not.)"), None);
    }
}
