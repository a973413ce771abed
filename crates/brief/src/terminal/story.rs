//! One story: the point, its claims in a line each, its reports, its claims in full, what only one
//! report has, what is named.

use headwater_model::Story;

use super::claim::{self, about};
use super::gathered;
use super::page::{Page, Style, piece, plain};
use crate::glance::{FIRST, Glance, fit, glances};
use crate::index::{Index, Numbered};
use crate::summary::{names, summary};
use crate::times::time_line;
use crate::wording::{self, WHAT_ABSENCE_MEANS, WHAT_COUNTS_MEAN, content, quoted};

/// Statements of one report alone that are shown, unless all are.
const MOST_OF_ONE: usize = 8;

/// Everything that the brief has of one story.
pub(super) fn story(page: &mut Page, index: &Index<'_>, story: &Story) {
    page.paragraph(0, 0, &[piece(Style::Strong, &story.title)]);
    let lines = summary(index, story);
    let (first, others) = lines.split_at(lines.len().min(2));
    for line in first {
        page.paragraph(0, 2, &[plain(line)]);
    }
    // Between the counts, so that nobody reads them without it.
    page.paragraph(0, 2, &[piece(Style::Faint, WHAT_COUNTS_MEAN)]);
    let glances = glances(story);
    if !glances.is_empty() {
        page.heading("AT A GLANCE");
        at_a_glance(page, &glances[..glances.len().min(FIRST)]);
        page.gap();
    }
    let names = names(story, page.width());
    for line in names.iter().chain(others) {
        page.paragraph(0, 2, &[plain(line)]);
    }
    reports(page, index, story);
    claims(page, index, story, &glances);
    single(page, index, story);
    let reports = index.reports_of(story);
    gathered::time_line(page, &time_line(index, &reports));
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

/// Claims in a row each: number, origins, outlets, words; under it from whom they are and who stands
/// against them.
fn at_a_glance(page: &mut Page, glances: &[Glance<'_>]) {
    let step = page.step();
    let cells = |number: &str, style: Style, origins: &str, outlets: &str| {
        [
            (step + 1, piece(Style::Mark, number)),
            (8, piece(style, origins)),
            (8, piece(Style::Plain, outlets)),
        ]
    };
    let column = step + 17;
    let room = 2 * page.width().saturating_sub(column);
    let head = cells("", Style::Faint, "origins", "outlets");
    page.row(&head, &[piece(Style::Faint, "claim")]);
    for glance in glances {
        let style = match glance.claim.origins.measured {
            true => Style::Strong,
            false => Style::Caution,
        };
        let number = format!("{}.", glance.number);
        let outlets = glance.claim.outlets.to_string();
        let cells = cells(&number, style, &glance.origins, &outlets);
        page.row(&cells, &[plain(fit(&glance.words, room))]);
        for (style, line) in [
            (Style::Faint, &glance.from),
            (Style::Against, &glance.against),
        ] {
            if !line.is_empty() {
                page.paragraph(column, column, &[piece(style, line)]);
            }
        }
    }
}

fn claims(page: &mut Page, index: &Index<'_>, story: &Story, glances: &[Glance<'_>]) {
    page.heading("CLAIMS");
    let (full, short) = match page.shows_all() {
        true => (glances, &[][..]),
        false => glances.split_at(glances.len().min(FIRST)),
    };
    for glance in full {
        claim::claim(page, index, story, glance.claim, glance.number);
        page.gap();
    }
    if glances.is_empty() {
        page.paragraph(0, 0, &[plain("Shared or contested claims: none found.")]);
    }
    if !short.is_empty() {
        page.heading("MORE CLAIMS");
        at_a_glance(page, short);
        let how = "In full with --all, and in the other forms (--format html, md, json).";
        page.paragraph(0, 0, &[piece(Style::Faint, how)]);
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
        let shown = if page.shows_all() {
            mine.len()
        } else {
            MOST_OF_ONE
        };
        let more = mine.len().saturating_sub(shown);
        for said in mine.into_iter().take(shown) {
            let words = quoted(&wording::shortened(&content(said.statement), 300));
            let mut pieces = vec![plain(format!("{words} "))];
            pieces.extend(about(index, &said));
            let label = piece(Style::Mark, said.reference());
            page.labelled(page.step() / 2, label, page.step() + 1, &pieces);
        }
        if more > 0 {
            let words = format!("and {more} more, with --all and in the other forms");
            page.paragraph(
                page.step() + 1,
                page.step() + 1,
                &[piece(Style::Faint, words)],
            );
        }
    }
    if !any {
        page.paragraph(0, 0, &[plain("None found.")]);
    }
}
