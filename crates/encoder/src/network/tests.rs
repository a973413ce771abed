use serde::Deserialize;

use super::*;
use crate::Scale;

#[derive(Deserialize)]
struct Fixture {
    text: String,
    windows: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    ids: Vec<i32>,
    shapes: Vec<i32>,
    quotes: Vec<i32>,
    places: Vec<i32>,
    first: Vec<usize>,
    words: Vec<(usize, usize)>,
    attribution0: Vec<f32>,
}

/// The lines of a text as passages, the first one its headline.
fn passages(text: &str) -> Vec<Passage> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        if !line.trim().is_empty() {
            found.push(Passage {
                range: start..start + line.len(),
                headline: start == 0,
            });
        }
        start += line.len() + 1;
    }
    found
}

#[test]
fn rust_sees_what_training_saw_and_the_network_answers_the_same() {
    for (weights, fixture) in [
        (Weights::Full, include_str!("../../fixtures/full.json")),
        (Weights::Fast, include_str!("../../fixtures/fast.json")),
    ] {
        let fixtures = serde_json::from_str(fixture).expect("fixture");
        same(
            Encoder::embedded(weights).expect("embedded model"),
            fixtures,
        );
    }
}

fn same(encoder: &Encoder, fixtures: Vec<Fixture>) {
    for fixture in fixtures {
        let windows = features::windows(
            &encoder.tokenizer,
            &fixture.text,
            &passages(&fixture.text),
            features::WINDOW,
        )
        .expect("windows");
        assert_eq!(windows.len(), fixture.windows.len());
        let characters: Vec<usize> = fixture.text.char_indices().map(|(byte, _)| byte).collect();
        let byte = |character: usize| {
            characters
                .get(character)
                .copied()
                .unwrap_or(fixture.text.len())
        };
        for (window, expected) in windows.iter().zip(&fixture.windows) {
            assert_eq!(window.ids, expected.ids);
            assert_eq!(window.shapes, expected.shapes);
            assert_eq!(window.quotes, expected.quotes);
            assert_eq!(window.places, expected.places);
            assert_eq!(window.first, expected.first);
            let words: Vec<_> = expected
                .words
                .iter()
                .map(|(s, e)| byte(*s)..byte(*e))
                .collect();
            assert_eq!(
                window
                    .words
                    .iter()
                    .map(|w| w.range.clone())
                    .collect::<Vec<_>>(),
                words
            );
            let states = encoder.run(window, &mut Room::default()).expect("states");
            let width = encoder.network.width();
            let first = &states.last[window.first[0] * width..][..width];
            let scores = encoder.tags.attribution.of_rows(first);
            for (ours, theirs) in scores.iter().zip(&expected.attribution0) {
                assert!((ours - theirs).abs() < 0.01, "{ours} is far from {theirs}");
            }
        }
    }
}

#[test]
fn nothing_is_found_in_no_passages() {
    let encoding = Encoder::embedded(Weights::Full)
        .expect("embedded model")
        .encode("", &[])
        .expect("encoding");
    assert!(encoding.words.is_empty() && encoding.roles.is_empty());
    assert!(encoding.vector(&(0..10)).is_empty());
}

#[test]
fn a_passage_that_splits_a_character_is_an_error() {
    let encoder = Encoder::embedded(Weights::Full).expect("embedded model");
    let passage = Passage {
        range: 0..1,
        headline: false,
    };
    assert!(matches!(
        encoder.encode("é", &[passage]),
        Err(EncoderError::Passage { .. })
    ));
}

#[test]
fn rust_is_as_certain_as_training_was() {
    #[derive(Deserialize)]
    struct Told {
        text: String,
        words: Vec<(usize, usize)>,
        author: Vec<f32>,
        reader: Vec<f32>,
    }
    for (weights, fixture) in [
        (
            Weights::Full,
            include_str!("../../fixtures/full.certainty.json"),
        ),
        (
            Weights::Fast,
            include_str!("../../fixtures/fast.certainty.json"),
        ),
    ] {
        let told: Told = serde_json::from_str(fixture).expect("fixture");
        let encoder = Encoder::embedded(weights).expect("embedded model");
        let passage = Passage {
            range: 0..told.text.len(),
            headline: false,
        };
        let encoding = encoder.encode(&told.text, &[passage]).expect("encoding");
        let whole = 0..told.text.len();
        let sentences = encoder.sentences(&encoding, &[whole]).expect("sentences");
        for (scale, expected) in [(Scale::Author, told.author), (Scale::Reader, told.reader)] {
            for ((start, end), expected) in told.words.iter().zip(expected) {
                let ours = sentences.certainty(&(*start..*end), scale);
                let off = (ours.expect("an answer") - expected).abs();
                assert!(off < 0.02, "{start}: {ours:?} for {expected}");
            }
        }
    }
}

#[test]
fn nothing_happens_where_no_word_stands_and_long_sentences_are_cut() {
    let encoder = Encoder::embedded(Weights::Fast).expect("embedded model");
    let nothing = Encoding::default();
    let whole = 0..9;
    let whole = std::slice::from_ref(&whole);
    let sentences = encoder.sentences(&nothing, whole).expect("sentences");
    assert_eq!(sentences.predicate(whole), None);
    assert_eq!(sentences.certainty(&(5..9), Scale::Author), None);

    let text = "ships wait ".repeat(400);
    let passage = Passage {
        range: 0..text.len(),
        headline: false,
    };
    let encoding = encoder.encode(&text, &[passage]).expect("encoding");
    let (all, tail) = (0..text.len(), text.len() - 11..text.len());
    let asked = [tail.clone(), all.clone(), all];
    let sentences = encoder.sentences(&encoding, &asked).expect("sentences");
    assert!(sentences.predicate(std::slice::from_ref(&tail)).is_some());
    assert!(sentences.certainty(&tail, Scale::Author).is_some());
}

#[test]
fn rust_draws_the_trees_that_training_drew() {
    #[derive(Deserialize)]
    struct Told {
        text: String,
        words: Vec<(usize, usize)>,
        heads: Vec<usize>,
        relations: Vec<String>,
    }
    let told: Told =
        serde_json::from_str(include_str!("../../fixtures/full.syntax.json")).expect("fixture");
    let encoder = Encoder::embedded(Weights::Full).expect("embedded model");
    let whole = 0..told.text.len();
    let passage = Passage {
        range: whole.clone(),
        headline: false,
    };
    let encoding = encoder.encode(&told.text, &[passage]).expect("encoding");
    let mut trees = encoder
        .trees(&told.text, &encoding, &[whole])
        .expect("trees");
    let tree = trees.remove(0);
    let ours: Vec<_> = (tree.iter())
        .map(|node| {
            (
                node.range.clone(),
                node.head.map_or(0, |head| head + 1),
                node.relation,
            )
        })
        .collect();
    let theirs: Vec<_> = (told.words.iter().zip(&told.heads).zip(&told.relations))
        .map(|(((start, end), head), relation)| (*start..*end, *head, relation.as_str()))
        .collect();
    assert_eq!(ours, theirs);
    assert!(
        tree.iter()
            .all(|node| (0.0..=1.0).contains(&node.probability))
    );
}

#[test]
fn words_of_a_tree_are_those_of_a_treebank() {
    let text =
        "Mr. O'Hara, of the U.S. firm's board, didn't pay $3,000.50 on Jan. 5 -- he couldn’t.";
    let encoder = Encoder::embedded(Weights::Full).expect("embedded model");
    let passage = Passage {
        range: 0..text.len(),
        headline: false,
    };
    let encoding = encoder.encode(text, &[passage]).expect("encoding");
    let whole = 0..text.len();
    let trees = encoder
        .trees(text, &encoding, &[whole, 3..3])
        .expect("trees");
    let words: Vec<&str> = trees[0]
        .iter()
        .map(|node| &text[node.range.clone()])
        .collect();
    let expected = [
        "Mr.", "O'Hara", ",", "of", "the", "U.S.", "firm", "'s", "board", ",", "didn", "'t", "pay",
        "$", "3,000.50", "on", "Jan", ".", "5", "-", "-", "he", "couldn", "’t", ".",
    ];
    assert_eq!(words, expected);
    assert!(trees[1].is_empty());
}
