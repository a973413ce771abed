//! Running the program as a person does.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run of the program left.
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// Runs `headwater` with these arguments at the root of the repository.
pub fn headwater<S: AsRef<str>>(arguments: &[S]) -> Ran {
    with_input(arguments, "")
}

/// The same, with this on standard input.
pub fn with_input<S: AsRef<str>>(arguments: &[S], input: &str) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_headwater"))
        .args(arguments.iter().map(AsRef::as_ref))
        .current_dir(root())
        .env_remove("NO_COLOR")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // It may end without reading what it is given.
    let _ = child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(input.as_bytes());
    let output = child.wait_with_output().expect("the program ends");
    Ran {
        status: output.status.code().expect("no signal ended it"),
        out: String::from_utf8(output.stdout).expect("UTF-8 on standard output"),
        err: String::from_utf8(output.stderr).expect("UTF-8 on standard error"),
    }
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The five example reports, relative to the root.
pub const EXAMPLES: [&str; 5] = [
    "examples/summit/01-meridian-wire.txt",
    "examples/summit/02-harbour-courier.html",
    "examples/summit/03-northgate-herald.md",
    "examples/summit/04-capital-ledger.json",
    "examples/summit/05-evening-lantern.txt",
];

/// A folder of its own that goes when the test ends.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a folder for the test");
        Self(path)
    }

    /// The path of a file in it, as text.
    pub fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("a plain path").to_owned()
    }

    /// Writes a file and gives its path.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, bytes).expect("a file for the test");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
