use headwater_model::Role;

use super::*;

/// `words | low..high | unit | of`, `-` for none.
fn read(text: &str) -> Vec<String> {
    let shown = |value: Option<f64>| value.map_or("-".to_owned(), |value| value.to_string());
    quantities(text, std::slice::from_ref(&(0..text.len())))
        .into_iter()
        .map(|q| {
            format!(
                "{} | {}..{} | {} | {}",
                q.span.text,
                shown(q.low),
                shown(q.high),
                q.unit.unwrap_or("-".into()),
                q.of.unwrap_or("-".into())
            )
        })
        .collect()
}

#[test]
fn numbers_are_read_in_figures_and_words() {
    assert_eq!(
        read("He saw 3,000 troops."),
        ["3,000 | 3000..3000 | - | troops"]
    );
    assert_eq!(
        read("Forty-three people fled."),
        ["Forty-three | 43..43 | - | people"]
    );
    assert_eq!(
        read("It took two dozen wounded men."),
        ["two dozen | 24..24 | - | men"]
    );
    assert_eq!(
        read("Half a million shells came."),
        ["Half a million | 500000..500000 | - | shells"]
    );
    assert_eq!(
        read("It sent two and a half million shells."),
        ["two and a half million | 2500000..2500000 | - | shells"]
    );
    assert_eq!(
        read("It sent one hundred and twenty tanks."),
        ["one hundred and twenty | 120..120 | - | tanks"]
    );
}

#[test]
fn ranges_have_two_bounds() {
    assert_eq!(
        read("It holds 10 to 12 tanks."),
        ["10 to 12 | 10..12 | - | tanks"]
    );
    assert_eq!(
        read("It holds between 5 and 7 tanks."),
        ["between 5 and 7 | 5..7 | - | tanks"]
    );
    assert_eq!(
        read("It holds 10-12 tanks."),
        ["10-12 | 10..12 | - | tanks"]
    );
    assert_eq!(
        read("It cost $5 to $7 million."),
        ["$5 to $7 million | 5000000..7000000 | USD | -"]
    );
}

#[test]
fn a_bound_on_one_side_leaves_the_other_open() {
    assert_eq!(
        read("At least 12 were killed."),
        ["At least 12 | 12..- | - | killed"]
    );
    assert_eq!(
        read("It hit more than 40 houses."),
        ["more than 40 | 40..- | - | houses"]
    );
    assert_eq!(
        read("It holds up to 300 people."),
        ["up to 300 | -..300 | - | people"]
    );
    assert_eq!(
        read("It lost nearly 30 ships."),
        ["nearly 30 | -..30 | - | ships"]
    );
    assert_eq!(
        read("It lost 30 or more ships."),
        ["30 or more | 30..- | - | ships"]
    );
}

#[test]
fn vague_words_stay_words() {
    assert_eq!(
        read("Dozens of people fled."),
        ["Dozens | -..- | - | people"]
    );
    assert_eq!(
        read("They lost hundreds of thousands of shells."),
        ["hundreds of thousands | -..- | - | shells"]
    );
    assert_eq!(
        read("He met several officials."),
        ["several | -..- | - | officials"]
    );
}

#[test]
fn money_and_measures_have_units() {
    assert_eq!(
        read("It cost $1.2bn."),
        ["$1.2bn | 1200000000..1200000000 | USD | -"]
    );
    assert_eq!(
        read("It gave €80m in aid."),
        ["€80m | 80000000..80000000 | EUR | aid"]
    );
    assert_eq!(
        read("It gave 80 million euros."),
        ["80 million euros | 80000000..80000000 | EUR | -"]
    );
    assert_eq!(
        read("About 40% of voters left."),
        ["About 40% | 40..40 | % | voters"]
    );
    assert_eq!(read("It is 12 percent."), ["12 percent | 12..12 | % | -"]);
    assert_eq!(read("A 500-mile road."), ["500-mile | 500..500 | mi | -"]);
    assert_eq!(
        read("It sold 300 tons of rice."),
        ["300 tons | 300..300 | ton | rice"]
    );
}

#[test]
fn an_age_counts_years() {
    assert_eq!(
        read("A 43-year-old woman fell."),
        ["43-year-old | 43..43 | year | -"]
    );
    assert_eq!(read("Ana Ramos, 43, fell."), ["43 | 43..43 | year | -"]);
    assert_eq!(
        read("Two men, ages 21 and 22, fell."),
        [
            "Two | 2..2 | - | men",
            "21 | 21..21 | year | -",
            "22 | 22..22 | year | -"
        ]
    );
    assert_eq!(read("It named Ana Ramos, 43."), ["43 | 43..43 | year | -"]);
}

#[test]
fn times_names_and_ordinals_are_no_quantities() {
    for text in [
        "It was on August 27, 2023, at 10:30.",
        "He docked at Pier 33 in a Boeing 747.",
        "It was the first time.",
        "An F-16 flew over No. 10 in 2022.",
        "It lasted three days in the 1990s.",
        "One of them may be here.",
        "It ended 3-1.",
        "It was after 9/11.",
        "The Group of 20 and the G7 met in 2023.",
        "She lives at 10 Downing Street, and he at 45 Old Main Road.",
        "Police went to the 1200 block of Elm Street.",
        "Call 555-0199 or 1-800-555-0134.",
    ] {
        assert_eq!(read(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn the_fate_of_people_is_what_is_counted() {
    assert_eq!(
        read("The blast left 12 dead and 30 wounded."),
        ["12 | 12..12 | - | dead", "30 | 30..30 | - | wounded"]
    );
    assert_eq!(
        read("Shelling in the east, killing 12."),
        ["12 | 12..12 | - | killed"]
    );
}

/// `words | value | kind | role` of each quantity.
fn roles(text: &str) -> Vec<String> {
    let shown = |value: &Option<Role>| value.map_or("-".to_owned(), |value| format!("{value:?}"));
    let sentences = headwater_text::sentences(text, 0..text.len());
    quantities(text, &sentences)
        .into_iter()
        .map(|q| format!("{} | {:?} | {}", q.span.text, q.kind, shown(&q.role)))
        .collect()
}

#[test]
fn each_number_has_a_kind() {
    assert_eq!(
        roles("A magnitude 6.1 earthquake struck."),
        ["6.1 | Magnitude | -"]
    );
    assert_eq!(
        roles("Rates rose 0.25 percentage points to 4 percent."),
        [
            "0.25 percentage points | Points | -",
            "4 percent | Percent | -"
        ]
    );
    assert_eq!(
        roles("The third victim, a 43-year-old woman, wept."),
        ["third | Ordinal | -", "43-year-old | Age | Harmed"]
    );
    assert_eq!(
        roles("It sold 300 tons for 2 million euros."),
        ["300 tons | Measure | -", "2 million euros | Money | -"]
    );
}

#[test]
fn a_role_is_what_became_of_people() {
    for (text, found) in [
        (
            "Three people were killed and five wounded.",
            vec!["Three | Count | Killed", "five | Count | Injured"],
        ),
        (
            "The blast killed at least three, injuring 12.",
            vec!["at least three | Count | Killed", "12 | Count | Injured"],
        ),
        ("The death toll rose to 12.", vec!["12 | Count | Killed"]),
        ("It left two dead.", vec!["two | Count | Killed"]),
        (
            "Six were shot, one of them fatally.",
            vec!["Six | Count | Harmed", "one | Count | Killed"],
        ),
        (
            "Police arrested four men; 20 are missing.",
            vec!["four | Count | Arrested", "20 | Count | Missing"],
        ),
        (
            "Ana Ramos, 43, was shot to death.",
            vec!["43 | Age | Killed"],
        ),
        ("A man, 43, was arrested.", vec!["43 | Age | Arrested"]),
        (
            "He admitted the murder of a 7-year-old boy.",
            vec!["7-year-old | Age | Killed"],
        ),
    ] {
        assert_eq!(roles(text), found, "{text}");
    }
}

#[test]
fn a_single_person_counts_where_a_fate_is_told() {
    assert_eq!(roles("A man was shot dead."), ["A man | Count | Killed"]);
    assert_eq!(
        roles("A man walked in and a clerk was wounded."),
        ["a clerk | Count | Injured"]
    );
    assert_eq!(roles("A man read a book."), Vec::<String>::new());
    assert_eq!(
        roles("Two men killed a clerk."),
        ["Two | Count | -", "a clerk | Count | Killed"]
    );
}

#[test]
fn nobody_is_killed_who_is_not() {
    for text in [
        "No one was killed.",
        "A man said his dog was killed.",
        "A driver was not hurt.",
        "A boy told police that shots were fired.",
        "A man was nearly killed.",
        "Medics saved the life of a man.",
        "He wanted to kill a clerk.",
    ] {
        let killed = roles(text).iter().any(|role| role.ends_with("Killed"));
        assert!(!killed, "{text}: {:?}", roles(text));
    }
}

#[test]
fn a_death_told_later_is_that_of_the_one_who_was_shot() {
    assert_eq!(
        roles("A man was shot on Friday. He died at a hospital."),
        ["A man | Count | Killed"]
    );
    assert_eq!(
        roles("Ana Ramos, 53, sat in a car. Ramos was pronounced dead."),
        ["53 | Age | Killed"]
    );
    assert_eq!(
        roles("A man was shot on Friday. The town mourned: death is near."),
        ["A man | Count | Harmed"]
    );
}

#[test]
fn vague_words_have_numbers_only_for_acled() {
    let text = "Dozens of people died and tens of thousands fled.";
    let mut found = quantities(text, std::slice::from_ref(&(0..text.len())));
    Profile::Plain.read(&mut found);
    assert!(found.iter().all(|q| q.low.is_none() && q.high.is_none()));
    Profile::Acled.read(&mut found);
    let lows: Vec<Option<f64>> = found.iter().map(|q| q.low).collect();
    assert_eq!(lows, [Some(12.0), Some(10_000.0)]);
}

#[test]
fn words_are_listed_once() {
    let lines: Vec<&str> = include_str!("../../data/quantity_words.tsv")
        .lines()
        .skip(1)
        .collect();
    let keys: std::collections::BTreeSet<(&str, &str)> = lines
        .iter()
        .filter_map(|line| line.split_once('\t'))
        .map(|(kind, rest)| (kind, rest.split('\t').next().unwrap_or_default()))
        .collect();
    assert_eq!(keys.len(), lines.len());
}

proptest::proptest! {
    #[test]
    fn any_text_is_counted_without_panic(words in proptest::collection::vec("[0-9.,]{1,5}|[a-z]{1,3}|man|woman,|43-year-old|was|shot|dead|third|left|Street|\\$|US\\$|%|to|between|and|a|half|million|dozen|-|at least|several|hundreds|of|one|twenty|killed|’|é", 0..12)) {
        for text in [words.join(" "), words.concat(), words.join("-")] {
            for quantity in quantities(&text, std::slice::from_ref(&(0..text.len()))) {
                proptest::prop_assert!(quantity.span.holds_in(&text));
                proptest::prop_assert!(quantity.low.is_none_or(f64::is_finite));
            }
        }
    }
}
