//! How one tree grows: copy upon copy, each with whom it credits.

use super::derive::{self, Kind};
use super::draft::{Draft, headline, shared_words};
use super::outlets::WIRES;
use super::print::Form;
use super::world::{Builder, Credit, Node, Parent};

/// Copies upon copies.
const DEEPEST: usize = 3;
/// Share of trees whose root is an agency's text that is not among the reports, in percent.
const LATENT: usize = 30;
/// Share of trees beside which an independent report stands, in percent.
const INDEPENDENT: usize = 35;

/// Words of prose that a copy has from its parent at least: about one sentence.
const LEAST_SHARED: usize = 25;

/// Whether the reports of a tree name the agency that they have their text from.
#[derive(Clone, Copy)]
enum Naming {
    All,
    None,
    Some,
}

impl Builder<'_> {
    /// Grows one more tree; `false` when there is no text left.
    pub fn grow(&mut self, tree: usize) -> Result<bool, String> {
        let Some((draft, time)) = self.base(tree) else {
            return Ok(false);
        };
        let latent = self.chance.percent(LATENT);
        let outlets = self.outlets();
        let mut root = Node {
            tree,
            draft,
            time,
            depth: 0,
            report: None,
            outlet: outlets[0],
            wire: None,
        };
        if latent {
            root.outlet = self.chance.below(WIRES.len());
        } else {
            root.report = Some(self.publish(&root, None, Vec::new(), None)?);
        }
        let naming = *self
            .chance
            .pick(&[Naming::All, Naming::All, Naming::None, Naming::Some]);
        let first = self.nodes.len();
        self.nodes.push(root);
        let copies = self.chance.between(2..=7);
        for (number, &outlet) in outlets[1..=copies].iter().enumerate() {
            let open: Vec<usize> = (first..self.nodes.len())
                .filter(|&node| self.nodes[node].depth < DEEPEST)
                .collect();
            // An agency's text needs two takers to show.
            let parent = match latent && number < 2 {
                true => first,
                false => *self.chance.pick(&open),
            };
            self.copy(parent, outlet, naming)?;
        }
        if self.chance.percent(INDEPENDENT) {
            self.independent(first, outlets[20])?;
        }
        Ok(true)
    }

    /// Derives one report from a node and prints it.
    fn copy(&mut self, parent: usize, outlet: usize, naming: Naming) -> Result<(), String> {
        let source = self.nodes[parent].clone();
        let start = self.chance.below(Kind::ALL.len());
        let kinds = (0..Kind::ALL.len()).map(|step| Kind::ALL[(start + step) % Kind::ALL.len()]);
        let derived = kinds
            .into_iter()
            .find_map(|kind| Some((kind, self.derive(kind, &source)?)));
        let (kind, (draft, second)) = derived.ok_or("a report that nothing can be made of")?;
        let mut node = Node {
            draft,
            outlet,
            depth: source.depth + 1,
            report: None,
            wire: None,
            ..source.clone()
        };
        let latest = second.map_or(source.time, |other| self.nodes[other].time.max(source.time));
        node.time = latest + self.lag();
        if kind == Kind::Updated && source.report.is_some() && self.chance.percent(50) {
            node.outlet = source.outlet;
        }
        if self.chance.percent(40) && node.draft.paragraphs[0][0].text.len() > 60 {
            let words = self.chance.between(6..=12);
            node.draft.title = headline(&node.draft.paragraphs[0][0].text, words);
        }
        let credit = self.credit(kind, &source, &node, naming);
        if let Some(credit) = &credit {
            if credit.form == Form::Mention {
                let name = &credit.name;
                let text = match self.chance.percent(50) {
                    true => format!("{name} first reported the matter."),
                    false => format!("The matter came to light through a report by {name}."),
                };
                let unit = self.unit(text, false);
                node.draft.paragraphs[0].push(unit);
            }
            if credit.of.is_none() {
                node.wire = Some((credit.form, credit.name.clone()));
            }
        }
        let parents = [Some(parent), second].into_iter().flatten();
        let parents = parents.map(|node| match self.nodes[node].report {
            Some(report) => Parent::Report(report),
            None => Parent::Wire(self.nodes[node].tree),
        });
        let parents = parents.collect();
        node.report = Some(self.publish(&node, Some(kind), parents, credit)?);
        self.nodes.push(node);
        Ok(())
    }

    /// The derived draft, and the second parent where there is one.
    fn derive(&mut self, kind: Kind, source: &Node) -> Option<(Draft, Option<usize>)> {
        let parent = &source.draft;
        let draft = match kind {
            // Two outlets with the same words are two reports, one outlet's would be one.
            Kind::Verbatim => parent.clone(),
            Kind::Trimmed => derive::trimmed(parent, &mut self.chance)?,
            Kind::RewrittenLead => derive::rewritten_lead(parent)?,
            Kind::ChangedNumbers => derive::changed_numbers(parent, &mut self.chance)?,
            Kind::LostAttribution => derive::lost_attribution(parent)?,
            Kind::LightlyEdited => derive::lightly_edited(parent, &mut self.chance)?,
            Kind::Updated => {
                let (top, end) = (self.fresh(source.tree)?, self.fresh(source.tree)?);
                derive::updated(parent, top, end, &mut self.chance)
            }
            Kind::Merged => {
                let other = self.partner(source)?;
                let second = self.nodes[other].draft.clone();
                let merged = derive::merged(parent, &second, &mut self.chance)?;
                let of_both = [parent, &second].map(|from| shared_words(&merged, from));
                let enough = of_both.iter().all(|words| *words >= LEAST_SHARED);
                return enough.then_some((merged, Some(other)));
            }
        };
        (shared_words(&draft, parent) >= LEAST_SHARED).then_some((draft, None))
    }

    /// A report of another tree, of a few by chance the one nearest in time.
    fn partner(&mut self, source: &Node) -> Option<usize> {
        source.report?;
        let others: Vec<usize> = (0..self.nodes.len())
            .filter(|&node| self.nodes[node].tree != source.tree)
            .filter(|&node| self.nodes[node].report.is_some())
            .collect();
        if others.is_empty() {
            return None;
        }
        let some: Vec<usize> = (0..8).map(|_| *self.chance.pick(&others)).collect();
        let apart = |node: &usize| self.nodes[*node].time.abs_diff(source.time);
        some.into_iter().min_by_key(apart)
    }

    /// Seconds until a copy appears.
    fn lag(&mut self) -> i64 {
        let range = match self.chance.below(10) {
            0..4 => 300..=5_400,
            4..8 => 7_200..=36_000,
            _ => 86_400..=172_800,
        };
        self.chance.between(range) as i64
    }

    /// Whom a copy credits.
    fn credit(&mut self, kind: Kind, source: &Node, node: &Node, naming: Naming) -> Option<Credit> {
        let form = *self.chance.pick(&Form::ALL);
        if source.report.is_some() && source.outlet == node.outlet {
            return None;
        }
        let keeps = [Kind::Verbatim, Kind::Trimmed, Kind::LightlyEdited].contains(&kind);
        if let Some((form, name)) = source.wire.clone()
            && keeps
            && form != Form::Mention
            && self.chance.percent(50)
        {
            return Some(Credit {
                form,
                name,
                of: None,
            });
        }
        let named = match (source.report, naming) {
            (None, Naming::All) => true,
            (None, Naming::None) => false,
            _ => self.chance.percent(50),
        };
        named.then(|| Credit {
            form,
            name: self.name_of(source),
            of: source.report,
        })
    }
}
