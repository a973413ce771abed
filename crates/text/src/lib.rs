//! The offsets that everything else uses.
//!
//! In: the stored text of a report, and byte ranges of it. Out: [`sentences`] and [`words`] as
//! byte ranges, [`normal`] forms, [`name_key`]s and [`stem`]s to compare words by, hashed word
//! n-grams ([`shingles`]), and the names that the whole house knows ([`known`]): countries,
//! governments, outlets, international bodies.
//!
//! Invariants held here: the text is never changed, every answer is a range of it that cuts whole
//! characters; everything is linear in the text and the same on every machine; any text at all is
//! allowed. There is no IO: the tables are part of the program.

mod acronym;
pub mod known;
mod normal;
mod person;
mod sentences;
mod shingles;
mod table;
mod vocabulary;
mod words;

pub use acronym::{initials, is_acronym};
pub use normal::{fold_char, name_key, normal};
pub use person::{person_key, same_person};
pub use sentences::sentences;
pub use shingles::{fnv, shingles};
pub use vocabulary::{is_stopword, stem};
pub use words::{Token, TokenKind, words};
