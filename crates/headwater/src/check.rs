//! Whether what a brief quotes stands in the reports.

use std::collections::BTreeMap;

use headwater_claims::words_of;
use headwater_model::{Brief, Claim, Reading, Report, Span, Statement, misquotes, statement_id};

/// What was checked, and what is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Readings whose report was found.
    pub reports: usize,
    /// Statements compared.
    pub statements: usize,
    /// Claims compared.
    pub claims: usize,
    /// What does not stand where the brief says, in its order.
    pub missing: Vec<Missing>,
}

/// Words that do not stand where the brief says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The report's path, or the claim's id.
    pub at: String,
    /// What quotes, and what is wrong with it.
    pub why: String,
    /// The words as the brief has them.
    pub words: Option<String>,
}

/// Compares every quotation of the brief, byte for byte, with the reports, read again.
///
/// A reading's report is found by id, or else by its text, or else by its path. Claims are
/// compared with the statements that their words are said to come from.
pub fn check(brief: &Brief, reports: &[Report]) -> Checked {
    let mut checked = Checked::default();
    for reading in &brief.readings {
        match find(&reading.report, reports) {
            Some(report) => {
                checked.reports += 1;
                checked.statements += reading.statements.len();
                check_reading(reading, report, &mut checked.missing);
            }
            None => checked.missing.push(Missing {
                at: reading.report.path.clone(),
                why: format!(
                    "report {} is not among the files given, by its id, text or path",
                    reading.report.id
                ),
                words: None,
            }),
        }
    }
    let statements: BTreeMap<&str, (&Statement, &Reading)> = (brief.readings.iter())
        .flat_map(|reading| {
            let said = reading.statements.iter();
            said.map(move |statement| (statement.id.as_str(), (statement, reading)))
        })
        .collect();
    for story in &brief.stories {
        for claim in &story.claims {
            checked.claims += 1;
            check_claim(claim, &statements, &mut checked.missing);
        }
        for shared in &story.reuse {
            let sides = [
                (&shared.from, &shared.passages_from),
                (&shared.to, &shared.passages_to),
            ];
            for (id, passages) in sides {
                let report = (brief.readings.iter()).find(|reading| reading.report.id == *id);
                for span in passages {
                    let text = report.map_or("", |reading| &reading.report.text);
                    check_span(id, "shared passage", span, text, &mut checked.missing);
                }
            }
        }
    }
    checked
}

fn find<'a>(wanted: &Report, reports: &'a [Report]) -> Option<&'a Report> {
    (reports.iter().find(|report| report.id == wanted.id))
        .or_else(|| reports.iter().find(|report| report.text == wanted.text))
        .or_else(|| reports.iter().find(|report| report.path == wanted.path))
}

fn check_reading(reading: &Reading, report: &Report, missing: &mut Vec<Missing>) {
    let at = &reading.report.path;
    if let Some(byte) = first_difference(&reading.report.text, &report.text) {
        missing.push(Missing {
            at: at.clone(),
            why: format!(
                "the stored text is not the text of {}: they differ from byte {byte} on",
                report.path
            ),
            words: None,
        });
    }
    let against = Reading {
        report: Report {
            text: report.text.clone(),
            ..reading.report.clone()
        },
        ..reading.clone()
    };
    for misquote in misquotes(&against) {
        let Span { start, end, text } = misquote.span;
        missing.push(Missing {
            at: at.clone(),
            why: format!("{}: not at bytes {start}..{end}", misquote.what),
            words: Some(text),
        });
    }
    for statement in &reading.statements {
        let places: Vec<(usize, usize)> = (statement.content.iter())
            .map(|span| (span.start, span.end))
            .collect();
        if statement.id != statement_id(&reading.report.id, &places) {
            missing.push(Missing {
                at: at.clone(),
                why: format!(
                    "statement {}: its id is not the one of its report and place",
                    statement.id
                ),
                words: Some(words_of(statement)),
            });
        }
    }
}

fn first_difference(one: &str, other: &str) -> Option<usize> {
    let same = (one.bytes().zip(other.bytes()))
        .take_while(|(one, other)| one == other)
        .count();
    (same < one.len().max(other.len())).then_some(same)
}

fn check_claim(
    claim: &Claim,
    statements: &BTreeMap<&str, (&Statement, &Reading)>,
    missing: &mut Vec<Missing>,
) {
    let mut miss = |why: String, words: Option<String>| {
        missing.push(Missing {
            at: claim.id.clone(),
            why,
            words,
        });
    };
    for id in &claim.statements {
        if !statements.contains_key(id.as_str()) {
            miss(
                format!("rests on statement {id}, which no reading has"),
                None,
            );
        }
    }
    match statements.get(claim.text_from.as_str()) {
        _ if !claim.statements.contains(&claim.text_from) => {
            let why = format!("its words come from {}, not its statement", claim.text_from);
            miss(why, Some(claim.text.clone()));
        }
        Some((statement, _)) if words_of(statement) == claim.text => {}
        _ => {
            let why = format!("its words are not those of statement {}", claim.text_from);
            miss(why, Some(claim.text.clone()));
        }
    }
    for value in claim
        .differences
        .iter()
        .flat_map(|difference| &difference.values)
    {
        let first = value.statements.first().map_or("", String::as_str);
        if let (Some(span), Some((_, reading))) = (&value.span, statements.get(first)) {
            check_span(&claim.id, "difference", span, &reading.report.text, missing);
        }
    }
}

fn check_span(at: &str, what: &str, span: &Span, text: &str, missing: &mut Vec<Missing>) {
    if !span.holds_in(text) {
        missing.push(Missing {
            at: at.to_owned(),
            why: format!("{what}: not at bytes {}..{}", span.start, span.end),
            words: Some(span.text.clone()),
        });
    }
}
