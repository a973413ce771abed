//! Each sentence of "The rule for origins", and what it means at its edges.

mod hand;

use hand::*;
use headwater_model::{ReasonKind, Stance, VoiceKind};
use headwater_origins::{count_denials, explain};

#[test]
fn the_same_name_is_one_origin_however_it_is_spelt() {
    let (one, other) = ([person("Kim Jong-un")], [person("Kim Jong Un’s")]);
    assert_eq!(range(&[&one, &other]), (1, 1));
}

#[test]
fn two_named_people_are_two_origins() {
    assert_eq!(
        range(&[&[person("Ana Ruiz")], &[person("Ben Okafor")]]),
        (2, 2)
    );
}

#[test]
fn a_surname_alone_may_be_the_full_name() {
    assert_eq!(
        range(&[&[person("Okafor")], &[person("Ben Okafor")]]),
        (1, 2)
    );
}

#[test]
fn a_person_and_an_institution_without_a_tie_are_two() {
    let range = range(&[
        &[person("Ana Ruiz")],
        &[institution("Port Authority of Vell")],
    ]);
    assert_eq!(range, (2, 2));
}

#[test]
fn a_body_called_by_a_noun_may_be_any_body() {
    let range = range(&[&[institution("the company")], &[institution("Gazprom")]]);
    assert_eq!(range, (1, 2));
}

#[test]
fn a_spokesperson_and_the_institution_are_one() {
    let (a, b) = (report("a", None), report("b", None));
    let spoken = for_body(says(&a, 0, &[person("Ana Ruiz")]), "the Port Authority");
    let body = says(&b, 0, &[institution("Port Authority")]);
    assert_eq!(count(&[(&spoken, &a), (&body, &b)], &[]), (1, 1));
}

#[test]
fn two_spokespersons_of_one_institution_are_one() {
    let (a, b) = (report("a", None), report("b", None));
    let one = for_body(says(&a, 0, &[person("Ana Ruiz")]), "Port Authority");
    let other = for_body(says(&b, 0, &[person("Ben Okafor")]), "Port Authority");
    assert_eq!(count(&[(&one, &a), (&other, &b)], &[]), (1, 1));
}

#[test]
fn an_unnamed_spokesman_is_the_institution_but_an_unnamed_official_only_may_be() {
    let (a, b) = (report("a", None), report("b", None));
    let body = says(&b, 0, &[institution("Port Authority")]);
    for (words, expected) in [("a port spokesman", (1, 1)), ("a port official", (1, 2))] {
        let mut voice = says(&a, 0, &[unnamed(words)]);
        voice.voice.speaks_for = Some("Port Authority".to_owned());
        assert_eq!(
            count(&[(&voice, &a), (&body, &b)], &[]),
            expected,
            "{words}"
        );
    }
}

#[test]
fn a_body_and_a_part_of_it_may_be_one() {
    let range = range(&[
        &[institution("White House")],
        &[institution("United States")],
    ]);
    assert_eq!(range, (1, 2));
}

#[test]
fn a_spokesperson_of_a_part_speaks_for_the_whole() {
    let (a, b) = (report("a", None), report("b", None));
    let spoken = for_body(says(&a, 0, &[person("Ana Ruiz")]), "White House");
    let whole = says(&b, 0, &[institution("United States")]);
    assert_eq!(count(&[(&spoken, &a), (&whole, &b)], &[]), (1, 1));
}

#[test]
fn the_same_document_is_one_and_another_may_quote_it() {
    let (one, same) = ([document("the Harlan report")], [document("Harlan report")]);
    assert_eq!(range(&[&one, &same]), (1, 1));
    assert_eq!(range(&[&one, &[document("Form 8-K")]]), (1, 2));
}

#[test]
fn documents_that_are_not_told_which_are_unnamed_voices() {
    let one = [document("court documents"), carrier("The Courier")];
    let other = [document("internal memos"), carrier("The Courier")];
    let elsewhere = [document("court documents"), carrier("The Herald")];
    assert_eq!(range(&[&one, &other]), (1, 1));
    assert_eq!(range(&[&one, &elsewhere]), (1, 2));
}

#[test]
fn unnamed_voices_through_one_carrier_are_one() {
    let one = [unnamed("two officials"), carrier("The Courier")];
    let other = [unnamed("a person familiar with it"), carrier("the Courier")];
    assert_eq!(range(&[&one, &other]), (1, 1));
}

#[test]
fn unnamed_voices_through_two_carriers_are_never_two_on_their_own_word() {
    let one = [unnamed("officials"), carrier("The Courier")];
    let other = [unnamed("officials"), carrier("The Herald")];
    assert_eq!(range(&[&one, &other]), (1, 2));
}

#[test]
fn unnamed_voices_of_one_report_are_one() {
    let a = report("a", None);
    let one = says(&a, 0, &[unnamed("officials")]);
    let other = says(&a, 100, &[unnamed("a diplomat")]);
    assert_eq!(count(&[(&one, &a), (&other, &a)], &[]), (1, 1));
}

#[test]
fn a_chain_told_further_back_is_the_same_unnamed_voice() {
    let far = [
        unnamed("officials"),
        carrier("The Courier"),
        carrier("The Herald"),
    ];
    let near = [unnamed("sources"), carrier("The Herald")];
    assert_eq!(range(&[&far, &near]), (1, 1));
}

#[test]
fn a_report_that_only_credits_a_carrier_has_its_root() {
    let credit = [carrier("The Courier")];
    assert_eq!(range(&[&credit]), (1, 1));
    assert_eq!(
        range(&[&credit, &[unnamed("officials"), carrier("The Courier")]]),
        (1, 1)
    );
    assert_eq!(
        range(&[&credit, &[person("Ana Ruiz"), carrier("The Courier")]]),
        (1, 1)
    );
    assert_eq!(
        range(&[&credit, &[carrier("The Herald"), carrier("The Courier")]]),
        (1, 1)
    );
}

#[test]
fn a_credit_does_not_make_two_voices_of_its_carrier_one() {
    let chains = [
        vec![carrier("The Courier")],
        vec![person("Ana Ruiz"), carrier("The Courier")],
        vec![person("Ben Okafor"), carrier("The Courier")],
    ];
    assert_eq!(range(&[&chains[0], &chains[1], &chains[2]]), (2, 2));
}

#[test]
fn two_carriers_may_rest_on_one_voice() {
    assert_eq!(
        range(&[&[carrier("The Courier")], &[carrier("The Herald")]]),
        (1, 2)
    );
    assert_eq!(
        range(&[&[carrier("The Courier")], &[person("Ana Ruiz")]]),
        (1, 2)
    );
}

#[test]
fn carriers_that_credit_each_other_in_a_circle_are_one() {
    let one = [carrier("The Courier"), carrier("The Herald")];
    let other = [carrier("The Herald"), carrier("The Courier")];
    assert_eq!(range(&[&one, &other]), (1, 1));
}

#[test]
fn the_outlet_of_a_report_is_the_carrier_of_its_voices() {
    let (courier, herald) = (
        report("a", Some("The Courier")),
        report("b", Some("The Herald")),
    );
    let own = says(&courier, 0, &[unnamed("officials")]);
    let credit = says(&herald, 0, &[carrier("the Courier")]);
    assert_eq!(count(&[(&own, &courier), (&credit, &herald)], &[]), (1, 1));
}

#[test]
fn what_a_credited_outlet_says_itself_is_that_outlets_root() {
    let (courier, herald) = (
        report("a", Some("The Courier")),
        report("b", Some("The Herald")),
    );
    let own = says(&courier, 0, &[]);
    let credit = says(&herald, 0, &[carrier("the Courier")]);
    assert_eq!(count(&[(&own, &courier), (&credit, &herald)], &[]), (1, 1));
}

#[test]
fn credit_is_not_dependence() {
    let (a, b) = (
        report("a", Some("The Courier")),
        report("b", Some("The Herald")),
    );
    let first = says(&a, 0, &[person("Ana Ruiz")]);
    let credit = says(&b, 0, &[carrier("The Courier")]);
    let own_voice = says(&b, 100, &[person("Ben Okafor")]);
    let all = [(&first, &a), (&credit, &b), (&own_voice, &b)];
    assert_eq!(count(&all, &[]), (2, 2));
}

#[test]
fn a_lead_sums_up_its_body() {
    let a = report("a", None);
    let lead = says(&a, 0, &[]);
    let body = says(&a, 100, &[person("Ana Ruiz")]);
    let both = [(&lead, &a), (&body, &a)];
    assert_eq!(count(&both, &[]), (1, 1));
    let origins = headwater_origins::count(&asserted(&both), &[]);
    assert_eq!(origins.roots[0].statements.len(), 2);
    assert!(
        origins
            .reasons
            .iter()
            .any(|reason| reason.why.contains("sums up"))
    );
}

#[test]
fn what_nobody_is_named_for_cannot_be_measured() {
    let (a, b) = (report("a", None), report("b", None));
    let (one, twice, other) = (says(&a, 0, &[]), says(&a, 100, &[]), says(&b, 0, &[]));
    let all = asserted(&[(&one, &a), (&twice, &a), (&other, &b)]);
    let origins = headwater_origins::count(&all, &[]);
    assert_eq!(
        (origins.min, origins.max, origins.measured),
        (0, Some(2), false)
    );
    let unknown = origins
        .reasons
        .iter()
        .filter(|r| r.kind == ReasonKind::Unknown);
    assert_eq!(unknown.count(), 2);
}

#[test]
fn an_unknown_root_may_be_anyone() {
    assert_eq!(
        range(&[&[], &[person("Ana Ruiz")], &[person("Ben Okafor")]]),
        (2, 3)
    );
}

#[test]
fn own_witness_is_one_for_each_outlet_and_may_be_anyone() {
    assert_eq!(range(&[&[witness()], &[witness()]]), (1, 2));
    let a = report("a", Some("The Courier"));
    let (one, other) = (says(&a, 0, &[witness()]), says(&a, 100, &[witness()]));
    assert_eq!(count(&[(&one, &a), (&other, &a)], &[]), (1, 1));
}

#[test]
fn only_support_counts() {
    let a = report("a", None);
    for stance in [
        Stance::CannotConfirm,
        Stance::NoResponse,
        Stance::Declines,
        Stance::Questions,
        Stance::Denies,
    ] {
        let statement = with_stance(says(&a, 0, &[person("Ana Ruiz")]), stance);
        assert_eq!(count(&[(&statement, &a)], &[]), (0, 0), "{stance:?}");
    }
}

#[test]
fn denials_have_their_own_count() {
    let (a, b) = (report("a", None), report("b", None));
    let denies = with_stance(says(&a, 0, &[person("Ana Ruiz")]), Stance::Denies);
    let mut supports = says(&b, 0, &[person("Ben Okafor")]);
    let all = asserted(&[(&denies, &a), (&supports, &b)]);
    assert_eq!(count_denials(&all, &[]).max, Some(1));
    let denier = voice(VoiceKind::Institution, Some("Port Authority"));
    supports.denied_by.push(denier);
    let denials = count_denials(&asserted(&[(&denies, &a), (&supports, &b)]), &[]);
    assert_eq!(
        (denials.min, denials.max, denials.measured),
        (2, Some(2), true)
    );
}

#[test]
fn no_denial_is_a_measured_nought() {
    let denials = count_denials(&[], &[]);
    assert_eq!(
        (denials.min, denials.max, denials.measured),
        (0, Some(0), true)
    );
}

#[test]
fn the_same_voice_told_by_a_known_id_and_by_spelling_is_one() {
    let mut known = person("Ana Ruiz");
    known.entity = Some("person:ana-ruiz".to_owned());
    let mut local = person("Ana Ruiz");
    local.entity = Some("local:7".to_owned());
    assert_eq!(range(&[&[known.clone()], &[local]]), (1, 1));
    let mut namesake = person("Ana Ruiz");
    namesake.entity = Some("person:ana-ruiz-2".to_owned());
    assert_eq!(range(&[&[known], &[namesake]]), (2, 2));
}

#[test]
fn an_explanation_says_what_would_change_the_count() {
    let (a, b) = (report("a", None), report("b", None));
    let named = says(&a, 0, &[person("Ana Ruiz")]);
    let official = says(&b, 0, &[unnamed("an official"), carrier("The Courier")]);
    let explanation = explain(&asserted(&[(&named, &a), (&official, &b)]), &[]);
    assert_eq!(
        explanation.told[1].chain,
        "b.txt ← The Courier ← an official"
    );
    assert_eq!(
        explanation.would_change,
        [
            "if an official (via The Courier) were shown to be nobody else named here, at least 2 \
             instead of 1",
            "if Ana Ruiz and an official (via The Courier) were shown to be one, at most 1 \
             instead of 2",
        ]
    );
}

#[test]
fn two_voices_of_the_same_words_are_two_statements() {
    let a = report("a", None);
    let one = says(&a, 0, &[person("Ana Ruiz")]);
    let other = says(&a, 0, &[person("Ben Okafor")]);
    assert_eq!(one.id, other.id);
    assert_eq!(count(&[(&one, &a), (&other, &a)], &[]), (2, 2));
}

#[test]
fn an_office_may_be_the_person_who_holds_it_and_speaks_for_its_body() {
    let minister = [person("the Russian defence minister")];
    assert_eq!(range(&[&minister, &[person("Sergei Shoigu")]]), (1, 2));
    assert_eq!(
        range(&[&minister, &[institution("Russia’s Ministry of Defence")]]),
        (1, 1)
    );
}

#[test]
fn a_capital_that_speaks_is_its_government() {
    assert_eq!(
        range(&[&[institution("Moscow")], &[institution("Russia")]]),
        (1, 1)
    );
    assert_eq!(
        range(&[&[institution("Moscow")], &[institution("Kyiv")]]),
        (2, 2)
    );
}

#[test]
fn an_armed_group_and_the_state_it_fights_are_two() {
    assert_eq!(
        range(&[&[institution("Boko Haram")], &[institution("Nigeria")]]),
        (2, 2)
    );
}
