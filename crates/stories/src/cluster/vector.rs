//! Reports as weighted stems.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::cut::{Cut, Facts, Kind};
use crate::hash::Mixed;
use crate::limits::{LEAD_WEIGHT, NAME_FACTOR, PRETENDED_REPORTS, TITLE_WEIGHT, UNLISTED};

/// In how many reports each stem stands: those so far, and a background of news.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Table {
    reports: u32,
    numbers: HashMap<u64, u32, Mixed>,
    stems: Vec<Seen>,
}

/// How common a stem is.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Seen {
    /// Reports so far that have it.
    reports: u32,
    /// Share of the background's reports that have it.
    background: f32,
}

/// The share of news reports that have a stem, and that of a stem which is not listed. Counted by
/// `headwater-eval story-background`; `models/README.md` says in what.
static BACKGROUND: LazyLock<(HashMap<u64, f32, Mixed>, f32)> = LazyLock::new(|| {
    let mut lines = include_str!("../../../../models/stories-background.tsv").lines();
    let first = lines.next().and_then(|line| line.strip_prefix("reports\t"));
    let reports = first.and_then(|count| count.parse().ok()).unwrap_or(1.0);
    let shares = lines.filter_map(|line| {
        let (stem, count) = line.split_once('\t')?;
        let stem = u64::from_str_radix(stem, 16).ok()?;
        Some((stem, count.parse::<f32>().ok()? / reports))
    });
    (shares.collect(), UNLISTED / reports)
});

impl Table {
    /// Counts a report and weighs its stems by how rare they are now.
    pub fn add(&mut self, cut: Cut) -> Vector {
        self.reports += 1;
        let entries = cut.stems.iter().map(|&(stem, counts)| {
            let number = self.number(stem);
            let seen = &mut self.stems[number as usize];
            seen.reports += 1;
            Entry {
                stem: number,
                idf: rarity(self.reports, *seen),
                headline: counts.headline,
                lead: counts.lead,
                body: counts.body,
                kind: counts.kind,
            }
        });
        let entries: Vec<Entry> = entries.collect();
        Vector {
            norms: Norms::of(&entries),
            entries,
            pairs: cut.pairs,
            facts: cut.facts,
        }
    }

    fn number(&mut self, stem: u64) -> u32 {
        *self.numbers.entry(stem).or_insert_with(|| {
            let (shares, unlisted) = &*BACKGROUND;
            self.stems.push(Seen {
                reports: 0,
                background: shares.get(&stem).copied().unwrap_or(*unlisted),
            });
            self.stems.len() as u32 - 1
        })
    }
}

/// Inverse document frequency, where [`PRETENDED_REPORTS`] of the background stand beside the
/// reports so far.
fn rarity(reports: u32, seen: Seen) -> f32 {
    let all = f64::from(reports) + PRETENDED_REPORTS + 1.0;
    let with = f64::from(seen.reports) + PRETENDED_REPORTS * f64::from(seen.background) + 0.5;
    (all / with).ln().max(0.0) as f32
}

/// A report as weighted stems. The weights are those of the time when it came.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Vector {
    pub entries: Vec<Entry>,
    /// See [`Cut::pairs`].
    pub pairs: Vec<u32>,
    pub norms: Norms,
    pub facts: Facts,
}

/// A stem of a report.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    pub stem: u32,
    pub idf: f32,
    headline: u8,
    lead: u8,
    body: u8,
    pub kind: Kind,
}

/// What counts become as weights, before rarity.
pub(super) struct Scale {
    /// One more than the logarithm of a count; 0 for 0.
    damped: [f32; MOST + 1],
    /// Logarithm of what names and numbers count more.
    name: f32,
}

/// The greatest count that zones together make.
const MOST: usize = (TITLE_WEIGHT + LEAD_WEIGHT + 1) as usize * u8::MAX as usize;

impl Scale {
    /// The scale of all reports.
    pub fn get() -> &'static Self {
        static SCALE: LazyLock<Scale> = LazyLock::new(|| {
            let mut damped = [0.0; MOST + 1];
            for (count, damped) in damped.iter_mut().enumerate().skip(1) {
                *damped = 1.0 + (count as f64).ln() as f32;
            }
            let name = NAME_FACTOR.ln() as f32;
            Scale { damped, name }
        });
        &SCALE
    }
}

impl Entry {
    /// Weights in headline, lead and body.
    pub fn zones(&self, scale: &Scale) -> [f32; 3] {
        [self.headline, self.lead, self.body]
            .map(|count| scale.damped[usize::from(count)] * self.idf)
    }

    /// Weight in the report as a whole.
    pub fn weight(&self, scale: &Scale) -> f32 {
        let [headline, lead, body] = [self.headline, self.lead, self.body].map(u32::from);
        let count = TITLE_WEIGHT * headline + LEAD_WEIGHT * lead + body;
        let factor = match self.kind {
            Kind::Word => 0.0,
            Kind::Name | Kind::Number => scale.name,
        };
        (scale.damped[count as usize] + factor) * self.idf
    }

    pub fn in_headline(&self) -> bool {
        self.headline > 0
    }

    pub fn in_lead(&self) -> bool {
        self.lead > 0
    }
}

/// Squared lengths of a vector's parts, and sums of rarity over some of its stems.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Norms {
    pub whole: f32,
    pub zones: [f32; 3],
    pub kinds: [f32; 3],
    /// By zone, then by kind.
    pub zone_kinds: [[f32; 3]; 3],
    pub headline: f32,
    /// Names in headline or lead.
    pub early_names: f32,
    pub numbers: f32,
    /// Stems of the headline that lead or body have too.
    pub repeated: f32,
    /// Names and numbers of the headline.
    pub headline_names: f32,
    pub lead: f32,
}

impl Norms {
    fn of(entries: &[Entry]) -> Self {
        let (mut norms, scale) = (Self::default(), Scale::get());
        for entry in entries {
            let zones = entry.zones(scale);
            let kind = entry.kind as usize;
            norms.whole += entry.weight(scale).powi(2);
            norms.kinds[kind] += zones.iter().sum::<f32>().powi(2);
            for (zone, weight) in zones.into_iter().enumerate() {
                norms.zones[zone] += weight * weight;
                norms.zone_kinds[zone][kind] += weight * weight;
            }
            let mut count = |sum: fn(&mut Self) -> &mut f32, counts: bool| {
                *sum(&mut norms) += if counts { entry.idf } else { 0.0 };
            };
            count(|n| &mut n.headline, entry.in_headline());
            count(|n| &mut n.early_names, entry.is_early_name());
            count(|n| &mut n.numbers, entry.kind == Kind::Number);
            count(
                |n| &mut n.repeated,
                entry.in_headline() && (entry.lead > 0 || entry.body > 0),
            );
            count(|n| &mut n.headline_names, entry.is_headline_name());
            count(|n| &mut n.lead, entry.in_lead());
        }
        norms
    }
}

impl Entry {
    /// Whether it is a name in headline or lead.
    pub fn is_early_name(&self) -> bool {
        self.kind == Kind::Name && (self.in_headline() || self.in_lead())
    }

    /// Whether it is a name or a number in the headline.
    pub fn is_headline_name(&self) -> bool {
        self.kind > Kind::Word && self.in_headline()
    }
}

impl Vector {
    /// The stems of greatest weight with their weights as parts of a vector of length one, the
    /// heaviest first.
    pub fn heaviest(&self, count: usize) -> Vec<(u32, f32)> {
        let scale = Scale::get();
        let mut weights: Vec<(u32, f32)> = (self.entries.iter())
            .map(|entry| (entry.stem, entry.weight(scale)))
            .collect();
        weights.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        weights.truncate(count);
        let length = self.norms.whole.sqrt().max(f32::MIN_POSITIVE);
        weights
            .iter()
            .map(|&(stem, weight)| (stem, weight / length))
            .collect()
    }
}

/// How central each report of a story is: its likeness to the sum of all.
pub(crate) fn centrality(reports: impl Iterator<Item = Cut>) -> Vec<f32> {
    let mut table = Table::default();
    let vectors: Vec<Vector> = reports.map(|cut| table.add(cut)).collect();
    let weighed = vectors.iter().map(|vector| vector.heaviest(usize::MAX));
    let weighed: Vec<Vec<(u32, f32)>> = weighed.collect();
    let mut centre = vec![0.0f32; table.stems.len()];
    for &(stem, weight) in weighed.iter().flatten() {
        centre[stem as usize] += weight;
    }
    let likeness = |vector: &Vec<(u32, f32)>| {
        let products = vector
            .iter()
            .map(|&(stem, weight)| weight * centre[stem as usize]);
        products.sum()
    };
    weighed.iter().map(likeness).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::report;
    use headwater_text::fnv;

    fn heaviest(table: &mut Table, title: &str, text: &str) -> f32 {
        let vector = table.add(Cut::of(&report(title, text, None)));
        vector.heaviest(1)[0].1
    }

    #[test]
    fn what_more_reports_have_weighs_less() {
        let mut table = Table::default();
        let dam = |table: &mut Table| {
            let vector = table.add(Cut::of(&report(
                "Dam bursts",
                "Near Norrby a dam burst.",
                None,
            )));
            vector.entries.iter().map(|entry| entry.idf).sum::<f32>()
        };
        let first = dam(&mut table);
        (0..20).for_each(|_| _ = dam(&mut table));
        assert!(dam(&mut table) < 0.7 * first);
    }

    #[test]
    fn a_rare_name_of_the_headline_is_heaviest() {
        let mut table = Table::default();
        let cut = Cut::of(&report(
            "Water over Norrby",
            "The new water in Norrby is high.",
            None,
        ));
        let vector = table.add(cut);
        let norrby = table.numbers[&fnv(headwater_text::stem("Norrby").as_bytes())];
        assert_eq!(vector.heaviest(1)[0].0, norrby);
        assert!(heaviest(&mut table, "Bread", "Bread.") > 0.999);
    }

    #[test]
    fn the_background_knows_common_words() {
        let (shares, unlisted) = &*BACKGROUND;
        assert!(shares.len() > 10_000);
        assert!(shares[&fnv(b"new")] > 0.1 && *unlisted < 0.001);
    }
}
