use sha2::{Digest, Sha256};

/// Hashes the parts with a separator that no UTF-8 text holds, and keeps 64 bits.
fn content_id<'a>(prefix: &str, parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        hash.update([0xFF]);
    }
    let digest = hash.finalize();
    let mut id = String::with_capacity(prefix.len() + 17);
    id.push_str(prefix);
    for byte in &digest[..8] {
        id.push_str(&format!("{byte:02x}"));
    }
    id
}

/// The id of a report: a hash of its stored text and its outlet.
///
/// ```
/// let id = headwater_model::report_id("The text.", Some("The Courier"));
/// assert_eq!(id, headwater_model::report_id("The text.", Some("The Courier")));
/// assert_ne!(id, headwater_model::report_id("The text.", None));
/// ```
pub fn report_id(text: &str, outlet: Option<&str>) -> String {
    content_id(
        "r",
        [text.as_bytes(), outlet.unwrap_or_default().as_bytes()],
    )
}

/// The id of a statement: a hash of its report's id and the byte ranges of its content.
pub fn statement_id(report: &str, content: &[(usize, usize)]) -> String {
    let places: Vec<String> = content
        .iter()
        .map(|(start, end)| format!("{start}-{end}"))
        .collect();
    content_id("s", [report.as_bytes(), places.join(",").as_bytes()])
}

/// The id of a claim: a hash of the id of its earliest statement.
pub fn claim_id(earliest_statement: &str) -> String {
    content_id("c", [earliest_statement.as_bytes()])
}

/// The id of a story: a hash of the id of its earliest report.
pub fn story_id(earliest_report: &str) -> String {
    content_id("y", [earliest_report.as_bytes()])
}
