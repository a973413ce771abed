//! Stories while reports come in.

mod press;

use std::collections::BTreeMap;

use headwater_model::Report;
use headwater_stories::{Change, Cut, Stories, StoryModel};
use press::*;
use proptest::prelude::*;

/// The story of each report as whoever follows the changes knows it.
#[derive(Default)]
struct Follower {
    story_of: Vec<u32>,
    leads_to: BTreeMap<u32, u32>,
}

impl Follower {
    fn hear(&mut self, changes: &[Change]) {
        for change in changes {
            match change {
                Change::Opened { story } | Change::Joined { story } => self.story_of.push(*story),
                Change::Merged { story, into } => {
                    let members = self.story_of.iter_mut().filter(|of| *of == story);
                    members.for_each(|of| *of = *into);
                    self.leads_to.insert(*story, *into);
                }
                Change::Split { into, reports, .. } => {
                    reports
                        .iter()
                        .for_each(|report| self.story_of[*report as usize] = *into);
                }
                Change::Moved { report, into, .. } => self.story_of[*report as usize] = *into,
                Change::Ended { .. } => {}
            }
        }
    }
}

/// Reports about few things in few words, so that many are between two stories.
fn muddled() -> impl Strategy<Value = Vec<Report>> {
    let word = prop::sample::select(vec![
        "Vell", "ferry", "aground", "Norrby", "dam", "burst", "Lusk", "bakers", "strike", "Ruiz",
        "Okafor", "Hart", "coast", "guard", "forty", "storm", "mayor", "bread", "400", "missing",
    ]);
    let words = prop::collection::vec(word, 4..30);
    let report = (words, 1u32..28).prop_map(|(words, day)| {
        report(
            "The Courier",
            &format!("2024-03-{day:02}"),
            &format!("It was {}.", words.join(" ")),
        )
    });
    prop::collection::vec(report, 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn who_follows_the_changes_knows_every_story(reports in muddled()) {
        let mut stories = Stories::live();
        let mut follower = Follower::default();
        for report in &reports {
            follower.hear(&stories.add(Cut::of(report), StoryModel::embedded()));
            let told: Vec<Option<u32>> = (0..stories.reports()).map(|at| stories.story_of(at)).collect();
            prop_assert!(told.iter().copied().eq(follower.story_of.iter().copied().map(Some)));
        }
        for (report, story) in (0u32..).zip(&follower.story_of) {
            prop_assert!(stories.reports_of(*story).contains(&report));
        }
        let all: usize = (0..stories.stories() as u32).map(|story| stories.reports_of(story).len()).sum();
        prop_assert_eq!(all, reports.len());
        for (story, into) in &follower.leads_to {
            prop_assert!(stories.reports_of(*story).is_empty());
            prop_assert_eq!(stories.leads_to(*story), stories.leads_to(*into));
        }
    }
}

#[test]
fn a_follow_up_joins_and_another_event_opens() {
    let mut stories = Stories::live();
    let reports = [
        report("The Courier", "2024-05-06", SHIPS),
        report("The Herald", "2024-05-06", BAKERY),
        report("The Herald", "2024-05-07", SHIPS_RETOLD),
    ];
    let changes: Vec<Change> = (reports.iter())
        .flat_map(|report| stories.add(Cut::of(report), StoryModel::embedded()))
        .collect();
    let expected = [
        Change::Opened { story: 0 },
        Change::Opened { story: 1 },
        Change::Joined { story: 0 },
    ];
    assert_eq!(changes, expected);
    assert_eq!(stories.reports_of(0), [0, 2]);
}
