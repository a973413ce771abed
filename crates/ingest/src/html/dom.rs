//! Parsing with a guard: markup may be nested so that a parser needs quadratic time and memory.

use html5ever::driver::ParseOpts;
use html5ever::tendril::{StrTendril, TendrilSink};
use scraper::{Html, HtmlTreeSink};

use super::Node;

/// Bytes that are parsed between two looks at the tree.
const STEP: usize = 1 << 10;

/// Levels of nesting at which parsing ends.
const DEEPEST: usize = 12_000;

/// Open `<b>`, `<font>` and their like at which parsing ends: HTML opens each of them again in
/// every paragraph.
const MOST_FORMATTING: usize = 100;

/// Tags times depth at which parsing ends: for each tag a parser may look through all that is
/// open. Pages of newspapers have a hundredth of it.
const MOST_WORK: usize = 200_000_000;

/// A page as a tree.
pub(super) struct Page {
    pub html: Html,
    /// The deepest nesting that was seen.
    pub deepest: usize,
    /// Whether the page was parsed to its end.
    pub whole: bool,
}

/// Parses a page, or as much of it as is not nested beyond reason.
pub(super) fn parse(page: &str) -> Page {
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser = html5ever::parse_document(sink, ParseOpts::default());
    let mut deepest = 0;
    let mut work = 0_usize;
    let mut start = 0;
    while start < page.len() {
        let end = page.ceil_char_boundary((start + STEP).min(page.len()));
        parser.process(StrTendril::from_slice(&page[start..end]));
        let (depth, formatting, nodes) = measure(&parser.tokenizer.sink.sink.0.borrow());
        deepest = deepest.max(depth);
        work = work.saturating_add(page[start..end].matches('<').count() * depth);
        start = end;
        let too_deep = depth > DEEPEST || formatting > MOST_FORMATTING || work > MOST_WORK;
        if too_deep || nodes > 1_000 + end {
            break;
        }
    }
    let whole = start == page.len();
    Page {
        html: parser.finish(),
        deepest,
        whole,
    }
}

/// Depth of the newest node, formatting elements above it, number of nodes.
fn measure(html: &Html) -> (usize, usize, usize) {
    let nodes = html.tree.values().len();
    let Some(newest) = html.tree.nodes().next_back() else {
        return (0, 0, nodes);
    };
    let mut depth = 0;
    let mut formatting = 0;
    for node in newest.ancestors() {
        depth += 1;
        formatting += usize::from(is_formatting(node));
    }
    (depth, formatting, nodes)
}

fn is_formatting(node: Node<'_>) -> bool {
    let name = node.value().as_element().map(|element| element.name());
    matches!(
        name,
        Some(
            "a" | "b"
                | "big"
                | "code"
                | "em"
                | "font"
                | "i"
                | "nobr"
                | "s"
                | "small"
                | "strike"
                | "strong"
                | "tt"
                | "u"
        )
    )
}
