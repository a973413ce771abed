use std::ops::Range;

use headwater_model::BlockKind;

use crate::WarningKind;
use crate::clean::canonical;

/// What a format says of one report, before it is made one.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// The text, in parts between which a blank line will stand.
    pub parts: Vec<Part>,
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub byline: Option<String>,
    pub published: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub warnings: Vec<WarningKind>,
}

/// A piece of text, and what its markup says that it is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub text: String,
    pub kind: Option<BlockKind>,
}

impl Part {
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            kind: None,
        }
    }
}

/// A stored text in the making.
#[derive(Debug, Default)]
pub(crate) struct Body {
    pub text: String,
    /// The places whose kind the markup tells, in order.
    pub marked: Vec<(Range<usize>, BlockKind)>,
}

impl Body {
    /// Joins the parts, each made canonical. Empty parts leave no trace.
    pub(crate) fn join(parts: &[Part]) -> Self {
        let mut body = Self::default();
        for part in parts {
            let text = canonical(&part.text);
            if text.is_empty() {
                continue;
            }
            if !body.text.is_empty() {
                body.text.push_str("\n\n");
            }
            let start = body.text.len();
            body.text.push_str(&text);
            if let Some(kind) = part.kind {
                body.marked.push((start..body.text.len(), kind));
            }
        }
        body
    }
}
