/// What the user says of all the reports that are read, and how much may be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The publisher of every report; stands above what the files say.
    pub outlet: Option<String>,
    /// The date of every report, in any form that
    /// [`normalise_date`](crate::normalise_date) knows; stands above what the files say.
    pub published: Option<String>,
    /// Whether standard input is read line by line as it comes, where its first line is a JSON
    /// object; otherwise more of it is waited for, to tell what it is.
    pub live: bool,
    /// How much may be read.
    pub limits: Limits,
}

/// How much may be read before it is an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file, after decompression. A `.jsonl` file may be of any size: there it is
    /// the limit of one line. Default 64 MiB.
    pub file_bytes: usize,
    /// Bytes of one HTML page, which costs far more to read than text. Default 16 MiB.
    pub page_bytes: usize,
    /// Bytes of one report's stored text. Default 8 MiB.
    pub text_bytes: usize,
    /// Characters of a headline, an outlet's name, a byline or an address given as metadata; what
    /// is longer is left out with a warning. Default 1,000.
    pub field_chars: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            page_bytes: 16 << 20,
            text_bytes: 8 << 20,
            field_chars: 1_000,
        }
    }
}
