//! Who and what a report names: mentions, and which of them are the same.
//!
//! `find` says where names stand, `cut` parts what the network took for one, `outlets` finds the
//! outlets that no table has, `join` and `short` say which names mean the same, `refer` finds what means them without a name, and
//! [`metonymy`](crate::metonymy) which of them act and which are only where something is.

mod cut;
mod find;
mod join;
mod outlets;
mod people;
mod refer;
mod short;

use std::collections::BTreeMap;
use std::ops::Range;

use headwater_encoder::Encoding;
use headwater_model::{Entity, EntityKind, Span, Voice, VoiceKind};
use headwater_text::known::{self, Known};
use headwater_text::{Token, words};

use crate::ground::Ground;
use crate::metonymy;

/// A name in the text and the entity that it means.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub range: Range<usize>,
    /// Index into [`Names::entities`].
    pub entity: usize,
    /// Whether a place acts here, or its government does ("Moscow said"), and it is not only where
    /// something is.
    pub acting: bool,
}

/// All names of a report.
#[derive(Default)]
pub(crate) struct Names {
    pub entities: Vec<Entity>,
    /// In text order, without overlap.
    pub mentions: Vec<Mention>,
    /// What means an entity without its name, in text order.
    pub references: Vec<Mention>,
    /// Whether "he" or "she" means a person, by the id of the entity, where something tells.
    genders: BTreeMap<String, people::Gender>,
}

/// How many names back "the paper" or "she" can point.
const REMEMBERED: usize = 200;

/// A name before it is known whom it means.
struct Found {
    range: Range<usize>,
    kind: EntityKind,
    known: Option<&'static Known>,
    /// How sure the network was of the kind.
    sure: f32,
    acting: bool,
}

/// The tokens of a report's sentences.
pub(crate) struct Words(Vec<Vec<Token>>);

impl Words {
    /// Cuts every sentence.
    pub fn of(ground: &Ground<'_>) -> Self {
        let sentences = ground.sentences.iter();
        Self(
            sentences
                .map(|sentence| words(ground.text, sentence.range.clone()))
                .collect(),
        )
    }

    /// The tokens sentence by sentence, as [`Ground::sentences`] has them.
    pub fn sentences(&self) -> impl Iterator<Item = &[Token]> {
        self.0.iter().map(Vec::as_slice)
    }

    /// The tokens of one sentence.
    pub fn sentence(&self, index: usize) -> &[Token] {
        self.0.get(index).map_or(&[], Vec::as_slice)
    }
}

impl Names {
    /// Finds the names of a report and joins those that mean the same.
    pub fn of(ground: &Ground<'_>, encoding: &Encoding) -> Self {
        let words = Words::of(ground);
        let mut found = find::find(ground, &words, encoding);
        join::drop_foreign(ground.text, &mut found);
        act(ground, &words, &mut found);
        let meant = join::join(ground.text, &found);
        let kinds = join::voted(&found, &meant);
        let mut names = Self::default();
        let mut by_id: BTreeMap<String, usize> = BTreeMap::new();
        for (one, meant) in found.iter().zip(&meant) {
            let written = &ground.text[one.range.clone()];
            let (id, name, kind) = match meant.known {
                Some(known) => (known.id.to_owned(), known.name.to_owned(), known.kind),
                None if meant.key.is_empty() => continue,
                None => (
                    format!("local:{}", meant.key.replace(' ', "-")),
                    clean(written),
                    kinds.get(&meant.key).copied().unwrap_or(one.kind),
                ),
            };
            let span = Span::cut(ground.text, one.range.clone()).expect("cut at word ends");
            let entity = *by_id.entry(id.clone()).or_insert_with(|| {
                names.entities.push(Entity {
                    id,
                    name: name.clone(),
                    kind,
                    mentions: Vec::new(),
                    references: Vec::new(),
                });
                names.entities.len() - 1
            });
            let held = &mut names.entities[entity];
            if meant.known.is_none() && name.split(' ').count() > held.name.split(' ').count() {
                held.name = name;
            }
            held.mentions.push(span);
            names.mentions.push(Mention {
                range: one.range.clone(),
                entity,
                acting: one.acting,
            });
        }
        names.take_outlets(ground.text);
        refer::find(ground, &words, &mut names);
        names
    }

    /// Mentions that lie inside the range.
    pub fn inside(&self, range: &Range<usize>) -> &[Mention] {
        let start = self
            .mentions
            .partition_point(|mention| mention.range.start < range.start);
        let end = self
            .mentions
            .partition_point(|mention| mention.range.end <= range.end);
        self.mentions.get(start..end).unwrap_or_default()
    }

    /// The mention that begins at the byte.
    pub fn at(&self, byte: usize) -> Option<&Mention> {
        let index = self
            .mentions
            .partition_point(|mention| mention.range.start < byte);
        self.mentions
            .get(index)
            .filter(|mention| mention.range.start == byte)
    }

    /// Mentions that end before the byte, the nearest first, as far back as a reader remembers.
    pub fn before(&self, byte: usize) -> impl Iterator<Item = &Mention> {
        let end = self
            .mentions
            .partition_point(|mention| mention.range.end <= byte);
        self.mentions[..end].iter().rev().take(REMEMBERED)
    }

    /// The entity that a phrase without its name means ("the defence minister"), where that is
    /// clear.
    pub fn referred(&self, range: &Range<usize>) -> Option<&Mention> {
        let index = self
            .references
            .partition_point(|one| one.range.start < range.start);
        self.references.get(index).filter(|one| one.range == *range)
    }

    /// Whether the entity of the id is known to be of the other sex than the pronoun means.
    pub fn is_other_than(&self, id: &str, pronoun: &str) -> bool {
        let gender = match pronoun {
            "he" => people::Gender::Man,
            "she" => people::Gender::Woman,
            _ => return false,
        };
        self.genders.get(id).is_some_and(|known| *known != gender)
    }

    pub fn kind(&self, mention: &Mention) -> EntityKind {
        self.entities[mention.entity].kind
    }

    /// Whether the name says where something is, and not who acts.
    pub fn literal(&self, mention: &Mention) -> bool {
        !mention.acting
    }

    /// The voice that a name is where it speaks.
    pub fn voice(&self, mention: &Mention, kind: VoiceKind) -> Voice {
        let (id, name) = self.acting(mention);
        Voice {
            kind,
            name: Some(name),
            entity: Some(id),
            speaks_for: None,
            plural: false,
        }
    }

    /// What a name stands for where it acts or speaks: Moscow for Russia.
    pub fn acting(&self, mention: &Mention) -> (String, String) {
        let entity = &self.entities[mention.entity];
        match known::by_id(&entity.id) {
            Some(known) if known.metonym && known.kind == EntityKind::Place => {
                let parent = known.parent.and_then(known::by_id).unwrap_or(known);
                (parent.id.to_owned(), parent.name.to_owned())
            }
            _ => (entity.id.clone(), entity.name.clone()),
        }
    }
}

/// Tells places that act from those that something is at; a capital that acts is its government.
fn act(ground: &Ground<'_>, words: &Words, found: &mut [Found]) {
    for one in found {
        if !matches!(one.kind, EntityKind::Place | EntityKind::Country) {
            continue;
        }
        let Some(sentence) = ground.sentence_at(one.range.start) else {
            continue;
        };
        let capital = one
            .known
            .filter(|known| known.metonym && known.kind == EntityKind::Place);
        let weight = metonymy::weight(
            ground.text,
            words.sentence(sentence),
            &one.range,
            one.kind == EntityKind::Country,
        );
        one.acting = weight > if capital.is_some() { CAPITAL } else { 0.0 };
        if one.acting
            && let Some(parent) = capital
                .and_then(|known| known.parent)
                .and_then(known::by_id)
        {
            one.known = Some(parent);
            one.kind = parent.kind;
        }
    }
}

/// A capital in a report acts more often than other places: what speaks against it must weigh more.
const CAPITAL: f32 = -0.6;

/// Whether the last word of the phrase is a noun for a person: "the mayor’s sister".
pub(crate) fn is_somebody(phrase: &str) -> bool {
    let last = phrase.split_whitespace().next_back().unwrap_or_default();
    people::noun(last).is_somebody()
}

/// A name without title and without what only its place in the sentence adds.
fn clean(words: &str) -> String {
    const TITLES: [&str; 21] = [
        "Mr",
        "Mrs",
        "Ms",
        "Mx",
        "Dr",
        "Sir",
        "Lord",
        "Lady",
        "President",
        "Prime Minister",
        "Minister",
        "Senator",
        "Sen",
        "Rep",
        "Gov",
        "Governor",
        "Gen",
        "General",
        "Col",
        "Judge",
        "Miss",
    ];
    let one_line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = TITLES.iter().find_map(|title| {
        let rest = one_line.strip_prefix(title)?;
        let rest = rest.strip_prefix('.').unwrap_or(rest).strip_prefix(' ')?;
        rest.starts_with(char::is_uppercase).then_some(rest)
    });
    bare.unwrap_or(&one_line)
        .trim_end_matches("’s")
        .trim_end_matches("'s")
        .to_owned()
}

#[cfg(test)]
mod tests;
