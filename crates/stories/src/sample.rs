//! Reports for tests.

use headwater_model::{Report, report_id};

/// A report of these words, without a title where that is empty.
pub(crate) fn report(title: &str, text: &str, published: Option<&str>) -> Report {
    Report {
        id: report_id(text, Some(title)),
        path: "-".to_owned(),
        outlet: None,
        title: (!title.is_empty()).then(|| title.to_owned()),
        byline: None,
        published: published.map(str::to_owned),
        language: None,
        text: text.to_owned(),
        url: None,
        dateline: None,
        credits: Vec::new(),
        blocks: Vec::new(),
    }
}
