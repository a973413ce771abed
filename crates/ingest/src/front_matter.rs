//! The `key: value` head between two `---` lines of a Markdown or text file.

use crate::draft::Draft;

/// Lines a head may have before it is taken for text.
const MOST_LINES: usize = 200;

/// Splits a head off `text` and notes what it says. Text without a head comes back whole, and so
/// does text whose head has no key that a report has: it was a rule, not a head.
pub(crate) fn take<'a>(text: &'a str, draft: &mut Draft) -> &'a str {
    let Some((head, body)) = split(text) else {
        return text;
    };
    let fields = fields(head);
    let mut known = false;
    for (key, value) in &fields {
        if let Some(slot) = slot(draft, key) {
            known = true;
            if !value.is_empty() && slot.is_none() {
                *slot = Some(value.clone());
            }
        }
    }
    if known { body } else { text }
}

fn split(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches('\u{FEFF}');
    let after = text
        .strip_prefix("---")?
        .trim_start_matches([' ', '\t', '\r']);
    let head = after.strip_prefix('\n')?;
    let mut at = 0;
    for line in head.split_inclusive('\n').take(MOST_LINES) {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((
                &head[..at],
                head[at + line.len()..].trim_start_matches(['\r', '\n']),
            ));
        }
        at += line.len();
    }
    None
}

/// The keys, lower case, with their values; lists and folded lines joined.
fn fields(head: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in head.lines() {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        let continued = line.starts_with([' ', '\t']) || trimmed.starts_with("- ");
        if continued {
            if let Some((_, value)) = fields.last_mut() {
                let (item, between) = match trimmed.strip_prefix("- ") {
                    Some(item) => (item, ", "),
                    None => (trimmed, " "),
                };
                if !value.is_empty() {
                    value.push_str(between);
                }
                value.push_str(&unquoted(item));
            }
            continue;
        }
        if let Some((key, value)) = trimmed.split_once(':') {
            let value = match value.trim() {
                ">" | "|" | ">-" | "|-" | ">+" | "|+" => String::new(),
                list if list.starts_with('[') && list.ends_with(']') => {
                    let items = list[1..list.len() - 1].split(',').map(unquoted);
                    items.collect::<Vec<_>>().join(", ")
                }
                value => unquoted(value),
            };
            fields.push((key.trim().to_lowercase(), value));
        }
    }
    fields
}

/// Without the quotation marks around it, or without the comment after it.
fn unquoted(value: &str) -> String {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(rest) = value.strip_prefix(quote)
            && let Some(end) = rest.rfind(quote)
        {
            let doubled = format!("{quote}{quote}");
            let inner = rest[..end].replace(&doubled, &quote.to_string());
            return inner.replace("\\\"", "\"");
        }
    }
    match value.split_once(" #") {
        Some((value, _)) => value.trim_end().to_owned(),
        None => value.to_owned(),
    }
}

fn slot<'a>(draft: &'a mut Draft, key: &str) -> Option<&'a mut Option<String>> {
    Some(match key {
        "title" | "headline" => &mut draft.title,
        "outlet" | "source" | "publisher" | "site" => &mut draft.outlet,
        "byline" | "author" | "authors" | "credit" => &mut draft.byline,
        "published" | "date" | "published_at" | "date_published" => &mut draft.published,
        "url" | "link" | "canonical" => &mut draft.url,
        "language" | "lang" => &mut draft.language,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Draft, &str) {
        let mut draft = Draft::default();
        let body = take(text, &mut draft);
        (draft, body)
    }

    #[test]
    fn a_head_tells_what_the_text_does_not() {
        let (draft, body) = read(
            "---\ntitle: \"Ferry: the end\"\npublisher: The Courier # ours\nauthors:\n  - Ana \
             Ruiz\n  - Tom Bell\ndate: 2024-05-03\nlanguage: en\n---\n\nThe ferry sank.\n",
        );
        assert_eq!(draft.title.as_deref(), Some("Ferry: the end"));
        assert_eq!(draft.outlet.as_deref(), Some("The Courier"));
        assert_eq!(draft.byline.as_deref(), Some("Ana Ruiz, Tom Bell"));
        assert_eq!(draft.published.as_deref(), Some("2024-05-03"));
        assert_eq!(body, "The ferry sank.\n");
    }

    #[test]
    fn a_rule_is_no_head() {
        let text = "---\nThe ferry sank: nobody died.\n---\nMore.";
        let (draft, body) = read(text);
        assert_eq!((draft.title, body), (None, text));
        let open = "---\ntitle: never closed\nThe ferry sank.";
        assert_eq!(read(open).1, open);
    }

    #[test]
    fn windows_line_ends_are_line_ends() {
        let (draft, body) = read("---\r\ntitle: A\r\n---\r\nText.");
        assert_eq!((draft.title.as_deref(), body), (Some("A"), "Text."));
    }

    #[test]
    fn a_web_address_keeps_its_colon() {
        let (draft, _) = read("---\nurl: https://a.example/b#c\n---\nText.");
        assert_eq!(draft.url.as_deref(), Some("https://a.example/b#c"));
    }
}
