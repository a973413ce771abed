//! What a voice does with its content, and the words of doubt.

use std::ops::Range;
use std::sync::LazyLock;

use headwater_model::{Span, Stance};
use regex::Regex;

use crate::answers::{expand, is_claim_on};
use crate::ground::Ground;
use crate::pattern::{Rare, pattern};

/// Cue patterns by stance, tried in order: the first that matches decides; `data/stances.tsv`.
static STANCES: LazyLock<Vec<(Stance, Regex)>> = LazyLock::new(|| {
    rows(include_str!("../data/stances.tsv"))
        .filter_map(|(stance, source)| {
            let stance = match stance {
                "denies" => Stance::Denies,
                "cannot_confirm" => Stance::CannotConfirm,
                "declines" => Stance::Declines,
                "no_response" => Stance::NoResponse,
                "warns" => Stance::Warns,
                "plans" => Stance::Plans,
                "promises" => Stance::Promises,
                "asks" => Stance::Asks,
                "questions" => Stance::Questions,
                _ => return None,
            };
            Some((stance, pattern(&format!(r"(?i)\b(?:{source})\b"))))
        })
        .collect()
});
static HEDGES: LazyLock<Regex> = LazyLock::new(|| {
    let words: Vec<&str> = rows(include_str!("../data/hedges.tsv"))
        .map(|(_, words)| words)
        .collect();
    pattern(&format!(r"(?i)\b(?:{})\b", words.join("|")))
});
static CONTENT_CANNOT_CONFIRM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:that\s+)?(?:it|he|she|they|we|i|there (?:is|was) no way to|\w+)?\s*(?:can|could)(?:not| not|n[’']t)\s+(?:yet\s+|immediately\s+|independently\s+)*(?:confirm|verify|corroborate)\b|^(?:that\s+)?(?:it|he|she|they|we)\s+(?:was|were|is|are)\s+(?:not able|unable)\s+to\s+(?:confirm|verify)\b",
    )
});
/// Words of what is false or foolish, and of the truth that is not in it.
const FALSE: &[&str] = &[
    "not",
    "untrue",
    "false",
    "baseless",
    "groundless",
    "unfounded",
    "unsubstantiated",
    "fabricat",
    "nonsense",
    "invent",
    "lie",
    "ficti",
    "fake",
    "rubbish",
    "fantas",
    "merit",
    "foundation",
    "basis",
    "substance",
    "slander",
    "libel",
    "smear",
    "hoax",
    "bogus",
    "figment",
    "made",
    "concocted",
    "trumped",
    "disinformation",
    "misinformation",
    "hogwash",
    "baloney",
    "poppycock",
    "fairy",
    "canard",
    "mark",
    "truth",
    "wrong",
    "incorrect",
    "inaccurate",
    "misleading",
    "absurd",
    "ridiculous",
    "ludicrous",
    "laughable",
    "preposterous",
    "outlandish",
    "outrageous",
    "far-fetched",
    "malicious",
    "propaganda",
    "speculati",
    "hearsay",
    "gossip",
    "garbage",
    "politically",
    "exaggerat",
    "defamatory",
    "mischievous",
    "scurrilous",
    "joke",
    "provocation",
];
/// "“That is simply not true”", "rumors that she fell were untrue", "there was no truth in it".
static CONTENT_DENIES: Rare = Rare::new(FALSE, || {
    expand(concat!(
        r"(?i)^\W*(?:that\s+|of\s+course\s+)?(?:(?:that|this|it|they|these|those|all(?:\s+of)?\s+(?:this|that|it)|{some}(?:\p{L}+\s+){0,2}?(?:{info}|{contents})(?:\s+[^;.“”]+?)?)(?:\s+(?:is|are|was|were|had\s+been)|[’'](?:s|re))\s+(?:\p{Ll}+ly\s+){0,2}\W?{very}\W?{lie}\b",
        r"|{some}(?:\p{L}+\s+){0,2}?{info}(?:\s+[^;.“”]+?)?(?:\s+(?:is|are|was|were|had\s+been)|[’'](?:s|re))\s+(?:\p{Ll}+ly\s+){0,2}\W?{very}\W?{folly}\b",
        r"|(?:was|were|is|are)\s+{very}(?:{lie})\W*$|{very}(?:{lie})\W*$",
        r"|there\s+(?:is|was)\s+(?:absolutely\s+|simply\s+)?no(?:t\s+a|\s+\w+\s+of|\s+(?:shred|grain|word)\s+of)?\s+(?:truth|substance|foundation))",
    ))
});
/// "insists that nobody knew", "maintained he had never met him".
static CONTENT_NEGATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:that\s+)?(?:(?:nobody|no\s+one|none|neither|nothing|no\s+\p{L}+)\b|(?:(?:the|a|his|her|their|its|he|she|it|they|there|any|such|\p{Lu}\p{L}+)\s+)(?:\p{L}+\s+){0,4}?(?:(?:had|has|have|did|does|do|was|were|is|are)(?:\s+not|n[’']t|\s+never|\s+no)\b|never\b))",
    )
});
static INSISTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:insist(?:s|ed|ing)?|maintain(?:s|ed|ing)?|swor[en]|swears?)\b")
});
/// "could not confirm his re-election": a vote, not a report.
static CONFIRM_A_PERSON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:confirm|verify)\w*\s+(?:(?:his|her|their|the|a|its)\s+)?(?:\w+\s+)?(?:re-?election|nomination|nominee|appointment|candidate|judge|justice|booking|reservation|ticket|attendance|identity card)\b",
    )
});
static CONTENT_INTENDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:plans?|planned|planning|intends?|intended|is set|are set|aims?)\s+to\b")
});
static HEARSAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:reportedly|allegedly|purportedly|supposedly|rumou?red|(?:is|are|was|were|has been|have been|being)\s+(?:widely\s+|also\s+)?(?:reported|said|believed|thought|understood|alleged|rumou?red|suspected)(?:\s+to\b|\s+that\b))",
    )
});

pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .filter_map(|line| line.split_once('\t'))
}

/// The stance that the words of a cue and of its content show.
pub(crate) fn stance(cue: &str, content: &str) -> Stance {
    if CONTENT_CANNOT_CONFIRM.is_match(content) && !CONFIRM_A_PERSON.is_match(content) {
        return Stance::CannotConfirm;
    }
    let denies = CONTENT_DENIES.for_text(content);
    if (denies.is_some_and(|denies| denies.is_match(content))
        && !is_claim_on(content)
        && !rates_people(content))
        || (INSISTS.is_match(cue) && CONTENT_NEGATED.is_match(content))
    {
        return Stance::Denies;
    }
    let found = STANCES
        .iter()
        .find(|(_, words)| words.is_match(cue))
        .map(|(stance, _)| *stance);
    match found {
        Some(Stance::Denies) if cue_of_rating(cue, content) => Stance::Asserts,
        Some(stance) => stance,
        None => Stance::Asserts,
    }
}

/// "they are fake": somebody, not what was said.
pub(crate) fn rates_people(content: &str) -> bool {
    let lower = content.to_lowercase();
    lower.starts_with("they ") && lower.contains("fake")
}

/// "dismissed as a failure" rates a thing; "dismissed the report" denies one.
fn cue_of_rating(cue: &str, content: &str) -> bool {
    let cue = cue.to_lowercase();
    (cue.contains("dismiss") || cue.contains("reject"))
        && (content.starts_with("as ") || cue.ends_with(" as"))
}

/// The stance of a sentence in the report's own voice.
pub(crate) fn narrated(content: &str) -> Stance {
    if CONTENT_INTENDS.is_match(content) {
        Stance::Plans
    } else {
        Stance::Asserts
    }
}

/// Words of doubt inside the range, in text order.
pub(crate) fn hedges(ground: &Ground<'_>, range: &Range<usize>) -> Vec<Span> {
    let words = ground.text.get(range.clone()).unwrap_or_default();
    HEDGES
        .find_iter(words)
        .filter_map(|found| {
            Span::cut(
                ground.text,
                range.start + found.start()..range.start + found.end(),
            )
            .ok()
        })
        .collect()
}

/// "reportedly", "is said to": hearsay without a source.
pub(crate) fn hearsay(ground: &Ground<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let found = HEARSAY.find(ground.text.get(range.clone())?)?;
    Some(range.start + found.start()..range.start + found.end())
}

/// Whether the words say that somebody could not confirm a report (not a person in an office).
pub(crate) fn is_vote(words: &str) -> bool {
    CONFIRM_A_PERSON.is_match(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::tests::is_rare;

    #[test]
    fn nothing_is_denied_without_words_of_what_is_false() {
        assert!(is_rare(&CONTENT_DENIES));
    }
}
