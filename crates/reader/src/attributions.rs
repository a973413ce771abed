//! What the network found, joined: contents with their cue and source.

use std::ops::Range;

use headwater_encoder::{Encoding, Role};

use crate::ground::{Ground, trim};

/// An attribution of the text, as byte ranges.
#[derive(Clone, Debug)]
pub(crate) struct Attribution {
    pub source: Option<Range<usize>>,
    pub cue: Option<Range<usize>>,
    /// Parts in text order.
    pub content: Vec<Range<usize>>,
    pub confidence: f32,
    /// Whether source or cue come from a neighbouring sentence.
    pub carried: bool,
    /// Outlets that the form of the sentence makes carriers, the nearest to the voice first.
    pub carriers: Vec<Range<usize>>,
}

impl Attribution {
    /// From the first byte of its content to the last.
    pub fn content_range(&self) -> Range<usize> {
        let start = self.content.first().map_or(0, |part| part.start);
        let end = self.content.last().map_or(start, |part| part.end);
        start..end
    }

    /// Source, cue and content parts.
    pub fn parts(&self) -> impl Iterator<Item = &Range<usize>> {
        self.source.iter().chain(&self.cue).chain(&self.content)
    }
}

/// Joins contents that share a cue, and gives each its source.
pub(crate) fn join(ground: &Ground<'_>, encoding: &Encoding) -> Vec<Attribution> {
    let roles = &encoding.roles;
    let mut joined: Vec<(Option<usize>, Attribution)> = Vec::new();
    for span in roles.iter().filter(|span| span.role == Role::Content) {
        let range = trim(ground.text, span.range.clone());
        let cue = span.link.map(|(cue, _)| cue);
        // Only a quotation goes on from another sentence's cue; other words are the report's own.
        if cue.is_some_and(|cue| !beside(ground, &range, &roles[cue].range))
            && !quoted(ground.text, &range)
        {
            continue;
        }
        let sure = span.link.map_or(0.5, |(_, sure)| sure);
        let same = joined
            .iter_mut()
            .rev()
            .take(4)
            .find(|(other, attribution)| {
                cue.is_some() && *other == cue && near(ground, attribution, &range, roles, cue)
            });
        if let Some((_, attribution)) = same {
            extend(ground.text, &mut attribution.content, range);
            continue;
        }
        if cue.is_none()
            && let Some((_, before)) = joined.last_mut()
            && continues_quotation(ground.text, before, &range)
        {
            extend(ground.text, &mut before.content, range);
            continue;
        }
        // The headline's words are no source of the text's.
        let source = cue
            .and_then(|cue| roles[cue].link)
            .map(|(source, _)| roles[source].range.clone())
            .filter(|source| ground.is_headline(source.start) == ground.is_headline(range.start))
            // Whoever a later sentence names does not do what this one says.
            .filter(|source| {
                let verb = cue.map_or(source.start, |cue| roles[cue].range.start);
                source.start < ground.whole_sentences(&(verb..verb + 1)).end
            });
        let cue_probability = cue.map_or(1.0, |cue| roles[cue].probability);
        joined.push((
            cue,
            Attribution {
                source,
                cue: cue.map(|cue| roles[cue].range.clone()),
                content: vec![range],
                confidence: span.probability.min(sure).min(cue_probability),
                carried: false,
                carriers: Vec::new(),
            },
        ));
    }
    let mut attributions: Vec<Attribution> = joined
        .into_iter()
        .map(|(_, attribution)| attribution)
        .collect();
    carry_quotations(ground, &mut attributions);
    attributions
}

/// Whether a content and its cue share a sentence.
fn beside(ground: &Ground<'_>, content: &Range<usize>, cue: &Range<usize>) -> bool {
    let (content, cue) = (ground.sentences_over(content), ground.sentences_over(cue));
    content.start < cue.end && cue.start < content.end
}

/// Parts of one content stand in one sentence, around its source and cue; two whole sentences that
/// share a cue are two statements unless a quotation runs through both.
fn near(
    ground: &Ground<'_>,
    attribution: &Attribution,
    range: &Range<usize>,
    roles: &[headwater_encoder::RoleSpan],
    cue: Option<usize>,
) -> bool {
    let last = attribution.content_range().end;
    let between = ground.text.get(last..range.start).unwrap_or_default();
    if between.trim().is_empty() && between.contains('\n') {
        return true;
    }
    let cue = cue.map(|cue| roles[cue].range.clone());
    let cue_between = cue.is_some_and(|cue| cue.start >= last && cue.end <= range.start);
    let same_sentence =
        ground.sentence_at(last.saturating_sub(1)) == ground.sentence_at(range.start);
    same_sentence || (cue_between && !between.contains('\n') && quoted(ground.text, range))
}

fn quoted(text: &str, range: &Range<usize>) -> bool {
    text[range.clone()].starts_with(['“', '"', '‘'])
}

/// A paragraph that opens with a quotation mark, after one whose quotation was not closed.
fn continues_quotation(text: &str, before: &Attribution, range: &Range<usize>) -> bool {
    let last = before.content_range().end;
    let between = text.get(last..range.start).unwrap_or("x");
    let open = before.content.iter().map(|part| {
        let words = &text[part.clone()];
        words.matches('“').count() as i64 - words.matches('”').count() as i64
    });
    between.trim().is_empty()
        && between.contains('\n')
        && open.sum::<i64>() > 0
        && quoted(text, range)
}

fn extend(text: &str, content: &mut Vec<Range<usize>>, range: Range<usize>) {
    match content.last_mut() {
        Some(last)
            if text
                .get(last.end..range.start)
                .is_some_and(|gap| gap.trim().is_empty()) =>
        {
            last.end = range.end
        }
        _ => content.push(range),
    }
}

/// A quotation that stands alone takes the source of the attribution before it in its paragraph.
fn carry_quotations(ground: &Ground<'_>, attributions: &mut [Attribution]) {
    for index in 1..attributions.len() {
        let (before, rest) = attributions.split_at_mut(index);
        let (before, this) = (&before[index - 1], &mut rest[0]);
        if this.cue.is_some() || this.source.is_some() || before.source.is_none() {
            continue;
        }
        let between = ground
            .text
            .get(before.content_range().end..this.content_range().start);
        let same_paragraph =
            between.is_some_and(|between| !between.contains('\n') && between.len() < 160);
        if same_paragraph && quoted(ground.text, &this.content_range()) {
            this.source = before.source.clone();
            this.cue = before.cue.clone();
            this.carried = true;
            this.confidence *= 0.7;
        }
    }
}
