//! The fixed word patterns of this room.

use regex::Regex;

/// A fixed pattern over Latin script, with the word ends of ASCII and everyday white space.
///
/// Reports are English. Classes of all scripts would make compiling the patterns a good part of the
/// time to the first reading, and word ends of all scripts would slow the search down at each
/// quotation mark.
pub(crate) fn pattern(source: &str) -> Regex {
    const PLAIN: [(&str, &str); 6] = [
        (r"\p{Lu}", "[A-ZÀ-ÖØ-ÞĀČĆĐĒĘĚŁŃŌŐŘŚŞŠŢŪŮŰŻŽ]"),
        (r"\p{Ll}", "[a-zà-ɏ]"),
        (r"\p{L}", "[A-Za-zÀ-ɏ]"),
        (r"\w", "[0-9A-Za-zÀ-ɏ]"),
        (r"\b", r"(?-u:\b)"),
        (r"\s", r"[\t-\r \u{A0}\u{2009}\u{202F}]"),
    ];
    let mut source = source.to_owned();
    for (all, plain) in PLAIN {
        source = source.replace(all, plain);
    }
    Regex::new(&source).expect("a fixed pattern of ours is well formed")
}
