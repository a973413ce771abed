//! What stands around the content: head, policy, style, script, foot.

use sha2::{Digest, Sha256};

use super::escape::Esc;
use super::put;

const STYLE: &str = include_str!("../../assets/brief.css");
const SCRIPT: &str = include_str!("../../assets/brief.js");

/// Everything up to the content.
pub(super) fn head(title: &str) -> String {
    let mut out = String::new();
    put!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"generator\" content=\"headwater\">\n\
         <title>{} · headwater</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#content\">Skip to the content</a>\n",
        hash(STYLE),
        hash(SCRIPT),
        Esc(title)
    );
    out
}

/// Everything after the content.
pub(super) fn foot(out: &mut String) {
    put!(
        out,
        "\n<footer><p>Made by headwater. It counts origins and shows words; it says of no claim \
         that it is true or false and rates no outlet.</p></footer>\n\
         <script>{SCRIPT}</script>\n</body>\n</html>\n"
    );
}

/// The SHA-256 of an inline style or script as a content policy wants it.
fn hash(text: &str) -> String {
    base64(&Sha256::digest(text.as_bytes()))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |place: usize| u32::from(chunk.get(place).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            if place <= chunk.len() {
                let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
                out.push(char::from(letter));
            } else {
                out.push('=');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_pads() {
        let written: Vec<String> = ["", "f", "fo", "foo", "foob"]
            .map(|text| base64(text.as_bytes()))
            .into();
        assert_eq!(written, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]);
    }

    #[test]
    fn style_and_script_cannot_end_early_or_fetch() {
        assert!(!STYLE.contains("</") && !STYLE.contains("url(") && !STYLE.contains("@import"));
        assert!(!SCRIPT.contains("</") && !SCRIPT.contains("innerHTML"));
    }
}
