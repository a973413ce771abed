//! One claim on the page: figures, chain tree, differences, reasons, what would change it.

use headwater_model::{Claim, ReasonKind, Stance, Story};

use super::escape::{Esc, Id, Rich};
use super::put;
use crate::change::what_would_change;
use crate::index::{Index, Numbered, Said};
use crate::notes as beside;
use crate::sides::{Side, SideKind, sides};
use crate::wording::{
    self, Measure, content, difference_kind, is_denied, list, origins, quoted, references, slot,
};

/// A claim in full, under its id.
pub(super) fn claim(
    out: &mut String,
    index: &Index<'_>,
    story: &Story,
    claim: &Claim,
    number: usize,
) {
    put!(
        out,
        "<article class=\"claim\" id=\"{}\"><h3><a class=\"num\" href=\"#{}\">{number}</a> \
         <span class=\"theirs\">{}</span>",
        Id::name(&claim.id),
        Id::link(&claim.id),
        Esc(&quoted(&claim.text))
    );
    if let Some(said) = index.said(&claim.text_from) {
        put!(out, " {}", Rich(index, &format!("[{}]", said.reference())));
    }
    out.push_str("</h3>");
    figures(out, claim);
    put!(
        out,
        "<p class=\"since faint\">{}</p>",
        Rich(index, &beside::when_and_who_else(index, story, claim))
    );
    out.push_str("<div class=\"columns\"><ul class=\"tree\">");
    for side in sides(index, claim) {
        branch(out, index, &side);
    }
    out.push_str("</ul><div class=\"aside\">");
    differences(out, index, claim);
    reasons(out, index, claim);
    out.push_str("</div></div></article>");
}

fn figures(out: &mut String, claim: &Claim) {
    out.push_str("<dl class=\"figures\">");
    put!(
        out,
        "<div><dt>documents</dt><dd>{}</dd></div><div><dt>outlets</dt><dd>{}</dd></div>",
        claim.documents,
        claim.outlets
    );
    figure(
        out,
        "origins",
        &origins(&claim.origins),
        claim.origins.min,
        claim.origins.max,
    );
    let denial = if is_denied(claim) {
        origins(&claim.denials)
    } else {
        Measure::NoneFound
    };
    figure(
        out,
        "origins of a denial",
        &denial,
        claim.denials.min,
        claim.denials.max,
    );
    out.push_str("</dl>");
}

fn figure(out: &mut String, what: &str, measure: &Measure, min: usize, max: Option<usize>) {
    put!(out, "<div><dt>{what}</dt>");
    match measure {
        Measure::Known(value) => {
            put!(out, "<dd>{value}{}</dd>", dots(min, max));
        }
        Measure::NoneFound => out.push_str("<dd class=\"none\">none found</dd>"),
        Measure::NotMeasured => out.push_str("<dd class=\"unmeasured\">not measured</dd>"),
        Measure::CannotBeMeasured(value) => put!(
            out,
            "<dd>{value}{} <small class=\"cannot\">min cannot be measured</small></dd>",
            dots(0, max)
        ),
    }
    out.push_str("</div>");
}

/// The range as dots: full up to `min`, hollow up to `max`.
fn dots(min: usize, max: Option<usize>) -> String {
    let max = max.unwrap_or(min);
    if max > 12 {
        return String::new();
    }
    let mut dots = String::from(" <span class=\"dots\" aria-hidden=\"true\">");
    dots.push_str(&"●".repeat(min.min(max)));
    dots.push_str(&"○".repeat(max.saturating_sub(min)));
    dots.push_str("</span>");
    dots
}

/// A step of the chain tree with what flows from it.
#[derive(Default)]
struct Step<'a> {
    name: String,
    steps: Vec<Step<'a>>,
    said: Vec<Said<'a>>,
}

fn branch(out: &mut String, index: &Index<'_>, side: &Side<'_>) {
    let mut root = Step::default();
    for said in &side.said {
        let mut names = wording::steps_back(said.statement);
        names.reverse();
        let is_heading =
            |name: &String| name == side.kind.name() || side.kind.names() == [name.as_str()];
        if names.first().is_some_and(is_heading) {
            names.remove(0);
        }
        let mut step = &mut root;
        for name in names {
            let place = match step.steps.iter().position(|step| step.name == name) {
                Some(place) => place,
                None => {
                    step.steps.push(Step {
                        name,
                        ..Step::default()
                    });
                    step.steps.len() - 1
                }
            };
            step = &mut step.steps[place];
        }
        step.said.push(*said);
    }
    let (class, what) = match side.kind {
        SideKind::Origin(_, root) if root.unknown => ("unknown", "origin not told"),
        SideKind::Origin(..) => ("origin", "origin"),
        SideKind::Untraced => ("unknown", "origin"),
        SideKind::Denial(_) | SideKind::Stance(Stance::Denies, _) => ("denial", "denial"),
        SideKind::Stance(..) => ("listed", "listed, counts nowhere"),
    };
    put!(out, "<li class=\"{class}\"><span class=\"step\">");
    if let Some(letter) = side.kind.letter() {
        put!(out, "<span class=\"letter\">{letter}</span> ");
    }
    let name = Esc(side.kind.name());
    match side.kind.names() {
        [] => put!(out, "<b>{name}</b>"),
        names => put!(out, "{name}: <b>{}</b>", Esc(&list(names))),
    }
    put!(out, " <span class=\"kind\">{what}</span></span>");
    steps(out, index, &root);
    out.push_str("</li>");
}

fn steps(out: &mut String, index: &Index<'_>, step: &Step<'_>) {
    if step.steps.is_empty() && step.said.is_empty() {
        return;
    }
    out.push_str("<ul>");
    for said in &step.said {
        out.push_str("<li class=\"leaf\">");
        statement(out, index, said);
        out.push_str("</li>");
    }
    for next in &step.steps {
        put!(out, "<li><span class=\"step\">{}</span>", Esc(&next.name));
        steps(out, index, next);
        out.push_str("</li>");
    }
    out.push_str("</ul>");
}

/// One outlet's own words, then what is done with them and what is known of that.
fn statement(out: &mut String, index: &Index<'_>, said: &Said<'_>) {
    let outlet = wording::outlet(&said.reading.report);
    put!(out, "<b class=\"outlet\">{}</b> ", Esc(outlet));
    words_of(out, said);
    notes(out, index, said);
    out.push_str("</span>");
}

/// Reference, words and stance; leaves the notes open.
fn words_of(out: &mut String, said: &Said<'_>) {
    let statement = said.statement;
    put!(
        out,
        "<a class=\"ref\" href=\"#{}\">{}</a> <span class=\"theirs\">{}</span> \
         <span class=\"notes\"><span class=\"stance {}\">{}</span> ",
        Id::link(&statement.id),
        said.reference(),
        Esc(&quoted(&content(statement))),
        wording::stance_code(statement.stance),
        wording::stance(statement.stance)
    );
}

/// Hedge, check, time of saying and extraction, each named for whose it is.
pub(super) fn notes(out: &mut String, index: &Index<'_>, said: &Said<'_>) {
    for note in beside::notes(index, said.statement) {
        put!(out, "<span class=\"note\">{}", note.what);
        if let Some(words) = &note.words {
            put!(out, " <span class=\"theirs\">{}</span>", Esc(words));
        }
        put!(out, " {}</span> ", Rich(index, &note.ours));
    }
}

fn differences(out: &mut String, index: &Index<'_>, claim: &Claim) {
    for difference in &claim.differences {
        put!(
            out,
            "<div class=\"differs\"><h4>Differs in {} <span class=\"kind\">{}</span></h4><ul>",
            slot(difference.slot),
            difference_kind(difference.kind)
        );
        for value in &difference.values {
            let said = index.said_all(&value.statements);
            let places = references(said.iter().map(Said::reference));
            put!(
                out,
                "<li><span class=\"theirs\">{}</span> {}</li>",
                Esc(&quoted(&value.value)),
                Rich(index, &places)
            );
        }
        out.push_str("</ul></div>");
    }
}

fn reasons(out: &mut String, index: &Index<'_>, claim: &Claim) {
    let reasons = (claim.origins.reasons.iter()).chain(&claim.denials.reasons);
    let mut begun = false;
    out.push_str("<div class=\"why\">");
    for reason in reasons {
        if !begun {
            out.push_str("<div><h4>Why it is counted so</h4><ul>");
        }
        begun = true;
        let (what, joint) = match reason.kind {
            ReasonKind::Same => ("one", " = "),
            ReasonKind::Conflict => ("apart", " ≠ "),
            ReasonKind::MayBeSame => ("may be one", " ? "),
            ReasonKind::Unknown => ("not told", ", "),
        };
        put!(
            out,
            "<li><span class=\"kind\">{what}</span> <b>{}</b>: {}</li>",
            Esc(&reason.roots.join(joint)),
            Rich(index, &reason.why)
        );
    }
    if begun {
        out.push_str("</ul></div>");
    }
    let changes = what_would_change(index, claim);
    if !changes.is_empty() {
        out.push_str("<div><h4>What would change this</h4><ul>");
        for sentence in &changes {
            put!(out, "<li>{}</li>", Rich(index, sentence));
        }
        out.push_str("</ul></div>");
    }
    out.push_str("</div>");
}

/// What only one report has, by report.
pub(super) fn single(out: &mut String, index: &Index<'_>, reports: &[Numbered<'_>]) {
    let mut any = false;
    for report in reports {
        let mut begun = false;
        for said in index.said_in(*report) {
            let claims = index.claims_with(&said.statement.id);
            if claims.iter().any(|(_, claim)| wording::is_main(claim)) {
                continue;
            }
            if !begun {
                let words = format!("[{}]", report.number);
                let outlet = wording::outlet(&report.reading.report);
                put!(
                    out,
                    "<h3>{} {}</h3><ul class=\"plain\">",
                    Rich(index, &words),
                    Esc(outlet)
                );
            }
            (begun, any) = (true, true);
            let here = claims
                .iter()
                .find(|(_, claim)| claim.statements.first() == Some(&said.statement.id));
            match here {
                Some((_, claim)) => put!(out, "<li id=\"{}\">", Id::name(&claim.id)),
                None => out.push_str("<li>"),
            }
            words_of(out, &said);
            put!(out, "{} ", Esc(&wording::chain(&said)));
            notes(out, index, &said);
            out.push_str("</span></li>");
        }
        if begun {
            out.push_str("</ul>");
        }
    }
    if !any {
        out.push_str("<p>None found.</p>");
    }
}
