//! A brief, a reading and an explanation for a terminal.

mod claim;
mod explain;
mod gathered;
mod page;
mod reading;
mod stories;
mod story;
mod stream;

use headwater_model::Brief;

pub use explain::explain_terminal;
pub use page::TerminalOptions;
pub use reading::reading_terminal;
pub use stories::stories_terminal;
pub use stream::event_terminal;

use crate::index::Index;
use crate::wording::count;
use page::{Page, Style, piece};

/// The brief for a terminal, wrapped to its width.
///
/// ```
/// use headwater_brief::{TerminalOptions, terminal};
/// use headwater_model::{Brief, SCHEMA};
/// let brief = Brief { schema: SCHEMA.into(), stories: vec![], readings: vec![] };
/// assert_eq!(terminal(&brief, &TerminalOptions::default()), "Stories: none found.\n");
/// ```
pub fn terminal(brief: &Brief, options: &TerminalOptions) -> String {
    let index = Index::new(brief);
    let mut page = Page::new(options);
    if brief.stories.is_empty() {
        page.paragraph(0, 0, &[piece(Style::Caution, "Stories: none found.")]);
    }
    if brief.stories.len() > 1 {
        let stories = count_stories(brief.stories.len());
        page.paragraph(0, 0, &[piece(Style::Strong, stories)]);
        for (place, story) in brief.stories.iter().enumerate() {
            let text = format!("{} ({})", story.title, count(story.reports.len(), "report"));
            let label = piece(Style::Mark, format!("{}", place + 1));
            page.labelled(2, label, 3, &[page::plain(text)]);
        }
        page.gap();
    }
    for (place, story) in brief.stories.iter().enumerate() {
        if brief.stories.len() > 1 {
            page.heading(&format!("STORY {} OF {}", place + 1, brief.stories.len()));
        }
        story::story(&mut page, &index, story);
    }
    let left = index.reports_of_no_story();
    if !left.is_empty() {
        page.heading("REPORTS IN NO STORY");
        for report in left {
            story::report(&mut page, report);
        }
    }
    page.finish()
}

fn count_stories(number: usize) -> String {
    format!("{number} stories")
}
