//! What one article says, from its quantities.

use std::collections::BTreeSet;

use headwater::model::{Quantity, QuantityKind, Role};
use headwater_reader::quantities;
use headwater_text::sentences;

/// What an article says of killed and injured people, zero for nothing, and the ages in it.
pub struct Said {
    pub killed: u32,
    pub injured: u32,
    pub ages: BTreeSet<u32>,
}

/// The people of one role: numbers that are stated, ages, and whether a single person is.
#[derive(Default)]
struct People {
    stated: Vec<u32>,
    ages: BTreeSet<u32>,
    single: bool,
}

/// Reads an article; where its first sentences tell of people killed or hurt, only those count.
pub fn said(text: &str, lead: usize) -> Said {
    let mut at = 0;
    let mut all = Vec::new();
    for line in text.split_inclusive('\n') {
        all.extend(sentences(text, at..at + line.len()));
        at += line.len();
    }
    let found = quantities(text, &all);
    let lead = all.get(lead).map_or(text.len(), |sentence| sentence.start);
    let is_told =
        |it: &Quantity| matches!(it.role, Some(Role::Killed | Role::Injured | Role::Harmed));
    let in_lead = found.iter().any(|it| is_told(it) && it.span.start < lead);
    let end = if in_lead { lead } else { text.len() };
    let killed = people(&found, Role::Killed, end);
    let injured = people(&found, Role::Injured, end);
    let harmed = people(&found, Role::Harmed, end);
    let dead = killed.stated.first().copied().unwrap_or_else(|| {
        let ages = u32::try_from(killed.ages.len()).unwrap_or(u32::MAX);
        ages.max(u32::from(killed.single))
    });
    let alive = injured_of(&killed, &injured, &harmed, dead);
    let ages = (found.iter())
        .filter(|it| it.kind == QuantityKind::Age && it.unit.as_deref() == Some("year"))
        .filter_map(|it| it.low.map(|age| age as u32))
        .collect();
    Said {
        killed: dead,
        injured: alive,
        ages,
    }
}

fn injured_of(killed: &People, injured: &People, harmed: &People, dead: u32) -> u32 {
    let aged = injured.ages.difference(&killed.ages).count() as u32;
    if let Some(stated) = injured.stated.first() {
        return *stated;
    }
    if let Some(stated) = harmed.stated.first() {
        return stated.saturating_sub(dead).max(aged);
    }
    let hit = killed.ages.union(&harmed.ages).count() as u32;
    let hit = hit.max(u32::from(harmed.single || killed.single));
    aged.max(u32::from(injured.single))
        .max(hit.saturating_sub(dead))
}

/// The people of a role before this byte.
fn people(found: &[Quantity], role: Role, end: usize) -> People {
    let of_role = found.iter().filter(|it| it.role == Some(role));
    let mut people = People::default();
    for quantity in of_role.filter(|it| it.span.start < end) {
        let Some(value) = quantity.low.or(quantity.high).map(|value| value as u32) else {
            continue;
        };
        let words = quantity.span.text.to_lowercase();
        match quantity.kind {
            QuantityKind::Age => {
                people.ages.insert(value);
            }
            QuantityKind::Count if value == 1 && words != "one" && words != "1" => {
                people.single = true;
            }
            QuantityKind::Count => people.stated.push(value),
            _ => {}
        }
    }
    people
}

/// Whether the text can tell the number: it has it, or a word of death for one dead; one who is
/// injured needs no number.
pub fn is_told(text: &str, number: u32, dead: bool) -> bool {
    const DEATH: [&str; 10] = [
        "killed", "dead", "died", "death", "fatally", "fatal", "homicide", "murder", "slain",
        "murdered",
    ];
    if number != 1 {
        return has_number(text, number);
    }
    !dead || words(text).any(|word| DEATH.contains(&word.as_str()))
}

/// Whether the number stands in the text, in figures or, up to twelve, in words.
pub fn has_number(text: &str, number: u32) -> bool {
    const SPELLED: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    let figures = number.to_string();
    let spelled = SPELLED.get(number as usize);
    words(text).any(|word| word == figures || spelled.is_some_and(|spelled| word == *spelled))
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_hit_and_not_killed_are_injured() {
        let said = said(
            "Six people were shot, one fatally, at a party. A boy, 12, wept.",
            8,
        );
        assert_eq!((said.killed, said.injured), (1, 5));
        assert_eq!(said.ages, BTreeSet::from([12]));
    }

    #[test]
    fn a_number_is_told_in_figures_or_words() {
        assert!(has_number("Three fell.", 3) && has_number("3 fell.", 3));
        assert!(!has_number("It was 2013.", 3));
        assert!(is_told("He died.", 1, true) && !is_told("He sang.", 1, true));
    }
}
