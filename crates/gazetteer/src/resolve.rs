//! Which of the places that a name can mean the report means.

use std::collections::BTreeMap;
use std::ops::Range;

use headwater_model::PlaceKind as Kind;

use crate::file::File;
use crate::home::{Home, home};
use crate::key::key;
use crate::weigh::{Name, WEIGHTS, prior, weigh};
use crate::words::{Meaning, Meanings, meanings};
use crate::{around, file};

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

/// Countries where outlets write English.
const ENGLISH: [&str; 7] = ["US", "CA", "GB", "IE", "AU", "NZ", "ZA"];
/// At most so many different names of a report are resolved.
const NAMES: usize = 400;
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
pub(crate) fn ancestors(file: &File, parent: Option<u32>) -> impl Iterator<Item = u32> {
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

/// What GeoNames calls a place.
pub(crate) fn id(file: &File, place: u32) -> Option<String> {
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
