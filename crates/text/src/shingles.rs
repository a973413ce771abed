use std::ops::Range;

use crate::{TokenKind, normal, words};

/// The 64-bit FNV-1a hash of the bytes: the same on every machine and in every version.
///
/// ```
/// assert_eq!(headwater_text::fnv(b"a"), 0xaf63_dc4c_8601_ec8c);
/// ```
pub fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Hashes of every `n` words that follow each other in `range`, with the bytes they cover.
///
/// Words are compared in their [`normal`] form, so that typography and case do not part copies;
/// marks, signs and the possessive ending are passed over. There are `words - n + 1` of them, none
/// where the range has fewer than `n` words or `n` is 0.
///
/// ```
/// use headwater_text::shingles;
/// let (a, b) = ("He said “we stay” – here.", "he said: We stay here");
/// let hashes = |text: &str| shingles(text, 0..text.len(), 5).iter().map(|s| s.0).collect::<Vec<_>>();
/// assert_eq!(hashes(a), hashes(b));
/// assert_eq!(hashes(a).len(), 1);
/// ```
pub fn shingles(text: &str, range: Range<usize>, n: usize) -> Vec<(u64, Range<usize>)> {
    if n == 0 {
        return Vec::new();
    }
    let hashed: Vec<(u64, Range<usize>)> = words(text, range)
        .into_iter()
        .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
        .filter(|token| text[token.range.clone()].starts_with(char::is_alphanumeric))
        .map(|token| (word_hash(&text[token.range.clone()]), token.range))
        .collect();
    hashed
        .windows(n)
        .map(|gram| {
            let hash = gram
                .iter()
                .fold(0xcbf2_9ce4_8422_2325_u64, |hash, (word, _)| {
                    mix(hash.rotate_left(5) ^ word)
                });
            (hash, gram[0].1.start..gram[n - 1].1.end)
        })
        .collect()
}

/// The hash of a word's normal form; plain ASCII words are hashed without a copy.
fn word_hash(word: &str) -> u64 {
    if word.is_ascii() {
        word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0000_0100_0000_01b3)
        })
    } else {
        fnv(normal(word).as_bytes())
    }
}

/// Spreads the bits (the finaliser of splitmix64).
fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shingles_point_at_their_words() {
        let text = "Ships left the port at dawn, officials said.";
        let found = shingles(text, 0..text.len(), 5);
        assert_eq!(found.len(), 4);
        assert_eq!(&text[found[0].1.clone()], "Ships left the port at");
        assert_eq!(&text[found[3].1.clone()], "port at dawn, officials said");
    }

    #[test]
    fn the_order_of_words_matters() {
        let (a, b) = ("one two three", "three two one");
        assert_ne!(
            shingles(a, 0..a.len(), 3)[0].0,
            shingles(b, 0..b.len(), 3)[0].0
        );
    }

    #[test]
    fn hashes_never_change() {
        let text = "The talks began on Monday";
        assert_eq!(shingles(text, 0..text.len(), 5)[0].0, 0x7c03_b6aa_2f7b_ddf5);
    }

    #[test]
    fn too_few_words_make_no_shingle() {
        assert!(shingles("two words", 0..9, 5).is_empty());
        assert!(shingles("two words", 0..9, 0).is_empty());
    }
}
