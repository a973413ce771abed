//! Voices inside what a voice is said to have said: "the lawyer said her client had told police …".

use std::ops::Range;
use std::sync::LazyLock;

use headwater_model::{Link, LinkRole, Voice};
use regex::Regex;

use crate::attributions::Attribution;
use crate::chains;
use crate::forms;
use crate::ground::Ground;
use crate::names::Names;
use crate::outer;
use crate::pattern::pattern;
use crate::voices::{Named, Voices, is_document};

/// Voices inside one another, at most.
const DEEPEST: usize = 3;

/// Verbs of speech, with "that" and without.
const SPEAKS: &str = "said|says|say|saying|told|tells|tell|claim(?:s|ed)|admit(?:s|ted)|insist(?:s|ed)|testif(?:ies|ied)|wr(?:ote|ites)|acknowledg(?:es|ed)|alleg(?:es|ed)|warn(?:s|ed)|assur(?:es|ed)|complain(?:s|ed)|inform(?:s|ed)|conced(?:es|ed)|confess(?:es|ed)|stat(?:es|ed)|according to";
/// Verbs that somebody's words need to be words: a content without them is not looked into.
static ACT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)\b(?:{SPEAKS}|announc(?:es|ed)|report(?:s|ed)|quot(?:es|ed)|declar(?:es|ed)|conclud(?:es|ed)|recount(?:s|ed)|promis(?:es|ed))\b"
    ))
});
/// Verbs that make an inner voice also without "that".
static PLAIN_ACT: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i)\b(?:{SPEAKS}|quoted|cited)\b")));
/// What documents do; `|` as in the forms.
static SHOWS: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"\b(?:{})\b", forms::SHOW)));
static OPEN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:that\s+)?(?:whether|if|what|when|why|how|who)\b"));
static FIRST_PERSON: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^(?:I|we|you|one)$"));
static PRONOUN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:he|she|they|it|who|that|this|there)$"));

/// Words before what is no verb: "the inquiry into |alleged theft".
const LEADS: [&str; 14] = [
    "into", "of", "the", "an", "a", "for", "over", "about", "his", "her", "their", "its", "in",
    "by",
];

/// What the search for inner voices needs.
pub(crate) struct Search<'a> {
    pub ground: &'a Ground<'a>,
    pub names: &'a Names,
    pub voices: &'a Voices<'a>,
}

impl Search<'_> {
    /// The innermost voice of a content and its links, from it outwards, without the outer voice's
    /// own; `None` where the content is the outer voice's own.
    pub fn inside(
        &self,
        content: &Range<usize>,
        outer: &Voice,
        heard: &[Named],
    ) -> Option<(Named, Vec<Link>)> {
        let mut range = content.clone();
        let mut outer = outer.clone();
        let mut found: Option<(Named, Vec<Link>)> = None;
        for _ in 0..DEEPEST {
            let words = &self.ground.text[range.clone()];
            if OPEN.is_match(words) || !(ACT.is_match(words) || SHOWS.is_match(words)) {
                break;
            }
            let Some(inner) = self.attribution(&range) else {
                break;
            };
            let Some(source) = &inner.source else { break };
            let named = self.voices.resolve(source, heard);
            if named.voice == outer
                || (named.voice.entity.is_some() && named.voice.entity == outer.entity)
            {
                break;
            }
            let mut links = vec![chains::link(self.ground, LinkRole::Voice, &named)];
            links.extend(
                (inner.carriers.iter()).map(|outlet| {
                    chains::outlet(self.ground, self.names, self.voices, outlet, heard)
                }),
            );
            if let Some((_, before)) = found.take() {
                links.extend(before.into_iter().map(chains::carrying));
            }
            outer = named.voice.clone();
            range = inner.content_range();
            found = Some((named, links));
        }
        found
    }

    /// The attribution that a content is, by its form.
    fn attribution(&self, range: &Range<usize>) -> Option<Attribution> {
        let quoted = self.ground.text[range.clone()].starts_with(['“', '"', '‘']);
        forms::within(self.ground, self.names, range).filter(|found| self.speaks(found, quoted))
    }

    /// Whether an inner attribution is an act of speech of somebody else.
    fn speaks(&self, inner: &Attribution, quoted: bool) -> bool {
        let text = self.ground.text;
        let (Some(source), Some(cue)) = (&inner.source, &inner.cue) else {
            return false;
        };
        let content = &text[inner.content_range()];
        let source = text[source.clone()].trim();
        let joined = content.starts_with("that ")
            || text[..inner.content_range().start]
                .trim_end()
                .ends_with(" that");
        let act = match joined {
            true => &*ACT,
            false => &*PLAIN_ACT,
        };
        let cue_words = &text[cue.clone()];
        // "The council no longer insisted on …": nothing is said.
        let negated = (text.get(..cue.start).into_iter())
            .flat_map(|lead| lead.split_whitespace().rev().take(2))
            .chain(cue_words.split_whitespace())
            .any(|word| {
                ["not", "never", "longer"].contains(&word)
                    || word.ends_with("n’t")
                    || word.ends_with("n't")
            });
        let last = source.rsplit(' ').next().unwrap_or_default();
        if negated || LEADS.contains(&last) {
            return false;
        }
        // A document speaks by showing.
        (act.is_match(cue_words) || joined && !quoted && SHOWS.is_match(cue_words) && is_document(source))
            && !outer::is_private(text, inner)
            // "the president’s claims" is a noun, "many of whom" no voice.
            && !source.ends_with("’s") && !source.ends_with("'s") && !source.ends_with("whom")
            && !FIRST_PERSON.is_match(source)
            && (quoted || !PRONOUN.is_match(source))
    }
}
