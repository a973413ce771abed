//! Attributions, answers and the report's own words, made into statements.

use std::ops::Range;
use std::sync::LazyLock;

use headwater_encoder::{Encoding, Role};
use regex::Regex;

use headwater_model::{
    Link, LinkRole, Report, Span, Stance, Statement, Time, Voice, VoiceKind, statement_id,
};

use crate::anonymity;
use crate::answers::{self, Answer, Checking};
use crate::attributions::{self, Attribution};
use crate::chains;
use crate::cut;
use crate::forms;
use crate::ground::{Ground, overlap, trim, trim_matches};
use crate::names::Names;
use crate::narrator;
use crate::nested::Search;
use crate::outer;
use crate::pattern::pattern;
use crate::pointing;
use crate::stance;
use crate::subjects;
use crate::telling;
use crate::time::{Saying, said_when};
use crate::voices::{Named, Voices, names_nobody};

/// Sure enough to keep; below it a content is the report's own words.
const SURE_ENOUGH: f32 = 0.2;
/// Of a statement that a word pattern found.
const BY_PATTERN: f32 = 0.9;
/// Of a statement in the report's own voice.
const BY_NARRATOR: f32 = 0.6;
/// What is left of an attribution's confidence in the sentence before it.
const CARRIED: f32 = 0.6;
/// Fewest words of a content that says something without a voice of its own.
const FEWEST_WORDS: usize = 4;

/// Everything that one report says, in text order.
pub(crate) fn statements(
    report: &Report,
    ground: &Ground<'_>,
    encoding: &Encoding,
    names: &Names,
    times: &[Time],
) -> Vec<Statement> {
    let mut attributions = attributions::join(ground, encoding);
    attributions.retain(|attribution| {
        attribution.confidence >= SURE_ENOUGH
            && !ground.is_headline(attribution.content_range().start)
    });
    // Who does something is whom "he" may mean, though nothing is told.
    let doers: Vec<Range<usize>> = (attributions.iter())
        .filter(|attribution| telling::is_deed(ground.text, attribution))
        .filter_map(|attribution| attribution.source.clone())
        .collect();
    // What the report says somebody wants or is reported to do, it says in its own voice.
    attributions.retain(|attribution| {
        !outer::is_private(ground.text, attribution)
            && !outer::is_no_saying(ground.text, attribution)
            && !telling::is_deed(ground.text, attribution)
            && !is_hearsay(ground, attribution)
    });
    outer::add(ground, names, &mut attributions);
    forms::add(ground, names, &mut attributions);
    subjects::complete(ground, names, &mut attributions);
    telling::turn_passive(ground, names, &mut attributions);
    telling::add_missed(ground, names, &mut attributions);
    let attributions = &mut split(ground, names, attributions);
    cut::all(ground, names, attributions);
    let sources: Vec<Range<usize>> = encoding
        .roles
        .iter()
        .filter(|span| span.role == Role::Source)
        .map(|span| cut::voice_in(ground.text, &span.range, false))
        .collect();
    let terms = anonymity::find(ground);
    let term_ranges: Vec<Range<usize>> = terms.iter().map(|one| one.range.clone()).collect();
    let (mut answers, checks) = answers::find(ground, names, &sources, &term_ranges);
    drop_terms(attributions, &term_ranges);
    anonymity::attribute(ground, &terms, attributions);
    attributions.retain(|attribution| {
        !answers::is_deed(ground.text, attribution)
            || stance_of(ground, attribution) == Stance::Denies
                && answers::is_denial(ground.text, attribution)
    });
    answers.retain(|answer| !denied_already(ground, attributions, answer));
    drop_answered(attributions, &answers, &checks, ground);
    let voices = Voices::of(
        ground,
        names,
        sources
            .iter()
            .chain(answers.iter().map(|answer| &answer.source)),
    );

    let mut maker = Maker {
        report,
        ground,
        encoding,
        names,
        times,
        wires: chains::wires(report, ground),
        heard: Vec::new(),
        made: Vec::new(),
    };
    let mut order: Vec<Work<'_>> = attributions
        .iter()
        .map(Work::Attributed)
        .chain(answers.iter().map(Work::Answered))
        .chain(doers.iter().map(Work::Done))
        .collect();
    order.sort_by_key(Work::start);
    for work in order {
        match work {
            Work::Attributed(attribution) => maker.attributed(attribution, &voices),
            Work::Answered(answer) => maker.answered(answer, &voices),
            Work::Done(doer) => {
                let doer = voices.resolve(doer, &maker.heard);
                maker.heard.push(doer);
            }
        }
    }
    let taken: Vec<Range<usize>> = attributions
        .iter()
        .flat_map(Attribution::parts)
        .cloned()
        .chain(answers.iter().flat_map(|answer| {
            [
                answer.source.clone(),
                answer.cue.clone(),
                answer.content.clone(),
            ]
        }))
        .chain(checks.iter().map(|check| check.range.clone()))
        .chain(term_ranges)
        // A form accounts for every word of its sentence.
        .chain(
            (attributions.iter().filter(|of| !of.carriers.is_empty()))
                .map(|of| ground.whole_sentences(&of.content_range())),
        )
        .collect();
    for range in narrator::own_words(ground, names, &taken) {
        maker.narrated(range);
    }
    for check in &checks {
        maker.unverified(check);
    }
    let Maker { mut made, .. } = maker;
    made.sort_by(|a, b| {
        (a.content[0].start, a.content[0].end, &a.id).cmp(&(
            b.content[0].start,
            b.content[0].end,
            &b.id,
        ))
    });
    made.dedup_by(|next, before| next.id == before.id);
    carry_back(ground, &mut made);
    carry_quotations(ground, &mut made);
    check(ground, &mut made, &checks);
    anonymity::attach(ground, &terms, &mut made);
    pointing::point(ground, names, &mut made);
    made
}

/// Whether hearsay stands at the verb: "Putin reportedly requested", "Kim is said to seek".
fn is_hearsay(ground: &Ground<'_>, attribution: &Attribution) -> bool {
    let content = attribution.content_range();
    let start = attribution
        .parts()
        .map(|part| part.start)
        .min()
        .unwrap_or(content.start);
    let cue_ends = attribution
        .cue
        .as_ref()
        .map_or(content.start, |cue| cue.end + " to".len());
    let Some(found) = stance::hearsay(ground, &(start..content.end)) else {
        return false;
    };
    found.end <= cue_ends.max(content.start + "to ".len())
        && (attribution.source.is_some() || attribution.cue.is_some())
}

/// Contents of two propositions ("…, and Kim could …") become two attributions.
fn split(ground: &Ground<'_>, names: &Names, attributions: Vec<Attribution>) -> Vec<Attribution> {
    let mut whole = Vec::new();
    for attribution in attributions {
        let content = match attribution.content.as_slice() {
            [one] => narrator::propositions(ground.text, names, one),
            _ => Vec::new(),
        };
        if content.len() < 2 {
            whole.push(attribution);
            continue;
        }
        whole.extend(content.into_iter().map(|part| Attribution {
            content: vec![part],
            ..attribution.clone()
        }));
    }
    whole
}

enum Work<'a> {
    Attributed(&'a Attribution),
    Answered(&'a Answer),
    /// Who does something, and says nothing.
    Done(&'a Range<usize>),
}

impl Work<'_> {
    fn start(&self) -> usize {
        match self {
            Self::Attributed(attribution) => attribution
                .parts()
                .map(|part| part.start)
                .min()
                .unwrap_or(0),
            Self::Answered(answer) => answer.source.start,
            Self::Done(doer) => doer.start,
        }
    }
}

/// What the network made of terms of anonymity ("who asked not to be named") is no attribution.
fn drop_terms(attributions: &mut Vec<Attribution>, terms: &[Range<usize>]) {
    attributions.retain(|attribution| {
        let within = |range: &Range<usize>| terms.iter().any(|term| overlap(term, range));
        !attribution.cue.as_ref().is_some_and(within)
    });
}

/// Whether the network has the denial with its source: its boundaries are better than a pattern's.
fn denied_already(ground: &Ground<'_>, attributions: &[Attribution], answer: &Answer) -> bool {
    let named_behind = ground.text[answer.cue.clone()].ends_with("by");
    answer.stance == Stance::Denies
        && !named_behind
        && attributions.iter().any(|attribution| {
            let here = attribution.cue.as_ref().is_some_and(|cue| {
                overlap(cue, &answer.cue)
                    || attribution
                        .content
                        .iter()
                        .any(|part| overlap(part, &answer.cue))
            });
            let named = attribution.source.as_ref().is_some_and(|source| {
                !["who", "which", "that"].contains(&ground.text[source.clone()].trim())
            });
            here && named && stance_of(ground, attribution) == Stance::Denies
        })
}

fn stance_of(ground: &Ground<'_>, attribution: &Attribution) -> Stance {
    let cue = attribution.cue.clone().unwrap_or(0..0);
    stance::stance(&ground.text[cue], &ground.text[attribution.content_range()])
}

/// An answer or a check that the patterns found replaces what the network made of its words.
fn drop_answered(
    attributions: &mut Vec<Attribution>,
    answers: &[Answer],
    checks: &[Checking],
    ground: &Ground<'_>,
) {
    attributions.retain(|attribution| {
        let cue_or_content = attribution
            .cue
            .clone()
            .unwrap_or_else(|| attribution.content_range());
        let content = attribution.content_range();
        let answered = answers.iter().any(|answer| {
            overlap(&cue_or_content, &answer.cue)
                || attribution.content.iter().any(|part| {
                    overlap(part, &answer.cue)
                        && (part.start + "that ".len() >= answer.source.start
                            || answer.source.start >= part.end)
                })
                || (attribution.cue.is_none() && overlap(&content, &answer.content))
        });
        let checked = checks.iter().any(|check| {
            ground.sentence_at(content.start) == Some(check.sentence)
                && check.range.start <= content.start
                && content.end <= check.range.end + 1
        });
        let cue_checked = attribution.cue.as_ref().is_some_and(|cue| {
            checks.iter().any(|check| {
                overlap(cue, &check.range)
                    && stance_of(ground, attribution) == Stance::CannotConfirm
            })
        });
        !answered && !checked && !cue_checked
    });
}

struct Maker<'a> {
    report: &'a Report,
    ground: &'a Ground<'a>,
    encoding: &'a Encoding,
    names: &'a Names,
    times: &'a [Time],
    /// The words that credit an agency for the report's copy.
    wires: Vec<Span>,
    /// Voices so far, in text order.
    heard: Vec<Named>,
    made: Vec<Statement>,
}

impl Maker<'_> {
    fn attributed(&mut self, attribution: &Attribution, voices: &Voices<'_>) {
        let text = self.ground.text;
        let content_range = attribution.content_range();
        let sentence = self.ground.whole_sentences(&content_range);
        let cue_words = attribution.cue.clone().map_or("", |cue| &text[cue]);
        let content_words = &text[content_range.clone()];
        if attribution.source.is_none() && content_words.split_whitespace().count() < FEWEST_WORDS {
            return;
        }
        // "Reports say": as if the report said "reportedly".
        let source = attribution
            .source
            .as_ref()
            .filter(|source| !names_nobody(&text[(*source).clone()]))
            .map(|source| voices.resolve(source, &self.heard));
        let (head, mut chain) = match &source {
            Some(source) => {
                let (head, chain) = chains::chain(
                    self.ground,
                    self.names,
                    voices,
                    attribution,
                    source,
                    &self.heard,
                );
                (head, chain)
            }
            None => (nobody(content_range.start), Vec::new()),
        };
        if let Some(source) = source {
            let referred = self.ground.text[source.range.clone()]
                != *head.voice.name.as_deref().unwrap_or_default();
            if chain.len() == 1 && referred {
                chain.extend(self.carriers_before(&head.voice));
            }
            if source.voice != head.voice {
                self.heard.push(head.clone());
            }
            self.heard.push(source);
        }
        let mut head = head;
        let asserted = stance::stance(cue_words, content_words) == Stance::Asserts;
        if let Some(document) = telling::shown_by(self.ground, self.names, attribution) {
            let inner = voices.resolve(&document, &self.heard);
            let mut links = vec![chains::link(self.ground, LinkRole::Voice, &inner)];
            links.extend(chain.into_iter().map(chains::carrying));
            chain = links;
            head = inner;
        } else if asserted && (head.voice.kind != VoiceKind::None || attribution.source.is_none()) {
            let search = Search {
                ground: self.ground,
                names: self.names,
                voices,
            };
            if let Some((inner, mut links)) =
                search.inside(&content_range, &head.voice, &self.heard)
            {
                links.extend(chain.into_iter().map(chains::carrying));
                chain = links;
                self.heard.push(inner.clone());
                head = inner;
            }
        }
        self.push(attribution, head, chain, cue_words, sentence);
    }

    /// "The officials said": words of an unnamed voice that the report has through a carrier come
    /// through it again.
    fn carriers_before(&self, voice: &Voice) -> Vec<Link> {
        let unnamed = matches!(
            voice.kind,
            VoiceKind::UnnamedOfficial | VoiceKind::UnnamedInstitution | VoiceKind::Crowd
        );
        let told =
            self.made.iter().rev().find(|statement| {
                unnamed && statement.voice == *voice && statement.chain.len() > 1
            });
        told.map(|statement| statement.chain[1..].to_vec())
            .unwrap_or_default()
    }

    fn push(
        &mut self,
        attribution: &Attribution,
        head: Named,
        mut chain: Vec<Link>,
        cue_words: &str,
        sentence: Range<usize>,
    ) {
        let text = self.ground.text;
        let content_range = attribution.content_range();
        let content_words = &text[content_range.clone()];
        let mut hedges = stance::hedges(self.ground, &content_range);
        let hearsay = attribution
            .cue
            .as_ref()
            .and_then(|cue| stance::hearsay(self.ground, cue));
        let hedged_cue = hearsay.and_then(|range| Span::cut(text, range).ok());
        hedges.extend(
            hedged_cue
                .filter(|span| !hedges.contains(span))
                .into_iter()
                .collect::<Vec<_>>(),
        );
        hedges.sort();
        if !chain.is_empty() {
            self.with_wire(&mut chain);
        }
        let stance = stance::stance(cue_words, content_words);
        let statement = Draft {
            content: attribution.content.clone(),
            source: attribution.source.clone(),
            cue: attribution.cue.clone(),
            stance,
            hedges,
            voice: head.voice,
            chain,
            narrator: false,
            confidence: attribution.confidence,
            sentence,
            carried: attribution.carried,
        };
        self.finish(statement, voices_denying(self.ground, self.names));
    }

    fn answered(&mut self, answer: &Answer, voices: &Voices<'_>) {
        let source = voices.resolve(&answer.source, &self.heard);
        self.heard.push(source.clone());
        let chain = vec![chains::link(self.ground, LinkRole::Voice, &source)];
        let all = answer.source.start..answer.content.end.max(answer.cue.end);
        let draft = Draft {
            content: vec![answer.content.clone()],
            source: Some(answer.source.clone()),
            cue: Some(answer.cue.clone()),
            stance: answer.stance,
            hedges: Vec::new(),
            voice: source.voice,
            chain,
            narrator: false,
            confidence: BY_PATTERN,
            sentence: self.ground.whole_sentences(&all),
            carried: false,
        };
        self.finish(draft, |_| None);
    }

    /// A check with nothing before it to belong to: its own sentence leaves open what it is about.
    fn unverified(&mut self, check: &Checking) {
        let earlier = |statement: &Statement| statement.content[0].start < check.range.start;
        if self.made.iter().any(earlier) {
            return;
        }
        let draft = Draft {
            stance: Stance::Questions,
            hedges: Vec::new(),
            voice: nobody(check.range.start).voice,
            content: vec![check.range.clone()],
            source: None,
            narrator: true,
            cue: None,
            chain: Vec::new(),
            confidence: BY_PATTERN,
            sentence: self.ground.whole_sentences(&check.range),
            carried: false,
        };
        self.finish(draft, |_| None);
    }

    fn narrated(&mut self, range: Range<usize>) {
        let sentence = self.ground.whole_sentences(&range);
        let hearsay = stance::hearsay(self.ground, &range);
        let words = &self.ground.text[range.clone()];
        let draft = Draft {
            stance: stance::narrated(words),
            hedges: stance::hedges(self.ground, &range),
            voice: nobody(range.start).voice,
            content: vec![range],
            source: None,
            narrator: hearsay.is_none(),
            cue: hearsay,
            chain: Vec::new(),
            confidence: BY_NARRATOR,
            sentence,
            carried: false,
        };
        self.finish(draft, voices_denying(self.ground, self.names));
    }

    /// Copy that came through an agency, unless the report is that agency's own.
    fn with_wire(&self, chain: &mut Vec<Link>) {
        let own = (self.report.outlet.as_deref()).and_then(headwater_text::known::outlet);
        for credit in &self.wires {
            let Some(wire) = headwater_text::known::outlet(&credit.text) else {
                continue;
            };
            let named = chain
                .iter()
                .any(|link| link.entity.as_deref() == Some(wire.id));
            if own.is_some_and(|own| own.id == wire.id) || named {
                continue;
            }
            chain.push(Link {
                role: LinkRole::Carrier,
                kind: VoiceKind::Media,
                name: Some(wire.name.to_owned()),
                entity: Some(wire.id.to_owned()),
                span: Some(credit.clone()),
            });
        }
    }

    fn finish(&mut self, draft: Draft, denying: impl Fn(&Range<usize>) -> Option<Voice>) {
        let text = self.ground.text;
        let cut = |range: &Range<usize>| {
            Span::cut(text, range.clone()).expect("ranges are made at word ends")
        };
        let content: Vec<Span> = draft
            .content
            .iter()
            .map(|part| without_participle(text, without_that(text, trim(text, part.clone()))))
            .filter(|part| !part.is_empty())
            .map(|part| cut(&part))
            .collect();
        if content.is_empty() {
            return;
        }
        let places: Vec<(usize, usize)> =
            content.iter().map(|part| (part.start, part.end)).collect();
        let whole = content[0].start..content[content.len() - 1].end;
        let mut mentions: Vec<usize> = Vec::new();
        let core = core(text, &whole);
        for mention in content
            .iter()
            .flat_map(|part| self.names.inside(&part.range()))
            .filter(|mention| mention.range.start >= core.start)
        {
            if !mentions.contains(&mention.entity) {
                mentions.push(mention.entity);
            }
        }
        let said_at = self.said_at(&draft);
        let vector = self.encoding.vector(&core);
        self.made.push(Statement {
            id: statement_id(&self.report.id, &places),
            content,
            source: draft
                .source
                .as_ref()
                .map(|range| cut(&trim(text, range.clone()))),
            cue: draft
                .cue
                .as_ref()
                .map(|range| cut(&trim(text, range.clone()))),
            stance: draft.stance,
            hedges: draft.hedges,
            verification: None,
            anonymity: None,
            voice: draft.voice,
            chain: draft.chain,
            narrator: draft.narrator,
            confidence: (draft.confidence * 1000.0).round() / 1000.0,
            said_at,
            event: None,
            certainty: None,
            denied_by: denying(&draft.sentence).into_iter().collect(),
            sentence: cut(&draft.sentence),
            carried: draft.carried,
            about: None,
            also_about: Vec::new(),
            mentions,
            vector,
            words: Vec::new(),
        });
    }

    /// A time in the sentence beside source and cue, outside the content.
    fn said_at(&self, draft: &Draft) -> Option<Time> {
        let cue = draft.cue.as_ref().or(draft.source.as_ref())?;
        if draft.narrator || draft.source.is_none() {
            return None;
        }
        let saying = Saying {
            sentence: &self.ground.whole_sentences(cue),
            cue,
            source: draft.source.as_ref(),
            content: &draft.content,
        };
        said_when(self.ground.text, saying, self.times).cloned()
    }
}

struct Draft {
    content: Vec<Range<usize>>,
    source: Option<Range<usize>>,
    cue: Option<Range<usize>>,
    stance: Stance,
    hedges: Vec<Span>,
    voice: Voice,
    chain: Vec<Link>,
    narrator: bool,
    confidence: f32,
    sentence: Range<usize>,
    carried: bool,
}

/// "on Monday that the bridge fell" without the words that join it to its cue.
fn without_that(text: &str, range: Range<usize>) -> Range<usize> {
    static ADJUNCT_THAT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:(?:(?:for|on|in|at|last|late|early|earlier|this)\b[^,“”]{0,30}?\s)?that\s+)?(?:despite\s[^,“”]{3,40}\sdenials?,\s+)?",
        )
    });
    match ADJUNCT_THAT.find(&text[range.clone()]) {
        Some(joint) => range.start + joint.end()..range.end,
        None => range,
    }
}

/// What a content is about: "the US was concerned that talks were advancing" without the feeling.
fn core(text: &str, range: &Range<usize>) -> Range<usize> {
    static FEELING: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[^,“”]{2,60}?\s(?:is|are|was|were|has been|have been|remains?|remained|feels?|felt)\s(?:\w+ly\s|very\s|deeply\s)?(?:concerned|worried|confident|aware|convinced|hopeful|alarmed|certain|sure|afraid|pleased|troubled)\s(?:that|about)\s",
        )
    });
    let joint = FEELING
        .find(&text[range.clone()])
        .map_or(0, |joint| joint.end());
    range.start + joint..range.end
}

/// A content that is one quotation ends where the quotation does: "“…,” using an acronym" does not
/// go on.
fn without_participle(text: &str, range: Range<usize>) -> Range<usize> {
    static GOES_ON: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(“[^“”]{12,}”),?\s+\p{Ll}+ing\b"));
    match GOES_ON
        .captures(&text[range.clone()])
        .and_then(|found| found.get(1))
    {
        Some(quotation) => range.start..range.start + quotation.end(),
        None => range,
    }
}

fn nobody(at: usize) -> Named {
    let voice = Voice {
        kind: VoiceKind::None,
        name: None,
        entity: None,
        speaks_for: None,
        plural: false,
    };
    Named {
        voice,
        range: at..at,
    }
}

/// Who the sentence says denies it.
fn voices_denying<'a>(
    ground: &'a Ground<'a>,
    names: &'a Names,
) -> impl Fn(&Range<usize>) -> Option<Voice> + 'a {
    |sentence| {
        let who = answers::denier(ground, names, sentence)?;
        let mention = names.inside(&who).first()?;
        let kind = match names.kind(mention) {
            headwater_model::EntityKind::Person => VoiceKind::NamedPerson,
            headwater_model::EntityKind::Media => VoiceKind::Media,
            _ => VoiceKind::Institution,
        };
        Some(names.voice(mention, kind))
    }
}

/// "… . In return, …, officials told the paper": an attribution at the end of a sentence that goes
/// on from the one before covers that one too, less surely.
fn carry_back(ground: &Ground<'_>, made: &mut [Statement]) {
    const GOES_ON: [&str; 12] = [
        "in return",
        "in exchange",
        "in addition",
        "moreover",
        "furthermore",
        "additionally",
        "also,",
        "at the same time",
        "in turn",
        "besides",
        "as well,",
        "similarly",
    ];
    for index in 1..made.len() {
        let (before, rest) = made.split_at_mut(index);
        let (earlier, later) = (&mut before[index - 1], &rest[0]);
        let same_passage = ground
            .sentence_at(earlier.content[0].start)
            .zip(ground.sentence_at(later.content[0].start))
            .is_some_and(|(a, b)| {
                b == a + 1 && ground.sentences[a].passage == ground.sentences[b].passage
            });
        let opening = later.sentence.text.to_lowercase();
        let goes_on = GOES_ON.iter().any(|words| opening.starts_with(words));
        let at_end = later
            .source
            .as_ref()
            .is_some_and(|source| source.start >= later.content[0].end);
        if earlier.narrator && same_passage && goes_on && at_end && !later.chain.is_empty() {
            carry(later, earlier, later.confidence);
            earlier.said_at = later.said_at.clone();
        }
    }
}

/// Gives a statement in the report's own voice the attribution of its neighbour, less surely.
fn carry(from: &Statement, to: &mut Statement, confidence: f32) {
    to.voice = from.voice.clone();
    to.chain = from.chain.clone();
    to.source = from.source.clone();
    to.cue = from.cue.clone();
    to.narrator = false;
    to.carried = true;
    to.confidence = (confidence * CARRIED * 1000.0).round() / 1000.0;
}

/// A quotation with nobody beside it goes on from the one before it in its paragraph, or from a
/// paragraph whose quotation was not closed.
fn carry_quotations(ground: &Ground<'_>, made: &mut [Statement]) {
    for index in 1..made.len() {
        let (before, rest) = made.split_at_mut(index);
        let (earlier, later) = (&before[index - 1], &mut rest[0]);
        if !later.narrator
            || !later.content[0].text.starts_with(['“', '"'])
            || earlier.chain.is_empty()
        {
            continue;
        }
        let Some(between) = ground
            .text
            .get(earlier.content[0].end..later.content[0].start)
        else {
            continue;
        };
        let open = |text: &str| text.rfind('“') > text.rfind('”');
        let same_paragraph = !between.contains('\n') && between.len() < 200;
        let goes_on = between.contains('\n') && open(&ground.text[..later.content[0].start]);
        if same_paragraph || goes_on {
            carry(earlier, later, earlier.confidence.max(BY_NARRATOR));
            later.stance = Stance::Asserts;
        }
    }
}

/// What an outlet says of its checking belongs to the statements before it.
fn check(ground: &Ground<'_>, made: &mut [Statement], checks: &[Checking]) {
    for checking in checks {
        let Ok(words) = Span::cut(
            ground.text,
            trim_matches(ground.text, checking.range.clone(), |c| {
                c.is_whitespace() || c == ','
            }),
        ) else {
            continue;
        };
        let at = ground.sentences[checking.sentence].passage;
        let close = |statement: &&mut Statement| {
            statement.content[0].start <= checking.range.start
                && ground
                    .sentence_at(statement.content[0].start)
                    .is_some_and(|s| ground.sentences[s].passage + 1 >= at)
        };
        if let Some(statement) = made.iter_mut().rev().find(close) {
            statement.verification = Some(words);
        }
    }
}
