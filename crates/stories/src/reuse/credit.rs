//! Which outlets a report names, and where.

use std::collections::BTreeMap;
use std::ops::Range;

use headwater_model::{BlockKind, Report};
use headwater_text::{fnv, is_stopword, known, shingles};

use super::Prepared;
use crate::outlet::key;

/// The outlets that a report's byline, dateline and credit lines name: by their keys, as written.
pub(super) fn credited(report: &Report) -> BTreeMap<String, String> {
    let mut outlets = BTreeMap::new();
    for line in lines(report) {
        let pieces = pieces(line);
        outlets.extend(known_in(line, &pieces));
        outlets.extend(unknown_in(line, &pieces));
    }
    for span in &report.credits {
        // A credit is an outlet's name already; an unknown one counts by its spelling.
        let found = known_in(&span.text, &pieces(&span.text));
        if found.is_empty() {
            outlets.insert(key(&span.text), as_shown(&span.text));
        }
        outlets.extend(found);
    }
    outlets.remove("");
    outlets
}

/// Whether one of these lines, or a block of that kind in the text, names the outlet, as a name of
/// its own and not as a part of another. Names that nobody knows are found this way too.
pub(super) fn credits(report: &Report, outlet: &str) -> bool {
    let name: Vec<u64> = bare(outlet);
    let credits = report.credits.iter().map(|span| span.text.as_str());
    let kinds = [BlockKind::Byline, BlockKind::Credit];
    let blocks = report.blocks.iter();
    let printed = blocks
        .filter(|block| kinds.contains(&block.kind))
        .filter_map(|block| report.text.get(block.start..block.end));
    lines(report).chain(credits).chain(printed).any(|line| {
        let pieces = pieces(line);
        (0..pieces.len()).any(|at| {
            let run = at..at + name.len();
            let hashes = pieces.get(run.clone()).unwrap_or_default().iter();
            !name.is_empty()
                && hashes.map(|piece| piece.hash).eq(name.iter().copied())
                && pieces[at].begins_upper
                && (name.len() > 1 || !in_longer(&pieces, &run))
        })
    })
}

/// What an outlet is compared by in the index, by its key.
pub(super) fn hash(key: &str) -> u32 {
    fnv(key.as_bytes()) as u32
}

/// The name for people of the outlet with this key: a known one's, else as it was written.
pub(super) fn name(key: &str, written: &str) -> String {
    known::by_id(key).map_or_else(|| written.to_owned(), |known| known.name.to_owned())
}

/// Whether the outlet with this key is an agency whose copy others print.
pub(super) fn is_wire(key: &str) -> bool {
    known::by_id(key).map_or_else(
        || (key.rsplit(' ').next()).is_some_and(|word| WIRE_WORDS.contains(&word)),
        |known| known.wire,
    )
}

/// Last words of the names of agencies.
const WIRE_WORDS: [&str; 5] = ["agency", "newswire", "newswires", "wire", "wires"];

/// Words that the names of outlets and agencies have and those of people have not: a name that
/// nobody knows is taken for an outlet's where a credit line has it and it has one of them.
const OUTLET_WORDS: [&str; 38] = [
    "agency",
    "broadcasting",
    "bulletin",
    "chronicle",
    "courier",
    "daily",
    "dispatch",
    "examiner",
    "gazette",
    "globe",
    "guardian",
    "herald",
    "independent",
    "inquirer",
    "journal",
    "ledger",
    "magazine",
    "media",
    "mirror",
    "monitor",
    "network",
    "news",
    "newspapers",
    "newswire",
    "observer",
    "post",
    "press",
    "radio",
    "review",
    "sentinel",
    "service",
    "standard",
    "telegraph",
    "television",
    "times",
    "tribune",
    "tv",
    "wire",
];

/// Words after which initials are an agency's.
const BEFORE_INITIALS: [&str; 6] = ["with", "via", "source", "sources", "from", "by"];

/// Words with a capital that begin a credit line and are no part of a name.
const OPENERS: [&str; 12] = [
    "source",
    "sources",
    "credit",
    "copyright",
    "reporting",
    "additional",
    "contributed",
    "courtesy",
    "originally",
    "published",
    "staff",
    "story",
];

/// Agencies under a name that they had once and that people have too: it counts in credits only.
const ONCE_CALLED: [(&str, &str); 1] = [("Reuter", "media:reuters")];

/// Words that an outlet's name may have at most ("The New York Times Company").
const NAME_WORDS: usize = 5;

/// Byline and dateline.
fn lines(report: &Report) -> impl Iterator<Item = &str> {
    let dateline = report.dateline.as_ref().map(|span| span.text.as_str());
    report.byline.as_deref().into_iter().chain(dateline)
}

/// A word of a credit line.
struct Piece {
    hash: u64,
    range: Range<usize>,
    begins_upper: bool,
    /// Whether it can be a part of a name: it has a capital, and it opens no credit.
    of_name: bool,
    /// Whether nothing but a space, a hyphen or "&" stands between the word before and this.
    joined: bool,
}

fn pieces(line: &str) -> Vec<Piece> {
    let mut end = 0;
    let words = shingles(line, 0..line.len(), 1).into_iter();
    let pieces = words.map(|(hash, range)| {
        let word = line[range.clone()].to_lowercase();
        let begins_upper = line[range.clone()].starts_with(char::is_uppercase);
        let between = &line[end..range.start];
        let joined = end > 0 && between.chars().all(|c| matches!(c, ' ' | '-' | '&'));
        end = range.end;
        Piece {
            hash,
            range,
            begins_upper,
            of_name: begins_upper && !is_stopword(&word) && !OPENERS.contains(&word.as_str()),
            joined,
        }
    });
    pieces.collect()
}

/// Whether the run goes on to the left or to the right as a name does.
fn in_longer(pieces: &[Piece], run: &Range<usize>) -> bool {
    let before = pieces[run.start].joined && pieces[run.start - 1].of_name;
    let after = (pieces.get(run.end)).is_some_and(|piece| piece.joined && piece.of_name);
    before || after
}

/// Known outlets that a line names, by trying every run of words as a name.
fn known_in(line: &str, pieces: &[Piece]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let longest = (1..=NAME_WORDS.min(pieces.len() - at))
            .rev()
            .find_map(|length| {
                let run = at..at + length;
                let text = written(line, pieces, &run);
                let outlet = known::outlet(text).or_else(|| once_called(text))?;
                is_whole(outlet, text, pieces, &run).then_some((length, outlet, text))
            });
        at += match longest {
            Some((length, outlet, text)) => {
                found.push((outlet.id.to_owned(), text.to_owned()));
                length
            }
            None => 1,
        };
    }
    found
}

fn once_called(name: &str) -> Option<&'static known::Known> {
    let (_, id) = ONCE_CALLED.iter().find(|(once, _)| *once == name)?;
    known::by_id(id)
}

/// Whether a known name stands for itself and is no part of a longer one: the Danebury Telegraph is
/// not the Telegraph. Agencies and initials stand behind names of people without a comma, and so
/// do names of several words, if the name before is a person's, of two words.
fn is_whole(outlet: &known::Known, text: &str, pieces: &[Piece], run: &Range<usize>) -> bool {
    let initials = text.chars().all(|c| !c.is_lowercase()) || text.contains('.');
    if outlet.wire || initials {
        return true;
    }
    let names = |run: Range<usize>| pieces[run].iter().filter(|piece| piece.of_name).count();
    if names(run.clone()) < 2 {
        return !in_longer(pieces, run);
    }
    let before = (0..run.start).rev();
    let person = before.take_while(|&at| pieces[at].of_name && pieces[at + 1].joined);
    person.count() != 1
}

/// Outlets in a line that nobody knows: runs of words with capitals, one of which only outlets
/// have, and initials where an agency's stand.
fn unknown_in(line: &str, pieces: &[Piece]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        if !pieces[at].of_name {
            at += 1;
            continue;
        }
        let joined = |piece: &&Piece| piece.of_name && piece.joined;
        let end = at + 1 + pieces[at + 1..].iter().take_while(joined).count();
        let is_outlet = |place: &usize| {
            let word = line[pieces[*place].range.clone()].to_lowercase();
            OUTLET_WORDS.contains(&word.as_str())
        };
        let name = match (at..end).rev().find(is_outlet) {
            Some(last) if last > at => Some(at..last + 1),
            _ if end == at + 1 && is_initials(line, pieces, at) => Some(at..end),
            _ => None,
        };
        let text = name.map(|run| written(line, pieces, &run));
        // What is known has been found already.
        let unknown = |text: &&str| known_in(text, &self::pieces(text)).is_empty();
        if let Some(text) = text.filter(unknown) {
            found.push((key(text), as_shown(text)));
        }
        at = end;
    }
    found
}

/// Whether the word is two to six capitals, in brackets or after "with" and the like, and no
/// country's.
fn is_initials(line: &str, pieces: &[Piece], at: usize) -> bool {
    let range = &pieces[at].range;
    let word = &line[range.clone()];
    let capitals = (2..=6).contains(&word.len()) && word.chars().all(char::is_uppercase);
    let bracketed = line[..range.start].ends_with('(') && line[range.end..].starts_with(')');
    let before = at.checked_sub(1).map(|before| &pieces[before].range);
    let after = before.is_some_and(|before| {
        BEFORE_INITIALS.contains(&line[before.clone()].to_lowercase().as_str())
    });
    capitals && (bracketed || after) && known::lookup(word).is_none()
}

fn written<'l>(line: &'l str, pieces: &[Piece], run: &Range<usize>) -> &'l str {
    &line[pieces[run.start].range.start..pieces[run.end - 1].range.end]
}

/// A name as people read it: without its article.
fn as_shown(name: &str) -> String {
    let name = name.trim();
    let bare = name.strip_prefix("The ").or(name.strip_prefix("the "));
    bare.unwrap_or(name).to_owned()
}

/// The words of a name without its article.
fn bare(name: &str) -> Vec<u64> {
    let name = as_shown(name);
    let words = shingles(&name, 0..name.len(), 1);
    words.into_iter().map(|word| word.0).collect()
}

/// Whether the report's running text names the outlet, in one of its known forms and with a
/// capital: "the times" is not a newspaper.
pub(super) fn mentions(read: &Prepared<'_>, outlet: &str) -> bool {
    let known = known::outlet(outlet);
    let aliases = known
        .into_iter()
        .flat_map(|k| k.aliases.iter().copied().chain([k.name]));
    aliases.chain([outlet]).any(|name| has_name(read, name))
}

fn has_name(read: &Prepared<'_>, name: &str) -> bool {
    let name = bare(name);
    if name.is_empty() {
        return false;
    }
    let text = |at: usize| &read.report.text[read.words[at].range.clone()];
    let ends = read.words.windows(name.len()).enumerate();
    let mut places = ends
        .filter(|(_, run)| run[0].hash == name[0])
        .filter(|(_, run)| run.iter().map(|word| word.hash).eq(name.iter().copied()))
        .map(|(at, _)| at);
    places.any(|at| {
        let whole = name.len() > 1 || at == 0 || !is_joined_name(read, at - 1, at);
        whole && text(at + name.len() - 1).starts_with(char::is_uppercase)
    })
}

/// Whether a word with a capital, and nothing but a space, stands before a name of one word: then
/// that is the end of a longer name.
fn is_joined_name(read: &Prepared<'_>, before: usize, at: usize) -> bool {
    let [before, at] = [before, at].map(|word| read.words[word].range.clone());
    let text = &read.report.text;
    let word = &text[before.clone()];
    text.get(before.end..at.start) == Some(" ")
        && word.starts_with(char::is_uppercase)
        && !is_stopword(&word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(byline: &str) -> Report {
        Report {
            byline: Some(byline.to_owned()),
            ..crate::sample::report("", "", None)
        }
    }

    fn named(byline: &str) -> Vec<String> {
        let named = credited(&report(byline)).into_iter();
        named.map(|(key, written)| name(&key, &written)).collect()
    }

    #[test]
    fn known_outlets_are_found_in_a_byline() {
        assert_eq!(named("Ana Ruiz, with AFP"), ["Agence France-Presse"]);
        assert_eq!(named("By ANA RUIZ Associated Press"), ["Associated Press"]);
        assert_eq!(named("Ana Ruiz for The Guardian"), ["The Guardian"]);
        assert_eq!(named("By Ana Ruiz, CNN"), ["CNN"]);
        assert_eq!(named("Ana Ruiz, Reuter"), ["Reuters"]);
    }

    #[test]
    fn a_short_name_in_a_longer_one_is_another_outlet() {
        assert_eq!(
            named("Ana Ruiz, Danebury Telegraph"),
            ["Danebury Telegraph"]
        );
        assert_eq!(
            named("With Orchard Vale Guardian"),
            ["Orchard Vale Guardian"]
        );
    }

    #[test]
    fn an_unknown_agency_counts_where_a_credit_names_it() {
        assert_eq!(named("By Meridian News Agency"), ["Meridian News Agency"]);
        assert_eq!(named("Ana Ruiz, with Vell Newswire"), ["Vell Newswire"]);
        assert_eq!(named("LIND (XNA)"), ["XNA"]);
        assert_eq!(named("Source: MNW"), ["MNW"]);
        assert!(named("By Ana Ruiz in Lind").is_empty());
        assert!(named("Ana Ruiz and Tom Bell (USA)").is_empty());
    }

    #[test]
    fn a_name_without_a_telling_word_counts_where_it_is_asked_for() {
        assert!(credits(&report("Ana Ruiz, with Upriver"), "Upriver"));
        assert!(credits(&report("Ana Ruiz, with Daymark"), "The Daymark"));
        assert!(!credits(&report("Ana Upriver"), "Upriver"));
        assert!(!credits(&report("Ana Ruiz"), ""));
    }

    #[test]
    fn a_text_names_an_outlet_with_or_without_its_article() {
        let read = |text: &str| {
            let mut report = report("");
            report.text = text.to_owned();
            Prepared::of(std::borrow::Cow::Owned(report))
        };
        assert!(mentions(
            &read("A list that Daymark printed."),
            "The Daymark"
        ));
        assert!(!mentions(
            &read("Out of the Low Daymark came smoke."),
            "The Daymark"
        ));
        assert!(!mentions(
            &read("The Danebury Telegraph said so."),
            "Telegraph"
        ));
        assert!(mentions(&read("The Telegraph said so."), "The Telegraph"));
    }
}
