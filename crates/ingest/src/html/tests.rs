use super::*;

fn read_page(page: &str) -> Result<Draft, IngestError> {
    let mut draft = Draft::default();
    read(page, "f.html", &mut draft)?;
    Ok(draft)
}

fn texts(draft: &Draft) -> String {
    let texts: Vec<&str> = draft.parts.iter().map(|part| part.text.as_str()).collect();
    texts.join("\n")
}

const SENTENCE: &str = "The ferry crews of Porto went back to work on Friday, the port authority \
                        said in a statement.";

#[test]
fn open_graph_speaks_where_json_ld_does_not() {
    let draft = read_page(&format!(
        "<html lang=en><head><title>x</title><meta property=og:site_name content='The Courier'>\
         <meta property=og:title content='Ferries &amp;amp; boats | The Courier'>\
         <meta name=author content='https://courier.example/ana'><meta name=byl content='By Ana Ruiz'>\
         <meta property=article:published_time content=2024-05-03T08:00:00Z>\
         <meta property=og:url content=https://courier.example/a></head>\
         <body><article><p>{SENTENCE}</p></article></body></html>"
    ))
    .unwrap();
    assert_eq!(draft.title.as_deref(), Some("Ferries & boats"));
    assert_eq!(draft.outlet.as_deref(), Some("The Courier"));
    assert_eq!(draft.byline.as_deref(), Some("By Ana Ruiz"));
    assert_eq!(draft.published.as_deref(), Some("2024-05-03T08:00:00Z"));
    assert_eq!(draft.url.as_deref(), Some("https://courier.example/a"));
    assert_eq!(draft.language.as_deref(), Some("en"));
}

#[test]
fn a_time_in_the_article_is_its_date() {
    let page = format!(
        "<body><aside><time datetime=2020-01-01>x</time></aside><article><h1>Ferry</h1>\
         <time datetime=2024-05-03>3 May</time><p>{SENTENCE}</p></article></body>"
    );
    assert_eq!(
        read_page(&page).unwrap().published.as_deref(),
        Some("2024-05-03")
    );
}

#[test]
fn scripts_links_and_captions_leave_no_word() {
    let page = format!(
        "<body><article><h1>Ferry</h1><script>leak()</script><style>.leak{{}}</style>\
         <figure><figcaption>leak</figcaption></figure><p>{SENTENCE} <a href='leak'>More</a></p>\
         <noscript>leak</noscript><form><input value=leak><button>leak</button></form></article></body>"
    );
    assert!(!texts(&read_page(&page).unwrap()).contains("leak"));
}

#[test]
fn a_menu_is_no_article() {
    let page = "<body><nav><a>Home</a> <a>World</a></nav><a>Ferry sinks</a></body>";
    let message = read_page(page).unwrap_err().to_string();
    assert!(message.starts_with("f.html: no article found"), "{message}");
    assert!(read_page("").is_err());
}

#[test]
fn the_body_that_json_ld_gives_serves_where_the_page_has_none() {
    let page = format!(
        "<head><script type=application/ld+json>{{\"@type\": \"NewsArticle\", \"articleBody\": \
         \"{SENTENCE}\\nIt was glad.\"}}</script></head><body><div id=app></div></body>"
    );
    assert_eq!(
        texts(&read_page(&page).unwrap()),
        format!("{SENTENCE}\nIt was glad.")
    );
}

#[test]
fn a_script_in_a_title_is_dropped() {
    let page = format!(
        "<title><script>alert(1)</script>Ferry</title><body><article><p>{SENTENCE}</p></article></body>"
    );
    assert_eq!(read_page(&page).unwrap().title.as_deref(), Some("Ferry"));
}

#[test]
fn two_line_breaks_end_a_paragraph() {
    let parts = fragment("One<br>and a half.<br><br>Two.");
    assert_eq!(
        parts,
        [Part::plain("One\nand a half."), Part::plain("Two.")]
    );
}

#[test]
fn hostile_pages_end() {
    let nested = |tag: &str, count: usize| format!("{}<p>{SENTENCE}</p>", tag.repeat(count));
    let pages = [
        nested("<div>", 2_000),
        nested("<b>", 10_000),
        nested("<table><tr><td>", 1_000),
        (0..20_000).fold(String::new(), |page, n| {
            page + &format!("<p><b id={n}>x</p>")
        }),
        (0..3_000).fold(String::new(), |page, n| {
            page + &format!("<b id={n}><table><td></b></table>")
        }),
        nested("<li>", 5_000),
        format!("<p a=\"{}\">{SENTENCE}</p>", "x".repeat(1 << 18)),
        format!("<p>{}</p>", "&amp;&#x41;&bogus;&#999999999;".repeat(2_000)),
        "<!--".repeat(50_000),
        "<script>".repeat(50_000),
        "<a href=\"".repeat(50_000),
        nested("<svg><math><foreignObject>", 3_000),
        nested("</p>", 5_000),
        "\0<\u{1b}[31m>".repeat(1_000),
    ];
    for page in pages {
        let _ = read_page(&page);
    }
}

#[test]
fn a_deeply_nested_article_is_still_read() {
    let page = format!("{}<p>{SENTENCE}</p>", "<div>".repeat(10_000));
    assert_eq!(texts(&read_page(&page).unwrap()), SENTENCE);
}

#[test]
fn a_page_nested_beyond_reason_is_cut_with_a_warning() {
    let page = format!(
        "<p>{SENTENCE}</p>{}<p>The rest is not read.</p>",
        "<b>".repeat(1_000)
    );
    let draft = read_page(&page).unwrap();
    assert_eq!(draft.warnings, [WarningKind::DeepMarkup]);
    assert_eq!(texts(&draft), SENTENCE);
}
