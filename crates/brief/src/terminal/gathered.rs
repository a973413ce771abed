//! What the reports of a story name: times, people, places, numbers.

use super::page::{Page, Style, piece, plain};
use crate::gathered::{self, entity_kind};
use crate::index::{Index, Numbered};
use crate::places;
use crate::times::TimeLine;
use crate::wording::{quoted, references};

/// The most lines of one list; the rest is in the other formats.
const MOST: usize = 24;

/// The time line, then the times that are not resolved.
pub(super) fn time_line(page: &mut Page, line: &TimeLine) {
    page.heading("TIME LINE");
    if line.resolved.is_empty() {
        page.paragraph(0, 0, &[plain("Times with a date: none found.")]);
    }
    for when in &line.resolved {
        let uses = uses(&when.uses);
        let label = piece(Style::Strong, &when.value);
        page.labelled(0, label, 12, &[plain(uses)]);
    }
    for when in &line.open {
        let mut pieces = vec![plain(uses(&when.uses))];
        if !when.value.is_empty() {
            pieces.push(plain(format!(" — {}", when.value)));
        }
        page.labelled(0, piece(Style::Caution, "not resolved"), 13, &pieces);
    }
}

/// Lengths, and times without a place on the line.
pub(super) fn beside_the_line(page: &mut Page, line: &TimeLine) {
    if line.beside.is_empty() {
        return;
    }
    page.heading("HOW LONG, HOW OFTEN, NOW");
    for when in &line.beside {
        let label = piece(Style::Strong, &when.value);
        page.labelled(0, label, 12, &[plain(uses(&when.uses))]);
    }
}

fn uses(uses: &[(String, String)]) -> String {
    let mut grouped: Vec<(&str, Vec<&str>)> = Vec::new();
    for (words, place) in uses {
        match grouped.iter_mut().find(|(known, _)| known == words) {
            Some((_, places)) if places.contains(&place.as_str()) => {}
            Some((_, places)) => places.push(place),
            None => grouped.push((words, vec![place])),
        }
    }
    let parts: Vec<String> = (grouped.iter())
        .map(|(words, places)| format!("{} {}", quoted(words), references(places)))
        .collect();
    parts.join(", ")
}

/// People, bodies and countries with their other names.
pub(super) fn named(page: &mut Page, reports: &[Numbered<'_>]) {
    page.heading("PEOPLE AND ORGANISATIONS");
    let named = gathered::named(reports);
    if named.is_empty() {
        page.paragraph(0, 0, &[plain("None found.")]);
    }
    for one in named.iter().take(MOST) {
        let mut pieces = vec![
            piece(Style::Strong, &one.name),
            piece(Style::Faint, format!(" {}", entity_kind(one.kind))),
        ];
        if !one.aliases.is_empty() {
            pieces.push(plain(format!(" · also {}", one.aliases.join(", "))));
        }
        pieces.push(piece(Style::Mark, format!(" {}", references(&one.reports))));
        page.paragraph(0, 2, &pieces);
    }
    more(page, named.len());
}

/// Places with their points.
pub(super) fn places(page: &mut Page, index: &Index<'_>, reports: &[Numbered<'_>]) {
    page.heading("PLACES");
    let places = places::places(index, reports);
    if places.is_empty() {
        page.paragraph(0, 0, &[plain("None found.")]);
    }
    for place in places.iter().take(MOST) {
        let mut pieces = vec![piece(Style::Strong, &place.name)];
        if !place.words.is_empty() {
            pieces.push(plain(format!(" · also {}", place.words.join(", "))));
        }
        if let Some(country) = &place.country {
            pieces.push(plain(format!(" · {country}")));
        }
        let style = match place.point {
            Some(_) => Style::Faint,
            None => Style::Caution,
        };
        pieces.push(plain(" · "));
        pieces.push(piece(style, place.point_in_words()));
        pieces.push(piece(
            Style::Mark,
            format!(" {}", references(&place.places)),
        ));
        page.paragraph(0, 2, &pieces);
    }
    more(page, places.len());
}

/// Numbers with what they count.
pub(super) fn numbers(page: &mut Page, index: &Index<'_>, reports: &[Numbered<'_>]) {
    page.heading("NUMBERS");
    let numbers = gathered::numbers(index, reports);
    if numbers.is_empty() {
        page.paragraph(0, 0, &[plain("None found.")]);
    }
    for number in numbers.iter().take(MOST) {
        let pieces = [
            plain(quoted(&number.words)),
            plain(format!(" · {} ", number.value)),
            piece(Style::Mark, references([&number.place])),
        ];
        page.paragraph(0, 2, &pieces);
    }
    more(page, numbers.len());
}

fn more(page: &mut Page, all: usize) {
    if all > MOST {
        let words = format!("and {} more, in the HTML and JSON forms", all - MOST);
        page.paragraph(0, 2, &[piece(Style::Faint, words)]);
    }
}
