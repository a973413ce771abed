use headwater_model::EntityKind;

use super::Known;
use crate::table::{self, list};

const COUNTRIES: &str = include_str!("../../data/countries.tsv");
const BODIES: &str = include_str!("../../data/bodies.tsv");
const OUTLETS: &str = include_str!("../../data/outlets.tsv");

/// The rows of all tables; names still carry their marks.
pub(super) fn rows() -> impl Iterator<Item = Known> {
    table::rows(COUNTRIES)
        .flat_map(country_and_capital)
        .chain(table::rows(BODIES).map(body))
        .chain(table::rows(OUTLETS).map(outlet))
}

fn country_and_capital(row: Vec<&'static str>) -> Vec<Known> {
    let country = Known {
        demonyms: list(cell(&row, 2)).collect(),
        lat: number(cell(&row, 7)),
        lon: number(cell(&row, 8)),
        aliases: list(cell(&row, 9)).collect(),
        context_aliases: list(cell(&row, 10)).collect(),
        also_place: true,
        metonym: true,
        ..blank(row[0], row[1], EntityKind::Country)
    };
    let id = cell(&row, 3);
    if id.is_empty() {
        return vec![country];
    }
    let capital = Known {
        parent: Some(country.id),
        lat: number(cell(&row, 5)),
        lon: number(cell(&row, 6)),
        aliases: list(cell(&row, 11)).collect(),
        also_place: true,
        metonym: true,
        ..blank(id, cell(&row, 4), EntityKind::Place)
    };
    vec![country, capital]
}

fn body(row: Vec<&'static str>) -> Known {
    let flags = cell(&row, 3);
    Known {
        parent: some(cell(&row, 2)),
        also_place: flags.contains('p'),
        metonym: flags.contains('m'),
        aliases: list(cell(&row, 4)).collect(),
        lat: number(cell(&row, 5)),
        lon: number(cell(&row, 6)),
        ..blank(row[0], row[1], EntityKind::Organisation)
    }
}

fn outlet(row: Vec<&'static str>) -> Known {
    Known {
        family: some(cell(&row, 2)),
        parent: some(cell(&row, 3)),
        wire: cell(&row, 4) == "w",
        aliases: list(cell(&row, 5)).collect(),
        domains: list(cell(&row, 6)).collect(),
        ..blank(row[0], row[1], EntityKind::Media)
    }
}

fn blank(id: &'static str, name: &'static str, kind: EntityKind) -> Known {
    Known {
        id,
        name,
        kind,
        family: None,
        parent: None,
        wire: false,
        also_place: false,
        metonym: false,
        lat: None,
        lon: None,
        aliases: Vec::new(),
        demonyms: Vec::new(),
        context_aliases: Vec::new(),
        domains: Vec::new(),
    }
}

/// A cell of the row; trailing empty cells may be missing.
fn cell(row: &[&'static str], column: usize) -> &'static str {
    row.get(column).copied().unwrap_or_default()
}

fn some(cell: &'static str) -> Option<&'static str> {
    (!cell.is_empty()).then_some(cell)
}

fn number(cell: &str) -> Option<f64> {
    cell.parse().ok()
}
