//! Reports to readings, side by side.

use std::any::Any;
use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;
use std::thread::Builder;

use headwater_encoder::{Encoder, Weights};
use headwater_model::{Reading, Report, misquotes};

use crate::Error;
use crate::side_by_side::{count, side_by_side};

/// Begins to load the encoder and the word patterns on threads of their own, once, and returns at
/// once. [`read`] does so itself; whoever has other work to do first calls this before it.
pub fn prepare(weights: Weights) {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        // Where no thread can be had, they are made when they are needed.
        drop(Builder::new().spawn(move || _ = Encoder::embedded(weights)));
        for task in headwater_reader::WARM {
            drop(Builder::new().spawn(task));
        }
    });
}

/// Reads one report.
///
/// ```no_run
/// # use headwater::Weights;
/// # use headwater::ingest::{Format, Options, parse};
/// let text = b"Ferry sinks\n\nA ferry sank on Monday, police told AFP.";
/// let ingested = parse(text, Format::Text, "ferry.txt", &Options::default()).remove(0)?;
/// let reading = headwater::read(ingested.report, Weights::Full)?;
/// assert_eq!(reading.statements[0].chain.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the embedded model is broken, or the reading holds a quotation that does not stand in the
/// report. A fault in the reader comes out as an error too, so that it costs this report only.
pub fn read(report: Report, weights: Weights) -> Result<Reading, Error> {
    prepare(weights);
    let encoder = Encoder::embedded(weights).map_err(|error| Error::Model {
        why: error.to_string(),
    })?;
    let path = report.path.clone();
    let read = catch_unwind(AssertUnwindSafe(|| headwater_reader::read(report, encoder)));
    let reading = match read {
        Ok(Ok(reading)) => reading,
        Ok(Err(error)) => {
            let why = error.to_string();
            return Err(Error::Reading { path, why });
        }
        Err(panic) => {
            let why = panic_words(panic.as_ref());
            return Err(Error::Fault { path, why });
        }
    };
    match misquotes(&reading).into_iter().next() {
        None => Ok(reading),
        Some(misquote) => Err(Error::Misquoted {
            path,
            what: misquote.what,
            start: misquote.span.start,
            end: misquote.span.end,
        }),
    }
}

fn panic_words(panic: &(dyn Any + Send)) -> String {
    let words = (panic.downcast_ref::<&str>().copied())
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    words.unwrap_or("no reason given").to_owned()
}

/// Reads reports as they come, in their order, holding only a few at a time.
///
/// A report that cannot be read is an error in its place. Threads that cannot be started are an
/// error in the place of the reports that they were for.
pub fn read_all<I: Iterator<Item = Report>>(
    reports: I,
    weights: Weights,
    threads: Option<NonZeroUsize>,
) -> ReadAll<I> {
    ReadAll {
        reports,
        weights,
        threads,
        room: count(threads),
        most: count(threads) * 16,
        ready: VecDeque::new(),
    }
}

/// Bytes of text that are read side by side, beside the first report.
const CHUNK_BYTES: usize = 1 << 20;

/// The readings of reports, in their order. Made by [`read_all`].
pub struct ReadAll<I> {
    reports: I,
    weights: Weights,
    threads: Option<NonZeroUsize>,
    /// Reports in the next chunk. It begins small, so that the first reading comes soon.
    room: usize,
    most: usize,
    ready: VecDeque<Result<Reading, Error>>,
}

impl<I: Iterator<Item = Report>> Iterator for ReadAll<I> {
    type Item = Result<Reading, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ready.is_empty() {
            let mut chunk = Vec::new();
            let mut bytes = 0;
            while chunk.len() < self.room && bytes < CHUNK_BYTES {
                let Some(report) = self.reports.next() else {
                    break;
                };
                bytes += report.text.len();
                chunk.push(report);
            }
            self.room = (self.room * 2).min(self.most);
            let weights = self.weights;
            match side_by_side(self.threads, chunk, &|report| read(report, weights)) {
                Ok(readings) => self.ready.extend(readings),
                Err(error) => self.ready.push_back(Err(error)),
            }
        }
        self.ready.pop_front()
    }
}
