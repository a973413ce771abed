//! Times: expressions in English, with TIMEX3 values against the day of publication.

use std::ops::Range;

use headwater_model::{Span, Time};
use jiff::civil::Date;

use crate::number::small_words;

mod atom;
mod calendar;
mod grammar;
mod lexicon;
pub mod measure;
mod measured;
mod resolve;
mod spell;
#[cfg(test)]
mod tests;

use resolve::Resolver;

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
    let day = published.and_then(day_of);
    let mut resolver = Resolver::new(day);
    let mut found = Vec::new();
    for sentence in sentences {
        let words = small_words(text, sentence.clone());
        for expression in grammar::expressions(&words) {
            let bytes = words[expression.words.start].range.start
                ..words[expression.words.end - 1].range.end;
            let Ok(span) = Span::cut(text, bytes) else {
                continue;
            };
            let value = resolver.resolve(&words, &expression);
            found.push(Time {
                span,
                value: value.value,
                from: value.from.map(|day| day.to_string()),
                to: value.to.map(|day| day.to_string()),
            });
        }
    }
    found
}

/// The day that a publication date begins with.
fn day_of(published: &str) -> Option<Date> {
    published.get(..10)?.parse().ok()
}

/// For each word, whether it is part of a time expression.
pub(crate) fn words_of_times(words: &[crate::number::Word]) -> Vec<bool> {
    let mut marked = vec![false; words.len()];
    for expression in grammar::expressions(words) {
        marked[expression.words].fill(true);
    }
    marked
}
