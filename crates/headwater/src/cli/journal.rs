//! A stream on disk: what came in, what was told, and where it stands.
//!
//! The folder holds `reports.jsonl` (the reports as they are stored, one a line), `offsets` (where
//! each of these lines ends), `events.jsonl` (what was told of them), `committed` (how many bytes
//! of these count) and `snapshot` (the state after some of the reports, so that not all of them
//! must be gone through again). A batch is written to the first three, these are flushed to the
//! disk, and only then `committed` is replaced: whatever is behind its numbers is cut off at the
//! next start. So a stream that was killed at any moment is as if its last batch had never come,
//! and giving the same input again does no harm.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use headwater::Stream;
use headwater::model::{Report, StreamEvent};
use serde::{Deserialize, Serialize};

use super::Stop;
use super::plain::neutral;

/// The form of the files, and the program whose stories they hold: another version may have put
/// reports into other stories.
const VERSION: &str = concat!("headwater-stream/1+", env!("CARGO_PKG_VERSION"));

/// Reports after which the state is saved, beside at the end: going through so many again takes
/// half a minute.
const SAVE_EVERY: usize = 50_000;

/// Reports that are gone through again at once.
const BATCH: usize = 1_024;

/// An open stream. Nobody else can open it meanwhile.
pub struct Journal {
    folder: PathBuf,
    reports: File,
    offsets: File,
    events: File,
    /// For reading reports again while others are written.
    again: Mutex<File>,
    /// Where each report's line begins, and where the last one ends.
    starts: Vec<u64>,
    /// Reports of which the saved state knows.
    saved: usize,
    /// Held as long as the stream is open.
    _lock: File,
}

impl Journal {
    /// Opens the stream in a folder, which is made where it is not, with its state.
    pub fn open(folder: &Path) -> Result<(Self, Stream), Stop> {
        let told = |error: io::Error| failed(folder, &error);
        fs::create_dir_all(folder).map_err(told)?;
        let lock = locked(folder)?;
        let committed = Committed::read(folder)?;
        let [reports, offsets, events] = [
            ("reports.jsonl", committed.reports),
            ("offsets", committed.count * OFFSET),
            ("events.jsonl", committed.events),
        ]
        .map(|(name, bytes)| cut_off(folder, name, bytes));
        let again = open(&folder.join("reports.jsonl")).map_err(told)?;
        let mut journal = Self {
            folder: folder.to_owned(),
            reports: reports?,
            offsets: offsets?,
            events: events?,
            again: Mutex::new(again),
            starts: vec![0],
            saved: 0,
            _lock: lock,
        };
        journal.read_offsets(committed.reports)?;
        let stream = journal.resume()?;
        for file in [
            &mut journal.reports,
            &mut journal.offsets,
            &mut journal.events,
        ] {
            file.seek(SeekFrom::End(0)).map_err(told)?;
        }
        Ok((journal, stream))
    }

    fn read_offsets(&mut self, end: u64) -> Result<(), Stop> {
        let mut bytes = Vec::new();
        let read = self.offsets.read_to_end(&mut bytes);
        read.map_err(|error| failed(&self.folder, &error))?;
        let (offsets, _) = bytes.as_chunks::<{ OFFSET as usize }>();
        self.starts
            .extend(offsets.iter().map(|bytes| u64::from_le_bytes(*bytes)));
        if !self.starts.is_sorted() || self.end() != end {
            return Err(damaged(
                &self.folder,
                "offsets and committed contradict each other",
            ));
        }
        Ok(())
    }

    /// The state after all reports: the saved one, and what came after it once more.
    fn resume(&mut self) -> Result<Stream, Stop> {
        let mut stream = self.saved().unwrap_or_default();
        self.saved = stream.len();
        while stream.len() < self.len() {
            let to = self.len().min(stream.len() + BATCH);
            let batch: Option<Vec<Report>> = (stream.len()..to)
                .map(|number| self.report(number))
                .collect();
            let batch = batch
                .ok_or_else(|| damaged(&self.folder, "a line of reports.jsonl is no report"))?;
            let earlier = |number| self.report(number);
            stream.add(&batch, &earlier, None).map_err(Stop::error)?;
        }
        Ok(stream)
    }

    /// The saved state, if it is one of this version and of these reports. Without it all reports
    /// are gone through again: slower, and the same.
    fn saved(&self) -> Option<Stream> {
        let bytes = fs::read(self.folder.join("snapshot")).ok()?;
        let saved: Snapshot<Stream> = postcard::from_bytes(&bytes).ok()?;
        let fits = saved.version == VERSION && saved.stream.len() <= self.len();
        let end = self.starts.get(saved.stream.len());
        (fits && end == Some(&saved.reports)).then_some(saved.stream)
    }

    /// Saves the state after all reports.
    pub fn save(&mut self, stream: &Stream) -> Result<(), Stop> {
        if stream.len() == self.saved {
            return Ok(());
        }
        let told = |error: io::Error| failed(&self.folder, &error);
        let new = self.folder.join("snapshot.new");
        let snapshot = Snapshot {
            version: VERSION.to_owned(),
            reports: self.end(),
            stream,
        };
        let file = BufWriter::new(File::create(&new).map_err(told)?);
        let file = postcard::to_io(&snapshot, file);
        let file = file.map_err(|error| told(io::Error::other(error)))?;
        let file = file
            .into_inner()
            .map_err(|error| told(error.into_error()))?;
        file.sync_all().map_err(told)?;
        replace(&new, &self.folder.join("snapshot")).map_err(told)?;
        self.saved = stream.len();
        Ok(())
    }

    /// Reports that count.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The report with a number again; nothing where it cannot be read.
    pub fn report(&self, number: usize) -> Option<Report> {
        let (start, end) = (*self.starts.get(number)?, *self.starts.get(number + 1)?);
        let mut line = vec![0; usize::try_from(end - start).ok()?];
        let mut file = self.again.lock().ok()?;
        file.seek(SeekFrom::Start(start)).ok()?;
        file.read_exact(&mut line).ok()?;
        serde_json::from_slice(&line).ok()
    }

    /// Adds a batch and what was told of it; when this returns, both are on the disk.
    pub fn add(
        &mut self,
        batch: &[Report],
        events: &[StreamEvent],
        stream: &Stream,
    ) -> Result<(), Stop> {
        let (mut lines, mut offsets, mut told) = (Vec::new(), Vec::new(), Vec::new());
        let mut starts = Vec::with_capacity(batch.len());
        for report in batch {
            line(&mut lines, report);
            starts.push(self.end() + lines.len() as u64);
            offsets.extend((self.end() + lines.len() as u64).to_le_bytes());
        }
        for event in events {
            told.extend(headwater::forms::event_jsonl(event).into_bytes());
        }
        let failed = |error: io::Error| failed(&self.folder, &error);
        for (file, bytes) in [
            (&mut self.reports, &lines),
            (&mut self.offsets, &offsets),
            (&mut self.events, &told),
        ] {
            let written = file.write_all(bytes).and_then(|()| file.sync_data());
            written.map_err(failed)?;
        }
        self.starts.extend(starts);
        let committed = Committed {
            count: self.len() as u64,
            reports: self.end(),
            events: self.events.stream_position().map_err(failed)?,
        };
        committed.write(&self.folder).map_err(failed)?;
        if self.len() >= self.saved + SAVE_EVERY {
            self.save(stream)?;
        }
        Ok(())
    }

    fn end(&self) -> u64 {
        self.starts.last().copied().unwrap_or_default()
    }
}

/// Bytes of an offset.
const OFFSET: u64 = 8;

/// A saved state.
#[derive(Serialize, Deserialize)]
struct Snapshot<S> {
    version: String,
    /// Bytes of reports that it knows.
    reports: u64,
    stream: S,
}

/// How much of the files counts.
#[derive(Default)]
struct Committed {
    /// Reports.
    count: u64,
    /// Bytes of `reports.jsonl`.
    reports: u64,
    /// Bytes of `events.jsonl`.
    events: u64,
}

impl Committed {
    fn read(folder: &Path) -> Result<Self, Stop> {
        let text = match fs::read_to_string(folder.join("committed")) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let holds = |name| fs::metadata(folder.join(name)).is_ok_and(|file| file.len() > 0);
                if ["reports.jsonl", "offsets", "events.jsonl"]
                    .into_iter()
                    .any(holds)
                {
                    // Not ours: nothing is cut off it.
                    return Err(damaged(folder, "nothing says how much of it counts"));
                }
                let none = Self::default();
                none.write(folder).map_err(|error| failed(folder, &error))?;
                return Ok(none);
            }
            Err(error) => return Err(failed(folder, &error)),
        };
        let mut words = text.split_whitespace();
        let version = words.next().unwrap_or_default();
        if version != VERSION {
            return Err(Stop::error(format!(
                "{folder}: this stream is of {version:?} and this program of {VERSION:?}, which may \
                 put reports into other stories; begin another: headwater stream \
                 {folder}/reports.jsonl --state NEW",
                folder = shown(folder),
                version = neutral(version),
            )));
        }
        let mut number = || words.next().and_then(|word| word.parse().ok());
        match (number(), number(), number()) {
            (Some(count), Some(reports), Some(events)) => Ok(Self {
                count,
                reports,
                events,
            }),
            _ => Err(damaged(folder, "committed does not hold three numbers")),
        }
    }

    fn write(&self, folder: &Path) -> io::Result<()> {
        let new = folder.join("committed.new");
        let mut file = File::create(&new)?;
        writeln!(
            file,
            "{VERSION} {} {} {}",
            self.count, self.reports, self.events
        )?;
        file.sync_all()?;
        replace(&new, &folder.join("committed"))
    }
}

/// Gives a new file the name of an old one.
fn replace(new: &Path, old: &Path) -> io::Result<()> {
    fs::rename(new, old)?;
    // The new name is on the disk when the folder is; where folders cannot be flushed, never mind.
    if let Some(folder) = old.parent() {
        _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

fn locked(folder: &Path) -> Result<File, Stop> {
    let lock = open(&folder.join("lock")).map_err(|error| failed(folder, &error))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(Stop::error(format!(
            "{}: another headwater has this stream open; wait for it, or name another folder",
            shown(folder)
        ))),
        Err(TryLockError::Error(error)) => Err(failed(folder, &error)),
    }
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    options.open(path)
}

/// Opens a file of a stream and cuts off what was not committed.
fn cut_off(folder: &Path, name: &str, bytes: u64) -> Result<File, Stop> {
    let told = |error: io::Error| failed(folder, &error);
    let file = open(&folder.join(name)).map_err(told)?;
    if file.metadata().map_err(told)?.len() < bytes {
        return Err(damaged(folder, &format!("{name} is shorter than it was")));
    }
    file.set_len(bytes).map_err(told)?;
    Ok(file)
}

fn line(lines: &mut Vec<u8>, report: &Report) {
    serde_json::to_writer(&mut *lines, report).expect("a report is plain data");
    lines.push(b'\n');
}

fn shown(folder: &Path) -> String {
    neutral(&folder.to_string_lossy())
}

fn failed(folder: &Path, error: &io::Error) -> Stop {
    Stop::error(format!(
        "{}: {error}; name a folder that can be written, on a disk with room",
        shown(folder)
    ))
}

fn damaged(folder: &Path, why: &str) -> Stop {
    Stop::error(format!(
        "{}: this stream is damaged: {why}; give its input again with a new --state folder",
        shown(folder)
    ))
}
