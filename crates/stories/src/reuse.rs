//! Text that reports share.

mod asymmetry;
mod credit;
mod direction;
mod graph;
mod index;
mod notice;
mod passages;
mod reworded;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use headwater_model::{Report, Reuse, Span};
use serde::{Deserialize, Serialize};

use crate::body::{Word, runs, words};
use crate::limits::{
    COPIED_WORDS, EVERY_UP_TO, GRAM, HALF, HALF_WORDS, SAMPLED, SHARE, VERBATIM_WORDS,
};
use crate::order;
use crate::outlet::key;
use direction::Likely;
use graph::Graph;
use index::Index;
use passages::{Passage, align};

/// A report, ready to be compared.
pub struct Prepared<'a> {
    report: Cow<'a, Report>,
    words: Vec<Word>,
    /// Hash of the run of five words that begins at each word.
    runs: Vec<u64>,
    /// The same with where each begins, sorted; made when another report is held against it.
    grams: OnceLock<Vec<(u64, u32)>>,
}

impl<'a> Prepared<'a> {
    /// Cuts the report's running text into words.
    pub fn of(report: Cow<'a, Report>) -> Self {
        let words = words(&report);
        Self {
            runs: runs(&words, GRAM),
            grams: OnceLock::new(),
            words,
            report,
        }
    }

    fn grams(&self) -> &[(u64, u32)] {
        self.grams.get_or_init(|| {
            let mut grams: Vec<(u64, u32)> = self.runs.iter().copied().zip(0..).collect();
            grams.sort_unstable();
            grams
        })
    }

    /// Words outside quotations and boilerplate. What a page repeats, as in teasers and under
    /// pictures, counts once.
    fn own(&self) -> usize {
        let once = |at: usize| !self.words[at].quoted;
        let mut repeats = vec![false; self.words.len()];
        for same in self.grams().chunk_by(|a, b| a.0 == b.0) {
            for (_, place) in &same[1..] {
                repeats[*place as usize..*place as usize + GRAM].fill(true);
            }
        }
        (0..self.words.len())
            .filter(|&at| once(at) && !repeats[at])
            .count()
    }

    /// Takes runs of words for boilerplate: they count as little as quotations.
    fn set_aside(&mut self, runs: &[usize]) {
        for run in runs {
            self.words[*run..*run + GRAM]
                .iter_mut()
                .for_each(|word| word.quoted = true);
        }
        // What stands between two such runs belongs to the same lines.
        for between in runs.windows(2).filter(|two| two[1] - two[0] <= STOCK_GAP) {
            self.words[between[0]..between[1]]
                .iter_mut()
                .for_each(|word| word.quoted = true);
        }
    }
}

/// Words between the beginnings of two runs of boilerplate that are boilerplate too: with a sample
/// of one run in [`SAMPLED`] only some of its runs are known.
const STOCK_GAP: usize = 4 * SAMPLED as usize;

/// The search for copies while reports come in.
///
/// Each new report is looked up in an index of the runs of five words of all earlier ones, which
/// costs the same however many they are, and compared word for word with the few that share
/// enough. The texts stay with the caller.
#[derive(Serialize, Deserialize)]
pub struct Copies {
    index: Index,
    graph: Graph,
}

impl Copies {
    /// A search that misses nothing, for collections that fit into memory.
    pub fn whole() -> Self {
        Self::every(1)
    }

    /// A search by a sample of the runs, for streams: the index takes some 75 runs of a report of 600
    /// words, 1.0 to 1.4 kB.
    pub fn sampled() -> Self {
        Self::every(SAMPLED)
    }

    fn every(every: u64) -> Self {
        Self {
            index: Index::new(every),
            graph: Graph::default(),
        }
    }

    /// Reports so far: the number that the next one gets.
    pub fn reports(&self) -> usize {
        self.index.len()
    }

    /// Bytes that the index holds.
    pub fn index_bytes(&self) -> usize {
        self.index.bytes()
    }

    /// Adds a report and links it to earlier ones that it shares text with, sorted. `earlier` gives
    /// the report with a number again; where it cannot, the two are not compared. A report must not
    /// be added twice.
    pub fn add<'r>(
        &mut self,
        new: Prepared<'_>,
        earlier: &dyn Fn(usize) -> Option<Cow<'r, Report>>,
    ) -> Vec<Reuse> {
        let found = self.find(new, earlier);
        self.settle(found)
    }

    /// Adds a report and finds what it shares with earlier ones.
    fn find<'r>(
        &mut self,
        mut new: Prepared<'_>,
        earlier: &dyn Fn(usize) -> Option<Cow<'r, Report>>,
    ) -> Vec<Found> {
        let later = self.index.len() as u32;
        let outlet = new.report.outlet.as_deref().map(key);
        let outlet = outlet.map(|key| credit::hash(&key));
        let own = |at: &usize| new.words[*at..at + GRAM].iter().any(|word| !word.quoted);
        let runs = new.runs.iter().copied().zip(0..);
        let seen = self.index.add(runs.filter(|(_, at)| own(at)), outlet);
        self.graph.add();
        new.set_aside(&seen.stock);
        let mut found = Vec::new();
        for candidate in seen.candidates {
            let Some(old) = earlier(candidate as usize) else {
                continue;
            };
            let old = Prepared::of(old);
            let same_outlet = self.index.outlet(candidate) == self.index.outlet(later);
            match share(&old, &new) {
                Some(shared) if same_outlet && notice::is_notice(&shared) => {
                    self.index.take_for_notice(notice::runs(&shared));
                }
                Some(shared) => found.push(Found::of(&shared, [candidate, later])),
                None => {}
            }
        }
        found
    }

    /// Looks again at a pair that was found before all reports were known: what has turned out to be
    /// a notice of their outlet since does not join them.
    fn still_shares(&self, old: &Report, new: &Report) -> bool {
        let [old, new] = [old, new].map(|report| {
            let mut read = Prepared::of(Cow::Borrowed(report));
            let notices = self.index.notices(read.runs.iter().copied().zip(0..));
            read.set_aside(&notices);
            read
        });
        share(&old, &new).is_some()
    }

    /// Gives each pair a direction, what tells it best first: a pair of which nothing is known must
    /// not stand in the way of one of which something is.
    fn settle(&mut self, mut found: Vec<Found>) -> Vec<Reuse> {
        self.forget_agencies_that_are_here(&mut found);
        found.sort_by(|a, b| {
            let known = b.likely.confidence.total_cmp(&a.likely.confidence);
            known.then(a.numbers.cmp(&b.numbers))
        });
        let settled = found.into_iter().map(|mut found| {
            let [earlier, later] = found.numbers;
            let forward = self.graph.link(earlier, later, &mut found.likely);
            found.link(forward)
        });
        let mut links: Vec<Reuse> = settled.collect();
        links.sort_by(|a, b| (&a.from, &a.to).cmp(&(&b.from, &b.to)));
        links
    }

    /// An agency whose own report shares text with one of the two is no origin outside the
    /// reports.
    fn forget_agencies_that_are_here(&self, found: &mut [Found]) {
        let beside: BTreeSet<(u32, u32)> = (found.iter())
            .flat_map(|pair| [pair.numbers, [pair.numbers[1], pair.numbers[0]]])
            .map(|[one, other]| (one, self.index.outlet(other)))
            .collect();
        for pair in found {
            let latent = pair.likely.latent.as_ref();
            let is_here = latent.is_some_and(|latent| {
                let outlet = credit::hash(&latent.key);
                pair.numbers
                    .iter()
                    .any(|number| beside.contains(&(*number, outlet)))
            });
            if is_here {
                pair.likely.latent = None;
            }
        }
    }
}

/// A pair that shares text, before it is settled who took it.
struct Found {
    /// Of the earlier and of the later report.
    numbers: [u32; 2],
    likely: Likely,
    /// The earlier report, and the later.
    link: [Side; 2],
}

/// One report of a pair.
struct Side {
    id: String,
    /// Share of its own words that stand in the other.
    share: f64,
    passages: Vec<Span>,
}

impl Found {
    fn of(shared: &Shared<'_>, numbers: [u32; 2]) -> Self {
        Self {
            numbers,
            likely: direction::likely(shared),
            link: [0, 1].map(|which| shared.side(which)),
        }
    }

    fn link(self, forward: bool) -> Reuse {
        let [earlier, later] = self.link;
        let (from, to) = if forward {
            (earlier, later)
        } else {
            (later, earlier)
        };
        Reuse {
            from: from.id,
            to: to.id,
            share: to.share,
            direction_confidence: self.likely.confidence,
            latent: self.likely.latent.map(|latent| latent.name),
            why: self.likely.why,
            passages_from: from.passages,
            passages_to: to.passages,
        }
    }
}

/// Text that two reports share, before it is told who took it.
struct Shared<'p> {
    /// The report that came first, and the other.
    pair: [&'p Prepared<'p>; 2],
    passages: Vec<Passage>,
    /// Copied words of their own as a share of the own words of each.
    shares: [f64; 2],
}

/// Finds the text that reports share, passage by passage, and who may have taken it from whom.
///
/// Two reports are linked where a quarter of the taker's own words, forty at least, stand in the
/// other, or where they share twenty-five words in a row. Words in quotation marks, parts that are
/// not running text (captions, credits, furniture, labels), tables, and what an outlet puts under all
/// its reports do not count. `direction_confidence` is
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
    let mut copies = if order.len() <= EVERY_UP_TO {
        Copies::whole()
    } else {
        Copies::sampled()
    };
    let mut found = Vec::new();
    for &index in &order {
        let new = Prepared::of(Cow::Borrowed(reports[index]));
        found.extend(copies.find(new, &|number| Some(Cow::Borrowed(reports[order[number]]))));
    }
    found.retain(|pair: &Found| {
        let [old, new] = pair.numbers;
        let one_outlet = copies.index.outlet(old) == copies.index.outlet(new);
        let report = |number: u32| reports[order[number as usize]];
        !one_outlet || copies.still_shares(report(old), report(new))
    });
    copies.settle(found)
}

/// The passages that two reports share, if they are enough to link them. Only then it is looked
/// which sentences stand in both in other words, too.
fn share<'p>(first: &'p Prepared<'p>, second: &'p Prepared<'p>) -> Option<Shared<'p>> {
    let mut passages = align(first, second);
    let copied = |passages: &[Passage]| passages.iter().map(|passage| passage.unquoted).sum();
    let own = [first, second].map(Prepared::own);
    let shares = |copied: usize| {
        own.map(|own| match own {
            0 => 0.0,
            own => (copied as f64 / own as f64).min(1.0),
        })
    };
    let verbatim: usize = copied(&passages);
    let longest = passages.iter().map(|passage| passage.longest).max()?;
    let [one, other] = shares(verbatim);
    let much = one.max(other) >= SHARE && verbatim >= COPIED_WORDS;
    let half = one.max(other) >= HALF && verbatim >= HALF_WORDS;
    if !much && !half && longest < VERBATIM_WORDS {
        return None;
    }
    let reworded = reworded::reworded(first, second, &passages);
    passages.extend(reworded);
    passages.sort_by_key(|passage| passage.second.start);
    let mut joined = Vec::new();
    for passage in passages {
        passages::join(&mut joined, passage);
    }
    let passages = joined;
    Some(Shared {
        pair: [first, second],
        shares: shares(copied(&passages)),
        passages,
    })
}

impl Shared<'_> {
    /// The first report (0) or the second (1), with what it shares.
    fn side(&self, which: usize) -> Side {
        let report = self.pair[which];
        let ranges = (self.passages.iter()).map(|passage| passage.bytes(report, which));
        Side {
            id: report.report.id.clone(),
            share: self.shares[which],
            // Ranges begin and end at words, so they always cut whole characters.
            passages: ranges
                .filter_map(|range| Span::cut(&report.report.text, range).ok())
                .collect(),
        }
    }
}
