//! Who speaks, cut out of the words that were taken for it, and where contents end.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::attributions::Attribution;
use crate::ground::{Ground, trim};
use crate::names::Names;
use crate::pattern::pattern;
use crate::{apposed, subjects};

/// A verb by which a source is more than who speaks: "The firm |will keep the mill".
static VERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\s(?:is|are|was|were|has|have|had|will|would|could|did|does)(?:\s|$)")
});
/// What such a verb may belong to within a source: "officials |who were there".
static RELATIVE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:who|that|which|whose|whom|where|when|what|than)\b"));
/// The hour at which something was written down: "9:47 p.m. EDT: …".
static HOUR: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\d{1,2}[:.])?\d{1,2}\s[ap]\.?m\b"));

/// Cuts each attribution's source down to the voice in it, or takes it away where nobody is, and ends its contents with
/// their line.
pub(crate) fn all(ground: &Ground<'_>, names: &Names, attributions: &mut [Attribution]) {
    for one in attributions {
        let cue = one.cue.as_ref().map_or(usize::MAX, |cue| cue.start);
        one.source = (one.source.take())
            .map(|source| voice_in(ground.text, &source, source.start > cue))
            .filter(|source| !is_joint(&ground.text[source.clone()]));
        subjects::outside_aside(ground, names, one);
        end_with_line(ground.text, &mut one.content);
    }
}

/// The voice in the words of a source, without a noun for what was said ("an allegation it"): of several lines those of
/// the line by its cue ("REUTERS / Ann Low", then "Arland denied").
pub(crate) fn voice_in(text: &str, source: &Range<usize>, is_behind_cue: bool) -> Range<usize> {
    let range = trim(text, source.clone());
    let words = &text[range.clone()];
    let line = match is_behind_cue {
        true => 0..words.find('\n').unwrap_or(words.len()),
        false => words.rfind('\n').map_or(0, |at| at + 1)..words.len(),
    };
    let voice = line.start + apposed::behind_claim(&words[line.clone()]).unwrap_or(0);
    let voice = voice + behind_number(&words[voice..line.end]);
    let end = VERB
        .find(&words[voice..line.end])
        .filter(|_| !RELATIVE.is_match(&words[voice..line.end]))
        .map_or(line.end, |verb| voice + verb.start());
    trim(text, range.start + voice..range.start + end)
}

/// Bytes of the number of a list at its head: "1) He".
fn behind_number(words: &str) -> usize {
    let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match words[digits..].starts_with([')', '.']) && digits > 0 {
        true => digits + 1,
        false => 0,
    }
}

/// Cuts contents that run on into the beginning of the next paragraph's first sentence: a headline without a full stop
/// is no part of what stands below it.
fn end_with_line(text: &str, content: &mut [Range<usize>]) {
    for part in content {
        let words = &text[part.clone()];
        let Some(line) = words.find('\n') else {
            continue;
        };
        let whole = text[part.end..].starts_with(['.', '!', '?', '”', '"', ','])
            || words.ends_with(['.', '!', '?', '”', '"', ',']);
        if line > 0 && !whole && !words.starts_with(['“', '"', '‘']) {
            *part = trim(text, part.start..part.start + line);
        }
    }
}

/// Whether a source is but a word that joins clauses, or the head of a clause, and nobody: "while", "alleging that …".
fn is_joint(source: &str) -> bool {
    const JOINTS: [&str; 17] = [
        "the", "a", "an", "while", "as", "but", "and", "or", "although", "though", "when", "if",
        "because", "since", "after", "before", "also",
    ];
    let lower = source.to_lowercase();
    let mut words = lower.split_whitespace();
    let first = words.next().unwrap_or_default();
    let opens = first.ends_with("ing");
    lower.is_empty()
        || JOINTS.contains(&lower.as_str())
        || HOUR.is_match(&lower)
        || ["said", "says", "told", "added"].contains(&first)
        || opens && words.next() == Some("that")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voice_is_cut_out_of_its_words() {
        let cut = |words: &str, is_behind_cue| {
            words[voice_in(words, &(0..words.len()), is_behind_cue)].to_owned()
        };
        assert_eq!(cut("REUTERS/Ann Low\n\nArland", false), "Arland");
        assert_eq!(cut("Mr. Low\n\nFriend or foe", true), "Mr. Low");
        assert_eq!(cut("an allegation it", false), "it");
        assert_eq!(cut("1) He", false), "He");
        assert_eq!(cut("The firm will keep the mill", false), "The firm");
        assert_eq!(
            cut("officials who were there", false),
            "officials who were there"
        );
    }

    #[test]
    fn what_names_nobody_is_no_voice() {
        for words in [
            "while",
            "the",
            "alleging that two aides",
            "9:47 p.m. EDT",
            "said there",
        ] {
            assert!(is_joint(words), "{words}");
        }
        for words in ["he", "Ann Low", "King Alder", "those working there"] {
            assert!(!is_joint(words), "{words}");
        }
    }
}
