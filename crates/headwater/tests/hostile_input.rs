//! Reports that try to act: scripts, escape sequences, direction marks and formulas in every
//! field. No form passes any of them on.

#[allow(dead_code)]
mod common;

use common::{Folder, headwater};

const ESCAPE: &str = "\u{1b}]0;owned\u{7}\u{1b}[31m\u{9b}2J\u{202e}\u{2066}";

fn hostile(folder: &Folder) -> [String; 3] {
    let script = "<script>alert(1)</script><img src=x onerror=alert(2)>";
    let object = serde_json::json!({
        "outlet": format!("=cmd|' /C calc'!A0 {script}{ESCAPE}"),
        "title": format!("{script}{ESCAPE} \"><svg onload=alert(3)> [x](javascript:alert(4))"),
        "byline": format!("@SUM(1) {script}{ESCAPE}"),
        "published": "2023-09-05",
        "url": "javascript:alert(5)",
        "text": format!(
            "The harbour {ESCAPE} is closed, Ana Ruiz{ESCAPE} of the Port Authority said on Monday.\n\n\
             \"Stay & leave </script> <b>now</b>\", she said. `rm -rf /` | cell | \
             [link](javascript:alert(6)) was denied by Ben Okafor.\n\n=1+1 is what the mayor said."
        ),
    });
    let page = format!(
        "<html><head><title>{script}Port {ESCAPE}closed</title>\
         <meta property=\"og:site_name\" content=\"&lt;script&gt;alert(7)&lt;/script&gt;{ESCAPE}\">\
         <link rel=canonical href='javascript:alert(8)'></head><body><article>\
         <h1>Port &lt;script&gt;alert(9)&lt;/script&gt; closed</h1>{script}\
         <p onclick='alert(10)'>The port of Vell was closed on Monday after a storm, the harbour \
         master said. &lt;iframe src=//evil.example&gt; Ships wait outside, and it is not known \
         for how long they will have to.</p>\
         <p>Ana Ruiz, who speaks for the Port Authority, said that \
         &lt;img src=x onerror=alert(11)&gt; nobody was hurt and that work would go on.</p>\
         </article></body></html>"
    );
    let head = format!(
        "---\noutlet: \"=HYPERLINK(1) {script}{ESCAPE}\"\nbyline: '{script}'\npublished: 2023-09-06\n---\n\
         # Port {script}\n\nThe harbour is closed, the mayor told <script>alert(12)</script> AFP.\n"
    );
    [
        folder.file("a.json", object.to_string()),
        folder.file("b.html", page),
        folder.file("c.md", head),
    ]
}

/// Whether anything in the text would act on a terminal.
fn acts(text: &str) -> Option<char> {
    text.chars().find(|c| {
        (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}

#[test]
fn no_form_of_a_brief_passes_on_what_acts() {
    let folder = Folder::new("hostile");
    let files = hostile(&folder);
    for format in ["terminal", "md", "html", "json", "jsonl", "csv"] {
        let [a, b, c] = &files;
        let ran = headwater(&["brief", "--one-story", "--format", format, a, b, c]);
        assert_eq!(ran.status, 0, "{format}: {}", ran.err);
        assert_eq!(acts(&ran.out), None, "{format}");
        assert_eq!(acts(&ran.err), None, "{format}: standard error");
        if format == "csv" {
            let formula = (ran.out.split(['\n', ',']))
                .find(|field| field.starts_with(['=', '@']) || field.starts_with("\"="));
            assert_eq!(formula, None);
        }
    }
}

#[test]
fn the_page_has_no_script_but_its_own_and_asks_for_nothing() {
    let folder = Folder::new("page");
    let [a, b, c] = &hostile(&folder);
    let ran = headwater(&["brief", "--one-story", "--format", "html", a, b, c]);
    let page = ran.out.to_lowercase();
    assert!(
        page.contains("content-security-policy"),
        "no policy in the page"
    );
    for number in 1..=12 {
        let call = format!("alert({number})");
        for before in [
            "<script>",
            "onerror=",
            "onload=",
            "onclick='",
            "href=\"javascript:",
        ] {
            assert!(
                !is_markup(&page, &format!("{before}{call}")),
                "{before}{call}"
            );
        }
    }
    for request in ["<iframe", "<img", "<link", "src=\"http", "@import"] {
        assert!(!page.contains(request), "{request}");
    }
}

/// Whether the words stand in the page inside a tag or as one, not as text.
fn is_markup(page: &str, words: &str) -> bool {
    page.match_indices(words)
        .any(|(at, _)| words.starts_with('<') || page[..at].rfind('<') > page[..at].rfind('>'))
}

#[test]
fn no_form_of_a_reading_passes_on_what_acts() {
    let folder = Folder::new("reading");
    let [a, b, c] = &hostile(&folder);
    for format in ["terminal", "json", "jsonl"] {
        let ran = headwater(&["read", "--format", format, a, b, c]);
        assert_eq!(ran.status, 0, "{format}: {}", ran.err);
        assert_eq!(acts(&ran.out), None, "{format}");
    }
}
