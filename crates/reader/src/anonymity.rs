//! The terms on which an unnamed voice speaks: "on condition of anonymity because …".

use std::ops::Range;
use std::sync::LazyLock;

use headwater_model::{Span, Statement, VoiceKind};
use regex::Regex;

use crate::ground::{Ground, overlap, trim_matches};
use crate::names::pattern;
use crate::stance::rows;

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
static TERMS: LazyLock<Regex> = LazyLock::new(|| {
    let all: Vec<&str> = rows(include_str!("../data/anonymity.tsv"))
        .map(|(_, words)| words)
        .collect();
    pattern(&format!(r"(?i)\b(?:{})\b", all.join("|")))
});
/// Where the reason ends: at a mark, or at the verb whose subject the terms describe.
static END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"[,.;:“”"()—\n]|\s(?:said|says|told|tells|added|confirmed|described|describes|estimated|warned|claimed|acknowledged|denied|recalled|put\s+the|insisted)\b"#,
    )
});
/// A comma within the reason: "because he was not authorized to speak, citing …" ends; "because of
/// the law, and the risk" goes on only behind a short word.
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
        let mut next = 0;
        while let Some(terms) = TERMS.find_at(words, next) {
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
            !(end.as_str() == "." && DOT_WITHIN.is_match(before))
                && !(end.as_str() == "."
                    && words[from + end.end()..].starts_with(char::is_alphanumeric))
        })
        .map_or(words.len(), |end| from + end.start())
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
