//! Columns that stand under each other.

use std::collections::BTreeMap;

use crate::scores::Tally;

/// Lays rows out: the first column to the left, all others to the right.
pub fn table(title: &str, head: &[&str], rows: &[(String, Vec<String>)]) -> String {
    let mut lines: Vec<Vec<&str>> = Vec::new();
    if !head.is_empty() {
        lines.push(head.to_vec());
    }
    for (name, cells) in rows {
        let cells = cells.iter().map(String::as_str);
        lines.push(std::iter::once(name.as_str()).chain(cells).collect());
    }
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| -> usize {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = format!("{title}\n");
    for line in lines {
        let mut row = String::from(" ");
        for (column, cell) in line.iter().enumerate() {
            match column {
                0 => row.push_str(&format!(" {cell:<width$}", width = widths[0])),
                _ => row.push_str(&format!("  {cell:>width$}", width = widths[column])),
            }
        }
        out.push_str(row.trim_end());
        out.push('\n');
    }
    out
}

/// Tallies by name, as a table or as JSON.
///
/// # Errors
/// When the figures cannot be written as JSON.
pub fn tallies(title: &str, rows: &[(&str, Tally)], json: bool) -> Result<String, String> {
    if json {
        let figures: BTreeMap<&str, _> = rows
            .iter()
            .map(|(name, tally)| (*name, tally.figures()))
            .collect();
        let text = serde_json::to_string_pretty(&figures).map_err(|error| error.to_string())?;
        return Ok(text + "\n");
    }
    let rows: Vec<(String, Vec<String>)> = rows
        .iter()
        .map(|(name, tally)| ((*name).to_owned(), tally.cells()))
        .collect();
    Ok(table(title, &["", "P", "R", "F1", "gold"], &rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_under_each_other() {
        let rows = [
            ("a".to_owned(), vec!["1.0".to_owned()]),
            ("long".to_owned(), vec!["10.0".to_owned()]),
        ];
        assert_eq!(
            table("T", &["", "F1"], &rows),
            "T\n          F1\n  a      1.0\n  long  10.0\n"
        );
    }
}
