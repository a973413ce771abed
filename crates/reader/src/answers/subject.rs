//! Who it is that answers: the phrase that a verb belongs to, by word patterns and by the sources
//! that the network saw.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::words::expand;
use crate::ground::{Ground, trim_matches};
use crate::names::Names;
use crate::pattern::pattern;

/// Most bytes of a phrase that names who answers.
const LONGEST: usize = 160;

const SAID: &str = r"(?:said|says|say|saying|told|tells|replied|replies|answered|responded|insisted|insists|added|adds|wrote|writes|countered|retorted|snapped|shot\s+back|declared|tweeted|posted|stated|states|maintained|argued|claimed|repeated|explained|continued|stressed|noted|acknowledged|conceded|admitted)";
/// Words of a phrase, with the full stops of titles.
const WORDS: &str = r"(?:[^,.;“”]|\b(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sgt|Sen|Rep|Gov|Prof|[A-Z])\.)";
const PRONOUN: &str = r"(?:he|she|it|they|we|I)";

/// A word between a subject and its verb.
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[\s,])(?:(?P<word>(?i:has|have|had|also|later|still|again|then|too|never|itself|himself|herself|themselves|both|all|each|however|though|meanwhile|instead|in\s+turn|on\s+\p{L}+day|\p{L}+day)|\p{Ll}{2,}ly)|(?P<relative>(?i:who|which|that)))(?P<comma>,?)$",
    )
});
/// Nouns that end like adverbs.
const NOUNS_IN_LY: [&str; 9] = [
    "family", "assembly", "ally", "reply", "supply", "monopoly", "bully", "rally", "fly",
];
/// "… said that it", "… told reporters she": the subject is whoever said it.
static SAID_IT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i),?\s+(?:(?:has|had|have|also|later)\s+)?{SAID}(?:\s+[^,;“”]+?)?,?\s+(?:only\s+)?(?:that\s+)?{PRONOUN}(?:\s+(?:has|had|have|was|were|is|are))?$"
    ))
});
static BOUNDARY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?i)(?:[;:—–“”"\n]\s*|,\s+(?:and|but|while|although|though|so|or|yet)\s+|\s+(?:but|while|although|though|because|whether|since|whereas)\s+|\s+(?P<and>and)\s+|,?\s+(?P<joint>which|that|whom|when|where|if)\s+|,\s+|^\W*(?:but|and|yet|so|still|however|meanwhile|though|while|although)\b,?\s+)"#,
    )
});
static CLAIM_AHEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&expand(
        r"(?i)^(?:(?:an?|the|any|some|those|these|all|something|what)\s+(?:[a-z]+\s+)?)?(?:{info}|{contents}|charges?|links?|role|involvement)\s+(?:that\s+|which\s+)?",
    ))
});
static NOUN_AHEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?i:the|a|an|its|his|her|their|our|this|these|those|both|he|she|it|they|we|neither)\b|\p{Lu})",
    )
});
/// A clause that has its verb already.
static HAS_VERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:said|says|say|is|are|was|were|has|have|had|did|does|do|will|would|could|can|may|put|told|went|gave|made|\p{Ll}{3,}ed)\b",
    )
});
/// The verb that ends a subject at the head of a clause.
static FIRST_VERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\s(?:said|says|say|is|are|was|were|has|have|had|did|does|do|will|would|could|can|cannot|may|put|told|went|gave|made|issued|released|insisted|insists|replied|declined|refused|denied|responded|left|walked|spoke|called)\b",
    )
});
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:on|late|early|in|at)\s+(?:\p{L}+day|a\s+statement|an?\s+e-?mail)\s+|(?:but|and|yet|still|meanwhile|however)\b,?\s+)+",
    )
});
static SAID_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)^[\s,.”\x22’]*(?:(?:{SAID})(?:\s+(?:on\s+)?\p{{L}}+day)?\s+(?P<by>{WORDS}+)|according\s+to\s+(?P<per>{WORDS}+)|(?P<who>{WORDS}+?(?:,{WORDS}+,)?)\s+(?:has\s+|had\s+|also\s+|later\s+)?{SAID}\b)"
    ))
});
static SAID_AT_END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i),[”\x22]?\s+(?:{SAID}\s+(?P<by>[^;“”]+?)|according\s+to\s+(?P<per>[^;“”]+?)|(?P<who>[^,;“”]+?)\s+{SAID}(?:\s+[^,;“”]*)?)[.\s]*$"
    ))
});
/// Where a phrase ends that a preposition or a verb of speech introduces.
static PHRASE_END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?i)[,.;:“”"()—\n]|\s(?:who|whose|which|that|when|while|as|about|seeking|asking|requesting|by|after|before|during|last|this|over|regarding|concerning|through|via|since|late|early|earlier|because|were|was|is|are|has|have|had|did|said|says|told|to|on|on\s+\p{L}+day|at\s+(?:his|her|its|their)|in\s+(?:a|an|response|reply|time)|for\s+(?:comment|an?|more|further)|and\s+(?:its|his|her|their)?\s*(?:e-?mails?|calls?|messages?|texts?|requests?))\b"#,
    )
});
/// Where somebody is reached, for who it is.
static PREMISES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)[’'](?:s)?\s+(?:\p{L}+\s+)?(?:headquarters|offices?|home|house|phone|cell ?phone|mobile|number|switchboard|press\s+(?:office|department|desk)|spokes\w+|website|address)\b.*$",
    )
});

pub(super) struct Subjects<'a> {
    pub ground: &'a Ground<'a>,
    pub names: &'a Names,
    /// Source spans that the network saw.
    pub sources: &'a [Range<usize>],
}

impl Subjects<'_> {
    /// The phrase before the verb at `verb` that is its subject.
    pub fn before(&self, sentence: &Range<usize>, verb: usize) -> Option<Range<usize>> {
        if let Some(quotation) = self.quotation(sentence, verb) {
            return self.speaker(sentence, &quotation);
        }
        let text = self.ground.text;
        let mut end = verb;
        // Steps back over adverbs, relative pronouns, appositions and "said it".
        for _ in 0..8 {
            let words = text[sentence.start..end].trim_end();
            end = sentence.start + words.len();
            if let Some(said) = SAID_IT.find(words).filter(|said| said.start() > 0) {
                // A comma before "said" closes an apposition.
                end = sentence.start + said.start() + usize::from(said.as_str().starts_with(','));
            } else if let Some(before) = before_adverb(words) {
                end = sentence.start + before;
            } else if words.ends_with(',') {
                end = sentence.start + self.before_apposition(words, sentence.start);
            } else {
                break;
            }
        }
        if text_before_join(&text[sentence.start..end]).is_some() {
            return self.elided(sentence, end);
        }
        let range = self.clause(sentence.start..end);
        let range = self.head(range);
        if range.is_empty() {
            return self.elided(sentence, end);
        }
        (range.len() <= LONGEST).then_some(range)
    }

    /// The subject of the first clause of the range.
    pub fn first(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let words = &self.ground.text[range.clone()];
        let end = FIRST_VERB
            .find(words)
            .map(|verb| verb.start())
            .or_else(|| HAS_VERB.find(words).map(|verb| verb.start()))
            .unwrap_or(words.len());
        let head = self.head(self.clause(range.start..range.start + end));
        (!head.is_empty() && head.len() < LONGEST).then_some(head)
    }

    /// The last clause of the range.
    fn clause(&self, range: Range<usize>) -> Range<usize> {
        let words = &self.ground.text[range.clone()];
        let mut start = 0;
        for found in BOUNDARY.captures_iter(words) {
            let whole = found.get(0).expect("a match");
            let joins = found.name("and").is_some();
            // "the group that runs it" goes on; "a claim that the agency" begins a clause.
            let goes_on =
                found.name("joint").is_some() && !NOUN_AHEAD.is_match(&words[whole.end()..]);
            let left = words.get(start..whole.start()).unwrap_or_default();
            if words.len() > whole.end() + 1 && !goes_on && (!joins || HAS_VERB.is_match(left)) {
                start = whole.end();
            }
        }
        range.start + start..range.end
    }

    /// The phrase at the head of the clause, where the clause holds more.
    fn head(&self, range: Range<usize>) -> Range<usize> {
        let text = self.ground.text;
        let words = &text[range.clone()];
        let opening = OPENING.find(words).map_or(0, |found| found.end());
        let mut range = range.start + opening..range.end;
        // A source that the network saw at the clause's end is better than all of the clause.
        let known = self
            .sources
            .iter()
            .find(|source| source.start > range.start && source.end == range.end);
        if let Some(verb) = FIRST_VERB.find(&text[range.clone()]) {
            // "The president said the Saudis have denied …": the Saudis.
            let inner = (verb.as_str().trim_start().starts_with("sa"))
                .then(|| range.start + verb.end()..range.end)
                .map(|inner| trim_matches(text, inner, char::is_whitespace))
                .filter(|inner| NOUN_AHEAD.is_match(&text[inner.clone()]))
                .filter(|inner| !HAS_VERB.is_match(&text[inner.clone()]));
            if let Some(inner) = inner {
                return inner;
            }
            match known {
                Some(known) => return known.clone(),
                None => range.end = range.start + verb.start(),
            }
        } else if HAS_VERB.is_match(&text[range.clone()])
            && let Some(name) = self.names.before(range.end).next()
            && name.range.end == range.end
        {
            // "Kosovo blamed Serbia, which rejects …".
            return name.range.clone();
        }
        // "a charge Tehran denies": the claim is no part of who denies it.
        let claim = CLAIM_AHEAD
            .find(&text[range.clone()])
            .map_or(0, |claim| claim.end());
        if NOUN_AHEAD.is_match(&text[range.start + claim..range.end]) {
            range.start += claim;
        }
        trim_matches(text, range, |c| c.is_whitespace() || ",“”\"'‘’".contains(c))
    }

    /// A verb whose subject is left out: that of the verb before.
    fn elided(&self, sentence: &Range<usize>, end: usize) -> Option<Range<usize>> {
        let inside = |range: &Range<usize>| range.start >= sentence.start && range.end <= end;
        if let Some(source) = self.sources.iter().find(|source| inside(source)) {
            return Some(source.clone());
        }
        let joined = text_before_join(&self.ground.text[sentence.start..end])?;
        let first = sentence.start..sentence.start + joined;
        let head = self.first(&first).unwrap_or(first.end..first.end);
        if !head.is_empty() && head.len() < 80 {
            return Some(head);
        }
        let mention = self.names.before(end).find(|name| inside(&name.range))?;
        Some(mention.range.clone())
    }

    /// The quotation that holds the byte, without its marks.
    pub fn quotation(&self, sentence: &Range<usize>, at: usize) -> Option<Range<usize>> {
        let words = &self.ground.text[sentence.clone()];
        let mut open = None;
        for (offset, mark) in words.char_indices() {
            let here = sentence.start + offset;
            let (opens, closes) = match mark {
                '“' => (true, false),
                '”' => (false, true),
                '"' => (open.is_none(), open.is_some()),
                _ => continue,
            };
            if opens && open.is_none() {
                open = Some(here + mark.len_utf8());
            } else if closes
                && let Some(start) = open.take()
                && (start..here).contains(&at)
            {
                return Some(start..here);
            }
        }
        open.filter(|start| *start <= at)
            .map(|start| start..sentence.end)
    }

    /// Who says the quotation: whom the words beside it name, else the source nearest to it.
    pub fn speaker(
        &self,
        sentence: &Range<usize>,
        quotation: &Range<usize>,
    ) -> Option<Range<usize>> {
        let text = self.ground.text;
        let nearest = self
            .sources
            .iter()
            .filter(|source| source.start >= sentence.start && source.end <= sentence.end)
            .filter(|source| source.end <= quotation.start || source.start >= quotation.end)
            .min_by_key(|source| {
                quotation
                    .start
                    .saturating_sub(source.end)
                    .max(source.start.saturating_sub(quotation.end))
            });
        if let Some(found) = SAID_BEHIND.captures(&text[quotation.end..sentence.end]) {
            return Some(self.phrase_of(&found, quotation.end));
        }
        nearest.cloned().or_else(|| {
            let before = &text[sentence.start..quotation.start];
            let said = FIRST_VERB.is_match(before);
            said.then(|| {
                self.head(self.clause(
                    sentence.start
                        ..sentence.start + before.trim_end_matches([' ', ',', ':', '“', '"']).len(),
                ))
            })
            .filter(|range| !range.is_empty() && range.len() < LONGEST)
        })
    }

    /// Who says the sentence by its last words: "…, said the mayor".
    pub fn at_end(&self, sentence: &Range<usize>, from: usize) -> Option<Range<usize>> {
        let found = SAID_AT_END.captures(&self.ground.text[from..sentence.end])?;
        let who = self.phrase_of(&found, from);
        let words = self.ground.text[who.clone()].to_lowercase();
        let first = words.split_whitespace().next()?;
        (!["which", "who", "that", "as", "when", "where", "but", "and"].contains(&first))
            .then_some(who)
    }

    /// Who says the clause before the byte: "the army said that was a lie".
    pub fn said_before(&self, sentence: &Range<usize>, at: usize) -> Option<Range<usize>> {
        static SAID_THAT: LazyLock<Regex> = LazyLock::new(|| {
            pattern(&format!(
                r"(?i)\s(?:{SAID})(?:\s+(?:\p{{L}}+\s+){{0,4}}?)?(?:that\s*)?$"
            ))
        });
        let words = self.ground.text[sentence.start..at].trim_end();
        let said = SAID_THAT.find(words)?;
        self.before(sentence, sentence.start + said.start())
    }

    /// Where the words before ", her lawyer," end.
    fn before_apposition(&self, words: &str, start: usize) -> usize {
        let mut body = words.trim_end_matches([',', ' ']);
        while let Some(comma) = body.rfind(", ") {
            body = &body[..comma];
            // "Ana Ruiz, 54, a lawyer in Lima, Peru,": on to the name.
            let segment = body.rfind(", ").map_or(body, |at| &body[at + 2..]);
            let goes_on = segment.chars().all(|c| c.is_ascii_digit())
                || segment.starts_with("a ")
                || segment.starts_with("an ");
            let named = body.rfind(", ").is_some_and(|at| {
                let ends = |end: usize| self.names.before(end).next().map(|name| name.range.end);
                ends(start + at) == Some(start + at)
            });
            if !(goes_on && named) {
                break;
            }
        }
        body.len()
    }

    /// Bytes of a verb of speech, and what stands before it, at the start of the range.
    pub fn said_within(&self, range: &Range<usize>) -> usize {
        static SAID_FIRST: LazyLock<Regex> = LazyLock::new(|| {
            pattern(&format!(
                r"(?i)^(?:\p{{L}}+\s+){{0,2}}?{SAID}\s+(?:that\s+)?"
            ))
        });
        let words = &self.ground.text[range.clone()];
        SAID_FIRST.find(words).map_or(0, |said| said.end())
    }

    fn phrase_of(&self, found: &regex::Captures<'_>, from: usize) -> Range<usize> {
        let part = ["by", "per", "who"]
            .iter()
            .find_map(|name| found.name(name))
            .expect("one of the groups matched");
        let behind = found.name("who").is_none();
        let range = from + part.start()..from + part.end();
        if behind {
            self.phrase(range)
        } else {
            trim_matches(self.ground.text, range, |c| {
                c.is_whitespace() || ",“”\"".contains(c)
            })
        }
    }

    /// The phrase at the start of the range.
    pub fn phrase(&self, range: Range<usize>) -> Range<usize> {
        let text = self.ground.text;
        let words = &text[range.clone()];
        let end = PHRASE_END
            .find_iter(words)
            .find(|end| end.start() > 0 && !is_abbreviation(words, end.start()))
            .map_or(words.len(), |end| end.start());
        let end = PREMISES
            .find(&words[..end])
            .filter(|found| found.start() > 2)
            .map_or(end, |found| found.start());
        trim_matches(text, range.start..range.start + end, |c| {
            c.is_whitespace() || ",“”\"'’".contains(c)
        })
    }
}

/// "Mr." does not end a phrase.
pub(crate) fn is_abbreviation(words: &str, dot: usize) -> bool {
    let before = words[..dot].rsplit(' ').next().unwrap_or_default();
    words[dot..].starts_with('.')
        && (before.len() <= 1
            || [
                "Mr", "Mrs", "Ms", "Dr", "St", "Gen", "Col", "Sen", "Rep", "Gov", "Lt", "Sgt",
            ]
            .contains(&before)
            || before.contains('.'))
}

/// The length of the words before the "and" or "but" that they end with.
fn text_before_join(words: &str) -> Option<usize> {
    let words = words.trim_end();
    let joins = [" and", " but", " or", " yet"];
    let join = joins.iter().find(|join| words.ends_with(**join))?;
    Some(words.len() - join.len())
}

/// Where the words before an adverb or a relative pronoun at the end of the words end.
fn before_adverb(words: &str) -> Option<usize> {
    let found = BETWEEN.captures(words)?;
    let is_noun = found
        .name("word")
        .is_some_and(|word| NOUNS_IN_LY.contains(&word.as_str()));
    let start = found.get(0)?.start();
    if is_noun || start == 0 {
        return None;
    }
    let enclosed = found.name("relative").is_some() || !found["comma"].is_empty();
    let before = &words[..start];
    Some(if enclosed {
        before.trim_end_matches([',', ' ']).len()
    } else {
        before.len()
    })
}
