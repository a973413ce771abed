//! What the words around an expression make of it.

use jiff::civil::Date;

use super::calendar::Unit;
use super::grammar::{Expression, Meaning};
use super::named::quarter_of;
use super::quarters;
use super::resolve::Resolver;
use super::tense::Direction;
use crate::number::Word;

impl Resolver {
    /// The meaning as the words around the expression make it.
    pub(super) fn in_context(
        &self,
        words: &[Word],
        expression: &Expression,
        direction: Direction,
    ) -> Meaning {
        let before = expression.words.start.checked_sub(1);
        let before = before.map_or("", |at| words[at].low.as_str());
        match expression.meaning.clone() {
            // "up 5% from a year ago", in a report on a quarter.
            Meaning::Ago {
                count: Some(1.0),
                unit: Unit::Year,
                past: true,
            }
            | Meaning::Anchored {
                unit: Unit::Year,
                by: -1,
            } if self.quarter.is_some()
                && quarters::compares_figures(words, expression.words.start) =>
            {
                Meaning::NamedQuarter {
                    year: None,
                    years: -1,
                }
            }
            // "in September of that year"
            Meaning::Month {
                year: None,
                month,
                shift,
            } if is_of_that_year(words, expression.words.end) => Meaning::Month {
                year: self.last.map(Date::year),
                month,
                shift,
            },
            // "will be redeemed in five years"
            Meaning::Duration {
                count: count @ Some(_),
                unit,
            } if before == "in" && direction == Direction::Future && unit >= Unit::Day => {
                Meaning::Ago {
                    count,
                    unit,
                    past: false,
                }
            }
            // "over the weekend", on a Monday
            Meaning::Shift {
                unit: unit @ Unit::Weekend,
                by: 0,
            } => {
                let the = words[expression.words.start].low != "this";
                let back = direction == Direction::Past || (the && direction != Direction::Future);
                let is_behind = self
                    .today
                    .is_some_and(|today| back && today.weekday().to_monday_one_offset() <= 4);
                Meaning::Shift {
                    unit,
                    by: -i32::from(is_behind),
                }
            }
            // "a third-quarter loss" is one that was made.
            Meaning::Quarter {
                year: None,
                shift: None,
                quarter,
            } if direction == Direction::Future && words[expression.words.end - 1].glued => {
                let year = self
                    .today
                    .map(|today| today.year() - i16::from(quarter > quarter_of(today)));
                Meaning::Quarter {
                    year,
                    shift: None,
                    quarter,
                }
            }
            other => other,
        }
    }
}

fn is_of_that_year(words: &[Word], at: usize) -> bool {
    let word = |ahead: usize| words.get(at + ahead).map_or("", |word| word.low.as_str());
    word(0) == "of" && matches!(word(1), "that" | "same") && word(2) == "year"
}
