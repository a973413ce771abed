//! Reports and words a second, and how far the encoder is from what the machine can do.
//!
//! The machine's speed is measured with the encoder's own multiplication of matrices, on one thread, at
//! the shape of the full encoder's widest layer.

use std::num::NonZeroUsize;
use std::path::Path;
use std::time::Instant;

use headwater::ingest::{self, Format, Options};
use headwater::model::{BlockKind, Report};
use headwater::{Weights, read_all};
use headwater_encoder::{Encoder, Passage, products_per_second};
use headwater_reader::quantities;
use headwater_reader::time::times;
use headwater_text::{TokenKind, words};
use serde::Serialize;
use tokenizers::Tokenizer;

use crate::corpus::{self, Article};
use crate::table::table;

#[derive(Serialize)]
struct Figures {
    reports: usize,
    words: usize,
    word_pieces: usize,
    runs: Vec<Run>,
    /// Of the time of one thread.
    encoder_share: f64,
    encoder_seconds: f64,
    /// Billions of multiplications and additions a second.
    encoder_gigaops: f64,
    machine_gigaops: f64,
    /// What part of the machine's speed the encoder reaches.
    encoder_of_machine: f64,
    /// Microseconds a word, on one thread, each with its own cutting into words, which reading
    /// does but once for both.
    times_microseconds: f64,
    quantities_microseconds: f64,
}

#[derive(Serialize)]
struct Run {
    threads: usize,
    seconds: f64,
    reports_per_second: f64,
    words_per_second: f64,
}

/// Reads the reports and measures.
pub fn run(
    corpus: &Path,
    most: usize,
    threads: &[NonZeroUsize],
    reader: Weights,
    json: bool,
) -> Result<String, String> {
    let reports = reports(corpus, most)?;
    let words = reports.iter().map(count_words).sum();
    // The first reading loads the model: not part of what is measured.
    let warm = reports.first().cloned().ok_or("no report to read")?;
    headwater::read(warm, reader).map_err(|error| error.to_string())?;
    let mut runs = Vec::new();
    for &threads in threads {
        let given = reports.clone();
        let start = Instant::now();
        for reading in read_all(given.into_iter(), reader, Some(threads)) {
            reading.map_err(|error| error.to_string())?;
        }
        let seconds = start.elapsed().as_secs_f64();
        runs.push(Run {
            threads: threads.get(),
            seconds,
            reports_per_second: reports.len() as f64 / seconds,
            words_per_second: words as f64 / seconds,
        });
    }
    let (encoder_seconds, total_seconds) = encoder_time(&reports, reader)?;
    let word_pieces = word_pieces(&reports)?;
    let machine_gigaops = 2.0 * products_per_second(WINDOW as usize, WIDTH, INNER) / 1e9;
    let (in_times, in_quantities) = facts_time(&reports);
    let encoder_gigaops = operations(word_pieces, reader) / encoder_seconds / 1e9;
    let figures = Figures {
        reports: reports.len(),
        words,
        word_pieces,
        runs,
        encoder_share: encoder_seconds / total_seconds,
        encoder_seconds,
        encoder_gigaops,
        machine_gigaops,
        encoder_of_machine: encoder_gigaops / machine_gigaops,
        times_microseconds: 1e6 * in_times / words as f64,
        quantities_microseconds: 1e6 * in_quantities / words as f64,
    };
    match json {
        true => serde_json::to_string_pretty(&figures)
            .map(|text| text + "\n")
            .map_err(|error| error.to_string()),
        false => Ok(tables(&figures)),
    }
}

fn tables(figures: &Figures) -> String {
    let title = format!("{} reports, {} words", figures.reports, figures.words);
    let rows: Vec<(String, Vec<String>)> = (figures.runs.iter())
        .map(|run| {
            let cells = [run.seconds, run.reports_per_second, run.words_per_second];
            let [seconds, reports, words] = cells;
            let cells = vec![
                format!("{seconds:.2}"),
                format!("{reports:.1}"),
                format!("{words:.0}"),
            ];
            (format!("{} threads", run.threads), cells)
        })
        .collect();
    let mut out = table(&title, &["", "seconds", "reports/s", "words/s"], &rows);
    out.push_str(&format!(
        "\nEncoder: {:.0} % of the time of one thread, {:.1} billion operations/s for {} word pieces\n\
         Machine: {:.1} billion operations/s in products of matrices, one thread\n\
         Ratio:   {:.2}\n\
         Facts:   times {:.1} µs a word, quantities {:.1} µs a word\n",
        100.0 * figures.encoder_share,
        figures.encoder_gigaops,
        figures.word_pieces,
        figures.machine_gigaops,
        figures.encoder_of_machine,
        figures.times_microseconds,
        figures.quantities_microseconds,
    ));
    out
}

/// The first articles of dev, then of train, as the program would take them from text files.
fn reports(corpus: &Path, most: usize) -> Result<Vec<Report>, String> {
    let mut articles: Vec<Article> = corpus::lines(&corpus.join("dev.jsonl"), Some(most))?;
    if articles.len() < most {
        let left = most - articles.len();
        let more = corpus::lines(&corpus.join("train.jsonl.gz"), Some(left))?;
        articles.extend(more);
    }
    let options = Options::default();
    let mut reports = Vec::new();
    for article in &articles {
        for parsed in ingest::parse(article.text.as_bytes(), Format::Text, &article.id, &options) {
            reports.push(parsed.map_err(|error| error.to_string())?.report);
        }
    }
    Ok(reports)
}

fn count_words(report: &Report) -> usize {
    let tokens = words(&report.text, 0..report.text.len());
    let is_word = |kind| matches!(kind, TokenKind::Word | TokenKind::Number);
    tokens
        .into_iter()
        .filter(|token| is_word(token.kind))
        .count()
}

/// What of a report is read.
fn passages(report: &Report) -> Vec<Passage> {
    let blocks = report.blocks.iter();
    let passage = |block: &headwater::model::Block| {
        let headline = match block.kind {
            BlockKind::Title => true,
            BlockKind::Subheading | BlockKind::Paragraph => false,
            _ => return None,
        };
        let range = block.start..block.end;
        Some(Passage { range, headline })
    };
    blocks.filter_map(passage).collect()
}

/// Seconds in the encoder, and in reading with it, on one thread; turn by turn, report for report,
/// so that whatever else the machine does falls on both alike.
fn encoder_time(reports: &[Report], reader: Weights) -> Result<(f64, f64), String> {
    let encoder = Encoder::embedded(reader).map_err(|error| error.to_string())?;
    let (mut in_encoder, mut in_all) = (0.0, 0.0);
    for report in reports {
        let start = Instant::now();
        let encoding = encoder.encode(&report.text, &passages(report));
        in_encoder += start.elapsed().as_secs_f64();
        encoding.map_err(|error| error.to_string())?;
        let given = report.clone();
        let start = Instant::now();
        headwater::read(given, reader).map_err(|error| error.to_string())?;
        in_all += start.elapsed().as_secs_f64();
    }
    Ok((in_encoder, in_all))
}

/// Seconds in finding times, and quantities, on one thread: the least of three rounds.
fn facts_time(reports: &[Report]) -> (f64, f64) {
    let mut least = (f64::INFINITY, f64::INFINITY);
    for _ in 0..3 {
        let mut sum = (0.0, 0.0);
        for report in reports {
            let text = report.text.as_str();
            let sentences = headwater_text::sentences(text, 0..text.len());
            let start = Instant::now();
            std::hint::black_box(times(text, &sentences, Some("2016-06-01")));
            sum.0 += start.elapsed().as_secs_f64();
            let start = Instant::now();
            std::hint::black_box(quantities(text, &sentences));
            sum.1 += start.elapsed().as_secs_f64();
        }
        least = (least.0.min(sum.0), least.1.min(sum.1));
    }
    least
}

fn word_pieces(reports: &[Report]) -> Result<usize, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/tokenizer.json");
    let mut tokenizer = Tokenizer::from_file(path).map_err(|error| error.to_string())?;
    tokenizer.with_padding(None);
    tokenizer
        .with_truncation(None)
        .map_err(|error| error.to_string())?;
    let mut pieces = 0;
    for report in reports {
        for passage in passages(report) {
            let words = report.text.get(passage.range).unwrap_or_default();
            let encoded = tokenizer
                .encode(words, false)
                .map_err(|error| error.to_string())?;
            pieces += encoded.len();
        }
    }
    Ok(pieces)
}

/// Width and inner width of all-MiniLM-L6-v2, and the pieces of a full window.
const WIDTH: usize = 384;
const INNER: usize = 1536;
const WINDOW: f64 = 224.0;

/// Multiplications and additions of the encoder's layers, with full windows; the heads are left out.
fn operations(word_pieces: usize, reader: Weights) -> f64 {
    let (layers, inner, window) = match reader {
        Weights::Full => (6.0, INNER as f64, WINDOW),
        Weights::Fast => (2.0, INNER as f64 / 2.0, 128.0),
    };
    let width = WIDTH as f64;
    let weights = 4.0 * width * width + 2.0 * width * inner;
    let attention = 2.0 * window * width;
    word_pieces as f64 * layers * 2.0 * (weights + attention)
}
