//! The figures in tables, and misses in words.

use std::collections::BTreeMap;

use super::derive::Kind;
use super::judge::{Directions, Figures, Miss};
use super::relation::Relation;
use super::world::World;
use crate::scores::{Ratio, share};
use crate::table::table;

/// All tables.
pub fn tables(figures: &Figures) -> String {
    let names = (Kind::ALL.iter().map(|kind| kind.name())).chain([
        "of a report",
        "of an agency outside",
        "all",
    ]);
    let rows: Vec<(String, Vec<String>)> = names
        .filter_map(|name| {
            let row = figures.kinds.get(name)?;
            let mut cells = vec![row.found.of.to_string(), percent(row.found)];
            cells.extend(directions(row.known));
            cells.extend([
                row.left.of.to_string(),
                percent(row.left),
                row.lucky.to_string(),
            ]);
            Some((name.to_owned(), cells))
        })
        .collect();
    let title = format!(
        "Copies in {} trees, {} reports, {} worlds",
        figures.trees, figures.reports, figures.worlds
    );
    let head = [
        "", "parents", "found %", "told", "right %", "open %", "wrong %", "untold", "left %",
        "lucky",
    ];
    let mut out = table(&title, &head, &rows);
    let rows: Vec<(String, Vec<String>)> = (figures.tells.iter())
        .map(|(tell, known)| ((*tell).to_owned(), directions(*known)))
        .collect();
    out.push('\n');
    out += &table(
        "Direction of found copies, by what tells it",
        &["", "told", "right %", "open %", "wrong %"],
        &rows,
    );
    out.push('\n');
    out += &figures.reliability.tables();
    out.push('\n');
    out + &links(figures)
}

fn links(figures: &Figures) -> String {
    let all: usize = figures.links.values().sum();
    let wrong = figures
        .links
        .iter()
        .filter(|(relation, _)| relation.is_false());
    let wrong = Ratio {
        right: wrong.map(|(_, count)| count).sum(),
        of: all,
    };
    let mut rows: Vec<(String, Vec<String>)> = (figures.links.iter())
        .map(|(relation, &count)| {
            let part = Ratio {
                right: count,
                of: all,
            };
            (
                name(*relation).to_owned(),
                vec![count.to_string(), percent(part)],
            )
        })
        .collect();
    rows.push((
        "false links".to_owned(),
        vec![wrong.right.to_string(), percent(wrong)],
    ));
    rows.push(("all".to_owned(), vec![all.to_string(), String::new()]));
    let mut out = table("Links", &["", "links", "%"], &rows);
    out.push('\n');
    let rows = [
        (
            "agency that both credit named right".to_owned(),
            figures.latent.cells(),
        ),
        (
            "agency named that not both credit, though both have its text".to_owned(),
            figures.latent_one_sided.cells(),
        ),
    ];
    out + &table("Agencies outside the reports", &[], &rows)
}

fn name(relation: Relation) -> &'static str {
    match relation {
        Relation::ParentAndChild => "parent and child",
        Relation::TakersOfOneWire => "takers of one agency's text",
        Relation::OtherRelatives => "other relatives",
        Relation::OnlyQuotations => "false: only quotations shared",
        Relation::OnlyBoilerplate => "false: only the outlet's boilerplate shared",
        Relation::Unrelated => "false: nothing shared",
    }
}

fn directions(known: Directions) -> Vec<String> {
    let of = known.right + known.open + known.wrong;
    let mut cells = vec![of.to_string()];
    cells.extend([known.right, known.open, known.wrong].map(|right| percent(Ratio { right, of })));
    cells
}

fn percent(ratio: Ratio) -> String {
    match ratio.of {
        0 => "–".to_owned(),
        of => format!("{:.1}", 100.0 * share(ratio.right, of)),
    }
}

/// At most so many misses of each sort, with how both texts begin.
pub fn misses(world: &World, misses: &[Miss], most: usize) -> String {
    let mut by_sort: BTreeMap<&str, Vec<&Miss>> = BTreeMap::new();
    for miss in misses {
        by_sort.entry(&miss.what).or_default().push(miss);
    }
    let mut out = String::new();
    for (sort, misses) in by_sort {
        out += &format!("\n{sort}: {} in the first world\n", misses.len());
        for miss in misses.iter().take(most) {
            let (one, other) = miss.reports;
            out += &format!("  {}\n", miss.said);
            for place in [one, other] {
                let (report, truth) = (&world.reports[place], &world.truths[place]);
                let kind = truth.kind.map_or("base", Kind::name);
                let words: Vec<&str> = report.text.split_whitespace().take(40).collect();
                out += &format!(
                    "    {} ({kind}, {}, {}, {}): {}\n",
                    report.path,
                    report.outlet.as_deref().unwrap_or("no outlet"),
                    report.published.as_deref().unwrap_or("no time"),
                    credit(truth),
                    words.join(" ")
                );
            }
        }
    }
    out
}

fn credit(truth: &super::world::Truth) -> String {
    match &truth.credit {
        Some(credit) => format!("credits {} in a {:?}", credit.name, credit.form),
        None => "credits nobody".to_owned(),
    }
}
