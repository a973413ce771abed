//! What headwater itself makes of a stream, in one piece and in many small ones.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use headwater_model::Report;
use headwater_stories::{Cut, Stories, StoryModel};

use super::bcubed::{BCubed, bcubed, mean};
use super::load::Item;

/// Puts reports into stories as they come: for each, in the order given, the number of its story at
/// the end. With `model` by a model learnt apart, else by the one that is part of the program.
///
/// # Errors
/// When the model cannot be used.
pub fn assign(reports: &[&Report], model: Option<&Path>) -> Result<Vec<usize>, String> {
    let read = |path: &Path| {
        let told = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let text = std::fs::read_to_string(path).map_err(|error| told(&error))?;
        StoryModel::parse(&text).map_err(|error| told(&error))
    };
    let read = model.map(read).transpose()?;
    let model: &StoryModel = match &read {
        Some(model) => model,
        None => StoryModel::embedded(),
    };
    let mut stories = Stories::live();
    for report in reports {
        stories.add(Cut::of(report), model);
    }
    let story_of = (0..reports.len()).filter_map(|report| stories.story_of(report));
    Ok(story_of.map(|story| story as usize).collect())
}

/// The model in a folder that was not learnt from what is tested, if it is there.
#[derive(Clone)]
pub struct Model(pub Option<PathBuf>);

impl Model {
    /// `half-0.json` (learnt from the stories of half 0), `without-gva.json`, …
    pub fn of(folder: Option<&Path>, name: &str) -> Self {
        let path = folder.map(|folder| folder.join(format!("{name}.json")));
        Self(path.filter(|path| path.is_file()))
    }

    /// What to say of it in a table.
    pub fn name(&self) -> String {
        let name = self.0.as_ref().and_then(|path| path.file_name());
        name.map_or("shipped*".to_owned(), |name| {
            name.to_string_lossy().into_owned()
        })
    }
}

/// Many small collections, as one gives to `brief`: the reports of `per` stories at a time, the
/// stories by name and the reports in stream order; a score for each collection, all its reports
/// counted. `items` are those of one half.
///
/// # Errors
/// When the model cannot be used.
pub fn small(items: &[&Item], per: usize, model: &Model) -> Result<Vec<BCubed>, String> {
    let mut by_story: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        if let Some(story) = &item.story {
            by_story.entry(story).or_default().push(at);
        }
    }
    let stories: Vec<Vec<usize>> = by_story.into_values().filter(|s| s.len() > 1).collect();
    let score = |chunk: &[Vec<usize>]| {
        let mut members = chunk.concat();
        members.sort_unstable();
        let reports: Vec<&Report> = members.iter().map(|&at| &items[at].report).collect();
        let gold: Vec<&Option<String>> = members.iter().map(|&at| &items[at].story).collect();
        Ok(bcubed(&assign(&reports, model.0.as_deref())?, &gold))
    };
    stories.chunks(per).map(score).collect()
}

/// The mean over collections, and how many they are.
pub fn small_mean(scores: &[Vec<BCubed>]) -> (usize, BCubed) {
    let all = scores.concat();
    (all.len(), mean(&all))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stories::load::tests::item;

    #[test]
    fn each_report_gets_the_number_of_its_story() {
        let dam = "The dam above the town of Norrby burst on Monday, and two workers of the Alder \
            Power Company are missing, police chief Ida Holm told reporters.";
        let bill = "Parliament passed a bill on cod fishing in the Western Sound by 61 votes to \
            48, and minister Karl Berg welcomed it.";
        let texts = [dam, bill, &dam.replace("burst", "broke")];
        let items = texts.map(|text| item(text, None, "2024-03-04"));
        let reports: Vec<&Report> = items.iter().map(|item| &item.report).collect();
        let found = assign(&reports, None).unwrap();
        assert!(found[0] == found[2] && found[0] != found[1], "{found:?}");
    }

    #[test]
    fn collections_are_of_stories_with_two_reports_or_more() {
        let items = [
            item("One of the dam.", Some("dam"), ""),
            item("One of the vote.", Some("vote"), ""),
            item("Two of the dam.", Some("dam"), ""),
            item("Nothing.", None, ""),
        ];
        let items: Vec<&Item> = items.iter().collect();
        let scores = small(&items, 3, &Model(None)).unwrap();
        assert_eq!(small_mean(&[scores]).0, 1);
    }

    #[test]
    fn a_model_that_is_not_there_is_the_shipped_one() {
        let model = Model::of(Some(Path::new("/nowhere")), "half-0");
        assert_eq!(
            (model.0.is_none(), model.name().as_str()),
            (true, "shipped*")
        );
    }
}
