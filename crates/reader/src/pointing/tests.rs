//! Pointing over statements made by hand: what a sentence is made into is tested elsewhere.

use headwater_encoder::Passage;
use headwater_model::{Span, VoiceKind, statement_id};

use super::*;
use crate::ground::Sentence;

/// Paragraphs of sentences; each sentence is (voice, stance, words). Voice "" is the narrator's.
fn told(paragraphs: &[&[(&str, Stance, &str)]]) -> (String, Vec<Statement>) {
    let mut text = String::new();
    let mut passages = Vec::new();
    let mut sentences = Vec::new();
    let mut made = Vec::new();
    for (passage, paragraph) in paragraphs.iter().enumerate() {
        let from = text.len();
        for (who, stance, words) in *paragraph {
            let start = text.len();
            text.push_str(words);
            sentences.push(Sentence {
                range: start..text.len(),
                passage,
            });
            made.push((start..text.len(), *who, *stance));
            text.push(' ');
        }
        passages.push(Passage {
            range: from..text.len(),
            headline: false,
        });
        text.push('\n');
    }
    let ground = Ground {
        text: &text,
        passages,
        sentences,
    };
    let statement = |(range, who, stance): (Range<usize>, &str, Stance)| {
        let span = Span::cut(&text, range.clone()).expect("whole words");
        Statement {
            id: statement_id("a", &[(range.start, range.end)]),
            content: vec![span.clone()],
            source: (!who.is_empty()).then(|| span.clone()),
            cue: None,
            stance,
            hedges: Vec::new(),
            verification: None,
            anonymity: None,
            voice: Voice {
                kind: VoiceKind::Institution,
                name: (!who.is_empty()).then(|| who.to_owned()),
                entity: (!who.is_empty()).then(|| format!("local:{who}")),
                speaks_for: None,
                plural: false,
            },
            chain: Vec::new(),
            narrator: who.is_empty(),
            confidence: 0.5,
            said_at: None,
            event: None,
            certainty: None,
            sentence: span,
            carried: false,
            denied_by: Vec::new(),
            about: None,
            also_about: Vec::new(),
            mentions: Vec::new(),
            vector: Vec::new(),
            words: Vec::new(),
        }
    };
    let mut made: Vec<Statement> = made.into_iter().map(statement).collect();
    point(&ground, &Names::default(), &mut made);
    (text, made)
}

/// What the last answer is about, as places, the nearest last.
fn of_last(paragraphs: &[&[(&str, Stance, &str)]]) -> Vec<usize> {
    let (_, made) = told(paragraphs);
    let mut answers = made.iter().filter(|one| !one.stance.supports());
    let last = answers.next_back().expect("an answer");
    let ids = last.also_about.iter().chain(&last.about);
    let place = |id: &String| {
        made.iter()
            .position(|one| one.id == *id)
            .expect("one of them")
    };
    ids.map(place).collect()
}

use Stance::{Asserts, Declines, Denies, NoResponse};

#[test]
fn silence_answers_what_is_said_of_whoever_is_silent() {
    let about = of_last(&[
        &[(
            "the union",
            Asserts,
            "Norvik Mills hid two accidents from inspectors",
        )],
        &[
            ("", Asserts, "Snow fell on the upper valley on Sunday"),
            (
                "the union",
                Asserts,
                "Norvik Mills also paid a witness to leave town",
            ),
        ],
        &[("Norvik Mills", NoResponse, "a request for comment")],
    ]);
    assert_eq!(about, [2]);
}

#[test]
fn somebody_who_was_not_spoken_of_is_silent_about_nothing_known() {
    let about = of_last(&[
        &[(
            "the union",
            Asserts,
            "Norvik Mills hid two accidents from inspectors",
        )],
        &[("Port Authority", Declines, "declined to comment")],
    ]);
    assert_eq!(about, [0; 0]);
}

#[test]
fn the_allegations_are_all_that_the_accuser_says() {
    let about = of_last(&[
        &[("prosecutors", Asserts, "Aber forged the deed of the farm")],
        &[("the bishop", Asserts, "the chapel roof needs new tiles")],
        &[("prosecutors", Asserts, "a clerk was bribed with two horses")],
        &[("Aber", Denies, "denied the allegations")],
    ]);
    assert_eq!(about, [0, 2]);
}

#[test]
fn one_allegation_is_the_nearest() {
    let about = of_last(&[&[
        ("prosecutors", Asserts, "Aber forged the deed of the farm"),
        (
            "prosecutors",
            Asserts,
            "Aber bribed a clerk with two horses",
        ),
        ("Aber", Denies, "the accusation is false"),
    ]]);
    assert_eq!(about, [1]);
}

#[test]
fn of_several_it_is_what_the_answer_goes_on_about() {
    let about = of_last(&[
        &[("divers", Asserts, "an open gate let the water in")],
        &[("rescuers", Asserts, "nine sailors were still missing")],
        &[
            ("Norvik Line", Denies, "rejected the claim"),
            ("Norvik Line", Asserts, "every gate was shut at noon"),
        ],
    ]);
    assert_eq!(about, [0]);
}

#[test]
fn a_denial_that_repeats_the_matter_answers_that() {
    let about = of_last(&[
        &[("prosecutors", Asserts, "Aber forged the deed of the farm")],
        &[(
            "prosecutors",
            Asserts,
            "Aber bribed a clerk with two horses",
        )],
        &[("Aber", Denies, "he had forged any deed")],
    ]);
    assert_eq!(about, [0]);
}

#[test]
fn who_does_not_elaborate_leaves_open_what_he_said_himself() {
    let about = of_last(&[&[
        ("the chief", Asserts, "two of the boats had been found"),
        ("a diver", Asserts, "the third boat lies in the harbour"),
        ("the chief", Declines, "did not elaborate"),
    ]]);
    assert_eq!(about, [0]);
}

#[test]
fn the_opposite_of_what_others_say_of_oneself_is_a_denial() {
    let (_, made) = told(&[
        &[("critics", Asserts, "Orbex tracks the phones of children")],
        &[("Orbex", Asserts, "“We do not track phones of children”")],
    ]);
    assert_eq!(made[1].stance, Denies);
    assert_eq!(made[1].about.as_ref(), Some(&made[0].id));
}

#[test]
fn what_nobody_says_is_not_denied() {
    for words in [
        "it does not expect rain before Friday",
        "we have not raised fares since March",
        "he is not happy with the phones of children",
    ] {
        let (_, made) = told(&[
            &[("critics", Asserts, "Orbex tracks the phones of children")],
            &[("Orbex", Asserts, words)],
        ]);
        assert_eq!(made[1].stance, Asserts, "{words}");
    }
}
