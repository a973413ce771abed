//! Short reports that we wrote, about a harbour that does not exist.
#![allow(dead_code)] // Each test file is a crate of its own and uses a part of this.

use headwater_model::{Report, Reuse, report_id};

pub const SHIPS: &str = "Two cargo ships left the harbour of Vell on Sunday night although the \
    port authority had closed the channel for the storm. By the morning neither of them had \
    answered a call on the radio, and the coast guard sent a cutter and a helicopter to the \
    outer banks to look for their crews. The owner of both vessels, Harrow Freight, keeps no \
    office in the town and its telephone rang unanswered. Families of the sailors waited at the \
    pier until noon, when the wind dropped and the first boats could put to sea again.";

pub const SHIPS_RETOLD: &str = "Rescuers searched the sea off Vell on Monday for the crews of two \
    freighters that sailed into a storm in spite of a closed channel. Harrow Freight, to which \
    both ships belong, could not be reached. A coast guard helicopter flew over the outer banks \
    from dawn, and relatives gathered at the pier to wait for news of the sailors.";

pub const BAKERY: &str = "A bakery in the old quarter of Lind has won the national prize for rye \
    bread for the third year in a row. Its master baker, Ida Holm, grinds the flour herself and \
    lets the dough rest for two days in a cellar of granite. The jury praised the crust, and \
    said that the loaf tasted of honey and smoke. Holm means to spend the prize money on a \
    second oven and on an apprentice from the village.";

pub fn report(outlet: &str, day: &str, text: &str) -> Report {
    let outlet = (!outlet.is_empty()).then(|| outlet.to_owned());
    Report {
        id: report_id(text, outlet.as_deref()),
        path: "-".to_owned(),
        outlet,
        title: None,
        byline: None,
        published: (!day.is_empty()).then(|| day.to_owned()),
        language: Some("en".to_owned()),
        text: text.to_owned(),
        url: None,
        dateline: None,
        credits: Vec::new(),
        blocks: Vec::new(),
    }
}

pub fn one(links: &[Reuse]) -> &Reuse {
    assert_eq!(links.len(), 1, "{links:#?}");
    &links[0]
}

/// Every span of the links stands where it says.
pub fn hold(links: &[Reuse], reports: &[&Report]) -> bool {
    let text = |id: &str| &reports.iter().find(|report| report.id == id).unwrap().text;
    links.iter().all(|link| {
        link.passages_from.len() == link.passages_to.len()
            && link
                .passages_from
                .iter()
                .all(|span| span.holds_in(text(&link.from)))
            && link
                .passages_to
                .iter()
                .all(|span| span.holds_in(text(&link.to)))
    })
}
