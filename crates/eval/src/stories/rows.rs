//! One row a method: each half with what was chosen on the other, and the whole with what was chosen
//! on the other corpora.

use std::path::Path;
use std::time::Instant;

use headwater_model::Report;
use serde::Serialize;

use super::baselines::{Against, Setting};
use super::bcubed::{BCubed, Score, mean};
use super::engine::{self, Model};
use super::streams::{Baseline, Stream, Subject};

/// The figures of one method in one arrangement.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// The method.
    pub method: String,
    /// What it was tested on.
    pub tested: &'static str,
    /// The figures.
    #[serde(flatten)]
    pub score: Score,
    /// The setting or the model.
    pub chosen: String,
    /// How fast it was; none where there was nothing to do.
    pub reports_per_second: Option<f64>,
}

/// What is tested, by number of the stream.
const TESTED: [&str; 3] = ["half 0", "half 1", "the whole"];

/// The rows of a corpus over its halves: for each method the mean and then each half.
///
/// # Errors
/// When a model cannot be used.
pub fn halves(subject: &Subject<'_>, models: Option<&Path>) -> Result<Vec<Row>, String> {
    let mut rows = both(&|half| Ok(alone(&subject.streams[half], half)))?;
    for baseline in &subject.baselines {
        rows.extend(both(&|half| {
            let others = [(baseline, 1 - half)];
            Ok(based(baseline, &subject.streams[half], half, &others))
        })?);
    }
    rows.extend(both(&|half| {
        let model = Model::of(models, &format!("half-{}", 1 - half));
        own(&subject.streams[half], half, &model)
    })?);
    Ok(rows)
}

/// The rows of a corpus as a whole, with what is best on the corpora from elsewhere.
///
/// # Errors
/// When a model cannot be used.
pub fn whole(
    subject: &Subject<'_>,
    subjects: &[Subject<'_>],
    models: Option<&Path>,
) -> Result<Vec<Row>, String> {
    let stream = &subject.streams[2];
    let mut rows = vec![alone(stream, 2)];
    for (at, baseline) in subject.baselines.iter().enumerate() {
        // A part of a corpus is not another corpus.
        let others = (subjects.iter())
            .filter(|other| other.source != subject.source && other.name == other.source.name());
        let others: Vec<(&Baseline, usize)> = others.map(|o| (&o.baselines[at], 2)).collect();
        rows.push(based(baseline, stream, 2, &others));
    }
    let model = Model::of(models, &format!("without-{}", subject.source.name()));
    rows.push(own(stream, 2, &model)?);
    Ok(rows)
}

/// The mean of both halves before each of them.
fn both(row: &dyn Fn(usize) -> Result<Row, String>) -> Result<Vec<Row>, String> {
    let halves = [row(0)?, row(1)?];
    let part = |part: fn(&Score) -> BCubed| mean(&halves.each_ref().map(|half| part(&half.score)));
    let speeds: Vec<f64> = (halves.iter())
        .filter_map(|h| h.reports_per_second)
        .collect();
    let mean = Row {
        method: halves[0].method.clone(),
        tested: "mean of both",
        score: Score {
            labelled: part(|score| score.labelled),
            together: part(|score| score.together),
            all: part(|score| score.all),
            groups: (halves[0].score.groups + halves[1].score.groups) / 2.0,
        },
        chosen: String::new(),
        reports_per_second: (speeds.len() == 2).then(|| (speeds[0] + speeds[1]) / 2.0),
    };
    let [first, second] = halves;
    Ok(vec![mean, first, second])
}

fn alone(stream: &Stream<'_>, at: usize) -> Row {
    let each: Vec<usize> = (0..stream.items.len()).collect();
    Row {
        method: "all singletons".to_owned(),
        tested: TESTED[at],
        score: stream.gold.score(&each),
        chosen: "-".to_owned(),
        reports_per_second: None,
    }
}

fn based(baseline: &Baseline, stream: &Stream<'_>, at: usize, on: &[(&Baseline, usize)]) -> Row {
    let chosen = baseline.on(at, stream, on);
    Row {
        method: baseline.name.to_owned(),
        tested: TESTED[at],
        score: chosen.score,
        chosen: words(chosen.setting),
        reports_per_second: Some(stream.items.len() as f64 / chosen.seconds),
    }
}

fn own(stream: &Stream<'_>, at: usize, model: &Model) -> Result<Row, String> {
    let reports: Vec<&Report> = stream.items.iter().map(|item| &item.report).collect();
    let start = Instant::now();
    let found = engine::assign(&reports, model.0.as_deref())?;
    let seconds = start.elapsed().as_secs_f64();
    Ok(Row {
        method: "headwater".to_owned(),
        tested: TESTED[at],
        score: stream.gold.score(&found),
        chosen: model.name(),
        reports_per_second: Some(reports.len() as f64 / seconds),
    })
}

fn words(setting: Setting) -> String {
    let against = match setting.against {
        Against::Centre => "centre",
        Against::Best => "best",
    };
    let days = setting.days.map(|days| format!(" {days} d"));
    format!(
        "{against}{} {:.3}",
        days.unwrap_or_default(),
        setting.threshold
    )
}
