//! A brief as one HTML page that asks nothing of any network.

mod claim;
mod escape;
mod lists;
mod map;
mod matrix;
mod report;
mod shell;

use headwater_model::{Brief, Story};

use crate::glance::{FIRST, fit, glances};
use crate::index::Index;
use crate::summary::{NAMES_WIDTH, names, summary};
use crate::wording::{self, WHAT_ABSENCE_MEANS, WHAT_COUNTS_MEAN, count};
use escape::{Esc, Id, Rich};

/// Adds to a `String`, which cannot fail. Every argument must be ours, a number, or wrapped in
/// [`Esc`], [`Id`] or [`Rich`].
macro_rules! put {
    ($out:expr, $($format:tt)*) => {{
        use std::fmt::Write as _;
        let _ = write!($out, $($format)*);
    }};
}
pub(crate) use put;

/// The brief as one self-contained HTML page, readable without scripts, on paper and on a phone.
///
/// Its content policy allows its own style and script by their hashes and nothing else. Each
/// claim has its id as anchor, each statement stands marked in its report under its id.
pub fn html(brief: &Brief) -> String {
    let index = Index::new(brief);
    let title = match brief.stories.as_slice() {
        [] => "No stories".to_owned(),
        [story] => story.title.clone(),
        stories => format!("{} stories", stories.len()),
    };
    let mut out = shell::head(&title);
    if brief.stories.is_empty() {
        out.push_str("<main id=\"content\"><h1>Stories: none found</h1>");
    } else if brief.stories.len() > 1 {
        out.push_str("<nav class=\"stories\" aria-label=\"Stories\"><ol>");
        for story in &brief.stories {
            put!(
                out,
                "<li><a href=\"#{}\">{}</a> <span class=\"faint\">{}</span></li>",
                Id::link(&story.id),
                Esc(&story.title),
                count(story.reports.len(), "report")
            );
        }
        out.push_str("</ol></nav><main id=\"content\">");
    } else {
        out.push_str("<main id=\"content\">");
    }
    for (place, one) in brief.stories.iter().enumerate() {
        write_story(&mut out, &index, one, place + 1);
    }
    let left = index.reports_of_no_story();
    if !left.is_empty() {
        out.push_str("<section class=\"story\"><h2>Reports in no story</h2>");
        report::list(&mut out, &index, None, &left);
        report::texts(&mut out, &index, &left);
        out.push_str("</section>");
    }
    out.push_str("</main>");
    shell::foot(&mut out);
    out
}

fn write_story(out: &mut String, index: &Index<'_>, story: &Story, number: usize) {
    let reports = index.reports_of(story);
    put!(
        out,
        "<article class=\"story\" id=\"{}\"><header><p class=\"kicker\">Brief</p><h1>{}</h1>\
         <ul class=\"summary\">",
        Id::name(&story.id),
        Esc(&story.title)
    );
    if let Some(line) = names(story, NAMES_WIDTH) {
        put!(out, "<li>{}</li>", Esc(&line));
    }
    for sentence in summary(index, story) {
        put!(out, "<li>{}</li>", Rich(index, &sentence));
    }
    put!(
        out,
        "</ul><p class=\"caveat\">{WHAT_COUNTS_MEAN} {WHAT_ABSENCE_MEANS} \
         <span class=\"theirs\">Words set like this are the reports’ own</span>; all others are \
         ours.</p>"
    );
    write_contents(out, number);
    out.push_str("</header>");
    write_glance(out, story, number);

    section(out, number, "reports", "Reports");
    report::list(out, index, Some(story), &reports);
    out.push_str("</section>");

    section(out, number, "matrix", "Who has what from whom");
    matrix::matrix(out, index, story, &reports);
    out.push_str("</section>");

    section(out, number, "claims", "Claims");
    let mut any = false;
    for (place, one) in story.claims.iter().enumerate() {
        if wording::is_main(one) {
            any = true;
            claim::claim(out, index, story, one, place + 1);
        }
    }
    if !any {
        out.push_str("<p>Shared or contested claims: none found.</p>");
    }
    out.push_str("</section>");

    section(out, number, "single", "In one report only");
    claim::single(out, index, &reports);
    out.push_str("</section>");

    section(out, number, "times", "Time line");
    lists::time_line(out, index, &reports);
    out.push_str("</section>");

    section(out, number, "places", "Places");
    map::places(out, index, &reports, number);
    out.push_str("</section>");

    section(out, number, "names", "People, numbers");
    lists::named(out, index, &reports);
    out.push_str("</section>");

    section(out, number, "texts", "The reports in full");
    report::texts(out, index, &reports);
    out.push_str("</section></article>");
}

/// The first claims, a row each.
fn write_glance(out: &mut String, story: &Story, number: usize) {
    let glances = glances(story);
    if glances.is_empty() {
        return;
    }
    section(out, number, "glance", "At a glance");
    out.push_str(
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"First claims\">\
         <table class=\"glance\"><thead><tr><th scope=\"col\">#</th>\
         <th scope=\"col\">origins</th><th scope=\"col\">outlets</th>\
         <th scope=\"col\">claim</th></tr></thead><tbody>",
    );
    for glance in glances.iter().take(FIRST) {
        put!(
            out,
            "<tr><th scope=\"row\"><a href=\"#{}\">{}</a></th><td>{}</td><td>{}</td>\
             <td><span class=\"theirs\">{}</span>",
            Id::link(&glance.claim.id),
            glance.number,
            Esc(&glance.origins),
            glance.claim.outlets,
            Esc(&fit(&glance.words, GLANCE_WIDTH))
        );
        if !glance.from.is_empty() {
            put!(out, "<p class=\"faint\">{}</p>", Esc(&glance.from));
        }
        if !glance.against.is_empty() {
            put!(out, "<p class=\"against\">{}</p>", Esc(&glance.against));
        }
        out.push_str("</td></tr>");
    }
    out.push_str("</tbody></table></div></section>");
}

/// Columns of a claim's words among the first claims.
const GLANCE_WIDTH: usize = 140;

/// The parts of a story, for the contents line.
const PARTS: [(&str, &str); 8] = [
    ("reports", "Reports"),
    ("matrix", "Who has what"),
    ("claims", "Claims"),
    ("single", "In one report only"),
    ("times", "Time line"),
    ("places", "Places"),
    ("names", "People, numbers"),
    ("texts", "Reports in full"),
];

fn write_contents(out: &mut String, number: usize) {
    out.push_str("<nav class=\"contents\" aria-label=\"Contents\"><ul>");
    for (id, title) in PARTS {
        put!(out, "<li><a href=\"#{id}-{number}\">{title}</a></li>");
    }
    out.push_str("</ul></nav>");
}

fn section(out: &mut String, number: usize, id: &str, title: &str) {
    put!(
        out,
        "<section id=\"{id}-{number}\" aria-labelledby=\"{id}-{number}-h\">\
         <h2 id=\"{id}-{number}-h\">{title}</h2>"
    );
}
