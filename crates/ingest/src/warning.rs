use std::fmt;

/// Something about a report that was read nevertheless, and that its reader should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The file as the user named it, with line or item as in
    /// [`Report::path`](headwater_model::Report::path).
    pub path: String,
    /// What it is about.
    pub kind: WarningKind,
}

/// The sorts of warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WarningKind {
    /// The bytes were no UTF-8 and were decoded as something else.
    DecodedAs {
        /// The encoding's name, lower case: `windows-1252`.
        encoding: String,
        /// Whether the file says so itself (a byte order mark, HTML's `charset`).
        declared: bool,
    },
    /// Bytes that mean nothing in the encoding stand as `�` in the text.
    Undecodable {
        /// How many `�` were put in.
        count: usize,
    },
    /// HTML names a character set that does not exist.
    UnknownCharset {
        /// As named.
        name: String,
    },
    /// The file's own date is not understood and was left out.
    Published {
        /// As given.
        value: String,
        /// What is wrong.
        why: String,
    },
    /// Metadata that is too long to be what it says was left out.
    FieldTooLong {
        /// Its name: `title`.
        field: &'static str,
        /// How many characters it has.
        chars: usize,
    },
    /// The report has a headline and no text.
    HeadlineOnly,
    /// The text is not English, which is all that the reader knows.
    NotEnglish {
        /// ISO 639-1 code.
        language: String,
    },
    /// The page's tags are nested too deep; tags below that depth were passed over.
    DeepMarkup,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.kind)
    }
}

impl fmt::Display for WarningKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DecodedAs { encoding, declared } => match declared {
                true => write!(f, "decoded as {encoding}, as it declares"),
                false => write!(
                    f,
                    "not UTF-8: decoded as {encoding}, a guess; save it as UTF-8 to be sure"
                ),
            },
            Self::Undecodable { count } => write!(
                f,
                "bytes that could not be decoded stand as \u{FFFD} in the text ({count})"
            ),
            Self::UnknownCharset { name } => {
                write!(f, "declares the unknown character set {name:?}; ignored")
            }
            Self::Published { value, why } => write!(
                f,
                "published date not understood: {value:?} ({why}); left out"
            ),
            Self::FieldTooLong { field, chars } => {
                write!(f, "{field} of {chars} characters left out")
            }
            Self::HeadlineOnly => write!(f, "has a headline and no text"),
            Self::NotEnglish { language } => write!(
                f,
                "the text seems not to be English ({language}): expect little from its reading"
            ),
            Self::DeepMarkup => write!(f, "tags nested too deep were passed over"),
        }
    }
}
