//! What joins two reports by construction, and what tells which of them was first.

use headwater_text::{known, name_key};
use serde::Serialize;

use super::print::{Form, Grain};
use super::world::{Parent, Truth};

/// Seconds by which clocks are ahead of UTC at most.
const EAST: i64 = 14 * 3600;
/// Seconds by which clocks are behind it at most.
const WEST: i64 = 12 * 3600;

/// How links relate to the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Relation {
    /// A report and the one that it was derived from.
    ParentAndChild,
    /// Two takers of one agency's text.
    TakersOfOneWire,
    /// Reports that share text for another reason: siblings, grandparents.
    OtherRelatives,
    /// Nothing but what both quote.
    OnlyQuotations,
    /// Nothing but what their outlet says of itself.
    OnlyBoilerplate,
    /// Nothing at all.
    Unrelated,
}

impl Relation {
    /// Whether a link should not be there.
    pub fn is_false(self) -> bool {
        self >= Self::OnlyQuotations
    }
}

/// What joins two reports.
pub fn relation(one: usize, other: usize, a: &Truth, b: &Truth) -> Relation {
    let wires = |truth: &Truth| {
        truth
            .parents
            .iter()
            .copied()
            .find(|p| matches!(p, Parent::Wire(_)))
    };
    if a.parents.contains(&Parent::Report(other)) || b.parents.contains(&Parent::Report(one)) {
        Relation::ParentAndChild
    } else if wires(a).is_some() && wires(a) == wires(b) {
        Relation::TakersOfOneWire
    } else if !a.lines.is_disjoint(&b.lines) {
        Relation::OtherRelatives
    } else if !a.quoted.is_disjoint(&b.quoted) {
        Relation::OnlyQuotations
    } else if a.about.is_some() && a.about == b.about {
        Relation::OnlyBoilerplate
    } else {
        Relation::Unrelated
    }
}

/// The agency that a report credits outside its running text.
pub fn wire(truth: &Truth) -> Option<&str> {
    let credit = truth.credit.as_ref()?;
    (credit.of.is_none() && credit.form != Form::Mention).then_some(&credit.name)
}

pub fn same_name(one: &str, other: &str) -> bool {
    let key =
        |name| known::outlet(name).map_or_else(|| name_key(name), |known| known.id.to_owned());
    let bare = |name: String| name.trim_start_matches("the ").to_owned();
    bare(key(one)) == bare(key(other))
}

/// What tells that the parent has it first.
pub fn tells(parent: usize, a: &Truth, b: &Truth) -> Option<&'static str> {
    if let Some(credit) = b.credit.as_ref().filter(|credit| credit.of == Some(parent)) {
        return Some(match credit.form {
            Form::Line => "credit line",
            Form::Author => "byline in the metadata",
            Form::Byline => "byline over the text",
            Form::Dateline => "dateline",
            Form::Mention => "sentence in the text",
        });
    }
    let wires = wire(a).zip(wire(b));
    if wires.is_some_and(|(one, other)| same_name(one, other)) {
        return None;
    }
    let day = |time: i64| time.div_euclid(86_400);
    match (a.grain, b.grain) {
        (Grain::Untold, _) | (_, Grain::Untold) => None,
        (Grain::Second, Grain::Second) => Some("times to the second"),
        (Grain::Day, Grain::Day) => (day(a.time) != day(b.time)).then_some("days"),
        (Grain::Second, Grain::Day) => {
            (day(a.time + EAST) < day(b.time)).then_some("a day and a second")
        }
        (Grain::Day, Grain::Second) => {
            (day(a.time) < day(b.time - WEST)).then_some("a day and a second")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copies::world::Credit;
    use std::collections::BTreeSet;

    fn truth(line: usize, time: i64, grain: Grain) -> Truth {
        Truth {
            kind: None,
            parents: Vec::new(),
            lines: BTreeSet::from([line]),
            quoted: BTreeSet::new(),
            about: None,
            time,
            grain,
            credit: None,
        }
    }

    #[test]
    fn reports_are_joined_by_parents_before_lines_before_quotations() {
        let mut a = truth(1, 0, Grain::Untold);
        let mut b = truth(1, 9, Grain::Untold);
        assert_eq!(relation(0, 1, &a, &b), Relation::OtherRelatives);
        b.parents = vec![Parent::Report(0)];
        assert_eq!(relation(0, 1, &a, &b), Relation::ParentAndChild);
        b = truth(2, 9, Grain::Untold);
        assert_eq!(relation(0, 1, &a, &b), Relation::Unrelated);
        a.quoted.insert(5);
        b.quoted.insert(5);
        let joined = relation(0, 1, &a, &b);
        assert!(joined == Relation::OnlyQuotations && joined.is_false());
    }

    #[test]
    fn a_bare_day_is_compared_in_every_zone() {
        let noon = 43_200;
        let a = truth(1, noon, Grain::Second);
        let next_day = truth(1, noon + 86_400, Grain::Day);
        assert_eq!(tells(0, &a, &next_day), None);
        let later = truth(1, noon + 2 * 86_400, Grain::Day);
        assert_eq!(tells(0, &a, &later), Some("a day and a second"));
        assert_eq!(tells(0, &next_day, &later), Some("days"));
        let soon = truth(1, noon + 60, Grain::Second);
        assert_eq!(tells(0, &a, &soon), Some("times to the second"));
    }

    #[test]
    fn a_credit_tells_and_a_common_agency_tells_nothing() {
        let credit = |of| {
            Some(Credit {
                form: Form::Line,
                name: "The Associated Press".into(),
                of,
            })
        };
        let mut a = truth(1, 0, Grain::Second);
        let mut b = truth(1, 90, Grain::Second);
        b.credit = credit(Some(0));
        assert_eq!(tells(0, &a, &b), Some("credit line"));
        (a.credit, b.credit) = (credit(None), credit(None));
        assert_eq!(tells(0, &a, &b), None);
        assert!(same_name("AP", "Associated Press") && !same_name("AP", "AFP"));
    }
}
