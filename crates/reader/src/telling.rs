//! Which of the network's attributions tell that somebody tells something.
//!
//! The network learnt from a corpus that also marks decisions, attitudes and deeds ("the governor appointed Ann
//! Low", "his decision to leave"). Such words are the report's own: nobody is said to have said them.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::attributions::Attribution;
use crate::ground::{Ground, floor_char, trim};
use crate::names::Names;
use crate::outer::is_voice;
use crate::pattern::pattern;
use crate::voices::is_document;

mod missed;

pub(crate) use missed::add as add_missed;

/// Most letters that a word has behind the beginning that the table gives.
const MOST_BEHIND: usize = 4;
/// Fewest letters of a beginning in the table.
const SHORTEST: usize = 3;
/// Fewest words of a content that says something without a voice.
const FEWEST_WORDS: usize = 4;
/// Bytes before a cue that are looked at for what makes it no act.
const BEFORE: usize = 60;

/// Beginnings of words, and whole words, from `data/telling_words.tsv`.
static TELLING: LazyLock<(BTreeSet<&'static str>, BTreeSet<&'static str>)> = LazyLock::new(|| {
    let words = include_str!("../data/telling_words.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(_, words)| words.split('|'));
    let (whole, begun): (Vec<_>, Vec<_>) = words.partition(|word| word.starts_with('='));
    (
        begun.into_iter().collect(),
        whole.into_iter().map(|word| &word[1..]).collect(),
    )
});

/// Verbs of which a subject suffers what is said of it: "is said to be ill".
static SAID_TO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:reported|said|rumou?red|alleged|claimed|believed|thought|known|understood)$")
});
/// Passive forms of verbs of telling: who stands before them is told.
static IS_TOLD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:has|have|had|having)\s+)?(?:is|are|was|were|be|been|being|got)\s+(?:\w+ly\s+)?(?:told|informed|warned|notified|advised|briefed|assured|reminded|alerted|asked|urged|accused|charged|blamed|criticised|criticized|condemned|praised|described)\b",
    )
});
/// A passive verb that "and told" goes on from.
static AND_TOLD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:is|are|was|were|been|being)\s+(?:\w+ly\s+)?\w+ed\b[^.;“”]*\band\s*$")
});

/// Whether the words hold one that tells of telling.
fn tells(words: &str) -> bool {
    let (begun, whole) = &*TELLING;
    words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .any(|word| {
            whole.contains(word.as_str())
                || (SHORTEST..=word.len()).any(|end| {
                    word.len() - end <= MOST_BEHIND
                        && word.get(..end).is_some_and(|part| begun.contains(part))
                })
        })
}

/// Whether words are a proposition, and no bare phrase: a verb in its finite form stands in them before a clause
/// that hangs on them begins.
fn is_proposition(words: &str) -> bool {
    const OPEN: [&str; 8] = ["to", "whether", "if", "how", "why", "what", "when", "not"];
    const FINITE: [&str; 25] = [
        "is", "are", "was", "were", "has", "have", "had", "will", "would", "could", "can", "may",
        "might", "should", "must", "did", "does", "do", "cannot", "isn", "wasn", "don", "didn",
        "won", "doesn",
    ];
    const HANGS: [&str; 24] = [
        "who", "which", "that", "whose", "whom", "where", "when", "if", "because", "as", "after",
        "before", "while", "until", "unless", "since", "although", "and", "or", "but", "whether",
        "how", "why", "what",
    ];
    let mut all = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .peekable();
    let first = all.peek().cloned().unwrap_or_default();
    if ["he", "she", "they", "we", "i", "there"].contains(&first.as_str()) {
        return true;
    }
    !OPEN.contains(&first.as_str())
        && all
            .take_while(|word| !HANGS.contains(&word.as_str()))
            .any(|word| FINITE.contains(&word.as_str()))
}

/// Whether nobody tells anything by the cue: a deed or an attitude ("appointed", "embraced", "his decision to"), a
/// telling that is still to come ("is due to issue"), or what "is not clear" to anybody.
pub(crate) fn is_deed(text: &str, attribution: &Attribution) -> bool {
    static NOT_CLEAR: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:is|are|was|were|remains?|remained|it)\b.*\b(?:unclear|clear|known)$|\bknown (?:as|for)$",
        )
    });
    static TO_COME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:must|has to|have to|had to|(?:due|expected|set|scheduled|slated|poised|yet|likely|about|ready) to)(?:\s+\w+ly)?$",
        )
    });
    static OUR_MIND: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:\w+\s)?(?:know|think|believe|guess|suspect|hope|wonder|doubt|understand|expect|imagine|see)$",
        )
    });
    let Some(cue) = &attribution.cue else {
        return false;
    };
    let cue_words = text[cue.clone()].trim();
    let Some(source) = &attribution.source else {
        return matches!(cue_words, "seems" | "seemed" | "appears" | "appeared");
    };
    let content = attribution.content_range();
    let words = &text[content.clone()];
    let quoted = has_quotation(words) || within_quotation(text, content.start);
    // "48 percent in a Gallup poll"
    let bare = matches!(cue_words, "in" | "per" | "from" | "by");
    if quoted || bare || !cue_words.contains(char::is_alphabetic) {
        return false;
    }
    if ["we", "you", "one", "i"].contains(&text[source.clone()].trim().to_lowercase().as_str()) {
        return OUR_MIND.is_match(cue_words);
    }
    let first = text[source.clone()]
        .split_whitespace()
        .next()
        .unwrap_or_default();
    // "She has faced allegations of …": others say it.
    let faced = cue_words
        .split_whitespace()
        .find(|word| !["has", "have", "had", "also", "long", "is", "was"].contains(word))
        .is_some_and(|verb| ["face", "faces", "faced", "facing"].contains(&verb));
    if faced
        || NOT_CLEAR.is_match(cue_words)
        || matches!(first, "considering" | "given" | "including" | "regarding")
    {
        return true;
    }
    let joined = words.starts_with("that ")
        || text[..content.start].trim_end().ends_with(" that")
        || is_proposition(words);
    if joined {
        return false;
    }
    let before = floor_char(text, cue.start.saturating_sub(BEFORE));
    let lead = text[before..cue.start].trim_end();
    // The verb of the cue may stand with the words that put it off: "must announce a decision".
    let mut spaces = cue_words.match_indices(' ').map(|(at, _)| at);
    TO_COME.is_match(lead)
        || spaces.any(|at| TO_COME.is_match(&cue_words[..at]))
        || !tells(cue_words)
}

/// Whether words of somebody's own stand in quotation marks: more than the one word of a by-name.
fn has_quotation(words: &str) -> bool {
    let mut parts = words.split(['“', '”', '"', '‘']);
    let outside = parts.next();
    let mut inside = parts.step_by(2);
    outside.is_some_and(|outside| outside.len() < words.len())
        && inside.any(|part| !part.starts_with(char::is_uppercase) || part.trim().contains(' '))
}

/// Whether a quotation is open at the byte in its paragraph.
fn within_quotation(text: &str, at: usize) -> bool {
    let start = text[..at].rfind('\n').map_or(0, |line| line + 1);
    let lead = &text[floor_char(text, at.saturating_sub(2000)).max(start)..at];
    lead.rfind('“') > lead.rfind('”') || lead.matches('"').count() % 2 == 1
}

/// Takes the source from attributions where it is told, and does not tell: "the bank was told that …"; who told it
/// is whom "by" names. Leaves out those that say nothing then.
pub(crate) fn turn_passive(
    ground: &Ground<'_>,
    names: &Names,
    attributions: &mut Vec<Attribution>,
) {
    let text = ground.text;
    for attribution in attributions.iter_mut() {
        let (Some(source), Some(cue)) = (&attribution.source, &attribution.cue) else {
            continue;
        };
        let words = &text[cue.clone()];
        let between = text.get(source.end..cue.start).unwrap_or_default();
        let told = IS_TOLD.is_match(words)
            || (words.starts_with("told") || words.starts_with("informed"))
                && AND_TOLD.is_match(between);
        let named_as = source.start >= cue.end
            && is_passive(words)
            && words.split_whitespace().any(|word| word.ends_with("ed"))
            && {
                let link = text.get(cue.end..source.start).unwrap_or_default();
                !link.contains("by")
            };
        // "It has been claimed that …"
        let impersonal =
            text[source.clone()].trim().eq_ignore_ascii_case("it") && is_passive(words);
        // "Low is said to be ill": by whoever says it.
        let lead = text[..cue.start].trim_end();
        let lead = lead.rsplit(' ').next().unwrap_or_default();
        let said_to = (is_passive(words) || is_passive(lead))
            && SAID_TO.is_match(words)
            && text[cue.end..].trim_start().starts_with("to ");
        if (told || impersonal || said_to) && source.end <= cue.start {
            attribution.source = teller(ground, names, cue);
        } else if named_as {
            attribution.source = None;
        }
    }
    attributions.retain(|attribution| {
        attribution.source.is_some()
            || attribution
                .cue
                .as_ref()
                .is_none_or(|cue| !is_passive(&text[cue.clone()]))
            || text[attribution.content_range()].split_whitespace().count() >= FEWEST_WORDS
    });
}

fn is_passive(cue: &str) -> bool {
    let mut words = cue.split_whitespace();
    let first = words.next().unwrap_or_default().to_lowercase();
    let second = words.next().unwrap_or_default().to_lowercase();
    let be = |word: &str| ["is", "are", "was", "were", "be", "been", "being"].contains(&word);
    be(&first) || (["has", "have", "had"].contains(&first.as_str()) && be(&second))
}

/// Who is named with "by" right behind a passive cue.
fn teller(ground: &Ground<'_>, names: &Names, cue: &Range<usize>) -> Option<Range<usize>> {
    let text = ground.text;
    let sentence = ground.whole_sentences(cue);
    let behind = text.get(cue.end..floor_char(text, sentence.end.min(cue.end + 120)))?;
    let lead = behind.len() - behind.trim_start().len();
    let by = behind.trim_start().strip_prefix("by ")?;
    let end = by.find([',', ';', '“', '"']).unwrap_or(by.len());
    let end = by[..end].find(" that ").unwrap_or(end);
    let start = cue.end + lead + "by ".len();
    let range = trim(text, start..start + end);
    (!range.is_empty() && is_voice(ground, names, &range)).then_some(range)
}

/// Verbs of showing, which a document does.
const SHOWS: [&str; 14] = [
    "show",
    "shows",
    "showed",
    "shown",
    "reveal",
    "reveals",
    "revealed",
    "indicate",
    "indicates",
    "indicated",
    "suggest",
    "suggests",
    "suggested",
    "prove",
];

/// The document that shows what somebody is said to say: of "lawyers said the files also showed that …", joined
/// with the lawyers, the files.
pub(crate) fn shown_by(
    ground: &Ground<'_>,
    names: &Names,
    attribution: &Attribution,
) -> Option<Range<usize>> {
    const SAID: [&str; 8] = [
        " said ", " say ", " says ", " argued ", " argue ", " told ", " added ", " claim ",
    ];
    let text = ground.text;
    let (source, cue) = (attribution.source.as_ref()?, attribution.cue.as_ref()?);
    let verb = text[cue.clone()].split_whitespace().next_back()?;
    let between = text.get(source.end..cue.start)?;
    if !SHOWS.contains(&verb) || is_document(&text[source.clone()]) {
        return None;
    }
    let said = SAID
        .iter()
        .filter_map(|verb| between.rfind(verb).map(|at| at + verb.len()))
        .max()?;
    let start = source.end + said;
    let start = start
        + if text[start..].starts_with("that ") {
            "that ".len()
        } else {
            0
        };
    let words = text.get(start..cue.start)?;
    // ", found on his computer," belongs to the noun before it.
    let end = words.find(',').unwrap_or(words.len());
    let range = trim(text, start..start + end);
    (is_document(&text[range.clone()]) && is_voice(ground, names, &range)).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An attribution whose source, cue and content are these words of the text.
    fn said(text: &str, source: &str, cue: &str, content: &str) -> Attribution {
        let at = |words: &str| {
            let start = text.find(words).expect("the words stand in the text");
            start..start + words.len()
        };
        Attribution {
            source: Some(at(source)),
            cue: Some(at(cue)),
            content: vec![at(content)],
            confidence: 1.0,
            carried: false,
            carriers: Vec::new(),
        }
    }

    fn deed(text: &str, source: &str, cue: &str, content: &str) -> bool {
        is_deed(text, &said(text, source, cue, content))
    }

    #[test]
    fn deeds_and_attitudes_tell_nothing() {
        assert!(deed(
            "She named Ann \"Mo\" Low to the seat.",
            "She",
            "named",
            "Ann \"Mo\" Low to the seat"
        ));
        assert!(deed(
            "He must announce a decision whether to sell.",
            "He",
            "must announce a decision",
            "whether to sell"
        ));
        assert!(deed(
            "The governor appointed Ann Low to the seat.",
            "The governor",
            "appointed",
            "Ann Low to the seat"
        ));
        assert!(deed(
            "The mayor’s decision to keep or sell the bridge is due.",
            "The mayor’s",
            "decision",
            "to keep or sell the bridge"
        ));
        assert!(deed(
            "The court is due to issue a final ruling by June.",
            "The court",
            "issue",
            "a final ruling by June"
        ));
        assert!(deed(
            "The town, which heard arguments in April, will vote.",
            "which",
            "heard",
            "arguments in April"
        ));
        assert!(deed(
            "He has faced claims of fraud.",
            "He",
            "has faced claims",
            "of fraud"
        ));
        assert!(deed(
            "In fact, we now know, the mill was sold.",
            "we",
            "now know",
            "the mill was sold"
        ));
    }

    #[test]
    fn announcing_threatening_and_denying_tell() {
        assert!(!deed(
            "The governor announced the appointment of Ann Low.",
            "The governor",
            "announced",
            "the appointment of Ann Low"
        ));
        assert!(!deed(
            "He vowed to look for the ring.",
            "He",
            "vowed",
            "to look for the ring"
        ));
        assert!(!deed(
            "He assailed the deal as “insane”.",
            "He",
            "assailed",
            "the deal as “insane”"
        ));
        assert!(!deed(
            "She threatened it with a strike.",
            "She",
            "threatened",
            "it with a strike"
        ));
        assert!(!deed(
            "He realised the bridge was closed.",
            "He",
            "realised",
            "the bridge was closed"
        ));
        assert!(!deed(
            "She denied the accusation.",
            "She",
            "denied",
            "the accusation"
        ));
    }

    #[test]
    fn beginnings_of_words_are_bounded() {
        assert!(tells("has repeatedly complained about") && tells("blamed") && tells("says"));
        assert!(!tells("appointed") && !tells("embraced") && !tells("banned") && !tells("saddled"));
    }
}
