//! The acts of a sentence: each verb with who does it and to whom, before any code is given.

use std::ops::Range;

use super::clause::{Clause, words_of};
use super::groups::Shape;
use super::table::Closed;
use super::words::{Kind, Word};

/// A noun phrase, in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Its words up to the first preposition.
    pub own: Range<usize>,
    /// What it is of or from: "soldiers from *Norland*".
    pub of: Option<Range<usize>>,
    /// Words of a phrase it is joined to that are said of it, too: "*Norland* media and
    /// government", "*lawmakers* in Ostra and Sudland".
    pub shared: Option<Range<usize>>,
}

/// A verb with its parts, in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// The verb itself.
    pub verb: Range<usize>,
    /// Who acts; several where they are joined.
    pub who: Vec<Phrase>,
    /// On whom.
    pub whom: Vec<Phrase>,
    /// What stands behind the verb in its clause, complements included.
    pub behind: Range<usize>,
}

/// A sentence's acts and noun phrases, in text order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acts {
    /// Its verbs.
    pub acts: Vec<Act>,
    /// Its noun phrases, whatever stands around them.
    pub phrases: Vec<Phrase>,
}

/// Reads the acts of a sentence. `acts` says of a noun phrase's words whether they name somebody
/// who can act.
///
/// ```
/// use headwater_reader::event::acts;
/// let text = "Norland soldiers were criticised by Ostra and Sudland.";
/// let names = |words: &str| ["Norland", "Ostra", "Sudland"].iter().any(|name| words.contains(name));
/// let found = acts(text, 0..text.len(), &names);
/// let act = &found.acts[0];
/// let who: Vec<&str> = act.who.iter().map(|who| &text[who.own.clone()]).collect();
/// assert_eq!(who, ["Ostra", "Sudland"]);
/// assert_eq!(&text[act.whom[0].own.clone()], "Norland soldiers");
/// ```
pub fn acts(text: &str, sentence: Range<usize>, acts: &dyn Fn(&str) -> bool) -> Acts {
    let words = words_of(text, sentence);
    let clause = Clause::of(&words);
    let read = Reading { clause: &clause };
    let actor = |range: &Range<usize>| {
        read.bytes(range.clone())
            .and_then(|bytes| text.get(bytes))
            .is_some_and(acts)
    };
    let all = (0..clause.groups.len()).filter_map(|group| read.act(group, &actor));
    let acts = all.collect();
    let mut phrases = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let listed = read.listed(at, words.len());
        at = listed.1.max(at + 1);
        phrases.extend(listed.0);
    }
    Acts { acts, phrases }
}

struct Reading<'c> {
    clause: &'c Clause<'c>,
}

impl Reading<'_> {
    fn words(&self) -> &[Word] {
        self.clause.words
    }

    fn bytes(&self, range: Range<usize>) -> Option<Range<usize>> {
        let words = self.words().get(range)?;
        Some(words.first()?.range.start..words.last()?.range.end)
    }

    fn act(&self, index: usize, actor: &dyn Fn(&Range<usize>) -> bool) -> Option<Act> {
        let clause = self.clause;
        let group = &clause.groups[index];
        let (who, whom, _) = clause.roles(index, actor);
        let joined = |range: Option<Range<usize>>| match range {
            Some(range) => self.listed(range.start, self.end_of(range.start, index)).0,
            None => Vec::new(),
        };
        let mut end = clause.window(index).end;
        let mut inner = index;
        for _ in 0..6 {
            let Some(complement) = clause.complement(inner) else {
                break;
            };
            inner = complement.group;
            end = end.max(clause.window(inner).end);
        }
        // "allowed that Norland is …": what is said belongs to it, whatever the verb.
        if self
            .words()
            .get(group.end)
            .is_some_and(|word| word.lower == "that")
            && index + 1 < clause.groups.len()
        {
            end = end.max(clause.window(index + 1).end);
        }
        Some(Act {
            verb: self.bytes(group.main..group.main + 1)?,
            who: joined(who),
            whom: joined(whom),
            behind: self
                .bytes(group.main + 1..end)
                .unwrap_or(self.words()[group.main].range.end..self.words()[group.main].range.end),
        })
    }

    /// How far a list of phrases may reach: to the verb before which it stands.
    fn end_of(&self, start: usize, index: usize) -> usize {
        let groups = &self.clause.groups;
        if start < groups[index].start {
            return groups
                .iter()
                .find(|group| group.start > start && group.shape != Shape::Reduced)
                .map_or(self.words().len(), |group| group.start);
        }
        self.clause.window(index).end.max(start)
    }

    /// The joined noun phrases that begin at a word, and one past their last word.
    fn listed(&self, start: usize, end: usize) -> (Vec<Phrase>, usize) {
        let clause = self.clause;
        let words = self.words();
        let mut found = Vec::new();
        let mut at = start;
        // What later phrases share: the head before "of", or what stands before the first noun.
        let mut head: Option<Range<usize>> = None;
        let mut modifiers: Option<Range<usize>> = None;
        while at < end && found.len() < 12 {
            let own = clause.run(at, end);
            let Some(own) = clause.trimmed(own.clone()).filter(|_| !own.is_empty()) else {
                break;
            };
            let mut next = own.end;
            let mut of = None;
            if words
                .get(next)
                .is_some_and(|word| matches!(word.lower.as_str(), "of" | "from" | "in"))
            {
                let inner = clause.run(next + 1, end);
                if let Some(trimmed) = clause
                    .trimmed(inner)
                    .filter(|inner| inner.start == next + 1)
                {
                    next = trimmed.end;
                    of = Some(trimmed);
                }
            }
            let bare = !words[own.start].is(Closed::Determiner) && of.is_none();
            let named = words[own.clone()].iter().any(|word| word.capital);
            let shared = match (&head, &modifiers) {
                (Some(head), _) if bare && named => Some(head.clone()),
                (_, Some(modifiers)) if bare && !named => Some(modifiers.clone()),
                _ => None,
            };
            if found.is_empty() {
                head = of.is_some().then(|| own.clone());
                modifiers = (own.len() > 1).then(|| own.start..own.end - 1);
            }
            found.extend(self.bytes(own.clone()).map(|own| Phrase {
                own,
                of: of.and_then(|of| self.bytes(of)),
                shared: shared.and_then(|shared| self.bytes(shared)),
            }));
            let mut joins = next;
            while joins < end
                && (words[joins].lower == ","
                    || matches!(words[joins].lower.as_str(), "and" | "or"))
            {
                joins += 1;
            }
            at = next;
            // An aside is no member of a list: "Norland, its oldest ally".
            let list = joins > next
                && (words[joins - 1].lower != "," || clause.is_list(next, joins, end))
                && words
                    .get(joins)
                    .is_some_and(|word| word.kind != Kind::Pause);
            if !list {
                break;
            }
            at = joins;
        }
        (found, at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 6] = ["Norland", "Sudland", "Ostra", "Vidra", "Kell", "soldiers"];

    /// Each verb with who and whom, each phrase with what it is of and what it shares.
    fn told(text: &str) -> Vec<String> {
        let names = |words: &str| NAMES.iter().any(|name| words.contains(name));
        let phrase = |phrase: &Phrase| {
            let part = |range: &Option<Range<usize>>, sign: &str| {
                let written = range.as_ref().map(|range| &text[range.clone()]);
                written.map_or(String::new(), |written| format!("{sign}{written}"))
            };
            let own = &text[phrase.own.clone()];
            format!(
                "{own}{}{}",
                part(&phrase.of, "<"),
                part(&phrase.shared, "~")
            )
        };
        let list = |phrases: &[Phrase]| {
            let all: Vec<String> = phrases.iter().map(phrase).collect();
            all.join(" + ")
        };
        let acts = acts(text, 0..text.len(), &names).acts;
        let line = |act: &Act| {
            let verb = &text[act.verb.clone()];
            format!("{}: {verb} {}", list(&act.who), list(&act.whom))
        };
        acts.iter().map(line).collect()
    }

    #[test]
    fn joined_verbs_share_their_subject() {
        assert_eq!(
            told("Norland condemned an attack by Kell and promised aid to Ostra."),
            ["Norland: condemned Kell", "Norland: promised Ostra"]
        );
    }

    #[test]
    fn lists_are_parted_and_share_what_they_share() {
        assert_eq!(
            told("Norland media and government warned Kell."),
            ["Norland media + government~Norland: warned Kell"]
        );
        assert_eq!(
            told("Lawmakers in Norland and Ostra met Kell."),
            ["Lawmakers<Norland + Ostra~Lawmakers: met Kell"]
        );
        assert_eq!(
            told("Norland, good Ostra, and Vidra thanked Kell."),
            ["Norland + good Ostra + Vidra: thanked Kell"]
        );
        assert_eq!(
            told("Norland, its old ally, thanked Kell."),
            ["Norland: thanked Kell"]
        );
    }

    #[test]
    fn a_participle_belongs_to_the_object_before_it() {
        let found = told("Norland welcomed letters sent from Ostra.");
        assert_eq!(found[0], "Norland: welcomed Ostra");
        assert!(!found[1].starts_with("Norland"), "{found:?}");
    }

    #[test]
    fn a_saying_behind_a_comma_is_a_clause_of_its_own() {
        let found = told("Norland soldiers burned the mill, a Sudland official said on Friday.");
        assert_eq!(found[0], "Norland soldiers: burned ");
    }
}
