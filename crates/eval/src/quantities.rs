//! How many were killed and injured, and how old people are, against the incidents of the Gun
//! Violence Archive.
//!
//! Which articles: those of exactly one incident with facts, of at least 60 words; the others are
//! counted and left out. Which half: by the place of the incident among all incident ids in order;
//! rules were tuned on even places, the other half was only measured.
//!
//! What an article says of killed and injured is its toll, as the reader sums it up
//! (`headwater_reader::toll`): numbers that are stated, beside people told of one by one, in the
//! first sentences that tell of the matter. A number is right when it is the incident's number.
//! Nothing, or none, counts as zero, and zero against zero counts nowhere: F1 is over positive
//! numbers.
//!
//! Rows: *all*: the incident's number, whatever the article tells. *told*: only where the article
//! can tell it: it has the number in figures or words, or, for one dead or hurt, a word of death
//! or of hurt; wrong numbers for incidents without dead or injured stay in. *one always*: as
//! *told*, but one injured needs no word, as it was counted before. *by incident*: the number that
//! most articles of the incident give.
//!
//! Ages: the set of ages in the article against the participants' ages; *told*: against those that
//! stand in the article as a number. Ages of bystanders and relatives, who are no participants,
//! count as wrong in both. *table full*: as *told*, of incidents whose table has the age of every
//! participant: in the others a right age may count as wrong.

mod said;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;

use crate::corpus;
use crate::scores::Tally;
use crate::table::tallies;
use said::{Said, is_told, said};

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

const ROWS: [&str; 10] = [
    "killed",
    "killed, told",
    "killed, by incident",
    "injured",
    "injured, told",
    "injured, one always",
    "injured, by incident",
    "ages",
    "ages, told",
    "ages, told, table full",
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
        let said = said(&text);
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
        if injured < 2 || is_told(&text, injured, false) {
            sum[5].add(number(said.injured, injured));
        }
        let (all, told) = ages(&said, incident, &text);
        sum[7].add(all);
        sum[8].add(told);
        if incident.participants.iter().all(|it| it.age.is_some()) {
            sum[9].add(told);
        }
        let (of_killed, of_injured) = numbers.entry(&incident.id).or_default();
        of_killed.push(said.killed);
        of_injured.push(said.injured);
    }
    for (id, (killed, injured)) in &numbers {
        let sum = &mut sums[half[id]];
        sum[2].add(number(most(killed), by_id[id].killed.unwrap_or(0)));
        sum[6].add(number(most(injured), by_id[id].injured.unwrap_or(0)));
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
