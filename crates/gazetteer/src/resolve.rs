//! Which of the places that a name can mean the report means.
//!
//! Every meaning of every name has a score: what speaks for it by itself (people, kind, whether it
//! is the usual name), and what the rest of the report says for it (other names in the same
//! country, division or neighbourhood, a state named right behind it). The scores of one name become
//! shares that sum to one; the shares of all names are the evidence for the next round. The weights
//! were set by hand and by trial on half of the documents that `ACCURACY.md` names; nothing is
//! learnt from them.

use std::collections::BTreeMap;
use std::ops::Range;

use headwater_model::PlaceKind as Kind;

use crate::file::File;
use crate::home::{Home, home};
use crate::key::key;
use crate::words::{Meaning, Meanings, meanings};
use crate::{around, distance, file, where_prec};

/// What is known of a report beside its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The outlet's name or address.
    pub outlet: Option<&'a str>,
    /// The dateline, where it is not part of the text.
    pub dateline: Option<&'a str>,
}

/// The place that a name means.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// `geonames:` with the number, or with the code of a country's division; `None` for places
    /// that GeoNames' tables here do not have.
    pub id: Option<String>,
    /// The usual name.
    pub name: String,
    /// What sort of place.
    pub kind: Kind,
    /// Degrees north, to two decimals.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// ISO 3166-1 code, two letters.
    pub country: Option<&'static str>,
    /// How exactly the words place it, 1 to 7 as UCDP counts; `None` for more than a country.
    pub where_prec: Option<u8>,
    /// The share of the evidence that speaks for it or for places within 161 km, 0 to 1.
    pub confidence: f32,
    /// Whether the name is an adjective or a word for the people.
    pub adjective: bool,
}

/// What evidence weighs, in units of a natural logarithm of odds.
struct Weights {
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
    foreign: f64,
    /// For a division that is named like a great town of its country.
    namesake: f64,
    /// How much more than a town a division or country says of what it lies in.
    explicit: f64,
    /// For the county that the report names in full elsewhere.
    county: f64,
}

const WEIGHTS: Weights = Weights {
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
/// Countries where outlets write English.
const ENGLISH: [&str; 7] = ["US", "CA", "GB", "IE", "AU", "NZ", "ZA"];
/// Rounds in which names bear each other out.
const ROUNDS: usize = 4;
/// At most so many meanings of a name are weighed.
const MEANINGS: usize = 60;
/// At most so many different names of a report are resolved.
const NAMES: usize = 400;
/// Kilometres within which two places count as one when a name's evidence is summed.
const SAME: f64 = 161.0;

/// A name of the report with all that it can mean.
struct Name {
    meanings: Meanings,
    /// The division named right behind it.
    within: Option<u32>,
    /// By itself, for each meaning.
    prior: Vec<f64>,
    /// Shares of the meanings.
    shares: Vec<f64>,
}

/// The places that the names of a report mean, one for each range; `None` where the gazetteer does
/// not have the name, or a range is none of the text.
pub fn resolve(text: &str, ranges: &[Range<usize>], context: &Context<'_>) -> Vec<Option<Found>> {
    let Some(file) = file() else {
        return vec![None; ranges.len()];
    };
    let mut names: Vec<Name> = Vec::new();
    let mut by_words: BTreeMap<(String, Option<u32>), usize> = BTreeMap::new();
    let mut plain: BTreeMap<String, Meanings> = BTreeMap::new();
    let mut of_range: Vec<Option<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        let Some(words) = text.get(range.clone()).filter(|_| plain.len() < NAMES) else {
            of_range.push(None);
            continue;
        };
        let found = (plain.entry(words.to_owned())).or_insert_with(|| meanings(file, words));
        let within = within(file, text, range, found);
        let at = *by_words.entry((key(words), within)).or_insert_with(|| {
            names.push(Name::new(file, found.clone(), within));
            names.len() - 1
        });
        of_range.push(Some(at));
    }
    let told = names.len();
    if let Some(line) = context.dateline {
        let end = line.find([',', '(', '/']).unwrap_or(line.len());
        let found = meanings(file, &line[..end]);
        if !found.all.is_empty() {
            let within = within(file, line, &(0..end), &found);
            names.push(Name::new(file, found, within));
        }
    }
    counties(&by_words, &mut names);
    agree(&by_words, &mut names);
    let home = context.outlet.map(home).unwrap_or_default();
    at_home(file, &home, &by_words, &mut names);
    let country = home.country.and_then(|code| country(file, &code));
    weigh(file, &mut names, country);
    let found: Vec<Option<Found>> = (names[..told].iter()).map(|name| name.best(file)).collect();
    let mut places = Vec::with_capacity(ranges.len());
    for (range, name) in ranges.iter().zip(of_range) {
        let mut place = name.and_then(|name| found[name].clone());
        if let Some(place) = &mut place
            && let Some(precision) = around::precision(text, range)
            && place.where_prec.is_some_and(|own| own < precision)
        {
            place.where_prec = Some(precision);
        }
        places.push(place);
    }
    places
}

/// The point of the place with the most people that the words can mean: the baseline that
/// [`resolve`] is measured against.
pub fn most_people(words: &str) -> Option<(f64, f64)> {
    let all = meanings(file()?, words).all;
    let spots = all.into_iter().map(|one| one.spot);
    spots
        .reduce(|best, next| match next.population > best.population {
            true => next,
            false => best,
        })
        .map(|spot| (spot.lat, spot.lon))
}

/// The country of this code.
fn country(file: &File, code: &str) -> Option<u32> {
    (0..)
        .map_while(|place| file.spot(place))
        .take_while(|spot| spot.kind == Kind::Country)
        .find(|spot| file.code(spot.number) == Some(code))
        .map(|spot| spot.place)
}

/// The division or country named right behind a name in which one of its meanings lies.
fn within(file: &File, text: &str, range: &Range<usize>, found: &Meanings) -> Option<u32> {
    for words in around::within(text, range) {
        let outer = meanings(file, &text[words]);
        if outer.adjective || outer.precision.is_some() {
            continue;
        }
        let holds = |outer: &Meaning| {
            outer.spot.kind <= Kind::SecondOrder
                && found.all.iter().any(|inner| {
                    (inner.spot.kind > Kind::FirstOrder || outer.exact)
                        && (ancestors(file, inner.spot.parent).any(|at| at == outer.spot.place))
                })
        };
        let of_kind =
            |kind| (outer.all.iter()).find(|outer| outer.spot.kind == kind && holds(outer));
        let outer = [Kind::FirstOrder, Kind::Country, Kind::SecondOrder]
            .into_iter()
            .find_map(of_kind);
        if let Some(outer) = outer {
            return Some(outer.spot.place);
        }
    }
    None
}

/// What a place lies in, from the nearest to the country.
fn ancestors(file: &File, parent: Option<u32>) -> impl Iterator<Item = u32> {
    let up = move |place: &u32| file.spot(*place)?.parent;
    std::iter::successors(parent, up).take(4)
}

/// "Clarke" is Clarke County where the report has named that.
fn counties(by_words: &BTreeMap<(String, Option<u32>), usize>, names: &mut [Name]) {
    for ((words, _), at) in by_words {
        let full = format!("{words} county");
        let of = by_words.range((full.clone(), None)..).next();
        let Some((_, full)) = of.filter(|((other, _), _)| *other == full) else {
            continue;
        };
        let (meanings, within) = (names[*full].meanings.clone(), names[*full].within);
        let name = &mut names[*at];
        name.within = name.within.or(within);
        for one in meanings.all {
            if one.spot.kind == Kind::SecondOrder {
                name.prior.push(prior(&one, None, &[]) + WEIGHTS.county);
                name.meanings.all.push(one);
            }
        }
    }
}

/// A place that the outlet is named for is the one of its own: one where English is written, unless
/// the outlet's country is known. It is evidence for the other names, too.
fn at_home(
    file: &File,
    home: &Home,
    by_words: &BTreeMap<(String, Option<u32>), usize>,
    names: &mut Vec<Name>,
) {
    for place in &home.places {
        let named = by_words
            .iter()
            .find(|((words, _), _)| words.replace(' ', "") == *place);
        let at = match named {
            Some((_, at)) => *at,
            None => {
                let mut found = meanings(file, place);
                found
                    .all
                    .retain(|one| one.spot.kind == Kind::Town && one.usual);
                if found.all.is_empty() {
                    continue;
                }
                names.push(Name::new(file, found, None));
                names.len() - 1
            }
        };
        let name = &mut names[at];
        for (score, one) in name.prior.iter_mut().zip(&name.meanings.all) {
            let top = ancestors(file, one.spot.parent).last();
            let code = top.and_then(|top| file.code(file.spot(top)?.number));
            let english = code.is_some_and(|code| ENGLISH.contains(&code));
            if one.spot.kind != Kind::Town || (!english && home.country.as_deref() != code) {
                *score -= WEIGHTS.foreign;
            }
        }
    }
}

/// A name with a state behind it once means the same where it stands alone.
fn agree(by_words: &BTreeMap<(String, Option<u32>), usize>, names: &mut [Name]) {
    for ((words, within), at) in by_words {
        if within.is_none() {
            let from = (words.clone(), Some(0));
            let told = by_words
                .range(from..)
                .take_while(|((other, _), _)| other == words);
            if let Some(((_, within), _)) = told.min_by_key(|(_, at)| **at) {
                names[*at].within = *within;
            }
        }
    }
}

impl Name {
    fn new(file: &File, mut meanings: Meanings, within: Option<u32>) -> Self {
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

    fn best(&self, file: &File) -> Option<Found> {
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
            confidence: sure.min(1.0) as f32,
            adjective: self.meanings.adjective,
        })
    }
}

/// What speaks for a meaning by itself; `towns_of` are the countries with a great town of its name.
fn prior(one: &Meaning, wanted: Option<Kind>, towns_of: &[u32]) -> f64 {
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
fn weigh(file: &File, names: &mut [Name], home: Option<u32>) {
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
    for name in names.iter_mut() {
        let scores = name.alone(&lines_of(file, name));
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

fn lines_of(file: &File, name: &Name) -> Vec<Vec<u32>> {
    (name.meanings.all.iter())
        .map(|one| ancestors(file, one.spot.parent).collect())
        .collect()
}

impl Name {
    /// The scores without the rest of the report, but for what is named right behind the name.
    fn alone(&self, lines: &[Vec<u32>]) -> Vec<f64> {
        let inside = |line: &Vec<u32>| self.within.is_some_and(|outer| line.contains(&outer));
        (self.prior.iter().zip(lines))
            .map(|(prior, line)| prior + f64::from(u8::from(inside(line))) * WEIGHTS.within)
            .collect()
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

/// What GeoNames calls a place.
fn id(file: &File, place: u32) -> Option<String> {
    let spot = file.spot(place)?;
    match spot.kind {
        Kind::Country => Some(format!("geonames:{}", file.code(spot.number)?)),
        Kind::FirstOrder | Kind::SecondOrder => {
            let mut parts: Vec<&str> = std::iter::once(place)
                .chain(ancestors(file, spot.parent))
                .filter_map(|place| file.code(file.spot(place)?.number))
                .collect();
            parts.reverse();
            Some(format!("geonames:{}", parts.join(".")))
        }
        _ => (spot.number > 0).then(|| format!("geonames:{}", spot.number)),
    }
}
