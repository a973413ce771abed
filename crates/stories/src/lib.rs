//! Reports → reuse graph and stories.
//!
//! In: reports. Out: which text they share, by passage and with its likely direction ([`reuse`], or
//! [`Copies`] while they come in);
//! which of them are about one event ([`group`]); and what to call a story ([`title`]).
//!
//! Modules: `order` puts reports in an order that does not depend on the input's; `body` cuts
//! their running text into words; `reuse` finds shared passages over an index of rare runs of
//! five words; `group` compares weighted words and joins reports by average similarity; `limits`
//! holds every threshold with its reason.
//!
//! Architecture invariants: the answer never depends on the order of the input; the work grows in
//! line with the text, because no list of candidates is longer than a constant for each report;
//! the reuse graph has no circle; a passage's words stand where it says; there is no IO, no clock
//! and no randomness.

mod body;
mod cluster;
mod group;
mod hash;
mod limits;
mod order;
mod outlet;
mod reuse;
#[cfg(test)]
mod sample;

pub use cluster::{Change, Cut, Stories, StoryModel, StoryModelError};
pub use group::{StoryGroup, group, title};
pub use reuse::{Copies, Prepared, reuse};
