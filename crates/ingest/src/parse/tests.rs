use std::fmt::Write;
use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::*;

/// A report as a reviewer reads it: its fields, then each block with its kind.
fn shown(read: &Ingested) -> String {
    let report = &read.report;
    let mut out = String::new();
    for (name, value) in [
        ("outlet", &report.outlet),
        ("title", &report.title),
        ("byline", &report.byline),
        ("published", &report.published),
        ("language", &report.language),
        ("url", &report.url),
        (
            "dateline",
            &report.dateline.as_ref().map(|span| span.text.clone()),
        ),
    ] {
        let _ = writeln!(out, "{name}: {}", value.as_deref().unwrap_or("–"));
    }
    let credits: Vec<&str> = report
        .credits
        .iter()
        .map(|span| span.text.as_str())
        .collect();
    let _ = writeln!(out, "credits: {}", credits.join(" | "));
    for warning in &read.warnings {
        let _ = writeln!(out, "warning: {}", warning.kind);
    }
    for block in &report.blocks {
        let _ = writeln!(
            out,
            "[{:?}] {}",
            block.kind,
            &report.text[block.start..block.end]
        );
    }
    out
}

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/reports")
        .join(name);
    let bytes = fs::read(path).unwrap();
    let format = Format::of_name(name).unwrap();
    let read = parse(&bytes, format, name, &Options::default());
    let shown = read.iter().map(|read| match read {
        Ok(read) => shown(read),
        Err(error) => format!("error: {error}\n"),
    });
    shown.collect::<Vec<_>>().join("---\n")
}

#[test]
fn a_wire_report_in_plain_text() {
    insta::assert_snapshot!(fixture("wire.txt"));
}

#[test]
fn a_hard_wrapped_report() {
    insta::assert_snapshot!(fixture("wrapped.txt"));
}

#[test]
fn a_news_page() {
    insta::assert_snapshot!(fixture("page.html"));
}

#[test]
fn a_page_without_an_article() {
    insta::assert_snapshot!(fixture("menu.html"));
}

#[test]
fn markdown_with_front_matter() {
    insta::assert_snapshot!(fixture("front.md"));
}

#[test]
fn lines_of_json() {
    insta::assert_snapshot!(fixture("three.jsonl"));
}

#[test]
fn a_reading_of_ours_is_read_again_as_the_same_report() {
    let text = "Ferry sinks\n\nBy Ana Ruiz\n\nPORTO (AP) - A ferry sank.";
    let options = Options {
        outlet: Some("The Courier".into()),
        ..Options::default()
    };
    let first = parse(text.as_bytes(), Format::Text, "f", &options)
        .remove(0)
        .unwrap()
        .report;
    let json = serde_json::json!({"schema": "headwater/1", "report": first});
    let again = parse(
        json.to_string().as_bytes(),
        Format::Json,
        "f",
        &Options::default(),
    );
    assert_eq!(again[0].as_ref().unwrap().report, first);
}

#[test]
fn a_text_beyond_the_limit_says_how_long_it_is() {
    let mut options = Options::default();
    options.limits.text_bytes = 10;
    let read = parse(b"A ferry sank off Porto.", Format::Text, "f.txt", &options);
    let message = read[0].as_ref().unwrap_err().to_string();
    assert!(
        message.starts_with("f.txt: the text has 23 bytes, more than the limit of 10"),
        "{message}"
    );
}

#[test]
fn a_text_that_is_not_english_is_read_with_a_warning() {
    let text = "Le ministre a déclaré lundi que les négociations avec les syndicats étaient \
                terminées et que les bateaux partiraient dès demain matin.";
    let read = parse(text.as_bytes(), Format::Text, "f.txt", &Options::default());
    let read = read[0].as_ref().unwrap();
    assert_eq!(read.report.language.as_deref(), Some("fr"));
    assert_eq!(
        read.warnings[0].kind,
        WarningKind::NotEnglish {
            language: "fr".into()
        }
    );
}

#[test]
fn the_text_of_a_plain_file_keeps_every_byte_but_the_last_line_end() {
    let text = "  Kim’s “train”\u{A0}– left.\n\n\nIt   came back.";
    let with_end = format!("{text}\n");
    let read = parse(
        with_end.as_bytes(),
        Format::Text,
        "f.txt",
        &Options::default(),
    );
    assert_eq!(read[0].as_ref().unwrap().report.text, text);
}

fn check(read: &Ingested) {
    let report = &read.report;
    let mut at = 0;
    for block in &report.blocks {
        assert!(block.start >= at && block.end > block.start);
        assert!(report.text.get(block.start..block.end).is_some());
        at = block.end;
    }
    for span in report.credits.iter().chain(&report.dateline) {
        assert!(span.holds_in(&report.text));
    }
    assert!(!report.text.chars().any(crate::clean::is_dropped));
}

fn formats() -> impl Strategy<Value = Format> {
    prop::sample::select(vec![
        Format::Text,
        Format::Markdown,
        Format::Html,
        Format::Json,
        Format::JsonLines,
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), format in formats()) {
        for read in parse(&bytes, format, "f", &Options::default()).into_iter().flatten() {
            check(&read);
        }
    }

    #[test]
    fn no_markup_panics(words in prop::collection::vec(prop::sample::select(vec![
        "<p>", "</p>", "<div>", "</div>", "<b id=x>", "<table>", "<td>", "</table>", "<script>", "\"",
        "<br>", "&amp;", "A ferry sank off Porto, he said. ", "# ", "\n\n", "---\n", "title: x\n",
        "<article>", "{\"text\": \"", "\"}", "[", "\u{1b}[2J", "\u{202e}", "é", "<svg>", "```\n", "> ",
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\"}</script>", "<time datetime=x>",
    ]), 0..40), format in formats()) {
        for read in parse(words.concat().as_bytes(), format, "f", &Options::default()).into_iter().flatten() {
            check(&read);
        }
    }
}
