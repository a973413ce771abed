//! One story: the point, its reports, its claims, what only one report has, what is named.

use headwater_model::Story;

use super::claim::{self, about};
use super::gathered;
use super::page::{Page, Style, piece, plain};
use crate::index::{Index, Numbered};
use crate::summary::{names, summary};
use crate::wording::{self, WHAT_ABSENCE_MEANS, WHAT_COUNTS_MEAN, content, quoted};

/// Everything that the brief has of one story.
pub(super) fn story(page: &mut Page, index: &Index<'_>, story: &Story) {
    page.paragraph(0, 0, &[piece(Style::Strong, &story.title)]);
    if let Some(line) = names(story, page.width()) {
        page.paragraph(0, 2, &[plain(line)]);
    }
    for (place, line) in summary(index, story).into_iter().enumerate() {
        page.paragraph(0, 2, &[plain(line)]);
        // Right after the counts, so that nobody reads them without it.
        if place == 1 {
            page.paragraph(0, 2, &[piece(Style::Faint, WHAT_COUNTS_MEAN)]);
        }
    }
    reports(page, index, story);
    claims(page, index, story);
    single(page, index, story);
    let reports = index.reports_of(story);
    gathered::time_line(page, index, &reports);
    gathered::named(page, &reports);
    gathered::places(page, index, &reports);
    gathered::numbers(page, index, &reports);
    page.gap();
    page.paragraph(0, 0, &[piece(Style::Faint, WHAT_ABSENCE_MEANS)]);
    page.gap();
}

fn reports(page: &mut Page, index: &Index<'_>, story: &Story) {
    page.heading("REPORTS");
    for numbered in index.reports_of(story) {
        report(page, numbered);
        let id = &numbered.reading.report.id;
        for reuse in story.reuse.iter().filter(|reuse| &reuse.to == id) {
            if let Some(other) = index.report(&reuse.from) {
                let words = wording::reuse(reuse, other.number);
                let indent = page.step() + 1;
                page.paragraph(indent, indent, &[piece(Style::Caution, words)]);
            }
        }
    }
}

/// A report as the list of reports has it.
pub(super) fn report(page: &mut Page, numbered: Numbered<'_>) {
    let report = &numbered.reading.report;
    let known = |is_known: bool| {
        if is_known {
            Style::Strong
        } else {
            Style::Caution
        }
    };
    let mut pieces = vec![
        piece(known(report.outlet.is_some()), wording::outlet(report)),
        plain(" · "),
    ];
    let date = wording::published(report);
    pieces.push(match report.published {
        Some(_) => plain(date),
        None => piece(Style::Caution, date),
    });
    if let Some(byline) = &report.byline {
        pieces.push(plain(" · "));
        pieces.push(plain(byline.as_str()));
    }
    let label = piece(Style::Mark, format!("[{}]", numbered.number));
    let (indent, column) = (0, page.step() + 1);
    page.labelled(indent, label, column, &pieces);
    if let Some(title) = &report.title {
        page.paragraph(column, column, &[plain(title.as_str())]);
    }
    page.paragraph(column, column, &[piece(Style::Faint, &report.path)]);
}

fn claims(page: &mut Page, index: &Index<'_>, story: &Story) {
    page.heading("CLAIMS");
    let mut any = false;
    for (place, claim) in story.claims.iter().enumerate() {
        if wording::is_main(claim) {
            any = true;
            claim::claim(page, index, story, claim, place + 1);
            page.gap();
        }
    }
    if !any {
        page.paragraph(0, 0, &[plain("Shared or contested claims: none found.")]);
    }
}

/// What only one report has: its claims, then its statements that belong to no claim.
fn single(page: &mut Page, index: &Index<'_>, story: &Story) {
    page.heading("IN ONE REPORT ONLY");
    let mut any = false;
    for report in index.reports_of(story) {
        let mine: Vec<_> = (index.said_in(report))
            .filter(|said| {
                let claims = index.claims_with(&said.statement.id);
                claims.iter().all(|(_, claim)| !wording::is_main(claim))
            })
            .collect();
        if mine.is_empty() {
            continue;
        }
        any = true;
        let outlet = wording::outlet(&report.reading.report);
        let label = piece(Style::Mark, format!("[{}]", report.number));
        page.labelled(0, label, page.step() + 1, &[piece(Style::Strong, outlet)]);
        for said in mine {
            let words = quoted(&wording::shortened(&content(said.statement), 300));
            let mut pieces = vec![plain(format!("{words} "))];
            pieces.extend(about(index, &said));
            let label = piece(Style::Mark, said.reference());
            page.labelled(page.step() / 2, label, page.step() + 1, &pieces);
        }
    }
    if !any {
        page.paragraph(0, 0, &[plain("None found.")]);
    }
}
