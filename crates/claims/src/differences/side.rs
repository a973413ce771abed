//! A statement, cut into words to be compared.

use std::ops::Range;

use headwater_model::{Reading, Span, Statement};
use headwater_text::{TokenKind, is_stopword, normal, stem, words};

/// A word of a content.
pub(super) struct Word {
    /// Bytes of the report.
    pub range: Range<usize>,
    pub normal: String,
    /// What is compared.
    pub stem: String,
    pub kind: TokenKind,
}

/// One supporting statement, standing for all that say the same words from the same mouth.
pub(super) struct Side<'a> {
    pub reading: &'a Reading,
    pub statement: &'a Statement,
    /// The content's words, without marks.
    pub words: Vec<Word>,
    /// The statements that it stands for, itself first.
    pub ids: Vec<String>,
}

/// Words of a content that are compared; what comes after them is not.
const LONGEST: usize = 120;

impl<'a> Side<'a> {
    pub fn of(reading: &'a Reading, statement: &'a Statement) -> Self {
        let text = &reading.report.text;
        let tokens = (statement.content.iter()).flat_map(|part| words(text, part.range()));
        let words = tokens
            .filter(|token| token.kind != TokenKind::Punct)
            .take(LONGEST)
            .map(|token| {
                let normal = normal(&text[token.range.clone()]);
                Word {
                    stem: stem(&normal),
                    normal,
                    range: token.range,
                    kind: token.kind,
                }
            })
            .collect();
        Self {
            reading,
            statement,
            words,
            ids: Vec::new(),
        }
    }

    /// Words and voice: equal for statements between which there is no difference.
    pub fn what_is_said(&self) -> (Vec<String>, Option<String>, Option<String>, Option<String>) {
        let words = self.words.iter().map(|word| word.normal.clone()).collect();
        let voice = &self.statement.voice;
        let who = voice.entity.clone().or_else(|| voice.name.clone());
        // A copy of another day is another state of things.
        let day = self.day().map(str::to_owned);
        // A flat statement of a report that names a voice elsewhere is not one of a report that does not.
        let report = (self.statement.chain.is_empty()).then(|| self.reading.report.id.clone());
        (words, who, day, report)
    }

    /// The day of publication.
    pub fn day(&self) -> Option<&str> {
        self.reading.report.published.as_deref()?.get(..10)
    }

    /// Those whose spans stand in the content.
    pub fn inside<T>(&self, all: &'a [T], span: impl Fn(&T) -> &Span) -> Vec<&'a T> {
        let content = &self.statement.content;
        let within = |place: &Span| {
            (content.iter()).any(|part| part.start <= place.start && place.end <= part.end)
        };
        all.iter().filter(|one| within(span(one))).collect()
    }

    /// Whether both tell what happens with the same word.
    pub fn same_event(&self, other: &Self) -> bool {
        let predicate = |side: &Self| {
            let event = side.statement.event.as_ref()?;
            Some(stem(&normal(&event.predicate.text)))
        };
        predicate(self).is_some_and(|one| predicate(other) == Some(one))
    }

    /// Whether half of the words that tell something, of the one that has fewer, stand in the other.
    pub fn is_about(&self, other: &Self) -> bool {
        let telling = |side: &Self| -> std::collections::BTreeSet<String> {
            let told = side.words.iter().filter(|word| word.tells());
            told.map(|word| word.stem.clone()).collect()
        };
        let (mine, theirs) = (telling(self), telling(other));
        let shared = mine.intersection(&theirs).count();
        shared >= 2 && 2 * shared >= mine.len().min(theirs.len())
    }

    /// Bytes from the first of these words to the end of the last; `None` where there is none.
    pub fn bytes(&self, words: &Range<usize>) -> Option<Range<usize>> {
        let held = self.words.get(words.clone())?;
        Some(held.first()?.range.start..held.last()?.range.end)
    }

    /// The span of these bytes, if they cut whole characters.
    pub fn span(&self, bytes: Range<usize>) -> Option<Span> {
        Span::cut(&self.reading.report.text, bytes).ok()
    }

    /// The span of these words.
    pub fn words_span(&self, words: &Range<usize>) -> Option<Span> {
        self.span(self.bytes(words)?)
    }

    /// Whether it has a word of this stem.
    pub fn has_stem(&self, wanted: &str) -> bool {
        self.words.iter().any(|word| word.stem == wanted)
    }
}

impl Word {
    /// Whether it tells something by itself.
    pub fn tells(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Number) && !is_stopword(&self.normal)
    }
}

/// Whether two ranges of bytes share any.
pub(super) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
