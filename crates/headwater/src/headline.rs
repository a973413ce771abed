//! What stands under a story's headline: when its reports were published, whom and what they name.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use headwater_model::{EntityKind, Reading};
use headwater_text::name_key;

/// Names that a story shows of each kind: what fits on two lines.
const MOST: usize = 8;

/// The earliest and the latest date of publication, in the order that a brief puts reports in.
pub(crate) fn span(readings: &[&Reading]) -> (Option<String>, Option<String>) {
    let dates = || {
        readings
            .iter()
            .filter_map(|reading| reading.report.published.as_ref())
    };
    (dates().min().cloned(), dates().max().cloned())
}

/// The places that most readings name. One place has one usual name, so names tell them apart.
pub(crate) fn places(readings: &[&Reading]) -> Vec<String> {
    let mut all = Named::default();
    for (report, reading) in readings.iter().enumerate() {
        for place in &reading.places {
            all.add(name_key(&place.name), &place.name, report, 1);
        }
    }
    first(all.ranked())
}

/// The people whom most readings name.
///
/// Told apart by entity id, and where that is local to a reading by name. A single word that is
/// part of a fuller name in the list ("Kim" beside "Kim Jong Un") names nobody further.
pub(crate) fn people(readings: &[&Reading]) -> Vec<String> {
    let mut all = Named::default();
    for (report, reading) in readings.iter().enumerate() {
        let people = reading
            .entities
            .iter()
            .filter(|entity| entity.kind == EntityKind::Person);
        for person in people {
            let key = match person.id.starts_with("local:") {
                true => name_key(&person.name),
                false => person.id.clone(),
            };
            all.add(key, &person.name, report, person.mentions.len());
        }
    }
    let names = all.ranked();
    let keys: Vec<String> = names.iter().map(|name| name_key(name)).collect();
    let fuller = keys.iter().filter(|key| key.contains(' '));
    let ends: BTreeSet<&str> = fuller
        .flat_map(|key| [key.split(' ').next(), key.rsplit(' ').next()])
        .flatten()
        .collect();
    let told_apart = names
        .into_iter()
        .zip(&keys)
        .filter(|(_, key)| !ends.contains(key.as_str()));
    first(told_apart.map(|(name, _)| name).collect())
}

fn first(mut names: Vec<String>) -> Vec<String> {
    names.truncate(MOST);
    names
}

/// Persons or places by what tells them apart.
#[derive(Default)]
struct Named<'a>(BTreeMap<String, Counted<'a>>);

#[derive(Default)]
struct Counted<'a> {
    mentions: usize,
    reports: BTreeSet<usize>,
    /// The reports that give each form of the name.
    names: BTreeMap<&'a str, BTreeSet<usize>>,
}

impl<'a> Named<'a> {
    fn add(&mut self, key: String, name: &'a str, report: usize, mentions: usize) {
        if name.trim().is_empty() {
            return;
        }
        let counted = self.0.entry(key).or_default();
        counted.mentions += mentions;
        counted.reports.insert(report);
        counted.names.entry(name).or_default().insert(report);
    }

    /// Their names: first those in most reports, then with most mentions, then by the alphabet.
    fn ranked(self) -> Vec<String> {
        let mut all: Vec<_> = (self.0.into_values())
            .map(|counted| {
                let order = Reverse((counted.reports.len(), counted.mentions));
                (order, counted.name())
            })
            .collect();
        all.sort_unstable();
        all.into_iter().map(|(_, name)| name.to_owned()).collect()
    }
}

impl<'a> Counted<'a> {
    /// The form that most reports give, the longest of such; then the first by the alphabet.
    fn name(&self) -> &'a str {
        let best = (self.names.iter())
            .max_by_key(|(name, reports)| (reports.len(), name.len(), Reverse(**name)));
        best.map_or("", |(name, _)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use headwater_model::{Entity, Place, Report, SCHEMA, Span};

    fn reading(published: Option<&str>) -> Reading {
        Reading {
            schema: SCHEMA.to_owned(),
            report: Report {
                id: String::new(),
                path: String::new(),
                outlet: None,
                title: None,
                byline: None,
                published: published.map(str::to_owned),
                language: None,
                text: String::new(),
                url: None,
                dateline: None,
                credits: Vec::new(),
                blocks: Vec::new(),
            },
            statements: Vec::new(),
            entities: Vec::new(),
            times: Vec::new(),
            places: Vec::new(),
            quantities: Vec::new(),
            reuse: Vec::new(),
        }
    }

    fn nowhere() -> Span {
        Span {
            start: 0,
            end: 0,
            text: String::new(),
        }
    }

    fn names(people: &[(&str, &str, usize)], places: &[&str]) -> Reading {
        let mut reading = reading(None);
        let person = |&(id, name, mentions): &(&str, &str, usize)| Entity {
            id: id.to_owned(),
            name: name.to_owned(),
            kind: EntityKind::Person,
            mentions: vec![nowhere(); mentions],
            references: Vec::new(),
        };
        reading.entities = people.iter().map(person).collect();
        let place = |name: &&str| Place {
            span: nowhere(),
            name: (*name).to_owned(),
            lat: None,
            lon: None,
            precision: None,
            id: None,
            country: None,
            kind: None,
            where_prec: None,
            confidence: None,
        };
        reading.places = places.iter().map(place).collect();
        reading
    }

    #[test]
    fn the_span_is_that_of_the_dated_reports() {
        let dates = [Some("2024-03-06T01:00:00+00:00"), None, Some("2024-03-05")];
        let readings = dates.map(reading);
        let readings: Vec<&Reading> = readings.iter().collect();
        let (from, to) = span(&readings);
        assert_eq!(from.as_deref(), Some("2024-03-05"));
        assert_eq!(to.as_deref(), Some("2024-03-06T01:00:00+00:00"));
        assert_eq!(span(&[&reading(None)]), (None, None));
    }

    #[test]
    fn names_in_more_reports_come_first_then_those_with_more_mentions_then_by_the_alphabet() {
        let one = names(
            &[("local:a", "Ana Ruiz", 1), ("local:b", "Ben Okafor", 9)],
            &["Vell", "Porto", "Porto"],
        );
        let two = names(
            &[("local:a", "Ana Ruiz", 1), ("local:c", "Cleo Marsh", 9)],
            &["Vell", "Arda", "Brin"],
        );
        assert_eq!(
            people(&[&one, &two]),
            ["Ana Ruiz", "Ben Okafor", "Cleo Marsh"]
        );
        assert_eq!(places(&[&one, &two]), ["Vell", "Porto", "Arda", "Brin"]);
    }

    #[test]
    fn a_person_with_one_id_has_the_name_that_most_reports_give() {
        let readings = ["Ana Ruiz", "Ana Ruiz", "Ana Ruiz Harbour Master"]
            .map(|name| names(&[("person:ruiz", name, 1)], &[]));
        let readings: Vec<&Reading> = readings.iter().collect();
        assert_eq!(people(&readings), ["Ana Ruiz"]);
        assert_eq!(
            people(&readings[1..]),
            ["Ana Ruiz Harbour Master"],
            "of two the fuller"
        );
    }

    #[test]
    fn local_ids_of_two_reports_are_no_bond_but_names_are() {
        let one = names(&[("local:1", "Kim Jong Un", 1)], &[]);
        let two = names(
            &[("local:1", "Joe Biden", 1), ("local:2", "Kim Jong-un", 1)],
            &[],
        );
        assert_eq!(people(&[&one, &two]), ["Kim Jong Un", "Joe Biden"]);
    }

    #[test]
    fn a_part_of_a_name_beside_the_whole_is_nobody_further() {
        let one = names(
            &[
                ("local:1", "Kim", 5),
                ("local:2", "Putin", 5),
                ("local:3", "Marsh", 1),
            ],
            &[],
        );
        let two = names(
            &[
                ("local:4", "Kim Jong Un", 1),
                ("local:5", "Vladimir Putin", 1),
            ],
            &[],
        );
        assert_eq!(
            people(&[&one, &two]),
            ["Kim Jong Un", "Marsh", "Vladimir Putin"]
        );
    }

    #[test]
    fn eight_are_enough() {
        let many: Vec<String> = (0..20).map(|number| format!("Place {number:02}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(places(&[&names(&[], &many)]), many[..8]);
    }
}
