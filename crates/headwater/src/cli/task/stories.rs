//! What the flags of `headwater stories` mean.

use std::path::{Path, PathBuf};

use headwater::forms::TerminalOptions;
use headwater::{ListBy, ListOptions};

use super::{BriefFrom, brief_from, date, extension};
use crate::cli::flags::{BriefOfFlags, ByFlag, Everywhere, StoriesFlags, StoriesFormat};
use crate::cli::screen;

pub struct StoriesTask {
    pub brief: BriefFrom,
    pub options: ListOptions,
    pub format: StoriesFormat,
    pub output: Option<PathBuf>,
    pub screen: TerminalOptions,
}

pub fn stories(flags: StoriesFlags, everywhere: &Everywhere) -> Result<StoriesTask, String> {
    let since = date("--since", flags.since.as_deref())?;
    let by = match flags.by {
        ByFlag::Size => ListBy::Size,
        ByFlag::Echo => ListBy::Echo,
        ByFlag::Date => ListBy::Date,
    };
    let by_name = || flags.output.as_deref().and_then(format);
    Ok(StoriesTask {
        options: ListOptions { by, since },
        format: (flags.format)
            .or_else(by_name)
            .unwrap_or(StoriesFormat::Terminal),
        brief: brief_from(BriefOfFlags {
            brief: None,
            inputs: flags.inputs,
            story: flags.story,
            reading: flags.reading,
            input: flags.input,
        })?,
        screen: screen::options(everywhere, flags.output.is_some()),
        output: flags.output,
    })
}

fn format(output: &Path) -> Option<StoriesFormat> {
    match extension(output)?.as_str() {
        "json" => Some(StoriesFormat::Json),
        "jsonl" | "ndjson" => Some(StoriesFormat::Jsonl),
        "csv" => Some(StoriesFormat::Csv),
        _ => None,
    }
}
