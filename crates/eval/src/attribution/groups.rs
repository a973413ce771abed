//! Where attributions are found and where not: gold attributions by how they are written.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use headwater_encoder::{Role, RoleSpan, Word};
use serde::Serialize;

use super::joined::Pair;
use crate::scores::{Ratio, share};
use crate::table::table;

/// Groups of gold attributions, in the order of the table.
const GROUPS: [&str; 12] = [
    "direct (all in quotation marks)",
    "mixed (partly)",
    "indirect (none)",
    "a pronoun as source",
    "another source",
    "no source",
    "content in one part",
    "content in several parts",
    "content over several sentences",
    "content over several paragraphs",
    "content of 1 to 5 words",
    "content of 6 to 20 words",
];
const LONGER: &str = "content of more words";

/// Counts of one group.
#[derive(Clone, Default, Serialize)]
pub struct Group {
    /// Parts of contents whose first and last word are found.
    content_exact: Ratio,
    /// Attributions whose content is found by half of its words.
    content_by_half: Ratio,
    /// The same source, where the content is found.
    source_given_content: Ratio,
}

/// Counts by group.
#[derive(Clone, Default, Serialize)]
#[serde(transparent)]
pub struct Groups(BTreeMap<&'static str, Group>);

impl Groups {
    /// Counts the gold attributions of one article; `pairs` says which were found.
    pub fn of(
        text: &str,
        words: &[Word],
        roles: &[RoleSpan],
        gold: &[[Vec<Range<usize>>; 3]],
        pairs: &[Pair],
    ) -> Self {
        let found: BTreeSet<(usize, usize)> = (roles.iter())
            .filter(|span| span.role == Role::Content)
            .map(|span| (span.words.start, span.words.end))
            .collect();
        let mut groups = Self::default();
        for (index, parts) in gold.iter().enumerate() {
            if parts[2].is_empty() {
                continue;
            }
            let pair = pairs.iter().find(|pair| pair.gold == index);
            for name in names(text, words, parts) {
                let group = groups.0.entry(name).or_default();
                for part in &parts[2] {
                    group
                        .content_exact
                        .count(found.contains(&(part.start, part.end)));
                }
                group.content_by_half.count(pair.is_some());
                if let Some(pair) = pair {
                    group.source_given_content.count(pair.same_source);
                }
            }
        }
        groups
    }

    /// Adds the counts of another article.
    pub fn add(&mut self, other: &Self) {
        for (name, more) in &other.0 {
            let sum = self.0.entry(name).or_default();
            for (sum, more) in [
                (&mut sum.content_exact, more.content_exact),
                (&mut sum.content_by_half, more.content_by_half),
                (&mut sum.source_given_content, more.source_given_content),
            ] {
                sum.right += more.right;
                sum.of += more.of;
            }
        }
    }

    /// The counts as a table: shares found, in percent.
    pub fn table(&self) -> String {
        let percent = |ratio: Ratio| match ratio.of {
            0 => "–".to_owned(),
            of => format!("{:.1}", 100.0 * share(ratio.right, of)),
        };
        let rows: Vec<(String, Vec<String>)> = (GROUPS.iter().chain([&LONGER]))
            .filter_map(|name| self.0.get_key_value(name))
            .map(|(name, group)| {
                let cells = vec![
                    group.content_by_half.of.to_string(),
                    percent(group.content_exact),
                    percent(group.content_by_half),
                    percent(group.source_given_content),
                ];
                ((*name).to_owned(), cells)
            })
            .collect();
        let head = ["", "gold", "content exact", "by half", "its source"];
        table("Recall by how it is written, in percent", &head, &rows)
    }
}

/// The groups that a gold attribution belongs to.
fn names(text: &str, words: &[Word], parts: &[Vec<Range<usize>>; 3]) -> Vec<&'static str> {
    let [source, _, content] = parts;
    let written = |range: &Range<usize>| {
        let (first, last) = (&words[range.start], &words[range.end - 1]);
        text.get(first.range.start..last.range.end)
            .unwrap_or_default()
    };
    let marks = ['“', '”', '"'];
    let whole: Vec<&str> = content.iter().map(written).collect();
    let marked = |part: &str| part.contains(marks) || part.contains("''");
    let quoted = |part: &str| {
        let part = part.trim_end_matches(['.', ',', '?', '!']);
        (part.starts_with(marks) || part.starts_with("''"))
            && (part.ends_with(marks) || part.ends_with("''"))
    };
    let how = match (
        whole.iter().any(|part| marked(part)),
        whole.iter().all(|part| quoted(part)),
    ) {
        (true, true) => GROUPS[0],
        (true, false) => GROUPS[1],
        (false, _) => GROUPS[2],
    };
    let who = match source.first().map(written) {
        None => GROUPS[5],
        Some(words) => {
            let pronouns = ["he", "she", "they", "it", "i", "we", "you", "who"];
            let pronoun = pronouns.contains(&words.to_lowercase().as_str());
            if pronoun { GROUPS[3] } else { GROUPS[4] }
        }
    };
    let several = if content.len() > 1 {
        GROUPS[7]
    } else {
        GROUPS[6]
    };
    let length: usize = content.iter().map(|part| part.len()).sum();
    let long = match length {
        0..=5 => GROUPS[10],
        6..=20 => GROUPS[11],
        _ => LONGER,
    };
    let ends = |part: &&str| {
        let inside = part.trim_end_matches(['.', '?', '!', '”', '"', '\'']);
        inside.contains(". ") || inside.contains("? ") || inside.contains("! ")
    };
    let mut names = vec![how, who, several, long];
    if whole.iter().any(|part| part.contains('\n')) {
        names.push(GROUPS[9]);
    } else if whole.iter().any(ends) {
        names.push(GROUPS[8]);
    }
    names
}
