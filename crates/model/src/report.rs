use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Span;

/// One article as an outlet published it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// Content hash of `text` and `outlet`; see [`report_id`](crate::report_id).
    pub id: String,
    /// Where the bytes came from, as the user named it: a path, `-`, or `path:line` in JSONL.
    pub path: String,
    /// The publisher, where the report or the user says who it is.
    pub outlet: Option<String>,
    /// The headline, where one is given apart from the text or stands as its first line.
    pub title: Option<String>,
    /// The byline as printed, such as "Ana Ruiz, with AFP".
    pub byline: Option<String>,
    /// When it was published: `YYYY-MM-DD`, or with a time `YYYY-MM-DDTHH:MM:SS±HH:MM`.
    pub published: Option<String>,
    /// ISO 639-1 code of the text's language, where it could be told.
    pub language: Option<String>,
    /// The stored text: what every span points into. Never changed after ingestion.
    pub text: String,
    /// The report's own address, where it names one (canonical link).
    #[serde(default)]
    pub url: Option<String>,
    /// The dateline as printed, such as "MOSCOW, Sept 4 (Reuters)".
    #[serde(default)]
    pub dateline: Option<Span>,
    /// Agencies and outlets that bylines, datelines and credit lines name, such as "AFP".
    #[serde(default)]
    pub credits: Vec<Span>,
    /// The parts of `text`, in order, without overlap.
    #[serde(default)]
    pub blocks: Vec<Block>,
}

/// One part of a report's text: a headline, a paragraph, a caption.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Block {
    /// What the part is.
    pub kind: BlockKind,
    /// First byte in [`Report::text`].
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// What a part of a report is. Only `Title`, `Subheading` and `Paragraph` are read for statements.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The headline.
    Title,
    /// A heading inside the text, or a standfirst.
    Subheading,
    /// Running text.
    Paragraph,
    /// Who wrote it: "By Ana Ruiz", "Ana Ruiz, with AFP".
    Byline,
    /// A line that only credits an agency or photographer: "(Photo by AFP)".
    Credit,
    /// The words under a picture.
    Caption,
    /// What is not the article: "Read more", subscriptions, legal lines.
    Furniture,
}
