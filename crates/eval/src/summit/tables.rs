//! The comparison for people.

use super::Comparison;
use crate::table::table;

/// Tables of figures, then each miss in words.
pub fn tables(comparison: &Comparison) -> String {
    let Comparison {
        statements,
        claims,
        stories,
        misses,
    } = comparison;
    let rows = [
        ("statements found", statements.found),
        ("voice", statements.voice),
        ("chain", statements.chain),
        ("stance", statements.stance),
        ("speaks for", statements.speaks_for),
        ("hedges", statements.hedges),
        (
            "denied in the same sentence",
            statements.statement_denied_by,
        ),
        ("silence is no support", statements.silence_is_no_support),
        ("captions and credits left alone", statements.not_claims),
        ("origins min and max", claims.origins),
        ("outlets", claims.outlets),
        ("denied by", claims.denied_by),
        ("cannot confirm", claims.cannot_confirm),
        ("no response", claims.no_response),
    ];
    let rows: Vec<(String, Vec<String>)> = rows
        .into_iter()
        .map(|(name, ratio)| (name.to_owned(), ratio.cells()))
        .collect();
    let mut out = table(
        "Against gold (all but the first among what was found)",
        &[],
        &rows,
    );
    out.push('\n');
    let pairs = [("pairs of statements".to_owned(), claims.pairs.cells())];
    out.push_str(&table(
        "Claims grouped",
        &["", "P", "R", "F1", "gold"],
        &pairs,
    ));
    out.push_str(&format!(
        "\n{} statements of ours, {} that gold does not have; grouped alone, the reports are {}\n",
        statements.ours,
        statements.extra,
        match stories {
            1 => "one story".to_owned(),
            many => format!("{many} stories"),
        }
    ));
    if misses.is_empty() {
        return out + "\nNo misses.\n";
    }
    out.push_str("\nMisses\n");
    for miss in misses {
        out.push_str(&format!(
            "  {} {}\n    gold: {}\n",
            miss.id,
            miss.what,
            shown(&miss.gold)
        ));
        out.push_str(&format!("    ours: {}\n", shown(&miss.ours)));
    }
    out
}

fn shown(words: &str) -> &str {
    if words.is_empty() { "(nothing)" } else { words }
}
