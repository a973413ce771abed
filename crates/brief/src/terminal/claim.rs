//! One claim: its words, its counts, its sides, its differences, and why.

use headwater_model::{Claim, Difference, Reason, ReasonKind, Stance, Story};

use super::page::{Page, Piece, Style, piece, plain};
use crate::change::what_would_change;
use crate::index::{Index, Said};
use crate::sides::{Side, SideKind, reports_without, sides, since};
use crate::wording::{
    self, Measure, content, count, difference_kind, is_denied, list, quoted, references, shortened,
    slot,
};

/// The longest content that is shown whole.
const LONG: usize = 320;

/// How what a voice does is coloured.
pub(super) fn stance_style(stance: Stance) -> Style {
    match stance {
        Stance::Denies => Style::Against,
        Stance::CannotConfirm | Stance::NoResponse | Stance::Declines | Stance::Questions => {
            Style::Caution
        }
        _ => Style::Plain,
    }
}

/// A claim in full.
pub(super) fn claim(
    page: &mut Page,
    index: &Index<'_>,
    story: &Story,
    claim: &Claim,
    number: usize,
) {
    title(page, index, claim, number);
    let indent = page.step();
    page.paragraph(indent, indent, &counts(claim));
    page.paragraph(indent, indent, &when_and_who_else(index, story, claim));
    for side in sides(index, claim) {
        show_side(page, &side);
    }
    names(page, claim);
    for difference in &claim.differences {
        show_difference(page, index, difference);
    }
    for reason in &claim.origins.reasons {
        show_reason(page, reason);
    }
    let changes = what_would_change(index, claim);
    if !changes.is_empty() {
        let label = piece(Style::Faint, "change");
        page.labelled(indent, label, 8, &[plain(changes.join(" "))]);
    }
}

/// The number and the words of the claim, with the report that has them.
pub(super) fn title(page: &mut Page, index: &Index<'_>, claim: &Claim, number: usize) {
    let mut pieces = vec![piece(Style::Strong, quoted(&claim.text))];
    if let Some(said) = index.said(&claim.text_from) {
        pieces.push(piece(Style::Mark, format!(" [{}]", said.reference())));
    }
    let label = piece(Style::Mark, format!("{number}."));
    page.labelled(0, label, page.step(), &pieces);
}

/// `2 documents · 2 outlets · origins 1..1`, with each absence in its own words.
pub(super) fn counts(claim: &Claim) -> Vec<Piece> {
    let mut pieces = vec![
        plain(count(claim.documents, "document").replace(' ', "\u{a0}")),
        plain(" · "),
        plain(count(claim.outlets, "outlet").replace(' ', "\u{a0}")),
        plain(" · "),
    ];
    measure(&mut pieces, "origins", &wording::origins(&claim.origins));
    pieces.push(plain(" · "));
    if is_denied(claim) {
        measure(
            &mut pieces,
            "origins of the denial",
            &wording::origins(&claim.denials),
        );
    } else {
        measure(&mut pieces, "denials", &Measure::NoneFound);
    }
    pieces
}

fn measure(pieces: &mut Vec<Piece>, what: &str, measure: &Measure) {
    let style = match measure {
        Measure::Known(_) => Style::Strong,
        Measure::NoneFound => Style::Faint,
        Measure::NotMeasured | Measure::CannotBeMeasured(_) => Style::Caution,
    };
    pieces.push(piece(style, wording::measure(what, measure)));
}

/// Since when, and which reports do not have it.
fn when_and_who_else(index: &Index<'_>, story: &Story, claim: &Claim) -> Vec<Piece> {
    let since = since(index, claim);
    let mut text = match since.first {
        Some((date, report)) => format!("since {date} [{report}]"),
        None => "since: date not told".to_owned(),
    };
    if !since.undated.is_empty() && since.first.is_some() {
        text.push_str(&format!("; date not told {}", references(&since.undated)));
    }
    let without = reports_without(index, story, claim);
    match without.len() {
        0 => text.push_str(" · in every report"),
        1..=12 => text.push_str(&format!(" · not found in {}", references(&without))),
        more => text.push_str(&format!(" · not found in {more} reports")),
    }
    vec![piece(Style::Faint, text)]
}

/// One side with its statements.
pub(super) fn show_side(page: &mut Page, side: &Side<'_>) {
    let indent = page.step();
    let (label, style) = match side.kind {
        SideKind::Origin(_, root) if root.unknown => ("origin?", Style::Caution),
        SideKind::Origin(..) => ("origin", Style::Strong),
        SideKind::Untraced => ("origin?", Style::Caution),
        SideKind::Denial(_) => ("denial", Style::Against),
        SideKind::Stance(_) => ("listed", Style::Caution),
    };
    let name = match side.kind.letter() {
        Some(letter) => format!("{letter} {}", side.kind.name()),
        None => side.kind.name().to_owned(),
    };
    page.labelled(indent, piece(Style::Faint, label), 8, &[piece(style, name)]);
    for said in &side.said {
        show_said(page, said);
    }
}

/// One outlet's own words with stance, hedge and chain.
pub(super) fn show_said(page: &mut Page, said: &Said<'_>) {
    let statement = said.statement;
    let indent = page.step() + 2;
    let mut pieces = vec![
        plain(format!("{} ", wording::outlet(&said.reading.report))),
        piece(
            stance_style(statement.stance),
            wording::stance(statement.stance),
        ),
        plain(format!(
            ": {}",
            quoted(&shortened(&content(statement), LONG))
        )),
    ];
    if let Some(hedges) = wording::hedges(statement) {
        pieces.push(plain(" · hedge "));
        pieces.push(piece(Style::Caution, hedges));
    }
    let label = piece(Style::Mark, format!("[{}]", said.reference()));
    page.labelled(indent, label, 6, &pieces);
    let mut pieces = vec![piece(Style::Mark, wording::chain(said))];
    if let Some(words) = &statement.verification {
        pieces.push(plain(" · outlet’s check "));
        pieces.push(piece(Style::Caution, quoted(&words.text)));
    }
    if let Some(time) = &statement.said_at {
        let value = time.value.as_deref().unwrap_or("not resolved");
        pieces.push(plain(format!(
            " · said {} ({value})",
            quoted(&time.span.text)
        )));
    }
    if statement.carried {
        pieces.push(plain(" · source carried over from a sentence beside it"));
    }
    let confidence = format!(" · read with confidence {:.2}", statement.confidence);
    pieces.push(piece(Style::Faint, confidence));
    page.paragraph(indent + 6, indent + 6, &pieces);
}

/// Who denies it, who could not confirm it, who did not answer, who would not.
pub(super) fn names(page: &mut Page, claim: &Claim) {
    let lists = [
        ("Denied by", &claim.denied_by, Style::Against),
        ("Cannot confirm", &claim.cannot_confirm, Style::Caution),
        ("Did not respond", &claim.no_response, Style::Caution),
        ("Declined to answer", &claim.declined, Style::Caution),
    ];
    let mut pieces: Vec<Piece> = Vec::new();
    for (what, names, style) in lists {
        if names.is_empty() {
            continue;
        }
        if !pieces.is_empty() {
            pieces.push(plain(" "));
        }
        pieces.push(plain(format!("{what}: ")));
        pieces.push(piece(style, list(names)));
        pieces.push(plain("."));
    }
    if !pieces.is_empty() {
        page.labelled(page.step(), piece(Style::Faint, "against"), 8, &pieces);
    }
}

/// What differs: the slot, the kind, and every side's words.
pub(super) fn show_difference(page: &mut Page, index: &Index<'_>, difference: &Difference) {
    let mut pieces = vec![
        piece(Style::Caution, slot(difference.slot)),
        plain(format!(" ({}): ", difference_kind(difference.kind))),
    ];
    for (place, value) in difference.values.iter().enumerate() {
        if place > 0 {
            pieces.push(plain(" / "));
        }
        let said = index.said_all(&value.statements);
        let places = references(said.iter().map(Said::reference));
        pieces.push(plain(format!("{} ", quoted(&value.value))));
        pieces.push(piece(Style::Mark, places));
    }
    page.labelled(page.step(), piece(Style::Faint, "differs"), 8, &pieces);
}

/// Why roots are one, cannot be, may be, or are not told.
pub(super) fn show_reason(page: &mut Page, reason: &Reason) {
    let (what, joint) = reason_words(reason.kind);
    let roots = reason.roots.join(joint);
    let pieces = [
        plain(format!("{what}: ")),
        piece(Style::Strong, roots),
        plain(format!(" — {}", reason.why)),
    ];
    page.labelled(page.step(), piece(Style::Faint, "why"), 8, &pieces);
}

fn reason_words(kind: ReasonKind) -> (&'static str, &'static str) {
    match kind {
        ReasonKind::Same => ("one", " = "),
        ReasonKind::Conflict => ("apart", " ≠ "),
        ReasonKind::MayBeSame => ("may be one", " ? "),
        ReasonKind::Unknown => ("not told", ", "),
    }
}
