//! Pronouns and noun phrases that mean somebody whom the report named: "she", "the ministry".
//!
//! Only people and bodies, and only where the text leaves no doubt: one candidate near enough that
//! fits, and nobody unnamed in between. All else stays open. What stands in quotation marks is left
//! alone, as who is meant there depends on who speaks.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use headwater_model::{EntityKind, Span};
use headwater_text::{TokenKind, known};

use super::people::{Gender, Noun, noun};
use super::{Mention, Names, Words};
use crate::ground::Ground;

mod learn;

/// Sentences before its own in which a pronoun's person is looked for.
const BACK: usize = 2;
/// Tokens before a body's name at the beginning of a sentence whose "its" means it.
const OPENING: usize = 3;

/// Finds what stands for a name, in text order.
pub(super) fn find(ground: &Ground<'_>, words: &Words, names: &mut Names) {
    let mut search = Search {
        ground,
        names,
        gender: BTreeMap::new(),
        titles: BTreeMap::new(),
        seen: Vec::new(),
        meant: Vec::new(),
        bodies: BTreeMap::new(),
        introduced: BTreeSet::new(),
    };
    search.learn(words);
    for (sentence, tokens) in words.sentences().enumerate() {
        search.read(sentence, tokens);
    }
    let meant = std::mem::take(&mut search.meant);
    let genders = std::mem::take(&mut search.gender);
    for one in &meant {
        if let Ok(span) = Span::cut(ground.text, one.range.clone()) {
            names.entities[one.entity].references.push(span);
        }
    }
    names.references = meant;
    names.genders = genders
        .into_iter()
        .map(|(entity, gender)| (names.entities[entity].id.clone(), gender))
        .collect();
}

/// Somebody seen in a sentence: a named person, or one without a name.
#[derive(Clone, Debug)]
struct Seen {
    sentence: usize,
    /// `None` for somebody without a name.
    entity: Option<usize>,
    gender: Option<Gender>,
    /// Whether nothing but a title stands before it in its sentence.
    first: bool,
}

struct Search<'a> {
    ground: &'a Ground<'a>,
    names: &'a Names,
    gender: BTreeMap<usize, Gender>,
    /// Titles and trades with the people whom the report gives them to; the country, if any.
    titles: BTreeMap<String, Vec<(usize, Option<&'static str>)>>,
    seen: Vec<Seen>,
    meant: Vec<Mention>,
    /// Bodies by the words of their names, in small letters; the outlets under [`OUTLETS`].
    bodies: BTreeMap<String, Vec<usize>>,
    /// Nouns of bodies that the report has with "a": "the company" may mean that one.
    introduced: BTreeSet<String>,
}

/// No word of a name.
const OUTLETS: &str = "";
/// Nouns by which a report means whichever body it speaks of.
const ANY_BODY: [&str; 5] = ["company", "firm", "organisation", "organization", "group"];
/// What a phrase says of somebody's party or purse and does not say who it is by.
const PARTIES: [&str; 6] = [
    "Republican",
    "Democratic",
    "conservative",
    "liberal",
    "independent",
    "billionaire",
];
/// Titles that a report gives to several people and means the one of them who was just named.
const LEADERS: [&str; 8] = [
    "president",
    "prime minister",
    "vice president",
    "chancellor",
    "governor",
    "senator",
    "mayor",
    "king",
];
/// Most people and names near a pronoun that are looked through for it.
const MOST: usize = 200;
/// Most people with one title that are kept apart.
const HOLDERS: usize = 8;

impl Search<'_> {
    fn text(&self) -> &str {
        self.ground.text
    }

    fn read(&mut self, sentence: usize, tokens: &[headwater_text::Token]) {
        let range = self.ground.sentences[sentence].range.clone();
        let text = self.ground.text;
        let named: Vec<Mention> = self.names.inside(&range).to_vec();
        let mut next = named.iter().peekable();
        let mut quoted = false;
        let oldest = self
            .seen
            .partition_point(|one| one.sentence + BACK < sentence);
        self.seen.drain(..oldest);
        let mut at = 0;
        while at < tokens.len() {
            let token = &tokens[at];
            if let Some(mention) = next.next_if(|one| one.range.start <= token.range.start) {
                self.see(sentence, at, mention, tokens);
                at += 1;
                while at < tokens.len() && tokens[at].range.start < mention.range.end {
                    at += 1;
                }
                continue;
            }
            let word = &text[token.range.clone()];
            match word {
                "“" => quoted = true,
                "”" => quoted = false,
                "\"" => quoted = !quoted,
                _ if token.kind != TokenKind::Word || quoted => {}
                _ => {
                    let meant = self.pronoun(sentence, tokens, at, &named);
                    let meant = meant.map(|entity| (entity, token.range.clone(), at + 1));
                    let meant = meant.or_else(|| self.phrase(sentence, tokens, at));
                    if let Some((entity, range, end)) = meant {
                        self.meant.push(Mention {
                            range,
                            entity,
                            acting: false,
                        });
                        if self.names.entities[entity].kind == EntityKind::Person {
                            self.push(sentence, Some(entity), at == 0);
                        }
                        at = end;
                        continue;
                    }
                    self.unnamed(sentence, tokens, at);
                }
            }
            at += 1;
        }
    }

    fn push(&mut self, sentence: usize, entity: Option<usize>, first: bool) {
        let gender = entity.and_then(|entity| self.gender.get(&entity).copied());
        self.note(Seen {
            sentence,
            entity,
            gender,
            first,
        });
    }

    fn note(&mut self, one: Seen) {
        if self.seen.len() < MOST {
            self.seen.push(one);
        }
    }

    fn see(
        &mut self,
        sentence: usize,
        at: usize,
        mention: &Mention,
        tokens: &[headwater_text::Token],
    ) {
        if self.names.kind(mention) != EntityKind::Person {
            return;
        }
        let text = self.ground.text;
        // "Its founder Ann Low" and "the boy, Tom Low," are one person each.
        let apart = self
            .seen
            .last()
            .is_some_and(|one| one.entity.is_none() && one.sentence == sentence);
        if apart {
            let before = at.checked_sub(1).map(|at| &text[tokens[at].range.clone()]);
            let before = match before {
                Some(",") => at.checked_sub(2).map(|at| &text[tokens[at].range.clone()]),
                other => other,
            };
            if before.is_some_and(|word| noun(word).is_somebody()) {
                self.seen.pop();
            }
        }
        let first = tokens[..at].iter().all(|token| {
            let word = &text[token.range.clone()];
            word.starts_with(|c: char| !c.is_lowercase())
                || noun(word).is(Noun::PERSON)
                || matches!(word, "the" | "a")
        });
        self.push(sentence, Some(mention.entity), first);
    }

    /// Somebody without a name: "the boy", "an official".
    fn unnamed(&mut self, sentence: usize, tokens: &[headwater_text::Token], at: usize) {
        let word = &self.ground.text[tokens[at].range.clone()];
        let before = at
            .checked_sub(1)
            .map(|at| &self.ground.text[tokens[at].range.clone()]);
        if matches!(before, Some("a" | "A" | "an" | "An" | "another")) && ANY_BODY.contains(&word) {
            self.introduced.insert(word.to_owned());
        }
        let noun = noun(word);
        if noun.is_somebody() {
            self.note(Seen {
                sentence,
                entity: None,
                gender: noun.gender(),
                first: false,
            });
        }
    }

    /// Whom a pronoun of one means.
    fn pronoun(
        &self,
        sentence: usize,
        tokens: &[headwater_text::Token],
        at: usize,
        named: &[Mention],
    ) -> Option<usize> {
        let word = self.text()[tokens[at].range.clone()].to_ascii_lowercase();
        let gender = match word.as_str() {
            "he" | "him" | "his" | "himself" => Gender::Man,
            "she" | "her" | "hers" | "herself" => Gender::Woman,
            "its" | "itself" => return self.body(tokens, at, named),
            _ => return None,
        };
        let fits = |one: &&Seen| one.gender.is_none_or(|of| of == gender);
        let here: Vec<&Seen> = self
            .seen
            .iter()
            .filter(|one| one.sentence == sentence)
            .filter(fits)
            .collect();
        if !here.is_empty() {
            return one_of(&here, gender, false);
        }
        let passage = self.ground.sentences[sentence].passage;
        for back in 1..=BACK {
            let earlier = sentence.checked_sub(back)?;
            if self.ground.sentences[earlier].passage + 1 < passage {
                return None;
            }
            let there: Vec<&Seen> = self
                .seen
                .iter()
                .filter(|one| one.sentence == earlier)
                .filter(fits)
                .collect();
            if !there.is_empty() {
                let opens = at <= 1 && matches!(word.as_str(), "he" | "she");
                return one_of(&there, gender, opens);
            }
        }
        None
    }

    /// The body at the beginning of the sentence, where it is the only one before "its".
    fn body(
        &self,
        tokens: &[headwater_text::Token],
        at: usize,
        named: &[Mention],
    ) -> Option<usize> {
        let opening = tokens.get(OPENING.min(at))?.range.start;
        let mut before = named.iter().take(MOST).filter(|one| {
            one.range.end <= tokens[at].range.start && self.names.kind(one) != EntityKind::Person
        });
        let first = before.next()?;
        let entity = &self.names.entities[first.entity];
        let body = matches!(entity.kind, EntityKind::Organisation | EntityKind::Media);
        (body && first.range.start <= opening && before.all(|one| one.entity == first.entity))
            .then_some(first.entity)
    }

    /// What a phrase that begins with "the" means, its range, and the token behind it.
    fn phrase(
        &self,
        sentence: usize,
        tokens: &[headwater_text::Token],
        at: usize,
    ) -> Option<(usize, Range<usize>, usize)> {
        let text = self.ground.text;
        let word = |at: usize| {
            tokens
                .get(at)
                .map_or("", |token| &text[token.range.clone()])
        };
        if !matches!(word(at), "the" | "The") {
            return None;
        }
        let mut head = at + 1;
        let mut country = None;
        if matches!(
            word(head),
            "former" | "then" | "outgoing" | "acting" | "incoming"
        ) {
            head += 1;
        }
        // "the Republican president" is the president.
        if PARTIES.contains(&word(head)) {
            head += 1;
        }
        if let Some(known) = known::lookup(word(head)).filter(|_| known::is_demonym(word(head))) {
            country = Some(known.id);
            head += 1;
        }
        // "the defence minister": a noun that the next one begins a title with.
        let pair = format!("{} {}", word(head), word(head + 1)).to_lowercase();
        let title = if self.titles.contains_key(&pair) && pair.contains(' ') {
            head += 1;
            pair
        } else {
            word(head).to_lowercase()
        };
        let kind = noun(word(head));
        let behind = word(head + 1);
        let goes_on = matches!(behind, "of" | "for" | "in" | "at" | "from" | "who")
            || behind.starts_with(char::is_uppercase)
            || noun(behind).is_any();
        if goes_on || !kind.is_any() {
            return None;
        }
        let end = tokens.get(head)?.range.end;
        let range = tokens[at].range.start..end;
        let entity = if kind.is(Noun::PERSON) {
            let holders = self.titles.get(&title)?;
            let fits = |of: &Option<&'static str>| match (country, of) {
                (Some(country), Some(of)) => country == *of,
                (Some(_), None) => false,
                (None, _) => true,
            };
            let named = |entity: &usize| self.is_before(*entity, range.start);
            let fitting: Vec<usize> = holders
                .iter()
                .filter(|(_, of)| fits(of))
                .map(|(entity, _)| *entity)
                .collect();
            match fitting.as_slice() {
                [one] => Some(*one).filter(named),
                // Of several presidents the one whom these sentences name.
                _ if LEADERS.contains(&title.as_str()) => {
                    self.only_near(&fitting, sentence, range.start)
                }
                _ => None,
            }
        } else {
            self.body_of_noun(sentence, &title, kind, range.start)
        }?;
        Some((entity, range, head + 1))
    }

    /// The only body named before whose name has the noun, or the only outlet for "the paper"; for
    /// "the company", the only body named in these sentences.
    fn body_of_noun(&self, sentence: usize, word: &str, kind: Noun, at: usize) -> Option<usize> {
        let only = |bodies: &Vec<usize>| {
            let one = *bodies.first()?;
            let other = bodies
                .get(1)
                .is_some_and(|other| self.is_before(*other, at));
            (!other && self.is_before(one, at)).then_some(one)
        };
        if let Some(bodies) = self.bodies.get(word) {
            return only(bodies);
        }
        if kind.is(Noun::MEDIA) && word != "agency" {
            return self.bodies.get(OUTLETS).and_then(only);
        }
        if !ANY_BODY.contains(&word) || self.introduced.contains(word) {
            return None;
        }
        let range = &self.ground.sentences;
        let from = range[sentence.saturating_sub(BACK)].range.start;
        let near = self.names.inside(&(from..at));
        let mut bodies = near.iter().take(MOST).filter(|one| {
            matches!(
                self.names.kind(one),
                EntityKind::Organisation | EntityKind::Media | EntityKind::Other
            )
        });
        let one = bodies.next()?.entity;
        let body = self.names.entities[one].kind == EntityKind::Organisation;
        (body && bodies.all(|other| other.entity == one)).then_some(one)
    }

    /// The only one of these that is named in the sentences just before.
    fn only_near(&self, of: &[usize], sentence: usize, at: usize) -> Option<usize> {
        let sentences = &self.ground.sentences;
        let from = sentences[sentence.saturating_sub(BACK)].range.start;
        let near = self.names.inside(&(from..at));
        let mut fitting = (near.iter().rev().take(MOST))
            .map(|one| one.entity)
            .filter(|one| of.contains(one));
        let one = fitting.next()?;
        fitting.all(|other| other == one).then_some(one)
    }

    fn is_before(&self, entity: usize, at: usize) -> bool {
        let first = self.names.entities[entity].mentions.first();
        first.is_some_and(|span| span.start < at)
    }
}

/// The one that is meant among those seen in one sentence: the only one, or the subject, where all
/// the others are known to be of the other sex. Nobody where one without a name may be meant.
fn one_of(seen: &[&Seen], gender: Gender, opens: bool) -> Option<usize> {
    let first = seen.first()?.entity?;
    if seen.iter().all(|one| one.entity == Some(first)) {
        return Some(first);
    }
    if seen.iter().any(|one| one.entity.is_none()) {
        return None;
    }
    // The subject goes on: "Ann Low met Kim Lo. She said …".
    let rest = &seen[1..];
    if opens
        && seen[0].first
        && seen[0].gender == Some(gender)
        && rest
            .iter()
            .all(|one| one.entity == Some(first) || one.gender.is_none())
    {
        return Some(first);
    }
    // One whose sex is known before others of whom it is not.
    let mut sure = seen
        .iter()
        .filter(|one| one.gender == Some(gender))
        .map(|one| one.entity);
    let one = sure.next()??;
    let alone = sure.all(|other| other == Some(one));
    (alone && seen[0].first && first == one).then_some(one)
}
