//! `headwater read`

use headwater::model::Reading;
use headwater::{Error, forms, read_all};

use crate::cli::flags::ReadFormat;
use crate::cli::inputs;
use crate::cli::messages::Messages;
use crate::cli::output::Output;
use crate::cli::task::ReadTask;
use crate::cli::{Outcome, Stop};

pub fn run(task: &ReadTask, say: &Messages) -> Result<Outcome, Stop> {
    headwater::prepare(task.reader);
    let files = inputs::files(&task.inputs);
    let one_file = files.len() == 1;
    let reports = inputs::stream(&task.inputs, files, say)?;
    let readings = read_all(reports, task.reader, task.threads);
    let mut output = Output::open(task.output.as_deref())?;
    let mut writer = Writer::new(task, one_file);
    let (mut read, mut statements) = (0_usize, 0);
    for reading in readings {
        say.one_more_read(None);
        let mut reading = match reading {
            Ok(reading) => reading,
            Err(error @ (Error::Model { .. } | Error::Threads { .. })) => {
                return Err(Stop::error(error));
            }
            Err(error) => {
                say.error(&error.to_string());
                continue;
            }
        };
        task.profile.read(&mut reading.quantities);
        read += 1;
        statements += reading.statements.len();
        writer.write(reading, &mut output)?;
    }
    say.end_progress();
    writer.end(&mut output)?;
    if read == 0 {
        // Every report failed and each said why: no empty file in the place of a good one.
        return Ok(Outcome::Nothing);
    }
    output.finish()?;
    if statements == 0 {
        say.warn("no statement found");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Fine)
}

/// Writes readings as they come.
struct Writer<'a> {
    task: &'a ReadTask,
    one_file: bool,
    written: usize,
    /// In JSON the first reading waits: alone it is an object, with others an array.
    waiting: Option<Reading>,
}

impl<'a> Writer<'a> {
    fn new(task: &'a ReadTask, one_file: bool) -> Self {
        Self {
            task,
            one_file,
            written: 0,
            waiting: None,
        }
    }

    fn write(&mut self, reading: Reading, output: &mut Output) -> Result<(), Stop> {
        match self.task.format {
            ReadFormat::Terminal => {
                if self.written > 0 {
                    output.write("\n")?;
                }
                output.write(&forms::reading_terminal(&reading, &self.task.screen))?;
            }
            ReadFormat::Jsonl => {
                output.write(&forms::reading_jsonl(&reading))?;
                output.flush()?;
            }
            ReadFormat::Json if self.one_file && self.written == 0 && self.waiting.is_none() => {
                self.waiting = Some(reading);
                return Ok(());
            }
            ReadFormat::Json => {
                if let Some(first) = self.waiting.take() {
                    self.item(&first, output)?;
                }
                self.item(&reading, output)?;
                return Ok(());
            }
        }
        self.written += 1;
        Ok(())
    }

    fn item(&mut self, reading: &Reading, output: &mut Output) -> Result<(), Stop> {
        output.write(if self.written == 0 { "[\n" } else { ",\n" })?;
        output.write(forms::reading_json(reading).trim_end())?;
        self.written += 1;
        Ok(())
    }

    fn end(&mut self, output: &mut Output) -> Result<(), Stop> {
        match (self.task.format, self.waiting.take()) {
            (ReadFormat::Json, Some(only)) => output.write(&forms::reading_json(&only)),
            (ReadFormat::Json, None) if self.written > 0 => output.write("\n]\n"),
            _ => Ok(()),
        }
    }
}
