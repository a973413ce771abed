//! The flags as they are typed. `task` says what they mean; nothing else sees them.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

mod stories;
mod stream;

pub use stories::{ByFlag, StoriesFlags, StoriesFormat};
pub use stream::{StreamFlags, StreamFormat};

const AFTER_HELP: &str = "\
Exit status: 0 fine; 1 nothing found, or a check failed; 2 an error (what could be read was read).

Examples:
  headwater brief reports/                     the brief of a folder of reports
  headwater brief a.html b.txt -o brief.html   the same as one self-contained page
  headwater brief reports/ --format json -o brief.json
  headwater stories reports/ --by echo         which stories are most repeated
  headwater explain c1f0 --in brief.json       why a claim has its origins
  headwater check --min-origins 2 brief.json   does each claim have two origins at least?
  headwater verify brief.json reports/         is every quotation where it says?";

/// Traces every claim in news reports to its own headwater: who says it, through whom it came, who
/// denies it, and how many independent origins are behind it. Nothing leaves this machine.
#[derive(Debug, Parser)]
#[command(name = "headwater", version, after_help = AFTER_HELP, max_term_width = 100)]
pub struct Flags {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub everywhere: Everywhere,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// The brief of a story: its claims, who makes them, and how many origins they have
    Brief(BriefFlags),
    /// The stories of the reports, and how much of each is repetition
    #[command(after_help = stories::AFTER_HELP)]
    Stories(StoriesFlags),
    /// Stories and copies while reports come in, kept in a folder
    #[command(after_help = stream::AFTER_HELP)]
    Stream(StreamFlags),
    /// What each report says by itself: statements, chains, names, times, places, numbers
    Read(ReadFlags),
    /// Whether every quotation of a brief stands in the reports, byte for byte
    Verify(VerifyFlags),
    /// Why a claim has its origins
    Explain(ExplainFlags),
    /// Whether claims have as many origins as a rule asks for; exits with 1 where not
    Check(CheckFlags),
    /// Which claims lose origins if a voice, outlet or report is withdrawn
    Impact(ImpactFlags),
    /// Completions for a shell, on standard output
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// The manual page, on standard output
    Man {
        /// The page of this command instead
        command: Option<String>,
    },
    /// The JSON Schema of what headwater writes, on standard output
    Schema {
        /// Of which document
        document: Document,
    },
    /// The version of the program and of its JSON
    Version,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Document {
    /// What `brief --format json` writes
    Brief,
    /// What `read --format json` writes
    Reading,
    /// What `stories --format json` writes
    Stories,
    /// What `stream --format jsonl` writes a line of
    Event,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Everywhere {
    /// When to colour the terminal's output; NO_COLOR is heeded
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorFlag,
    /// Columns to lay out for [default: the terminal's, or 80]
    #[arg(long, global = true, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(24..))]
    pub width: Option<u16>,
    /// No warnings and no progress; errors are still shown
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// How much to tell on standard error
    #[arg(long, global = true, value_name = "LEVEL", conflicts_with = "quiet")]
    pub log: Option<LogFlag>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorFlag {
    /// When standard output is a terminal
    Auto,
    /// Also into files and pipes
    Always,
    /// Never
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFlag {
    /// What could not be done
    Error,
    /// Also what to be careful about (the default)
    Warn,
    /// Also what is being done
    Info,
    /// Also each report
    Debug,
}

/// What is read, and what is said of it from outside.
#[derive(Clone, Debug, Default, Args)]
pub struct InputFlags {
    /// The publisher of all reports; stands above what the files say
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// The date of all reports, such as 2023-09-05; stands above what the files say
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,
    /// Bytes that one file may have
    #[arg(long, value_name = "BYTES", hide = true)]
    pub max_file_bytes: Option<usize>,
    /// Bytes that the text of one report may have
    #[arg(long, value_name = "BYTES", hide = true)]
    pub max_text_bytes: Option<usize>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ReaderFlag {
    /// Six layers
    #[default]
    Full,
    /// Two layers that learnt from the six
    Fast,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ProfileFlag {
    /// Words without a value
    #[default]
    Plain,
    /// Numbers, as ACLED codes them: tens 10, dozens 12, hundreds 100
    Acled,
}

/// How reports are read.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct ReadingFlags {
    /// Which reader: full finds more, fast reads several times as many reports a second
    #[arg(long, value_name = "READER", default_value = "full")]
    pub reader: ReaderFlag,
    /// Threads to read on [default: all]; changes nothing but the time
    #[arg(long, value_name = "NUMBER")]
    pub threads: Option<NonZeroUsize>,
    /// What vague numbers such as "dozens" are read as
    #[arg(long, value_name = "PROFILE", default_value = "plain")]
    pub profile: ProfileFlag,
}

/// How reports are put together.
#[derive(Clone, Debug, Default, Args)]
pub struct StoryFlags {
    /// Take all reports for one story
    #[arg(long)]
    pub one_story: bool,
    /// Leave out reports published after this day: the brief as it stood then
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
}

#[derive(Debug, Args)]
pub struct BriefFlags {
    /// Reports (.txt .md .html .json .jsonl, also .gz), folders of them, or - for standard input
    #[arg(value_name = "FILE|FOLDER|-")]
    pub inputs: Vec<PathBuf>,
    /// A story of a stream, by its id or the beginning of it, instead of files
    #[arg(
        long = "from-story",
        value_name = "ID",
        requires = "state",
        conflicts_with = "inputs"
    )]
    pub from_story: Option<String>,
    /// The folder of that stream, also while it goes on
    #[arg(long, value_name = "FOLDER", requires = "from_story")]
    pub state: Option<PathBuf>,
    /// The form of the brief [default: by the name of the output file, or terminal]
    #[arg(short, long, value_name = "FORMAT")]
    pub format: Option<BriefFormat>,
    /// Write to this file, whole or not at all, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Show every claim in full on the screen, and not only the first of them
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub story: StoryFlags,
    #[command(flatten)]
    pub reading: ReadingFlags,
    #[command(flatten)]
    pub input: InputFlags,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum BriefFormat {
    /// For the screen
    Terminal,
    /// Markdown
    Md,
    /// One self-contained page
    Html,
    /// The whole brief as one JSON document
    Json,
    /// One claim a line
    Jsonl,
    /// One row a statement
    Csv,
}

#[derive(Debug, Args)]
pub struct ReadFlags {
    /// Reports (.txt .md .html .json .jsonl, also .gz), folders of them, or - for standard input
    #[arg(value_name = "FILE|FOLDER|-")]
    pub inputs: Vec<PathBuf>,
    /// The form of the readings [default: by the name of the output file, or terminal]
    #[arg(short, long, value_name = "FORMAT")]
    pub format: Option<ReadFormat>,
    /// Write to this file, whole or not at all, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingFlags,
    #[command(flatten)]
    pub input: InputFlags,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReadFormat {
    /// The text marked up, for the screen
    Terminal,
    /// One JSON object for one report, an array for several
    Json,
    /// One JSON object a line, in the order of the input, as they are read
    Jsonl,
}

#[derive(Debug, Args)]
pub struct VerifyFlags {
    /// A brief or readings, as written by --format json
    #[arg(value_name = "BRIEF.json")]
    pub brief: PathBuf,
    /// The reports that it was made from
    #[arg(value_name = "FILE|FOLDER|-", required = true)]
    pub inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub input: InputFlags,
}

/// Where a brief comes from: reports, or a file that has one.
#[derive(Debug, Args)]
pub struct BriefOfFlags {
    /// Reports, folders of them, - for standard input, or a brief in JSON
    #[arg(value_name = "FILE|FOLDER|-")]
    pub inputs: Vec<PathBuf>,
    /// The brief to look in, as written by `brief --format json`
    #[arg(long = "in", value_name = "BRIEF.json", conflicts_with = "inputs")]
    pub brief: Option<PathBuf>,
    #[command(flatten)]
    pub story: StoryFlags,
    #[command(flatten)]
    pub reading: ReadingFlags,
    #[command(flatten)]
    pub input: InputFlags,
}

#[derive(Debug, Args)]
pub struct ExplainFlags {
    /// The id of a claim or statement, or its beginning; or the number of a claim
    #[arg(value_name = "ID")]
    pub id: String,
    #[command(flatten)]
    pub of: BriefOfFlags,
}

#[derive(Debug, Args)]
pub struct CheckFlags {
    #[command(flatten)]
    pub of: BriefOfFlags,
    /// Independent origins that a claim must have at the least: its `min` counts, not its `max`
    #[arg(long, value_name = "NUMBER")]
    pub min_origins: NonZeroUsize,
    /// Only the claim that says this: words of yours, the id of a claim or its beginning, or its
    /// number [default: every claim that somebody asserts]
    #[arg(long, value_name = "TEXT|ID")]
    pub claim: Option<String>,
    /// The form of the answer
    #[arg(short, long, value_name = "FORMAT", default_value = "terminal")]
    pub format: AnswerFormat,
}

#[derive(Debug, Args)]
pub struct ImpactFlags {
    /// A voice, the body it speaks for, a carrier or an outlet (by name), or a report (by path)
    #[arg(value_name = "SOURCE")]
    pub source: String,
    #[command(flatten)]
    pub of: BriefOfFlags,
    /// The form of the answer
    #[arg(short, long, value_name = "FORMAT", default_value = "terminal")]
    pub format: AnswerFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AnswerFormat {
    /// For the screen
    Terminal,
    /// One JSON document
    Json,
}
