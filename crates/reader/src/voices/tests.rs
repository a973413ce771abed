//! Whom the words of a source name, in sentences of ours.

use headwater_encoder::{Encoding, EntitySpan, EntityTag, Passage};

use super::*;
use crate::ground::Sentence;

/// The name of the voice that each of the sources names, in their order.
fn told(text: &str, seen: &[&str], sources: &[&str]) -> Vec<String> {
    let name = |named: Named| named.voice.name.unwrap_or_default();
    heard(text, seen, sources).into_iter().map(name).collect()
}

/// The voice that each of the sources names, in their order; of the names that the network is said to
/// have seen, `P` stands before a person, `O` before a body, `L` before a place.
fn heard(text: &str, seen: &[&str], sources: &[&str]) -> Vec<Named> {
    let at = |from: &mut usize, words: &str| {
        let start = *from
            + text[*from..]
                .find(words)
                .expect("the words stand in the text");
        *from = start + words.len();
        start..*from
    };
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
    let mut from = 0;
    let mut encoding = Encoding::default();
    encoding.entities = (seen.iter())
        .map(|one| EntitySpan {
            tag: match &one[..1] {
                "P" => EntityTag::Person,
                "O" => EntityTag::Organisation,
                _ => EntityTag::Location,
            },
            range: at(&mut from, &one[1..]),
            probability: 0.9,
        })
        .collect();
    let names = Names::of(&ground, &encoding);
    let mut from = 0;
    let sources: Vec<Range<usize>> = sources.iter().map(|one| at(&mut from, one)).collect();
    let voices = Voices::of(&ground, &names, sources.iter());
    let mut before = Vec::new();
    for source in &sources {
        let named = voices.resolve(source, &before);
        before.push(named);
    }
    before
}

#[test]
fn the_holder_of_an_office_speaks_for_the_body() {
    let speaks_for = |text: &str, seen: &[&str]| {
        let voices = heard(text, seen, &["Ann Low"]);
        voices[0].voice.speaks_for.clone()
    };
    let ceo = "Port Line CEO Ann Low said no.";
    assert_eq!(
        speaks_for(ceo, &["OPort Line", "PAnn Low"]).as_deref(),
        Some("Port Line")
    );
    let head = "Ann Low, director of the Harbour Trust, said no.";
    assert_eq!(
        speaks_for(head, &["PAnn Low", "OHarbour Trust"]).as_deref(),
        Some("Harbour Trust")
    );
    let bare = "The Port Line shut. “No way back,” chief executive Ann Low said.";
    assert_eq!(
        speaks_for(bare, &["OPort Line", "PAnn Low"]).as_deref(),
        Some("Port Line")
    );
    let two = "The Port Line left Quay Trust. “Never,” chief executive Ann Low said.";
    let seen = ["OPort Line", "OQuay Trust", "PAnn Low"];
    assert_eq!(speaks_for(two, &seen), None);
    let past = "Former Port Line CEO Ann Low said no.";
    assert_eq!(speaks_for(past, &["OPort Line", "PAnn Low"]), None);
    let crew = "Ann Low, a lawyer for Port Line workers, said no.";
    assert_eq!(speaks_for(crew, &["PAnn Low", "OPort Line"]), None);
}

#[test]
fn whoever_is_accused_denies_it() {
    let seen = ["OHarbour Trust", "OPort Line"];
    for text in [
        "Harbour Trust last week accused Port Line of fraud, an allegation it denied.",
        "Port Line was accused by Harbour Trust of fraud, claims that it denied.",
        "Port Line has been blamed by many for the fire - an accusation it denies.",
    ] {
        let mut seen: Vec<&str> = (seen.into_iter())
            .filter(|one| text.contains(&one[1..]))
            .collect();
        seen.sort_by_key(|one| text.find(&one[1..]));
        assert_eq!(told(text, &seen, &[" it"]), ["Port Line"], "{text}");
    }
}

#[test]
fn a_company_spokeswoman_is_of_the_company_named() {
    let text = "Port Line left. A company spokeswoman said no.";
    assert_eq!(
        told(text, &["OPort Line"], &["A company spokeswoman"]),
        ["Port Line"]
    );
}

#[test]
fn an_office_means_its_holder() {
    let text = "Port Line CEO Ann Low came. Port Line’s CEO said no.";
    let seen = ["OPort Line", "PAnn Low", "OPort Line"];
    assert_eq!(told(text, &seen, &["Port Line’s CEO"]), ["Ann Low"]);
    let text = "The town’s mayor, Ann Low, said no.";
    assert_eq!(
        told(text, &["PAnn Low"], &["The town’s mayor"]),
        ["Ann Low"]
    );
}

#[test]
fn who_stands_behind_its_noun() {
    let text = "Tom Roe left. Papers spoke with women who said no.";
    assert_eq!(
        told(text, &["PTom Roe"], &["Tom Roe", "who"]),
        ["Tom Roe", "women"]
    );
    let text = "Ann Low left. It annoyed her father, who said no.";
    assert_eq!(
        told(text, &["PAnn Low"], &["Ann Low", "who"]),
        ["Ann Low", "her father"]
    );
}

#[test]
fn the_subject_of_the_sentence_before_goes_on() {
    let text = "Low, who married Roe in May, left. She said no.";
    assert_eq!(told(text, &["PLow", "PRoe"], &["She"]), ["Low"]);
}

#[test]
fn whoever_begins_the_sentence_before_is_meant() {
    let text = "Roe spoke. Low seemed to doubt it. “We will see,” she said.";
    assert_eq!(
        told(text, &["PRoe", "PLow"], &["Roe", "she"]),
        ["Roe", "Low"]
    );
    let text = "Low came. Roe spoke with Low. “We will see,” she said.";
    assert_eq!(
        told(text, &["PLow", "PRoe", "PLow"], &["Roe", "she"]),
        ["Roe", "Roe"]
    );
}

#[test]
fn reports_are_nobody() {
    assert!(names_nobody("reports") && names_nobody("Some media reports"));
    assert!(!names_nobody("police reports") && !names_nobody("the report"));
}

#[test]
fn a_lawyer_is_not_the_client() {
    let text = "Ann Low’s lawyer, Tom Roe, said no.";
    assert_eq!(
        told(
            text,
            &["PAnn Low", "PTom Roe"],
            &["Ann Low’s lawyer, Tom Roe,"]
        ),
        ["Tom Roe"]
    );
    let text = "Aides to Ann Low said so, and Low aides said more.";
    assert_eq!(
        told(
            text,
            &["PAnn Low", "PLow"],
            &["Aides to Ann Low", "Low aides"]
        ),
        ["Aides to Ann Low", "Low aides"]
    );
    let text = "The minister of defence Ann Low said no.";
    assert_eq!(
        told(text, &["PAnn Low"], &["The minister of defence Ann Low"]),
        ["Ann Low"]
    );
}

#[test]
fn files_about_somebody_are_a_document() {
    let text = "The files on the computer of the engineer Tom Roe show it. A statement from Tom Roe said so.";
    assert_eq!(
        told(
            text,
            &["PTom Roe", "PTom Roe"],
            &[
                "The files on the computer of the engineer Tom Roe",
                "A statement from Tom Roe"
            ]
        ),
        [
            "The files on the computer of the engineer Tom Roe",
            "Tom Roe"
        ]
    );
    let text = "Groups that sued the Harbour Council said so.";
    assert_eq!(
        told(
            text,
            &["OHarbour Council"],
            &["Groups that sued the Harbour Council"]
        ),
        ["Groups that sued the Harbour Council"]
    );
}

#[test]
fn who_is_whoever_stands_before_it() {
    let text = "Ann Low spoke first. She skirted a question about Tom Roe, who had said no.";
    assert_eq!(
        told(text, &["PAnn Low", "PTom Roe"], &["Ann Low", "who"])[1],
        "Tom Roe"
    );
    let text = "Ann Low’s praise rankled the critics, who pointed it out.";
    assert_eq!(
        told(text, &["PAnn Low"], &["Ann Low", "who"])[1],
        "the critics"
    );
}

#[test]
fn where_somebody_is_from_is_not_who_speaks() {
    let text = "The historian Ann Low of the University of Low Hill said so.";
    assert_eq!(
        told(
            text,
            &["PAnn Low", "OUniversity of Low Hill"],
            &["The historian Ann Low of the University of Low Hill"]
        ),
        ["Ann Low"]
    );
    let text = "Ann Low of Yonkers, who said so, left.";
    assert_eq!(told(text, &["PAnn Low", "LYonkers"], &["who"]), ["Ann Low"]);
}

#[test]
fn the_company_is_the_one_that_spoke() {
    let text = "Brightly said it grew. The company said more. The tech giant denied it.";
    assert_eq!(
        told(
            text,
            &["OBrightly"],
            &["Brightly", "The company", "The tech giant"]
        ),
        ["Brightly"; 3]
    );
    let text = "A bank clerk said so. “No,” the person said.";
    assert_eq!(
        told(text, &[], &["A bank clerk", "the person"]),
        ["A bank clerk"; 2]
    );
}

#[test]
fn she_is_no_man() {
    let text = "Mary Low said so. John Roe said no. She said more.";
    assert_eq!(
        told(
            text,
            &["PMary Low", "PJohn Roe"],
            &["Mary Low", "John Roe", "She"]
        )[2],
        "Mary Low"
    );
}

#[test]
fn an_officer_speaks_for_the_force() {
    let text = "Harbour Police Lt. Ann Low said so.";
    assert_eq!(
        told(
            text,
            &["OHarbour Police Lt. Ann Low"],
            &["Harbour Police Lt. Ann Low"]
        ),
        ["Ann Low"]
    );
}

#[test]
fn a_statement_is_whose_it_is() {
    let text =
        "Port Line spoke. A Port Line statement said no. A post published to its blog said so.";
    let seen = ["OPort Line", "OPort Line"];
    let sources = [
        "Port Line",
        "A Port Line statement",
        "A post published to its blog",
    ];
    assert_eq!(told(text, &seen, &sources), ["Port Line"; 3]);
    let text = "Port Line said no in a statement. The announcement said why.";
    let sources = ["Port Line", "The announcement"];
    assert_eq!(told(text, &["OPort Line"], &sources), ["Port Line"; 2]);
    let text = "Ann Low wrote. Her letter said no.";
    assert_eq!(
        told(text, &["PAnn Low"], &["Ann Low", "Her letter"]),
        ["Ann Low"; 2]
    );
}

#[test]
fn a_statement_to_somebody_or_of_nobody_stays_a_document() {
    let text = "Port Line spoke. A letter to Port Line said no.";
    let seen = ["OPort Line", "OPort Line"];
    assert_eq!(
        told(text, &seen, &["Port Line", "A letter to Port Line"])[1],
        "A letter to Port Line"
    );
    let text = "Port Line spoke. A statement said no.";
    assert_eq!(
        told(text, &["OPort Line"], &["Port Line", "A statement"])[1],
        "A statement"
    );
}
