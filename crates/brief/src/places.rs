//! The places that reports name, each once, with what is known of where it is.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use headwater_model::{Place, PlacePrecision};
use headwater_text::known;

use crate::gathered::place_of;
use crate::index::{Index, Numbered};
use crate::neutral::one_line;

/// A place with where it is named.
pub(crate) struct Where {
    /// Its usual name.
    pub name: String,
    /// Its country's name, where it is another.
    pub country: Option<String>,
    /// Where it is, if that is known.
    pub point: Option<Point>,
    /// The words used for it, where they differ from the name.
    pub words: Vec<String>,
    /// The statements or reports that name it.
    pub places: Vec<String>,
}

/// A point and how exactly the reports' words mean it.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Point {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// UCDP's code, 1 to 7.
    pub where_prec: Option<u8>,
    /// The same in words.
    pub precision: &'static str,
}

impl Where {
    /// `43.11, 131.88 (town)`, or that no point is known.
    pub fn point_in_words(&self) -> String {
        match &self.point {
            Some(point) => format!("{:.2}, {:.2} ({})", point.lat, point.lon, point.precision),
            None => "no point found".to_owned(),
        }
    }
}

/// The places of the reports, those that most statements name first.
pub(crate) fn places(index: &Index<'_>, reports: &[Numbered<'_>]) -> Vec<Where> {
    let mut by_name: BTreeMap<(String, String), Where> = BTreeMap::new();
    for &report in reports {
        for place in &report.reading.places {
            let mut new = Where {
                name: one_line(&place.name),
                country: place.country.as_deref().map(country),
                point: point(place),
                words: Vec::new(),
                places: Vec::new(),
            };
            new.country.take_if(|country| *country == new.name);
            let key = (new.name.clone(), new.point_in_words());
            let held = by_name.entry(key).or_insert(new);
            let words = one_line(&place.span.text);
            if words != held.name && !held.words.contains(&words) {
                held.words.push(words);
            }
            let at = place_of(index, report, place.span.start, place.span.end);
            if !held.places.contains(&at) {
                held.places.push(at);
            }
        }
    }
    let mut places: Vec<Where> = by_name.into_values().collect();
    places.sort_by_key(|place| (place.point.is_none(), Reverse(place.places.len())));
    places
}

/// The country of a code, by its name where the house knows it.
fn country(code: &str) -> String {
    let known = known::by_id(&format!("country:{}", code.to_lowercase()));
    known.map_or_else(|| one_line(code), |known| known.name.to_owned())
}

/// The point of a place.
pub(crate) fn point(place: &Place) -> Option<Point> {
    use PlacePrecision::{Country, Region, Town};
    let precision = match (place.where_prec, place.precision) {
        (Some(1), _) | (None, Some(Town)) => "town",
        (Some(2), _) => "within 25 km",
        (Some(3), _) => "middle of the district",
        (Some(4), _) => "middle of the province",
        (Some(5), _) => "middle of an area or line",
        (Some(6), _) | (None, Some(Country)) => "middle of the country",
        (Some(7), _) => "middle of the sea",
        (_, Some(Region)) => "middle of the region",
        _ => "precision not told",
    };
    Some(Point {
        lat: place.lat?,
        lon: place.lon?,
        where_prec: place.where_prec,
        precision,
    })
}
