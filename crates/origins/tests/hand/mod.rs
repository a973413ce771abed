//! Small statements made by hand.
#![allow(dead_code)] // Each test file is a crate of its own and uses a part of this.

use headwater_model::{
    Link, LinkRole, Report, Reuse, Span, Stance, Statement, Voice, VoiceKind, statement_id,
};
use headwater_origins::Asserted;

/// A report of nothing but `x`s, long enough for any place that a test names.
pub fn report(id: &str, outlet: Option<&str>) -> Report {
    Report {
        id: id.to_owned(),
        path: format!("stories/{id}.txt"),
        outlet: outlet.map(str::to_owned),
        title: None,
        byline: None,
        published: None,
        language: None,
        text: "x".repeat(1000),
        url: None,
        dateline: None,
        credits: Vec::new(),
        blocks: Vec::new(),
    }
}

pub fn place(start: usize) -> Span {
    Span {
        start,
        end: start + 50,
        text: "x".repeat(50),
    }
}

/// A statement of `report` at `start` with this chain, root first; none for the narrator.
pub fn says(report: &Report, start: usize, chain: &[Link]) -> Statement {
    let voice = match chain.first() {
        Some(link) if link.role == LinkRole::Voice => voice(link.kind, link.name.as_deref()),
        Some(link) => voice(VoiceKind::Media, link.name.as_deref()),
        None => voice(VoiceKind::None, None),
    };
    Statement {
        id: statement_id(&report.id, &[(start, start + 50)]),
        content: vec![place(start)],
        source: None,
        cue: None,
        stance: Stance::Asserts,
        hedges: Vec::new(),
        verification: None,
        anonymity: None,
        voice: Voice {
            entity: chain.first().and_then(|link| link.entity.clone()),
            ..voice
        },
        chain: chain.to_vec(),
        narrator: chain.is_empty(),
        confidence: 1.0,
        about: None,
        also_about: Vec::new(),
        said_at: None,
        event: None,
        certainty: None,
        sentence: place(start),
        carried: false,
        denied_by: Vec::new(),
        mentions: Vec::new(),
        vector: Vec::new(),
        words: Vec::new(),
    }
}

pub fn voice(kind: VoiceKind, name: Option<&str>) -> Voice {
    Voice {
        kind,
        name: name.map(str::to_owned),
        entity: None,
        speaks_for: None,
        plural: false,
    }
}

fn link(role: LinkRole, kind: VoiceKind, name: &str) -> Link {
    Link {
        role,
        kind,
        name: Some(name.to_owned()),
        entity: None,
        span: None,
    }
}

pub fn person(name: &str) -> Link {
    link(LinkRole::Voice, VoiceKind::NamedPerson, name)
}

pub fn institution(name: &str) -> Link {
    link(LinkRole::Voice, VoiceKind::Institution, name)
}

pub fn document(name: &str) -> Link {
    link(LinkRole::Voice, VoiceKind::Document, name)
}

pub fn unnamed(words: &str) -> Link {
    link(LinkRole::Voice, VoiceKind::UnnamedOfficial, words)
}

pub fn witness() -> Link {
    link(LinkRole::Voice, VoiceKind::OwnWitness, "our reporter")
}

pub fn carrier(name: &str) -> Link {
    link(LinkRole::Carrier, VoiceKind::Media, name)
}

/// The statement's voice speaks for `body`.
pub fn for_body(mut statement: Statement, body: &str) -> Statement {
    statement.voice.kind = VoiceKind::NamedSpokesperson;
    statement.chain[0].kind = VoiceKind::NamedSpokesperson;
    statement.voice.speaks_for = Some(body.to_owned());
    statement
}

pub fn with_stance(mut statement: Statement, stance: Stance) -> Statement {
    statement.stance = stance;
    statement
}

/// `to` took what stands at `at.1` from what stands at `at.0` in `from`.
pub fn copies(from: &Report, to: &Report, at: (usize, usize), confidence: f64) -> Reuse {
    Reuse {
        from: from.id.clone(),
        to: to.id.clone(),
        share: 0.9,
        direction_confidence: confidence,
        latent: None,
        why: String::new(),
        passages_from: vec![place(at.0)],
        passages_to: vec![place(at.1)],
    }
}

pub fn asserted<'a>(pairs: &[(&'a Statement, &'a Report)]) -> Vec<Asserted<'a>> {
    let pair = |&(statement, report)| Asserted { statement, report };
    pairs.iter().map(pair).collect()
}

/// `min` and `max` of what these chains, each in a report of its own, show.
pub fn range(chains: &[&[Link]]) -> (usize, usize) {
    let reports: Vec<Report> = (0..chains.len())
        .map(|i| report(&format!("r{i}"), None))
        .collect();
    let statements: Vec<Statement> = (reports.iter().zip(chains))
        .map(|(report, chain)| says(report, 0, chain))
        .collect();
    count(&statements.iter().zip(&reports).collect::<Vec<_>>(), &[])
}

pub fn count(pairs: &[(&Statement, &Report)], reuse: &[Reuse]) -> (usize, usize) {
    let origins = headwater_origins::count(&asserted(pairs), reuse);
    (origins.min, origins.max.expect("always bounded"))
}
