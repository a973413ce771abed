use headwater_model::Statement;
use headwater_text::normal;

/// Words that turn a proposition into its opposite.
const NEGATORS: [&str; 12] = [
    "not", "never", "no", "none", "nobody", "without", "false", "untrue", "cannot", "neither",
    "nor", "baseless",
];

/// Whether the content says that something is not so (an odd number of negators).
pub(crate) fn is_negated(statement: &Statement) -> bool {
    let count = statement
        .content
        .iter()
        .flat_map(|part| {
            normal(&part.text)
                .split(|c: char| !(c.is_alphanumeric() || c == '\''))
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .filter(|word| NEGATORS.contains(&word.as_str()) || word.ends_with("n't"))
        .count();
    count % 2 == 1
}
