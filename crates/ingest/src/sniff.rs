/// The formats that reports come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text, with or without front matter.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// One HTML page with one article.
    Html,
    /// One JSON object or an array of them.
    Json,
    /// One JSON object a line.
    JsonLines,
}

impl Format {
    /// The format that a file's name promises; `.gz` at its end is passed over.
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        let (stem, extension) = name.rsplit_once('.')?;
        if stem.is_empty() {
            return None;
        }
        match extension {
            "txt" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" => Some(Self::Html),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            _ => None,
        }
    }
}

/// The format that the first bytes of an input show.
///
/// ```
/// use headwater_ingest::{Format, sniff};
/// assert_eq!(sniff(b"<!doctype html><p>Hello"), Format::Html);
/// assert_eq!(sniff(b"{\"text\": \"a\"}\n{\"text\": \"b\"}\n"), Format::JsonLines);
/// assert_eq!(sniff(b"{\n  \"text\": \"a\"\n}\n"), Format::Json);
/// assert_eq!(sniff(b"---\ntitle: A\n---\nText."), Format::Markdown);
/// assert_eq!(sniff(b"MOSCOW (AP) - Text."), Format::Text);
/// ```
pub fn sniff(head: &[u8]) -> Format {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let start = head.trim_ascii_start();
    match start.first() {
        Some(b'{') => sniff_object(start),
        // `[` also begins texts such as "[Updated]": JSON goes on with an object or an end.
        Some(b'[') if matches!(start[1..].trim_ascii_start().first(), Some(b'{' | b']')) => {
            Format::Json
        }
        Some(b'<') if looks_like_page(start) => Format::Html,
        Some(b'-') if head.starts_with(b"---\n") || head.starts_with(b"---\r\n") => {
            Format::Markdown
        }
        _ => Format::Text,
    }
}

/// One object over several lines, or one a line?
fn sniff_object(start: &[u8]) -> Format {
    let Some(line_end) = start.iter().position(|&byte| byte == b'\n') else {
        // One line, perhaps longer than what was looked at: both ways of reading it agree.
        return Format::JsonLines;
    };
    let whole: Result<serde_json::Value, _> = serde_json::from_slice(&start[..line_end]);
    match whole {
        Ok(_) => Format::JsonLines,
        // A broken first line before a line that is an object: still one a line.
        Err(_) if start[line_end..].trim_ascii_start().starts_with(b"{\"") && line_end > 2 => {
            Format::JsonLines
        }
        Err(_) => Format::Json,
    }
}

fn looks_like_page(start: &[u8]) -> bool {
    let head = start[..start.len().min(4_096)].to_ascii_lowercase();
    [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<article",
        "<meta",
        "<title",
        "<div",
        "<p>",
        "<p ",
        "<h1",
        "<main",
    ]
    .iter()
    .any(|tag| head.windows(tag.len()).any(|bytes| bytes == tag.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_inside_gz_counts() {
        assert_eq!(Format::of_name("a.JSONL.gz"), Some(Format::JsonLines));
        assert_eq!(Format::of_name("a.gz"), None);
        assert_eq!(Format::of_name(".md"), None);
        assert_eq!(Format::of_name("README"), None);
    }

    #[test]
    fn a_text_that_begins_with_a_bracket_is_text() {
        assert_eq!(sniff(b"[Updated at noon] The ferry sank."), Format::Text);
        assert_eq!(sniff(b"<WHEAT.X> prices rose."), Format::Text);
        assert_eq!(sniff(b""), Format::Text);
    }

    #[test]
    fn an_array_of_objects_is_json() {
        assert_eq!(sniff(b"[\n {\"text\": 1}]"), Format::Json);
    }
}
