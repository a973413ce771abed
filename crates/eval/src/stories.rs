//! How well reports are put into stories: BCubed on two corpora, one half to choose thresholds
//! on, the other to report.
//!
//! In: the path of a JSON Lines file (plain or `.gz`) with `id`, `title`, `text`, `published`, an
//! outlet in `source` or `host`, and the story in `story` (AllSides) or `incidents` (gun
//! violence). Out: one table. Records without a story count as distractors: they are grouped with
//! the others and each should stay alone.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;
use std::time::Instant;

use headwater_model::{Report, report_id};
use headwater_stories::{group, reuse};

/// Precision, recall and F1 after Bagga and Baldwin, averaged over items.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BCubed {
    /// Share of an item's group that belongs to its story.
    pub precision: f64,
    /// Share of an item's story that is in its group.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

/// Scores one partition against another; both give each item the name of its group. Items of
/// equal names are together; both lists are in the same order.
///
/// ```text
/// bcubed(&["a", "a", "b"], &["x", "x", "x"]) == precision 1, recall 5/9
/// ```
pub fn bcubed<A: Ord, B: Ord>(found: &[A], gold: &[B]) -> BCubed {
    let mut both: BTreeMap<(&A, &B), f64> = BTreeMap::new();
    let mut of_found: BTreeMap<&A, f64> = BTreeMap::new();
    let mut of_gold: BTreeMap<&B, f64> = BTreeMap::new();
    for (a, b) in found.iter().zip(gold) {
        *both.entry((a, b)).or_default() += 1.0;
        *of_found.entry(a).or_default() += 1.0;
        *of_gold.entry(b).or_default() += 1.0;
    }
    let items = found.len().max(1) as f64;
    let mean = |part: &dyn Fn(&A, &B, f64) -> f64| {
        both.iter()
            .map(|((a, b), n)| n * part(a, b, *n))
            .sum::<f64>()
            / items
    };
    let precision = mean(&|a, _, n| n / of_found[a]);
    let recall = mean(&|_, b, n| n / of_gold[b]);
    let sum = precision + recall;
    let f1 = if sum > 0.0 {
        2.0 * precision * recall / sum
    } else {
        0.0
    };
    BCubed {
        precision,
        recall,
        f1,
    }
}

/// One half of a corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// To choose thresholds on.
    Choose,
    /// To report.
    Report,
}

/// A report with the story that people put it in; a distractor's story is its own id.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// The report.
    pub report: Report,
    /// Its story.
    pub story: String,
}

/// Reads one half of a corpus. A story is in one half with all its reports: the halves are told
/// apart by the story's name, so that no report of a story helps to choose for another.
///
/// # Errors
/// When the file cannot be read or a line is not JSON.
pub fn load(path: &Path, half: Half) -> Result<Vec<Labelled>, Box<dyn std::error::Error>> {
    let bytes = std::fs::read(path)?;
    let mut text = String::new();
    if path.extension().is_some_and(|extension| extension == "gz") {
        flate2::read::GzDecoder::new(bytes.as_slice()).read_to_string(&mut text)?;
    } else {
        text = String::from_utf8(bytes)?;
    }
    let mut labelled = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let record: serde_json::Value = serde_json::from_str(line)?;
        let field = |name: &str| record[name].as_str().map(str::to_owned);
        let id = field("id").unwrap_or_else(|| number.to_string());
        let story = field("story")
            .or_else(|| Some(record["incidents"].get(0)?.as_str()?.to_owned()))
            .unwrap_or_else(|| format!("alone {id}"));
        let text = field("text").unwrap_or_default();
        // The same text under two stories would be one report with one id.
        let outlet = field("source").or_else(|| field("host"));
        if half_of(&story) != half || text.trim().is_empty() {
            continue;
        }
        labelled.push(Labelled {
            report: Report {
                id: report_id(&text, Some(&id)),
                path: format!("{}:{}", path.display(), number + 1),
                outlet,
                title: field("title"),
                byline: None,
                published: field("published"),
                language: None,
                text,
                url: field("url"),
                dateline: None,
                credits: Vec::new(),
                blocks: Vec::new(),
            },
            story,
        });
    }
    Ok(labelled)
}

fn half_of(story: &str) -> Half {
    if headwater_text::fnv(story.as_bytes()) >> 32 & 1 == 0 {
        Half::Choose
    } else {
        Half::Report
    }
}

/// What was measured on one half.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    /// Reports grouped.
    pub reports: usize,
    /// Reports whose story has at least two reports here.
    pub in_stories: usize,
    /// Groups found.
    pub groups: usize,
    /// Over all reports.
    pub all: BCubed,
    /// Over reports whose story has at least two reports here.
    pub stories: BCubed,
    /// Every report alone, over all reports.
    pub alone: BCubed,
    /// Every report alone, over reports whose story has at least two reports here.
    pub stories_alone: BCubed,
    /// Seconds for finding reuse, and for grouping.
    pub seconds: (f64, f64),
}

/// Groups the reports and scores the groups.
pub fn measure(labelled: &[Labelled]) -> Measured {
    let reports: Vec<&Report> = labelled.iter().map(|one| &one.report).collect();
    let start = Instant::now();
    let links = reuse(&reports);
    let reuse_seconds = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let groups = group(&reports, false);
    let group_seconds = start.elapsed().as_secs_f64();
    let mut found = vec![0usize; reports.len()];
    for (number, story) in groups.iter().enumerate() {
        story
            .reports
            .iter()
            .for_each(|&report| found[report] = number);
    }
    let gold: Vec<&str> = labelled.iter().map(|one| one.story.as_str()).collect();
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    gold.iter()
        .for_each(|story| *sizes.entry(story).or_default() += 1);
    let together: Vec<usize> = (0..gold.len()).filter(|&i| sizes[gold[i]] > 1).collect();
    let part = |list: &[usize]| together.iter().map(|&i| list[i]).collect::<Vec<_>>();
    let gold_part: Vec<&str> = together.iter().map(|&i| gold[i]).collect();
    let each: Vec<usize> = (0..gold.len()).collect();
    Measured {
        reports: reports.len(),
        in_stories: together.len(),
        groups: groups.len(),
        all: bcubed(&found, &gold),
        stories: bcubed(&part(&found), &gold_part),
        alone: bcubed(&each, &gold),
        stories_alone: bcubed(&together, &gold_part),
        seconds: (reuse_seconds, group_seconds),
    }
}

/// Many small collections, as one gives to `brief`: the reports of `per` stories at a time, in the
/// order of the stories' names; the mean scores over the collections.
pub fn measure_small(labelled: &[Labelled], per: usize) -> (usize, BCubed) {
    let mut by_story: BTreeMap<&str, Vec<Labelled>> = BTreeMap::new();
    for one in labelled {
        by_story.entry(&one.story).or_default().push(one.clone());
    }
    let stories: Vec<Vec<Labelled>> = by_story.into_values().filter(|s| s.len() > 1).collect();
    let scores: Vec<BCubed> = stories
        .chunks(per)
        .map(|chunk| measure(&chunk.concat()).all)
        .collect();
    let count = scores.len().max(1) as f64;
    let mean = |part: fn(&BCubed) -> f64| scores.iter().map(part).sum::<f64>() / count;
    let mean = BCubed {
        precision: mean(|s| s.precision),
        recall: mean(|s| s.recall),
        f1: mean(|s| s.f1),
    };
    (scores.len(), mean)
}

/// Measures a corpus and says so in a table.
///
/// # Errors
/// When the file cannot be read or a line is not JSON.
pub fn run(path: &Path) -> Result<String, Box<dyn std::error::Error>> {
    let mut table = String::new();
    writeln!(table, "{}", path.display())?;
    writeln!(
        table,
        "half    reports  in stories  groups  BCubed P    R    F1   in stories P    R    F1   \
         alone: F1 all  in stories  reuse s  group s"
    )?;
    for half in [Half::Choose, Half::Report] {
        let labelled = load(path, half)?;
        let m = measure(&labelled);
        writeln!(
            table,
            "{:<7} {:>7} {:>11} {:>7}     {:.3} {:.3} {:.3}         {:.3} {:.3} {:.3}          \
              {:.3}       {:.3}    {:5.2}    {:5.2}",
            format!("{half:?}").to_lowercase(),
            m.reports,
            m.in_stories,
            m.groups,
            m.all.precision,
            m.all.recall,
            m.all.f1,
            m.stories.precision,
            m.stories.recall,
            m.stories.f1,
            m.alone.f1,
            m.stories_alone.f1,
            m.seconds.0,
            m.seconds.1
        )?;
        for per in [1, 3] {
            let (count, mean) = measure_small(&labelled, per);
            writeln!(
                table,
                "        {count} collections of {per} stories: P {:.3} R {:.3} F1 {:.3}",
                mean.precision, mean.recall, mean.f1
            )?;
        }
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_that_are_the_stories_score_one() {
        let score = bcubed(&[7, 7, 9], &["x", "x", "y"]);
        assert_eq!((score.precision, score.recall, score.f1), (1.0, 1.0, 1.0));
    }

    #[test]
    fn a_split_story_costs_recall_and_no_precision() {
        let score = bcubed(&[1, 1, 2], &["x", "x", "x"]);
        assert_eq!(score.precision, 1.0);
        assert!((score.recall - 5.0 / 9.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_scores_nothing() {
        let none: [u8; 0] = [];
        assert_eq!(bcubed(&none, &none).f1, 0.0);
    }
}
