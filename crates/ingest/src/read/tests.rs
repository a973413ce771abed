use std::fs;
use std::io::Write;
use std::path::Path;

use super::*;
use crate::WarningKind;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/reports")
        .join(name)
}

/// A folder of its own for a test that writes.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("headwater-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn all(inputs: &[PathBuf], options: Options) -> Vec<Result<Ingested, IngestError>> {
    reports(inputs, options).unwrap().collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn lines_are_read_in_order_and_a_bad_one_hides_no_other() {
    let read = all(&[fixture("three.jsonl")], Options::default());
    assert_eq!(read.len(), 3);
    let first = &read[0].as_ref().unwrap().report;
    assert!(first.path.ends_with("three.jsonl:1"));
    let message = read[1].as_ref().unwrap_err().to_string();
    assert!(
        message.contains("three.jsonl: invalid JSON at line 2, column 10"),
        "{message}"
    );
    let third = read[2].as_ref().unwrap();
    assert!(third.report.path.ends_with("three.jsonl:4"));
    assert_eq!(
        third.report.text,
        "Ferry sinks\n\nNobody was hurt, police said."
    );
    assert!(matches!(
        third.warnings[0].kind,
        WarningKind::Published { .. }
    ));
}

#[test]
fn a_bad_file_hides_no_other() {
    let folder = Folder::new("bad");
    let inputs = [
        folder.file("empty.txt", b""),
        folder.file("binary.txt", b"\x7FELF\0\0\0\x01"),
        folder.0.join("missing.txt"),
        folder.file("digits.txt", b"12 34"),
        folder.file("good.txt", b"A ferry sank."),
    ];
    let read = all(&inputs, Options::default());
    assert!(matches!(read[0], Err(IngestError::Empty { .. })));
    assert!(matches!(read[1], Err(IngestError::Binary { .. })));
    assert!(matches!(read[2], Err(IngestError::NotFound { .. })));
    assert!(matches!(read[3], Err(IngestError::NoSentence { .. })));
    assert!(read[4].is_ok());
}

#[test]
fn a_file_beyond_the_limit_is_named_with_the_limit() {
    let folder = Folder::new("large");
    let large = folder.file("large.txt", &b"A ferry sank. ".repeat(200));
    let small = folder.file("small.txt", b"A ferry sank.");
    let mut options = Options::default();
    options.limits.file_bytes = 1_024;
    let read = all(&[large, small], options);
    let message = read[0].as_ref().unwrap_err().to_string();
    assert!(
        message.contains("large.txt: has more than 1 KiB of text"),
        "{message}"
    );
    assert!(read[1].is_ok());
}

#[test]
fn a_compressed_file_is_measured_unpacked() {
    let folder = Folder::new("gzip");
    let bomb = folder.file("bomb.txt.gz", &gzip(&vec![b'a'; 1 << 20]));
    let lines = folder.file("lines.jsonl.gz", &gzip(b"{\"text\": \"A ferry sank.\"}\n"));
    let broken = folder.file("broken.txt.gz", &gzip(b"A ferry sank.")[..15]);
    let mut options = Options::default();
    options.limits.file_bytes = 64 << 10;
    let read = all(&[bomb, lines, broken], options);
    assert!(matches!(read[0], Err(IngestError::TooLarge { .. })));
    assert_eq!(read[1].as_ref().unwrap().report.text, "A ferry sank.");
    assert!(matches!(read[2], Err(IngestError::Gzip { .. })));
}

#[test]
fn a_line_beyond_the_limit_is_passed_over() {
    let folder = Folder::new("line");
    let long = format!(
        "{{\"text\": \"{}\"}}\n{{\"text\": \"A ferry sank.\"}}\n",
        "a ".repeat(2_000)
    );
    let path = folder.file("long.jsonl", long.as_bytes());
    let mut options = Options::default();
    options.limits.file_bytes = 1_000;
    let read = all(&[path], options);
    assert!(matches!(&read[0], Err(IngestError::LineTooLong { path, .. }) if path.ends_with(":1")));
    assert!(read[1].as_ref().unwrap().report.path.ends_with(":2"));
}

#[test]
fn a_name_without_extension_is_sniffed() {
    let folder = Folder::new("sniff");
    let path = folder.file("report", b"{\"text\": \"A ferry sank.\"}");
    let read = all(&[path], Options::default());
    assert_eq!(read[0].as_ref().unwrap().report.text, "A ferry sank.");
}

#[test]
fn json_and_lines_under_the_wrong_name_are_read() {
    let folder = Folder::new("names");
    let lines = folder.file(
        "a.json",
        b"{\"text\": \"A ferry.\"}\n{\"text\": \"A boat.\"}\n",
    );
    let object = folder.file("b.jsonl", b"{\n \"text\": \"A train.\"\n}\n");
    let read = all(&[lines, object], Options::default());
    let texts: Vec<&str> = read
        .iter()
        .map(|read| read.as_ref().unwrap().report.text.as_str())
        .collect();
    assert_eq!(texts, ["A ferry.", "A boat.", "A train."]);
}

#[test]
fn the_users_word_stands_above_the_files() {
    let options = Options {
        outlet: Some("The Post".into()),
        published: Some("May 4, 2024".into()),
        ..Options::default()
    };
    let read = all(&[fixture("front.md")], options);
    let report = &read[0].as_ref().unwrap().report;
    assert_eq!(report.outlet.as_deref(), Some("The Post"));
    assert_eq!(report.published.as_deref(), Some("2024-05-04"));
}

#[test]
fn a_bad_published_option_is_an_error_at_once() {
    let options = Options {
        published: Some("soon".into()),
        ..Options::default()
    };
    let message = reports(&[], options).err().unwrap().to_string();
    assert!(message.starts_with("--published \"soon\""), "{message}");
}

#[test]
fn ten_thousand_lines_come_one_by_one() {
    let mut lines = String::new();
    for number in 0..10_000 {
        lines.push_str(&format!("{{\"text\": \"Ferry number {number} sank.\"}}\n"));
    }
    let folder = Folder::new("many");
    let path = folder.file("many.jsonl", lines.as_bytes());
    let mut read = reports(&[path], Options::default()).unwrap();
    assert!(read.next().unwrap().is_ok());
    assert_eq!(read.filter(Result::is_ok).count(), 9_999);
}

#[test]
fn a_binary_file_of_lines_gives_one_message() {
    let folder = Folder::new("noise");
    let path = folder.file("noise.jsonl", &b"\x01\x02\n".repeat(1_000));
    assert_eq!(all(&[path], Options::default()).len(), 1);
}
