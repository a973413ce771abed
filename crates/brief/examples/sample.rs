//! Writes the tests' sample brief in every format, for looking at.
//!
//! `cargo run -p headwater-brief --example sample -- DIRECTORY`

use std::{env, fs, io, path::PathBuf};

use headwater_brief as brief;

#[path = "../tests/sample/mod.rs"]
mod sample;

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::args().nth(1).unwrap_or_else(|| "sample".into()));
    fs::create_dir_all(&folder)?;
    let sample = sample::sample();
    let options = |width, color, unicode| brief::TerminalOptions {
        width,
        color,
        unicode,
        all: false,
    };
    let claim = &sample.stories[0].claims[0].id;
    let files = [
        (
            "brief.txt",
            brief::terminal(&sample, &options(80, false, true)),
        ),
        (
            "narrow.txt",
            brief::terminal(&sample, &options(40, false, true)),
        ),
        (
            "ascii.txt",
            brief::terminal(&sample, &options(80, false, false)),
        ),
        (
            "color.ansi",
            brief::terminal(&sample, &options(100, true, true)),
        ),
        ("brief.md", brief::markdown(&sample)),
        ("brief.html", brief::html(&sample)),
        ("brief.json", brief::json(&sample)),
        ("brief.jsonl", brief::jsonl(&sample)),
        ("brief.csv", brief::csv(&sample)),
        (
            "reading.txt",
            brief::reading_terminal(&sample.readings[0], &options(80, false, true)),
        ),
        (
            "reading.ansi",
            brief::reading_terminal(&sample.readings[0], &options(80, true, true)),
        ),
        (
            "explain.txt",
            brief::explain_terminal(&sample, claim, &options(80, false, true)).unwrap_or_default(),
        ),
        ("headwater-1.brief.json", brief::schema_brief()),
        ("headwater-1.reading.json", brief::schema_reading()),
    ];
    for (name, text) in files {
        fs::write(folder.join(name), text)?;
    }
    Ok(())
}
