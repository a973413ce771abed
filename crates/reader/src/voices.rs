//! The words of a source to the voice that they name.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use headwater_model::{EntityKind, Voice, VoiceKind};
use headwater_text::known;
use regex::Regex;

use crate::ground::{Ground, floor_char, trim};
use crate::names::{Mention, Names, is_somebody};
use crate::pattern::pattern;

mod back;
mod heads;
mod issued;
mod nouns;
mod offices;

pub(crate) use back::is_document;
pub(crate) use nouns::{names_a_voice, names_nobody, without_clause};

use heads::{is_reporter, leads_away};
use nouns::{PHRASE_TAIL, by_noun, head_kind, strip_brackets};

static SPEAKS_FOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:spokes(?:man|woman|person|people|men|women)|press secretary|press officer|press service|spox)\b",
    )
});
/// In capitals it is a body: "WHO said".
static PRONOUN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Ww]ho|[Tt]he (?:former|latter))$"));
/// The voice with the words that name it, as found in the text.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub voice: Voice,
    pub range: Range<usize>,
}

/// What of a report's voices is known before any single one is resolved.
pub(crate) struct Voices<'a> {
    ground: &'a Ground<'a>,
    names: &'a Names,
    /// People who speak for an institution, by entity id: the name of that institution.
    spokespeople: BTreeMap<String, Option<String>>,
    /// The bodies that people head or represent, by index of the person's entity.
    offices: BTreeMap<usize, usize>,
}

impl<'a> Voices<'a> {
    /// Learns from all sources of the report who speaks for whom.
    pub fn of<'r>(
        ground: &'a Ground<'a>,
        names: &'a Names,
        sources: impl Iterator<Item = &'r Range<usize>>,
    ) -> Self {
        let mut voices = Self {
            ground,
            names,
            spokespeople: BTreeMap::new(),
            offices: offices::find(ground, names),
        };
        for source in sources {
            // An apposition may stand outside the tagged words: "Ana Ruiz, a ministry spokeswoman,".
            let widened = voices.with_apposition(source);
            let words = &ground.text[widened.clone()];
            let person = voices.head_person(&widened);
            if let (Some(person), true) = (person, SPEAKS_FOR.is_match(words)) {
                let institution = voices.institution(&widened);
                let id = names.entities[person.entity].id.clone();
                let held = voices.spokespeople.entry(id).or_default();
                *held = held.take().or(institution);
            }
        }
        voices
    }

    fn with_apposition(&self, source: &Range<usize>) -> Range<usize> {
        let text = self.ground.text;
        let after = &text[source.end..floor_char(text, source.end + 90)];
        let Some(rest) = after.strip_prefix([',', ' ']) else {
            return source.clone();
        };
        match rest.find([',', '.', ';', '“', '"', '\n']) {
            Some(end) if SPEAKS_FOR.is_match(&rest[..end]) => source.start..source.end + 1 + end,
            _ => source.clone(),
        }
    }

    /// The voice that the words of `source` name, given the voices named before it.
    pub fn resolve(&self, source: &Range<usize>, before: &[Named]) -> Named {
        let text = self.ground.text;
        let range = without_clause(text, trim(text, source.clone()));
        let words = text[range.clone()].trim_matches(|c: char| c == ',' || c.is_whitespace());
        // "Efforts to reach him failed", "his answer was": he.
        let words = issued::pronoun_of(words).unwrap_or(words);
        if ["who", "which", "that"].contains(&words)
            && let Some(voice) = self.relative(range.start, before)
        {
            return Named { voice, range };
        }
        // A pronoun behind a name of its own clause: "Though the judge, Ann Low, was ill, she said".
        let clear = (self.names.referred(&range))
            .filter(|one| self.names.kind(one) == EntityKind::Person && self.opens(range.start));
        if let Some(person) = clear.filter(|_| PRONOUN.is_match(words)) {
            let voice = self.person(person, &range);
            return Named { voice, range };
        }
        if PRONOUN.is_match(words)
            && let Some(voice) = self.antecedent(words, range.start, before)
        {
            return Named { voice, range };
        }
        let voice = self
            .issuer(&range, words, before)
            .or_else(|| self.by_name(&range))
            .or_else(|| self.by_definite(&range, words, before))
            .unwrap_or_else(|| by_noun(words));
        Named { voice, range }
    }

    /// A person, institution or outlet by name.
    fn by_name(&self, range: &Range<usize>) -> Option<Voice> {
        let words = &self.ground.text[range.clone()];
        let mentions = self.names.inside(range);
        let speaks_for = SPEAKS_FOR.is_match(words);
        let person = self.head_person(range).or_else(|| {
            // A spokesman for Ann Low is her voice.
            let mut people = mentions.iter();
            people.find(|one| speaks_for && self.names.kind(one) == EntityKind::Person)
        });
        let person = person
            .or_else(|| self.apposed(range))
            .or_else(|| self.holder(range));
        if let Some(person) = person {
            return Some(self.person(person, range));
        }
        if is_reporter(words) {
            return None;
        }
        // "The defence minister", whom the report names: what it is called by itself comes later.
        if let Some(referred) = self.names.referred(range) {
            match self.names.kind(referred) {
                EntityKind::Person => return Some(self.person(referred, range)),
                EntityKind::Organisation
                    if !is_somebody(&self.names.entities[referred.entity].name) =>
                {
                    return Some(self.names.voice(referred, VoiceKind::Institution));
                }
                _ => {}
            }
        }
        // A person without a name who speaks for a named body is that body's voice.
        // "The Post" is what it is called, and no noun.
        let outlet = (mentions.last()).is_some_and(|one| {
            let lead = text_before(words, range, one);
            self.names.kind(one) == EntityKind::Media
                && one.range.end == range.end
                && ["", "the ", "The "].contains(&lead)
        });
        let head = head_kind(words).filter(|_| !outlet);
        if speaks_for {
            let institution = self.institution(range)?;
            let entity = self.entity_of(&institution);
            return Some(Voice {
                kind: VoiceKind::Institution,
                name: Some(institution.clone()),
                entity,
                speaks_for: Some(institution),
                plural: false,
            });
        }
        match head {
            Some(
                VoiceKind::UnnamedOfficial
                | VoiceKind::Crowd
                | VoiceKind::OwnWitness
                | VoiceKind::Document,
            ) => return None,
            Some(VoiceKind::UnnamedInstitution) if known::office(words).is_none() => {
                // "US intelligence" names a body of a named country, but not which.
                let only_country = mentions
                    .iter()
                    .all(|m| self.names.kind(m) == EntityKind::Country);
                if only_country {
                    return None;
                }
            }
            _ => {}
        }
        if let Some(office) = known::office(words) {
            let name = words
                .strip_prefix("the ")
                .or_else(|| words.strip_prefix("The "))
                .unwrap_or(words);
            return Some(Voice {
                kind: VoiceKind::Institution,
                name: Some(name.to_owned()),
                entity: Some(office.id),
                speaks_for: None,
                plural: false,
            });
        }
        let mention = self.head_mention(range, mentions)?;
        let lead = &self.ground.text[range.start..mention.range.start];
        let unknown = self.names.entities[mention.entity].id.starts_with("local:");
        let of_person = unknown && lead.ends_with(' ') && !lead.contains(',');
        let kind = match self.names.kind(mention) {
            // "Agency official Fauzi", whatever the network took the name for.
            _ if mention.range.end == range.end && of_person && is_somebody(lead) => {
                VoiceKind::NamedPerson
            }
            EntityKind::Media => VoiceKind::Media,
            // A name by itself ("Twitter") that is no people ("Europeans").
            EntityKind::Other if mention.range == *range && !words.ends_with('s') => {
                VoiceKind::Institution
            }
            EntityKind::Other => return None,
            // "Woodburn police" are not the town.
            EntityKind::Place if head == Some(VoiceKind::UnnamedInstitution) => return None,
            _ => VoiceKind::Institution,
        };
        Some(self.names.voice(mention, kind))
    }

    /// A named person, who may speak for an institution.
    fn person(&self, person: &Mention, range: &Range<usize>) -> Voice {
        let words = &self.ground.text[range.clone()];
        let entity = &self.names.entities[person.entity];
        let spokesperson = self.spokespeople.get(&entity.id);
        let kind = if spokesperson.is_some() || SPEAKS_FOR.is_match(words) {
            VoiceKind::NamedSpokesperson
        } else {
            VoiceKind::NamedPerson
        };
        let speaks_for = spokesperson.cloned().flatten().or_else(|| {
            (kind == VoiceKind::NamedSpokesperson)
                .then(|| self.institution(range))
                .flatten()
                .or_else(|| self.body_of_rank(person, range))
                .or_else(|| self.body_of_office(person.entity))
        });
        // "a Low spokesman" speaks for nobody else than Ann Low.
        let padded = |name: &str| format!(" {} ", headwater_text::name_key(name));
        let speaks_for = speaks_for.filter(|body| !padded(&entity.name).contains(&padded(body)));
        Voice {
            kind,
            name: Some(entity.name.clone()),
            entity: Some(entity.id.clone()),
            speaks_for,
            plural: false,
        }
    }

    /// Of several names the one that the phrase is about: the last before "of" or "in".
    fn head_mention<'m>(
        &self,
        range: &Range<usize>,
        mentions: &'m [Mention],
    ) -> Option<&'m Mention> {
        let text = self.ground.text;
        let tail = PHRASE_TAIL
            .find(&text[range.clone()])
            .map_or(range.end, |tail| range.start + tail.start());
        let body = |one: &&Mention| self.names.kind(one) != EntityKind::Person;
        let mut bodies = mentions.iter().filter(body);
        let head = bodies.clone().rfind(|mention| mention.range.start < tail);
        // "Groups that sued the council" are not the council.
        let first = || {
            bodies
                .next()
                .filter(|_| !leads_away(&text[tail..range.end]))
        };
        let chosen = head.or_else(first)?;
        // An adjective alone ("Russian troops") names no body unless it is all there is.
        let words = &text[chosen.range.clone()];
        let rest = text[chosen.range.end..tail.max(chosen.range.end)].trim();
        (!known::is_demonym(words) || rest.is_empty()).then_some(chosen)
    }

    /// The name of the institution that the phrase of a spokesperson names.
    fn institution(&self, range: &Range<usize>) -> Option<String> {
        let text = self.ground.text;
        let words = &text[range.clone()];
        let title = SPEAKS_FOR.find(words)?;
        let before = words[..title.start()].trim();
        // The longest run of words before the title that a table knows; then what stands after
        // "for" or "of"; then any body that is named.
        let starts: Vec<usize> = before
            .char_indices()
            .filter(|(at, _)| *at == 0 || before[..*at].ends_with([' ', ',']))
            .map(|(at, _)| at)
            .collect();
        for start in &starts {
            let phrase = &before[*start..];
            let without = strip_brackets(phrase);
            let known = known::lookup(&without).map(|known| known.name.to_owned());
            if let Some(name) = known.or_else(|| known::office(&without).map(|office| office.name))
            {
                return Some(name);
            }
        }
        let bodies = |mention: &Mention| {
            matches!(
                self.names.kind(mention),
                EntityKind::Organisation | EntityKind::Country | EntityKind::Media
            )
        };
        // "The council’s spokesman": the body of that noun that was named before.
        let named_before = |noun: &str| {
            let noun = headwater_text::name_key(noun);
            let fits = |mention: &&Mention| {
                let entity = &self.names.entities[mention.entity];
                bodies(mention)
                    && headwater_text::name_key(&entity.name)
                        .split(' ')
                        .any(|word| word == noun)
            };
            self.names
                .before(range.start)
                .find(fits)
                .map(|mention| self.names.acting(mention).1)
        };
        let after = words[title.end()..].trim_start();
        let behind = ["for the ", "of the ", "for ", "of ", "at the ", "at "]
            .iter()
            .find_map(|link| after.strip_prefix(link));
        if let Some(behind) = behind {
            let body = behind
                .split([',', '(', ';'])
                .next()
                .unwrap_or(behind)
                .trim();
            let name = known::lookup(body).map(|known| known.name.to_owned());
            let name = name
                .or_else(|| known::office(body).map(|office| office.name))
                .or_else(|| named_before(body));
            return name.or_else(|| (!body.is_empty() && body.len() < 80).then(|| body.to_owned()));
        }
        let mentions = self.names.inside(range);
        let title_at = range.start + title.start();
        let chosen = mentions
            .iter()
            .rfind(|mention| bodies(mention) && mention.range.end <= title_at);
        let chosen = chosen.or_else(|| mentions.iter().find(|mention| bodies(mention)));
        if let Some(chosen) = chosen {
            return Some(self.names.acting(chosen).1);
        }
        let articles = ["the ", "The ", "a ", "A ", "an ", "An "];
        let plain = articles
            .iter()
            .find_map(|article| before.strip_prefix(article))
            .unwrap_or(before);
        // "The spokesman" alone is whoever was called so before.
        if headwater_text::is_stopword(&plain.to_lowercase()) {
            return None;
        }
        if let Some(named) = named_before(plain) {
            return Some(named);
        }
        // "A company spokeswoman".
        if let Some(business) = self.body_before(plain, plain, range.start, &[]) {
            return business.name;
        }
        (plain.len() > 2 && plain.len() < 60 && !plain.contains(',')).then(|| plain.to_owned())
    }

    fn entity_of(&self, name: &str) -> Option<String> {
        let held = self
            .names
            .entities
            .iter()
            .find(|entity| entity.name == name);
        held.map(|entity| entity.id.clone())
            .or_else(|| known::lookup(name).map(|known| known.id.to_owned()))
    }
}

/// The words of a phrase before a name in it.
fn text_before<'t>(words: &'t str, range: &Range<usize>, name: &Mention) -> &'t str {
    words
        .get(..name.range.start.saturating_sub(range.start))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
