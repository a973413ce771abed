//! Copies and wires: reuse never makes an origin.

mod hand;

use hand::*;

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
