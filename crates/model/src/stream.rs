use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Reuse;

/// What a stream of reports tells, one event after the other.
///
/// A story keeps its id while it lives: it is named after the report that opened it. Where two
/// stories become one, the id of the one that is no more leads to the other from then on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum StreamEvent {
    /// A report is like none before it, or like some that were in another story (then a `split`
    /// follows).
    Opened(StreamReport),
    /// A report goes to a story that there is.
    Joined(StreamReport),
    /// A report shows that two stories are one.
    Merged {
        /// The story that is no more.
        story: String,
        /// The story that it is part of now.
        into: String,
    },
    /// Some reports of a story are a story of their own.
    Split {
        /// The story that they leave, and that goes on without them.
        story: String,
        /// Their story.
        into: String,
        /// Their ids, those that came first before the others.
        reports: Vec<String>,
    },
    /// A report goes to another story than the one that it was in.
    Moved {
        /// The report's id.
        report: String,
        /// The story that it leaves.
        story: String,
        /// The story that it is in now.
        into: String,
    },
    /// Nothing has come to a story for so long that nothing will be put into it any more.
    Ended {
        /// The story.
        story: String,
    },
    /// Two reports share text.
    Copied(Reuse),
}

/// A report that came in, and its story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StreamReport {
    /// The story.
    pub story: String,
    /// The report's id.
    pub report: String,
    /// Where it came from.
    pub path: String,
    /// Its publisher, if known.
    pub outlet: Option<String>,
    /// When it was published, as in [`Report::published`](crate::Report::published).
    pub published: Option<String>,
    /// Its headline, if it has one.
    pub title: Option<String>,
}
