//! The claim that a person means by words of their own.

use std::collections::{BTreeMap, BTreeSet};

use headwater_model::{Brief, Claim, Reading, Statement};
use headwater_text::{TokenKind, words};

use crate::negation::{is_negated, negate};
use crate::stems::{stems, telling};

/// Share of the words, rarer ones weighing more, that a statement must have.
const SAYS: f32 = 0.7;

/// A claim that says what was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<'b> {
    /// The claim.
    pub claim: &'b Claim,
    /// The supporting statement that says it.
    pub statement: &'b Statement,
    /// Share of the words that this statement's sentence has, 0 to 1, rarer words weighing more.
    pub share: f32,
}

/// The claims of a brief that say the same as `text`, the closest first.
///
/// Found by words, without synonyms, and meant to miss rather than to take one claim for another:
/// a statement that supports the claim must have seven tenths of the words (by stem, rarer ones
/// weighing more), all of the numbers, all of the names (words with a capital) in the same order, so
/// that "A sold to B" is not "B sold to A", and must be negated where `text` is.
pub fn saying<'b>(brief: &'b Brief, text: &str) -> Vec<Found<'b>> {
    let wanted = Wanted::of(text);
    let said: BTreeMap<&str, (&Reading, &Statement)> = (brief.readings.iter())
        .flat_map(|reading| (reading.statements.iter()).map(move |one| (reading, one)))
        .map(|(reading, one)| (one.id.as_str(), (reading, one)))
        .collect();
    let in_order: BTreeMap<&str, Vec<String>> = (said.iter())
        .map(|(id, (reading, statement))| {
            (*id, stems(&reading.report.text, statement.sentence.range()))
        })
        .collect();
    let sentences: BTreeMap<&str, BTreeSet<&str>> = (in_order.iter())
        .map(|(id, stems)| (*id, stems.iter().map(String::as_str).collect()))
        .collect();
    let weigh = |word: &str| {
        let holders = (sentences.values())
            .filter(|held| held.contains(word))
            .count();
        (1.0 + sentences.len() as f32 / (1 + holders) as f32).ln()
    };
    let weights: BTreeMap<&str, f32> = (wanted.words.iter())
        .map(|word| (word.as_str(), weigh(word)))
        .collect();
    let whole: f32 = weights.values().sum();
    let claims = brief.stories.iter().flat_map(|story| &story.claims);
    let mut found: Vec<Found<'b>> = claims
        .filter_map(|claim| {
            let statements = claim.statements.iter().filter_map(|id| {
                let (_, statement) = *said.get(id.as_str())?;
                let held = &sentences[id.as_str()];
                let fits = statement.stance.supports()
                    && wanted
                        .numbers
                        .iter()
                        .all(|word| held.contains(word.as_str()))
                    && in_this_order(&wanted.names, &in_order[id.as_str()])
                    && is_negated(statement) == wanted.negated;
                let shared = (weights.iter()).filter(|(word, _)| held.contains(**word));
                let share = shared.map(|(_, weight)| weight).sum::<f32>() / whole.max(f32::EPSILON);
                (fits && share >= SAYS).then_some((share, statement))
            });
            let (share, statement) = statements.max_by(|a, b| a.0.total_cmp(&b.0))?;
            Some(Found {
                claim,
                statement,
                share,
            })
        })
        .collect();
    // The order of the brief among equals.
    found.sort_by(|a, b| b.share.total_cmp(&a.share));
    found
}

/// What is asked for.
struct Wanted {
    /// Stems of all words that tell something.
    words: BTreeSet<String>,
    /// Those of names, in the order of the text.
    names: Vec<String>,
    numbers: BTreeSet<String>,
    negated: bool,
}

impl Wanted {
    fn of(text: &str) -> Self {
        let mut wanted = Self {
            words: BTreeSet::new(),
            names: Vec::new(),
            numbers: BTreeSet::new(),
            negated: negate(std::iter::once(text)),
        };
        for token in words(text, 0..text.len()) {
            let word = &text[token.range.clone()];
            let Some(stem) = telling(token.kind, word) else {
                continue;
            };
            if token.kind == TokenKind::Number {
                wanted.numbers.insert(stem.clone());
            } else if word.starts_with(char::is_uppercase) {
                wanted.names.push(stem.clone());
            }
            wanted.words.insert(stem);
        }
        wanted
    }
}

/// Whether all `few` are among `many` and in the same order.
fn in_this_order(few: &[String], many: &[String]) -> bool {
    let mut rest = many.iter();
    few.iter().all(|one| rest.any(|other| other == one))
}

#[cfg(test)]
mod tests {
    use headwater_model::{Origins, SCHEMA, Story};

    use super::*;
    use crate::tests::reading;

    fn brief() -> Brief {
        let one = reading(
            "Gazette",
            &[("Arland sold 40 ships to Borland in May", &[1.0])],
        );
        let two = reading("Courier", &[("Borland did not pay for the ships", &[1.0])]);
        let none = Origins {
            min: 0,
            max: Some(0),
            measured: false,
            reasons: Vec::new(),
            roots: Vec::new(),
        };
        let claim = |statement: &Statement| Claim {
            id: format!("c-{}", statement.id),
            text: statement.content[0].text.clone(),
            text_from: statement.id.clone(),
            statements: vec![statement.id.clone()],
            documents: 1,
            outlets: 1,
            origins: none.clone(),
            denials: none.clone(),
            denied_by: Vec::new(),
            cannot_confirm: Vec::new(),
            no_response: Vec::new(),
            declined: Vec::new(),
            differences: Vec::new(),
        };
        let claims = vec![claim(&one.statements[0]), claim(&two.statements[0])];
        Brief {
            schema: SCHEMA.to_owned(),
            stories: vec![Story {
                id: "s".to_owned(),
                title: String::new(),
                from: None,
                to: None,
                places: Vec::new(),
                people: Vec::new(),
                reports: Vec::new(),
                claims,
                reuse: Vec::new(),
            }],
            readings: vec![one, two],
        }
    }

    fn found(text: &str) -> Vec<String> {
        let brief = brief();
        let texts = saying(&brief, text).into_iter();
        texts.map(|found| found.claim.text.clone()).collect()
    }

    #[test]
    fn a_claim_is_found_by_most_of_its_words() {
        let sale = ["Arland sold 40 ships to Borland in May"];
        assert_eq!(found("Arland sold 40 ships to Borland"), sale);
        assert_eq!(found("the sale of ships"), [""; 0]);
        assert_eq!(found("Borland did not pay for ships").len(), 1);
    }

    #[test]
    fn a_distorted_claim_is_not_found() {
        for distorted in [
            "Arland sold 50 ships to Borland",
            "Corland sold 40 ships to Borland",
            "Borland sold 40 ships to Arland",
            "Arland did not sell 40 ships to Borland",
            "Arland sold 40 ships to Borland in June",
            "Borland did pay for the ships",
            "",
        ] {
            assert!(found(distorted).is_empty(), "{distorted}");
        }
    }
}
