use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::{Format, IngestError};

/// The extensions that are read out of folders; each also with `.gz` after it.
pub const EXTENSIONS: [&str; 8] = [
    ".txt",
    ".md",
    ".markdown",
    ".html",
    ".htm",
    ".json",
    ".jsonl",
    ".ndjson",
];

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Standard input.
    StandardInput,
    /// A file.
    File {
        /// Where it is.
        path: PathBuf,
        /// What its name promises; `None` to look at its first bytes.
        format: Option<Format>,
    },
}

impl Source {
    /// Its name for people and for [`Report::path`](headwater_model::Report::path): as the user
    /// gave it, control characters escaped.
    pub fn name(&self) -> String {
        match self {
            Self::StandardInput => "-".to_owned(),
            Self::File { path, .. } => shown(path),
        }
    }
}

/// Expands what a user names into what is to be read, in order.
///
/// `-` is standard input. A file is taken whatever its extension. A folder stands for the files in
/// it and in the folders inside it that have one of the [`EXTENSIONS`], sorted by path; hidden
/// files are passed over, and so is a folder that is already being read (a loop of symbolic
/// links). What cannot be read stands as an error in its place.
pub fn sources(inputs: &[PathBuf]) -> Vec<Result<Source, IngestError>> {
    let mut found = Vec::new();
    for input in inputs {
        if input.as_os_str() == "-" {
            found.push(Ok(Source::StandardInput));
            continue;
        }
        match fs::metadata(input) {
            Err(error) => found.push(Err(IngestError::io(&shown(input), &error))),
            Ok(metadata) if metadata.is_dir() => {
                let before = found.len();
                walk(input, &mut found);
                if found.len() == before {
                    found.push(Err(IngestError::NothingInFolder { path: shown(input) }));
                }
            }
            Ok(_) => found.push(Ok(file(input.clone()))),
        }
    }
    found
}

fn file(path: PathBuf) -> Source {
    let format = path
        .file_name()
        .and_then(|name| Format::of_name(&name.to_string_lossy()));
    Source::File { path, format }
}

enum Task {
    Visit(PathBuf),
    Leave(PathBuf),
}

/// Adds the reports under `folder`, depth first, each folder's entries by name.
fn walk(folder: &Path, found: &mut Vec<Result<Source, IngestError>>) {
    // The folders between the top and here, links resolved: one of them again is a loop.
    let mut above: BTreeSet<PathBuf> = BTreeSet::new();
    let mut tasks = vec![Task::Visit(folder.to_owned())];
    while let Some(task) = tasks.pop() {
        let path = match task {
            Task::Leave(path) => {
                above.remove(&path);
                continue;
            }
            Task::Visit(path) => path,
        };
        let kind = fs::metadata(&path);
        let is_folder = matches!(&kind, Ok(metadata) if metadata.is_dir());
        if !is_folder {
            let source = file(path.clone());
            if matches!(
                source,
                Source::File {
                    format: Some(_),
                    ..
                }
            ) {
                match kind {
                    // Pipes and sockets would block; a dangling link is nobody's report.
                    Ok(metadata) if !metadata.is_file() => {}
                    Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                    Err(error) => found.push(Err(IngestError::io(&shown(&path), &error))),
                    Ok(_) => found.push(Ok(source)),
                }
            }
            continue;
        }
        let listed = fs::canonicalize(&path).and_then(|real| Ok((real, entries(&path)?)));
        match listed {
            Err(error) => found.push(Err(IngestError::io(&shown(&path), &error))),
            Ok((real, _)) if above.contains(&real) => {}
            Ok((real, entries)) => {
                above.insert(real.clone());
                tasks.push(Task::Leave(real));
                tasks.extend(entries.into_iter().rev().map(Task::Visit));
            }
        }
    }
}

/// The entries of a folder that are not hidden, sorted by name.
fn entries(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_name().as_encoded_bytes().starts_with(b".") {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

/// A path as it can be shown: control characters and bidirectional overrides escaped.
fn shown(path: &Path) -> String {
    let mut shown = String::new();
    for character in path.to_string_lossy().chars() {
        if crate::clean::is_dropped(character) || matches!(character, '\n' | '\t' | '\r') {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixtures(name: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("fixtures")
            .join(name)
    }

    fn names(found: &[Result<Source, IngestError>]) -> Vec<String> {
        found
            .iter()
            .map(|found| match found {
                Ok(source) => source
                    .name()
                    .rsplit('/')
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
                Err(error) => error.to_string(),
            })
            .collect()
    }

    #[test]
    fn a_folder_gives_its_reports_sorted_without_hidden_files() {
        let found = sources(&[fixtures("folder")]);
        assert_eq!(names(&found), ["a.txt", "b.txt", "c.md"]);
    }

    #[test]
    fn a_missing_file_is_an_error_in_its_place() {
        let found = sources(&[
            "-".into(),
            "no/such/file.txt".into(),
            fixtures("folder/a.txt"),
        ]);
        assert_eq!(found.len(), 3);
        assert_eq!(found[0], Ok(Source::StandardInput));
        assert!(matches!(found[1], Err(IngestError::NotFound { .. })));
        assert!(found[2].is_ok());
    }

    #[test]
    fn a_folder_without_reports_says_so() {
        let found = sources(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("src")]);
        assert!(matches!(
            &found[..],
            [Err(IngestError::NothingInFolder { .. })]
        ));
    }

    #[cfg(unix)]
    #[test]
    fn a_loop_of_links_ends() {
        let folder = std::env::temp_dir().join(format!("headwater-loop-{}", std::process::id()));
        let inner = folder.join("inner");
        fs::create_dir_all(&inner).unwrap();
        fs::write(inner.join("a.txt"), "A ferry sank.").unwrap();
        std::os::unix::fs::symlink(&folder, inner.join("again")).unwrap();
        let found = sources(std::slice::from_ref(&folder));
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(names(&found), ["a.txt"]);
    }

    #[test]
    fn a_name_with_an_escape_sequence_is_shown_escaped() {
        assert_eq!(shown(Path::new("a\u{1b}[31m.txt")), "a\\u{1b}[31m.txt");
    }
}
