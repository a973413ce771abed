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
}

#[test]
fn times_names_and_ordinals_are_no_quantities() {
    for text in [
        "It was on August 27, 2023, at 10:30.",
        "He docked at Pier 33 in a Boeing 747.",
        "It was the 10th time, and the first.",
        "An F-16 flew over No. 10 in 2022.",
        "It lasted three days in the 1990s.",
        "One of them may be here.",
        "It ended 3-1.",
        "It was after 9/11.",
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
    fn any_text_is_counted_without_panic(words in proptest::collection::vec("[0-9.,]{1,5}|[a-z]{1,3}|\\$|US\\$|%|to|between|and|a|half|million|dozen|-|at least|several|hundreds|of|one|twenty|killed|’|é", 0..12)) {
        for text in [words.join(" "), words.concat(), words.join("-")] {
            for quantity in quantities(&text, std::slice::from_ref(&(0..text.len()))) {
                proptest::prop_assert!(quantity.span.holds_in(&text));
                proptest::prop_assert!(quantity.low.is_none_or(f64::is_finite));
            }
        }
    }
}
