//! A brief in every form that people and programs read.
//!
//! In: a [`Brief`](headwater_model::Brief), a [`Reading`](headwater_model::Reading) or a
//! [`StoryList`](headwater_model::StoryList). Out: text for a terminal ([`terminal`],
//! [`explain_terminal`], [`reading_terminal`], [`stories_terminal`]), Markdown, one HTML page, JSON,
//! JSON Lines, CSV, and the JSON Schemas of what it writes.
//!
//! Invariants held here: every field of the input is data, whatever it holds: no form passes on
//! markup, an escape sequence, a formula or a mark that turns text around. What the sources say is
//! shown in their words and marked as theirs; what is missing is said, and *none found*, *not
//! measured* and *cannot be measured* are three different phrases. This room finds nothing out:
//! it counts no origins and makes no claims. It does no IO.

mod change;
mod csv;
mod data;
mod gathered;
mod glance;
mod html;
mod index;
mod markdown;
mod marks;
mod neutral;
mod notes;
mod places;
mod sides;
mod stories;
mod stream;
mod summary;
mod terminal;
mod times;
mod wording;

pub use csv::csv;
pub use data::{json, jsonl, reading_json, reading_jsonl, schema_brief, schema_reading};
pub use html::html;
pub use markdown::markdown;
pub use stories::{schema_stories, stories_csv, stories_json, stories_jsonl};
pub use stream::{event_jsonl, schema_event};
pub use terminal::{
    TerminalOptions, event_terminal, explain_terminal, reading_terminal, stories_terminal, terminal,
};
pub use wording::is_main;
