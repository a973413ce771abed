//! Text that reports share.

mod credit;
mod direction;
mod pairs;
mod passages;

use headwater_model::{Report, Reuse, Span};

use crate::body::{Word, grams, words};
use crate::limits::{COPIED_WORDS, GRAM, SHARE, VERBATIM_WORDS};
use crate::order;
use direction::{Direction, Likely};
use passages::{Passage, align};

/// A report, ready to be compared.
struct Read<'a> {
    report: &'a Report,
    words: Vec<Word>,
    /// Hash of the run of five words that begins at each word.
    runs: Vec<u64>,
    /// The same with where each begins, sorted.
    grams: Vec<(u64, u32)>,
    /// Words outside quotations.
    unquoted: usize,
}

/// Text that two reports share, before it is told who took it.
struct Shared {
    /// Index of the report that comes first in the canonical order.
    first: usize,
    /// Index of the other.
    second: usize,
    passages: Vec<Passage>,
    /// Copied unquoted words as a share of the unquoted words of first and second.
    shares: [f64; 2],
}

/// Finds the text that reports share, passage by passage, and who may have taken it from whom.
///
/// Two reports are linked where a quarter of the taker's own words, forty at least, stand in the
/// other, or where they share twenty-five words in a row. Words in quotation marks and parts that
/// are not running text (captions, credits, furniture) do not count. `direction_confidence` is
/// 0.5 where nothing tells the direction; the links never make a circle. The answer is sorted and
/// the same for any order of the input.
///
/// ```
/// # use headwater_model::{Report, report_id};
/// # let report = |outlet: &str, day: &str, text: &str| Report {
/// #     id: report_id(text, Some(outlet)), path: "-".into(), outlet: Some(outlet.into()),
/// #     title: None, byline: None, published: Some(day.into()), language: None,
/// #     text: text.into(), url: None, dateline: None, credits: vec![], blocks: vec![],
/// # };
/// let text = "Two cargo ships left the harbour of Vell on Sunday night although the port \
///     authority had closed the channel for the storm, and by the morning neither of them had \
///     answered a call on the radio, the coast guard log of the night shows.";
/// let first = report("The Courier", "2024-05-06", text);
/// let second = report("The Herald", "2024-05-07", &format!("Ships missing. {text}"));
/// let reuse = headwater_stories::reuse(&[&second, &first]);
/// assert_eq!((&reuse[0].from, &reuse[0].to), (&first.id, &second.id));
/// assert!(reuse[0].share > 0.9 && reuse[0].direction_confidence > 0.5);
/// ```
pub fn reuse(reports: &[&Report]) -> Vec<Reuse> {
    let order = order::distinct(reports);
    let read: Vec<Read<'_>> = order.iter().map(|&index| read(reports[index])).collect();
    let shared: Vec<Shared> = pairs::candidates(&read)
        .into_iter()
        .filter_map(|(first, second)| share(&read, first, second))
        .collect();
    let likely: Vec<Likely> = shared
        .iter()
        .map(|pair| direction::likely(&read, pair))
        .collect();
    let directions = direction::without_circles(read.len(), &shared, likely);
    let mut links: Vec<Reuse> = (shared.iter().zip(directions))
        .map(|(pair, direction)| link(&read, pair, direction))
        .collect();
    links.sort_by(|a, b| (&a.from, &a.to).cmp(&(&b.from, &b.to)));
    links
}

fn read(report: &Report) -> Read<'_> {
    let words = words(report);
    let runs = grams(&words, GRAM);
    let mut grams: Vec<(u64, u32)> = runs.iter().copied().zip(0..).collect();
    grams.sort_unstable();
    Read {
        report,
        unquoted: words.iter().filter(|word| !word.quoted).count(),
        words,
        runs,
        grams,
    }
}

/// The passages that two reports share, if they are enough to link them.
fn share(read: &[Read<'_>], first: usize, second: usize) -> Option<Shared> {
    let passages = align(&read[first], &read[second]);
    let copied: usize = passages.iter().map(|passage| passage.unquoted).sum();
    let longest = passages.iter().map(|passage| passage.longest).max()?;
    let share_of = |index: usize| match read[index].unquoted {
        0 => 0.0,
        all => (copied as f64 / all as f64).min(1.0),
    };
    let shares = [share_of(first), share_of(second)];
    let much = shares[0].max(shares[1]) >= SHARE && copied >= COPIED_WORDS;
    (much || longest >= VERBATIM_WORDS).then_some(Shared {
        first,
        second,
        passages,
        shares,
    })
}

fn link(read: &[Read<'_>], pair: &Shared, direction: Direction) -> Reuse {
    let Direction { forward, likely } = direction;
    let spans = |index: usize, second: bool| -> Vec<Span> {
        let text = &read[index].report.text;
        let ranges = pair
            .passages
            .iter()
            .map(|passage| passage.bytes(read, index, second));
        // Ranges begin and end at words, so they always cut whole characters.
        ranges
            .filter_map(|range| Span::cut(text, range).ok())
            .collect()
    };
    let (from, to) = if forward {
        (pair.first, pair.second)
    } else {
        (pair.second, pair.first)
    };
    Reuse {
        from: read[from].report.id.clone(),
        to: read[to].report.id.clone(),
        share: pair.shares[usize::from(forward)],
        direction_confidence: likely.confidence,
        latent: likely.latent,
        why: likely.why,
        passages_from: spans(from, !forward),
        passages_to: spans(to, forward),
    }
}
