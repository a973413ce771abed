//! The terms on which an unnamed voice speaks: "on condition of anonymity because …".

use std::ops::Range;
use std::sync::LazyLock;

use headwater_model::{Span, Statement, VoiceKind};
use regex::Regex;

use crate::answers::expand;
use crate::attributions::Attribution;
use crate::ground::{Ground, overlap, trim_matches};
use crate::pattern::{Rows, pattern};
use crate::stance::rows;

/// Of an attribution that terms show.
const BY_PATTERN: f32 = 0.8;

/// Terms and whose they are.
#[derive(Clone, Debug)]
pub(crate) struct Terms {
    /// From "who asked" or "on condition" to the end of the reason.
    pub range: Range<usize>,
    /// The phrase before them, and their own sentence.
    before: Range<usize>,
    sentence: usize,
}

/// What terms say; `data/anonymity.tsv`.
static TERMS: LazyLock<Rows> = LazyLock::new(|| {
    let rows = table().map(|(needs, words)| (needs, move || whole(words)));
    Rows::new(rows.collect())
});

/// The words that each row needs, and its pattern.
fn table() -> impl Iterator<Item = (&'static str, &'static str)> {
    rows(include_str!("../data/anonymity.tsv")).filter_map(|(_, row)| row.split_once('\t'))
}

fn whole(words: &str) -> String {
    expand(&format!(r"(?i)\b(?:{words})\b"))
}
/// Where the reason ends: at a mark, or at the verb whose subject the terms describe.
static END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"[,.;:“”"()—\n]|\s(?:said|says|told|tells|added|confirmed|described|describes|estimated|warned|claimed|acknowledged|denied|recalled|put\s+the|insisted)\b"#,
    )
});
/// What an unnamed voice does behind its terms.
static VERB_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[,\s”]*((?:(?:has|have|had|also|later)\s+)?(?:said|says|say|told|tells|added|confirmed|described|describes|recalled|estimated|warned|claimed|acknowledged|put|insisted|explained|noted|reported|recounted|gave|called|predicted|suggested|argued|denied)\b)",
    )
});
static SAID_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<content>.{8,}?)[,”]+\s+(?:(?P<who>[^,;“”]+?)\s+(?P<said>said|says|told\s+[^,;“”]+|added|explained)|(?P<says>said|says|added|according\s+to)\s+(?P<by>[^,;“”]+?))[,\s]*$",
    )
});
static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:[;:—–”]\s*|,\s+(?:and|but|while)\s+|^(?i:but|and|on\s+\p{L}+day,?)\s+|\.\s+|,[”\x22]\s*(?:said\s+)?)",
    )
});
/// A full stop that does not end the reason.
static DOT_WITHIN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:\b[A-Z]|\bMr|\bMrs|\bMs|\bDr|\.[A-Za-z])$"));
/// Words between a voice and its terms.
static JOINT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?:,|\s|\b(?:and|but|all|both|each|of\s+whom|also)\b)+$"));

/// All terms of the text, in text order.
pub(crate) fn find(ground: &Ground<'_>) -> Vec<Terms> {
    let text = ground.text;
    let mut found = Vec::new();
    for (index, sentence) in ground.sentences.iter().enumerate() {
        if ground.passages[sentence.passage].headline {
            continue;
        }
        let words = &text[sentence.range.clone()];
        let tried = TERMS.tried(&words.to_ascii_lowercase());
        let mut next = 0;
        let terms = |from| TERMS.find(&tried, words, from)?.get(0);
        while let Some(terms) = terms(next) {
            let end = reason_end(words, terms.end());
            next = end.max(terms.end());
            let before = JOINT
                .find(&words[..terms.start()])
                .map_or(terms.start(), |joint| joint.start());
            found.push(Terms {
                range: trim_matches(
                    text,
                    sentence.range.start + terms.start()..sentence.range.start + end,
                    char::is_whitespace,
                ),
                before: sentence.range.start..sentence.range.start + before,
                sentence: index,
            });
        }
    }
    found
}

fn reason_end(words: &str, from: usize) -> usize {
    END.find_iter(&words[from..])
        .find(|end| {
            let before = &words[..from + end.start()];
            let after = &words[from + end.end()..];
            let within = DOT_WITHIN.is_match(before) || after.starts_with(char::is_alphanumeric);
            end.as_str() != "." || !within
        })
        .map_or(words.len(), |end| from + end.start())
}

/// Gives the words behind terms to the voice before them: "An aide, who asked not to be named,
/// said …". Whoever speaks on terms speaks, though the network may not have seen it.
pub(crate) fn attribute(ground: &Ground<'_>, terms: &[Terms], attributions: &mut Vec<Attribution>) {
    for one in terms {
        let Some([source, cue, content]) =
            voice_around(ground, one).or_else(|| voice_before(ground, one))
        else {
            continue;
        };
        let same = attributions.iter_mut().find(|attribution| {
            attribution
                .cue
                .as_ref()
                .is_some_and(|seen| overlap(seen, &cue))
        });
        match same {
            Some(attribution) if attribution.source.is_none() => attribution.source = Some(source),
            Some(_) => {}
            None => {
                let told = attributions
                    .iter()
                    .any(|other| overlap(&other.content_range(), &content));
                if !told && !content.is_empty() {
                    attributions.push(Attribution {
                        source: Some(source),
                        cue: Some(cue),
                        content: vec![content],
                        confidence: BY_PATTERN,
                        carried: false,
                        carriers: Vec::new(),
                    });
                }
            }
        }
    }
    attributions.sort_by_key(|attribution| {
        let content = attribution.content_range();
        (content.start, content.end)
    });
}

/// The phrase right before the terms and the verb of speech right behind them.
fn voice_around(ground: &Ground<'_>, terms: &Terms) -> Option<[Range<usize>; 3]> {
    let text = ground.text;
    let sentence = &ground.sentences[terms.sentence].range;
    let verb = VERB_BEHIND
        .captures(&text[terms.range.end..sentence.end])?
        .get(1)?;
    let cue = terms.range.end + verb.start()..terms.range.end + verb.end();
    let before = &text[terms.before.clone()];
    let start = CLAUSE
        .find_iter(before)
        .last()
        .map_or(0, |joint| joint.end());
    let source = trim_matches(text, terms.before.start + start..terms.before.end, |c| {
        c.is_whitespace() || ",“”".contains(c)
    });
    let words = text[source.clone()].split_whitespace().count();
    let content = trim_matches(text, cue.end..sentence.end, |c| {
        c.is_whitespace() || ".,".contains(c)
    });
    (1..=16).contains(&words).then_some([source, cue, content])
}

/// "…, an aide said, asking not to be named": source, verb and content before the terms.
fn voice_before(ground: &Ground<'_>, terms: &Terms) -> Option<[Range<usize>; 3]> {
    let text = ground.text;
    let found = SAID_BEFORE.captures(&text[terms.before.clone()])?;
    let part = |name: &str| {
        let group = found.name(name)?;
        let range = terms.before.start + group.start()..terms.before.start + group.end();
        Some(trim_matches(text, range, char::is_whitespace))
    };
    let content = part("content")?;
    Some([
        part("who").or_else(|| part("by"))?,
        part("said").or_else(|| part("says"))?,
        trim_matches(text, content, |c| c == ','),
    ])
}

/// Gives each statement of a voice that speaks on terms those terms; the voice is unnamed then,
/// whatever its noun.
pub(crate) fn attach(ground: &Ground<'_>, terms: &[Terms], made: &mut [Statement]) {
    for one in terms {
        let Ok(words) = Span::cut(ground.text, one.range.clone()) else {
            continue;
        };
        let of_voice = |statement: &Statement| speaks(statement) && beside(one, statement);
        let mut theirs: Vec<usize> = (0..made.len()).filter(|at| of_voice(&made[*at])).collect();
        if theirs.is_empty() {
            theirs = nearest(ground, one, made).into_iter().collect();
        }
        for at in theirs {
            let statement = &mut made[at];
            statement.anonymity = Some(words.clone());
            if statement.voice.kind == VoiceKind::Crowd {
                statement.voice.kind = VoiceKind::UnnamedOfficial;
                if let Some(link) = statement.chain.first_mut() {
                    link.kind = VoiceKind::UnnamedOfficial;
                }
            }
        }
    }
}

/// Whether somebody without a name may speak in the statement.
fn speaks(statement: &Statement) -> bool {
    let unnamed = matches!(
        statement.voice.kind,
        VoiceKind::UnnamedOfficial | VoiceKind::UnnamedInstitution | VoiceKind::Crowd
    );
    unnamed || (statement.voice.kind == VoiceKind::None && statement.cue.is_some())
}

/// Whether the statement's source stands in the sentence of the terms and right before them, or
/// they stand between it and its verb.
fn beside(terms: &Terms, statement: &Statement) -> bool {
    let sentence = statement.sentence.range();
    if !overlap(&sentence, &terms.range) {
        return false;
    }
    let Some(source) = &statement.source else {
        return true;
    };
    source.start < terms.range.start && source.end <= terms.range.end
        || source.start >= terms.range.end
}

/// Terms in a sentence of their own ("The official spoke on condition of anonymity …") are those
/// of the unnamed voice nearest before, else after.
fn nearest(ground: &Ground<'_>, terms: &Terms, made: &[Statement]) -> Option<usize> {
    let passage = ground.sentences[terms.sentence].passage;
    let near = |at: &usize| {
        let statement = &made[*at];
        let of = ground.sentence_at(statement.content[0].start);
        let named = statement.voice.kind != VoiceKind::None;
        named
            && speaks(statement)
            && of.is_some_and(|of| ground.sentences[of].passage.abs_diff(passage) <= 1)
    };
    let before = (0..made.len())
        .rev()
        .filter(|at| made[*at].sentence.start < terms.before.start)
        .find(near);
    before.or_else(|| (0..made.len()).find(near))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::Sentence;
    use crate::pattern::tests::has_needs;
    use headwater_encoder::Passage;

    fn terms(text: &str) -> Vec<&str> {
        let ground = Ground {
            text,
            passages: vec![Passage {
                range: 0..text.len(),
                headline: false,
            }],
            sentences: vec![Sentence {
                range: 0..text.len(),
                passage: 0,
            }],
        };
        let found = find(&ground);
        found.into_iter().map(|one| &text[one.range]).collect()
    }

    #[test]
    fn no_terms_stand_without_their_words() {
        for (needs, words) in table() {
            assert!(has_needs(&whole(words), needs), "{needs}: {words}");
        }
    }

    #[test]
    fn terms_go_to_the_end_of_their_reason() {
        let table = [
            (
                "on condition of anonymity because the talks are confidential",
                "“They are close,” a diplomat said on condition of anonymity because the talks are confidential.",
            ),
            (
                "who declined to be named because she feared for her job",
                "An employee, who declined to be named because she feared for her job, said the books were burned.",
            ),
            (
                "who were not authorized to speak publicly",
                "The plan was dropped in May, according to two officials who were not authorized to speak publicly.",
            ),
            (
                "who did not want her name used",
                "A teacher, who did not want her name used, said the roof had leaked for years.",
            ),
            (
                "asking not to be identified discussing private matters",
                "The board will meet on Friday, a person close to the chairman said, asking not to be identified discussing private matters.",
            ),
            (
                "speaking off the record",
                "A guard, speaking off the record, said the gate was left open.",
            ),
            (
                "who requested anonymity to protect their careers",
                "Three former executives, who requested anonymity to protect their careers, said the audit was faked.",
            ),
            (
                "who spoke on the condition that he not be named",
                "The vote will be delayed, said a Western diplomat, who spoke on the condition that he not be named.",
            ),
            (
                "under the condition of anonymity for fear of retaliation",
                "One worker, speaking under the condition of anonymity for fear of retaliation, said that the alarms were off.",
            ),
            (
                "who insisted on anonymity to describe a private meeting",
                "An aide who insisted on anonymity to describe a private meeting said the senator wept.",
            ),
            (
                "who asked to remain anonymous because of company rules",
                "“Nobody knew,” said a trader, who asked to remain anonymous because of company rules.",
            ),
            (
                "whose identity has not been disclosed for his safety",
                "A witness, whose identity has not been disclosed for his safety, told the inquiry the safe was empty.",
            ),
            (
                "spoke on condition of anonymity under rules set by the ministry",
                "A senior official said the convoy would leave on Monday. The official spoke on condition of anonymity under rules set by the ministry.",
            ),
            (
                "who agreed to be interviewed only if his name was withheld",
                "A pilot, who agreed to be interviewed only if his name was withheld, said he had slept.",
            ),
            (
                "who were not permitted to discuss the case publicly",
                "Two detectives who were not permitted to discuss the case publicly said the knife was found.",
            ),
            (
                "insisted that her name not be published",
                "The widow insisted that her name not be published.",
            ),
            (
                "who refused to give his name",
                "A man who refused to give his name said the dog had bitten twice.",
            ),
        ];
        for (words, text) in table {
            let found = terms(text);
            assert!(
                found.iter().any(|one| one.ends_with(words)),
                "{text} {found:?}"
            );
        }
    }

    #[test]
    fn other_names_and_conditions_are_no_terms() {
        let traps = [
            "An anonymous donation of 2 million kronor will keep the library open.",
            "The agency runs background checks on everyone who works with children.",
            "On condition that the fence be repaired, the council let the circus stay.",
            "The minister spoke in front of a painted background of wheat fields.",
            "Tully has attended Alcoholics Anonymous in Leeds since 2011.",
            "The president withheld his signature from the bill.",
            "The unnamed storm dumped rain on the Azores.",
            "She asked not to be disturbed before noon.",
            "The team, whose name was changed in 2004, moved to Leeds.",
            "Drivers are not allowed to park on the bridge.",
        ];
        for text in traps {
            assert_eq!(terms(text), Vec::<&str>::new(), "{text}");
        }
    }
}
