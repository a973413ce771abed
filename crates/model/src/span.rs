use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Words of a report, tied to where they stand.
///
/// `start` and `end` are UTF-8 byte offsets into [`Report::text`](crate::Report::text), end
/// exclusive; `text` is what stands there.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words between them, verbatim.
    pub text: String,
}

/// A range that is not a piece of the text it was to be cut from.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("bytes {start}..{end} do not cut whole characters out of a text of {length} bytes")]
pub struct SpanError {
    /// First byte asked for.
    pub start: usize,
    /// One past the last byte asked for.
    pub end: usize,
    /// Length of the text in bytes.
    pub length: usize,
}

impl Span {
    /// Cuts `range` (bytes) out of `text`.
    ///
    /// ```
    /// use headwater_model::Span;
    /// let span = Span::cut("Kim’s train", 0..6)?;
    /// assert_eq!(span.text, "Kim’");
    /// assert!(Span::cut("Kim’s train", 0..4).is_err());
    /// # Ok::<(), headwater_model::SpanError>(())
    /// ```
    ///
    /// # Errors
    /// When the range lies outside the text or splits a character.
    pub fn cut(text: &str, range: Range<usize>) -> Result<Self, SpanError> {
        match text.get(range.clone()) {
            Some(words) => Ok(Self {
                start: range.start,
                end: range.end,
                text: words.to_owned(),
            }),
            None => Err(SpanError {
                start: range.start,
                end: range.end,
                length: text.len(),
            }),
        }
    }

    /// The byte range.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether exactly these words stand at this place in `text`.
    pub fn holds_in(&self, text: &str) -> bool {
        text.get(self.range()) == Some(self.text.as_str())
    }
}
