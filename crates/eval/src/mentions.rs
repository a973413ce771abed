//! Named entities against GUM, whose spans are whole phrases ("President Obama of the US"): a
//! span of ours is right when it shares a word with a proper mention of the same kind.

use std::path::Path;

use headwater::{Weights, side_by_side};
use headwater_encoder::{Encoder, EntitySpan, EntityTag};
use serde::Deserialize;

use crate::corpus::{self, Characters, Offsets};
use crate::scores::Tally;
use crate::table::tallies;

#[derive(Deserialize)]
struct Document {
    id: String,
    genre: String,
    text: String,
    spans: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    #[serde(flatten)]
    place: Characters,
    #[serde(rename = "type")]
    kind: String,
    proper: bool,
}

const KINDS: [(EntityTag, &str); 3] = [
    (EntityTag::Person, "person"),
    (EntityTag::Organisation, "organization"),
    (EntityTag::Location, "place"),
];

/// Encodes the documents of one genre and compares.
pub fn run(path: &Path, genre: &str, reader: Weights, json: bool) -> Result<String, String> {
    let mut documents: Vec<Document> = corpus::lines(path, None)?;
    documents.retain(|document| document.genre == genre);
    let encoder = Encoder::embedded(reader).map_err(|error| error.to_string())?;
    let scored = side_by_side(None, documents.iter().collect(), &|document: &Document| {
        score(document, encoder)
    });
    let scored: Result<Vec<Vec<Tally>>, String> =
        (scored.map_err(|error| error.to_string())?.into_iter()).collect();
    let mut sums = [Tally::default(); KINDS.len()];
    for of_document in scored? {
        sums.iter_mut()
            .zip(of_document)
            .for_each(|(sum, more)| sum.add(more));
    }
    let mut all = Tally::default();
    sums.iter().for_each(|tally| all.add(*tally));
    let named = KINDS
        .iter()
        .zip(sums)
        .map(|((_, name), tally)| (*name, tally));
    let rows: Vec<(&str, Tally)> = named.chain([("all", all)]).collect();
    let title = format!(
        "Names, by overlap: {} documents of {genre}",
        documents.len()
    );
    tallies(&title, &rows, json)
}

fn score(document: &Document, encoder: &Encoder) -> Result<Vec<Tally>, String> {
    let encoding = encoder
        .encode(&document.text, &corpus::passages(&document.text))
        .map_err(|error| format!("{}: {error}", document.id))?;
    let offsets = Offsets::of(&document.text);
    let score = |(tag, name): &(EntityTag, &str)| {
        let ours: Vec<&EntitySpan> = (encoding.entities.iter())
            .filter(|span| span.tag == *tag)
            .collect();
        let all: Vec<_> = (document.spans.iter())
            .filter(|span| span.proper && span.kind == *name)
            .map(|span| offsets.bytes(span.place))
            .collect();
        // Of mentions inside one another the smallest is the name.
        let gold: Vec<_> = (all.iter())
            .filter(|span| {
                let inside = |other: &&std::ops::Range<usize>| {
                    other.start >= span.start && other.end <= span.end && other.len() < span.len()
                };
                !all.iter().any(|other| inside(&other))
            })
            .collect();
        let hit = |ours: &EntitySpan, gold: &std::ops::Range<usize>| {
            ours.range.start < gold.end && gold.start < ours.range.end
        };
        let found = gold
            .iter()
            .filter(|gold| ours.iter().any(|ours| hit(ours, gold)))
            .count();
        let wrong = ours
            .iter()
            .filter(|ours| !all.iter().any(|gold| hit(ours, gold)))
            .count();
        Tally {
            right: found,
            found: found + wrong,
            gold: gold.len(),
        }
    };
    Ok(KINDS.iter().map(score).collect())
}
