//! Reports out of what the user names, with what is to be said about them.

use headwater::ingest::{IngestError, Ingested, Source, read, sources};
use headwater::model::Report;

use super::Stop;
use super::journal::Stored;
use super::messages::Messages;
use super::plain::neutral;
use super::task::{Inputs, StoryInStream};

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
    if let Some(story) = &inputs.story {
        return of_story(story, say);
    }
    Ok(stream(inputs, files(inputs), say)?.collect())
}

/// The reports of a story in a stream.
fn of_story(story: &StoryInStream, say: &Messages) -> Result<Vec<Report>, Stop> {
    let stored = Stored::open(&story.state)?;
    let (stream, _) = stored.resume()?;
    let shown = neutral(&format!("{}: {}", story.state.display(), story.id));
    let found = stream.stories(&story.id);
    let [id] = found.as_slice() else {
        let what = match found.len() {
            0 => "no story has an id that begins so".to_owned(),
            many => format!("{many} stories have an id that begins so; give more of it"),
        };
        return Err(Stop::error(format!(
            "{shown}: {what} (events.jsonl names them)"
        )));
    };
    let numbers = match stream.story(id) {
        Some((now, numbers)) => {
            if now != *id {
                say.warn(&format!("{shown}: now part of {now}"));
            }
            numbers
        }
        None => Vec::new(),
    };
    let reports = numbers.into_iter().map(|number| stored.report(number));
    let reports: Option<Vec<Report>> = reports.collect();
    reports.ok_or_else(|| Stop::error(format!("{shown}: its reports cannot be read again")))
}

/// `1 report`, `2 reports`.
pub fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}
