//! Through whom a voice reached the report: carriers.

use std::sync::LazyLock;

use headwater_model::{EntityKind, Link, LinkRole, Span, VoiceKind};
use regex::Regex;

use crate::attributions::Attribution;
use crate::ground::{Ground, floor_char};
use crate::names::{Mention, Names, pattern};
use crate::voices::{Named, Voices};

/// Words right before an outlet's name that make it a carrier, up to five words of description
/// between ("told the US television network CBS").
static CARRIED_BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:told|informed|briefed|confirmed to|said to|speaking to|speaking with|spoke to|spoke with|talking to|talked to",
        r"|(?:interview|conversation|call|statement|comment|comments|remarks|email|e-mail|letter|message) (?:with|to|for|by|on|in|from|published by|published in|broadcast by|broadcast on|aired by)",
        r"|interviewed by|quoted by|cited by|carried by|published by|published in|reported by|reported in|first reported by|first reported in|broadcast by|aired by|posted by",
        r"|obtained by|seen by|reviewed by|viewed by|shared with|provided to|leaked to|given to|released by)",
        r"\s+(?:(?:the|a|an|its|his|her|their|\p{L}[\w’'-]*)\s+){0,5}$"
    ))
});
static TOLD_OUTLET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:told|informed)\s+(the\s+(?:news)?(?:paper|outlet|network|broadcaster|agency|magazine|channel|station|site|website|programme|program|news agency))\b",
    )
});
/// Between an outlet and the voice that it cites.
static CITES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[’'”\s,]*(?:(?:reported|reports|said|says|wrote|also|on \w+|has|have|had|which|that|who|earlier|later|quoted as saying by|quotes?|quoted|cites?|cited|citing|quoting|attributed (?:it|this|that) to|attributing (?:it|this|that) to)[\s,]+){0,5}(?:citing|cited|cites|quoting|quoted|quotes|attributed (?:it|this|that) to|attributing (?:it|this|that) to)\s+",
    )
});
/// Where the words for a cited voice end.
static CITED_END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)(?:[,;.:”]|\s+(?:as saying|who|that|which|saying|said|on condition)\b|\n|$)")
});
/// "first reported by" straight after a source's words.
static FIRST_REPORTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:first|originally|earlier|previously)\s+(?:reported|published|revealed|disclosed)\s+(?:by|in)\s+(?:\p{L}[\w’'-]*\s+){0,4}$",
    )
});

/// The chain of an attribution, from the origin to the carrier nearest to the report, and the
/// voice at its head.
pub(crate) fn chain(
    ground: &Ground<'_>,
    names: &Names,
    voices: &Voices<'_>,
    attribution: &Attribution,
    source: &Named,
    before: &[Named],
) -> (Named, Vec<Link>) {
    let mut carriers: Vec<Link> = Vec::new();
    let mut head = source.clone();
    if source.voice.kind == VoiceKind::Media {
        carriers.push(link(ground, LinkRole::Carrier, source));
        let Some(cited) = cited(ground, voices, attribution, source, before) else {
            return (head, carriers);
        };
        head = cited;
    } else {
        for mention in carriers_of(ground, names, attribution, source) {
            let (id, name) = names.acting(mention);
            carriers.push(Link {
                role: LinkRole::Carrier,
                kind: VoiceKind::Media,
                name: Some(name),
                entity: Some(id),
                span: Span::cut(ground.text, mention.range.clone()).ok(),
            });
        }
        if carriers.is_empty()
            && let Some(outlet) = definite_outlet(ground, names, attribution, source)
        {
            carriers.push(outlet);
        }
        carriers.dedup_by(|next, previous| next.entity == previous.entity);
    }
    let mut chain = vec![link(ground, LinkRole::Voice, &head)];
    chain.extend(carriers);
    (head, chain)
}

/// One step of a chain with the words that name it.
pub(crate) fn link(ground: &Ground<'_>, role: LinkRole, named: &Named) -> Link {
    Link {
        role,
        kind: named.voice.kind,
        name: named.voice.name.clone(),
        entity: named.voice.entity.clone(),
        span: Span::cut(ground.text, named.range.clone()).ok(),
    }
}

/// Outlets named in the sentence of the source, outside the content, that carried its words.
fn carriers_of<'n>(
    ground: &Ground<'_>,
    names: &'n Names,
    attribution: &Attribution,
    source: &Named,
) -> Vec<&'n Mention> {
    let around = attribution
        .cue
        .clone()
        .unwrap_or_else(|| source.range.clone());
    let start = around.start.min(source.range.start);
    let sentence = ground.whole_sentences(&(start..around.end.max(source.range.end)));
    names
        .inside(&sentence)
        .iter()
        .filter(|mention| names.kind(mention) == EntityKind::Media)
        .filter(|mention| {
            !attribution
                .content
                .iter()
                .any(|part| part.contains(&mention.range.start))
        })
        .filter(|mention| {
            let from =
                floor_char(ground.text, mention.range.start.saturating_sub(90)).max(sentence.start);
            // Words of a content or of another source between them break the tie.
            let from = attribution
                .content
                .iter()
                .map(|part| part.end)
                .filter(|end| *end <= mention.range.start)
                .fold(from, usize::max);
            let lead = &ground.text[from..mention.range.start];
            CARRIED_BY.is_match(lead) || FIRST_REPORTED.is_match(lead)
        })
        .collect()
}

/// "told the newspaper": the outlet that was named last.
fn definite_outlet(
    ground: &Ground<'_>,
    names: &Names,
    attribution: &Attribution,
    source: &Named,
) -> Option<Link> {
    let cue = attribution
        .cue
        .clone()
        .unwrap_or_else(|| source.range.clone());
    let sentence = ground.whole_sentences(&cue);
    let behind = ground.text.get(cue.start..sentence.end)?;
    let words = TOLD_OUTLET.captures(behind)?.get(1)?;
    let range = cue.start + words.start()..cue.start + words.end();
    let mention = names
        .before(cue.start)
        .find(|mention| names.kind(mention) == EntityKind::Media)?;
    let (id, name) = names.acting(mention);
    let span = Span::cut(ground.text, range).ok();
    Some(Link {
        role: LinkRole::Carrier,
        kind: VoiceKind::Media,
        name: Some(name),
        entity: Some(id),
        span,
    })
}

/// Whom an outlet cites for what it reports.
fn cited(
    ground: &Ground<'_>,
    voices: &Voices<'_>,
    attribution: &Attribution,
    outlet: &Named,
    before: &[Named],
) -> Option<Named> {
    let text = ground.text;
    let sentence = ground.whole_sentences(&outlet.range);
    let mut starts = vec![outlet.range.end];
    starts.extend(attribution.cue.iter().map(|cue| cue.start));
    starts.extend(attribution.cue.iter().map(|cue| cue.end));
    for start in starts {
        let rest = text.get(start..sentence.end).unwrap_or_default();
        if let Some(verb) = CITES.find(rest) {
            let from = start + verb.end();
            let words = &text[from..sentence.end];
            let end = CITED_END.find(words).map_or(words.len(), |end| end.start());
            let range = from..from + end;
            if !range.is_empty()
                && range.len() < 120
                && !attribution.content.iter().any(|part| part.contains(&from))
            {
                return Some(voices.resolve(&range, before));
            }
        }
    }
    None
}
