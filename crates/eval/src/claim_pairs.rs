//! Pairs of sentences of two corpora, weighed as the program weighs two statements.
//!
//! MRPC: whether the two mean the same; tuned on train and validation, measured on test. ClaimDiff:
//! whether one claim strengthens or weakens the other, against neither; and ClaimDiff-S as its authors count
//! it: whether it strengthens the other, against all else; tuned on the pairs whose id
//! (without `_rev`) has an even CRC-32, measured on the others. Three ways: the cosine of the two
//! vectors of meaning, the program's own score, and a logistic regression over the program's features and
//! some of the pair of texts, learnt on the tuned part. Each has the threshold with the best F1 there.

mod logistic;
mod texts;

use std::collections::BTreeMap;
use std::path::Path;

use headwater_encoder::{Encoder, Passage, Weights};
use headwater_model::{Reading, SCHEMA, Span, Stance, Statement, Voice, VoiceKind, statement_id};
use serde::{Deserialize, Serialize};

use crate::corpus;
use crate::table::table;

/// A pair as the corpora have it.
#[derive(Deserialize)]
struct Line {
    id: String,
    a: String,
    b: String,
    label: serde_json::Value,
    split: Option<String>,
}

/// What is asked of a pair.
type Asked = fn(&serde_json::Value) -> bool;

impl Line {
    fn is_tuned_on(&self) -> bool {
        match &self.split {
            Some(split) => split != "test",
            None => {
                let id = self.id.strip_suffix("_rev").unwrap_or(&self.id);
                crc32fast::hash(id.as_bytes()).is_multiple_of(2)
            }
        }
    }
}

/// How one way comes out on one corpus.
#[derive(Serialize)]
struct Figures {
    corpus: &'static str,
    way: &'static str,
    /// Of the positive class.
    f1: f64,
    /// Mean of the F1 of both classes, with a threshold chosen for it.
    mean_f1: f64,
    accuracy: f64,
    pairs: usize,
}

/// Measures both corpora.
///
/// # Errors
/// When a file cannot be read or the encoder fails.
pub fn run(folder: &Path, reader: Weights, json: bool) -> Result<String, String> {
    let mut figures = Vec::new();
    for (name, file, asked) in [
        (
            "MRPC",
            "mrpc.jsonl",
            (|label| label.as_i64() == Some(1)) as Asked,
        ),
        ("ClaimDiff", "claimdiff.train.jsonl", |label| {
            label != "neither"
        }),
        ("ClaimDiff-S", "claimdiff.train.jsonl", |label| {
            label == "strengthen"
        }),
    ] {
        let lines: Vec<Line> = corpus::lines(&folder.join(file), None)?;
        figures.extend(measure(name, &lines, asked, reader)?);
    }
    if json {
        let text = serde_json::to_string_pretty(&figures).map_err(|error| error.to_string())?;
        return Ok(text + "\n");
    }
    let percent = |value: f64| format!("{:.1}", 100.0 * value);
    let rows: Vec<(String, Vec<String>)> = (figures.iter())
        .map(|one| {
            let numbers = [one.f1, one.mean_f1, one.accuracy].map(percent);
            let mut cells = numbers.to_vec();
            cells.push(one.pairs.to_string());
            (format!("{}, {}", one.corpus, one.way), cells)
        })
        .collect();
    let head = ["", "F1", "mean F1 of both classes", "accuracy", "pairs"];
    Ok(table(
        "Pairs of sentences, the part not tuned on",
        &head,
        &rows,
    ))
}

fn measure(
    corpus: &'static str,
    lines: &[Line],
    asked: Asked,
    reader: Weights,
) -> Result<Vec<Figures>, String> {
    let mut place: BTreeMap<&str, usize> = BTreeMap::new();
    for text in lines.iter().flat_map(|line| [&line.a, &line.b]) {
        let next = place.len();
        place.entry(text).or_insert(next);
    }
    let mut readings: Vec<Option<Reading>> = Vec::new();
    readings.resize_with(place.len(), || None);
    for (text, &at) in &place {
        readings[at] = Some(one_statement(text, reader)?);
    }
    let readings: Vec<Reading> = readings.into_iter().flatten().collect();
    let borrowed: Vec<&Reading> = readings.iter().collect();
    let pairs: Vec<(usize, usize)> = (lines.iter())
        .map(|line| (place[line.a.as_str()], place[line.b.as_str()]))
        .collect();
    let of_program = headwater_claims::of_pairs(&borrowed, &pairs);
    let rows: Vec<Vec<f64>> = (of_program.iter().zip(lines))
        .map(|((row, _), line)| {
            let of_pair = row.iter().map(|&value| f64::from(value));
            of_pair.chain(texts::features(&line.a, &line.b)).collect()
        })
        .collect();
    let labels: Vec<bool> = lines.iter().map(|line| asked(&line.label)).collect();
    let tuned: Vec<bool> = lines.iter().map(Line::is_tuned_on).collect();
    let part = |wanted: bool| (0..lines.len()).filter(move |&at| tuned[at] == wanted);
    let (tune, test): (Vec<usize>, Vec<usize>) =
        (part.clone()(true).collect(), part(false).collect());
    let learnt = logistic::learn(
        &tune
            .iter()
            .map(|&at| rows[at].as_slice())
            .collect::<Vec<_>>(),
        &tune.iter().map(|&at| labels[at]).collect::<Vec<_>>(),
    );
    let ways: [(&'static str, Vec<f64>); 4] = [
        ("all said to be so", vec![1.0; lines.len()]),
        ("cosine of meaning", rows.iter().map(|row| row[0]).collect()),
        (
            "the program's score",
            of_program
                .iter()
                .map(|(_, score)| f64::from(*score))
                .collect(),
        ),
        (
            "its features and more, learnt",
            rows.iter().map(|row| learnt.of(row)).collect(),
        ),
    ];
    let figures = ways.into_iter().map(|(way, scores)| {
        let told = |measure: Measure| -> Vec<(bool, bool)> {
            let at = threshold(&pairs_of(&tune, &labels, &scores), measure);
            let test = pairs_of(&test, &labels, &scores).into_iter();
            test.map(|(label, score)| (label, score >= at)).collect()
        };
        let by_f1 = told(f1);
        let right = by_f1.iter().filter(|(label, told)| label == told).count();
        Figures {
            corpus,
            way,
            f1: f1(&by_f1),
            mean_f1: mean_f1(&told(mean_f1)),
            accuracy: right as f64 / by_f1.len().max(1) as f64,
            pairs: by_f1.len(),
        }
    });
    Ok(figures.collect())
}

fn pairs_of(at: &[usize], labels: &[bool], scores: &[f64]) -> Vec<(bool, f64)> {
    at.iter().map(|&at| (labels[at], scores[at])).collect()
}

/// Of what is so and what is told, a number to be large.
type Measure = fn(&[(bool, bool)]) -> f64;

fn f1(told: &[(bool, bool)]) -> f64 {
    let both = told.iter().filter(|(label, told)| *label && *told).count();
    let some: usize = (told.iter())
        .map(|(label, told)| usize::from(*label) + usize::from(*told))
        .sum();
    2.0 * both as f64 / some.max(1) as f64
}

fn mean_f1(told: &[(bool, bool)]) -> f64 {
    let other: Vec<(bool, bool)> = told.iter().map(|(label, told)| (!label, !told)).collect();
    (f1(told) + f1(&other)) / 2.0
}

/// The least of some 200 scores that lie evenly among these with the greatest measure.
fn threshold(scored: &[(bool, f64)], measure: Measure) -> f64 {
    let mut scores: Vec<f64> = scored.iter().map(|(_, score)| *score).collect();
    scores.sort_by(f64::total_cmp);
    let tried = scores.iter().step_by((scores.len() / 200).max(1)).copied();
    let of = |at: f64| -> f64 {
        let told: Vec<(bool, bool)> = (scored.iter())
            .map(|(label, score)| (*label, *score >= at))
            .collect();
        measure(&told)
    };
    let best = tried
        .map(|at| (of(at), at))
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map_or(0.0, |(_, at)| at)
}

/// A text as a report of one statement, its words all content.
fn one_statement(text: &str, reader: Weights) -> Result<Reading, String> {
    let encoder = Encoder::embedded(reader).map_err(|error| error.to_string())?;
    let passage = Passage {
        range: 0..text.len(),
        headline: false,
    };
    let failed = |error: headwater_encoder::EncoderError| error.to_string();
    let encoding = encoder.encode(text, &[passage]).map_err(failed)?;
    let whole = 0..text.len();
    let sentences = encoder
        .sentences(&encoding, std::slice::from_ref(&whole))
        .map_err(failed)?;
    let predicate = sentences
        .predicate(std::slice::from_ref(&whole))
        .unwrap_or(0..0);
    let span = Span::cut(text, whole.clone()).map_err(|error| error.to_string())?;
    let report = crate::story_pairs::Line::of(text.to_owned()).report();
    let statement = Statement {
        id: statement_id(&report.id, &[(0, text.len())]),
        words: headwater_reader::compared::words(
            text,
            &encoding,
            std::slice::from_ref(&span),
            &predicate,
        ),
        vector: encoding.vector(&whole),
        content: vec![span.clone()],
        sentence: span,
        source: None,
        cue: None,
        stance: Stance::Asserts,
        hedges: Vec::new(),
        verification: None,
        anonymity: None,
        voice: Voice {
            kind: VoiceKind::None,
            name: None,
            entity: None,
            speaks_for: None,
            plural: false,
        },
        chain: Vec::new(),
        narrator: true,
        confidence: 1.0,
        said_at: None,
        event: None,
        certainty: None,
        carried: false,
        denied_by: Vec::new(),
        about: None,
        also_about: Vec::new(),
        mentions: Vec::new(),
    };
    Ok(Reading {
        schema: SCHEMA.to_owned(),
        report,
        statements: vec![statement],
        entities: Vec::new(),
        times: Vec::new(),
        places: Vec::new(),
        quantities: Vec::new(),
        reuse: Vec::new(),
    })
}
