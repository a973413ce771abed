//! Packs the table of places into the file that the program maps.

use std::collections::BTreeMap;

use headwater_model::PlaceKind as Kind;

use crate::KINDS;
use crate::file::{ADJECTIVE, BLOCK, EXACT, MAGIC, NOWHERE, NUMBER, OTHER, SHOWN};
use crate::key::{key, titled};

/// A line of the table, as `training/headwater_training/gazetteer.py` writes it.
struct Row<'a> {
    kind: Kind,
    /// Number or code in GeoNames; `0` for neither.
    id: &'a str,
    name: &'a str,
    lat: f64,
    lon: f64,
    parent: &'a str,
    population: f64,
    others: Vec<&'a str>,
}

impl<'a> Row<'a> {
    fn parse(line: &'a str) -> Option<Self> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [
            kind,
            id,
            name,
            lat,
            lon,
            country,
            parent,
            population,
            others,
        ] = cells[..]
        else {
            return None;
        };
        let (kind, _) = *KINDS.iter().find(|(_, name)| *name == kind)?;
        Some(Self {
            kind,
            // A country is named by its code, too: divisions point at that.
            id: if kind == Kind::Country { country } else { id },
            name,
            lat: lat.parse().ok()?,
            lon: lon.parse().ok()?,
            parent,
            population: population.parse().ok()?,
            others: others.split('|').filter(|name| !name.is_empty()).collect(),
        })
    }

    fn has_code(&self) -> bool {
        matches!(
            self.kind,
            Kind::Country | Kind::FirstOrder | Kind::SecondOrder
        )
    }
}

/// Packs a table of places.
///
/// # Errors
/// A sentence that names the line that cannot be read, or what there is too much of.
pub fn pack(table: &str) -> Result<Vec<u8>, String> {
    let mut rows = Vec::new();
    for (at, line) in table.lines().enumerate() {
        let row = Row::parse(line).ok_or_else(|| {
            format!("line {}: nine cells with a kind and numbers are wanted; make the table with training/headwater_training/gazetteer.py", at + 1)
        })?;
        rows.push(row);
    }
    // What others lie in comes first, so that two bytes can point at it.
    rows.sort_by(|one, other| (one.kind, one.id).cmp(&(other.kind, other.id)));
    if rows.len() > NUMBER as usize {
        return Err(format!("{} places; the format holds {NUMBER}", rows.len()));
    }
    let names = names(&rows);
    let numbers: BTreeMap<&str, usize> = names.keys().map(String::as_str).zip(0..).collect();
    let (places, codes) = places(&rows, &numbers)?;
    let (blocks, entries) = entries(&names);
    let mut file = MAGIC.to_vec();
    for number in [
        rows.len(),
        names.len(),
        blocks.len(),
        entries.len(),
        codes.len(),
    ] {
        file.extend((number as u32).to_le_bytes());
    }
    file.extend(places);
    file.extend(blocks.iter().flat_map(|at| at.to_le_bytes()));
    file.extend(entries);
    file.extend(codes);
    Ok(file)
}

/// A place that a key means: population, number with flags, written form.
type Held<'a> = (f64, u32, &'a str);

/// All keys with what they mean, places of more people first.
fn names<'a>(rows: &[Row<'a>]) -> BTreeMap<String, Vec<Held<'a>>> {
    let mut names: BTreeMap<String, Vec<Held<'a>>> = BTreeMap::new();
    for (at, row) in (0..).zip(rows) {
        let own = key(row.name);
        let shown = if titled(&own) == row.name { 0 } else { SHOWN };
        names
            .entry(own)
            .or_default()
            .push((row.population, at | shown, row.name));
        for other in &row.others {
            let (flags, name) = match other.split_at_checked(1) {
                Some(("~", name)) => (ADJECTIVE | OTHER, name),
                Some(("=", name)) => (EXACT | OTHER, name),
                _ => (OTHER, *other),
            };
            let held = names.entry(key(name)).or_default();
            let again = |held: &Held<'_>| held.1 & NUMBER == at && held.1 & EXACT == 0;
            if flags & EXACT != 0 || !held.iter().any(again) {
                held.push((row.population, at | flags, name));
            }
        }
    }
    names.retain(|key, _| !key.is_empty() && key.len() < 256);
    for held in names.values_mut() {
        held.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        held.truncate(255);
    }
    names
}

/// The places, and the codes of those that have one.
fn places(rows: &[Row<'_>], numbers: &BTreeMap<&str, usize>) -> Result<(Vec<u8>, Vec<u8>), String> {
    let mut by_code: BTreeMap<&str, u16> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.has_code()) {
        let at = u16::try_from(at).ok().filter(|at| *at != NOWHERE);
        by_code.insert(
            row.id,
            at.ok_or("more countries and divisions than 65,534")?,
        );
    }
    let (mut places, mut codes) = (Vec::new(), Vec::new());
    for row in rows {
        let degrees = |degrees: f64, most: f64| {
            let held = (degrees / most * f64::from(i16::MAX)).round();
            (held as i16).to_le_bytes()
        };
        let id = if row.has_code() {
            let at = codes.len() as u32;
            let last = row.id.rsplit('.').next().unwrap_or_default();
            codes.push(last.len() as u8);
            codes.extend(last.as_bytes());
            at
        } else {
            let id = row.id.parse();
            id.map_err(|_| format!("{}: {:?} is no number", row.name, row.id))?
        };
        let parent = match row.parent {
            "" => NOWHERE,
            code => *by_code
                .get(code)
                .ok_or_else(|| format!("{}: nothing has the code {code}", row.name))?,
        };
        let number = numbers.get(key(row.name).as_str());
        let number = *number.ok_or_else(|| format!("{:?}: no name", row.name))? as u32;
        places.extend(degrees(row.lat, 90.0));
        places.extend(degrees(row.lon, 180.0));
        places.extend(&id.to_le_bytes()[..3]);
        places.push(((row.population + 1.0).log2() * 8.0).round() as u8);
        places.push(row.kind as u8);
        places.extend(parent.to_le_bytes());
        places.extend(&number.to_le_bytes()[..3]);
    }
    Ok((places, codes))
}

/// Where the blocks begin, and the entries.
fn entries(names: &BTreeMap<String, Vec<Held<'_>>>) -> (Vec<u32>, Vec<u8>) {
    let (mut blocks, mut entries) = (Vec::new(), Vec::new());
    let mut before: &[u8] = &[];
    for (at, (key, held)) in names.iter().enumerate() {
        let key = key.as_bytes();
        if at % BLOCK == 0 {
            blocks.push(entries.len() as u32);
            before = &[];
        }
        let shared = before.iter().zip(key).take_while(|(a, b)| a == b).count();
        entries.push(shared as u8);
        entries.push((key.len() - shared) as u8);
        entries.extend(&key[shared..]);
        entries.push(held.len() as u8);
        for (_, number, written) in held {
            entries.extend(&number.to_le_bytes()[..3]);
            if number & (EXACT | SHOWN) != 0 {
                let end = written.floor_char_boundary(255);
                entries.push(end as u8);
                entries.extend(&written.as_bytes()[..end]);
            }
        }
        before = key;
    }
    (blocks, entries)
}
