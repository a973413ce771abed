//! The claim that a person means by words of their own.

use std::collections::{BTreeMap, BTreeSet};

use headwater_model::{Brief, Claim, Reading, Statement};
use headwater_text::{TokenKind, normal, words};

use crate::differences::is_doubt;
use crate::negation::negators;
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
/// that "A sold to B" is not "B sold to A"; it must negate what `text` negates, and may have no word
/// of doubt that `text` has not. Where a sentence has more of the words but not these, nothing is found:
/// the reports say it otherwise.
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
    // What says more of the words, but otherwise: then that is what the reports say of it.
    let mut otherwise = 0.0_f32;
    let mut found: Vec<Found<'b>> = Vec::new();
    for claim in claims {
        let mut best: Option<(f32, &Statement)> = None;
        for id in &claim.statements {
            let Some(&(reading, statement)) = said.get(id.as_str()) else {
                continue;
            };
            let held = &sentences[id.as_str()];
            let shared = (weights.iter()).filter(|(word, _)| held.contains(**word));
            let share = shared.map(|(_, weight)| weight).sum::<f32>() / whole.max(f32::EPSILON);
            if !statement.stance.supports() || share < SAYS {
                continue;
            }
            let fits = (wanted.numbers.iter()).all(|word| held.contains(word.as_str()))
                && in_this_order(&wanted.names, &in_order[id.as_str()])
                && wanted.denies_the_same(reading, statement)
                && wanted.is_no_surer(reading, statement);
            if !fits {
                otherwise = otherwise.max(share);
            } else if best.is_none_or(|(most, _)| share >= most) {
                best = Some((share, statement));
            }
        }
        found.extend(best.map(|(share, statement)| Found {
            claim,
            statement,
            share,
        }));
    }
    found.retain(|one| one.share >= otherwise);
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
    /// Stems of what is negated, an odd number of times.
    negated: BTreeSet<String>,
    /// Words of doubt.
    doubts: BTreeSet<String>,
}

impl Wanted {
    fn of(text: &str) -> Self {
        let mut wanted = Self {
            words: BTreeSet::new(),
            names: Vec::new(),
            numbers: BTreeSet::new(),
            negated: negated(text, 0..text.len()),
            doubts: doubts(text),
        };
        for token in words(text, 0..text.len()) {
            let word = &text[token.range.clone()];
            let Some(stem) = telling(token.kind, word) else {
                continue;
            };
            if token.kind == TokenKind::Number || NUMBERS.contains(&normal(word).as_str()) {
                wanted.numbers.insert(stem.clone());
            } else if word.starts_with(char::is_uppercase) {
                wanted.names.push(stem.clone());
            }
            wanted.words.insert(stem);
        }
        wanted
    }
}

impl Wanted {
    /// Whether of the words of both the same ones are negated.
    fn denies_the_same(&self, reading: &Reading, statement: &Statement) -> bool {
        let there = negated(&reading.report.text, statement.sentence.range());
        self.negated.is_subset(&there)
            && (there.difference(&self.negated)).all(|word| !self.words.contains(word))
    }

    /// Whether it has all words of doubt of the statement: "will" is not "may".
    fn is_no_surer(&self, reading: &Reading, statement: &Statement) -> bool {
        let range = statement.sentence.range();
        let around = doubted(&reading.report.text, range).into_iter();
        let around = around.filter(|(_, what)| self.words.contains(what));
        let around = around.map(|(doubt, _)| doubt);
        let content = statement.content.iter().flat_map(|part| doubts(&part.text));
        let hedges = statement
            .hedges
            .iter()
            .flat_map(|hedge| doubts(&hedge.text));
        content
            .chain(hedges)
            .chain(around)
            .all(|word| self.doubts.contains(&word))
    }
}

/// Numbers in words.
const NUMBERS: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "dozen",
    "dozens",
    "hundred",
    "hundreds",
    "thousands",
    "millions",
    "half",
    "twice",
];

/// Stems of the words that are negated an odd number of times, and negating words behind which none
/// stands.
fn negated(text: &str, range: std::ops::Range<usize>) -> BTreeSet<String> {
    let tokens = words(text, range);
    let tokens: Vec<_> = tokens
        .iter()
        .filter(|token| token.kind != TokenKind::Punct)
        .collect();
    let normals: Vec<String> = (tokens.iter())
        .map(|token| normal(&text[token.range.clone()]))
        .collect();
    let borrowed: Vec<&str> = normals.iter().map(String::as_str).collect();
    let mut at = negators(&borrowed);
    let loose = |at: &usize| matches!(borrowed[*at], "not" | "no");
    at.extend((0..borrowed.len()).filter(loose));
    at.sort_unstable();
    at.dedup();
    let what = |at: usize| {
        let after = tokens.iter().skip(at + 1);
        let mut telling = after.filter_map(|one| telling(one.kind, &text[one.range.clone()]));
        telling.next().unwrap_or_else(|| normals[at].clone())
    };
    let mut odd = BTreeSet::new();
    for stem in at.into_iter().map(what) {
        if !odd.remove(&stem) {
            odd.insert(stem);
        }
    }
    odd
}

/// Words of doubt with the stem of what is doubted.
fn doubted(text: &str, range: std::ops::Range<usize>) -> Vec<(String, String)> {
    let tokens = words(text, range);
    let doubts = tokens.iter().enumerate().filter_map(|(at, token)| {
        let word = &text[token.range.clone()];
        let mut after = tokens[at + 1..].iter();
        let what = after.find_map(|one| telling(one.kind, &text[one.range.clone()]))?;
        is_doubt(word).then(|| (normal(word), what))
    });
    doubts.collect()
}

/// The words of doubt in a text.
fn doubts(text: &str) -> BTreeSet<String> {
    let tokens = words(text, 0..text.len()).into_iter();
    let doubts = tokens
        .map(|token| &text[token.range])
        .filter(|word| is_doubt(word));
    doubts.map(normal).collect()
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
    fn what_may_be_is_not_found_as_what_will_be() {
        let mut brief = brief();
        let hedged = reading(
            "Herald",
            &[("Corland may buy three old ferries from Arland", &[1.0])],
        );
        let statement = &hedged.statements[0];
        brief.stories[0].claims[0].statements = vec![statement.id.clone()];
        brief.readings.push(hedged);
        let number = |text: &str| saying(&brief, text).len();
        assert_eq!(number("Corland may buy three old ferries"), 1);
        assert_eq!(number("Corland will buy three old ferries"), 0);
        assert_eq!(number("Corland may buy four old ferries from Arland"), 0);
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
