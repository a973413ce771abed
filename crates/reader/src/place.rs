//! Places: what the report names a place, with the point that the gazetteer has for it there.

use std::ops::Range;

use headwater_gazetteer::{Context, Found, resolve};
use headwater_model::{EntityKind, Place, PlaceKind, PlacePrecision, Span};

/// A place whose choice is less sure than this has no point: it would more often be wrong than right.
const SURE: f32 = 0.5;

/// The places among the candidates, in text order, each with its point where it is known.
///
/// Only candidates of the kinds `Place` and `Country` are taken; adjectives ("Russian") are no
/// places, but say which country a report is about. A part of a place ("southern Gaza", "Kharkiv
/// region") has the point of the whole and says so in its precision. A name that the gazetteer does
/// not have, or of which the report does not show which place it means, keeps its words as name,
/// without a point.
///
/// ```
/// use headwater_gazetteer::Context;
/// use headwater_model::EntityKind;
/// use headwater_reader::places;
/// let text = "They met in Vladivostok.";
/// let found = places(text, &[(12..23, EntityKind::Place)], &Context::default());
/// assert_eq!((found[0].lat, found[0].lon), (Some(43.11), Some(131.87)));
/// assert_eq!(found[0].id.as_deref(), Some("geonames:2013348"));
/// ```
pub fn places(
    text: &str,
    candidates: &[(Range<usize>, EntityKind)],
    context: &Context<'_>,
) -> Vec<Place> {
    let spans: Vec<Span> = candidates
        .iter()
        .filter(|(_, kind)| matches!(kind, EntityKind::Place | EntityKind::Country))
        .filter_map(|(range, _)| Span::cut(text, range.clone()).ok())
        .collect();
    let ranges: Vec<Range<usize>> = spans.iter().map(|span| span.start..span.end).collect();
    let mut places: Vec<Place> = (spans.into_iter())
        .zip(resolve(text, &ranges, context))
        .filter(|(_, found)| !found.as_ref().is_some_and(|found| found.adjective))
        .map(|(span, found)| place(span, found))
        .collect();
    places.sort_by_key(|place| (place.span.start, place.span.end));
    places
}

fn place(span: Span, found: Option<Found>) -> Place {
    let confidence = found.as_ref().map(|found| found.confidence);
    let found = found.filter(|found| found.confidence >= SURE);
    let precision = found.as_ref().map(|found| match found.kind {
        PlaceKind::Town if found.where_prec.is_none_or(|code| code <= 2) => PlacePrecision::Town,
        PlaceKind::Country => PlacePrecision::Country,
        _ => PlacePrecision::Region,
    });
    let Some(found) = found else {
        return Place {
            name: bare_name(&span.text),
            lat: None,
            lon: None,
            precision,
            id: None,
            country: None,
            kind: None,
            where_prec: None,
            confidence,
            span,
        };
    };
    Place {
        name: found.name,
        lat: Some(found.lat),
        lon: Some(found.lon),
        precision,
        id: found.id,
        country: found.country.map(str::to_owned),
        kind: Some(found.kind),
        where_prec: found.where_prec,
        confidence,
        span,
    }
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

    fn found(text: &str, candidates: &[(Range<usize>, EntityKind)]) -> Vec<Place> {
        places(text, candidates, &Context::default())
    }

    fn one(words: &str) -> Place {
        found(words, &[(0..words.len(), EntityKind::Place)]).remove(0)
    }

    #[test]
    fn a_point_says_what_it_stands_for() {
        use PlacePrecision::{Country, Region, Town};
        for (words, precision, code) in [
            ("Vladivostok", Town, 1),
            ("Crimea", Region, 4),
            ("North Korea’s", Country, 6),
            ("the Kharkiv region", Region, 4),
            ("eastern Ukraine", Country, 5),
            ("the Black Sea", Region, 7),
        ] {
            let place = one(words);
            assert_eq!(
                (place.precision, place.where_prec),
                (Some(precision), Some(code)),
                "{words}"
            );
        }
        assert_eq!(one("Kiev").name, "Kyiv");
        assert_eq!(one("Kiev").country.as_deref(), Some("UA"));
    }

    #[test]
    fn a_name_of_many_places_has_a_point_only_with_evidence() {
        let alone = one("Springfield");
        assert_eq!((alone.lat, alone.id), (None, None));
        assert!(alone.confidence.is_some_and(|sure| sure < 0.5));
        let text = "Springfield, Ill.";
        let beside = found(text, &[(0..11, EntityKind::Place)]).remove(0);
        assert_eq!((beside.lat, beside.lon), (Some(39.8), Some(-89.65)));
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
        let found = found(text, &candidates);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].span.text, "Odesa");
    }
}
