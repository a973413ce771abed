//! Whether the name of a place stands for somebody who acts, a government or a team ("Moscow
//! said", "lost to Ghana"), or for the place ("in Moscow", "the coast of Ghana").
//!
//! The words around the name decide: the verb that it is the subject or object of, the preposition
//! and the noun that govern it, what it possesses, the names that it stands beside. Each speaks for
//! or against with a weight set by hand; `data/metonymy.tsv` has the words.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use headwater_model::EntityKind;
use headwater_text::{Token, known, sentences, words};

mod around;

use around::Around;

/// Whether the name of a place at the range acts, by the sentence that it stands in.
///
/// ```
/// use headwater_reader::metonymy::acts;
/// let text = "Paris said its envoy would fly to Paris.";
/// assert!(acts(text, 0..5));
/// assert!(!acts(text, 34..39));
/// ```
///
/// # Panics
/// When the range does not cut whole characters out of the text.
pub fn acts(text: &str, range: Range<usize>) -> bool {
    let sentences = sentences(text, 0..text.len());
    let sentence = sentences.iter().find(|one| one.end > range.start);
    let tokens = words(text, sentence.cloned().unwrap_or(0..text.len()));
    let known = known::lookup(&text[range.clone()]);
    let country = known.is_some_and(|known| known.kind == EntityKind::Country);
    weight(text, &tokens, &range, country) > 0.0
}

/// How much speaks for a name that acts, a country's or another place's, among the tokens of its
/// sentence: below zero the place is meant.
pub(crate) fn weight(text: &str, tokens: &[Token], range: &Range<usize>, country: bool) -> f32 {
    let around = Around::of(text, tokens, range);
    // Countries act more often than towns do.
    let prior = if country { 0.25 } else { -0.25 };
    prior
        + around.part()
        + around.possession()
        + around.subject()
        + around.governed()
        + around.beside()
        + around.modifies()
        + around.sport()
}

/// The classes of `data/metonymy.tsv`.
#[derive(Clone, Copy)]
enum Class {
    VerbOfActor,
    VerbOfPlace,
    Auxiliary,
    KindOfPlace,
    Preposition,
    Part,
    NounOfPlace,
    NounOfActor,
    Travel,
    GivenTo,
    GivenFrom,
    Dealing,
    DoneTo,
    GoneTo,
    Sport,
    StandingFor,
    On,
    Over,
    Of,
    Stance,
}

const CLASSES: [(&str, Class); 20] = [
    ("verb_of_actor", Class::VerbOfActor),
    ("verb_of_place", Class::VerbOfPlace),
    ("auxiliary", Class::Auxiliary),
    ("kind_of_place", Class::KindOfPlace),
    ("preposition", Class::Preposition),
    ("part", Class::Part),
    ("noun_of_place", Class::NounOfPlace),
    ("noun_of_actor", Class::NounOfActor),
    ("travel", Class::Travel),
    ("given_to", Class::GivenTo),
    ("given_from", Class::GivenFrom),
    ("dealing", Class::Dealing),
    ("done_to", Class::DoneTo),
    ("gone_to", Class::GoneTo),
    ("sport", Class::Sport),
    ("standing_for", Class::StandingFor),
    ("on", Class::On),
    ("over", Class::Over),
    ("of", Class::Of),
    ("stance", Class::Stance),
];

/// The classes of each word, a bit for each.
static WORDS: LazyLock<BTreeMap<&'static str, u32>> = LazyLock::new(|| {
    let mut all: BTreeMap<&'static str, u32> = BTreeMap::new();
    let lines = include_str!("../data/metonymy.tsv").lines();
    for (class, list) in lines.filter_map(|line| line.split_once('\t')) {
        if let Some((_, class)) = CLASSES.iter().find(|(name, _)| *name == class) {
            for word in list.split('|') {
                *all.entry(word).or_default() |= 1 << *class as u32;
            }
        }
    }
    all
});

#[cfg(test)]
mod tests {
    use super::*;

    fn acts_in(text: &str, name: &str) -> bool {
        let start = text.rfind(name).expect("the name stands in the text");
        acts(text, start..start + name.len())
    }

    #[test]
    fn every_class_has_words_and_every_line_a_class() {
        let lines = include_str!("../data/metonymy.tsv").lines();
        let named: Vec<&str> = lines
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t').next().unwrap_or(line))
            .collect();
        assert_eq!(named.len(), CLASSES.len());
        for (name, _) in CLASSES {
            assert!(named.contains(&name), "{name}");
        }
    }

    #[test]
    fn who_acts() {
        for (text, name) in [
            ("Moscow said on Monday that it would answer.", "Moscow"),
            ("The envoy was expelled by France.", "France"),
            ("Relations between Oslo and Beijing are cool.", "Beijing"),
            ("Peru lost to Ghana in the final minute.", "Ghana"),
            ("The deal with Japan was signed in May.", "Japan"),
            ("Sanctions on Iran stay in place.", "Iran"),
            ("They accused Berlin of delay.", "Berlin"),
            ("Kenya’s decision surprised its neighbours.", "Kenya"),
            ("The ministers agreed that Italy will pay.", "Italy"),
        ] {
            assert!(acts_in(text, name), "{text}");
        }
    }

    #[test]
    fn where_something_is() {
        for (text, name) in [
            ("She was born in Moscow.", "Moscow"),
            ("He travelled to Beijing by train.", "Beijing"),
            ("Oslo is a city on a fjord.", "Oslo"),
            ("The north of Ghana is dry.", "Ghana"),
            ("They fled from Sudan last week.", "Sudan"),
            ("The ship left Lima at noon.", "Lima"),
            ("He lives in Graz, Austria.", "Austria"),
            ("The village shares a border with Chile.", "Chile"),
            ("Peru’s coast is long.", "Peru"),
        ] {
            assert!(!acts_in(text, name), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_an_answer(text in "[A-C ,.'a-c]{1,40}", at in 0usize..40, length in 1usize..6) {
            let start = at.min(text.len() - 1);
            let end = (start + length).min(text.len());
            acts(&text, start..end);
        }
    }
}
