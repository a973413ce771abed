//! `headwater verify`

use headwater::check;

use crate::cli::inputs::{self, count};
use crate::cli::messages::Messages;
use crate::cli::output::Output;
use crate::cli::plain::{neutral, wrapped};
use crate::cli::task::VerifyTask;
use crate::cli::{Outcome, Stop, brief_file};

pub fn run(task: &VerifyTask, say: &Messages) -> Result<Outcome, Stop> {
    let brief = brief_file::load(&task.brief)?;
    let reports = inputs::all(&task.inputs, say)?;
    let checked = check(&brief, &reports);
    let mut output = Output::open(None)?;
    for missing in &checked.missing {
        let mut line = format!("{}: {}", neutral(&missing.at), neutral(&missing.why));
        if let Some(words) = &missing.words {
            line.push_str(&format!(": “{}”", neutral(words)));
        }
        output.write(&wrapped(&line, task.screen.width, 4))?;
    }
    let seen = format!(
        "{}, {}, {}",
        count(checked.reports, "report"),
        count(checked.statements, "statement"),
        count(checked.claims, "claim")
    );
    let (verdict, outcome) = match checked.missing.len() {
        // A brief of nothing quotes nothing, and nothing was checked.
        0 if brief.readings.is_empty() => ("nothing to check".to_owned(), Outcome::Nothing),
        0 => (
            "every quotation stands where it says".to_owned(),
            Outcome::Fine,
        ),
        1 => (
            "1 does not stand where it says".to_owned(),
            Outcome::Nothing,
        ),
        many => (
            format!("{many} do not stand where they say"),
            Outcome::Nothing,
        ),
    };
    output.write(&format!("{seen}: {verdict}\n"))?;
    output.finish()?;
    Ok(outcome)
}
