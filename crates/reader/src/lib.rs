//! A report, read.
//!
//! In: one [`Report`] and the encoder. Out: its [`Reading`]: statements with voice, chain, stance
//! and hedges; the people, bodies and places it names; times; quantities. Two layers check each
//! other: the network finds sources, cues, contents and names; word patterns find what must not be
//! missed (silence, refusal, non-confirmation, denial in passing, carriers, hearsay) and hold where
//! the network is unsure.
//!
//! Invariants: a reading depends on its report alone; every span stands in the report's text;
//! silence, refusal and non-confirmation never become assertions. No IO, no state.

mod anonymity;
mod answers;
mod apposed;
mod attributions;
mod certainty;
mod chains;
pub mod compared;
mod cut;
pub mod event;
mod forms;
mod ground;
pub mod metonymy;
mod names;
mod narrator;
mod nested;
mod number;
mod outer;
mod pattern;
mod place;
mod pointing;
mod quantity;
mod stance;
mod statements;
mod subjects;
mod telling;
pub mod time;
mod voices;

use headwater_encoder::{Encoder, EncoderError, Encoding};
use headwater_gazetteer::Context;
use headwater_model::{Reading, Report, SCHEMA};

use ground::Ground;
use names::Names;

pub use place::places;
pub use quantity::{Profile, Toll, quantities, toll};

/// Tasks that make the patterns ready that reading needs, each for a thread of its own while the
/// encoder loads. Nothing depends on them but the time of the first reading.
pub const WARM: [fn(); 3] = [
    || {
        sample(|ground, names| {
            answers::find(ground, names, &[], &[]);
        });
    },
    || {
        sample(|ground, names| {
            forms::add(ground, names, &mut Vec::new());
            outer::add(ground, names, &mut Vec::new());
        });
    },
    || {
        sample(|ground, _| {
            let sentences: Vec<_> = (ground.sentences.iter())
                .map(|sentence| sentence.range.clone())
                .collect();
            time::times(ground.text, &sentences, None);
            quantity::quantities(ground.text, &sentences);
            anonymity::find(ground);
        });
    },
];

/// Reads sentences that most patterns look at.
fn sample(read: impl FnOnce(&Ground<'_>, &Names)) {
    const SENTENCES: &str = "The ministry said on 3 May that the road was open, a report carried by \
        the paper. An official told the daily that two men had said it.";
    let report = Report {
        id: String::new(),
        path: String::new(),
        outlet: None,
        title: None,
        byline: None,
        published: None,
        language: None,
        text: SENTENCES.to_owned(),
        url: None,
        dateline: None,
        credits: Vec::new(),
        blocks: Vec::new(),
    };
    let ground = Ground::of(&report);
    let names = Names::of(&ground, &Encoding::default());
    read(&ground, &names);
}

/// Reads one report.
///
/// # Errors
/// When the encoder fails; no text makes it fail by itself.
pub fn read(report: Report, encoder: &Encoder) -> Result<Reading, EncoderError> {
    let ground = Ground::of(&report);
    let encoding = encoder.encode(ground.text, &ground.passages)?;
    let names = Names::of(&ground, &encoding);
    let sentences = ground::sentences_of_facts(&report);
    let parsed = time::parse(ground.text, &sentences);
    let times = time::times_of(ground.text, &parsed, report.published.as_deref());
    let named: Vec<_> = names
        .mentions
        .iter()
        .filter(|mention| names.literal(mention))
        .map(|mention| (mention.range.clone(), names.kind(mention)))
        .collect();
    let context = Context {
        outlet: report.outlet.as_deref().or(report.url.as_deref()),
        dateline: report.dateline.as_ref().map(|span| span.text.as_str()),
    };
    let places = place::places(ground.text, &named, &context);
    let quantities = quantity::quantities_of(ground.text, &parsed);
    let mut statements = statements::statements(&report, &ground, &encoding, &names, &times);
    let kinds: Vec<_> = (names.mentions.iter())
        .map(|mention| (mention.range.clone(), mention.entity, names.kind(mention)))
        .collect();
    let ranges: Vec<_> = (ground.sentences.iter())
        .map(|sentence| sentence.range.clone())
        .collect();
    let trees = event::trees(&encoding, encoder, ground.text, &ranges, &statements)?;
    let known = event::Known {
        text: ground.text,
        sentences: &ranges,
        trees: &trees,
        names: &kinds,
        times: &times,
        places: &places,
        published: report.published.as_deref(),
    };
    event::fill(&known, &mut statements);
    certainty::attach(&ground, encoder, &encoding, &mut statements)?;
    compared::attach(ground.text, &encoding, &mut statements);
    let entities = names.entities;
    Ok(Reading {
        schema: SCHEMA.to_owned(),
        statements,
        entities,
        times,
        places,
        quantities,
        reuse: Vec::new(),
        report,
    })
}
