//! How certain events are, against UDS-IH2, UW and other corpora of their form: Pearson's r and the
//! mean absolute error, beside what one constant would get.

use std::path::{Path, PathBuf};

use headwater::{Weights, side_by_side};
use headwater_encoder::{Encoder, Passage, Scale};
use serde::{Deserialize, Serialize};

use crate::corpus;
use crate::table::table;

#[derive(Deserialize)]
struct Sentence {
    text: String,
    targets: Vec<Target>,
}

/// An event's word, in characters of the text.
#[derive(Deserialize)]
struct Target {
    start: usize,
    end: usize,
    label: f32,
}

const SCALES: [(Scale, &str); 2] = [(Scale::Author, "author"), (Scale::Reader, "reader")];

/// One file's figures on one scale.
#[derive(Serialize)]
struct Figures {
    file: String,
    scale: &'static str,
    events: usize,
    r: f64,
    mae: f64,
    /// The error of the mean of the file's labels for every event.
    mae_of_mean: f64,
    /// The same of their median.
    mae_of_median: f64,
    /// The error of 3.0, "surely so", for every event.
    mae_of_three: f64,
}

/// Asks for every event of the files; each sentence is read by itself.
pub fn run(files: &[PathBuf], reader: Weights, json: bool) -> Result<String, String> {
    let encoder = Encoder::embedded(reader).map_err(|error| error.to_string())?;
    let mut figures = Vec::new();
    for file in files {
        let sentences: Vec<Sentence> = corpus::lines(file, None)?;
        figures.extend(of_file(file, encoder, &sentences)?);
    }
    if json {
        let text = serde_json::to_string_pretty(&figures).map_err(|error| error.to_string())?;
        return Ok(text + "\n");
    }
    let rows: Vec<(String, Vec<String>)> = (figures.iter())
        .map(|figures| {
            let numbers = [
                figures.r,
                figures.mae,
                figures.mae_of_mean,
                figures.mae_of_median,
                figures.mae_of_three,
            ];
            let mut cells = vec![figures.scale.to_owned(), figures.events.to_string()];
            cells.extend(numbers.map(|number| format!("{number:.3}")));
            (figures.file.clone(), cells)
        })
        .collect();
    let head = [
        "", "scale", "events", "r", "MAE", "MAE mean", "median", "3.0",
    ];
    Ok(table("Certainty of events, -3 to 3", &head, &rows))
}

fn of_file(
    file: &Path,
    encoder: &'static Encoder,
    sentences: &[Sentence],
) -> Result<Vec<Figures>, String> {
    let answers = side_by_side(None, sentences.iter().collect(), &|sentence: &Sentence| {
        answers(encoder, sentence)
    });
    let answers = answers.map_err(|error| error.to_string())?;
    let mut gold: Vec<f64> = Vec::new();
    let mut ours: [Vec<f64>; 2] = Default::default();
    for (sentence, answers) in sentences.iter().zip(answers) {
        let answers = answers?;
        gold.extend(
            sentence
                .targets
                .iter()
                .map(|target| f64::from(target.label)),
        );
        for (ours, answers) in ours.iter_mut().zip(answers) {
            ours.extend(answers.into_iter().map(f64::from));
        }
    }
    if gold.is_empty() {
        return Err(format!("{}: no event in it", file.display()));
    }
    let mean = gold.iter().sum::<f64>() / gold.len() as f64;
    let mut sorted = gold.clone();
    sorted.sort_by(f64::total_cmp);
    let median = f64::midpoint(sorted[(sorted.len() - 1) / 2], sorted[sorted.len() / 2]);
    let constant = |value: f64| mean_error(&vec![value; gold.len()], &gold);
    let name = file.file_name().map(|name| name.to_string_lossy());
    let figures = SCALES.iter().zip(&ours).map(|((_, scale), ours)| Figures {
        file: name.as_deref().unwrap_or_default().to_owned(),
        scale,
        events: gold.len(),
        r: correlation(ours, &gold),
        mae: mean_error(ours, &gold),
        mae_of_mean: constant(mean),
        mae_of_median: constant(median),
        mae_of_three: constant(3.0),
    });
    Ok(figures.collect())
}

/// The answers for a sentence's events, on each scale.
fn answers(encoder: &Encoder, sentence: &Sentence) -> Result<[Vec<f32>; 2], String> {
    let told = |error: headwater_encoder::EncoderError| error.to_string();
    let text = &sentence.text;
    let bytes: Vec<usize> = (text.char_indices().map(|(byte, _)| byte))
        .chain([text.len()])
        .collect();
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(text.len());
    let passage = Passage {
        range: 0..text.len(),
        headline: false,
    };
    let encoding = encoder.encode(text, &[passage]).map_err(told)?;
    let whole = 0..text.len();
    let asked = encoder.sentences(&encoding, &[whole]).map_err(told)?;
    Ok(SCALES.map(|(scale, _)| {
        let answers = sentence.targets.iter().map(|target| {
            let word = byte(target.start)..byte(target.end);
            // Where the tokenizer saw no word, the answer is that it is open.
            asked.certainty(&word, scale).unwrap_or_default()
        });
        answers.collect()
    }))
}

fn mean_error(ours: &[f64], gold: &[f64]) -> f64 {
    let errors = ours
        .iter()
        .zip(gold)
        .map(|(ours, gold)| (ours - gold).abs());
    errors.sum::<f64>() / gold.len() as f64
}

/// Pearson's r.
fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let mean = |of: &[f64]| of.iter().sum::<f64>() / of.len() as f64;
    let (mean_a, mean_b) = (mean(a), mean(b));
    let (mut both, mut own_a, mut own_b) = (0.0, 0.0, 0.0);
    for (a, b) in a.iter().zip(b) {
        let (a, b) = (a - mean_a, b - mean_b);
        both += a * b;
        own_a += a * a;
        own_b += b * b;
    }
    both / (own_a * own_b).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r_is_one_for_a_straight_line_and_the_error_is_the_mean_distance() {
        let (a, b) = ([1.0, 2.0, 4.0], [1.0, 3.0, 7.0]);
        assert!((correlation(&a, &b) - 1.0).abs() < 1e-12);
        assert!((mean_error(&a, &b) - 4.0 / 3.0).abs() < 1e-12);
    }
}
