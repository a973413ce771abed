//! True sentences made false, each in one way.

use std::collections::BTreeMap;
use std::ops::Range;

use headwater::model::{
    EntityKind, PlaceKind, QuantityKind, Reading, Slot, Span, Statement, VoiceKind,
};
use headwater_text::{TokenKind, name_key, normal, words};

/// What is made false.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Recipe {
    /// Nothing: what the others are compared with.
    Unchanged,
    /// Another number.
    Number,
    /// Another person or body of the story does it.
    Actor,
    /// It is not so.
    Negated,
    /// Another place of the story, or of a list.
    Place,
    /// A word of doubt is taken out.
    Certainty,
    /// Another voice of the story says it.
    Attribution,
}

impl Recipe {
    pub const ALL: [Self; 7] = [
        Self::Unchanged,
        Self::Number,
        Self::Actor,
        Self::Negated,
        Self::Place,
        Self::Certainty,
        Self::Attribution,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Unchanged => "(unchanged)",
            Self::Number => "number changed",
            Self::Actor => "actor swapped",
            Self::Negated => "negated",
            Self::Place => "place swapped",
            Self::Certainty => "certainty raised",
            Self::Attribution => "attribution moved",
        }
    }

    /// The slots whose differences tell of it.
    pub fn slots(self) -> &'static [Slot] {
        match self {
            Self::Unchanged => &[],
            // The number may be that of a day; what is counted may have another part.
            Self::Number => &[Slot::Number, Slot::Date],
            // A name may be a body's in one sentence and a place's in the other.
            Self::Actor => &[Slot::Person, Slot::Role, Slot::Place],
            Self::Negated => &[Slot::Polarity],
            Self::Place => &[Slot::Place, Slot::Person],
            Self::Certainty => &[Slot::Certainty],
            Self::Attribution => &[Slot::Speaker, Slot::Attribution],
        }
    }
}

/// A sentence of a report with other words in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distorted {
    pub sentence: String,
    /// Bytes of the new words in the sentence; empty where words were taken out.
    pub at: Range<usize>,
    /// The words that stood there.
    pub was: String,
}

impl Distorted {
    pub fn new_words(&self) -> &str {
        &self.sentence[self.at.clone()]
    }
}

/// Names of a story by sort, those named most often first.
pub struct Pools {
    people: Vec<String>,
    bodies: Vec<String>,
    places: BTreeMap<PlaceKind, Vec<String>>,
    voices: Vec<String>,
}

/// Places for stories that name no second one of a sort.
const ELSEWHERE: [(PlaceKind, &str); 4] = [
    (PlaceKind::Country, "Uruguay"),
    (PlaceKind::FirstOrder, "Bavaria"),
    (PlaceKind::Town, "Marseille"),
    (PlaceKind::Region, "Patagonia"),
];

impl Pools {
    pub fn of(readings: &[Reading]) -> Self {
        let ranked = |names: Vec<(String, usize)>| -> Vec<String> {
            let mut count: BTreeMap<String, usize> = BTreeMap::new();
            for (name, number) in names {
                *count.entry(name).or_default() += number;
            }
            let mut all: Vec<(String, usize)> = count.into_iter().collect();
            all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            all.into_iter().map(|(name, _)| name).collect()
        };
        let entities = |wanted: &[EntityKind]| {
            let all = readings.iter().flat_map(|reading| &reading.entities);
            let of_kind = all.filter(|one| wanted.contains(&one.kind));
            ranked(
                of_kind
                    .map(|one| (one.name.clone(), one.mentions.len()))
                    .collect(),
            )
        };
        let mut places: BTreeMap<PlaceKind, Vec<(String, usize)>> = BTreeMap::new();
        for place in readings.iter().flat_map(|reading| &reading.places) {
            if let Some(kind) = place.kind {
                places
                    .entry(kind)
                    .or_default()
                    .push((place.name.clone(), 1));
            }
        }
        let voices = (readings.iter().flat_map(|reading| &reading.statements)).filter_map(|one| {
            let named = matches!(
                one.voice.kind,
                VoiceKind::NamedPerson | VoiceKind::NamedSpokesperson
            );
            Some((one.voice.name.clone().filter(|_| named)?, 1))
        });
        Self {
            people: ranked(
                (readings.iter().flat_map(|reading| &reading.entities))
                    .filter(|one| one.kind == EntityKind::Person && one.name.contains(' '))
                    .map(|one| (one.name.clone(), one.mentions.len()))
                    .collect(),
            ),
            bodies: entities(&[EntityKind::Organisation]),
            places: places
                .into_iter()
                .map(|(kind, names)| (kind, ranked(names)))
                .collect(),
            voices: ranked(voices.collect()),
        }
    }
}

/// What a statement is made false with.
pub struct Source<'a> {
    pub reading: &'a Reading,
    pub statement: &'a Statement,
    /// Bytes of the report that claim it, as gold has them.
    pub claimed: Range<usize>,
    pub pools: &'a Pools,
    /// Whoever says the claim in some report, as gold has them.
    pub theirs: &'a [String],
}

impl Source<'_> {
    /// The statement's sentence made false, where the recipe can be followed in it.
    pub fn distorted(&self, recipe: Recipe) -> Option<Distorted> {
        match recipe {
            Recipe::Unchanged => self.put(self.claimed.start..self.claimed.start, ""),
            Recipe::Number => self.number(),
            Recipe::Actor => self.actor(),
            Recipe::Negated => self.negated(),
            Recipe::Place => self.place(),
            Recipe::Certainty => self.certainty(),
            Recipe::Attribution => self.attribution(),
        }
    }

    /// The sentence with other words in these bytes of the report.
    fn put(&self, range: Range<usize>, new: &str) -> Option<Distorted> {
        let sentence = &self.statement.sentence;
        let text = &self.reading.report.text;
        if range.start < sentence.start || range.end > sentence.end {
            return None;
        }
        let before = text.get(sentence.start..range.start)?;
        let after = text.get(range.end..sentence.end)?;
        Some(Distorted {
            sentence: format!("{before}{new}{after}"),
            at: before.len()..before.len() + new.len(),
            was: text.get(range)?.to_owned(),
        })
    }

    /// Whether a span is part of what is claimed, for gold and for us.
    fn claims(&self, span: &Range<usize>) -> bool {
        let ours = (self.statement.content.iter())
            .any(|part| part.start <= span.start && span.end <= part.end);
        ours && self.claimed.start <= span.start && span.end <= self.claimed.end
    }

    /// The words of what is claimed, with their bytes.
    fn words(&self) -> Vec<(Range<usize>, String)> {
        let text = &self.reading.report.text;
        (words(text, self.claimed.clone()).into_iter())
            .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
            .filter(|token| self.claims(&token.range))
            .map(|token| (token.range.clone(), normal(&text[token.range])))
            .collect()
    }

    fn number(&self) -> Option<Distorted> {
        let quantities = (self.reading.quantities.iter())
            .filter(|one| one.kind != QuantityKind::Ordinal)
            .map(|one| &one.span);
        let times = self.reading.times.iter().map(|time| &time.span);
        let text = &self.reading.report.text;
        (quantities.chain(times))
            .filter(|span| self.claims(&span.range()))
            .find_map(|span| {
                words(text, span.range()).into_iter().find_map(|token| {
                    let new = other_number(&text[token.range.clone()])?;
                    self.put(token.range, &new)
                })
            })
    }

    fn actor(&self) -> Option<Distorted> {
        let sentence = name_key(&self.statement.sentence.text);
        let mut named: Vec<(&Span, &headwater::model::Entity)> = (self.reading.entities.iter())
            .flat_map(|entity| entity.mentions.iter().map(move |span| (span, entity)))
            .filter(|(span, _)| self.claims(&span.range()))
            .collect();
        named.sort_by_key(|(span, _)| span.start);
        named.into_iter().find_map(|(span, entity)| {
            let pool = match entity.kind {
                EntityKind::Person => &self.pools.people,
                EntityKind::Organisation => &self.pools.bodies,
                _ => return None,
            };
            let new = another(pool, &[&sentence, &name_key(&entity.name)])?;
            let one_word = !span.text.contains(' ') && entity.kind == EntityKind::Person;
            let new = if one_word {
                new.rsplit(' ').next()?
            } else {
                new
            };
            self.put(span.range(), new)
        })
    }

    fn negated(&self) -> Option<Distorted> {
        const AUXILIARIES: [&str; 15] = [
            "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could",
            "should", "may", "might", "must",
        ];
        let all = self.words();
        let text = &self.reading.report.text;
        // "whether or not" and "not only" negate nothing.
        let or = |at: usize| at > 0 && all[at - 1].1 == "or";
        let only = |at: usize| all.get(at + 1).is_some_and(|word| word.1 == "only");
        let not = (0..all.len()).find(|&at| all[at].1 == "not" && !or(at) && !only(at));
        if let Some((range, _)) = not.map(|at| &all[at]) {
            // The blank before it goes with it.
            return self.put(range.start.checked_sub(1)?..range.end, "");
        }
        let predicate = self
            .statement
            .event
            .as_ref()
            .map(|event| event.predicate.end);
        let auxiliary = (all.iter().rev())
            .filter(|(range, word)| {
                AUXILIARIES.contains(&word.as_str()) && predicate.is_none_or(|end| range.end <= end)
            })
            .find(|(range, _)| text[range.end..].starts_with(' '));
        if let Some((range, _)) = auxiliary {
            return self.put(range.end..range.end, " not");
        }
        let begins = self.claimed.start == self.statement.sentence.start
            && self.statement.content[0].start == self.claimed.start;
        let first = text.get(self.claimed.start..)?.chars().next()?;
        begins.then_some(())?;
        let is_name = (self.reading.entities.iter().flat_map(|one| &one.mentions))
            .any(|span| span.start == self.claimed.start);
        let first_word = if is_name {
            first.to_string()
        } else {
            first.to_lowercase().to_string()
        };
        let made = self.put(
            self.claimed.start..self.claimed.start + first.len_utf8(),
            &format!("It is not true that {first_word}"),
        )?;
        Some(made)
    }

    fn place(&self) -> Option<Distorted> {
        let sentence = name_key(&self.statement.sentence.text);
        (self.reading.places.iter())
            .filter(|place| self.claims(&place.span.range()))
            .find_map(|place| {
                let kind = place.kind?;
                let in_story = self.pools.places.get(&kind).map_or(&[][..], Vec::as_slice);
                let own = name_key(&place.name);
                let new = another(in_story, &[&sentence, &own]).or_else(|| {
                    let other = ELSEWHERE.iter().find(|(of, _)| *of == kind);
                    other.map(|(_, name)| *name)
                })?;
                self.put(place.span.range(), new)
            })
    }

    fn certainty(&self) -> Option<Distorted> {
        const MODALS: [&str; 3] = ["may", "might", "could"];
        const ADVERBS: [&str; 9] = [
            "reportedly",
            "allegedly",
            "possibly",
            "probably",
            "likely",
            "apparently",
            "perhaps",
            "potentially",
            "presumably",
        ];
        const OPEN: [&str; 5] = ["expected", "likely", "believed", "thought", "poised"];
        let all = self.words();
        let word = |at: usize| all.get(at).map_or("", |(_, word)| word.as_str());
        let text = &self.reading.report.text;
        (0..all.len()).find_map(|at| {
            let range = all[at].0.clone();
            let before = at.checked_sub(1).map_or("", word);
            if MODALS.contains(&word(at)) {
                // "in May" is a month.
                let month = text[range.clone()].starts_with(char::is_uppercase) && at > 0;
                return (!month).then(|| self.put(range, "will")).flatten();
            }
            let is = matches!(before, "is" | "are" | "was" | "were");
            if OPEN.contains(&word(at)) && is && word(at + 1) == "to" {
                return self.put(all[at - 1].0.start..all[at + 1].0.end, "will");
            }
            (ADVERBS.contains(&word(at)) && word(at + 1) != "to" && !is)
                .then(|| {
                    let blank = text[range.end..].starts_with(' ');
                    self.put(range.start..range.end + usize::from(blank), "")
                })
                .flatten()
        })
    }

    fn attribution(&self) -> Option<Distorted> {
        let source = self.statement.source.as_ref()?;
        let name = self.statement.voice.name.as_deref().unwrap_or_default();
        let sentence = name_key(&self.statement.sentence.text);
        let theirs = self.theirs.iter().map(|name| name_key(name));
        let mut not: Vec<String> = theirs.collect();
        not.extend([sentence, name_key(name)]);
        let new = another(&self.pools.voices, &not)?;
        let inside = |part: &Span| part.start < source.end && source.start < part.end;
        if self.statement.content.iter().any(inside) {
            return None;
        }
        self.put(source.range(), new)
    }
}

/// The first name of which no word stands in any of these.
fn another<'a>(names: &'a [String], not: &[impl AsRef<str>]) -> Option<&'a str> {
    let stands = |word: &str| {
        not.iter()
            .any(|text| text.as_ref().split(' ').any(|one| one == word))
    };
    (names.iter().map(String::as_str)).find(|name| !name_key(name).split(' ').any(stands))
}

/// Another number written like this one; `None` for what is no number.
fn other_number(word: &str) -> Option<String> {
    const WORDS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    const VAGUE: [&str; 4] = ["dozens", "hundreds", "thousands", "millions"];
    let key = normal(word);
    for table in [&WORDS[..], &VAGUE[..]] {
        if let Some(at) = table.iter().position(|one| *one == key) {
            let new = table[(at + table.len() / 4 + 1) % table.len()];
            let capital = word.starts_with(char::is_uppercase);
            return Some(match capital {
                true => new[..1].to_uppercase() + &new[1..],
                false => new.to_owned(),
            });
        }
    }
    let end = word.find(|c: char| !(c.is_ascii_digit() || c == ','));
    let (digits, rest) = word.split_at(end.unwrap_or(word.len()));
    let number: u64 = digits.replace(',', "").parse().ok()?;
    let year = digits.len() == 4 && (1900..2100).contains(&number);
    // A day stays a day of the month, a year one of this century or the last.
    let new = match number {
        _ if year => number - 3,
        1..=20 => number + 7,
        21..=31 => number - 9,
        _ => number * 2 + 1,
    };
    let plain = new.to_string();
    let grouped = match digits.contains(',') {
        true => {
            let from_right = |at: usize| plain.len() - at;
            (plain.char_indices())
                .flat_map(|(at, c)| {
                    let comma = at > 0 && from_right(at) % 3 == 0;
                    comma.then_some(',').into_iter().chain([c])
                })
                .collect()
        }
        false => plain,
    };
    Some(grouped + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_number_is_written_like_the_first() {
        let made = [
            "Three",
            "dozens",
            "25",
            "1,500",
            "6.1",
            "2013",
            "may",
            "43-year-old",
        ];
        let made: Vec<Option<String>> = made.iter().map(|word| other_number(word)).collect();
        let told: Vec<Option<&str>> = made.iter().map(Option::as_deref).collect();
        assert_eq!(
            told,
            [
                Some("Seven"),
                Some("thousands"),
                Some("16"),
                Some("3,001"),
                Some("13.1"),
                Some("2010"),
                None,
                Some("87-year-old")
            ]
        );
    }

    #[test]
    fn another_name_shares_no_word() {
        let names = [
            "Ana Ruiz".to_owned(),
            "Ben Ruiz".to_owned(),
            "Cleo Marsh".to_owned(),
        ];
        assert_eq!(another(&names, &["ana ruiz said"]), Some("Cleo Marsh"));
        assert_eq!(another(&names, &["cleo", "ruiz"]), None);
    }
}
