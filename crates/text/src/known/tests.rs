use std::collections::BTreeSet;

use super::*;

fn id(name: &str) -> Option<&'static str> {
    lookup(name).map(|known| known.id)
}

#[test]
fn no_name_means_two_things() {
    let mut clashes = Vec::new();
    for (key, entries) in &INDEX.names {
        let ids: BTreeSet<&str> = entries.iter().map(|entry| INDEX.all[entry.at].id).collect();
        if ids.len() > 1 {
            clashes.push((key, ids));
        }
    }
    assert!(clashes.is_empty(), "{clashes:?}");
}

#[test]
fn no_row_is_dead() {
    for known in all() {
        for name in [known.name]
            .iter()
            .chain(&known.aliases)
            .chain(&known.demonyms)
        {
            assert_eq!(
                id(name),
                Some(known.id),
                "{name:?} does not find {}",
                known.id
            );
        }
        for domain in &known.domains {
            assert_eq!(outlet(domain).map(|o| o.id), Some(known.id), "{domain}");
        }
        if let Some(parent) = known.parent {
            assert!(
                by_id(parent).is_some(),
                "{} has no parent {parent}",
                known.id
            );
        }
    }
}

#[test]
fn ids_and_domains_are_unique() {
    assert_eq!(INDEX.ids.len(), all().len());
    let domains: usize = all().iter().map(|known| known.domains.len()).sum();
    assert_eq!(domains, INDEX.domains.len());
}

#[test]
fn points_are_on_the_globe() {
    for known in all() {
        assert_eq!(known.lat.is_some(), known.lon.is_some(), "{}", known.id);
        assert!(known.lat.is_none_or(|lat| (-90.0..=90.0).contains(&lat)));
        assert!(known.lon.is_none_or(|lon| (-180.0..=180.0).contains(&lon)));
        let needs_point = matches!(known.kind, EntityKind::Country | EntityKind::Place);
        assert!(!needs_point || known.lat.is_some(), "{}", known.id);
    }
}

#[test]
fn the_tables_are_as_large_as_promised() {
    let count = |kind| all().iter().filter(|known| known.kind == kind).count();
    assert!(count(EntityKind::Country) >= 195);
    assert!(count(EntityKind::Media) >= 150);
    assert!(
        all()
            .iter()
            .filter(|known| !known.demonyms.is_empty())
            .count()
            >= 150
    );
}

#[test]
fn capitals_must_be_capitals() {
    for (word, name) in [("us", "US"), ("who", "WHO"), ("un", "UN"), ("it", "IT")] {
        assert_eq!(id(word), None);
        assert_eq!(id(name).is_some(), name != "IT");
    }
    assert_eq!(id("the US’s"), Some("country:us"));
    assert_eq!(id("the U.N."), Some("org:un"));
    assert_eq!(id("turkey"), None);
    assert_eq!(id("polish"), None);
    assert_eq!(id("male"), None);
}

#[test]
fn aliases_meet_in_one_id() {
    for name in [
        "North Korea",
        "DPRK",
        "the DPRK",
        "North Koreans",
        "north korea’s",
    ] {
        assert_eq!(id(name), Some("country:kp"), "{name}");
    }
    assert_eq!(id("the North"), None);
    assert_eq!(id("Pyongyang"), Some("place:pyongyang"));
    assert_eq!(
        lookup("Pyongyang").and_then(|known| known.parent),
        Some("country:kp")
    );
    assert_eq!(id("U.S. State Department"), Some("org:state-department"));
    assert_eq!(id("Élysée"), id("Elysee"));
    assert_eq!(id("Kiev"), id("Kyiv"));
}

#[test]
fn outlets_are_found_by_name_and_address() {
    assert_eq!(
        outlet("the New York Times").map(|o| o.id),
        Some("media:the-new-york-times")
    );
    assert_eq!(outlet("CBS").map(|o| o.name), Some("CBS News"));
    assert_eq!(outlet("news.bbc.co.uk").map(|o| o.id), Some("media:bbc"));
    assert!(outlet("the hill").is_none() && outlet("The Hill").is_some());
    assert!(outlet("example.org").is_none() && outlet("").is_none());
}
