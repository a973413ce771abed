//! Reports about one event.

use headwater_model::{BlockKind, Report};
use headwater_text::sentences;

use crate::cluster::{Cut, Stories, StoryModel, centrality};
use crate::order;

/// The reports of one story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryGroup {
    /// Indices into the reports that were given, by date, outlet and id.
    pub reports: Vec<usize>,
}

/// Puts together the reports about one event, the story with most reports first.
///
/// The reports go through [`Stories`] by their date, outlet and id. With `one_story` the caller
/// says that all are about one event. Every report is in exactly one group; reports with one id
/// are together.
pub fn group(reports: &[&Report], one_story: bool) -> Vec<StoryGroup> {
    let mut stories = Stories::whole();
    let mut story_of = std::collections::BTreeMap::new();
    for (number, index) in order::distinct(reports).into_iter().enumerate() {
        if !one_story {
            stories.add(Cut::of(reports[index]), StoryModel::embedded());
        }
        story_of.insert(reports[index].id.as_str(), number);
    }
    let mut groups = std::collections::BTreeMap::<_, Vec<(usize, usize)>>::new();
    for (place, index) in order::all(reports).into_iter().enumerate() {
        let number = story_of[reports[index].id.as_str()];
        let story = stories.story_of(number);
        groups.entry(story).or_default().push((place, index));
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    groups.sort_by_key(|members| (std::cmp::Reverse(members.len()), members[0].0));
    groups
        .into_iter()
        .map(|members| StoryGroup {
            reports: members.into_iter().map(|(_, index)| index).collect(),
        })
        .collect()
}

/// What to call a story: the headline, or else the first sentence, of its most central report,
/// the one most like all the others. Verbatim words of that report; empty only where no report
/// has any.
pub fn title(reports: &[&Report]) -> String {
    let order = order::distinct(reports);
    let central = centrality(order.iter().map(|&index| Cut::of(reports[index])));
    let mut central: Vec<(usize, f32)> = order.into_iter().zip(central).collect();
    // The earliest of equally central ones: the sort is stable.
    central.sort_by(|a, b| b.1.total_cmp(&a.1));
    central
        .into_iter()
        .map(|(report, _)| headline(reports[report]))
        .find(|title| !title.is_empty())
        .unwrap_or_default()
}

fn headline(report: &Report) -> String {
    if let Some(title) = report.title.as_deref().map(str::trim)
        && !title.is_empty()
    {
        return title.to_owned();
    }
    let paragraph = (report.blocks.iter()).find(|block| block.kind == BlockKind::Paragraph);
    let range = paragraph
        .map(|block| block.start..block.end)
        .filter(|range| report.text.get(range.clone()).is_some())
        .unwrap_or(0..report.text.len());
    let sentences = sentences(&report.text, range);
    let first = sentences.into_iter().map(|range| report.text[range].trim());
    first
        .into_iter()
        .find(|sentence| !sentence.is_empty())
        .unwrap_or_default()
        .to_owned()
}
