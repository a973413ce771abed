//! Statements, posts and the like, which are the words of whoever put them out: "a Defence Ministry statement", "a
//! post on its blog", "the announcement" behind "the bank said in an announcement".

use std::ops::Range;
use std::sync::LazyLock;

use headwater_model::{EntityKind, Voice, VoiceKind};
use headwater_text::known;
use regex::Regex;

use super::nouns::{PHRASE_TAIL, head_noun};
use super::{Named, PRONOUN, Voices};
use crate::ground::{floor_char, trim};
use crate::names::is_somebody;
use crate::pattern::pattern;

/// Voices back that a statement may be of.
const REMEMBERED: usize = 4;
/// Bytes behind a voice in which its sentence tells that it put something out.
const BEHIND: usize = 200;
/// Most words between a body and the noun: "a Defence Ministry press statement".
const BETWEEN: usize = 2;
/// What somebody puts out to be read as their words.
const ISSUED: [&str; 24] = [
    "statement",
    "statements",
    "announcement",
    "announcements",
    "release",
    "communique",
    "communiqué",
    "post",
    "posts",
    "tweet",
    "tweets",
    "blog",
    "message",
    "messages",
    "readout",
    "website",
    "letter",
    "letters",
    "email",
    "emails",
    "e-mail",
    "e-mails",
    "memo",
    "notice",
];
/// Links to whoever put it out, and to the place of theirs where it stands.
static BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s+(?:(?:released|issued|published|posted|written|sent|signed|made|shared|put out)\s+)?(?:(?:late|early)\s+)?(?:(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s+)?(?:by|from|of)\s+",
    )
});
static ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s+(?:(?:released|issued|published|posted|made|shared)\s+)?(?:on|to|in)\s+(\S.*?)(?:\s+|['’]s?\s+)(?:(?:own|official|company|personal|verified)\s+)*(?:Facebook|Twitter|Telegram|Instagram|YouTube|blog|website|web\s+site|site|account|page|channel|feed)\b",
    )
});
/// A determiner alone before a noun.
static POSSESSIVE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(his|her|its|their)(?:\s+own)?(?:\s+\p{L}+){0,2}$"));

impl Voices<'_> {
    /// Whose words a statement, post or announcement is, where the report tells.
    pub(super) fn issuer(
        &self,
        range: &Range<usize>,
        words: &str,
        before: &[Named],
    ) -> Option<Voice> {
        let lower = words.to_lowercase();
        let noun = head_noun(&lower);
        if !ISSUED.contains(&noun) {
            return None;
        }
        let end = PHRASE_TAIL
            .find(words)
            .map_or(words.len(), |tail| tail.start());
        let tail = &words[end..];
        let at = range.start
            + (words.as_ptr() as usize - self.ground.text[range.clone()].as_ptr() as usize);
        if let Some(link) = BY.find(tail) {
            return self.body(at + end + link.end()..at + words.len(), before);
        }
        if let Some(place) = ON.captures(tail).and_then(|found| found.get(1)) {
            let from = at + end + place.start();
            let owner = &self.ground.text[from..from + place.len()];
            return match pronoun_of(owner) {
                Some(pronoun) => self.antecedent(pronoun, from, before),
                None => self.body(from..from + place.len(), before),
            };
        }
        let lead = words.get(..end)?.trim_end();
        let lead = lead.get(..lead.len().checked_sub(noun.len())?)?.trim_end();
        if let Some(found) = POSSESSIVE.captures(lead) {
            return self.antecedent(pronoun_of(&found[1])?, at, before);
        }
        self.before_noun(at..at + lead.len(), before)
            .or_else(|| self.put_out(noun, lead, at, before))
    }

    /// "A Defence Ministry [press] statement", "the company’s [latest] post".
    fn before_noun(&self, range: Range<usize>, before: &[Named]) -> Option<Voice> {
        let text = self.ground.text;
        let lead = text.get(range.clone())?;
        let few = |rest: &str| rest.split_whitespace().count() <= BETWEEN;
        if let Some((mark, len)) = ["’s", "'s", "s’", "s'"]
            .iter()
            .filter_map(|mark| lead.rfind(mark).map(|at| (at, mark.len())))
            .max()
        {
            let keeps_s = lead[mark..].starts_with("s’") || lead[mark..].starts_with("s'");
            let owner = range.start..range.start + mark + usize::from(keeps_s);
            return few(&lead[mark + len..])
                .then(|| self.body(owner, before))
                .flatten();
        }
        let body = self.names.inside(&range).iter().rfind(|one| {
            matches!(
                self.names.kind(one),
                EntityKind::Organisation | EntityKind::Media
            )
        });
        if let Some(body) = body {
            let rest = &text[body.range.end..range.end];
            return (few(rest) && !known::is_demonym(&text[body.range.clone()]))
                .then(|| self.names.voice(body, VoiceKind::Institution));
        }
        // "A company statement".
        let noun = lead.rsplit(' ').next().filter(|word| *word != lead)?;
        let start = range.end - noun.len();
        self.body_before(noun, noun, start, before)
    }

    /// "The statement", of a voice whose sentence tells that it put one out.
    fn put_out(&self, noun: &str, lead: &str, at: usize, before: &[Named]) -> Option<Voice> {
        if !["the", "this"].contains(&lead.to_lowercase().as_str()) {
            return None;
        }
        let general = ["statement", "announcement", "release"].contains(&noun);
        let announced = |word: &str| {
            general && (word.starts_with("announc") || matches!(word, "statement" | "release"))
        };
        let said_so = |named: &&Named| {
            let sentence = self.ground.whole_sentences(&named.range);
            let text = self.ground.text;
            let end = floor_char(text, sentence.end.min(at).min(named.range.end + BEHIND));
            let behind = text.get(named.range.end..end);
            let told = behind.is_some_and(|behind| {
                behind
                    .split(|c: char| !c.is_alphanumeric() && c != '-')
                    .any(|word| word.eq_ignore_ascii_case(noun) || announced(word))
            });
            told && named.voice.name.is_some() && self.is_near(&named.range, at)
        };
        let mut near = before.iter().rev().take(REMEMBERED);
        near.find(said_so).map(|named| named.voice.clone())
    }

    /// Whoever the words of an owner name: nothing where that is no body and nobody.
    fn body(&self, range: Range<usize>, before: &[Named]) -> Option<Voice> {
        let text = self.ground.text;
        let words = text.get(range.clone())?;
        let end = words.find([',', '(', '“', '"']).unwrap_or(words.len());
        let range = trim(text, range.start..range.start + floor_char(words, end));
        let words = text.get(range.clone())?;
        if words.is_empty() || PRONOUN.is_match(words) {
            return None;
        }
        let voice = self.resolve(&range, before).voice;
        let known = voice.entity.is_some() || is_somebody(words);
        (known && voice.kind != VoiceKind::Document).then_some(voice)
    }
}

/// The pronoun of the subject that stands for the same as this one.
pub(super) fn pronoun_of(word: &str) -> Option<&'static str> {
    match word.to_lowercase().as_str() {
        "his" | "him" => Some("he"),
        "her" => Some("she"),
        "its" => Some("it"),
        "their" | "them" => Some("they"),
        _ => None,
    }
}
