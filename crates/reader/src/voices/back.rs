//! Voices that a report names before: by pronoun, by "who", by a noun.

use std::ops::Range;
use std::sync::LazyLock;

use headwater_model::{EntityKind, Voice, VoiceKind};
use headwater_text::{known, name_key};
use regex::Regex;

use super::nouns::{PHRASE_TAIL, by_noun, head_kind, head_noun};
use super::{Named, SPEAKS_FOR, Voices};
use crate::apposed;
use crate::ground::floor_char;
use crate::names::{Mention, is_somebody};
use crate::pattern::pattern;

/// Voices back that a noun can mean.
const REMEMBERED: usize = 6;
/// Voices back that a pronoun can mean.
const FURTHEST: usize = 60;
/// Bytes before "who" that its noun stands in.
const NEAR: usize = 80;
/// Most bodies near a noun that are looked through for it.
const BODIES: usize = 50;
/// Who accuses, behind the name: "Low last month accused"; not "Low was accused".
static ACCUSES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:has|have|had|last|on|this|\p{Lu}?\p{Ll}+(?:day|ly|th)|week|month|year)\s+){0,4}(?:accus(?:ed?s?|ing)|blam(?:ed?s?|ing)|alleg(?:ed?s?|ing)|charge[sd]?|sa(?:id|ys)|claim(?:s|ed))\b",
    )
});
/// Nouns by which a report means a business that it named, whatever its name says.
const BUSINESS: [&str; 25] = [
    "company",
    "service",
    "firm",
    "giant",
    "maker",
    "carmaker",
    "automaker",
    "drugmaker",
    "chipmaker",
    "planemaker",
    "retailer",
    "lender",
    "insurer",
    "manufacturer",
    "operator",
    "developer",
    "publisher",
    "supplier",
    "startup",
    "carrier",
    "airline",
    "network",
    "platform",
    "corporation",
    "brand",
];

impl Voices<'_> {
    /// "The official", "the paper", "the minister", "the company": the nearest voice before with that noun, else the
    /// only one that it fits.
    pub(super) fn by_definite(
        &self,
        range: &Range<usize>,
        words: &str,
        before: &[Named],
    ) -> Option<Voice> {
        let rest = words
            .strip_prefix("the ")
            .or_else(|| words.strip_prefix("The "))?;
        // "The Centre for Sleep" is not any centre of before.
        if PHRASE_TAIL.is_match(rest) {
            return None;
        }
        let lower = rest.to_lowercase();
        let head = head_noun(&lower);
        let text = self.ground.text;
        if head_kind(words) == Some(VoiceKind::Media) && head != "network" {
            let outlet = self
                .names
                .before(range.start)
                .find(|mention| self.names.kind(mention) == EntityKind::Media)?;
            let (id, name) = self.names.acting(outlet);
            return Some(Voice {
                kind: VoiceKind::Media,
                name: Some(name),
                entity: Some(id),
                speaks_for: None,
                plural: false,
            });
        }
        let of_body = head_kind(words) == Some(VoiceKind::UnnamedInstitution);
        let fits = |named: &&Named| {
            let earlier = text[named.range.clone()].to_lowercase();
            // "Police chief Ann Low" is not whom "the police" means.
            let person = matches!(
                named.voice.kind,
                VoiceKind::NamedPerson | VoiceKind::NamedSpokesperson | VoiceKind::UnnamedOfficial
            );
            !(of_body && person)
                && earlier
                    .split(|c: char| !c.is_alphanumeric())
                    .any(|word| word == head)
        };
        let mut remembered = before.iter().rev().take(REMEMBERED);
        if let Some(named) = remembered.find(fits) {
            return Some(named.voice.clone());
        }
        self.spokesperson_before(words, range.start, before)
            .or_else(|| self.somebody_before(head, range.start, before))
            .or_else(|| self.body_before(head, words, range.start, before))
    }

    /// "The spokesman": whoever spoke for somebody last.
    fn spokesperson_before(&self, words: &str, at: usize, before: &[Named]) -> Option<Voice> {
        if !SPEAKS_FOR.is_match(words) {
            return None;
        }
        let mut near = before.iter().rev().take(REMEMBERED);
        near.find(|named| named.voice.speaks_for.is_some() && self.is_near(&named.range, at))
            .map(|named| named.voice.clone())
    }

    /// "The person": whoever spoke last without a name.
    fn somebody_before(&self, head: &str, at: usize, before: &[Named]) -> Option<Voice> {
        if !matches!(head, "person" | "official" | "source") {
            return None;
        }
        let last = before.iter().rev().find(|named| named.range.start < at)?;
        let unnamed = last.voice.kind == VoiceKind::UnnamedOfficial && !last.voice.plural;
        (unnamed && self.is_near(&last.range, at)).then(|| last.voice.clone())
    }

    /// "The company", "the department": the body that spoke last, or the only one named near.
    pub(super) fn body_before(
        &self,
        head: &str,
        words: &str,
        at: usize,
        before: &[Named],
    ) -> Option<Voice> {
        let business = BUSINESS.contains(&head);
        if !business && head_kind(words) != Some(VoiceKind::UnnamedInstitution)
            || head.ends_with('s')
        {
            return None;
        }
        // What a noun says of a body stands in its name, unless it is a business.
        let fits = |name: &str, id: &str| {
            let with_noun = name_key(name).split(' ').any(|word| word == head);
            let of_state = known::by_id(id).is_some_and(|known| known.parent.is_some())
                || known::office(name).is_some();
            with_noun || (business && !of_state)
        };
        let voiced = before.iter().rev().take(REMEMBERED).find(|named| {
            let voice = &named.voice;
            let id = voice.entity.as_deref().unwrap_or_default();
            voice.kind == VoiceKind::Institution
                && !id.is_empty()
                && voice.name.as_deref().is_some_and(|name| fits(name, id))
                && self.is_near(&named.range, at)
        });
        let voiced = voiced.map(|named| named.voice.clone());
        let is_body = |mention: &&Mention| {
            let entity = &self.names.entities[mention.entity];
            let kind = match entity.kind {
                EntityKind::Organisation => true,
                EntityKind::Media => business,
                EntityKind::Other => business && !entity.name.ends_with('s'),
                _ => false,
            };
            kind && fits(&entity.name, &entity.id) && !is_somebody(&entity.name)
        };
        if !business {
            if voiced.is_some() {
                return voiced;
            }
            // A noun of the name itself means the nearest body that has it.
            let body = self.names.before(at).find(is_body)?;
            return Some(self.names.voice(body, VoiceKind::Institution));
        }
        // The only business of the sentence, else the one that spoke last, else the only one of the paragraphs before.
        let sentence = self.ground.sentence_at(at)?;
        let start = self.ground.sentences[sentence].range.start;
        let one_of = |from: usize, outlets: bool| {
            let name = |one: &Mention| name_key(&self.names.entities[one.entity].name);
            let bodies = || {
                (self.names.before(at))
                    .take_while(|mention| mention.range.start >= from)
                    .filter(is_body)
                    .filter(|one| outlets || self.names.kind(one) != EntityKind::Media)
                    .take(BODIES)
            };
            // "Port" may be short for "Port Line", or a ship of its name.
            let body = bodies().max_by_key(|one| name(one).len())?;
            let whole = name(body);
            bodies()
                .all(|other| {
                    let rest = whole.strip_prefix(name(other).as_str());
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
                })
                .then_some(body)
        };
        // An outlet is more often whoever reports it than the business that is meant.
        let only = |from: usize| one_of(from, false).or_else(|| one_of(from, true));
        let passage = self.ground.sentences[sentence].passage;
        let first = (self.ground.sentences[..sentence].iter().rev())
            .take_while(|one| one.passage + 2 >= passage)
            .last()
            .map_or(start, |one| one.range.start);
        let voice = |body: &Mention| self.names.voice(body, VoiceKind::Institution);
        (only(start).map(voice))
            .or(voiced)
            .or_else(|| only(first).map(voice))
    }

    /// Whom "who" or "which" means: what stands right before it.
    pub(super) fn relative(&self, at: usize, before: &[Named]) -> Option<Voice> {
        let text = self.ground.text;
        let sentence = self.ground.sentence_at(at)?;
        let start = self.ground.sentences[sentence].range.start;
        let start = floor_char(text, start.max(at.saturating_sub(NEAR)));
        let lead = text.get(start..at)?;
        let lead = lead.trim_end().trim_end_matches(',').trim_end();
        let end = start + lead.len();
        if let Some(mention) = self
            .names
            .before(end)
            .next()
            .filter(|one| one.range.end == end)
        {
            // "Ann Low of Yonkers, who said" is Ann Low.
            let person = self.names.before(mention.range.start).next().filter(|one| {
                let between = &text[one.range.end..mention.range.start];
                self.names.kind(one) == EntityKind::Person
                    && self.names.kind(mention) != EntityKind::Person
                    && between.len() < 24
                    && !between.contains(',')
                    && [" of ", " of the ", " from "]
                        .iter()
                        .any(|link| between.ends_with(link))
            });
            return self.by_name(&person.unwrap_or(mention).range);
        }
        // "Spoke with women who said": a noun for many needs no article.
        let last = lead.rsplit([' ', '\n', ',']).next().unwrap_or_default();
        let many = last.starts_with(char::is_lowercase)
            && match head_kind(last) {
                Some(VoiceKind::Crowd) => true,
                Some(VoiceKind::UnnamedOfficial) => last.ends_with('s'),
                _ => false,
            };
        // "The boy’s mother, a nurse, who said": the noun from its article on.
        let mut words = lead.rsplit([' ', '\n']).take(6);
        let mut phrase = end;
        let bare = || many.then(|| by_noun(last));
        let first = loop {
            let Some(word) = words.next() else {
                return bare();
            };
            phrase -= word.len();
            if word.ends_with([',', '.', ';', '”', '"']) && phrase + word.len() != end {
                return bare();
            }
            let lower = word.to_lowercase();
            if [
                "a", "an", "the", "some", "several", "two", "three", "many", "his", "her", "its",
                "their",
            ]
            .contains(&lower.as_str())
            {
                break phrase;
            }
            let Some(before) = phrase.checked_sub(1).filter(|at| *at >= start) else {
                return bare();
            };
            phrase = before;
        };
        let range = first..end;
        // "Ann Low, a lawyer, who said" is Ann Low.
        let behind = text[start..first].trim_end();
        if let Some(name) = behind.strip_suffix(',') {
            let end = start + name.trim_end().len();
            let named = self
                .names
                .before(end)
                .next()
                .filter(|one| one.range.end == end);
            if let Some(mention) = named {
                return self.by_name(&mention.range);
            }
        }
        let words = &text[range.clone()];
        // "Her father, who offered support".
        if head_kind(words).is_none() && !is_somebody(words) {
            return None;
        }
        self.by_name(&range)
            .or_else(|| self.by_definite(&range, words, before))
            .or_else(|| Some(by_noun(words)))
    }

    /// Whether what stands before the byte in its sentence is a clause that hangs on it, and nothing said.
    pub(super) fn opens(&self, at: usize) -> bool {
        const HANGS: [&str; 8] = [
            "Though", "Although", "While", "When", "After", "Before", "Because", "Since",
        ];
        let lead = (self.ground.sentence_at(at))
            .and_then(|sentence| {
                let start = self.ground.sentences[sentence].range.start;
                self.ground.text.get(start..at)
            })
            .unwrap_or_default();
        let first = lead.split_whitespace().next().unwrap_or_default();
        HANGS.contains(&first) && !lead.contains(['“', '”', '"'])
    }

    /// Whether a range stands at most two paragraphs before the byte.
    pub(super) fn is_near(&self, range: &Range<usize>, at: usize) -> bool {
        let passage = |at: usize| {
            let sentence = self.ground.sentence_at(at)?;
            Some(self.ground.sentences[sentence].passage)
        };
        let (Some(there), Some(here)) = (passage(range.start), passage(at)) else {
            return false;
        };
        there + 2 >= here && range.start < at
    }

    /// Whom a pronoun means: the nearest fitting voice before, else the nearest fitting name.
    pub(super) fn antecedent(&self, pronoun: &str, at: usize, before: &[Named]) -> Option<Voice> {
        let pronoun = pronoun.to_lowercase();
        let person = matches!(pronoun.as_str(), "he" | "she" | "who");
        let other = |voice: &Voice| {
            let id = voice.entity.as_deref().unwrap_or_default();
            !id.is_empty() && self.names.is_other_than(id, &pronoun)
        };
        let fits = |voice: &Voice| match voice.kind {
            VoiceKind::NamedPerson | VoiceKind::NamedSpokesperson => person && !other(voice),
            VoiceKind::UnnamedOfficial if voice.plural => pronoun == "they",
            VoiceKind::UnnamedOfficial => person,
            VoiceKind::Crowd => pronoun == "they",
            VoiceKind::Institution
            | VoiceKind::UnnamedInstitution
            | VoiceKind::Media
            | VoiceKind::Document => !person,
            VoiceKind::OwnWitness | VoiceKind::None => false,
        };
        if let Some(accused) = self.accused(&pronoun, at) {
            return self.by_name(&accused.range);
        }
        let voiced = before
            .iter()
            .rev()
            .take(FURTHEST)
            .find(|named| fits(&named.voice) && self.is_near(&named.range, at));
        // "Roe spoke. Low seemed to doubt it. “We will see,” she said": whom the sentence before begins with.
        let opening = (self.opening(at))
            .filter(|_| matches!(pronoun.as_str(), "he" | "she"))
            .filter(|one| !other(&self.names.voice(one, VoiceKind::NamedPerson)))
            .filter(|one| voiced.is_none_or(|named| named.range.end < one.range.start));
        if let Some(one) = opening {
            return self.by_name(&one.range);
        }
        if let Some(named) = voiced {
            return Some(named.voice.clone());
        }
        let wanted = |mention: &&Mention| match self.names.kind(mention) {
            EntityKind::Person => {
                person
                    && !self
                        .names
                        .is_other_than(&self.names.entities[mention.entity].id, &pronoun)
            }
            EntityKind::Organisation | EntityKind::Country | EntityKind::Media => {
                !person && pronoun == "it"
            }
            _ => false,
        };
        let mut near = (self.names.before(at))
            .take_while(|mention| self.is_near(&mention.range, at))
            .filter(wanted);
        let nearest = near.next()?;
        // Of a sentence before, its subject goes on: "Ann Low married Eve Roe. She wrote …".
        let sentence = self.ground.sentence_at(nearest.range.start);
        let here = sentence == self.ground.sentence_at(at);
        let first = near
            .take_while(|one| {
                person && !here && self.ground.sentence_at(one.range.start) == sentence
            })
            .last();
        self.by_name(&first.unwrap_or(nearest).range)
    }
}

impl Voices<'_> {
    /// Of whom a sentence tells what its end says that they deny: "Arland was accused by Low of it, which it denied".
    fn accused(&self, pronoun: &str, at: usize) -> Option<&Mention> {
        let sentence = &self.ground.sentences[self.ground.sentence_at(at)?];
        let lead = sentence.range.start..at;
        if !apposed::ends_in_claim(&self.ground.text[lead.clone()]) {
            return None;
        }
        let is_person = matches!(pronoun, "he" | "she");
        let fits = |one: &&Mention| match self.names.kind(one) {
            EntityKind::Person => is_person,
            EntityKind::Organisation | EntityKind::Country => pronoun == "it",
            _ => false,
        };
        // Whoever makes the claim stands before "accused" or behind "by".
        let is_accuser = |one: &&Mention| {
            let before = self.ground.text[lead.start..one.range.start].trim_end();
            let behind = self.ground.text[one.range.end..at].trim_start();
            before.ends_with(" by") || before.ends_with(" by the") || ACCUSES.is_match(behind)
        };
        let mut named = self.names.inside(&lead).iter().filter(fits);
        named.find(|one| !is_accuser(one))
    }

    /// The person whose name begins the sentence right before that of the byte, where nobody else is named there.
    fn opening(&self, at: usize) -> Option<&Mention> {
        /// Most bytes before the name: "But President ".
        const TITLE: usize = 16;
        let sentences = &self.ground.sentences;
        let here = self.ground.sentence_at(at)?;
        let before = sentences.get(here.checked_sub(1)?)?;
        let near = before.passage + 1 >= sentences[here].passage;
        let (names, range) = (self.names, &before.range);
        let mut people =
            (names.inside(range).iter()).filter(|one| names.kind(one) == EntityKind::Person);
        let first = people.next()?;
        let alone = people.all(|one| one.entity == first.entity);
        // Nobody but the subject of its own sentence: "Low sat down. Roe waited, he said" is Roe's.
        let start = sentences[here].range.start;
        let mut named = names.inside(&(start..at)).iter();
        let open = named.all(|one| names.kind(one) != EntityKind::Person);
        let opens = first.range.start <= range.start + TITLE
            && !self.ground.text[range.start..first.range.start].contains(',');
        (near && alone && opens && open).then_some(first)
    }
}

/// Whether the noun of a phrase is of a document.
pub(crate) fn is_document(words: &str) -> bool {
    head_kind(words) == Some(VoiceKind::Document)
        || matches!(
            head_noun(&words.to_lowercase()),
            "evidence" | "materials" | "emails" | "messages"
        )
}
