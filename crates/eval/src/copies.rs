//! How well copies are found: against copy trees with known truth, against reprints that people
//! judged, and against every pair of articles of a year of one agency.
//!
//! `copies` grows worlds of reports ([`world`]) from texts given by path, asks the engine which of
//! them share text, checks what must hold of any answer ([`check`]) and counts ([`judge`]). All
//! chance comes from the seed. `reprints` and `reuters` are in modules of those names.

mod base;
pub mod chance;
mod check;
mod derive;
mod draft;
mod exchange;
mod judge;
mod lead;
mod numbers;
mod outlets;
mod print;
mod relation;
mod reliable;
mod reprints;
mod reuters;
mod sources;
mod tell;
mod tree;
mod world;

use std::path::Path;

use headwater::model::Report;
use headwater_stories::reuse;

use judge::{Figures, judge};

pub use reprints::run as reprints;
pub use reuters::run as reuters;

/// Trees of one world: as many as the texts last for, with some to spare.
const TREES_OF_A_WORLD: usize = 200;

/// Most misses of one sort that are shown.
const SHOWN: usize = 12;

/// Grows so many trees, a world at a time, and tells what the engine found in them.
pub fn run(
    corpora: &Path,
    trees: usize,
    seed: u64,
    misses: bool,
    json: bool,
) -> Result<String, String> {
    let sources = sources::load(corpora)?;
    let mut figures = Figures::default();
    let mut told = String::new();
    while figures.trees < trees {
        let wanted = (trees - figures.trees).min(TREES_OF_A_WORLD);
        let seed = seed.wrapping_add((figures.worlds as u64) << 32);
        let (world, grown) = world::world(&sources, wanted, seed)?;
        if grown == 0 {
            return Err("the texts are too few for a single tree".to_owned());
        }
        figures.worlds += 1;
        figures.trees += grown;
        figures.reports += world.reports.len();
        let reports: Vec<&Report> = world.reports.iter().collect();
        let links = reuse(&reports);
        let backwards: Vec<&Report> = reports.iter().rev().copied().collect();
        if reuse(&backwards) != links {
            return Err("the engine's answer depends on the order of the reports".to_owned());
        }
        let links = check::check(&reports, &links)?;
        let wrong = judge(&world, &links, &mut figures);
        if misses && figures.worlds == 1 {
            told = tell::misses(&world, &wrong, SHOWN);
        }
    }
    if json {
        let text = serde_json::to_string_pretty(&figures).map_err(|error| error.to_string())?;
        return Ok(text + "\n");
    }
    Ok(tell::tables(&figures) + &told)
}
