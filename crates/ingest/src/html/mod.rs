//! HTML pages → drafts.

mod dom;
mod json_ld;
mod metadata;
mod text;

use std::panic::{AssertUnwindSafe, catch_unwind};

use headwater_model::BlockKind;

use crate::draft::{Draft, Part};
use crate::{IngestError, WarningKind};

/// Nesting beyond which the extractor, which calls itself for each level, is not trusted.
const EXTRACTOR_DEPTH: usize = 256;

/// Bytes beyond which the extractor would take seconds.
const EXTRACTOR_BYTES: usize = 2 << 20;

/// Notes the article of a page and what the page says of it.
pub(crate) fn read(page: &str, path: &str, draft: &mut Draft) -> Result<(), IngestError> {
    let dom::Page {
        mut html,
        deepest,
        whole,
    } = dom::parse(page);
    if !whole {
        draft.warnings.push(WarningKind::DeepMarkup);
    }
    let article_body = metadata::read(&html, draft);
    let mut parts = Vec::new();
    if whole && deepest <= EXTRACTOR_DEPTH && page.len() <= EXTRACTOR_BYTES {
        text::prune(&mut html);
        parts = extract(&html.html());
    }
    if !has_sentence(&parts) {
        parts = text::article(&html);
    }
    // Some pages carry the text only for search engines, or more of it.
    if let Some(body) = article_body {
        let given = fragment_or_lines(&body);
        let fuller = words(&given) > 2 * words(&parts)
            || words(&given) >= words(&parts) && given.len() > parts.len();
        if has_sentence(&given) && (!has_sentence(&parts) || fuller) {
            parts = given;
        }
    }
    if !has_sentence(&parts) {
        return Err(IngestError::NoArticle {
            path: path.to_owned(),
            words: words(&parts),
        });
    }
    // The headline as printed stands above the one written for search engines.
    if let Some(first) = parts.first()
        && first.kind == Some(BlockKind::Title)
    {
        draft.title = Some(first.text.clone());
    }
    for part in &mut parts {
        if part.kind == Some(BlockKind::Title) {
            part.kind = Some(BlockKind::Subheading);
        }
    }
    draft.parts = parts;
    Ok(())
}

/// The article of a page as `trafilatura` finds it. What must not be in it is pruned before:
/// the crate's own pruning also removes the words after a pruned element.
///
/// This is the only place that knows the crate: another extractor would take its place here.
fn extract(page: &str) -> Vec<Part> {
    let mut options = trafilatura::Options::default();
    options.exclude_comments = true;
    options.enable_fallback = true;
    // A page that makes a third party's code panic is a page without an article to it.
    let found = catch_unwind(AssertUnwindSafe(|| trafilatura::extract(page, &options)));
    match found {
        Ok(Ok(found)) => fragment(&found.content_html),
        Ok(Err(_)) | Err(_) => Vec::new(),
    }
}

/// The parts of a piece of HTML.
pub(crate) fn fragment(html: &str) -> Vec<Part> {
    text::parts(dom::parse(html).html.tree.root())
}

/// One line of HTML as plain words: entities and tags resolved.
fn plain(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return text.to_owned();
    }
    let parts = fragment(text);
    let words: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
    words.join(" ")
}

/// Whether a text that should be plain is HTML.
pub(crate) fn looks_like_markup(text: &str) -> bool {
    [
        "</p>", "<p>", "<br>", "<br/>", "<br />", "</div>", "</h2>", "</li>",
    ]
    .iter()
    .any(|tag| text.contains(tag))
}

fn fragment_or_lines(text: &str) -> Vec<Part> {
    if looks_like_markup(text) {
        return fragment(text);
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| Part::plain(plain(line))).collect()
}

/// Whether something reads as a sentence: menus and lists of links do not.
fn has_sentence(parts: &[Part]) -> bool {
    parts.iter().any(|part| {
        part.kind.is_none()
            && part.text.split_whitespace().count() >= 5
            && part.text.contains(['.', '!', '?', '…', '。', '؟', '।'])
    })
}

fn words(parts: &[Part]) -> usize {
    parts
        .iter()
        .map(|part| part.text.split_whitespace().count())
        .sum()
}

/// A document with the type that the other files here walk over.
type Node<'a> = ego_tree::NodeRef<'a, scraper::Node>;

/// The words under a node, each text node after the other.
fn text_of(node: Node<'_>) -> String {
    let texts = node.descendants().filter_map(|node| node.value().as_text());
    texts.map(|text| &**text).collect()
}

#[cfg(test)]
mod tests;
