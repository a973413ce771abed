//! Reports as vectors of meaning: what our own encoder makes of headline and lead.
//!
//! Its meaning vectors were trained to equal those of all-MiniLM-L6-v2 for the same words.

use std::time::Instant;

use headwater::Weights;
use headwater_encoder::{Encoder, Passage};
use headwater_model::Report;
use headwater_text::{TokenKind, words};
use rayon::prelude::*;

use super::load::Item;
use super::pairs::Pairs;

/// Words of the text that are read, beside the headline.
const LEAD: usize = 60;
/// Bytes that surely hold them.
const BYTES: usize = 1_500;

/// The unit vector of each report, and the seconds a report took.
///
/// # Errors
/// When the encoder fails.
pub fn vectors(items: &[Item], reader: Weights) -> Result<(Vec<Vec<f32>>, f64), String> {
    let encoder = Encoder::embedded(reader).map_err(|error| error.to_string())?;
    let start = Instant::now();
    let vector = |item: &Item| {
        let (text, passages) = beginning(&item.report);
        let encoding = encoder.encode(&text, &passages);
        let encoding = encoding.map_err(|error| format!("{}: {error}", item.report.path))?;
        Ok(encoding.vector(&(0..text.len())))
    };
    let vectors: Result<Vec<_>, String> = items.par_iter().map(vector).collect();
    let each = start.elapsed().as_secs_f64() / items.len().max(1) as f64;
    Ok((vectors?, each))
}

/// Headline and lead.
fn beginning(report: &Report) -> (String, Vec<Passage>) {
    let title = report.title.as_deref().unwrap_or_default().trim();
    let text = report.text.trim_start();
    let text = &text[..text.floor_char_boundary(BYTES)];
    let lead = words(text, 0..text.len())
        .into_iter()
        .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
        .take(LEAD)
        .last()
        .map_or("", |last| &text[..last.range.end]);
    let both = format!("{title}\n{lead}");
    let passage = |start: usize, end: usize, headline| Passage {
        range: start..end,
        headline,
    };
    let passages = [
        passage(0, title.len(), true),
        passage(title.len() + 1, both.len(), false),
    ];
    let passages = passages.into_iter().filter(|p| !p.range.is_empty());
    (both.clone(), passages.collect())
}

/// Cosines of each report with all before it; a report without words is like none.
pub fn pairs(vectors: &[Vec<f32>]) -> Pairs {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(x, y)| x * y).sum();
    let row = |at: usize| {
        let earlier = vectors[..at].iter();
        earlier.map(|other| dot(&vectors[at], other)).collect()
    };
    Pairs {
        rows: (0..vectors.len()).into_par_iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stories::load::tests::item;

    #[test]
    fn headline_and_lead_are_two_passages_and_the_rest_is_left() {
        let mut report = item(&"word ".repeat(80), None, "").report;
        report.title = Some("Dam breaks".to_owned());
        let (text, passages) = beginning(&report);
        assert_eq!(&text[passages[0].range.clone()], "Dam breaks");
        let lead = &text[passages[1].range.clone()];
        assert_eq!(lead.split(' ').count(), LEAD);
        report.title = None;
        assert_eq!(beginning(&report).1.len(), 1);
    }
}
