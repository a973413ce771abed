//! The year of a story that is told: "In 1944 … In June …" is June 1944, whatever today is.

use jiff::civil::Date;

/// How many sentences a year holds for in a text that is about another time.
const LONG: usize = 30;
/// From so many far years on a text is about another time.
const MANY: usize = 3;

/// The year named last, with what is needed to judge how far it holds.
#[derive(Debug, Default)]
pub(super) struct ToldYear {
    year: Option<(i16, usize)>,
    far: usize,
    near: usize,
}

impl ToldYear {
    /// A date is named with its year in this sentence.
    pub fn tell(&mut self, year: i16, today: Option<Date>, sentence: usize) {
        self.year = Some((year, sentence));
        match is_far(year, today) {
            true => self.far += 1,
            false => self.near += 1,
        }
    }

    /// A date without a year was set in this year, which so holds on.
    pub fn hold(&mut self, year: i16, sentence: usize) {
        if let Some((_, told)) = self.year.as_mut().filter(|(told, _)| *told == year) {
            *told = sentence;
        }
    }

    /// The year that a date without one has here, where it is not today's: in the sentence that
    /// names it, and further on in a text that is about another time.
    pub fn year(&self, today: Option<Date>, sentence: usize) -> Option<i16> {
        let (year, told) = self.year?;
        let holds = match self.far >= MANY && self.far > 2 * self.near {
            true => LONG,
            false => 0,
        };
        (is_far(year, today) && sentence - told <= holds).then_some(year)
    }
}

/// Whether the year is long over.
fn is_far(year: i16, today: Option<Date>) -> bool {
    today.is_none_or(|today| year < today.year() - 1)
}
