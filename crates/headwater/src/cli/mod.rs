//! From arguments to an exit status.

mod brief_file;
mod commands;
mod flags;
mod inputs;
mod journal;
mod messages;
mod output;
mod plain;
mod screen;
mod task;

use std::process::ExitCode;

use clap::Parser;

use messages::{Level, Messages};
use task::{Task, Work};

/// How a command ended that was not stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It found what it looked for.
    Fine,
    /// It found nothing, or a check failed.
    Nothing,
}

/// Why a command stopped.
#[derive(Debug)]
pub enum Stop {
    /// Nobody reads the output any more; no error.
    Unread,
    /// A message for the user: what, where, and the way out.
    Error(String),
}

impl Stop {
    /// An error with this message.
    pub fn error(message: impl ToString) -> Self {
        Self::Error(message.to_string())
    }
}

/// Runs what the arguments ask for.
pub fn main() -> ExitCode {
    // Help and version go to standard output with status 0, usage errors to standard error with 2.
    let flags = flags::Flags::parse();
    let work = match Work::new(flags) {
        Ok(work) => work,
        Err(message) => {
            Messages::new(Level::Error).error(&message);
            return ExitCode::from(2);
        }
    };
    let say = Messages::new(work.log);
    let ended = run(&work, &say);
    say.end_progress();
    let status = match ended {
        Ok(Outcome::Fine) => 0,
        Ok(Outcome::Nothing) => 1,
        Err(Stop::Unread) => 0,
        Err(Stop::Error(message)) => {
            say.error(&message);
            2
        }
    };
    // Bad input among good: the good was read, the status still says it.
    ExitCode::from(if say.had_errors() { 2 } else { status })
}

fn run(work: &Work, say: &Messages) -> Result<Outcome, Stop> {
    match &work.task {
        Task::Brief(task) => commands::brief::run(task, say),
        Task::Stories(task) => commands::stories::run(task, say),
        Task::Stream(task) => commands::stream::run(task, say),
        Task::Read(task) => commands::read::run(task, say),
        Task::Verify(task) => commands::verify::run(task, say),
        Task::Explain(task) => commands::explain::run(task, say),
        Task::Check(task) => commands::check::run(task, say),
        Task::Impact(task) => commands::impact::run(task, say),
        Task::Completions(shell) => commands::papers::completions(*shell),
        Task::Manual(command) => commands::papers::manual(command.as_deref()),
        Task::Schema(document) => commands::papers::schema(*document),
        Task::Version => commands::papers::version(),
    }
}
