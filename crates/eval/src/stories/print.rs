//! The figures as tables or as JSON.

use super::bcubed::BCubed;
use super::rows::Row;
use super::{Figures, Small};
use crate::table::table;

const NOTES: &str = "\
P, R and F1: BCubed over the reports that people put into a story. 2+: over those whose story has two
or more reports in the stream. all: reports without a story count as stories of one. Chosen: what of
a story a report is held against, width of the time window in days, threshold. embedding: our own
encoder's vector of meaning for headline and first 60 words, taught to equal all-MiniLM-L6-v2.
";

const SHIPPED: &str = "* the model that is part of the program: trained on these reports too\n";

/// Writes the figures.
///
/// # Errors
/// When they cannot be written as JSON.
pub fn print(figures: &[Figures], json: bool) -> Result<String, String> {
    if json {
        let text = serde_json::to_string_pretty(figures).map_err(|error| error.to_string())?;
        return Ok(text + "\n");
    }
    let mut out: String = figures.iter().map(tables).collect();
    out.push_str(NOTES);
    let shipped = |row: &Row| row.chosen.ends_with('*');
    if figures
        .iter()
        .any(|f| f.whole.iter().chain(&f.halves).any(shipped))
    {
        out.push_str(SHIPPED);
    }
    Ok(out)
}

fn tables(figures: &Figures) -> String {
    let ([first, second], labelled) = (figures.reports, figures.labelled);
    let halves = format!(
        "{}: halves of {first} and {second} reports ({} and {} with a story), each with what was \
         chosen on the other",
        figures.corpus, labelled[0], labelled[1]
    );
    let whole = format!(
        "{}: all {} reports, with what was chosen on the two other corpora",
        figures.corpus,
        first + second
    );
    let small = format!("{}: headwater on small collections", figures.corpus);
    let small_heads = ["", "collections", "P", "R", "F1", "chosen"];
    let parts = [
        rows(&halves, &figures.halves),
        rows(&whole, &figures.whole),
        table(
            &small,
            &small_heads,
            &figures.small.iter().map(collections).collect::<Vec<_>>(),
        ),
    ];
    parts.map(|part| part + "\n").concat()
}

fn rows(title: &str, rows: &[Row]) -> String {
    let heads = [
        "",
        "P",
        "R",
        "F1",
        "2+ P",
        "R",
        "F1",
        "all F1",
        "groups",
        "chosen",
        "reports/s",
    ];
    table(title, &heads, &rows.iter().map(cells).collect::<Vec<_>>())
}

fn cells(row: &Row) -> (String, Vec<String>) {
    let mut cells = Vec::new();
    for score in [row.score.labelled, row.score.together] {
        cells.extend(figures_of(score));
    }
    cells.push(format!("{:.3}", row.score.all.f1));
    cells.push(format!("{:.0}", row.score.groups));
    cells.push(row.chosen.clone());
    let speed = row.reports_per_second.map(|speed| format!("{speed:.0}"));
    cells.push(speed.unwrap_or_else(|| "-".to_owned()));
    let name = match row.tested {
        "half 0" | "half 1" => format!("  {}", row.tested),
        _ => row.method.clone(),
    };
    (name, cells)
}

fn collections(small: &Small) -> (String, Vec<String>) {
    let mut cells = vec![small.collections.to_string()];
    cells.extend(figures_of(small.score));
    cells.push(small.chosen.clone());
    (format!("stories at a time: {}", small.stories), cells)
}

fn figures_of(score: BCubed) -> [String; 3] {
    [score.precision, score.recall, score.f1].map(|figure| format!("{figure:.3}"))
}
