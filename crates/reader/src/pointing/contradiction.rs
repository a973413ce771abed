//! Denials without a verb of denial: "“We do not sell data,” the company said", where others say
//! that it sells data.

use std::sync::LazyLock;

use headwater_model::{Stance, Statement, VoiceKind};
use regex::Regex;

use super::matter::stems;
use super::party::Party;
use super::{NEAR, Report, cosine};
use crate::pattern::pattern;

/// A voice says of itself what it does or did not do. What it will not do is a plan; what it does
/// not know or expect denies nothing.
static NOT_SO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:^|[.;,“”\x22]\s*)\W*(?:that\s+)?(?:and\s+|but\s+)?(?P<who>we|i|it|he|she|they)\s+(?:\p{Ll}+ly\s+)?(?:(?:do|does|did|has|have|had|is|are|was|were)(?:\s+not|n[’']t|\s+never)|never)\s",
    )
});
/// Words of the mind, of answering and of plans.
const MIND: [&str; 39] = [
    "know",
    "knew",
    "known",
    "expect",
    "believe",
    "think",
    "want",
    "see",
    "seen",
    "recall",
    "remember",
    "comment",
    "respond",
    "feel",
    "like",
    "care",
    "mind",
    "understand",
    "agree",
    "plan",
    "intend",
    "support",
    "need",
    "yet",
    "happy",
    "sure",
    "aware",
    "surprised",
    "worried",
    "concerned",
    "afraid",
    "ready",
    "interested",
    "satisfied",
    "comfortable",
    "going",
    "able",
    "trying",
    "looking",
];

/// The id of the statement that this one contradicts, where its voice speaks of itself and another
/// says the opposite of it before.
pub(super) fn denied(report: &Report<'_>, index: usize) -> Option<String> {
    let answer = &report.made[index];
    if answer.stance != Stance::Asserts || answer.narrator || answer.source.is_none() {
        return None;
    }
    let words = &answer.content[0].text;
    let of_itself = |who: &str| match who.to_lowercase().as_str() {
        "we" | "they" => true,
        // A name of one word that was taken for a person's may be a company's.
        "it" => !is_person(answer.voice.kind) || is_one_word(answer),
        _ => is_person(answer.voice.kind),
    };
    let parts: Vec<&str> = (NOT_SO.captures_iter(words).take(3))
        .filter(|found| of_itself(&found["who"]))
        .filter_map(|found| found.get(0))
        .map(|found| clause(&words[found.end()..]))
        .collect();
    let party = Party::of(answer);
    let here = report.sentence(index);
    parts.into_iter().find_map(|negated| {
        let first = negated.split_whitespace().next()?.to_lowercase();
        let words = stems(negated);
        if MIND.contains(&first.as_str()) || words.is_empty() {
            return None;
        }
        let earlier = report.earlier(index, &party);
        let against = |&at: &usize| {
            let one = &report.made[at];
            let shared = words.intersection(&stems(&one.sentence.text)).count();
            let same = 2 * shared >= words.len()
                && (shared >= 2 || cosine(&answer.vector, &one.vector) >= 0.4);
            let of_it = report.concerns(at, &party)
                || here.saturating_sub(report.sentence(at)) <= NEAR
                || (shared >= 2 && shared == words.len());
            let elsewhere = one.sentence.start != answer.sentence.start;
            shared > 0 && same && of_it && elsewhere && !is_negative(&one.content[0].text)
        };
        let found = earlier.into_iter().rev().find(against)?;
        Some(report.made[found].id.clone())
    })
}

fn is_person(kind: VoiceKind) -> bool {
    matches!(
        kind,
        VoiceKind::NamedPerson
            | VoiceKind::NamedSpokesperson
            | VoiceKind::UnnamedOfficial
            | VoiceKind::OwnWitness
    )
}

fn is_one_word(answer: &Statement) -> bool {
    let name = answer.voice.name.as_deref();
    name.is_some_and(|name| !name.contains(' ')) && answer.voice.kind == VoiceKind::NamedPerson
}

/// The words up to the end of the clause, and not many.
fn clause(words: &str) -> &str {
    const LONGEST: usize = 10;
    let end = words.find(['.', ',', ';', '—', '“', '”', '"', '(']);
    let words = &words[..end.unwrap_or(words.len())];
    let gaps = words.char_indices().filter(|(_, c)| c.is_whitespace());
    let end = gaps.map(|(at, _)| at).nth(LONGEST - 1);
    &words[..end.unwrap_or(words.len())]
}

/// Whether the words say that something is not so.
fn is_negative(words: &str) -> bool {
    words
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '’' | '\'')))
        .map(str::to_lowercase)
        .any(|word| {
            matches!(
                word.as_str(),
                "not" | "never" | "no" | "nobody" | "none" | "without"
            ) || word.ends_with("n’t")
                || word.ends_with("n't")
        })
}
