//! Which reports are one story.

mod press;

use headwater_model::Report;
use headwater_stories::{group, title};
use press::*;

fn groups(reports: &[&Report]) -> Vec<Vec<usize>> {
    let groups = group(reports, false);
    groups.into_iter().map(|group| group.reports).collect()
}

#[test]
fn two_tellings_of_one_event_are_one_story_and_another_event_is_not() {
    let first = report("The Courier", "2024-05-06", SHIPS);
    let second = report("The Herald", "2024-05-06", SHIPS_RETOLD);
    let other = report("The Herald", "2024-05-06", BAKERY);
    assert_eq!(groups(&[&other, &second, &first]), [vec![2, 1], vec![0]]);
}

#[test]
fn two_reports_alone_are_judged_as_among_many() {
    let first = report("The Courier", "2024-05-06", SHIPS);
    let second = report("The Herald", "2024-05-06", SHIPS_RETOLD);
    let other = report("The Ledger", "2024-05-06", BAKERY);
    assert_eq!(groups(&[&first, &second]).len(), 1);
    assert_eq!(groups(&[&first, &other]).len(), 2);
}

#[test]
fn copies_are_one_story_however_far_apart() {
    let first = report("The Courier", "2024-05-06", SHIPS);
    let second = report("The Herald", "2025-05-06", SHIPS);
    assert_eq!(groups(&[&first, &second]).len(), 1);
}

#[test]
fn one_story_is_what_the_caller_says() {
    let first = report("The Courier", "2024-05-06", SHIPS);
    let other = report("The Herald", "2024-05-06", BAKERY);
    assert_eq!(group(&[&first, &other], true).len(), 1);
}

#[test]
fn nothing_gives_no_story_and_empty_reports_stay_alone() {
    assert!(group(&[], false).is_empty());
    assert!(group(&[], true).is_empty());
    let (first, second) = (report("a", "", ""), report("b", "", ""));
    assert_eq!(groups(&[&first, &second]).len(), 2);
    assert_eq!(title(&[&first]), "");
    assert_eq!(title(&[]), "");
}

#[test]
fn one_report_given_twice_is_in_one_story_twice() {
    let first = report("The Courier", "2024-05-06", SHIPS);
    assert_eq!(groups(&[&first, &first]), [vec![0, 1]]);
}

#[test]
fn a_story_is_called_by_its_most_central_report() {
    let mut first = report("The Courier", "2024-05-06", SHIPS);
    first.title = Some("Two ships missing off Vell".to_owned());
    let second = report("The Herald", "2024-05-06", SHIPS_RETOLD);
    let mut stray = report("The Ledger", "2024-05-06", BAKERY);
    stray.title = Some("Bread".to_owned());
    let name = title(&[&stray, &second, &first]);
    assert_ne!(name, "Bread");
    assert_eq!(
        title(&[&second]),
        SHIPS_RETOLD.split_inclusive("channel.").next().unwrap()
    );
}
