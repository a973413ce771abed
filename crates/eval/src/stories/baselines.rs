//! What anybody would try first: one pass over the stream, each report to the story that it is most
//! like, if it is like enough, else a story of its own.

use std::time::Instant;

use rayon::prelude::*;
use serde::Serialize;

use super::bcubed::Gold;
use super::pairs::Pairs;

/// What of a story a report is held against.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// The mean of its reports' vectors.
    Centre,
    /// The report in it that is most like.
    Best,
}

/// All that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Setting {
    /// What of a story counts.
    pub against: Against,
    /// Width of the Gaussian in days that likeness is multiplied with; none: time is not looked at.
    pub days: Option<f32>,
    /// Likeness from which a report joins.
    pub threshold: f32,
}

/// The settings that are tried.
pub fn grid(timed: bool, thresholds: std::ops::RangeInclusive<f32>, step: f32) -> Vec<Setting> {
    let widths: &[Option<f32>] = match timed {
        true => &[2.0, 4.0, 8.0, 16.0, 32.0, 64.0].map(Some),
        false => &[None],
    };
    let steps = ((thresholds.end() - thresholds.start()) / step).round() as usize;
    let mut settings = Vec::new();
    for against in [Against::Centre, Against::Best] {
        for &days in widths {
            settings.extend((0..=steps).map(|at| Setting {
                against,
                days,
                threshold: thresholds.start() + step * at as f32,
            }));
        }
    }
    settings
}

struct Story {
    /// The newest day of a report in it.
    last: Option<i32>,
    /// Square of the length of the sum of its reports' vectors.
    square: f32,
}

/// Puts the reports of a stream into stories, by number in the order in which these open.
pub fn single_pass(pairs: &Pairs, days: &[Option<i32>], setting: Setting) -> Vec<usize> {
    let mut stories: Vec<Story> = Vec::new();
    let mut of: Vec<usize> = Vec::with_capacity(days.len());
    let mut alike: Vec<f32> = Vec::new();
    for (row, &day) in pairs.rows.iter().zip(days) {
        alike.clear();
        alike.resize(stories.len(), 0.0);
        match setting.against {
            Against::Centre => (of.iter().zip(row)).for_each(|(story, like)| alike[*story] += like),
            Against::Best => (of.iter().zip(row))
                .for_each(|(story, like)| alike[*story] = alike[*story].max(*like)),
        }
        let (mut best, mut found) = (setting.threshold, None);
        for (at, story) in stories.iter().enumerate() {
            let mut like = match setting.against {
                Against::Centre => alike[at] / story.square.sqrt(),
                Against::Best => alike[at],
            };
            // Time only takes away: most stories need not be asked for their day.
            if like > best {
                like *= nearness(story.last, day, setting.days);
            }
            if like > best {
                (best, found) = (like, Some(at));
            }
        }
        let story = found.unwrap_or(stories.len());
        match found {
            Some(at) => {
                stories[at].square += 2.0 * alike[at] + 1.0;
                stories[at].last = stories[at].last.max(day);
            }
            None => stories.push(Story {
                last: day,
                square: 1.0,
            }),
        }
        of.push(story);
    }
    of
}

/// 1 on the same day or where a day is not known, less the farther apart.
fn nearness(one: Option<i32>, other: Option<i32>, width: Option<f32>) -> f32 {
    match (one, other, width) {
        (Some(one), Some(other), Some(width)) => {
            let apart = (one - other) as f32 / width;
            (-0.5 * apart * apart).exp()
        }
        _ => 1.0,
    }
}

/// The scores of all settings on one stream.
pub struct Tried {
    /// F1 over labelled reports, in the order of the settings.
    pub f1: Vec<f64>,
    /// Seconds of the pass with each.
    pub seconds: Vec<f64>,
}

/// Tries all settings on one stream.
pub fn try_all(pairs: &Pairs, days: &[Option<i32>], gold: &Gold, settings: &[Setting]) -> Tried {
    let tried = settings.par_iter().map(|&setting| {
        let start = Instant::now();
        let found = single_pass(pairs, days, setting);
        let seconds = start.elapsed().as_secs_f64();
        (gold.labelled(&found).f1, seconds)
    });
    let (f1, seconds) = tried.collect();
    Tried { f1, seconds }
}

/// The setting with the best mean F1 over some streams; the first of equals.
pub fn choose(tried: &[&Tried], settings: usize) -> usize {
    let score = |at: usize| tried.iter().map(|one| one.f1[at]).sum::<f64>();
    (0..settings).fold(0, |best, at| match score(at) > score(best) {
        true => at,
        false => best,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stories::tfidf::{self, Counts, Documents, Stems};

    const REPORTS: [(&str, Option<i32>); 5] = [
        (
            "A dam above Norrby burst. Two workers are missing.",
            Some(1),
        ),
        ("Parliament voted for a bill on cod.", Some(1)),
        ("Two workers missing after the Norrby dam burst.", Some(2)),
        ("The cod bill passed parliament.", None),
        (
            "A dam above Norrby burst. Two workers are missing.",
            Some(400),
        ),
    ];

    fn found(against: Against, days: Option<f32>, threshold: f32) -> Vec<usize> {
        let mut stems = Stems::default();
        let texts = REPORTS.iter();
        let counts: Vec<Counts> = texts.map(|(text, _)| stems.count("", text)).collect();
        let pairs = tfidf::pairs(&counts.iter().collect::<Vec<_>>(), &Documents::default());
        let setting = Setting {
            against,
            days,
            threshold,
        };
        single_pass(&pairs, &REPORTS.map(|(_, day)| day), setting)
    }

    #[test]
    fn reports_join_the_story_that_they_are_most_like() {
        for against in [Against::Centre, Against::Best] {
            assert_eq!(found(against, None, 0.2), [0, 1, 0, 1, 0]);
        }
    }

    #[test]
    fn far_apart_in_time_is_another_story_and_no_day_pays_nothing() {
        for against in [Against::Centre, Against::Best] {
            assert_eq!(found(against, Some(8.0), 0.2), [0, 1, 0, 1, 2]);
        }
    }

    #[test]
    fn nothing_joins_above_one() {
        assert_eq!(found(Against::Best, None, 1.1), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn the_centre_is_that_of_all_members() {
        // Two reports at right angles in one story: a third between them is 1 / sqrt 2 like each.
        let half = 0.5_f32.sqrt();
        let pairs = Pairs {
            rows: vec![vec![], vec![0.0], vec![half, half]],
        };
        let setting = |threshold| Setting {
            against: Against::Centre,
            days: None,
            threshold,
        };
        assert_eq!(single_pass(&pairs, &[None; 3], setting(-0.1)), [0, 0, 0]);
        assert_eq!(single_pass(&pairs, &[None; 3], setting(0.8)), [0, 1, 2]);
    }

    #[test]
    fn the_first_of_equal_settings_is_chosen() {
        let tried = |f1: [f64; 3]| Tried {
            f1: f1.to_vec(),
            seconds: Vec::new(),
        };
        let (one, other) = (tried([0.2, 0.6, 0.5]), tried([0.2, 0.4, 0.5]));
        assert_eq!(choose(&[&one, &other], 3), 1);
        assert_eq!(choose(&[&other], 3), 2);
    }
}
