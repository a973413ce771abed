//! Reports that come in over days: stories and copies as they are found, and a state that lasts.

#[allow(dead_code)]
mod common;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

use common::{EXAMPLES, Folder, Ran, headwater, with_input};
use headwater::model::StreamEvent;
use serde_json::{Value, json};

const PLACES: [(&str, &str); 4] = [
    ("Vell", "ferry"),
    ("Ostrow", "bridge"),
    ("Lusk", "bakery"),
    ("Norrby", "dam"),
];

/// Days of reports that resemble each other so much that stories merge and split, in the order in
/// which they came.
fn press(days: usize) -> String {
    let mut lines = String::new();
    for day in 1..=days {
        for (place, thing) in PLACES {
            let told = format!(
                "{place} (Meridian Wire) - The {thing} at {place} was closed for {day} days, said \
                 Ana Ruiz, the engineer of {place}, on day {day} of the inquiry. Her office had \
                 warned twice that the {thing} would not stand another storm, and nobody in \
                 {place} had answered, she told reporters beside the {thing}."
            );
            let own = format!(
                "People in {place} lost patience with the {thing} on day {day}. \"We wait for \
                 Ana Ruiz and her engineers,\" said Ben Okafor, who keeps a shop near the {thing} \
                 of {place}."
            );
            let date = format!("2024-03-{day:02}");
            for (outlet, title, text) in [
                (
                    "Meridian Wire",
                    format!("{place} {thing} closed for {day} days"),
                    &told,
                ),
                (
                    "Northgate Herald",
                    format!("Patience ends at the {thing} of {place}"),
                    &own,
                ),
                (
                    "Evening Lantern",
                    format!("Engineer of {place} had warned of {thing}"),
                    &told,
                ),
            ] {
                let report = json!({
                    "text": text, "title": title, "outlet": outlet, "published": date,
                });
                lines.push_str(&format!("{report}\n"));
            }
        }
    }
    lines
}

/// The lines from one on, up to another.
fn part(press: &str, from: usize, to: usize) -> String {
    let lines: Vec<&str> = press.lines().skip(from).take(to - from).collect();
    lines.join("\n") + "\n"
}

fn stream(input: &str, state: &str) -> Ran {
    with_input(
        &["stream", "-", "--state", state, "--format", "jsonl"],
        input,
    )
}

fn events(state: &str) -> String {
    fs::read_to_string(format!("{state}/events.jsonl")).expect("events")
}

/// The events of the press in one go.
fn whole(folder: &Folder, press: &str) -> String {
    let state = folder.path("whole");
    let ran = stream(press, &state);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out == events(&state));
    ran.out
}

/// Two events, each told by an agency, by a paper in its own words, and by one that copied.
const TOLD: [(&str, &str, &str, &str); 6] = [
    (
        "Meridian Wire",
        "2024-03-04",
        "Ferry with forty aboard runs aground off Vell",
        "A ferry with forty people on board ran aground on a sandbank outside the harbour of Vell \
         on Monday night, the coast guard said. All passengers were brought ashore in boats by \
         four in the morning, said Ana Ruiz, who speaks for the coast guard. Nobody was hurt.",
    ),
    (
        "Northgate Herald",
        "2024-03-05",
        "Bakers in Lusk stop work over night shifts",
        "Bakers in Lusk stopped work on Tuesday over night shifts, their guild said. Bread will be \
         short for a week, said the mayor, Cleo Hart, who has asked the army for field kitchens.",
    ),
    (
        "Evening Lantern",
        "2024-03-05",
        "Passengers tell of night on ferry off Vell",
        "Forty passengers of the ferry that ran aground at Vell are in hotels in the town. \"We \
         waited for the boats until four,\" said one of them. The coast guard's Ana Ruiz said the \
         ship would be freed at the next spring tide.",
    ),
    (
        "The Harbour Courier",
        "2024-03-05",
        "Ferry aground",
        "Meridian Wire: A ferry with forty people on board ran aground on a sandbank outside the \
         harbour of Vell on Monday night, the coast guard said. All passengers were brought ashore \
         in boats by four in the morning, said Ana Ruiz, who speaks for the coast guard. Nobody \
         was hurt.",
    ),
    (
        "Meridian Wire",
        "2024-03-06",
        "Army bakes for Lusk as bakers' strike goes on",
        "Soldiers baked bread in field kitchens in Lusk on Wednesday, the second day of a strike of \
         bakers over night shifts. Mayor Cleo Hart thanked them. The guild of bakers called it a \
         breach of the strike.",
    ),
    (
        "Evening Lantern",
        "2024-03-07",
        "Lusk bakers and mayor to meet",
        "The guild of bakers in Lusk will meet the mayor, Cleo Hart, on Friday to end a strike over \
         night shifts in which soldiers have baked the town's bread.",
    ),
];

#[test]
fn two_events_are_two_stories_and_the_copy_is_told() {
    let folder = Folder::new("stream-two");
    let lines = TOLD.map(|(outlet, published, title, text)| {
        let text = format!("{title}\n\n{text}");
        let report = json!({
            "text": text, "title": title, "outlet": outlet, "published": published,
        });
        format!("{report}\n")
    });
    let told = whole(&folder, &lines.concat());
    let (mut stories, mut reports, mut copied) = (Vec::new(), Vec::new(), Vec::new());
    for line in told.lines() {
        match serde_json::from_str(line).expect("an event") {
            StreamEvent::Opened(came) | StreamEvent::Joined(came) => {
                stories.push(came.story);
                reports.push(came.report);
            }
            StreamEvent::Copied(reuse) => {
                copied.push((
                    reuse.share > 0.9,
                    reuse.direction_confidence > 0.5,
                    reuse.from,
                ));
            }
            other => panic!("{other:?}"),
        }
    }
    let (ferry, bakers) = (&stories[0], &stories[1]);
    assert_ne!(ferry, bakers);
    assert!(
        stories
            .iter()
            .eq([ferry, bakers, ferry, ferry, bakers, bakers]),
        "{told}"
    );
    assert_eq!(copied, [(true, true, reports[0].clone())]);
}

#[test]
fn interrupted_or_not_the_events_are_the_same() {
    let folder = Folder::new("stream-again");
    let press = press(4);
    let whole = whole(&folder, &press);
    let count = press.lines().count();
    for cut in [1, 7, 24, count - 1] {
        let state = folder.path(&format!("cut-{cut}"));
        let first = stream(&part(&press, 0, cut), &state);
        let second = stream(&press, &state);
        assert!(first.out + &second.out == whole);
        // Without what was saved, all is gone through again.
        fs::remove_file(format!("{state}/snapshot")).expect("a snapshot");
        assert_eq!(stream(&press, &state).out, "", "nothing is new");
        assert!(events(&state) == whole);
    }
}

/// A stream that reads what it is given until it is killed.
fn started(state: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_headwater"))
        .args(["stream", "-", "--state", state, "--format", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

#[test]
fn a_stream_that_is_killed_loses_at_most_what_it_did_not_tell() {
    let folder = Folder::new("stream-killed");
    let press = press(4);
    let whole = whole(&folder, &press);
    for lines in [3, 17] {
        let state = folder.path(&format!("killed-{lines}"));
        let mut child = started(&state);
        let mut input = child.stdin.take().expect("a pipe");
        input
            .write_all(part(&press, 0, lines).as_bytes())
            .expect("it listens");
        input.flush().expect("it listens");
        // A report that comes in is told of without waiting for the next.
        let mut told = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut seen = String::new();
        while seen.lines().filter(|line| came(line)).count() < lines {
            assert!(told.read_line(&mut seen).expect("it tells") > 0);
        }
        input
            .write_all(part(&press, lines, lines + 9).as_bytes())
            .expect("it listens");
        child.kill().expect("it runs");
        child.wait().expect("it ends");
        assert!(whole.starts_with(&seen));
        let again = stream(&press, &state);
        assert_eq!(again.status, 0, "{}", again.err);
        assert!(events(&state) == whole);
        assert!(whole.ends_with(&again.out));
    }
}

/// Whether the event is that of a report.
fn came(line: &str) -> bool {
    let event: Value = serde_json::from_str(line).expect("an event");
    event["event"] == "opened" || event["event"] == "joined"
}

#[test]
fn what_was_written_and_not_committed_does_not_count() {
    let folder = Folder::new("stream-torn");
    let press = press(2);
    let whole = whole(&folder, &press);
    let state = folder.path("torn");
    stream(&part(&press, 0, 10), &state);
    for file in ["reports.jsonl", "events.jsonl", "offsets"] {
        let path = format!("{state}/{file}");
        let mut bytes = fs::read(&path).expect("a file of the stream");
        bytes.extend(b"{\"half\": \"a li");
        fs::write(&path, bytes).expect("a file of the stream");
    }
    fs::write(format!("{state}/snapshot"), "no snapshot").expect("a file of the stream");
    assert_eq!(stream(&press, &state).status, 0);
    assert!(events(&state) == whole);
}

#[test]
fn a_folder_that_is_no_stream_is_left_as_it_is() {
    let folder = Folder::new("stream-other");
    folder.file("reports.jsonl", "mine\n");
    let ran = stream(&press(1), &folder.path(""));
    assert_eq!(ran.status, 2);
    assert!(
        ran.err.contains("damaged") && ran.err.contains("--state"),
        "{}",
        ran.err
    );
    assert_eq!(
        fs::read_to_string(folder.path("reports.jsonl")).unwrap(),
        "mine\n"
    );
}

#[test]
fn a_stream_of_another_version_says_how_to_go_on() {
    let folder = Folder::new("stream-version");
    let state = folder.path("state");
    stream(&press(1), &state);
    fs::write(format!("{state}/committed"), "headwater-stream/0 1 2 3\n").expect("a file");
    let ran = stream(&press(1), &state);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("reports.jsonl --state NEW"), "{}", ran.err);
}

#[test]
fn a_stream_is_open_once() {
    let folder = Folder::new("stream-locked");
    let state = folder.path("state");
    let mut child = started(&state);
    let mut input = child.stdin.take().expect("a pipe");
    input
        .write_all(part(&press(1), 0, 1).as_bytes())
        .expect("it listens");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("a pipe"))
        .read_line(&mut line)
        .expect("it tells");
    let second = stream(&press(1), &state);
    drop(input);
    child.wait().expect("it ends");
    assert_eq!(second.status, 2);
    assert!(
        second
            .err
            .contains("another headwater has this stream open"),
        "{}",
        second.err
    );
}

#[test]
fn what_the_stream_stored_can_be_given_to_another() {
    let folder = Folder::new("stream-stored");
    let whole = whole(&folder, &press(2));
    let stored = folder.path("whole/reports.jsonl");
    let ran = headwater(&[
        "stream",
        &stored,
        "--state",
        &folder.path("new"),
        "--format",
        "jsonl",
    ]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let stories = |events: &str| {
        let lines = events.lines().filter(|line| came(line));
        lines
            .map(|line| serde_json::from_str::<Value>(line).unwrap()["story"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(stories(&ran.out), stories(&whole));
}

#[test]
fn the_examples_are_one_story_on_the_screen() {
    let folder = Folder::new("stream-screen");
    let mut arguments = vec!["stream"];
    arguments.extend(EXAMPLES);
    let state = folder.path("state");
    arguments.extend(["--state", &state, "--width", "80"]);
    insta::assert_snapshot!(headwater(&arguments).out);
}

#[test]
fn a_brief_of_a_story_of_the_stream_is_that_of_its_reports() {
    let folder = Folder::new("stream-brief");
    let state = folder.path("state");
    let ran = headwater(&[&["stream"], &EXAMPLES[..], &["--state", &state]].concat());
    let story = ran
        .out
        .split_whitespace()
        .nth(1)
        .expect("the first event's story");
    let of_story = headwater(&[
        "brief",
        "--from-story",
        story,
        "--state",
        &state,
        "-f",
        "json",
    ]);
    let of_files = headwater(&[&["brief"], &EXAMPLES[..], &["-f", "json"]].concat());
    assert_eq!(of_story.status, 0, "{}", of_story.err);
    assert!(of_story.out == of_files.out);
    let none = headwater(&["brief", "--from-story", "yonder", "--state", &state]);
    assert_eq!(none.status, 2);
    assert!(
        none.err.contains("no story has an id that begins so"),
        "{}",
        none.err
    );
}
