//! A corpus as three streams: its two halves, each by itself, and the whole.

use std::rc::Rc;
use std::time::Instant;

use headwater::Weights;

use super::baselines::{Setting, Tried, choose, grid, single_pass, try_all};
use super::bcubed::{Gold, Score};
use super::load::{Item, Source};
use super::meaning;
use super::pairs::Pairs;
use super::tfidf::{self, Counts, Documents, Stems};

/// Reports in the order in which they come.
pub struct Stream<'i> {
    /// The reports.
    pub items: Vec<&'i Item>,
    /// What people say of them.
    pub gold: Gold,
    members: Vec<usize>,
    days: Vec<Option<i32>>,
}

impl<'i> Stream<'i> {
    fn of(items: &'i [Item], keep: impl Fn(&Item) -> bool) -> Self {
        let members: Vec<usize> = (0..items.len()).filter(|&at| keep(&items[at])).collect();
        let items: Vec<&Item> = members.iter().map(|&at| &items[at]).collect();
        Self {
            gold: Gold::of(&items),
            days: items.iter().map(|item| item.day).collect(),
            items,
            members,
        }
    }
}

/// A corpus with all that was worked out on it.
pub struct Subject<'i> {
    /// What to call it.
    pub name: &'static str,
    /// Where it is from.
    pub source: Source,
    /// Half 0, half 1, the whole.
    pub streams: [Stream<'i>; 3],
    /// What the baselines make of it.
    pub baselines: Vec<Baseline>,
}

/// One baseline on one corpus.
pub struct Baseline {
    /// What to call it.
    pub name: &'static str,
    settings: Vec<Setting>,
    tried: [Tried; 3],
    pairs: Rc<[Measured; 3]>,
}

/// Pairs of one stream, with the seconds they took.
struct Measured {
    pairs: Pairs,
    seconds: f64,
}

/// A baseline with the setting that was chosen for it.
pub struct Chosen {
    /// The setting.
    pub setting: Setting,
    /// What it scores.
    pub score: Score,
    /// Seconds for the whole stream.
    pub seconds: f64,
}

/// What all corpora share.
pub struct Shared {
    /// Numbers for stems.
    pub stems: Stems,
    /// The background of the word counts.
    pub background: Documents,
    /// Which encoder gives vectors of meaning; none: that baseline is left out.
    pub encoder: Option<Weights>,
}

impl<'i> Subject<'i> {
    /// Works out the baselines of a corpus.
    ///
    /// # Errors
    /// When the encoder fails.
    pub fn of(
        name: &'static str,
        source: Source,
        items: &'i [Item],
        shared: &mut Shared,
    ) -> Result<Self, String> {
        let half = |half| Stream::of(items, move |item| item.half == half);
        let streams = [half(0), half(1), Stream::of(items, |_| true)];
        let words = Rc::new(by_words(items, &streams, shared));
        let near = 0.06..=0.50;
        let mut baselines = vec![
            Baseline::of("TF-IDF", &streams, &words, grid(false, near.clone(), 0.02)),
            Baseline::of("TF-IDF + time", &streams, &words, grid(true, near, 0.02)),
        ];
        if let Some(reader) = shared.encoder {
            let meant = Rc::new(by_meaning(items, &streams, reader)?);
            let settings = grid(true, 0.30..=0.90, 0.025);
            baselines.push(Baseline::of("embedding + time", &streams, &meant, settings));
        }
        Ok(Self {
            name,
            source,
            streams,
            baselines,
        })
    }
}

impl Baseline {
    fn of(
        name: &'static str,
        streams: &[Stream<'_>; 3],
        pairs: &Rc<[Measured; 3]>,
        settings: Vec<Setting>,
    ) -> Self {
        let tried = [0, 1, 2].map(|at| {
            let Stream { days, gold, .. } = &streams[at];
            try_all(&pairs[at].pairs, days, gold, &settings)
        });
        Self {
            name,
            tried,
            pairs: Rc::clone(pairs),
            settings,
        }
    }

    /// How it does on one of its corpus' streams with what is best on others.
    pub fn on(&self, at: usize, stream: &Stream<'_>, chosen_on: &[(&Self, usize)]) -> Chosen {
        let tried: Vec<&Tried> = (chosen_on.iter())
            .map(|(other, at)| &other.tried[*at])
            .collect();
        let best = choose(&tried, self.settings.len());
        let setting = self.settings[best];
        let found = single_pass(&self.pairs[at].pairs, &stream.days, setting);
        Chosen {
            setting,
            score: stream.gold.score(&found),
            seconds: self.pairs[at].seconds + self.tried[at].seconds[best],
        }
    }
}

fn by_words(items: &[Item], streams: &[Stream<'_>; 3], shared: &mut Shared) -> [Measured; 3] {
    let start = Instant::now();
    let counted: Vec<Counts> = (items.iter())
        .map(|item| shared.stems.of(&item.report))
        .collect();
    let counting = start.elapsed().as_secs_f64() / items.len().max(1) as f64;
    [0, 1, 2].map(|at| {
        let start = Instant::now();
        let members = &streams[at].members;
        let stream: Vec<&Counts> = members.iter().map(|&member| &counted[member]).collect();
        Measured {
            pairs: tfidf::pairs(&stream, &shared.background),
            seconds: start.elapsed().as_secs_f64() + counting * members.len() as f64,
        }
    })
}

fn by_meaning(
    items: &[Item],
    streams: &[Stream<'_>; 3],
    reader: Weights,
) -> Result<[Measured; 3], String> {
    let (vectors, encoding) = meaning::vectors(items, reader)?;
    let start = Instant::now();
    let whole = meaning::pairs(&vectors);
    let seconds = start.elapsed().as_secs_f64();
    Ok([0, 1, 2].map(|at| {
        let members = &streams[at].members;
        let share = members.len() as f64 / items.len().max(1) as f64;
        Measured {
            pairs: whole.part(members),
            // Pairs grow with the square of the reports.
            seconds: seconds * share * share + encoding * members.len() as f64,
        }
    }))
}
