//! Tokenizer and neural encoder with its heads, on the CPU.
//!
//! In: the passages of one report, as byte ranges of its text. Out: an [`Encoding`]: its words,
//! the spans of attribution (source, cue, content), which cue each content and which source each
//! cue belongs to, the spans of named entities, and a vector of meaning for any range of words.
//!
//! The encoder is all-MiniLM-L6-v2 fine-tuned by `training/`; `transformer.rs` runs it, in whole numbers
//! (`matrix.rs`), and its weights are part of the binary ([`Encoder::embedded`]), read where they lie. The weights' card is `models/README.md`.
//!
//! Invariant: what is found in a passage depends on that report alone. Windows never mix reports,
//! and each runs by itself, so that neither the order of reports nor the number of threads can
//! move a result. No IO here.

mod certainty;
mod crf;
mod features;
mod linear;
mod links;
mod matrix;
mod network;
mod spans;
mod stored;
mod syntax;
mod transformer;
mod trunk;
mod wide;
mod words;

pub use certainty::{Scale, Sentences};
pub use features::{Passage, Word};
pub use matrix::products_per_second;
pub use network::{Encoder, EncoderError, Weights};
pub use spans::{Encoding, EntitySpan, EntityTag, Role, RoleSpan};
pub use syntax::Node;
