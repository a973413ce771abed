//! What is not a report: each file gets its message, the others are read, nothing panics.

#[allow(dead_code)]
mod common;

use common::{EXAMPLES, Folder, Ran, headwater, with_input};
use headwater::model::Brief;

const GOOD: &str = "Ferry sinks off Porto\n\nA ferry sank on Monday, the police said.";

fn told(ran: &Ran, path: &str) {
    assert!(
        ran.err.contains(path),
        "no message names {path}: {}",
        ran.err
    );
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
}

#[test]
fn each_bad_file_is_named_and_the_good_one_still_read() {
    let folder = Folder::new("bad");
    let good = folder.file("good.txt", GOOD);
    let bad = [
        folder.file("empty.txt", ""),
        folder.file("space.txt", " \n\t\n"),
        folder.file(
            "binary.txt",
            [0x7F, b'E', b'L', b'F', 0, 0, 1, 2, 0, 0xFF, 0xFE, 0],
        ),
        folder.file("numbers.txt", "1234 5678\n\n90 12 34\n"),
        folder.file(
            "list.html",
            "<html><body><nav><a href='/'>Home</a></nav></body></html>",
        ),
        folder.file("broken.json", "{\"text\": \"A ferry sank"),
        folder.file("textless.json", "{\"headline\": \"A ferry sank\"}"),
        folder.path("missing.txt"),
    ];
    let mut arguments = vec!["brief", "--format", "json", &good];
    arguments.extend(bad.iter().map(String::as_str));
    let ran = headwater(&arguments);
    assert_eq!(ran.status, 2);
    for path in &bad {
        told(&ran, path);
    }
    let brief: Brief = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(brief.readings.len(), 1);
}

#[test]
fn latin_1_is_read_and_said() {
    let folder = Folder::new("latin");
    let path = folder.file(
        "latin.txt",
        b"Caf\xE9 closed\n\nThe caf\xE9 is closed, the mayor said.",
    );
    let ran = headwater(&["read", &path, "--format", "json"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.err.contains("windows-1252"), "{}", ran.err);
    assert!(ran.out.contains("café is closed"));
    let quiet = headwater(&["read", &path, "--format", "json", "--quiet"]);
    assert_eq!((quiet.status, quiet.err.as_str()), (0, ""));
}

#[test]
fn a_file_beyond_the_limit_is_refused_with_the_limit() {
    let folder = Folder::new("large");
    let path = folder.file("large.txt", GOOD.repeat(40));
    let ran = headwater(&["brief", &path, "--max-file-bytes", "1024"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    told(&ran, &path);
    assert!(ran.err.contains("1 KiB"), "{}", ran.err);
}

#[test]
fn nothing_to_read_writes_nothing() {
    let folder = Folder::new("nothing");
    let output = folder.path("brief.json");
    let ran = headwater(&["brief", &folder.path("missing.txt"), "-o", &output]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(!std::path::Path::new(&output).exists());
    assert_eq!(with_input(&["brief", "-"], "").status, 2);
}

#[test]
fn a_file_that_was_written_before_stays_when_there_is_nothing_to_write() {
    let folder = Folder::new("stays");
    let output = folder.file("brief.json", "old");
    let ran = headwater(&["read", &folder.path("missing.txt"), "-o", &output]);
    assert_eq!(ran.status, 2);
    assert_eq!(std::fs::read_to_string(&output).unwrap(), "old");
    let ran = headwater(&["read", EXAMPLES[2], "-o", &output]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(std::fs::read_to_string(&output).unwrap().starts_with('{'));
    let left: Vec<_> = std::fs::read_dir(folder.path("")).unwrap().collect();
    assert_eq!(left.len(), 1, "a temporary file was left behind");
}

#[test]
fn an_output_that_cannot_be_written_is_an_error_with_its_name() {
    let folder = Folder::new("unwritable");
    let path = folder.path("no/such/folder/brief.json");
    let ran = headwater(&["brief", EXAMPLES[2], "-o", &path]);
    assert_eq!(ran.status, 2);
    told(&ran, &path);
    let ran = headwater(&["brief", EXAMPLES[2], "-o", &folder.path("")]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("is a folder"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn an_escape_sequence_in_a_file_name_reaches_no_terminal() {
    let folder = Folder::new("name");
    let path = folder.file("a\x1b]0;owned\x07b\u{202e}.txt", "");
    let ran = headwater(&["brief", &path]);
    assert_eq!(ran.status, 2);
    assert!(
        !ran.err.contains('\x1b') && !ran.err.contains('\u{202e}'),
        "{:?}",
        ran.err
    );
    assert!(ran.err.contains("owned"));
}

#[test]
fn wrong_dates_flags_and_briefs_are_refused_with_a_way_out() {
    let folder = Folder::new("wrong");
    let ran = headwater(&["brief", EXAMPLES[2], "--published", "yesterday-ish"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("2023-09-05"), "{}", ran.err);
    assert_eq!(headwater(&["brief", "--colour"]).status, 2);
    assert_eq!(headwater(&["man", "breif"]).status, 2);
    let text = folder.file("text.json", "not json");
    let ran = headwater(&["verify", &text, EXAMPLES[2]]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("--format json"), "{}", ran.err);
    let newer = r#"{"schema": "headwater/9", "stories": [], "readings": []}"#;
    let newer = folder.file("newer.json", newer);
    let ran = headwater(&["explain", "c1", "--in", &newer]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("headwater/9"), "{}", ran.err);
}

#[test]
fn one_file_twice_is_one_report() {
    let folder = Folder::new("twice");
    let (one, two) = (folder.file("one.txt", GOOD), folder.file("two.txt", GOOD));
    let ran = headwater(&["brief", "--format", "json", &one, &two]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    told(&ran, "two.txt");
    let brief: Brief = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(brief.readings.len(), 1);
}

#[test]
fn help_version_completions_manual_and_schemas_are_data() {
    for arguments in [
        &["--help"][..],
        &["--version"],
        &["version"],
        &["completions", "bash"],
        &["completions", "fish"],
        &["man"],
        &["man", "brief"],
        &["man", "stories"],
        &["schema", "brief"],
        &["schema", "reading"],
        &["schema", "stories"],
    ] {
        let ran = headwater(arguments);
        assert_eq!(ran.status, 0, "{arguments:?}: {}", ran.err);
        assert!(!ran.out.is_empty() && ran.err.is_empty(), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_error() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_headwater"))
        .args(["completions", "zsh"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert!(ended.stderr.is_empty());
}
