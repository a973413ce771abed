//! A sentence's acts as PETRARCH's triples: our reading tells verb, who and whom; the dictionaries
//! turn each into a code.

use std::collections::BTreeSet;
use std::ops::Range;

use headwater_reader::event::{Act, Acts, Phrase, acts};

use super::names::{Names, joined, words_of};
use super::verbs::{Form, Pattern, Piece, Verbs};

/// Source, target, code.
pub type Triple = (String, String, String);

pub struct Coder {
    pub names: Names,
    pub verbs: Verbs,
}

/// A word and where its written one begins.
type Token = (String, usize);

/// A phrase with its codes.
struct Coded {
    range: Range<usize>,
    codes: Vec<String>,
}

/// Codes of source and target where a pattern names them.
#[derive(Default)]
struct Bound {
    source: Option<Vec<String>>,
    target: Option<Vec<String>>,
}

/// A sentence under work.
struct Sentence<'a> {
    coder: &'a Coder,
    text: &'a str,
    date: u32,
    tokens: Vec<Token>,
    /// Phrases that the dictionaries know, in text order.
    phrases: Vec<Coded>,
}

impl Coder {
    /// The triples of a sentence; `dyad` asks for a source and a target.
    pub fn triples(&self, text: &str, date: u32, dyad: bool) -> BTreeSet<Triple> {
        let known = |phrase: &str| {
            let named = self.names.named(&words_of(phrase), date);
            !named.actors.is_empty() || !named.agents.is_empty()
        };
        let Acts { acts, phrases } = acts(text, 0..text.len(), &known);
        let mut sentence = Sentence {
            coder: self,
            text,
            date,
            tokens: tokens(text),
            phrases: Vec::new(),
        };
        sentence.phrases = phrases
            .iter()
            .filter_map(|phrase| sentence.coded(phrase))
            .collect();
        let mut found = BTreeSet::new();
        for act in &acts {
            found.extend(sentence.events(act, dyad));
        }
        found
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut all = Vec::new();
    for part in text.split_whitespace() {
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        all.extend(words_of(part).into_iter().map(|word| (word, start)));
    }
    all
}

impl Sentence<'_> {
    fn coded(&self, phrase: &Phrase) -> Option<Coded> {
        let named = |range: &Range<usize>| {
            let words = words_of(self.text.get(range.clone()).unwrap_or(""));
            self.coder.names.named(&words, self.date)
        };
        let own = named(&phrase.own);
        let of = phrase
            .of
            .as_ref()
            .map(|of| named(&(phrase.own.start..of.end)));
        let of = of.unwrap_or_default();
        let shared = phrase.shared.as_ref().map(named).unwrap_or_default();
        let mut agents = shared.agents;
        agents.extend(own.agents);
        let actors = [own.actors, of.actors, shared.actors];
        let actors = actors.into_iter().find(|actors| !actors.is_empty());
        let codes = match actors {
            Some(actors) => actors.iter().map(|actor| joined(actor, &agents)).collect(),
            None if agents.is_empty() => return None,
            None => vec![joined("---", &agents)],
        };
        let end = phrase.of.as_ref().map_or(phrase.own.end, |of| of.end);
        Some(Coded {
            range: phrase.own.start..end,
            codes,
        })
    }

    fn codes(&self, phrases: &[Phrase]) -> Vec<String> {
        let coded = phrases.iter().filter_map(|phrase| self.coded(phrase));
        coded.flat_map(|coded| coded.codes).collect()
    }

    fn events(&self, act: &Act, dyad: bool) -> Vec<Triple> {
        let Some((first, last, form)) = self.form(act) else {
            return Vec::new();
        };
        let verb = &self.coder.verbs.verbs[form.verb];
        let who = self.codes(&act.who);
        let mut whom = self.codes(&act.whom);
        if whom.is_empty() {
            let mut behind = self.phrases.iter();
            whom = behind
                .find(|phrase| {
                    act.behind.start <= phrase.range.start && phrase.range.start < act.behind.end
                })
                .map(|phrase| phrase.codes.clone())
                .unwrap_or_default();
        }
        let matched = verb.patterns.iter().find_map(|pattern| {
            let bound = self.bound(pattern, first, last, act)?;
            Some((pattern, bound))
        });
        let Some((pattern, bound)) = matched else {
            return pairs(&form.code, &who, &whom, dyad);
        };
        let mut before = pattern.before.iter();
        if before.any(|(piece, _)| *piece == Piece::Joined) {
            return pairs(&pattern.code, &who, &who, dyad);
        }
        let (source, target) = (bound.source.unwrap_or(who), bound.target.unwrap_or(whom));
        pairs(&pattern.code, &source, &target, dyad)
    }

    /// The form of the dictionary that the act's verb is, with its first and last token.
    fn form(&self, act: &Act) -> Option<(usize, usize, &Form)> {
        let at = self
            .tokens
            .iter()
            .position(|(_, start)| *start >= act.verb.start)?;
        let at = match self.tokens[at].1 == act.verb.start {
            true => at,
            false => at.checked_sub(1)?,
        };
        let forms = self.coder.verbs.forms.get(&self.tokens[at].0)?;
        let word = |at: usize| self.tokens.get(at).map(|(word, _)| word.as_str());
        let fits = |form: &&Form| {
            let before =
                form.before.iter().rev().enumerate().all(|(back, own)| {
                    at.checked_sub(back + 1).and_then(word) == Some(own.as_str())
                });
            let mut behind = form.behind.iter().enumerate();
            before && behind.all(|(ahead, own)| word(at + ahead + 1) == Some(own.as_str()))
        };
        let length = |form: &&Form| form.before.len() + form.behind.len();
        let form = forms.iter().filter(fits).max_by_key(length)?;
        Some((at - form.before.len(), at + form.behind.len(), form))
    }

    /// Source and target as a pattern names them, where the words around the verb fit it.
    fn bound(&self, pattern: &Pattern, first: usize, last: usize, act: &Act) -> Option<Bound> {
        let mut bound = Bound::default();
        let reach = |touches: bool| if touches { 1 } else { usize::MAX };
        let mut at = first;
        for (piece, touches) in &pattern.before {
            match piece {
                Piece::Joined => (self.codes(&act.who).len() > 1).then_some(())?,
                Piece::Word(_) | Piece::Set(_) => {
                    let mut ends = (0..at).rev().take(reach(*touches));
                    at = ends.find_map(|end| self.run_back(piece, end + 1))?;
                }
                Piece::Source | Piece::Target | Piece::Skip => {
                    let place = self.byte(at);
                    let mut before = self.phrases.iter().rev();
                    let phrase = before.find(|phrase| phrase.range.end <= place)?;
                    at = self.token(phrase.range.start);
                    bound.fill(piece, phrase);
                }
            }
        }
        let end = self.token(act.behind.end).max(last + 1);
        let mut at = last + 1;
        for (piece, touches) in &pattern.behind {
            match piece {
                Piece::Joined => (self.codes(&act.whom).len() > 1).then_some(())?,
                Piece::Word(_) | Piece::Set(_) => {
                    let mut starts = (at..end).take(reach(*touches));
                    at = starts.find_map(|start| self.run(piece, start))?;
                }
                Piece::Source | Piece::Target | Piece::Skip => {
                    let place = self.byte(at);
                    let mut behind = self.phrases.iter();
                    let phrase = behind.find(|phrase| phrase.range.end > place)?;
                    at = self.token(phrase.range.end);
                    bound.fill(piece, phrase);
                }
            }
        }
        Some(bound)
    }

    /// Where a token begins; the text's end behind the last.
    fn byte(&self, token: usize) -> usize {
        let token = self.tokens.get(token);
        token.map_or(self.text.len(), |(_, start)| *start)
    }

    /// The first token at or behind a byte.
    fn token(&self, byte: usize) -> usize {
        self.tokens.partition_point(|(_, start)| *start < byte)
    }

    /// One past the last token where the piece stands at a token.
    fn run(&self, piece: &Piece, at: usize) -> Option<usize> {
        let same = |words: &[String]| {
            let mut each = words.iter().enumerate();
            let fits = each.all(|(place, own)| {
                let word = self.tokens.get(at + place).map(|(word, _)| word);
                word == Some(own)
            });
            fits.then_some(at + words.len())
        };
        match piece {
            Piece::Word(word) => same(std::slice::from_ref(word)),
            Piece::Set(set) => set.iter().filter_map(|words| same(words)).max(),
            _ => None,
        }
    }

    /// The first token of a piece that ends before a token.
    fn run_back(&self, piece: &Piece, end: usize) -> Option<usize> {
        let lengths = match piece {
            Piece::Set(set) => set.iter().map(Vec::len).collect(),
            _ => BTreeSet::from([1]),
        };
        let starts = lengths
            .into_iter()
            .rev()
            .filter_map(|length| end.checked_sub(length));
        let mut starts = starts.filter(|start| self.run(piece, *start) == Some(end));
        starts.next()
    }
}

impl Bound {
    fn fill(&mut self, piece: &Piece, phrase: &Coded) {
        match piece {
            Piece::Source => self.source = Some(phrase.codes.clone()),
            Piece::Target => self.target = Some(phrase.codes.clone()),
            _ => {}
        }
    }
}

/// The triples of a code: "032:033" is one of each side.
fn pairs(code: &str, source: &[String], target: &[String], dyad: bool) -> Vec<Triple> {
    let nobody = ["---".to_owned()];
    let (mut source, mut target) = (source, target);
    if !dyad && (source.is_empty() != target.is_empty()) {
        source = if source.is_empty() { &nobody } else { source };
        target = if target.is_empty() { &nobody } else { target };
    }
    let codes: Vec<&str> = code.split(':').collect();
    let mut found = Vec::new();
    for source in source {
        for target in target.iter().filter(|target| *target != source) {
            for (place, code) in codes.iter().take(2).enumerate() {
                if code.is_empty() || !code.starts_with(|c: char| c.is_ascii_alphanumeric()) {
                    continue;
                }
                found.push(match place {
                    0 => (source.clone(), target.clone(), (*code).to_owned()),
                    _ => (target.clone(), source.clone(), (*code).to_owned()),
                });
            }
        }
    }
    found
}
