use headwater_model::Statement;
use headwater_text::normal;

/// Words that turn a proposition into its opposite wherever they stand.
const NEGATORS: [&str; 5] = ["never", "cannot", "false", "untrue", "baseless"];
/// "not" and "no" negate the proposition behind one of these; elsewhere ("not far from", "no fewer
/// than") they are part of a measure.
const AUXILIARIES: [&str; 21] = [
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does", "did", "will",
    "would", "can", "could", "shall", "should", "may", "might", "must",
];

/// Whether the content says that something is not so (an odd number of negations).
pub(crate) fn is_negated(statement: &Statement) -> bool {
    negate(statement.content.iter().map(|part| part.text.as_str()))
}

/// Whether words in these parts say that something is not so.
pub(crate) fn negate<'a>(parts: impl Iterator<Item = &'a str>) -> bool {
    let words: Vec<String> = parts
        .flat_map(|part| {
            let words = normal(part);
            let of_part = words.split(|c: char| !(c.is_alphanumeric() || c == '\''));
            of_part
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    negators(&words).len() % 2 == 1
}

/// Numbers of the words, in their normal form, that say that something is not so.
pub(crate) fn negators(words: &[&str]) -> Vec<usize> {
    let behind_verb = |at: usize| at > 0 && AUXILIARIES.contains(&words[at - 1]);
    let negates = |at: usize| {
        let word = words[at];
        NEGATORS.contains(&word)
            || word.ends_with("n't")
            || (matches!(word, "not" | "no") && behind_verb(at))
    };
    (0..words.len()).filter(|&at| negates(at)).collect()
}
