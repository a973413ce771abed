//! What a counter of headlines makes of a story: reports whose titles are alike, by domains.

use std::collections::BTreeSet;

use headwater_text::{is_stopword, normal, words};

use super::gold::{Labelled, Range};
use super::judge::Judged;

/// Titles this much alike (Jaccard index of their words) are one event.
const ALIKE: f64 = 0.55;

/// The interval of each claim: as many sources as there are domains among the reports whose titles are
/// alike; of several such groups among the claim's reports, the largest.
pub fn judge(labelled: &Labelled) -> Judged {
    let reports: Vec<_> = labelled.reports.iter().collect();
    let titles: Vec<BTreeSet<String>> = reports
        .iter()
        .map(|(_, one)| title_words(&one.title))
        .collect();
    let mut group: Vec<usize> = (0..reports.len()).collect();
    for a in 0..reports.len() {
        for b in a + 1..reports.len() {
            let shared = titles[a].intersection(&titles[b]).count() as f64;
            let all = titles[a].union(&titles[b]).count() as f64;
            if all > 0.0 && shared / all >= ALIKE {
                let (from, into) = (group[b], group[a]);
                group
                    .iter_mut()
                    .filter(|one| **one == from)
                    .for_each(|one| *one = into);
            }
        }
    }
    let mut judged = Judged::default();
    for claim in &labelled.gold.claims {
        let told: BTreeSet<&str> = claim
            .statements
            .iter()
            .map(|one| one.report.as_str())
            .collect();
        let domains = |wanted: usize| {
            let members = reports
                .iter()
                .zip(&group)
                .filter(|(_, one)| **one == wanted);
            let of = members.map(|((id, one), _)| one.outlet.as_deref().unwrap_or(id));
            of.collect::<BTreeSet<&str>>().len()
        };
        let groups = reports
            .iter()
            .zip(&group)
            .filter(|((id, _), _)| told.contains(id.as_str()));
        let number = groups.map(|(_, one)| domains(*one)).max().unwrap_or(0);
        judged.origins(
            claim.origins,
            Some(Range {
                min: number,
                max: number,
            }),
        );
    }
    judged
}

fn title_words(title: &str) -> BTreeSet<String> {
    let tokens = words(title, 0..title.len()).into_iter();
    let told = tokens.map(|token| normal(&title[token.range]));
    told.filter(|word| word.chars().any(char::is_alphanumeric) && !is_stopword(word))
        .collect()
}
