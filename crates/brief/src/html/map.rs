//! The places of a story: a map, and a list that says the same in words.

use super::escape::{Esc, Rich};
use super::put;
use crate::index::{Index, Numbered};
use crate::places::{self, Point, Where};
use crate::wording::references;

/// Land and borders as SVG paths, a unit a tenth of a degree: Natural Earth 1:110m (public domain), by
/// `training/headwater_training/outline.py`.
const WORLD: &str = include_str!("../../assets/world.txt");
/// As many places as a map has room for; the list has all.
const MOST: usize = 60;
/// References of a place that are listed.
const MOST_REFERENCES: usize = 8;
/// The least width of a map, in tenths of a degree: closer by, the outline is too coarse.
const CLOSEST: f64 = 300.0;
/// A map is twice as wide as high.
const HEIGHT: f64 = 0.5;
/// What maps show, in tenths of a degree: west, north, width, height; without the poles.
const WHOLE: [f64; 4] = [-1800.0, -850.0, 3600.0, 1450.0];

/// The map of a story and the list beside it. The first map of a page, of story number 1, brings the
/// outline; the others use it.
pub(super) fn places(out: &mut String, index: &Index<'_>, reports: &[Numbered<'_>], number: usize) {
    let places = places::places(index, reports);
    outline(out, number);
    if places.is_empty() {
        out.push_str("<p>None found.</p>");
        return;
    }
    out.push_str("<div class=\"atlas\">");
    let points: Vec<(&Where, Point)> = (places.iter())
        .filter_map(|place| Some((place, place.point?)))
        .take(MOST)
        .collect();
    if !points.is_empty() {
        map(out, &points, number);
    }
    list(out, index, &places, number);
    out.push_str("</div>");
}

fn outline(out: &mut String, number: usize) {
    if number == 1 {
        let (land, borders) = WORLD.trim_end().split_once('\n').unwrap_or((WORLD, ""));
        put!(
            out,
            "<svg class=\"unseen\" aria-hidden=\"true\"><defs><g id=\"world\"><path class=\"land\" \
             d=\"{land}\"/><path class=\"borders\" d=\"{borders}\"/></g></defs></svg>"
        );
    }
}

fn map(out: &mut String, points: &[(&Where, Point)], number: usize) {
    let [x, y, width, height] = view(points);
    let dot = width / 90.0;
    put!(
        out,
        "<figure class=\"map\"><svg viewBox=\"{x:.0} {y:.0} {width:.0} {height:.0}\" role=\"group\" \
         aria-label=\"Map of the places; the list beside it says the same\"><use href=\"#world\"/>"
    );
    for (_, point) in points {
        let Some(ring) = ring(point) else { continue };
        let (x, y) = place_on(point);
        put!(
            out,
            "<circle class=\"ring {}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{:.1}\"/>",
            if point.where_prec >= Some(5) {
                "vague"
            } else {
                ""
            },
            ring.max(dot * 1.7)
        );
    }
    // The most named lies on top.
    for (at, (place, point)) in points.iter().enumerate().rev() {
        let (x, y) = place_on(point);
        let country = place.country.as_deref();
        let country = country.map_or(String::new(), |country| format!(", {country}"));
        put!(
            out,
            "<a href=\"#place-{number}-{at}\"><title>{}{}: {}</title>\
             <circle class=\"dot\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{dot:.1}\"/>\
             <text x=\"{x:.1}\" y=\"{:.1}\" font-size=\"{:.1}\">{at}</text></a>",
            Esc(&place.name),
            Esc(&country),
            point.precision,
            y + dot * 0.42,
            dot * 1.2,
            at = at + 1
        );
    }
    out.push_str(
        "</svg><figcaption>A ring says how exactly the reports’ words place it, not how large the \
         place is: none for a town, a close one within 25 km or a district, a wide one for a province, \
         a broken one for a country, a sea, or an area or line without an edge. Outline: Natural Earth. \
         Points: GeoNames (CC BY 4.0).</figcaption></figure>",
    );
}

/// Where a point lies on the map, in tenths of a degree.
fn place_on(point: &Point) -> (f64, f64) {
    (point.lon * 10.0, -point.lat * 10.0)
}

/// The radius of a point's ring, in tenths of a degree.
fn ring(point: &Point) -> Option<f64> {
    match point.where_prec? {
        0 | 1 => None,
        2 => Some(2.3),
        3 => Some(4.5),
        4 | 5 => Some(13.5),
        _ => Some(36.0),
    }
}

/// The part of the world that holds the points, with room around them.
fn view(points: &[(&Where, Point)]) -> [f64; 4] {
    let [west, north, widest, highest] = WHOLE;
    let (mut low, mut high) = ((f64::MAX, f64::MAX), (f64::MIN, f64::MIN));
    for (_, point) in points {
        let ((x, y), room) = (place_on(point), ring(point).unwrap_or(0.0));
        low = (low.0.min(x - room), low.1.min(y - room));
        high = (high.0.max(x + room), high.1.max(y + room));
    }
    let needed = (high.0 - low.0).max((high.1 - low.1) / HEIGHT) * 1.2;
    let width = needed.clamp(CLOSEST, widest);
    let height = (width * HEIGHT).min(highest);
    let x = ((low.0 + high.0 - width) / 2.0).clamp(west, west + widest - width);
    let y = ((low.1 + high.1 - height) / 2.0).clamp(north, north + highest - height);
    [x, y, width, height]
}

fn list(out: &mut String, index: &Index<'_>, places: &[Where], number: usize) {
    out.push_str(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"List of the places\">\
         <table class=\"list\"><thead><tr><th scope=\"col\">No.</th><th scope=\"col\">Place</th>\
         <th scope=\"col\">Point and what it stands for</th><th scope=\"col\">Named in</th></tr>\
         </thead><tbody>",
    );
    for (at, place) in places.iter().enumerate() {
        let shown = place.point.is_some() && at < MOST;
        put!(out, "<tr id=\"place-{number}-{}\"><td>", at + 1);
        if shown {
            put!(out, "{}", at + 1);
        }
        put!(out, "</td><th scope=\"row\">{}", Esc(&place.name));
        if !place.words.is_empty() {
            put!(
                out,
                " <span class=\"theirs\">{}</span>",
                Esc(&place.words.join(", "))
            );
        }
        let class = if place.point.is_some() {
            "known"
        } else {
            "absent"
        };
        if let Some(country) = &place.country {
            put!(out, " <span class=\"faint\">{}</span>", Esc(country));
        }
        let more = match place.places.len().saturating_sub(MOST_REFERENCES) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let some = &place.places[..place.places.len().min(MOST_REFERENCES)];
        put!(
            out,
            "</th><td class=\"{class}\">{}</td><td>{}{more}</td></tr>",
            Esc(&place.point_in_words()),
            Rich(index, &references(some))
        );
    }
    out.push_str("</tbody></table></div>");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64, code: u8) -> Where {
        Where {
            name: "Vell".to_owned(),
            country: None,
            point: Some(Point {
                lat,
                lon,
                where_prec: Some(code),
                precision: "town",
            }),
            words: Vec::new(),
            places: Vec::new(),
        }
    }

    fn seen(places: &[Where]) -> [f64; 4] {
        let points: Vec<_> = (places.iter())
            .filter_map(|place| Some((place, place.point?)))
            .collect();
        view(&points)
    }

    #[test]
    fn a_map_shows_its_points_and_stays_in_the_world() {
        for places in [
            vec![at(43.1, 131.9, 1)],
            vec![at(71.0, 179.9, 6)],
            vec![at(-54.8, -179.9, 1), at(10.0, 0.0, 2)],
            vec![at(50.4, 30.5, 1), at(50.0, 36.2, 4)],
        ] {
            let [x, y, width, height] = seen(&places);
            assert!(x >= -1800.0 && x + width <= 1800.0 + 1e-6);
            assert!(y >= -850.0 && y + height <= 600.0 + 1e-6);
            for place in &places {
                let (px, py) = place_on(&place.point.unwrap());
                assert!((x..=x + width).contains(&px) && (y..=y + height).contains(&py));
            }
        }
        assert_eq!(seen(&[at(43.1, 131.9, 1)])[2], CLOSEST);
    }

    #[test]
    fn the_outline_is_two_paths_and_small() {
        assert!(WORLD.len() < 100_000);
        let lines: Vec<&str> = WORLD.trim_end().split('\n').collect();
        assert_eq!(lines.len(), 2);
        for line in lines {
            assert!(line.starts_with('M'));
            assert!(
                line.bytes()
                    .all(|b| b.is_ascii_digit() || b"Mlz- ".contains(&b))
            );
        }
    }

    #[test]
    fn a_point_carries_no_markup_of_its_name() {
        let mut place = at(1.0, 2.0, 1);
        place.name = "<b onload=x>".to_owned();
        let mut out = String::new();
        map(&mut out, &[(&place, place.point.unwrap())], 1);
        assert!(out.contains("&lt;b onload=x&gt;") && !out.contains("<b "));
    }
}
