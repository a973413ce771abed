//! What happens in a statement.
//!
//! In: a sentence, and who and what was found in it. Out: its [`Event`](headwater_model::Event):
//! predicate, who, whom, what, state, PLOVER root, transfers.

mod clause;
mod code;
mod groups;
mod relate;
mod table;
mod words;

pub use relate::relation;
