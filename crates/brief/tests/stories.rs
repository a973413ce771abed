//! A list of stories in each of its forms, and that no form passes on what acts.

use headwater_brief as brief;
use headwater_brief::TerminalOptions;
use headwater_model::{ListedStory, SCHEMA, StoryList, StoryOrigins};
use serde_json::Value;

/// What is put into every string of the list.
const HOSTILE: &str = "=1+1\u{1b}]0;title\u{7}\u{9b}31m\u{202e}txt\u{2066}\r\n\
    <script>alert(1)</script>\"'; [link](javascript:alert(1)), | a |\n- item\u{2028}\u{7f}\u{0}";

fn at(width: usize) -> TerminalOptions {
    TerminalOptions {
        width,
        ..TerminalOptions::default()
    }
}

fn story(
    title: &str,
    counts: (usize, usize, usize),
    origins: (usize, Option<usize>),
) -> ListedStory {
    let (documents, outlets, copies) = counts;
    let (min, max) = origins;
    ListedStory {
        id: format!("y{documents}"),
        title: title.into(),
        from: None,
        to: None,
        documents,
        outlets,
        copies,
        origins: StoryOrigins {
            min,
            max,
            measured: min > 0 || max == Some(0),
        },
        echo: (documents * 10 / min.max(1)) as f64 / 10.0,
        people: Vec::new(),
        places: Vec::new(),
        reports: vec![format!("r{documents}")],
        paths: vec![format!("reports/{documents}.txt")],
    }
}

/// One agency's story in seven papers, one with a bound missing, one that names no source, one
/// that says nothing.
fn sample() -> StoryList {
    let strings = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let ferry = ListedStory {
        from: Some("2024-03-04T18:40:00+00:00".into()),
        to: Some("2024-03-06".into()),
        people: strings(&["Ana Ruiz", "Ben Okafor", "Cleo Marsh"]),
        places: strings(&["Vell", "Porto"]),
        ..story(
            "Ferry with 40 people aground off Vell",
            (7, 6, 5),
            (2, Some(4)),
        )
    };
    let strike = ListedStory {
        from: Some("2024-03-05".into()),
        to: Some("2024-03-05T09:00:00+00:00".into()),
        people: strings(&["Dara Quist"]),
        ..story("Dockers of Arda walk out", (2, 2, 1), (1, None))
    };
    let unsourced = story("Bridge closed", (1, 1, 0), (0, Some(3)));
    let empty = story("Pictures of the day", (1, 1, 0), (0, Some(0)));
    StoryList {
        schema: SCHEMA.into(),
        stories: vec![ferry, strike, unsourced, empty],
    }
}

/// The sample with these words in the place of every string.
fn hostile() -> StoryList {
    let mut list = sample();
    for story in &mut list.stories {
        let dates = story.from.iter_mut().chain(&mut story.to);
        let names = story.people.iter_mut().chain(&mut story.places);
        let ids = [&mut story.id, &mut story.title].into_iter();
        let reports = story.reports.iter_mut().chain(&mut story.paths);
        for text in dates.chain(names).chain(ids).chain(reports) {
            HOSTILE.clone_into(text);
        }
    }
    list
}

#[test]
fn stories_at_80_columns() {
    insta::assert_snapshot!(brief::stories_terminal(&sample(), &at(80)));
}

#[test]
fn stories_at_40_columns() {
    insta::assert_snapshot!(brief::stories_terminal(&sample(), &at(40)));
}

#[test]
fn stories_as_csv() {
    insta::assert_snapshot!(brief::stories_csv(&sample()));
}

#[test]
fn a_line_of_jsonl_is_a_story_of_the_document_with_its_schema() {
    let document: Value = serde_json::from_str(&brief::stories_json(&sample())).expect("JSON");
    for (number, line) in brief::stories_jsonl(&sample()).lines().enumerate() {
        let mut line: Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(
            line.as_object_mut().expect("an object").remove("schema"),
            Some(SCHEMA.into())
        );
        assert_eq!(line, document["stories"][number]);
    }
}

#[test]
fn no_form_passes_on_what_acts() {
    let list = hostile();
    let ascii = TerminalOptions {
        unicode: false,
        ..at(60)
    };
    let texts = [
        brief::stories_terminal(&list, &at(60)),
        brief::stories_terminal(&list, &ascii),
        brief::stories_json(&list),
        brief::stories_jsonl(&list),
        brief::stories_csv(&list).replace("\r\n", "\n"),
    ];
    for text in &texts {
        let acts = |c: &char| {
            (c.is_control() && *c != '\n') || matches!(c, '\u{2028}' | '\u{202e}' | '\u{2066}')
        };
        assert_eq!(text.chars().find(acts), None, "{text}");
    }
    assert!(texts[1].is_ascii());
    for start in ["\"=", ",=", "\n="] {
        assert!(!texts[4].contains(start), "{}", texts[4]);
    }
    let back: StoryList = serde_json::from_str(&texts[2]).expect("it reads");
    assert_eq!(back, list, "JSON keeps every byte");
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    use unicode_width::UnicodeWidthStr as _;
    for width in [24, 40, 80, 120] {
        for line in brief::stories_terminal(&sample(), &at(width)).lines() {
            assert!(line.width() <= width, "{width}: {line}");
        }
    }
}
