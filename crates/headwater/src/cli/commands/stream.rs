//! `headwater stream`

use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use headwater::model::{Report, StreamEvent};
use headwater::{Stream, forms};

use crate::cli::flags::StreamFormat;
use crate::cli::inputs::{self, count};
use crate::cli::journal::Journal;
use crate::cli::messages::Messages;
use crate::cli::output::Output;
use crate::cli::task::StreamTask;
use crate::cli::{Outcome, Stop};

/// Reports that are taken at once, at most: those that are there, so that one that comes alone is
/// not kept waiting.
const BATCH: usize = 256;

pub fn run(task: &StreamTask, say: &Messages) -> Result<Outcome, Stop> {
    let (mut journal, mut stream) = Journal::open(&task.state)?;
    if !stream.is_empty() {
        say.info(&format!("{} there already", count(stream.len(), "report")));
    }
    let mut output = Output::open(None)?;
    let mut told = Told::default();
    thread::scope(|scope| {
        let (send, receive) = sync_channel(BATCH);
        let files = inputs::files(&task.inputs);
        let reports = inputs::stream(&task.inputs, files, say)?;
        scope.spawn(move || {
            for report in reports {
                // Nobody listens any more when the work stopped.
                if send.send(report).is_err() {
                    return;
                }
            }
        });
        while let Some(batch) = next(&receive) {
            let batch = new(batch, &stream, &mut told);
            let earlier = |number| journal.stored().report(number);
            let events = stream.add(&batch, &earlier, task.threads);
            let events = events.map_err(Stop::error)?;
            journal.add(&batch, &events, &stream)?;
            for event in &events {
                told.count(event);
                output.write(&match task.format {
                    StreamFormat::Terminal => {
                        let name = |id: &str| name(&journal, &stream, id);
                        forms::event_terminal(event, &name, &task.screen)
                    }
                    StreamFormat::Jsonl => forms::event_jsonl(event),
                })?;
            }
            output.flush()?;
        }
        Ok(())
    })?;
    journal.save(&stream)?;
    output.finish()?;
    say.info(&told.summary());
    Ok(match stream.is_empty() {
        true => Outcome::Nothing,
        false => Outcome::Fine,
    })
}

/// The reports that are there, at least one; nothing when no more will come.
fn next(reports: &Receiver<Report>) -> Option<Vec<Report>> {
    let mut batch = vec![reports.recv().ok()?];
    batch.extend(reports.try_iter().take(BATCH - 1));
    Some(batch)
}

/// Those that did not come before, each once.
fn new(batch: Vec<Report>, stream: &Stream, told: &mut Told) -> Vec<Report> {
    let mut here = std::collections::BTreeSet::new();
    let count = batch.len();
    let new = batch.into_iter();
    let new: Vec<Report> = new
        .filter(|report| !stream.has(&report.id) && here.insert(report.id.clone()))
        .collect();
    told.again += count - new.len();
    new
}

/// What to call a report: its outlet, or else where it came from.
fn name(journal: &Journal, stream: &Stream, id: &str) -> String {
    let report = stream
        .number(id)
        .and_then(|number| journal.stored().report(number));
    let name = report.map(|report| report.outlet.unwrap_or(report.path));
    name.unwrap_or_else(|| id.to_owned())
}

/// What the input changed.
#[derive(Default)]
struct Told {
    reports: usize,
    opened: usize,
    copies: usize,
    again: usize,
}

impl Told {
    fn count(&mut self, event: &StreamEvent) {
        match event {
            StreamEvent::Opened(_) => {
                self.reports += 1;
                self.opened += 1;
            }
            StreamEvent::Joined(_) => self.reports += 1,
            StreamEvent::Copied(_) => self.copies += 1,
            _ => {}
        }
    }

    fn summary(&self) -> String {
        format!(
            "{}, {} opened, {} of shared text; {} there before",
            count(self.reports, "new report"),
            match self.opened {
                1 => "1 story".to_owned(),
                many => format!("{many} stories"),
            },
            count(self.copies, "link"),
            self.again,
        )
    }
}
