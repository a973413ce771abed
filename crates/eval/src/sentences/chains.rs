//! Edges of chains: who had it from whom.

use std::collections::BTreeSet;
use std::ops::Range;

use headwater::model::{Link, Reading};
use serde::Deserialize;

use super::{Item, Scored, at, pair};

#[derive(Deserialize)]
pub struct Chains {
    id: String,
    part: u8,
    kind: String,
    text: String,
    /// From the origin to the carrier nearest to the report, as words of the text.
    chains: Vec<Vec<String>>,
}

/// One link is nearer to the origin than the next.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    from: End,
    to: End,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct End {
    /// The words that name it.
    start: usize,
    end: usize,
    name: String,
}

impl End {
    fn of(link: &Link) -> Self {
        let range = link.span.as_ref().map_or(0..0, |span| span.range());
        Self {
            start: range.start,
            end: range.end,
            name: link.name.clone().unwrap_or_default(),
        }
    }

    /// Whether gold's words name this end: where it is named, or by its full name.
    fn is(&self, text: &str, words: &str) -> bool {
        let range: Range<usize> = self.start..self.end;
        at(text, words, &range) || (!self.name.is_empty() && words.ends_with(self.name.as_str()))
    }
}

impl Item for Chains {
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
        let found: BTreeSet<Edge> = (reading.statements.iter())
            .flat_map(|statement| statement.chain.windows(2))
            .map(|links| Edge {
                from: End::of(&links[0]),
                to: End::of(&links[1]),
            })
            .collect();
        let found: Vec<Edge> = found.into_iter().collect();
        let gold: Vec<&[String]> = (self.chains.iter())
            .flat_map(|chain| chain.windows(2))
            .collect();
        let text = &reading.report.text;
        let (tally, extra, missed) = pair(&found, &gold, |edge, links| {
            edge.from.is(text, &links[0]) && edge.to.is(text, &links[1])
        });
        let extra = extra.into_iter().map(|index| {
            let Edge { from, to } = &found[index];
            format!("found {} → {}", from.name, to.name)
        });
        let missed = missed
            .into_iter()
            .map(|index| format!("missed {}", gold[index].join(" → ")));
        vec![Scored {
            kind: self.kind.clone(),
            tally,
            wrong: extra.chain(missed).collect(),
        }]
    }
}
