//! Trees and events against a treebank: how many words hang on the right word, and whether an event
//! names the verb, the subject and the object of its sentence.
//!
//! Each sentence is read as a report of its own. A part is right when the words that the program tells
//! touch the word that heads gold's.

use std::io::BufRead;
use std::ops::Range;
use std::path::Path;

use headwater::Weights;
use headwater::ingest::{Format, Options, parse};
use headwater::model::{Event, Span};
use headwater_encoder::{Encoder, Passage};
use serde::Serialize;

use crate::corpus;
use crate::scores::{self, Tally};
use crate::table::table;

/// A sentence of a treebank in CoNLL-U.
struct Sentence {
    text: String,
    words: Vec<Word>,
}

struct Word {
    /// Bytes of the text.
    range: Range<usize>,
    /// Its head, counted from 1; 0 for the root.
    head: usize,
    relation: String,
    verb: bool,
}

/// One part of events: of all that is told, and how much of it is told where gold has it.
#[derive(Default, Serialize)]
struct Part {
    all: Tally,
    told_of_gold: usize,
}

/// What is counted.
#[derive(Default, Serialize)]
struct Figures {
    /// Words of the sentences that have a tree; none with a reader that draws none.
    words: usize,
    /// Of these, whose head is right.
    attached: usize,
    /// Of these, whose relation is right, too.
    labelled: usize,
    /// Sentences that a verb leads and in which one event is found.
    events: usize,
    /// Of these, whose event is named by that verb or by the one it leaves open.
    named: usize,
    subject: Part,
    object: Part,
    patient: Part,
}

/// Reads a treebank's sentences and counts.
pub fn run(path: &Path, reader: Weights, json: bool) -> Result<String, String> {
    let encoder = Encoder::embedded(reader).map_err(|error| error.to_string())?;
    let mut figures = Figures::default();
    for sentence in sentences(path)? {
        figures.tree(&sentence, encoder)?;
        let parsed = parse(
            sentence.text.as_bytes(),
            Format::Text,
            "treebank",
            &Options::default(),
        );
        for ingested in parsed.into_iter().flatten() {
            let shift = ingested.report.text.find(&sentence.text);
            let reading =
                headwater::read(ingested.report, reader).map_err(|error| error.to_string())?;
            if let Some(shift) = shift {
                let events = reading
                    .statements
                    .iter()
                    .filter_map(|statement| statement.event.as_ref());
                let events: Vec<&Event> = events.collect();
                if let [event] = events[..] {
                    figures.predicate(&sentence, event, shift);
                }
                events
                    .iter()
                    .for_each(|event| figures.event(&sentence, event, shift));
            }
        }
    }
    match json {
        true => serde_json::to_string_pretty(&figures)
            .map(|text| text + "\n")
            .map_err(|error| error.to_string()),
        false => Ok(figures.told()),
    }
}

impl Figures {
    fn tree(&mut self, sentence: &Sentence, encoder: &Encoder) -> Result<(), String> {
        let whole = 0..sentence.text.len();
        let passage = Passage {
            range: whole.clone(),
            headline: false,
        };
        let encoding = encoder
            .encode(&sentence.text, &[passage])
            .map_err(|error| error.to_string())?;
        let trees = encoder
            .trees(&sentence.text, &encoding, &[whole])
            .map_err(|error| error.to_string())?;
        if trees[0].is_empty() {
            return Ok(());
        }
        let begins = |at: usize| at.checked_sub(1).map(|at| sentence.words[at].range.start);
        for word in &sentence.words {
            self.words += 1;
            let node = trees[0]
                .iter()
                .find(|node| node.range.start == word.range.start);
            let Some(node) = node else { continue };
            if node.head.map(|head| trees[0][head].range.start) == begins(word.head) {
                self.attached += 1;
                let main = |relation: &str| relation.split(':').next().map(str::to_owned);
                self.labelled += usize::from(main(node.relation) == main(&word.relation));
            }
        }
        Ok(())
    }

    /// Whether the only event of a sentence is named by the verb that leads it, or by the one that this
    /// leaves open ("plans to leave").
    fn predicate(&mut self, sentence: &Sentence, event: &Event, shift: usize) {
        let root = sentence.words.iter().position(|word| word.head == 0);
        let Some(root) = root.filter(|root| sentence.words[*root].verb) else {
            return;
        };
        self.events += 1;
        let at = sentence
            .words
            .iter()
            .position(|word| touches(&event.predicate, word, shift));
        self.named += usize::from(at.is_some_and(|at| {
            let word = &sentence.words[at];
            at == root || word.relation == "xcomp" && word.head == root + 1
        }));
    }

    fn event(&mut self, sentence: &Sentence, event: &Event, shift: usize) {
        let Some(at) = sentence
            .words
            .iter()
            .position(|word| touches(&event.predicate, word, shift))
        else {
            return;
        };
        if !sentence.words[at].verb {
            return;
        }
        let child = |relation: &str| {
            let mut words = sentence.words.iter();
            words.find(|word| word.head == at + 1 && word.relation == relation)
        };
        let who = event.who.as_ref().map(|actor| &actor.span);
        let others = [
            event.whom.as_ref().map(|actor| &actor.span),
            event.what.as_ref(),
        ];
        let count = |part: &mut Part, told: &[&Span], gold: Option<&Word>| {
            let right = gold.is_some_and(|gold| told.iter().any(|span| touches(span, gold, shift)));
            part.all.right += usize::from(right);
            part.all.found += usize::from(!told.is_empty());
            part.all.gold += usize::from(gold.is_some());
            part.told_of_gold += usize::from(!told.is_empty() && gold.is_some());
        };
        let told: Vec<&Span> = others.into_iter().flatten().collect();
        match child("nsubj:pass") {
            Some(patient) => count(&mut self.patient, &told, Some(patient)),
            None => {
                count(&mut self.subject, &Vec::from_iter(who), child("nsubj"));
                count(&mut self.object, &told, child("obj"));
            }
        }
    }

    fn told(&self) -> String {
        let share = |part: usize, of: usize| format!("{:.1}", 100.0 * scores::share(part, of));
        let mut out = format!(
            "{} words: head right {} %, head and relation {} %\n{} sentences led by a verb with one event: that verb, or the one it leaves open, {} %\n",
            self.words,
            share(self.attached, self.words),
            share(self.labelled, self.words),
            self.events,
            share(self.named, self.events)
        );
        let rows: Vec<(String, Vec<String>)> = [
            ("who, active verbs", &self.subject),
            ("object", &self.object),
            ("whom or what, passive verbs", &self.patient),
        ]
        .into_iter()
        .map(|(name, part)| {
            let counts = part.all;
            let cells = vec![
                share(counts.right, counts.found),
                share(counts.right, counts.gold),
                share(counts.right, part.told_of_gold),
                counts.gold.to_string(),
            ];
            (name.to_owned(), cells)
        })
        .collect();
        out += &table(
            "\nParts of an event",
            &["", "P", "R", "P where gold has one", "gold"],
            &rows,
        );
        out
    }
}

/// Whether a span of a report touches a word of the sentence that stands `shift` bytes into it.
fn touches(span: &Span, word: &Word, shift: usize) -> bool {
    span.start < word.range.end + shift && word.range.start + shift < span.end
}

fn sentences(path: &Path) -> Result<Vec<Sentence>, String> {
    let (mut found, mut now) = (Vec::new(), Vec::<Word>::new());
    let (mut text, mut space) = (String::new(), "");
    // Parts of one written word: up to which they go, and its letters.
    let mut joined: Option<(usize, String)> = None;
    for line in corpus::open(path)?.lines() {
        let line = line.map_err(|error| format!("{}: {error}", path.display()))?;
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() < 10 {
            if line.is_empty() && !now.is_empty() {
                let words = std::mem::take(&mut now);
                found.push(Sentence {
                    text: std::mem::take(&mut text),
                    words,
                });
                (space, joined) = ("", None);
            }
            continue;
        }
        let after = if cells[9].contains("SpaceAfter=No") {
            ""
        } else {
            " "
        };
        if let Some((_, last)) = cells[0].split_once('-') {
            text += space;
            joined = Some((last.parse().unwrap_or_default(), cells[1].to_owned()));
            space = after;
            continue;
        }
        let Ok(number) = cells[0].parse::<usize>() else {
            continue;
        };
        let start = match &mut joined {
            Some((last, left)) if number <= *last => {
                let start = text.len();
                // The last part takes what is left of the written word.
                let length = if number == *last {
                    left.len()
                } else {
                    cells[1].len().min(left.len())
                };
                let taken: String = left.drain(..left.floor_char_boundary(length)).collect();
                text += &taken;
                start
            }
            _ => {
                text += space;
                space = after;
                text += cells[1];
                text.len() - cells[1].len()
            }
        };
        now.push(Word {
            range: start..text.len(),
            head: cells[6].parse().unwrap_or_default(),
            relation: cells[7].to_owned(),
            verb: cells[3] == "VERB",
        });
    }
    match found.is_empty() {
        true => Err(format!("{}: holds no sentence in CoNLL-U", path.display())),
        false => Ok(found),
    }
}
