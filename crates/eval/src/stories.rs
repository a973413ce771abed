//! How well reports are put into stories while they come in, beside what anybody would try first.
//!
//! In: the folder of the corpora. Out: for each corpus two tables. In the first, each half of the
//! stories is a stream by itself and is put into stories by what was chosen, or learnt, on the other
//! half. In the second the whole corpus is the stream, and all was chosen on the two other corpora.
//! Scores are BCubed over the reports that people put into a story. Reports without a story stand in
//! the stream too; a last column counts them as stories of one.

mod baselines;
pub mod bcubed;
mod engine;
mod load;
mod meaning;
mod pairs;
mod print;
mod rows;
mod streams;
mod tfidf;

use std::path::Path;

use headwater::Weights;
use serde::Serialize;

use bcubed::BCubed;
use engine::Model;
use load::{Item, SOURCES, Source, load};
use rows::Row;
use streams::{Shared, Subject};
use tfidf::{Documents, Stems};

/// Stories of a small collection.
const SMALL: [usize; 2] = [1, 3];

/// What to measure.
pub struct Options<'a> {
    /// The folder of the corpora.
    pub corpora: &'a Path,
    /// A folder of models that were learnt without what is tested.
    pub models: Option<&'a Path>,
    /// Which encoder gives the vectors of meaning; none: no row of them.
    pub encoder: Option<Weights>,
    /// JSON instead of tables.
    pub json: bool,
}

/// All figures of one corpus.
#[derive(Debug, Serialize)]
pub struct Figures {
    corpus: &'static str,
    /// In half 0, in half 1.
    reports: [usize; 2],
    /// Of them those with a story.
    labelled: [usize; 2],
    halves: Vec<Row>,
    whole: Vec<Row>,
    small: Vec<Small>,
}

/// Headwater on many small collections.
#[derive(Debug, Serialize)]
pub struct Small {
    stories: usize,
    collections: usize,
    #[serde(flatten)]
    score: BCubed,
    chosen: String,
}

/// Measures all corpora.
///
/// # Errors
/// When a corpus cannot be read, the message names file and line; when the encoder or a model
/// fails.
pub fn run(options: &Options<'_>) -> Result<String, String> {
    let mut stems = Stems::default();
    let mut shared = Shared {
        background: Documents::background(options.corpora, &mut stems)?,
        stems,
        encoder: options.encoder,
    };
    let mut loaded: Vec<(&'static str, Source, Vec<Item>)> = Vec::new();
    for source in SOURCES {
        let items = load(options.corpora, source)?;
        let annotated: Vec<Item> = items.iter().filter(|i| i.annotated).cloned().collect();
        loaded.push((source.name(), source, items));
        if !annotated.is_empty() {
            loaded.push(("gva, GVC part", source, annotated));
        }
    }
    let mut subjects = Vec::new();
    for (name, source, items) in &loaded {
        subjects.push(Subject::of(name, *source, items, &mut shared)?);
    }
    let figures: Result<Vec<Figures>, String> = (subjects.iter())
        .map(|subject| figures(subject, &subjects, options.models))
        .collect();
    print::print(&figures?, options.json)
}

fn figures(
    subject: &Subject<'_>,
    subjects: &[Subject<'_>],
    models: Option<&Path>,
) -> Result<Figures, String> {
    let halves = [0, 1].map(|half| &subject.streams[half].items);
    let labelled = |items: &Vec<&Item>| items.iter().filter(|item| item.story.is_some()).count();
    Ok(Figures {
        corpus: subject.name,
        reports: halves.map(Vec::len),
        labelled: halves.map(labelled),
        halves: rows::halves(subject, models)?,
        whole: rows::whole(subject, subjects, models)?,
        small: (SMALL.iter())
            .map(|&per| small(subject, per, models))
            .collect::<Result<_, _>>()?,
    })
}

fn small(subject: &Subject<'_>, per: usize, models: Option<&Path>) -> Result<Small, String> {
    let mut scores = Vec::new();
    let mut names = Vec::new();
    for half in [0, 1] {
        let model = Model::of(models, &format!("half-{}", 1 - half));
        names.push(model.name());
        scores.push(engine::small(&subject.streams[half].items, per, &model)?);
    }
    names.dedup();
    let (collections, score) = engine::small_mean(&scores);
    Ok(Small {
        stories: per,
        collections,
        score,
        chosen: names.join(", "),
    })
}
