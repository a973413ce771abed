//! The flags of `headwater stream`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::InputFlags;

pub const AFTER_HELP: &str = "\
Each report joins a story or opens one, or shows that two stories are one; what it shares with
earlier reports is told as copied. The folder keeps all of it: reports.jsonl, events.jsonl, and the
state to go on from. Interrupted or not, the same reports in the same order give the same events;
a report that came before is passed over, so the same input can be given again.
Exit status: 0 fine; 1 no report; 2 an error (what could be read was read).";

#[derive(Debug, Args)]
pub struct StreamFlags {
    /// Reports in the order in which they came, folders of them, or - for standard input
    #[arg(value_name = "FILE|FOLDER|-")]
    pub inputs: Vec<PathBuf>,
    /// The folder that keeps the stream; it is made where there is none
    #[arg(long, value_name = "FOLDER")]
    pub state: PathBuf,
    /// The form of the events
    #[arg(short, long, value_name = "FORMAT", default_value = "terminal")]
    pub format: StreamFormat,
    /// Threads to work on [default: all]; changes nothing but the time
    #[arg(long, value_name = "NUMBER")]
    pub threads: Option<NonZeroUsize>,
    #[command(flatten)]
    pub input: InputFlags,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StreamFormat {
    /// For the screen
    Terminal,
    /// One JSON object a line, as in events.jsonl
    Jsonl,
}
