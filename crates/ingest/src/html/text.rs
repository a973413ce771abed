//! A tree → parts of text, without recursion.

use ego_tree::iter::Edge;
use headwater_model::BlockKind;
use scraper::{Html, Node as Kind};

use super::Node;
use crate::draft::Part;

/// The parts under a node in document order. Scripts, forms, menus and what is hidden leave no
/// word.
pub(super) fn parts(root: Node<'_>) -> Vec<Part> {
    let mut collector = Collector::default();
    let mut edges = root.traverse();
    while let Some(edge) = edges.next() {
        match edge {
            Edge::Open(node) => match node.value() {
                Kind::Text(text) => collector.add(text),
                Kind::Element(element) if is_left_out(element) && node != root => {
                    collector.flush();
                    // On to the end of this element.
                    for edge in edges.by_ref() {
                        if matches!(edge, Edge::Close(closed) if closed == node) {
                            break;
                        }
                    }
                }
                Kind::Element(element) => collector.open(element.name()),
                _ => {}
            },
            Edge::Close(node) => {
                if let Kind::Element(element) = node.value() {
                    collector.close(element.name());
                }
            }
        }
    }
    collector.flush();
    collector.parts
}

/// Takes out of a tree what must leave no word, the head apart.
pub(super) fn prune(html: &mut Html) {
    let nodes = html.tree.nodes().filter(|node| {
        node.value()
            .as_element()
            .is_some_and(|element| element.name() != "head" && is_left_out(element))
    });
    let left_out: Vec<_> = nodes.map(|node| node.id()).collect();
    for id in left_out {
        if let Some(mut node) = html.tree.get_mut(id) {
            node.detach();
        }
    }
}

/// The article where the page marks one, else its main part, else its body; for pages that the
/// extractor finds nothing in.
pub(super) fn article(html: &Html) -> Vec<Part> {
    let root = html.tree.root();
    for name in ["article", "main"] {
        let mut marked = root.descendants().filter(|node| is_element(*node, name));
        if let (Some(only), None) = (marked.next(), marked.next()) {
            return parts(only);
        }
    }
    parts(root)
}

fn is_element(node: Node<'_>, name: &str) -> bool {
    node.value()
        .as_element()
        .is_some_and(|element| element.name() == name)
}

fn is_left_out(element: &scraper::node::Element) -> bool {
    let by_name = matches!(
        element.name(),
        "head"
            | "script"
            | "style"
            | "noscript"
            | "template"
            | "title"
            | "nav"
            | "footer"
            | "aside"
            | "button"
            | "select"
            | "option"
            | "textarea"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "audio"
            | "video"
            | "canvas"
            | "map"
            | "dialog"
            | "noembed"
            | "noframes"
            | "figcaption"
    );
    by_name || element.attr("hidden").is_some() || element.attr("aria-hidden") == Some("true")
}

#[derive(Default)]
struct Collector {
    parts: Vec<Part>,
    open: String,
    kind: Option<BlockKind>,
    /// Inside how many elements that keep their line ends.
    preformatted: usize,
}

impl Collector {
    /// HTML folds space; no-break spaces are none.
    fn add(&mut self, text: &str) {
        if self.preformatted > 0 {
            self.open.push_str(text);
            return;
        }
        for character in text.chars() {
            if !matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{0C}') {
                self.open.push(character);
            } else if !self.open.is_empty() && !self.open.ends_with([' ', '\n', '\t']) {
                self.open.push(' ');
            }
        }
    }

    fn open(&mut self, name: &str) {
        match name {
            "br" => self.open.push('\n'),
            "td" | "th" if !self.open.is_empty() => self.open.push('\t'),
            _ => {}
        }
        if is_block(name) {
            self.flush();
            self.kind = kind_of(name).or(self.kind);
        }
        self.preformatted += usize::from(name == "pre");
    }

    fn close(&mut self, name: &str) {
        if is_block(name) {
            self.flush();
            if kind_of(name).is_some() {
                self.kind = None;
            }
        }
        if name == "pre" {
            self.preformatted = self.preformatted.saturating_sub(1);
        }
    }

    /// Ends a part. Two line breaks in a row end one too.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.open);
        let mut part = String::new();
        for line in text.lines().map(str::trim).chain([""]) {
            if !line.is_empty() {
                if !part.is_empty() {
                    part.push('\n');
                }
                part.push_str(line);
            } else if !part.is_empty() {
                self.parts.push(Part {
                    text: std::mem::take(&mut part),
                    kind: self.kind,
                });
            }
        }
    }
}

fn kind_of(name: &str) -> Option<BlockKind> {
    match name {
        "h1" => Some(BlockKind::Title),
        "h2" | "h3" | "h4" | "h5" | "h6" => Some(BlockKind::Subheading),
        _ => None,
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "body"
            | "html"
            | "header"
            | "address"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "blockquote"
            | "pre"
            | "hr"
            | "table"
            | "tr"
            | "thead"
            | "tbody"
            | "tfoot"
            | "caption"
            | "figure"
            | "fieldset"
            | "details"
            | "summary"
            | "center"
    )
}
