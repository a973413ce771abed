//! Who, whom, where and when of an act, in terms of the reading.

use std::ops::Range;

use headwater_model::EntityKind;

use super::groups::Shape;
use super::roles::Roles;
use super::statement::Told;
use super::table::TABLES;
use super::words::Kind;
use crate::time::tells_when;

impl Told<'_> {
    /// Who, whom and what of an act, as indices of words.
    pub fn roles(&self, group: usize) -> Roles {
        self.clause.roles(group, &|range| self.is_actor(range))
    }

    /// Whether the words name somebody who can act.
    pub fn is_actor(&self, range: &Range<usize>) -> bool {
        // "its troops" are the subject's own.
        let first = self.clause.words[range.start].lower.as_str();
        if matches!(first, "its" | "his" | "her" | "their" | "our") && range.len() > 1 {
            return false;
        }
        let named = self.entity(range).is_some() && !self.is_place(range);
        let head = self.clause.words[range.clone()]
            .iter()
            .rev()
            .find(|word| word.kind == Kind::Noun);
        let people = TABLES.class("prisoner") | TABLES.class("troops") | TABLES.class("diplomat");
        named
            || head.is_some_and(|word| word.classes & people != 0)
            || head.is_some_and(|word| PEOPLE.contains(&word.lower.trim_end_matches('s')))
            || self.clause.words[range.clone()].iter().any(|word| {
                range.len() == 1
                    && matches!(
                        word.lower.as_str(),
                        "him" | "her" | "them" | "us" | "he" | "she" | "they"
                    )
            })
    }

    /// The entity that a phrase names: the name that the phrase ends with.
    pub fn entity(&self, range: &Range<usize>) -> Option<usize> {
        let words = self.clause.words;
        let of = (range.start..range.end)
            .find(|at| words[*at].lower == "of")
            .unwrap_or(range.end);
        let (start, end) = (
            words[range.start].range.start,
            words[of.max(range.start + 1) - 1].range.end,
        );
        let names = self.known.names;
        let from = names.partition_point(|(name, ..)| name.end <= start);
        let inside = names[from..]
            .iter()
            .take_while(|(name, ..)| name.start < end);
        let last = inside.filter(|(name, ..)| name.end == end).last()?;
        Some(last.1)
    }

    /// Whether the phrase names a place that is no country: nobody who acts.
    pub fn is_place(&self, range: &Range<usize>) -> bool {
        let Some(entity) = self.entity(range) else {
            return false;
        };
        let mut names = self.known.names.iter();
        names.any(|(_, index, kind)| *index == entity && *kind == EntityKind::Place)
    }

    /// "… eager to": no phrase but an adjective.
    pub fn is_adjective(&self, range: &Range<usize>) -> bool {
        let last = range
            .end
            .checked_sub(1)
            .map(|at| self.clause.words[at].lower.as_str());
        last.is_some_and(|word| TABLES.adjectives.contains_key(word))
    }

    pub fn source(&self, outer: usize) -> Option<Range<usize>> {
        let shape = self.clause.groups[outer].shape;
        let source = self.statement.source.as_ref()?;
        if shape == Shape::Finite {
            return None;
        }
        let words = self.clause.words;
        let start = words.partition_point(|word| word.range.end <= source.start);
        let end = words.partition_point(|word| word.range.start < source.end);
        (start < end).then_some(start..end)
    }

    pub fn time(&self, group: usize, inside: &Range<usize>) -> Option<usize> {
        let main = self.clause.words[self.clause.groups[group].main]
            .range
            .start;
        let within = self.bytes(inside)?;
        let times = self.known.times.iter().enumerate();
        let near = times
            .filter(|(_, time)| within.start <= time.span.start && time.span.end <= within.end)
            .filter(|(_, time)| tells_when(self.known.text, time));
        near.min_by_key(|(_, time)| time.span.start.abs_diff(main))
            .map(|(index, _)| index)
    }

    pub fn is_long_ago(&self, time: Option<usize>) -> bool {
        let Some(time) = time.and_then(|time| self.known.times[time].to.as_deref()) else {
            return false;
        };
        let Some(published) = self.known.published else {
            return false;
        };
        months(published)
            .zip(months(time))
            .is_some_and(|(now, then)| now - then > 6)
    }

    pub fn place(&self, group: usize, inside: &Range<usize>) -> Option<usize> {
        let words = self.clause.words;
        let window = self.clause.window(group);
        let placed = |span: &Range<usize>| {
            let span = self.bytes(span)?;
            let mut places = self.known.places.iter().enumerate();
            places.find_map(|(index, place)| {
                let within = span.start <= place.span.start && place.span.end <= span.end;
                let at = words.partition_point(|word| word.range.end <= place.span.start);
                let before = words[..at].iter().rev().take(3);
                let stands = before.take_while(|word| !word.is_verb()).any(|word| {
                    matches!(
                        word.lower.as_str(),
                        "in" | "at"
                            | "near"
                            | "outside"
                            | "around"
                            | "to"
                            | "into"
                            | "across"
                            | "inside"
                            | "toward"
                            | "towards"
                    )
                });
                let visits = matches!(
                    self.clause.groups[group].key,
                    "visit" | "tour" | "leave" | "reach" | "enter" | "bomb" | "attack" | "invade"
                );
                (within && (stands || visits)).then_some(index)
            })
        };
        placed(&window).or_else(|| placed(inside))
    }
}

/// Months since year 0 of a date `YYYY-MM…`.
fn months(date: &str) -> Option<i32> {
    let year: i32 = date.get(..4)?.parse().ok()?;
    let month: i32 = date
        .get(5..7)
        .and_then(|month| month.parse().ok())
        .unwrap_or(6);
    Some(12 * year + month)
}

/// Nouns of people and bodies, singular.
const PEOPLE: [&str; 60] = [
    "minister",
    "president",
    "government",
    "official",
    "leader",
    "king",
    "queen",
    "envoy",
    "police",
    "army",
    "rebel",
    "militant",
    "company",
    "court",
    "party",
    "union",
    "worker",
    "protester",
    "student",
    "people",
    "child",
    "refugee",
    "migrant",
    "villager",
    "resident",
    "civilian",
    "family",
    "officer",
    "general",
    "commander",
    "spokesman",
    "spokeswoman",
    "mayor",
    "governor",
    "senator",
    "lawmaker",
    "parliament",
    "council",
    "ministry",
    "agency",
    "bank",
    "group",
    "gunman",
    "attacker",
    "guard",
    "doctor",
    "farmer",
    "teacher",
    "judge",
    "prosecutor",
    "critic",
    "opponent",
    "ally",
    "counterpart",
    "delegation",
    "team",
    "neighbour",
    "town",
    "navy",
    "inspector",
];
