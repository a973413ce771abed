//! What the readings of a story name, gathered: people and bodies, numbers.

use std::collections::BTreeMap;

use headwater_model::{Entity, EntityKind, Quantity, QuantityKind, Role};

use crate::index::{Index, Numbered};
use crate::neutral::one_line;

/// One person, body or country with all the names that the reports give.
pub(crate) struct Named {
    /// Its fullest name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// The other words for it, in order of first use.
    pub aliases: Vec<String>,
    /// Mentions in all reports.
    pub mentions: usize,
    /// The reports that name it.
    pub reports: Vec<usize>,
}

/// Who is named, the most often first; one line for all readings that share an entity id.
///
/// Ids that are local to a reading (`local:…`) are told apart by kind and name.
pub(crate) fn named(reports: &[Numbered<'_>]) -> Vec<Named> {
    let mut by_key: BTreeMap<(String, EntityKind), Named> = BTreeMap::new();
    for report in reports {
        for entity in &report.reading.entities {
            if matches!(entity.kind, EntityKind::Place | EntityKind::Other) {
                continue;
            }
            let named = by_key.entry(key(entity)).or_insert_with(|| Named {
                name: one_line(&entity.name),
                kind: entity.kind,
                aliases: Vec::new(),
                mentions: 0,
                reports: Vec::new(),
            });
            add(named, entity, report.number);
        }
    }
    let mut all: Vec<Named> = by_key.into_values().collect();
    all.sort_by(|a, b| (b.mentions, &a.name, a.kind).cmp(&(a.mentions, &b.name, b.kind)));
    all
}

fn key(entity: &Entity) -> (String, EntityKind) {
    if entity.id.starts_with("local:") {
        (format!("local:{}", one_line(&entity.name)), entity.kind)
    } else {
        // A known id is the same thing whatever kind a reading took it for.
        (entity.id.clone(), EntityKind::Other)
    }
}

fn add(named: &mut Named, entity: &Entity, report: usize) {
    named.mentions += entity.mentions.len();
    if !named.reports.contains(&report) {
        named.reports.push(report);
    }
    let name = one_line(&entity.name);
    let words = entity.mentions.iter().map(|span| one_line(&span.text));
    // "the defence minister", but no pronouns.
    let phrases = entity.references.iter().map(|span| one_line(&span.text));
    let phrases = phrases.filter(|words| words.contains(' ')).map(|words| {
        let rest = words.strip_prefix("The ").map(|rest| format!("the {rest}"));
        rest.unwrap_or(words)
    });
    for alias in words.chain([name]).chain(phrases) {
        let known = alias == named.name || named.aliases.contains(&alias);
        if !known && !alias.is_empty() {
            named.aliases.push(alias);
        }
    }
}

/// The statement that holds these bytes, else the report: `2.5` or `2`.
pub(crate) fn place_of(
    index: &Index<'_>,
    report: Numbered<'_>,
    start: usize,
    end: usize,
) -> String {
    match index.said_at(report, start, end) {
        Some(said) => said.reference(),
        None => report.number.to_string(),
    }
}

/// A number with where it stands.
pub(crate) struct Number {
    /// The words.
    pub words: String,
    /// `10000 shells`, `at most 12000 shells`.
    pub value: String,
    /// The statement or report.
    pub place: String,
}

/// The numbers, in the order of the reports.
pub(crate) fn numbers(index: &Index<'_>, reports: &[Numbered<'_>]) -> Vec<Number> {
    (reports.iter())
        .flat_map(|&report| report.reading.quantities.iter().map(move |q| (report, q)))
        .map(|(report, quantity)| Number {
            words: one_line(&quantity.span.text),
            value: quantity_value(quantity),
            place: place_of(index, report, quantity.span.start, quantity.span.end),
        })
        .collect()
}

/// The value of a quantity, with its unit and what it counts.
pub(crate) fn quantity_value(quantity: &Quantity) -> String {
    let mut value = match (quantity.low, quantity.high) {
        (Some(low), Some(high)) if low == high => format!("{low}"),
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("at least {low}"),
        (None, Some(high)) => format!("at most {high}"),
        (None, None) => "no value given".to_owned(),
    };
    for part in [&quantity.unit, &quantity.of].into_iter().flatten() {
        value.push(' ');
        value.push_str(&one_line(part));
    }
    if quantity.kind == QuantityKind::Ordinal {
        value = format!("number {value} in an order");
    }
    if let Some(role) = quantity.role.map(role) {
        // "3 killed" says it already.
        if quantity.of.as_deref() != Some(role) {
            value.push_str(", ");
            value.push_str(role);
        }
    }
    value
}

/// What became of people, in words.
fn role(role: Role) -> &'static str {
    match role {
        Role::Killed => "killed",
        Role::Injured => "injured",
        Role::Harmed => "hit, not said whether they live",
        Role::Missing => "missing",
        Role::Arrested => "arrested",
        Role::Displaced => "displaced",
        Role::Captured => "captured",
    }
}

/// What an entity is, in words.
pub(crate) fn entity_kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Media => "outlet",
        EntityKind::Country => "country",
        EntityKind::Place => "place",
        EntityKind::Other => "other",
    }
}
