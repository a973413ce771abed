//! How many were killed and injured, and how old people are, against the incidents of the Gun
//! Violence Archive.
//!
//! Which articles: those of exactly one incident with facts, of at least 60 words; the others are
//! counted and left out. Which half: by the place of the incident among all incident ids in order;
//! rules were tuned on even places, the other half was only measured.
//!
//! What an article says of killed (and likewise of injured), from its quantities with that role:
//! only those of its first [`LEAD`] sentences where these tell of people killed or hurt, because
//! later ones often tell of other incidents; of these the number that is stated first ("three people were killed"); where
//! none is stated, the number of different ages of people killed, at least one where a single
//! person is. Who was shot without a word on whether they live is injured, less those killed.
//! A number is right when it is the incident's number. Nothing, or none, counts as zero, and zero
//! against zero counts nowhere: F1 is over positive numbers.
//!
//! Three rows: *all*: the incident's number, whatever the article tells. *told*: only where the
//! article can tell it: it has the number in figures or words, or, for one dead, a word of death;
//! wrong numbers for incidents without dead or injured stay in. *by incident*: the number that most
//! articles of the incident give.
//!
//! Ages: the set of ages in the article against the participants' ages; *told*: against those that
//! stand in the article as a number. Ages of bystanders and relatives, who are no participants,
//! count as wrong in both.

mod said;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;

use crate::corpus;
use crate::scores::Tally;
use crate::table::tallies;
use said::{Said, is_told, said};

/// Sentences in which the incident itself is told.
const LEAD: usize = 8;
/// Articles with fewer words are furniture.
const FEWEST_WORDS: usize = 60;

#[derive(Deserialize)]
struct Article {
    id: String,
    title: Option<String>,
    text: Option<String>,
    incidents: Vec<String>,
}

#[derive(Deserialize)]
struct Incident {
    id: String,
    has_facts: bool,
    #[serde(default)]
    killed: Option<u32>,
    #[serde(default)]
    injured: Option<u32>,
    #[serde(default)]
    participants: Vec<Participant>,
}

#[derive(Deserialize)]
struct Participant {
    #[serde(default)]
    age: Option<u32>,
}

const ROWS: [&str; 8] = [
    "killed",
    "killed, told",
    "killed, by incident",
    "injured",
    "injured, told",
    "injured, by incident",
    "ages",
    "ages, told",
];

/// Reads the articles and compares.
pub fn run(folder: &Path, misses: bool, json: bool) -> Result<String, String> {
    let incidents: Vec<Incident> = corpus::lines(&folder.join("incidents.jsonl"), None)?;
    let articles: Vec<Article> = corpus::lines(&folder.join("articles.jsonl.gz"), None)?;
    let by_id: BTreeMap<&str, &Incident> =
        incidents.iter().map(|it| (it.id.as_str(), it)).collect();
    let half: BTreeMap<&str, usize> = by_id
        .keys()
        .enumerate()
        .map(|(at, id)| (*id, at % 2))
        .collect();
    let mut sums = [[Tally::default(); ROWS.len()]; 2];
    let mut numbers: BTreeMap<&str, (Vec<u32>, Vec<u32>)> = BTreeMap::new();
    let (mut read, mut several, mut factless, mut short) = (0, 0, 0, 0);
    let mut shown = String::new();
    for article in &articles {
        let [incident] = article.incidents.as_slice() else {
            several += 1;
            continue;
        };
        let Some(incident) = by_id.get(incident.as_str()).filter(|it| it.has_facts) else {
            factless += 1;
            continue;
        };
        let body = article.text.as_deref().unwrap_or_default();
        if body.split_whitespace().count() < FEWEST_WORDS {
            short += 1;
            continue;
        }
        read += 1;
        let text = format!("{}\n\n{body}", article.title.as_deref().unwrap_or_default());
        let said = said(&text, LEAD);
        let half = half[incident.id.as_str()];
        let sum = &mut sums[half];
        let killed = incident.killed.unwrap_or(0);
        let injured = incident.injured.unwrap_or(0);
        for (row, found, gold, dead) in [
            (0, said.killed, killed, true),
            (3, said.injured, injured, false),
        ] {
            sum[row].add(number(found, gold));
            if gold == 0 || is_told(&text, gold, dead) {
                sum[row + 1].add(number(found, gold));
                if misses && half == 0 && found != gold {
                    shown += &format!("{} {}: {found}, gold {gold}\n", article.id, ROWS[row]);
                }
            }
        }
        let (all, told) = ages(&said, incident, &text);
        sum[6].add(all);
        sum[7].add(told);
        let (of_killed, of_injured) = numbers.entry(&incident.id).or_default();
        of_killed.push(said.killed);
        of_injured.push(said.injured);
    }
    for (id, (killed, injured)) in &numbers {
        let sum = &mut sums[half[id]];
        sum[2].add(number(most(killed), by_id[id].killed.unwrap_or(0)));
        sum[5].add(number(most(injured), by_id[id].injured.unwrap_or(0)));
    }
    let rows: Vec<(String, Tally)> = ["tuned on", "held out"]
        .iter()
        .zip(sums)
        .flat_map(|(half, sum)| {
            let rows = ROWS.iter().zip(sum);
            rows.map(move |(row, tally)| (format!("{half}: {row}"), tally))
        })
        .collect();
    let rows: Vec<(&str, Tally)> = rows
        .iter()
        .map(|(name, tally)| (name.as_str(), *tally))
        .collect();
    let title = format!(
        "Quantities: {read} articles of {} incidents; left out: {several} of several incidents, {factless} of incidents without facts, {short} under {FEWEST_WORDS} words",
        numbers.len()
    );
    Ok(shown + &tallies(&title, &rows, json)?)
}

/// One number against another; zero is nothing found and nothing there.
fn number(found: u32, gold: u32) -> Tally {
    Tally {
        right: usize::from(found > 0 && found == gold),
        found: usize::from(found > 0),
        gold: usize::from(gold > 0),
    }
}

/// The number that most articles give; nothing where most give none.
fn most(numbers: &[u32]) -> u32 {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for number in numbers.iter().filter(|number| **number > 0) {
        *counts.entry(*number).or_default() += 1;
    }
    let given: usize = counts.values().sum();
    if given * 2 < numbers.len() {
        return 0;
    }
    let most = counts
        .into_iter()
        .max_by_key(|(number, count)| (*count, *number));
    most.map_or(0, |(number, _)| number)
}

fn ages(said: &Said, incident: &Incident, text: &str) -> (Tally, Tally) {
    let gold: BTreeSet<u32> = incident
        .participants
        .iter()
        .filter_map(|it| it.age)
        .collect();
    let told: BTreeSet<u32> = (gold.iter().copied())
        .filter(|age| said::has_number(text, *age))
        .collect();
    (Tally::of(&said.ages, &gold), Tally::of(&said.ages, &told))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_counts_nowhere() {
        assert_eq!(number(0, 0), Tally::default());
        assert_eq!(number(2, 2).right, 1);
        let wrong = number(1, 0);
        assert_eq!((wrong.right, wrong.found, wrong.gold), (0, 1, 0));
    }

    #[test]
    fn most_articles_decide() {
        assert_eq!(most(&[1, 2, 2]), 2);
        assert_eq!(most(&[0, 0, 3]), 0);
    }
}
