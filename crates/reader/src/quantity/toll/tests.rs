use super::{Toll, toll};

/// Killed and injured of a text, one sentence after the other.
fn read(text: &str) -> (u32, u32) {
    let mut sentences = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        sentences.extend(headwater_text::sentences(text, at..at + line.len()));
        at += line.len();
    }
    let Toll { killed, injured } = toll(text, &sentences);
    (killed, injured)
}

#[test]
fn people_told_of_one_by_one_are_counted() {
    for (text, found) in [
        (
            "A man was shot dead at noon. His wife was also hit.",
            (1, 1),
        ),
        (
            "A woman and three men are recovering from gunshot wounds.",
            (0, 4),
        ),
        (
            "He killed his mother and younger brother, police said.",
            (2, 0),
        ),
        (
            "Ana Ramos, 43, died at the scene. Her son, 12, was wounded.",
            (1, 1),
        ),
        (
            "Police found Ana Ramos, 43, and Luis Ortega, 51, dead.",
            (2, 0),
        ),
        (
            "A teen was killed. Another teen, also 15, was shot in the foot.",
            (1, 1),
        ),
    ] {
        assert_eq!(read(text), found, "{text}");
    }
}

#[test]
fn one_who_is_told_of_twice_counts_once() {
    for text in [
        "A teenager was shot dead on Friday. Police named the victim as Ana Ramos, 16.",
        "A man was shot on Friday. He died at a hospital.",
        "A man was critically hurt on Friday. The man has died, his family said.",
        "Luis Ortega, 51, was killed. Ortega, a teacher, died of a gunshot wound.",
        "A 7-year-old boy was killed. The 7-year-old was in a car.",
        "Two are charged in the shooting death of Luis Ortega. He was shot in May.",
    ] {
        assert_eq!(read(text), (1, 0), "{text}");
    }
}

#[test]
fn who_did_it_is_counted_where_they_are_dead_too() {
    assert_eq!(
        read("A man killed two neighbours and then himself."),
        (3, 0)
    );
    assert_eq!(
        read("A man killed a neighbour, hurt three others and then turned the gun on himself."),
        (2, 3)
    );
    assert_eq!(read("Four people died, including the gunman."), (4, 0));
}

#[test]
fn parts_and_repeats_add_nothing() {
    for (text, found) in [
        ("Six people were shot, one of them fatally.", (1, 5)),
        ("Six people were wounded, including two boys.", (0, 6)),
        ("Three men, 20, 24 and 31, were wounded.", (0, 3)),
        ("Three others, a man and two women, were wounded.", (0, 3)),
        ("A driver had two gunshot wounds.", (0, 1)),
        ("A father of three was killed.", (1, 0)),
    ] {
        assert_eq!(read(text), found, "{text}");
    }
}

#[test]
fn kinds_of_crime_tell_numbers() {
    assert_eq!(read("He is charged with a triple homicide."), (3, 0));
    assert_eq!(read("Police looked into a double shooting."), (0, 2));
    assert_eq!(read("A suspect was held after a fatal shooting."), (1, 0));
    assert_eq!(read("He faces five counts of attempted murder."), (0, 0));
}

#[test]
fn what_is_not_the_matter_is_not_counted() {
    assert_eq!(
        read(
            "Two men were wounded.\nIt was the ninth killing in town this year.\n0:47 Three die in crash\nSix Killed In Fire Downtown\n"
        ),
        (0, 2)
    );
    assert_eq!(read("A man was nearly killed."), (0, 1));
    assert_eq!(read("He wanted to kill his wife."), (0, 0));
    assert_eq!(read("No one was hurt."), (0, 0));
}

#[test]
fn the_rest_is_read_for_the_injured() {
    let text = "One man was killed. It was late. It was dark. It rained. Four others were injured.";
    assert_eq!(read(text), (1, 4));
}

proptest::proptest! {
    #[test]
    fn any_text_is_summed_up_without_panic(words in proptest::collection::vec("[0-9]{1,11}|[A-Z][a-z]{0,3}|a|man|his|wife,|43-year-old|was|shot|dead|himself|the|who|and|,|\\.|'s|death|of|one|them|triple|homicide|killed|including|é|\n", 0..24)) {
        for text in [words.join(" "), words.concat()] {
            read(&text);
        }
    }
}
