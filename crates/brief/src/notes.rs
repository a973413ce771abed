//! What stands beside a statement and beside a claim: each thing named for whose it is.

use headwater_model::{Band, Claim, Statement, Story};

use crate::index::Index;
use crate::neutral::one_line;
use crate::sides::{day, reports_without, since};
use crate::wording::{hedges, quoted, references};

/// A certainty from here on, with no word that bears on it, goes without saying.
const PLAINLY_SO: f32 = 2.0;

/// The other things to know of a statement, each named for whose it is.
pub(crate) struct Note {
    /// What it is: "outlet’s check".
    pub what: &'static str,
    /// The words of the report, where it has some.
    pub words: Option<String>,
    /// What we add: a value, a reference, a name.
    pub ours: String,
}

/// Hedge, certainty, check, terms of anonymity, time of saying, denial in the same sentence, what it answers, how it was read.
pub(crate) fn notes(index: &Index<'_>, statement: &Statement) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut note = |what, words: Option<String>, ours: String| {
        notes.push(Note { what, words, ours });
    };
    if let Some(hedges) = hedges(statement) {
        note("source’s hedge", Some(hedges), String::new());
    }
    if let Some(certainty) = &statement.certainty
        && (!certainty.words.is_empty() || certainty.value < PLAINLY_SO)
    {
        let words: Vec<String> = (certainty.words.iter())
            .map(|span| quoted(&one_line(&span.text)))
            .collect();
        let event = quoted(&one_line(&certainty.of.text));
        let band = certainty.band.map_or("", band);
        let value = format!("({event} {:+.1} of ±3{band})", certainty.value);
        note(
            "certainty as told",
            (!words.is_empty()).then(|| words.join(", ")),
            value,
        );
    }
    if let Some(check) = &statement.verification {
        note(
            "outlet’s check",
            Some(quoted(&one_line(&check.text))),
            String::new(),
        );
    }
    if let Some(terms) = &statement.anonymity {
        let words = quoted(&one_line(&terms.text));
        note("terms of anonymity", Some(words), String::new());
    }
    if let Some(time) = &statement.said_at {
        let value = time.value.as_deref().map(one_line);
        let value = value.unwrap_or_else(|| "not resolved".to_owned());
        let words = quoted(&one_line(&time.span.text));
        note("said", Some(words), format!("({value})"));
    }
    for voice in &statement.denied_by {
        let name = voice.name.as_deref().map(one_line);
        let name = name.unwrap_or_else(|| "somebody not named".to_owned());
        note("its own sentence says it is denied by", None, name);
    }
    let answered: Vec<String> = (statement.also_about.iter().chain(&statement.about))
        .filter_map(|id| index.said(id))
        .map(|answered| format!("[{}]", answered.reference()))
        .collect();
    if !answered.is_empty() {
        note("in answer to", None, answered.join(" "));
    }
    if statement.carried {
        note(
            "source carried over from a sentence beside it",
            None,
            String::new(),
        );
    }
    note("extraction", None, format!("{:.2}", statement.confidence));
    notes
}

fn band(band: Band) -> &'static str {
    match band {
        Band::AlmostNoChance => ", ICD 203: 1–5 %",
        Band::VeryUnlikely => ", ICD 203: 5–20 %",
        Band::Unlikely => ", ICD 203: 20–45 %",
        Band::RoughlyEven => ", ICD 203: 45–55 %",
        Band::Likely => ", ICD 203: 55–80 %",
        Band::VeryLikely => ", ICD 203: 80–95 %",
        Band::AlmostCertain => ", ICD 203: 95–99 %",
    }
}

/// Since when these reports have the claim, and which of them do not.
pub(crate) fn when_and_who_else(index: &Index<'_>, story: &Story, claim: &Claim) -> String {
    let since = since(index, claim);
    let mut text = match since.first {
        Some((date, report)) => format!("since {} [{report}]", one_line(day(date))),
        None => "since: date not told".to_owned(),
    };
    if !since.undated.is_empty() && since.first.is_some() {
        text.push_str(&format!("; date not told {}", references(&since.undated)));
    }
    let without = reports_without(index, story, claim);
    match without.len() {
        0 => text.push_str(" · in every report"),
        1..=12 => text.push_str(&format!(" · not found in {}", references(&without))),
        more => text.push_str(&format!(" · not found in {more} reports")),
    }
    text
}
