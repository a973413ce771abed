//! One claim: its words, its counts, its sides, its differences, and why.

use headwater_model::{Claim, Difference, Reason, ReasonKind, Stance, Story};

use super::page::{Page, Piece, Style, piece, plain};
use crate::change::what_would_change;
use crate::index::{Index, Said};
use crate::notes;
use crate::sides::{Side, SideKind, sides};
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
    let when = notes::when_and_who_else(index, story, claim);
    page.paragraph(indent, indent, &[piece(Style::Faint, when)]);
    for side in sides(index, claim) {
        show_side(page, index, &side);
    }
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

/// A measure in the style of what it says.
pub(super) fn measure(pieces: &mut Vec<Piece>, what: &str, measure: &Measure) {
    let style = match measure {
        Measure::Known(_) => Style::Strong,
        Measure::NoneFound => Style::Faint,
        Measure::NotMeasured | Measure::CannotBeMeasured(_) => Style::Caution,
    };
    pieces.push(piece(style, wording::measure(what, measure)));
}

/// One side with its statements.
pub(super) fn show_side(page: &mut Page, index: &Index<'_>, side: &Side<'_>) {
    let indent = page.step();
    let (label, style) = match side.kind {
        SideKind::Origin(_, root) if root.unknown => ("origin?", Style::Caution),
        SideKind::Origin(..) => ("origin", Style::Strong),
        SideKind::Untraced => ("origin?", Style::Caution),
        SideKind::Denial(_) | SideKind::Stance(Stance::Denies, _) => ("denial", Style::Against),
        SideKind::Stance(..) => ("answer", Style::Caution),
    };
    let mut name = match side.kind.letter() {
        Some(letter) => format!("{letter} · {}", side.kind.name()),
        None => side.kind.name().to_owned(),
    };
    if !side.kind.names().is_empty() {
        name.push_str(&format!(": {}", list(side.kind.names())));
    }
    page.labelled(indent, piece(Style::Faint, label), 8, &[piece(style, name)]);
    for said in &side.said {
        show_said(page, index, said);
    }
}

/// One outlet's own words, then what is done with them by whom.
fn show_said(page: &mut Page, index: &Index<'_>, said: &Said<'_>) {
    let indent = page.step() + 2;
    let outlet = wording::outlet(&said.reading.report);
    let words = quoted(&shortened(&content(said.statement), LONG));
    let label = piece(Style::Mark, format!("[{}]", said.reference()));
    let column = label.text.len().max(5) + 1;
    page.labelled(
        indent,
        label,
        column,
        &[plain(format!("{outlet}: {words}"))],
    );
    page.paragraph(indent + column, indent + column, &about(index, said));
}

/// Stance, chain and notes: everything about a statement but its words.
pub(super) fn about(index: &Index<'_>, said: &Said<'_>) -> Vec<Piece> {
    let statement = said.statement;
    let stance = wording::stance(statement.stance);
    let mut pieces = vec![
        piece(stance_style(statement.stance), stance),
        plain(" "),
        piece(Style::Mark, wording::chain(said)),
    ];
    for note in notes::notes(index, statement) {
        pieces.push(piece(Style::Faint, format!(" · {}", note.what)));
        if let Some(words) = note.words {
            pieces.push(plain(" "));
            pieces.push(piece(Style::Caution, words));
        }
        if !note.ours.is_empty() {
            pieces.push(piece(Style::Faint, format!(" {}", note.ours)));
        }
    }
    pieces
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
