//! What was learnt about stories.

use std::sync::LazyLock;

use serde::Deserialize;

use super::link::CONTEXT;
use super::pair::FEATURES;
use super::trees::Trees;

/// What decides whether two reports are of one story: learnt by
/// `training/headwater_training/stories.py`, its card is `models/README.md`.
#[derive(Debug, Deserialize)]
pub struct StoryModel {
    /// The average link from which reports are one story, in logits.
    pub(super) threshold: f32,
    pub(super) first: Trees,
    pub(super) second: Trees,
}

/// Why a file is no model of stories.
#[derive(Debug, thiserror::Error)]
pub enum StoryModelError {
    /// It is not JSON of the form expected.
    #[error("not a model of stories: {0}")]
    Json(#[from] serde_json::Error),
    /// It was made for other features.
    #[error("made for features that this version does not compute; train it again")]
    Features,
}

static EMBEDDED: LazyLock<StoryModel> = LazyLock::new(|| {
    let text = include_str!("../../../../models/stories.json");
    match StoryModel::parse(text) {
        Ok(model) => model,
        // A test reads the embedded model; a broken one is never released.
        Err(error) => panic!("the embedded model of stories: {error}"),
    }
});

impl StoryModel {
    /// The model that is part of the program.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Reads a model, for measuring others than the embedded one.
    ///
    /// # Errors
    /// When the text is not a model of this version's features.
    pub fn parse(text: &str) -> Result<Self, StoryModelError> {
        let model: Self = serde_json::from_str(text)?;
        let fits =
            model.first.features.iter().eq(FEATURES) && model.second.features.iter().eq(CONTEXT);
        if !fits {
            return Err(StoryModelError::Features);
        }
        Ok(model)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_model_is_sound() {
        assert!(StoryModel::embedded().threshold.is_finite());
    }

    #[test]
    fn what_is_no_model_is_refused() {
        let none = r#"{"threshold": 1, "first": {"features": [], "trees": []},
                       "second": {"features": [], "trees": []}}"#;
        assert!(matches!(
            StoryModel::parse(none),
            Err(StoryModelError::Features)
        ));
        assert!(matches!(
            StoryModel::parse("{"),
            Err(StoryModelError::Json(_))
        ));
    }
}
