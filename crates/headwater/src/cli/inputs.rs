//! Reports out of what the user names, with what is to be said about them.

use headwater::ingest::{IngestError, Ingested, Source, read, sources};
use headwater::model::Report;

use super::Stop;
use super::messages::Messages;
use super::task::Inputs;

/// The files that the inputs stand for.
pub fn files(inputs: &Inputs) -> Vec<Result<Source, IngestError>> {
    sources(&inputs.paths)
}

/// The reports one by one. What cannot be read is said and passed over.
pub fn stream<'a>(
    inputs: &Inputs,
    files: Vec<Result<Source, IngestError>>,
    say: &'a Messages,
) -> Result<impl Iterator<Item = Report> + 'a, Stop> {
    say.info(&format!("{} to read", count(files.len(), "file")));
    let reports = read(files, inputs.ingest.clone()).map_err(Stop::error)?;
    Ok(reports.filter_map(move |ingested| match ingested {
        Ok(Ingested { report, warnings }) => {
            for warning in warnings {
                say.warn(&warning.to_string());
            }
            say.debug(&format!(
                "{}: {} bytes of text",
                report.path,
                report.text.len()
            ));
            Some(report)
        }
        Err(error) => {
            say.error(&error.to_string());
            None
        }
    }))
}

/// All reports at once.
pub fn all(inputs: &Inputs, say: &Messages) -> Result<Vec<Report>, Stop> {
    Ok(stream(inputs, files(inputs), say)?.collect())
}

/// `1 report`, `2 reports`.
pub fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}
