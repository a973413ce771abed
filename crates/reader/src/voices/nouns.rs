//! Voices without a name, by their noun.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use headwater_model::{Voice, VoiceKind};
use regex::Regex;

use super::{PRONOUN, SPEAKS_FOR};
use crate::pattern::pattern;

/// Head nouns of sources by the kind of voice they name; `data/voice_words.tsv`.
static HEADS: LazyLock<BTreeMap<&'static str, VoiceKind>> = LazyLock::new(|| {
    include_str!("../../data/voice_words.tsv")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .filter_map(|line| {
            let (kind, words) = line.split_once('\t')?;
            let kind = match kind {
                "unnamed_official" => VoiceKind::UnnamedOfficial,
                "unnamed_institution" => VoiceKind::UnnamedInstitution,
                "crowd" => VoiceKind::Crowd,
                "document" => VoiceKind::Document,
                "media" => VoiceKind::Media,
                "own_witness" => VoiceKind::OwnWitness,
                _ => return None,
            };
            Some(words.split('|').map(move |word| (word, kind)))
        })
        .flatten()
        .collect()
});
/// "people familiar with the talks" are no crowd.
static KNOWS_MORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:people|persons?|individuals?|sources?)\b.*\b(?:familiar|knowledge|briefed|close to|involved|aware)\b",
    )
});
/// Words that count persons.
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:an?|one|another|two|three|four|five|six|seven|eight|nine|ten|a dozen|several|\d{1,2})\s",
    )
});
/// Nouns for many that stand in the singular or without number.
const COLLECTIVE: [&str; 6] = ["family", "some", "many", "most", "others", "friends"];
static CLAUSE_END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\s*,?\s+(?:who|which|whose|speaking|citing|first reported|as reported|on condition|on the condition|under condition|during|after|when)|,\s+in)\b",
    )
});
/// By whom a body is what it is, which is not who speaks: "a magazine founded by the late Ann Low".
static MADE_BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\s*,?\s+(?:(?:co-)?founded|started|established|created|led|headed|chaired|run|owned|controlled|backed|supported|funded|financed|sponsored|hired|appointed|nominated|organi[sz]ed|convened|set\s+up|inspired)\s+by\b",
    )
});
/// What follows the noun and belongs to another phrase: "officials in Kyiv".
pub(super) static PHRASE_TAIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\s+(?:of|in|at|from|on|with|within|close|familiar|briefed|for|involved|near|to|there|here|by|about|among|that|speaking|said|released|issued|published|posted|obtained|seen)\b",
    )
});

/// A voice without a name, by its noun.
pub(super) fn by_noun(words: &str) -> Voice {
    let lower = words.to_lowercase();
    let kind = head_kind(words).unwrap_or(VoiceKind::Crowd);
    let head = head_noun(&lower);
    let plural = head.ends_with('s') && kind != VoiceKind::Document && !head.ends_with("ss");
    let kind = match (kind, head_kind(words)) {
        // A noun that no table has: one person if singular, people if plural.
        (_, None) if !plural => VoiceKind::UnnamedOfficial,
        // "three inmates" and "a resident" are some persons, "inmates" and "residents" are many.
        (VoiceKind::Crowd, _) if COUNTED.is_match(&lower) && !COLLECTIVE.contains(&head) => {
            VoiceKind::UnnamedOfficial
        }
        // "The ministry" is one that the reader knows; "a ministry" is any.
        (VoiceKind::UnnamedInstitution, _) if is_told_which(&lower, head) => VoiceKind::Institution,
        (kind, _) => kind,
    };
    Voice {
        kind,
        name: Some(words.to_owned()),
        entity: None,
        speaks_for: None,
        plural,
    }
}

/// Whether the phrase tells which body it means: "the ministry", "Kenya’s army", "police in Lagos".
fn is_told_which(lower: &str, head: &str) -> bool {
    static WHICH: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:the|this|that|his|her|its|their|our|both|neither|either|all)\s|[’'](?:s\s|\s)",
        )
    });
    !matches!(head, "intelligence" | "authorities")
        && (WHICH.is_match(lower) || matches!(head, "police" | "prosecution"))
}

/// The noun that a phrase is about, in lower case: the last word before "of", "in", "who" …
pub(super) fn head_noun(lower: &str) -> &str {
    let head = PHRASE_TAIL
        .find(lower)
        .map_or(lower, |tail| &lower[..tail.start()]);
    head.trim_end_matches(|c: char| !c.is_alphanumeric())
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or(head)
}

/// Whether the words are hearsay and nobody's: "reports", "some media reports".
pub(crate) fn names_nobody(words: &str) -> bool {
    const OF: [&str; 12] = [
        "some",
        "several",
        "various",
        "many",
        "other",
        "media",
        "news",
        "press",
        "local",
        "unconfirmed",
        "initial",
        "early",
    ];
    let lower = words.trim().to_lowercase();
    let mut all = lower.split_whitespace().rev();
    matches!(all.next(), Some("reports" | "rumors" | "rumours"))
        && all.all(|word| OF.contains(&word))
}

/// The words of a source up to a clause that tells more about them ("who spoke on condition …").
pub(crate) fn without_clause(text: &str, range: Range<usize>) -> Range<usize> {
    let end = match CLAUSE_END.find(&text[range.clone()]) {
        Some(tail) if tail.start() > 2 => range.start + tail.start(),
        _ => range.end,
    };
    let end =
        (MADE_BY.find(&text[range.start..end])).map_or(end, |made| range.start + made.start());
    let words = &text[range.start..end];
    range.start..range.start + words.strip_suffix(" and").unwrap_or(words).len()
}

/// Whether the words name a voice by noun or pronoun.
pub(crate) fn names_a_voice(words: &str) -> bool {
    PRONOUN.is_match(words) || SPEAKS_FOR.is_match(words) || head_kind(words).is_some()
}

/// The kind of voice that the phrase's noun names.
pub(super) fn head_kind(words: &str) -> Option<VoiceKind> {
    let lower = words.to_lowercase();
    let one_of_ours = [
        "this reporter",
        "our correspondent",
        "our reporter",
        "a reporter at the scene",
    ];
    if matches!(lower.as_str(), "we" | "i") || one_of_ours.iter().any(|own| lower.contains(own)) {
        return Some(VoiceKind::OwnWitness);
    }
    if KNOWS_MORE.is_match(&lower) {
        return Some(VoiceKind::UnnamedOfficial);
    }
    HEADS.get(head_noun(&lower)).copied()
}

/// "National Security Council (NSC)" without the brackets.
pub(super) fn strip_brackets(phrase: &str) -> String {
    match (phrase.find('('), phrase.find(')')) {
        (Some(open), Some(close)) if open < close => {
            format!("{}{}", phrase[..open].trim_end(), &phrase[close + 1..])
        }
        _ => phrase.to_owned(),
    }
}
