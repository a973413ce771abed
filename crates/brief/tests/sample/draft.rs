//! Building a reading by hand: every span is found by its words.

use headwater_model::{
    Block, BlockKind, Entity, EntityKind, Link, LinkRole, Place, PlacePrecision, Quantity, Reading,
    Report, SCHEMA, Span, Stance, Statement, Time, Voice, VoiceKind, report_id, statement_id,
};

/// A reading under construction: every span is found by its words.
pub struct Draft(pub Reading);

/// A source: the chain from the origin to the carrier, as (name, kind).
pub type Chain<'a> = &'a [(&'a str, VoiceKind)];

impl Draft {
    pub fn new(
        path: &str,
        outlet: Option<&str>,
        published: Option<&str>,
        parts: &[(BlockKind, &str)],
    ) -> Self {
        let mut text = String::new();
        let mut blocks = Vec::new();
        for (kind, words) in parts {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let start = text.len();
            text.push_str(words);
            blocks.push(Block {
                kind: *kind,
                start,
                end: text.len(),
            });
        }
        let of_kind = |wanted: BlockKind| {
            let block = parts.iter().find(|(kind, _)| *kind == wanted);
            block.map(|(_, words)| (*words).to_owned())
        };
        Self(Reading {
            schema: SCHEMA.into(),
            report: Report {
                id: report_id(&text, outlet),
                path: path.into(),
                outlet: outlet.map(Into::into),
                title: of_kind(BlockKind::Title),
                byline: of_kind(BlockKind::Byline),
                published: published.map(Into::into),
                language: Some("en".into()),
                text,
                url: None,
                dateline: None,
                credits: vec![],
                blocks,
            },
            statements: vec![],
            entities: vec![],
            times: vec![],
            places: vec![],
            quantities: vec![],
            reuse: vec![],
        })
    }

    /// The first place after `after` where these words stand.
    pub fn span(&self, words: &str) -> Span {
        let text = &self.0.report.text;
        let start = text
            .find(words)
            .unwrap_or_else(|| panic!("{words:?} is not in {text:?}"));
        Span::cut(text, start..start + words.len()).expect("found words are whole")
    }

    /// Adds a statement; an empty chain makes it the narrator's.
    pub fn say(&mut self, content: &[&str], stance: Stance, chain: Chain<'_>) -> &mut Statement {
        let spans: Vec<Span> = content.iter().map(|words| self.span(words)).collect();
        let places: Vec<(usize, usize)> = spans.iter().map(|s| (s.start, s.end)).collect();
        let text = &self.0.report.text;
        let from = text[..spans[0].start]
            .rfind(['\n', '.'])
            .map_or(0, |at| at + 1);
        let from = from + (text[from..].len() - text[from..].trim_start().len());
        let last = spans[spans.len() - 1].end;
        let to = text[last..]
            .find(['\n', '.'])
            .map_or(text.len(), |at| last + at);
        let sentence = Span::cut(text, from..to).expect("sentences are whole");
        let links = chain.iter().map(|(name, kind)| Link {
            role: if *kind == VoiceKind::Media {
                LinkRole::Carrier
            } else {
                LinkRole::Voice
            },
            kind: *kind,
            name: Some((*name).into()),
            entity: None,
            span: None,
        });
        let voice = chain
            .first()
            .map_or((None, VoiceKind::None), |(n, k)| (Some((*n).into()), *k));
        self.0.statements.push(Statement {
            id: statement_id(&self.0.report.id, &places),
            content: spans,
            about: None,
            also_about: Vec::new(),
            source: None,
            cue: None,
            stance,
            hedges: vec![],
            verification: None,
            anonymity: None,
            voice: Voice {
                kind: voice.1,
                name: voice.0,
                entity: None,
                speaks_for: None,
                plural: false,
            },
            chain: links.collect(),
            narrator: chain.is_empty(),
            confidence: 0.91,
            said_at: None,
            event: None,
            certainty: None,
            sentence,
            carried: false,
            denied_by: vec![],
            mentions: vec![],
            vector: vec![],
            words: vec![],
        });
        self.0.statements.last_mut().expect("just pushed")
    }

    pub fn entity(&mut self, id: &str, name: &str, kind: EntityKind, mentions: &[&str]) {
        let mentions = mentions.iter().map(|words| self.span(words)).collect();
        self.0.entities.push(Entity {
            id: id.into(),
            name: name.into(),
            kind,
            mentions,
            references: Vec::new(),
        });
    }

    pub fn time(
        &mut self,
        words: &str,
        value: Option<&str>,
        from: Option<&str>,
        to: Option<&str>,
    ) -> Time {
        let time = Time {
            span: self.span(words),
            value: value.map(Into::into),
            from: from.map(Into::into),
            to: to.map(Into::into),
            kind: Default::default(),
            modifier: None,
            zone: None,
        };
        self.0.times.push(time.clone());
        time
    }

    pub fn place(&mut self, words: &str, point: Option<(f64, f64, PlacePrecision)>) {
        self.0.places.push(Place {
            span: self.span(words),
            name: words.into(),
            lat: point.map(|p| p.0),
            lon: point.map(|p| p.1),
            precision: point.map(|p| p.2),
            id: None,
            country: None,
            kind: None,
            where_prec: None,
            confidence: None,
        });
    }

    pub fn quantity(&mut self, words: &str, low: Option<f64>, high: Option<f64>, of: &str) {
        let span = self.span(words);
        self.0.quantities.push(Quantity {
            span,
            low,
            high,
            unit: None,
            of: Some(of.into()),
            kind: Default::default(),
            role: None,
        });
    }
}
