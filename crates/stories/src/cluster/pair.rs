//! What a report and an earlier one have in common.

use super::cut::Kind;
use super::vector::{Entry, Scale, Vector};
use crate::limits::RARE;

/// The features of a pair by name, in the order of a row. What each is stands in
/// `training/NOTES.md`.
pub(super) const FEATURES: [&str; 48] = [
    "all",
    "head",
    "lead",
    "body",
    "words",
    "names",
    "nums",
    "hw",
    "hn",
    "hd",
    "lw",
    "ln",
    "ld",
    "bw",
    "bn",
    "bd",
    "headcov_d",
    "headcov_c",
    "namecov_d",
    "namecov_c",
    "numcov_d",
    "numcov_c",
    "maxname",
    "maxnum",
    "cross",
    "days",
    "nodays",
    "outlet",
    "loglen",
    "selfcov",
    "headhead",
    "headname_d",
    "headname_c",
    "leadcov_d",
    "leadcov_c",
    "maxidf",
    "rare",
    "dens_d",
    "dens_c",
    "rel_d",
    "rel_c",
    "bicos",
    "bilog",
    "weekday",
    "yeardiff",
    "years",
    "relbest",
    "relbest_c",
];

/// The features of a pair; `_d` is the new report, `_c` the earlier one.
pub(super) type Row = [f32; FEATURES.len()];

/// Places in a [`Row`] that other modules read.
pub(super) const ALL: usize = 0;
pub(super) const DAYS: usize = 25;
pub(super) const NO_DAYS: usize = 26;
pub(super) const LENGTH: usize = 28;
pub(super) const REL_NEW: usize = 39;
pub(super) const WEEKDAY: usize = 43;

/// How alike a report was to others when it came: what its likeness to one of them is held
/// against.
#[derive(Clone, Copy, Debug, Default, serde::Serialize, serde::Deserialize)]
pub(super) struct Surroundings {
    /// Mean likeness to the reports from some way down its list of nearest.
    pub density: f32,
    /// Likeness to the nearest.
    pub best: f32,
}

/// A report whose stems can be looked up quickly, because many others are held against it.
pub(super) struct Probe<'v> {
    vector: &'v Vector,
    scale: &'static Scale,
    stems: Slots,
    pairs: Slots,
}

impl<'v> Probe<'v> {
    pub fn new(vector: &'v Vector) -> Self {
        Self {
            vector,
            scale: Scale::get(),
            stems: Slots::of(vector.entries.iter().map(|entry| entry.stem)),
            pairs: Slots::of(vector.pairs.iter().copied()),
        }
    }

    /// The features of this report and an earlier one, without those of their surroundings, which
    /// [`surround`] adds.
    pub fn features(&self, earlier: &Vector) -> Row {
        let shared = self.shared(earlier);
        let mut row = [0.0; FEATURES.len()];
        cosines(&mut row, &shared, self.vector, earlier);
        coverage(&mut row, &shared, self.vector, earlier);
        facts(&mut row, self.vector, earlier);
        let pairs = (earlier.pairs.iter()).filter(|pair| self.pairs.get(**pair).is_some());
        let pairs = pairs.count() as f32;
        let lengths = self.vector.pairs.len() as f32 * earlier.pairs.len() as f32;
        row[41] = ratio(pairs, lengths.sqrt(), 0.0);
        row[42] = pairs.ln_1p();
        row
    }

    /// Sums over the stems that both have.
    fn shared(&self, earlier: &Vector) -> Shared {
        let mut shared = Shared::default();
        for old in &earlier.entries {
            if let Some(at) = self.stems.get(old.stem) {
                shared.add(&self.vector.entries[at], old, self.scale);
            }
        }
        shared
    }
}

/// Sums over shared stems; of two, the first is of the new report and the second of the earlier.
#[derive(Default)]
struct Shared {
    whole: f32,
    zones: [f32; 3],
    kinds: [f32; 3],
    zone_kinds: [[f32; 3]; 3],
    headline_to_lead: f32,
    lead_to_headline: f32,
    headline: [f32; 2],
    early_names: [f32; 2],
    numbers: [f32; 2],
    headline_names: [f32; 2],
    lead: [f32; 2],
    both_headlines: f32,
    rarest_name: f32,
    rarest_number: f32,
    rarest: f32,
    rare: f32,
}

impl Shared {
    fn add(&mut self, new: &Entry, old: &Entry, scale: &Scale) {
        let (x, y) = (new.zones(scale), old.zones(scale));
        let kind = new.kind.max(old.kind);
        let products = [0, 1, 2].map(|zone| x[zone] * y[zone]);
        self.whole += new.weight(scale) * old.weight(scale);
        self.kinds[kind as usize] += x.iter().sum::<f32>() * y.iter().sum::<f32>();
        for (zone, product) in products.into_iter().enumerate() {
            self.zones[zone] += product;
            self.zone_kinds[zone][kind as usize] += product;
        }
        self.headline_to_lead += x[0] * y[1];
        self.lead_to_headline += x[1] * y[0];
        for (side, entry) in [new, old].into_iter().enumerate() {
            let count = |yes: bool| if yes { entry.idf } else { 0.0 };
            self.headline[side] += count(entry.in_headline());
            self.early_names[side] += count(entry.is_early_name());
            self.numbers[side] += count(entry.kind == Kind::Number);
            self.headline_names[side] += count(entry.is_headline_name());
            self.lead[side] += count(entry.in_lead());
        }
        if new.in_headline() && old.in_headline() {
            self.both_headlines += new.idf;
        }
        match kind {
            Kind::Word => {}
            Kind::Name => self.rarest_name = self.rarest_name.max(new.idf),
            Kind::Number => self.rarest_number = self.rarest_number.max(new.idf),
        }
        self.rarest = self.rarest.max(new.idf);
        self.rare += f32::from(new.idf > RARE);
    }
}

/// `part / whole`, or what stands for it where there is no whole.
fn ratio(part: f32, whole: f32, otherwise: f32) -> f32 {
    if whole > 0.0 { part / whole } else { otherwise }
}

fn cosines(row: &mut Row, shared: &Shared, new: &Vector, old: &Vector) {
    let (a, b) = (&new.norms, &old.norms);
    // A stem can be a name in one report only, whose length is then not among the names' of the
    // other: no more than 1.
    let cosine = |sum: f32, x: f32, y: f32| ratio(sum, (x * y).sqrt(), 0.0).min(1.0);
    row[ALL] = cosine(shared.whole, a.whole, b.whole);
    for one in 0..3 {
        row[1 + one] = cosine(shared.zones[one], a.zones[one], b.zones[one]);
        row[4 + one] = cosine(shared.kinds[one], a.kinds[one], b.kinds[one]);
        for kind in 0..3 {
            let sum = shared.zone_kinds[one][kind];
            let (x, y) = (a.zone_kinds[one][kind], b.zone_kinds[one][kind]);
            row[7 + 3 * one + kind] = cosine(sum, x, y);
        }
    }
    let headline_to_lead = cosine(shared.headline_to_lead, a.zones[0], b.zones[1]);
    let lead_to_headline = cosine(shared.lead_to_headline, a.zones[1], b.zones[0]);
    row[24] = headline_to_lead.max(lead_to_headline);
}

/// What a report without any name is taken to share of its names; likewise for numbers.
const NO_NAMES: f32 = 0.3;
const NO_NUMBERS: f32 = 0.2;

fn coverage(row: &mut Row, shared: &Shared, new: &Vector, old: &Vector) {
    for (side, norms) in [&new.norms, &old.norms].into_iter().enumerate() {
        row[16 + side] = ratio(shared.headline[side], norms.headline, 0.0);
        row[18 + side] = ratio(shared.early_names[side], norms.early_names, NO_NAMES);
        row[20 + side] = ratio(shared.numbers[side], norms.numbers, NO_NUMBERS);
        row[31 + side] = ratio(shared.headline_names[side], norms.headline_names, NO_NAMES);
        row[33 + side] = ratio(shared.lead[side], norms.lead, 0.0);
    }
    row[22] = shared.rarest_name;
    row[23] = shared.rarest_number;
    row[35] = shared.rarest;
    row[36] = shared.rare.ln_1p();
    row[30] = ratio(
        shared.both_headlines,
        new.norms.headline.min(old.norms.headline),
        0.0,
    );
    let repeated = |vector: &Vector| ratio(vector.norms.repeated, vector.norms.headline, 0.0);
    row[29] = repeated(new).min(repeated(old));
    row[LENGTH] = (new.entries.len().min(old.entries.len()) as f32).ln_1p();
}

/// Years apart that are as good as any more.
const FAR_YEARS: u16 = 3;

fn facts(row: &mut Row, new: &Vector, old: &Vector) {
    let (a, b) = (&new.facts, &old.facts);
    match (a.day, b.day) {
        (Some(x), Some(y)) => row[DAYS] = (x.abs_diff(y) as f32).ln_1p(),
        _ => row[NO_DAYS] = 1.0,
    }
    row[27] = f32::from(a.outlet.is_some() && a.outlet == b.outlet);
    if a.weekdays != 0 && b.weekdays != 0 {
        row[WEEKDAY] = if a.weekdays & b.weekdays != 0 {
            1.0
        } else {
            -1.0
        };
    }
    if a.year != 0 && b.year != 0 {
        row[44] = f32::from(a.year.abs_diff(b.year).min(FAR_YEARS));
        row[45] = 1.0;
    }
}

/// Adds what the likeness of two reports is beside their surroundings.
pub(super) fn surround(row: &mut Row, new: Surroundings, old: Surroundings) {
    row[37] = new.density;
    row[38] = old.density;
    row[REL_NEW] = row[ALL] - new.density;
    row[40] = row[ALL] - old.density;
    row[46] = row[ALL] - new.best;
    row[47] = row[ALL] - old.best;
}

/// Numbers with the place where each was given, by open addressing.
struct Slots {
    /// A bit for each number, among some that others share: most numbers that are asked for are
    /// not here, and one bit says so.
    bits: [u64; BITS / 64],
    slots: Vec<(u32, u32)>,
    mask: usize,
}

/// Bits before the slots: one in twenty numbers that are not here passes them.
const BITS: usize = 1 << 14;

/// A place that no list has.
const FREE: u32 = u32::MAX;

impl Slots {
    fn of(numbers: impl ExactSizeIterator<Item = u32>) -> Self {
        // Half of the slots at most are taken, so that a search ends soon.
        let size = (2 * numbers.len()).max(16).next_power_of_two();
        let mut slots = Self {
            bits: [0; BITS / 64],
            slots: vec![(0, FREE); size],
            mask: size - 1,
        };
        for (place, number) in (0u32..).zip(numbers) {
            let bit = mixed(number) as usize % BITS;
            slots.bits[bit / 64] |= 1 << (bit % 64);
            let mut at = slots.first(number);
            while slots.slots[at].1 != FREE {
                at = (at + 1) & slots.mask;
            }
            slots.slots[at] = (number, place);
        }
        slots
    }

    fn first(&self, number: u32) -> usize {
        mixed(number) as usize & self.mask
    }

    fn get(&self, number: u32) -> Option<usize> {
        let bit = mixed(number) as usize % BITS;
        if self.bits[bit / 64] >> (bit % 64) & 1 == 0 {
            return None;
        }
        let mut at = self.first(number);
        loop {
            match self.slots[at] {
                (_, FREE) => return None,
                (found, place) if found == number => return Some(place as usize),
                _ => at = (at + 1) & self.mask,
            }
        }
    }
}

/// Numbers that follow one another, spread.
fn mixed(number: u32) -> u32 {
    number.wrapping_mul(0x9e37_79b9) >> 8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::cut::Cut;
    use crate::cluster::vector::Table;
    use crate::sample::report;

    fn row(first: (&str, &str, Option<&str>), second: (&str, &str, Option<&str>)) -> Row {
        let mut table = Table::default();
        let [old, new] =
            [first, second].map(|(title, text, day)| table.add(Cut::of(&report(title, text, day))));
        Probe::new(&new).features(&old)
    }

    fn named(row: &Row, name: &str) -> f32 {
        let place = FEATURES.iter().position(|feature| *feature == name);
        row[place.expect("a feature")]
    }

    #[test]
    fn a_report_and_itself_are_as_alike_as_can_be() {
        let one = (
            "Dam bursts near Norrby",
            "On Monday 400 people left Norrby.",
            Some("2024-03-04"),
        );
        let row = row(one, one);
        for name in [
            "all",
            "names",
            "headcov_d",
            "headcov_c",
            "numcov_d",
            "weekday",
        ] {
            assert!(named(&row, name) > 0.85, "{name} {}", named(&row, name));
        }
        assert_eq!((named(&row, "days"), named(&row, "bicos")), (0.0, 1.0));
    }

    #[test]
    fn reports_with_nothing_in_common_share_nothing() {
        let row = row(
            ("Dam bursts", "Water came on Monday.", Some("2024-03-04")),
            ("Parliament votes", "Fishing ends by Tuesday in 1999.", None),
        );
        for name in ["all", "head", "cross", "maxidf", "bilog", "yeardiff"] {
            assert_eq!(named(&row, name), 0.0, "{name}");
        }
        assert_eq!((named(&row, "nodays"), named(&row, "weekday")), (1.0, -1.0));
    }

    #[test]
    fn every_named_place_is_where_it_is_said_to_be() {
        let places = [ALL, DAYS, NO_DAYS, LENGTH, REL_NEW, WEEKDAY];
        let names = ["all", "days", "nodays", "loglen", "rel_d", "weekday"];
        assert_eq!(places.map(|place| FEATURES[place]), names);
    }

    #[test]
    fn slots_find_every_number_and_no_other() {
        let numbers: Vec<u32> = (0..700).map(|number| number * 4_096).collect();
        let slots = Slots::of(numbers.iter().copied());
        for (place, number) in numbers.iter().enumerate() {
            assert_eq!(slots.get(*number), Some(place));
            assert_eq!(slots.get(number + 1), None);
        }
        assert_eq!(Slots::of(std::iter::empty()).get(0), None);
    }
}
