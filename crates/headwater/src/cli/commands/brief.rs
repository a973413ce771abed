//! `headwater brief`

use std::time::Instant;

use headwater::model::Brief;
use headwater::{BriefOptions, Made, WhyLeftOut, forms, make};

use crate::cli::flags::BriefFormat;
use crate::cli::inputs::{self, count};
use crate::cli::messages::Messages;
use crate::cli::output::Output;
use crate::cli::task::{BriefFrom, BriefTask, Inputs};
use crate::cli::{Outcome, Stop, brief_file};

pub fn run(task: &BriefTask, say: &Messages) -> Result<Outcome, Stop> {
    let Some(brief) = of_reports(&task.inputs, &task.options, say)? else {
        return Ok(Outcome::Nothing);
    };
    let text = match task.format {
        BriefFormat::Terminal => forms::terminal(&brief, &task.screen),
        BriefFormat::Md => forms::markdown(&brief),
        BriefFormat::Html => forms::html(&brief),
        BriefFormat::Json => forms::json(&brief),
        BriefFormat::Jsonl => forms::jsonl(&brief),
        BriefFormat::Csv => forms::csv(&brief),
    };
    let mut output = Output::open(task.output.as_deref())?;
    output.write(&text)?;
    output.finish()?;
    if brief
        .readings
        .iter()
        .all(|reading| reading.statements.is_empty())
    {
        let reports = count(brief.readings.len(), "report");
        say.warn(&format!("no statement found in {reports}"));
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Fine)
}

/// The brief in a file, or of reports; `None` where there is nothing to make one of.
pub fn from(brief: &BriefFrom, say: &Messages) -> Result<Option<Brief>, Stop> {
    match brief {
        BriefFrom::File(path) => brief_file::load(path).map(Some),
        BriefFrom::Reports(inputs, options) => of_reports(inputs, options, say),
    }
}

fn of_reports(
    inputs: &Inputs,
    options: &BriefOptions,
    say: &Messages,
) -> Result<Option<Brief>, Stop> {
    headwater::prepare(options.reader);
    let reports = inputs::all(inputs, say)?;
    let total = reports.len();
    if total == 0 {
        if !say.had_errors() {
            say.error("no report to make a brief of");
        }
        return Ok(None);
    }
    let start = Instant::now();
    let made = make(reports, options, &|_| say.one_more_read(Some(total)));
    let Made { brief, left_out } = made.map_err(Stop::error)?;
    say.end_progress();
    for left_out in &left_out {
        let path = &left_out.path;
        match &left_out.why {
            WhyLeftOut::SameAs(first) => say.warn(&format!(
                "{path}: left out, it has the same text and outlet as {first}; if another \
                 outlet printed it, say which in the file"
            )),
            WhyLeftOut::Later(day) => {
                say.info(&format!("{path}: left out, published {day}, after --as-of"))
            }
            WhyLeftOut::Failed(error) => say.error(&error.to_string()),
        }
    }
    if brief.readings.is_empty() {
        say.warn("no report is left to make a brief of");
        return Ok(None);
    }
    say.info(&format!(
        "{} read in {:.1} s",
        count(brief.readings.len(), "report"),
        start.elapsed().as_secs_f64()
    ));
    Ok(Some(brief))
}
