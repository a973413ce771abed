//! Words that say that something is not so.

/// Words that turn a proposition into its opposite wherever they stand.
const NEGATORS: [&str; 5] = ["never", "cannot", "false", "untrue", "baseless"];
/// "not" and "no" negate the proposition behind one of these; elsewhere ("not far from", "no fewer
/// than") they are part of a measure.
const AUXILIARIES: [&str; 21] = [
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does", "did", "will",
    "would", "can", "could", "shall", "should", "may", "might", "must",
];

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
