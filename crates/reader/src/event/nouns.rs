//! What a noun names where it stands, and who the people are that words name.

use super::code::Coded;
use super::table::{Classes, TABLES};
use super::words::{Kind, Word};

/// The first noun of a stretch that names an act by itself.
pub(crate) fn first_root(words: &[Word], span: std::ops::Range<usize>) -> Option<Coded> {
    span.filter_map(|at| TABLES.root_of(noun(words, at))).next()
}

/// Whether the words name people who have no arms but their number.
pub(super) fn protests(words: &[Word]) -> bool {
    words.iter().any(|word| {
        matches!(
            word.lower.as_str(),
            "youths"
                | "protesters"
                | "protestors"
                | "demonstrators"
                | "opponents"
                | "students"
                | "supporters"
                | "activists"
                | "strikers"
                | "workers"
                | "farmers"
                | "rioters"
                | "crowds"
                | "residents"
                | "fans"
                | "protesting"
                | "marchers"
                | "dockers"
                | "miners"
                | "nurses"
                | "teachers"
                | "drivers"
                | "employees"
        )
    })
}

/// Whether the words name people with arms and no office.
pub(super) fn outlaws(words: &[Word]) -> bool {
    words.iter().any(|word| {
        matches!(
            word.lower.trim_end_matches('s'),
            "rebel"
                | "militant"
                | "gunman"
                | "gunmen"
                | "pirate"
                | "kidnapper"
                | "guerrilla"
                | "insurgent"
                | "extremist"
                | "attacker"
                | "bandit"
                | "hijacker"
                | "terrorist"
                | "gang"
                | "separatist"
        )
    })
}

/// Whether a strike is one of weapons, not of workers.
fn of_arms(words: &[Word], at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |at| words[at].lower.as_str());
    if matches!(
        before,
        "hunger" | "general" | "on" | "rail" | "labour" | "labor" | "wildcat"
    ) {
        return false;
    }
    words.iter().any(|word| {
        matches!(
            word.lower.as_str(),
            "air"
                | "missile"
                | "missiles"
                | "drone"
                | "drones"
                | "rocket"
                | "military"
                | "artillery"
                | "army"
                | "troops"
                | "forces"
                | "jets"
                | "warplanes"
                | "warplane"
                | "killed"
                | "killing"
                | "targets"
                | "targeting"
                | "militants"
                | "bomb"
                | "nuclear"
                | "cyber"
                | "aircraft"
                | "navy"
                | "airstrikes"
                | "deadly"
                | "retaliatory"
                | "positions"
        )
    }) || (word_is_plural(&words[at])
        && words
            .get(at + 1)
            .is_some_and(|next| matches!(next.lower.as_str(), "on" | "against")))
}

fn word_is_plural(word: &Word) -> bool {
    word.lower.ends_with('s')
}

/// The classes of a noun where it stands.
pub(crate) fn noun(words: &[Word], at: usize) -> Classes {
    let word = &words[at];
    if word.is_verb() {
        return 0;
    }
    let before = at.checked_sub(1).map_or("", |at| words[at].lower.as_str());
    match (before, word.lower.as_str()) {
        ("war", "game" | "games") => return TABLES.class("exercise"),
        ("joint", "patrol" | "patrols" | "operation" | "operations") => {
            return TABLES.class("exercise");
        }
        // The organisation.
        (_, "amnesty") if word.capital => return 0,
        (
            "military" | "air" | "bombing" | "ground" | "punitive",
            "operation" | "operations" | "campaign" | "campaigns",
        ) => return TABLES.class("attack"),
        ("military", "action") => return TABLES.class("attack"),
        ("legal", "action") => return TABLES.class("legal"),
        (
            "financial" | "economic" | "logistical" | "logistics" | "military" | "technical"
            | "humanitarian" | "material" | "budget",
            "support",
        ) => return TABLES.class("aid"),
        (
            "verbal" | "scathing" | "bitter" | "blistering" | "stinging" | "furious" | "harsh"
            | "savage" | "withering" | "personal" | "extraordinary" | "vitriolic" | "broadside"
            | "sharp" | "angry" | "outspoken",
            "attack" | "attacks",
        ) => return TABLES.class("criticism"),
        _ => {}
    }
    if word.classes == 0 {
        return 0;
    }
    if matches!(word.lower.as_str(), "strike" | "strikes") {
        let side = if of_arms(words, at) {
            "attack"
        } else {
            "protest"
        };
        return TABLES.class(side);
    }
    // "attack helicopters", "truce talks": the last noun is what it is about.
    let next = words.get(at + 1);
    if next.is_some_and(|next| {
        let head = next.classes != 0 || matches!(next.lower.as_str(), "game" | "games");
        let vague = matches!(
            next.lower.as_str(),
            "order" | "orders" | "law" | "laws" | "measures"
        );
        next.kind == Kind::Noun && !next.capital && !next.is_aside() && head && !vague
    }) {
        return 0;
    }
    word.classes
}
