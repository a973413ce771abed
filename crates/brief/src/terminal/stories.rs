//! A list of stories, a short block each.

use headwater_model::{ListedStory, StoryList};

use super::claim::measure;
use super::page::{Page, Piece, Style, TerminalOptions, piece, plain};
use crate::sides::day;
use crate::wording::{WHAT_COUNTS_MEAN, count, list, story_origins};

/// What the counts of a story mean: said once, above the list.
const WHAT_STORIES_MEAN: &str = "Copies took half of their words or more from another report of the \
    story. Origins: as many at least as one of its claims has, as many at most as its claims name \
    differently. Echo: documents per origin, by the fewest origins.";

/// The stories for a terminal, wrapped to its width.
///
/// ```
/// use headwater_brief::{TerminalOptions, stories_terminal};
/// use headwater_model::{SCHEMA, StoryList};
/// let list = StoryList { schema: SCHEMA.into(), stories: vec![] };
/// assert_eq!(stories_terminal(&list, &TerminalOptions::default()), "Stories: none found.\n");
/// ```
pub fn stories_terminal(stories: &StoryList, options: &TerminalOptions) -> String {
    let mut page = Page::new(options);
    let stories = &stories.stories;
    if stories.is_empty() {
        page.paragraph(0, 0, &[piece(Style::Caution, "Stories: none found.")]);
        return page.finish();
    }
    let documents: usize = stories.iter().map(|story| story.documents).sum();
    let head = match stories.len() {
        1 => format!("1 story, {}.", count(documents, "report")),
        many => format!("{many} stories, {}.", count(documents, "report")),
    };
    page.paragraph(0, 0, &[piece(Style::Strong, head)]);
    for meaning in [WHAT_STORIES_MEAN, WHAT_COUNTS_MEAN] {
        page.paragraph(0, 2, &[piece(Style::Faint, meaning)]);
    }
    for (place, story) in stories.iter().enumerate() {
        page.gap();
        show(&mut page, story, place + 1);
    }
    page.finish()
}

fn show(page: &mut Page, story: &ListedStory, number: usize) {
    let label = piece(Style::Mark, format!("{number}."));
    page.labelled(0, label, page.step(), &[piece(Style::Strong, &story.title)]);
    let indent = page.step();
    page.paragraph(indent, indent, &counts(story));
    page.paragraph(indent, indent, &[span(story)]);
    for (what, names) in [("people", &story.people), ("places", &story.places)] {
        let names = match names.is_empty() {
            true => piece(Style::Faint, "none found"),
            false => plain(list(names)),
        };
        page.labelled(indent, piece(Style::Faint, what), 8, &[names]);
    }
}

/// `5 documents · 5 outlets · 1 copy · origins 1..4 · echo 5.0`
fn counts(story: &ListedStory) -> Vec<Piece> {
    let copies = match story.copies {
        0 => "copies: none found".to_owned(),
        1 => "1 copy".to_owned(),
        many => format!("{many} copies"),
    };
    let whole = |text: String| plain(text.replace(' ', "\u{a0}"));
    let mut pieces = vec![
        whole(count(story.documents, "document")),
        plain(" · "),
        whole(count(story.outlets, "outlet")),
        plain(" · "),
        whole(copies),
        plain(" · "),
    ];
    measure(&mut pieces, "origins", &story_origins(&story.origins));
    pieces.push(plain(" · "));
    pieces.push(whole(format!("echo {:.1}", story.echo)));
    pieces
}

fn span(story: &ListedStory) -> Piece {
    match (story.from.as_deref().map(day), story.to.as_deref().map(day)) {
        (Some(from), Some(to)) if from != to => plain(format!("{from} to {to}")),
        (Some(only), _) | (None, Some(only)) => plain(only),
        (None, None) => piece(Style::Caution, "date not told"),
    }
}
