//! Captions and picture credits: the words under a picture are no part of the report's account,
//! and who took it is no source of the report.

use std::sync::LazyLock;

use regex::Regex;

use super::names::{AGENCIES, AGENCY, PHOTO_BANKS, is_outlet, pattern};

/// Bytes beyond which a paragraph is no caption.
const LONGEST: usize = 900;

/// Words for a picture.
const PICTURE: &str = "photo|photos|photograph|photographs|photography|image|images|picture|\
                       pictures|pic|pics|foto|illustration|graphic|screengrab|screenshot|\
                       video grab|handout|file photo|file image";

/// "(Photo by Tom Bell / AFP)", "(AP Photo/Tom Bell)", "[Courtesy of the navy]" at the end.
static AT_END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"[(\[][^()\[\]]{{0,120}}\b(?i:{PICTURE}|courtesy|getty|shutterstock)\b[^()\[\]]{{0,160}}[)\]]\.?$"
    ))
});

/// "(Tom Bell/AP)" at the end: a name, a slash, an agency.
static SLASH_AT_END: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\((?P<who>[^()/]{2,60})\s?/\s?(?P<agency>[^()]{2,60})\)\.?$"));

/// "… at dawn. Photo: Tom Bell/AP" at the end, after a sentence.
static LABEL_AT_END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"[.!?]["”’]?\s+(?:Photo(?:graph)?s?|Pictures?|Images?|Credit)(?: credit)?(?::| by | courtesy of )\s?[^.!?]{2,80}\.?$"#,
    )
});

/// What a caption begins with.
static AT_START: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^[\[(]?(?:
            file\s?(?:photo|image|picture|pic)\b
          | (?-i:FILE)(?:\s|:|\.)*(?:[-–—]|:|photo)
          | (?:image|picture|photo|pictured|caption|photo\s?caption|image\s?caption|in\s?pictures?)\s?:\s
          | image\scaption\b
          | (?:enlarge\sthis\simage|toggle\scaption)
          | (?:photo|picture|image)\sshows\b
          | in\sthis\s(?:[\w.,]+\s){0,6}?(?:photo|photograph|image|frame\s?grab|screengrab|video\sgrab)\b[^.]{0,80}?,
          | (?:in\s)?this\s(?:[\w.,]+\s){0,5}?(?:file|handout|combination|undated|aerial|screen|satellite|pool)\s
            (?:[\w.,]+\s){0,3}?(?:photo|photograph|image|picture|grab)\b
          | this\s(?:photo|photograph|image|picture)\s(?:taken|provided|released|made|shows|combination)\b
        )",
    )
});

/// A line that only labels a picture credit: "Photo: Tom Bell/AP", "Image copyright AFP".
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)^[(\[]?(?:{PICTURE}|credit|photo illustration)(?: credits?)?(?:\s?[:©/]|\s(?:by|courtesy|via|credit|copyright|source|from)\b)"
    ))
});

/// Whether the line only says who made a picture.
pub(super) fn is_credit(line: &str) -> bool {
    let line = line.trim();
    let words = line.split_whitespace().take(31).count();
    if words > 30 || line.contains('\n') || line.is_empty() {
        return false;
    }
    let inner = line
        .trim_end_matches('.')
        .trim_matches(['(', ')', '[', ']']);
    let bracketed = line.starts_with(['(', '[']) && !inner.contains(['(', ')', '[', ']']);
    if bracketed && (photo_at_end(line) || slash_at_end(line)) {
        return true;
    }
    if LABEL.is_match(line) {
        // "Image: A ferry leaves Porto at dawn." is a caption.
        return !reads_on(inner) && words <= 14;
    }
    if is_bank(inner) || inner.ends_with("via Getty Images") && words <= 10 {
        return true;
    }
    // "Tom Bell / Getty Images", "Tom Bell/AFP": nothing but names.
    !line.ends_with(['.', '!', '?', ':'])
        && words <= 9
        && line.rsplit_once('/').is_some_and(|(who, agency)| {
            is_maker(agency) && who.split(['/', ' ']).all(is_capital_or_empty)
        })
}

/// Whether the paragraph is the words under a picture.
pub(super) fn is_caption(line: &str) -> bool {
    let line = line.trim();
    if line.len() > LONGEST {
        return false;
    }
    AT_START.is_match(line)
        || photo_at_end(line)
        || slash_at_end(line)
        || LABEL_AT_END.is_match(line)
}

/// Whether the line ends with a bracket that credits a picture. "(AFP could not verify the images)"
/// has words of its own and credits nobody.
fn photo_at_end(line: &str) -> bool {
    AT_END.find(line).is_some_and(|found| {
        let words = found.as_str().split(|c: char| !c.is_alphanumeric());
        words
            .filter(|word| word.starts_with(char::is_lowercase))
            .all(|word| {
                matches!(
                    word,
                    "photo"
                        | "photos"
                        | "photograph"
                        | "image"
                        | "images"
                        | "picture"
                        | "pictures"
                        | "by"
                        | "via"
                        | "courtesy"
                        | "of"
                        | "the"
                        | "handout"
                        | "file"
                        | "credit"
                        | "from"
                        | "and"
                        | "for"
                        | "provided"
                        | "screengrab"
                        | "screenshot"
                        | "s"
                        | "illustration"
                        | "graphic"
                        | "pool"
                )
            })
    })
}

/// "(Tom Bell/AP)" at the end; "(CBS/AP)" is who wrote the text.
fn slash_at_end(line: &str) -> bool {
    SLASH_AT_END.captures(line).is_some_and(|found| {
        let who = &found["who"];
        is_maker(&found["agency"])
            && (is_maker(who) || who.split_whitespace().all(is_capital_or_empty))
            && !(AGENCIES.contains(who.trim()) && AGENCIES.contains(found["agency"].trim()))
    })
}

/// An agency, an outlet or a photo bank.
fn is_maker(name: &str) -> bool {
    let name = name.trim().trim_end_matches('.');
    let is_agency = AGENCY.find(name).is_some_and(|found| found.start() == 0);
    is_bank(name) || is_agency || is_outlet(name) && name.split_whitespace().count() <= 5
}

fn is_bank(name: &str) -> bool {
    PHOTO_BANKS.iter().any(|bank| {
        name.strip_prefix(bank)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '/']))
            && name.split_whitespace().count() <= 5
    })
}

fn is_capital_or_empty(word: &str) -> bool {
    let joins = matches!(
        word,
        "" | "de" | "van" | "von" | "and" | "for" | "via" | "the" | "of"
    );
    joins || word.starts_with(char::is_uppercase)
}

/// Whether there are ordinary words: at least two in lower case that join no names.
fn reads_on(line: &str) -> bool {
    let joins = [
        "by", "of", "the", "for", "via", "courtesy", "from", "and", "photo", "photos",
    ];
    let words = line.split_whitespace().skip(1);
    let lower = words.filter(|word| word.starts_with(char::is_lowercase) && !joins.contains(word));
    lower.count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picture_credits_come_in_many_forms() {
        for line in [
            "(Photo by AFP)",
            "(Tom Bell/The Harbour Post)",
            "Photo: Tom Bell/AP",
            "Image copyright Getty Images",
            "Photo credit: Facebook",
            "Tom Bell / Getty Images",
            "Tom Bell/AFP via Getty Images",
            "Getty Images",
            "[AP Photo/Tom Bell]",
            "Credit: Ana Ruiz/Reuters",
        ] {
            assert!(is_credit(line), "{line}");
        }
    }

    #[test]
    fn captions_come_in_many_forms() {
        for line in [
            "The admiral visiting the fleet on August 27, 2023. (Photo by NAVY VIA KNS / AFP)",
            "A ferry leaves the harbour of Porto. (Tom Bell/AP)",
            "FILE - A ferry leaves Porto on May 3, 2024.",
            "FILE PHOTO: A ferry leaves Porto",
            "File photo: a ferry leaving the harbour in May",
            "Image: A ferry leaves the harbour at dawn on Friday.",
            "In this May 3, 2024, photo, a ferry leaves the harbour.",
            "This undated handout photo released by the navy shows a ferry.",
            "A ferry leaves the harbour at dawn. Photo: Tom Bell/AP",
        ] {
            assert!(is_caption(line) && !is_credit(line), "{line}");
        }
    }

    #[test]
    fn sentences_are_no_captions() {
        for line in [
            "The ferry sank on Friday, the port authority said.",
            "The crew showed a photo of the hull to police (see below).",
            "Officials (who asked not to be named) said the photo was old.",
            "PORTO (CBS/AP) - A ferry sank.",
            "A ferry sank off Porto on Friday (CBS/AP)",
            "The image of the minister has suffered, say critics.",
            "This photo was never meant to be seen.",
            "Images from the scene showed people who fled.",
            "The ferry sank, he said (AFP could not verify the images).",
        ] {
            assert!(!is_caption(line) && !is_credit(line), "{line}");
        }
    }
}
