//! The events of a stream: JSON Lines and their JSON Schema.

use headwater_model::{SCHEMA, StreamEvent};
use serde::Serialize;

use crate::data::{line, schema};

#[derive(Serialize)]
struct EventLine<'a> {
    schema: &'static str,
    #[serde(flatten)]
    event: &'a StreamEvent,
}

/// An event as one line of JSON, with its line end: `schema`, `event` (its kind) and its fields.
pub fn event_jsonl(event: &StreamEvent) -> String {
    line(&EventLine {
        schema: SCHEMA,
        event,
    })
}

/// The JSON Schema (draft 2020-12) of an event, indented.
pub fn schema_event() -> String {
    schema::<StreamEvent>("What a stream of reports tells")
}
