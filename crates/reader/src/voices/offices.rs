//! Who heads or represents a body: "Port Line CEO Ann Low", "Tom Roe, Utopia’s ambassador to Peru".

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use headwater_model::{EntityKind, VoiceKind};

use super::Voices;
use super::nouns::head_kind;
use crate::ground::{Ground, floor_char};
use crate::names::{Mention, Names, is_somebody};

/// Offices whose holder speaks as the body, in small letters; of a longer one before the shorter that it holds.
const OFFICES: [&str; 22] = [
    "chief executive officer",
    "chief executive",
    "ceo",
    "c.e.o.",
    "ambassador",
    "managing director",
    "executive director",
    "legal director",
    "policy director",
    "communications director",
    "deputy director",
    "director",
    "secretary-general",
    "secretary general",
    "general counsel",
    "general secretary",
    "president",
    "chairman",
    "chairwoman",
    "head",
    "lawyer",
    "attorney",
];
/// Those of them that a business has: without a body's name, of the only one named near.
const OF_BUSINESS: [&str; 7] = [
    "chief executive officer",
    "chief executive",
    "ceo",
    "c.e.o.",
    "managing director",
    "chairman",
    "chairwoman",
];
/// Most names before an office that are looked through for its body.
const NEAREST: usize = 50;
/// Most bytes beside a name that an office stands in.
const BESIDE: usize = 80;

/// The bodies that people head or represent, by index of the person's entity: only where the report names one
/// body for them.
pub(super) fn find(ground: &Ground<'_>, names: &Names) -> BTreeMap<usize, usize> {
    let mut held: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for sentence in &ground.sentences {
        let words = ground.text[sentence.range.clone()].to_ascii_lowercase();
        if !OFFICES.iter().any(|office| words.contains(office)) {
            continue;
        }
        for person in names.inside(&sentence.range) {
            if names.kind(person) != EntityKind::Person {
                continue;
            }
            let body = before(ground, names, &sentence.range, person)
                .or_else(|| behind(ground, names, &sentence.range, person));
            if let Some(body) = body {
                held.entry(person.entity).or_default().insert(body);
            }
        }
    }
    (held.into_iter())
        .filter_map(|(person, bodies)| match bodies.len() {
            1 => bodies.first().map(|body| (person, *body)),
            _ => None,
        })
        .collect()
}

/// Whether a name can be that of a body with such an office. A party's name beside an office is an adjective, and
/// which of many chambers "the Senate" is stays open.
fn is_body(names: &Names, mention: &Mention) -> bool {
    const OPEN: [&str; 7] = [
        "Republican",
        "Democratic",
        "Democrat",
        "Republicans",
        "Senate",
        "House",
        "Congress",
    ];
    let entity = &names.entities[mention.entity];
    let name = entity.name.rsplit(' ').next().unwrap_or_default();
    matches!(
        entity.kind,
        EntityKind::Organisation | EntityKind::Media | EntityKind::Other
    ) && !OPEN.contains(&name)
}

/// Whether a name ends its phrase: "of the Port Line, said", and not "of the Port Line crew".
fn is_whole(text: &str, mention: &Mention) -> bool {
    const ENDS: [&str; 10] = [
        "and", "in", "at", "who", "said", "says", "told", "since", "has", "was",
    ];
    let behind = &text[mention.range.end..];
    match behind.strip_prefix(' ') {
        Some(rest) => {
            let word = rest.split(|c: char| !c.is_alphanumeric()).next();
            word.is_some_and(|word| ENDS.contains(&word))
        }
        None => !behind.starts_with(['-', '’', '\'']),
    }
}

/// Whether a name can be that of whom an ambassador speaks for.
fn is_state(names: &Names, mention: &Mention) -> bool {
    names.kind(mention) == EntityKind::Country
}

/// "Port Line CEO Ann Low", "the British ambassador to Peru, Ann Low".
fn before(
    ground: &Ground<'_>,
    names: &Names,
    sentence: &Range<usize>,
    person: &Mention,
) -> Option<usize> {
    let text = ground.text;
    let from = floor_char(text, person.range.start.saturating_sub(BESIDE)).max(sentence.start);
    let lead = text.get(from..person.range.start)?.to_ascii_lowercase();
    let (at, office) = OFFICES
        .iter()
        .filter_map(|office| lead.rfind(office).map(|at| (at, *office)))
        .max_by_key(|(at, office)| (at + office.len(), office.len()))?;
    let between = lead[at + office.len()..].trim();
    let close = between.is_empty() || between == "," || between == "and founder";
    let sent = between.starts_with("to ")
        && !between.contains(['.', '"', '“'])
        && between.matches(',').count() <= 1;
    let fits_between = close || office == "ambassador" && sent;
    if !fits_between {
        return None;
    }
    let earlier = lead[..at].trim_end();
    let bare = earlier.ends_with([',', '”', '"']) || earlier.is_empty() && from == sentence.start;
    if close && bare && OF_BUSINESS.contains(&office) {
        return only_body_near(ground, names, from + at);
    }
    let mention = names.before(from + at).next()?;
    let link = text.get(mention.range.end..from + at)?.trim();
    let joined = [
        "",
        "’s",
        "'s",
        "’",
        "'",
        "founder and",
        "co-founder and",
        "chairman and",
        "president and",
    ]
    .contains(&link);
    let fits = match office {
        "ambassador" => is_state(names, mention),
        // "Port Line lawyer Ann Low" may speak for herself.
        "lawyer" | "attorney" | "head" => false,
        _ => is_body(names, mention),
    };
    // "Former Harbour Agency director Ann Low" speaks for herself.
    let earlier = text.get(sentence.start..mention.range.start)?.trim_end();
    let past = ["former", "Former", "ex-", "onetime", "then-"]
        .iter()
        .any(|word| earlier.ends_with(word));
    (joined && fits && !past).then_some(mention.entity)
}

/// The only body that is named in the sentence up to the byte and in the one before: "The Port Line closed. “We will
/// not come back,” chief executive Ann Low said".
fn only_body_near(ground: &Ground<'_>, names: &Names, at: usize) -> Option<usize> {
    let here = ground.sentence_at(at)?;
    let first = &ground.sentences[here.saturating_sub(1)];
    let mut bodies = (names.before(at))
        .take_while(|one| one.range.start >= first.range.start)
        .take(NEAREST)
        .filter(|one| is_body(names, one) && names.kind(one) == EntityKind::Organisation);
    let body = bodies.next()?.entity;
    bodies.all(|one| one.entity == body).then_some(body)
}

/// "Ann Low, chief executive of the Port Line,", "Ann Low, Utopia’s ambassador to Peru".
fn behind(
    ground: &Ground<'_>,
    names: &Names,
    sentence: &Range<usize>,
    person: &Mention,
) -> Option<usize> {
    let text = ground.text;
    let rest =
        text.get(person.range.end..floor_char(text, sentence.end.min(person.range.end + BESIDE)))?;
    let inner = rest.strip_prefix(", ")?;
    let mut at = person.range.end + ", ".len();
    for article in ["the ", "an ", "a "] {
        if inner.starts_with(article) {
            at += article.len();
            break;
        }
    }
    if let Some(body) = names.at(at).filter(|one| is_body(names, one)) {
        let office = text.get(body.range.end..sentence.end)?;
        let office = office
            .trim_start_matches(['’', '\'', 's', ' '])
            .to_ascii_lowercase();
        return OFFICES
            .iter()
            .any(|one| office.starts_with(one))
            .then_some(body.entity);
    }
    let lower = text.get(at..sentence.end)?.to_ascii_lowercase();
    let office = OFFICES.iter().find(|one| lower.starts_with(**one))?;
    let tail = &lower[office.len()..];
    let link = [
        " of the ",
        " of ",
        " at the ",
        " at ",
        " for the ",
        " for ",
        " with the ",
        " with ",
    ]
    .iter()
    .find(|link| tail.starts_with(**link))?;
    let body = names.at(at + office.len() + link.len())?;
    (is_body(names, body) && is_whole(text, body)).then_some(body.entity)
}

impl Voices<'_> {
    /// The name of the body that a person heads or represents.
    pub(super) fn body_of_office(&self, person: usize) -> Option<String> {
        let body = self.offices.get(&person)?;
        Some(self.names.entities[*body].name.clone())
    }

    /// "The Port Line’s CEO": the one person whom the report gives that office.
    pub(super) fn holder(&self, range: &Range<usize>) -> Option<&Mention> {
        let words = self.ground.text[range.clone()].to_ascii_lowercase();
        OFFICES.iter().find(|office| words.ends_with(**office))?;
        let body = self.names.inside(range).last()?;
        let mut holders = (self.offices.iter()).filter(|(_, of)| **of == body.entity);
        let (person, _) = holders.next()?;
        let one = holders.next().is_none();
        let mut mentions = self.names.mentions.iter();
        mentions.find(|mention| one && mention.entity == *person)
    }

    /// "London’s mayor", with "Ann Low" right behind: the network left the name out.
    pub(super) fn apposed(&self, range: &Range<usize>) -> Option<&Mention> {
        let text = self.ground.text;
        let words = &text[range.clone()];
        let one = head_kind(words) == Some(VoiceKind::UnnamedOfficial) && is_somebody(words);
        let gap = text.get(range.end..)?;
        if !one || !gap.starts_with(", ") {
            return None;
        }
        let person = self.names.at(range.end + ", ".len())?;
        let closed = text.get(person.range.end..)?.starts_with([',', '.']);
        (closed && self.names.kind(person) == EntityKind::Person).then_some(person)
    }
}
