//! The reports: as a list with their dates, and in full with their statements marked.

use headwater_model::{BlockKind, Story};

use super::claim::notes;
use super::escape::{Esc, EscLines, Id, Rich, language, web_address};
use super::put;
use crate::index::{Index, Numbered, Said};
use crate::marks::{Mark, paragraphs};
use crate::wording;

/// The reports as a numbered list.
pub(super) fn list(
    out: &mut String,
    index: &Index<'_>,
    story: Option<&Story>,
    reports: &[Numbered<'_>],
) {
    out.push_str("<ul class=\"reports\">");
    for numbered in reports {
        let report = &numbered.reading.report;
        let absent = |is_absent: bool| if is_absent { " class=\"absent\"" } else { "" };
        put!(
            out,
            "<li><a class=\"ref\" href=\"#{}\">{}</a> <div><b{}>{}</b> · <span{}>{}</span>",
            Id::link(&report.id),
            numbered.number,
            absent(report.outlet.is_none()),
            Esc(wording::outlet(report)),
            absent(report.published.is_none()),
            Esc(&wording::published(report))
        );
        if let Some(byline) = &report.byline {
            put!(out, " · {}", Esc(byline));
        }
        if let Some(title) = &report.title {
            put!(out, "<div class=\"theirs\">{}</div>", Esc(title));
        }
        for reuse in story.iter().flat_map(|story| &story.reuse) {
            if let Some(other) = index.report(&reuse.from)
                && reuse.to == report.id
            {
                let words = wording::reuse(reuse, other.number);
                put!(out, "<div class=\"copy\">{}</div>", Rich(index, &words));
            }
        }
        out.push_str("</div></li>");
    }
    out.push_str("</ul>");
}

/// The reports in full.
pub(super) fn texts(out: &mut String, index: &Index<'_>, reports: &[Numbered<'_>]) {
    for report in reports {
        text(out, index, *report);
    }
}

fn text(out: &mut String, index: &Index<'_>, numbered: Numbered<'_>) {
    let report = &numbered.reading.report;
    put!(
        out,
        "<article class=\"text\" id=\"{}\"><header><h3><span class=\"num\">{}</span> {}</h3>\
         <p class=\"faint\">{} · {}",
        Id::name(&report.id),
        numbered.number,
        Esc(wording::outlet(report)),
        Esc(&wording::published(report)),
        Esc(&report.path)
    );
    if let Some(url) = &report.url {
        match web_address(url) {
            Some(address) => put!(
                out,
                " · <a href=\"{}\" rel=\"noreferrer noopener\">{}</a>",
                Esc(address),
                Esc(address)
            ),
            None => put!(out, " · {}", Esc(url)),
        }
    }
    out.push_str("</p></header><div class=\"theirs body\" dir=\"auto\"");
    if let Some(language) = language(report.language.as_deref()) {
        put!(out, " lang=\"{language}\"");
    }
    out.push('>');
    let said: Vec<Said<'_>> = index.said_in(numbered).collect();
    for paragraph in paragraphs(numbered.reading) {
        let class = match paragraph.kind {
            BlockKind::Title => "title",
            BlockKind::Subheading => "subheading",
            BlockKind::Paragraph => "para",
            _ => "unread",
        };
        put!(out, "<p class=\"{class}\">");
        for mark in &paragraph.marks {
            write_mark(out, index, &said, mark);
        }
        out.push_str("</p>");
    }
    out.push_str("</div>");
    write_notes(out, index, &said);
    out.push_str("</article>");
}

fn write_mark(out: &mut String, index: &Index<'_>, said: &[Said<'_>], mark: &Mark<'_>) {
    match mark {
        Mark::Text(words) => put!(out, "{}", EscLines(words)),
        Mark::Open { statement, first } => {
            let one = said[*statement].statement;
            let (stance, id) = (wording::stance_code(one.stance), Id::name(&one.id));
            if *first {
                put!(out, "<mark class=\"{stance}\" id=\"{id}\">");
            } else {
                put!(out, "<mark class=\"{stance}\" data-of=\"{id}\">");
            }
        }
        Mark::Close { statement, last } => {
            out.push_str("</mark>");
            if *last {
                let one = said[*statement];
                let claims = index.claims_with(&one.statement.id);
                let claim = claims.iter().find(|(_, claim)| wording::is_main(claim));
                match claim {
                    Some((_, claim)) => {
                        put!(out, "<a class=\"ref\" href=\"#{}\">", Id::link(&claim.id));
                    }
                    None => {
                        let id = Id::link(&one.statement.id);
                        put!(out, "<a class=\"ref\" href=\"#note-{id}\">");
                    }
                }
                put!(out, "{}</a>", one.reference());
            }
        }
    }
}

/// What is said of each statement, with the way back to its words and on to its claims.
fn write_notes(out: &mut String, index: &Index<'_>, said: &[Said<'_>]) {
    if said.is_empty() {
        out.push_str("<p class=\"absent\">Statements: none found.</p>");
        return;
    }
    out.push_str("<ul class=\"said\">");
    for one in said {
        let statement = one.statement;
        let id = Id::link(&statement.id);
        put!(
            out,
            "<li id=\"note-{id}\"><a class=\"ref\" href=\"#{id}\">{}</a> <div>\
             <span class=\"stance {}\">{}</span> {} <span class=\"notes\">",
            one.reference(),
            wording::stance_code(statement.stance),
            wording::stance(statement.stance),
            Esc(&wording::chain(one))
        );
        notes(out, index, one);
        let bytes: Vec<String> = (statement.content.iter())
            .map(|span| format!("{}–{}", span.start, span.end))
            .collect();
        put!(
            out,
            " <span class=\"note\">bytes {}</span>",
            bytes.join(", ")
        );
        for (number, claim) in index.claims_with(&statement.id) {
            let id = Id::link(&claim.id);
            put!(
                out,
                " <span class=\"note\"><a href=\"#{id}\">claim {number}</a></span>"
            );
        }
        out.push_str("</span></div></li>");
    }
    out.push_str("</ul>");
}
