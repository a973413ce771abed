//! Reports about one event.

mod cluster;
mod near;
mod vectors;

use headwater_model::{BlockKind, Report, Reuse};
use headwater_text::sentences;

use crate::order;
use vectors::Vectors;

/// The reports of one story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryGroup {
    /// Indices into the reports that were given, by date, outlet and id.
    pub reports: Vec<usize>,
}

/// Puts together the reports about one event, the story with most reports first.
///
/// Reports are compared by their weighted words (headline before lead before body, names and
/// numbers before other words, rare before common), reports far apart in time need to be more
/// alike, and a group grows only while its reports are alike on average, so that a chain of
/// neighbours never becomes one story. `reuse` (of the same reports) joins copies. With
/// `one_story` the caller says that all are about one event. Every report is in exactly one
/// group; reports with one id are together.
pub fn group(reports: &[&Report], reuse: &[Reuse], one_story: bool) -> Vec<StoryGroup> {
    let order = order::distinct(reports);
    if reports.is_empty() {
        return Vec::new();
    }
    let stories: Vec<Vec<usize>> = if one_story {
        vec![(0..order.len()).collect()]
    } else {
        let sorted: Vec<&Report> = order.iter().map(|&index| reports[index]).collect();
        cluster::cluster(&sorted, reuse)
    };
    let mut story_of = std::collections::BTreeMap::new();
    for (story, members) in stories.iter().enumerate() {
        for &member in members {
            story_of.insert(reports[order[member]].id.as_str(), story);
        }
    }
    let mut groups = vec![Vec::new(); stories.len()];
    for (place, index) in order::all(reports).into_iter().enumerate() {
        groups[story_of[reports[index].id.as_str()]].push((place, index));
    }
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
    let sorted: Vec<&Report> = order.iter().map(|&index| reports[index]).collect();
    let vectors = Vectors::of(&sorted);
    let centre = vectors.sum();
    let mut central: Vec<(usize, f64)> = (0..sorted.len())
        .map(|report| (report, vectors.of_report(report).dot(&centre)))
        .collect();
    // The earliest of equally central ones: the sort is stable.
    central.sort_by(|a, b| b.1.total_cmp(&a.1));
    central
        .into_iter()
        .map(|(report, _)| headline(sorted[report]))
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
