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

/// What a stream stored, for reading: also while another headwater goes on with it.
pub struct Stored {
    folder: PathBuf,
    reports: Mutex<File>,
    /// Where each report's line begins, and where the last one ends.
    starts: Vec<u64>,
}

impl Stored {
    /// Looks at the stream in a folder.
    pub fn open(folder: &Path) -> Result<Self, Stop> {
        let committed = Committed::read(folder)?;
        let committed = committed.ok_or_else(|| {
            let shown = shown(folder);
            Stop::error(format!(
                "{shown}: no stream is here; name the --state folder of one"
            ))
        })?;
        Self::committed(folder, &committed)
    }

    fn committed(folder: &Path, committed: &Committed) -> Result<Self, Stop> {
        let told = |error: io::Error| failed(folder, &error);
        let offsets = File::open(folder.join("offsets")).map_err(told)?;
        let mut bytes = Vec::new();
        let read = offsets
            .take(committed.count * OFFSET)
            .read_to_end(&mut bytes);
        read.map_err(told)?;
        let (offsets, _) = bytes.as_chunks::<{ OFFSET as usize }>();
        let offsets = offsets.iter().map(|bytes| u64::from_le_bytes(*bytes));
        let starts: Vec<u64> = std::iter::once(0).chain(offsets).collect();
        if !starts.is_sorted() || starts.last() != Some(&committed.reports) {
            return Err(damaged(
                folder,
                "offsets and committed contradict each other",
            ));
        }
        let reports = File::open(folder.join("reports.jsonl")).map_err(told)?;
        Ok(Self {
            folder: folder.to_owned(),
            reports: Mutex::new(reports),
            starts,
        })
    }

    /// The state after all reports, and how many of them the saved one knows: that one, and what
    /// came after it once more.
    pub fn resume(&self) -> Result<(Stream, usize), Stop> {
        let mut stream = self.saved().unwrap_or_default();
        let saved = stream.len();
        while stream.len() < self.len() {
            let to = self.len().min(stream.len() + BATCH);
            let batch: Option<Vec<Report>> = (stream.len()..to).map(|at| self.report(at)).collect();
            let none = || damaged(&self.folder, "a line of reports.jsonl is no report");
            let earlier = |number| self.report(number);
            let told = stream.add(&batch.ok_or_else(none)?, &earlier, None);
            told.map_err(Stop::error)?;
        }
        Ok((stream, saved))
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

    /// Reports that count.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The report with a number; nothing where it cannot be read.
    pub fn report(&self, number: usize) -> Option<Report> {
        let (start, end) = (*self.starts.get(number)?, *self.starts.get(number + 1)?);
        let mut line = vec![0; usize::try_from(end - start).ok()?];
        let mut file = self.reports.lock().ok()?;
        file.seek(SeekFrom::Start(start)).ok()?;
        file.read_exact(&mut line).ok()?;
        serde_json::from_slice(&line).ok()
    }

    fn end(&self) -> u64 {
        self.starts.last().copied().unwrap_or_default()
    }
}

/// An open stream. Nobody else can go on with it meanwhile.
pub struct Journal {
    stored: Stored,
    reports: File,
    offsets: File,
    events: File,
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
        let committed = match Committed::read(folder)? {
            Some(committed) => committed,
            None => Committed::begin(folder)?,
        };
        let reports = cut_off(folder, "reports.jsonl", committed.reports)?;
        let offsets = cut_off(folder, "offsets", committed.count * OFFSET)?;
        let events = cut_off(folder, "events.jsonl", committed.events)?;
        let stored = Stored::committed(folder, &committed)?;
        let (stream, saved) = stored.resume()?;
        let journal = Self {
            stored,
            reports,
            offsets,
            events,
            saved,
            _lock: lock,
        };
        Ok((journal, stream))
    }

    /// What is stored.
    pub fn stored(&self) -> &Stored {
        &self.stored
    }

    /// Saves the state after all reports.
    pub fn save(&mut self, stream: &Stream) -> Result<(), Stop> {
        if stream.len() == self.saved {
            return Ok(());
        }
        let folder = &self.stored.folder;
        let told = |error: io::Error| failed(folder, &error);
        let new = folder.join("snapshot.new");
        let snapshot = Snapshot {
            version: VERSION.to_owned(),
            reports: self.stored.end(),
            stream,
        };
        let file = BufWriter::new(File::create(&new).map_err(told)?);
        let file = postcard::to_io(&snapshot, file);
        let file = file.map_err(|error| told(io::Error::other(error)))?;
        let file = file
            .into_inner()
            .map_err(|error| told(error.into_error()))?;
        file.sync_all().map_err(told)?;
        replace(&new, &folder.join("snapshot")).map_err(told)?;
        self.saved = stream.len();
        Ok(())
    }

    /// Adds a batch and what was told of it; when this returns, both are on the disk.
    pub fn add(
        &mut self,
        batch: &[Report],
        events: &[StreamEvent],
        stream: &Stream,
    ) -> Result<(), Stop> {
        let (mut lines, mut offsets) = (Vec::new(), Vec::new());
        let mut starts = Vec::with_capacity(batch.len());
        for report in batch {
            line(&mut lines, report);
            let end = self.stored.end() + lines.len() as u64;
            starts.push(end);
            offsets.extend(end.to_le_bytes());
        }
        let told: String = events.iter().map(headwater::forms::event_jsonl).collect();
        let failed = |error: io::Error| failed(&self.stored.folder, &error);
        for (file, bytes) in [
            (&mut self.reports, lines.as_slice()),
            (&mut self.offsets, offsets.as_slice()),
            (&mut self.events, told.as_bytes()),
        ] {
            let written = file.write_all(bytes).and_then(|()| file.sync_data());
            written.map_err(failed)?;
        }
        let committed = Committed {
            count: (self.stored.len() + batch.len()) as u64,
            reports: starts.last().copied().unwrap_or_else(|| self.stored.end()),
            events: self.events.stream_position().map_err(failed)?,
        };
        committed.write(&self.stored.folder).map_err(failed)?;
        self.stored.starts.extend(starts);
        if self.stored.len() >= self.saved + SAVE_EVERY {
            self.save(stream)?;
        }
        Ok(())
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
    /// What was committed in a folder, if a stream is there.
    fn read(folder: &Path) -> Result<Option<Self>, Stop> {
        let text = match fs::read_to_string(folder.join("committed")) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
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
            (Some(count), Some(reports), Some(events)) => Ok(Some(Self {
                count,
                reports,
                events,
            })),
            _ => Err(damaged(folder, "committed does not hold three numbers")),
        }
    }

    /// Begins a stream in a folder that holds nothing of that name.
    fn begin(folder: &Path) -> Result<Self, Stop> {
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
        Ok(none)
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

/// Opens a file of a stream at its end and cuts off what was not committed.
fn cut_off(folder: &Path, name: &str, bytes: u64) -> Result<File, Stop> {
    let told = |error: io::Error| failed(folder, &error);
    let mut file = open(&folder.join(name)).map_err(told)?;
    if file.metadata().map_err(told)?.len() < bytes {
        return Err(damaged(folder, &format!("{name} is shorter than it was")));
    }
    file.set_len(bytes).map_err(told)?;
    file.seek(SeekFrom::End(0)).map_err(told)?;
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
