//! The gold claims of two real reports of one story, rebuilt as chains: no text of theirs is here.

mod hand;

use hand::*;
use headwater_model::{LinkRole, Report, Statement, VoiceKind};

struct Two {
    a: Report,
    b: Report,
}

fn reports() -> Two {
    Two {
        a: report("report-a", None),
        b: report("report-b", None),
    }
}

fn check(statements: &[(&Statement, &Report)], expected: (usize, usize)) {
    assert_eq!(count(statements, &[]), expected);
}

fn nyt() -> headwater_model::Link {
    carrier("The New York Times")
}

/// As the gold has it: the paper as the voice of a chain with one link.
fn nyt_as_voice() -> headwater_model::Link {
    headwater_model::Link {
        role: LinkRole::Voice,
        ..nyt()
    }
}

fn us() -> headwater_model::Link {
    let mut link = institution("United States");
    link.entity = Some("country:us".to_owned());
    link
}

fn nsc(statement: Statement) -> Statement {
    for_body(statement, "White House National Security Council")
}

#[test]
fn summit_is_the_united_states_and_an_official_who_may_be_its_own() {
    let Two { a, b } = reports();
    let a1 = says(&a, 0, &[]);
    let a2 = says(&a, 100, &[unnamed("an official"), carrier("CBS")]);
    let (b1, b3) = (says(&b, 0, &[us()]), says(&b, 100, &[us()]));
    check(&[(&a1, &a), (&a2, &a), (&b1, &b), (&b3, &b)], (1, 2));
}

#[test]
fn train_is_one_because_both_rest_on_the_paper() {
    let Two { a, b } = reports();
    let mut intelligence = unnamed("military intelligence");
    intelligence.kind = VoiceKind::UnnamedInstitution;
    let a3 = says(&a, 0, &[intelligence, nyt()]);
    for link in [nyt(), nyt_as_voice()] {
        let b10 = says(&b, 0, &[link]);
        check(&[(&a3, &a), (&b10, &b)], (1, 1));
    }
}

#[test]
fn shells_is_one_because_reportedly_takes_the_voice_of_its_own_report() {
    let Two { a, b } = reports();
    let a6 = says(&a, 0, &[unnamed("officials"), nyt()]);
    let (b2, b11) = (says(&b, 0, &[]), says(&b, 100, &[nyt()]));
    check(&[(&a6, &a), (&b2, &b), (&b11, &b)], (1, 1));
}

#[test]
fn technology_is_one_or_two_because_one_report_names_nobody() {
    let Two { a, b } = reports();
    let a7 = says(&a, 0, &[unnamed("officials"), nyt()]);
    let b13 = says(&b, 0, &[]);
    check(&[(&a7, &a), (&b13, &b)], (1, 2));
}

#[test]
fn food_cannot_be_measured() {
    let Two { a, b } = reports();
    let (a8, b13) = (says(&a, 0, &[]), says(&b, 0, &[]));
    check(&[(&a8, &a), (&b13, &b)], (0, 2));
}

#[test]
fn talks_is_two_speakers_of_one_institution() {
    let Two { a, b } = reports();
    let a16 = nsc(says(&a, 0, &[person("John Kirby")]));
    let b7 = nsc(says(&b, 0, &[person("Adrienne Watson")]));
    check(&[(&a16, &a), (&b7, &b)], (1, 1));
    // As a reader may have it that knows one of them as the White House's.
    let a16 = for_body(says(&a, 0, &[person("John Kirby")]), "the White House");
    check(&[(&a16, &a), (&b7, &b)], (1, 1));
    let origins = headwater_origins::count(&asserted(&[(&a16, &a), (&b7, &b)]), &[]);
    assert_eq!(origins.roots.len(), 1);
}

#[test]
fn wagner_is_one_and_denied_by_one() {
    let Two { b, .. } = reports();
    let mut b14 = says(&b, 0, &[us()]);
    let denier = voice(VoiceKind::Institution, Some("North Korea"));
    b14.denied_by.push(denier);
    check(&[(&b14, &b)], (1, 1));
    let denials = headwater_origins::count_denials(&asserted(&[(&b14, &b)]), &[]);
    assert_eq!((denials.min, denials.max), (1, Some(1)));
    assert_eq!(denials.roots[0].name, "North Korea");
}

#[test]
fn moscow_is_one_on_the_papers_word() {
    let Two { b, .. } = reports();
    let b12 = says(&b, 0, &[nyt()]);
    check(&[(&b12, &b)], (1, 1));
}
