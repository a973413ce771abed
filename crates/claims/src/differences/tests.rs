use headwater_model::{
    DifferenceKind, Entity, EntityKind, LinkRole, Place, Quantity, Reading, Slot, Span, Voice,
    VoiceKind,
};

use super::differences;
use crate::tests::reading;

/// A reading of one statement.
fn says(outlet: &str, words: &str) -> Reading {
    reading(outlet, &[(words, &[1.0])])
}

fn span(reading: &Reading, words: &str) -> Span {
    let start = reading.report.text.find(words).expect("own words");
    Span::cut(&reading.report.text, start..start + words.len()).expect("own words")
}

fn name(reading: &mut Reading, words: &str, kind: EntityKind) {
    let mention = span(reading, words);
    reading.entities.push(Entity {
        id: format!("local:{}", words.to_lowercase().replace(' ', "-")),
        name: words.to_owned(),
        kind,
        mentions: vec![mention],
        references: Vec::new(),
    });
}

fn place(reading: &mut Reading, words: &str) {
    let span = span(reading, words);
    reading.places.push(Place {
        name: span.text.clone(),
        span,
        lat: None,
        lon: None,
        precision: None,
        id: None,
        country: None,
        kind: None,
        where_prec: None,
        confidence: None,
    });
}

fn said_by(reading: &mut Reading, who: &str, kind: VoiceKind, plural: bool) {
    let statement = &mut reading.statements[0];
    statement.narrator = false;
    statement.voice = Voice {
        kind,
        name: Some(who.to_owned()),
        entity: None,
        speaks_for: None,
        plural,
    };
    statement.chain = vec![headwater_model::Link {
        role: LinkRole::Voice,
        kind,
        name: Some(who.to_owned()),
        entity: None,
        span: None,
    }];
}

/// Slot, kind and values of each difference of two readings.
fn told(a: &Reading, b: &Reading) -> Vec<(Slot, DifferenceKind, Vec<String>)> {
    let found = differences(&[a, b], &[(0, 0), (1, 0)]);
    let told = found.into_iter().map(|one| {
        for value in &one.values {
            let text = [a, b].map(|reading| reading.report.text.as_str());
            let span = value.span.as_ref().expect("a place");
            assert!(text.iter().any(|text| span.holds_in(text)), "{span:?}");
        }
        let values = one.values.into_iter().map(|value| value.value).collect();
        (one.slot, one.kind, values)
    });
    told.collect()
}

fn pair(a: &str, b: &str) -> (Reading, Reading) {
    (says("A", a), says("B", b))
}

fn values(two: [&str; 2]) -> Vec<String> {
    two.map(str::to_owned).to_vec()
}

#[test]
fn a_name_in_the_place_of_another_is_another_person() {
    let (mut a, mut b) = pair(
        "The harbour board has dismissed Ana Ruiz over the lost ferry",
        "The harbour board has dismissed Jon Vik over the lost ferry",
    );
    name(&mut a, "Ana Ruiz", EntityKind::Person);
    name(&mut b, "Jon Vik", EntityKind::Person);
    let wanted = (
        Slot::Person,
        DifferenceKind::Conflict,
        values(["Ana Ruiz", "Jon Vik"]),
    );
    assert_eq!(told(&a, &b), [wanted]);
    // The full and the family name are one.
    let (mut a, mut b) = pair(
        "The harbour board has dismissed Ana Ruiz over the lost ferry",
        "The harbour board has dismissed Ruiz over the lost ferry",
    );
    name(&mut a, "Ana Ruiz", EntityKind::Person);
    name(&mut b, "Ruiz", EntityKind::Person);
    assert_eq!(told(&a, &b), []);
}

#[test]
fn names_in_another_order_are_no_difference() {
    let (mut a, mut b) = pair(
        "The board thanked Ana Ruiz and Jon Vik for the rescue of the crew",
        "The board thanked Jon Vik and Ana Ruiz for the rescue of the crew",
    );
    for reading in [&mut a, &mut b] {
        name(reading, "Ana Ruiz", EntityKind::Person);
        name(reading, "Jon Vik", EntityKind::Person);
    }
    assert_eq!(told(&a, &b), []);
}

#[test]
fn a_place_in_the_place_of_another_is_another_place() {
    let (mut a, mut b) = pair(
        "The ferry with its crew of nine sank near Ostend before dawn",
        "The ferry with its crew of nine sank near Calais before dawn",
    );
    place(&mut a, "Ostend");
    place(&mut b, "Calais");
    let wanted = (
        Slot::Place,
        DifferenceKind::Conflict,
        values(["Ostend", "Calais"]),
    );
    assert_eq!(told(&a, &b), [wanted]);
}

#[test]
fn a_number_in_the_place_of_another_needs_no_reading() {
    let (a, b) = pair(
        "The ferry had 45 cars on its lower deck that night",
        "The ferry had 54 cars on its lower deck that night",
    );
    let wanted = (Slot::Number, DifferenceKind::Conflict, values(["45", "54"]));
    assert_eq!(told(&a, &b), [wanted]);
}

#[test]
fn an_article_counts_nobody() {
    let (mut a, mut b) = pair(
        "A blast at the quay killed a harbour officer and hurt others",
        "Two officers were killed by the explosion in the port",
    );
    for (reading, words, value) in [(&mut a, "a harbour officer", 1.0), (&mut b, "Two", 2.0)] {
        let span = span(reading, words);
        reading.quantities.push(Quantity {
            span,
            low: Some(value),
            high: Some(value),
            unit: None,
            of: Some("officer".to_owned()),
            kind: Default::default(),
            role: None,
        });
    }
    assert_eq!(told(&a, &b), []);
}

#[test]
fn a_negation_in_the_same_words_is_a_difference_of_polarity() {
    let (a, b) = pair(
        "The lower lock has been opened since the flood",
        "The lower lock has not been opened since the flood",
    );
    let wanted = values(["has been", "has not been"]);
    assert_eq!(
        told(&a, &b),
        [(Slot::Polarity, DifferenceKind::Conflict, wanted)]
    );
    // The order of words alone is none.
    let (a, b) = pair(
        "The lower lock should never have been built there",
        "The lower lock should have never been built there",
    );
    assert_eq!(told(&a, &b), []);
}

#[test]
fn will_against_may_is_a_difference_of_certainty() {
    let (a, b) = pair(
        "The ministry may open the lower lock in spring",
        "The ministry will open the lower lock in spring",
    );
    let wanted = values(["may open", "will open"]);
    assert_eq!(
        told(&a, &b),
        [(Slot::Certainty, DifferenceKind::Conflict, wanted)]
    );
    let (a, b) = pair(
        "The ministry reportedly opened the lower lock in spring",
        "The ministry opened the lower lock in spring",
    );
    assert_eq!(told(&a, &b)[0].2, ["reportedly opened", "opened"]);
    let (a, b) = pair(
        "The ministry is poised to open the lower lock in spring",
        "The ministry will open the lower lock in spring",
    );
    assert_eq!(told(&a, &b)[0].2, ["is poised to open", "will open"]);
}

#[test]
fn the_same_words_from_two_mouths_or_from_none() {
    let words = "The lower lock has been leaking since the flood";
    let (mut a, mut b) = (says("A", words), says("B", words));
    said_by(&mut a, "Ana Ruiz", VoiceKind::NamedPerson, false);
    said_by(&mut b, "Port Ministry", VoiceKind::Institution, false);
    let wanted = values(["Ana Ruiz", "Port Ministry"]);
    assert_eq!(
        told(&a, &b),
        [(Slot::Speaker, DifferenceKind::Conflict, wanted)]
    );
    // "Lt. Ruiz" can be her.
    said_by(&mut b, "Lt. Ruiz", VoiceKind::NamedPerson, false);
    assert_eq!(told(&a, &b), []);
    // What she said, stated flatly.
    let b = says("B", words);
    let wanted = values(["Ana Ruiz", words]);
    assert_eq!(
        told(&a, &b),
        [(Slot::Attribution, DifferenceKind::Precision, wanted)]
    );
}

#[test]
fn officials_who_are_one_official_are_a_difference_of_plurality() {
    let words = "The lower lock has been leaking since the flood";
    let (mut a, mut b) = (says("A", words), says("B", words));
    said_by(&mut a, "officials", VoiceKind::UnnamedOfficial, true);
    said_by(&mut b, "an official", VoiceKind::UnnamedOfficial, false);
    let wanted = values(["officials", "an official"]);
    assert_eq!(
        told(&a, &b),
        [(Slot::Plurality, DifferenceKind::Precision, wanted)]
    );
}

#[test]
fn north_of_a_town_is_not_south_of_it() {
    let (a, b) = pair(
        "The wreck lies 12 miles north of Ostend",
        "It was found to the south of Ostend by divers",
    );
    let wanted = values(["north of Ostend", "south of Ostend"]);
    assert_eq!(
        told(&a, &b),
        [(Slot::Place, DifferenceKind::Conflict, wanted)]
    );
}
