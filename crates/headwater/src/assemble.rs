//! Groups of statements to claims, and their order.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use headwater_brief::is_main;
use headwater_claims::{Group, words_of};
use headwater_model::{Claim, Reading, Report, Reuse, Stance, Voice, VoiceKind, claim_id};
use headwater_origins::{Asserted, count, count_denials};
use headwater_text::{known, name_key};

/// The claims of one story, the most repeated and the most contested first.
pub(crate) fn claims(readings: &[&Reading], groups: Vec<Group>, reuse: &[Reuse]) -> Vec<Claim> {
    let mut claims: Vec<Placed> = (groups.into_iter())
        .filter_map(|group| placed(readings, group, reuse))
        .collect();
    claims.sort_by(|one, other| one.places.cmp(&other.places));
    give_ids(&mut claims);
    // Stable: claims that are equal in all of this stay in text order.
    claims.sort_by_key(|placed| rank(&placed.claim));
    claims.into_iter().map(|placed| placed.claim).collect()
}

/// A claim with the places (reading, statement) of its statements.
struct Placed {
    claim: Claim,
    places: Vec<(usize, usize)>,
}

fn placed(readings: &[&Reading], group: Group, reuse: &[Reuse]) -> Option<Placed> {
    let mut places = group.statements;
    places.sort_unstable();
    places.dedup();
    let at = |&(reading, statement): &(usize, usize)| -> Option<Asserted<'_>> {
        let reading = readings.get(reading)?;
        Some(Asserted {
            statement: reading.statements.get(statement)?,
            report: &reading.report,
        })
    };
    let said: Vec<Asserted<'_>> = places.iter().filter_map(at).collect();
    let wording = at(&group.wording).or_else(|| said.first().copied())?;
    let support: Vec<&Asserted<'_>> = (said.iter())
        .filter(|said| said.statement.stance.supports())
        .collect();
    let documents: BTreeSet<&str> = support.iter().map(|said| said.report.id.as_str()).collect();
    let outlets: BTreeSet<String> = support.iter().map(|said| family(said.report)).collect();
    let with = |stance: Stance| -> Vec<String> {
        let speakers = said.iter().filter(|said| said.statement.stance == stance);
        names(speakers.map(|said| (&said.statement.voice, said.report)))
    };
    let deniers = said.iter().flat_map(|said| {
        let own = (said.statement.stance == Stance::Denies).then_some(&said.statement.voice);
        (own.into_iter().chain(&said.statement.denied_by)).map(|voice| (voice, said.report))
    });
    let claim = Claim {
        id: String::new(),
        text: words_of(wording.statement),
        text_from: wording.statement.id.clone(),
        statements: said.iter().map(|said| said.statement.id.clone()).collect(),
        documents: documents.len(),
        outlets: outlets.len(),
        origins: count(&said, reuse),
        denials: count_denials(&said, reuse),
        denied_by: names(deniers),
        cannot_confirm: with(Stance::CannotConfirm),
        no_response: with(Stance::NoResponse),
        declined: with(Stance::Declines),
        differences: group.differences,
    };
    Some(Placed { claim, places })
}

/// What the outlets of one owner or one copy desk have in common; a report without an outlet is
/// its own family.
pub(crate) fn family(report: &Report) -> String {
    let Some(outlet) = &report.outlet else {
        return format!("report {}", report.id);
    };
    match known::outlet(outlet) {
        Some(known) => format!("family {}", known.family.unwrap_or(known.name)),
        None => format!("outlet {}", name_key(outlet)),
    }
}

/// The voices by name, each once, in the order in which they come.
fn names<'a>(voices: impl Iterator<Item = (&'a Voice, &'a Report)>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut names = Vec::new();
    for (voice, report) in voices {
        let name = match &voice.name {
            Some(name) if voice.kind != VoiceKind::None => name.clone(),
            _ => match &report.outlet {
                Some(outlet) => format!("{outlet} (in its own voice)"),
                None => format!("{} (in its own voice)", report.path),
            },
        };
        let each = bodies(&name);
        let one = each.is_empty();
        for name in each.into_iter().chain(one.then_some(name)) {
            let key = match &voice.entity {
                Some(entity) if one && !entity.starts_with("local:") => entity.clone(),
                _ => known::lookup(&name)
                    .map_or_else(|| name_key(&name), |known| known.id.to_owned()),
            };
            if seen.insert(key) {
                names.push(name);
            }
        }
    }
    names
}

/// The two bodies of "Trade and Health departments"; none where the name is not of this form.
fn bodies(name: &str) -> Vec<String> {
    const BODIES: [(&str, &str); 8] = [
        ("departments", "Department"),
        ("ministries", "Ministry"),
        ("agencies", "Agency"),
        ("offices", "Office"),
        ("committees", "Committee"),
        ("governments", "Government"),
        ("embassies", "Embassy"),
        ("campaigns", "Campaign"),
    ];
    let plain = name.strip_prefix("The ").or(name.strip_prefix("the "));
    let plain = plain.unwrap_or(name);
    let found = BODIES.iter().find_map(|(many, one)| {
        let before = plain.strip_suffix(many)?.strip_suffix(' ')?;
        Some((before.split_once(" and ")?, one))
    });
    let Some(((first, second), body)) = found else {
        return Vec::new();
    };
    let single = |part: &str| part.split(' ').count() <= 3 && !part.contains(',');
    match single(first) && single(second) {
        true => vec![format!("{first} {body}"), format!("{second} {body}")],
        false => Vec::new(),
    }
}

/// Ids from the earliest statement. Where two claims begin with one statement (it says two
/// things), the later one is named after its next statement.
fn give_ids(claims: &mut [Placed]) {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for placed in claims {
        let claim = &mut placed.claim;
        let free = (claim.statements.iter())
            .map(|statement| claim_id(statement))
            .find(|id| !taken.contains_key(id));
        let id = free.unwrap_or_else(|| {
            let first = claim.statements.first().map_or("", String::as_str);
            let mut number = 2;
            loop {
                let id = claim_id(&format!("{first}#{number}"));
                if !taken.contains_key(&id) {
                    break id;
                }
                number += 1;
            }
        });
        *taken.entry(id.clone()).or_default() += 1;
        claim.id = id;
    }
}

/// Smaller is earlier. First what more than one report supports or somebody stands against; of these
/// what most outlets have, because that is what a reader would take for well founded; then by reports
/// and origins.
fn rank(claim: &Claim) -> impl Ord + use<> {
    let denied = !claim.denied_by.is_empty();
    // A denial weighs as two more outlets would.
    let heard = claim.outlets + if denied { 2 } else { 0 };
    Reverse((
        is_main(claim),
        heard,
        claim.documents,
        claim.origins.min,
        claim.origins.max.unwrap_or(usize::MAX),
    ))
}

#[cfg(test)]
mod tests {
    use super::bodies;

    #[test]
    fn two_bodies_in_one_phrase_are_two_names() {
        let two = ["Trade Department", "Health Department"];
        assert_eq!(bodies("The Trade and Health departments"), two);
        assert!(bodies("Ministry of Trade and Health").is_empty());
        assert!(bodies("departments").is_empty());
    }
}
