use super::*;

fn cut(text: &str) -> Vec<&str> {
    sentences(text, 0..text.len())
        .into_iter()
        .map(|range| &text[range])
        .collect()
}

fn is_one(text: &str) {
    assert_eq!(cut(text), [text]);
}

#[test]
fn abbreviations_do_not_end_a_sentence() {
    is_one("Mr. Ito met Gen. Lee and Sen. Ann Day on Sept. 4 at No. 10 in St. Louis.");
    is_one("Acme Inc. said the U.S. official and J. K. Abel Jr. left at 6 p.m. Friday.");
    is_one(
        "The U.S. Senate sat in Washington, D.C. on Monday, i.e. too late, at a cost of $3.5 million.",
    );
    is_one("Growth was 3.5 percent, vs. 2.1 percent in the U.K. a year earlier.");
}

#[test]
fn an_abbreviation_may_end_a_sentence() {
    assert_eq!(cut("It is made in the U.S. The firm said so.").len(), 2);
    assert_eq!(
        cut("He works for Acme Inc. But she left at 6 p.m. They met.").len(),
        3
    );
    assert_eq!(cut("He said no. She agreed.").len(), 2);
}

#[test]
fn closing_quotes_stay_with_their_sentence() {
    assert_eq!(
        cut("“We go on.” He left. (It rained.) All fled."),
        ["“We go on.”", "He left.", "(It rained.)", "All fled."]
    );
    assert_eq!(
        cut("She said: \"We stay.\" \"Why?\" he asked."),
        ["She said: \"We stay.\"", "\"Why?\" he asked."]
    );
}

#[test]
fn a_question_in_quotes_goes_on_with_its_speaker() {
    is_one("“Is it over?” Ana Ramos asked.");
    assert_eq!(cut("“Is it over?” Nobody knew.").len(), 2);
}

#[test]
fn an_empty_line_always_ends_a_sentence() {
    assert_eq!(
        cut("A heading without a mark\n\nthe rest goes on"),
        ["A heading without a mark", "the rest goes on"]
    );
    is_one("a line that\nis wrapped goes on.");
}

#[test]
fn sentences_without_a_space_between_are_two() {
    assert_eq!(
        cut("They sell arms to Russia.North Korea denies it.").len(),
        2
    );
    is_one("See www.example.com or Booking.com for more.");
}

#[test]
fn pieces_without_words_are_left_out() {
    assert_eq!(cut("One.\n\n* * *\n\n___\n\nTwo."), ["One.", "Two."]);
    assert!(cut(" \n\n ... ").is_empty());
}

#[test]
fn a_numbered_item_keeps_its_number() {
    assert_eq!(
        cut("1. The first item.\n2. The second."),
        ["1. The first item.", "2. The second."]
    );
}

#[test]
fn lists_have_no_duplicates() {
    let words: Vec<&str> = table::rows(include_str!("../../data/abbreviations.tsv"))
        .flat_map(|row| row[1].split(' '))
        .collect();
    assert_eq!(words.len(), ABBREVIATIONS.len());
    assert!(STARTERS.windows(2).all(|pair| pair[0] != pair[1]));
}

proptest::proptest! {
    #[test]
    fn sentences_are_trimmed_ranges_in_order(text in "[ \n.!?“”\"’(A-Ca-c1é…]{0,60}") {
        let mut at = 0;
        for range in sentences(&text, 0..text.len()) {
            proptest::prop_assert!(range.start >= at && range.end > range.start);
            proptest::prop_assert_eq!(text[range.clone()].trim(), &text[range.clone()]);
            let skipped = &text[at..range.start];
            proptest::prop_assert!(!skipped.chars().any(char::is_alphanumeric));
            at = range.end;
        }
        proptest::prop_assert!(!text[at..].chars().any(char::is_alphanumeric));
    }
}
