//! Bytes → text, and what is no text.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::{Format, IngestError, WarningKind};

/// Text and what is to be said about its encoding.
pub(crate) struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub warnings: Vec<WarningKind>,
}

/// Decodes a file: byte order mark, then what HTML declares, then UTF-8, then a guess.
pub(crate) fn decode<'a>(
    bytes: &'a [u8],
    format: Format,
    path: &str,
) -> Result<Decoded<'a>, IngestError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        if encoding == UTF_16LE && bytes.starts_with(&[0xFF, 0xFE, 0, 0]) {
            return Err(utf_32(path));
        }
        if encoding == UTF_8 {
            return decode_marked_utf8(&bytes[mark..], path);
        }
        return Ok(decode_as(encoding, &bytes[mark..], true));
    }
    if bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return Err(utf_32(path));
    }
    if let Some(encoding) = unmarked_utf_16(bytes) {
        return Ok(decode_as(encoding, bytes, false));
    }
    if let Some((what, byte)) = binary(bytes) {
        return Err(IngestError::Binary {
            path: path.to_owned(),
            what,
            byte,
        });
    }
    let invalid = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(sound(text)),
        Err(error) => error,
    };
    let mut warnings = Vec::new();
    if format == Format::Html
        && let Some(name) = charset(bytes)
    {
        match Encoding::for_label(name.as_bytes()) {
            Some(encoding) if encoding != UTF_8 => return Ok(decode_as(encoding, bytes, true)),
            Some(_) => {}
            None => warnings.push(WarningKind::UnknownCharset { name }),
        }
    }
    let mut decoded = if nearly_utf8(bytes, invalid.valid_up_to()) {
        lossy_utf8(bytes)
    } else {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        decode_as(detector.guess(None, Utf8Detection::Deny), bytes, false)
    };
    let undecodable = decoded.warnings.iter().find_map(|warning| match warning {
        WarningKind::Undecodable { count } => Some(*count),
        _ => None,
    });
    if undecodable.is_some_and(|count| count * 20 > bytes.len()) {
        return Err(IngestError::Encoding {
            path: path.to_owned(),
            why: "neither UTF-8 nor any other that was tried".to_owned(),
            byte: invalid.valid_up_to(),
        });
    }
    warnings.append(&mut decoded.warnings);
    decoded.warnings = warnings;
    Ok(decoded)
}

fn sound(text: &str) -> Decoded<'_> {
    Decoded {
        text: Cow::Borrowed(text),
        warnings: Vec::new(),
    }
}

fn utf_32(path: &str) -> IngestError {
    IngestError::Encoding {
        path: path.to_owned(),
        why: "UTF-32 is not read".to_owned(),
        byte: 0,
    }
}

fn decode_marked_utf8<'a>(bytes: &'a [u8], path: &str) -> Result<Decoded<'a>, IngestError> {
    if let Some((what, byte)) = binary(bytes) {
        return Err(IngestError::Binary {
            path: path.to_owned(),
            what,
            byte: byte + 3,
        });
    }
    Ok(match std::str::from_utf8(bytes) {
        Ok(text) => sound(text),
        Err(_) => lossy_utf8(bytes),
    })
}

fn lossy_utf8(bytes: &[u8]) -> Decoded<'_> {
    let text = String::from_utf8_lossy(bytes);
    let count = marks(&text).saturating_sub(already_marked(bytes));
    Decoded {
        text,
        warnings: vec![WarningKind::Undecodable { count }],
    }
}

fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8], declared: bool) -> Decoded<'a> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let mut warnings = vec![WarningKind::DecodedAs {
        encoding: encoding.name().to_ascii_lowercase(),
        declared,
    }];
    let count = marks(&text);
    if count > 0 {
        warnings.push(WarningKind::Undecodable { count });
    }
    Decoded { text, warnings }
}

fn marks(text: &str) -> usize {
    text.matches('\u{FFFD}').count()
}

/// Replacement characters that stood in the bytes as such.
fn already_marked(bytes: &[u8]) -> usize {
    bytes
        .windows(3)
        .filter(|three| *three == b"\xEF\xBF\xBD")
        .count()
}

/// Whether the bytes are UTF-8 with a few broken places: some character of several bytes is
/// sound, and breaks are rare.
fn nearly_utf8(bytes: &[u8], valid_up_to: usize) -> bool {
    if valid_up_to + 4 > bytes.len() && !bytes[..valid_up_to].is_ascii() {
        return true;
    }
    let mut breaks = 0;
    let mut sound = 0;
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        breaks += usize::from(!chunk.invalid().is_empty());
    }
    sound > 0 && breaks * 20 <= sound
}

/// UTF-16 without a byte order mark: every second byte of mostly ASCII text is NUL.
fn unmarked_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4_096) & !1];
    if head.len() < 8 {
        return None;
    }
    let nuls = |offset: usize| {
        let places = head.iter().skip(offset).step_by(2);
        places.filter(|&&byte| byte == 0).count()
    };
    let (even, odd, half) = (nuls(0), nuls(1), head.len() / 2);
    let text = |encoding: &'static Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(head);
        let odd = text
            .chars()
            .filter(|&c| crate::clean::is_dropped(c) && c != '\r');
        (odd.count() == 0).then_some(encoding)
    };
    if odd * 10 > half * 7 && even == 0 {
        text(UTF_16LE)
    } else if even * 10 > half * 7 && odd == 0 {
        text(UTF_16BE)
    } else {
        None
    }
}

/// What kind of binary the bytes are and where that shows, if they are.
fn binary(bytes: &[u8]) -> Option<(String, usize)> {
    const MAGIC: [(&[u8], &str); 16] = [
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a ZIP archive or office document"),
        (b"\x89PNG", "a PNG image"),
        (b"\xFF\xD8\xFF", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"RIFF", "a RIFF sound, video or image"),
        (b"\x7FELF", "a program"),
        (b"MZ\x90", "a program"),
        (b"\xD0\xCF\x11\xE0", "an old office document"),
        (b"{\\rtf", "RTF"),
        (b"\x28\xB5\x2F\xFD", "zstd-compressed data"),
        (b"BZh", "bzip2-compressed data"),
        (b"\xFD7zXZ", "xz-compressed data"),
        (b"7z\xBC\xAF", "a 7z archive"),
        (b"SQLite format 3\0", "a SQLite database"),
        (b"PAR1", "a Parquet file"),
    ];
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        let certain = bytes
            .iter()
            .take(4_096)
            .any(|&byte| is_odd_control(byte) || byte > 0x7F);
        if certain || bytes.starts_with(b"%PDF-") || bytes.starts_with(b"{\\rtf") {
            return Some(((*what).to_owned(), 0));
        }
    }
    let odd = bytes.iter().filter(|&&byte| is_odd_control(byte)).count();
    if odd * 100 <= bytes.len() {
        return None;
    }
    let first = bytes.iter().position(|&byte| is_odd_control(byte));
    Some(("binary data".to_owned(), first.unwrap_or(0)))
}

/// Controls that no text file has, escape (terminal logs have it) apart.
fn is_odd_control(byte: u8) -> bool {
    matches!(byte, 0..=6 | 0x0E..=0x19 | 0x1C..=0x1F | 0x7F)
}

/// The character set that an HTML page declares in its first bytes.
fn charset(bytes: &[u8]) -> Option<String> {
    let head = bytes[..bytes.len().min(4_096)].to_ascii_lowercase();
    let at = head.windows(8).position(|eight| eight == b"charset=")?;
    let value = &head[at + 8..];
    let value = value
        .strip_prefix(b"\"")
        .or_else(|| value.strip_prefix(b"'"))
        .unwrap_or(value);
    let end = value
        .iter()
        .position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:.".contains(byte)))
        .unwrap_or(value.len());
    let name = std::str::from_utf8(&value[..end.min(40)]).ok()?;
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], format: Format) -> (String, Vec<WarningKind>) {
        let decoded = decode(bytes, format, "f").unwrap();
        (decoded.text.into_owned(), decoded.warnings)
    }

    fn decoded_as(encoding: &str, declared: bool) -> Vec<WarningKind> {
        vec![WarningKind::DecodedAs {
            encoding: encoding.to_owned(),
            declared,
        }]
    }

    #[test]
    fn utf_8_loses_its_mark_and_nothing_else() {
        assert_eq!(
            text(b"\xEF\xBB\xBFcaf\xC3\xA9", Format::Text),
            ("café".into(), vec![])
        );
    }

    #[test]
    fn windows_1252_is_guessed_and_said() {
        let (words, warnings) = text(b"The \x93caf\xE9\x94 in Paris was closed.", Format::Text);
        assert_eq!(words, "The “café” in Paris was closed.");
        assert_eq!(warnings, decoded_as("windows-1252", false));
    }

    #[test]
    fn utf_16_is_read_with_and_without_its_mark() {
        let bytes: Vec<u8> = "The ferry sank."
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let (words, warnings) = text(&bytes, Format::Text);
        assert_eq!(
            (words.as_str(), warnings),
            ("The ferry sank.", decoded_as("utf-16le", false))
        );
        let marked = [&[0xFF, 0xFE], &bytes[..]].concat();
        assert_eq!(text(&marked, Format::Text).1, decoded_as("utf-16le", true));
    }

    #[test]
    fn a_page_says_its_own_character_set() {
        let page = b"<meta charset=\"iso-8859-2\"><p>\xA3\xF3d\xBC</p>";
        let (words, warnings) = text(page, Format::Html);
        assert!(words.contains("Łódź"), "{words}");
        assert_eq!(warnings, decoded_as("iso-8859-2", true));
        let page = b"<meta charset=klingon><p>caf\xE9 au lait, s'il vous pla\xEEt</p>";
        let (_, warnings) = text(page, Format::Html);
        assert!(matches!(&warnings[0], WarningKind::UnknownCharset { name } if name == "klingon"));
    }

    #[test]
    fn a_broken_byte_in_utf_8_is_marked_and_counted() {
        let mut bytes = "Grüße aus Köln über Zürich – später mehr, schöne Grüße äöü äöü äöü"
            .as_bytes()
            .to_vec();
        bytes.push(0xC3);
        let (words, warnings) = text(&bytes, Format::Text);
        assert!(words.ends_with('\u{FFFD}'));
        assert_eq!(warnings, [WarningKind::Undecodable { count: 1 }]);
    }

    #[test]
    fn binary_is_named_with_its_place() {
        let error = decode(b"%PDF-1.7 \xE2\xE3", Format::Text, "f.txt")
            .err()
            .unwrap();
        assert!(
            error
                .to_string()
                .starts_with("f.txt: is not text but a PDF (byte 0)")
        );
        let error = decode(b"abc\0\0\0\x01def", Format::Text, "f")
            .err()
            .unwrap();
        assert!(matches!(error, IngestError::Binary { byte: 3, .. }));
    }

    #[test]
    fn utf_32_is_refused_by_name() {
        let error = decode(&[0xFF, 0xFE, 0, 0, b'a', 0, 0, 0], Format::Text, "f")
            .err()
            .unwrap();
        assert!(error.to_string().contains("UTF-32"));
    }
}
