use std::collections::BTreeSet;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

use crate::{normal, table};

static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

static STOPWORDS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    table::entries(include_str!("../data/stopwords.txt"))
        .flat_map(|line| line.split(' '))
        .collect()
});

/// The stem of an English word (Snowball English, also known as Porter2) in its [`normal`] form.
///
/// For comparing content words only: a stem is not always a word.
///
/// ```
/// use headwater_text::stem;
/// assert_eq!(stem("Supplying"), stem("supplied"));
/// assert_eq!(stem("missiles"), "missil");
/// ```
pub fn stem(word: &str) -> String {
    STEMMER.stem(&normal(word)).into_owned()
}

/// Whether the word tells nothing of what a sentence is about ("the", "said", "they’re").
///
/// ```
/// use headwater_text::is_stopword;
/// assert!(is_stopword("The") && is_stopword("didn’t"));
/// assert!(!is_stopword("missile"));
/// ```
pub fn is_stopword(word: &str) -> bool {
    STOPWORDS.contains(normal(word).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stopwords_are_listed_once_in_normal_form() {
        let list = include_str!("../data/stopwords.txt");
        let all: Vec<&str> = table::entries(list)
            .flat_map(|line| line.split(' '))
            .collect();
        assert_eq!(all.len(), STOPWORDS.len());
        assert!(
            all.iter()
                .all(|word| normal(word) == *word && !word.is_empty())
        );
    }
}
