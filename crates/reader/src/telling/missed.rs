//! Attributions that the network left out, told by the form of their sentence.

use std::ops::Range;

use headwater_model::EntityKind;

use super::{FEWEST_WORDS, SHOWS, is_proposition};
use crate::attributions::Attribution;
use crate::ground::{Ground, trim, trim_matches};
use crate::names::Names;
use crate::narrator::merged;
use crate::outer::is_voice;
use crate::subjects::subject;
use crate::voices::is_document;

/// Adds attributions that the network left out: "According to the survey, …", "the files show that …", "the police
/// identified the man as …", "the survey put the toll at nine", "the mayor told Reuters two bridges had …". Only in words that no other attribution holds.
pub(crate) fn add(ground: &Ground<'_>, names: &Names, attributions: &mut Vec<Attribution>) {
    let mut more = Vec::new();
    let parts: Vec<Range<usize>> = attributions
        .iter()
        .flat_map(Attribution::parts)
        .cloned()
        .collect();
    let taken = merged(&parts);
    for sentence in &ground.sentences {
        if ground.passages[sentence.passage].headline {
            continue;
        }
        let range = trim_matches(ground.text, sentence.range.clone(), |c| {
            c.is_whitespace() || ".!".contains(c)
        });
        let found = opened(ground, names, &range)
            .or_else(|| shown(ground, names, &range))
            .or_else(|| shown_at_end(ground, names, &range))
            .or_else(|| identified(ground, names, &range))
            .or_else(|| put(ground, names, &range))
            .or_else(|| told(ground, names, &range));
        let Some((source, cue, content)) = found else {
            continue;
        };
        let whole = source.start.min(cue.start)..content.end;
        let next = taken.partition_point(|part| part.end <= whole.start);
        let free = taken.get(next).is_none_or(|part| part.start >= whole.end);
        if free {
            more.push(Attribution {
                source: Some(source),
                cue: Some(cue),
                content: vec![content],
                confidence: MISSED,
                carried: false,
                carriers: Vec::new(),
            });
        }
    }
    attributions.extend(more);
    attributions.sort_by_key(|attribution| attribution.content_range().start);
}

/// Of an attribution that the network left out.
const MISSED: f32 = 0.7;

/// Source, cue and content.
type Parts = (Range<usize>, Range<usize>, Range<usize>);

/// "According to the survey, a quake hit …".
fn opened(ground: &Ground<'_>, names: &Names, range: &Range<usize>) -> Option<Parts> {
    const CUE: &str = "According to ";
    /// Most bytes of a source.
    const LONGEST: usize = 120;
    let text = ground.text;
    let words = text.get(range.clone())?;
    let rest = words.strip_prefix(CUE)?;
    let start = range.start + CUE.len();
    let mut comma = rest.find(", ")?;
    // "Ann Low, a lawyer, the council …": what tells more about the source belongs to it.
    let behind = &rest[comma + 2..];
    let apposed = ["a ", "an ", "who ", "which ", "whose "]
        .iter()
        .any(|first| behind.starts_with(first));
    if apposed {
        comma += 2 + behind.find(", ")?;
    }
    let source = start..start + comma.min(rest.len());
    let content = trim(text, source.end + 1..range.end);
    let long = text[content.clone()].split_whitespace().count() >= FEWEST_WORDS;
    (comma <= LONGEST && long && is_voice(ground, names, &source)).then(|| {
        (
            source,
            range.start..range.start + CUE.trim_end().len(),
            content,
        )
    })
}

/// "The files show that …", "research has shown that …".
fn shown(ground: &Ground<'_>, names: &Names, range: &Range<usize>) -> Option<Parts> {
    let text = ground.text;
    let words = text.get(range.clone())?;
    let joint = words
        .find(" that ")
        .filter(|at| !words[..*at].contains(['“', '"']));
    // "That" may stand before, too: "the concern is that the research shows that …".
    let joints = joint.map(|from| {
        words[from..]
            .match_indices(" that ")
            .map(move |(at, _)| from + at)
    })?;
    let (at, verb) = joints
        .filter_map(|at| {
            let verb = words[..at].rsplit(' ').next()?;
            (SHOWS.contains(&verb) && !verb.starts_with("sug")).then_some((at, verb))
        })
        .next()?;
    let cue = range.start + at - verb.len()..range.start + at;
    let source = subject(ground, names, &cue, None)?;
    let content = trim(text, range.start + at + " that ".len()..range.end);
    let long = text[content.clone()].split_whitespace().count() >= FEWEST_WORDS;
    (long && is_document(&text[source.clone()])).then_some((source, cue, content))
}

/// "A fire was still burning on Saturday, satellite images showed."
fn shown_at_end(ground: &Ground<'_>, names: &Names, range: &Range<usize>) -> Option<Parts> {
    let text = ground.text;
    let words = text.get(range.clone())?;
    let verb = words.rsplit(' ').next()?;
    let comma = words.rfind(", ")?;
    if !SHOWS.contains(&verb) || words[comma..].contains(['“', '”', '"']) {
        return None;
    }
    let cue = range.end - verb.len()..range.end;
    let source = trim(text, range.start + comma + 1..cue.start);
    let content = range.start..range.start + comma;
    let long = text[content.clone()].split_whitespace().count() >= FEWEST_WORDS;
    (long && is_document(&text[source.clone()]) && is_voice(ground, names, &source))
        .then_some((source, cue, content))
}

/// "The police identified the man as Tom Low".
fn identified(ground: &Ground<'_>, names: &Names, range: &Range<usize>) -> Option<Parts> {
    const VERB: &str = " identified ";
    let text = ground.text;
    let words = text.get(range.clone())?;
    let at = words
        .find(VERB)
        .filter(|at| !words[..*at].contains(['“', '"']))?;
    let content = range.start + at + VERB.len()..range.end;
    let cue = range.start + at + 1..content.start - 1;
    let source = subject(ground, names, &cue, None)?;
    let lower = text[source.clone()].to_lowercase();
    // Those who tell the public who somebody is.
    let tells = [
        "police",
        "authorities",
        "officials",
        "prosecutors",
        "investigators",
        "coroner",
        "sheriff",
        "court",
    ];
    let named = tells.iter().any(|word| lower.contains(word));
    (named && text[content.clone()].contains(" as ") && is_voice(ground, names, &source))
        .then_some((source, cue, content))
}

/// "The survey put the quake's magnitude at 5.9": an estimate is whose it is.
fn put(ground: &Ground<'_>, names: &Names, range: &Range<usize>) -> Option<Parts> {
    const VERBS: [&str; 2] = [" put the ", " puts the "];
    let text = ground.text;
    let words = text.get(range.clone())?;
    let (at, verb) = VERBS
        .iter()
        .find_map(|verb| words.find(verb).map(|at| (at, *verb)))
        .filter(|(at, _)| !words[..*at].contains(['“', '"']))?;
    let cue = range.start + at + 1..range.start + at + verb.len() - " the ".len();
    let content = cue.end + 1..range.end;
    let said = &text[content.clone()];
    let end = [", but ", ", while ", ", and ", "; "]
        .iter()
        .filter_map(|joint| said.find(joint))
        .min()
        .unwrap_or(said.len());
    let content = content.start..content.start + end;
    let (_, figure) = text[content.clone()].split_once(" at ")?;
    let mut figure = figure.split_whitespace().take(4);
    let counted =
        figure.any(|word| word.starts_with(|c: char| c.is_ascii_digit() || "$£€".contains(c)));
    let source = subject(ground, names, &cue, None)?;
    (counted && is_voice(ground, names, &source)).then_some((source, cue, content))
}

/// "The mayor told the agency Reuters two bridges had fallen": no "that" stands before what was told.
fn told(ground: &Ground<'_>, names: &Names, range: &Range<usize>) -> Option<Parts> {
    const VERB: &str = " told ";
    /// Most words between the verb and the outlet's name.
    const MOST_BETWEEN: usize = 4;
    let text = ground.text;
    let words = text.get(range.clone())?;
    let at = words
        .find(VERB)
        .filter(|at| !words[..*at].contains(['“', '"']))?;
    let from = range.start + at + VERB.len();
    let outlet = (names.inside(&(from..range.end)).first())
        .filter(|one| names.kind(one) == EntityKind::Media)?;
    let between = text.get(from..outlet.range.start)?;
    let behind = text.get(outlet.range.end..range.end)?;
    if between.contains(',') || between.split_whitespace().count() > MOST_BETWEEN {
        return None;
    }
    let noun = [
        " news agency ",
        " television ",
        " radio ",
        " newspaper ",
        " news ",
    ]
    .iter()
    .find(|noun| behind.starts_with(**noun));
    let start = outlet.range.end + noun.map_or(0, |noun| noun.len());
    let content = trim(text, start..range.end);
    let said = &text[content.clone()];
    let said = said.strip_prefix("that ").unwrap_or(said);
    let whole = said.starts_with(char::is_alphanumeric)
        && said.split_whitespace().count() >= FEWEST_WORDS
        && is_proposition(said);
    let cue = range.start + at + 1..from - 1;
    let source = subject(ground, names, &cue, None)?;
    (whole && is_voice(ground, names, &source)).then_some((source, cue, content))
}

#[cfg(test)]
mod tests {
    use headwater_encoder::{Encoding, EntitySpan, EntityTag, Passage};

    use super::*;
    use crate::ground::Sentence;

    /// Source and content of what is found in one sentence, where the network saw this body.
    fn found(text: &str, body: &str) -> Option<(String, String)> {
        let at = text.find(body).expect("the name stands in the text");
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
        let mut encoding = Encoding::default();
        encoding.entities = vec![EntitySpan {
            tag: EntityTag::Organisation,
            range: at..at + body.len(),
            probability: 0.9,
        }];
        let names = Names::of(&ground, &encoding);
        let mut all = Vec::new();
        add(&ground, &names, &mut all);
        let one = all.pop()?;
        let source = text[one.source.clone()?].to_owned();
        Some((source, text[one.content_range()].to_owned()))
    }

    #[test]
    fn an_estimate_is_whose_it_is() {
        let text = "The Harbour Survey put the quake’s depth at 9 km, but others doubt it.";
        let (source, content) = found(text, "Harbour Survey").expect("found");
        assert_eq!(source, "The Harbour Survey");
        assert_eq!(content, "the quake’s depth at 9 km");
        assert!(found("Harbour Survey put the boat at rest.", "Harbour Survey").is_none());
    }

    #[test]
    fn what_a_document_shows_may_stand_before_it() {
        let text = "The mill was still burning on Monday, images from Quay Labs showed.";
        let (source, content) = found(text, "Quay Labs").expect("found");
        assert_eq!(source, "images from Quay Labs");
        assert_eq!(content, "The mill was still burning on Monday");
        assert!(found("The mill burns, as Quay Labs showed.", "Quay Labs").is_none());
    }

    #[test]
    fn what_an_outlet_was_told_needs_no_that() {
        let text =
            "The governor of the island told the Reuters news agency four bridges had fallen.";
        let (source, content) = found(text, "Reuters").expect("found");
        assert_eq!(source, "The governor of the island");
        assert_eq!(content, "four bridges had fallen");
    }
}
