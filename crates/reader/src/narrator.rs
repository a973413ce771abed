//! What a report says in its own voice: sentences, or the parts of them, that no attribution holds.

use std::ops::Range;
use std::sync::LazyLock;

use headwater_text::{TokenKind, words};
use regex::Regex;

use headwater_model::EntityKind;

use crate::ground::{Ground, trim_matches};
use crate::names::Names;
use crate::pattern::pattern;

/// Fewest words of a part of a sentence that says something by itself.
const FEWEST_OF_PART: usize = 6;
/// Fewest words of a whole sentence that says something.
const FEWEST_OF_SENTENCE: usize = 4;

/// Ranges of the report's own words, in text order. `taken` are the bytes of attributions.
pub(crate) fn own_words(
    ground: &Ground<'_>,
    names: &Names,
    taken: &[Range<usize>],
) -> Vec<Range<usize>> {
    let taken = merged(taken);
    let mut found = Vec::new();
    for sentence in &ground.sentences {
        if ground.passages[sentence.passage].headline {
            continue;
        }
        let next = taken.partition_point(|part| part.end <= sentence.range.start);
        let first = taken
            .get(next)
            .filter(|part| part.start < sentence.range.end);
        let Some(first) = first else {
            let range = tidy(ground.text, sentence.range.clone());
            if count(ground.text, &range) >= FEWEST_OF_SENTENCE
                && !is_question(ground.text, &sentence.range)
            {
                found.extend(propositions(ground.text, names, &range));
            }
            continue;
        };
        let start = first.start;
        // What stands before the first attribution is a clause of its own when it is long enough;
        // what stands between or behind is mostly its grammar.
        if start > sentence.range.start {
            let range = tidy(ground.text, sentence.range.start..start);
            if count(ground.text, &range) >= FEWEST_OF_PART && !opens(ground.text, &range) {
                found.push(range);
            }
        }
        // A second proposition behind the last attribution ("…, and Russia could …") is one, too.
        let behind = taken[next..]
            .iter()
            .take_while(|part| part.start < sentence.range.end)
            .last()
            .map_or(sentence.range.end, |part| part.end);
        let rest = ground
            .text
            .get(behind..sentence.range.end)
            .unwrap_or_default();
        let joined = JOINS.iter().find(|join| rest.starts_with(**join));
        if let Some(join) = joined {
            let range = tidy(ground.text, behind + join.len()..sentence.range.end);
            if count(ground.text, &range) >= FEWEST_OF_PART - 1
                && is_clause(ground.text, names, &range)
            {
                found.push(range);
            }
        }
    }
    found
}

/// Between two propositions of one sentence.
const JOINS: [&str; 6] = [
    ", and ",
    ", but ",
    ", while ",
    ", though ",
    ", although ",
    "; ",
];

/// Whether a name or pronoun with a verb begins the range.
fn is_clause(text: &str, names: &Names, range: &Range<usize>) -> bool {
    let named = names.at(range.start).is_some_and(|mention| {
        matches!(
            names.kind(mention),
            EntityKind::Person | EntityKind::Organisation | EntityKind::Country | EntityKind::Media
        )
    });
    named && next_is_verb(text, names, range.start, range.end)
        || place_acts(text, names, range)
        || starts_with_pronoun(&text[range.clone()])
}

/// Whether a place and a verb that shows its form begin the range: "Moscow appears".
fn place_acts(text: &str, names: &Names, range: &Range<usize>) -> bool {
    let Some(mention) = names.at(range.start) else {
        return false;
    };
    let behind = text.get(mention.range.end..range.end).unwrap_or_default();
    let verb = behind.split_whitespace().next().unwrap_or_default();
    names.kind(mention) == EntityKind::Place
        && behind.starts_with(' ')
        && (verb.ends_with("ed") || verb.ends_with('s') || matches!(verb, "had" | "will" | "would"))
        && verb.starts_with(char::is_lowercase)
}

/// The ranges in order, those that touch made one.
pub(crate) fn merged(ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut sorted = ranges.to_vec();
    sorted.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in sorted {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// A sentence of two propositions ("…, and Kim could …") as two ranges; any other as one.
///
/// It is cut where a comma and "and", "but" or "while" stand before a name or pronoun that begins
/// a clause, outside quotation marks, with words enough on both sides.
pub(crate) fn propositions(text: &str, names: &Names, range: &Range<usize>) -> Vec<Range<usize>> {
    let words = &text[range.clone()];
    let mut parts = Vec::new();
    let mut start = range.start;
    let mut joins: Vec<(usize, &str)> = (JOINS.iter())
        .flat_map(|join| words.match_indices(join))
        .collect();
    joins.sort_unstable();
    for (at, join) in joins {
        let (before, after) = (range.start + at, range.start + at + join.len());
        let quoted = words[..at].matches('“').count() != words[..at].matches('”').count();
        if before <= start || quoted || !is_clause(text, names, &(after..range.end)) {
            continue;
        }
        let long = |range| count(text, &range) >= FEWEST_OF_PART - 1;
        if long(start..before) && long(after..range.end) {
            parts.push(start..before);
            start = after;
        }
    }
    parts.push(start..range.end);
    parts
        .into_iter()
        .flat_map(|part| with_outcome(text, part))
        .collect()
}

/// "The ferry sank, ⟨killing at least 14 people⟩": what came of it, in numbers, is a proposition of its own.
fn with_outcome(text: &str, part: Range<usize>) -> Vec<Range<usize>> {
    static OUTCOME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)(?:,| and)\s+((?:killing|injuring|wounding|leaving|displacing|trapping|stranding|destroying)\s+(?:(?:at least|up to|more than|as many as|about|some|nearly|almost|an estimated|over|around)\s+)?(?:\d|an?\s|one\s|two\s|three\s|four\s|five\s|six\s|seven\s|eight\s|nine\s|ten\s|dozens|scores|hundreds|thousands|several|many)[^“”]*)$",
        )
    });
    static IN_WHICH: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i),?\s+in which\s+((?:(?:at least|up to|more than|as many as|about|some|nearly|almost|over|around)\s+)?(?:\d|two\s|three\s|four\s|five\s|six\s|seven\s|eight\s|nine\s|ten\s|dozens|scores|hundreds|thousands|several|many)[^“”,]*\s(?:died|dead|killed|injured|hurt|wounded|missing))$",
        )
    });
    let words = &text[part.clone()];
    let found = [&OUTCOME, &IN_WHICH]
        .into_iter()
        .find_map(|outcome| outcome.captures(words));
    let Some((whole, outcome)) = found.and_then(|found| Some((found.get(0)?, found.get(1)?)))
    else {
        return vec![part];
    };
    let before = part.start..part.start + whole.start();
    let quoted = words[..whole.start()].contains(['“', '"']);
    match quoted || count(text, &before) < FEWEST_OF_SENTENCE {
        true => vec![part],
        false => vec![before, part.start + outcome.start()..part.end],
    }
}

/// Whether a small-letter word that is no conjunction stands behind the name: most likely a verb.
fn next_is_verb(text: &str, names: &Names, name: usize, end: usize) -> bool {
    let Some(mention) = names.at(name) else {
        return false;
    };
    let after = text.get(mention.range.end..end).unwrap_or_default();
    let word = after
        .strip_prefix(' ')
        .and_then(|rest| rest.split_whitespace().next())
        .unwrap_or_default();
    word.starts_with(char::is_lowercase)
        && ![
            "and", "or", "of", "in", "at", "on", "for", "to", "with", "from",
        ]
        .contains(&word)
}

fn starts_with_pronoun(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    ["he", "she", "it", "they", "we", "there"].contains(&first)
}

fn count(text: &str, range: &Range<usize>) -> usize {
    words(text, range.clone())
        .iter()
        .filter(|token| token.kind != TokenKind::Punct)
        .count()
}

/// Without the words and marks that join it to what follows.
fn tidy(text: &str, range: Range<usize>) -> Range<usize> {
    let mut range = trim_matches(text, range, |c| c.is_whitespace() || ",;:—–-.".contains(c));
    let joins = [
        " that",
        " and",
        " but",
        " while",
        " which",
        " who",
        " as",
        " though",
        " although",
        " because",
        " when",
        " where",
        " even",
    ];
    while let Some(join) = joins
        .iter()
        .find(|join| text[range.clone()].ends_with(**join))
    {
        range.end -= join.len();
        range = trim_matches(text, range, |c| c.is_whitespace() || ",;:—–-".contains(c));
    }
    range
}

/// A subordinate opening ("In an interview with …", "Asked about …") belongs to what follows it.
fn opens(text: &str, range: &Range<usize>) -> bool {
    let first = text[range.clone()]
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let openers = [
        "in",
        "on",
        "at",
        "asked",
        "during",
        "after",
        "before",
        "when",
        "if",
        "as",
        "with",
        "by",
        "speaking",
        "while",
        "although",
        "despite",
        "following",
        "since",
        "for",
        "to",
        "from",
    ];
    openers.contains(&first.trim_end_matches(','))
}

fn is_question(text: &str, range: &Range<usize>) -> bool {
    text[range.clone()].trim_end().ends_with('?')
}

#[cfg(test)]
mod tests {
    use headwater_encoder::Encoding;
    use headwater_model::{Report, report_id};

    use super::*;

    #[test]
    fn what_came_of_it_in_numbers_is_a_proposition() {
        let cut = |text: &str| -> Vec<String> {
            let parts = with_outcome(text, 0..text.len()).into_iter();
            parts.map(|part| text[part].to_owned()).collect()
        };
        let blast = "A tank blew up in the old port, killing at least two people and injuring nine";
        assert_eq!(
            cut(blast),
            [
                "A tank blew up in the old port",
                "killing at least two people and injuring nine"
            ]
        );
        assert_eq!(
            cut("Talks followed the blast, in which some 30 people died")[1],
            "some 30 people died"
        );
        assert_eq!(cut("The mayor spoke for hours, killing the mood").len(), 1);
        assert_eq!(cut("“He came home late, killing two birds”").len(), 1);
    }

    #[test]
    fn a_sentence_is_cut_at_its_joins_in_their_order() {
        let text = "The council met for hours on the square; it rained hard all the long day, and \
                    she went home early in the night.";
        let report = Report {
            id: report_id(text, None),
            path: String::new(),
            outlet: None,
            title: None,
            byline: None,
            published: None,
            language: None,
            text: text.to_owned(),
            url: None,
            dateline: None,
            credits: Vec::new(),
            blocks: Vec::new(),
        };
        let ground = Ground::of(&report);
        let names = Names::of(&ground, &Encoding::default());
        let parts: Vec<&str> = (propositions(text, &names, &(0..text.len())).into_iter())
            .map(|part| &text[part])
            .collect();
        assert_eq!(parts.len(), 3, "{parts:?}");
        assert!(parts[1].starts_with("it rained") && parts[2].starts_with("she went"));
    }
}
