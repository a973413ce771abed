//! A story's claims in a line each: what an analyst wants before anything else.

use headwater_model::{Claim, Story};
use unicode_width::UnicodeWidthStr;

use crate::neutral::one_line;
use crate::wording::{Measure, is_main, list, origins, quoted, slot};

/// Claims that stand before everything else, and that a terminal shows in full.
pub(crate) const FIRST: usize = 8;

/// One claim in a line.
pub(crate) struct Glance<'a> {
    /// Its number in the story, from 1.
    pub number: usize,
    /// The claim.
    pub claim: &'a Claim,
    /// `1..2`; `?..2` where min cannot be measured; empty where no report supports it.
    pub origins: String,
    /// Its words, on one line.
    pub words: String,
    /// The origins by name; empty where no report supports it.
    pub from: String,
    /// Who stands against it and in what it is told differently; empty where none.
    pub against: String,
}

/// The claims that more than one report has or somebody stands against, in the order of the story.
pub(crate) fn glances(story: &Story) -> Vec<Glance<'_>> {
    let main = (story.claims.iter().enumerate()).filter(|(_, claim)| is_main(claim));
    main.map(|(place, claim)| Glance {
        number: place + 1,
        claim,
        origins: range(claim),
        words: one_line(&claim.text),
        from: from(claim),
        against: against(claim),
    })
    .collect()
}

fn range(claim: &Claim) -> String {
    match origins(&claim.origins) {
        Measure::Known(range) => range,
        Measure::CannotBeMeasured(range) => match range.split_once("..") {
            Some((_, max)) => format!("?..{max}"),
            None => range,
        },
        Measure::NoneFound | Measure::NotMeasured => String::new(),
    }
}

/// As many whole words as stand in so many columns, in quotation marks; `…` for the others.
pub(crate) fn fit(words: &str, columns: usize) -> String {
    let whole = quoted(words);
    if whole.width() <= columns {
        return whole;
    }
    let words = words.trim_matches(|c| matches!(c, '“' | '”' | '"'));
    let mut end = 0;
    for (at, _) in words.match_indices(' ') {
        if words[..at].width() + 4 > columns {
            break;
        }
        end = at;
    }
    format!("“{} …”", &words[..end])
}

/// Origins that are named in a line; the others are counted.
const NAMED: usize = 3;

fn from(claim: &Claim) -> String {
    let (untold, told): (Vec<_>, Vec<_>) =
        (claim.origins.roots.iter()).partition(|root| root.unknown);
    let mut names: Vec<String> = (told.iter().take(NAMED))
        .map(|root| one_line(&root.name))
        .collect();
    if told.len() > NAMED {
        names.push(format!("{} more", told.len() - NAMED));
    }
    match untold.len() {
        0 => {}
        1 => names.push("a source that is not told".to_owned()),
        more => names.push(format!("{more} sources that are not told")),
    }
    match names.is_empty() {
        true => String::new(),
        false => format!("from {}", list(&names)),
    }
}

fn against(claim: &Claim) -> String {
    let mut parts = Vec::new();
    let answers = [
        ("denied by", &claim.denied_by),
        ("not confirmed by", &claim.cannot_confirm),
        ("no answer from", &claim.no_response),
        ("declined by", &claim.declined),
    ];
    for (what, names) in answers {
        if !names.is_empty() {
            let names: Vec<String> = names.iter().map(|name| one_line(name)).collect();
            parts.push(format!("{what} {}", list(&names)));
        }
    }
    let mut slots: Vec<_> = (claim.differences.iter())
        .map(|difference| difference.slot)
        .collect();
    slots.sort();
    slots.dedup();
    if !slots.is_empty() {
        let slots: Vec<&str> = slots.into_iter().map(slot).collect();
        parts.push(format!("told differently: {}", list(&slots)));
    }
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_between_words_and_marked() {
        assert_eq!(fit("The bridge is shut", 20), "“The bridge is shut”");
        assert_eq!(fit("The bridge is shut", 16), "“The bridge …”");
        assert_eq!(fit("“The bridge is shut,”", 16), "“The bridge …”");
        assert_eq!(fit("橋は閉鎖された", 5), "“ …”");
    }
}
