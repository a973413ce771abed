//! The data files: lines of cells that are part of the program.

/// The rows of a table: cells parted by tabs; empty lines and lines that begin with `#` left out.
///
/// The first line of every data file is such a comment and says where its rows are from.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    entries(table).map(|line| line.split('\t').map(str::trim).collect())
}

/// The lines of a word list.
pub(crate) fn entries(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The parts of a cell that holds a list, parted by `|`.
pub(crate) fn list(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|')
        .map(str::trim)
        .filter(|item| !item.is_empty())
}
