//! One row for each statement of a claim, for spreadsheets and data frames.

use headwater_model::{Brief, Claim, Origins, Span, Story};

use crate::index::{Index, Said};
use crate::neutral::{is_active, push_visible};
use crate::wording::{Measure, content, origins, stance_code, steps_back};

/// The columns, in order.
const COLUMNS: [&str; 27] = [
    "story",
    "claim",
    "claim_text",
    "statement",
    "reference",
    "outlet",
    "path",
    "published",
    "content",
    "stance",
    "hedges",
    "verification",
    "anonymity",
    "voice",
    "voice_kind",
    "speaks_for",
    "chain",
    "documents",
    "outlets",
    "origins_min",
    "origins_max",
    "origins_measured",
    "denied_by",
    "said_at",
    "confidence",
    "report",
    "byte_spans",
];

/// The claims as CSV (RFC 4180, UTF-8, CRLF line ends, a header line): one row per statement.
///
/// An empty `origins_min` with `cannot be measured` or `not measured` beside it is no zero. A
/// field that a spreadsheet would run as a formula begins with an apostrophe; controls and marks
/// that change the direction of text are written out (`␛`, `\u{202e}`). For the very bytes, use
/// [`json`](crate::json).
pub fn csv(brief: &Brief) -> String {
    let index = Index::new(brief);
    let mut out = COLUMNS.join(",");
    out.push_str("\r\n");
    for story in &brief.stories {
        for claim in &story.claims {
            for said in index.statements_of(claim) {
                row(&mut out, story, claim, &said);
            }
        }
    }
    out
}

fn row(out: &mut String, story: &Story, claim: &Claim, said: &Said<'_>) {
    let (statement, report) = (said.statement, &said.reading.report);
    let Origins { min, max, .. } = claim.origins;
    let (min, max, measured) = origin_columns(&origins(&claim.origins), min, max);
    let voice = &statement.voice;
    let said_at = statement.said_at.as_ref().map(|time| match &time.value {
        Some(value) => value.clone(),
        None => format!("open: {}", time.span.text),
    });
    let chain = format!("report ← {}", steps_back(statement).join(" ← "));
    let fields: [&str; COLUMNS.len()] = [
        &story.id,
        &claim.id,
        &claim.text,
        &statement.id,
        &said.reference(),
        report.outlet.as_deref().unwrap_or_default(),
        &report.path,
        report.published.as_deref().unwrap_or_default(),
        &content(statement),
        stance_code(statement.stance),
        &words(&statement.hedges),
        (statement.verification.as_ref()).map_or("", |span| &span.text),
        (statement.anonymity.as_ref()).map_or("", |span| &span.text),
        voice.name.as_deref().unwrap_or_default(),
        &code(voice.kind),
        voice.speaks_for.as_deref().unwrap_or_default(),
        &chain,
        &claim.documents.to_string(),
        &claim.outlets.to_string(),
        &min,
        &max,
        measured,
        &claim.denied_by.join("; "),
        said_at.as_deref().unwrap_or_default(),
        &format!("{:.2}", statement.confidence),
        &report.id,
        &byte_spans(&statement.content),
    ];
    record(out, &fields);
}

/// Writes one row.
pub(crate) fn record(out: &mut String, fields: &[&str]) {
    for (place, text) in fields.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        field(out, text);
    }
    out.push_str("\r\n");
}

/// What the columns of origins hold: at least, at most, and whether that was measured.
pub(crate) fn origin_columns(
    measure: &Measure,
    min: usize,
    max: Option<usize>,
) -> (String, String, &'static str) {
    let max = max.map_or_else(String::new, |max| max.to_string());
    match measure {
        Measure::Known(_) | Measure::NoneFound => (min.to_string(), max, "measured"),
        Measure::CannotBeMeasured(_) => (String::new(), max, "cannot be measured"),
        Measure::NotMeasured => (String::new(), String::new(), "not measured"),
    }
}

fn code(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}

fn words(spans: &[Span]) -> String {
    let words: Vec<&str> = spans.iter().map(|span| span.text.as_str()).collect();
    words.join("; ")
}

fn byte_spans(spans: &[Span]) -> String {
    let places: Vec<String> = (spans.iter())
        .map(|span| format!("{}-{}", span.start, span.end))
        .collect();
    places.join(";")
}

/// Writes one field, quoted where it must be.
fn field(out: &mut String, text: &str) {
    let mut safe = String::with_capacity(text.len() + 1);
    if text.starts_with(is_formula_start) {
        safe.push('\'');
    }
    for c in text.chars() {
        match c {
            '\n' | '\t' => safe.push(c),
            _ if is_active(c) => push_visible(&mut safe, c),
            _ => safe.push(c),
        }
    }
    if safe.contains([',', '"', '\n', '\t', ';', '\''])
        || safe.starts_with(' ')
        || safe.ends_with(' ')
    {
        out.push('"');
        out.push_str(&safe.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(&safe);
    }
}

/// What makes a spreadsheet take a field for a formula, the full-width forms too.
fn is_formula_start(c: char) -> bool {
    matches!(
        c,
        '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'
    )
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn formulas_do_not_run_and_quotes_are_doubled() {
        let written = |text: &str| {
            let mut out = String::new();
            field(&mut out, text);
            out
        };
        assert_eq!(written("=1+1"), "\"'=1+1\"");
        assert_eq!(written("-2"), "\"'-2\"");
        assert_eq!(written("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(written("a\x1b[31m"), "a␛[31m");
        assert_eq!(written("plain"), "plain");
    }
}
