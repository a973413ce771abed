//! Publication dates as people and machines write them → one form.

use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use jiff::tz::Offset;

/// Why a date is not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Nothing is there.
    #[error("it is empty")]
    Empty,
    /// `05/09/2023`.
    #[error("day and month cannot be told apart")]
    DayOrMonth,
    /// No year, or no day.
    #[error("it has no full date with day, month and year")]
    Incomplete,
    /// The 31st of February, 25 o'clock, the year 1.
    #[error("there is no such day or time")]
    NoSuchDay,
    /// Seconds since 1970.
    #[error("a bare number is no date")]
    BareNumber,
    /// Anything else.
    #[error("it is no date in a known form")]
    Unknown,
}

/// A date in one of the usual forms as `YYYY-MM-DD`, `YYYY-MM-DDTHH:MM:SS` where no time zone is
/// given, or `YYYY-MM-DDTHH:MM:SS±HH:MM`.
///
/// Nothing is guessed: a date that can mean two days is none, zone names that mean several zones
/// (`ET`, `IST`) give no offset, and seconds since 1970 are no date.
///
/// ```
/// use headwater_ingest::normalise_date;
/// assert_eq!(normalise_date("5 September 2023").unwrap(), "2023-09-05");
/// assert_eq!(normalise_date("2023-09-05T10:11Z").unwrap(), "2023-09-05T10:11:00+00:00");
/// assert_eq!(normalise_date("Sept. 5, 2023, 9:52 PM").unwrap(), "2023-09-05T21:52:00");
/// assert!(normalise_date("05/09/2023").is_err());
/// ```
///
/// # Errors
/// When it is no date, or not a whole one.
pub fn normalise_date(value: &str) -> Result<String, DateError> {
    let value = value.trim();
    if value.is_empty() {
        return Err(DateError::Empty);
    }
    if value.len() > 100 {
        return Err(DateError::Unknown);
    }
    let compact = value.len() == 8 && (value.starts_with("19") || value.starts_with("20"));
    if value
        .bytes()
        .all(|b| b.is_ascii_digit() || b == b'.' || b == b'-')
        && !compact
    {
        let digits = value.bytes().filter(u8::is_ascii_digit).count();
        if digits > 8 || digits == value.len() {
            return Err(DateError::BareNumber);
        }
    }
    match iso(value).or_else(|| rfc_2822(value)) {
        Some(Ok(moment)) => moment.checked(),
        Some(Err(error)) => Err(error),
        None => written(value)?.checked(),
    }
}

/// A day, perhaps with a time, perhaps with an offset.
struct Moment {
    date: Date,
    time: Option<Time>,
    offset: Option<Offset>,
}

impl Moment {
    fn checked(self) -> Result<String, DateError> {
        if !(1600..=2999).contains(&self.date.year()) {
            return Err(DateError::NoSuchDay);
        }
        let Some(time) = self.time else {
            return Ok(self.date.to_string());
        };
        let second = time.with().subsec_nanosecond(0).build().unwrap_or(time);
        let local = DateTime::from_parts(self.date, second);
        let Some(offset) = self.offset else {
            return Ok(local.to_string());
        };
        let seconds = offset.seconds();
        let sign = if seconds < 0 { '-' } else { '+' };
        let (hours, minutes) = (seconds.abs() / 3_600, seconds.abs() / 60 % 60);
        Ok(format!("{local}{sign}{hours:02}:{minutes:02}"))
    }
}

/// ISO 8601 and its relatives, `20230905T101112Z` and `2023/09/05` among them.
fn iso(value: &str) -> Option<Result<Moment, DateError>> {
    let bytes = value.as_bytes();
    let year_first = bytes.len() >= 8 && bytes[..4].iter().all(u8::is_ascii_digit);
    if !year_first || !value.is_ascii() {
        return None;
    }
    let mut form = value.replace('/', "-");
    // "2023-09-05 10:11:12 +0200", "… UTC": the space before the zone goes.
    if let Some((moment, zone)) = form.rsplit_once(' ')
        && moment.contains(':')
    {
        form = match zone {
            "UTC" | "GMT" | "Z" => format!("{moment}Z"),
            _ if zone.starts_with(['+', '-']) => format!("{moment}{zone}"),
            _ => return None,
        };
    }
    let pieces = match Pieces::parse(form.as_str()) {
        Ok(pieces) => pieces,
        Err(_) if form.len() == 10 && bytes[4] == bytes[7] => {
            let numbers = form.bytes().filter(u8::is_ascii_digit).count() == 8;
            return numbers.then_some(Err(DateError::NoSuchDay));
        }
        Err(_) => return None,
    };
    let offset = match pieces.offset() {
        None => None,
        Some(PiecesOffset::Zulu) => Some(Offset::UTC),
        Some(PiecesOffset::Numeric(numeric)) => Some(numeric.offset()),
        Some(_) => None,
    };
    Some(Ok(Moment {
        date: pieces.date(),
        time: pieces.time(),
        offset,
    }))
}

/// What mail and feeds write.
fn rfc_2822(value: &str) -> Option<Result<Moment, DateError>> {
    // The standard has names of zones that it does not know mean UTC; they do not.
    let zone = value.split_whitespace().next_back()?;
    if !zone.starts_with(['+', '-']) && !matches!(zone, "GMT" | "UT" | "UTC" | "Z") {
        return None;
    }
    let zoned = jiff::fmt::rfc2822::parse(value).ok()?;
    Some(Ok(Moment {
        date: zoned.date(),
        time: Some(zoned.time()),
        offset: Some(zoned.offset()),
    }))
}

/// What people write: words and numbers in any usual order, each of them understood.
fn written(value: &str) -> Result<Moment, DateError> {
    let mut found = Found::default();
    let lowered = value
        .to_lowercase()
        .replace("a.m.", "am")
        .replace("p.m.", "pm");
    let separators = |c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | ';' | '·');
    for word in lowered.split(separators) {
        let word = word.trim_matches(|c| matches!(c, '.' | ':' | '–' | '—'));
        if !word.is_empty() {
            found.take(word)?;
        }
    }
    found.moment()
}

#[derive(Default)]
struct Found {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    clock: Option<(i8, i8, i8)>,
    half: Option<bool>,
    offset: Option<Offset>,
}

impl Found {
    fn take(&mut self, word: &str) -> Result<(), DateError> {
        const FILLERS: &[&str] = &[
            "published",
            "posted",
            "updated",
            "created",
            "first",
            "last",
            "modified",
            "at",
            "on",
            "of",
            "the",
            "date",
            "and",
            "local",
            "time",
            "mon",
            "monday",
            "tue",
            "tues",
            "tuesday",
            "wed",
            "wednesday",
            "thu",
            "thur",
            "thurs",
            "thursday",
            "fri",
            "friday",
            "sat",
            "saturday",
            "sun",
            "sunday",
            "et",
            "ct",
            "mt",
            "pt",
            "ist",
            "bst",
            "-",
            "/",
            "•",
            "h",
            "uhr",
            "hrs",
        ];
        if let Some(offset) = zone(word) {
            return set(&mut self.offset, offset);
        }
        if let Some(month) = month(word) {
            return set(&mut self.month, month);
        }
        if FILLERS.contains(&word) {
            return Ok(());
        }
        match word {
            "am" => return set(&mut self.half, false),
            "pm" => return set(&mut self.half, true),
            _ => {}
        }
        if word.contains(':') {
            return self.take_clock(word);
        }
        if word.contains(['/', '-', '.']) {
            return self.take_numeric(word);
        }
        let ordinal = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|end| word.strip_suffix(end));
        let digits = ordinal.unwrap_or(word);
        let number: i16 = digits.parse().map_err(|_| DateError::Unknown)?;
        match digits.len() {
            4 if ordinal.is_none() => set(&mut self.year, number),
            1 | 2 if (1..=31).contains(&number) => set(&mut self.day, number as i8),
            _ => Err(DateError::Unknown),
        }
    }

    /// `9:52`, `09:52:10`, `9:52pm`, `09:52z`.
    fn take_clock(&mut self, word: &str) -> Result<(), DateError> {
        let mut word = word;
        if let Some(rest) = word.strip_suffix("am") {
            set(&mut self.half, false)?;
            word = rest;
        } else if let Some(rest) = word.strip_suffix("pm") {
            set(&mut self.half, true)?;
            word = rest;
        } else if let Some(rest) = word.strip_suffix('z') {
            set(&mut self.offset, Offset::UTC)?;
            word = rest;
        }
        let mut parts = word.split(':');
        let mut part = || -> Result<Option<i8>, DateError> {
            let Some(part) = parts.next() else {
                return Ok(None);
            };
            let whole = part.split('.').next().unwrap_or_default();
            whole.parse().map(Some).map_err(|_| DateError::Unknown)
        };
        let (hour, minute, second) = (part()?, part()?, part()?);
        match (hour, minute, parts.next()) {
            (Some(hour), Some(minute), None) => {
                set(&mut self.clock, (hour, minute, second.unwrap_or(0)))
            }
            _ => Err(DateError::Unknown),
        }
    }

    /// `13/09/2023`, `5.9.2023`, `2023.09.05`.
    fn take_numeric(&mut self, word: &str) -> Result<(), DateError> {
        let mut numbers = Vec::new();
        for part in word.split(['/', '-', '.']) {
            numbers.push(part.parse::<i16>().map_err(|_| DateError::Unknown)?);
        }
        let [first, second, third] = numbers[..] else {
            return Err(DateError::Incomplete);
        };
        let (year, month, day) = match (first, second, third) {
            (1000.., month, day) => (first, month, day),
            (day, month, 1000..) if word.contains('.') => (third, month, day),
            (day @ 13..=31, month @ 1..=12, 1000..) => (third, month, day),
            (month @ 1..=12, day @ 13..=31, 1000..) => (third, month, day),
            (month, day, 1000..) if month == day => (third, month, day),
            (1..=12, 1..=12, 1000..) => return Err(DateError::DayOrMonth),
            (_, _, 1000..) => return Err(DateError::NoSuchDay),
            _ => return Err(DateError::Incomplete),
        };
        set(&mut self.year, year)?;
        set(
            &mut self.month,
            i8::try_from(month).map_err(|_| DateError::NoSuchDay)?,
        )?;
        set(
            &mut self.day,
            i8::try_from(day).map_err(|_| DateError::NoSuchDay)?,
        )
    }

    fn moment(self) -> Result<Moment, DateError> {
        let (Some(year), Some(month), Some(day)) = (self.year, self.month, self.day) else {
            let none = self.year.is_none() && self.month.is_none() && self.day.is_none();
            return Err(if none {
                DateError::Unknown
            } else {
                DateError::Incomplete
            });
        };
        let date = Date::new(year, month, day).map_err(|_| DateError::NoSuchDay)?;
        let time = match (self.clock, self.half) {
            (None, None) => None,
            (None, Some(_)) => return Err(DateError::Unknown),
            (Some((hour, minute, second)), half) => {
                let hour = match half {
                    Some(_) if !(1..=12).contains(&hour) => return Err(DateError::NoSuchDay),
                    Some(true) => hour % 12 + 12,
                    Some(false) => hour % 12,
                    None => hour,
                };
                Some(Time::new(hour, minute, second, 0).map_err(|_| DateError::NoSuchDay)?)
            }
        };
        Ok(Moment {
            date,
            offset: self.offset.filter(|_| time.is_some()),
            time,
        })
    }
}

/// A second value for one thing means that the words are not one date.
fn set<T>(slot: &mut Option<T>, value: T) -> Result<(), DateError> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(DateError::Unknown),
    }
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let place = MONTHS.iter().position(|month| {
        word == *month
            || word.len() == 3 && month.starts_with(word)
            || word == "sept" && month.starts_with(word)
    })?;
    i8::try_from(place + 1).ok()
}

/// The offset of a zone that means one thing only.
fn zone(word: &str) -> Option<Offset> {
    let hours = match word {
        "utc" | "ut" | "gmt" | "z" | "wet" => 0,
        "cet" | "west" => 1,
        "cest" | "eet" => 2,
        "eest" | "msk" => 3,
        "jst" | "kst" => 9,
        "est" | "cdt" => -5,
        "edt" => -4,
        "mdt" => -6,
        "mst" | "pdt" => -7,
        "pst" => -8,
        _ => return numeric_zone(word),
    };
    Offset::from_hours(hours).ok()
}

/// `+02:00`, `+0200`, `utc+2`, `gmt+02:00`.
fn numeric_zone(word: &str) -> Option<Offset> {
    let digits = word.trim_start_matches("utc").trim_start_matches("gmt");
    let sign = match digits.chars().next()? {
        '+' => 1,
        '-' | '−' => -1,
        _ => return None,
    };
    let digits: String = digits.chars().skip(1).filter(|&c| c != ':').collect();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.parse::<i32>().ok()?, 0),
        4 => (digits[..2].parse().ok()?, digits[2..].parse().ok()?),
        _ => return None,
    };
    if hours > 14 || minutes > 59 {
        return None;
    }
    Offset::from_seconds(sign * (hours * 3_600 + minutes * 60)).ok()
}

#[cfg(test)]
mod tests;
