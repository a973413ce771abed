use headwater_model::{Reading, Statement};

/// What stands for words between the parts of a content.
const GAP: &str = " […] ";

/// The words of a statement's content, its parts joined by "[…]".
pub fn words_of(statement: &Statement) -> String {
    let parts: Vec<&str> = statement
        .content
        .iter()
        .map(|part| part.text.as_str())
        .collect();
    parts.join(GAP)
}

/// Whose words stand for the group: of those that support it, the one most like the others, then
/// the surer, then the first.
pub(crate) fn wording(
    readings: &[&Reading],
    statements: &[(usize, usize)],
    score: impl Fn(usize, usize) -> f32,
) -> (usize, usize) {
    let at = |index: usize| -> &Statement {
        &readings[statements[index].0].statements[statements[index].1]
    };
    let central = |index: usize| -> f32 {
        (0..statements.len())
            .filter(|&other| other != index)
            .map(|other| score(index, other))
            .sum()
    };
    let mut best = 0;
    let mut best_key = None;
    for index in 0..statements.len() {
        let statement = at(index);
        let key = (
            statement.stance.supports(),
            statement.about.is_none(),
            (central(index) * 1000.0).round() as i64,
            (statement.confidence * 1000.0).round() as i64,
        );
        if best_key.is_none_or(|best_key| key > best_key) {
            (best, best_key) = (index, Some(key));
        }
    }
    statements[best]
}
