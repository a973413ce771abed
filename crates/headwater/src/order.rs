//! The order of reports in a brief, which is not the order in which they were given.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use headwater_model::Report;

/// By publication (reports without a date last), outlet, id and path.
pub(crate) fn by_publication(one: &Report, other: &Report) -> Ordering {
    let key = |report: &Report| report.published.is_none();
    (key(one).cmp(&key(other)))
        .then_with(|| one.published.cmp(&other.published))
        .then_with(|| one.outlet.cmp(&other.outlet))
        .then_with(|| one.id.cmp(&other.id))
        .then_with(|| one.path.cmp(&other.path))
}

/// The reports in the order of a brief, each id once, and the paths of those left out with the
/// path of the report that stands for them.
///
/// Two files with one text and one outlet (or none) are one report: counted twice they would be
/// two documents.
pub fn distinct(mut reports: Vec<Report>) -> (Vec<Report>, Vec<(String, String)>) {
    reports.sort_by(by_publication);
    let mut kept: Vec<Report> = Vec::with_capacity(reports.len());
    let mut place: BTreeMap<String, usize> = BTreeMap::new();
    let mut again = Vec::new();
    for report in reports {
        match place.get(&report.id) {
            Some(&first) => again.push((report.path, kept[first].path.clone())),
            None => {
                place.insert(report.id.clone(), kept.len());
                kept.push(report);
            }
        }
    }
    (kept, again)
}

#[cfg(test)]
mod tests {
    use super::*;
    use headwater_model::report_id;

    fn report(path: &str, text: &str, published: Option<&str>) -> Report {
        Report {
            id: report_id(text, None),
            path: path.to_owned(),
            outlet: None,
            title: None,
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

    #[test]
    fn reports_without_a_date_come_last_and_copies_of_a_file_once() {
        let given = vec![
            report("c", "three", None),
            report("b", "two", Some("2023-09-05")),
            report("d", "two", Some("2023-09-05")),
            report("a", "one", Some("2023-09-04")),
        ];
        let mut shuffled = given.clone();
        shuffled.reverse();
        let (kept, again) = distinct(given);
        let paths: Vec<&str> = kept.iter().map(|report| report.path.as_str()).collect();
        assert_eq!(paths, ["a", "b", "c"]);
        assert_eq!(again, [("d".to_owned(), "b".to_owned())]);
        assert_eq!(distinct(shuffled), (kept, again));
    }
}
