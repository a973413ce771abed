//! Who and what a report names: mentions, and which of them are the same.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use headwater_encoder::{Encoding, EntityTag};
use headwater_model::{Entity, EntityKind, Span, Voice, VoiceKind};
use headwater_text::known::{self, Known};
use headwater_text::{TokenKind, name_key, words};
use regex::Regex;

use crate::ground::{Ground, floor_char, overlap};
use crate::pattern::pattern;

/// A name in the text and the entity that it means.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub range: Range<usize>,
    /// Index into [`Names::entities`].
    pub entity: usize,
}

/// All names of a report.
pub(crate) struct Names {
    pub entities: Vec<Entity>,
    /// In text order, without overlap.
    pub mentions: Vec<Mention>,
}

/// How many names back "the paper" or "she" can point.
const REMEMBERED: usize = 200;

/// Names of outlets that no table knows end like this.
static OUTLET_LIKE: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"^(?:the\s+)?(?:{OUTLET_LIKE_NAME})$")));
const OUTLET_LIKE_NAME: &str = r"(?:\p{Lu}[\w&’'.-]*\s+){1,4}(?:Times|Post|News|Tribune|Gazette|Herald|Courier|Journal|Chronicle|Observer|Telegraph|Mail|Mirror|Standard|Register|Dispatch|Examiner|Bulletin|Daily|Weekly|Radio|TV|Television|Broadcasting|News Agency|Press Agency|Inquirer|Sentinel|Globe|Review|Ledger|Argus|Advertiser|Echo|Monitor|Kurier|Zeitung|Nachrichten|Gazeta|Shimbun)|(?:Radio|Television|Televisión|Telewizja|Canal|Channel|Agence|Agencia|Agenzia|Diario|Daily|Kanal)\s+\p{Lu}?[\w’'.-]+";
/// Where words came through somebody: what follows is an outlet, be its name known or not.
static THROUGH: LazyLock<Regex> = LazyLock::new(|| {
    const SLOT: &str = r"(?:[Qq]uoted|[Cc]ited|[Ii]nterviewed)(?: as saying)? (?:by|on)|(?:first reported|(?:re)?published|broadcast|aired|relayed|carried) by|[Ii]nterview(?:ed)? (?:\p{L}+ ){0,3}?(?:with|broadcast by|published by)|remarks to";
    pattern(&format!(r"\b(?:{SLOT}|{OUTLET_NOUN}) (?:the )?({NAME})"))
});
/// A title within a sentence: "told The National".
static TITLED: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"\b(?:told|informed|by|with) (The {NAME})")));
const NAME: &str = r"\p{Lu}[\w’'&-]+(?: (?:(?:of|de|del|della|der|la|al) )?\p{Lu}[\w’'&-]+){0,3}";
static NO_NAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s+(?:network|station|channel|show|series|programme|program|broadcaster|audience)\b",
    )
});
static TOLD_LIKE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:told|to|by|in|from|The|the)\s+(?:[Tt]he\s+)?({OUTLET_LIKE_NAME})\b"
    ))
});
/// What an outlet is, before its name.
const OUTLET_NOUN: &str = "newspaper|daily|weekly|monthly|broadcaster|news agency|agency|news service|site|website|outlet|portal|channel|network|station|magazine|tabloid|podcast|blog|quarterly|periodical";
/// Words before a name that only an outlet's name follows.
static OUTLET_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)(?:\b(?:quoted|cited|interviewed)(?: as saying)? (?:by|on)|\b(?:first reported|(?:re)?published|broadcast|aired|relayed|carried) (?:by|in)|\binterview(?:ed)? (?:\p{{L}}+ ){{0,3}}?(?:with|by)|\b(?:{OUTLET_NOUN})) (?:the )?$"
    ))
});
/// Words behind a name that only an outlet's name precedes.
static OUTLET_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^(?:,? (?:an?|the) (?:[\p{L}-]+ ){0,3}?(?:newspaper|daily|weekly|broadcaster|news agency|news site|news outlet|news website|tabloid|television channel|radio station)\b",
        r"|(?: newspaper| news agency| television| radio| magazine)\b",
        r"|(?:’s|'s)? (?:has |had |also )?(?:quoted|cited) [^.;“”]{2,120}? as (?:saying|telling)\b",
        r"|,? (?:reported|said|reports|says)\b[^.;“”]{0,60}?, (?:citing|quoting)\b",
        r"|, (?:which|itself|in turn)? ?(?:citing|quoting|cited|quoted|attributed)\b)",
    ))
});
static ACRONYM_AFTER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\s*\(\s*([A-Z][A-Za-z]{1,7})\s*[,)]"));
static LOCATIVE_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:in|to|from|at|near|around|outside|through|towards?|into|across|of|via|leave|leaving|left|visit|visiting|visited|reach|reached)\s+(?:the\s+)?$",
    )
});

/// A name before it is known whom it means.
struct Found {
    range: Range<usize>,
    kind: EntityKind,
    known: Option<&'static Known>,
    /// How sure the network was of the kind.
    sure: f32,
}

impl Names {
    /// Finds the names of a report and joins those that mean the same.
    pub fn of(ground: &Ground<'_>, encoding: &Encoding) -> Self {
        let found = find(ground, encoding);
        let keys = joined_keys(ground.text, &found);
        let kinds = voted(&found, &keys);
        let mut names = Self {
            entities: Vec::new(),
            mentions: Vec::new(),
        };
        let mut by_id: BTreeMap<String, usize> = BTreeMap::new();
        for (one, key) in found.iter().zip(&keys) {
            let words = &ground.text[one.range.clone()];
            let (id, name, kind) = match one.known {
                Some(known) => (known.id.to_owned(), known.name.to_owned(), known.kind),
                None if key.is_empty() => continue,
                None => (
                    format!("local:{}", key.replace(' ', "-")),
                    clean(words),
                    kinds.get(key.as_str()).copied().unwrap_or(one.kind),
                ),
            };
            let span = Span::cut(ground.text, one.range.clone()).expect("cut at word ends");
            let entity = *by_id.entry(id.clone()).or_insert_with(|| {
                names.entities.push(Entity {
                    id,
                    name: name.clone(),
                    kind,
                    mentions: Vec::new(),
                });
                names.entities.len() - 1
            });
            let held = &mut names.entities[entity];
            if one.known.is_none() && name.split(' ').count() > held.name.split(' ').count() {
                held.name = name;
            }
            held.mentions.push(span);
            names.mentions.push(Mention {
                range: one.range.clone(),
                entity,
            });
        }
        names.take_outlets(ground.text);
        names
    }

    /// Bodies that stand where only an outlet stands ("quoted by …", "…, the newspaper") are
    /// outlets, also where no table has them.
    fn take_outlets(&mut self, text: &str) {
        let of_outlet = |mention: &Mention, is_place: bool| {
            let lead = &text[..mention.range.start];
            let lead = &lead[floor_char(lead, lead.len().saturating_sub(60))..];
            let tail = &text[mention.range.end..];
            let tail = &tail[..floor_char(tail, 180)];
            OUTLET_AFTER.is_match(lead) || (!is_place && OUTLET_BEFORE.is_match(tail))
        };
        for mention in &self.mentions {
            let entity = &mut self.entities[mention.entity];
            let open = !NO_NAME.is_match(&text[mention.range.end..])
                && entity.id.starts_with("local:")
                && matches!(
                    entity.kind,
                    EntityKind::Organisation | EntityKind::Other | EntityKind::Place
                );
            if open && of_outlet(mention, entity.kind == EntityKind::Place) {
                entity.kind = EntityKind::Media;
            }
        }
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

    pub fn kind(&self, mention: &Mention) -> EntityKind {
        self.entities[mention.entity].kind
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

/// A key for each name, the same for names that mean the same: a single word that is the last, or
/// the first, word of a person's full name anywhere in the report takes that name's key.
fn joined_keys(text: &str, found: &[Found]) -> Vec<String> {
    let keys: Vec<String> = found
        .iter()
        .map(|one| name_key(&text[one.range.clone()]))
        .collect();
    let mut last: BTreeMap<&str, &str> = BTreeMap::new();
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    for (one, key) in found.iter().zip(&keys) {
        if one.known.is_none()
            && one.kind == EntityKind::Person
            && let (Some((head, _)), Some((_, tail))) = (key.split_once(' '), key.rsplit_once(' '))
        {
            last.entry(tail).or_insert(key);
            first.entry(head).or_insert(key);
        }
    }
    keys.iter()
        .map(|key| {
            last.get(key.as_str())
                .or_else(|| first.get(key.as_str()))
                .map_or(key.clone(), |full| (*full).to_owned())
        })
        .collect()
}

/// For each key the kind that the network was surest of over all mentions of the name.
fn voted<'k>(found: &[Found], keys: &'k [String]) -> BTreeMap<&'k str, EntityKind> {
    let mut votes: BTreeMap<&str, BTreeMap<EntityKind, f32>> = BTreeMap::new();
    for (one, key) in found
        .iter()
        .zip(keys)
        .filter(|(one, _)| one.known.is_none())
    {
        *votes.entry(key).or_default().entry(one.kind).or_default() += one.sure;
    }
    let most = |votes: BTreeMap<EntityKind, f32>| {
        let best = votes
            .into_iter()
            .reduce(|best, next| if next.1 > best.1 { next } else { best });
        best.map_or(EntityKind::Other, |(kind, _)| kind)
    };
    votes
        .into_iter()
        .map(|(key, votes)| (key, most(votes)))
        .collect()
}

/// A name without title and without what only its place in the sentence adds.
fn clean(words: &str) -> String {
    static TITLE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:Mr|Mrs|Ms|Mx|Dr|Sir|Lord|Lady|President|Prime Minister|Minister|Senator|Sen|Rep|Gov|Governor|Gen|General|Col|Judge)\.?\s+(\p{Lu})",
        )
    });
    let one_line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let one_line = TITLE.replace(&one_line, "$1");
    one_line
        .trim_end_matches("’s")
        .trim_end_matches("'s")
        .to_owned()
}

/// Names found by the network and by the tables, without overlap, in text order.
fn find(ground: &Ground<'_>, encoding: &Encoding) -> Vec<Found> {
    let text = ground.text;
    let by_table = known_names(ground);
    let mut kept = vec![true; by_table.len()];
    let mut found: Vec<Found> = Vec::new();
    for span in &encoding.entities {
        let first = by_table.partition_point(|one| one.range.end <= span.range.start);
        let end = by_table.partition_point(|one| one.range.start < span.range.end);
        if first < end {
            // A table's name wins where it is as long; else the network saw a longer name.
            let longer = by_table[first..end]
                .iter()
                .all(|one| one.range.len() < span.range.len());
            let of_people = matches!(span.tag, EntityTag::Person | EntityTag::Organisation);
            let of_two = has_possessive(&text[span.range.clone()]);
            let known = known::lookup(&text[span.range.clone()]).is_some();
            if !(longer && of_people && span.probability > 0.5) || (of_two && !known) {
                continue;
            }
            kept[first..end].fill(false);
        }
        let words = &text[span.range.clone()];
        let known = known::lookup(words);
        let kind = match (known, span.tag) {
            (Some(known), _) => known.kind,
            (None, EntityTag::Person) => EntityKind::Person,
            (None, EntityTag::Organisation | EntityTag::Other)
                if OUTLET_LIKE.is_match(words) && !NO_NAME.is_match(&text[span.range.end..]) =>
            {
                EntityKind::Media
            }
            (None, EntityTag::Organisation) => EntityKind::Organisation,
            (None, EntityTag::Location) => EntityKind::Place,
            (None, EntityTag::Other) => EntityKind::Other,
        };
        found.push(Found {
            range: span.range.clone(),
            kind,
            known,
            sure: span.probability,
        });
    }
    found.extend(
        by_table
            .into_iter()
            .zip(kept)
            .filter(|(_, kept)| *kept)
            .map(|(one, _)| one),
    );
    found.extend(outlets_by_form(ground));
    found.sort_by_key(|one| (one.range.start, std::cmp::Reverse(one.range.end)));
    found.dedup_by(|next, before| overlap(&next.range, &before.range));
    for one in &mut found {
        act(text, one);
    }
    with_acronyms(text, found)
}

/// Names that are outlets by their own form ("the Evening Ledger") or by that of the sentence.
/// Where the network or a table has a name in their place, theirs stands.
fn outlets_by_form(ground: &Ground<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for sentence in &ground.sentences {
        let words = &ground.text[sentence.range.clone()];
        let names = [&*THROUGH, &*TITLED, &*TOLD_LIKE]
            .into_iter()
            .flat_map(|form| form.captures_iter(words));
        for name in names.filter_map(|captures| captures.get(1)) {
            // "the US TV network CBS": what it is, not what it is called.
            if NO_NAME.is_match(&words[name.end()..]) {
                continue;
            }
            found.push(Found {
                range: sentence.range.start + name.start()..sentence.range.start + name.end(),
                kind: EntityKind::Media,
                known: known::lookup(name.as_str()),
                sure: 0.5,
            });
        }
    }
    found
}

/// "Russia’s Putin" names two.
fn has_possessive(words: &str) -> bool {
    words.contains("’s ") || words.contains("'s ")
}

/// A capital that acts is its government; one that somebody travels to is a place.
fn act(text: &str, one: &mut Found) {
    let Some(known) = one.known else { return };
    if !known.metonym || known.kind != EntityKind::Place {
        return;
    }
    let before = &text[..one.range.start];
    let before = &before[floor_char(before, before.len().saturating_sub(24))..];
    if !LOCATIVE_BEFORE.is_match(before)
        && let Some(parent) = known.parent.and_then(known::by_id)
    {
        one.known = Some(parent);
        one.kind = parent.kind;
    }
}

/// Longest runs of up to six words that a table knows, and names that only context makes known
/// ("the North", once North Korea was named).
fn known_names(ground: &Ground<'_>) -> Vec<Found> {
    let text = ground.text;
    let mut found: Vec<Found> = Vec::new();
    let mut named: Vec<&'static Known> = Vec::new();
    for sentence in &ground.sentences {
        let tokens = words(text, sentence.range.clone());
        let mut at = 0;
        while at < tokens.len() {
            let starts_name = tokens[at].kind == TokenKind::Word
                && text[tokens[at].range.clone()].starts_with(char::is_uppercase);
            let mut next = at + 1;
            if starts_name {
                for end in (at + 1..=(at + 7).min(tokens.len())).rev() {
                    let range = tokens[at].range.start..tokens[end - 1].range.end;
                    let words = &text[range.clone()];
                    let proper = words.ends_with(|c: char| c.is_alphanumeric() || c == '.');
                    let last = text[tokens[end - 1].range.clone()]
                        .starts_with(|c: char| c.is_uppercase() || c.is_numeric());
                    if !proper || !last {
                        continue;
                    }
                    let known = known::lookup(words).or_else(|| {
                        named.iter().copied().find(|known| {
                            known
                                .context_aliases
                                .iter()
                                .any(|alias| name_key(alias) == name_key(words))
                        })
                    });
                    if let Some(known) = known {
                        if !named.contains(&known) {
                            named.push(known);
                        }
                        found.push(Found {
                            range,
                            kind: known.kind,
                            known: Some(known),
                            sure: 1.0,
                        });
                        next = end;
                        break;
                    }
                }
            }
            at = next;
        }
    }
    found
}

/// "National Security Council (NSC)": the letters in brackets, and the same letters later, mean
/// what stands before them.
fn with_acronyms(text: &str, mut found: Vec<Found>) -> Vec<Found> {
    let mut introduced: Vec<(String, usize)> = Vec::new();
    for (index, one) in found.iter().enumerate() {
        if let Some(letters) = ACRONYM_AFTER
            .captures(&text[one.range.end..])
            .and_then(|found| found.get(1))
        {
            let initials: String = text[one.range.clone()]
                .split_whitespace()
                .filter_map(|word| word.chars().find(|c| c.is_uppercase()))
                .collect();
            if letters.as_str().chars().all(|letter| {
                initials
                    .to_uppercase()
                    .contains(letter.to_ascii_uppercase())
            }) {
                introduced.push((letters.as_str().to_owned(), index));
            }
        }
    }
    for (letters, meant) in introduced {
        let (known, kind) = (found[meant].known, found[meant].kind);
        let full = name_key(&text[found[meant].range.clone()]);
        let Some(known) = known.or_else(|| known::lookup(&full)) else {
            continue;
        };
        for one in &mut found {
            if text[one.range.clone()] == letters {
                one.known = Some(known);
                one.kind = kind;
            }
        }
    }
    found
}
