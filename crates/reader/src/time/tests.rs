use super::*;

fn read(text: &str, published: Option<&str>) -> Vec<(String, Option<String>)> {
    let sentences = headwater_text::sentences(text, 0..text.len());
    times(text, &sentences, published)
        .into_iter()
        .map(|time| (time.span.text, time.value))
        .collect()
}

/// Words and values, `-` for none, against 5 September 2023, a Tuesday.
fn dated(text: &str) -> Vec<(String, String)> {
    read(text, Some("2023-09-05"))
        .into_iter()
        .map(|(words, value)| (words, value.unwrap_or("-".into())))
        .collect()
}

fn is(text: &str, words: &str, value: &str) {
    assert_eq!(
        dated(text),
        [(words.to_owned(), value.to_owned())],
        "{text}"
    );
}

#[test]
fn dates_are_read_in_every_order() {
    is(
        "He came on August 27, 2023, by sea.",
        "August 27, 2023",
        "2023-08-27",
    );
    is("He came on 27 August 2023.", "27 August 2023", "2023-08-27");
    is("He came on Aug. 27.", "Aug. 27", "2023-08-27");
    is("It is dated 2023-09-05.", "2023-09-05", "2023-09-05");
    is("Troops came in February 2022.", "February 2022", "2022-02");
    is("Troops came in 2022.", "2022", "2022");
}

#[test]
fn ranges_have_both_ends() {
    is(
        "It runs from 10 to 13 September.",
        "10 to 13 September",
        "2023-09-10/2023-09-13",
    );
    is(
        "It runs Sept. 10-13.",
        "Sept. 10-13",
        "2023-09-10/2023-09-13",
    );
    is(
        "It fell between 2010 and 2012.",
        "2010 and 2012",
        "2010/2012",
    );
}

#[test]
fn weekdays_look_back_unless_the_verb_looks_ahead() {
    is("The port closed on Monday.", "Monday", "2023-09-04");
    is("The port will close on Monday.", "Monday", "2023-09-11");
    is(
        "Officials said Monday that it will close.",
        "Monday",
        "2023-09-04",
    );
    is("They meet next Friday.", "next Friday", "2023-09-08");
}

#[test]
fn relative_times_follow_the_report() {
    is("She left yesterday.", "yesterday", "2023-09-04");
    is("They meet later this month.", "later this month", "2023-09");
    is(
        "It was built earlier this year.",
        "earlier this year",
        "2023",
    );
    is("He warned last week of it.", "last week", "2023-W35");
    is("He left two days ago.", "two days ago", "2023-09-03");
    is("It sank this morning.", "this morning", "2023-09-05TMO");
    is(
        "It fell in the third quarter of 2022.",
        "the third quarter of 2022",
        "2022-Q3",
    );
    is(
        "It sank the day before yesterday.",
        "the day before yesterday",
        "2023-09-03",
    );
    is(
        "It ended earlier in the year.",
        "earlier in the year",
        "2023",
    );
    is("It was last summer.", "last summer", "2023-SU");
}

#[test]
fn durations_sets_and_vague_times_have_their_forms() {
    is("It took three days.", "three days", "P3D");
    is("They vote every week.", "every week", "P1W");
    is("It grew in recent weeks.", "recent weeks", "PXW");
    is("He recently left.", "recently", "PAST_REF");
    is("They soon return.", "soon", "FUTURE_REF");
    is("It was new in the 1990s.", "the 1990s", "199");
}

#[test]
fn without_a_publication_date_nothing_is_guessed() {
    let open = |text: &str| read(text, None).pop().and_then(|(_, value)| value);
    assert_eq!(
        open("It runs from 10 to 13 September.").as_deref(),
        Some("XXXX-09-10/XXXX-09-13")
    );
    assert_eq!(open("They meet later this month."), None);
    assert_eq!(open("He said so last week."), None);
    assert_eq!(open("He said so on Monday.").as_deref(), Some("XXXX-WXX-1"));
    assert_eq!(
        open("It was on August 27, 2023.").as_deref(),
        Some("2023-08-27")
    );
    let text = "They meet later this month, on 10 September.";
    let all = times(text, std::slice::from_ref(&(0..text.len())), None);
    assert!(
        all.iter()
            .all(|time| time.from.is_none() && time.to.is_none())
    );
}

#[test]
fn words_are_listed_once() {
    let lines: Vec<&str> = include_str!("../../data/time_words.tsv")
        .lines()
        .skip(1)
        .collect();
    let keys: std::collections::BTreeSet<String> = lines
        .iter()
        .map(|line| line.split('\t').take(2).collect::<Vec<_>>().join("\t"))
        .collect();
    assert_eq!(keys.len(), lines.len());
    for line in lines {
        let kind = line.split('\t').next().unwrap_or_default();
        let used = [
            "part",
            "bound",
            "movable",
            "zone",
            "figure",
            "intent",
            "say",
            "month",
            "short_month",
            "weekday",
            "short_weekday",
            "unit",
            "season",
            "daypart",
            "ref",
            "set",
            "holiday",
            "decade",
            "future",
            "past",
        ];
        assert!(
            used.contains(&kind),
            "nobody reads rows of the kind {kind:?}"
        );
    }
}

#[test]
fn bounds_are_days() {
    let text = "They meet later this month.";
    let time = times(
        text,
        std::slice::from_ref(&(0..text.len())),
        Some("2023-09-05T10:00:00+02:00"),
    )
    .remove(0);
    assert_eq!(time.from.as_deref(), Some("2023-09-05"));
    assert_eq!(time.to.as_deref(), Some("2023-09-30"));
}

#[test]
fn what_only_looks_like_a_time_is_none() {
    assert!(dated("They may march on; May said no, Jan too.").is_empty());
    assert!(dated("It cost $2000 and 2000 soldiers came.").is_empty());
    assert!(dated("A 43-year-old man fell.").is_empty());
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_panic(words in proptest::collection::vec("[0-9]{1,4}|[a-z]{1,3}|[Mm]ay|Sept\\.|the|last|next|to|-|–|year|days|ago|half|a|million|p\\.m\\.|first|quarter|later|in|1990s|Monday|nearly|the end of|quarter|year|Easter|“|”|said|BC|,|’|é", 0..12)) {
        let text = words.join(" ");
        for published in [None, Some("2023-09-05"), Some("9999-12-31"), Some("-")] {
            for time in times(&text, std::slice::from_ref(&(0..text.len())), published) {
                proptest::prop_assert!(time.span.holds_in(&text));
            }
        }
    }
}
