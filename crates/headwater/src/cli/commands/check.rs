//! `headwater check`

use headwater::claims::saying;
use headwater::model::{Brief, Claim, SCHEMA};
use serde::Serialize;

use super::brief;
use super::explain::{self, Found};
use super::impact::Count;
use crate::cli::flags::AnswerFormat;
use crate::cli::inputs::count;
use crate::cli::messages::Messages;
use crate::cli::output::Output;
use crate::cli::plain::{neutral, neutral_json, range, wrapped};
use crate::cli::task::CheckTask;
use crate::cli::{Outcome, Stop};

pub fn run(task: &CheckTask, say: &Messages) -> Result<Outcome, Stop> {
    let Some(brief) = brief::from(&task.brief, say)? else {
        return Ok(Outcome::Nothing);
    };
    let claims = match &task.claim {
        None => asserted(&brief),
        Some(wanted) => meant(&brief, wanted)?,
    };
    if claims.is_empty() {
        say.warn(&match &task.claim {
            None => "no claim in the brief that somebody asserts".to_owned(),
            Some(wanted) => format!(
                "no claim says this: {wanted}; a sentence of a report must have all its names, in this \
                 order, all its numbers and most of its words, and be as sure as it is (\"probably\", \
                 \"may\"); headwater brief shows the claims"
            ),
        });
    }
    let text = match task.format {
        AnswerFormat::Terminal => terminal(task.least, &claims, task.screen.width),
        AnswerFormat::Json => json(task.least, &claims)?,
    };
    let mut output = Output::open(None)?;
    output.write(&text)?;
    output.finish()?;
    let met = !claims.is_empty() && claims.iter().all(|claim| claim.origins.min >= task.least);
    Ok(if met { Outcome::Fine } else { Outcome::Nothing })
}

/// The claims that some report supports.
fn asserted(brief: &Brief) -> Vec<&Claim> {
    let claims = brief.stories.iter().flat_map(|story| &story.claims);
    claims.filter(|claim| claim.documents > 0).collect()
}

/// The claims that are meant: by id or number, or by what they say. Where several say it equally
/// well, all of them, so that none passes for another.
fn meant<'b>(brief: &'b Brief, wanted: &str) -> Result<Vec<&'b Claim>, Stop> {
    let wanted = wanted.trim();
    if !wanted.contains(char::is_whitespace) {
        match explain::find(brief, wanted) {
            Found::Claims(ids) => {
                let claims = brief.stories.iter().flat_map(|story| &story.claims);
                return Ok(claims.filter(|claim| ids.contains(&claim.id)).collect());
            }
            Found::Several(ids) => return Err(explain::several(wanted, &ids)),
            Found::Nothing(_) => {}
        }
    }
    let found = saying(brief, wanted);
    let best = found.first().map_or(0.0, |found| found.share);
    let closest = found.iter().take_while(|found| found.share == best);
    Ok(closest.map(|found| found.claim).collect())
}

fn terminal(least: usize, claims: &[&Claim], width: usize) -> String {
    let mut out = String::new();
    let met = |claim: &Claim| claim.origins.min >= least;
    for claim in claims {
        let line = format!(
            "{} {}  “{}” ({})",
            if met(claim) { "met  " } else { "unmet" },
            range((claim.origins.min, claim.origins.max)),
            neutral(&claim.text),
            claim.id
        );
        out.push_str(&wrapped(&line, width, 6));
    }
    let of = count(claims.len(), "claim");
    let number = claims.iter().filter(|claim| met(claim)).count();
    if !claims.is_empty() {
        let rule = count(least, "independent origin");
        let tail = format!("{number} of {of}: at least {rule} (min).");
        out.push_str(&wrapped(&tail, width, 0));
    }
    out
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'a str,
    min_origins: usize,
    met: bool,
    claims: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    text: &'a str,
    origins: Count,
    met: bool,
}

fn json(least: usize, claims: &[&Claim]) -> Result<String, Stop> {
    let rows: Vec<Row<'_>> = (claims.iter())
        .map(|claim| Row {
            id: &claim.id,
            text: &claim.text,
            origins: Count {
                min: claim.origins.min,
                max: claim.origins.max,
            },
            met: claim.origins.min >= least,
        })
        .collect();
    let document = Document {
        schema: SCHEMA,
        min_origins: least,
        met: !rows.is_empty() && rows.iter().all(|row| row.met),
        claims: rows,
    };
    let text = serde_json::to_string_pretty(&document).map_err(Stop::error)?;
    Ok(neutral_json(&text) + "\n")
}
