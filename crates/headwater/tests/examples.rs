//! The five example reports, from the command line to every form.

#[allow(dead_code)]
mod common;

use common::{EXAMPLES, Folder, headwater, with_input};
use headwater::model::{Brief, Reading, misquotes};

fn brief_json(arguments: &[&str]) -> String {
    let all: Vec<&str> = [&["brief", "--format", "json"], arguments].concat();
    let ran = headwater(&all);
    assert_eq!(ran.status, 0, "{}", ran.err);
    ran.out
}

#[test]
fn the_first_command_of_the_readme_shows_claims_with_origins_and_reasons() {
    let ran = headwater(&["brief", "examples/summit"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    for words in [
        "CLAIMS",
        "origins",
        "The Harbour Courier",
        "Meridian Wire",
        "IN ONE REPORT ONLY",
    ] {
        assert!(
            ran.out.contains(words),
            "{words} is missing in:\n{}",
            ran.out
        );
    }
    assert!(
        !ran.out.contains('\x1b'),
        "no colour where there is no terminal"
    );
}

#[test]
fn the_order_of_files_and_the_number_of_threads_change_no_byte() {
    let [a, b, c, d, e] = EXAMPLES;
    let first = brief_json(&[a, b, c, d, e, "--threads", "1"]);
    let shuffled = brief_json(&[d, b, e, a, c, "--threads", "2"]);
    assert!(first == shuffled, "two orders, two briefs");
    assert!(
        first == brief_json(&["examples/summit"]),
        "a folder is its files"
    );
}

#[test]
fn every_span_stands_where_it_says_and_the_brief_is_about_one_story() {
    let brief: Brief = serde_json::from_str(&brief_json(&["examples/summit"])).unwrap();
    assert_eq!(brief.stories.len(), 1);
    assert_eq!(brief.readings.len(), 5);
    for reading in &brief.readings {
        assert_eq!(misquotes(reading), [], "{}", reading.report.path);
        assert!(!reading.statements.is_empty(), "{}", reading.report.path);
    }
    for claim in &brief.stories[0].claims {
        assert!(claim.statements.contains(&claim.text_from));
        assert!(claim.origins.max.is_none_or(|max| claim.origins.min <= max));
    }
}

#[test]
fn a_reprint_shares_its_text_and_adds_no_origin() {
    let brief: Brief = serde_json::from_str(&brief_json(&["examples/summit"])).unwrap();
    let story = &brief.stories[0];
    let path = |id: &str| {
        let reading = brief
            .readings
            .iter()
            .find(|reading| reading.report.id == id);
        reading.map_or("", |reading| &reading.report.path)
    };
    let copied = story.reuse.iter().any(|reuse| {
        path(&reuse.from).contains("01-") && path(&reuse.to).contains("02-") && reuse.share > 0.8
    });
    assert!(copied, "{:?}", story.reuse);
    let pair = |claim: &&headwater::model::Claim| {
        claim.documents == 2 && claim.text.contains("moving forward")
    };
    for claim in story.claims.iter().filter(pair) {
        assert_eq!(claim.origins.max, Some(1), "{}", claim.text);
    }
}

#[test]
fn each_form_is_written_and_json_keeps_its_schema() {
    let folder = Folder::new("forms");
    for (name, begins) in [
        ("brief.html", "<!"),
        ("brief.md", "#"),
        ("brief.csv", "story,claim"),
        ("brief.jsonl", "{\"schema\":\"headwater/1\""),
        ("brief.json", "{\n  \"schema\": \"headwater/1\""),
    ] {
        let path = folder.path(name);
        let ran = headwater(&["brief", "examples/summit", "-o", &path]);
        assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{}", ran.err);
        let text = std::fs::read_to_string(&path).unwrap();
        let start = text.trim_start();
        assert!(
            start.to_lowercase().starts_with(begins),
            "{name}: {}",
            &start[..80.min(start.len())]
        );
    }
    let schema = serde_json::from_str(&headwater(&["schema", "brief"]).out).unwrap();
    let brief = std::fs::read_to_string(folder.path("brief.json")).unwrap();
    let brief = serde_json::from_str(&brief).unwrap();
    let checked = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = checked
        .iter_errors(&brief)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(errors, Vec::<String>::new());
}

#[test]
fn read_gives_an_object_for_one_file_an_array_for_several_and_lines_in_order() {
    let one = headwater(&["read", EXAMPLES[2], "--format", "json"]);
    let reading: Reading = serde_json::from_str(&one.out).unwrap();
    assert_eq!(reading.report.outlet.as_deref(), Some("Northgate Herald"));
    let schema = serde_json::from_str(&headwater(&["schema", "reading"]).out).unwrap();
    let value = serde_json::from_str(&one.out).unwrap();
    assert!(jsonschema::is_valid(&schema, &value));

    let two = headwater(&["read", EXAMPLES[4], EXAMPLES[2], "--format", "json"]);
    let readings: Vec<Reading> = serde_json::from_str(&two.out).unwrap();
    let lines = headwater(&["read", EXAMPLES[4], EXAMPLES[2], "--format", "jsonl"]);
    let by_line: Vec<Reading> = lines
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(readings, by_line);
    let paths: Vec<&str> = by_line
        .iter()
        .map(|reading| reading.report.path.as_str())
        .collect();
    assert_eq!(paths, [EXAMPLES[4], EXAMPLES[2]]);
}

#[test]
fn lines_of_jsonl_on_standard_input_are_read_in_their_order() {
    let lines: String = (1..=9)
        .map(|number| {
            format!(
                "{{\"outlet\":\"O{number}\",\"text\":\"Ferry {number} sank, the police said.\"}}\n"
            )
        })
        .collect();
    let ran = with_input(&["read", "-", "--format", "jsonl"], &lines);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let outlets: Vec<String> = (ran.out.lines())
        .map(|line| {
            serde_json::from_str::<Reading>(line)
                .unwrap()
                .report
                .outlet
                .unwrap()
        })
        .collect();
    let expected: Vec<String> = (1..=9).map(|number| format!("O{number}")).collect();
    assert_eq!(outlets, expected);
}

#[test]
fn verify_finds_a_quotation_that_was_tampered_with() {
    let folder = Folder::new("verify");
    let good = brief_json(&["examples/summit"]);
    let path = folder.file("good.json", &good);
    let ran = headwater(&["verify", &path, "examples/summit"]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    assert!(
        ran.out.contains("every quotation stands where it says"),
        "{}",
        ran.out
    );

    let mut brief: Brief = serde_json::from_str(&good).unwrap();
    let span = &mut brief.readings[0].statements[0].content[0];
    span.text = span.text.replacen(' ', " never ", 1);
    let path = folder.file("quotation.json", serde_json::to_string(&brief).unwrap());
    let ran = headwater(&["verify", &path, "examples/summit"]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("never"), "{}", ran.out);

    let mut brief: Brief = serde_json::from_str(&good).unwrap();
    brief.stories[0].claims[0].text.push_str(" for certain");
    let path = folder.file("claim.json", serde_json::to_string(&brief).unwrap());
    assert_eq!(headwater(&["verify", &path, "examples/summit"]).status, 1);

    let missing = headwater(&["verify", &folder.path("good.json"), EXAMPLES[0]]);
    assert_eq!(missing.status, 1);
    let words: Vec<&str> = missing.out.split_whitespace().collect();
    assert!(
        words.join(" ").contains("not among the files"),
        "{}",
        missing.out
    );
}

#[test]
fn explain_and_impact_answer_from_a_brief_and_from_the_reports() {
    let folder = Folder::new("explain");
    let json = brief_json(&["examples/summit"]);
    let brief: Brief = serde_json::from_str(&json).unwrap();
    let path = folder.file("brief.json", &json);
    let claim = &brief.stories[0].claims[0];
    let ran = headwater(&["explain", &claim.id, "--in", &path]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.contains("WHY THEY ARE COUNTED SO"), "{}", ran.out);
    for id in [&claim.statements[0], "1"] {
        let again = headwater(&["explain", id, &path]);
        assert!(
            again.out.contains(&claim.id),
            "{id}: {}{}",
            again.out,
            again.err
        );
    }
    assert_eq!(
        headwater(&["explain", "cffffffffffffffffff", &path]).status,
        1
    );
    let many = headwater(&["explain", "s", &path]);
    assert_eq!(many.status, 2);
    assert!(many.err.contains("several ids"), "{}", many.err);

    let ran = headwater(&["impact", "The New York Times", "examples/summit"]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains('→'), "{}", ran.out);
    assert_eq!(
        headwater(&["impact", "The Gazette of Nowhere", &path]).status,
        1
    );
}

#[test]
fn check_fails_where_a_claim_has_too_few_origins() {
    let folder = Folder::new("check");
    let path = folder.file("brief.json", brief_json(&["examples/summit"]));
    let brief: Brief = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let claims = &brief.stories[0].claims;
    let train = "Kim will probably travel to Vladivostok by armoured train";
    let check = |least: &str, more: &[&str]| {
        headwater(&[&["check", "--min-origins", least, "--in", &path], more].concat())
    };
    // Two outlets tell of the train, both have it from one newspaper.
    let one = check("1", &["--claim", train]);
    assert_eq!(one.status, 0, "{}{}", one.out, one.err);
    assert!(
        one.out.contains("met") && one.out.contains("train"),
        "{}",
        one.out
    );
    assert_eq!(check("2", &["--claim", train]).status, 1);
    // Nobody says it without a doubt.
    let surer = check(
        "1",
        &[
            "--claim",
            "Kim will travel to Vladivostok by armoured train",
        ],
    );
    assert_eq!(surer.status, 1, "{}", surer.out);
    assert!(surer.err.contains("as sure as"), "{}", surer.err);
    for least in ["1", "2"] {
        let met = claims.iter().filter(|claim| claim.documents > 0);
        let met = met.filter(|claim| claim.origins.min >= least.parse().unwrap());
        let all = check(least, &["--format", "json"]);
        assert_eq!(all.out.matches("\"met\": true").count(), met.count());
        assert_eq!(all.status, 1, "{}", all.err);
    }
    let by_id = check("1", &["--claim", &claims[0].id]);
    assert!(
        by_id.out.contains(&claims[0].id),
        "{}{}",
        by_id.out,
        by_id.err
    );
    let other = check(
        "1",
        &[
            "--claim",
            "Kim will travel to Vladivostok by armoured yacht in 1999",
        ],
    );
    assert_eq!(other.status, 1);
    assert!(other.err.contains("no claim says this"), "{}", other.err);
    assert_eq!(check("0", &[]).status, 2);
    assert_eq!(check("1", &["--claim", " "]).status, 2);
}

#[test]
fn a_later_report_is_left_out_of_the_brief_as_of_a_day() {
    let json = brief_json(&["examples/summit", "--as-of", "2023-09-05"]);
    let brief: Brief = serde_json::from_str(&json).unwrap();
    assert_eq!(brief.readings.len(), 4);
}

#[test]
fn colour_comes_when_asked_for_and_the_width_is_kept() {
    let ran = headwater(&["brief", EXAMPLES[2], "--color", "always"]);
    assert!(ran.out.contains("\x1b["));
    let ran = headwater(&["brief", EXAMPLES[2], "--width", "40"]);
    let longest = ran.out.lines().map(|line| line.chars().count()).max();
    assert!(longest.unwrap() <= 40, "{longest:?}");
}
