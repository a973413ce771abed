//! Times: expressions in English, with TIMEX3 values against the day of publication.

use std::ops::Range;

use headwater_model::{Span, Time, TimeKind};
use jiff::civil::Date;

use crate::number::{Word, small_words};

mod atom;
mod calendar;
mod context;
mod grammar;
mod lexicon;
mod measured;
mod modified;
mod named;
mod quarters;
mod resolve;
mod speech;
mod spell;
mod tense;
#[cfg(test)]
mod tests;
mod told_year;
mod undated;
mod when;

use calendar::Valued;
use grammar::{Expression, Meaning};
use resolve::Resolver;
use speech::Speech;
pub use when::{Saying, said_when, tells_when};

/// The time expressions of the sentences, in text order, with their values.
///
/// `published` is `YYYY-MM-DD`, a time of day after it is passed over. Relative expressions get
/// their value from it; without it their value is `null`, or open where part of it is known
/// (`XXXX-09-10`), and nothing is guessed. `from` and `to` are the first and last day that the
/// expression can mean, where both are known. Words that look like times but may be none ("May",
/// a bare four-digit number before a plural) are passed over.
///
/// ```
/// use headwater_reader::time::times;
/// let text = "The forum runs from 10 to 13 September.";
/// let times = times(text, &headwater_text::sentences(text, 0..text.len()), Some("2023-09-05"));
/// assert_eq!(times[0].value.as_deref(), Some("2023-09-10/2023-09-13"));
/// ```
pub fn times(text: &str, sentences: &[Range<usize>], published: Option<&str>) -> Vec<Time> {
    times_of(text, &parse(text, sentences), published)
}

/// The words of each sentence and the time expressions among them: what times and quantities are
/// both read from.
pub(crate) fn parse(text: &str, sentences: &[Range<usize>]) -> Vec<Parsed> {
    sentences
        .iter()
        .map(|sentence| Parsed::of(text, sentence.clone()))
        .collect()
}

/// The times of sentences that are parsed.
pub(crate) fn times_of(text: &str, parsed: &[Parsed], published: Option<&str>) -> Vec<Time> {
    let day = published.and_then(day_of);
    let between = match day {
        Some(_) => (None, None),
        None => undated::between(parsed),
    };
    let mut resolver = Resolver::new(day, between);
    let mut speech = Speech::default();
    let mut found = Vec::new();
    for Parsed { words, expressions } in parsed {
        resolver.next_sentence();
        speech.enter(words);
        let mut values: Vec<Option<Valued>> = vec![None; expressions.len()];
        // What is quoted is told from the day on which it was said: that is read first.
        for quoted in [false, true] {
            for (expression, value) in expressions.iter().zip(&mut values) {
                if speech.holds(expression.words.start) != quoted {
                    continue;
                }
                let of = match speech.day().filter(|_| quoted) {
                    Some(said) => resolver.spoken(said, words, expression),
                    None => resolver.resolve(words, expression),
                };
                if !quoted {
                    speech.told(words, expression, &of, day);
                }
                *value = Some(of);
            }
        }
        for (expression, value) in expressions.iter().zip(values) {
            found.extend(value.and_then(|value| time(text, words, expression, value)));
        }
    }
    found
}

/// A sentence's words and the times among them.
pub(crate) struct Parsed {
    pub words: Vec<Word>,
    expressions: Vec<Expression>,
}

impl Parsed {
    fn of(text: &str, sentence: Range<usize>) -> Self {
        let words = small_words(text, sentence);
        let expressions = grammar::expressions(&words);
        Self { words, expressions }
    }

    /// For each word, whether it is part of a time expression.
    pub fn words_of_times(&self) -> Vec<bool> {
        let mut marked = vec![false; self.words.len()];
        for expression in &self.expressions {
            marked[expression.words.clone()].fill(true);
        }
        marked
    }
}

fn time(text: &str, words: &[Word], expression: &Expression, value: Valued) -> Option<Time> {
    let bytes =
        words[expression.words.start].range.start..words[expression.words.end - 1].range.end;
    let zone = expression.zone.map(|at| words[at].range.clone());
    Some(Time {
        span: Span::cut(text, bytes).ok()?,
        kind: kind(expression, value.value.as_deref()),
        value: value.value,
        from: value.from.map(|day| day.to_string()),
        to: value.to.map(|day| day.to_string()),
        modifier: expression.modifier,
        zone: zone.and_then(|zone| text.get(zone)).map(str::to_owned),
    })
}

fn kind(expression: &Expression, value: Option<&str>) -> TimeKind {
    let is_length = value.is_none_or(|value| value.starts_with('P') && !value.ends_with("_REF"));
    match expression.meaning {
        Meaning::Set(_) => TimeKind::Set,
        _ if expression.clock.is_some() => TimeKind::Time,
        Meaning::Duration { .. } | Meaning::Stretch { .. } | Meaning::Vague { .. } if is_length => {
            TimeKind::Duration
        }
        _ => TimeKind::Date,
    }
}

/// The day that a publication date begins with.
fn day_of(published: &str) -> Option<Date> {
    published.get(..10)?.parse().ok()
}
