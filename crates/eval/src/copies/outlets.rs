//! Outlets that do not exist, agencies, and what outlets print around their reports.

use std::sync::LazyLock;

/// Outlets.
pub static OUTLETS: LazyLock<Vec<&str>> = LazyLock::new(|| rows(include_str!("data/outlets.txt")));

/// Agencies.
pub static WIRES: LazyLock<Vec<&str>> = LazyLock::new(|| rows(include_str!("data/wires.txt")));

/// What the first outlets say of themselves.
static ABOUT: LazyLock<Vec<&str>> = LazyLock::new(|| rows(include_str!("data/about.txt")));

/// People who write.
pub const WRITERS: [&str; 6] = [
    "Ana Ruiz",
    "Tom Bell",
    "Ida Møller",
    "Ravi Menon",
    "Grace Odhiambo",
    "Piotr Lis",
];

/// Towns in datelines.
pub const TOWNS: [&str; 6] = [
    "GENEVA",
    "LONDON",
    "NAIROBI",
    "WARSAW",
    "NEW DELHI",
    "VIENNA",
];

fn rows(file: &'static str) -> Vec<&'static str> {
    file.lines().filter(|row| !row.starts_with('#')).collect()
}

/// Lines of a page that are no part of the report, as this outlet has them.
pub fn furniture(outlet: usize) -> [String; 3] {
    let name = OUTLETS[outlet];
    [
        format!("Subscribe to our newsletter and get the best of {name} every morning."),
        format!("Copyright 2025 {name}. All rights reserved."),
        "Story continues below advertisement".to_owned(),
    ]
}

/// A paragraph that the outlet puts under its reports and that looks like running text; most
/// outlets have none.
pub fn about(outlet: usize) -> Option<String> {
    let own = ABOUT.get(outlet)?;
    Some(own.replace("{}", OUTLETS[outlet]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use headwater_text::{known, shingles};
    use std::collections::BTreeSet;

    #[test]
    fn outlets_are_invented_and_named_once() {
        assert!(OUTLETS.len() >= 40);
        let names: BTreeSet<&str> = OUTLETS.iter().copied().collect();
        assert_eq!(names.len(), OUTLETS.len());
        for name in OUTLETS.iter() {
            assert!(known::outlet(name).is_none(), "{name} exists");
        }
    }

    #[test]
    fn about_paragraphs_are_long_and_an_outlets_own() {
        let texts: Vec<String> = (0..OUTLETS.len()).filter_map(about).collect();
        assert!(texts.iter().all(|text| text.split(' ').count() > 30));
        let runs = texts
            .iter()
            .flat_map(|text| shingles(text, 0..text.len(), 5));
        let runs: Vec<u64> = runs.map(|run| run.0).collect();
        let distinct: BTreeSet<&u64> = runs.iter().collect();
        assert_eq!(runs.len(), distinct.len());
    }
}
