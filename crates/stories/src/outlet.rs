//! What outlets are compared by.

use headwater_text::{known, name_key};

/// What an outlet is compared by: the id of a known one, else its spelling.
pub(crate) fn key(outlet: &str) -> String {
    known::outlet(outlet).map_or_else(|| name_key(outlet), |known| known.id.to_owned())
}
