//! Copies and wires: reuse never makes an origin.

mod hand;

use hand::*;
use headwater_model::{Report, Span, Statement};

#[test]
fn a_copy_adds_no_origin() {
    let (a, b) = (report("a", None), report("b", None));
    let original = says(&a, 0, &[person("Ana Ruiz")]);
    let copy = says(&b, 200, &[]);
    let both = [(&original, &a), (&copy, &b)];
    assert_eq!(count(&both, &[copies(&a, &b, (0, 200), 0.9)]), (1, 1));
    assert_eq!(count(&both, &[]), (1, 2));
}

#[test]
fn a_copy_inherits_the_originals_chain_even_when_it_names_another_voice() {
    let (a, b) = (report("a", None), report("b", None));
    let original = says(&a, 0, &[person("Ana Ruiz")]);
    let copy = says(&b, 200, &[person("Ben Okafor")]);
    let reuse = [copies(&a, &b, (0, 200), 0.9)];
    let origins = headwater_origins::count(&asserted(&[(&original, &a), (&copy, &b)]), &reuse);
    assert_eq!((origins.min, origins.max), (1, Some(1)));
    assert_eq!(origins.roots[0].name, "Ana Ruiz");
}

#[test]
fn words_outside_the_shared_passages_are_no_copy() {
    let (a, b) = (report("a", None), report("b", None));
    let original = says(&a, 0, &[person("Ana Ruiz")]);
    let own = says(&b, 500, &[person("Ben Okafor")]);
    let reuse = [copies(&a, &b, (0, 200), 0.9)];
    assert_eq!(count(&[(&original, &a), (&own, &b)], &reuse), (2, 2));
}

#[test]
fn where_it_is_not_told_who_copied_the_told_voice_stays() {
    let (a, b) = (report("a", None), report("b", None));
    let without = says(&a, 0, &[]);
    let with = says(&b, 0, &[person("Ana Ruiz")]);
    let reuse = [copies(&a, &b, (0, 0), 0.5)];
    assert_eq!(count(&[(&without, &a), (&with, &b)], &reuse), (1, 1));
}

/// A report that says these words, and the statement that is all of it.
fn in_words(id: &str, words: &str, chain: &[headwater_model::Link]) -> (Report, Statement) {
    let mut report = report(id, None);
    report.text = words.to_owned();
    let mut statement = says(&report, 0, chain);
    let all = Span {
        start: 0,
        end: words.len(),
        text: words.to_owned(),
    };
    statement.content = vec![all];
    (report, statement)
}

#[test]
fn the_same_words_of_somebody_unnamed_are_the_named_ones() {
    let words = "the roofs of many houses came down on people who were still in bed";
    let (a, named) = in_words("a", words, &[person("Ana Ruiz")]);
    let (b, unnamed) = in_words("b", words, &[unnamed("a villager")]);
    let (c, told) = in_words("c", words, &[]);
    let all = [(&named, &a), (&unnamed, &b), (&told, &c)];
    assert_eq!(count(&all, &[]), (1, 1));
    // Two with names are two, and other words are no copy.
    let (d, other) = in_words("d", words, &[person("Ben Okafor")]);
    assert_eq!(count(&[(&named, &a), (&other, &d)], &[]), (2, 2));
    let words = "many roofs fell in while the people of the village lay asleep";
    let (e, own) = in_words("e", words, &[]);
    assert_eq!(count(&[(&named, &a), (&own, &e)], &[]), (1, 2));
}

#[test]
fn copies_in_a_circle_are_one_and_end() {
    let reports = ["a", "b", "c"].map(|id| report(id, None));
    let [a, b, c] = &reports;
    let statements = reports.each_ref().map(|r| says(r, 0, &[]));
    let reuse = [(a, b), (b, c), (c, a)].map(|(from, to)| copies(from, to, (0, 0), 0.9));
    let all: Vec<_> = statements.iter().zip(&reports).collect();
    assert_eq!(count(&all, &reuse), (0, 1));
}

#[test]
fn a_named_wire_is_the_root_of_what_both_took_from_it() {
    let (a, b) = (
        report("a", Some("The Courier")),
        report("b", Some("The Herald")),
    );
    let (one, other) = (says(&a, 0, &[]), says(&b, 0, &[]));
    let mut reuse = copies(&a, &b, (0, 0), 0.5);
    reuse.latent = Some("Northwire".to_owned());
    let both = asserted(&[(&one, &a), (&other, &b)]);
    let origins = headwater_origins::count(&both, &[reuse]);
    assert_eq!((origins.min, origins.max), (1, Some(1)));
    assert_eq!(origins.roots[0].name, "Northwire");
}
