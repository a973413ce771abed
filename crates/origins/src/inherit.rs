//! Which statements have no root of their own: copies, and leads that sum up their body.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use headwater_model::{Reuse, Span};

use crate::Asserted;
use crate::told::{Claim, Class, Told};
use crate::verbatim;

/// Where a statement's root comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// From its own chain.
    Own,
    /// Its words are copied from another statement.
    Copy {
        /// The statement that it copies.
        of: usize,
        /// Whether it is told which of the two copied.
        directed: bool,
    },
    /// It names nobody, and its report names these for the claim elsewhere.
    SumsUp {
        /// The statements of the same report that it sums up.
        of: Vec<usize>,
    },
}

impl Source {
    /// The statements that this one takes its roots from.
    pub(crate) fn parents(&self) -> &[usize] {
        match self {
            Self::Own => &[],
            Self::Copy { of, .. } => std::slice::from_ref(of),
            Self::SumsUp { of } => of,
        }
    }
}

/// Share of a statement's content that has to lie in shared passages for it to be a copy. Not
/// all of it: a passage begins and ends at whole shared runs of words, so a changed first word
/// leaves a few bytes outside.
const COPIED_SHARE: f64 = 0.8;

/// The agencies that both sides of a reuse took a statement from, by statement id.
pub(crate) fn wires(
    statements: &[Asserted<'_>],
    reuse: &[Reuse],
) -> BTreeMap<String, BTreeSet<String>> {
    let mut wires: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for edge in reuse {
        let Some(wire) = edge.latent.as_deref().filter(|w| !w.trim().is_empty()) else {
            continue;
        };
        for Asserted { statement, report } in statements {
            let passages = if report.id == edge.from {
                &edge.passages_from
            } else if report.id == edge.to {
                &edge.passages_to
            } else {
                continue;
            };
            let content: Vec<_> = statement.content.iter().map(Span::range).collect();
            if share_inside(&content, passages) >= COPIED_SHARE {
                let of_statement = wires.entry(statement.id.clone()).or_default();
                of_statement.insert(wire.to_owned());
            }
        }
    }
    wires
}

/// Where each of the claim's roots comes from. Never a circle.
pub(crate) fn sources(claim: &Claim<'_>, reuse: &[Reuse]) -> Vec<Source> {
    let mut sources = vec![Source::Own; claim.told.len()];
    for candidate in candidates(claim, reuse) {
        let (copy, original) = (candidate.copy, candidate.original);
        if sources[copy] == Source::Own && !reaches(&sources, original, copy) {
            sources[copy] = Source::Copy {
                of: original,
                directed: candidate.directed(),
            };
        }
    }
    let copies: Vec<bool> = sources
        .iter()
        .map(|source| *source != Source::Own)
        .collect();
    for lead in 0..claim.told.len() {
        if claim.told[lead].class != Class::Unknown || copies[lead] {
            continue;
        }
        let of: Vec<usize> = same_report(claim, lead)
            .filter(|&other| claim.told[other].class != Class::Unknown || copies[other])
            .filter(|&other| !reaches(&sources, other, lead))
            .collect();
        if !of.is_empty() {
            sources[lead] = Source::SumsUp { of };
        }
    }
    sources
}

/// The statements with a root of their own that each statement rests on in the end.
pub(crate) fn grounds(sources: &[Source]) -> Vec<BTreeSet<usize>> {
    (0..sources.len())
        .map(|start| {
            let mut grounds = BTreeSet::new();
            let mut seen = BTreeSet::new();
            let mut open = vec![start];
            while let Some(statement) = open.pop() {
                if seen.insert(statement) {
                    match &sources[statement] {
                        Source::Own => {
                            grounds.insert(statement);
                        }
                        inherited => open.extend(inherited.parents()),
                    }
                }
            }
            grounds
        })
        .collect()
}

fn same_report(claim: &Claim<'_>, of: usize) -> impl Iterator<Item = usize> {
    let report = claim.told[of].report;
    (0..claim.told.len()).filter(move |&i| i != of && claim.told[i].report == report)
}

/// Whether one takes its roots from the other, however many steps away.
fn reaches(sources: &[Source], start: usize, goal: usize) -> bool {
    let mut open = vec![start];
    let mut seen = BTreeSet::new();
    while let Some(statement) = open.pop() {
        if statement == goal {
            return true;
        }
        if seen.insert(statement) {
            open.extend(sources[statement].parents());
        }
    }
    false
}

/// Confidence in a direction above "unknown", in millionths so that it can be ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Confidence(u32);

impl Confidence {
    fn of(edge: &Reuse) -> Self {
        let above = (edge.direction_confidence - 0.5).clamp(0.0, 0.5);
        Self(if above.is_nan() {
            0
        } else {
            (above * 1e6) as u32
        })
    }
}

/// A statement that may copy another; the best come first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    confidence: Reverse<Confidence>,
    distance: u64,
    other_voice: bool,
    original: usize,
    copy: usize,
}

impl Candidate {
    fn directed(&self) -> bool {
        self.confidence.0 > Confidence(0)
    }
}

fn candidates(claim: &Claim<'_>, reuse: &[Reuse]) -> Vec<Candidate> {
    let mut in_report: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, told) in claim.told.iter().enumerate() {
        let id = claim.reports[told.report].as_str();
        in_report.entry(id).or_default().push(index);
    }
    let none = Vec::new();
    let mut found = Vec::new();
    for edge in reuse.iter().filter(|edge| edge.from != edge.to) {
        let inside = |id: &String, passages: &[Span]| -> Vec<usize> {
            let of_report = in_report.get(id.as_str()).unwrap_or(&none);
            (of_report.iter().copied())
                .filter(|&i| share_inside(&claim.told[i].content, passages) >= COPIED_SHARE)
                .collect()
        };
        let from = inside(&edge.from, &edge.passages_from);
        let to = inside(&edge.to, &edge.passages_to);
        for &first in &from {
            for &second in &to {
                let Some(distance) = distance(&claim.told[first], &claim.told[second], edge) else {
                    continue;
                };
                let confidence = Confidence::of(edge);
                let (original, copy) = if confidence == Confidence(0)
                    && claim.told[first].class == Class::Unknown
                    && claim.told[second].class != Class::Unknown
                {
                    // Unknown direction: attribution is lost in copying more often than gained.
                    (second, first)
                } else {
                    (first, second)
                };
                found.push(Candidate {
                    confidence: Reverse(confidence),
                    distance,
                    other_voice: claim.told[first].who.key != claim.told[second].who.key,
                    original,
                    copy,
                });
            }
        }
    }
    found.extend(
        verbatim::pairs(claim)
            .into_iter()
            .map(|(original, copy)| Candidate {
                confidence: Reverse(Confidence(0)),
                distance: u64::MAX,
                other_voice: claim.told[original].who.key != claim.told[copy].who.key,
                original,
                copy,
            }),
    );
    found.sort();
    found.dedup();
    found
}

/// How far apart two statements stand within the passages that they share, in thousandths of a
/// passage; nothing where they share none.
fn distance(from: &Told, to: &Told, edge: &Reuse) -> Option<u64> {
    let passages = edge.passages_from.iter().zip(&edge.passages_to);
    passages
        .filter_map(|(source, taken)| {
            let here = place_in(&from.content, source)?;
            let there = place_in(&to.content, taken)?;
            Some((here - there).abs())
        })
        .min_by(f64::total_cmp)
        .map(|apart| (apart * 1000.0) as u64)
}

/// Where in the passage the middle of the content's first part in it stands, from 0 to 1.
fn place_in(content: &[Range<usize>], passage: &Span) -> Option<f64> {
    let part = content.iter().find(|part| overlap(part, passage) > 0)?;
    let middle = (part.start.max(passage.start) + part.end.min(passage.end)) as f64 / 2.0;
    let length = (passage.end - passage.start) as f64;
    Some((middle - passage.start as f64) / length)
}

/// The share of the content's bytes that lie in the passages.
fn share_inside(content: &[Range<usize>], passages: &[Span]) -> f64 {
    let whole: usize = content.iter().map(ExactSizeIterator::len).sum();
    if whole == 0 {
        return 0.0;
    }
    // Passages of one reuse do not overlap in the taker; where they do in the other, a byte must
    // not count twice.
    let covered: usize = content
        .iter()
        .map(|part| {
            let mut pieces: Vec<Range<usize>> = passages
                .iter()
                .filter(|passage| overlap(part, passage) > 0)
                .map(|p| part.start.max(p.start)..part.end.min(p.end))
                .collect();
            pieces.sort_by_key(|piece| piece.start);
            let mut end = 0;
            let mut sum = 0;
            for piece in pieces {
                let start = piece.start.max(end);
                sum += piece.end.saturating_sub(start);
                end = end.max(piece.end);
            }
            sum
        })
        .sum();
    covered as f64 / whole as f64
}

fn overlap(part: &Range<usize>, passage: &Span) -> usize {
    let end = part.end.min(passage.end);
    end.saturating_sub(part.start.max(passage.start))
}
