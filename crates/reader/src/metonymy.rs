//! stub for build
use std::ops::Range;
use headwater_text::Token;
/// .
pub fn weight(text: &str, _words: &[Token], range: &Range<usize>) -> f32 {
    let before = &text[..range.start];
    let before = before.trim_end();
    let w = before.rsplit(' ').next().unwrap_or("");
    if ["in","to","from","at","near"].contains(&w) { -1.0 } else { 1.0 }
}
