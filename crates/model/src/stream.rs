use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Reuse;

/// What a stream of reports tells, one event after the other.
///
/// A story keeps its id while it lives: the id of the report that opened it, made one by
/// [`story_id`](crate::story_id). Where two stories become one, the later one's id leads to the
/// earlier one's from then on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum StreamEvent {
    /// A report is like none before it.
    Opened {
        /// The new story.
        story: String,
        /// The report's id.
        report: String,
        /// Where the report came from.
        path: String,
        /// Its headline, if it has one.
        title: Option<String>,
    },
    /// A report goes to a story that there is.
    Joined {
        /// The story.
        story: String,
        /// The report's id.
        report: String,
        /// Where the report came from.
        path: String,
        /// Its headline, if it has one.
        title: Option<String>,
    },
    /// A report shows that two stories are one.
    Merged {
        /// The story that is no more.
        story: String,
        /// The story that it is part of now.
        into: String,
    },
    /// A report goes to another story than the one that it was in.
    Moved {
        /// The report's id.
        report: String,
        /// The story that it leaves.
        story: String,
        /// The story that it is in now; a new one where there was no such story.
        into: String,
    },
    /// No report has come to a story for so long that none will.
    Ended {
        /// The story.
        story: String,
    },
    /// A report shares text with an earlier one.
    Copied(Reuse),
}
