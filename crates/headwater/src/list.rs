//! A brief to the list of its stories.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use headwater_model::{Brief, ListedStory, Report, SCHEMA, Story, StoryList, StoryOrigins};
use headwater_text::name_key;

use crate::assemble::family;

/// Share of a report's own words from which on it is a copy: more of it is another's than its own.
const COPY: f64 = 0.5;

/// Which stories a list has, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListOptions {
    /// What comes first.
    pub by: ListBy,
    /// Leaves out stories without a report published on this day, `YYYY-MM-DD`, or after it.
    pub since: Option<String>,
}

/// What comes first in a list of stories. Stories that are equal in it stay in the brief's order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListBy {
    /// Most documents first.
    #[default]
    Size,
    /// Most documents for each origin first; of equal ones, most documents.
    Echo,
    /// The story with the latest report first, those without a date last.
    Date,
}

/// A list of stories with what is not in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The stories.
    pub list: StoryList,
    /// Stories left out because none of their reports is dated, where [`ListOptions::since`] asks
    /// for a date.
    pub undated: usize,
}

/// Lists the stories of a brief: how many reports each has, how many of them are copies, and how
/// many origins speak in it.
///
/// ```
/// use headwater::model::{Brief, SCHEMA};
/// use headwater::{ListOptions, list};
/// let brief = Brief { schema: SCHEMA.into(), stories: vec![], readings: vec![] };
/// assert!(list(&brief, &ListOptions::default()).list.stories.is_empty());
/// ```
pub fn list(brief: &Brief, options: &ListOptions) -> Listed {
    let reports: BTreeMap<&str, &Report> = (brief.readings.iter())
        .map(|reading| (reading.report.id.as_str(), &reading.report))
        .collect();
    let mut stories: Vec<ListedStory> = (brief.stories.iter())
        .map(|story| listed(story, &reports))
        .collect();
    let mut undated = 0;
    if let Some(since) = options.since.as_deref().map(day) {
        undated = stories.iter().filter(|story| story.to.is_none()).count();
        stories.retain(|story| story.to.as_deref().is_some_and(|to| day(to) >= since));
    }
    match options.by {
        ListBy::Size => stories.sort_by_key(|story| Reverse(story.documents)),
        ListBy::Echo => stories.sort_by(by_echo),
        ListBy::Date => stories.sort_by(|one, other| other.to.cmp(&one.to)),
    }
    let schema = SCHEMA.to_owned();
    let list = StoryList { schema, stories };
    Listed { list, undated }
}

fn listed(story: &Story, reports: &BTreeMap<&str, &Report>) -> ListedStory {
    let reports: Vec<&Report> = (story.reports.iter())
        .filter_map(|id| reports.get(id.as_str()).copied())
        .collect();
    let outlets: BTreeSet<String> = reports.iter().map(|report| family(report)).collect();
    let origins = origins(story);
    let echo = reports.len() as f64 / origins.min.max(1) as f64;
    ListedStory {
        id: story.id.clone(),
        title: story.title.clone(),
        from: story.from.clone(),
        to: story.to.clone(),
        documents: reports.len(),
        outlets: outlets.len(),
        copies: copies(story),
        origins,
        echo: (echo * 10.0).round() / 10.0,
        people: story.people.clone(),
        places: story.places.clone(),
        reports: reports.iter().map(|report| report.id.clone()).collect(),
        paths: reports.iter().map(|report| report.path.clone()).collect(),
    }
}

/// At least the most of any claim, at most the differently named roots of all of them.
fn origins(story: &Story) -> StoryOrigins {
    let all = || story.claims.iter().map(|claim| &claim.origins);
    let roots: BTreeSet<String> = (all().flat_map(|origins| &origins.roots))
        .map(|root| name_key(&root.name))
        .collect();
    // A claim that only has answers is a measured 0..0, which measures nothing of the others.
    let mut told = all().filter(|origins| !origins.roots.is_empty());
    let min = all().map(|origins| origins.min).max().unwrap_or(0);
    StoryOrigins {
        min,
        max: (all().all(|origins| origins.max.is_some())).then_some(roots.len().max(min)),
        measured: told.any(|origins| origins.measured) || all().all(|origins| origins.measured),
    }
}

/// How many reports took half of their words from another of the story. Of those that have them
/// from an agency that is not among the reports, one stands for the agency's own.
fn copies(story: &Story) -> usize {
    let links = || story.reuse.iter().filter(|reuse| reuse.share >= COPY);
    let taken = links().filter(|reuse| reuse.latent.is_none());
    let mut copies: BTreeSet<&str> = taken.map(|reuse| reuse.to.as_str()).collect();
    let mut together: Vec<BTreeSet<&str>> = Vec::new();
    for reuse in links().filter(|reuse| reuse.latent.is_some()) {
        let mut group = BTreeSet::from([reuse.from.as_str(), reuse.to.as_str()]);
        together.retain(|other| {
            let apart = group.is_disjoint(other);
            if !apart {
                group.extend(other);
            }
            apart
        });
        together.push(group);
    }
    let direct = copies.clone();
    for group in &together {
        let here = story
            .reports
            .iter()
            .map(String::as_str)
            .filter(|id| group.contains(id));
        let mut others: Vec<&str> = here.collect();
        // One that is a copy anyway cannot stand for the agency.
        if let Some(stands) = others.iter().position(|id| !direct.contains(id)) {
            others.remove(stands);
        }
        copies.extend(others);
    }
    copies.len()
}

/// By documents per origin, exactly: the shown echo is rounded.
fn by_echo(one: &ListedStory, other: &ListedStory) -> std::cmp::Ordering {
    let origins = |story: &ListedStory| story.origins.min.max(1);
    let (left, right) = (
        one.documents * origins(other),
        other.documents * origins(one),
    );
    right.cmp(&left).then(other.documents.cmp(&one.documents))
}

fn day(date: &str) -> &str {
    date.get(..10).unwrap_or(date)
}

#[cfg(test)]
mod tests;
