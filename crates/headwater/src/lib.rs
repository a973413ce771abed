//! Trace every claim to its own headwater: the library façade.
//!
//! In: reports (see [`ingest`]). Out: a [`Reading`](model::Reading) of each ([`read`],
//! [`read_all`]), or a [`Brief`](model::Brief) of their stories ([`brief`], [`make`]), the list of
//! these stories ([`list`](list())), and whether a brief's quotations stand where it says
//! ([`check`]).
//!
//! ```no_run
//! use headwater::{BriefOptions, brief, forms, ingest};
//!
//! let inputs = ["examples/summit".into()];
//! let reports = ingest::reports(&inputs, ingest::Options::default())?;
//! let reports = reports.filter_map(Result::ok).map(|read| read.report).collect();
//! let brief = brief(reports, &BriefOptions::default())?;
//! print!("{}", forms::terminal(&brief, &forms::TerminalOptions::default()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Invariants held here: the same reports give the same brief, byte for byte, in whatever order
//! they come and on however many threads they are read; every span is compared with its report's
//! text before it leaves; one report that cannot be read never costs another. This room does no
//! IO: files are read by [`ingest`] and written by the command line.

mod assemble;
mod check;
mod error;
mod headline;
mod list;
mod make;
mod order;
mod read;
mod side_by_side;
mod stream;

pub use check::{Checked, Missing, check};
pub use error::Error;
pub use headwater_brief as forms;
pub use headwater_claims as claims;
pub use headwater_encoder::Weights;
pub use headwater_ingest as ingest;
pub use headwater_model as model;
pub use headwater_origins as origins;
pub use headwater_reader::Profile;
pub use list::{ListBy, ListOptions, Listed, list};
pub use make::{BriefOptions, LeftOut, Made, WhyLeftOut, brief, make, told};
pub use order::distinct;
pub use read::{ReadAll, prepare, read, read_all};
pub use side_by_side::side_by_side;
pub use stream::Stream;
