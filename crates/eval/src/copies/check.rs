//! What must hold of every answer of the engine, whatever the reports.

use std::collections::{BTreeMap, BTreeSet};

use headwater::model::{Report, Reuse, Span};

/// The links with the places of their reports.
///
/// # Errors
/// When a link names a report that is not there or links one with itself, when two link the same
/// pair, when a share or a confidence is out of bounds, when a passage is not what stands in its
/// report or has no counterpart, or when links whose direction is claimed make a circle.
pub fn check<'a>(
    reports: &[&Report],
    links: &'a [Reuse],
) -> Result<Vec<(usize, usize, &'a Reuse)>, String> {
    let places: BTreeMap<&str, usize> = (reports.iter().enumerate())
        .map(|(place, report)| (report.id.as_str(), place))
        .collect();
    let mut pairs = BTreeSet::new();
    let mut joined = Vec::new();
    for link in links {
        let place = |id: &str| {
            let place = places.get(id).copied();
            place.ok_or_else(|| format!("a link names {id}, which is no report"))
        };
        let (from, to) = (place(&link.from)?, place(&link.to)?);
        let here = format!("the link {} → {}", reports[from].path, reports[to].path);
        if from == to || !pairs.insert((from.min(to), from.max(to))) {
            return Err(format!("{here} is one of two, or leads to itself"));
        }
        let share = (0.0..=1.0).contains(&link.share);
        if !share || !(0.5..=1.0).contains(&link.direction_confidence) {
            return Err(format!("{here} has a share or a confidence out of bounds"));
        }
        if link.passages_from.len() != link.passages_to.len() || link.passages_to.is_empty() {
            return Err(format!("{here} has passages without counterparts, or none"));
        }
        let stands = |span: &Span, report: &Report| {
            report.text.get(span.start..span.end) == Some(span.text.as_str())
        };
        if !link
            .passages_from
            .iter()
            .all(|span| stands(span, reports[from]))
            || !link
                .passages_to
                .iter()
                .all(|span| stands(span, reports[to]))
        {
            return Err(format!(
                "{here} has a passage that does not stand in its report"
            ));
        }
        joined.push((from, to, link));
    }
    match circle(reports.len(), &joined) {
        Some(place) => Err(format!(
            "links with a direction make a circle through {}",
            reports[place].path
        )),
        None => Ok(joined),
    }
}

/// The reports without those that have the id of one before them.
pub fn distinct<'a>(reports: &[&'a Report]) -> Vec<&'a Report> {
    let mut ids = BTreeSet::new();
    let mut reports = reports.to_vec();
    reports.retain(|report| ids.insert(report.id.as_str()));
    reports
}

/// A report in a circle of links whose direction is claimed.
fn circle(reports: usize, links: &[(usize, usize, &Reuse)]) -> Option<usize> {
    let mut before = vec![0usize; reports];
    let mut after: Vec<Vec<usize>> = vec![Vec::new(); reports];
    for &(from, to, link) in links {
        if link.direction_confidence > 0.5 {
            before[to] += 1;
            after[from].push(to);
        }
    }
    let mut open: Vec<usize> = (0..reports).filter(|&place| before[place] == 0).collect();
    while let Some(place) = open.pop() {
        for &next in &after[place] {
            before[next] -= 1;
            if before[next] == 0 {
                open.push(next);
            }
        }
    }
    before.iter().position(|count| *count > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copies::print::read;

    fn reports() -> Vec<Report> {
        let report = |outlet: &str| {
            let object = serde_json::json!({"text": "A ferry sank off Vell.", "outlet": outlet});
            read(&object, outlet).unwrap()
        };
        ["A", "B", "C"].map(report).into()
    }

    fn link(reports: &[Report], from: usize, to: usize) -> Reuse {
        let span = |report: &Report| vec![Span::cut(&report.text, 0..7).unwrap()];
        Reuse {
            from: reports[from].id.clone(),
            to: reports[to].id.clone(),
            share: 1.0,
            direction_confidence: 0.8,
            latent: None,
            why: String::new(),
            passages_from: span(&reports[from]),
            passages_to: span(&reports[to]),
        }
    }

    #[test]
    fn a_circle_is_found_only_where_directions_are_claimed() {
        let reports = reports();
        let all: Vec<&Report> = reports.iter().collect();
        let mut links = [(0, 1), (1, 2), (2, 0)].map(|(a, b)| link(&reports, a, b));
        assert!(check(&all, &links).unwrap_err().contains("circle"));
        links[2].direction_confidence = 0.5;
        assert_eq!(check(&all, &links).unwrap().len(), 3);
    }

    #[test]
    fn a_passage_must_stand_where_it_says() {
        let reports = reports();
        let all: Vec<&Report> = reports.iter().collect();
        let mut wrong = link(&reports, 0, 1);
        wrong.passages_to[0].end += 1;
        assert!(
            check(&all, &[wrong])
                .unwrap_err()
                .contains("does not stand")
        );
        let twice = [link(&reports, 0, 1), link(&reports, 1, 0)];
        assert!(check(&all, &twice).unwrap_err().contains("one of two"));
    }
}
