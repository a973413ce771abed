//! Sentences that tell through whom words came: "X quoted Y as saying …", "X was told by Y that …".
//!
//! Each form is one pattern over a sentence (or over a content, for words inside words). What it
//! names: `v` the voice, `cue`, `c` the content (`d` a second part of it), `o` the outlet that
//! carried it, `p` one that carried it after `o`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::attributions::Attribution;
use crate::ground::{Ground, overlap, trim, trim_matches};
use crate::names::Names;
use crate::outer::{SPEECH, is_voice};
use crate::pattern::pattern;
use crate::voices::without_clause;

/// Of an attribution that a form found.
const BY_FORM: f32 = 0.85;
/// Fewest words of a content.
const FEWEST_WORDS: usize = 3;
/// Most words of an outlet with what it is.
const MOST_OF_OUTLET: usize = 7;
/// Most words of a voice inside a content.
const MOST_WITHIN: usize = 9;

static FORMS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    // A phrase without a mark; one with appositions; adverbs and auxiliaries before a verb.
    const PHRASE: &str = r"[^,;:“”()]+?";
    const APPOSED: &str = r"[^,;:“”()]+?(?:,\s[^“”;]+?,)?";
    const HAVING: &str =
        r"(?:(?:has|have|had|also|later|earlier|previously|separately|then|in turn)\s+)*";
    const WHEN: &str = r"(?:\s+(?:on|late|early|last|earlier|this)\s+[\p{L}]+(?:\s[\p{L}]+)?)?";
    const SAYING: &str = r"as\s+(?:saying|having\s+said|stating|adding|warning|telling\s+(?:[\p{L}’'-]+\s+){0,3}?[\p{L}’'-]+|describing)";
    const WORK: &str = r"(?:statement|communiqu[eé]|letter|message|video|footage|interview|recording|speech|decree|briefing|announcement|report|post|clip|remarks|comments|memo|e-?mail)";
    const SHOWN: &str = r"(?:first\s+|since\s+)?(?:seen|obtained|reviewed|viewed|examined|published|leaked|released|verified|posted|broadcast|reported|cited|quoted)\s+(?:by|to|in)|(?:shared\s+with|provided\s+to|leaked\s+to|given\s+to|shown\s+to|made\s+available\s+to)";
    const SHOWS: &str = r"(?:shows?|showed|reveals?|revealed|suggests?|suggested|says?|said|states?|stated|indicates?|indicated|allege[sd]?|describes?|described|lists?|listed|calls?\s+for|called\s+for|warns?|warned|claims?|claimed|confirms?|confirmed)";
    let speech = SPEECH.as_str();
    [
        // The daily quoted the minister, Ana Ruiz, as saying (that) …
        format!(r"^(?P<o>{PHRASE})\s+{HAVING}(?P<cue>quot(?:ed|es)|cit(?:ed|es))\s+(?P<v>{APPOSED})\s+{SAYING}(?:\s+that)?,?\s+(?P<c>.+)$"),
        // …, the minister was quoted by the daily as saying / was quoted as saying by the daily
        format!(r"^(?P<c>.+)[,”]+\s+(?P<v>{APPOSED})\s+(?P<cue>(?:is|was|were|has\s+been|have\s+been)\s+(?:quoted|cited))(?:\s+{SAYING})?{WHEN}\s+(?:by|in)\s+(?P<o>{PHRASE})(?:\s+{SAYING})?{WHEN}$"),
        // The minister was quoted (by the daily) as saying (by the daily) (that) …
        format!(r"^(?P<v>{APPOSED})\s+(?P<cue>(?:is|was|were|has\s+been|have\s+been)\s+(?:quoted|cited))(?:{WHEN}\s+(?:by|in)\s+(?P<o>{PHRASE}))?{WHEN}\s+{SAYING}(?:\s+that)?,?\s+(?P<c>.+)$"),
        // The daily was told by a clerk that …
        format!(r"^(?P<o>{PHRASE})\s+(?P<cue>(?:was|were|has\s+been|had\s+been)\s+(?:told|informed))\s+by\s+(?P<v>{APPOSED})\s+that\s+(?P<c>.+)$"),
        // The agency carried a statement from the junta saying … / in which the junta said …
        format!(r"^(?P<o>{PHRASE})\s+{HAVING}(?:carried|carries|aired|airs|broadcast|published|ran|released|relayed|read|posted|printed)\s+(?:out\s+)?(?:an?|the|its|his|her|their)\s+(?:[\p{{L}}-]+\s+){{0,2}}?{WORK}{WHEN}\s+(?:from|by|of|with|in\s+which|where)\s+(?P<v>{APPOSED})\s+(?P<cue>saying|{speech})\s+(?:that\s+)?(?P<c>.+)$"),
        // Documents seen by the daily show that …
        format!(r"^(?P<v>{PHRASE}),?\s+(?:that\s+(?:was|were)\s+)?(?:{SHOWN})\s+(?P<o>{PHRASE}),?\s+(?P<cue>{SHOWS})\s+(?:that\s+)?(?P<c>.+)$"),
        // A draft, a copy of which was obtained by the daily, lists …
        format!(r"^(?P<v>{PHRASE}),\s+(?:(?:a\s+cop(?:y|ies)|excerpts?|parts?)\s+of\s+which|which)\s+(?:was|were|has\s+been|have\s+been)\s+(?:{SHOWN})\s+(?P<o>{PHRASE}),\s+(?P<cue>{SHOWS})\s+(?:that\s+)?(?P<c>.+)$"),
        // A cable obtained by the daily quotes the general as saying …
        format!(r"^(?P<o>{PHRASE}),?\s+(?:{SHOWN})\s+(?P<p>{PHRASE}),?\s+{HAVING}(?P<cue>quot(?:ed|es)|cit(?:ed|es)|quote|cite)\s+(?P<v>{APPOSED})\s+{SAYING}(?:\s+that)?,?\s+(?P<c>.+)$"),
        // …, documents seen by the daily show
        format!(r"^(?P<c>.+),\s+(?P<v>{PHRASE})\s+(?:{SHOWN})\s+(?P<o>{PHRASE})\s+(?P<cue>{SHOWS})$"),
        // …, according to documents seen by the daily
        format!(r"^(?P<c>.+),\s+(?P<cue>according\s+to)\s+(?P<v>{PHRASE}),?\s+(?:{SHOWN})\s+(?P<o>{PHRASE})$"),
        // According to documents seen by the daily, …
        format!(r"^(?P<cue>According\s+to)\s+(?P<v>{PHRASE}),?\s+(?:{SHOWN})\s+(?P<o>{PHRASE}),\s+(?P<c>.+)$"),
        // The coach’s remark that … was first reported by the daily
        format!(r"^(?P<v>{PHRASE})[’']s?\s+(?P<cue>remarks?|comments?|claim|statement|assertion|allegation|announcement|warning|accusation|decision|plan)\s+(?:that\s+)?(?P<c>.+?)\s+(?:was|were)\s+(?:first\s+)?(?:reported|published|carried|revealed|disclosed)\s+(?:by|in)\s+(?P<o>{PHRASE})$"),
        // The layoffs, first reported by the daily, which cited a memo, will …
        format!(r"^(?P<c>{PHRASE}),\s+(?:as\s+)?first\s+reported\s+(?:by|in)\s+(?P<o>{PHRASE}),\s+(?:which\s+(?:cited|quoted)|citing|quoting)\s+(?P<v>{PHRASE}),\s+(?P<d>.+)$"),
        // As first reported by the daily, which cited a deputy, …
        format!(r"^(?i:as\s+)?(?i:first\s+)?(?i:reported)\s+(?i:by|in)\s+(?P<o>{PHRASE}),\s+(?:which\s+(?:cited|quoted)|citing|quoting)\s+(?P<v>{PHRASE}),\s+(?P<c>.+)$"),
        // The paper first reported the sale, citing people close to it
        format!(r"^(?P<o>{PHRASE})\s+(?P<cue>(?:was\s+(?:the\s+)?first\s+to\s+report|first\s+reported))\s+(?:that\s+)?(?P<c>.+),\s+(?:citing|quoting)\s+(?P<v>{PHRASE})$"),
        // Citing two officials, the daily said …
        format!(r"^(?:Citing|Quoting)\s+(?P<v>{PHRASE}),\s+(?P<o>{PHRASE})\s+{HAVING}(?P<cue>{speech})(?:{WHEN})\s+(?:that\s+)?(?P<c>.+)$"),
        // …, a clerk told the daily, in remarks republished by the agency
        format!(r"^(?P<c>.+)[,”]+\s+(?P<v>{APPOSED})\s+{HAVING}(?P<cue>told)\s+(?P<o>{PHRASE}){WHEN},\s+(?:in|according\s+to)\s+(?:[\p{{L}}-]+\s+){{0,2}}?{WORK}\s+(?:re)?(?:published|broadcast|carried|posted|aired|printed|quoted|cited|translated|relayed)\s+by\s+(?P<p>{PHRASE})$"),
        // … , which was told / wrote in a letter, a copy of which was seen by the daily
        format!(r"^(?P<c>.+)[,”]+\s+(?P<v>{APPOSED})\s+{HAVING}(?P<cue>{speech})\s+[^,“”]*,\s+(?:a\s+cop(?:y|ies)\s+of\s+which|which)\s+(?:was|were|has\s+been|have\s+been)\s+(?:{SHOWN})\s+(?P<o>{PHRASE})$"),
    ]
    .iter()
    .map(|form| pattern(form))
    .collect()
});
/// Words that every form but one holds: most sentences are seen to fit none by these alone.
static THROUGH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"quot|[Cc]it(?:ed|es?|ing)\b|Quoting|(?:told|informed)\s+by|told\s|seen|obtained|reviewed|viewed|examined|published|leaked|released|verified|posted|broadcast|shared|provided|shown|given|made available|reported|carrie[ds]|airs|aired|ran\s|relayed|read\s|printed|revealed|disclosed|carried",
    )
});
/// "According to the police chief, two witnesses said …": only where what follows is itself said.
static ACCORDING: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?P<cue>According\s+to)\s+(?P<v>[^;:“”()]+?),\s+(?P<c>[^,].+)$"));
/// What a document does that tells something.
pub(crate) const SHOW: &str = "show(?:s|ed)?|reveal(?:s|ed)?|indicate[sd]?|suggest(?:s|ed)?";
/// The words of one voice inside another's: what comes in is no sentence.
static WITHIN: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    const SUBJECT: &str = r"[^,;:“”()]+?(?:,\s[^“”;]+?,)?";
    const HAVING: &str = r"(?:(?:has|have|had|also|later|earlier|previously|then)\s+)*";
    let speech = SPEECH.as_str();
    [
        // …, the client told detectives, …
        format!(r"^(?P<c>[^“”,]{{2,}}),\s+(?P<v>[^,;:“”()]+?)\s+{HAVING}(?P<cue>{speech})(?:\s+[^,“”]{{2,40}})?,\s+(?P<d>.+)$"),
        // the client had told investigators that …
        format!(r"^(?:that\s+)?(?P<v>{SUBJECT})\s+{HAVING}(?P<cue>(?:{speech}|{SHOW}|conclud(?:ed|es)|assur(?:ed|es)|complain(?:ed|s)|inform(?:ed|s)|promis(?:ed|es)|advis(?:ed|es)|notif(?:ied|ies)))\s+(?:[^,;“”]{{2,50}}?\s+)?(?:that|how|whether)\s+(?P<c>.+)$"),
        // the client said he … / admitted he …
        format!(r"^(?:that\s+)?(?P<v>{SUBJECT})\s+{HAVING}(?P<cue>said|says|admit(?:ted|s)|insist(?:ed|s)|testif(?:ied|ies)|wrote|acknowledged|alleged|claimed|warned|conceded|confessed|stated|announced)\s+(?P<c>.+)$"),
        // the client had told her (that) the receipts …
        format!(r"^(?:that\s+)?(?P<v>{SUBJECT})\s+{HAVING}(?P<cue>told|informed|assured|warned)\s+(?:me|us|him|her|them|you|(?:the|his|her|their|its|my)\s+[\p{{L}}’'-]+|[\p{{L}}’'-]+s)\s+(?P<c>.+)$"),
        // …, the client said
        format!(r"^(?P<c>.+),\s+(?P<v>[^,;:“”()]+?)\s+{HAVING}(?P<cue>{speech})$"),
    ]
    .iter()
    .map(|form| pattern(form))
    .collect()
});
/// Words before the verb that make it no act of speech: "was told", "did not say", "if he said".
static NO_ACT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:be|been|being|is|are|was|were|not|never|n[’']t|nobody|no one|if|whether|would|could|should|might|may|must|will|to|who|what|when|why|how)$",
    )
});

/// Puts the attributions that forms find in place of what the network made of the same words.
pub(crate) fn add(ground: &Ground<'_>, names: &Names, attributions: &mut Vec<Attribution>) {
    for sentence in &ground.sentences {
        if ground.passages[sentence.passage].headline {
            continue;
        }
        let Some(found) = self::sentence(ground, names, &sentence.range) else {
            continue;
        };
        attributions.retain(|other| !overlap(&other.content_range(), &sentence.range));
        attributions.push(found);
    }
    attributions.sort_by_key(|attribution| attribution.content_range().start);
}

/// The attribution of a whole sentence that one of the forms fits.
fn sentence(ground: &Ground<'_>, names: &Names, range: &Range<usize>) -> Option<Attribution> {
    let words = ground.text.get(range.clone())?;
    if !THROUGH.is_match(words) && !words.contains("According to") {
        return None;
    }
    FORMS
        .iter()
        .find_map(|form| fit(ground, names, form, range))
        .or_else(|| {
            let found = fit(ground, names, &ACCORDING, range)?;
            let inner = plain_within(ground, names, &found.content_range())?;
            let content = found.content_range().start..inner.content_range().end;
            Some(Attribution {
                content: vec![content],
                ..found
            })
        })
}

/// The attribution inside what somebody is said to have said.
pub(crate) fn within(
    ground: &Ground<'_>,
    names: &Names,
    range: &Range<usize>,
) -> Option<Attribution> {
    sentence(ground, names, range).or_else(|| plain_within(ground, names, range))
}

fn plain_within(ground: &Ground<'_>, names: &Names, range: &Range<usize>) -> Option<Attribution> {
    WITHIN.iter().find_map(|form| {
        let found = fit(ground, names, form, range)?;
        let source = found.source.as_ref()?;
        let cue = found.cue.as_ref()?;
        // What stands right before the verb must be no "not" and no "was".
        let before = ground.text[range.start..cue.start].trim_end();
        let short = ground.text[source.clone()].split_whitespace().count() <= MOST_WITHIN;
        (short && !NO_ACT.is_match(before)).then_some(found)
    })
}

fn fit(
    ground: &Ground<'_>,
    names: &Names,
    form: &Regex,
    range: &Range<usize>,
) -> Option<Attribution> {
    let text = ground.text;
    let range = trim_matches(text, range.clone(), |c| {
        c.is_whitespace() || ".!,“”\"".contains(c)
    });
    let found = form.captures(&text[range.clone()])?;
    let part = |name: &str| group(text, &range, &found, name);
    let voice = without_clause(text, part("v")?);
    let content: Vec<Range<usize>> = [part("c")?].into_iter().chain(part("d")).collect();
    let outlets: Vec<Range<usize>> = part("o").into_iter().chain(part("p")).collect();
    let long_enough =
        text[content[0].clone()].split_whitespace().count() >= FEWEST_WORDS || content.len() > 1;
    let named =
        is_voice(ground, names, &voice) && outlets.iter().all(|outlet| is_outlet(ground, outlet));
    (long_enough && named).then(|| Attribution {
        source: Some(voice),
        cue: part("cue"),
        content,
        confidence: BY_FORM,
        carried: false,
        carriers: outlets,
    })
}

fn group(
    text: &str,
    range: &Range<usize>,
    found: &Captures<'_>,
    name: &str,
) -> Option<Range<usize>> {
    let words = found.name(name)?;
    let range = trim(text, range.start + words.start()..range.start + words.end());
    let range = trim_matches(text, range, |c| c == ',');
    (!range.is_empty()).then_some(range)
}

/// An outlet has a name, or is called by what it is: "the newspaper", "state television".
fn is_outlet(ground: &Ground<'_>, range: &Range<usize>) -> bool {
    static OUTLET: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:newspaper|paper|daily|weekly|magazine|broadcaster|network|television|TV|radio|station|channel|agency|outlet|site|website|tabloid|monthly|journal|portal|press|media|podcast|cable|memo|letter|document|report|transcript|filing|statement|minutes|e-?mail)\b",
        )
    });
    static WHEN_NAME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|\p{Lu}\p{L}+day|\d{4})\b",
        )
    });
    let words = &ground.text[range.clone()];
    let proper = words.split_whitespace().any(|word| {
        word.starts_with(char::is_uppercase)
            && !matches!(
                word,
                "The" | "A" | "He" | "She" | "They" | "It" | "We" | "His" | "Her" | "Its" | "Their"
            )
    });
    let short = words.split_whitespace().count() <= MOST_OF_OUTLET;
    short && !WHEN_NAME.is_match(words) && (proper || OUTLET.is_match(words))
}
