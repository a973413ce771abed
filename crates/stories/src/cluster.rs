//! Reports into stories while they come in.

mod cut;
mod link;
mod model;
mod near;
mod pair;
mod regroup;
mod silence;
mod told;
mod trees;
mod vector;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use cut::Cut;
pub use model::{StoryModel, StoryModelError};
pub(crate) use vector::centrality;

use crate::limits::{
    BOUNDS, CLOSEST, DENSITY_PADDED, DENSITY_RANKS, KEY_WORDS, NEAR_STORIES, NEWEST_MEMBERS,
    POOL_MARGIN, POOLED_STORIES, STRANGERS,
};
use link::{Earlier, Link, Rate, WEAKEST};
use near::Near;
use pair::{ALL, Probe, Surroundings, surround};
use silence::{Heard, Silence};
use vector::{Table, Vector};

/// What a report changed. Reports and stories are numbered in the order in which they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The report is like none before it.
    Opened {
        /// The new story.
        story: u32,
    },
    /// The report goes to a story that there is.
    Joined {
        /// That story.
        story: u32,
    },
    /// Two stories are one. Whoever knows the one is led to the other from now on.
    Merged {
        /// The story that is no more.
        story: u32,
        /// The story that it is part of now.
        into: u32,
    },
    /// Some reports of a story are a story of their own.
    Split {
        /// The story that they leave, and that goes on without them.
        story: u32,
        /// The new story.
        into: u32,
        /// The reports, oldest first.
        reports: Vec<u32>,
    },
    /// A report goes to another story that there is.
    Moved {
        /// The report.
        report: u32,
        /// The story that it leaves.
        story: u32,
        /// The story that it is in now.
        into: u32,
    },
    /// Nothing has come to a story for so long that nothing will be put into it any more.
    Ended {
        /// The story.
        story: u32,
    },
}

/// The stories of the reports so far.
///
/// Each new report is held against those earlier ones that share its heaviest stems. Two learnt
/// models say how surely the two are of one story: the first by the two alone, the second by what
/// else they are linked to. Then the new report and the newest members of the stories next to it
/// are grouped anew by the average of their links, and so it joins a story, opens one, makes two
/// one, or shows that one is two. All of these steps are bounded: a report costs the same however
/// many came before it.
#[derive(Serialize, Deserialize)]
pub struct Stories {
    table: Table,
    near: Near,
    /// `None` for reports of stories that are over.
    members: Vec<Option<Box<Member>>>,
    /// By report.
    story_of: Vec<u32>,
    stories: Vec<Story>,
    rate: Rate,
    /// `None` where no story ends.
    silence: Option<Silence>,
}

/// A report that others can still be linked to.
#[derive(Debug, Serialize, Deserialize)]
struct Member {
    vector: Vector,
    surroundings: Surroundings,
    /// Its strongest link so far by two reports alone.
    strongest: f32,
    /// Its links to earlier reports, sorted by their numbers.
    links: Vec<Link>,
    heard: Heard,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Story {
    /// Its reports, the newest last, except that those grouped anew come after the others. Empty
    /// when it was merged into another; kept when it is over.
    reports: Vec<u32>,
    heard: Heard,
    /// The story that it was merged into.
    into: Option<u32>,
}

impl Stories {
    /// Stories that never end, for collections that fit into memory.
    pub fn whole() -> Self {
        Self::new(None)
    }

    /// Stories that end by silence, for streams: what is over needs next to no memory.
    pub fn live() -> Self {
        Self::new(Some(Silence::default()))
    }

    fn new(silence: Option<Silence>) -> Self {
        Self {
            table: Table::default(),
            near: Near::default(),
            members: Vec::new(),
            story_of: Vec::new(),
            stories: Vec::new(),
            rate: Rate::default(),
            silence,
        }
    }

    /// Reports so far: the number that the next one gets.
    pub fn reports(&self) -> usize {
        self.members.len()
    }

    /// Stories that were opened so far: the number that the next one gets.
    pub fn stories(&self) -> usize {
        self.stories.len()
    }

    /// The story that a story became by merging, or itself.
    pub fn leads_to(&self, mut story: u32) -> u32 {
        // Each leads to one that lived longer.
        while let Some(into) = self
            .stories
            .get(story as usize)
            .and_then(|story| story.into)
        {
            story = into;
        }
        story
    }

    /// The story of the report with a number.
    pub fn story_of(&self, report: usize) -> Option<u32> {
        self.story_of.get(report).copied()
    }

    /// The reports of a story by their numbers, oldest first; none of one that was merged into
    /// another.
    pub fn reports_of(&self, story: u32) -> Vec<u32> {
        let story = self.stories.get(story as usize);
        let mut reports = story.map_or_else(Vec::new, |story| story.reports.clone());
        reports.sort_unstable();
        reports
    }

    /// Puts a report into its story and says what that changed: first what became of the report,
    /// then of others.
    pub fn add(&mut self, cut: Cut, model: &StoryModel) -> Vec<Change> {
        let number = self.members.len() as u32;
        let silence = self.silence.as_mut();
        let heard = silence.map(|silence| silence.report(number, cut.facts.day));
        let heard = heard.unwrap_or_default();
        let member = self.linked(cut, model, heard);
        self.members.push(Some(Box::new(member)));
        self.story_of.push(u32::MAX);
        let pool = self.pool(number, model.threshold);
        let mut changes = if pool.is_empty() {
            let story = self.stories.len() as u32;
            self.stories.push(Story::default());
            self.put(number, story);
            vec![Change::Opened { story }]
        } else {
            self.regroup(number, &pool, model.threshold)
        };
        self.end_silent(&mut changes);
        changes
    }

    /// The features of the pairs that a report would be linked by, each with the number of the
    /// earlier report; then adds it as a story of its own. For training.
    #[doc(hidden)]
    pub fn pairs(&mut self, cut: Cut) -> Vec<(u32, pair::Row)> {
        let number = self.members.len() as u32;
        let (vector, surroundings, near) = self.surrounded(cut);
        self.members.push(Some(Box::new(Member {
            vector,
            surroundings,
            strongest: WEAKEST,
            links: Vec::new(),
            heard: Heard::default(),
        })));
        self.story_of.push(number);
        near
    }

    /// The names of these features, in their order.
    #[doc(hidden)]
    pub fn features() -> &'static [&'static str] {
        &pair::FEATURES
    }

    /// A report as a vector, with its nearest and what tells it from each.
    fn surrounded(&mut self, cut: Cut) -> (Vector, Surroundings, Vec<(u32, pair::Row)>) {
        let vector = self.table.add(cut);
        let keys = vector.heaviest(KEY_WORDS);
        let members = &self.members;
        let alive = |report: u32| members[report as usize].is_some();
        let near = self.near.add(members.len() as u32, &keys, alive);
        let probe = Probe::new(&vector);
        let near = near.into_iter().filter_map(|report| {
            let old = members[report as usize].as_deref()?;
            Some((report, probe.features(&old.vector)))
        });
        let mut near: Vec<(u32, pair::Row)> = near.collect();
        let surroundings = surroundings(&near);
        for (report, row) in &mut near {
            if let Some(old) = &members[*report as usize] {
                surround(row, surroundings, old.surroundings);
            }
        }
        (vector, surroundings, near)
    }

    fn linked(&mut self, cut: Cut, model: &StoryModel, heard: Heard) -> Member {
        let (vector, surroundings, near) = self.surrounded(cut);
        let members = Members(&self.members);
        let mut links = link::links(model, &near, &mut self.rate, &members);
        let mut strongest = WEAKEST;
        for link in &links {
            strongest = strongest.max(link.alone);
            if let Some(old) = &mut self.members[link.report as usize] {
                old.strongest = old.strongest.max(link.alone);
            }
        }
        links.sort_unstable_by_key(|link| link.report);
        Member {
            vector,
            surroundings,
            strongest,
            links,
            heard,
        }
    }

    /// The stories that the new report may belong to, the likeliest first.
    fn pool(&self, number: u32, threshold: f32) -> Vec<u32> {
        let Some(member) = &self.members[number as usize] else {
            return Vec::new();
        };
        let mut strongest: BTreeMap<u32, f32> = BTreeMap::new();
        for link in &member.links {
            let story = self.story_of[link.report as usize];
            let best = strongest.entry(story).or_insert(f32::MIN);
            *best = best.max(link.link);
        }
        let mut near: Vec<(u32, f32)> = strongest.into_iter().collect();
        near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        near.truncate(NEAR_STORIES);
        let mut likely: Vec<(u32, f32)> = near
            .into_iter()
            .map(|(story, best)| (story, best, self.likeness(number, story)))
            .filter(|&(_, best, likeness)| likeness > threshold - POOL_MARGIN || best > threshold)
            .map(|(story, _, likeness)| (story, likeness))
            .collect();
        likely.sort_by(|a, b| b.1.total_cmp(&a.1));
        likely.truncate(POOLED_STORIES);
        likely.into_iter().map(|(story, _)| story).collect()
    }

    /// How alike a report and a story are: between the strongest and the mean link to its newest
    /// members.
    fn likeness(&self, number: u32, story: u32) -> f32 {
        let newest = self.newest(story);
        let links = newest.iter().map(|&member| self.link(number, member));
        let best = links.clone().fold(f32::MIN, f32::max);
        let mean = links.sum::<f32>() / newest.len().max(1) as f32;
        CLOSEST * best + (1.0 - CLOSEST) * mean
    }

    fn newest(&self, story: u32) -> &[u32] {
        let reports = &self.stories[story as usize].reports;
        &reports[reports.len().saturating_sub(NEWEST_MEMBERS)..]
    }

    /// The link of two reports: that of the later one.
    fn link(&self, one: u32, other: u32) -> f32 {
        let link = Members(&self.members).link(one, other);
        link.map_or(STRANGERS, |link| link.link.clamp(BOUNDS.0, BOUNDS.1))
    }

    /// Groups the new report and the newest members of some stories anew.
    fn regroup(&mut self, number: u32, stories: &[u32], threshold: f32) -> Vec<Change> {
        let mut pool: Vec<u32> = vec![number];
        let mut olds: Vec<Old> = Vec::new();
        for &story in stories {
            let newest = self.newest(story).to_vec();
            let reports = &mut self.stories[story as usize].reports;
            reports.truncate(reports.len() - newest.len());
            olds.push(Old {
                story,
                anchor: newest[newest.len() - 1],
                others: reports.len(),
            });
            pool.extend(newest);
        }
        pool.sort_unstable();
        let links: Vec<Vec<f32>> = (pool.iter())
            .map(|&one| pool.iter().map(|&other| self.link(one, other)).collect())
            .collect();
        let groups = regroup::average_linkage(&links, threshold);
        let (stories, fresh) = self.name(&pool, &groups, &olds);
        let regrouped = Regrouped {
            stories: pool.iter().copied().zip(stories).collect(),
            fresh,
        };
        let own = regrouped.stories[&number];
        let mut changes = vec![if regrouped.fresh.contains(&own) {
            Change::Opened { story: own }
        } else {
            Change::Joined { story: own }
        }];
        for old in &olds {
            self.leave(old, &regrouped, &mut changes);
        }
        for (&report, &story) in &regrouped.stories {
            self.put(report, story);
        }
        changes
    }

    /// Gives each group the story that most of it comes from, or a new one: the story of each
    /// report in the pool, and those that are new.
    fn name(&mut self, pool: &[u32], groups: &[usize], olds: &[Old]) -> (Vec<u32>, Vec<u32>) {
        let mut named: BTreeMap<usize, u32> = BTreeMap::new();
        let mut fresh = Vec::new();
        for (first, _) in (groups.iter().enumerate()).filter(|(place, group)| place == *group) {
            let votes = |old: &Old| {
                let members = pool
                    .iter()
                    .zip(groups)
                    .filter(|(_, group)| **group == first);
                members.fold(0, |votes, (&report, _)| {
                    let others = if report == old.anchor { old.others } else { 0 };
                    votes + others + usize::from(self.story_of[report as usize] == old.story)
                })
            };
            let free = olds
                .iter()
                .filter(|old| !named.values().any(|story| *story == old.story));
            let counted = free
                .map(|old| (votes(old), old.story))
                .filter(|(votes, _)| *votes > 0);
            // The first of equal ones: they are sorted by how likely the new report is theirs.
            let most = counted.reduce(|best, next| if next.0 > best.0 { next } else { best });
            let story = most.map(|(_, story)| story).unwrap_or_else(|| {
                fresh.push(self.stories.len() as u32);
                self.stories.push(Story::default());
                self.stories.len() as u32 - 1
            });
            named.insert(first, story);
        }
        (groups.iter().map(|group| named[group]).collect(), fresh)
    }

    /// Says what became of the reports of one story, and moves those that were not grouped anew.
    fn leave(&mut self, old: &Old, regrouped: &Regrouped, changes: &mut Vec<Change>) {
        let mut to: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (&report, &story) in &regrouped.stories {
            if self.story_of[report as usize] == old.story {
                to.entry(story).or_default().push(report);
            }
        }
        let with_anchor = regrouped.stories[&old.anchor];
        if with_anchor != old.story {
            self.move_others(old.story, with_anchor, &mut to);
        }
        let heir = if regrouped.stories.values().any(|story| *story == old.story) {
            old.story
        } else {
            let most = to
                .iter()
                .max_by_key(|(story, reports)| (reports.len(), Reverse(**story)));
            let into = most.map_or(with_anchor, |(story, _)| *story);
            changes.push(Change::Merged {
                story: old.story,
                into,
            });
            self.forget(old.story);
            self.stories[old.story as usize].into = Some(into);
            into
        };
        for (into, mut reports) in to.into_iter().filter(|(into, _)| *into != heir) {
            reports.sort_unstable();
            if regrouped.fresh.contains(&into) {
                changes.push(Change::Split {
                    story: old.story,
                    into,
                    reports,
                });
            } else {
                changes.extend(reports.into_iter().map(|report| Change::Moved {
                    report,
                    story: old.story,
                    into,
                }));
            }
        }
    }

    /// Moves the reports of a story that were not grouped anew.
    fn move_others(&mut self, from: u32, into: u32, to: &mut BTreeMap<u32, Vec<u32>>) {
        let others = std::mem::take(&mut self.stories[from as usize].reports);
        for &report in &others {
            self.story_of[report as usize] = into;
        }
        to.entry(into).or_default().extend(&others);
        self.stories[into as usize].reports.splice(0..0, others);
        self.hear(into, self.stories[from as usize].heard);
    }

    fn forget(&mut self, story: u32) {
        let heard = std::mem::take(&mut self.stories[story as usize].heard);
        if let Some(silence) = &mut self.silence {
            silence.forget(story, heard);
        }
    }

    /// Puts a report at the end of a story.
    fn put(&mut self, report: u32, story: u32) {
        self.story_of[report as usize] = story;
        self.stories[story as usize].reports.push(report);
        let heard = self.members[report as usize]
            .as_ref()
            .map(|member| member.heard);
        self.hear(story, heard.unwrap_or_default());
    }

    fn hear(&mut self, story: u32, heard: Heard) {
        let known = &mut self.stories[story as usize];
        let before = known.heard;
        known.heard = before.max(heard);
        if let Some(silence) = &mut self.silence {
            silence.story(story, before, known.heard);
        }
    }

    /// Ends the stories that have been silent for too long.
    fn end_silent(&mut self, changes: &mut Vec<Change>) {
        let reports = self.members.len() as u32;
        while let Some(story) = self
            .silence
            .as_ref()
            .and_then(|silence| silence.over(reports))
        {
            self.forget(story);
            for &report in &self.stories[story as usize].reports {
                self.members[report as usize] = None;
            }
            changes.push(Change::Ended { story });
        }
    }
}

/// A story whose newest reports are grouped anew.
struct Old {
    story: u32,
    /// Its newest report: those that are not grouped anew go where it goes.
    anchor: u32,
    /// How many these are.
    others: usize,
}

/// Where reports go.
struct Regrouped {
    /// By report.
    stories: BTreeMap<u32, u32>,
    /// Those that are new.
    fresh: Vec<u32>,
}

/// The reports that others can still be linked to.
struct Members<'m>(&'m [Option<Box<Member>>]);

impl Members<'_> {
    fn link(&self, one: u32, other: u32) -> Option<Link> {
        let (earlier, later) = (one.min(other), one.max(other));
        let links = &self.0[later as usize].as_ref()?.links;
        let place = links
            .binary_search_by_key(&earlier, |link| link.report)
            .ok()?;
        Some(links[place])
    }
}

impl Earlier for Members<'_> {
    fn alone(&self, one: u32, other: u32) -> Option<f32> {
        self.link(one, other).map(|link| link.alone)
    }

    fn strongest(&self, report: u32) -> f32 {
        let member = self.0[report as usize].as_ref();
        member.map_or(WEAKEST, |member| member.strongest)
    }
}

/// How alike a report is to those from some way down its list of nearest, and to the first.
fn surroundings(near: &[(u32, pair::Row)]) -> Surroundings {
    let mut likeness: Vec<f32> = near.iter().map(|(_, row)| row[ALL]).collect();
    let best = likeness.iter().copied().fold(0.0, f32::max);
    while likeness.len() < DENSITY_RANKS.end {
        likeness.push(DENSITY_PADDED);
    }
    likeness.sort_unstable_by(|a, b| b.total_cmp(a));
    let ranks = &likeness[DENSITY_RANKS];
    Surroundings {
        density: ranks.iter().sum::<f32>() / ranks.len() as f32,
        best,
    }
}
