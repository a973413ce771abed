//! How certain the event of each statement is, as its source has it, and the words that bear on it.
//!
//! The number is the encoder's ([`Encoder::certainty`]); the words are those of
//! `data/certainty_words.tsv` in the event's clause, and explain it without making it.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use headwater_encoder::{Asked, Encoder, EncoderError, Encoding, Scale};
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
static FORMS: LazyLock<HashMap<&'static str, Form>> = LazyLock::new(|| {
    rows(include_str!("../data/verb_forms.tsv"))
        .flat_map(|(class, forms)| {
            let form = match class {
                "auxiliary" => Form::Auxiliary,
                "past" => Form::Past,
                "opens" => Form::Opens,
                _ => Form::Between,
            };
            forms.split(' ').map(move |word| (word, form))
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

#[derive(Clone, Copy, PartialEq)]
enum Form {
    Auxiliary,
    Past,
    Opens,
    Between,
}

/// A word or a mark of the text, in lower case.
struct Word {
    range: Range<usize>,
    lower: String,
    /// Whether it begins with a capital letter.
    capital: bool,
}

/// Gives statements whose content holds an event their certainty.
pub(crate) fn attach(
    ground: &Ground<'_>,
    encoder: &Encoder,
    encoding: &Encoding,
    statements: &mut [Statement],
) -> Result<(), EncoderError> {
    let mut asked = Vec::new();
    let mut found = Vec::new();
    for (index, statement) in statements.iter().enumerate() {
        // These say nothing of the event but that nothing is said of it.
        let silent = matches!(
            statement.stance,
            Stance::CannotConfirm | Stance::NoResponse | Stance::Declines
        );
        if silent {
            continue;
        }
        let content: Vec<Word> = (statement.content.iter())
            .flat_map(|part| words(ground.text, part.range()))
            .collect();
        let given = statement.event.as_ref().map(|event| &event.predicate);
        let at = match given {
            Some(span) => (content.iter()).position(|word| overlap(&word.range, &span.range())),
            None => predicate(&content),
        };
        let Some(at) = at else { continue };
        let word = content[at].range.clone();
        let Some(sentence) = ground.sentence_at(word.start) else {
            continue;
        };
        asked.push(Asked {
            word,
            sentence: ground.sentences[sentence].range.clone(),
        });
        found.push((index, bearing(&content, at)));
    }
    let values = encoder.certainty(encoding, &asked, Scale::Author)?;
    for ((asked, (index, (spans, band))), value) in asked.iter().zip(found).zip(values) {
        let cut = |range: Range<usize>| Span::cut(ground.text, range).ok();
        let (Some(value), Some(of)) = (value, cut(asked.word.clone())) else {
            continue;
        };
        statements[index].certainty = Some(Certainty {
            value: (value * 100.0).round() / 100.0,
            of,
            words: spans.into_iter().filter_map(cut).collect(),
            band,
        });
    }
    Ok(())
}

/// The words and marks of a range; "n't" is a word of its own.
fn words(text: &str, range: Range<usize>) -> Vec<Word> {
    let mut found = Vec::new();
    let mut push = |range: Range<usize>| {
        let word = &text[range.clone()];
        found.push(Word {
            lower: word.to_lowercase(),
            capital: word.chars().next().is_some_and(char::is_uppercase),
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

/// The word that names what happens: behind the first auxiliary of the main clause, or the first
/// past tense before it; of "plans to send", "send". Nothing where no such word is found.
fn predicate(words: &[Word]) -> Option<usize> {
    let form = |at: usize| FORMS.get(words[at].lower.as_str()).copied();
    let letters = |at: usize| words[at].lower.starts_with(char::is_alphabetic);
    let mut aside = false;
    let mut first = None;
    for at in 0..words.len() {
        let word = &words[at];
        match form(at) {
            Some(Form::Opens) => aside = true,
            _ if word.lower == "," => aside = false,
            _ if aside => {}
            Some(Form::Auxiliary) => {
                first = Some(main_verb(words, at));
                break;
            }
            Some(Form::Past) => {
                first = Some(at);
                break;
            }
            _ => {
                // "the wounded men": a past participle before a noun is no main verb.
                let before = at.checked_sub(1).and_then(form);
                let past = word.lower.ends_with("ed") && word.lower.len() > 4 && !word.capital;
                if past && at > 0 && before != Some(Form::Between) {
                    first = Some(at);
                    break;
                }
            }
        }
    }
    let mut at = first?;
    // "plans to send": what is left open is the sending.
    while let Some(next) = at.checked_add(2).filter(|next| *next < words.len()) {
        let pair = format!("{} {}", words[at].lower, words[at + 1].lower);
        if words[at + 1].lower != "to" || !WORDS.contains_key(pair.as_str()) || !letters(next) {
            break;
        }
        at = main_verb(words, next);
    }
    Some(at)
}

/// The last verb of a group that begins with an auxiliary: "had not been seen", "may go".
fn main_verb(words: &[Word], start: usize) -> usize {
    let mut verb = start;
    for (at, word) in words.iter().enumerate().skip(start) {
        let lower = word.lower.as_str();
        let form = FORMS.get(lower).copied();
        let passed = lower.ends_with("ly")
            || matches!(
                lower,
                "not"
                    | "n't"
                    | "n’t"
                    | "'ve"
                    | "’ve"
                    | "never"
                    | "also"
                    | "already"
                    | "still"
                    | "now"
                    | "ever"
                    | "just"
                    | "soon"
                    | "yet"
                    | "again"
                    | "long"
            );
        if form == Some(Form::Auxiliary) {
            verb = at;
        } else if !passed {
            let verbal = lower.starts_with(char::is_alphabetic) && form != Some(Form::Between);
            return if verbal && !word.capital { at } else { verb };
        }
    }
    verb
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

    fn told(text: &str) -> (Option<&str>, Vec<&str>, Option<Band>) {
        let words = words(text, 0..text.len());
        let Some(at) = predicate(&words) else {
            return (None, Vec::new(), None);
        };
        let (spans, band) = bearing(&words, at);
        let spans = spans.into_iter().map(|range| &text[range]).collect();
        (Some(&text[words[at].range.clone()]), spans, band)
    }

    #[test]
    fn the_event_is_the_main_verb_or_what_it_leaves_open() {
        for (text, event) in [
            ("the ferry sank off the coast", "sank"),
            ("the minister had not been told of it", "told"),
            ("Ruiz, who was ill, travelled to Lima", "travelled"),
            ("the wounded men were flown out", "flown"),
            ("they don’t want to sell the port", "sell"),
            ("the army planned to fail to attack", "attack"),
            ("the port is in the north", "is"),
            ("it may soon be closed", "closed"),
        ] {
            assert_eq!(told(text).0, Some(event), "{text}");
        }
        assert_eq!(told("a fine day").0, None);
        assert_eq!(told("").0, None);
    }

    #[test]
    fn words_that_bear_on_it_are_those_of_its_clause() {
        let (_, words, band) = told("the talks were not held, but the envoy may stay if asked");
        assert_eq!((words, band), (vec!["not", "if"], None));
        let (_, words, band) = told("they are very likely to move");
        assert_eq!((words, band), (vec!["very likely"], Some(Band::VeryLikely)));
        let (event, words, band) = told("the bank will almost certainly fail");
        assert_eq!(event, Some("fail"));
        assert_eq!(words, ["will", "almost certainly"]);
        assert_eq!(band, Some(Band::AlmostCertain));
        let (_, words, band) = told("the rebels did not go");
        assert_eq!((words, band), (vec!["not"], None));
    }
}
