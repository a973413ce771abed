//! Through whom a voice reached the report: carriers.

use std::ops::Range;
use std::sync::LazyLock;

use headwater_model::{EntityKind, Link, LinkRole, Report, Span, VoiceKind};
use regex::Regex;

use crate::answers::is_abbreviation;
use crate::attributions::Attribution;
use crate::ground::{Ground, floor_char};
use crate::names::{Mention, Names};
use crate::pattern::pattern;
use crate::voices::{Named, Voices};

/// Words right before an outlet's name that make it a carrier, up to five words of description
/// between ("told the US television network CBS").
static CARRIED_BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:told|informed|briefed|confirmed to|said to|speaking to|speaking with|spoke to|spoke with|talking to|talked to",
        r"|(?:interview|conversation|call|statement|comment|comments|remarks|email|e-mail|letter|message) (?:with|to|for|by|on|in|from|published by|published in|broadcast by|broadcast on|aired by)",
        r"|interviewed (?:by|on)|(?:quoted|cited)(?: as saying)? (?:by|in)|carried by|(?:re)?published by|(?:re)?published in|reported by|reported in|first reported by|first reported in|broadcast by|aired by|posted by|relayed by|translated by|sitting down with|sat down with",
        r"|obtained by|seen by|reviewed by|viewed by|shared with|provided to|leaked to|given to|released by)",
        r"\s+(?:(?:the|a|an|its|his|her|their|\p{L}[\w’'-]*)\s+){0,5}$"
    ))
});
static TOLD_OUTLET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:told|informed)\s+(the\s+(?:\p{L}+\s+)?(?:newspaper|paper|daily|weekly|monthly|tabloid|outlet|network|broadcaster|agency|magazine|channel|station|site|website|programme|program|portal))\b",
    )
});
/// Between an outlet and the voice that it cites.
static CITES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[’'”\s,]*(?:(?:reported|reports|said|says|wrote|also|on \w+|has|have|had|which|that|who|in turn|itself|earlier|later|quoted as saying by|quotes?|quoted|cites?|cited|citing|quoting)[\s,]+){0,5}(?:citing|cited|cites|quoting|quoted|quotes|attribut(?:ed|ing) (?:it|this|that|the \w+) to|with reference to|referring to|picking up an? \w+ (?:in|by))\s+",
    )
});
/// Where the words for a cited voice end.
static CITED_END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)(?:[,;.:”]|\s+(?:as saying|who|that|which|saying|said|on condition)\b|\n|$)")
});
/// A sentence that only credits an agency.
static CREDIT_LINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\W*(?:By\s[^.;]{2,60},\s+)?(?:[Ww]ith|[Aa]dditional\s+(?:reporting|material)\s+(?:by|from))\s+(?:(?:additional\s+)?(?:reporting|material|files|input|inputs|agency\s+inputs|information|reports)\s+(?:by|from)\s+)?(?:the\s+)?(\p{Lu}[\w’' -]{1,40}?|dpa)\W*$",
    )
});
static CREDIT_IN_BRACKETS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\((?:[Ww]ith|[Vv]ia)\s+(?:the\s+)?(\p{Lu}[\w’' -]{1,40}?|dpa)\)"));
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
    let mut carriers: Vec<Link> = (attribution.carriers.iter())
        .map(|range| outlet(ground, names, voices, range, before))
        .collect();
    let mut head = source.clone();
    if !carriers.is_empty() {
        // The form of the sentence told all.
    } else if source.voice.kind == VoiceKind::Media {
        carriers.push(link(ground, LinkRole::Carrier, source));
        let Some(mut cited) = cited(ground, voices, attribution, source, before) else {
            return (head, carriers);
        };
        // "citing the agency, which quoted a mediator"
        let behind = cited.range.end..ground.whole_sentences(&cited.range).end;
        if cited.voice.kind == VoiceKind::Media
            && let Some(further) = cited_in(ground, voices, attribution, behind, before)
        {
            carriers.insert(0, link(ground, LinkRole::Carrier, &cited));
            cited = further;
        }
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
    // Nobody is their own carrier.
    carriers.retain(|carrier| {
        (carrier.entity.is_none() || carrier.entity != head.voice.entity)
            && carrier.name != head.voice.name
    });
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

/// The words that credit an agency for the report's copy: its dateline, and lines like "With AFP".
pub(crate) fn wires(report: &Report, ground: &Ground<'_>) -> Vec<Span> {
    let dateline = report.dateline.as_ref();
    let in_dateline = |span: &&Span| {
        dateline.is_some_and(|line| span.start >= line.start && span.end <= line.end)
    };
    let mut wires: Vec<Span> = report.credits.iter().filter(in_dateline).cloned().collect();
    for sentence in &ground.sentences {
        let words = &ground.text[sentence.range.clone()];
        let credit = (CREDIT_LINE
            .captures(words)
            .or_else(|| CREDIT_IN_BRACKETS.captures(words)))
        .and_then(|found| found.get(1));
        wires.extend(credit.and_then(|name| {
            let start = sentence.range.start;
            Span::cut(ground.text, start + name.start()..start + name.end()).ok()
        }));
    }
    wires
}

/// The link as one that carried the words.
pub(crate) fn carrying(link: Link) -> Link {
    Link {
        role: LinkRole::Carrier,
        ..link
    }
}

/// The carrier that the words for an outlet name: a known one, one named before ("the newspaper"),
/// or a name that nobody knows.
pub(crate) fn outlet(
    ground: &Ground<'_>,
    names: &Names,
    voices: &Voices<'_>,
    range: &Range<usize>,
    before: &[Named],
) -> Link {
    let mentions = names.inside(range);
    let media = mentions
        .iter()
        .find(|mention| names.kind(mention) == EntityKind::Media);
    let resolved = voices.resolve(range, before);
    // "A cable obtained by the paper": the document is one that carried the words, too.
    let named = match media.or(mentions.last()) {
        Some(mention) if resolved.voice.kind != VoiceKind::Document => Named {
            voice: names.voice(mention, VoiceKind::Media),
            range: range.clone(),
        },
        _ => resolved,
    };
    let kind = match named.voice.kind {
        VoiceKind::Document => VoiceKind::Document,
        _ => VoiceKind::Media,
    };
    Link {
        kind,
        ..link(ground, LinkRole::Carrier, &named)
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
    let sentence = ground.whole_sentences(&outlet.range);
    let mut starts = vec![outlet.range.end];
    starts.extend(attribution.cue.iter().map(|cue| cue.start));
    starts.extend(attribution.cue.iter().map(|cue| cue.end));
    starts
        .into_iter()
        .find_map(|start| cited_in(ground, voices, attribution, start..sentence.end, before))
}

/// The voice behind a verb of citing that the range begins with.
fn cited_in(
    ground: &Ground<'_>,
    voices: &Voices<'_>,
    attribution: &Attribution,
    range: Range<usize>,
    before: &[Named],
) -> Option<Named> {
    let text = ground.text;
    let verb = CITES.find(text.get(range.clone())?)?;
    let from = range.start + verb.end();
    let words = &text[from..range.end];
    let end = CITED_END
        .find_iter(words)
        .find(|end| !is_abbreviation(words, end.start()))
        .map_or(words.len(), |end| end.start());
    let cited = from..from + end;
    let inside = attribution.content.iter().any(|part| part.contains(&from));
    (!cited.is_empty() && cited.len() < 120 && !inside).then(|| voices.resolve(&cited, before))
}
