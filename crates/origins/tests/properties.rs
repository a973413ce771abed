//! What holds for any claim.

mod hand;

use hand::*;
use headwater_model::{Link, Report, Reuse, Stance, Statement};
use headwater_origins::{Asserted, explain, explain_denials};
use proptest::prelude::*;

/// Any chain over few names, so that roots meet often.
fn chain() -> impl Strategy<Value = Vec<Link>> {
    let carriers = proptest::collection::vec(outlet().prop_map(carrier), 0..3);
    let root = prop_oneof![
        Just(None),
        Just(None),
        proptest::sample::select(vec!["Ana Ruiz", "Ben Okafor", "Ruiz", "Cai Lin"])
            .prop_map(|name| Some(person(name))),
        proptest::sample::select(vec!["Port Authority", "White House", "United States"])
            .prop_map(|name| Some(institution(name))),
        Just(Some(unnamed("officials"))),
        Just(Some(document("Form 8-K"))),
        Just(Some(witness())),
    ];
    (root, carriers).prop_map(|(root, carriers)| root.into_iter().chain(carriers).collect())
}

fn outlet() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec!["The Courier", "The Herald", "Northwire"])
}

#[derive(Clone, Debug)]
struct Claim {
    reports: Vec<Report>,
    /// Statement and index of its report.
    statements: Vec<(Statement, usize)>,
    reuse: Vec<Reuse>,
}

impl Claim {
    fn asserted(&self) -> Vec<Asserted<'_>> {
        (self.statements.iter())
            .map(|(statement, report)| Asserted {
                statement,
                report: &self.reports[*report],
            })
            .collect()
    }

    fn range(&self) -> (usize, usize) {
        let origins = headwater_origins::count(&self.asserted(), &self.reuse);
        (origins.min, origins.max.expect("always bounded"))
    }
}

fn claim() -> impl Strategy<Value = Claim> {
    let statement = (
        chain(),
        0usize..4,
        0usize..10,
        prop::option::of("[AB]ody"),
        any::<bool>(),
    );
    let statements = proptest::collection::vec(statement, 0..7);
    let outlets = proptest::collection::vec(prop::option::of(outlet()), 4);
    let edge = (0usize..4, 0usize..4, 0usize..10, 0usize..10, 0.5f64..=1.0);
    let reuse = proptest::collection::vec(edge, 0..4);
    (statements, outlets, reuse).prop_map(|(statements, outlets, reuse)| {
        let reports: Vec<Report> = (outlets.iter().enumerate())
            .map(|(i, outlet)| report(&format!("r{i}"), *outlet))
            .collect();
        let mut statements: Vec<(Statement, usize)> = statements
            .into_iter()
            .map(|(chain, report, place, body, denies)| {
                let mut statement = says(&reports[report], place * 60, &chain);
                statement.voice.speaks_for = body;
                if denies && place % 3 == 0 {
                    statement.stance = Stance::Denies;
                }
                (statement, report)
            })
            .collect();
        // Two statements with one id would be one statement told twice.
        statements.sort_by(|a, b| a.0.id.cmp(&b.0.id));
        statements.dedup_by(|a, b| a.0.id == b.0.id);
        let reuse = reuse
            .into_iter()
            .filter(|(from, to, ..)| from != to)
            .map(|(from, to, here, there, sure)| {
                copies(&reports[from], &reports[to], (here * 60, there * 60), sure)
            })
            .collect();
        Claim {
            reports,
            statements,
            reuse,
        }
    })
}

proptest! {
    #[test]
    fn the_order_of_statements_and_reuse_changes_nothing(
        claim in claim(), turn in 0usize..7
    ) {
        let mut claim = claim;
        let there = (
            explain(&claim.asserted(), &claim.reuse),
            explain_denials(&claim.asserted(), &claim.reuse),
        );
        claim.statements.reverse();
        claim.reuse.reverse();
        let length = claim.statements.len().max(1);
        claim.statements.rotate_left(turn % length);
        let back = (
            explain(&claim.asserted(), &claim.reuse),
            explain_denials(&claim.asserted(), &claim.reuse),
        );
        prop_assert_eq!(there, back);
    }

    #[test]
    fn min_is_never_above_max_and_is_nought_only_where_all_is_unknown(claim in claim()) {
        let origins = headwater_origins::count(&claim.asserted(), &claim.reuse);
        let max = origins.max.expect("always bounded");
        prop_assert!(origins.min <= max);
        prop_assert_eq!(origins.roots.len(), max);
        prop_assert_eq!(origins.min == 0, origins.roots.iter().all(|root| root.unknown));
        prop_assert_eq!(origins.measured, origins.min > 0 || max == 0);
    }

    #[test]
    fn every_supporting_statement_rests_on_a_root(claim in claim()) {
        let origins = headwater_origins::count(&claim.asserted(), &claim.reuse);
        for (statement, _) in &claim.statements {
            let rests = origins.roots.iter().any(|root| root.statements.contains(&statement.id));
            prop_assert_eq!(rests, statement.stance.supports());
        }
    }

    #[test]
    fn adding_a_copy_never_raises_a_count(
        claim in claim(), of in 0usize..7, chain in chain(), outlet in prop::option::of(outlet())
    ) {
        prop_assume!(!claim.statements.is_empty());
        let before = claim.range();
        let mut claim = claim;
        let (original, from) = claim.statements[of % claim.statements.len()].clone();
        let copying = report("copy", outlet);
        let mut copy = says(&copying, 0, &chain);
        copy.stance = original.stance;
        let place = original.content[0].start;
        claim.reuse.push(copies(&claim.reports[from], &copying, (place, 0), 0.9));
        claim.reports.push(copying);
        claim.statements.push((copy, claim.reports.len() - 1));
        let after = claim.range();
        prop_assert!(after.0 <= before.0 && after.1 <= before.1, "{before:?} {after:?}: {:#?}", explain(&claim.asserted(), &claim.reuse));
    }
}
