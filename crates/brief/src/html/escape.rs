//! The only doors through which data comes into the page.

use std::fmt::{self, Display, Formatter, Write as _};

use crate::index::Index;
use crate::neutral::{many_lines, one_line};

/// Data as text or as an attribute's value, on one line.
pub(super) struct Esc<'a>(pub &'a str);

impl Display for Esc<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        entities(&one_line(self.0), f)
    }
}

/// Data as text with its line breaks.
pub(super) struct EscLines<'a>(pub &'a str);

impl Display for EscLines<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        entities(&many_lines(self.0), f)
    }
}

fn entities(text: &str, f: &mut Formatter<'_>) -> fmt::Result {
    for c in text.chars() {
        match c {
            '&' => f.write_str("&amp;")?,
            '<' => f.write_str("&lt;")?,
            '>' => f.write_str("&gt;")?,
            '"' => f.write_str("&quot;")?,
            '\'' => f.write_str("&#39;")?,
            '`' => f.write_str("&#96;")?,
            _ => f.write_char(c)?,
        }
    }
    Ok(())
}

/// An id from data: letters, digits, `-`, `_` and `.` as they are, every other byte as `~xx`, so
/// that the name and the link to it are written the same.
pub(super) struct Id<'a>(&'a str);

impl<'a> Id<'a> {
    /// For an `id` attribute.
    pub fn name(id: &'a str) -> Self {
        Self(id)
    }

    /// For an `href` after `#`.
    pub fn link(id: &'a str) -> Self {
        Self(id)
    }
}

impl Display for Id<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for byte in self.0.bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
                f.write_char(char::from(byte))?;
            } else {
                write!(f, "~{byte:02x}")?;
            }
        }
        Ok(())
    }
}

/// A sentence of ours that may hold data and references such as `[2]` or `[2.5]`: escaped, and
/// references to reports and statements that exist made links.
pub(super) struct Rich<'a>(pub &'a Index<'a>, pub &'a str);

impl Display for Rich<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let text = one_line(self.1);
        let mut rest = text.as_str();
        while let Some(at) = rest.find('[') {
            let Some(length) = rest[at..].find(']') else {
                break;
            };
            entities(&rest[..at], f)?;
            let inner = &rest[at + 1..at + length];
            match target(self.0, inner) {
                Some(id) => write!(
                    f,
                    "<a class=\"ref\" href=\"#{}\">{inner}</a>",
                    Id::link(&id)
                )?,
                None => entities(&rest[at..=at + length], f)?,
            }
            rest = &rest[at + length + 1..];
        }
        entities(rest, f)
    }
}

/// The id that a reference leads to. `inner` is digits with at most one point where it is `Some`.
fn target(index: &Index<'_>, inner: &str) -> Option<String> {
    let (report, statement) = match inner.split_once('.') {
        Some((report, statement)) => (report, Some(statement)),
        None => (inner, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(report) || !statement.is_none_or(digits) {
        return None;
    }
    let report = index.numbered(report.parse().ok()?)?;
    match statement {
        None => Some(report.reading.report.id.clone()),
        Some(number) => {
            let place = number.parse::<usize>().ok()?.checked_sub(1)?;
            let statement = report.reading.statements.get(place)?;
            Some(statement.id.clone())
        }
    }
}

/// The address, if it is one that a link may lead to: http or https, printable ASCII only.
pub(super) fn web_address(url: &str) -> Option<&str> {
    let lower = url.get(..8)?.to_ascii_lowercase();
    let is_web = lower.starts_with("http://") || lower == "https://";
    let is_plain = url.bytes().all(|b| {
        b.is_ascii_graphic()
            && !matches!(b, b'"' | b'\'' | b'<' | b'>' | b'`' | b'\\' | b'{' | b'}')
    });
    (is_web && is_plain).then_some(url)
}

/// A language tag that may stand in a `lang` attribute.
pub(super) fn language(tag: Option<&str>) -> Option<&str> {
    tag.filter(|tag| {
        let letters = tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        (2..=12).contains(&tag.len()) && letters
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_web_addresses_become_links() {
        assert!(web_address("https://a.example/x?y=1&z=2").is_some());
        assert!(web_address("HTTP://a.example").is_some());
        for bad in [
            "javascript:alert(1)",
            "https://a.example/\"onclick=x",
            "https://a.example/ b",
            "data:text/html,x",
            "https://a\u{202e}.example",
            "",
        ] {
            assert!(web_address(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn data_cannot_leave_its_place() {
        assert_eq!(
            Esc("<b a=\"1\">'`&\u{1b}").to_string(),
            "&lt;b a=&quot;1&quot;&gt;&#39;&#96;&amp;␛"
        );
        assert_eq!(Id::name("s1 \"x").to_string(), "s1~20~22x");
    }
}
