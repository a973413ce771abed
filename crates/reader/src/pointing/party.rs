//! Who answers, and where a report speaks of them.

use std::ops::Range;

use headwater_model::{Statement, Voice};

use super::same_voice;
use crate::names::Names;

/// Words for a part of a body or for whoever speaks for it: "the bank's press office" is the bank.
const ROLES: [&str; 45] = [
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "spokespeople",
    "spokesmen",
    "spokespersons",
    "representative",
    "representatives",
    "official",
    "officials",
    "office",
    "offices",
    "officer",
    "executive",
    "executives",
    "department",
    "departments",
    "ministry",
    "ministries",
    "agency",
    "agencies",
    "lawyer",
    "lawyers",
    "attorney",
    "attorneys",
    "agent",
    "agents",
    "aide",
    "aides",
    "campaign",
    "press",
    "secretary",
    "team",
    "camp",
    "family",
    "leaders",
    "members",
    "staff",
    "company",
    "director",
    "manager",
    "owner",
    "several",
    "senior",
    "other",
];

/// Whoever answers.
pub(super) struct Party<'a> {
    voice: &'a Voice,
    /// Words by which the report speaks of it: a surname, a body's name, or a noun.
    keys: Vec<String>,
}

impl<'a> Party<'a> {
    pub fn of(answer: &'a Statement) -> Self {
        let voice = &answer.voice;
        let named = [&voice.name, &voice.speaks_for];
        let mut keys: Vec<String> = Vec::new();
        let words = answer.source.as_ref().map(|span| span.text.as_str());
        for name in named.into_iter().flatten().map(String::as_str).chain(words) {
            let parts = name.split(" and ").flat_map(|part| part.split(" nor "));
            for key in parts.flat_map(|part| part.split(", ")).filter_map(key) {
                // "Police did not respond": lower case elsewhere.
                let plain = voice.entity.is_none() && !key.contains(' ');
                let lower = plain.then(|| key.to_lowercase());
                for key in [Some(key), lower].into_iter().flatten() {
                    if !keys.contains(&key) {
                        keys.push(key);
                    }
                }
            }
        }
        Self { voice, keys }
    }

    /// Whether the voice is the party.
    pub fn is(&self, voice: &Voice) -> bool {
        same_voice(self.voice, voice)
    }

    /// Whether one of its words stands in the sentence.
    pub fn stands_in(&self, sentence: &str) -> bool {
        self.keys.iter().any(|key| {
            sentence.match_indices(key.as_str()).any(|(at, words)| {
                let before = sentence[..at].chars().next_back();
                let after = sentence[at + words.len()..].chars().next();
                let cuts = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                cuts(before) && (cuts(after) || after == Some('s'))
            })
        })
    }

    /// Whether a name in the range, or what stands for one, means it.
    pub fn is_named_in(&self, names: &Names, range: &Range<usize>) -> bool {
        let Some(entity) = &self.voice.entity else {
            return false;
        };
        let here = |mention: &crate::names::Mention| {
            range.start <= mention.range.start && mention.range.end <= range.end
        };
        let from = names
            .references
            .partition_point(|one| one.range.start < range.start);
        let references = names.references[from..].iter().take_while(|one| here(one));
        (names.inside(range).iter().chain(references))
            .any(|mention| names.entities[mention.entity].id == *entity)
    }
}

/// The words of a name that the report uses again.
fn key(part: &str) -> Option<String> {
    let plain = part.replace("’s", "").replace("'s", "");
    let words: Vec<&str> = (plain.split_whitespace())
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty() && !headwater_text::is_stopword(word))
        .filter(|word| !ROLES.contains(&word.to_lowercase().as_str()))
        .collect();
    let capital = |word: &&&str| word.starts_with(char::is_uppercase);
    let capitals: Vec<&str> = words.iter().filter(capital).copied().collect();
    let key = match capitals.as_slice() {
        [] => (*words.last()?).to_owned(),
        all => all.join(" "),
    };
    (key.len() > 2).then_some(key)
}
