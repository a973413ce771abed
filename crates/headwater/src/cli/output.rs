//! Where the data goes: standard output, or a file that is there whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Stdout, Write};
use std::path::{Path, PathBuf};

use super::Stop;

/// An open output. What was written counts only after [`finish`](Self::finish).
pub enum Output {
    /// Standard output.
    Screen(BufWriter<Stdout>),
    /// A device or pipe by name, which cannot be replaced.
    Device(BufWriter<File>, PathBuf),
    /// A new file beside the one that it will replace.
    Replace(Replacement),
}

/// A file that is written under another name and gets its own at the end.
pub struct Replacement {
    file: Option<BufWriter<File>>,
    temporary: PathBuf,
    target: PathBuf,
}

impl Output {
    /// Opens standard output, or a file.
    pub fn open(target: Option<&Path>) -> Result<Self, Stop> {
        let Some(target) = target else {
            return Ok(Self::Screen(BufWriter::new(io::stdout())));
        };
        if target.as_os_str() == "-" {
            return Self::open(None);
        }
        // Through a link, so that the file is replaced and not the link.
        let real = fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
        match fs::metadata(&real) {
            Ok(metadata) if metadata.is_dir() => Err(Stop::error(format!(
                "{}: is a folder; name a file in it",
                target.display()
            ))),
            Ok(metadata) if !metadata.is_file() => {
                let file = OpenOptions::new().write(true).open(&real);
                let file = file.map_err(|error| failed(target, &error))?;
                Ok(Self::Device(BufWriter::new(file), real))
            }
            _ => Replacement::create(real).map(Self::Replace),
        }
    }

    /// Writes text.
    pub fn write(&mut self, text: &str) -> Result<(), Stop> {
        let bytes = text.as_bytes();
        match self {
            Self::Screen(out) => out.write_all(bytes).map_err(|error| unread(&error)),
            Self::Device(out, name) => out.write_all(bytes).map_err(|error| failed(name, &error)),
            Self::Replace(replacement) => replacement.write(bytes),
        }
    }

    /// Sends on what was written so far.
    pub fn flush(&mut self) -> Result<(), Stop> {
        match self {
            Self::Screen(out) => out.flush().map_err(|error| unread(&error)),
            Self::Device(out, name) => out.flush().map_err(|error| failed(name, &error)),
            Self::Replace(_) => Ok(()),
        }
    }

    /// Ends the output; a file gets its name now.
    pub fn finish(mut self) -> Result<(), Stop> {
        self.flush()?;
        match self {
            Self::Replace(replacement) => replacement.finish(),
            _ => Ok(()),
        }
    }
}

impl Replacement {
    fn create(target: PathBuf) -> Result<Self, Stop> {
        let mut name = std::ffi::OsString::from(".");
        name.push(target.file_name().unwrap_or_default());
        name.push(format!(".headwater-{}", std::process::id()));
        let temporary = target.with_file_name(name);
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&temporary);
        let file = file.map_err(|error| failed(&target, &error))?;
        if let Ok(metadata) = fs::metadata(&target) {
            // Who may read the old file may read the new one; not being able to say so is no loss.
            let _ = fs::set_permissions(&temporary, metadata.permissions());
        }
        Ok(Self {
            file: Some(BufWriter::new(file)),
            temporary,
            target,
        })
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        match &mut self.file {
            Some(file) => file
                .write_all(bytes)
                .map_err(|error| failed(&self.target, &error)),
            None => Ok(()),
        }
    }

    fn finish(mut self) -> Result<(), Stop> {
        let Some(file) = self.file.take() else {
            return Ok(());
        };
        let written = (file.into_inner().map_err(io::IntoInnerError::into_error))
            .and_then(|file| file.sync_all())
            .and_then(|()| fs::rename(&self.temporary, &self.target));
        written.map_err(|error| {
            let _ = fs::remove_file(&self.temporary);
            failed(&self.target, &error)
        })
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

fn unread(error: &io::Error) -> Stop {
    match error.kind() {
        ErrorKind::BrokenPipe => Stop::Unread,
        _ => Stop::error(format!("standard output: cannot be written ({error})")),
    }
}

fn failed(target: &Path, error: &io::Error) -> Stop {
    if error.kind() == ErrorKind::BrokenPipe {
        return Stop::Unread;
    }
    Stop::error(format!(
        "{}: cannot be written ({error}); name another file with -o",
        target.display()
    ))
}
