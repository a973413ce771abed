//! Opens sources and keeps what is held in memory small.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::PathBuf;

use flate2::bufread::MultiGzDecoder;

use crate::encoding::decode;
use crate::parse::{Item, Items, checked};
use crate::report::Ingested;
use crate::{Format, IngestError, Options, Source, json, sniff, sources};

/// Bytes that are looked at before a format is told.
const HEAD: usize = 64 << 10;

type Reader = Box<dyn BufRead + Send>;

/// Reads what the user names, in order: see [`sources`] for what an input may be.
///
/// Reports come one by one. At most one file (or one line of JSONL) is held at a time, and no file
/// beyond its [`Limits`](crate::Limits). What cannot be read is an error in its place, and reading
/// goes on after it.
///
/// # Errors
/// When `options.published` is no date. All other errors come out of the iterator.
pub fn reports(inputs: &[PathBuf], options: Options) -> Result<Reports, IngestError> {
    read(sources(inputs), options)
}

/// Like [`reports`], from sources that were looked up before.
///
/// # Errors
/// When `options.published` is no date.
pub fn read(
    sources: Vec<Result<Source, IngestError>>,
    options: Options,
) -> Result<Reports, IngestError> {
    Ok(Reports {
        options: checked(&options)?,
        sources: sources.into_iter(),
        open: None,
    })
}

/// The reports of some sources, in order. Made by [`reports`] and [`read`].
pub struct Reports {
    options: Options,
    sources: std::vec::IntoIter<Result<Source, IngestError>>,
    open: Option<Open>,
}

enum Open {
    Items(Items),
    Lines(Lines),
}

impl Iterator for Reports {
    type Item = Result<Ingested, IngestError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let item = match &mut self.open {
                None => None,
                Some(Open::Items(items)) => items.next().map(Ok),
                Some(Open::Lines(lines)) => lines.next(),
            };
            if let Some(item) = item {
                return Some(item.and_then(|item| item.into_report(&self.options)));
            }
            self.open = None;
            let opened = self
                .sources
                .next()?
                .and_then(|source| open(&source, &self.options));
            match opened {
                Ok(open) => self.open = Some(open),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

fn open(source: &Source, options: &Options) -> Result<Open, IngestError> {
    let path = source.name();
    let (raw, promised): (Reader, _) = match source {
        Source::StandardInput if options.live => {
            let mut raw: Reader = Box::new(BufReader::new(io::stdin()));
            let most = options.limits.file_bytes as u64;
            let mut first = Vec::new();
            let line = raw.by_ref().take(most).read_until(b'\n', &mut first);
            line.map_err(|error| IngestError::io(&path, &error))?;
            let lines = first.trim_ascii_start().starts_with(b"{") && first.ends_with(b"\n");
            let again: Reader = Box::new(Cursor::new(first).chain(raw));
            if lines {
                let limit = options.limits.file_bytes;
                return Ok(Open::Lines(Lines::new(again, path, limit, false)));
            }
            (again, None)
        }
        Source::StandardInput => (Box::new(BufReader::new(io::stdin())), None),
        Source::File { path: file, format } => {
            let file = File::open(file).map_err(|error| IngestError::io(&path, &error))?;
            (Box::new(BufReader::with_capacity(HEAD, file)), *format)
        }
    };
    let (head, raw) = peek(raw).map_err(|error| IngestError::io(&path, &error))?;
    let compressed = head.starts_with(&[0x1F, 0x8B]);
    let (head, reader) = if compressed {
        let inflated = BufReader::with_capacity(HEAD, MultiGzDecoder::new(raw));
        peek(Box::new(inflated)).map_err(|error| failed(&path, &error, true))?
    } else {
        (head, raw)
    };
    let format = format_of(&head, promised);
    if format == Format::JsonLines && !is_wide(&head) {
        let limit = options.limits.file_bytes;
        return Ok(Open::Lines(Lines::new(reader, path, limit, compressed)));
    }
    let limit = options.limits.file_bytes;
    let mut bytes = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let read = reader.take(most).read_to_end(&mut bytes);
    read.map_err(|error| failed(&path, &error, compressed))?;
    if bytes.len() > limit {
        let what = if compressed {
            "decompressed data"
        } else {
            "text"
        };
        return Err(IngestError::TooLarge { path, what, limit });
    }
    Ok(Open::Items(Items::open(&bytes, format, &path, options)?))
}

/// Reads the first bytes, and gives them back with a reader that begins with them again.
fn peek(mut reader: Reader) -> io::Result<(Vec<u8>, Reader)> {
    let mut head = Vec::new();
    reader.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    let again = Cursor::new(head.clone()).chain(reader);
    Ok((head, Box::new(again)))
}

/// What the name promises, but for JSON, where the name is often the wrong one of two.
fn format_of(head: &[u8], promised: Option<Format>) -> Format {
    let shown = sniff(head);
    match (promised, shown) {
        (None, shown) => shown,
        (Some(Format::JsonLines), Format::Json) => Format::Json,
        (Some(Format::Json), Format::JsonLines) => {
            let mut lines = head.trim_ascii().splitn(2, |&byte| byte == b'\n');
            match lines.nth(1) {
                Some(rest) if !rest.trim_ascii().is_empty() => Format::JsonLines,
                _ => Format::Json,
            }
        }
        (Some(promised), _) => promised,
    }
}

/// UTF-16 and its like, whose lines do not end at a byte.
fn is_wide(head: &[u8]) -> bool {
    head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) || head.get(1) == Some(&0)
}

fn failed(path: &str, error: &io::Error, compressed: bool) -> IngestError {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    match error.kind() {
        InvalidData | InvalidInput | UnexpectedEof if compressed => IngestError::Gzip {
            path: path.to_owned(),
            why: error.to_string(),
        },
        _ => IngestError::io(path, error),
    }
}

/// The objects of a JSONL input, line by line.
pub(crate) struct Lines {
    reader: Reader,
    path: String,
    limit: usize,
    compressed: bool,
    number: usize,
    found: bool,
    ended: bool,
}

impl Lines {
    pub(crate) fn new(reader: Reader, path: String, limit: usize, compressed: bool) -> Self {
        Self {
            reader,
            path,
            limit,
            compressed,
            number: 0,
            found: false,
            ended: false,
        }
    }

    /// The next line with its end, or `None` at the end. A line beyond the limit is passed over.
    fn line(&mut self) -> io::Result<Option<Result<Vec<u8>, IngestError>>> {
        let most = u64::try_from(self.limit)
            .unwrap_or(u64::MAX)
            .saturating_add(1);
        let mut line = Vec::new();
        self.reader
            .by_ref()
            .take(most)
            .read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        if line.len() <= self.limit || line.ends_with(b"\n") {
            return Ok(Some(Ok(line)));
        }
        drop(line);
        self.reader.skip_until(b'\n')?;
        Ok(Some(Err(IngestError::LineTooLong {
            path: format!("{}:{}", self.path, self.number),
            limit: self.limit,
        })))
    }

    fn item(&self, line: &[u8]) -> Result<Item, IngestError> {
        let path = format!("{}:{}", self.path, self.number);
        let decoded = decode(line, Format::JsonLines, &path)?;
        let value = serde_json::from_str(&decoded.text)
            .map_err(|error| json::invalid(&error, &self.path, self.number - 1, true))?;
        Ok(Item::json(path, value, decoded.warnings))
    }
}

impl Iterator for Lines {
    type Item = Result<Item, IngestError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let line = match self.line() {
                Ok(Some(Ok(line))) => line,
                Ok(Some(Err(error))) => {
                    self.found = true;
                    return Some(Err(error));
                }
                Ok(None) => break,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(failed(&self.path, &error, self.compressed)));
                }
            };
            let blank = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line);
            if blank.trim_ascii().is_empty() {
                continue;
            }
            self.found = true;
            let item = self.item(&line);
            // Binary data has "lines" without end: one message is enough.
            self.ended = matches!(item, Err(IngestError::Binary { .. }));
            return Some(item);
        }
        let empty = !self.found;
        self.found = true;
        self.ended = true;
        empty.then(|| {
            Err(IngestError::Empty {
                path: self.path.clone(),
            })
        })
    }
}

#[cfg(test)]
mod tests;
