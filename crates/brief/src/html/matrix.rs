//! The matrix: a group of rows a claim, a row an origin, a column an outlet.

use headwater_model::{Claim, Stance, Statement, Story};

use super::escape::{Esc, EscLines, Id};
use super::put;
use crate::index::{Index, Numbered, Said};
use crate::sides::{Side, SideKind, sides};
use crate::wording::{self, count, is_main, list, measure, origins, quoted};

/// A column: an outlet with its reports. Each report whose outlet is not told has its own.
struct Column<'a> {
    outlet: Option<&'a str>,
    reports: Vec<usize>,
}

/// The matrix of a story's main claims as a table.
pub(super) fn matrix(out: &mut String, index: &Index<'_>, story: &Story, reports: &[Numbered<'_>]) {
    let claims: Vec<(usize, &Claim)> = (story.claims.iter().enumerate())
        .filter(|(_, claim)| is_main(claim))
        .collect();
    if claims.is_empty() {
        out.push_str("<p>Shared or contested claims: none found.</p>");
        return;
    }
    let columns = columns(reports);
    out.push_str(
        "<p class=\"faint\">Rows are origins, columns are outlets: one row across many columns \
         is one origin told many times. Go to a cell with Tab or a click to see the words where \
         they stand.</p>\
         <div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Claims by outlet\">\
         <table class=\"cells\"><caption>Statements by claim, origin and outlet</caption><thead>\
         <tr><th scope=\"col\">Claim and origin</th>",
    );
    for column in &columns {
        put!(
            out,
            "<th scope=\"col\"{}>{} ",
            if column.outlet.is_none() {
                " class=\"absent\""
            } else {
                ""
            },
            Esc(column.outlet.unwrap_or("outlet not told"))
        );
        for number in &column.reports {
            let id = index
                .numbered(*number)
                .map(|report| &report.reading.report.id);
            let id = id.map_or("", String::as_str);
            put!(
                out,
                "<a class=\"ref\" href=\"#{}\">{number}</a> ",
                Id::link(id)
            );
        }
        out.push_str("</th>");
    }
    out.push_str("</tr></thead>");
    for (place, claim) in claims {
        put!(
            out,
            "<tbody><tr class=\"group\"><th scope=\"rowgroup\" colspan=\"{}\">\
             <a href=\"#{}\"><span class=\"num\">{}</span> <span class=\"theirs\">{}</span></a> \
             <span class=\"faint\">{} · {} · <b>{}</b></span></th></tr>",
            columns.len() + 1,
            Id::link(&claim.id),
            place + 1,
            Esc(&quoted(&claim.text)),
            count(claim.documents, "document"),
            count(claim.outlets, "outlet"),
            Esc(&measure("origins", &origins(&claim.origins)))
        );
        for side in sides(index, claim) {
            row(out, &columns, &side);
        }
        out.push_str("</tbody>");
    }
    out.push_str("</table></div>");
}

fn columns<'a>(reports: &[Numbered<'a>]) -> Vec<Column<'a>> {
    let mut columns: Vec<Column<'a>> = Vec::new();
    for report in reports {
        let outlet = report.reading.report.outlet.as_deref();
        let known = columns
            .iter_mut()
            .find(|column| outlet.is_some() && column.outlet == outlet);
        match known {
            Some(column) => column.reports.push(report.number),
            None => columns.push(Column {
                outlet,
                reports: vec![report.number],
            }),
        }
    }
    columns
}

fn row(out: &mut String, columns: &[Column<'_>], side: &Side<'_>) {
    let class = match side.kind {
        SideKind::Origin(_, root) if root.unknown => "unknown",
        SideKind::Origin(..) => "origin",
        SideKind::Untraced => "unknown",
        SideKind::Denial(_) | SideKind::Stance(Stance::Denies, _) => "denial",
        SideKind::Stance(..) => "listed",
    };
    put!(out, "<tr class=\"{class}\"><th scope=\"row\">");
    match (side.kind, side.kind.letter()) {
        (_, Some(letter)) => put!(out, "<span class=\"letter\">{letter}</span> "),
        (SideKind::Denial(_), _) => out.push_str("<span class=\"kind\">denial</span> "),
        _ => {}
    }
    put!(out, "{}", Esc(side.kind.name()));
    if !side.kind.names().is_empty() {
        put!(out, ": {}", Esc(&list(side.kind.names())));
    }
    out.push_str("</th>");
    let has = |column: &Column<'_>| side.said.iter().any(|s| column.reports.contains(&s.report));
    let first = columns.iter().position(has);
    let last = columns.iter().rposition(has);
    for (place, column) in columns.iter().enumerate() {
        // A line joins the cells of one origin, as water joins its banks.
        let here = Some(place);
        let class = match () {
            () if first == last || here < first || here > last => "",
            () if here == first => " class=\"from\"",
            () if here == last => " class=\"to\"",
            () => " class=\"run\"",
        };
        put!(out, "<td{class}>");
        for said in (side.said.iter()).filter(|said| column.reports.contains(&said.report)) {
            cell(out, said);
        }
        if !has(column) {
            out.push_str("<span class=\"nil\" aria-hidden=\"true\">–</span><span class=\"unseen\">none found</span>");
        }
        out.push_str("</td>");
    }
    out.push_str("</tr>");
}

fn cell(out: &mut String, said: &Said<'_>) {
    let statement = said.statement;
    let reference = said.reference();
    put!(
        out,
        "<a class=\"cell {}\" href=\"#{}\">{reference}</a>\
         <span class=\"peek\"><span class=\"peek-head\"><b>{}</b> · {} {}",
        wording::stance_code(statement.stance),
        Id::link(&statement.id),
        Esc(wording::outlet(&said.reading.report)),
        wording::stance(statement.stance),
        Esc(&wording::chain(said))
    );
    if let Some(hedges) = wording::hedges(statement) {
        put!(
            out,
            " · hedge <span class=\"theirs\">{}</span>",
            Esc(&hedges)
        );
    }
    out.push_str("</span><span class=\"theirs words\">");
    context(out, said);
    put!(
        out,
        "</span><a tabindex=\"-1\" href=\"#{}\">Open {reference} in the report</a></span>",
        Id::link(&statement.id)
    );
}

/// The paragraph or paragraphs around the content, with the content marked.
fn context(out: &mut String, said: &Said<'_>) {
    let text = said.reading.report.text.as_str();
    let spans = placed(said.statement, text);
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else {
        put!(out, "{}", Esc(&wording::content(said.statement)));
        return;
    };
    let from = text[..first.0].rfind('\n').map_or(0, |at| at + 1);
    let to = text[last.1..]
        .find('\n')
        .map_or(text.len(), |at| last.1 + at);
    let mut at = from;
    for (start, end) in spans.iter().copied() {
        put!(
            out,
            "{}<mark>{}</mark>",
            EscLines(&text[at..start]),
            EscLines(&text[start..end])
        );
        at = end;
    }
    put!(out, "{}", EscLines(&text[at..to]));
}

/// The parts of the content that stand where they say, in text order without overlap.
fn placed(statement: &Statement, text: &str) -> Vec<(usize, usize)> {
    let mut spans: Vec<(usize, usize)> = (statement.content.iter())
        .filter(|span| span.holds_in(text))
        .map(|span| (span.start, span.end))
        .collect();
    spans.sort_unstable();
    let mut end = 0;
    spans.retain(|span| {
        let is_clear = span.0 >= end;
        end = end.max(span.1);
        is_clear
    });
    spans
}
