/// Why a report could not be read, or no brief made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The weights that are part of the program are broken.
    #[error("{why}")]
    Model {
        /// What is wrong, and the way out.
        why: String,
    },
    /// The encoder refused the report.
    #[error("{path}: could not be read: {why}; the other reports are read without it")]
    Reading {
        /// The report.
        path: String,
        /// What went wrong.
        why: String,
    },
    /// A reading quotes words that do not stand in its report.
    #[error(
        "{path}: left out, because its reading quotes words that do not stand there \
         ({what}, bytes {start}..{end}); this is a fault of headwater, please report it \
         with the file"
    )]
    Misquoted {
        /// The report.
        path: String,
        /// What quotes it.
        what: String,
        /// First byte of the place.
        start: usize,
        /// One past its last byte.
        end: usize,
    },
    /// The reader stopped half-way.
    #[error(
        "{path}: left out, because headwater failed while reading it ({why}); this is a fault \
         of headwater, please report it with the file"
    )]
    Fault {
        /// The report.
        path: String,
        /// What it said.
        why: String,
    },
    /// The system gave no threads.
    #[error("cannot start {threads} threads ({why}); try again with --threads 1")]
    Threads {
        /// How many were asked for.
        threads: usize,
        /// What the system said.
        why: String,
    },
}
