//! What the engine found, held against the truth.
//!
//! **Parent found**: there is a link, either way round, between a report and the one that it was
//! derived from; where that is an agency's text outside the reports, a link to another taker of
//! it. A merged report has two parents, each counted.
//!
//! **Direction known**: the copy credits its parent by name, or both tell their time and the times
//! differ at the coarser grain of the two, unless both credit one agency: then the time of printing
//! tells nothing. A day against a second differs when the second is on another day in every time
//! zone, because the zone of a bare day is not told. *Right*, *open* (confidence 0.5) and *wrong*
//! share what is known; where nothing tells, *left* counts confidence 0.5, and *lucky* what was
//! claimed all the same and is so.
//!
//! **False links** join reports without a common line of prose. Links between relatives that are
//! not parent and child are counted apart: they do share text.

use std::collections::{BTreeMap, BTreeSet};

use headwater::model::Reuse;
use serde::Serialize;

use super::relation::{Relation, relation, same_name, tells, wire};
use super::reliable::Reliability;
use super::world::{Parent, World};
use crate::scores::Ratio;

/// Directions of links whose direction is known.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Directions {
    /// As it is.
    pub right: usize,
    /// Left open.
    pub open: usize,
    /// The other way round.
    pub wrong: usize,
}

/// The figures of reports of one kind.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Row {
    /// Parents found, of all.
    pub found: Ratio,
    /// Where something tells the direction.
    pub known: Directions,
    /// Left open, of those where nothing tells.
    pub left: Ratio,
    /// Directions claimed where nothing tells that are so.
    pub lucky: usize,
}

/// All figures.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Figures {
    /// Worlds.
    pub worlds: usize,
    /// Trees.
    pub trees: usize,
    /// Reports.
    pub reports: usize,
    /// By what was done to the text.
    pub kinds: BTreeMap<String, Row>,
    /// By what tells the direction.
    pub tells: BTreeMap<&'static str, Directions>,
    /// Links, by what joins the two.
    pub links: BTreeMap<Relation, usize>,
    /// The agency named right, of linked takers that both credit it in a line, byline or dateline.
    pub latent: Ratio,
    /// Links that name an agency, or an outlet, where not both credit one agency outside; counted as
    /// right where the text of both comes from that agency all the same.
    pub latent_one_sided: Ratio,
    /// Directions claimed.
    pub reliability: Reliability,
}

/// One thing that went wrong.
#[derive(Clone, Debug)]
pub struct Miss {
    /// What.
    pub what: String,
    /// The reports, by place.
    pub reports: (usize, usize),
    /// What the engine said.
    pub said: String,
}

/// Counts what is right and wrong in the links of a world; links join reports by place.
pub fn judge(world: &World, links: &[(usize, usize, &Reuse)], figures: &mut Figures) -> Vec<Miss> {
    let mut misses = Vec::new();
    let roots = Roots::of(world);
    let mut between: BTreeMap<(usize, usize), (usize, usize, &Reuse)> = BTreeMap::new();
    for &(from, to, link) in links {
        between.insert((from.min(to), from.max(to)), (from, to, link));
        let (a, b) = (&world.truths[from], &world.truths[to]);
        let relation = relation(from, to, a, b);
        *figures.links.entry(relation).or_default() += 1;
        if relation.is_false() {
            misses.push(miss(
                format!("false link, {relation:?}"),
                (from, to),
                Some(link),
            ));
        }
        let both = wire(a).filter(|name| wire(b).is_some_and(|other| same_name(name, other)));
        if relation == Relation::TakersOfOneWire
            && let Some(name) = both
        {
            let right = link
                .latent
                .as_deref()
                .is_some_and(|found| same_name(found, name));
            figures.latent.count(right);
            if !right {
                misses.push(miss(
                    format!("agency {name} not named"),
                    (from, to),
                    Some(link),
                ));
            }
        }
        if both.is_none()
            && let Some(found) = link.latent.as_deref()
        {
            let right = roots.come_from(&[from, to], found);
            figures.latent_one_sided.count(right);
            if !right {
                let what = "agency named whose text not both have".to_owned();
                misses.push(miss(what, (from, to), Some(link)));
            }
        }
        if relation == Relation::ParentAndChild && link.direction_confidence > 0.5 {
            let right = b.parents.contains(&Parent::Report(from));
            figures.reliability.count(link, right);
        }
    }
    for (child, truth) in world.truths.iter().enumerate() {
        let Some(kind) = truth.kind else { continue };
        for parent in &truth.parents {
            let (rows, told) = match *parent {
                Parent::Report(parent) => {
                    let pair = (parent.min(child), parent.max(child));
                    let link = between.get(&pair);
                    ("of a report", Some((parent, link)))
                }
                Parent::Wire(_) => ("of an agency outside", None),
            };
            let (row, what) = match told {
                Some((parent, link)) => followed(world, parent, child, link, figures),
                None => taken(world, child, *parent, &between),
            };
            misses.extend(what.map(|what| Miss {
                what: format!("{}, {}", kind.name(), what.what),
                ..what
            }));
            for name in [kind.name(), rows, "all"] {
                figures.kinds.entry(name.to_owned()).or_default().add(row);
            }
        }
    }
    misses
}

/// The agencies outside from which reports have text, through however many others.
struct Roots {
    /// By report: trees whose root is an agency's text.
    wires: Vec<BTreeSet<usize>>,
    /// Names of these agencies as far as a report tells one, by tree.
    names: BTreeMap<usize, String>,
}

impl Roots {
    /// A report's parents stand before it.
    fn of(world: &World) -> Self {
        let mut wires: Vec<BTreeSet<usize>> = Vec::new();
        let mut names = BTreeMap::new();
        for truth in &world.truths {
            let mut own = BTreeSet::new();
            for parent in &truth.parents {
                match parent {
                    Parent::Wire(tree) => _ = own.insert(*tree),
                    Parent::Report(place) => own.extend(&wires[*place]),
                }
            }
            let credit = truth.credit.as_ref().filter(|credit| credit.of.is_none());
            if let (Some(credit), [Parent::Wire(tree)]) = (credit, &truth.parents[..]) {
                names.insert(*tree, credit.name.clone());
            }
            wires.push(own);
        }
        Self { wires, names }
    }

    /// Whether all these reports have text from one agency of this name.
    fn come_from(&self, reports: &[usize], name: &str) -> bool {
        let named = |tree: &usize| self.names.get(tree).is_some_and(|n| same_name(n, name));
        let mut trees = self.wires[reports[0]].iter();
        trees.any(|tree| named(tree) && reports.iter().all(|r| self.wires[*r].contains(tree)))
    }
}

impl Row {
    fn add(&mut self, other: Self) {
        self.found.right += other.found.right;
        self.found.of += other.found.of;
        self.known.right += other.known.right;
        self.known.open += other.known.open;
        self.known.wrong += other.known.wrong;
        self.left.right += other.left.right;
        self.left.of += other.left.of;
        self.lucky += other.lucky;
    }
}

type Link<'a> = (usize, usize, &'a Reuse);

/// A report and the one among the reports that it was derived from.
fn followed(
    world: &World,
    parent: usize,
    child: usize,
    link: Option<&Link<'_>>,
    figures: &mut Figures,
) -> (Row, Option<Miss>) {
    let mut row = Row::default();
    row.found.count(link.is_some());
    let pair = (parent, child);
    let Some((from, _, link)) = link else {
        return (row, Some(miss("parent not found".into(), pair, None)));
    };
    let open = link.direction_confidence <= 0.5;
    let right = !open && *from == parent;
    let Some(tell) = tells(parent, &world.truths[parent], &world.truths[child]) else {
        row.left.count(open);
        row.lucky += usize::from(right);
        return (row, None);
    };
    let known = figures.tells.entry(tell).or_default();
    let what = match (right, open) {
        (true, _) => {
            row.known.right += 1;
            known.right += 1;
            return (row, None);
        }
        (_, true) => {
            row.known.open += 1;
            known.open += 1;
            "open"
        }
        _ => {
            row.known.wrong += 1;
            known.wrong += 1;
            "wrong"
        }
    };
    let what = format!("direction {what} though told by {tell}");
    (row, Some(miss(what, pair, Some(link))))
}

/// A report and the other takers of the agency's text that it was derived from.
fn taken(
    world: &World,
    child: usize,
    parent: Parent,
    between: &BTreeMap<(usize, usize), Link<'_>>,
) -> (Row, Option<Miss>) {
    let takers = (0..world.truths.len())
        .filter(|&other| other != child && world.truths[other].parents.contains(&parent));
    let takers: Vec<usize> = takers.collect();
    let linked = |other: &usize| between.contains_key(&(child.min(*other), child.max(*other)));
    let found = takers.iter().any(linked);
    let mut row = Row::default();
    row.found.count(found);
    let other = takers.first().copied().unwrap_or(child);
    let what = miss("no other taker found".into(), (other, child), None);
    (row, (!found).then_some(what))
}

fn miss(what: String, reports: (usize, usize), link: Option<&Reuse>) -> Miss {
    let said = link.map(|link| {
        let (share, sure) = (link.share, link.direction_confidence);
        format!(
            "share {share:.2}, confidence {sure:.2}, latent {:?}: {}",
            link.latent, link.why
        )
    });
    Miss {
        what,
        reports,
        said: said.unwrap_or_default(),
    }
}
