//! The point of a story in a few lines, before anything else.

use headwater_model::{Claim, Story};
use unicode_width::UnicodeWidthStr;

use crate::index::Index;
use crate::neutral::one_line;
use crate::sides::day;
use crate::wording::{NEAR_COPY, count, is_denied, is_main, list, slot};

/// Lines that say what a reader must know first: how many reports, how many origins behind
/// them, who stands against what.
pub(crate) fn summary(index: &Index<'_>, story: &Story) -> Vec<String> {
    let mut lines = vec![reports(index, story)];
    lines.extend(shared(story));
    lines.extend(contested(story));
    lines.extend(copies(index, story));
    lines
}

/// Columns of the line of names where no terminal says how many there are.
pub(crate) const NAMES_WIDTH: usize = 80;

/// Whom and what the reports name, as many as one line of this width holds. When they were
/// published stands in the first line of the [`summary`].
pub(crate) fn names(story: &Story, width: usize) -> Option<String> {
    let shown =
        |names: &[String]| -> Vec<String> { names.iter().map(|name| one_line(name)).collect() };
    let (people, places) = (shown(&story.people), shown(&story.places));
    let (mut most_people, mut most_places) = (people.len(), places.len());
    while most_people + most_places > 0 {
        let parts = [
            ("People", &people[..most_people]),
            ("Places", &places[..most_places]),
        ];
        let parts = parts.into_iter().filter(|(_, names)| !names.is_empty());
        let parts: Vec<String> = parts
            .map(|(what, names)| format!("{what}: {}.", names.join(", ")))
            .collect();
        let line = parts.join(" ");
        if line.width() <= width {
            return Some(line);
        }
        match most_places >= most_people {
            true => most_places -= 1,
            false => most_people -= 1,
        }
    }
    None
}

fn reports(index: &Index<'_>, story: &Story) -> String {
    let reports = index.reports_of(story);
    let mut outlets: Vec<&str> = Vec::new();
    let (mut untold, mut undated, mut days) = (0, 0, Vec::new());
    for report in &reports {
        let report = &report.reading.report;
        match report.outlet.as_deref() {
            Some(outlet) if outlets.contains(&outlet) => {}
            Some(outlet) => outlets.push(outlet),
            None => untold += 1,
        }
        match report.published.as_deref() {
            Some(date) => days.push(day(date)),
            None => undated += 1,
        }
    }
    let mut line = format!(
        "{}, {}",
        count(reports.len(), "report"),
        count(outlets.len(), "outlet")
    );
    if untold > 0 {
        line.push_str(&format!("; outlet not told for {untold}"));
    }
    match (days.iter().min(), days.iter().max()) {
        (Some(first), Some(last)) if first == last => {
            line.push_str(&format!("; {}", one_line(first)))
        }
        (Some(first), Some(last)) => {
            line.push_str(&format!("; {} to {}", one_line(first), one_line(last)));
        }
        _ => {}
    }
    if undated > 0 {
        line.push_str(&format!("; date not told for {undated}"));
    }
    line + "."
}

/// The numbers of the claims that `wanted` picks, as `2 (claims 1, 4)`.
fn picked(story: &Story, wanted: impl Fn(&Claim) -> bool) -> Option<(usize, String)> {
    let numbers: Vec<String> = (story.claims.iter().enumerate())
        .filter(|(_, claim)| wanted(claim))
        .map(|(place, _)| (place + 1).to_string())
        .collect();
    let noun = if numbers.len() == 1 {
        "claim"
    } else {
        "claims"
    };
    let shown = match numbers.len() {
        0 => return None,
        1..=8 => numbers.join(", "),
        more => format!("{} and {} more", numbers[..8].join(", "), more - 8),
    };
    Some((numbers.len(), format!("({noun} {shown})")))
}

fn shared(story: &Story) -> Vec<String> {
    let is_shared = |claim: &Claim| claim.documents > 1;
    let shared = story.claims.iter().filter(|claim| is_shared(claim)).count();
    let single = story
        .claims
        .iter()
        .filter(|claim| claim.documents == 1)
        .count();
    let mut line = match shared {
        0 => "No claim has the support of more than one report".to_owned(),
        _ => format!("{} in more than one report", count(shared, "claim")),
    };
    let one =
        |claim: &Claim| is_shared(claim) && claim.origins.measured && claim.origins.max == Some(1);
    if let Some((number, which)) = picked(story, one) {
        let verb = if number == 1 { "rests" } else { "rest" };
        line.push_str(&format!("; {number} of them {verb} on one origin {which}"));
    }
    let unmeasured = |claim: &Claim| is_shared(claim) && !claim.origins.measured;
    if let Some((number, which)) = picked(story, unmeasured) {
        line.push_str(&format!(
            "; for {number} no source is told: min cannot be measured {which}"
        ));
    }
    line.push('.');
    if single > 0 {
        line.push_str(&format!(" {} in one report only.", count(single, "claim")));
    }
    vec![line]
}

/// Each name once, in the order of the claims, at most five.
fn first_five<'a>(story: &'a Story, of: impl Fn(&'a Claim) -> &'a [String]) -> String {
    let mut names: Vec<String> = Vec::new();
    for name in story.claims.iter().flat_map(of) {
        let name = one_line(name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let more = names.len().saturating_sub(5);
    names.truncate(5);
    if more > 0 {
        names.push(format!("{more} more"));
    }
    list(&names)
}

/// Picks the names of one answer out of a claim.
type Names = fn(&Claim) -> &[String];

fn contested(story: &Story) -> Vec<String> {
    let mut parts = Vec::new();
    if let Some((_, which)) = picked(story, is_denied) {
        let by = first_five(story, |claim| &claim.denied_by);
        let by = if by.is_empty() {
            String::new()
        } else {
            format!(" by {by}")
        };
        parts.push(format!("Denied{by} {which}."));
    }
    let silent: [(&str, Names); 3] = [
        ("Cannot confirm", |claim| &claim.cannot_confirm),
        ("Did not respond", |claim| &claim.no_response),
        ("Declined to answer", |claim| &claim.declined),
    ];
    for (what, of) in silent {
        let names = first_five(story, of);
        // Silence that no claim is named for stands in its report only.
        let which = picked(story, |claim| is_main(claim) && !of(claim).is_empty());
        let which = which.map_or(String::new(), |(_, which)| format!(" {which}"));
        if !names.is_empty() {
            parts.push(format!("{what}: {names}{which}."));
        }
    }
    if let Some((_, which)) = picked(story, |claim| !claim.differences.is_empty()) {
        let mut slots: Vec<_> = (story.claims.iter())
            .flat_map(|claim| claim.differences.iter().map(|difference| difference.slot))
            .collect();
        slots.sort();
        slots.dedup();
        let slots: Vec<&str> = slots.into_iter().map(slot).collect();
        parts.push(format!("Told differently: {} {which}.", list(&slots)));
    }
    if parts.is_empty() {
        parts.push("Denials, refusals to confirm, differences: none found.".to_owned());
    }
    vec![parts.join(" ")]
}

fn copies(index: &Index<'_>, story: &Story) -> Option<String> {
    let mut pairs: Vec<(usize, usize)> = (story.reuse.iter())
        .filter(|reuse| reuse.share >= NEAR_COPY)
        .filter_map(|reuse| Some((index.report(&reuse.to)?, index.report(&reuse.from)?)))
        .map(|(to, from)| (to.number, from.number))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    let more = pairs.len().saturating_sub(6);
    let mut shown: Vec<String> = (pairs.iter().take(6))
        .map(|(to, from)| format!("[{to}] of [{from}]"))
        .collect();
    if more > 0 {
        shown.push(format!("{more} more"));
    }
    (!shown.is_empty()).then(|| format!("Near copies: {}.", list(&shown)))
}
