//! Attributions that stand at a sentence's edge and hold the whole of it. The network, taught on
//! one level of attribution, sometimes tags an inner one ("Kim plans …") and leaves the outer
//! ("…, officials told the paper") unjoined; here word patterns hold.

use std::ops::Range;
use std::sync::LazyLock;

use headwater_model::EntityKind;
use regex::Regex;

use crate::attributions::Attribution;
use crate::ground::{Ground, Sentence, overlap, trim, trim_matches};
use crate::names::Names;
use crate::pattern::pattern;
use crate::stance::is_vote;
use crate::voices::{names_a_voice, without_clause};

/// Of an attribution that a pattern found.
const BY_PATTERN: f32 = 0.8;
/// Fewest words of a content that a pattern takes.
const FEWEST_WORDS: usize = 4;
/// Most words of a source that a pattern takes.
const MOST_OF_SOURCE: usize = 24;
/// Most words of a source that is a plural without determiner.
const MOST_BARE: usize = 3;
/// Most words of a source that names nobody.
const MOST_WITHOUT_NAME: usize = 6;

fn lines(table: &'static str) -> String {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .collect::<Vec<_>>()
        .join("|")
}

pub(crate) static SPEECH: LazyLock<String> =
    LazyLock::new(|| lines(include_str!("../data/speech_verbs.tsv")));
static PRIVATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)\b(?:{})\b",
        lines(include_str!("../data/private_verbs.tsv"))
    ))
});
static ACCORDING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(.+?)[,”]+\s+(according to|as reported by|as told by|as told to|as stated by)\s+([^“”]+)$",
    )
});
/// Words that begin when, where or how somebody said something.
const ADJUNCT: [&str; 38] = [
    "on",
    "in",
    "at",
    "during",
    "late",
    "early",
    "last",
    "earlier",
    "later",
    "yesterday",
    "today",
    "this",
    "via",
    "by",
    "through",
    "without",
    "citing",
    "speaking",
    "after",
    "before",
    "when",
    "while",
    "following",
    "amid",
    "outside",
    "inside",
    "from",
    "to",
    "of",
    "as",
    "about",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
/// Content, comma, source, verb of speech, and nothing behind it but when, where or to whom.
static SAID_AT_END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        concat!(
            r"(?i)^(.+)[,”]\s+([^,;“”]+?(?:,[^,;“”]+,)?)\s+(?:(?:has|have|had|also|later|earlier|previously|separately)\s+)*((?-i:{}))",
            r"(\s+(?:(?:{})\b[^“”]*|(?:[\p{{L}}’'.-]+\s*){{1,12}}))?(?:,\s+(?:citing|quoting|speaking|requesting|asking|insisting|who|whose|which|in|on|adding|referring)\b[^“”]+)?$"
        ),
        *SPEECH,
        ADJUNCT.join("|")
    ))
});
/// Content, comma, verb of speech, source.
static SAID_BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)^(.+?)[,”]+\s+((?-i:{}))\s+([^“”]+)$",
        *SPEECH
    ))
});
/// Content, "they said", the rest of the content.
static SAID_WITHIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)^([^“”]{{20,}}?),\s+((?:\S+\s+){{0,4}}?\S+)\s+((?-i:{})),\s+([^“”]{{6,}})$",
        *SPEECH
    ))
});
/// Words behind "said" that are what is said, not who says it.
static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:that|it|he|she|they|we|there|this|on|in|at|to|as|so)\b|^[^,]*\s(?:is|are|was|were|be|been|has|have|had|will|would|could|can|may|might|should|must|did|does|do|not)\b",
    )
});
/// Words that a source without a name begins with.
static DETERMINED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:the|a|an|one|two|three|four|five|six|several|some|many|both|his|her|its|their|my|our|another|other|local|senior|top|\p{L}+[’']s)\s+\p{L}",
    )
});
/// Source, verb of speech, "that", content.
static SAID_THAT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)^(?:(?:but|and|meanwhile,|however,)\s+)?([^,;“”]+?(?:,[^,;“”]+,)?)\s+((?:(?:has|have|had|also|later|earlier|previously|separately|repeatedly)\s+)*(?-i:{}))(?:\s+(?:on\s+)?[\p{{L}}]+day|\s+last\s+\w+|\s+earlier)?(?:,\s+(?:citing|quoting)\s+[^,]+,)?\s+that\s+(.{{12,}})$",
        *SPEECH
    ))
});

/// Whether an attribution reports a state of mind or a plan that nobody is said to have uttered:
/// what the report says of somebody, in its own voice.
pub(crate) fn is_private(text: &str, attribution: &Attribution) -> bool {
    let Some(cue) = &attribution.cue else {
        return false;
    };
    let content = &text[attribution.content_range()];
    let spoken = content.starts_with("that ") || content.contains(['“', '"']);
    // "expects to …" plans, "expects that …" thinks: the word behind the cue tells.
    let behind = content.split_whitespace().next().unwrap_or_default();
    // Who tries to persuade somebody speaks.
    static TRIED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:tr(?:y|ies|ied|ying)|sought|seek(?:s|ing)?|attempt(?:s|ed|ing)?)\s+to\s+(?:persuade|convince|urge|explain|argue|assure|reassure|warn)\b",
        )
    });
    let tried = format!("{} {content}", &text[cue.clone()]);
    !spoken
        && !TRIED.is_match(&tried)
        && PRIVATE.is_match(&format!("{} {behind}", &text[cue.clone()]))
}

/// "was denied a visa", "could not confirm his nomination": something was kept from somebody;
/// nobody denies or doubts that something is so. Nor is "citing two officials" a content.
pub(crate) fn is_no_saying(text: &str, attribution: &Attribution) -> bool {
    static REFUSED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?i)\b(?:is|are|was|were|been|being|be|got)\s+(?:denied|refused|rejected)\b")
    });
    static THING: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:(?:a|an|the|his|her|its|their|him|them|it)\s+)?(?:\w+\s+)?(?:visas?|entry|access|bail|parole|permission|permits?|asylum|tenure|admission|leave|a request for|an appeal|licen[cs]es?|coverage|benefits)\b",
        )
    });
    let Some(cue) = &attribution.cue else {
        return false;
    };
    if is_vote(
        &text[cue.start.min(attribution.content_range().start)
            ..cue.end.max(attribution.content_range().end)],
    ) {
        return true;
    }
    static CITING: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^(?:citing|quoting)$"));
    if CITING.is_match(&text[cue.clone()]) {
        return true;
    }
    // "It did not mention damage"
    static UNSAID: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)(?:\bnot|\bnever|\bno|n[’']t)\s+(?:\p{L}+ly\s+)?(?:mention(?:ed)?|refer(?:red)?|allude(?:d)?)\b",
        )
    });
    if UNSAID.is_match(&text[cue.clone()]) {
        return true;
    }
    let denies = ["den", "refus", "reject"]
        .iter()
        .any(|stem| text[cue.clone()].to_lowercase().contains(stem));
    let content = &text[attribution.content_range()];
    denies
        && ((REFUSED.is_match(&text[cue.clone()]) && !content.starts_with("that "))
            || THING.is_match(content))
}

/// Adds the outer attributions that patterns find, in place of inner ones.
pub(crate) fn add(ground: &Ground<'_>, names: &Names, attributions: &mut Vec<Attribution>) {
    for sentence in &ground.sentences {
        if ground.passages[sentence.passage].headline {
            continue;
        }
        let Some(found) =
            at_end(ground, names, sentence).or_else(|| at_start(ground, names, sentence))
        else {
            continue;
        };
        let content = found.content_range();
        let source = found.source.clone().unwrap_or(content.end..content.end);
        // The network joined the same source, or gave the same verb a source in its sentence: its
        // boundaries are better than a pattern's.
        let seen = attributions.iter().position(|other| {
            let same_source = other
                .source
                .as_ref()
                .is_some_and(|other| overlap(other, &source));
            let same_verb = other
                .cue
                .as_ref()
                .zip(found.cue.as_ref())
                .is_some_and(|(other, cue)| overlap(other, cue));
            let here = other
                .source
                .as_ref()
                .is_some_and(|other| sentence.range.contains(&other.start));
            (same_source && overlap(&other.content_range(), &content)) || (same_verb && here)
        });
        if let Some(seen) = seen {
            take_subject(ground.text, attributions, seen, &content);
            continue;
        }
        attributions.retain(|other| {
            let inner = other.content_range();
            let shared = inner
                .end
                .min(content.end)
                .saturating_sub(inner.start.max(content.start));
            2 * shared <= inner.len().min(content.len())
                && !other
                    .source
                    .as_ref()
                    .is_some_and(|other| overlap(other, &source))
        });
        attributions.push(found);
    }
    attributions.sort_by_key(|attribution| {
        (
            attribution.content_range().start,
            attribution.content_range().end,
        )
    });
}

/// "Kim, who leads the North, ⟨means to travel⟩, officials said": a content that the network begins
/// at the verb begins where its sentence does, unless something else stands there.
fn take_subject(text: &str, attributions: &mut [Attribution], index: usize, whole: &Range<usize>) {
    let [part] = attributions[index].content.as_slice() else {
        return;
    };
    let before = whole.start..part.start;
    let subject = text.get(before.clone()).unwrap_or_default();
    let at_verb =
        subject.trim_end().ends_with(',') && text[part.start..].starts_with(char::is_lowercase);
    let free = !attributions
        .iter()
        .flat_map(Attribution::parts)
        .any(|other| overlap(other, &before));
    if at_verb && free && !subject.contains(['“', '”', '"']) && part.end <= whole.end + 1 {
        attributions[index].content[0].start = whole.start;
    }
}

fn at_end(ground: &Ground<'_>, names: &Names, sentence: &Sentence) -> Option<Attribution> {
    let text = ground.text;
    let range = trim_matches(text, sentence.range.clone(), |c| {
        c.is_whitespace() || ".!".contains(c)
    });
    let words = &text[range.clone()];
    let part = |group: regex::Match<'_>| range.start + group.start()..range.start + group.end();
    if let Some(found) = ACCORDING.captures(words) {
        return made(
            ground,
            names,
            part(found.get(1)?),
            part(found.get(2)?),
            part(found.get(3)?),
        );
    }
    if let Some(found) = SAID_BY.captures(words)
        && !CLAUSE.is_match(&found[3])
        // "…, Ana Ruiz, 41, told the inquest": whom one tells stands behind the verb.
        && !found[2].starts_with("t")
    {
        let by = made(
            ground,
            names,
            part(found.get(1)?),
            part(found.get(2)?),
            part(found.get(3)?),
        );
        if by.is_some() {
            return by;
        }
    }
    if let Some(found) = SAID_WITHIN.captures(words)
        && !["citing", "quoting"]
            .iter()
            .any(|verb| found[4].starts_with(verb))
    {
        let within = made(
            ground,
            names,
            part(found.get(1)?),
            part(found.get(3)?),
            part(found.get(2)?),
        );
        if let Some(mut within) = within {
            within.content.push(part(found.get(4)?));
            return Some(within);
        }
    }
    let found = SAID_AT_END.captures(words)?;
    let cue = found.get(3)?;
    if let Some(rest) = found.get(4) {
        let told = cue.as_str().to_lowercase().starts_with("t");
        let first = rest
            .as_str()
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_lowercase();
        if !told && !ADJUNCT.contains(&first.as_str()) {
            return None;
        }
    }
    made(
        ground,
        names,
        part(found.get(1)?),
        part(cue),
        part(found.get(2)?),
    )
}

fn at_start(ground: &Ground<'_>, names: &Names, sentence: &Sentence) -> Option<Attribution> {
    let text = ground.text;
    let range = trim_matches(text, sentence.range.clone(), |c| {
        c.is_whitespace() || ".!".contains(c)
    });
    let found = SAID_THAT.captures(&text[range.clone()])?;
    let part = |group: regex::Match<'_>| range.start + group.start()..range.start + group.end();
    made(
        ground,
        names,
        part(found.get(3)?),
        part(found.get(2)?),
        part(found.get(1)?),
    )
}

fn made(
    ground: &Ground<'_>,
    names: &Names,
    content: Range<usize>,
    cue: Range<usize>,
    source: Range<usize>,
) -> Option<Attribution> {
    let text = ground.text;
    let content = trim_matches(text, content, |c| c.is_whitespace() || c == ',');
    let source = without_clause(text, trim(text, source));
    let long_enough = text[content.clone()].split_whitespace().count() >= FEWEST_WORDS;
    (is_voice(ground, names, &source) && long_enough).then(|| Attribution {
        source: Some(source),
        cue: Some(cue),
        content: vec![content],
        confidence: BY_PATTERN,
        carried: false,
        carriers: Vec::new(),
    })
}

/// Whether the words go on with the one behind them, which is a noun and no verb then: "the multitude of ⟨claims⟩",
/// "among the most liberal ⟨states⟩".
pub(crate) fn is_cut(words: &str) -> bool {
    static CUT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)(?:^|\s)(?:of|in|on|for|about|by|with|from|over|amid|despite|the|an?|its|his|their|our|these|such|no|any|(?:most|more|least|very)\s+\p{L}+)$",
        )
    });
    CUT.is_match(words)
}

/// Whether words can name who says something: a name, a noun for a voice, or a short phrase.
pub(crate) fn is_voice(ground: &Ground<'_>, names: &Names, source: &Range<usize>) -> bool {
    let words = &ground.text[source.clone()];
    let count = words.split_whitespace().count();
    let determined = DETERMINED.is_match(words) && count <= MOST_WITHOUT_NAME;
    // "rescuers", "released captives": a noun in the plural needs no determiner.
    let last = words.split_whitespace().next_back().unwrap_or_default();
    let bare_plural = count <= MOST_BARE
        && last.len() > 3
        && last.ends_with('s')
        && !last.ends_with("ss")
        && last.chars().skip(1).all(|c| c.is_lowercase() || c == '-');
    let named = names
        .inside(source)
        .iter()
        .any(|mention| names.kind(mention) != EntityKind::Other)
        || names_a_voice(words)
        || determined
        || bare_plural;
    let first = words.split_whitespace().next().unwrap_or_default();
    let beside = ["considering", "given", "including", "regarding"].contains(&first);
    named && count <= MOST_OF_SOURCE && !beside && !is_cut(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(words: &str) -> Option<(String, String)> {
        let found = SAID_AT_END.captures(words)?;
        Some((found[1].to_owned(), found[2].to_owned()))
    }

    #[test]
    fn a_source_at_the_end_holds_the_whole_sentence() {
        let (content, source) =
            said("The port closes in May to save money for its war, the United States said Monday")
                .unwrap();
        assert_eq!(
            (content.as_str(), source.as_str()),
            (
                "The port closes in May to save money for its war",
                "the United States"
            )
        );
        assert!(said("The port closes, an official told the radio station Hafen").is_some());
        assert!(said("The port closes, as everybody knew").is_none());
        assert_eq!(
            &SAID_BY
                .captures("The port closes, said the mayor, Ana Ruiz")
                .unwrap()[3],
            "the mayor, Ana Ruiz"
        );
    }

    #[test]
    fn wanting_is_private_and_warning_is_not() {
        assert!(PRIVATE.is_match("would like") && PRIVATE.is_match("also plans"));
        assert!(!PRIVATE.is_match("warned") && !PRIVATE.is_match("is planted"));
    }

    #[test]
    fn what_goes_on_with_a_noun_is_no_voice() {
        assert!(is_cut("The town sued Ann Low because of the multitude of"));
        assert!(is_cut("it is among the most liberal"));
        assert!(!is_cut("Some") && !is_cut("the mayor") && !is_cut("an official of the town"));
    }
}
