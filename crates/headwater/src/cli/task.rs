//! What the flags mean. Beyond this file nothing sees a raw flag.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use headwater::forms::TerminalOptions;
use headwater::ingest::{self, Limits, normalise_date};
use headwater::{BriefOptions, Profile, Weights};

use super::flags::{
    AnswerFormat, BriefFlags, BriefFormat, BriefOfFlags, CheckFlags, Command, Document, Everywhere,
    ExplainFlags, Flags, ImpactFlags, InputFlags, LogFlag, ProfileFlag, ReadFlags, ReadFormat,
    ReaderFlag, ReadingFlags, StoryFlags, VerifyFlags,
};
use super::messages::Level;
use super::screen;

mod stories;
mod stream;

pub use stories::StoriesTask;
pub use stream::StreamTask;

/// What to do, and how much to tell while doing it.
pub struct Work {
    pub log: Level,
    pub task: Task,
}

/// What to do.
pub enum Task {
    Brief(BriefTask),
    Stories(StoriesTask),
    Stream(StreamTask),
    Read(ReadTask),
    Verify(VerifyTask),
    Explain(ExplainTask),
    Check(CheckTask),
    Impact(ImpactTask),
    Completions(clap_complete::Shell),
    Manual(Option<String>),
    Schema(Document),
    Version,
}

/// Reports to read.
pub struct Inputs {
    pub paths: Vec<PathBuf>,
    pub ingest: ingest::Options,
    /// Instead of files.
    pub story: Option<StoryInStream>,
}

/// A story in a stream.
pub struct StoryInStream {
    pub state: PathBuf,
    /// Its id, or the beginning of it.
    pub id: String,
}

pub struct BriefTask {
    pub inputs: Inputs,
    pub options: BriefOptions,
    pub format: BriefFormat,
    pub output: Option<PathBuf>,
    pub screen: TerminalOptions,
}

pub struct ReadTask {
    pub inputs: Inputs,
    pub reader: Weights,
    pub threads: Option<std::num::NonZeroUsize>,
    pub profile: Profile,
    pub format: ReadFormat,
    pub output: Option<PathBuf>,
    pub screen: TerminalOptions,
}

pub struct VerifyTask {
    pub brief: PathBuf,
    pub inputs: Inputs,
    pub screen: TerminalOptions,
}

/// Where a brief comes from.
pub enum BriefFrom {
    /// A file with one.
    File(PathBuf),
    /// The reports that it is made of.
    Reports(Inputs, BriefOptions),
}

pub struct ExplainTask {
    pub id: String,
    pub brief: BriefFrom,
    pub screen: TerminalOptions,
}

pub struct CheckTask {
    /// The least number of origins.
    pub least: usize,
    /// The claim that is meant, in a person's words or by id; none: all.
    pub claim: Option<String>,
    pub brief: BriefFrom,
    pub format: AnswerFormat,
    pub screen: TerminalOptions,
}

pub struct ImpactTask {
    pub source: String,
    pub brief: BriefFrom,
    pub format: AnswerFormat,
    pub screen: TerminalOptions,
}

impl Work {
    /// What the flags mean, or what is wrong with them, in words.
    pub fn new(flags: Flags) -> Result<Self, String> {
        let Flags {
            command,
            everywhere,
        } = flags;
        let task = match command {
            Command::Brief(flags) => Task::Brief(brief(flags, &everywhere)?),
            Command::Stories(flags) => Task::Stories(stories::stories(flags, &everywhere)?),
            Command::Stream(flags) => Task::Stream(stream::stream(flags, &everywhere)?),
            Command::Read(flags) => Task::Read(read(flags, &everywhere)?),
            Command::Verify(flags) => Task::Verify(verify(flags, &everywhere)?),
            Command::Explain(flags) => Task::Explain(explain(flags, &everywhere)?),
            Command::Check(flags) => Task::Check(check(flags, &everywhere)?),
            Command::Impact(flags) => Task::Impact(impact(flags, &everywhere)?),
            Command::Completions { shell } => Task::Completions(shell),
            Command::Man { command } => Task::Manual(command),
            Command::Schema { document } => Task::Schema(document),
            Command::Version => Task::Version,
        };
        Ok(Self {
            log: level(&everywhere),
            task,
        })
    }
}

fn level(everywhere: &Everywhere) -> Level {
    if everywhere.quiet {
        return Level::Error;
    }
    match everywhere.log {
        Some(LogFlag::Error) => Level::Error,
        None | Some(LogFlag::Warn) => Level::Warn,
        Some(LogFlag::Info) => Level::Info,
        Some(LogFlag::Debug) => Level::Debug,
    }
}

fn brief(flags: BriefFlags, everywhere: &Everywhere) -> Result<BriefTask, String> {
    let mut options = brief_options(&flags.story, flags.reading)?;
    let by_name = || flags.output.as_deref().and_then(brief_format);
    let inputs = match flags.from_story {
        Some(id) => {
            options.one_story = true;
            Inputs {
                paths: Vec::new(),
                ingest: ingest::Options::default(),
                story: Some(StoryInStream {
                    state: flags.state.unwrap_or_default(),
                    id,
                }),
            }
        }
        None => inputs(flags.inputs, flags.input)?,
    };
    Ok(BriefTask {
        format: (flags.format)
            .or_else(by_name)
            .unwrap_or(BriefFormat::Terminal),
        inputs,
        options,
        screen: TerminalOptions {
            all: flags.all,
            ..screen::options(everywhere, flags.output.is_some())
        },
        output: flags.output,
    })
}

fn read(flags: ReadFlags, everywhere: &Everywhere) -> Result<ReadTask, String> {
    let by_name = || match extension(flags.output.as_deref()?)?.as_str() {
        "json" => Some(ReadFormat::Json),
        "jsonl" | "ndjson" => Some(ReadFormat::Jsonl),
        _ => None,
    };
    Ok(ReadTask {
        format: (flags.format)
            .or_else(by_name)
            .unwrap_or(ReadFormat::Terminal),
        reader: weights(flags.reading.reader),
        threads: flags.reading.threads,
        profile: profile(flags.reading.profile),
        inputs: inputs(flags.inputs, flags.input)?,
        screen: screen::options(everywhere, flags.output.is_some()),
        output: flags.output,
    })
}

fn verify(flags: VerifyFlags, everywhere: &Everywhere) -> Result<VerifyTask, String> {
    if flags.brief.as_os_str() == "-" && flags.inputs.iter().any(|path| path.as_os_str() == "-") {
        return Err(
            "standard input is named twice (-): save the brief or the report in a file".into(),
        );
    }
    Ok(VerifyTask {
        brief: flags.brief,
        inputs: inputs(flags.inputs, flags.input)?,
        screen: screen::options(everywhere, false),
    })
}

fn explain(flags: ExplainFlags, everywhere: &Everywhere) -> Result<ExplainTask, String> {
    Ok(ExplainTask {
        id: flags.id,
        brief: brief_from(flags.of)?,
        screen: screen::options(everywhere, false),
    })
}

fn check(flags: CheckFlags, everywhere: &Everywhere) -> Result<CheckTask, String> {
    if flags
        .claim
        .as_deref()
        .is_some_and(|claim| claim.trim().is_empty())
    {
        return Err("--claim is empty: say in words what it claims, or give its id".into());
    }
    Ok(CheckTask {
        least: flags.min_origins.get(),
        claim: flags.claim,
        brief: brief_from(flags.of)?,
        format: flags.format,
        screen: screen::options(everywhere, false),
    })
}

fn impact(flags: ImpactFlags, everywhere: &Everywhere) -> Result<ImpactTask, String> {
    if flags.source.trim().is_empty() {
        return Err("SOURCE is empty: name a voice, an outlet, or the path of a report".into());
    }
    Ok(ImpactTask {
        source: flags.source,
        brief: brief_from(flags.of)?,
        format: flags.format,
        screen: screen::options(everywhere, false),
    })
}

/// A brief by name, or a single JSON file that turns out to be one, or reports.
fn brief_from(flags: BriefOfFlags) -> Result<BriefFrom, String> {
    if let Some(path) = flags.brief {
        return Ok(BriefFrom::File(path));
    }
    if let [path] = flags.inputs.as_slice()
        && super::brief_file::is_brief(path)
    {
        return Ok(BriefFrom::File(path.clone()));
    }
    let options = brief_options(&flags.story, flags.reading)?;
    let inputs = inputs(flags.inputs, flags.input)?;
    Ok(BriefFrom::Reports(inputs, options))
}

fn brief_options(story: &StoryFlags, reading: ReadingFlags) -> Result<BriefOptions, String> {
    Ok(BriefOptions {
        one_story: story.one_story,
        as_of: date("--as-of", story.as_of.as_deref())?,
        reader: weights(reading.reader),
        threads: reading.threads,
        profile: profile(reading.profile),
    })
}

/// The date that a flag gives.
fn date(flag: &str, value: Option<&str>) -> Result<Option<String>, String> {
    let normal = |value: &str| {
        normalise_date(value)
            .map_err(|error| format!("{flag} {value:?}: {error}; write it as 2023-09-05"))
    };
    value.map(normal).transpose()
}

fn profile(profile: ProfileFlag) -> Profile {
    match profile {
        ProfileFlag::Plain => Profile::Plain,
        ProfileFlag::Acled => Profile::Acled,
    }
}

fn weights(reader: ReaderFlag) -> Weights {
    match reader {
        ReaderFlag::Full => Weights::Full,
        ReaderFlag::Fast => Weights::Fast,
    }
}

fn inputs(mut paths: Vec<PathBuf>, flags: InputFlags) -> Result<Inputs, String> {
    if paths.is_empty() {
        if std::io::stdin().is_terminal() {
            return Err(
                "no report named: give files, folders, or - for standard input \
                        (headwater help brief)"
                    .to_owned(),
            );
        }
        paths.push("-".into());
    }
    let defaults = Limits::default();
    let limits = Limits {
        file_bytes: flags.max_file_bytes.unwrap_or(defaults.file_bytes),
        text_bytes: flags.max_text_bytes.unwrap_or(defaults.text_bytes),
        ..defaults
    };
    let ingest = ingest::Options {
        outlet: flags.outlet,
        published: flags.published,
        live: false,
        limits,
    };
    Ok(Inputs {
        paths,
        ingest,
        story: None,
    })
}

fn brief_format(output: &Path) -> Option<BriefFormat> {
    match extension(output)?.as_str() {
        "md" | "markdown" => Some(BriefFormat::Md),
        "html" | "htm" => Some(BriefFormat::Html),
        "json" => Some(BriefFormat::Json),
        "jsonl" | "ndjson" => Some(BriefFormat::Jsonl),
        "csv" => Some(BriefFormat::Csv),
        _ => None,
    }
}

fn extension(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

#[cfg(test)]
mod tests;
