//! A world of reports of which is known who copied from whom.
//!
//! In: a [`Pool`] of texts. Out: reports as the program reads them, and the [`Truth`] about each.
//! A tree begins with a base report, or with an agency's text that is not among the reports; two
//! to seven reports are derived from it, from one another, or from two trees at once, three steps
//! deep at most. Beside some trees stand reports of the same days and the same kind of event that
//! quote the same people and have prose of their own.

use std::collections::{BTreeMap, BTreeSet};

use headwater::model::Report;

use super::chance::Chance;
use super::derive::Kind;
use super::draft::Draft;
use super::outlets::{OUTLETS, WIRES, about};
use super::print::{Dress, Form, Grain, print};
use super::sources::{Pool, Sources};

/// Reports, and what is true of each.
#[derive(Debug, Default)]
pub struct World {
    /// The reports.
    pub reports: Vec<Report>,
    /// The same number of truths.
    pub truths: Vec<Truth>,
}

/// Whom a report has its text from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parent {
    /// A report of this world.
    Report(usize),
    /// The agency at the root of this tree, which is not among the reports.
    Wire(usize),
}

/// Whom a report says it has its text from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// Where it says so.
    pub form: Form,
    /// The name.
    pub name: String,
    /// The report meant; `None` where it is an agency's.
    pub of: Option<usize>,
}

/// What is true of a report by construction.
#[derive(Clone, Debug)]
pub struct Truth {
    /// How it was derived; `None` for roots and for independent reports.
    pub kind: Option<Kind>,
    /// Whom it has its text from: two where it was merged.
    pub parents: Vec<Parent>,
    /// Lines of its prose: reports that share one share text.
    pub lines: BTreeSet<usize>,
    /// Lines that it quotes.
    pub quoted: BTreeSet<usize>,
    /// The outlet whose paragraph about itself it ends with.
    pub about: Option<usize>,
    /// When it was published, in seconds.
    pub time: i64,
    /// How much of that it tells.
    pub grain: Grain,
    /// Whom it credits.
    pub credit: Option<Credit>,
}

/// A text of a tree, printed or not.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub tree: usize,
    pub draft: Draft,
    pub time: i64,
    pub depth: usize,
    /// The report; `None` for an agency's text.
    pub report: Option<usize>,
    /// The outlet, or the agency where there is no report.
    pub outlet: usize,
    /// The agency that it credits, and where.
    pub wire: Option<(Form, String)>,
}

/// What a world is made with.
pub(super) struct Builder<'a> {
    pub world: World,
    pub pool: Pool<'a>,
    pub chance: Chance,
    pub nodes: Vec<Node>,
    /// Category of lines of each tree.
    pub categories: BTreeMap<usize, usize>,
    next_line: usize,
}

/// Makes a world of so many trees, or as many as there are texts for; says how many there are.
pub fn world(sources: &Sources, trees: usize, seed: u64) -> Result<(World, usize), String> {
    let mut chance = Chance::new(seed);
    let mut builder = Builder {
        world: World::default(),
        pool: Pool::new(sources, &mut chance),
        chance,
        nodes: Vec::new(),
        categories: BTreeMap::new(),
        next_line: 0,
    };
    let mut grown = 0;
    while grown < trees && builder.grow(grown)? {
        grown += 1;
    }
    let ids: BTreeSet<&str> = builder
        .world
        .reports
        .iter()
        .map(|r| r.id.as_str())
        .collect();
    if ids.len() < builder.world.reports.len() {
        return Err("two reports of a world have one id: the generator is wrong".to_owned());
    }
    Ok((builder.world, grown))
}

impl Builder<'_> {
    /// A number that no line of this world has.
    pub fn line(&mut self) -> usize {
        self.next_line += 1;
        self.next_line
    }

    /// Outlets for the reports of a tree, none twice.
    pub fn outlets(&mut self) -> Vec<usize> {
        let mut outlets: Vec<usize> = (0..OUTLETS.len()).collect();
        self.chance.shuffle(&mut outlets);
        outlets
    }

    /// The name of a node's outlet as others write it.
    pub fn name_of(&mut self, node: &Node) -> String {
        let name = match node.report {
            Some(_) => OUTLETS[node.outlet],
            None => WIRES[node.outlet],
        };
        let bare = name
            .strip_prefix("The ")
            .filter(|_| self.chance.percent(50));
        bare.unwrap_or(name).to_owned()
    }

    /// Prints a node's draft and keeps the report with what is true of it; returns its place.
    pub fn publish(
        &mut self,
        node: &Node,
        kind: Option<Kind>,
        parents: Vec<Parent>,
        credit: Option<Credit>,
    ) -> Result<usize, String> {
        let grain = match self.chance.below(100) {
            0..45 => Grain::Second,
            45..80 => Grain::Day,
            _ => Grain::Untold,
        };
        let place = self.world.reports.len();
        let dress = Dress {
            path: format!("tree {} report {place}", node.tree),
            outlet: node.outlet,
            time: node.time,
            grain,
            credit: credit
                .as_ref()
                .map(|credit| (credit.form, credit.name.clone())),
            furniture: self.chance.percent(40),
            about: about(node.outlet).is_some() && self.chance.percent(30),
        };
        let report = print(&node.draft, &dress, &mut self.chance)?;
        self.world.reports.push(report);
        self.world.truths.push(Truth {
            kind,
            parents,
            lines: node.draft.lines(false),
            quoted: node.draft.lines(true),
            about: dress.about.then_some(node.outlet),
            time: node.time,
            grain,
            credit,
        });
        Ok(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copies::sources::{Line, by_category};
    use jiff::civil::Date;

    /// Lines of our own, no two alike.
    fn sources() -> Sources {
        const WHO: [&str; 7] = ["ferry", "bridge", "mill", "court", "choir", "quarry", "dam"];
        const WHERE: [&str; 5] = ["Vell", "Norland", "Oxlode", "Tarn", "Lowick"];
        let line = |number: usize| Line {
            date: Date::constant(2025, 3, 1 + (number / 100) as i8),
            category: ["a", "b"][number % 2].into(),
            text: format!(
                "At least {number} people near the {} of {} are asked by letter {} to leave after \
                 the {} Act of {} is read.",
                WHO[number % 7],
                WHERE[number / 7 % 5],
                number * 31 % 997,
                WHO[number / 35 % 7],
                WHERE[number % 5],
            ),
        };
        Sources {
            lines: by_category((0..1500).map(line).collect()),
            articles: Vec::new(),
        }
    }

    #[test]
    fn one_seed_makes_one_world() {
        let reports = |seed| world(&sources(), 12, seed).unwrap().0.reports;
        assert_eq!(reports(7), reports(7));
        assert_ne!(reports(7), reports(8));
    }

    #[test]
    fn copies_share_lines_with_their_parents_and_are_later() {
        let (world, grown) = world(&sources(), 40, 3).unwrap();
        assert_eq!(grown, 40);
        let mut copies = 0;
        for truth in &world.truths {
            assert_eq!(truth.kind.is_some(), !truth.parents.is_empty());
            for parent in &truth.parents {
                let Parent::Report(parent) = parent else {
                    continue;
                };
                let parent = &world.truths[*parent];
                assert!(parent.time < truth.time);
                assert!(!parent.lines.is_disjoint(&truth.lines));
                copies += 1;
            }
        }
        assert!(copies > 80);
    }

    #[test]
    fn independent_reports_quote_and_share_no_prose() {
        let (world, _) = world(&sources(), 40, 3).unwrap();
        let alone: Vec<&Truth> = world.truths.iter().filter(|t| t.kind.is_none()).collect();
        let quoting = alone.iter().filter(|one| {
            let others = world
                .truths
                .iter()
                .filter(|other| one.lines.is_disjoint(&other.lines));
            others
                .into_iter()
                .any(|other| !one.quoted.is_disjoint(&other.quoted))
        });
        assert!(quoting.count() >= 5);
    }

    #[test]
    fn texts_that_run_out_end_the_world() {
        let (_, grown) = world(&sources(), 10_000, 3).unwrap();
        assert!((50..200).contains(&grown));
    }
}
