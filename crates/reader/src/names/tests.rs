//! Names joined, and what means them without a name, in sentences of ours.

use headwater_encoder::{EntitySpan, EntityTag, Passage};

use super::*;
use crate::ground::Sentence;

/// Reads a text in which the network is said to have seen these names: `P` before a person, `O`
/// before a body, `L` before a place.
fn read(text: &str, seen: &[&str]) -> Names {
    let sentences = headwater_text::sentences(text, 0..text.len()).into_iter();
    let ground = Ground {
        text,
        passages: vec![Passage {
            range: 0..text.len(),
            headline: false,
        }],
        sentences: sentences
            .map(|range| Sentence { range, passage: 0 })
            .collect(),
    };
    let mut entities = Vec::new();
    let mut from = 0;
    for one in seen {
        let (tag, name) = one.split_at(1);
        let start = from
            + text[from..]
                .find(name)
                .expect("the name stands in the text");
        from = start + name.len();
        entities.push(EntitySpan {
            tag: match tag {
                "P" => EntityTag::Person,
                "O" => EntityTag::Organisation,
                "L" => EntityTag::Location,
                _ => EntityTag::Other,
            },
            range: start..from,
            probability: 0.9,
        });
    }
    let mut encoding = Encoding::default();
    encoding.entities = entities;
    Names::of(&ground, &encoding)
}

fn words(spans: &[Span]) -> Vec<&str> {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// How often somebody of this name is named.
fn times(names: &Names, name: &str) -> Option<usize> {
    let one = names.entities.iter().find(|one| one.name == name)?;
    Some(one.mentions.len())
}

/// Each entity as its id, its mentions and what refers to it.
fn told(names: &Names) -> Vec<(&str, Vec<&str>, Vec<&str>)> {
    let entities = names.entities.iter();
    entities
        .map(|one| {
            (
                one.id.as_str(),
                words(&one.mentions),
                words(&one.references),
            )
        })
        .collect()
}

#[test]
fn spellings_of_one_person_are_one() {
    let text = "Kim Jong-un arrived. Kim Jong Un left. Mr Kim was tired.";
    let names = read(text, &["PKim Jong-un", "PKim Jong Un", "PKim"]);
    assert_eq!(told(&names)[0].1, ["Kim Jong-un", "Kim Jong Un", "Kim"]);
    let text = "Ann Low met Tom Low. Ann Low left and Low spoke.";
    let names = read(text, &["PAnn Low", "PTom Low", "PAnn Low", "PLow"]);
    assert_eq!(told(&names)[0].1, ["Ann Low", "Ann Low", "Low"]);
    assert_eq!(told(&names)[1].1, ["Tom Low"]);
}

#[test]
fn two_people_in_one_span_are_two() {
    let text = "Vladimir Putin met Kim Jong Un. Later Putin Kim Jong Un talks ended.";
    let names = read(
        text,
        &["PVladimir Putin", "PKim Jong Un", "PPutin Kim Jong Un"],
    );
    assert_eq!(told(&names)[0].1, ["Vladimir Putin", "Putin"]);
    assert_eq!(told(&names)[1].1, ["Kim Jong Un", "Kim Jong Un"]);
}

#[test]
fn letters_and_short_forms_are_joined() {
    let text = "The Harbour Safety Council (HSC) met. HSC members left. Later the Council voted. \
        The University of Southern Ruritania closed; USR students went home.";
    let seen = [
        "OHarbour Safety Council",
        "OHSC",
        "OCouncil",
        "OUniversity of Southern Ruritania",
        "OUSR",
    ];
    let names = read(text, &seen);
    assert_eq!(
        told(&names)[0].1,
        ["Harbour Safety Council", "HSC", "HSC", "Council"]
    );
    assert_eq!(
        told(&names)[1].1,
        ["University of Southern Ruritania", "USR"]
    );
}

#[test]
fn a_name_is_found_again_where_the_network_missed_it() {
    let text = "Ann Barlow spoke. Then Barlow left with Ann Barlow. They barked. Barking Barlow Ltd stayed.";
    let names = read(text, &["PAnn Barlow"]);
    assert_eq!(told(&names)[0].1, ["Ann Barlow", "Barlow", "Ann Barlow"]);
}

#[test]
fn a_court_of_another_country_is_not_the_one_of_the_table() {
    let text = "Italy waited. The Supreme Court ruled in Rome.";
    let names = read(text, &["OSupreme Court"]);
    assert!(
        told(&names)
            .iter()
            .all(|one| one.0 != "org:us-supreme-court")
    );
    let text = "The United States waited. The Supreme Court ruled.";
    let names = read(text, &[]);
    assert!(
        told(&names)
            .iter()
            .any(|one| one.0 == "org:us-supreme-court")
    );
}

#[test]
fn a_capital_acts_or_is_a_place() {
    let text = "Moscow said the envoy would leave. He lives in Moscow.";
    let names = read(text, &[]);
    assert_eq!(told(&names)[0].0, "country:ru");
    assert_eq!(told(&names)[1].0, "place:moscow");
    assert!(!names.literal(&names.mentions[0]) && names.literal(&names.mentions[1]));
}

#[test]
fn pronouns_and_phrases_mean_who_was_named() {
    let text = "Ann Low founded the Lake Trust. She said the trust was hers.";
    let names = read(text, &["PAnn Low", "OLake Trust"]);
    assert_eq!(told(&names)[0].2, ["She", "hers"]);
    assert_eq!(told(&names)[1].2, ["the trust"]);
    let text = "Defence Minister Ann Low spoke to Tom Ray. The defence minister left.";
    let names = read(text, &["PAnn Low", "PTom Ray"]);
    assert_eq!(told(&names)[0].2, ["The defence minister"]);
}

#[test]
fn what_is_not_clear_stays_open() {
    for (text, seen) in [
        ("Kim Lo met Sam Ro. He left.", &["PKim Lo", "PSam Ro"][..]),
        (
            "Ann Low met a neighbour. “She is late,” he said.",
            &["PAnn Low"],
        ),
        (
            "The Lake Trust met the Hill Trust. The trust paid.",
            &["OLake Trust", "OHill Trust"],
        ),
        ("Tom Ray met an official. He left.", &["PTom Ray"]),
    ] {
        let names = read(text, seen);
        let found: usize = names.entities.iter().map(|one| one.references.len()).sum();
        assert_eq!(found, 0, "{text}");
    }
}

#[test]
fn a_bare_surname_is_not_that_of_kin_who_come_later() {
    let text = "Mr Alder spoke of the ferry. His wife, Mona Alder, was there. Alder left early.";
    let names = read(text, &["PAlder", "PMona Alder", "PAlder"]);
    let ids: Vec<_> = told(&names)
        .into_iter()
        .map(|one| (one.0, one.1.len()))
        .collect();
    assert_eq!(ids, [("local:alder", 2), ("local:mona-alder", 1)]);
    let text = "President Alder and Mona Alder, the first lady, were there. Alder left early.";
    let names = read(text, &["PAlder", "PMona Alder", "PAlder"]);
    assert_eq!(told(&names)[0].1.len(), 2);
    // A surname in a headline, and no kin: the full name behind it is its own.
    let text = "Alder spoke of the ferry. The captain, Mona Alder, was there. Alder left early.";
    let names = read(text, &["PAlder", "PMona Alder", "PAlder"]);
    assert_eq!(told(&names).len(), 1);
}

#[test]
fn kin_beside_a_bare_name_is_somebody_else() {
    let text = "President Alder and Mona Alder, the first lady, welcomed guests. Mr. Alder spoke. \
                Alder said so.";
    let names = read(text, &["PAlder", "PMona Alder", "PAlder", "PAlder"]);
    assert_eq!(told(&names)[0].1, ["Alder", "Alder", "Alder"]);
}

#[test]
fn titles_keep_a_couple_apart() {
    let text = "First lady Mona Alder opened the fair. President Alder came later. Alder said so.";
    let names = read(text, &["PMona Alder", "PAlder", "PAlder"]);
    assert_eq!(told(&names)[0].1, ["Mona Alder"]);
    let text = "Mary Low won the race. Mr. Low came later.";
    let names = read(text, &["PMary Low", "PLow"]);
    assert_eq!(told(&names).len(), 2);
}

#[test]
fn a_form_of_address_stands_before_a_person() {
    let names = read("Mr. Quill shut the port. “It leaks,” Mr Quill said.", &[]);
    assert_eq!(
        told(&names),
        [("local:quill", vec!["Quill", "Quill"], vec![])]
    );
}

#[test]
fn whoever_is_a_mister_is_a_person() {
    let text = "Quill Jong-ar spoke. Mr. Quill left.";
    let names = read(text, &["MQuill Jong-ar"]);
    assert_eq!(told(&names)[0].1, ["Quill Jong-ar", "Quill"]);
    assert_eq!(names.entities[0].kind, EntityKind::Person);
}

#[test]
fn the_son_is_not_whom_the_surname_means() {
    let text = "Jon Alder Jr. wrote to Ann Low. Jon Alder knew. Alder said so.";
    let names = read(text, &["PJon Alder Jr", "PAnn Low", "PJon Alder", "PAlder"]);
    assert_eq!(times(&names, "Jon Alder"), Some(2));
    // "Trump Jr." alone is no full name.
    let text = "TRUMP JR. wrote. Donald Trump knew. Trump said so.";
    let names = read(text, &["LTRUMP JR", "PDonald Trump", "PTrump"]);
    assert_eq!(times(&names, "Donald Trump"), Some(2));
}

#[test]
fn whose_father_is_told_in_passing_keeps_the_surname() {
    let text = "Jon Alder, whose father, the Rev. Otto Alder, built it, spoke. Mr. Alder left.";
    let names = read(text, &["PJon Alder", "POtto Alder", "PAlder"]);
    assert_eq!(times(&names, "Jon Alder"), Some(2));
}

#[test]
fn a_title_cut_short_is_a_title() {
    let text = "Sen. Ann Low met Gov. Peter Holt. The senator left. The governor stayed.";
    let names = read(text, &["PAnn Low", "PPeter Holt"]);
    let referred: Vec<Vec<&str>> = told(&names).into_iter().map(|one| one.2).collect();
    assert_eq!(referred, [["The senator"], ["The governor"]]);
}

#[test]
fn an_outlet_is_called_by_its_last_word() {
    let names = read(
        "The Evening Times asked Ann Low. The Times had no answer.",
        &["OEvening Times", "PAnn Low", "OTimes"],
    );
    let outlet = (names.entities.iter()).find(|one| one.name.contains("Evening"));
    assert_eq!(outlet.map(|one| one.mentions.len()), Some(2));
}

#[test]
fn a_business_is_called_by_its_first_word() {
    let text = "Lumen Glassworks shut a plant. Shares of Lumen fell.";
    let names = read(text, &["OLumen Glassworks", "OLumen"]);
    assert_eq!(names.entities.len(), 1);
    // A word of the language, another body of that beginning, a name that came before.
    let text = "Quarry Works shut a quarry. Then Quarry fell.";
    assert_eq!(read(text, &["OQuarry Works", "OQuarry"]).entities.len(), 2);
    let text = "Lumen Glassworks and Lumen Tiles shut. Then Lumen fell.";
    let seen = ["OLumen Glassworks", "OLumen Tiles", "OLumen"];
    assert_eq!(read(text, &seen).entities.len(), 3);
    let text = "Lumen fell. The Lumen Trust did not.";
    assert_eq!(read(text, &["OLumen", "OLumen Trust"]).entities.len(), 2);
}

#[test]
fn who_tells_of_somebody_is_not_the_one() {
    let text = "They left for a meeting with Ann Low, an official told the radio on condition of calm. \
                The mill would close, the official said.";
    let names = read(text, &["PAnn Low"]);
    assert_eq!(told(&names), [("local:ann-low", vec!["Ann Low"], vec![])]);
    let text = "Ann Low, the port official, left. Then the official spoke.";
    let names = read(text, &["PAnn Low"]);
    let meant = words(&names.entities[0].references);
    assert_eq!(meant, ["the port official", "the official"]);
}
