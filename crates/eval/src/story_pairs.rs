//! The features of pairs of reports as the program computes them, for `training/` to learn from.
//!
//! In: reports in the order of a stream, one JSON object a line with `title`, `text`, `published`
//! and `outlet`. Out, in a folder: `features.npy` (one row a pair, 32-bit floats), `pairs.npy` (two
//! 32-bit numbers a pair: the later report and the earlier) and `features.txt` (their names).

use std::fs;
use std::path::Path;

use headwater_model::{Report, report_id};
use headwater_stories::{Cut, Stories};
use serde::Deserialize;

/// A report as corpora have it.
#[derive(Deserialize)]
pub struct Line {
    title: Option<String>,
    #[serde(default)]
    text: Option<String>,
    published: Option<String>,
    outlet: Option<String>,
}

impl Line {
    /// A text without anything else.
    pub fn of(text: String) -> Self {
        Self {
            title: None,
            text: Some(text),
            published: None,
            outlet: None,
        }
    }

    /// The report.
    pub fn report(self) -> Report {
        let text = self.text.unwrap_or_default();
        Report {
            id: report_id(&text, self.outlet.as_deref()),
            path: "-".to_owned(),
            outlet: self.outlet,
            title: self.title,
            byline: None,
            published: self.published,
            language: None,
            text,
            url: None,
            dateline: None,
            credits: Vec::new(),
            blocks: Vec::new(),
        }
    }
}

/// Writes the pairs of one stream, and says how many there are.
///
/// # Errors
/// When the reports cannot be read or the folder cannot be written.
pub fn run(reports: &Path, folder: &Path) -> Result<String, String> {
    let told = |path: &Path, error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let lines = crate::corpus::lines::<Line>(reports, None)?;
    let mut stories = Stories::whole();
    let (mut features, mut pairs) = (Vec::new(), Vec::new());
    for (number, line) in (0u32..).zip(lines) {
        for (earlier, row) in stories.pairs(Cut::of(&line.report())) {
            pairs.extend([number, earlier].map(u32::to_le_bytes));
            features.extend(row.map(f32::to_le_bytes));
        }
    }
    let names = Stories::features();
    let count = pairs.len() / 2;
    fs::create_dir_all(folder).map_err(|error| told(folder, &error))?;
    for (name, bytes) in [
        ("features.npy", npy("<f4", count, names.len(), &features)),
        ("pairs.npy", npy("<u4", count, 2, &pairs)),
        ("features.txt", names.join("\n").into_bytes()),
    ] {
        let path = folder.join(name);
        fs::write(&path, bytes).map_err(|error| told(&path, &error))?;
    }
    Ok(format!("{}: {count} pairs\n", folder.display()))
}

/// A matrix in NumPy's file format, version 1.0.
fn npy(kind: &str, rows: usize, columns: usize, values: &[[u8; 4]]) -> Vec<u8> {
    let header =
        format!("{{'descr': '{kind}', 'fortran_order': False, 'shape': ({rows}, {columns}), }}");
    // The values begin at a multiple of 64 bytes; the header ends with a line break.
    let length = (10 + header.len() + 1).next_multiple_of(64) - 10;
    let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
    bytes.extend((length as u16).to_le_bytes());
    bytes.extend(format!("{header:<width$}\n", width = length - 1).bytes());
    bytes.extend(values.as_flattened());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_has_the_header_that_numpy_reads() {
        let bytes = npy("<u4", 1, 2, &[7u32.to_le_bytes(), 9u32.to_le_bytes()]);
        let values = bytes.len() - 8;
        assert_eq!((values % 64, bytes[values - 1]), (0, b'\n'));
        assert_eq!(usize::from(bytes[8]) + 10, values);
        assert!(bytes.windows(7).any(|part| part == b"(1, 2),"));
    }
}
