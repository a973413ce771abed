//! `models/gazetteer.bin`: how it lies on disk and how it is read where it lies.
//!
//! ```text
//! head     "HWPLACE1", then as u32: places, keys, blocks, bytes of entries, bytes of codes
//! places   14 bytes each: point (2 × i16), number in GeoNames or place of its code (u24), log of
//!          the population (u8), kind (u8), the place that it lies in (u16), its key (u24)
//! blocks   where each block of 16 entries begins (u32)
//! entries  in the order of their keys: bytes shared with the key before, bytes of its own, these,
//!          number of places, for each its number with flags (u24), and the name if a flag says so
//! codes    GeoNames' codes of countries and the last parts of those of divisions, length first
//! ```
//!
//! Numbers are little-endian. Nothing is copied or parsed at start.

use crate::key::titled;
use crate::{KINDS, Spot};

pub(crate) const MAGIC: &[u8; 8] = b"HWPLACE1";
pub(crate) const HEAD: usize = 28;
pub(crate) const PLACE: usize = 14;
pub(crate) const BLOCK: usize = 16;
/// Bits of a place's number in an entry; the rest are flags.
pub(crate) const NUMBER: u32 = (1 << 18) - 1;
/// A name beside the usual one.
pub(crate) const OTHER: u32 = 1 << 18;
/// An adjective or a word for the people.
pub(crate) const ADJECTIVE: u32 = 1 << 19;
/// The name means the place only as it is written behind the number.
pub(crate) const EXACT: u32 = 1 << 20;
/// The usual name stands behind the number, because the key does not give it back.
pub(crate) const SHOWN: u32 = 1 << 21;
/// "In no other place", for countries.
pub(crate) const NOWHERE: u16 = u16::MAX;

/// The file, with its sections.
#[derive(Clone, Copy, Debug)]
pub(crate) struct File {
    places: &'static [u8],
    blocks: &'static [u8],
    entries: &'static [u8],
    codes: &'static [u8],
    keys: usize,
}

/// A place that a key means, with its flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Meaning {
    pub place: u32,
    pub flags: u32,
    /// The written form, for names that are exact, and the usual name where it is shown.
    pub written: &'static str,
}

impl File {
    /// The sections of a file; nothing where it is not one of ours or is cut off.
    pub fn new(bytes: &'static [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let number = |at: usize| rest.get(at * 4..).and_then(u32_at).map(|n| n as usize);
        let (places, keys, blocks) = (number(0)?, number(1)?, number(2)?);
        let (entries, codes) = (number(3)?, number(4)?);
        let body = bytes.get(HEAD..)?;
        let (places, body) = body.split_at_checked(places.checked_mul(PLACE)?)?;
        let (blocks, body) = body.split_at_checked(blocks.checked_mul(4)?)?;
        let (entries, body) = body.split_at_checked(entries)?;
        let codes = body.get(..codes)?;
        Some(Self {
            places,
            blocks,
            entries,
            codes,
            keys,
        })
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.places.len() / PLACE
    }

    /// What a key means, places of more people first.
    pub fn meanings(&self, key: &str) -> Vec<Meaning> {
        let after = partition(self.blocks.len() / 4, |block| {
            (self.head(block)).is_some_and(|head| head <= key.as_bytes())
        });
        let Some(block) = after.checked_sub(1) else {
            return Vec::new();
        };
        let mut entries = self.entries_from(block);
        for _ in 0..BLOCK {
            match entries.next_entry() {
                Some(()) if entries.key == key.as_bytes() => return entries.meanings(),
                Some(()) => entries.skip(),
                None => break,
            }
        }
        Vec::new()
    }

    /// The place of this number.
    pub fn spot(&self, place: u32) -> Option<Spot> {
        let at = place as usize;
        let row = self.places.get(at * PLACE..(at + 1) * PLACE)?;
        let degrees = |at: usize, most: f64| {
            let held = i16::from_le_bytes([row[at], row[at + 1]]);
            (f64::from(held) / f64::from(i16::MAX) * most * 100.0).round() / 100.0
        };
        let parent = u16::from_le_bytes([row[9], row[10]]);
        Some(Spot {
            place,
            lat: degrees(0, 90.0),
            lon: degrees(2, 180.0),
            number: u24_at(&row[4..])?,
            population: (f64::from(row[7]) / 8.0).exp2() - 1.0,
            kind: KINDS.get(usize::from(row[8]))?.0,
            parent: (parent != NOWHERE).then_some(u32::from(parent)),
        })
    }

    /// The usual name of a place.
    pub fn name(&self, place: u32) -> Option<String> {
        let at = place as usize * PLACE + 11;
        let key = u24_at(self.places.get(at..at + 3)?)? as usize;
        if key >= self.keys {
            return None;
        }
        let mut entries = self.entries_from(key / BLOCK);
        for _ in 0..key % BLOCK {
            entries.next_entry()?;
            entries.skip();
        }
        entries.next_entry()?;
        let held = String::from_utf8(entries.key.clone()).ok()?;
        let meaning = entries
            .meanings()
            .into_iter()
            .find(|meaning| meaning.place == place && meaning.flags & (OTHER | ADJECTIVE) == 0);
        Some(match meaning {
            Some(meaning) if meaning.flags & SHOWN != 0 => meaning.written.to_owned(),
            _ => titled(&held),
        })
    }

    /// The text that a division or country has in place of a number.
    pub fn code(&self, at: u32) -> Option<&'static str> {
        let at = at as usize;
        let length = usize::from(*self.codes.get(at)?);
        std::str::from_utf8(self.codes.get(at + 1..at + 1 + length)?).ok()
    }

    /// The first key of a block.
    fn head(&self, block: usize) -> Option<&'static [u8]> {
        let start = u32_at(self.blocks.get(block * 4..)?)? as usize;
        let length = usize::from(*self.entries.get(start + 1)?);
        self.entries.get(start + 2..start + 2 + length)
    }

    fn entries_from(&self, block: usize) -> Entries {
        let start = self.blocks.get(block * 4..).and_then(u32_at);
        let rest = start.and_then(|start| self.entries.get(start as usize..));
        Entries {
            rest: rest.unwrap_or_default(),
            key: Vec::new(),
            left: 0,
        }
    }
}

/// Entries one after the other.
struct Entries {
    rest: &'static [u8],
    key: Vec<u8>,
    /// Places of the present key that are not read yet.
    left: u8,
}

impl Entries {
    /// Goes on to the next key; its places must have been read.
    fn next_entry(&mut self) -> Option<()> {
        let (head, rest) = self.rest.split_at_checked(2)?;
        let (own, rest) = rest.split_at_checked(usize::from(head[1]))?;
        let (left, rest) = rest.split_first()?;
        self.key.truncate(usize::from(head[0]));
        self.key.extend_from_slice(own);
        self.left = *left;
        self.rest = rest;
        Some(())
    }

    fn next_meaning(&mut self) -> Option<Meaning> {
        self.left = self.left.checked_sub(1)?;
        let held = u24_at(self.rest)?;
        self.rest = &self.rest[3..];
        let mut written = "";
        if held & (EXACT | SHOWN) != 0 {
            let (length, rest) = self.rest.split_first()?;
            let (name, rest) = rest.split_at_checked(usize::from(*length))?;
            written = std::str::from_utf8(name).ok()?;
            self.rest = rest;
        }
        Some(Meaning {
            place: held & NUMBER,
            flags: held & !NUMBER,
            written,
        })
    }

    fn meanings(&mut self) -> Vec<Meaning> {
        std::iter::from_fn(|| self.next_meaning()).collect()
    }

    fn skip(&mut self) {
        while self.next_meaning().is_some() {}
    }
}

/// The first number for which it does not hold.
fn partition(length: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, length);
    while low < high {
        let middle = low.midpoint(high);
        match holds(middle) {
            true => low = middle + 1,
            false => high = middle,
        }
    }
    low
}

fn u24_at(bytes: &[u8]) -> Option<u32> {
    let bytes = bytes.first_chunk::<3>()?;
    Some(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0]))
}

fn u32_at(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.first_chunk::<4>()?))
}
