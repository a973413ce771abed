//! Whom a phrase is about, of the names that stand in it: of "Ann Low’s lawyer, Tom Roe," Tom Roe.

use std::ops::Range;
use std::sync::LazyLock;

use headwater_model::{EntityKind, VoiceKind};
use regex::Regex;

use super::Voices;
use super::nouns::{PHRASE_TAIL, head_kind};
use crate::ground::owned;
use crate::names::{Mention, is_somebody};
use crate::pattern::pattern;

/// Nouns for what somebody says or writes: who says it is whose it is.
static UTTERANCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:statements?|tweets?|posts?|videos?|website|messages?|e-?mails?|memos?|letters?|remarks?|comments?|speech|book)$",
    )
});
/// Links behind a noun that lead to something else than the noun means.
static AWAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s+(?:to|with|about|that|for|close|familiar|briefed|involved|against|near|on|posted|published|released|verified|confirmed|obtained|seen|shared|reviewed|cited|quoted)\b",
    )
});
/// Ranks between a body and its member: "Harbour Police Lt. Ann Low".
static RANK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s*(?:(?:Lt|Sgt|Capt|Cpl|Det|Maj|Col|Gen|Cmdr|Insp|Supt|Adm)\.?|Lieutenant|Sergeant|Captain|Detective|Trooper|Inspector|Superintendent|Chief|Commissioner|Commander)(?:\s+(?:Col|Gen|Cmdr|Sgt|Maj)\.?)?\s*$",
    )
});
/// "An AFP journalist at the scene": a witness of the outlet, and not the outlet itself.
static REPORTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:an?|one|two|three|several|the)\s.*\b(?:journalist|reporter|correspondent|photographer|cameraman|stringer)s?\b",
    )
});

impl Voices<'_> {
    /// The person whom the phrase is about: not whose lawyer, aide or campaign it is, nor whom a letter went to.
    pub(super) fn head_person(&self, range: &Range<usize>) -> Option<&Mention> {
        let text = self.ground.text;
        let words = &text[range.clone()];
        let tail = PHRASE_TAIL
            .find(words)
            .map(|tail| range.start + tail.start());
        let noun = tail.map_or(words, |tail| &text[range.start..tail]);
        let mentions = self.names.inside(range).iter();
        let mut people = mentions.filter(|one| self.names.kind(one) == EntityKind::Person);
        people.find(|person| {
            let behind = &text[person.range.end..range.end];
            let aside = tail.is_some_and(|tail| tail <= person.range.start);
            // "People with knowledge of Low’s plans" are not Low.
            if aside && head_kind(noun).is_some() && behind.starts_with(['’', '\'']) {
                return false;
            }
            if let Some(of) = owned(behind) {
                let end = of.find([',', '(']).unwrap_or(of.len());
                return !is_somebody_else(&of[..end]);
            }
            // "Obama aides" and "the Low campaign" are not Obama and Low.
            let of = behind.trim_start();
            if of.len() < behind.len() && of.starts_with(char::is_lowercase) && is_group(behind) {
                return false;
            }
            let Some(tail) = tail.filter(|tail| *tail <= person.range.start) else {
                return true;
            };
            let between = &text[tail..person.range.start];
            let kind = head_kind(noun);
            if between.contains(',') || kind.is_none() && !is_somebody(noun) {
                return true;
            }
            // "Aides to the former mayor Ann Low" are not she; "the head of Harbour Police Ann Low" is.
            let last = LINKS
                .iter()
                .filter_map(|link| between.rfind(link).map(|at| at + link.len()))
                .max();
            let titled = between[last.unwrap_or(0)..]
                .split_whitespace()
                .all(is_title);
            let of_person = is_somebody(noun) || kind == Some(VoiceKind::UnnamedOfficial);
            let says_it = UTTERANCE.is_match(noun.trim_end())
                && [" from ", " of ", " by "]
                    .iter()
                    .any(|link| between.starts_with(link));
            says_it || of_person && !(titled || is_clause(between))
        })
    }

    /// The body of whose rank a person is: "Harbour Police Lt. Ann Low".
    pub(super) fn body_of_rank(&self, person: &Mention, range: &Range<usize>) -> Option<String> {
        let text = self.ground.text;
        let body = self.names.before(person.range.start).next()?;
        let near = body.range.start >= range.start.saturating_sub(60)
            && self.names.kind(body) == EntityKind::Organisation;
        let between = text.get(body.range.end..person.range.start)?;
        (near && RANK.is_match(between)).then(|| self.names.acting(body).1)
    }
}

/// Links between a noun and what it belongs to.
const LINKS: [&str; 8] = [
    " of ", " to ", " for ", " with ", " by ", " in ", " at ", " on ",
];

/// Whether a word between a link and a name belongs to the name.
fn is_title(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "former"
            | "late"
            | "then"
            | "Mr."
            | "Mr"
            | "Mrs."
            | "Mrs"
            | "Ms."
            | "Ms"
            | "Dr."
            | "Dr"
            | "Gov."
            | "Sen."
            | "Rep."
            | "Prime"
            | "Vice"
            | "Republican"
            | "Democratic"
            | "U.S."
            | "Lt."
            | "Gen."
            | "nominee"
    ) || is_somebody(word)
}

/// Whether a link begins a clause about the noun before it.
fn is_clause(between: &str) -> bool {
    [
        " that ",
        " close ",
        " familiar ",
        " briefed ",
        " involved ",
        " about ",
    ]
    .iter()
    .any(|link| between.starts_with(link))
}

/// Whether behind "Ann Low’s" somebody else is named: her lawyer, campaign or files, and not what she said.
fn is_somebody_else(of: &str) -> bool {
    let noun = PHRASE_TAIL.find(of).map_or(of, |tail| &of[..tail.start()]);
    let noun = noun.trim_end();
    is_somebody(noun)
        || match head_kind(noun) {
            Some(VoiceKind::Document) => !UTTERANCE.is_match(noun),
            Some(VoiceKind::OwnWitness) | None => false,
            Some(_) => true,
        }
}

/// Whether the words begin with a noun for people or a body, up to where they go on.
fn is_group(behind: &str) -> bool {
    let end = behind.find([',', '(']).unwrap_or(behind.len());
    let of = &behind[..end];
    if of.trim_start().starts_with("and ") {
        return false;
    }
    let noun = PHRASE_TAIL.find(of).map_or(of, |tail| &of[..tail.start()]);
    noun.split_whitespace().count() <= 3
        && matches!(
            head_kind(noun),
            Some(VoiceKind::UnnamedOfficial | VoiceKind::UnnamedInstitution | VoiceKind::Crowd)
        )
}

/// Whether a phrase goes on with somebody else than its noun means: "that sued the council".
pub(super) fn leads_away(tail: &str) -> bool {
    AWAY.is_match(tail)
}

/// Whether the words are somebody whom an outlet sent.
pub(super) fn is_reporter(words: &str) -> bool {
    REPORTER.is_match(words)
}
