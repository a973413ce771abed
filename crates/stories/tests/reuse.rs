//! What counts as text that one report took from another, and in which direction.

mod press;

use headwater_model::{Block, BlockKind, Report, Span};
use headwater_stories::reuse;
use press::*;

#[test]
fn a_reprint_is_linked_from_the_earlier_to_the_later() {
    let first = report("The Courier", "2024-05-06", SHIPS);
    let second = report(
        "The Herald",
        "2024-05-07",
        &format!("From the coast.\n\n{SHIPS}"),
    );
    let links = reuse(&[&second, &first]);
    let link = one(&links);
    assert_eq!((&link.from, &link.to), (&first.id, &second.id));
    assert!(link.share > 0.9 && link.direction_confidence > 0.5);
    assert_eq!(link.passages_from.len(), 1);
    assert_eq!(link.passages_from[0].text, SHIPS.trim_end_matches('.'));
    assert!(hold(&links, &[&first, &second]));
}

#[test]
fn a_retelling_in_other_words_is_no_reuse() {
    let first = report("The Courier", "2024-05-06", SHIPS);
    let second = report("The Herald", "2024-05-07", SHIPS_RETOLD);
    assert!(reuse(&[&first, &second]).is_empty());
}

#[test]
fn a_lightly_edited_sentence_stays_one_passage() {
    let edited = SHIPS
        .replace("left the harbour of Vell", "left Vell’s harbour")
        .replace("sent a cutter and", "dispatched a cutter and")
        .replace("Families of the sailors waited", "Families waited");
    let first = report("The Courier", "2024-05-06", SHIPS);
    let second = report("The Herald", "2024-05-07", &edited);
    let links = reuse(&[&first, &second]);
    let link = one(&links);
    assert_eq!(link.passages_to.len(), 1, "{:#?}", link.passages_to);
    assert!(link.share > 0.8 && link.share < 1.0);
}

#[test]
fn one_copied_paragraph_in_a_long_report_is_linked_although_its_share_is_small() {
    let paragraph = SHIPS.split_inclusive(". ").take(2).collect::<String>();
    let long = format!("{BAKERY}\n\n{paragraph}\n\n{}", SHIPS_RETOLD.repeat(4));
    let first = report("The Courier", "2024-05-06", SHIPS);
    let second = report("The Herald", "2024-05-07", &long);
    let links = reuse(&[&first, &second]);
    let link = one(&links);
    assert!(link.share < 0.25);
    assert_eq!(
        link.passages_to[0].text,
        paragraph.trim_end_matches([' ', '.'])
    );
}

#[test]
fn what_was_said_in_quotation_marks_is_no_reuse() {
    let said = format!("“{}”", SHIPS.replace('.', ","));
    let first = report(
        "The Courier",
        "2024-05-06",
        &format!("{BAKERY}\n\n{said} she wrote."),
    );
    let second = report(
        "The Herald",
        "2024-05-07",
        &format!("{SHIPS_RETOLD}\n\nA letter reads: {said}"),
    );
    assert!(reuse(&[&first, &second]).is_empty());
}

#[test]
fn furniture_that_two_pages_share_is_no_reuse() {
    let with_furniture = |outlet: &str, own: &str| {
        let text = format!("{own}\n\n{SHIPS}");
        let mut page = report(outlet, "2024-05-06", &text);
        let block = |kind, start, end| Block { kind, start, end };
        page.blocks = vec![
            block(BlockKind::Paragraph, 0, own.len()),
            block(BlockKind::Furniture, own.len() + 2, text.len()),
        ];
        page
    };
    let first = with_furniture("The Courier", BAKERY);
    let second = with_furniture("The Herald", SHIPS_RETOLD);
    assert!(reuse(&[&first, &second]).is_empty());
}

#[test]
fn a_credit_goes_before_the_dates() {
    let source = report("The Courier", "2024-05-07", SHIPS);
    let mut taker = report("The Herald", "2024-05-06", SHIPS);
    taker.byline = Some("Ana Ruiz".to_owned());
    let text = format!("{SHIPS} (The Courier)");
    taker.text.clone_from(&text);
    let start = text.find("The Courier").unwrap();
    taker.credits = vec![Span::cut(&text, start..start + 11).unwrap()];
    let links = reuse(&[&source, &taker]);
    let link = one(&links);
    assert_eq!((&link.from, &link.to), (&source.id, &taker.id));
    assert!(link.direction_confidence > 0.9, "{}", link.why);
    assert_eq!(link.why, "The Herald credits The Courier");
}

#[test]
fn a_wire_that_both_credit_is_the_latent_origin() {
    let mut pages = ["The Courier", "The Herald"].map(|outlet| report(outlet, "2024-05-06", SHIPS));
    pages[0].byline = Some("Ana Ruiz, with AFP".to_owned());
    pages[1].byline = Some("Agence France-Presse".to_owned());
    let links = reuse(&[&pages[0], &pages[1]]);
    let link = one(&links);
    assert_eq!(link.latent.as_deref(), Some("Agence France-Presse"));
    assert_eq!(link.direction_confidence, 0.5);
}

#[test]
fn the_wire_itself_is_the_source_of_those_who_credit_it() {
    let wire = report("Agence France-Presse", "2024-05-06", SHIPS);
    let mut taker = report("The Herald", "2024-05-06", SHIPS);
    taker.byline = Some("AFP".to_owned());
    let links = reuse(&[&taker, &wire]);
    let link = one(&links);
    assert_eq!((&link.from, &link.latent), (&wire.id, &None));
    assert!(link.direction_confidence > 0.9);
}

#[test]
fn one_day_without_a_time_tells_no_direction() {
    let first = report("The Courier", "2024-05-06", SHIPS);
    let second = report("The Herald", "2024-05-06", SHIPS);
    assert_eq!(one(&reuse(&[&first, &second])).direction_confidence, 0.5);
    let morning = report("The Courier", "2024-05-06T07:00:00+02:00", SHIPS);
    let noon = report("The Herald", "2024-05-06T12:00:00Z", SHIPS);
    let links = reuse(&[&noon, &morning]);
    assert_eq!(one(&links).from, morning.id);
    assert!(one(&links).direction_confidence > 0.5);
}

#[test]
fn the_cut_down_version_is_likelier_the_taker() {
    let short = SHIPS.split_inclusive(". ").take(2).collect::<String>();
    let whole = report("", "", SHIPS);
    let cut = report("", "", &short);
    let links = reuse(&[&cut, &whole]);
    let link = one(&links);
    assert_eq!((&link.from, &link.to), (&whole.id, &cut.id));
    assert!(link.direction_confidence > 0.5 && link.direction_confidence < 0.7);
}

#[test]
fn directions_that_contradict_one_another_make_no_circle() {
    let names = ["The Courier", "The Herald", "The Ledger"];
    let mut pages = names.map(|outlet| report(outlet, "2024-05-06", SHIPS));
    for (page, credits) in pages
        .iter_mut()
        .zip(["The Herald", "The Ledger", "The Courier"])
    {
        page.text = format!("{SHIPS} {credits}");
        let start = SHIPS.len() + 1;
        page.credits = vec![Span::cut(&page.text, start..page.text.len()).unwrap()];
    }
    let reports: Vec<&Report> = pages.iter().collect();
    let links = reuse(&reports);
    assert_eq!(links.len(), 3);
    // Whatever follows the links upwards comes to an end.
    for page in &pages {
        let mut at = &page.id;
        for _ in 0..3 {
            match links.iter().find(|link| link.to == *at) {
                Some(link) => at = &link.from,
                None => break,
            }
        }
        assert!(links.iter().all(|link| link.to != *at), "a circle");
    }
}

#[test]
fn a_wire_story_in_a_hundred_papers_costs_a_constant_for_each() {
    let papers: Vec<Report> = (0..100)
        .map(|i| {
            report(
                &format!("Paper {i}"),
                &format!("2024-05-{:02}", 1 + i % 28),
                SHIPS,
            )
        })
        .collect();
    let links = reuse(&papers.iter().collect::<Vec<_>>());
    assert!(links.len() < 100 * 9);
    let linked = |id: &String| links.iter().any(|link| link.from == *id || link.to == *id);
    assert!(papers.iter().all(|paper| linked(&paper.id)));
}
