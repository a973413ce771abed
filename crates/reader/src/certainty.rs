//! How certain the event of each statement is, as its source has it, and the words that bear on it.
//!
//! The number is the encoder's ([`Encoder::certainty`]); the words are those of
//! `data/certainty_words.tsv` in the event's clause, and explain it without making it.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use headwater_encoder::{Encoder, EncoderError, Encoding, Scale};
use headwater_model::{Band, Certainty, Span, Stance, Statement};

use crate::ground::{Ground, overlap};
use crate::stance::rows;

/// Most words of an entry of the tables.
const LONGEST: usize = 3;
/// How far before the event's word, in words, a word bears on it.
const REACH: usize = 14;

static WORDS: LazyLock<HashMap<&'static str, Class>> = LazyLock::new(|| {
    let class = |name: &str| match name {
        "condition" => Class::Condition,
        "doubt" => Class::Doubt,
        _ => Class::Before,
    };
    rows(include_str!("../data/certainty_words.tsv"))
        .map(|(name, words)| (words, class(name)))
        .collect()
});
static BANDS: LazyLock<HashMap<&'static str, Band>> = LazyLock::new(|| {
    rows(include_str!("../data/icd203.tsv"))
        .filter_map(|(band, words)| {
            let band = match band {
                "almost_no_chance" => Band::AlmostNoChance,
                "very_unlikely" => Band::VeryUnlikely,
                "unlikely" => Band::Unlikely,
                "roughly_even" => Band::RoughlyEven,
                "likely" => Band::Likely,
                "very_likely" => Band::VeryLikely,
                "almost_certain" => Band::AlmostCertain,
                _ => return None,
            };
            Some((words, band))
        })
        .collect()
});
/// Where a word of the table bears on an event.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    /// Before it in its clause.
    Before,
    /// Near it on either side.
    Doubt,
    /// Anywhere in the content.
    Condition,
}

/// A word or a mark of the text, in lower case.
struct Word {
    range: Range<usize>,
    lower: String,
}

/// Gives statements whose content holds an event their certainty.
pub(crate) fn attach(
    ground: &Ground<'_>,
    encoder: &Encoder,
    encoding: &Encoding,
    statements: &mut [Statement],
) -> Result<(), EncoderError> {
    // A denier holds the content for untrue; the others say nothing of it.
    let not_held = |statement: &Statement| {
        matches!(
            statement.stance,
            Stance::Denies | Stance::CannotConfirm | Stance::NoResponse | Stance::Declines
        )
    };
    let sentence_of = |byte: usize| Some(ground.sentences[ground.sentence_at(byte)?].range.clone());
    let asked: Vec<Range<usize>> = (statements.iter())
        .filter(|statement| !not_held(statement))
        .filter_map(|statement| sentence_of(event_at(statement)))
        .collect();
    if asked.is_empty() {
        return Ok(());
    }
    let sentences = encoder.sentences(encoding, &asked)?;
    for statement in statements
        .iter_mut()
        .filter(|statement| !not_held(statement))
    {
        let Some(sentence) = sentence_of(event_at(statement)) else {
            continue;
        };
        let parts: Vec<Range<usize>> = (statement.content.iter())
            .map(|part| part.start.max(sentence.start)..part.end.min(sentence.end))
            .filter(|part| part.start < part.end)
            .collect();
        let given = statement
            .event
            .as_ref()
            .map(|event| event.predicate.range());
        let Some(named) = given.clone().or_else(|| sentences.predicate(&parts)) else {
            continue;
        };
        let content: Vec<Word> = (parts.into_iter())
            .flat_map(|part| words(ground.text, part))
            .collect();
        let at = content.iter().position(|word| overlap(&word.range, &named));
        let Some(at) = at.map(|at| {
            if given.is_some() {
                at
            } else {
                left_open(&content, at)
            }
        }) else {
            continue;
        };
        let word = content[at].range.clone();
        let (spans, band) = bearing(&content, at);
        let cut = |range: Range<usize>| Span::cut(ground.text, range).ok();
        let (Some(value), Some(of)) =
            (sentences.certainty(&word, Scale::Author), cut(word.clone()))
        else {
            continue;
        };
        statement.certainty = Some(Certainty {
            value: (value * 100.0).round() / 100.0,
            of,
            words: spans.into_iter().filter_map(cut).collect(),
            band,
        });
    }
    Ok(())
}

/// A byte of the sentence that holds the event.
fn event_at(statement: &Statement) -> usize {
    let event = statement.event.as_ref().map(|event| event.predicate.start);
    event.unwrap_or(statement.content[0].start)
}

/// The words and marks of a range; "n't" is a word of its own.
fn words(text: &str, range: Range<usize>) -> Vec<Word> {
    let mut found = Vec::new();
    let mut push = |range: Range<usize>| {
        let word = &text[range.clone()];
        found.push(Word {
            lower: word.to_lowercase(),
            range,
        });
    };
    for token in headwater_text::words(text, range) {
        let word = &text[token.range.clone()];
        let tail = [
            "n't", "n’t", "'ll", "’ll", "'d", "’d", "'ve", "’ve", "'re", "’re",
        ]
        .into_iter()
        .find(|tail| word.len() > tail.len() && word.ends_with(tail));
        match tail {
            Some(tail) => {
                let joint = token.range.end - tail.len();
                push(token.range.start..joint);
                push(joint..token.range.end);
            }
            None => push(token.range),
        }
    }
    found
}

/// Of "plans to send", "send": what is left open is the sending.
fn left_open(words: &[Word], predicate: usize) -> usize {
    let mut at = predicate;
    while at + 2 < words.len() && words[at + 1].lower == "to" {
        let pair = format!("{} to", words[at].lower);
        let helps = |word: &Word| {
            matches!(word.lower.as_str(), "be" | "have" | "been" | "not")
                || word.lower.ends_with("ly")
        };
        let next = (at + 2..words.len()).find(|next| !helps(&words[*next]));
        match next.filter(|next| words[*next].lower.starts_with(char::is_alphabetic)) {
            Some(next) if WORDS.contains_key(pair.as_str()) => at = next,
            _ => break,
        }
    }
    at
}

/// The words that bear on the word `event`, as bytes, and their band.
fn bearing(content: &[Word], event: usize) -> (Vec<Range<usize>>, Option<Band>) {
    let breaks = |word: &Word| matches!(word.lower.as_str(), ";" | ":" | "—" | "but" | "." | "?");
    let clause = content[..event]
        .iter()
        .rposition(breaks)
        .map_or(0, |at| at + 1)
        .max(event.saturating_sub(REACH));
    let end = (content[event..].iter().position(breaks)).map_or(content.len(), |at| event + at);
    let end = end.min(event + REACH);
    let mut spans = Vec::new();
    let mut band = None;
    let mut at = 0;
    while at < content.len() {
        let mut length = 1;
        for words in (1..=LONGEST.min(content.len() - at)).rev() {
            let text: Vec<&str> = (content[at..at + words].iter())
                .map(|word| word.lower.as_str())
                .collect();
            let text = text.join(" ");
            let near = (clause..end).contains(&at);
            let here = BANDS.get(text.as_str()).filter(|_| near);
            let bears = match WORDS.get(text.as_str()) {
                Some(Class::Before) => (clause..event).contains(&at),
                Some(Class::Doubt) => near,
                Some(Class::Condition) => true,
                None => false,
            };
            if bears || here.is_some() {
                spans.push(content[at].range.start..content[at + words - 1].range.end);
                band = band.or(here.copied());
                length = words;
                break;
            }
        }
        at += length;
    }
    (spans, band)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What bears on the event `verb`.
    fn told<'a>(text: &'a str, verb: &str) -> (&'a str, Vec<&'a str>, Option<Band>) {
        let words = words(text, 0..text.len());
        let at = words.iter().position(|word| word.lower == verb);
        let at = left_open(&words, at.expect("the verb stands in the text"));
        let (spans, band) = bearing(&words, at);
        let spans = spans.into_iter().map(|range| &text[range]).collect();
        (&text[words[at].range.clone()], spans, band)
    }

    #[test]
    fn what_a_verb_leaves_open_is_the_event() {
        for (text, verb, event) in [
            ("they don’t want to sell the port", "want", "sell"),
            ("the army planned to fail to attack", "planned", "attack"),
            ("two were ordered to be quickly freed", "ordered", "freed"),
            ("he went to Lima", "went", "went"),
            ("she wants to", "wants", "wants"),
        ] {
            assert_eq!(told(text, verb).0, event, "{text}");
        }
    }

    #[test]
    fn words_that_bear_on_it_are_those_of_its_clause() {
        let text = "the talks were not held, but the envoy may stay if asked";
        let (_, words, band) = told(text, "held");
        assert_eq!((words, band), (vec!["not", "if"], None));
        let (_, words, band) = told("they are very likely to move", "move");
        assert_eq!((words, band), (vec!["very likely"], Some(Band::VeryLikely)));
        let (_, words, band) = told("the bank will almost certainly fail", "fail");
        assert_eq!(words, ["will", "almost certainly"]);
        assert_eq!(band, Some(Band::AlmostCertain));
        let (_, words, _) = told("they didn't go and had planned to", "go");
        assert_eq!(words, ["n't"]);
    }
}
