//! How much speaks for each meaning of each name.
//!
//! Every meaning of every name has a score: what speaks for it by itself (people, kind, whether it
//! is the usual name), and what the rest of the report says for it (other names in the same
//! country, division or neighbourhood, a state named right behind it). The scores of one name become
//! shares that sum to one; the shares of all names are the evidence for the next round. The weights
//! were set by hand and by trial on half of the documents that `ACCURACY.md` names; nothing is
//! learnt from them.

use std::collections::BTreeMap;

use headwater_model::PlaceKind as Kind;

use crate::file::File;
use crate::resolve::{Found, ancestors, id};
use crate::words::{Meaning, Meanings};
use crate::{distance, where_prec};

/// What evidence weighs, in units of a natural logarithm of odds.
pub(crate) struct Weights {
    /// Ten times the people.
    people: f64,
    /// For a country, a first-order and a second-order division by its bare name.
    kinds: [f64; 3],
    /// For what is typed by hand, by people that it stands for.
    typed: f64,
    /// Against names beside the usual one.
    other: f64,
    /// For countries and capitals that the house knows.
    known: f64,
    /// For the kind that a word of the name asks for.
    wanted: f64,
    /// For a place in what is named right behind it.
    within: f64,
    /// For twice as many names in the same country, first-order and second-order division.
    levels: [f64; 3],
    /// For twice as many names nearby.
    near: f64,
    /// Against a place abroad, for the place that the outlet is named for.
    pub foreign: f64,
    /// For a division that is named like a great town of its country.
    namesake: f64,
    /// How much more than a town a division or country says of what it lies in.
    explicit: f64,
    /// For the county that the report names in full elsewhere.
    pub county: f64,
}

pub(crate) const WEIGHTS: Weights = Weights {
    people: 1.2,
    kinds: [6.0, 4.0, -1.2],
    typed: 6.5,
    other: 1.2,
    known: 1.5,
    wanted: 6.0,
    within: 9.0,
    levels: [1.0, 2.2, 1.0],
    near: 1.6,
    foreign: 6.0,
    namesake: -3.0,
    explicit: 1.2,
    county: 3.0,
};
/// Rounds in which names bear each other out.
const ROUNDS: usize = 4;
/// At most so many meanings of a name are weighed.
const MEANINGS: usize = 60;
/// Kilometres within which two places count as one when a name's evidence is summed.
const SAME: f64 = 161.0;

/// A name of the report with all that it can mean.
pub(crate) struct Name {
    pub meanings: Meanings,
    /// The division named right behind it.
    pub within: Option<u32>,
    /// By itself, for each meaning.
    pub prior: Vec<f64>,
    /// Shares of the meanings.
    shares: Vec<f64>,
}

impl Name {
    pub fn new(file: &File, mut meanings: Meanings, within: Option<u32>) -> Self {
        let towns_of: Vec<u32> = (meanings.all.iter())
            .filter(|one| one.spot.kind == Kind::Town && one.usual && one.spot.population > 3e5)
            .filter_map(|one| ancestors(file, one.spot.parent).last())
            .collect();
        let mut scored: Vec<(f64, Meaning)> = (meanings.all.iter())
            .map(|one| (prior(one, meanings.wanted, &towns_of), *one))
            .collect();
        scored.sort_by(|one, other| {
            (other.0.total_cmp(&one.0)).then(one.1.spot.place.cmp(&other.1.spot.place))
        });
        // A name has many meanings only where the right one may be small; those in what is named
        // behind it stay in any case.
        if scored.len() > MEANINGS {
            let inside = |one: &Meaning| {
                within.is_some_and(|outer| ancestors(file, one.spot.parent).any(|at| at == outer))
            };
            let mut at = 0;
            scored.retain(|(_, one)| {
                at += 1;
                at <= MEANINGS || inside(one)
            });
        }
        meanings.all = scored.iter().map(|(_, one)| *one).collect();
        Self {
            prior: scored.iter().map(|(score, _)| *score).collect(),
            shares: Vec::new(),
            meanings,
            within,
        }
    }

    /// The scores without the rest of the report, but for what is named right behind the name.
    fn alone(&self, lines: &[Vec<u32>]) -> Vec<f64> {
        let inside = |line: &Vec<u32>| self.within.is_some_and(|outer| line.contains(&outer));
        (self.prior.iter().zip(lines))
            .map(|(prior, line)| prior + f64::from(u8::from(inside(line))) * WEIGHTS.within)
            .collect()
    }

    /// Shares from scores.
    fn share(&mut self, scores: &[f64]) {
        let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let odds: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
        let sum: f64 = odds.iter().sum();
        self.shares = odds.iter().map(|odd| odd / sum).collect();
    }

    /// How exactly the words place it, if they mean a place of this kind.
    fn precision(&self, kind: Kind) -> Option<u8> {
        let own = where_prec(kind)?;
        match self.meanings.precision {
            // "Southern" makes a country an area without an edge, "region" makes a town a region.
            Some(5) => Some(5),
            Some(said) if self.meanings.wanted != Some(kind) => Some(own.max(said)),
            _ => Some(own),
        }
    }

    pub fn best(&self, file: &File) -> Option<Found> {
        let all = self.shares.iter().zip(&self.meanings.all);
        let (_, one) = all.clone().reduce(|best, next| match next.0 > best.0 {
            true => next,
            false => best,
        })?;
        let spot = one.spot;
        let point = (spot.lat, spot.lon);
        let sure: f64 = all
            .filter(|(_, one)| distance(point, (one.spot.lat, one.spot.lon)) <= SAME)
            .map(|(share, _)| share)
            .sum();
        let top = match spot.kind {
            Kind::Country => Some(spot.place),
            _ => ancestors(file, spot.parent).last(),
        };
        let code = top.and_then(|top| file.code(file.spot(top)?.number));
        Some(Found {
            id: id(file, spot.place),
            name: file.name(spot.place)?,
            kind: spot.kind,
            lat: spot.lat,
            lon: spot.lon,
            country: code,
            where_prec: self.precision(spot.kind),
            // Two decimals, so that no machine's logarithm shows.
            confidence: (sure.min(1.0) * 100.0).round() as f32 / 100.0,
            adjective: self.meanings.adjective,
        })
    }
}

/// What speaks for a meaning by itself; `towns_of` are the countries with a great town of its name.
pub(crate) fn prior(one: &Meaning, wanted: Option<Kind>, towns_of: &[u32]) -> f64 {
    let weights = &WEIGHTS;
    let people = one.spot.population;
    let own = match one.spot.kind {
        Kind::Country => weights.kinds[0],
        // A division that is named like a great town of its country is meant only where that is said.
        Kind::FirstOrder if one.spot.parent.is_some_and(|at| towns_of.contains(&at)) => {
            weights.namesake
        }
        Kind::FirstOrder => weights.kinds[1],
        Kind::SecondOrder => weights.kinds[2],
        Kind::Town if people > 0.0 => 0.0,
        _ => weights.typed * weights.people,
    };
    own + (people + 1.0).log10() * weights.people
        - f64::from(u8::from(!one.usual && !one.known && !one.exact)) * weights.other
        + f64::from(u8::from(one.known)) * weights.known
        + f64::from(u8::from(one.exact)) * weights.wanted
        + f64::from(u8::from(wanted == Some(one.spot.kind))) * weights.wanted
}

/// Lets the names of a report bear each other out.
pub(crate) fn weigh(file: &File, names: &mut [Name], home: Option<u32>) {
    let lines: Vec<Vec<Vec<u32>>> = (names.iter())
        .map(|name| {
            let of = |one: &Meaning| -> Vec<u32> {
                let own = (one.spot.kind <= Kind::SecondOrder).then_some(one.spot.place);
                let above = ancestors(file, one.spot.parent);
                own.into_iter().chain(above).collect()
            };
            name.meanings.all.iter().map(of).collect()
        })
        .collect();
    let kind_of = |place: u32| {
        file.spot(place)
            .map_or(0, |spot| (spot.kind as usize).min(2))
    };
    for (name, lines) in names.iter_mut().zip(&lines) {
        let scores = name.alone(lines);
        name.share(&scores);
    }
    for _ in 0..ROUNDS {
        let mut in_division: BTreeMap<u32, f64> = BTreeMap::new();
        let mut in_square: BTreeMap<(i32, i32), f64> = BTreeMap::new();
        if let Some(home) = home {
            in_division.insert(home, 1.0);
        }
        for (name, lines) in names.iter().zip(&lines) {
            for ((share, one), line) in name.shares.iter().zip(&name.meanings.all).zip(lines) {
                let said = explicit(one) * share;
                for place in line {
                    *in_division.entry(*place).or_default() += said;
                }
                if small(one) {
                    *in_square.entry(square(one)).or_default() += share;
                }
            }
        }
        for (name, lines) in names.iter_mut().zip(&lines) {
            let mut own: BTreeMap<u32, f64> = BTreeMap::new();
            let mut own_squares: BTreeMap<(i32, i32), f64> = BTreeMap::new();
            for ((share, one), line) in name.shares.iter().zip(&name.meanings.all).zip(lines) {
                let said = explicit(one) * share;
                for place in line {
                    *own.entry(*place).or_default() += said;
                }
                if small(one) {
                    *own_squares.entry(square(one)).or_default() += share;
                }
            }
            let mut scores = name.alone(lines);
            for ((score, one), line) in scores.iter_mut().zip(&name.meanings.all).zip(lines) {
                for place in line {
                    let others = in_division.get(place).copied().unwrap_or(0.0)
                        - own.get(place).copied().unwrap_or(0.0);
                    *score += WEIGHTS.levels[kind_of(*place)] * (1.0 + others.max(0.0)).ln();
                }
                if small(one) {
                    let others: f64 = around_square(square(one))
                        .map(|at| {
                            in_square.get(&at).copied().unwrap_or(0.0)
                                - own_squares.get(&at).copied().unwrap_or(0.0)
                        })
                        .sum();
                    *score += WEIGHTS.near * (1.0 + others.max(0.0)).ln();
                }
            }
            name.share(&scores);
        }
    }
}

/// How much a name says of what it lies in: one that is a division or country says more.
fn explicit(one: &Meaning) -> f64 {
    match one.spot.kind {
        Kind::FirstOrder | Kind::SecondOrder | Kind::Country => WEIGHTS.explicit,
        _ => 1.0,
    }
}

/// Whether a place is small enough to have neighbours.
fn small(one: &Meaning) -> bool {
    matches!(one.spot.kind, Kind::Town | Kind::SecondOrder)
}

/// The square of a degree that a place lies in.
fn square(one: &Meaning) -> (i32, i32) {
    (one.spot.lat.floor() as i32, one.spot.lon.floor() as i32)
}

fn around_square((lat, lon): (i32, i32)) -> impl Iterator<Item = (i32, i32)> {
    (-1..=1).flat_map(move |dy| (-1..=1).map(move |dx| (lat + dy, lon + dx)))
}
