//! Times, people and numbers on the page.

use super::escape::{Esc, Rich};
use super::put;
use crate::gathered::{self, entity_kind};
use crate::index::{Index, Numbered};
use crate::times::{self, When};
use crate::wording::{quoted, references};

/// The time line, then what is not resolved.
pub(super) fn time_line(out: &mut String, index: &Index<'_>, reports: &[Numbered<'_>]) {
    let line = times::time_line(index, reports);
    if line.resolved.is_empty() {
        out.push_str("<p>Times with a date: none found.</p>");
    } else {
        out.push_str("<ol class=\"line\">");
        for when in &line.resolved {
            put!(out, "<li><b class=\"when\">{}</b> ", Esc(&when.value));
            uses(out, index, when);
            out.push_str("</li>");
        }
        out.push_str("</ol>");
    }
    if !line.open.is_empty() {
        out.push_str("<h3 class=\"absent\">Not resolved</h3><ul class=\"open\">");
        for when in &line.open {
            out.push_str("<li>");
            uses(out, index, when);
            if !when.value.is_empty() {
                put!(out, " — {}", Esc(&when.value));
            }
            out.push_str("</li>");
        }
        out.push_str("</ul>");
    }
}

fn uses(out: &mut String, index: &Index<'_>, when: &When) {
    out.push_str("<span class=\"uses\">");
    for (words, place) in &when.uses {
        put!(
            out,
            "<span><span class=\"theirs\">{}</span> {}</span> ",
            Esc(&quoted(words)),
            Rich(index, &references([place]))
        );
    }
    out.push_str("</span>");
}

/// People and organisations, numbers.
pub(super) fn named(out: &mut String, index: &Index<'_>, reports: &[Numbered<'_>]) {
    let rows = gathered::named(reports).into_iter().map(|one| {
        [
            format!("{}", Esc(&one.name)),
            entity_kind(one.kind).to_owned(),
            format!(
                "<span class=\"theirs\">{}</span>",
                Esc(&one.aliases.join(", "))
            ),
            format!("{}", Rich(index, &references(&one.reports))),
        ]
    });
    let heads = ["Name", "Kind", "Also called", "Reports"];
    table(out, "People and organisations", heads, rows.collect());

    let rows = gathered::numbers(index, reports).into_iter().map(|number| {
        [
            format!(
                "<span class=\"theirs\">{}</span>",
                Esc(&quoted(&number.words))
            ),
            format!("{}", Esc(&number.value)),
            String::new(),
            format!("{}", Rich(index, &references([&number.place]))),
        ]
    });
    let heads = ["Words", "Value", "", "Where"];
    table(out, "Numbers", heads, rows.collect());
}

/// A table with escaped cells; a column without a head is left out.
fn table(out: &mut String, title: &str, heads: [&str; 4], rows: Vec<[String; 4]>) {
    put!(out, "<h3>{title}</h3>");
    if rows.is_empty() {
        out.push_str("<p>None found.</p>");
        return;
    }
    out.push_str("<div class=\"scroll\"><table class=\"list\"><thead><tr>");
    for head in heads.iter().filter(|head| !head.is_empty()) {
        put!(out, "<th scope=\"col\">{head}</th>");
    }
    out.push_str("</tr></thead><tbody>");
    for row in rows {
        out.push_str("<tr>");
        for (place, cell) in row.iter().enumerate() {
            match (place, heads[place]) {
                (_, "") => {}
                (0, _) => put!(out, "<th scope=\"row\">{cell}</th>"),
                _ => put!(out, "<td>{cell}</td>"),
            }
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
}
