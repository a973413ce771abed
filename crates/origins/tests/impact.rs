//! What is lost when a source is withdrawn.

mod hand;

use hand::*;
use headwater_model::{Brief, Claim, Reading, Report, SCHEMA, Statement, Story};
use headwater_origins::{count, count_denials, impact};

fn brief(parts: &[(&Report, &[&Statement])]) -> Brief {
    let readings = parts.iter().map(|(report, statements)| Reading {
        schema: SCHEMA.to_owned(),
        report: (*report).clone(),
        statements: statements.iter().map(|s| (*s).clone()).collect(),
        entities: Vec::new(),
        times: Vec::new(),
        places: Vec::new(),
        quantities: Vec::new(),
        reuse: Vec::new(),
    });
    let pairs = parts
        .iter()
        .flat_map(|(r, all)| all.iter().map(move |s| (*s, *r)));
    let pairs: Vec<_> = pairs.collect();
    let claim = Claim {
        id: "c1".to_owned(),
        text: String::new(),
        text_from: String::new(),
        statements: pairs.iter().map(|(s, _)| s.id.clone()).collect(),
        documents: 0,
        outlets: 0,
        origins: count(&asserted(&pairs), &[]),
        denials: count_denials(&asserted(&pairs), &[]),
        denied_by: Vec::new(),
        cannot_confirm: Vec::new(),
        no_response: Vec::new(),
        declined: Vec::new(),
        differences: Vec::new(),
    };
    Brief {
        schema: SCHEMA.to_owned(),
        stories: vec![Story {
            id: "y1".to_owned(),
            title: String::new(),
            from: None,
            to: None,
            places: Vec::new(),
            people: Vec::new(),
            reports: parts.iter().map(|(report, _)| report.id.clone()).collect(),
            claims: vec![claim],
            reuse: Vec::new(),
        }],
        readings: readings.collect(),
    }
}

#[test]
fn a_withdrawn_voice_takes_the_lead_that_sums_it_up_with_it() {
    let (a, b) = (report("a", None), report("b", None));
    let (lead, body) = (says(&a, 0, &[]), says(&a, 100, &[person("Ana Ruiz")]));
    let other = says(&b, 0, &[person("Ben Okafor")]);
    let brief = brief(&[(&a, &[&lead, &body]), (&b, &[&other])]);
    let rows = impact(&brief, "ana ruiz");
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].before, rows[0].after),
        ((2, Some(2)), (1, Some(1)))
    );
    assert_eq!(rows[0].withdrawn.len(), 2);
}

#[test]
fn a_withdrawn_unnamed_voice_takes_the_bare_credits_to_its_carrier_with_it() {
    let (a, b) = (report("a", None), report("b", None));
    let told = says(&a, 0, &[unnamed("two officials"), carrier("The Courier")]);
    let credit = says(&b, 0, &[carrier("The Courier")]);
    let brief = brief(&[(&a, &[&told]), (&b, &[&credit])]);
    for source in ["two officials", "The Courier"] {
        let rows = impact(&brief, source);
        assert_eq!(rows[0].after, (0, Some(0)), "{source}");
    }
}

#[test]
fn a_report_can_be_withdrawn_by_id_and_by_path() {
    let (a, b) = (report("a", None), report("b", None));
    let (one, other) = (
        says(&a, 0, &[person("Ana Ruiz")]),
        says(&b, 0, &[person("Cai Lin")]),
    );
    let brief = brief(&[(&a, &[&one]), (&b, &[&other])]);
    for source in ["b", "stories/b.txt"] {
        assert_eq!(impact(&brief, source)[0].after, (1, Some(1)), "{source}");
    }
}

#[test]
fn a_source_that_nothing_rests_on_changes_nothing() {
    let a = report("a", None);
    let one = says(&a, 0, &[person("Ana Ruiz")]);
    assert!(impact(&brief(&[(&a, &[&one])]), "Dora Penn").is_empty());
}
