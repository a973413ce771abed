//! A list of stories as data: JSON, JSON Lines, CSV, and its JSON Schema.

use headwater_model::{ListedStory, SCHEMA, StoryList};
use serde::Serialize;

use crate::csv::{origin_columns, record};
use crate::data::{line, pretty, schema};
use crate::wording::story_origins;

/// The list as one JSON document, indented, with the fields of its JSON Schema.
///
/// ```
/// use headwater_model::{SCHEMA, StoryList};
/// let list = StoryList { schema: SCHEMA.into(), stories: vec![] };
/// let json = headwater_brief::stories_json(&list);
/// assert_eq!(json, "{\n  \"schema\": \"headwater/1\",\n  \"stories\": []\n}\n");
/// ```
pub fn stories_json(list: &StoryList) -> String {
    pretty(list)
}

/// One story a line: `schema`, then the fields that a story has in [`stories_json`].
pub fn stories_jsonl(list: &StoryList) -> String {
    let lines = list.stories.iter().map(|story| {
        line(&StoryLine {
            schema: SCHEMA,
            story,
        })
    });
    lines.collect()
}

#[derive(Serialize)]
struct StoryLine<'a> {
    schema: &'static str,
    #[serde(flatten)]
    story: &'a ListedStory,
}

/// The JSON Schema (draft 2020-12) of [`stories_json`], indented.
pub fn schema_stories() -> String {
    schema::<StoryList>("The stories of a set of reports")
}

/// The columns, in order.
const COLUMNS: [&str; 14] = [
    "story",
    "title",
    "from",
    "to",
    "documents",
    "outlets",
    "copies",
    "origins_min",
    "origins_max",
    "origins_measured",
    "echo",
    "people",
    "places",
    "paths",
];

/// The stories as CSV, one row each, written as [`csv`](crate::csv()) writes its rows: nothing in
/// it runs as a formula. Names and paths are parted by `; `.
pub fn stories_csv(list: &StoryList) -> String {
    let mut out = String::new();
    record(&mut out, &COLUMNS);
    for story in &list.stories {
        let measure = story_origins(&story.origins);
        let (min, max, measured) = origin_columns(&measure, story.origins.min, story.origins.max);
        let fields: [&str; COLUMNS.len()] = [
            &story.id,
            &story.title,
            story.from.as_deref().unwrap_or_default(),
            story.to.as_deref().unwrap_or_default(),
            &story.documents.to_string(),
            &story.outlets.to_string(),
            &story.copies.to_string(),
            &min,
            &max,
            measured,
            &format!("{:.1}", story.echo),
            &story.people.join("; "),
            &story.places.join("; "),
            &story.paths.join("; "),
        ];
        record(&mut out, &fields);
    }
    out
}
