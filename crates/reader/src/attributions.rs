//! What the network found, joined: contents with their cue and source.

use std::ops::Range;
use std::sync::LazyLock;

use headwater_encoder::{Encoding, Role};
use regex::Regex;

use crate::apposed;
use crate::ground::{Ground, trim};
use crate::pattern::pattern;

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

/// A verb by which a source is more than who speaks: "The firm |will keep the mill".
static VERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\s(?:is|are|was|were|has|have|had|will|would|could|did|does)(?:\s|$)")
});
/// What such a verb may belong to within a source: "officials |who were there".
static RELATIVE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:who|that|which|whose|whom|where|when|what|than)\b"));
/// The hour at which something was written down: "9:47 p.m. EDT: …".
static HOUR: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\d{1,2}[:.])?\d{1,2}\s[ap]\.?m\b"));

/// The voice in the words of a source, without a noun for what was said ("an allegation it"): of several lines those of
/// the line by its cue ("REUTERS / Ann Low", then "Arland denied").
pub(crate) fn voice_in(text: &str, source: &Range<usize>, is_behind_cue: bool) -> Range<usize> {
    let range = trim(text, source.clone());
    let words = &text[range.clone()];
    let line = match is_behind_cue {
        true => 0..words.find('\n').unwrap_or(words.len()),
        false => words.rfind('\n').map_or(0, |at| at + 1)..words.len(),
    };
    let voice = line.start + apposed::behind_claim(&words[line.clone()]).unwrap_or(0);
    let voice = voice + behind_number(&words[voice..line.end]);
    let end = VERB
        .find(&words[voice..line.end])
        .filter(|_| !RELATIVE.is_match(&words[voice..line.end]))
        .map_or(line.end, |verb| voice + verb.start());
    trim(text, range.start + voice..range.start + end)
}

/// Bytes of the number of a list at its head: "1) He".
fn behind_number(words: &str) -> usize {
    let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match words[digits..].starts_with([')', '.']) && digits > 0 {
        true => digits + 1,
        false => 0,
    }
}

/// Cuts contents that run on into the beginning of the next paragraph's first sentence: a headline without a full stop
/// is no part of what stands below it.
pub(crate) fn end_with_line(text: &str, content: &mut [Range<usize>]) {
    for part in content {
        let words = &text[part.clone()];
        let Some(line) = words.find('\n') else {
            continue;
        };
        let whole = text[part.end..].starts_with(['.', '!', '?', '”', '"', ','])
            || words.ends_with(['.', '!', '?', '”', '"', ',']);
        if line > 0 && !whole && !words.starts_with(['“', '"', '‘']) {
            *part = trim(text, part.start..part.start + line);
        }
    }
}

/// Whether a source is but a word that joins clauses, or the head of a clause, and nobody: "while", "alleging that …".
pub(crate) fn is_joint(source: &str) -> bool {
    const JOINTS: [&str; 17] = [
        "the", "a", "an", "while", "as", "but", "and", "or", "although", "though", "when", "if",
        "because", "since", "after", "before", "also",
    ];
    let lower = source.to_lowercase();
    let mut words = lower.split_whitespace();
    let first = words.next().unwrap_or_default();
    let opens = first.ends_with("ing");
    lower.is_empty()
        || JOINTS.contains(&lower.as_str())
        || HOUR.is_match(&lower)
        || ["said", "says", "told", "added"].contains(&first)
        || opens && words.next() == Some("that")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voice_is_cut_out_of_its_words() {
        let cut = |words: &str, is_behind_cue| {
            words[voice_in(words, &(0..words.len()), is_behind_cue)].to_owned()
        };
        assert_eq!(cut("REUTERS/Ann Low\n\nArland", false), "Arland");
        assert_eq!(cut("Mr. Low\n\nFriend or foe", true), "Mr. Low");
        assert_eq!(cut("an allegation it", false), "it");
        assert_eq!(cut("1) He", false), "He");
        assert_eq!(cut("The firm will keep the mill", false), "The firm");
        assert_eq!(
            cut("officials who were there", false),
            "officials who were there"
        );
    }

    #[test]
    fn what_names_nobody_is_no_voice() {
        for words in [
            "while",
            "the",
            "alleging that two aides",
            "9:47 p.m. EDT",
            "said there",
        ] {
            assert!(is_joint(words), "{words}");
        }
        for words in ["he", "Ann Low", "King Alder", "those working there"] {
            assert!(!is_joint(words), "{words}");
        }
    }
}
