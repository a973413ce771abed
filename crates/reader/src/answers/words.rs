//! The word patterns of answers; `data/answers.tsv` and `data/answer_words.tsv`.

use std::sync::LazyLock;

use headwater_model::Stance;
use regex::Captures;

use crate::pattern::{Rare, Rows};
use crate::stance::rows;

/// Where who it is stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Before the words, as their subject.
    Does,
    /// Before the words, and the subject denies them: "neither … nor …", "no one at …".
    Nobody,
    /// Among what was asked: "calls to …".
    Asked,
    /// Behind the words.
    From,
    /// With whoever says the words: "“That is a lie,” said …".
    So,
}

/// One kind of answer in one shape.
pub(super) struct Form {
    pub stance: Stance,
    pub shape: Shape,
    /// Numbers of its patterns.
    rows: Vec<usize>,
}

/// A sentence with the patterns that may be found in it.
pub(super) struct Sentence<'h> {
    text: &'h str,
    lower: String,
    tried: Vec<usize>,
}

impl<'h> Sentence<'h> {
    pub fn of(text: &'h str) -> Self {
        let lower = text.to_ascii_lowercase();
        let tried = FORMS.patterns.tried(&lower);
        Self { text, lower, tried }
    }
}

impl Form {
    /// Where the words stand in a sentence, one behind the other.
    ///
    /// Only subjects are told by capitals. All other words are looked for in lower case: patterns
    /// that heed no case take twice as long to compile.
    pub fn find<'s>(&self, sentence: &'s Sentence<'_>) -> Vec<Captures<'s>> {
        let words = match self.shape {
            Shape::Nobody => sentence.text,
            Shape::Does | Shape::Asked | Shape::From | Shape::So => &sentence.lower,
        };
        let rows = sentence.tried.iter().copied();
        let rows: Vec<usize> = rows.filter(|row| self.rows.contains(row)).collect();
        let mut found: Vec<Captures<'s>> = Vec::new();
        loop {
            let from = found
                .last()
                .and_then(|found| found.get(0))
                .map_or(0, |last| last.end());
            let Some(next) = FORMS.patterns.find(&rows, words, from) else {
                return found;
            };
            found.push(next);
        }
    }
}

/// Subjects that turn "could be reached" into "could not".
const NOBODY: &str = r"(?:neither\s+{run}+?\s+nor\s+{run}+?|neither\s+(?:of\s+)?{run}+?|none\s+of\s+{run}+?|not\s+one\s+of\s+{run}+?|(?:no\s*[- ]?one|nobody)(?:\s+(?:at|from|in|with|for|who)\s+{run}+?)?|no\s+(?:[a-z]+\s+){0,2}?(?:officials?|representatives?|spokes\w+|executives?|lawyers?|members?|staff)(?:\s+(?:at|from|in|of|for)\s+{run}+?)?|nor\s+(?:did|has|have|had|would|could|was|were)\s+{run}+?)";
/// What somebody was asked through.
const ASKED: &str = r"(?:(?:phone\s+|telephone\s+)?calls?|requests?|messages?|e-?mails?|questions?|inquir(?:y|ies)|enquir(?:y|ies)|quer(?:y|ies)|letters?|fax(?:es)?|texts?|voice-?mails?|attempts?|efforts?|approaches|(?:phone|telephone|mobile)?\s*numbers?|phones?|telephones?)";

static FRAGMENTS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let mut all: Vec<(String, String)> = Vec::new();
    for (name, words) in rows(include_str!("../../data/answer_words.tsv")) {
        let words = filled(words, &all);
        all.push((format!("{{{name}}}"), words));
    }
    all
});

/// All that `data/answers.tsv` tells.
pub(super) struct Forms {
    pub forms: Vec<Form>,
    patterns: Rows,
}

pub(super) static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let mut forms: Vec<Form> = Vec::new();
    for (row, (stance, shape, ..)) in table().enumerate() {
        let same = |form: &&mut Form| (form.stance, form.shape) == (stance, shape);
        match forms.iter_mut().find(same) {
            Some(form) => form.rows.push(row),
            None => forms.push(Form {
                stance,
                shape,
                rows: vec![row],
            }),
        }
    }
    let patterns = table().map(|(_, shape, needs, words)| (needs, move || whole(shape, words)));
    Forms {
        forms,
        patterns: Rows::new(patterns.collect()),
    }
});

/// Stance, shape, words that are needed, and pattern of each row.
fn table() -> impl Iterator<Item = (Stance, Shape, &'static str, &'static str)> {
    rows(include_str!("../../data/answers.tsv")).filter_map(|(stance, rest)| {
        let (shape, rest) = rest.split_once('\t')?;
        let (needs, words) = rest.split_once('\t')?;
        Some((stance_of(stance)?, shape_of(shape)?, needs, words))
    })
}

/// Says what an outlet checks: wider than what anybody else confirms.
pub(super) static CHECKS: Rare = Rare::new(CHECKING, || {
    expand(concat!(
        r"(?i)(?:\b(?:ca|can|could){not}\s+{adv}{check}|\b(?:{be}|{has}\s+been)\s+(?:{adv}unable|not\s+{adv}able|not\s+{adv}in\s+a\s+position)\s+to\s+{adv}{check}",
        r"|\b{has}{not}\s+{adv}(?:been\s+able\s+to\s+{adv}{check}|{checked})|\bdid{not}\s+{adv}{verify}",
        r"|\b{has}\s+(?:yet\s+to\s+{adv}{check}|no\s+(?:\w+\s+)?(?:means|way)\s+(?:of|to)\s+{adv}(?:{check}|{verifying}))",
        r"|\b{be}\s+still\s+(?:working|trying|seeking)\s+to\s+{adv}{check})\b",
    ))
});
/// Words of checking.
pub(super) const CHECKING: &[&str] = &[
    "confirm",
    "verif",
    "corroborat",
    "authenticat",
    "substantiat",
    "vouch",
    "establish",
    "determin",
    "check",
    "assess",
    "ascertain",
    "validat",
    "review",
    "geolocat",
    "trac",
    "independent",
];

/// Names of fragments in the pattern, filled in.
pub(crate) fn expand(words: &str) -> String {
    filled(words, &FRAGMENTS)
}

fn filled(words: &str, fragments: &[(String, String)]) -> String {
    let mut words = words.to_owned();
    for (name, fragment) in fragments.iter().rev() {
        words = words.replace(name, fragment);
    }
    words
}

/// The whole pattern that a row's words stand for.
fn whole(shape: Shape, words: &str) -> String {
    let words = expand(words);
    match shape {
        Shape::Does | Shape::From | Shape::So => format!(r"\b(?:{words})"),
        Shape::Nobody => {
            let nobody = expand(NOBODY);
            format!(r"(?i)\b(?P<who>{nobody})\s+(?P<cue>(?:{words}))")
        }
        Shape::Asked => {
            format!(r"\b(?P<what>{ASKED})\b(?P<who>\s[^;“”]*?)?[\s,]+(?P<cue>(?:{words}))\b")
        }
    }
}

fn stance_of(word: &str) -> Option<Stance> {
    Some(match word {
        "declines" => Stance::Declines,
        "no_response" => Stance::NoResponse,
        "cannot_confirm" => Stance::CannotConfirm,
        "denies" => Stance::Denies,
        _ => return None,
    })
}

fn shape_of(word: &str) -> Option<Shape> {
    Some(match word {
        "does" => Shape::Does,
        "nobody" => Shape::Nobody,
        "asked" => Shape::Asked,
        "from" => Shape::From,
        "so" => Shape::So,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::tests::{has_needs, is_rare};

    #[test]
    fn no_pattern_matches_without_the_words_that_it_needs() {
        for (_, shape, needs, words) in table() {
            assert!(has_needs(&whole(shape, words), needs), "{needs}: {words}");
        }
    }

    #[test]
    fn nothing_is_checked_without_words_of_checking() {
        assert!(is_rare(&CHECKS));
    }

    #[test]
    fn the_first_match_of_all_rows_comes_first() {
        let sentence = Sentence::of("The mayor would not comment; the clerk declined to say why.");
        let forms = FORMS.forms.iter();
        let found: Vec<String> = forms
            .filter(|form| (form.stance, form.shape) == (Stance::Declines, Shape::Does))
            .flat_map(|form| form.find(&sentence))
            .map(|found| found[0].to_owned())
            .collect();
        assert_eq!(found, ["would not comment", "declined to say"]);
    }
}
