//! What a report tells of its people and bodies: titles, trades, "Mr" and "Ms".

use headwater_model::EntityKind;
use headwater_text::known;

use super::{HOLDERS, Search};
use crate::names::Words;
use crate::names::people::{Noun, gender_of, noun, title_gender};

impl Search<'_> {
    /// Gathers what titles and given names tell about the people of the report.
    pub(super) fn learn(&mut self, words: &Words) {
        for (index, entity) in self.names.entities.iter().enumerate() {
            if matches!(entity.kind, EntityKind::Organisation | EntityKind::Media) {
                let words = entity.name.split(' ');
                let words = words.filter(|word| word.starts_with(char::is_uppercase));
                let outlet = (entity.kind == EntityKind::Media).then(String::new);
                for word in words.map(str::to_lowercase).chain(outlet) {
                    let held = self.bodies.entry(word).or_default();
                    if held.len() < 2 && held.last() != Some(&index) {
                        held.push(index);
                    }
                }
            }
        }
        let text = self.ground.text;
        let mut titled: Vec<(String, usize, Option<&'static str>)> = Vec::new();
        for (sentence, tokens) in words.sentences().enumerate() {
            let of = self.names.inside(&self.ground.sentences[sentence].range);
            for mention in of
                .iter()
                .filter(|one| self.names.kind(one) == EntityKind::Person)
            {
                let name = &self.names.entities[mention.entity].name;
                let start = tokens.partition_point(|token| token.range.end <= mention.range.start);
                let end = tokens.partition_point(|token| token.range.start < mention.range.end);
                let word = |at: usize| {
                    tokens
                        .get(at)
                        .map_or("", |token| &text[token.range.clone()])
                };
                let before = start.checked_sub(1).map_or("", word);
                let before = match (before, start.checked_sub(2)) {
                    (".", Some(at)) => word(at),
                    _ => before,
                };
                if let Some(gender) = title_gender(before).or_else(|| gender_of(name)) {
                    self.gender.entry(mention.entity).or_insert(gender);
                }
                let short = [before, word(start)].into_iter().flat_map(spelt_out);
                titled.extend(short.map(|title| ((*title).to_owned(), mention.entity, None)));
                // "Defence Minister Ana Ruiz", and "Ana Ruiz, the defence minister,".
                let from = start.saturating_sub(4);
                let lead = (from..start).map(word);
                let title: Vec<&str> = title_in(text, tokens, start, end);
                let behind = apposition(text, tokens, end);
                let country = lead
                    .chain(behind.iter().copied())
                    .find_map(|word| {
                        known::lookup(word).filter(|one| one.kind == EntityKind::Country)
                    })
                    .map(|one| one.id);
                for part in [title, behind] {
                    for (at, word) in part.iter().enumerate() {
                        if !noun(word).is(Noun::PERSON) {
                            continue;
                        }
                        titled.push((word.to_lowercase(), mention.entity, country));
                        if let Some(first) = at.checked_sub(1).map(|at| part[at]) {
                            let both = format!("{first} {word}").to_lowercase();
                            titled.push((both, mention.entity, country));
                        }
                        if let Some(gender) = noun(word).gender() {
                            self.gender.entry(mention.entity).or_insert(gender);
                        }
                    }
                }
            }
        }
        for (title, entity, country) in titled {
            let held = self.titles.entry(title).or_default();
            if held.len() < HOLDERS && !held.iter().any(|(other, _)| *other == entity) {
                held.push((entity, country));
            }
        }
    }
}

/// Nouns by which a report means whom it calls by a title cut short: "Sen. Ann Low", then "the senator".
fn spelt_out(title: &str) -> &'static [&'static str] {
    match title.trim_end_matches('.') {
        "Rep" => &["representative", "congressman", "congresswoman", "lawmaker"],
        "Sen" => &["senator", "lawmaker"],
        "Gov" => &["governor"],
        "Gen" => &["general"],
        "Col" => &["colonel"],
        "Capt" => &["captain"],
        "Lt" => &["lieutenant"],
        "Prof" => &["professor"],
        "Dr" => &["doctor"],
        _ => &[],
    }
}

/// The words with a small letter or a capital that stand as title before a name, and the name's
/// own first words that are one ("President Ann Low").
fn title_in<'t>(
    text: &'t str,
    tokens: &[headwater_text::Token],
    start: usize,
    end: usize,
) -> Vec<&'t str> {
    let word = |at: usize| &text[tokens[at].range.clone()];
    let mut from = start;
    while from > start.saturating_sub(3) && from > 0 && noun_like(word(from - 1)) {
        from -= 1;
    }
    let mut until = start;
    while until < end && noun(word(until)).is(Noun::PERSON) {
        until += 1;
    }
    (from..until).map(word).collect()
}

fn noun_like(word: &str) -> bool {
    word.starts_with(char::is_alphabetic)
        && !matches!(
            word,
            "and" | "of" | "the" | "to" | "with" | "by" | "that" | "said" | "for" | "from" | "as"
        )
}

/// The words between the comma behind a name and the next one, where they are a short phrase:
/// ", the defence minister,".
fn apposition<'t>(text: &'t str, tokens: &[headwater_text::Token], end: usize) -> Vec<&'t str> {
    let word = |at: usize| {
        tokens
            .get(at)
            .map_or("", |token| &text[token.range.clone()])
    };
    if word(end) != ","
        || !matches!(
            word(end + 1),
            "the" | "a" | "an" | "then" | "its" | "his" | "her"
        )
    {
        return Vec::new();
    }
    let words: Vec<&str> = (end + 2..end + 12).map(word).collect();
    let stop = words.iter().position(|word| {
        matches!(
            *word,
            "," | "."
                | ";"
                | "("
                | ""
                | "of"
                | "for"
                | "at"
                | "in"
                | "from"
                | "on"
                | "with"
                | "who"
                | "whose"
                | "and"
                | "to"
        )
    });
    let phrase = &words[..stop.unwrap_or(0)];
    // "Ann Low, an official told the radio": a sentence goes on.
    match phrase.last() {
        Some(last) if noun(last).is_any() => phrase.to_vec(),
        _ => Vec::new(),
    }
}
