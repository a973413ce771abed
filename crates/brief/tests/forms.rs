//! What each form of the sample brief looks like, and facts that hold of it.

use headwater_brief as brief;
use headwater_brief::TerminalOptions;

mod sample;

fn at(width: usize) -> TerminalOptions {
    TerminalOptions {
        width,
        ..TerminalOptions::default()
    }
}

#[test]
fn the_sample_quotes_nothing_that_is_not_there() {
    for reading in &sample::sample().readings {
        assert_eq!(headwater_model::misquotes(reading), []);
    }
}

#[test]
fn terminal_at_80_columns() {
    insta::assert_snapshot!(brief::terminal(&sample::sample(), &at(80)));
}

#[test]
fn terminal_at_44_columns() {
    insta::assert_snapshot!(brief::terminal(&sample::sample(), &at(44)));
}

#[test]
fn markdown() {
    insta::assert_snapshot!(brief::markdown(&sample::sample()));
}

#[test]
fn html() {
    let mut page = brief::html(&sample::sample());
    // Style and script have files of their own.
    for (start, end) in [
        ("<style>", "</style>"),
        ("<script>", "</script>"),
        ("src 'sha256-", "'"),
    ] {
        let mut at = 0;
        while let Some(from) = page[at..].find(start).map(|found| at + found + start.len()) {
            let to = from + page[from..].find(end).expect("it ends");
            page.replace_range(from..to, "…");
            at = from;
        }
    }
    for tag in [
        "<section", "<article", "<li", "<tr", "<tbody", "<td", "<p", "<div", "<ul",
    ] {
        page = page.replace(tag, &format!("\n{tag}"));
    }
    insta::assert_snapshot!(page);
}

#[test]
fn csv() {
    insta::assert_snapshot!(brief::csv(&sample::sample()));
}

#[test]
fn jsonl() {
    insta::assert_snapshot!(brief::jsonl(&sample::sample()));
}

#[test]
fn reading_in_the_terminal() {
    let sample = sample::sample();
    insta::assert_snapshot!(brief::reading_terminal(&sample.readings[2], &at(80)));
}

#[test]
fn explanation_of_a_claim() {
    let sample = sample::sample();
    let id = &sample.stories[0].claims[0].id;
    insta::assert_snapshot!(brief::explain_terminal(&sample, id, &at(80)).expect("it is there"));
}

#[test]
fn an_id_that_is_nowhere_is_not_explained() {
    let sample = sample::sample();
    for id in ["", "c", "cffffffffffffffff", "nothing"] {
        assert!(
            brief::explain_terminal(&sample, id, &at(80)).is_none(),
            "{id}"
        );
    }
    let statement = &sample.readings[0].statements[0].id;
    assert!(brief::explain_terminal(&sample, statement, &at(80)).is_some());
}

#[test]
fn the_first_screen_says_the_point() {
    let text = brief::terminal(&sample::sample(), &at(80));
    let first: Vec<&str> = text.lines().take(24).collect();
    let first = first
        .join(" ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    for point in [
        "5 reports, 4 outlets",
        "2 of them rest on one origin",
        "min cannot be measured",
        "1..1 1 “the North delivered rockets to the Wagner group in 2022” from United States denied by \
         North Korea",
        "Independence can be refuted, never proven",
    ] {
        assert!(first.contains(point), "{point} is not in {first}");
    }
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    use unicode_width::UnicodeWidthStr as _;
    let sample = sample::sample();
    for width in [40, 44, 60, 80, 132] {
        let texts = [
            brief::terminal(&sample, &at(width)),
            brief::reading_terminal(&sample.readings[0], &at(width)),
        ];
        for line in texts.iter().flat_map(|text| text.lines()) {
            assert!(line.width() <= width, "{width}: {line}");
        }
    }
}

#[test]
fn colour_adds_nothing_but_colour() {
    let sample = sample::sample();
    let colour = TerminalOptions {
        color: true,
        ..at(80)
    };
    let mut plain = String::new();
    let mut rest = brief::terminal(&sample, &colour);
    while let Some(start) = rest.find("\x1b[") {
        let end = start + rest[start..].find('m').expect("SGR ends with m");
        let code = &rest[start + 2..end];
        assert!(
            code.bytes().all(|b| b.is_ascii_digit() || b == b';'),
            "{code}"
        );
        plain.push_str(&rest[..start]);
        rest = rest.split_off(end + 1);
    }
    plain.push_str(&rest);
    assert_eq!(plain, brief::terminal(&sample, &at(80)));
}

#[test]
fn the_three_kinds_of_absence_read_differently() {
    let mut sample = sample::sample();
    let claim = &mut sample.stories[0].claims[2];
    claim.origins.measured = false;
    claim.origins.roots.clear();
    let text = brief::terminal(&sample, &at(200));
    assert!(
        text.contains("origins 0..3 · min cannot be measured"),
        "{text}"
    );
    assert!(text.contains("origins: not measured"), "{text}");
    assert!(text.contains("denials: none found"), "{text}");
    let page = brief::html(&sample);
    for class in ["class=\"cannot\"", "class=\"unmeasured\"", "class=\"none\""] {
        assert!(page.contains(class), "{class}");
    }
}

#[test]
fn each_claim_and_each_statement_has_one_anchor() {
    let sample = sample::sample();
    let page = brief::html(&sample);
    let claims = sample.stories[0].claims.iter().map(|claim| &claim.id);
    let statements = sample
        .readings
        .iter()
        .flat_map(|r| &r.statements)
        .map(|s| &s.id);
    for id in claims.chain(statements) {
        let anchor = format!("id=\"{id}\"");
        assert_eq!(page.matches(&anchor).count(), 1, "{anchor}");
    }
}

#[test]
fn every_link_of_the_page_leads_somewhere() {
    let page = brief::html(&sample::sample());
    for link in page.split("href=\"#").skip(1) {
        let id = &link[..link.find('"').expect("closed")];
        assert!(page.contains(&format!("id=\"{id}\"")), "{id}");
    }
}

#[test]
fn overlapping_and_nested_statements_are_marked_in_nested_order() {
    let mut sample = sample::sample();
    let reading = &mut sample.readings[0];
    let text = reading.report.text.clone();
    let mut add = |from: &str, to: &str, id: &str| {
        let start = text.find(from).expect("there");
        let end = text.find(to).expect("there") + to.len();
        let mut statement = reading.statements[1].clone();
        statement.id = id.into();
        statement.content = vec![headwater_model::Span::cut(&text, start..end).expect("whole")];
        reading.statements.push(statement);
    };
    add("about arms", "told CBS", "s-over");
    add("talk", "talk", "s-in");
    add("an official", "food aid", "s-later");
    let page = brief::html(&sample);
    assert_eq!(
        page.matches("<mark").count(),
        page.matches("</mark>").count()
    );
    for id in ["s-over", "s-in", "s-later"] {
        assert_eq!(page.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
    }
    let shown = brief::reading_terminal(&sample.readings[0], &at(200));
    assert!(shown.contains("⟦9 talk⟧"), "{shown}");
}

#[test]
fn an_empty_brief_says_so_in_every_form() {
    let empty = headwater_model::Brief {
        schema: headwater_model::SCHEMA.into(),
        stories: vec![],
        readings: vec![],
    };
    assert!(brief::terminal(&empty, &at(80)).contains("none found"));
    assert!(brief::markdown(&empty).contains("none found"));
    assert!(brief::html(&empty).contains("none found"));
    assert_eq!(brief::jsonl(&empty), "");
    assert_eq!(brief::csv(&empty).lines().count(), 1);
}
