//! Measures the time room against documents in the form of `corpora/time/*.jsonl`.

use std::ops::Range;

/// One marked time of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Bytes of the document's text.
    pub range: Range<usize>,
    /// TIMEX3 value.
    pub value: String,
}

/// Counts over documents; add them up with [`Score::add`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Times that were found.
    pub found: usize,
    /// Times that are marked.
    pub marked: usize,
    /// Found times with exactly the marked bytes.
    pub strict: usize,
    /// Found times that overlap a marked one.
    pub relaxed: usize,
    /// Among these, those with the marked value.
    pub value: usize,
}

impl Score {
    /// Adds the counts of another document.
    pub fn add(&mut self, other: Self) {
        self.found += other.found;
        self.marked += other.marked;
        self.strict += other.strict;
        self.relaxed += other.relaxed;
        self.value += other.value;
    }

    /// F1 of that many hits.
    pub fn f1(&self, hits: usize) -> f64 {
        let all = self.found + self.marked;
        if all == 0 {
            0.0
        } else {
            2.0 * hits as f64 / all as f64
        }
    }
}

/// Compares what [`times`](super::times) finds in one document with what is marked in it.
pub fn measure(text: &str, published: Option<&str>, marked: &[Marked]) -> Score {
    compare(text, published, marked, |_, _, _| {})
}

/// As [`measure`], and shows each difference to `see`: words, found value, marked value.
pub fn compare(
    text: &str,
    published: Option<&str>,
    marked: &[Marked],
    mut see: impl FnMut(&str, Option<&str>, Option<&str>),
) -> Score {
    let sentences = headwater_text::sentences(text, 0..text.len());
    let found = super::times(text, &sentences, published);
    let mut score = Score {
        found: found.len(),
        marked: marked.len(),
        ..Score::default()
    };
    let mut taken = vec![false; found.len()];
    for gold in marked {
        let overlaps =
            |range: &Range<usize>| range.start < gold.range.end && gold.range.start < range.end;
        let hit = found
            .iter()
            .enumerate()
            .position(|(at, time)| !taken[at] && overlaps(&time.span.range()));
        let words = &text[gold.range.clone()];
        let Some(at) = hit else {
            see(words, None, Some(&gold.value));
            continue;
        };
        taken[at] = true;
        score.relaxed += 1;
        score.strict += usize::from(found[at].span.range() == gold.range);
        let value = found[at].value.as_deref();
        if value.is_some_and(|value| same_value(value, &gold.value)) {
            score.value += 1;
        } else {
            see(
                &found[at].span.text,
                Some(value.unwrap_or("null")),
                Some(&gold.value),
            );
        }
    }
    for (time, _) in found.iter().zip(taken).filter(|(_, taken)| !taken) {
        see(
            &time.span.text,
            Some(time.value.as_deref().unwrap_or("null")),
            None,
        );
    }
    score
}

/// Values are the same but for ways of writing: `…T22` and `…T22:00`, `…TNI` and `T…NI`.
fn same_value(found: &str, marked: &str) -> bool {
    let plain = |value: &str| {
        value
            .replace("T24", "T00")
            .replace("W0", "W")
            .replace(":00", "")
    };
    plain(found) == plain(marked)
}
