//! Bytes, files and folders → [`Report`](headwater_model::Report).
//!
//! In: paths as a person names them (or `-` for standard input), or bytes with a [`Format`].
//! Out: one [`Ingested`] a report, in the order of the input, each with the [`Warning`]s about it;
//! what cannot be read comes out as an [`IngestError`] in its place, and the others are still read.
//!
//! ```no_run
//! let options = headwater_ingest::Options::default();
//! for ingested in headwater_ingest::reports(&["reports/".into(), "-".into()], options)? {
//!     match ingested {
//!         Ok(ingested) => println!("{} {}", ingested.report.id, ingested.report.path),
//!         Err(error) => eprintln!("{error}"),
//!     }
//! }
//! # Ok::<(), headwater_ingest::IngestError>(())
//! ```
//!
//! # Where to start reading
//! [`sources`] says which files are read; `read.rs` opens them and keeps memory bounded;
//! [`parse`] turns bytes into reports without any IO. Each format makes a `Draft` (what the file
//! says of the report, and its text in parts); `report.rs` makes the draft a report: canonical
//! text, outlet, date, language, blocks, credits.
//!
//! # The stored text
//! It is the file's text, canonical, and every span of headwater points into it. Words stay
//! verbatim, so do curly quotes, dashes and no-break spaces. Changed are only: the encoding (to
//! UTF-8), line ends (to `\n`), control characters other than `\n` and `\t`, terminal escape
//! sequences, bidirectional overrides and byte order marks (dropped), space at the very end
//! (dropped). A headline that a file gives apart from its text is put before it, with a blank line
//! between. Markup (HTML, Markdown) becomes paragraphs with a blank line between.
//!
//! # Invariants
//! - No input makes this room panic, hang or use memory beyond its [`Limits`].
//! - Blocks are ordered, do not overlap, lie on character boundaries, and cover all but space and
//!   the dateline (with the dash after it).
//! - An outlet or a date is never guessed: no file name, no clock, no folder is looked at.
//! - Only this room reads reports from disk; nothing here writes or prints.

mod blocks;
mod clean;
mod dates;
mod draft;
mod encoding;
mod error;
mod front_matter;
mod html;
mod json;
mod language;
mod markdown;
mod options;
mod parse;
mod read;
mod report;
mod sniff;
mod sources;
mod warning;

pub use dates::{DateError, normalise_date};
pub use error::IngestError;
pub use options::{Limits, Options};
pub use parse::parse;
pub use read::{Reports, read, reports};
pub use report::Ingested;
pub use sniff::{Format, sniff};
pub use sources::{EXTENSIONS, Source, sources};
pub use warning::{Warning, WarningKind};
