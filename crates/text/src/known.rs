//! Names that the whole house knows: countries, governments, outlets, bodies.
//!
//! ```
//! use headwater_text::known;
//! assert_eq!(known::lookup("the DPRK").unwrap().id, "country:kp");
//! assert_eq!(known::lookup("Kremlin").unwrap().parent, Some("country:ru"));
//! assert_eq!(known::outlet("https://www.nytimes.com/2023/x.html").unwrap().name, "The New York Times");
//! assert!(known::lookup("us").is_none() && known::lookup("US").is_some());
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::LazyLock;

use headwater_model::EntityKind;

use crate::normal::is_title;
use crate::{fold_char, name_key};

mod office;
mod tables;
#[cfg(test)]
mod tests;

pub use office::{Office, office};

/// Somebody or something whose name means the same in every report.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// Stable id: `country:ru`, `place:moscow`, `org:white-house`, `media:reuters`.
    pub id: &'static str,
    /// Its usual name.
    pub name: &'static str,
    /// What sort of thing. A capital is a place, a seat of government an organisation.
    pub kind: EntityKind,
    /// The owner or copy desk, for outlets: two outlets of one family are not two outlets.
    pub family: Option<&'static str>,
    /// Id of what it belongs to: the country of a capital or outlet, the UN of a UN agency.
    pub parent: Option<&'static str>,
    /// Whether it is an agency whose copy other outlets print.
    pub wire: bool,
    /// Whether the name is also a place one can be at.
    pub also_place: bool,
    /// Whether the name often stands for the government of its parent ("Moscow calls it …").
    pub metonym: bool,
    /// Degrees north, two decimals at most.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Other names that mean the same everywhere.
    pub aliases: Vec<&'static str>,
    /// Adjectives and names of inhabitants, for countries.
    pub demonyms: Vec<&'static str>,
    /// Names that mean it only where the report has named it before ("the North").
    pub context_aliases: Vec<&'static str>,
    /// Internet domains, for outlets.
    pub domains: Vec<&'static str>,
}

/// What a name means everywhere, if it does.
///
/// Names are compared by their [`name_key`], so case, accents, "the" and possessives do not
/// matter, with two exceptions: a name in capitals (US, WHO, UN) must be in capitals, and names
/// that are also common words ("The Hill", "Turkey") must be written as names. A country before
/// a body of that country is allowed ("US State Department").
///
/// ```
/// use headwater_text::known::lookup;
/// assert_eq!(lookup("Russian").unwrap().id, "country:ru");
/// assert_eq!(lookup("U.S.").unwrap().id, "country:us");
/// assert!(lookup("who").is_none() && lookup("hill").is_none());
/// ```
pub fn lookup(name: &str) -> Option<&'static Known> {
    direct(name).or_else(|| {
        let (country, rest) = country_before(name)?;
        direct(rest).filter(|known| known.parent == Some(country.id))
    })
}

/// The outlet or agency of this name, or whose site this domain or address is.
///
/// ```
/// use headwater_text::known::outlet;
/// assert!(outlet("AFP").unwrap().wire);
/// assert_eq!(outlet("edition.cnn.com").unwrap().name, "CNN");
/// assert!(outlet("Moscow").is_none());
/// ```
pub fn outlet(name_or_domain: &str) -> Option<&'static Known> {
    by_domain(name_or_domain)
        .or_else(|| lookup(name_or_domain).filter(|known| known.kind == EntityKind::Media))
}

/// Whether a name in the tables begins with this word, so that a look-up of it and the words behind
/// it may find one. A word that names may lose (an article, a title) always may.
///
/// ```
/// use headwater_text::known::may_begin;
/// assert!(may_begin("New") && may_begin("the") && !may_begin("Quarrel"));
/// ```
pub fn may_begin(word: &str) -> bool {
    let key = name_key(word);
    if key.is_empty() || key == "the" || is_title(&key) {
        return true;
    }
    // A blank sorts before all that a word is made of.
    let from = (Bound::Included(key.as_str()), Bound::Unbounded);
    let next = INDEX.names.range::<str, _>(from).next();
    next.is_some_and(|(name, _)| {
        let rest = name.strip_prefix(&key);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

/// The known thing with this id.
pub fn by_id(id: &str) -> Option<&'static Known> {
    INDEX.ids.get(id).map(|at| &INDEX.all[*at])
}

/// Everything that is known, in the order of the tables: countries with their capitals, bodies,
/// outlets.
pub fn all() -> &'static [Known] {
    &INDEX.all
}

/// Whether the name is an adjective or a word for the people of the country that it means.
///
/// ```
/// use headwater_text::known::is_demonym;
/// assert!(is_demonym("North Korean") && is_demonym("Iraqis"));
/// assert!(!is_demonym("North Korea"));
/// ```
pub fn is_demonym(name: &str) -> bool {
    let key = name_key(name);
    lookup(name).is_some_and(|known| {
        (known.demonyms.iter()).any(|demonym| {
            let demonym = name_key(demonym);
            key == demonym || key.strip_suffix('s') == Some(&demonym)
        })
    })
}

/// Whether several countries have a body of this name, so that it means the table's one only where
/// its country is spoken of.
///
/// ```
/// use headwater_text::known::is_generic;
/// assert!(is_generic("the Supreme Court") && !is_generic("the US Supreme Court"));
/// ```
pub fn is_generic(name: &str) -> bool {
    INDEX.generic.contains(&name_key(name))
}

/// How a name in the tables must be written to be that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Writing {
    /// In any case.
    Any,
    /// With a capital.
    Capital,
    /// All in capitals.
    Capitals,
    /// As in the table, "the" included.
    Exact,
}

/// One name in the tables.
#[derive(Clone, Debug)]
struct Entry {
    at: usize,
    writing: Writing,
    written: &'static str,
}

struct Index {
    all: Vec<Known>,
    ids: BTreeMap<&'static str, usize>,
    names: BTreeMap<String, Vec<Entry>>,
    domains: BTreeMap<&'static str, usize>,
    /// Keys of names that bodies of several countries have.
    generic: BTreeSet<String>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index {
        all: Vec::new(),
        ids: BTreeMap::new(),
        names: BTreeMap::new(),
        domains: BTreeMap::new(),
        generic: BTreeSet::new(),
    };
    for row in tables::rows() {
        index.add(row);
    }
    index
});

impl Index {
    /// Takes in a row; its names still carry the marks of the tables.
    fn add(&mut self, mut row: Known) {
        let at = self.all.len();
        self.add_name(at, row.name);
        row.name = unmarked(row.name);
        for list in [&mut row.aliases, &mut row.demonyms] {
            for name in list {
                self.add_name(at, name);
                *name = unmarked(name);
            }
        }
        for demonym in &row.demonyms {
            if !demonym.ends_with(['s', 'h', 'e']) {
                self.add_key(format!("{}s", name_key(demonym)), at, Writing::Any, demonym);
            }
        }
        for domain in &row.domains {
            self.domains.insert(domain, at);
        }
        self.ids.insert(row.id, at);
        self.all.push(row);
    }

    fn add_name(&mut self, at: usize, name: &'static str) {
        let written = unmarked(name);
        if name.starts_with('~') {
            self.generic.insert(name_key(written));
        }
        let writing = match name.as_bytes().first() {
            Some(b'=') => Writing::Exact,
            Some(b'^') => Writing::Capital,
            _ if is_capitals(written) => Writing::Capitals,
            _ => Writing::Any,
        };
        self.add_key(name_key(written), at, writing, written);
    }

    fn add_key(&mut self, key: String, at: usize, writing: Writing, written: &'static str) {
        self.names.entry(key).or_default().push(Entry {
            at,
            writing,
            written,
        });
    }
}

/// A name of the tables without its mark.
fn unmarked(name: &'static str) -> &'static str {
    name.trim_start_matches(['~', '=', '^'])
}

fn direct(name: &str) -> Option<&'static Known> {
    let entries = INDEX.names.get(&name_key(name))?;
    let bare = written(name);
    let entry = entries.iter().find(|entry| match entry.writing {
        Writing::Any => true,
        Writing::Capital => bare.chars().any(char::is_uppercase),
        Writing::Capitals => is_capitals(bare.strip_prefix("the ").unwrap_or(&bare)),
        Writing::Exact => bare == written(entry.written),
    })?;
    Some(&INDEX.all[entry.at])
}

/// The country of that name, or whose government a capital's name stands for.
fn country_of(name: &str) -> Option<&'static Known> {
    let known = direct(name)?;
    let state = match known.kind {
        EntityKind::Place if known.metonym => by_id(known.parent?)?,
        _ => known,
    };
    (state.kind == EntityKind::Country).then_some(state)
}

/// The name with its case, without possessive ending, "The" as "the", typography folded.
fn written(name: &str) -> String {
    let folded: String = name.trim().chars().map(fold_char).collect();
    let bare = (folded.strip_suffix("'s"))
        .or_else(|| folded.strip_suffix('\''))
        .unwrap_or(&folded);
    match bare.strip_prefix("The ") {
        Some(rest) => format!("the {rest}"),
        None => bare.to_owned(),
    }
}

/// Whether the name is an acronym: short, with letters, none of them small.
fn is_capitals(name: &str) -> bool {
    name.len() <= 12
        && name.chars().any(char::is_uppercase)
        && !name.chars().any(char::is_lowercase)
        && !name.contains(' ')
}

/// The country whose name or adjective the words begin with, and the words after it.
fn country_before(name: &str) -> Option<(&'static Known, &str)> {
    let name = name.trim();
    name.char_indices()
        .filter(|(_, c)| c.is_whitespace())
        .take(5)
        .find_map(|(at, c)| {
            let country = country_of(&name[..at])?;
            Some((country, name[at + c.len_utf8()..].trim_start()))
        })
}

/// The outlet whose domain the words are or end in.
fn by_domain(words: &str) -> Option<&'static Known> {
    let lower = words.trim().to_ascii_lowercase();
    let address = lower.split_once("://").map_or(&*lower, |(_, rest)| rest);
    let mut host = address.split(['/', '?', '#', ':']).next()?;
    loop {
        if let Some(at) = INDEX.domains.get(host) {
            return Some(&INDEX.all[*at]);
        }
        host = host.split_once('.')?.1;
    }
}
