//! `headwater impact`

use std::collections::BTreeMap;

use headwater::model::{Brief, Claim, SCHEMA};
use headwater::origins::{ImpactRow, impact};
use serde::Serialize;

use super::brief;
use crate::cli::flags::AnswerFormat;
use crate::cli::inputs::count;
use crate::cli::messages::Messages;
use crate::cli::output::Output;
use crate::cli::plain::{neutral, neutral_json, range, wrapped};
use crate::cli::task::ImpactTask;
use crate::cli::{Outcome, Stop};

pub fn run(task: &ImpactTask, say: &Messages) -> Result<Outcome, Stop> {
    let Some(brief) = brief::from(&task.brief, say)? else {
        return Ok(Outcome::Nothing);
    };
    let rows = impact(&brief, &task.source);
    let claims = by_id(&brief);
    let text = match task.format {
        AnswerFormat::Terminal => terminal(&task.source, &rows, &claims, task.screen.width),
        AnswerFormat::Json => json(&task.source, &rows, &claims)?,
    };
    let mut output = Output::open(None)?;
    output.write(&text)?;
    output.finish()?;
    Ok(if rows.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Fine
    })
}

fn by_id(brief: &Brief) -> BTreeMap<&str, &Claim> {
    let claims = brief.stories.iter().flat_map(|story| &story.claims);
    claims.map(|claim| (claim.id.as_str(), claim)).collect()
}

fn terminal(
    source: &str,
    rows: &[ImpactRow],
    claims: &BTreeMap<&str, &Claim>,
    width: usize,
) -> String {
    let source = neutral(source);
    if rows.is_empty() {
        let none = format!("Without {source}: no claim of this brief loses an origin.");
        return wrapped(&none, width, 0);
    }
    let head = format!(
        "Without {source}, {} of {} in this brief would have other origins.",
        rows.len(),
        count(claims.len(), "claim")
    );
    let mut out = wrapped(&head, width, 0);
    for row in rows {
        let words = claims
            .get(row.claim.as_str())
            .map_or("", |claim| &claim.text);
        let line = format!(
            "  {} → {}  “{}” ({}; {} withdrawn)",
            range(row.before),
            range(row.after),
            neutral(words),
            row.claim,
            count(row.withdrawn.len(), "statement")
        );
        out.push('\n');
        out.push_str("  ");
        out.push_str(&wrapped(line.trim_start(), width.saturating_sub(2), 8));
    }
    out
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'a str,
    source: &'a str,
    claims: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    text: &'a str,
    before: Count,
    after: Count,
    withdrawn: &'a [String],
}

/// Origins as JSON has them.
#[derive(Serialize)]
pub(super) struct Count {
    pub min: usize,
    pub max: Option<usize>,
}

fn json(source: &str, rows: &[ImpactRow], claims: &BTreeMap<&str, &Claim>) -> Result<String, Stop> {
    let count = |(min, max)| Count { min, max };
    let document = Document {
        schema: SCHEMA,
        source,
        claims: (rows.iter())
            .map(|row| Row {
                id: &row.claim,
                text: claims
                    .get(row.claim.as_str())
                    .map_or("", |claim| &claim.text),
                before: count(row.before),
                after: count(row.after),
                withdrawn: &row.withdrawn,
            })
            .collect(),
    };
    let text = serde_json::to_string_pretty(&document).map_err(Stop::error)?;
    Ok(neutral_json(&text) + "\n")
}
