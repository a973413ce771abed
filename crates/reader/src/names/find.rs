//! Where names stand: the network's, those of the tables, and repetitions that both missed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use headwater_encoder::{Encoding, EntityTag};
use headwater_model::EntityKind;
use headwater_text::known::{self, Known};
use headwater_text::{Token, TokenKind, is_stopword, name_key};

use super::{Found, Words, outlets, people};
use crate::ground::{Ground, overlap};

/// Names found by the network and by the tables, without overlap, in text order.
pub(super) fn find(ground: &Ground<'_>, words: &Words, encoding: &Encoding) -> Vec<Found> {
    let by_table = known_names(ground.text, words);
    let mut kept = vec![true; by_table.len()];
    let mut found: Vec<Found> = Vec::new();
    for span in &encoding.entities {
        for (range, tag) in super::cut::pieces(ground.text, span.range.clone(), span.tag) {
            let first = by_table.partition_point(|one| one.range.end <= range.start);
            let end = by_table.partition_point(|one| one.range.start < range.end);
            let inside = first..end.max(first);
            if let Some(one) = of_network(
                ground.text,
                range,
                tag,
                span.probability,
                &by_table[inside.clone()],
            ) {
                kept[inside].fill(false);
                found.push(one);
            }
        }
    }
    let rest = by_table.into_iter().zip(kept);
    found.extend(rest.filter(|(_, kept)| *kept).map(|(one, _)| one));
    found.extend(outlets::by_form(ground));
    in_order(&mut found);
    super::cut::part_people(ground.text, &mut found);
    let addressed = addressed(ground.text, words);
    let new = titled(&addressed, &found);
    found.extend(new);
    in_order(&mut found);
    make_people(ground.text, &addressed, &mut found);
    let repeated = repeated(ground.text, words, &found);
    found.extend(repeated);
    in_order(&mut found);
    found
}

/// Sorts, and keeps of names that overlap the first.
fn in_order(found: &mut Vec<Found>) {
    found.sort_by_key(|one| (one.range.start, std::cmp::Reverse(one.range.end)));
    found.dedup_by(|next, before| overlap(&next.range, &before.range));
}

/// A span of the network, unless what the tables have in its place is better.
fn of_network(
    text: &str,
    range: Range<usize>,
    tag: EntityTag,
    sure: f32,
    by_table: &[Found],
) -> Option<Found> {
    let words = &text[range.clone()];
    let known = known::lookup(words);
    if !by_table.is_empty() {
        // A table's name wins where it is as long; else the network saw a longer name.
        let longer = (by_table.iter()).all(|one| one.range.len() < range.len());
        // "the Norse Lutheran Church": a thing with a name of its own, whatever its sort.
        let of_own = by_table.iter().all(|one| one.range.end < range.end);
        let takes = match tag {
            EntityTag::Person | EntityTag::Organisation => true,
            EntityTag::Other => of_own,
            EntityTag::Location => false,
        };
        let of_two = has_possessive(words);
        if !(longer && takes && sure > 0.5) || (of_two && known.is_none()) {
            return None;
        }
    }
    let kind = match (known, tag) {
        (Some(known), _) => known.kind,
        // "TRUMP JR." is no town.
        (None, _) if is_junior(words) => EntityKind::Person,
        (None, EntityTag::Person) => EntityKind::Person,
        (None, EntityTag::Organisation | EntityTag::Other)
            if outlets::is_outlet_like(text, &range) =>
        {
            EntityKind::Media
        }
        (None, EntityTag::Organisation) => EntityKind::Organisation,
        (None, EntityTag::Location) => EntityKind::Place,
        (None, EntityTag::Other) => EntityKind::Other,
    };
    Some(Found {
        range,
        kind,
        known,
        sure,
        acting: false,
    })
}

/// Whether a name ends as only people's do.
fn is_junior(words: &str) -> bool {
    let last = words.rsplit(' ').next().unwrap_or_default();
    let last = last.trim_end_matches('.');
    words.contains(' ') && (last.eq_ignore_ascii_case("jr") || last.eq_ignore_ascii_case("sr"))
}

/// "Russia’s Putin" names two.
fn has_possessive(words: &str) -> bool {
    ["’s ", "'s ", "s’ ", "s' ", "S’ ", "S' "]
        .iter()
        .any(|ending| words.contains(ending))
}

/// Longest runs of up to seven words that a table knows, and names that only context makes known
/// ("the North", once North Korea was named).
fn known_names(text: &str, words: &Words) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut named: Vec<&'static Known> = Vec::new();
    for tokens in words.sentences() {
        let mut at = 0;
        while at < tokens.len() {
            let starts_name = tokens[at].kind == TokenKind::Word
                && text[tokens[at].range.clone()].starts_with(char::is_uppercase);
            let mut next = at + 1;
            let first = &text[tokens[at].range.clone()];
            let may = starts_name && (known::may_begin(first) || begins_context(first, &named));
            if may && let Some((end, known)) = longest(text, &tokens[at..], &named) {
                if !known.context_aliases.is_empty() && !named.contains(&known) {
                    named.push(known);
                }
                next = at + end;
                found.push(Found {
                    range: tokens[at].range.start..tokens[next - 1].range.end,
                    kind: known.kind,
                    known: Some(known),
                    sure: 1.0,
                    acting: false,
                });
            }
            at = next;
        }
    }
    found
}

/// Whether a name that only context makes known may begin with the word.
fn begins_context(word: &str, named: &[&'static Known]) -> bool {
    let mut aliases = named.iter().flat_map(|known| &known.context_aliases);
    let bare = |alias: &'static str| alias.strip_prefix("the ").unwrap_or(alias);
    aliases.any(|alias| {
        bare(alias)
            .split(' ')
            .next()
            .is_some_and(|first| first.eq_ignore_ascii_case(word))
    })
}

/// The longest name that the words begin with, and how many words it has.
fn longest(
    text: &str,
    tokens: &[Token],
    named: &[&'static Known],
) -> Option<(usize, &'static Known)> {
    for end in (1..=7.min(tokens.len())).rev() {
        let words = &text[tokens[0].range.start..tokens[end - 1].range.end];
        let proper = words.ends_with(|c: char| c.is_alphanumeric() || c == '.');
        let last = text[tokens[end - 1].range.clone()]
            .starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        if !proper || !last {
            continue;
        }
        let known = known::lookup(words).or_else(|| {
            let key = name_key(words);
            named.iter().copied().find(|known| {
                let mut aliases = known.context_aliases.iter();
                aliases.any(|alias| name_key(alias) == key)
            })
        });
        if let Some(known) = known {
            return Some((end, known));
        }
    }
    None
}

/// What stands behind a form of address: "Mr. Trump", "Ms Ann Low".
fn addressed(text: &str, words: &Words) -> Vec<Range<usize>> {
    const FORMS: [&str; 5] = ["Mr", "Mrs", "Ms", "Miss", "Mx"];
    let mut all = Vec::new();
    for tokens in words.sentences() {
        let word = |at: usize| {
            tokens
                .get(at)
                .map_or("", |token| &text[token.range.clone()])
        };
        for at in (0..tokens.len()).filter(|at| FORMS.contains(&word(*at))) {
            let first = at + 1 + usize::from(word(at + 1) == ".");
            let is_name = |at: &usize| {
                let word = word(*at);
                word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase)
            };
            if let Some(last) = (first..first + 3).take_while(is_name).last() {
                all.push(tokens[first].range.start..tokens[last].range.end);
            }
        }
    }
    all
}

/// The people among them that neither network nor table saw.
fn titled(addressed: &[Range<usize>], found: &[Found]) -> Vec<Found> {
    let is_new = |range: &&Range<usize>| {
        let seen = found.partition_point(|one| one.range.end <= range.start);
        (found.get(seen)).is_none_or(|one| one.range.start >= range.end)
    };
    let new = addressed.iter().filter(is_new);
    new.map(|range| Found {
        range: range.clone(),
        kind: EntityKind::Person,
        known: None,
        sure: SURE,
        acting: false,
    })
    .collect()
}

/// Makes people of names of several words that the network took for some other thing where the text has "Mr" before
/// their first or last word: "Kim Jong-un", then "Mr. Kim".
fn make_people(text: &str, addressed: &[Range<usize>], found: &mut [Found]) {
    let surnames: BTreeSet<&str> = (addressed.iter())
        .map(|range| &text[range.clone()])
        .filter(|name| !name.contains(' '))
        .collect();
    let is_open = |one: &&mut Found| one.known.is_none() && one.kind == EntityKind::Other;
    for one in found.iter_mut().filter(is_open) {
        let name = &text[one.range.clone()];
        let (Some((first, _)), Some((_, last))) = (name.split_once(' '), name.rsplit_once(' '))
        else {
            continue;
        };
        // "Never Trump" is nobody, nor is "Trump Tower".
        let given_last = || {
            let parts = last.split_once('-');
            parts.is_some_and(|(_, rest)| rest.starts_with(char::is_lowercase))
        };
        if surnames.contains(last) && people::gender_of(name).is_some()
            || surnames.contains(first) && given_last()
        {
            one.kind = EntityKind::Person;
        }
    }
}

/// Names that stand in the text once more, word for word, where neither network nor table saw
/// them; of people also the last word of their full name.
fn repeated<'t>(text: &'t str, words: &Words, found: &[Found]) -> Vec<Found> {
    let mut by_first: BTreeMap<&str, Vec<Repeat<'t>>> = BTreeMap::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for one in found.iter().filter(|one| one.sure >= SURE) {
        let name = &text[one.range.clone()];
        if !seen.insert(name) || one.known.is_some() {
            continue;
        }
        let mut add = |name: &'t str, whole: bool| {
            if let Some(first) = name.split(' ').next() {
                let repeats = by_first.entry(first).or_default();
                if repeats.len() < MOST {
                    repeats.push(Repeat {
                        words: name,
                        kind: one.kind,
                        sure: one.sure,
                        whole,
                    });
                }
            }
        };
        add(name, true);
        if one.kind == EntityKind::Person
            && let Some(space) = name.rfind(' ')
        {
            add(&name[space + 1..], false);
        }
    }
    for repeats in by_first.values_mut() {
        repeats.sort_by_key(|one| std::cmp::Reverse(one.words.len()));
    }
    let small = words_in_small_letters(text, words, &by_first);
    let mut more = Vec::new();
    for tokens in words.sentences() {
        for (at, token) in tokens.iter().enumerate() {
            let first = &text[token.range.clone()];
            if !first.starts_with(char::is_uppercase) {
                continue;
            }
            let Some(repeats) = by_first.get(first) else {
                continue;
            };
            let start = token.range.start;
            let fits = repeats.iter().find(|one| {
                let end = start + one.words.len();
                text.get(start..end) == Some(one.words)
                    && !text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '-')
                    && (one.words.contains(' ')
                        || is_name_here(text, tokens, at, one.whole, &small))
            });
            if let Some(one) = fits {
                more.push(Found {
                    range: start..start + one.words.len(),
                    kind: one.kind,
                    known: None,
                    sure: one.sure / 2.0,
                    acting: false,
                });
            }
        }
    }
    // What was found stands before what is only repeated.
    more.retain(|one| {
        let at = found.partition_point(|other| other.range.end <= one.range.start);
        found
            .get(at)
            .is_none_or(|other| other.range.start >= one.range.end)
    });
    more
}

/// How sure the network must have been of a name that is looked for elsewhere.
const SURE: f32 = 0.6;

/// Most names that begin with one word and are looked for elsewhere.
const MOST: usize = 16;

/// A name that may stand in the text again.
struct Repeat<'a> {
    words: &'a str,
    kind: EntityKind,
    sure: f32,
    /// Whether it is a whole name, and not a part of one.
    whole: bool,
}

/// Whether a single word that is a name elsewhere is one here: no word that the text also has in
/// small letters, and a part of a name only within a sentence or behind a title.
fn is_name_here(
    text: &str,
    tokens: &[Token],
    at: usize,
    whole: bool,
    small: &BTreeSet<String>,
) -> bool {
    let word = &text[tokens[at].range.clone()];
    let lower = word.to_lowercase();
    let neighbour = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at))
            .map_or("", |token| &text[token.range.clone()])
    };
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let behind = neighbour(Some(at + 1));
    let before = neighbour(at.checked_sub(1));
    if word.chars().count() < 3 || is_stopword(&lower) || small.contains(&lower) {
        return false;
    }
    // Within a longer name it is a part of that.
    let title = matches!(before, "Mr" | "Mrs" | "Ms" | "Dr" | "." | "Miss")
        || (capital(before) && people::noun(before).is(people::Noun::PERSON));
    !capital(behind)
        && (whole || title || at > 0)
        && (title || !capital(before) || (at == 1 && is_stopword(before)))
}

/// Which of the first words stand in the text in small letters, too.
fn words_in_small_letters(
    text: &str,
    words: &Words,
    names: &BTreeMap<&str, Vec<Repeat<'_>>>,
) -> BTreeSet<String> {
    let wanted: BTreeSet<String> = names.keys().map(|word| word.to_lowercase()).collect();
    words
        .sentences()
        .flatten()
        .map(|token| &text[token.range.clone()])
        .filter(|word| wanted.contains(*word))
        .map(str::to_owned)
        .collect()
}
