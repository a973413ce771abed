//! Answers that are no support: silence, refusal, non-confirmation; denials named in passing; what
//! an outlet says of its own checking.

use std::ops::Range;
use std::sync::LazyLock;

use headwater_model::{EntityKind, Stance};
use regex::Regex;

use crate::ground::{Ground, floor_char, overlap, trim_matches};
use crate::names::{Names, pattern};
use crate::stance::is_vote;

/// An answer found by its words.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub stance: Stance,
    pub source: Range<usize>,
    pub cue: Range<usize>,
    pub content: Range<usize>,
}

/// What an outlet says of its own checking.
#[derive(Clone, Debug)]
pub(crate) struct Checking {
    pub sentence: usize,
    pub range: Range<usize>,
}

static ANSWERS: LazyLock<[(Stance, Regex); 5]> = LazyLock::new(|| {
    [
        (
            Stance::NoResponse,
            pattern(concat!(
                r"(?i)\b(?:has|have|had|did|does|do)(?:\s+not|n[’']t)\s+(?:\w+ly\s+|yet\s+)*",
                r"(?:respond(?:ed)?|repl(?:y|ied)|answer(?:ed)?|return(?:ed)?)",
                r"(?:\s+to|\s+when\s+(?:asked|questioned|contacted|pressed|reached)(?:\s+about|\s+on|\s+for)?|\s+(?:a\s+|repeated\s+|multiple\s+|several\s+|our\s+|the\s+)*(?:calls?|requests?|messages?|e-?mails?|questions?|inquir(?:y|ies))(?:\s+(?:for|seeking|from|about))?|\s*[.,;])",
            )),
        ),
        (
            Stance::NoResponse,
            pattern(
                r"(?i)\b(?:could(?:\s+not|n[’']t)\s+(?:\w+ly\s+)*be\s+reached(?:\s+for|\s+on)?|(?:was|were)(?:\s+not|n[’']t)\s+(?:\w+ly\s+)*available\s+for)",
            ),
        ),
        (
            Stance::NoResponse,
            pattern(
                r"(?i)\b(?:gave|offered|made|provided|sent)\s+no\s+(?:immediate\s+|further\s+)?(?:answer|response|reply|comment|statement)(?:\s+(?:to|on|about|when\s+(?:asked|questioned|pressed)(?:\s+about)?))?",
            ),
        ),
        (
            Stance::Declines,
            pattern(
                r"(?i)\b(?:declin(?:ed|es|ing)|refus(?:ed|es|ing))\s+(?:to\s+(?:publicly\s+|further\s+)?(?:comment|say|answer|elaborate|discuss|respond|confirm|disclose|specify|provide|give\s+(?:details|further)|speak|talk|reveal)(?:\s+(?:on|about|to|whether|if))?|(?:\w+\s+)?comment)|\b(?:would|will)(?:\s+not|n[’']t)\s+(?:comment|elaborate|be\s+drawn)(?:\s+(?:on|about))?|\bhad\s+no\s+comment(?:\s+on)?",
            ),
        ),
        (
            Stance::CannotConfirm,
            pattern(
                r"(?i)\b(?:(?:can|could|would|did)(?:\s*not|n[’']t)\s+(?:\w+ly\s+|yet\s+)*(?:confirm|verify|corroborate)|(?:was|were|is|are|has been|had been)\s+unable\s+to\s+(?:\w+ly\s+)*(?:confirm|verify)|neither\s+confirm(?:s|ed)?\s+nor\s+den(?:y|ies|ied)|(?:has|have|had)(?:\s+not|n[’']t)\s+(?:\w+ly\s+|yet\s+)*(?:confirmed|verified))",
            ),
        ),
    ]
});
static ASKS_FOR_COMMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:request|requests|question|questions|calls?|e-?mails?|messages?|inquir(?:y|ies)|enquir(?:y|ies)|quer(?:y|ies)|letters?|comment|allegations?|accusations?|claims?|reports?)\b",
    )
});
static DESPITE_DENIAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:despite|notwithstanding|in spite of)\s+((?:\p{L}[\w’'.-]*\s+){1,6})(?:denials?|denying)\b|\b(\p{L}[\w’'.-]*(?:\s+\p{L}[\w’'.-]*){0,3})\s+(?:has|have|had)\s+(?:repeatedly\s+|consistently\s+|always\s+)?denied\s+(?:it|this|that)\b",
    )
});
static INDEPENDENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bindependent(?:ly)?\s+(?:confirm|verif|corroborat)|\b(?:confirm|verif|corroborat)\w*\s+(?:\w+\s+){0,3}independently",
    )
});
static CLAUSE_START: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?i)(?:[;:—–]\s*|,\s+(?:and|but|while|although|though|so)\s+|\s+(?:and|but|while|although|though)\s+|,\s+|^[“”"'\s]*(?:but|and|however,|meanwhile,)\s+)"#,
    )
});

/// Answers and checks by their words, in text order. `sources` are the source spans that the
/// network saw; they tell best where a subject begins.
pub(crate) fn find(
    ground: &Ground<'_>,
    names: &Names,
    sources: &[Range<usize>],
) -> (Vec<Answer>, Vec<Checking>) {
    let text = ground.text;
    let mut answers: Vec<Answer> = Vec::new();
    let mut checks = Vec::new();
    for (index, sentence) in ground.sentences.iter().enumerate() {
        if ground.passages[sentence.passage].headline {
            continue;
        }
        let words = &text[sentence.range.clone()];
        for (stance, found) in ANSWERS.iter() {
            for verb in found.find_iter(words) {
                let cue = sentence.range.start + verb.start()..sentence.range.start + verb.end();
                let cue = trim_matches(text, cue, |c| c.is_whitespace() || ".,;".contains(c));
                let Some(source) = subject(ground, names, sources, sentence.range.start, cue.start)
                else {
                    continue;
                };
                let content = object(text, cue.end, sentence.range.end);
                let said = &text[cue.start..content.end.max(cue.end)];
                let bare = content.is_empty();
                match stance {
                    Stance::CannotConfirm if is_vote(said) => continue,
                    Stance::NoResponse if !bare && !fits_silence(text, &cue, &content) => continue,
                    _ => {}
                }
                let by_outlet = names
                    .inside(&source)
                    .iter()
                    .any(|m| names.kind(m) == EntityKind::Media)
                    || matches!(
                        text[source.clone()].to_lowercase().as_str(),
                        "we" | "this newspaper"
                    );
                if *stance == Stance::CannotConfirm && (by_outlet || INDEPENDENT.is_match(said)) {
                    checks.push(Checking {
                        sentence: index,
                        range: source.start..content.end.max(cue.end),
                    });
                    continue;
                }
                if answers.iter().any(|other| overlap(&other.cue, &cue)) {
                    continue;
                }
                let content = if bare { cue.clone() } else { content };
                answers.push(Answer {
                    stance: *stance,
                    source,
                    cue,
                    content,
                });
            }
        }
        if checks
            .last()
            .is_none_or(|check: &Checking| check.sentence != index)
            && let Some(found) = INDEPENDENT.find(words)
            && (words.contains("not") || words.contains("n’t") || words.contains("no "))
        {
            let end = object(text, sentence.range.start + found.end(), sentence.range.end).end;
            let range = sentence.range.start..end.max(sentence.range.start + found.end());
            checks.push(Checking {
                sentence: index,
                range,
            });
        }
    }
    answers.sort_by_key(|answer| answer.cue.start);
    (answers, checks)
}

/// "did not respond to treatment" is no silence; "did not respond to a request" is.
fn fits_silence(text: &str, cue: &Range<usize>, content: &Range<usize>) -> bool {
    let verb = text[cue.clone()].to_lowercase();
    let asked = [
        "when asked",
        "when questioned",
        "when pressed",
        "when contacted",
        "reached",
        "available",
        "call",
        "request",
        "message",
        "mail",
        "question",
        "inquir",
        "no answer",
        "no response",
        "no reply",
        "no comment",
        "no immediate",
    ];
    asked.iter().any(|word| verb.contains(word))
        || ASKS_FOR_COMMENT.is_match(&text[content.clone()])
}

/// Who answers: the source that the network saw right before the verb, else the name right before
/// it with its determiner, else the words of its clause.
fn subject(
    ground: &Ground<'_>,
    names: &Names,
    sources: &[Range<usize>],
    start: usize,
    verb: usize,
) -> Option<Range<usize>> {
    let text = ground.text;
    let gap = |end: usize| text.get(end..verb).unwrap_or("a long gap");
    let adverbs = |words: &str| words.len() < 24 && !words.contains(['“', '”', ';']);
    if let Some(source) = sources
        .iter()
        .rev()
        .find(|source| source.end <= verb && source.start >= start && adverbs(gap(source.end)))
    {
        return Some(source.clone());
    }
    let clause = &text[start..verb];
    let clause_start = CLAUSE_START
        .find_iter(clause)
        .map(|found| found.end())
        .filter(|end| clause.len() - end > 1)
        .last()
        .unwrap_or(0);
    let range = trim_matches(text, start + clause_start..verb, |c| {
        c.is_whitespace() || ",“”\"'".contains(c)
    });
    // A clause that is only an adverb ("a spokesman, however, declined") looks further back.
    let holds_name = !names.inside(&range).is_empty();
    let words = &text[range.clone()];
    if range.is_empty()
        || (!holds_name && words.split_whitespace().count() < 2 && !is_pronoun(words))
    {
        let mention = names
            .before(verb)
            .find(|mention| mention.range.start >= start)?;
        return Some(mention.range.clone());
    }
    (range.len() <= 160).then_some(range)
}

fn is_pronoun(words: &str) -> bool {
    matches!(
        words.to_lowercase().as_str(),
        "he" | "she" | "they" | "it" | "we" | "officials" | "police" | "authorities"
    )
}

/// What the verb is about: the words up to the end of its clause.
fn object(text: &str, from: usize, sentence_end: usize) -> Range<usize> {
    let words = &text[from..sentence_end];
    let end = words
        .find([';', '“', '”', '"', '\n'])
        .into_iter()
        .chain(words.find(", "))
        .chain(words.find(" and ").filter(|at| {
            words[*at + 5..].starts_with(char::is_uppercase) && words[*at..].contains(" did ")
        }))
        .min()
        .unwrap_or(words.len());
    let end = floor_char(text, from + end);
    trim_matches(text, from..end, |c| {
        c.is_whitespace() || ".,;:!?".contains(c)
    })
}

/// The words for who denies what the sentence states: "despite its denials, North Korea …".
pub(crate) fn denier(
    ground: &Ground<'_>,
    names: &Names,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let text = ground.text;
    let words = text.get(sentence.clone())?;
    let found = DESPITE_DENIAL.captures(words)?;
    let who = found.get(1).or_else(|| found.get(2))?;
    let range = sentence.start + who.start()..sentence.start + who.end();
    let range = trim_matches(text, range, char::is_whitespace);
    if let Some(named) = names.inside(&range).last() {
        return Some(named.range.clone());
    }
    let first = text[range.clone()]
        .split_whitespace()
        .next()?
        .to_lowercase();
    if !matches!(
        first.as_str(),
        "its" | "his" | "her" | "their" | "repeated" | "official" | "earlier" | "previous" | "such"
    ) {
        return (first == "the").then_some(range);
    }
    // The pronoun points ahead to the subject of its sentence, else back.
    let after = sentence.start + found.get(0)?.end();
    let person = matches!(first.as_str(), "his" | "her");
    let fits = |kind: EntityKind| match kind {
        EntityKind::Person => person || first == "their",
        EntityKind::Organisation | EntityKind::Country => !person,
        _ => false,
    };
    let ahead = names
        .inside(&(after..sentence.end))
        .iter()
        .find(|mention| fits(names.kind(mention)));
    let named = ahead.filter(|mention| mention.range.start < after + 40);
    named
        .or_else(|| {
            names
                .before(range.start)
                .find(|mention| fits(names.kind(mention)))
        })
        .map(|mention| mention.range.clone())
}
