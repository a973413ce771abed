//! The word patterns of answers; `data/answers.tsv` and `data/answer_words.tsv`.

use std::sync::LazyLock;

use headwater_model::Stance;
use regex::{CaptureMatches, Regex};

use crate::pattern::pattern;
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
    words: Regex,
}

impl Form {
    /// Where the words stand in a sentence, which comes as it is and in lower-case ASCII letters.
    ///
    /// Only subjects are told by capitals. All other words are looked for in lower case: patterns
    /// that heed no case take twice as long to compile.
    pub fn find<'h>(&self, sentence: &'h str, lower: &'h str) -> CaptureMatches<'_, 'h> {
        self.words.captures_iter(match self.shape {
            Shape::Nobody => sentence,
            Shape::Does | Shape::Asked | Shape::From | Shape::So => lower,
        })
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

pub(super) static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let mut forms: Vec<(Stance, Shape, Vec<String>)> = Vec::new();
    for (stance, rest) in rows(include_str!("../../data/answers.tsv")) {
        let Some((shape, words)) = rest.split_once('\t') else {
            continue;
        };
        let (Some(stance), Some(shape)) = (stance_of(stance), shape_of(shape)) else {
            continue;
        };
        let words = expand(words);
        let same = forms
            .iter_mut()
            .find(|form| (form.0, form.1) == (stance, shape));
        match same {
            Some(form) => form.2.push(words),
            None => forms.push((stance, shape, vec![words])),
        }
    }
    let form = |(stance, shape, words): (Stance, Shape, Vec<String>)| Form {
        stance,
        shape,
        words: compiled(shape, &words.join("|")),
    };
    forms.into_iter().map(form).collect()
});

/// Says what an outlet checks: wider than what anybody else confirms.
pub(super) static CHECKS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&expand(concat!(
        r"(?i)(?:\b(?:ca|can|could){not}\s+{adv}{check}|\b(?:{be}|{has}\s+been)\s+(?:{adv}unable|not\s+{adv}able|not\s+{adv}in\s+a\s+position)\s+to\s+{adv}{check}",
        r"|\b{has}{not}\s+{adv}(?:been\s+able\s+to\s+{adv}{check}|{checked})|\bdid{not}\s+{adv}{verify}",
        r"|\b{has}\s+(?:yet\s+to\s+{adv}{check}|no\s+(?:\w+\s+)?(?:means|way)\s+(?:of|to)\s+{adv}(?:{check}|{verifying}))",
        r"|\b{be}\s+still\s+(?:working|trying|seeking)\s+to\s+{adv}{check})\b",
    )))
});

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

fn compiled(shape: Shape, words: &str) -> Regex {
    match shape {
        Shape::Does | Shape::From | Shape::So => pattern(&format!(r"\b(?:{words})")),
        Shape::Nobody => {
            let nobody = expand(NOBODY);
            pattern(&format!(r"(?i)\b(?P<who>{nobody})\s+(?P<cue>(?:{words}))"))
        }
        Shape::Asked => pattern(&format!(
            r"\b(?P<what>{ASKED})\b(?P<who>\s[^;“”]*?)?[\s,]+(?P<cue>(?:{words}))\b"
        )),
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
