//! Named entities against CoNLL: the same span and the same kind.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use headwater::{Weights, side_by_side};
use headwater_encoder::{Encoder, EntitySpan, EntityTag, Passage};
use serde::Deserialize;

use crate::corpus;
use crate::scores::Tally;
use crate::table::tallies;

#[derive(Deserialize)]
struct Sentence {
    doc: serde_json::Value,
    tokens: Vec<String>,
    tags: Vec<String>,
}

/// Kind, first byte, one past the last.
type Entity = (EntityTag, usize, usize);

/// The sentences of one document as one text.
struct Document {
    text: String,
    passages: Vec<Passage>,
    entities: BTreeSet<Entity>,
}

const KINDS: [(EntityTag, &str); 4] = [
    (EntityTag::Person, "PER"),
    (EntityTag::Organisation, "ORG"),
    (EntityTag::Location, "LOC"),
    (EntityTag::Other, "MISC"),
];

/// Encodes the documents and compares.
pub fn run(
    path: &Path,
    limit: Option<usize>,
    reader: Weights,
    json: bool,
) -> Result<String, String> {
    let sentences: Vec<Sentence> = corpus::lines(path, limit)?;
    let documents: Vec<Document> = (sentences.chunk_by(|one, next| one.doc == next.doc))
        .map(document)
        .collect();
    let encoder = Encoder::embedded(reader).map_err(|error| error.to_string())?;
    let found = side_by_side(None, documents.iter().collect(), &|document: &Document| {
        let encoding = encoder.encode(&document.text, &document.passages);
        let entities = encoding.map_err(|error| error.to_string())?.entities;
        let entity = |found: EntitySpan| (found.tag, found.range.start, found.range.end);
        Ok(entities.into_iter().map(entity).collect())
    });
    let found: Result<Vec<BTreeSet<Entity>>, String> = found
        .map_err(|error| error.to_string())?
        .into_iter()
        .collect();
    let mut by_kind: BTreeMap<EntityTag, Tally> = BTreeMap::new();
    for (ours, document) in found?.iter().zip(&documents) {
        for (kind, _) in KINDS {
            let of = |set: &BTreeSet<Entity>| -> BTreeSet<Entity> {
                set.iter()
                    .filter(|entity| entity.0 == kind)
                    .copied()
                    .collect()
            };
            let tally = Tally::of(&of(ours), &of(&document.entities));
            by_kind.entry(kind).or_default().add(tally);
        }
    }
    // A kind that the corpus does not mark is not counted.
    by_kind.retain(|_, tally| tally.gold > 0);
    let mut all = Tally::default();
    by_kind.values().for_each(|tally| all.add(*tally));
    let named = KINDS
        .iter()
        .filter_map(|(kind, name)| Some((*name, *by_kind.get(kind)?)));
    let rows: Vec<(&str, Tally)> = named.chain([("all", all)]).collect();
    let title = format!("Entities, exact: {} sentences", sentences.len());
    tallies(&title, &rows, json)
}

fn document(sentences: &[Sentence]) -> Document {
    let mut document = Document {
        text: String::new(),
        passages: Vec::new(),
        entities: BTreeSet::new(),
    };
    for sentence in sentences {
        let start = document.text.len();
        let mut open: Option<Entity> = None;
        for (token, tag) in sentence.tokens.iter().zip(&sentence.tags) {
            if document.text.len() > start {
                document.text.push(' ');
            }
            let token_start = document.text.len();
            document.text.push_str(token);
            let (place, kind) = match tag.split_once('-') {
                Some((place, kind)) => (place, kind_of(kind)),
                None => ("O", None),
            };
            if place == "I"
                && let Some(entity) = &mut open
                && Some(entity.0) == kind
            {
                entity.2 = document.text.len();
                continue;
            }
            document.entities.extend(open.take());
            open = kind.map(|kind| (kind, token_start, document.text.len()));
        }
        document.entities.extend(open);
        document.passages.push(Passage {
            range: start..document.text.len(),
            headline: false,
        });
        document.text.push('\n');
    }
    document
}

fn kind_of(name: &str) -> Option<EntityTag> {
    let kind = KINDS.iter().find(|(_, kind)| *kind == name);
    kind.map(|(kind, _)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_become_spans_of_the_joined_tokens() {
        let words = |words: &str| words.split(' ').map(str::to_owned).collect();
        let sentence = Sentence {
            doc: 1.into(),
            tokens: words("John Kirby of Moscow ."),
            tags: words("B-PER I-PER O B-LOC O"),
        };
        let document = document(&[sentence]);
        assert_eq!(document.text, "John Kirby of Moscow .\n");
        let expected = [(EntityTag::Person, 0, 10), (EntityTag::Location, 14, 20)];
        assert_eq!(document.entities, BTreeSet::from(expected));
    }
}
