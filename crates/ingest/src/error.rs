use crate::sources::EXTENSIONS;

/// Why an input gave no report. Each message names the file, the place in it and the way out.
///
/// `path` is the file as the user named it, with `:LINE` where a line of a JSONL file is meant and
/// `:NUMBER` where an item of a JSON array is meant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IngestError {
    /// Nothing has this name.
    #[error("{path}: no such file or folder; check the name, or give `-` to read standard input")]
    NotFound {
        /// The file.
        path: String,
    },
    /// The user may not read it.
    #[error("{path}: permission denied; make it readable (chmod +r), or run as its owner")]
    Permission {
        /// The file.
        path: String,
    },
    /// It is there but cannot be read.
    #[error("{path}: cannot be read ({why}); copy it to a local file and try again")]
    Unreadable {
        /// The file.
        path: String,
        /// What the system says.
        why: String,
    },
    /// A folder without a file of a known format.
    #[error(
        "{path}: no report in this folder (looked, also in folders inside it, for {}); \
         name other files one by one", EXTENSIONS.join(" ")
    )]
    NothingInFolder {
        /// The folder.
        path: String,
    },
    /// No bytes, or only space.
    #[error("{path}: is empty; leave it out, or save the report's text in it")]
    Empty {
        /// The file.
        path: String,
    },
    /// Not text.
    #[error("{path}: is not text but {what} (byte {byte}); convert it to text or HTML first")]
    Binary {
        /// The file.
        path: String,
        /// What it seems to be.
        what: String,
        /// Where that shows.
        byte: usize,
    },
    /// Text in an encoding that cannot be decoded.
    #[error(
        "{path}: its encoding is not understood ({why}, first at byte {byte}); \
         save it as UTF-8 (iconv -t UTF-8) and try again"
    )]
    Encoding {
        /// The file.
        path: String,
        /// What is wrong.
        why: String,
        /// Where.
        byte: usize,
    },
    /// More bytes than the limit.
    #[error(
        "{path}: has more than {} of {what}, the limit of one file; split it into one file a \
         report, or into .jsonl with one report a line, which may be of any size", size(.limit)
    )]
    TooLarge {
        /// The file.
        path: String,
        /// What is counted: "text", "HTML", "decompressed data".
        what: &'static str,
        /// Bytes.
        limit: usize,
    },
    /// One line of a JSONL file has more bytes than the limit.
    #[error(
        "{path}: this line has more than {}, the limit of one line; \
         leave it out or split it (the other lines are read)", size(.limit)
    )]
    LineTooLong {
        /// The file and the line.
        path: String,
        /// Bytes.
        limit: usize,
    },
    /// A report's text has more bytes than the limit.
    #[error(
        "{path}: the text has {}, more than the limit of {} for one report; \
         split it into its articles, one a file", size(.bytes), size(.limit)
    )]
    TextTooLong {
        /// The file.
        path: String,
        /// Bytes it has.
        bytes: usize,
        /// Bytes it may have.
        limit: usize,
    },
    /// Compressed data that is broken.
    #[error("{path}: is no sound gzip file ({why}); unpack it with gunzip, or fetch it again")]
    Gzip {
        /// The file.
        path: String,
        /// What is wrong.
        why: String,
    },
    /// An HTML page in which no article was found.
    #[error(
        "{path}: no article found in this HTML page ({words} words of running text); \
         save the page of one article, or its text as .txt"
    )]
    NoArticle {
        /// The file.
        path: String,
        /// Words that were found.
        words: usize,
    },
    /// A text without a sentence.
    #[error("{path}: has no sentence to read ({why}); give a file that holds a report's text")]
    NoSentence {
        /// The file.
        path: String,
        /// What it has instead.
        why: &'static str,
    },
    /// Not valid JSON.
    #[error(
        "{path}: invalid JSON at line {line}, column {column}: {why}; mend it there{}",
        others(.more)
    )]
    Json {
        /// The file.
        path: String,
        /// Line in the file, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
        /// What is wrong.
        why: String,
        /// Whether reading goes on after it.
        more: bool,
    },
    /// JSON that is no report.
    #[error("{path}: {found}, not a report; a report is an object with one of the fields {}",
        crate::json::TEXT_FIELDS.join(", "))]
    NoReport {
        /// The file.
        path: String,
        /// What stands there.
        found: String,
    },
    /// A JSON object without text.
    #[error(
        "{path}: no text in this JSON object (its fields: {fields}); \
         name the text's field one of {}", crate::json::TEXT_FIELDS.join(", ")
    )]
    NoTextField {
        /// The file.
        path: String,
        /// The names of the fields it has.
        fields: String,
    },
    /// The user's own date is not understood.
    #[error(
        "--published {value:?}: {why}; \
         write it as 2023-09-05 or 2023-09-05T10:11:12+02:00"
    )]
    Published {
        /// As given.
        value: String,
        /// What is wrong.
        why: String,
    },
}

impl IngestError {
    /// The error of opening or reading `path`.
    pub(crate) fn io(path: &str, error: &std::io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::NotFound { path },
            std::io::ErrorKind::PermissionDenied => Self::Permission { path },
            _ => Self::Unreadable {
                path,
                why: error.to_string(),
            },
        }
    }
}

fn others(more: &bool) -> &'static str {
    if *more {
        " (the other lines are read)"
    } else {
        ""
    }
}

/// A number of bytes as a person says it, rounded to one decimal.
fn size(bytes: &usize) -> String {
    match *bytes {
        0..1_024 => format!("{bytes} bytes"),
        1_024..1_048_576 => format!("{} KiB", tenths(*bytes, 1_024)),
        _ => format!("{} MiB", tenths(*bytes, 1_048_576)),
    }
}

fn tenths(bytes: usize, unit: usize) -> String {
    let tenths = (bytes as u128 * 10 + unit as u128 / 2) / unit as u128;
    match tenths % 10 {
        0 => format!("{}", tenths / 10),
        rest => format!("{}.{rest}", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_file_limit_and_way_out() {
        let error = IngestError::TooLarge {
            path: "big.txt".into(),
            what: "text",
            limit: 64 << 20,
        };
        let message = error.to_string();
        assert!(message.starts_with("big.txt: has more than 64 MiB of text"));
        assert!(message.contains("split it into one file a report"));
    }

    #[test]
    fn sizes_read_as_people_say_them() {
        assert_eq!(size(&900), "900 bytes");
        assert_eq!(size(&1_536), "1.5 KiB");
        assert_eq!(size(&(8 << 20)), "8 MiB");
        assert_eq!(size(&usize::MAX).split(' ').nth(1), Some("MiB"));
    }
}
