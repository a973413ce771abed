use proptest::prelude::*;

use super::*;

fn lay(text: &str) -> Layout {
    let hints = Hints {
        marked: &[],
        title: None,
        byline: None,
    };
    lay_out(text, &hints)
}

fn kinds(text: &str) -> Vec<(BlockKind, &str)> {
    let blocks = lay(text).blocks;
    blocks
        .into_iter()
        .map(|block| (block.kind, &text[block.start..block.end]))
        .collect()
}

fn credits(text: &str) -> Vec<String> {
    lay(text)
        .credits
        .into_iter()
        .map(|span| span.text)
        .collect()
}

use BlockKind::{Byline, Caption, Credit, Furniture, Paragraph, Subheading, Title};

#[test]
fn a_short_first_line_before_a_blank_line_is_the_title() {
    let text = "Ferry sinks off Porto\n\nA ferry sank, police said.";
    assert_eq!(kinds(text)[0], (Title, "Ferry sinks off Porto"));
    let text = "A ferry sank. Nobody died.\n\nThe crew was saved.";
    assert_eq!(kinds(text)[0].0, Paragraph);
}

#[test]
fn a_title_and_a_byline_may_stand_without_blank_lines() {
    let text = "Ferry sinks\nBy Ana Ruiz\nA ferry sank, police said.\nNobody died.";
    let expected = [Title, Byline, Paragraph, Paragraph];
    assert_eq!(
        kinds(text)
            .iter()
            .map(|(kind, _)| *kind)
            .collect::<Vec<_>>(),
        expected
    );
}

#[test]
fn a_photo_credit_is_no_text_credit() {
    let text = "A ferry sank, police said.\n\n(Photo by AFP)\n\nThe ferry in Porto on August 27, \
                2023. (Photo by NAVY VIA KNS / AFP)\n\nNobody died.";
    assert_eq!(
        kinds(text)
            .iter()
            .map(|(kind, _)| *kind)
            .collect::<Vec<_>>(),
        [Paragraph, Credit, Caption, Paragraph]
    );
    assert!(credits(text).is_empty());
}

#[test]
fn a_last_line_with_an_agency_is_a_byline_and_a_credit() {
    let text = "A ferry sank, police said.\n\nNobody died.\n\nKatja Dige Møller, with AFP\n";
    let layout = lay(text);
    assert_eq!(
        layout.byline.as_deref(),
        Some("Katja Dige Møller, with AFP")
    );
    assert_eq!(credits(text), ["AFP"]);
    assert_eq!(kinds(text)[2], (Byline, "Katja Dige Møller, with AFP"));
}

#[test]
fn a_dateline_is_no_part_of_its_paragraph() {
    let text = "Ferry sinks\n\nPORTO, May 3 (Reuters) - A ferry sank.\n\nMore.";
    let layout = lay(text);
    assert_eq!(layout.dateline.unwrap().text, "PORTO, May 3 (Reuters)");
    assert_eq!(kinds(text)[1], (Paragraph, "A ferry sank."));
    assert_eq!(credits(text), ["Reuters"]);
}

#[test]
fn a_sign_off_is_a_credit_of_its_own() {
    let text = "A ferry sank.\n\nNobody died. (Reuters)";
    assert_eq!(
        kinds(text)[1..],
        [(Paragraph, "Nobody died."), (Credit, "(Reuters)")]
    );
    assert_eq!(credits(text), ["Reuters"]);
}

#[test]
fn a_date_line_above_the_text_is_furniture_and_a_date() {
    let text = "Ferry sinks\n\nBy Ana Ruiz\n\nPublished May 3, 2024\n\nA ferry sank, police said.";
    assert_eq!(lay(text).published.as_deref(), Some("2024-05-03"));
    assert_eq!(kinds(text)[2].0, Furniture);
    assert_eq!(
        lay("A ferry.\n\nUpdated May 3, 2024\n\nIt sank.").published,
        None
    );
}

#[test]
fn a_date_without_a_year_is_furniture_and_no_date() {
    let text = "Ferry sinks\n\nMay 30 at 2:44 PM\n\nA ferry sank, police said.";
    assert_eq!(kinds(text)[1], (Furniture, "May 30 at 2:44 PM"));
    assert_eq!(lay(text).published, None);
}

#[test]
fn a_headline_with_a_place_is_no_byline() {
    let text = "Shooting\n\nSeven People Shot in Porto\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.";
    assert_ne!(kinds(text)[1].0, Byline);
}

#[test]
fn a_short_line_before_a_paragraph_is_a_subheading() {
    let text = "Ferry sinks\n\nA ferry sank, police said.\n\nWhat comes next\n\nTalks about pay \
                will go on next week, they said.";
    assert_eq!(kinds(text)[2], (Subheading, "What comes next"));
}

#[test]
fn speech_in_quotation_marks_is_a_paragraph() {
    let text = "A ferry sank.\n\n“Nobody died”\n\nThe crew was saved by other boats, they said.";
    assert_eq!(kinds(text)[1].0, Paragraph);
}

#[test]
fn two_titles_are_the_same_but_for_case_and_marks() {
    assert!(same_line(
        "FERRY SINKS — Off Porto.",
        "Ferry sinks: off Porto"
    ));
    assert!(!same_line("Ferry sinks", "Ferry sinks off Porto"));
    assert!(!same_line("…", "—"));
}

/// Blocks are ordered, do not overlap, lie on character boundaries, and cover all but space and
/// the dateline with its dash.
fn check(text: &str) {
    let layout = lay(text);
    let mut at = 0;
    let dateline = layout.dateline.as_ref().map(|span| span.range());
    for block in &layout.blocks {
        assert!(block.start >= at && block.start < block.end);
        let words = text
            .get(block.start..block.end)
            .expect("on character boundaries");
        assert_eq!(words, words.trim());
        let mut gap = text[at..block.start].to_owned();
        if let Some(dateline) = &dateline
            && dateline.start >= at
            && dateline.end <= block.start
        {
            gap = text[at..dateline.start].to_owned()
                + text[dateline.end..block.start]
                    .trim_matches(['-', '–', '—', ':', ' ', '\t', '\u{A0}', '\n']);
        }
        assert!(gap.trim().is_empty(), "{gap:?} is in no block of {text:?}");
        at = block.end;
    }
    assert!(text[at..].trim().is_empty());
    for span in layout.credits.iter().chain(&layout.dateline) {
        assert!(span.holds_in(text));
    }
}

proptest! {
    #[test]
    fn blocks_cover_any_text(text in "\\PC{0,200}") {
        check(&text);
    }

    #[test]
    fn blocks_cover_text_of_many_lines(lines in prop::collection::vec(prop::sample::select(vec![
        "", " ", "By Ana Ruiz", "PORTO (AP) - A ferry sank.", "PARIS — “No,” he said.", "é",
        "(Photo by AFP)", "Read more: x", "and goes on in", "    lower case, they said",
        "Ana Ruiz, with AFP", "It sank. (Reuters)", "It sank. — AFP", "___", "May 3, 2024", "KYIV -",
        "(CNN) -- x", "© 2024 AFP", "A ferry. Photo: Tom Bell/AP", "Subheading here", "\u{A0}",
    ]), 0..12)) {
        check(&lines.join("\n"));
    }
}
