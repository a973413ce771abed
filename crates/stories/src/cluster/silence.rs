//! When a story is over.

use std::collections::{BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};

use crate::limits::{CLOCK_AGREES, CLOCK_REPORTS, SILENT_AT_LEAST, SILENT_DAYS, SILENT_REPORTS};

/// Ends stories to which nothing has come for long: by the dates of the reports that come in, or
/// by their number. What is over needs no memory.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Silence {
    /// Days of the last dated reports.
    recent: VecDeque<i32>,
    /// The day that it is, as far as reports tell.
    today: Option<i32>,
    /// Living stories by when they were last heard of.
    living: BTreeSet<(Heard, u32)>,
}

/// When a story was last heard of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Heard {
    /// Number of the last report.
    report: u32,
    /// The day that it was then, which later reports never put back.
    day: Option<i32>,
}

impl Silence {
    /// Notes that a report came, and says when: today, whatever its own date. Who is given an
    /// archive in no order must not lose its older stories.
    pub fn report(&mut self, report: u32, day: Option<i32>) -> Heard {
        if let Some(day) = day {
            self.recent.push_back(day);
            if self.recent.len() > CLOCK_REPORTS {
                self.recent.pop_front();
            }
            // One page that is dated wrongly must not end all stories.
            let mut days: Vec<i32> = self.recent.iter().copied().collect();
            days.sort_unstable_by(|a, b| b.cmp(a));
            let agreed = days.get(CLOCK_AGREES - 1).copied();
            self.today = self.today.max(agreed);
        }
        Heard {
            report,
            day: self.today,
        }
    }

    /// Notes that a story was last heard of at another time than before.
    pub fn story(&mut self, story: u32, before: Heard, now: Heard) {
        self.forget(story, before);
        self.living.insert((now, story));
    }

    /// Notes that a story is no more.
    pub fn forget(&mut self, story: u32, heard: Heard) {
        self.living.remove(&(heard, story));
    }

    /// A story that is over by now, the longest silent first.
    pub fn over(&self, reports: u32) -> Option<u32> {
        let (heard, story) = self.living.first()?;
        let since = reports.saturating_sub(heard.report);
        let days = self.today.zip(heard.day);
        let days = days.map_or(0, |(today, day)| today.saturating_sub(day));
        let silent = days > SILENT_DAYS && since > SILENT_AT_LEAST;
        (silent || since > SILENT_REPORTS).then_some(*story)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_over_when_days_and_reports_have_passed() {
        let mut silence = Silence::default();
        let heard = (0..10).map(|_| silence.report(0, Some(100))).last();
        let heard = heard.expect("ten of them");
        silence.story(7, Heard::default(), heard);
        for report in 1..=2 * SILENT_AT_LEAST {
            // Those dated a year before change nothing.
            silence.report(report, Some(100 + SILENT_DAYS));
            silence.report(report, Some(-265));
            assert_eq!(silence.over(report), None);
        }
        (0..10).for_each(|_| _ = silence.report(1, Some(101 + SILENT_DAYS)));
        assert_eq!(silence.over(SILENT_AT_LEAST), None);
        assert_eq!(silence.over(SILENT_AT_LEAST + 1), Some(7));
        silence.forget(7, heard);
        assert_eq!(silence.over(2 * SILENT_AT_LEAST), None);
    }

    #[test]
    fn one_report_from_the_future_ends_nothing() {
        let mut silence = Silence::default();
        for report in 0..20 {
            let heard = silence.report(report, Some(if report == 10 { 90_000 } else { 100 }));
            silence.story(report, Heard::default(), heard);
            assert_eq!(silence.over(report), None);
        }
    }

    #[test]
    fn without_dates_the_number_of_reports_tells() {
        let mut silence = Silence::default();
        let heard = silence.report(0, None);
        silence.story(0, Heard::default(), heard);
        assert_eq!(silence.over(SILENT_REPORTS), None);
        assert_eq!(silence.over(SILENT_REPORTS + 1), Some(0));
    }
}
