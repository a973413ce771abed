use headwater_model::{Reading, Span, Statement};

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

/// Whose words stand for the group: of those that support it, one that can stand by itself, the one
/// most like the others, then the surer, then the first.
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
            stands_by_itself(statement),
            (central(index) * 1000.0).round() as i64,
            (statement.confidence * 1000.0).round() as i64,
        );
        if best_key.is_none_or(|best_key| key > best_key) {
            (best, best_key) = (index, Some(key));
        }
    }
    statements[best]
}

/// Words at the beginning that point at what stands before.
const POINTERS: [&str; 14] = [
    "it", "its", "he", "his", "she", "her", "they", "their", "this", "that", "these", "those",
    "we", "our",
];

/// Whether a reader who has only these words knows what is claimed: they tell an event, are more
/// than a few, and do not begin by pointing.
fn stands_by_itself(statement: &Statement) -> bool {
    let within = |place: &Span| {
        (statement.content.iter()).any(|part| part.start <= place.start && place.end <= part.end)
    };
    let text = words_of(statement);
    let mut words = text.split_whitespace();
    let first = words.next().map_or_else(String::new, |word| {
        let letters = word.trim_matches(|c: char| !c.is_alphanumeric());
        letters.to_lowercase()
    });
    (statement.event.as_ref()).is_some_and(|event| within(&event.predicate))
        && !POINTERS.contains(&first.as_str())
        && words.count() >= 4
}
