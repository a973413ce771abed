//! On which day quoted words were said: "tomorrow" in a quotation is the day after that one.

use jiff::civil::Date;

use super::calendar::Valued;
use super::grammar::{Expression, low};
use super::lexicon;
use crate::number::Word;

/// For how many sentences a quotation that nothing closes is believed to go on.
const LONGEST: usize = 8;

/// Which words of the sentence at hand are quoted, and when they were said.
#[derive(Debug, Default)]
pub(super) struct Speech {
    /// Indices of words that open or close a quotation, alternately, the first opens.
    marks: Vec<usize>,
    day: Option<Date>,
    open_for: usize,
}

impl Speech {
    /// Goes on to the next sentence.
    pub fn enter(&mut self, words: &[Word]) {
        let goes_on = self.marks.len() % 2 == 1 && self.open_for < LONGEST;
        self.open_for = if goes_on { self.open_for + 1 } else { 0 };
        self.marks.clear();
        if goes_on {
            self.marks.push(0);
        } else {
            self.day = None;
        }
        let quotes = (0..words.len()).filter(|at| matches!(low(words, *at), "\"" | "``" | "''"));
        for at in quotes {
            // A quotation over several paragraphs is opened anew in each.
            if !(goes_on && at == 0) {
                self.marks.push(at);
            }
        }
    }

    /// Whether the word is quoted.
    pub fn holds(&self, at: usize) -> bool {
        self.marks.partition_point(|mark| *mark <= at) % 2 == 1
    }

    /// The day on which it was said, where that is told.
    pub fn day(&self) -> Option<Date> {
        self.day
    }

    /// A time outside the quotation: it tells when the words were said if it stands with a verb of
    /// speech and is a day not after the report's.
    pub fn told(
        &mut self,
        words: &[Word],
        expression: &Expression,
        value: &Valued,
        published: Option<Date>,
    ) {
        if self.marks.is_empty() {
            return;
        }
        let Some(day) = value.from.filter(|day| value.to == Some(*day)) else {
            return;
        };
        let mut near = expression.words.start.saturating_sub(4)..expression.words.end + 3;
        let is_said = near.any(|at| {
            !expression.words.contains(&at)
                && !self.holds(at)
                && lexicon::value("say", low(words, at)).is_some()
        });
        if is_said && published.is_none_or(|published| day <= published) {
            self.day = Some(day);
        }
    }
}
