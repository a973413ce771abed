//! Reports to a brief.

use std::num::NonZeroUsize;

use headwater_model::{Brief, Reading, Report, Reuse, SCHEMA, Story, story_id};
use rayon::prelude::*;

use crate::read::read;
use crate::{Error, assemble, distinct, threads};

/// How a brief is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BriefOptions {
    /// Takes all reports for one story instead of grouping them by likeness.
    pub one_story: bool,
    /// The day that stands for "now", `YYYY-MM-DD`: reports published after it are left out.
    pub as_of: Option<String>,
    /// Threads to read on; `None` for as many as the machine has. Changes nothing but the time.
    pub threads: Option<NonZeroUsize>,
}

/// A brief with what did not go into it.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// The brief.
    pub brief: Brief,
    /// The reports that are not in it, in the order of a brief.
    pub left_out: Vec<LeftOut>,
}

/// A report that is not in the brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its path.
    pub path: String,
    /// Why it is not.
    pub why: WhyLeftOut,
}

/// Why a report is not in the brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyLeftOut {
    /// It has the text and the outlet of the report at this path.
    SameAs(String),
    /// It was published on this day, after [`BriefOptions::as_of`].
    Later(String),
    /// It could not be read.
    Failed(Error),
}

/// Makes the brief of the reports.
///
/// # Errors
/// When any report cannot be read; [`make`] goes on without it instead.
pub fn brief(reports: Vec<Report>, options: &BriefOptions) -> Result<Brief, Error> {
    let made = make(reports, options, &|_| ())?;
    for left_out in made.left_out {
        if let WhyLeftOut::Failed(error) = left_out.why {
            return Err(error);
        }
    }
    Ok(made.brief)
}

/// Makes the brief of those reports that can be read, and says which are left out.
///
/// `seen` is called once for each report that was read, from whichever thread read it.
///
/// # Errors
/// When the embedded model is broken or the threads cannot be started.
pub fn make(
    reports: Vec<Report>,
    options: &BriefOptions,
    seen: &(dyn Fn(&Result<Reading, Error>) + Sync),
) -> Result<Made, Error> {
    let (reports, again) = distinct(reports);
    let mut left_out: Vec<LeftOut> = (again.into_iter())
        .map(|(path, first)| LeftOut {
            path,
            why: WhyLeftOut::SameAs(first),
        })
        .collect();
    let (reports, later): (Vec<Report>, Vec<Report>) = (reports.into_iter())
        .partition(|report| published_after(report, options.as_of.as_deref()).is_none());
    left_out.extend(later.into_iter().map(|report| LeftOut {
        why: WhyLeftOut::Later(report.published.unwrap_or_default()),
        path: report.path,
    }));

    let pool = threads::pool(options.threads)?;
    let told = pool.install(|| stories(reports, options.one_story, seen));

    let mut stories = Vec::with_capacity(told.len());
    let mut readings: Vec<(usize, Reading)> = Vec::new();
    for story in told {
        for (path, error) in story.failed {
            if matches!(error, Error::Model { .. }) {
                return Err(error);
            }
            let why = WhyLeftOut::Failed(error);
            left_out.push(LeftOut { path, why });
        }
        stories.extend(story.story);
        readings.extend(story.readings);
    }
    readings.sort_by_key(|(place, _)| *place);
    let brief = Brief {
        schema: SCHEMA.to_owned(),
        stories,
        readings: readings.into_iter().map(|(_, reading)| reading).collect(),
    };
    Ok(Made { brief, left_out })
}

fn published_after<'a>(report: &'a Report, as_of: Option<&str>) -> Option<&'a str> {
    let day = report.published.as_deref()?.get(..10)?;
    (day > as_of?.get(..10)?).then_some(day)
}

/// What was made of the reports of one story.
struct Told {
    /// `None` where none of its reports could be read.
    story: Option<Story>,
    /// With their places in the order of the brief.
    readings: Vec<(usize, Reading)>,
    failed: Vec<(String, Error)>,
}

/// The stories of the reports, which are distinct and in the order of a brief.
fn stories(
    reports: Vec<Report>,
    one_story: bool,
    seen: &(dyn Fn(&Result<Reading, Error>) + Sync),
) -> Vec<Told> {
    let borrowed: Vec<&Report> = reports.iter().collect();
    let reuse = headwater_stories::reuse(&borrowed);
    let groups = headwater_stories::group(&borrowed, &reuse, one_story);
    let mut reports: Vec<Option<Report>> = reports.into_iter().map(Some).collect();
    let groups: Vec<Vec<(usize, Report)>> = (groups.into_iter())
        .map(|group| {
            let mut places = group.reports;
            places.sort_unstable();
            let take = |place: usize| Some((place, reports.get_mut(place)?.take()?));
            places.into_iter().filter_map(take).collect()
        })
        .collect();
    (groups.into_par_iter())
        .map(|reports| tell(reports, &reuse, seen))
        .collect()
}

fn tell(
    reports: Vec<(usize, Report)>,
    reuse: &[Reuse],
    seen: &(dyn Fn(&Result<Reading, Error>) + Sync),
) -> Told {
    let read: Vec<(usize, String, Result<Reading, Error>)> = (reports.into_par_iter())
        .map(|(place, report)| {
            let path = report.path.clone();
            let reading = read(report);
            seen(&reading);
            (place, path, reading)
        })
        .collect();
    let mut told = Told {
        story: None,
        readings: Vec::new(),
        failed: Vec::new(),
    };
    for (place, path, reading) in read {
        match reading {
            Ok(reading) => told.readings.push((place, reading)),
            Err(error) => told.failed.push((path, error)),
        }
    }
    told.story = story(&mut told.readings, reuse);
    told
}

/// The story that the readings tell together; notes in each what it shares with the others.
fn story(readings: &mut [(usize, Reading)], reuse: &[Reuse]) -> Option<Story> {
    let ids: Vec<String> = (readings.iter())
        .map(|(_, reading)| reading.report.id.clone())
        .collect();
    let earliest = ids.first()?;
    let reuse: Vec<Reuse> = (reuse.iter())
        .filter(|shared| ids.contains(&shared.from) && ids.contains(&shared.to))
        .cloned()
        .collect();
    let borrowed: Vec<&Reading> = readings.iter().map(|(_, reading)| reading).collect();
    let reports: Vec<&Report> = borrowed.iter().map(|reading| &reading.report).collect();
    let groups = headwater_claims::group(&borrowed);
    let story = Story {
        id: story_id(earliest),
        title: headwater_stories::title(&reports),
        claims: assemble::claims(&borrowed, groups, &reuse),
        reports: ids.clone(),
        reuse,
    };
    for (_, reading) in readings {
        let id = &reading.report.id;
        let shares = |shared: &&Reuse| shared.from == *id || shared.to == *id;
        reading.reuse = story.reuse.iter().filter(shares).cloned().collect();
        for statement in &mut reading.statements {
            // Only grouping needs the vectors: a brief of ten thousand reports must not hold them.
            statement.vector = Vec::new();
        }
    }
    Some(story)
}
