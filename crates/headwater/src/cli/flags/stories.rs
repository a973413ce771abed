//! The flags of `headwater stories`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{InputFlags, ReadingFlags, StoryFlags};

pub const AFTER_HELP: &str = "\
Copies took half of their words or more from another report of the story; of those that have
them from one agency, all but one. Origins min..max: as many at least as one of its claims has,
as many at most as its claims name differently. Echo: documents per origin, by the fewest.
Exit status: 0 fine; 1 no story; 2 an error (what could be read was read).";

#[derive(Debug, Args)]
pub struct StoriesFlags {
    /// Reports, folders of them, - for standard input, or a brief in JSON
    #[arg(value_name = "FILE|FOLDER|-")]
    pub inputs: Vec<PathBuf>,
    /// What comes first
    #[arg(long, value_name = "WHAT", default_value = "size")]
    pub by: ByFlag,
    /// Only stories with a report published on this day or later; undated ones are left out
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// The form of the list [default: by the name of the output file, or terminal]
    #[arg(short, long, value_name = "FORMAT")]
    pub format: Option<StoriesFormat>,
    /// Write to this file, whole or not at all, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub story: StoryFlags,
    #[command(flatten)]
    pub reading: ReadingFlags,
    #[command(flatten)]
    pub input: InputFlags,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ByFlag {
    /// Most documents first
    Size,
    /// Most documents per origin first
    Echo,
    /// The latest first
    Date,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StoriesFormat {
    /// For the screen
    Terminal,
    /// One JSON document
    Json,
    /// One story a line
    Jsonl,
    /// One row a story
    Csv,
}
