use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The stories of a set of reports: the rows of `headwater stories`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StoryList {
    /// Always [`SCHEMA`](crate::SCHEMA).
    pub schema: String,
    /// The stories, in the order that was asked for.
    pub stories: Vec<ListedStory>,
}

/// One story in a list: what it is about, and how much of it is repetition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ListedStory {
    /// The story's id, as in a brief of the same reports.
    pub id: String,
    /// The words of one report's headline or first sentence.
    pub title: String,
    /// The earliest date that one of its reports was published at; `null` where none is dated.
    pub from: Option<String>,
    /// The latest of these dates.
    pub to: Option<String>,
    /// Number of reports.
    pub documents: usize,
    /// Number of outlet families; an unknown outlet is its own family.
    pub outlets: usize,
    /// Number of reports that took half of their words or more from another report of the story;
    /// of reports that have them from one agency outside the story, all but one.
    pub copies: usize,
    /// Independent origins behind the story as a whole.
    pub origins: StoryOrigins,
    /// Documents for each origin that there is at least, or for one where `min` is 0; to one
    /// decimal. Ten papers with one agency's story have an echo of 10.
    pub echo: f64,
    /// People that its reports name, as [`Story::people`](crate::Story::people) has them.
    pub people: Vec<String>,
    /// Places that its reports name, as [`Story::places`](crate::Story::places) has them.
    pub places: Vec<String>,
    /// Report ids, in the order of the brief.
    pub reports: Vec<String>,
    /// Where these reports came from, in the same order.
    pub paths: Vec<String>,
}

/// How many independent origins a story has: what its claims show together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StoryOrigins {
    /// The largest `min` of any of its claims: as many origins speak in it at least.
    pub min: usize,
    /// The number of differently named roots of all its claims, and so no more than that; `null`
    /// where the origins of one claim have no bound.
    pub max: Option<usize>,
    /// Whether `min` could be measured: false where every root of every claim is unknown.
    pub measured: bool,
}
