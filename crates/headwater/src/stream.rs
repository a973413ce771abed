//! Reports to stories and copies while they come in.

use std::borrow::Cow;
use std::collections::HashMap;
use std::num::NonZeroUsize;

use headwater_model::{Report, StreamEvent, StreamReport, story_id};
use headwater_stories::{Change, Copies, Cut, Prepared, Stories, StoryModel};
use headwater_text::fnv;
use serde::{Deserialize, Serialize};

use crate::{Error, side_by_side};

/// The state of a stream: which stories there are, which reports are in them, and what text has
/// been seen. It can be saved and read again with `serde`; a stream that goes on from there tells
/// what it would have told. The reports themselves stay with the caller.
#[derive(Serialize, Deserialize)]
pub struct Stream {
    stories: Stories,
    copies: Copies,
    /// By report.
    ids: Vec<Box<str>>,
    /// By the hashes of the same.
    known: HashMap<u64, u32>,
    /// Ids by story.
    names: Vec<Box<str>>,
}

impl Default for Stream {
    fn default() -> Self {
        Self {
            stories: Stories::live(),
            copies: Copies::sampled(),
            ids: Vec::new(),
            known: HashMap::new(),
            names: Vec::new(),
        }
    }
}

/// A report cut into what the two searches need.
struct Ready<'r> {
    cut: Cut,
    prepared: Prepared<'r>,
}

impl Stream {
    /// Reports so far.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether no report has come yet.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Whether the report with an id came already.
    pub fn has(&self, id: &str) -> bool {
        self.number(id).is_some()
    }

    /// The number of the report with an id, in the order in which they came.
    pub fn number(&self, id: &str) -> Option<usize> {
        self.known
            .get(&fnv(id.as_bytes()))
            .map(|number| *number as usize)
    }

    /// Adds reports, none of which came before, and tells what they change, in their order. The
    /// answer does not depend on how a stream is cut into batches, nor on `threads`.
    ///
    /// `earlier` gives a report of an earlier batch by its number; where it cannot, nothing is
    /// compared with it.
    ///
    /// # Errors
    /// When the threads cannot be started.
    pub fn add<'r>(
        &mut self,
        batch: &'r [Report],
        earlier: &dyn Fn(usize) -> Option<Report>,
        threads: Option<NonZeroUsize>,
    ) -> Result<Vec<StreamEvent>, Error> {
        let ready = side_by_side(threads, batch.iter().collect(), &|report: &'r Report| {
            Ready {
                cut: Cut::of(report),
                prepared: Prepared::of(Cow::Borrowed(report)),
            }
        })?;
        let start = self.ids.len();
        let known = |number: usize| match number.checked_sub(start) {
            Some(place) => batch.get(place).map(Cow::Borrowed),
            None => earlier(number).map(Cow::Owned),
        };
        let mut events = Vec::new();
        for (report, ready) in batch.iter().zip(ready) {
            self.ids.push(report.id.as_str().into());
            let number = self.known.len() as u32;
            self.known.insert(fnv(report.id.as_bytes()), number);
            let changes = self.stories.add(ready.cut, StoryModel::embedded());
            self.name(&changes, &report.id);
            events.extend(changes.into_iter().map(|change| self.told(change, report)));
            let copied = self.copies.add(ready.prepared, &known);
            events.extend(copied.into_iter().map(StreamEvent::Copied));
        }
        Ok(events)
    }

    /// The ids of the stories, living or not, that begin so.
    pub fn stories(&self, beginning: &str) -> Vec<&str> {
        let names = self.names.iter().map(|name| &**name);
        names.filter(|name| name.starts_with(beginning)).collect()
    }

    /// The id of the story that the story with an id became, and the numbers of its reports, the
    /// first that came first; nothing where there is no such story.
    pub fn story(&self, id: &str) -> Option<(&str, Vec<usize>)> {
        let number = self.names.iter().position(|name| **name == *id)? as u32;
        let number = self.stories.leads_to(number);
        let reports = self.stories.reports_of(number);
        let reports = reports.into_iter().map(|report| report as usize).collect();
        Some((&self.names[number as usize], reports))
    }

    /// Names the stories that a report opened: more than one where it shows that an old one was
    /// several.
    fn name(&mut self, changes: &[Change], report: &str) {
        let own = changes.iter().find_map(|change| match change {
            Change::Opened { story } => Some(*story),
            _ => None,
        });
        let mut more = 1;
        for story in self.names.len() as u32..self.stories.stories() as u32 {
            let name = if own == Some(story) {
                story_id(report)
            } else {
                more += 1;
                story_id(&format!("{report}#{more}"))
            };
            self.names.push(name.into());
        }
    }

    /// A change with names for numbers.
    fn told(&self, change: Change, report: &Report) -> StreamEvent {
        let name = |story: u32| String::from(&*self.names[story as usize]);
        let id = |report: u32| String::from(&*self.ids[report as usize]);
        let came = |story: u32| StreamReport {
            story: name(story),
            report: report.id.clone(),
            path: report.path.clone(),
            outlet: report.outlet.clone(),
            published: report.published.clone(),
            title: report.title.clone(),
        };
        match change {
            Change::Opened { story } => StreamEvent::Opened(came(story)),
            Change::Joined { story } => StreamEvent::Joined(came(story)),
            Change::Merged { story, into } => StreamEvent::Merged {
                story: name(story),
                into: name(into),
            },
            Change::Split {
                story,
                into,
                reports,
            } => StreamEvent::Split {
                story: name(story),
                into: name(into),
                reports: reports.into_iter().map(id).collect(),
            },
            Change::Moved {
                report,
                story,
                into,
            } => StreamEvent::Moved {
                report: id(report),
                story: name(story),
                into: name(into),
            },
            Change::Ended { story } => StreamEvent::Ended { story: name(story) },
        }
    }
}
