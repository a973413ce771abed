//! A draft as an outlet prints it, and as the program reads it.

use headwater::ingest::{self, Format, Options};
use headwater::model::Report;
use jiff::Timestamp;
use jiff::tz::Offset;
use serde_json::json;

use super::chance::Chance;
use super::draft::Draft;
use super::outlets::{OUTLETS, TOWNS, WRITERS, about, furniture};

/// How exactly a report tells its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// To the second, with a zone.
    Second,
    /// The day, in UTC.
    Day,
    /// Not at all.
    Untold,
}

/// Where a report says whose text it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// In a line under the text.
    Line,
    /// In the byline that the metadata tell.
    Author,
    /// In a byline over the text.
    Byline,
    /// "VIENNA, April 3 (Outlet) - …".
    Dateline,
    /// In a sentence of the text.
    Mention,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Line,
        Self::Author,
        Self::Byline,
        Self::Dateline,
        Self::Mention,
    ];
}

/// All that is printed besides the draft.
#[derive(Clone, Debug)]
pub struct Dress {
    /// Where the report came from, for whoever looks at misses.
    pub path: String,
    /// The outlet.
    pub outlet: usize,
    /// Seconds since 1970.
    pub time: i64,
    /// How much of it is told.
    pub grain: Grain,
    /// Whom it credits; a mention stands in the draft already.
    pub credit: Option<(Form, String)>,
    /// Whether the outlet's furniture is left in.
    pub furniture: bool,
    /// Whether the outlet's paragraph about itself is left in.
    pub about: bool,
}

/// Prints the report and reads it as the program does.
pub fn print(draft: &Draft, dress: &Dress, chance: &mut Chance) -> Result<Report, String> {
    let mut paragraphs: Vec<String> = draft
        .paragraphs
        .iter()
        .map(|units| {
            let texts: Vec<&str> = units.iter().map(|unit| unit.text.as_str()).collect();
            texts.join(" ")
        })
        .collect();
    let mut byline = None;
    match &dress.credit {
        Some((Form::Line, name)) => paragraphs.push(credit_line(name, chance)),
        Some((Form::Byline, name)) => {
            let writer = *chance.pick(&WRITERS);
            paragraphs.insert(0, format!("By {writer}, {name}"));
        }
        Some((Form::Author, name)) if chance.percent(50) => byline = Some(name.clone()),
        Some((Form::Author, name)) => {
            byline = Some(format!("{}, with {name}", chance.pick(&WRITERS)));
        }
        Some((Form::Dateline, name)) => {
            let day = timestamp(dress.time)?.strftime("%B %-d").to_string();
            let town = *chance.pick(&TOWNS);
            if let Some(first) = paragraphs.first_mut() {
                *first = format!("{town}, {day} ({name}) - {first}");
            }
        }
        Some((Form::Mention, _)) => {}
        None if chance.percent(30) => byline = Some((*chance.pick(&WRITERS)).to_owned()),
        None => {}
    }
    if dress.about {
        paragraphs.extend(about(dress.outlet));
    }
    if dress.furniture {
        let [subscribe, copyright, advertisement] = furniture(dress.outlet);
        paragraphs.insert(paragraphs.len().min(2), advertisement);
        paragraphs.extend([subscribe, copyright]);
    }
    let mut text = paragraphs.join("\n\n");
    if dress.outlet.is_multiple_of(3) {
        text = curly(&text);
    }
    let object = json!({
        "title": draft.title,
        "text": text,
        "outlet": OUTLETS[dress.outlet],
        "byline": byline,
        "published": published(dress)?,
    });
    read(&object, &dress.path)
}

/// Reads a report that stands in a JSON object.
pub fn read(object: &serde_json::Value, path: &str) -> Result<Report, String> {
    let bytes = object.to_string();
    let parsed = ingest::parse(bytes.as_bytes(), Format::Json, path, &Options::default());
    let parsed = parsed.into_iter().next().ok_or("no report")?;
    Ok(parsed.map_err(|error| error.to_string())?.report)
}

fn credit_line(name: &str, chance: &mut Chance) -> String {
    match chance.below(4) {
        0 => format!("This article was originally published by {name}."),
        1 => format!("Source: {name}"),
        2 => format!("With files from {name}"),
        _ => format!("{name} contributed to this report."),
    }
}

fn timestamp(seconds: i64) -> Result<Timestamp, String> {
    Timestamp::from_second(seconds).map_err(|error| error.to_string())
}

/// The time as the report tells it: to the second in one of several zones, or the day in UTC.
fn published(dress: &Dress) -> Result<Option<String>, String> {
    let time = timestamp(dress.time)?;
    let zone = [0, -4, 2, 9][dress.outlet % 4];
    Ok(match dress.grain {
        Grain::Untold => None,
        Grain::Day => Some(time.strftime("%Y-%m-%d").to_string()),
        Grain::Second => {
            let local = time.to_zoned(Offset::constant(zone).to_time_zone());
            Some(local.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
        }
    })
}

/// Straight double quotation marks become curly.
fn curly(text: &str) -> String {
    let mut open = false;
    let curl = |c: char| match c {
        '"' => {
            open = !open;
            if open { '“' } else { '”' }
        }
        '\n' => {
            open = false;
            '\n'
        }
        other => other,
    };
    text.chars().map(curl).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copies::draft::Unit;

    fn draft() -> Draft {
        let unit = |text: &str| Unit {
            text: text.into(),
            line: 0,
            quotation: false,
        };
        Draft {
            title: "Ferries missing".into(),
            paragraphs: vec![
                vec![unit("Two ferries are missing after a storm.")],
                vec![unit("\"We search,\" the minister said.")],
            ],
        }
    }

    fn dress(form: Form) -> Dress {
        Dress {
            path: "t1/2".into(),
            outlet: 1,
            time: 1_743_724_805,
            grain: Grain::Second,
            credit: Some((form, "Harbour Gazette".into())),
            furniture: true,
            about: false,
        }
    }

    #[test]
    fn the_program_finds_what_was_printed() {
        let read = |form| print(&draft(), &dress(form), &mut Chance::new(5)).unwrap();
        for form in [Form::Line, Form::Byline, Form::Dateline] {
            let report = read(form);
            assert_eq!(report.credits.len(), 1, "{form:?} {report:?}");
            assert_eq!(report.credits[0].text, "Harbour Gazette");
        }
        let byline = read(Form::Author).byline.unwrap();
        assert!(byline.ends_with("Harbour Gazette"), "{byline}");
        let report = read(Form::Mention);
        assert_eq!(report.outlet.as_deref(), Some("Vellmark Courier"));
        assert_eq!(
            report.published.as_deref(),
            Some("2025-04-03T20:00:05-04:00")
        );
        assert!(report.text.contains("Subscribe to our newsletter"));
    }

    #[test]
    fn quotation_marks_curl() {
        let straight = "\"We stay,\" he said.\n\"No.\"";
        assert_eq!(curly(straight), "“We stay,” he said.\n“No.”");
    }
}
