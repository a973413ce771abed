//! One report with its text marked up.

use headwater_model::Reading;

use super::claim::about;
use super::page::{Page, Piece, Style, TerminalOptions, piece, plain};
use super::{gathered, story};
use crate::index::{Index, Numbered, Said};
use crate::marks::{Mark, paragraphs};
use crate::times::time_line;
use crate::wording;

/// The report's text with its statements marked and numbered, what is said of each under its
/// paragraph, then times, people, places and numbers.
///
/// Without colour a statement stands in brackets, `⟦3 … ⟧`; with colour it is underlined.
pub fn reading_terminal(reading: &Reading, options: &TerminalOptions) -> String {
    let brief = headwater_model::Brief {
        schema: reading.schema.clone(),
        stories: Vec::new(),
        readings: vec![reading.clone()],
    };
    let index = Index::new(&brief);
    let mut page = Page::new(options);
    let Some(report) = index.reports_of_no_story().first().copied() else {
        return page.finish();
    };
    story::report(&mut page, report);
    let words = match reading.statements.len() {
        0 => "Statements: none found.".to_owned(),
        number => format!("{}.", wording::count(number, "statement")),
    };
    page.paragraph(0, 0, &[plain(words)]);
    page.gap();
    text(&mut page, &index, report);
    let reports = [report];
    let times = time_line(&index, &reports);
    gathered::time_line(&mut page, &times);
    gathered::beside_the_line(&mut page, &times);
    gathered::named(&mut page, &reports);
    gathered::places(&mut page, &index, &reports);
    gathered::numbers(&mut page, &index, &reports);
    page.finish()
}

fn text(page: &mut Page, index: &Index<'_>, report: Numbered<'_>) {
    let said: Vec<Said<'_>> = index.said_in(report).collect();
    for paragraph in paragraphs(report.reading) {
        let style = if paragraph.is_read() {
            Style::Plain
        } else {
            Style::Faint
        };
        let mut pieces: Vec<Piece> = Vec::new();
        let mut open: usize = 0;
        let mut ended = Vec::new();
        for mark in &paragraph.marks {
            match mark {
                Mark::Open { statement, .. } => {
                    open += 1;
                    let number = said[*statement].number;
                    if page.is_colourless() {
                        pieces.push(plain(format!("⟦{number}\u{a0}")));
                    }
                }
                Mark::Text(words) => {
                    let style = if open > 0 { Style::Underline } else { style };
                    pieces.push(piece(style, *words));
                }
                Mark::Close { statement, last } => {
                    open = open.saturating_sub(1);
                    if page.is_colourless() {
                        pieces.push(plain("⟧"));
                    } else {
                        let number = said[*statement].number;
                        pieces.push(piece(Style::Mark, format!("[{number}]")));
                    }
                    if *last {
                        ended.push(*statement);
                    }
                }
            }
        }
        page.paragraph(0, 0, &pieces);
        ended.sort_unstable();
        for statement in ended {
            note(page, index, &said[statement]);
        }
        page.gap();
    }
}

/// What is said of a statement under its paragraph.
fn note(page: &mut Page, index: &Index<'_>, said: &Said<'_>) {
    let indent = page.step();
    let label = piece(Style::Mark, said.number.to_string());
    page.labelled(indent, label, 4, &about(index, said));
    let reading = said.reading;
    if let Some(event) = &said.statement.event {
        let pieces = [piece(Style::Faint, wording::event(reading, event))];
        page.labelled(indent, plain(""), 4, &pieces);
        for transfer in &event.transfers {
            let pieces = [piece(Style::Faint, wording::transfer(transfer))];
            page.labelled(indent, plain(""), 4, &pieces);
        }
    }
}
