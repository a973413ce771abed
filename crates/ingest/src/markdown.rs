//! Markdown → parts of plain text.

use headwater_model::BlockKind;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::draft::{Draft, Part};
use crate::html;

/// Notes the parts of a Markdown text: headings, paragraphs, list items, each without its markup.
/// A first heading of the first level is the title where none is given.
pub(crate) fn read(text: &str, draft: &mut Draft) {
    let mut parts: Vec<Part> = Vec::new();
    let mut open = Part::plain("");
    // Inside an image the alternative text stands, which is no part of the report.
    let mut images = 0_usize;
    let mut raw = String::new();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                flush(&mut open, &mut parts);
                let first = parts.is_empty() && level == HeadingLevel::H1;
                open.kind = Some(if first {
                    BlockKind::Title
                } else {
                    BlockKind::Subheading
                });
            }
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images = images.saturating_sub(1),
            Event::Start(
                Tag::Paragraph
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::Item
                | Tag::List(_)
                | Tag::TableRow
                | Tag::TableHead
                | Tag::Table(_)
                | Tag::HtmlBlock,
            )
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::BlockQuote(_)
                | TagEnd::CodeBlock
                | TagEnd::Item
                | TagEnd::TableRow
                | TagEnd::TableHead
                | TagEnd::Table,
            )
            | Event::Rule => flush(&mut open, &mut parts),
            Event::Html(html) => raw.push_str(&html),
            Event::End(TagEnd::HtmlBlock) => {
                flush(&mut open, &mut parts);
                parts.extend(html::fragment(&std::mem::take(&mut raw)));
            }
            Event::End(TagEnd::TableCell) => open.text.push('\t'),
            Event::Text(words) | Event::Code(words) if images == 0 => open.text.push_str(&words),
            Event::SoftBreak if images == 0 => open.text.push(' '),
            Event::HardBreak if images == 0 => open.text.push('\n'),
            _ => {}
        }
    }
    flush(&mut open, &mut parts);
    if draft.title.is_none()
        && let Some(first) = parts.first()
        && first.kind == Some(BlockKind::Title)
    {
        draft.title = Some(first.text.clone());
    }
    for part in &mut parts {
        // Only the report's own title is one.
        part.kind = part.kind.map(|_| BlockKind::Subheading);
    }
    draft.parts = parts;
}

fn flush(open: &mut Part, parts: &mut Vec<Part>) {
    let part = std::mem::replace(open, Part::plain(""));
    let text = part.text.trim();
    if !text.is_empty() {
        parts.push(Part {
            text: text.to_owned(),
            kind: part.kind,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (Vec<String>, Option<String>) {
        let mut draft = Draft::default();
        read(text, &mut draft);
        let texts = draft.parts.into_iter().map(|part| part.text).collect();
        (texts, draft.title)
    }

    #[test]
    fn markup_goes_and_words_stay() {
        let (texts, title) = parts(
            "# Ferry *strike* ends\n\nThe crews [went back](http://a.example) to\nwork on \
             **Friday** – “at last”.\n\n![A ferry](f.jpg)\n\n- one\n- two\n\n> Quoted.\n\n\
             <script>alert(1)</script>\n\n<p>From HTML.</p>\n",
        );
        assert_eq!(title.as_deref(), Some("Ferry strike ends"));
        assert_eq!(
            texts,
            [
                "Ferry strike ends",
                "The crews went back to work on Friday – “at last”.",
                "one",
                "two",
                "Quoted.",
                "From HTML."
            ]
        );
    }

    #[test]
    fn a_second_heading_is_no_title() {
        let (_, title) = parts("Text first.\n\n# Then a heading\n\nMore.");
        assert_eq!(title, None);
    }

    #[test]
    fn deep_nesting_ends() {
        let deep = "> ".repeat(20_000) + "x";
        parts(&deep);
        let deep = "*a ".repeat(20_000);
        parts(&deep);
    }
}
