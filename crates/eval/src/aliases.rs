//! Which names of a report mean the same, against GUM's coreference of news.
//!
//! *Names.* Gold: the mentions marked `proper` whose type is person, organization or place, grouped
//! by `entity`; such a mention is a whole phrase ("the South Korean foreign minister Park Jin"), so
//! its head words (`min_start..min_end`) say where it is. Of our mentions the one of a fitting kind
//! (a person for a person, anything else for the rest) that shares most bytes with the head words
//! answers for it. B3 is taken over all gold mentions of all documents: our group of a mention is
//! the entity of the mention of ours that answers for it; one that none answers for is alone.
//! *Both found*: the same over the gold mentions that are answered for. *Own mentions*: each mention
//! of ours is taken for the first gold mention that it answers for; precision is averaged over all
//! of ours, recall over all of gold, and what has no partner counts 0.
//!
//! *References.* Gold: mentions of a person or an organization that are not proper, and whose entity
//! has a proper mention in the document: third person pronouns, and phrases that begin with "the",
//! "this", "that" or a possessive pronoun; indefinite phrases and "I", "we", "you" are left out. One
//! of ours is right where it shares a byte with a gold mention's head words and its entity's names
//! are mostly names of that mention's entity; where that mention is proper ("the President") a right
//! one is not counted, as gold has it as a name.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::PathBuf;

use headwater::model::{Block, BlockKind, EntityKind, Reading, Report};
use headwater::{Weights, side_by_side};
use serde::{Deserialize, Serialize};

use crate::corpus::{self, Offsets};
use crate::scores::{Figures, Tally};
use crate::stories::bcubed::{BCubed, bcubed};
use crate::table::table;

#[derive(Deserialize)]
struct Document {
    id: String,
    title: String,
    date: String,
    text: String,
    mentions: Vec<GoldMention>,
}

#[derive(Deserialize)]
struct GoldMention {
    start: usize,
    end: usize,
    min_start: usize,
    min_end: usize,
    #[serde(rename = "type")]
    kind: String,
    entity: u32,
    proper: bool,
}

/// A gold mention in bytes.
struct Gold {
    whole: Range<usize>,
    head: Range<usize>,
    person: bool,
    actor: bool,
    proper: bool,
    place_or_actor: bool,
    entity: u32,
}

/// What one document comes to.
#[derive(Default)]
struct Scored {
    /// Our group and gold's for each gold mention; no group of ours where none answers for it.
    pairs: Vec<(Option<usize>, u32)>,
    /// Sums of B3 over our own mentions: precision and how many, recall and how many.
    own: [f64; 4],
    pronouns: Tally,
    phrases: Tally,
    told: String,
}

#[derive(Serialize)]
struct Told {
    documents: usize,
    mentions: usize,
    answered: usize,
    names: BCubed,
    both_found: BCubed,
    own_mentions: BCubed,
    pronouns: Figures,
    phrases: Figures,
    references: Figures,
}

/// Reads the documents and compares.
pub fn run(paths: &[PathBuf], misses: bool, reader: Weights, json: bool) -> Result<String, String> {
    let mut documents: Vec<Document> = Vec::new();
    for path in paths {
        documents.extend(corpus::lines::<Document>(path, None)?);
    }
    let scored = side_by_side(None, documents.iter().collect(), &|document: &Document| {
        let reading = headwater::read(report(document), reader)
            .map_err(|error| format!("{}: {error}", document.id))?;
        Ok(score(document, &reading))
    });
    let scored: Result<Vec<Scored>, String> =
        (scored.map_err(|error| error.to_string())?.into_iter()).collect();
    let scored = scored?;
    let (mut ours, mut gold, mut found) = (Vec::new(), Vec::new(), Vec::new());
    let mut own = [0.0; 4];
    let (mut pronouns, mut phrases) = (Tally::default(), Tally::default());
    let mut told = String::new();
    for (document, of) in scored.iter().enumerate() {
        for (at, (group, entity)) in of.pairs.iter().enumerate() {
            // A mention that none of ours answers for is a group by itself.
            ours.push((document, group.is_none(), group.unwrap_or(at)));
            gold.push((document, *entity));
            found.push(group.is_some());
        }
        own.iter_mut()
            .zip(of.own)
            .for_each(|(sum, one)| *sum += one);
        pronouns.add(of.pronouns);
        phrases.add(of.phrases);
        if !of.told.is_empty() {
            told += &format!("{}\n{}", documents[document].id, of.told);
        }
    }
    let names = bcubed(&ours, &gold);
    let kept = |at: &usize| found[*at];
    let both = bcubed(
        &(0..ours.len())
            .filter(kept)
            .map(|at| ours[at])
            .collect::<Vec<_>>(),
        &(0..ours.len())
            .filter(kept)
            .map(|at| gold[at])
            .collect::<Vec<_>>(),
    );
    let own = of_sums(own);
    let answered = found.iter().filter(|found| **found).count();
    let mut references = pronouns;
    references.add(phrases);
    if json {
        let figures = Told {
            documents: documents.len(),
            mentions: ours.len(),
            answered,
            names,
            both_found: both,
            own_mentions: own,
            pronouns: pronouns.figures(),
            phrases: phrases.figures(),
            references: references.figures(),
        };
        let text = serde_json::to_string_pretty(&figures).map_err(|error| error.to_string())?;
        return Ok(text + "\n");
    }
    let cells = |score: BCubed, of: usize| -> Vec<String> {
        let mut cells: Vec<String> = [score.precision, score.recall, score.f1]
            .into_iter()
            .map(|value| format!("{:.1}", 100.0 * value))
            .collect();
        cells.push(of.to_string());
        cells
    };
    let rows = [
        ("names, B3".to_owned(), cells(names, ours.len())),
        ("  of those both found".to_owned(), cells(both, answered)),
        ("  own mentions, B3".to_owned(), cells(own, ours.len())),
        ("pronouns".to_owned(), pronouns.cells()),
        ("noun phrases".to_owned(), phrases.cells()),
        ("both".to_owned(), references.cells()),
    ];
    let title = format!("Names that mean the same: {} documents", documents.len());
    let mut out = table(&title, &["", "P", "R", "F1", "gold"], &rows);
    if misses {
        out += &told;
    }
    Ok(out)
}

/// A document as a report whose text is the corpus' own, so that offsets hold.
fn report(document: &Document) -> Report {
    let blocks = corpus::passages(&document.text).into_iter();
    let blocks = blocks.map(|passage| Block {
        kind: match passage.headline {
            true => BlockKind::Title,
            false => BlockKind::Paragraph,
        },
        start: passage.range.start,
        end: passage.range.end,
    });
    Report {
        id: document.id.clone(),
        path: document.id.clone(),
        outlet: None,
        title: Some(document.title.clone()),
        byline: None,
        published: Some(document.date.clone()),
        language: Some("en".to_owned()),
        text: document.text.clone(),
        url: None,
        dateline: None,
        credits: Vec::new(),
        blocks: blocks.collect(),
    }
}

fn score(document: &Document, reading: &Reading) -> Scored {
    let text = document.text.as_str();
    let gold = gold(document);
    // Our names: place, entity, whether a person.
    let mut ours: Vec<(Range<usize>, usize, bool)> = Vec::new();
    for (index, entity) in reading.entities.iter().enumerate() {
        if entity.kind != EntityKind::Other {
            let person = entity.kind == EntityKind::Person;
            let mentions = entity.mentions.iter();
            ours.extend(mentions.map(|span| (span.start..span.end, index, person)));
        }
    }
    let names: Vec<&Gold> = gold
        .iter()
        .filter(|one| one.proper && one.place_or_actor)
        .collect();
    let answers: Vec<Option<usize>> = names
        .iter()
        .map(|one| {
            let fitting = (0..ours.len()).filter(|at| ours[*at].2 == one.person);
            let most = fitting
                .map(|at| (shared(&ours[at].0, &one.head), std::cmp::Reverse(at)))
                .max()?;
            (most.0 > 0).then_some(most.1.0)
        })
        .collect();
    let mut scored = Scored {
        pairs: (answers.iter().zip(&names))
            .map(|(answer, one)| (answer.map(|at| ours[at].1), one.entity))
            .collect(),
        ..Scored::default()
    };
    scored.own = own_mentions(&ours, &answers, &names);
    for (entity, mentions) in grouped(&names, &answers, &ours) {
        let groups: BTreeSet<Option<usize>> = mentions.iter().map(|(_, group)| *group).collect();
        if groups.len() > 1 || groups.contains(&None) {
            scored.told += &format!("  entity {entity}:");
            for (one, group) in &mentions {
                let name = group.map_or("–", |at| reading.entities[at].id.as_str());
                scored.told += &format!(" [{} = {name}]", &text[one.head.clone()]);
            }
            scored.told.push('\n');
        }
    }
    references(&gold, &names, &answers, &ours, reading, &mut scored);
    scored
}

fn gold(document: &Document) -> Vec<Gold> {
    let offsets = Offsets::of(&document.text);
    let mentions = document.mentions.iter();
    mentions
        .map(|one| Gold {
            whole: offsets.bytes((one.start..one.end).into()),
            head: offsets.bytes((one.min_start..one.min_end).into()),
            person: one.kind == "person",
            actor: matches!(one.kind.as_str(), "person" | "organization"),
            place_or_actor: matches!(one.kind.as_str(), "person" | "organization" | "place"),
            proper: one.proper,
            entity: one.entity,
        })
        .collect()
}

/// Bytes that two ranges have in common.
fn shared(one: &Range<usize>, other: &Range<usize>) -> usize {
    (one.end.min(other.end)).saturating_sub(one.start.max(other.start))
}

type Grouped<'a> = BTreeMap<u32, Vec<(&'a Gold, Option<usize>)>>;

fn grouped<'a>(
    names: &[&'a Gold],
    answers: &[Option<usize>],
    ours: &[(Range<usize>, usize, bool)],
) -> Grouped<'a> {
    let mut groups: Grouped<'a> = BTreeMap::new();
    for (one, answer) in names.iter().zip(answers) {
        let group = answer.map(|at| ours[at].1);
        groups.entry(one.entity).or_default().push((one, group));
    }
    groups
}

/// Sums of B3 with our own mentions as items.
fn own_mentions(
    ours: &[(Range<usize>, usize, bool)],
    answers: &[Option<usize>],
    names: &[&Gold],
) -> [f64; 4] {
    let mut partner: BTreeMap<usize, u32> = BTreeMap::new();
    for (answer, one) in answers.iter().zip(names) {
        if let Some(at) = answer {
            partner.entry(*at).or_insert(one.entity);
        }
    }
    let mut size_ours: BTreeMap<usize, f64> = BTreeMap::new();
    let mut size_gold: BTreeMap<u32, f64> = BTreeMap::new();
    let mut both: BTreeMap<(usize, u32), f64> = BTreeMap::new();
    for (at, (_, entity, _)) in ours.iter().enumerate() {
        *size_ours.entry(*entity).or_default() += 1.0;
        if let Some(gold) = partner.get(&at) {
            *both.entry((*entity, *gold)).or_default() += 1.0;
        }
    }
    for one in names {
        *size_gold.entry(one.entity).or_default() += 1.0;
    }
    let sum = |of: &dyn Fn(&(usize, u32), f64) -> f64| -> f64 {
        both.iter()
            .map(|(pair, count)| count * of(pair, *count))
            .sum()
    };
    [
        sum(&|pair, count| count / size_ours[&pair.0]),
        ours.len() as f64,
        sum(&|pair, count| count / size_gold[&pair.1]),
        names.len() as f64,
    ]
}

fn of_sums([precision, ours, recall, gold]: [f64; 4]) -> BCubed {
    let precision = precision / ours.max(1.0);
    let recall = recall / gold.max(1.0);
    let sum = precision + recall;
    BCubed {
        precision,
        recall,
        f1: if sum > 0.0 {
            2.0 * precision * recall / sum
        } else {
            0.0
        },
    }
}

const PRONOUNS: [&str; 14] = [
    "he", "she", "it", "they", "him", "her", "them", "his", "hers", "its", "their", "himself",
    "herself", "itself",
];
const DEFINITE: [&str; 10] = [
    "the", "this", "that", "these", "those", "his", "her", "its", "their", "our",
];

/// Compares what stands for a name with gold.
fn references(
    gold: &[Gold],
    names: &[&Gold],
    answers: &[Option<usize>],
    ours: &[(Range<usize>, usize, bool)],
    reading: &Reading,
    scored: &mut Scored,
) {
    let text = reading.report.text.as_str();
    let named: BTreeSet<u32> = names.iter().map(|one| one.entity).collect();
    let first = |range: &Range<usize>| -> String {
        let words = text[range.clone()].split_whitespace();
        words.take(1).map(str::to_lowercase).collect()
    };
    let is_pronoun =
        |range: &Range<usize>| PRONOUNS.contains(&text[range.clone()].to_lowercase().as_str());
    for one in gold {
        if one.proper || !one.actor || !named.contains(&one.entity) {
            continue;
        }
        if is_pronoun(&one.whole) {
            scored.pronouns.gold += 1;
        } else if DEFINITE.contains(&first(&one.whole).as_str()) {
            scored.phrases.gold += 1;
        }
    }
    // Which gold entity each of ours mostly names.
    let mut votes: BTreeMap<usize, BTreeMap<u32, usize>> = BTreeMap::new();
    for (answer, one) in answers.iter().zip(names) {
        if let Some(at) = answer {
            *votes
                .entry(ours[*at].1)
                .or_default()
                .entry(one.entity)
                .or_default() += 1;
        }
    }
    for (index, entity) in reading.entities.iter().enumerate() {
        let meant = votes.get(&index).and_then(|votes| {
            let most = votes
                .iter()
                .max_by_key(|(id, count)| (**count, std::cmp::Reverse(**id)));
            most.map(|(id, _)| *id)
        });
        for span in &entity.references {
            let range = span.start..span.end;
            // The smallest gold mention at the place: "its" in "its leader" is not the leader.
            let theirs = gold
                .iter()
                .filter(|one| shared(&one.head, &range) > 0)
                .min_by_key(|one| one.whole.len().abs_diff(range.len()));
            let right = theirs.is_some_and(|one| Some(one.entity) == meant);
            // "The President" with a capital is a name to GUM.
            if right && theirs.is_some_and(|one| one.proper) {
                continue;
            }
            let tally = match is_pronoun(&range) {
                true => &mut scored.pronouns,
                false => &mut scored.phrases,
            };
            tally.found += 1;
            tally.right += usize::from(right);
            if !right {
                scored.told += &format!(
                    "  wrong: {:?} as {} at {}\n",
                    span.text, entity.id, span.start
                );
            }
        }
    }
}
