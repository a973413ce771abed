//! The terms of headwater as plain types.
//!
//! In: nothing. Out: the types that every other room speaks: [`Report`], [`Reading`],
//! [`Story`], [`Claim`], [`Brief`] and what they are made of, their ids, and their JSON form
//! (`"schema": "headwater/1"`).
//!
//! Invariants held here: a [`Span`] carries the words it points at, and [`Span::holds_in`] says
//! whether they still stand there; ids are content hashes, the same on every machine. This room
//! has no other behaviour: no reading, no counting, no IO.

mod brief;
mod event;
mod ids;
mod reading;
mod report;
mod span;
mod stories;
mod stream;
mod verify;

pub use brief::{
    Brief, Claim, Difference, DifferenceKind, DifferenceValue, Origins, Reason, ReasonKind, Reuse,
    Root, Slot, Story,
};
pub use event::{Actor, Event, EventRoot, EventState, Tense, Transfer};
pub use ids::{claim_id, report_id, statement_id, story_id};
pub use reading::{
    Band, Certainty, ContentWord, Entity, EntityKind, Link, LinkRole, Place, PlaceKind,
    PlacePrecision, Quantity, QuantityKind, Reading, Role, Stance, Statement, Time, TimeKind,
    TimeModifier, Voice, VoiceKind, WordVector,
};
pub use report::{Block, BlockKind, Report};
pub use span::{Span, SpanError};
pub use stories::{ListedStory, StoryList, StoryOrigins};
pub use stream::{StreamEvent, StreamReport};
pub use verify::{Misquote, misquotes};

/// The version of the JSON that headwater writes, as it stands in each document's `schema` field.
pub const SCHEMA: &str = "headwater/1";
