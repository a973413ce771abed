//! What an outlet says of its own checking: "Reuters could not verify the video".

use std::ops::Range;
use std::sync::LazyLock;

use headwater_model::EntityKind;
use regex::Regex;

use super::subject::Subjects;
use super::words::{CHECKING, CHECKS, expand};
use super::{Checking, object};
use crate::ground::{floor_char, trim_matches};
use crate::pattern::{Rare, pattern};
use crate::stance::is_vote;

/// The outlet by a noun of its own.
static OURS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:we|(?:our|the)\s+(?:reporters?|journalists?|correspondents?|own\s+reporters)|(?:this|our|the)\s+(?:news)?(?:paper|outlet|agency|site|website|organi[sz]ation|magazine|channel|station|broadcaster|network|publication|desk|programme|program|reporter|correspondent)|the\s+news\s+(?:agency|outlet|organi[sz]ation|site|website)|reporters?|journalists?|(?:its|their)\s+(?:reporters|journalists))$",
    )
});
/// "The claim could not be verified": by the outlet, unless the words tell by whom.
static PASSIVE: Rare = Rare::new(CHECKING, || {
    expand(concat!(
        r"(?i)\b(?:(?:ca|can|could){not}\s+{adv}be\s+{adv}{checked}|(?:{has}|{be}){not}\s+{adv}(?:been\s+|being\s+)?(?:{adv}){checked}|{has}\s+(?:yet\s+to|not\s+yet)\s+be(?:en)?\s+{adv}{checked}",
        r"|(?:{be}|{has}\s+been)\s+(?:\w+ly\s+)?(?:impossible|not\s+{adv}possible|no\s+way)\s+(?:for\s+[^,.;“”]+?\s+)?to\s+{adv}{check}",
        r"|(?:neither|none|nor)\b[^.;“”]+?\s(?:could|can)\s+be\s+{adv}{checked}",
        r"|(?:there\s+(?:is|was|were)|with|and|without)\s+(?:no\s+|any\s+)?(?:way\s+(?:of|to)|means\s+(?:of|to))\s+{adv}(?:{check}|{verifying})",
        r"|\b(?:verification|confirmation|corroboration|authentication)\b[^.;“”]*?\s(?:was|were|is|has\s+been|proved)\s+(?:not\s+{adv}(?:possible|available)|{adv}impossible|{adv}unavailable)",
        r"|(?:there\s+(?:was|is|has\s+been)\s+no|with\s+no|without|no)\s+(?:immediate\s+)?independent\s+(?:verification|confirmation|corroboration))\b",
    ))
});
static INDEPENDENT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bindependent(?:ly)?\b|\b(?:on\s+(?:its|their|our)\s+own)\b"));
/// What is said or shown, and can be checked.
static CHECKABLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&expand(
        r"(?i)\b(?:{info}|{contents}|it|this|that|these|they|authenticity|accuracy|veracity|details|information|death\s+toll|posts?|clips?|memo|identit(?:y|ies)|origins?|whereabouts)\b",
    ))
});
static BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^[^,.;“”]*?\bby\s+((?:the\s+)?[^,.;“”]+)|\bfor\s+([^,.;“”]+?)\s+to\s")
});

/// Every such check of the text, one a sentence at most.
pub(super) fn find(subjects: &Subjects<'_>) -> Vec<Checking> {
    let ground = subjects.ground;
    let sentences = ground.sentences.iter().enumerate();
    sentences
        .filter(|(_, sentence)| !ground.passages[sentence.passage].headline)
        .filter_map(|(index, sentence)| {
            let range =
                active(subjects, &sentence.range).or_else(|| passive(subjects, &sentence.range))?;
            Some(Checking {
                sentence: index,
                range,
            })
        })
        .collect()
}

/// "Reuters could not verify …".
fn active(subjects: &Subjects<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let text = subjects.ground.text;
    let words = &text[sentence.clone()];
    CHECKS.for_text(words)?.find_iter(words).find_map(|found| {
        let cue = sentence.start + found.start()..sentence.start + found.end();
        if subjects.quotation(sentence, cue.start).is_some() {
            return None;
        }
        let source = subjects.before(sentence, cue.start)?;
        let end = object(text, cue.end, sentence.end).end.max(cue.end);
        let said = &text[cue.start..end];
        let said_so = text[source.end..cue.start].split_whitespace().count() > 3;
        let by_outlet = is_outlet(subjects, &source)
            || (INDEPENDENT.is_match(said) && !said_so && is_unknown_name(subjects, &source));
        (by_outlet && !is_vote(said)).then_some(source.start..end)
    })
}

/// Whether the phrase is an outlet, by name or by noun.
fn is_outlet(subjects: &Subjects<'_>, source: &Range<usize>) -> bool {
    let text = subjects.ground.text;
    let words = text[source.clone()].trim();
    // The outlet stands at the phrase's end: "a figure Deutsche Welle".
    let named = subjects.names.inside(source).iter().any(|mention| {
        subjects.names.kind(mention) == EntityKind::Media && source.end <= mention.range.end + 2
    });
    named || OURS.is_match(words) || headwater_text::known::outlet(words).is_some()
}

/// A name alone that no table has, and no person's: most likely an outlet that checks.
fn is_unknown_name(subjects: &Subjects<'_>, source: &Range<usize>) -> bool {
    let words = subjects.ground.text[source.clone()]
        .trim_start_matches("The ")
        .trim_start_matches("the ");
    let name = words
        .split(' ')
        .all(|word| word.starts_with(char::is_uppercase));
    let known = subjects.names.inside(source).iter().any(|mention| {
        let entity = &subjects.names.entities[mention.entity];
        !entity.id.starts_with("local:") || subjects.names.kind(mention) == EntityKind::Person
    });
    let known = known || headwater_text::known::lookup(words).is_some();
    name && !known && words.split(' ').count() <= 4
}

/// "The claim could not be independently verified", "It was not possible to verify …".
fn passive(subjects: &Subjects<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let text = subjects.ground.text;
    let words = &text[sentence.clone()];
    PASSIVE.for_text(words)?.find_iter(words).find_map(|found| {
        let cue = sentence.start + found.start()..sentence.start + found.end();
        if subjects.quotation(sentence, cue.start).is_some()
            || subjects.said_before(sentence, cue.start).is_some()
            || subjects.at_end(sentence, cue.end).is_some()
        {
            return None;
        }
        let end = object(text, cue.end, sentence.end).end.max(cue.end);
        let start = clause_start(text, sentence.start, cue.start);
        let around = &text[start..end];
        let by = BY.captures(&text[cue.start..end]);
        let by = by.and_then(|by| by.get(1).or_else(|| by.get(2)));
        let by_other = by.is_some_and(|by| {
            let who = subjects.phrase(cue.start + by.start()..cue.start + by.end());
            !is_outlet(subjects, &who)
        });
        let before = &text[start..cue.start];
        let fits = INDEPENDENT.is_match(around)
            || by.is_some()
            || CHECKABLE.is_match(before)
            || found.as_str().contains("possible");
        (fits && !by_other && !is_vote(around)).then_some(start..end)
    })
}

fn clause_start(text: &str, start: usize, verb: usize) -> usize {
    let words = &text[start..verb];
    let joint = [
        ", and ",
        ", but ",
        "; ",
        ": ",
        " — ",
        ", though ",
        ", although ",
    ]
    .iter()
    .filter_map(|joint| words.rfind(joint).map(|at| at + joint.len()))
    .max()
    .unwrap_or(0);
    let at = floor_char(text, start + joint);
    trim_matches(text, at..verb, char::is_whitespace).start
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::tests::is_rare;

    #[test]
    fn nothing_is_checked_without_words_of_checking() {
        assert!(is_rare(&PASSIVE));
    }
}
