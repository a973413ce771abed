//! Answers that support nothing, unnamed voices, and the terms of their anonymity.

use std::collections::BTreeSet;
use std::ops::Range;

use headwater::model::{Reading, Stance, Statement, VoiceKind};
use serde::Deserialize;

use super::{Item, Scored, at, pair};
use crate::scores::Tally;

#[derive(Deserialize)]
pub struct Answers {
    id: String,
    part: u8,
    text: String,
    answers: Vec<Answer>,
}

#[derive(Deserialize)]
struct Answer {
    kind: String,
    /// Whose answer it is.
    who: String,
    words: String,
    /// Words of each statement that it is about, where that was labelled.
    about: Option<Vec<String>>,
}

/// One that the reader found.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    kind: &'static str,
    /// The words of who, or of the terms.
    start: usize,
    end: usize,
    name: String,
}

const KINDS: [&str; 7] = [
    "declines",
    "no_response",
    "cannot_confirm",
    "denies",
    "checking",
    "unnamed",
    "anonymity",
];

fn found(statement: &Statement) -> Vec<Found> {
    let mut all = Vec::new();
    let mut add = |kind, range: Range<usize>, name: Option<&str>| {
        all.push(Found {
            kind,
            start: range.start,
            end: range.end,
            name: name.unwrap_or_default().to_owned(),
        });
    };
    let who = statement.source.as_ref().map_or(0..0, |span| span.range());
    let name = statement.voice.name.as_deref();
    match statement.stance {
        Stance::Declines => add("declines", who.clone(), name),
        Stance::NoResponse => add("no_response", who.clone(), name),
        Stance::CannotConfirm => add("cannot_confirm", who.clone(), name),
        Stance::Denies => add("denies", who.clone(), name),
        _ => {}
    }
    for voice in &statement.denied_by {
        let sentence = statement.sentence.range();
        add(
            "denies",
            sentence.start..sentence.start,
            voice.name.as_deref(),
        );
    }
    if let Some(check) = &statement.verification {
        add("checking", check.range(), None);
    }
    let unnamed = matches!(
        statement.voice.kind,
        VoiceKind::UnnamedOfficial | VoiceKind::UnnamedInstitution
    );
    if unnamed && statement.stance.supports() {
        let span = statement.chain.first().and_then(|link| link.span.as_ref());
        add("unnamed", span.map_or(who, |span| span.range()), None);
    }
    if let Some(terms) = &statement.anonymity {
        add("anonymity", terms.range(), None);
    }
    all
}

impl Found {
    fn is(&self, text: &str, answer: &Answer) -> bool {
        let range = self.start..self.end;
        let by_words = match self.kind {
            "checking" | "anonymity" => at(text, &answer.words, &range),
            _ => at(text, &answer.who, &range),
        };
        by_words || (!self.name.is_empty() && answer.who.contains(self.name.as_str()))
    }
}

impl Item for Answers {
    fn id(&self) -> &str {
        &self.id
    }

    fn part(&self) -> u8 {
        self.part
    }

    fn text(&self) -> &str {
        &self.text
    }

    fn score(&self, reading: &Reading) -> Vec<Scored> {
        let all: BTreeSet<Found> = reading.statements.iter().flat_map(found).collect();
        let text = &reading.report.text;
        let of_kind = |kind: &&'static str| {
            let found: Vec<&Found> = all.iter().filter(|one| one.kind == *kind).collect();
            let gold: Vec<&Answer> = (self.answers.iter())
                .filter(|answer| answer.kind == *kind)
                .collect();
            let (tally, extra, missed) = pair(&found, &gold, |one, answer| one.is(text, answer));
            let extra = extra.into_iter().map(|index| {
                let words = text
                    .get(found[index].start..found[index].end)
                    .unwrap_or_default();
                format!("found {words} {}", found[index].name)
            });
            let missed = (missed.into_iter())
                .map(|index| format!("missed {}: {}", gold[index].who, gold[index].words));
            Scored {
                kind: (*kind).to_owned(),
                tally,
                wrong: extra.chain(missed).collect(),
            }
        };
        let mut scored: Vec<Scored> = KINDS.iter().map(of_kind).collect();
        scored.push(self.about(reading));
        scored
    }
}

impl Answers {
    /// What answers are about, where that was labelled: one link a statement.
    fn about(&self, reading: &Reading) -> Scored {
        let mut scored = Scored {
            kind: "about".to_owned(),
            tally: Tally::default(),
            wrong: Vec::new(),
        };
        let labelled = (self.answers.iter())
            .filter_map(|answer| answer.about.as_ref().map(|about| (answer, about)));
        for (answer, about) in labelled {
            let is_it = |statement: &&Statement| {
                let mut found = found(statement).into_iter();
                found.any(|one| one.kind == answer.kind && one.is(&reading.report.text, answer))
            };
            let ids: BTreeSet<&str> = (reading.statements.iter().filter(is_it))
                .flat_map(|statement| statement.also_about.iter().chain(&statement.about))
                .map(String::as_str)
                .collect();
            let links: Vec<&Statement> = (reading.statements.iter())
                .filter(|statement| ids.contains(statement.id.as_str()))
                .collect();
            // Two things that stand in one statement of ours are one link.
            let holder = |words: &String| {
                let mut all = reading.statements.iter();
                all.position(|one| one.content.iter().any(|part| part.text.contains(words)))
            };
            let mut about: Vec<&String> = about.iter().collect();
            about.dedup_by_key(|words| {
                holder(words).map_or(words.as_str().to_owned(), |at| at.to_string())
            });
            let (tally, extra, missed) = pair(&links, &about, |link, words| {
                link.content
                    .iter()
                    .any(|part| part.text.contains(words.as_str()))
            });
            scored.tally.add(tally);
            let who = &answer.who;
            let extra =
                (extra.into_iter()).map(|at| format!("{who} to “{}”", links[at].content[0].text));
            let missed = missed
                .into_iter()
                .map(|at| format!("{who} not to “{}”", about[at]));
            scored.wrong.extend(extra.chain(missed));
        }
        scored
    }
}
