//! Why one claim has its origins.

use headwater_model::{Brief, Claim, Story};

use super::claim::{counts, show_difference, show_reason, show_side, title};
use super::page::{Page, Style, TerminalOptions, piece, plain};
use crate::change::what_would_change;
use crate::index::Index;
use crate::sides::sides;
use crate::wording::{WHAT_COUNTS_MEAN, content, quoted};

/// Why a claim has its origins: its roots, what rests on each, the reasons, and what would
/// change the count. `id` is a claim's id, the beginning of one, or a statement's id.
///
/// `None` where nothing in the brief has this id. All claims it fits are explained.
pub fn explain_terminal(brief: &Brief, id: &str, options: &TerminalOptions) -> Option<String> {
    let index = Index::new(brief);
    let mut page = Page::new(options);
    let mut found = false;
    if id.len() < 2 {
        return None;
    }
    for story in &brief.stories {
        for (place, claim) in story.claims.iter().enumerate() {
            let fits = claim.id.starts_with(id) || claim.statements.iter().any(|s| s == id);
            if fits {
                if found {
                    page.gap();
                }
                explain(&mut page, &index, story, claim, place + 1);
                found = true;
            }
        }
    }
    found.then(|| page.finish())
}

fn explain(page: &mut Page, index: &Index<'_>, story: &Story, claim: &Claim, number: usize) {
    title(page, index, claim, number);
    let indent = page.step();
    let about = format!("{} · {}", claim.id, story.title);
    page.paragraph(indent, indent, &[piece(Style::Faint, about)]);
    page.paragraph(indent, indent, &counts(claim));

    page.heading("WHAT RESTS ON WHAT");
    for side in sides(index, claim) {
        show_side(page, index, &side);
    }

    page.heading("WHY THEY ARE COUNTED SO");
    if claim.origins.reasons.is_empty() && claim.denials.reasons.is_empty() {
        let none = "Reasons to take roots for one or to keep them apart: none found.";
        page.paragraph(indent, indent, &[plain(none)]);
    }
    for reason in &claim.origins.reasons {
        show_reason(page, reason);
    }
    if !claim.denials.reasons.is_empty() {
        page.paragraph(indent, indent, &[piece(Style::Against, "Of the denial:")]);
        for reason in &claim.denials.reasons {
            show_reason(page, reason);
        }
    }
    for difference in &claim.differences {
        show_difference(page, index, difference);
    }

    page.heading("WHAT WOULD CHANGE THIS");
    for sentence in what_would_change(index, claim) {
        page.labelled(indent, plain("·"), 2, &[plain(sentence)]);
    }
    page.paragraph(indent, indent, &[piece(Style::Faint, WHAT_COUNTS_MEAN)]);

    page.heading("WHERE EXACTLY");
    for said in index.statements_of(claim) {
        let report = &said.reading.report;
        let bytes: Vec<String> = (said.statement.content.iter())
            .map(|span| format!("{}–{}", span.start, span.end))
            .collect();
        let pieces = [
            plain(format!("{}, bytes {}: ", report.path, bytes.join(" and "))),
            plain(quoted(&content(said.statement))),
        ];
        let label = piece(Style::Mark, format!("[{}]", said.reference()));
        page.labelled(indent, label, 6, &pieces);
    }
}
