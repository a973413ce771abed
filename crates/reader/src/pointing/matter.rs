//! What the words of an answer tell of its matter.

use std::collections::BTreeSet;

use headwater_model::{Stance, Statement};
use headwater_text::{TokenKind, is_stopword, normal, stem, words};

use super::without_outlets;
use crate::names::Names;

/// What an answer is about, by its own words.
pub(super) enum Matter {
    /// The words of the matter, as stems: "that it sold the data".
    Words(BTreeSet<String>),
    /// "the allegation", "the claims".
    Pointer(Reach),
    /// "it", "that": what was said last.
    Before,
    /// "any wrongdoing": whatever is said against the party.
    Against,
    /// What the party said itself: "did not elaborate".
    Own,
    /// Nothing but the answer: "declined to comment".
    Nothing,
    /// Somebody's or something's quality: "they are fake".
    Unclear,
}

/// How much of what was said a pointer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// "the claim"
    One,
    /// "the claims"
    Several,
    /// "the new information": all that is told of it.
    Whole,
}

/// What was said, as a thing.
const POINTERS: [&str; 42] = [
    "claim",
    "remark",
    "remarks",
    "allegation",
    "accusation",
    "charge",
    "report",
    "suggestion",
    "assertion",
    "rumor",
    "rumour",
    "story",
    "article",
    "complaint",
    "lawsuit",
    "suit",
    "filing",
    "finding",
    "characterization",
    "characterisation",
    "insinuation",
    "speculation",
    "criticism",
    "claims",
    "allegations",
    "accusations",
    "charges",
    "reports",
    "suggestions",
    "assertions",
    "rumors",
    "rumours",
    "stories",
    "complaints",
    "findings",
    "characterizations",
    "insinuations",
    "criticisms",
    "information",
    "evidence",
    "revelations",
    "details",
];
/// Pointers that mean all that was said, though they are singular.
const WHOLE: [&str; 11] = [
    "report",
    "story",
    "article",
    "complaint",
    "lawsuit",
    "suit",
    "filing",
    "information",
    "evidence",
    "criticism",
    "speculation",
];
/// What is denied without a word of the matter.
const AGAINST: [&str; 16] = [
    "wrongdoing",
    "involvement",
    "responsibility",
    "guilt",
    "misconduct",
    "complicity",
    "liability",
    "culpability",
    "impropriety",
    "innocence",
    "innocent",
    "knowledge",
    "role",
    "part",
    "guilty",
    "connection",
];
/// Words of asking and answering.
const ASKING: &str = " ask asked asking question questions request requests requesting comment comments \
    commented commenting interview interviews call calls email emails e-mail e-mails message messages \
    inquiry inquiries enquiry enquiries query queries letter letters text texts voicemail voicemails phone \
    telephone respond responds responded response responses reply replies replied return returned answer \
    answered answers statement statements seeking seek sought reached reach contacted contact contacting \
    available unavailable decline declined declines declining refuse refused refuses refusing deny denied \
    denies denying reject rejected rejects rejecting dismiss dismissed dismisses dismissive dispute disputed \
    disputes immediate immediately further additional repeated repeatedly multiple publicly public official \
    confirm confirmed verify verified deadline publication press time media news outlet reporters reporter \
    journalists journalist left made sent monday tuesday wednesday thursday friday saturday sunday morning \
    afternoon evening night week day late early pressed when called calling call describe described discuss \
    discussed released issued spoke speak talk talked approached specific directly new latest case cases matter matters incident subject issue issues \
    thing things strongly vehemently categorically flatly vigorously ";
/// Words that say that something is not so.
const VERDICTS: &str = " false untrue baseless groundless unfounded unsubstantiated fabricated fabrication \
    fabrications nonsense lie lies fiction fake rubbish meritless merit foundation basis substance truth true \
    wrong incorrect inaccurate misleading absurd ridiculous ludicrous laughable preposterous outrageous \
    malicious bogus hoax smear smears made-up totally completely entirely simply utterly absolutely \
    categorically patently just politically motivated pure invention wild ";
/// "did not elaborate": on what the party itself said.
const ELABORATES: [&str; 9] = [
    "elaborate",
    "elaborated",
    "elaborating",
    "expand",
    "specifics",
    "clarify",
    "specify",
    "detail",
    "detailed",
];

impl Matter {
    pub fn of(names: &Names, answer: &Statement) -> Self {
        let content = &answer.content[0];
        let text = without_outlets(names, &content.range(), &content.text);
        let told = telling(&text);
        let cue = answer.cue.as_ref().map_or("", |cue| cue.text.as_str());
        // "called the accusation absurd and said …"
        let goes_on = ["and ", "but ", "as "];
        if answer.stance == Stance::Denies
            && goes_on.iter().any(|on| content.text.starts_with(on))
            && let Some(reach) = pointer(&telling(cue))
        {
            return Self::Pointer(reach);
        }
        let refuses = matches!(answer.stance, Stance::Declines | Stance::NoResponse);
        let elaborates = |word: &str| ELABORATES.contains(&word);
        let mut said = cue
            .split_whitespace()
            .chain(content.text.split_whitespace());
        if refuses && said.any(elaborates) {
            return Self::Own;
        }
        let matter: BTreeSet<String> = told
            .iter()
            .filter(|word| !is_pointer(word) && !AGAINST.contains(&word.as_str()))
            .filter(|word| !refuses || !elaborates(word))
            .map(|word| stem(word))
            .collect();
        if !matter.is_empty() {
            return Self::Words(matter);
        }
        if let Some(reach) = pointer(&told) {
            // "called the report a lie": one of its claims, and nobody can say which others.
            let of_one = answer.stance == Stance::Denies && reach == Reach::Whole;
            return Self::Pointer(if of_one { Reach::One } else { reach });
        }
        if told.iter().any(|word| AGAINST.contains(&word.as_str())) {
            return Self::Against;
        }
        let lower = content.text.to_lowercase();
        let points = lower
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| matches!(word, "it" | "this" | "that" | "which" | "so"));
        match answer.stance {
            Stance::Denies if lower.starts_with("they ") => Self::Unclear,
            Stance::Denies | Stance::CannotConfirm if points => Self::Before,
            _ => Self::Nothing,
        }
    }

    /// Whether a pointer stands among other words: "the sexual allegations", and its reach.
    pub fn pointer_in(answer: &Statement) -> Option<Reach> {
        let content = &answer.content[0].text;
        let told = telling(content);
        // "Reports that the mill was sold" are these, and no others.
        let spelt_out = |word: &String| {
            is_pointer(word) && content.to_lowercase().contains(&format!("{word} that "))
        };
        match told.iter().any(spelt_out) {
            true => None,
            false => pointer(&told),
        }
    }
}

pub(super) fn is_pointer(word: &str) -> bool {
    POINTERS.contains(&word)
}

fn pointer(told: &[String]) -> Option<Reach> {
    let reach = |word: &String| match WHOLE.contains(&word.as_str()) {
        true => Reach::Whole,
        false if word.ends_with('s') => Reach::Several,
        false => Reach::One,
    };
    told.iter().rfind(|word| is_pointer(word)).map(reach)
}

/// The words in lower case that are no function words, no words of asking and no verdicts.
fn telling(text: &str) -> Vec<String> {
    let held = |list: &str, word: &str| list.contains(&format!(" {word} "));
    words(text, 0..text.len())
        .into_iter()
        .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
        .map(|token| normal(&text[token.range]))
        .filter(|word| !word.is_empty() && !is_stopword(word))
        .filter(|word| !held(ASKING, word) && !held(VERDICTS, word))
        .collect()
}

/// The stems of the words that tell something.
pub(super) fn stems(text: &str) -> BTreeSet<String> {
    words(text, 0..text.len())
        .into_iter()
        .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
        .map(|token| normal(&text[token.range]))
        .filter(|word| !is_stopword(word) && word.chars().any(char::is_alphanumeric))
        .map(|word| stem(&word))
        .collect()
}

/// The stems of the words that begin with a capital.
pub(super) fn names(text: &str) -> BTreeSet<String> {
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(capital)
        .flat_map(stems)
        .collect()
}

/// Whether the words are of an accusation.
pub(super) fn accuses(words: &str) -> bool {
    const ACCUSING: [&str; 16] = [
        "alleg",
        "accus",
        "claim",
        "charg",
        "complain",
        "lawsuit",
        "sued",
        "indict",
        "filing",
        "filings",
        "assert",
        "misconduct",
        "wrongdoing",
        "evidence",
        "reveal",
        "prosecutor",
    ];
    let lower = words.to_lowercase();
    lower
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| ACCUSING.iter().any(|start| word.starts_with(start)))
}
