//! Which outlets a report names, and where.

use std::collections::BTreeSet;

use headwater_model::Report;
use headwater_text::{known, name_key, shingles};

use super::Prepared;

/// Keys of the outlets that a report's byline, dateline and credit lines name.
pub(super) fn credited(report: &Report) -> BTreeSet<String> {
    let lines = (report.byline.as_deref().into_iter())
        .chain(report.dateline.as_ref().map(|span| span.text.as_str()));
    let mut outlets: BTreeSet<String> = lines.flat_map(outlets_in).collect();
    for span in &report.credits {
        // A credit is an outlet's name already; an unknown one counts by its spelling.
        let found = outlets_in(&span.text);
        if found.is_empty() {
            outlets.insert(key(&span.text));
        }
        outlets.extend(found);
    }
    outlets.remove("");
    outlets
}

/// What an outlet is compared by: the id of a known one, else its spelling.
pub(super) fn key(outlet: &str) -> String {
    known::outlet(outlet).map_or_else(|| name_key(outlet), |known| known.id.to_owned())
}

/// The name for people of the outlet with this key.
pub(super) fn name(key: &str) -> String {
    known::by_id(key).map_or_else(|| key.to_owned(), |known| known.name.to_owned())
}

/// Whether the outlet with this key is an agency whose copy others print.
pub(super) fn is_wire(key: &str) -> bool {
    known::by_id(key).is_some_and(|known| known.wire)
}

/// Words that an outlet's name may have at most ("The New York Times Company").
const NAME_WORDS: usize = 5;

/// Known outlets that a line names, by trying every run of words as a name.
fn outlets_in(line: &str) -> Vec<String> {
    let words: Vec<_> = shingles(line, 0..line.len(), 1);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let longest = (1..=NAME_WORDS.min(words.len() - at))
            .rev()
            .find_map(|length| {
                let run = words[at].1.start..words[at + length - 1].1.end;
                let outlet = known::outlet(&line[run])?;
                Some((length, outlet.id.to_owned()))
            });
        at += match longest {
            Some((length, id)) => {
                found.push(id);
                length
            }
            None => 1,
        };
    }
    found
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
    let name: Vec<u64> = shingles(name, 0..name.len(), 1)
        .iter()
        .map(|word| word.0)
        .collect();
    if name.is_empty() {
        return false;
    }
    read.words.windows(name.len()).any(|run| {
        let same = run.iter().map(|word| word.hash).eq(name.iter().copied());
        let last = &run[run.len() - 1];
        let text = &read.report.text[last.range.clone()];
        same && text.starts_with(char::is_uppercase)
    })
}
