//! Places against LGL and GeoWebNews: how far the point of each toponym is from the gold one.
//!
//! Every toponym with coordinates counts; one that is not found counts as wrong. A point within
//! 161 km (100 miles) is right, as in the published figures. Documents on even lines are those that
//! weights were tried on, those on odd lines are not.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use headwater::{Weights, side_by_side};
use headwater_encoder::Encoder;
use headwater_gazetteer::{Context, distance, most_people, resolve};
use headwater_model::{Place, Report};
use serde::{Deserialize, Serialize};

use crate::corpus::{self, Characters, Offsets};
use crate::table::table;

#[derive(Deserialize)]
struct Document {
    text: String,
    url: Option<String>,
    toponyms: Vec<Toponym>,
}

#[derive(Deserialize)]
struct Toponym {
    #[serde(flatten)]
    place: Characters,
    lat: Option<f64>,
    lon: Option<f64>,
    #[serde(rename = "type")]
    kind: Option<String>,
}

/// A toponym whose point is known.
struct Gold {
    range: Range<usize>,
    point: (f64, f64),
    kind: Option<String>,
}

/// Kilometres to half of the way round the world: what an unfound toponym is off.
const FARTHEST: f64 = 20_039.0;
const RIGHT: f64 = 161.0;

/// How far off the toponyms of some documents are; `None` where nothing was found.
#[derive(Default)]
struct Errors(Vec<Option<f64>>);

/// What is told of them.
#[derive(Serialize)]
struct Figures {
    toponyms: usize,
    found: f64,
    within_161_km: f64,
    median_km: Option<f64>,
    area: f64,
}

impl Errors {
    fn figures(&self) -> Figures {
        let all = self.0.len().max(1) as f64;
        let mut off: Vec<f64> = self.0.iter().map(|off| off.unwrap_or(FARTHEST)).collect();
        off.sort_by(f64::total_cmp);
        let logs = off
            .iter()
            .map(|off| (off + 1.0).ln() / (FARTHEST + 1.0).ln());
        let median = off.get(off.len() / 2).copied();
        Figures {
            toponyms: off.len(),
            found: self.0.iter().flatten().count() as f64 / all,
            within_161_km: off.iter().filter(|off| **off <= RIGHT).count() as f64 / all,
            median_km: median.filter(|off| *off < FARTHEST),
            area: logs.sum::<f64>() / all,
        }
    }
}

/// What is measured, and the flags of the command.
pub struct Options<'a> {
    /// `lgl.jsonl` or `geowebnews.jsonl`.
    pub corpus: &'a Path,
    /// Which reader finds spans, if any is asked for.
    pub reader: Option<Weights>,
    /// Whether wrong ones are shown.
    pub misses: bool,
    /// JSON in place of a table.
    pub json: bool,
}

/// Resolves the toponyms of a corpus and compares.
pub fn run(options: &Options<'_>) -> Result<String, String> {
    let documents: Vec<Document> = corpus::lines(options.corpus, None)?;
    let mut rows: BTreeMap<(u8, &str, String), Errors> = BTreeMap::new();
    let mut misses: BTreeMap<String, usize> = BTreeMap::new();
    for (at, document) in documents.iter().enumerate() {
        let gold = gold(document);
        let ranges: Vec<Range<usize>> = gold.iter().map(|gold| gold.range.clone()).collect();
        let context = Context {
            outlet: document.url.as_deref(),
            dateline: None,
        };
        let found = resolve(&document.text, &ranges, &context);
        for (gold, found) in gold.iter().zip(found) {
            let words = &document.text[gold.range.clone()];
            let off = (found.as_ref()).map(|found| distance(gold.point, (found.lat, found.lon)));
            let popular = most_people(words).map(|point| distance(gold.point, point));
            let half = if at % 2 == 0 { "even" } else { "odd" };
            let mut add = |order, way, of: &str, off| {
                let held = rows.entry((order, way, of.to_owned())).or_default();
                held.0.push(off);
            };
            add(0, "most people", "all", popular);
            add(1, "resolved", "all", off);
            add(2, "resolved", half, off);
            if let Some(kind) = &gold.kind {
                add(3, "resolved", kind, off);
            }
            if let Some(found) = found.as_ref().filter(|found| found.confidence < 0.5) {
                add(
                    5,
                    "less than half sure",
                    "all",
                    Some(distance(gold.point, (found.lat, found.lon))),
                );
            }
            if options.misses && off.is_none_or(|off| off > RIGHT) {
                let got = found.map_or("nothing".to_owned(), |found| {
                    format!("{} {:?} {:.2}", found.name, found.id, found.confidence)
                });
                *misses
                    .entry(format!("{words:?} {half} is {:?}, not {got}", gold.point))
                    .or_default() += 1;
            }
        }
    }
    let mut out = String::new();
    if let Some(reader) = options.reader {
        let errors = read(&documents, reader)?;
        rows.insert((4, "our own spans", "all".to_owned()), errors);
    }
    if options.json {
        let figures: Vec<(String, Figures)> = (rows.iter())
            .map(|((_, way, of), errors)| (format!("{way}, {of}"), errors.figures()))
            .collect();
        let figures: BTreeMap<_, _> = figures.into_iter().collect();
        out = serde_json::to_string_pretty(&figures).map_err(|error| error.to_string())?;
        return Ok(out + "\n");
    }
    let cells: Vec<(String, Vec<String>)> = (rows.iter())
        .map(|((_, way, of), errors)| (format!("{way}, {of}"), errors.figures().cells()))
        .collect();
    let title = format!("Places, {} documents", documents.len());
    let head = ["", "toponyms", "found", "within 161 km", "median km", "AUC"];
    out.push_str(&table(&title, &head, &cells));
    let mut misses: Vec<(String, usize)> = misses.into_iter().collect();
    misses.sort_by(|one, other| (other.1.cmp(&one.1)).then(one.0.cmp(&other.0)));
    for (miss, times) in misses {
        out.push_str(&format!("{times:4}  {miss}\n"));
    }
    Ok(out)
}

impl Figures {
    fn cells(&self) -> Vec<String> {
        vec![
            self.toponyms.to_string(),
            format!("{:.3}", self.found),
            format!("{:.3}", self.within_161_km),
            self.median_km
                .map_or("–".to_owned(), |km| format!("{km:.1}")),
            format!("{:.3}", self.area),
        ]
    }
}

fn gold(document: &Document) -> Vec<Gold> {
    let offsets = Offsets::of(&document.text);
    let of = |toponym: &Toponym| {
        Some(Gold {
            range: offsets.bytes(toponym.place),
            point: (toponym.lat?, toponym.lon?),
            kind: toponym.kind.clone(),
        })
    };
    document.toponyms.iter().filter_map(of).collect()
}

/// The same toponyms where the reader has to find them: the place whose words share most of them.
fn read(documents: &[Document], reader: Weights) -> Result<Errors, String> {
    let encoder = Encoder::embedded(reader).map_err(|error| error.to_string())?;
    let read = side_by_side(None, documents.iter().collect(), &|document: &Document| {
        let reading = headwater_reader::read(report(document), encoder);
        reading.map(|reading| off(document, &reading.places))
    });
    let read = read.map_err(|error| error.to_string())?;
    let errors: Result<Vec<Vec<Option<f64>>>, _> = read.into_iter().collect();
    Ok(Errors(errors.map_err(|error| error.to_string())?.concat()))
}

fn off(document: &Document, places: &[Place]) -> Vec<Option<f64>> {
    let of = |gold: Gold| {
        let over = places
            .iter()
            .filter(|place| place.span.start < gold.range.end && gold.range.start < place.span.end);
        let mut points = over.filter_map(|place| Some((place.lat?, place.lon?)));
        points.next().map(|point| distance(gold.point, point))
    };
    gold(document).into_iter().map(of).collect()
}

fn report(document: &Document) -> Report {
    Report {
        id: String::new(),
        path: String::new(),
        outlet: document.url.clone(),
        title: None,
        byline: None,
        published: None,
        language: None,
        text: document.text.clone(),
        url: document.url.clone(),
        dateline: None,
        credits: Vec::new(),
        blocks: Vec::new(),
    }
}

/// Packs the table of places that `training/headwater_training/gazetteer.py` writes.
pub fn pack(table: &Path, out: &Path) -> Result<String, String> {
    let text =
        std::fs::read_to_string(table).map_err(|error| format!("{}: {error}", table.display()))?;
    let file = headwater_gazetteer::pack(&text)
        .map_err(|error| format!("{}: {error}", table.display()))?;
    std::fs::write(out, &file).map_err(|error| format!("{}: {error}", out.display()))?;
    Ok(format!("{}: {} bytes\n", out.display(), file.len()))
}
