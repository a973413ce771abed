//! Reports to a brief.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use headwater_encoder::Weights;
use headwater_model::{Brief, Reading, Report, Reuse, SCHEMA, Story, story_id};
use headwater_reader::Profile;

use crate::order::by_publication;
use crate::read::read;
use crate::{Error, assemble, distinct, headline, side_by_side};

/// How a brief is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BriefOptions {
    /// Takes all reports for one story instead of grouping them by likeness.
    pub one_story: bool,
    /// The day that stands for "now", `YYYY-MM-DD`: reports published after it are left out.
    pub as_of: Option<String>,
    /// Which of the two readers reads.
    pub reader: Weights,
    /// Threads to read on; `None` for as many as the machine has. Changes nothing but the time.
    pub threads: Option<NonZeroUsize>,
    /// How vague words are read.
    pub profile: Profile,
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

/// The brief of reports that were read before, all of one story. A reading whose report has the
/// text and the outlet of another is left out.
///
/// The vectors of meaning of its statements are needed for grouping, and go.
pub fn told(readings: Vec<Reading>) -> Brief {
    let mut seen = BTreeSet::new();
    let mut readings: Vec<(usize, Reading)> = (readings.into_iter())
        .filter(|reading| seen.insert(reading.report.id.clone()))
        .map(|reading| (0, reading))
        .collect();
    readings.sort_by(|(_, one), (_, other)| by_publication(&one.report, &other.report));
    let reports: Vec<&Report> = readings.iter().map(|(_, one)| &one.report).collect();
    let reuse = headwater_stories::reuse(&reports);
    let story = story(&mut readings, &reuse);
    Brief {
        schema: SCHEMA.to_owned(),
        stories: story.into_iter().collect(),
        readings: readings.into_iter().map(|(_, reading)| reading).collect(),
    }
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

    let told = stories(reports, options, seen)?;

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
    // They came in this order; a report that failed can have changed it. The sort is stable.
    stories.sort_by_key(|story: &Story| std::cmp::Reverse(story.reports.len()));
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
#[derive(Default)]
struct Told {
    /// `None` where none of its reports could be read.
    story: Option<Story>,
    /// With their places in the order of the brief.
    readings: Vec<(usize, Reading)>,
    failed: Vec<(String, Error)>,
}

/// Reports that are read before their stories are made of them. The vectors of meaning of more
/// statements than theirs are never held.
const BATCH: usize = 256;

/// The stories of the reports, which are distinct and in the order of a brief.
fn stories(
    reports: Vec<Report>,
    options: &BriefOptions,
    seen: &(dyn Fn(&Result<Reading, Error>) + Sync),
) -> Result<Vec<Told>, Error> {
    let borrowed: Vec<&Report> = reports.iter().collect();
    let reuse = headwater_stories::reuse(&borrowed);
    let groups = headwater_stories::group(&borrowed, options.one_story);
    let mut reports: Vec<Option<Report>> = reports.into_iter().map(Some).collect();
    let mut told = Vec::with_capacity(groups.len());
    let mut batch: Vec<InStory> = Vec::new();
    let last = groups.len().saturating_sub(1);
    for (story, group) in groups.into_iter().enumerate() {
        let mut places = group.reports;
        places.sort_unstable();
        let take = |place: usize| {
            let report = reports.get_mut(place)?.take()?;
            Some(InStory {
                story,
                place,
                report,
            })
        };
        batch.extend(places.into_iter().filter_map(take));
        if batch.len() >= BATCH || story == last {
            told.extend(tell(std::mem::take(&mut batch), &reuse, options, seen)?);
        }
    }
    Ok(told)
}

/// A report with its story and its place in the order of the brief.
struct InStory {
    story: usize,
    place: usize,
    report: Report,
}

/// Reads the reports of some stories, whatever story they belong to, side by side; then makes the
/// stories, side by side too.
fn tell(
    batch: Vec<InStory>,
    reuse: &[Reuse],
    options: &BriefOptions,
    seen: &(dyn Fn(&Result<Reading, Error>) + Sync),
) -> Result<Vec<Told>, Error> {
    let read = side_by_side(
        options.threads,
        batch,
        &|InStory {
              story,
              place,
              report,
          }| {
            let path = report.path.clone();
            let mut reading = read(report, options.reader);
            if let Ok(reading) = &mut reading {
                options.profile.read(&mut reading.quantities);
            }
            seen(&reading);
            (story, place, path, reading)
        },
    )?;
    let mut stories: BTreeMap<usize, Told> = BTreeMap::new();
    for (story, place, path, reading) in read {
        let told = stories.entry(story).or_default();
        match reading {
            Ok(reading) => told.readings.push((place, reading)),
            Err(error) => told.failed.push((path, error)),
        }
    }
    side_by_side(
        options.threads,
        stories.into_values().collect(),
        &|mut told: Told| {
            told.story = story(&mut told.readings, reuse);
            told
        },
    )
}

/// The story that the readings tell together; notes in each what it shares with the others.
fn story(readings: &mut [(usize, Reading)], reuse: &[Reuse]) -> Option<Story> {
    let mut together: Vec<&mut Reading> = readings.iter_mut().map(|(_, reading)| reading).collect();
    headwater_claims::unify(&mut together);
    let ids: Vec<String> = (readings.iter())
        .map(|(_, reading)| reading.report.id.clone())
        .collect();
    let earliest = ids.first()?;
    let here: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    let is_here = |shared: &&Reuse| {
        // Most stories of a large crawl are one report, and the reuse of all of them is long.
        here.len() > 1 && here.contains(&*shared.from) && here.contains(&*shared.to)
    };
    let reuse: Vec<Reuse> = reuse.iter().filter(is_here).cloned().collect();
    let borrowed: Vec<&Reading> = readings.iter().map(|(_, reading)| reading).collect();
    let reports: Vec<&Report> = borrowed.iter().map(|reading| &reading.report).collect();
    let groups = headwater_claims::group(&borrowed);
    let (from, to) = headline::span(&borrowed);
    let story = Story {
        id: story_id(earliest),
        title: headwater_stories::title(&reports),
        from,
        to,
        places: headline::places(&borrowed),
        people: headline::people(&borrowed),
        claims: assemble::claims(&borrowed, groups, &reuse),
        reports: ids.clone(),
        reuse,
    };
    let mut shares: BTreeMap<&str, Vec<&Reuse>> = BTreeMap::new();
    for shared in &story.reuse {
        for id in [&shared.from, &shared.to] {
            shares.entry(id).or_default().push(shared);
        }
    }
    for (_, reading) in readings {
        let mine = shares
            .remove(reading.report.id.as_str())
            .unwrap_or_default();
        reading.reuse = mine.into_iter().cloned().collect();
        for statement in &mut reading.statements {
            // Only grouping needs the vectors: a brief of ten thousand reports must not hold them.
            statement.vector = Vec::new();
            statement.words = Vec::new();
        }
    }
    Some(story)
}
