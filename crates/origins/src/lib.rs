//! Claims and reuse → origins.
//!
//! In: the statements of one claim, each with the report it stands in ([`Asserted`]), and the
//! [`Reuse`](headwater_model::Reuse) between reports. Out: [`Origins`](headwater_model::Origins)
//! for its support ([`count`]) and for its denial ([`count_denials`]), the same with everything
//! that `headwater explain` shows ([`explain`]), and what a brief loses when a source is
//! withdrawn ([`impact`]).
//!
//! The way of a statement through this room, one module a step:
//!
//! 1. `told`: the first link of its chain is its *root*: a name, an unnamed voice, a carrier, or
//!    nobody.
//! 2. `inherit`: a copy (of a passage, or by `verbatim` of the same words) takes the root of what it copies; a statement that names nobody takes
//!    the roots that its own report names for the claim elsewhere.
//! 3. `merge`: roots that must be one become one; a report that only credits a carrier rests on
//!    what reached others through it.
//! 4. `conflict`: which of the merged roots cannot be one.
//! 5. `colour`: the smallest number of origins that explains them, exactly for small graphs.
//! 6. `reasons`: each merge and conflict in words.
//!
//! Architecture invariants: nothing here reads text beyond the names in chains, the spans of reuse
//! and which contents are in the same words; nothing here judges a source; the order of statements, reports and reuse changes
//! nothing; a copy can lower a count but never raise it.

mod colour;
mod conflict;
mod explain;
mod identity;
mod impact;
mod inherit;
mod merge;
mod reasons;
mod told;
mod verbatim;

use headwater_model::{Origins, Report, Reuse, Statement};

pub use explain::{Explanation, ToldRoot, explain, explain_denials};
pub use impact::{ImpactRow, impact};

/// A statement of a claim, with the report that it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Asserted<'a> {
    /// What is said.
    pub statement: &'a Statement,
    /// Where it is said.
    pub report: &'a Report,
}

/// Origins behind a claim: those of its statements whose stance supports it.
///
/// Statements of every stance may be given; all but supporting ones are passed over. Without any
/// the answer is a measured `0..0`.
pub fn count(statements: &[Asserted<'_>], reuse: &[Reuse]) -> Origins {
    explain(statements, reuse).origins
}

/// Origins behind a claim's denial: statements that deny it, and voices of whom a statement says
/// that they deny it ("despite its denials").
pub fn count_denials(statements: &[Asserted<'_>], reuse: &[Reuse]) -> Origins {
    explain_denials(statements, reuse).origins
}
