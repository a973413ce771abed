//! Spans of source, cue and content against PolNeAR, as CofeNet counts them, and whole
//! attributions.
//!
//! *Exact*: the same first and last word and the same role. *Begin*: the same first word and role.
//! *Token*: word by word. A discontinuous span counts each part as a span. Words are those of the
//! encoder: runs of letters and digits, and single marks.

mod groups;
mod joined;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

use headwater::{Weights, side_by_side};
use headwater_encoder::{Encoder, Role, RoleSpan, Word};
use serde::Serialize;

use crate::corpus::{self, Article, Offsets};
use crate::scores::{Figures, Tally};
use crate::table::table;
use groups::Groups;
use joined::Joined;

/// The roles, in the order of the tables.
const ROLES: [(Role, &str); 3] = [
    (Role::Source, "source"),
    (Role::Cue, "cue"),
    (Role::Content, "content"),
];

/// The three ways of counting spans.
#[derive(Clone, Default)]
struct Spans {
    exact: BTreeMap<Role, Tally>,
    begin: BTreeMap<Role, Tally>,
    token: BTreeMap<Role, Tally>,
}

/// Encodes the articles and compares.
pub fn run(
    corpus: &Path,
    limit: Option<usize>,
    reader: Weights,
    json: bool,
) -> Result<String, String> {
    let articles: Vec<Article> = corpus::lines(corpus, limit)?;
    let encoder = Encoder::embedded(reader).map_err(|error| error.to_string())?;
    let scored = side_by_side(None, articles.iter().collect(), &|article| {
        score(article, encoder)
    });
    let scored: Result<Vec<(Spans, Joined, Groups)>, String> = scored
        .map_err(|error| error.to_string())?
        .into_iter()
        .collect();
    let (mut spans, mut joined, mut groups) = Default::default();
    for (of_article, joined_of_article, groups_of_article) in scored? {
        Spans::add(&mut spans, &of_article);
        Joined::add(&mut joined, &joined_of_article);
        Groups::add(&mut groups, &groups_of_article);
    }
    match json {
        true => as_json(articles.len(), &spans, &joined, &groups),
        false => Ok(as_tables(articles.len(), &spans, &joined, &groups)),
    }
}

/// What was found in an article.
struct Found {
    roles: Vec<RoleSpan>,
}

fn score(article: &Article, encoder: &Encoder) -> Result<(Spans, Joined, Groups), String> {
    let text = &article.text;
    let encoding = encoder
        .encode(text, &corpus::passages(text))
        .map_err(|error| format!("{}: {error}", article.id))?;
    let offsets = Offsets::of(text);
    let words = &encoding.words;
    let gold: Vec<[Vec<Range<usize>>; 3]> = (article.attributions.iter())
        .map(|attribution| {
            let parts = [&attribution.source, &attribution.cue, &attribution.content];
            parts.map(|pieces| {
                let bytes = pieces.iter().map(|piece| offsets.bytes(*piece));
                bytes.filter_map(|bytes| words_in(words, &bytes)).collect()
            })
        })
        .collect();
    let found = Found {
        roles: encoding.roles.clone(),
    };
    let (joined, pairs) = joined::compare(&found.roles, &gold);
    let groups = Groups::of(text, words, &found.roles, &gold, &pairs);
    Ok((found.spans(&gold), joined, groups))
}

/// Indices of the words that have a byte in the range; `None` where there is none.
fn words_in(words: &[Word], bytes: &Range<usize>) -> Option<Range<usize>> {
    let start = words.partition_point(|word| word.range.end <= bytes.start);
    let end = words.partition_point(|word| word.range.start < bytes.end);
    (start < end).then_some(start..end)
}

impl Found {
    fn spans(&self, gold: &[[Vec<Range<usize>>; 3]]) -> Spans {
        let mut spans = Spans::default();
        for (place, (role, _)) in ROLES.iter().enumerate() {
            let ours = self
                .roles
                .iter()
                .filter(|span| span.role == *role && !span.words.is_empty());
            let ours: BTreeSet<(usize, usize)> = ours
                .map(|span| (span.words.start, span.words.end))
                .collect();
            let theirs = gold.iter().flat_map(|parts| &parts[place]);
            let theirs: BTreeSet<(usize, usize)> =
                theirs.map(|words| (words.start, words.end)).collect();
            spans.exact.insert(*role, Tally::of(&ours, &theirs));
            let begins = |spans: &BTreeSet<(usize, usize)>| -> BTreeSet<usize> {
                spans.iter().map(|(start, _)| *start).collect()
            };
            spans
                .begin
                .insert(*role, Tally::of(&begins(&ours), &begins(&theirs)));
            let tokens = |spans: &BTreeSet<(usize, usize)>| -> BTreeSet<usize> {
                spans.iter().flat_map(|(start, end)| *start..*end).collect()
            };
            spans
                .token
                .insert(*role, Tally::of(&tokens(&ours), &tokens(&theirs)));
        }
        spans
    }
}

impl Spans {
    fn add(&mut self, other: &Self) {
        let pairs = [
            (&mut self.exact, &other.exact),
            (&mut self.begin, &other.begin),
            (&mut self.token, &other.token),
        ];
        for (sum, more) in pairs {
            for (role, tally) in more {
                sum.entry(*role).or_default().add(*tally);
            }
        }
    }

    fn ways(&self) -> [(&'static str, &BTreeMap<Role, Tally>); 3] {
        [
            ("exact", &self.exact),
            ("begin", &self.begin),
            ("token", &self.token),
        ]
    }
}

fn as_tables(articles: usize, spans: &Spans, joined: &Joined, groups: &Groups) -> String {
    let mut out = format!("{articles} articles\n\n");
    for (name, tallies) in spans.ways() {
        let mut rows = Vec::new();
        let mut all = Tally::default();
        for (role, role_name) in ROLES {
            let tally = tallies.get(&role).copied().unwrap_or_default();
            all.add(tally);
            rows.push((role_name.to_owned(), tally.cells()));
        }
        rows.push(("all".to_owned(), all.cells()));
        out.push_str(&table(
            &format!("Spans, {name}"),
            &["", "P", "R", "F1", "gold"],
            &rows,
        ));
        out.push('\n');
    }
    out + &joined.tables() + "\n" + &groups.table()
}

#[derive(Serialize)]
struct Document {
    articles: usize,
    spans: BTreeMap<&'static str, BTreeMap<&'static str, Figures>>,
    attributions: joined::Document,
    recall_by_group: Groups,
}

fn as_json(
    articles: usize,
    spans: &Spans,
    joined: &Joined,
    groups: &Groups,
) -> Result<String, String> {
    let of_way = |tallies: &BTreeMap<Role, Tally>| {
        let figures = |(role, name): &(Role, &'static str)| {
            (
                *name,
                tallies.get(role).copied().unwrap_or_default().figures(),
            )
        };
        ROLES.iter().map(figures).collect()
    };
    let document = Document {
        articles,
        spans: (spans.ways().into_iter())
            .map(|(name, tallies)| (name, of_way(tallies)))
            .collect(),
        attributions: joined.document(),
        recall_by_group: groups.clone(),
    };
    let text = serde_json::to_string_pretty(&document).map_err(|error| error.to_string())?;
    Ok(text + "\n")
}
