//! What holds for any text.

mod press;

use headwater_model::Report;
use headwater_stories::{group, reuse, title};
use press::{hold, report};
use proptest::prelude::*;

/// Texts of few words, so that they share runs often; with quotation marks, breaks and letters of
/// several bytes.
fn text() -> impl Strategy<Value = String> {
    let word = proptest::sample::select(vec![
        "ships", "left", "the", "harbour", "of", "Vell", "naïve", "“", "”", "\"", "\n\n", ".",
        "Reuters", "東京", "’s", "12", "sailed", "storm", "on", "Sunday",
    ]);
    proptest::collection::vec(word, 0..60).prop_map(|words| words.join(" "))
}

fn reports() -> impl Strategy<Value = Vec<Report>> {
    let date = prop_oneof![
        Just(String::new()),
        "2024-0[1-9]-[0-2][1-9]",
        "2024-05-0[1-9]T1[0-9]:00:00\\+0[0-9]:00",
        "\\PC{0,12}",
    ];
    let outlet = proptest::sample::select(vec!["", "Reuters", "The Courier", "The Herald"]);
    let one = (outlet, date, text(), 1usize..4)
        .prop_map(|(outlet, date, text, times)| report(outlet, &date, &text.repeat(times)));
    proptest::collection::vec(one, 0..7)
}

proptest! {
    #[test]
    fn passages_stand_where_they_say(reports in reports()) {
        let borrowed: Vec<&Report> = reports.iter().collect();
        let links = reuse(&borrowed);
        prop_assert!(hold(&links, &borrowed));
        for link in &links {
            prop_assert!((0.0..=1.0).contains(&link.share));
            prop_assert!((0.5..=1.0).contains(&link.direction_confidence));
            prop_assert_ne!(&link.from, &link.to);
        }
    }

    #[test]
    fn the_order_of_the_reports_changes_nothing(reports in reports(), turn in 0usize..7) {
        let there: Vec<&Report> = reports.iter().collect();
        let mut back = there.clone();
        back.reverse();
        back.rotate_left(turn % reports.len().max(1));
        prop_assert_eq!(reuse(&there), reuse(&back));
        prop_assert_eq!(title(&there), title(&back));
        let ids = |given: &[&Report]| -> Vec<Vec<String>> {
            let groups = group(given, false);
            let ids = |list: Vec<usize>| list.iter().map(|&i| given[i].id.clone()).collect();
            groups.into_iter().map(|group| ids(group.reports)).collect()
        };
        prop_assert_eq!(ids(&there), ids(&back));
    }

    #[test]
    fn every_report_is_in_one_story(reports in reports(), one_story in any::<bool>()) {
        let given: Vec<&Report> = reports.iter().collect();
        let groups = group(&given, one_story);
        let mut all: Vec<usize> = groups.into_iter().flat_map(|group| group.reports).collect();
        all.sort_unstable();
        prop_assert_eq!(all, (0..given.len()).collect::<Vec<_>>());
    }

    #[test]
    fn links_never_make_a_circle(reports in reports()) {
        let links = reuse(&reports.iter().collect::<Vec<_>>());
        let mut left: Vec<_> = links.iter().collect();
        loop {
            let before = left.len();
            let sources: Vec<&String> = left.iter().map(|link| &link.from).collect();
            // A link to a report that nobody takes from is in no circle.
            left = left.iter().copied().filter(|link| sources.contains(&&link.to)).collect();
            if left.len() == before {
                break;
            }
        }
        prop_assert!(left.is_empty());
    }

    #[test]
    fn any_text_at_all_is_read(texts in proptest::collection::vec("\\PC{0,200}", 0..5)) {
        let reports: Vec<Report> = texts.iter().map(|text| report("", "", text)).collect();
        let given: Vec<&Report> = reports.iter().collect();
        let links = reuse(&given);
        prop_assert!(hold(&links, &given));
        group(&given, false);
        title(&given);
    }
}
