//! The events of a stream, a line or two each.

use headwater_model::{Reuse, StreamEvent, StreamReport};

use super::page::{Page, Piece, Style, TerminalOptions, piece, plain};
use crate::sides::day;
use crate::wording::count;

/// An event for a terminal, wrapped to its width. `name` tells what to call the report with an id.
pub fn event_terminal(
    event: &StreamEvent,
    name: &dyn Fn(&str) -> String,
    options: &TerminalOptions,
) -> String {
    let (kind, pieces) = match event {
        StreamEvent::Opened(report) => ("opened", came(report)),
        StreamEvent::Joined(report) => ("joined", came(report)),
        StreamEvent::Merged { story, into } => (
            "merged",
            vec![id(story), plain(" is now part of "), id(into)],
        ),
        StreamEvent::Split {
            story,
            into,
            reports,
        } => {
            let left = plain(format!(" from {}", id_text(story)));
            let taken = plain(format!(": {}", count(reports.len(), "report")));
            ("split", vec![id(into), left, taken])
        }
        StreamEvent::Moved {
            report,
            story,
            into,
        } => {
            let words = format!(" from {}: {}", id_text(story), name(report));
            ("moved", vec![id(into), plain(words)])
        }
        StreamEvent::Ended { story } => ("ended", vec![id(story)]),
        StreamEvent::Copied(reuse) => ("copied", copied(reuse, name)),
    };
    let mut page = Page::new(options);
    page.labelled(0, piece(Style::Mark, kind), 8, &pieces);
    page.finish()
}

/// Letters and digits of a story's id that are shown: enough to find it by.
const SHOWN: usize = 9;

fn id_text(story: &str) -> &str {
    story.get(..SHOWN).unwrap_or(story)
}

fn id(story: &str) -> Piece {
    piece(Style::Faint, id_text(story))
}

fn came(report: &StreamReport) -> Vec<Piece> {
    let title = report.title.as_deref().unwrap_or("no headline");
    let outlet = report.outlet.as_deref().unwrap_or("outlet not told");
    let published = report.published.as_deref().map_or("date not told", day);
    vec![
        id(&report.story),
        plain("  "),
        piece(Style::Strong, title),
        plain(format!(" · {outlet} · {published}")),
    ]
}

fn copied(reuse: &Reuse, name: &dyn Fn(&str) -> String) -> Vec<Piece> {
    let (from, to) = (name(&reuse.from), name(&reuse.to));
    let share = (reuse.share * 100.0).round();
    let words = match (&reuse.latent, reuse.direction_confidence > 0.5) {
        (Some(latent), _) => {
            format!("{share} % of {to} is in {from} too; both have it from {latent}")
        }
        (None, true) => format!("{share} % of {to} from {from}"),
        (None, false) => {
            format!("{share} % of {to} is in {from} too; who had it first is not known")
        }
    };
    vec![
        plain(words),
        piece(Style::Faint, format!(" ({})", reuse.why)),
    ]
}
