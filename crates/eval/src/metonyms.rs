//! Whether the name of a place acts or is a place, given the name, against ReLocaR and GeoWebNews.
//!
//! Scored are rows whose reading is `literal` or `metonymic`; GeoWebNews' mixed ones and those with
//! no reading (adjectives, names within names) are left out and counted. The rules were made while
//! looking at the even half of each file: rows by the number that ends their id, or by the number
//! of their document where they name one. The odd half was only counted.

use std::path::{Path, PathBuf};

use headwater_reader::metonymy;
use serde::{Deserialize, Serialize};

use crate::corpus::{self, Offsets};
use crate::scores::{Ratio, Tally, share};
use crate::table::table;

#[derive(Deserialize)]
struct Row {
    id: String,
    #[serde(default)]
    doc: Option<String>,
    text: String,
    start: usize,
    end: usize,
    reading: Option<String>,
}

/// How one half of a file comes out.
#[derive(Default, Serialize)]
struct Half {
    right: Ratio,
    accuracy: f64,
    /// Always giving the reading that the half has most of.
    majority: f64,
    metonymic: Acting,
    left_out: usize,
}

/// Precision and recall of what acts.
#[derive(Default, Serialize)]
struct Acting {
    precision: f64,
    recall: f64,
}

/// Reads the files and compares.
pub fn run(files: &[PathBuf], misses: bool, json: bool) -> Result<String, String> {
    let mut out = String::new();
    let mut figures = Vec::new();
    for file in files {
        let rows: Vec<Row> = corpus::lines(file, None)?;
        let mut halves = [Half::default(), Half::default()];
        let mut acting = [Tally::default(); 2];
        let mut told = String::new();
        for row in &rows {
            let half = number(row.doc.as_deref().unwrap_or(&row.id)) % 2;
            let metonymic = match row.reading.as_deref() {
                Some("metonymic") => true,
                Some("literal") => false,
                _ => {
                    halves[half].left_out += 1;
                    continue;
                }
            };
            let range = Offsets::of(&row.text).bytes((row.start..row.end).into());
            let ours = metonymy::acts(&row.text, range.clone());
            halves[half].right.count(ours == metonymic);
            let tally = &mut acting[half];
            tally.found += usize::from(ours);
            tally.gold += usize::from(metonymic);
            tally.right += usize::from(ours && metonymic);
            // Only the half that the rules were made on is shown.
            if misses && half == 0 && ours != metonymic {
                let is = if metonymic { "acts" } else { "place" };
                told += &format!("  {} {is}: {}\n", row.id, shown(&row.text, &range));
            }
        }
        let mut lines = Vec::new();
        for (half, tally) in halves.iter_mut().zip(acting) {
            let most = tally.gold.max(half.right.of - tally.gold);
            half.accuracy = share(half.right.right, half.right.of);
            half.majority = share(most, half.right.of);
            half.metonymic = Acting {
                precision: tally.precision(),
                recall: tally.recall(),
            };
            let percent = |value: f64| format!("{:.1}", 100.0 * value);
            lines.push(vec![
                percent(half.accuracy),
                percent(half.majority),
                percent(tally.precision()),
                percent(tally.recall()),
                half.right.of.to_string(),
                half.left_out.to_string(),
            ]);
        }
        let [even, odd] = halves;
        let names = ["even half: rules made on it", "odd half: only counted"];
        let lines: Vec<(String, Vec<String>)> =
            names.map(str::to_owned).into_iter().zip(lines).collect();
        let head = [
            "", "right %", "majority", "P acts", "R acts", "rows", "left out",
        ];
        let name = name(file);
        out += &table(&format!("Places that act: {name}"), &head, &lines);
        out += &told;
        figures.push((name, even, odd));
    }
    if json {
        let figures: Vec<_> = (figures.into_iter())
            .map(|(file, even, odd)| serde_json::json!({"file": file, "even": even, "odd": odd}))
            .collect();
        let text = serde_json::to_string_pretty(&figures).map_err(|error| error.to_string())?;
        return Ok(text + "\n");
    }
    Ok(out)
}

fn name(file: &Path) -> String {
    file.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// The number that an id ends with.
fn number(id: &str) -> usize {
    let digits = id.rsplit(|c: char| !c.is_ascii_digit()).next();
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

/// The words around a range, on one line.
fn shown(text: &str, range: &std::ops::Range<usize>) -> String {
    let before: String = text[..range.start].chars().rev().take(70).collect();
    let before: String = before.chars().rev().collect();
    let behind: String = text[range.end..].chars().take(50).collect();
    format!("{before}⟦{}⟧{behind}", &text[range.clone()]).replace('\n', " / ")
}
