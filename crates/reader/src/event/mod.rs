//! What happens in a statement.
//!
//! In: a sentence, and who and what was found in it. Out: its [`Event`](headwater_model::Event):
//! predicate, who, whom, what, state, PLOVER root, transfers.

mod actors;
mod acts;
mod clause;
mod code;
mod groups;
mod lists;
mod nouns;
mod own;
mod phrases;
mod relate;
mod roles;
mod state;
mod statement;
mod table;
mod told;
mod transfer;
mod tree;
mod words;

pub use acts::{Act, Acts, Phrase, acts};
pub use relate::relation;
pub(crate) use statement::{Known, fill, trees};

#[cfg(test)]
mod tests;
