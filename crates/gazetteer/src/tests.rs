use std::ops::Range;

use headwater_model::PlaceKind as Kind;
use proptest::prelude::*;

use crate::file::{File, MAGIC};
use crate::{Context, Found, file, pack, resolve};

/// The places of the words between brackets.
fn places(marked: &str) -> Vec<Option<Found>> {
    places_for(marked, &Context::default())
}

fn places_for(marked: &str, context: &Context<'_>) -> Vec<Option<Found>> {
    let (mut text, mut ranges): (String, Vec<Range<usize>>) = Default::default();
    for c in marked.chars() {
        match c {
            '[' => ranges.push(text.len()..text.len()),
            ']' => ranges.last_mut().unwrap().end = text.len(),
            c => text.push(c),
        }
    }
    resolve(&text, &ranges, context)
}

fn one(marked: &str) -> Found {
    places(marked).remove(0).unwrap()
}

fn ids(marked: &str) -> Vec<String> {
    let found = places(marked).into_iter();
    found
        .map(|found| found.and_then(|found| found.id).unwrap_or_default())
        .collect()
}

#[test]
fn the_embedded_file_is_whole() {
    let file = file().unwrap();
    assert!((200_000..260_000).contains(&file.len()));
    for place in (0..file.len() as u32).step_by(97) {
        let spot = file.spot(place).unwrap();
        assert!((-90.0..=90.0).contains(&spot.lat) && (-180.0..=180.0).contains(&spot.lon));
        let name = file.name(place).unwrap();
        let meanings = file.meanings(&crate::key::key(&name));
        assert!(
            meanings.len() == 255 || meanings.iter().any(|held| held.place == place),
            "{name} does not lead to itself"
        );
    }
}

#[test]
fn a_table_comes_back_as_it_was_packed() {
    let table = "country\t1\tArdania\t10\t20\tAD\t\t500000\t\n\
        first_order\tAD.01\tUpper Vell\t10.5\t20.5\tAD\tAD\t70000\t=U.V.|~Veller\n\
        town\t77\tSaint-Órn\t10.25\t20.25\tAD\tAD.01\t7000\tOrnum\n";
    let packed: &'static [u8] = pack(table).unwrap().leak();
    let file = File::new(packed).unwrap();
    assert_eq!(file.len(), 3);
    let of = |key: &str| file.meanings(key).first().map(|held| held.place);
    let (town, state) = (of("saint orn").unwrap(), of("upper vell").unwrap());
    assert_eq!(
        (of("ornum"), of("uv"), of("vell")),
        (Some(town), Some(state), None)
    );
    let spot = file.spot(town).unwrap();
    assert_eq!((spot.lat, spot.lon, spot.number), (10.25, 20.25, 77));
    assert_eq!((spot.kind, spot.parent), (Kind::Town, Some(state)));
    assert_eq!(file.name(town).as_deref(), Some("Saint-Órn"));
    assert_eq!(file.name(state).as_deref(), Some("Upper Vell"));
    assert!(pack("town\tx").unwrap_err().starts_with("line 1:"));
    // A file that is cut off is none, or holds less; it is never read beyond its end.
    for end in 0..packed.len() {
        if let Some(file) = File::new(&packed[..end]) {
            file.meanings("ornum");
            file.name(0);
        }
    }
    assert!(File::new(MAGIC).is_none());
}

#[test]
fn a_state_behind_a_name_decides() {
    assert_eq!(
        ids("He left [Springfield], Ill., for [Springfield], Mass."),
        ["geonames:4250542", "geonames:4951788"]
    );
    let london = one("in [London], Ontario, on Monday");
    assert_eq!(london.country, Some("CA"));
    assert_eq!(one("in [London] on Monday").country, Some("GB"));
}

#[test]
fn a_name_means_one_place_in_a_report() {
    let ids = ids("[Paris], Texas, is small. [Paris] has a tower.");
    assert_eq!(ids[0], ids[1]);
}

#[test]
fn neighbours_decide() {
    let found = places("From [Dublin] they went to [Columbus], [Westerville] and [Hilliard].");
    assert_eq!(found[0].as_ref().unwrap().country, Some("US"));
    assert_eq!(one("in [Dublin] and elsewhere").country, Some("IE"));
    assert_eq!(
        ids("[Georgia] and [Atlanta], [Macon], [Savannah]")[0],
        "geonames:US.GA"
    );
    assert_eq!(
        ids("[Georgia] and [Tbilisi], [Batumi], [Russia]")[0],
        "geonames:GE"
    );
}

#[test]
fn the_place_that_an_outlet_is_named_for_is_its_own() {
    let context = Context {
        outlet: Some("https://www.athensgazette.com/a"),
        dateline: None,
    };
    let found = places_for("The mayor of [Athens] spoke.", &context).remove(0);
    assert_eq!(found.unwrap().country, Some("US"));
    assert_eq!(one("The mayor of [Athens] spoke.").country, Some("GR"));
}

#[test]
fn a_county_may_lose_its_name() {
    assert_eq!(
        ids("[Laurel County] in [Kentucky]: [Laurel] voted.")[2],
        "geonames:US.KY.125"
    );
}

#[test]
fn words_say_how_exactly() {
    for (words, precision) in [
        ("in [Derna]", Some(1)),
        ("[20 km] south of [Derna]", Some(2)),
        ("on the outskirts of [Derna]", Some(2)),
        ("in [Izium Raion]", Some(3)),
        ("in [Kharkiv Oblast]", Some(4)),
        ("in [Kharkiv region]", Some(4)),
        ("in [southern Ukraine]", Some(5)),
        ("on the [Danube]", Some(5)),
        ("in [Ukraine]", Some(6)),
        ("in the [Black Sea]", Some(7)),
        ("in [Africa]", None),
    ] {
        let found = places(words).pop().flatten().unwrap();
        assert_eq!(found.where_prec, precision, "{words}");
    }
}

#[test]
fn people_of_a_place_are_told_apart_from_it() {
    assert!(one("the [Russian] army").adjective);
    assert!(one("the [Europeans]").adjective);
    assert!(!one("in [Russia]").adjective);
}

#[test]
fn what_is_no_place_is_none() {
    for words in ["[]", "[Qqqzx]", "[ – ]", "[the]", "[ind]"] {
        assert_eq!(places(words)[0], None, "{words}");
    }
    assert_eq!(
        resolve("é", &[1..2, 5..9], &Context::default()),
        [None, None]
    );
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,80}", outlet in "\\PC{0,20}", cuts in proptest::collection::vec(0usize..90, 0..8)) {
        let ranges: Vec<Range<usize>> = cuts.windows(2).map(|cut| cut[0]..cut[1]).collect();
        let context = Context { outlet: Some(&outlet), dateline: Some(&text) };
        prop_assert_eq!(resolve(&text, &ranges, &context).len(), ranges.len());
    }
}
