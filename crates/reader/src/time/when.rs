//! Which time of a sentence belongs to the saying and which to what is said.

use std::ops::Range;

use headwater_model::{Time, TimeKind};

/// How many bytes may stand between a verb of speech and the time of the saying.
const REACH: usize = 60;

/// Where the parts of one attribution stand, in bytes of the report's text.
#[derive(Clone, Copy, Debug)]
pub struct Saying<'a> {
    /// The sentence that holds the cue.
    pub sentence: &'a Range<usize>,
    /// The words that attribute: "said", "according to".
    pub cue: &'a Range<usize>,
    /// The words that name who says it, where there are any.
    pub source: Option<&'a Range<usize>>,
    /// What is said.
    pub content: &'a [Range<usize>],
}

/// When it was said: the time nearest to the cue, outside the content and the source.
///
/// Not every such time is one of saying. How long or how often ("for months") is none, nor is a
/// time that belongs to a noun ("Tuesday's attack", "the 2016 deal"), to a clause about the source
/// ("Ana Ramos, who was elected in 2019, said") or to something else that happened ("after talks on
/// Monday").
pub fn said_when<'t>(text: &str, saying: Saying<'_>, times: &'t [Time]) -> Option<&'t Time> {
    let Saying {
        sentence,
        cue,
        source,
        content,
    } = saying;
    let first = times.partition_point(|time| time.span.start < sentence.start);
    times[first..]
        .iter()
        .take_while(|time| time.span.end <= sentence.end)
        .filter(|time| tells_when(text, time))
        .filter(|time| !content.iter().chain(source).any(|part| shares(part, time)))
        .filter(|time| gap(cue, time) < REACH)
        .filter(|time| between(text, cue, time).is_some_and(is_direct))
        .filter(|time| !source.is_some_and(|source| is_about(text, source, cue, time)))
        .min_by_key(|time| gap(cue, time))
}

/// Whether the time can tell when something happens: no length, no rate, and not the time of
/// something else ("Tuesday's attack").
pub fn tells_when(text: &str, time: &Time) -> bool {
    is_point(time) && !is_of_noun(text, time)
}

/// Whether the time is a point or a stretch of the calendar, not a length or a rate.
fn is_point(time: &Time) -> bool {
    match time.kind {
        TimeKind::Date | TimeKind::Time => true,
        TimeKind::Duration => time.from.is_some(),
        TimeKind::Set => false,
    }
}

fn shares(part: &Range<usize>, time: &Time) -> bool {
    part.start < time.span.end && time.span.start < part.end
}

/// How many bytes stand between the cue and the time.
fn gap(cue: &Range<usize>, time: &Time) -> usize {
    if time.span.start >= cue.end {
        time.span.start - cue.end
    } else {
        cue.start.saturating_sub(time.span.end)
    }
}

/// The words between the cue and the time.
fn between<'a>(text: &'a str, cue: &Range<usize>, time: &Time) -> Option<&'a str> {
    if time.span.start >= cue.end {
        text.get(cue.end..time.span.start)
    } else {
        text.get(time.span.end..cue.start.max(time.span.end))
    }
}

/// "Ana Ramos, who was elected in 2019, said": the time stands in a clause between both.
fn is_about(text: &str, source: &Range<usize>, cue: &Range<usize>, time: &Time) -> bool {
    source.end <= time.span.start
        && time.span.end <= cue.start
        && !text.get(source.end..time.span.start).is_some_and(is_direct)
}

/// "Tuesday's attack", "the 2016 deal": the time of something else.
fn is_of_noun(text: &str, time: &Time) -> bool {
    let behind = text.get(time.span.end..).unwrap_or_default();
    behind.starts_with("'s") || behind.starts_with("’s")
}

/// Whether nothing between cue and time begins another clause or event.
fn is_direct(words: &str) -> bool {
    const OTHER: [&str; 16] = [
        "who",
        "which",
        "whose",
        "where",
        "when",
        "after",
        "before",
        "since",
        "until",
        "during",
        "following",
        "because",
        "while",
        "that",
        "as",
        "amid",
    ];
    !words.contains(['“', '”', '"', ';', '.'])
        && !words
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| OTHER.iter().any(|other| word.eq_ignore_ascii_case(other)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::times;

    /// The time of saying in a sentence where `<…>` is the source, `[…]` the cue, `{…}` content.
    fn said(marked: &str) -> Option<String> {
        let (mut text, mut opened) = (String::new(), Vec::new());
        let (mut source, mut cue, mut content) = (None, 0..0, Vec::new());
        for c in marked.chars() {
            match c {
                '<' | '[' | '{' => opened.push(text.len()),
                '>' => source = opened.pop().map(|start| start..text.len()),
                ']' => cue = opened.pop().unwrap_or(0)..text.len(),
                '}' => content.push(opened.pop().unwrap_or(0)..text.len()),
                other => text.push(other),
            }
        }
        let sentence = 0..text.len();
        let found = times(&text, std::slice::from_ref(&sentence), Some("2023-09-05"));
        let saying = Saying {
            sentence: &sentence,
            cue: &cue,
            source: source.as_ref(),
            content: &content,
        };
        said_when(&text, saying, &found).map(|time| time.span.text.clone())
    }

    #[test]
    fn the_time_beside_the_cue_is_when_it_was_said() {
        let monday = Some("Monday".to_owned());
        assert_eq!(
            said("<The mayor> [said] on Monday that {the port closed on Friday}."),
            monday
        );
        assert_eq!(
            said("{The port closed on Friday}, <the mayor> [said] on Monday."),
            monday
        );
        assert_eq!(
            said("On Monday, <the mayor> [said] {it would reopen next week}."),
            monday
        );
        assert_eq!(
            said("<The mayor> [told] reporters Monday {it closed in 2019}."),
            monday
        );
    }

    #[test]
    fn times_of_other_things_are_not() {
        for text in [
            "{The port closed on Friday}, <the mayor> [said].",
            "<Ana Ramos>, who was elected in 2019, [said] {it closed}.",
            "<The mayor> [said] after talks on Monday that {it closed}.",
            "<The mayor> has [said] for three months that {it will close}.",
            "Speaking of Tuesday's attack, <the mayor> [said] {it was grave}.",
            "<The mayor> [said] {it closed}. It was not so in 2019.",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_said_has_times_of_its_own() {
        let text = "On Monday he said the port closed on Friday for two days after the 2019 storm.";
        let found = times(
            text,
            std::slice::from_ref(&(0..text.len())),
            Some("2023-09-05"),
        );
        let content = &found[found.len() - 3..];
        let happened = content.iter().filter(|time| tells_when(text, time));
        let words: Vec<&str> = happened.map(|time| time.span.text.as_str()).collect();
        assert_eq!(words, ["Friday", "2019"]);
    }
}
