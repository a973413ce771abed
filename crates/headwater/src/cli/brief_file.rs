//! Briefs that were written before.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use headwater::model::{Brief, Reading, SCHEMA};
use serde::Deserialize;

use super::Stop;
use super::plain::neutral;

/// A brief is a few times as large as its reports: ten thousand of them still fit.
const MOST_BYTES: u64 = 2 << 30;

/// What `--format json` and `--format jsonl` write.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Brief(Box<Brief>),
    Reading(Box<Reading>),
    Readings(Vec<Reading>),
}

/// The brief in the file; readings are taken as a brief without stories.
pub fn load(path: &Path) -> Result<Brief, Stop> {
    let shown = neutral(&path.to_string_lossy());
    let text = text(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Stop::error(format!("{shown}: no such file; {WAY_OUT}")),
        io::ErrorKind::InvalidData => {
            Stop::error(format!("{shown}: is not UTF-8, so no brief; {WAY_OUT}"))
        }
        _ => Stop::error(format!("{shown}: cannot be read ({error}); {WAY_OUT}")),
    })?;
    let brief = parse(&text).map_err(|why| Stop::error(format!("{shown}: {why}; {WAY_OUT}")))?;
    if brief.schema != SCHEMA {
        return Err(Stop::error(format!(
            "{shown}: is of version {:?}, and this program knows {SCHEMA:?}; {WAY_OUT}",
            brief.schema
        )));
    }
    Ok(brief)
}

const WAY_OUT: &str = "make a brief with: headwater brief FILES --format json -o brief.json";

fn parse(text: &str) -> Result<Brief, String> {
    if text.trim().is_empty() {
        return Err("is empty".to_owned());
    }
    // First as what it should be: the error of the untagged enum would not say what is wrong.
    let error = match serde_json::from_str::<Brief>(text) {
        Ok(brief) => return Ok(brief),
        Err(error) => error,
    };
    let readings = match serde_json::from_str::<Written>(text) {
        Ok(Written::Brief(brief)) => return Ok(*brief),
        Ok(Written::Reading(reading)) => vec![*reading],
        Ok(Written::Readings(readings)) => readings,
        Err(_) => {
            let lines = serde_json::Deserializer::from_str(text).into_iter::<Reading>();
            let readings: Result<Vec<Reading>, _> = lines.collect();
            readings.map_err(|_| format!("is no brief of headwater ({error})"))?
        }
    };
    let other = readings
        .iter()
        .map(|reading| &reading.schema)
        .find(|schema| *schema != SCHEMA);
    Ok(Brief {
        schema: other.map_or_else(|| SCHEMA.to_owned(), Clone::clone),
        stories: Vec::new(),
        readings,
    })
}

fn text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    let reader: Box<dyn Read> = match path.as_os_str() == "-" {
        true => Box::new(io::stdin()),
        false => Box::new(File::open(path)?),
    };
    reader.take(MOST_BYTES).read_to_string(&mut text)?;
    Ok(text)
}

/// Whether the file seems to be a brief: its name ends in `.json` and it begins as one.
pub fn is_brief(path: &Path) -> bool {
    if path.extension().is_none_or(|extension| extension != "json") {
        return false;
    }
    let mut head = Vec::new();
    let opened = File::open(path);
    let read = opened.and_then(|file| file.take(200).read_to_end(&mut head));
    let head: String = String::from_utf8_lossy(&head).split_whitespace().collect();
    read.is_ok() && head.starts_with("{\"schema\":\"headwater/") && head.contains("\"stories\":")
}
