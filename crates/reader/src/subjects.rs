//! Who does what a verb of speech says, where the network gave the verb no source.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::attributions::Attribution;
use crate::ground::{Ground, floor_char, trim_matches};
use crate::names::Names;
use crate::outer::{is_cut, is_voice};
use crate::pattern::pattern;

/// Adverbs and auxiliaries between a subject and its verb.
static BEFORE_VERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)(?:\s+(?:has|have|had|also|later|earlier|previously|separately|then|\p{L}+ly))+$")
});
/// A verb after these is passive, denied or no verb of the sentence.
static NO_ACT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:be|been|being|is|are|was|were|not|never|n[’']t|to|would|could|should|might|may|must|will)$",
    )
});
static PASSIVE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:(?:has|have|had)\s+)?(?:be|been|being|is|are|was|were)\s"));
static QUOTED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:quoted|cited|(?:over)?heard)\b"));
/// A verb with what belongs to it, up to the comma that ends its clause: ", founded the daily,".
static OWN_VERB: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*,?\s+\p{Ll}[^,]*,\s*$"));
/// Where the clause of a subject begins.
static CLAUSE_START: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s*(?:but|and|yet|so|however|meanwhile|while|as|although|though)\s+|,\s+(?:(?:and|but|while|as|although|though)\s+)?|\s(?:and|but|while|because|that|when|after|which|where|whom|although|though)\s+|[;:—–“”]\s*",
    )
});
/// Where a subject behind its verb ends.
static END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)[,;:.“”\n]|\s(?:that|on\s+\p{L}+day|in\s+an?|at\s+an?|when|after|as|who|while)\s")
});

/// Most words of a subject that no table knows for a voice.
const SHORT: usize = 3;
/// Words that are no subject of a verb of speech.
static EMPTY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:there|this|that|these|those|what|which|who|it|and|but|or|as|to|not)\b|\bwhom\b|\b(?:told|said)\b|^\W*$",
    )
});

/// Gives attributions that have a cue and no source the subject of that cue.
pub(crate) fn complete(ground: &Ground<'_>, names: &Names, attributions: &mut [Attribution]) {
    for attribution in attributions {
        if attribution.source.is_none()
            && let Some(cue) = attribution.cue.clone()
        {
            let before = (attribution.content.iter())
                .map(|part| part.end)
                .filter(|end| *end <= cue.start)
                .max();
            attribution.source = subject(ground, names, &cue, before);
            take_outer(ground, attribution);
        }
    }
}

/// "The prosecutor said a neighbour had told …": where the network took the inner verb and what it
/// gave as subject holds another, the outer verb's attribution is meant.
fn take_outer(ground: &Ground<'_>, attribution: &mut Attribution) {
    static TWO: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(.{2,100}?)\s+(said|says|say|told|added|testified|claimed)\s+(?:that\s+)?(\S.*)$",
        )
    });
    let Some(source) = attribution.source.clone() else {
        return;
    };
    let Some(found) = TWO.captures(&ground.text[source.clone()]) else {
        return;
    };
    let at = |group: usize| {
        found
            .get(group)
            .map(|words| source.start + words.start()..source.start + words.end())
    };
    let (Some(outer), Some(cue), Some(rest)) = (at(1), at(2), at(3)) else {
        return;
    };
    let sentence = ground.whole_sentences(&source);
    let content = trim_matches(ground.text, rest.start..sentence.end, |c| {
        c.is_whitespace() || c == '.'
    });
    attribution.source = Some(outer);
    attribution.cue = Some(cue);
    attribution.content = vec![content];
}

/// Whoever speaks where the network took somebody of an aside for it: of "Jon Alder, whose father, Otto Alder, built the
/// mill, said" Jon.
pub(crate) fn outside_aside(ground: &Ground<'_>, names: &Names, attribution: &mut Attribution) {
    let text = ground.text;
    let (Some(source), Some(cue)) = (&attribution.source, &attribution.cue) else {
        return;
    };
    let start = ground.whole_sentences(cue).start;
    let lead = text.get(start..source.start).unwrap_or_default();
    let between = text.get(source.end..cue.start).unwrap_or_default();
    let Some(aside) = lead.rfind(", whose ") else {
        return;
    };
    let whole = start..start + aside;
    let owner = names.inside(&whole).last();
    if let Some(owner) = owner.filter(|one| one.range.end == whole.end)
        && OWN_VERB.is_match(between)
    {
        attribution.source = Some(owner.range.clone());
    }
}

/// The subject of a verb: the phrase before it in its clause, else, where a content stands before
/// it (up to `content_end`), the phrase behind it.
pub(crate) fn subject(
    ground: &Ground<'_>,
    names: &Names,
    cue: &Range<usize>,
    content_end: Option<usize>,
) -> Option<Range<usize>> {
    let text = ground.text;
    // "was quoted as saying": the subject spoke.
    if PASSIVE.is_match(&text[cue.clone()]) && !QUOTED.is_match(&text[cue.clone()]) {
        return None;
    }
    let sentence = ground.whole_sentences(cue);
    let start = content_end.unwrap_or(sentence.start).max(sentence.start);
    let lead = text.get(start..cue.start)?;
    let lead = &lead[..lead.trim_end().len()];
    if NO_ACT.is_match(lead) {
        return None;
    }
    let lead = &lead[..BEFORE_VERB
        .find(lead)
        .map_or(lead.len(), |found| found.start())];
    if lead.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
        content_end?;
        let behind = &text[cue.end..floor_char(text, sentence.end.min(cue.end + 160))];
        let end = END.find(behind).map_or(behind.len(), |end| end.start());
        let range = trim_matches(text, cue.end..cue.end + end, char::is_whitespace);
        return (!range.is_empty() && is_voice(ground, names, &range)).then_some(range);
    }
    // "…, the lawyer," and "…, who asked not to be named,": the subject stands before it.
    let plain = match lead.strip_suffix(',') {
        Some(inner) => &inner[..inner.rfind(", ")?],
        None => lead,
    };
    let from = (CLAUSE_START.find_iter(plain).last()).map_or(0, |found| found.end());
    let range = trim_matches(text, start + from..start + plain.len(), |c| {
        c.is_whitespace() || "“”\"',".contains(c)
    });
    // The network saw an act of speech: a short phrase right before it does it, whatever it is.
    let words = &text[range.clone()];
    let short = words.split_whitespace().count() <= SHORT && !EMPTY.is_match(words);
    let named = short && !is_cut(words) || is_voice(ground, names, &range);
    (!range.is_empty() && named).then_some(range)
}
