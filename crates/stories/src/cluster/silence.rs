//! When a story is over.

use std::collections::{BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};

use crate::limits::{CLOCK_AGREES, CLOCK_REPORTS, SILENT_DAYS, SILENT_REPORTS};

/// Ends stories to which nothing has come for long: by the dates of the reports that come in, or
/// by their number where they have none. What is over needs no memory.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Silence {
    /// Days of the last dated reports.
    recent: VecDeque<i32>,
    /// The day that it is, as far as reports tell.
    today: Option<i32>,
    by_day: BTreeSet<(i32, u32)>,
    by_report: BTreeSet<(u32, u32)>,
}

/// When a story was last heard of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Heard {
    /// Number of the last report.
    pub report: u32,
    pub day: Option<i32>,
}

impl Heard {
    /// The later of both, part by part.
    pub fn later(self, other: Self) -> Self {
        Self {
            report: self.report.max(other.report),
            day: self.day.max(other.day),
        }
    }
}

impl Silence {
    /// Notes that a report came, and says when: an undated one comes today.
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
            day: day.or(self.today),
        }
    }

    /// Notes that a story was last heard of at another time than before.
    pub fn story(&mut self, story: u32, before: Heard, now: Heard) {
        self.forget(story, before);
        self.by_report.insert((now.report, story));
        self.by_day.extend(now.day.map(|day| (day, story)));
    }

    /// Notes that a story is no more.
    pub fn forget(&mut self, story: u32, heard: Heard) {
        self.by_report.remove(&(heard.report, story));
        if let Some(day) = heard.day {
            self.by_day.remove(&(day, story));
        }
    }

    /// A story that is over by now, the longest silent first.
    pub fn over(&self, reports: u32) -> Option<u32> {
        let by_day = self.by_day.first().zip(self.today);
        let by_day = by_day.filter(|((day, _), today)| today.saturating_sub(*day) > SILENT_DAYS);
        let by_report = self.by_report.first();
        let by_report =
            by_report.filter(|(last, _)| reports.saturating_sub(*last) > SILENT_REPORTS);
        by_day
            .map(|((_, story), _)| *story)
            .or(by_report.map(|(_, story)| *story))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_over_when_the_days_have_passed() {
        let mut silence = Silence::default();
        let heard = silence.report(0, Some(100));
        silence.story(7, Heard::default(), heard);
        for report in 1..10 {
            silence.report(report, Some(100 + SILENT_DAYS));
        }
        assert_eq!(silence.over(10), None);
        (10..20).for_each(|report| _ = silence.report(report, Some(101 + SILENT_DAYS)));
        assert_eq!(silence.over(20), Some(7));
        silence.forget(7, heard);
        assert_eq!(silence.over(20), None);
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
