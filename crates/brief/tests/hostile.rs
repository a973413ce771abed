//! Whatever a field holds, no form passes it on as markup, as an escape sequence, as a formula
//! or as a mark that turns text around.

use headwater_brief as brief;
use headwater_brief::TerminalOptions;
use headwater_model::{Brief, SCHEMA};
use serde_json::Value;

mod sample;

/// What is put into every field.
const HOSTILE: &str = "=1+1\u{1b}]0;title\u{7}\u{1b}[2J\u{9b}31m\u{90}q\u{202e}txt\u{2066}\u{200f}\r\n\
    <script>alert(1)</script>\"'><img src=x onerror=alert(1)> &lt; </style></mark>--> \
    [link](javascript:alert(1)) ![i](http://evil.example/x) **b** _e_ `c` ~~s~~ | a | b |\n\
    # heading\n\n- item\n\u{2028}\u{2029}\u{7f}\u{0}\u{e0041}http://evil.example www.evil.example";

/// The sample with every string (but enums and the schema's name) changed by `change`. What was
/// equal stays equal, so ids still lead where they led.
fn with(change: impl Fn(&str) -> String) -> Brief {
    let mut document = serde_json::to_value(sample::sample()).expect("plain data");
    // Fields that are empty in the sample are filled too.
    fill(&mut document);
    let mut brief: Brief = serde_json::from_value(document).expect("still a brief");
    for story in &mut brief.stories {
        for reuse in &mut story.reuse {
            reuse.latent = Some("wire".into());
        }
    }
    let mut document = serde_json::to_value(brief).expect("plain data");
    walk("", &mut document, &change);
    serde_json::from_value(document).expect("enums were left alone")
}

/// Sets optional strings that are null.
fn fill(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                let is_text = matches!(
                    name.as_str(),
                    "outlet"
                        | "title"
                        | "byline"
                        | "published"
                        | "language"
                        | "url"
                        | "name"
                        | "entity"
                        | "speaks_for"
                        | "from"
                        | "to"
                        | "unit"
                        | "of"
                        | "about"
                );
                if inner.is_null() && is_text {
                    *inner = "filled".into();
                }
                fill(inner);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(fill),
        _ => {}
    }
}

fn walk(name: &str, value: &mut Value, change: &impl Fn(&str) -> String) {
    match value {
        // The only strings that are no free text.
        Value::String(_)
            if matches!(
                name,
                "schema" | "stance" | "kind" | "role" | "slot" | "precision" | "state" | "tense"
            ) => {}
        Value::String(text) => *text = change(text),
        Value::Array(items) => items.iter_mut().for_each(|item| walk(name, item, change)),
        Value::Object(fields) => fields
            .iter_mut()
            .for_each(|(name, inner)| walk(name, inner, change)),
        _ => {}
    }
}

/// The sample spoiled in three ways: hostile words before, after, and instead of what was there.
fn spoiled() -> [Brief; 3] {
    [
        with(|text| format!("{HOSTILE}{text}")),
        with(|text| format!("{text}{HOSTILE}")),
        with(|_| HOSTILE.to_owned()),
    ]
}

fn options(color: bool, unicode: bool) -> TerminalOptions {
    TerminalOptions {
        width: 60,
        color,
        unicode,
        all: true,
    }
}

fn is_active(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            | '\u{2028}' | '\u{2029}' | '\u{e0000}'..='\u{e007f}')
}

fn nothing_acts(what: &str, text: &str) {
    if let Some(at) = text.find(is_active) {
        let around: String = text[..at].chars().rev().take(60).collect();
        let around: String = around.chars().rev().collect();
        panic!(
            "{what} passes {:?} on after {around:?}",
            text[at..].chars().next()
        );
    }
}

/// Takes our own SGR codes out: whatever escape is left came from the data.
fn without_colour(text: &str) -> String {
    let mut out = text.to_owned();
    for code in ["0", "1", "2", "4", "33", "35", "36"] {
        out = out.replace(&format!("\u{1b}[{code}m"), "");
    }
    out
}

#[test]
fn no_terminal_form_passes_an_escape_on() {
    for spoiled in spoiled() {
        for (color, unicode) in [(false, true), (true, true), (false, false)] {
            let options = options(color, unicode);
            let mut texts = vec![brief::terminal(&spoiled, &options)];
            texts.extend(
                spoiled
                    .readings
                    .iter()
                    .map(|r| brief::reading_terminal(r, &options)),
            );
            let id = &spoiled.stories[0].claims[0].id;
            texts.push(brief::explain_terminal(&spoiled, id, &options).expect("it is there"));
            for text in texts {
                nothing_acts("the terminal form", &without_colour(&text));
                assert!(unicode || text.is_ascii(), "{text}");
            }
        }
    }
}

#[test]
fn markdown_has_no_markup_from_data() {
    for spoiled in spoiled() {
        let text = brief::markdown(&spoiled);
        nothing_acts("Markdown", &text);
        for line in text.lines() {
            assert!(
                !line.starts_with("# heading") && !line.starts_with("- item"),
                "{line}"
            );
            assert_eq!(unescaped(line, '<'), 0, "{line}");
            assert_eq!(unescaped(line, '['), 0, "{line}");
            assert_eq!(unescaped(line, '`'), 0, "{line}");
            assert_eq!(unescaped(line, '|'), 0, "{line}");
            assert!(
                !line.contains("http://") && !line.contains(" www."),
                "{line}"
            );
        }
    }
}

fn unescaped(line: &str, wanted: char) -> usize {
    let (mut count, mut escaped) = (0, false);
    for c in line.chars() {
        count += usize::from(c == wanted && !escaped);
        escaped = c == '\\' && !escaped;
    }
    count
}

#[test]
fn html_has_no_tag_attribute_or_address_from_data() {
    for spoiled in spoiled() {
        let page = brief::html(&spoiled);
        nothing_acts("HTML", &page.replace('\t', ""));
        let (style, script) = (
            between(&page, "<style>", "</style>"),
            between(&page, "<script>", "</script>"),
        );
        let page = page.replacen(style, "", 1).replacen(script, "", 1);
        assert_eq!(page.matches("<script").count(), 1);
        assert_eq!(page.matches("</style").count(), 1);
        for tag in page.split('<').skip(1) {
            check_tag(&tag[..tag.find('>').expect("tags end")]);
        }
        assert_eq!(
            page.matches("<mark").count(),
            page.matches("</mark").count()
        );
    }
}

fn between<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
    let from = page.find(start).expect("there") + start.len();
    &page[from..from + page[from..].find(end).expect("there")]
}

fn check_tag(tag: &str) {
    const TAGS: &str = "!doctype html head meta title style script body a p main nav section article header \
        footer div span ul ol li dl dt dd h1 h2 h3 h4 b small mark table caption thead tbody tr th td \
        svg defs g path use circle text figure figcaption";
    const ATTRIBUTES: &str = "id class href lang dir role tabindex scope colspan rel charset name content \
        http-equiv data-of aria-label aria-labelledby aria-hidden viewBox d cx cy r x y font-size";
    let tag = tag.trim_start_matches('/').trim_end_matches('/');
    let mut parts = tag.splitn(2, ' ');
    let name = parts.next().expect("split gives one");
    assert!(
        TAGS.split_whitespace().any(|known| known == name),
        "<{tag}>"
    );
    if name == "!doctype" {
        return;
    }
    let mut rest = parts.next().unwrap_or_default();
    while !rest.trim().is_empty() {
        let (attribute, value) = rest.split_once("=\"").unwrap_or_else(|| panic!("<{tag}>"));
        let attribute = attribute.trim();
        assert!(
            ATTRIBUTES
                .split_whitespace()
                .any(|known| known == attribute),
            "<{tag}>"
        );
        let end = value.find('"').expect("values end");
        let value = &value[..end];
        assert!(
            attribute != "href" || value.starts_with('#') || value.starts_with("https://"),
            "<{tag}>"
        );
        rest = &rest[rest.find("=\"").expect("seen") + 2 + end + 1..];
    }
}

#[test]
fn an_address_is_a_link_only_if_it_is_a_plain_web_address() {
    let mut sample = sample::sample();
    assert!(brief::html(&sample).contains("href=\"https://courier.example/"));
    for url in [
        "javascript:alert(1)",
        "https://x.example/\"><script>",
        "file:///etc/passwd",
        "//x.example",
    ] {
        sample.readings[0].report.url = Some(url.into());
        let page = brief::html(&sample);
        assert_eq!(
            page.matches("href=\"").count(),
            page.matches("href=\"#").count(),
            "{url}"
        );
    }
}

#[test]
fn csv_fields_do_not_run_and_rows_stay_rows() {
    for spoiled in spoiled() {
        let text = brief::csv(&spoiled);
        nothing_acts("CSV", &text.replace("\r\n", "\n"));
        for row in rows(&text) {
            assert_eq!(row.len(), 27, "{row:?}");
            for field in row {
                assert!(
                    !field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']),
                    "{field:?}"
                );
            }
        }
    }
}

/// Reads RFC 4180.
fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut quoted) = (vec![], vec![], String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            _ => field.push(c),
        }
    }
    assert!(!quoted && field.is_empty() && row.is_empty());
    rows
}

#[test]
fn json_keeps_every_byte_and_acts_on_nothing() {
    for spoiled in spoiled() {
        let text = brief::json(&spoiled);
        nothing_acts("JSON", &text);
        let back: Brief = serde_json::from_str(&text).expect("it reads");
        assert_eq!(back, spoiled);
        for line in brief::jsonl(&spoiled).lines() {
            nothing_acts("JSON Lines", line);
            let line: Value = serde_json::from_str(line).expect("one document a line");
            assert_eq!(line["schema"], SCHEMA);
        }
    }
}

#[test]
fn spans_that_point_nowhere_do_no_harm() {
    let mut spoiled = sample::sample();
    for reading in &mut spoiled.readings {
        for statement in &mut reading.statements {
            for span in &mut statement.content {
                (span.start, span.end) = (span.end + 7, usize::MAX);
            }
        }
        for block in &mut reading.report.blocks {
            block.end += 100_000;
        }
    }
    let page = brief::html(&spoiled);
    assert!(page.contains("Vladivostok"));
    assert!(!brief::reading_terminal(&spoiled.readings[0], &options(false, true)).contains('⟦'));
}
