//! Places: the points of the towns, regions and countries that a report names.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use headwater_model::{EntityKind, Place, PlacePrecision, Span};
use headwater_text::{known, name_key};

/// A row of the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Point {
    name: &'static str,
    lat: f64,
    lon: f64,
    precision: PlacePrecision,
}

/// The places among the candidates, in text order, each with its point where it is known.
///
/// Only candidates of the kinds `Place` and `Country` are taken; adjectives ("Russian") are no
/// places. A part of a place ("southern Gaza", "Kharkiv region") has the point of the whole and
/// the precision of a region. A name that the gazetteer does not have keeps its words as name,
/// without a point; a name of several places has the point of the best known one.
///
/// ```
/// use headwater_model::EntityKind;
/// use headwater_reader::places;
/// let text = "They met in Vladivostok.";
/// let found = places(text, &[(12..23, EntityKind::Place)]);
/// assert_eq!((found[0].lat, found[0].lon), (Some(43.12), Some(131.89)));
/// ```
pub fn places(text: &str, candidates: &[(Range<usize>, EntityKind)]) -> Vec<Place> {
    let mut found: Vec<Place> = candidates
        .iter()
        .filter(|(_, kind)| matches!(kind, EntityKind::Place | EntityKind::Country))
        .filter_map(|(range, _)| Span::cut(text, range.clone()).ok())
        .filter(|span| !known::is_demonym(&span.text))
        .map(place)
        .collect();
    found.sort_by_key(|place| (place.span.start, place.span.end));
    found
}

fn place(span: Span) -> Place {
    let point = point(&span.text).or_else(|| {
        let point = point(part_of(&span.text)?)?;
        let precision = point.precision.max(PlacePrecision::Region);
        Some(Point { precision, ..point })
    });
    Place {
        name: point.map_or_else(|| bare_name(&span.text), |point| point.name.to_owned()),
        lat: point.map(|point| point.lat),
        lon: point.map(|point| point.lon),
        precision: point.map(|point| point.precision),
        span,
    }
}

static GAZETTEER: LazyLock<BTreeMap<String, Point>> = LazyLock::new(|| {
    rows()
        .flat_map(|(point, names)| names.into_iter().map(move |name| (name_key(name), point)))
        .collect()
});

/// The rows of the gazetteer with all names of each.
fn rows() -> impl Iterator<Item = (Point, Vec<&'static str>)> {
    let lines = include_str!("../data/places.tsv").lines().skip(1);
    lines.filter_map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [precision, name, lat, lon, ..] = cells[..] else {
            return None;
        };
        let point = Point {
            name,
            lat: lat.parse().ok()?,
            lon: lon.parse().ok()?,
            precision: match precision {
                "town" => PlacePrecision::Town,
                _ => PlacePrecision::Region,
            },
        };
        let aliases = cells.get(4).into_iter().flat_map(|cell| cell.split('|'));
        Some((point, std::iter::once(name).chain(aliases).collect()))
    })
}

/// The point of a name: first what the whole house knows, then the gazetteer.
fn point(name: &str) -> Option<Point> {
    let of_known = known::lookup(name).and_then(|known| {
        let precision = match known.kind {
            EntityKind::Country => PlacePrecision::Country,
            _ if known.also_place => PlacePrecision::Town,
            _ => return None,
        };
        Some(Point {
            name: known.name,
            lat: known.lat?,
            lon: known.lon?,
            precision,
        })
    });
    of_known.or_else(|| GAZETTEER.get(&name_key(name)).copied())
}

/// The place that the words name a part of, or that they describe: "southern Gaza",
/// "Kharkiv region", "the city of Derna".
fn part_of(words: &str) -> Option<&str> {
    const BEFORE: [&str; 17] = [
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "downtown",
        "mainland",
        "occupied",
        "greater",
    ];
    const BEHIND: [&str; 13] = [
        "region",
        "province",
        "oblast",
        "city",
        "state",
        "county",
        "district",
        "governorate",
        "area",
        "border",
        "coast",
        "prefecture",
        "port",
    ];
    let words = words.trim();
    if let Some((_, place)) = words.rsplit_once(" of ") {
        return Some(place);
    }
    let bare = words.strip_prefix("the ").unwrap_or(words);
    if let Some((first, rest)) = bare.split_once(' ')
        && BEFORE.contains(&first.to_lowercase().as_str())
    {
        return Some(rest);
    }
    let (rest, last) = bare.rsplit_once(' ')?;
    BEHIND
        .contains(&last.to_lowercase().as_str())
        .then_some(rest)
}

/// The words without article and possessive ending.
fn bare_name(words: &str) -> String {
    let words = words.trim();
    let words = words.strip_prefix("the ").unwrap_or(words);
    let bare = ["’s", "'s"]
        .iter()
        .find_map(|ending| words.strip_suffix(ending));
    bare.unwrap_or(words).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(words: &str) -> Place {
        places(words, &[(0..words.len(), EntityKind::Place)]).remove(0)
    }

    #[test]
    fn a_point_says_what_it_stands_for() {
        assert_eq!(one("Vladivostok").precision, Some(PlacePrecision::Town));
        assert_eq!(one("Crimea").precision, Some(PlacePrecision::Region));
        assert_eq!(
            one("North Korea’s").precision,
            Some(PlacePrecision::Country)
        );
        assert_eq!(
            one("the Kharkiv region").precision,
            Some(PlacePrecision::Region)
        );
        assert_eq!(
            one("eastern Ukraine").precision,
            Some(PlacePrecision::Country)
        );
        assert_eq!(one("Kiev").name, "Kyiv");
    }

    #[test]
    fn an_unknown_place_has_no_point() {
        let place = one("the Lower Marsh’s");
        assert_eq!(
            (place.name.as_str(), place.lat, place.lon),
            ("Lower Marsh", None, None)
        );
        assert_eq!(place.precision, None);
    }

    #[test]
    fn people_and_adjectives_are_no_places() {
        let text = "Russian ships left Odesa for Ana Ramos";
        let candidates = [
            (0..7, EntityKind::Country),
            (19..24, EntityKind::Place),
            (29..38, EntityKind::Person),
            (900..901, EntityKind::Place),
        ];
        let found = places(text, &candidates);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].span.text, "Odesa");
    }

    #[test]
    fn the_gazetteer_has_no_duplicates_and_no_dead_rows() {
        let names: Vec<&str> = rows().flat_map(|(_, names)| names).collect();
        assert_eq!(names.len(), GAZETTEER.len());
        assert_eq!(
            include_str!("../data/places.tsv").lines().skip(1).count(),
            rows().count()
        );
        assert!(rows().count() >= 300);
        for (row, names) in rows() {
            assert!((-90.0..=90.0).contains(&row.lat) && (-180.0..=180.0).contains(&row.lon));
            for name in names {
                assert_eq!(point(name), Some(row), "{name} is known elsewhere");
            }
        }
    }
}
