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
    let long = format!("{BAKERY}\n\n{paragraph}\n\n{SHIPS_RETOLD}\n\n{NOTICE}");
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
    assert!(link.direction_confidence > 0.5 && link.direction_confidence < 0.8);
}

/// What an outlet of ours puts under its reports.
const NOTICE: &str = "The Courier is owned by the people who read it, prints its accounts every \
    spring and takes no money from the harbour, and whoever wants to know how a report was made \
    can walk into the newsroom on Quay Street on any weekday before noon.";

#[test]
fn what_an_outlet_says_of_itself_joins_none_of_its_reports() {
    let texts = [SHIPS, BAKERY, SHIPS_RETOLD].map(|text| format!("{text}\n\n{NOTICE}"));
    let days = ["2024-05-06", "2024-05-07", "2024-05-08"];
    let pages: Vec<Report> = (days.iter().zip(&texts))
        .map(|(day, text)| report("The Courier", day, text))
        .collect();
    assert!(reuse(&pages.iter().collect::<Vec<_>>()).is_empty());
    // Nor does it swell what is copied.
    let copy = report("The Herald", "2024-05-09", &texts[0]);
    let mut all: Vec<&Report> = pages.iter().collect();
    all.push(&copy);
    let links = reuse(&all);
    assert_eq!(one(&links).from, pages[0].id);
}

#[test]
fn an_outlets_updates_are_reuse() {
    let update = |day: &str, top: &str| {
        let text = format!("{top}\n\n{SHIPS}");
        report("The Courier", day, &text)
    };
    let pages = [
        update("2024-05-06", ""),
        update(
            "2024-05-07",
            "A crew was found on a raft at dawn, alive and very cold.",
        ),
        update(
            "2024-05-08",
            "The search for the second ship ended at nightfall.",
        ),
    ];
    assert_eq!(reuse(&pages.iter().collect::<Vec<_>>()).len(), 3);
}

#[test]
fn a_name_inside_a_longer_one_is_not_credited() {
    let short = report("The Telegraph", "", SHIPS);
    let mut taker = report("The Herald", "", SHIPS);
    taker.byline = Some("Ana Ruiz, Danebury Telegraph".to_owned());
    let links = reuse(&[&short, &taker]);
    assert_eq!(one(&links).direction_confidence, 0.5);
    let long = report("Danebury Telegraph", "", SHIPS);
    let links = reuse(&[&long, &taker]);
    assert_eq!(one(&links).from, long.id);
}

#[test]
fn an_agency_that_nobody_knows_is_named_as_it_is_written() {
    let mut pages = ["The Courier", "The Herald"].map(|outlet| report(outlet, "2024-05-06", SHIPS));
    pages[0].byline = Some("By Meridian News Agency".to_owned());
    pages[1].byline = Some("Ana Ruiz, with Meridian News Agency".to_owned());
    let links = reuse(&[&pages[0], &pages[1]]);
    assert_eq!(one(&links).latent.as_deref(), Some("Meridian News Agency"));
    // Where its own report is there, it is no origin outside.
    let agency = report("Meridian News Agency", "2024-05-06", SHIPS);
    let links = reuse(&[&pages[0], &pages[1], &agency]);
    assert_eq!(links.len(), 3);
    assert!(links.iter().all(|link| link.latent.is_none()), "{links:#?}");
}

#[test]
fn an_agency_that_one_of_two_credits_may_be_the_origin_of_both() {
    let mut credits = report("The Courier", "2024-05-06T09:00:00Z", SHIPS);
    credits.byline = Some("AFP".to_owned());
    let silent = report("The Herald", "2024-05-06T08:00:00Z", SHIPS);
    let links = reuse(&[&credits, &silent]);
    let link = one(&links);
    assert_eq!(link.latent.as_deref(), Some("Agence France-Presse"));
    assert!(link.direction_confidence < 0.7, "{link:#?}");
}

#[test]
fn an_update_is_taken_from_what_it_holds() {
    let former = report("", "", SHIPS);
    let top = "Divers found the first of the two wrecks on Tuesday, eleven miles east of where \
        anybody had looked, and lifted a bell with the name of a ship on it.";
    let update = report("", "", &format!("{top}\n\n{SHIPS}"));
    let links = reuse(&[&update, &former]);
    assert_eq!(one(&links).from, former.id);
    assert!(one(&links).direction_confidence > 0.6);
}

#[test]
fn who_has_lost_an_attribution_took_the_text() {
    let bare = report("", "", SHIPS);
    let told = SHIPS.replace("for the storm.", "for the storm, the harbour master said.");
    let told = report("", "", &told);
    let links = reuse(&[&bare, &told]);
    assert_eq!(one(&links).from, told.id);
}

#[test]
fn the_higher_toll_is_the_later_and_the_rounded_one_the_copy() {
    let with = |figure: &str| {
        report(
            "",
            "",
            &SHIPS.replace("Two cargo", &format!("{figure} cargo")),
        )
    };
    let taken_from = |one_figure: &str, other: &str| {
        let [a, b] = [one_figure, other].map(with);
        // The figure must stand among shared words.
        let [a, b] = [a, b].map(|page| {
            let text = format!("Rain fell on the town of Vell all day long. {}", page.text);
            report("", "", &text)
        });
        let links = reuse(&[&a, &b]);
        one(&links).from == a.id
    };
    assert!(taken_from("12", "15"));
    assert!(taken_from("1,187", "1,200"));
}

#[test]
fn what_a_page_repeats_and_its_labels_swell_no_share() {
    let first = report("The Courier", "2024-05-06", SHIPS);
    let teaser = "A storm tore two ships from their moorings at Vell and drove them out to sea.";
    let text = format!("{teaser}\n\nMore news\n\n{teaser}\n\nRead on\n\n{teaser}\n\n{SHIPS}");
    let mut second = report("The Herald", "2024-05-07", &text);
    let mut start = 0;
    for paragraph in text.split("\n\n") {
        let end = start + paragraph.len();
        let kind = BlockKind::Paragraph;
        second.blocks.push(Block { kind, start, end });
        start = end + 2;
    }
    let links = reuse(&[&first, &second]);
    assert!(one(&links).share > 0.8, "{links:#?}");
}

#[test]
fn a_sentence_in_other_words_counts_as_copied_beside_others() {
    let reworded = SHIPS.replace(
        "Families of the sailors waited at the pier until noon, when the wind dropped and the \
         first boats could put to sea again.",
        "By noon, when the wind fell and some first boats put to sea once more, the families \
         of sailors had waited on the pier.",
    );
    assert_ne!(SHIPS, reworded);
    let first = report("The Courier", "2024-05-06", SHIPS);
    let second = report("The Herald", "2024-05-07", &reworded);
    let links = reuse(&[&first, &second]);
    assert!(one(&links).share > 0.95, "{links:#?}");
    assert!(hold(&links, &[&first, &second]));
}

#[test]
fn a_table_of_results_is_not_copied_by_being_alike() {
    let table =
        "Ruiz 6 4 6 3 Bell 7 5 2 6 Menon 6 1 6 2 Lis 4 6 7 6 Holm 6 3 6 4 Moss 2 6 6 1 Adler";
    let first = report(
        "The Courier",
        "",
        &format!("{}\n\n{table}", SHIPS.repeat(2)),
    );
    let second = report(
        "The Herald",
        "",
        &format!("{}\n\n{table}", BAKERY.repeat(2)),
    );
    assert!(reuse(&[&first, &second]).is_empty());
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
