//! Place names to places.
//!
//! In: a report's text and where it names places. Out: for each name the place that it means
//! there, with number or code in GeoNames, point, country, kind, how exactly the words place it,
//! and how sure that is. The table of 240,000 places is part of the binary and is read where it
//! lies (`models/gazetteer.bin`; GeoNames, CC BY 4.0).
//!
//! Its steps: `words` (what the words alone can mean) → `around` (what stands before and behind
//! them: "20 km south of", ", Texas") → `resolve` (which of the meanings the report bears out).
//!
//! Invariants: an answer depends on the report alone; the same text gives the same answer; no text
//! makes it panic; the cost is linear in the number of names.
//!
//! ```
//! use headwater_gazetteer::{Context, resolve};
//! let text = "The mayor of Paris, Texas, drove to Dallas.";
//! let places = resolve(text, &[13..18, 20..25, 36..42], &Context::default());
//! let paris = places[0].as_ref().unwrap();
//! assert_eq!((paris.id.as_deref(), paris.country), (Some("geonames:4717560"), Some("US")));
//! assert_eq!(places[1].as_ref().unwrap().id.as_deref(), Some("geonames:US.TX"));
//! ```

mod around;
mod file;
mod home;
mod key;
mod pack;
mod resolve;
#[cfg(test)]
mod tests;
mod weigh;
mod words;

use std::sync::LazyLock;

use file::File;
use headwater_model::PlaceKind as Kind;

pub use pack::pack;
pub use resolve::{Context, Found, most_people, resolve};

static BYTES: &[u8] = include_bytes!("../../../models/gazetteer.bin");
static FILE: LazyLock<Option<File>> = LazyLock::new(|| File::new(BYTES));

/// The places of the binary; a test rules out that there are none.
fn file() -> Option<&'static File> {
    FILE.as_ref()
}

/// The kinds with their names in the table of places, in the order of their numbers in the file.
const KINDS: [(Kind, &str); 14] = [
    (Kind::Country, "country"),
    (Kind::FirstOrder, "first_order"),
    (Kind::SecondOrder, "second_order"),
    (Kind::Town, "town"),
    (Kind::Region, "region"),
    (Kind::Area, "area"),
    (Kind::Continent, "continent"),
    (Kind::Sea, "sea"),
    (Kind::Lake, "lake"),
    (Kind::River, "river"),
    (Kind::Border, "border"),
    (Kind::Mountains, "mountains"),
    (Kind::Desert, "desert"),
    (Kind::Island, "island"),
];

/// The code of precision that UCDP gives to a place of this kind (`where_prec`): 1 a town, 3 and 4
/// divisions, 5 what is spread out or linear, 6 a country, 7 a sea. It has none for more than a
/// country.
fn where_prec(kind: Kind) -> Option<u8> {
    match kind {
        Kind::Town => Some(1),
        Kind::SecondOrder => Some(3),
        Kind::FirstOrder => Some(4),
        Kind::Country => Some(6),
        Kind::Sea => Some(7),
        Kind::Area | Kind::Continent => None,
        _ => Some(5),
    }
}

/// A place of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Spot {
    /// Its number in the file.
    place: u32,
    lat: f64,
    lon: f64,
    /// GeoNames' number, or where the code of a country or division stands.
    number: u32,
    population: f64,
    kind: Kind,
    /// The division or country that it lies in.
    parent: Option<u32>,
}

/// Kilometres between two points.
///
/// ```
/// let km = headwater_gazetteer::distance((50.45, 30.52), (49.99, 36.23));
/// assert!((km - 411.0).abs() < 5.0);
/// ```
pub fn distance(one: (f64, f64), other: (f64, f64)) -> f64 {
    let ((a, b), (c, d)) = (radians(one), radians(other));
    let half = ((c - a) / 2.0).sin().powi(2) + a.cos() * c.cos() * ((d - b) / 2.0).sin().powi(2);
    12_742.0 * half.sqrt().min(1.0).asin()
}

fn radians((lat, lon): (f64, f64)) -> (f64, f64) {
    (lat.to_radians(), lon.to_radians())
}
