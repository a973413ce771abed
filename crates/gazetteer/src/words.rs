//! What the words of a name can mean by themselves.

use headwater_model::{EntityKind, PlaceKind as Kind};
use headwater_text::known;

use crate::Spot;
use crate::file::{ADJECTIVE, EXACT, File, OTHER};
use crate::key::key;

/// One thing that a name can mean.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Meaning {
    pub spot: Spot,
    /// Whether it is the place's usual name.
    pub usual: bool,
    /// Whether the house knows the name as a country's or capital's everywhere.
    pub known: bool,
    /// Whether it is a short form that means one place as it is written ("Ill.").
    pub exact: bool,
}

/// What a name can mean, and what its words say of the part of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meanings {
    pub all: Vec<Meaning>,
    /// The kind that a word of the name asks for ("region", "county").
    pub wanted: Option<Kind>,
    /// UCDP's precision where the words name only a part, or what is near ("southern Gaza").
    pub precision: Option<u8>,
    /// Whether it is an adjective or a word for the people.
    pub adjective: bool,
}

/// Words before a name that name a part of it.
const PART: [&str; 22] = [
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
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "northernmost",
    "southernmost",
    "mainland",
    "occupied",
    "upstate",
];
/// Words before a name that leave it what it is.
const BARE: [&str; 14] = [
    "downtown",
    "greater",
    "metro",
    "metropolitan",
    "inner",
    "old",
    "city",
    "town",
    "village",
    "state",
    "province",
    "county",
    "port",
    "suburban",
];
/// Words behind a name, with the kind that they ask for and the precision that they leave.
const BEHIND: [(&str, Option<Kind>, Option<u8>); 39] = [
    ("region", Some(Kind::FirstOrder), Some(4)),
    ("oblast", Some(Kind::FirstOrder), Some(4)),
    ("krai", Some(Kind::FirstOrder), Some(4)),
    ("province", Some(Kind::FirstOrder), Some(4)),
    ("governorate", Some(Kind::FirstOrder), Some(4)),
    ("prefecture", Some(Kind::FirstOrder), Some(4)),
    ("state", Some(Kind::FirstOrder), Some(4)),
    ("republic", Some(Kind::FirstOrder), Some(4)),
    ("county", Some(Kind::SecondOrder), Some(3)),
    ("counties", Some(Kind::SecondOrder), Some(3)),
    ("parish", Some(Kind::SecondOrder), Some(3)),
    ("district", Some(Kind::SecondOrder), Some(3)),
    ("raion", Some(Kind::SecondOrder), Some(3)),
    ("department", None, Some(4)),
    ("township", None, Some(2)),
    ("city", Some(Kind::Town), None),
    ("town", Some(Kind::Town), None),
    ("village", Some(Kind::Town), None),
    ("port", Some(Kind::Town), None),
    ("area", None, Some(2)),
    ("suburbs", Some(Kind::Town), Some(2)),
    ("suburb", Some(Kind::Town), Some(2)),
    ("outskirts", Some(Kind::Town), Some(2)),
    ("border", None, Some(5)),
    ("coast", None, Some(5)),
    ("valley", None, Some(5)),
    ("peninsula", None, Some(5)),
    ("territory", None, None),
    ("island", None, None),
    ("islands", None, None),
    ("airport", Some(Kind::Town), Some(2)),
    ("harbor", Some(Kind::Town), Some(2)),
    ("harbour", Some(Kind::Town), Some(2)),
    ("station", Some(Kind::Town), Some(2)),
    ("university", None, Some(2)),
    ("stadium", Some(Kind::Town), Some(2)),
    ("hospital", Some(Kind::Town), Some(2)),
    ("park", None, Some(2)),
    ("bridge", None, Some(2)),
];
/// Words of at most so many bytes are looked at: no place has a longer name.
const LONGEST: usize = 120;

/// What the words can mean. Where they are no name as they stand, what they say of a name that
/// they hold is taken apart: "southern Gaza", "Kharkiv region", "the outskirts of Derna".
pub(crate) fn meanings(file: &File, words: &str) -> Meanings {
    let words = words.trim().trim_start_matches('#');
    if words.is_empty() || words.len() > LONGEST {
        return Meanings::default();
    }
    let found = whole(file, words);
    match found.all.is_empty() {
        true => parts(file, words, 3),
        false => found,
    }
}

/// What the words mean as they stand.
fn whole(file: &File, words: &str) -> Meanings {
    let mut found = Meanings::default();
    let mut adjectives = 0;
    for held in file.meanings(&key(words)) {
        let exact = held.flags & EXACT != 0;
        if exact && held.written.trim_end_matches('.') != words.trim_end_matches('.') {
            continue;
        }
        if let Some(spot) = file.spot(held.place) {
            adjectives += usize::from(held.flags & ADJECTIVE != 0);
            found.all.push(Meaning {
                spot,
                usual: held.flags & OTHER == 0,
                known: false,
                exact,
            });
        }
    }
    if let Some(spot) = of_house(file, words) {
        let again = |meaning: &&mut Meaning| meaning.spot.place == spot.place;
        match found.all.iter_mut().find(again) {
            Some(meaning) => meaning.known = true,
            None => found.all.push(Meaning {
                spot,
                usual: true,
                known: true,
                exact: false,
            }),
        }
        adjectives += usize::from(known::is_demonym(words) || known::lookup(words).is_none());
    }
    found.adjective = adjectives > 0;
    found
}

/// The country or capital that the whole house knows by these words.
fn of_house(file: &File, words: &str) -> Option<Spot> {
    let one_of = || {
        known::lookup(words.strip_suffix('s')?)
            .filter(|_| known::is_demonym(&words[..words.len() - 1]))
    };
    let known = known::lookup(words).or_else(one_of)?;
    match known.kind {
        EntityKind::Country => {
            let code = known.id.strip_prefix("country:")?.to_uppercase();
            let named = file.meanings(&key(known.name)).into_iter();
            let mut spots = named.filter_map(|held| file.spot(held.place));
            let of_code =
                |spot: &Spot| spot.kind == Kind::Country && file.code(spot.number) == Some(&*code);
            spots.find(of_code).or_else(|| {
                let all = (0..file.len() as u32).map_while(|place| file.spot(place));
                let mut countries = all.take_while(|spot| spot.kind == Kind::Country);
                countries.find(of_code)
            })
        }
        EntityKind::Place => {
            let point = (known.lat?, known.lon?);
            let named = file.meanings(&key(known.name)).into_iter();
            let mut spots = named.filter_map(|held| file.spot(held.place));
            spots.find(|spot| {
                spot.kind == Kind::Town && crate::distance((spot.lat, spot.lon), point) < 50.0
            })
        }
        _ => None,
    }
}

/// What the words mean as a part of something, or as what is near it.
fn parts(file: &File, words: &str, depth: usize) -> Meanings {
    let Some(depth) = depth.checked_sub(1) else {
        return Meanings::default();
    };
    let inner = |rest: &str| {
        let found = whole(file, rest);
        match found.all.is_empty() {
            true => parts(file, rest, depth),
            false => found,
        }
    };
    let bare = strip_word(words, "the").unwrap_or(words);
    let said = |mut found: Meanings, wanted: Option<Kind>, precision: Option<u8>| {
        found.wanted = wanted.or(found.wanted);
        found.precision = precision.or(found.precision);
        found
    };
    if let Some((before, of)) = bare.rsplit_once(" of ") {
        let found = inner(of);
        if !found.all.is_empty() {
            let last = before.rsplit(' ').next().unwrap_or(before).to_lowercase();
            let (wanted, precision) = match BEHIND.iter().find(|(word, ..)| *word == last) {
                Some((_, wanted, precision)) => (*wanted, *precision),
                None if PART.contains(&&*last) => (None, part_of(&found)),
                None => (None, None),
            };
            return said(found, wanted, precision);
        }
    }
    if let Some((first, rest)) = bare.split_once([' ', '-']) {
        let first = first.to_lowercase();
        let part = PART.contains(&&*first);
        if part || BARE.contains(&&*first) {
            let found = inner(rest);
            let precision = part.then(|| part_of(&found)).flatten();
            return said(found, None, precision);
        }
    }
    if let Some((rest, last)) = bare.rsplit_once([' ', '-']) {
        let last = last.to_lowercase();
        if let Some((_, wanted, precision)) = BEHIND.iter().find(|(word, ..)| *word == last) {
            return said(inner(rest), *wanted, *precision);
        }
    }
    Meanings::default()
}

/// A part of a town is still the town; a part of anything larger is an area without an edge.
fn part_of(found: &Meanings) -> Option<u8> {
    let largest = found.all.first()?;
    (largest.spot.kind != Kind::Town).then_some(5)
}

fn strip_word<'a>(words: &'a str, word: &str) -> Option<&'a str> {
    let (first, rest) = words.split_once(' ')?;
    first.eq_ignore_ascii_case(word).then_some(rest)
}
