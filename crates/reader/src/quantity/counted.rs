use headwater_text::{TokenKind, is_stopword};

use super::lexicon::{find, low};
use crate::number::Word;

/// How far behind a number its noun may stand.
const REACH: usize = 5;

/// What the quantity in `start..end` counts: the noun behind it, or the fate of those counted.
pub(super) fn counted(
    words: &[Word],
    start: usize,
    end: usize,
    unit: Option<&str>,
) -> Option<String> {
    if matches!(unit, Some("year" | "month" | "week" | "day")) {
        return None;
    }
    let noun = if unit.is_some() {
        measured_noun(words, end)
    } else {
        plural_noun(words, end).or_else(|| fate(words, start, end))
    };
    noun.map(str::to_owned)
}

/// Whether a word can be counted by "one" or stand tied to a number.
pub(super) fn is_countable(word: &str) -> bool {
    let words = [Word {
        range: 0..0,
        low: word.to_owned(),
        kind: TokenKind::Word,
        glued: false,
        capital: false,
    }];
    find("people", &words, 0).is_some()
}

/// The first plural or known noun behind a count, over adjectives: "12 wounded Syrian soldiers".
fn plural_noun(words: &[Word], end: usize) -> Option<&str> {
    let mut state = None;
    for at in end..end + REACH {
        let word = words.get(at)?;
        let is_link = matches!(
            low(words, at),
            "of" | "the"
                | "its"
                | "his"
                | "their"
                | "more"
                | "other"
                | "such"
                | "additional"
                | "these"
                | "those"
        );
        if word.kind != TokenKind::Word || (is_stopword(&word.low) && !is_link) {
            break;
        }
        if find("state", words, at).is_some() {
            state = state.or((at == end).then_some(word.low.as_str()));
        }
        let is_plural = word.low.len() > 3
            && word.low.ends_with('s')
            && !word.low.ends_with("ss")
            && !word.low.ends_with("ous");
        // "12 people" but "12 oil workers": go on where a plural follows a modifier.
        if !is_link && (is_plural || find("people", words, at).is_some()) {
            let next_plural = words.get(at + 1).is_some_and(|next| {
                find("people", words, at).is_some()
                    && !is_plural
                    && next.low.ends_with('s')
                    && next.kind == TokenKind::Word
                    && !is_stopword(&next.low)
            });
            if !next_plural {
                return Some(&word.low);
            }
        }
    }
    state
}

/// What a sum or a share is of: "$5 million in aid", "40% of voters", "300 tons of rice".
fn measured_noun(words: &[Word], end: usize) -> Option<&str> {
    let mut at = end;
    if low(words, at) == "worth" {
        at += 1;
    }
    if !matches!(low(words, at), "of" | "in") {
        return None;
    }
    at += 1;
    let mut last = None;
    for _ in 0..REACH {
        let Some(word) = words.get(at).filter(|word| word.kind == TokenKind::Word) else {
            break;
        };
        let is_article = matches!(
            low(words, at),
            "the" | "its" | "their" | "all" | "a" | "an" | "his" | "her" | "our" | "this"
        );
        if is_stopword(&word.low) && !(is_article && last.is_none()) {
            break;
        }
        if !is_article {
            last = Some(word.low.as_str());
            if word.low.ends_with('s') && !word.low.ends_with("ss") {
                break;
            }
        }
        at += 1;
    }
    last
}

/// What became of those counted: "12 were killed", "killing 12".
fn fate(words: &[Word], start: usize, end: usize) -> Option<&'static str> {
    let mut at = end;
    for _ in 0..3 {
        if matches!(
            low(words, at),
            "were" | "was" | "are" | "have" | "had" | "has" | "been" | "others" | "more"
        ) {
            at += 1;
        }
    }
    // "shot" and "hit" say too little to stand for those who were.
    let verb = |at: usize| {
        let (_, verb) = find("verb", words, at)?;
        (verb != "harmed").then_some(verb)
    };
    if let Some(verb) = verb(at).filter(|_| at > end) {
        return Some(verb);
    }
    verb(start.checked_sub(1)?)
}
