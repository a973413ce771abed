//! Answers that are no support: silence, refusal, non-confirmation; denials; what an outlet
//! says of its own checking.

use std::ops::Range;
use std::sync::LazyLock;

use headwater_model::{EntityKind, Stance};
use regex::{Captures, Regex};

use crate::attributions::Attribution;
use crate::ground::{Ground, floor_char, overlap, trim_matches};
use crate::names::Names;
use crate::pattern::pattern;
use crate::stance::{is_vote, rates_people};

mod checking;
mod subject;
#[cfg(test)]
mod tests;
mod words;

use subject::Subjects;
pub(crate) use subject::is_abbreviation;
pub(crate) use words::expand;
use words::{FORMS, Form, Sentence, Shape};

/// An answer found by its words.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub stance: Stance,
    pub source: Range<usize>,
    pub cue: Range<usize>,
    pub content: Range<usize>,
}

/// What an outlet says of its own checking.
#[derive(Clone, Debug)]
pub(crate) struct Checking {
    pub sentence: usize,
    pub range: Range<usize>,
}

static ASKS_FOR_COMMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:request|requests|question|questions|calls?|e-?mails?|messages?|inquir(?:y|ies)|enquir(?:y|ies)|quer(?:y|ies)|letters?|comment|allegations?|accusations?|claims?|reports?|fax(?:es)?|texts?|voicemails?|us|interview|charges?|criticism|complaints?)\b",
    )
});
static DESPITE_DENIAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:despite|notwithstanding|in spite of)\s+((?:\p{L}[\w’'.-]*\s+){1,6})(?:denials?|denying)\b|\b(\p{L}[\w’'.-]*(?:\s+\p{L}[\w’'.-]*){0,3})\s+(?:has|have|had)\s+(?:repeatedly\s+|consistently\s+|always\s+)?denied\s+(?:it|this|that)\b",
    )
});
/// Silence of things: a patient, an engine, a crew on the radio.
static NOT_ASKED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:for\s+(?:help|aid|assistance|backup|rescue)|emergency|distress|radio(?:ed)?|tower|air\s+traffic|treatment|therapy|911|999|mayday|alarms?|commands?|signals?|attacks?|stimuli)\b",
    )
});
/// Places and things that are reached, or not, on foot.
static NOT_ASKED_WHO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:agreements?|deals?|compromise|consensus|verdict|decisions?|settlement|quorum|conclusion|villages?|towns?|area|areas|site|sites|wreck|wreckage|island|islands|summit|tent|camp|valley|region|districts?|patients?|engines?|sirens?|brakes?|crew|cockpit|pilot|plane|aircraft|vessel|ship|target|goal|survivors|climbers?|miners?|hikers?)\b[^,]*$",
    )
});
static BY_ROAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s*(?:(?:only\s+)?by\s+(?:helicopter|road|boat|car|air|land|sea|foot|rescue|fire|train|vehicles?|trucks?|ambulances?|any)|because|due|until|without|from|before\s+the|in\s+time|on\s+foot|within)\b",
    )
});
/// Who rejects and dismisses by office, and denies nothing by it.
static JUDGES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:courts?|judges?|magistrates?|tribunals?|jury|jurors|justices?|arbitrators?|insurers?|panel|parliament|assembly|senate|voters|shareholders)\b",
    )
});
static THINGS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:evidence|documents?|records?|stud(?:y|ies)|data|findings?|files|videos?|footage|reports?|figures|e-?mails|results?)$",
    )
});
/// Claims that are made on money, land or a right.
static CLAIM_ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:asylum|insurance|theft|flood|storm|health|medical|compensation|damages?|benefits?|refugee|land|title|pension|expense)\s+claims?\b|\bclaims?\s+(?:for|to)\b|\breports?\s+(?:card|for\s+duty)\b",
    )
});
/// Asked for something else than an answer: "calls for reform".
static CALLS_FOR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\s+(?:for|to\s+end|to\s+stop)\s+(\S+(?:\s+\S+)?)"));
static FOR_ANSWER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&words::expand(
        r"(?i)^{some}(?:{comment}|{details}|clarification)",
    ))
});
/// Words of asking before whoever was asked.
static ASKED_OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:left\s+(?:for|with|at)|(?:sent|put|made|addressed|submitted|e-?mailed|directed)\s+to|to|for|with|from|reach(?:ing)?|contact(?:ing)?|locate|locating|interview)\s+",
    )
});
static ASKED_AT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:at|on|of)\s+"));
static NOT_WHO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:a|an|further|more|immediate|the)\s+)*(?:comments?|reactions?|responses?|repl(?:y|ies)|interviews?|information|clarification|details|reach|contact|speak|get|obtain|confirm|seek|find|locate|ask|talk|elicit|interview|answers?|verify|discuss|be|this\s+(?:article|story|report)|\p{L}+day|the\s+(?:article|story|case|matter|report|incident))\b",
    )
});
static EFFORT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:efforts?|attempts?)\b"));
static ATTEMPT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s*(?:by\s+[^,]+?\s+)?(?:to|at)\s+(?:reach|contact|get|speak|talk|obtain|elicit|locate|interview|seek|solicit|find|reaching|contacting)",
    )
});
static WHO_BEHIND: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s+(?:from|by|at)\s+"));
static TOLD_NAMES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&words::expand(
        r"(?i)(?:^|,\s*)[“”]?$|\b{some}(?:\p{L}+\s+)?(?:{info}|charges?)\b[^.;]*$",
    ))
});
/// "did not deny", "neither confirm nor deny": no denial.
static NEGATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)(?:\b(?:not|nor|or|never|cannot|to|neither)|n[’'´]t)(?:\s+\w+ly)?\s*$")
});
/// "no indication that the claims are false", "did not say that it was untrue": no denial.
static NO_SIGN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\b(?:no|not|never|without)|n[’'´]t)\s+(?:\w+\s+){0,3}?(?:indications?|evidence|reasons?|signs?|proof|suggest\w*|say|saying|believ\w*|think|clear|known?|claim\w*)\s+(?:\w+\s+){0,3}?(?:(?:that|whether|if)\s*)?$",
    )
});
/// A clause without its subject.
static HAS_DONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:has|have|had|is|are|was|were|will|would|did|does|do|can|could)\s")
});
static FOR_COMMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^\s*(?:(?:on\s+)?\p{L}+day\s+)?for\s+(?:a\s+)?(?:comment|response|reaction)")
});
static PASSIVE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:is|are|was|were|been|being|be|got)(?:\s+\w+ly)?\s*$"));
/// Answers and checks by their words, in text order. `sources` are the source spans that the
/// network saw; `terms` are terms of anonymity, whose words ("declined to be named") answer
/// nothing.
pub(crate) fn find(
    ground: &Ground<'_>,
    names: &Names,
    sources: &[Range<usize>],
    terms: &[Range<usize>],
) -> (Vec<Answer>, Vec<Checking>) {
    let finder = Finder {
        subjects: Subjects {
            ground,
            names,
            sources,
        },
    };
    let checks = checking::find(&finder.subjects);
    let mut answers: Vec<Answer> = Vec::new();
    for sentence in &ground.sentences {
        if ground.passages[sentence.passage].headline {
            continue;
        }
        let words = Sentence::of(&ground.text[sentence.range.clone()]);
        for form in &FORMS.forms {
            for answer in finder.of_form(form, &sentence.range, &words) {
                let checked = |check: &Checking| {
                    answer.stance == Stance::CannotConfirm && overlap(&check.range, &answer.cue)
                };
                let told = terms.iter().any(|term| overlap(term, &answer.cue))
                    || answers.iter().any(|other| overlap(&other.cue, &answer.cue))
                    || checks.iter().any(checked);
                if !told {
                    answers.push(answer);
                }
            }
        }
    }
    answers.sort_by_key(|answer| answer.cue.start);
    (answers, checks)
}

struct Finder<'a> {
    subjects: Subjects<'a>,
}

impl Finder<'_> {
    fn of_form(&self, form: &Form, sentence: &Range<usize>, words: &Sentence<'_>) -> Vec<Answer> {
        let found = form.find(words);
        (found.into_iter())
            .filter_map(|found| match form.shape {
                Shape::Does => self.does(form, sentence, &found),
                Shape::Nobody => self.nobody(form, sentence, &found),
                Shape::Asked => self.asked(form, sentence, &found),
                Shape::From => self.from(form, sentence, &found),
                Shape::So => self.so(form, sentence, &found),
            })
            .collect()
    }

    fn does(&self, form: &Form, sentence: &Range<usize>, found: &Captures<'_>) -> Option<Answer> {
        static JOINT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s+(?:on|about|whether|if)\s"));
        let mut cue = self.cue(sentence, found.get(0)?);
        let text = self.subjects.ground.text;
        // "Refuted the claim on Tuesday" tells when.
        if form.stance != Stance::Denies
            && let Some(joint) = JOINT.find(&text[cue.end..sentence.end])
        {
            cue.end += joint.end() - 1;
        }
        let mut content = object(text, cue.end, sentence.end);
        let words = &text[content.clone()];
        // "denied the claims and said …": what is joined is something else.
        let goes_on = words.starts_with("and ") || words.starts_with("but ");
        if form.stance == Stance::Denies && (goes_on || is_how(words)) {
            content.end = content.start;
        }
        let before = &text[sentence.start..cue.start];
        let fits = match form.stance {
            Stance::NoResponse => fits_silence(text, &cue, &content, self.to_outlet(&content)),
            Stance::Declines | Stance::CannotConfirm => {
                !is_vote(&text[cue.start..content.end.max(cue.end)])
            }
            _ => {
                !PASSIVE.is_match(before)
                    && !NEGATED.is_match(before)
                    && fits_denial(
                        &text[cue.clone()],
                        &text[cue.start..content.end.max(cue.end)],
                    )
            }
        };
        if !fits {
            return None;
        }
        let source = match self.participle(sentence, &cue) {
            Some(source) => source,
            None => self.subjects.before(sentence, cue.start)?,
        };
        // "It was too early to confirm the cause, the mayor said".
        let source = match text[source.clone()].to_lowercase().as_str() {
            "it" | "there" if is_impersonal(&text[cue.clone()]) => {
                self.subjects.at_end(sentence, cue.end)?
            }
            _ => source,
        };
        // "Low, the chairman, had sent a memo disputing the claims": Low.
        let source = match HAS_DONE.is_match(&text[source.clone()]) {
            true => self.subjects.first(sentence)?,
            false => source,
        };
        let who = &text[source.clone()];
        let reached = text[cue.clone()].contains("reach") && !text[cue.clone()].contains("comment");
        let by_office = form.stance == Stance::Denies
            && !text[cue.clone()].to_lowercase().starts_with("den")
            && JUDGES.is_match(who);
        // A document that contradicts a testimony denies nothing: it makes a claim.
        let thing = text[cue.clone()].starts_with("contradict") && THINGS.is_match(who);
        let mute = form.stance == Stance::NoResponse
            && NOT_ASKED_WHO.is_match(who)
            && (reached || content.is_empty());
        if by_office || thing || mute || (reached && BY_ROAD.is_match(&text[cue.end..sentence.end]))
        {
            return None;
        }
        Some(self.answer(form.stance, source, cue, content))
    }

    /// ", the office said, denying …": the participle's subject is who speaks in its sentence.
    fn participle(&self, sentence: &Range<usize>, cue: &Range<usize>) -> Option<Range<usize>> {
        let text = self.subjects.ground.text;
        let verb = text[cue.clone()].split_whitespace().next()?;
        let before = text[sentence.start..cue.start].trim_end();
        let is_participle = verb.ends_with("ing")
            && (before.ends_with(',') || before.ends_with(" while") || before.ends_with(" in"));
        if !is_participle {
            return None;
        }
        let mut sources = self.subjects.sources.iter();
        let said =
            sources.rfind(|source| source.start >= sentence.start && source.end <= cue.start);
        let end = sentence.start + before.trim_end_matches(',').len();
        said.cloned()
            .or_else(|| self.subjects.at_end(&(sentence.start..end), sentence.start))
            .or_else(|| self.subjects.first(&(sentence.start..end)))
    }

    /// "did not reply to Reuters".
    fn to_outlet(&self, content: &Range<usize>) -> bool {
        let names = self.subjects.names;
        let mut inside = names.inside(content).iter();
        inside.any(|mention| names.kind(mention) == EntityKind::Media)
    }

    fn nobody(&self, form: &Form, sentence: &Range<usize>, found: &Captures<'_>) -> Option<Answer> {
        let text = self.subjects.ground.text;
        let cue = self.cue(sentence, found.name("cue")?);
        let source = self.cue(sentence, found.name("who")?);
        let content = object(text, cue.end, sentence.end);
        let said = &text[cue.start..content.end.max(cue.end)];
        let answers_something = match form.stance {
            Stance::NoResponse => {
                fits_silence(text, &cue, &content, self.to_outlet(&content))
                    && !BY_ROAD.is_match(&text[cue.end..sentence.end])
            }
            _ => !is_vote(said),
        };
        (answers_something && source.len() <= 200)
            .then(|| self.answer(form.stance, source, cue, content))
    }

    fn asked(&self, form: &Form, sentence: &Range<usize>, found: &Captures<'_>) -> Option<Answer> {
        let text = self.subjects.ground.text;
        let mut what = self.cue(sentence, found.name("what")?);
        let cue = self.cue(sentence, found.name("cue")?);
        // "The email was shown to the daily; efforts to reach him failed": the efforts did.
        let words = text.get(what.end..cue.start)?;
        if let Some(effort) = EFFORT.find_iter(words).last() {
            what = what.end + effort.start()..what.end + effort.end();
        }
        let between = what.end..cue.start;
        let words = &text[between.clone()];
        let noun = text[what.clone()].to_lowercase();
        let attempt = noun.starts_with("attempt") || noun.starts_with("effort");
        let other_matter = CALLS_FOR
            .captures(words)
            .is_some_and(|found| !FOR_ANSWER.is_match(&found[1]));
        if (attempt && !ATTEMPT.is_match(words))
            || (other_matter && !noun.contains("number") && !noun.contains("question"))
            || NOT_ASKED.is_match(&text[sentence.start..cue.start])
        {
            return None;
        }
        let source = self.among(&ASKED_OF, &between).or_else(|| {
            let behind = WHO_BEHIND.find(&text[cue.end..sentence.end])?;
            let from = cue.end + behind.end();
            Some(self.subjects.phrase(from..sentence.end)).filter(|who| !who.is_empty())
        });
        let source = source.or_else(|| self.among(&ASKED_AT, &between))?;
        Some(self.answer(form.stance, source, cue.clone(), cue.end..cue.end))
    }

    /// The first phrase behind one of the leading words that can name somebody.
    fn among(&self, leads: &Regex, within: &Range<usize>) -> Option<Range<usize>> {
        let words = &self.subjects.ground.text[within.clone()];
        leads.find_iter(words).find_map(|lead| {
            let from = within.start + lead.end();
            let who = self.subjects.phrase(from..within.end);
            let fits = !who.is_empty() && !NOT_WHO.is_match(&words[lead.end()..]);
            fits.then_some(who)
        })
    }

    fn from(&self, form: &Form, sentence: &Range<usize>, found: &Captures<'_>) -> Option<Answer> {
        let text = self.subjects.ground.text;
        let cue = self.cue(sentence, found.get(0)?);
        let mut source = self.subjects.phrase(cue.end..sentence.end);
        if let Some(dash) = text[source.clone()].find(" - ") {
            source.end = source.start + dash;
        }
        let source = trim_matches(text, source, char::is_whitespace);
        if source.is_empty() {
            return None;
        }
        static DEADLINE: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"(?i)^(?:publication|press\s|deadline|the\s+(?:time|end|deadline)|\p{L}+day|noon|midnight|late|early|mid|evening|\d)",
            )
        });
        let before = &text[sentence.start..cue.start];
        if DEADLINE.is_match(&text[source.clone()]) {
            return None;
        }
        let fits = match form.stance {
            Stance::Denies => {
                let passive = PASSIVE
                    .find(before)
                    .map_or(before, |found| &before[..found.start()]);
                TOLD_NAMES.is_match(passive) && !JUDGES.is_match(&text[source.clone()])
            }
            _ => {
                let reached = text[cue.clone()].to_lowercase();
                let reached = ["reach", "contact", "approach"]
                    .iter()
                    .any(|verb| reached.contains(verb));
                // "The Post reached out to him": silence only where it is told.
                let asked = tells_silence(&text[cue.end..sentence.end])
                    || (!is_past(&text[cue.clone()])
                        && FOR_COMMENT.is_match(&text[source.end..sentence.end]));
                (!reached || reached_impersonally(&text[cue.clone()]) || asked)
                    && !NOT_ASKED_WHO.is_match(&text[source.clone()])
                    && !NOT_ASKED.is_match(&text[cue.start..source.end])
            }
        };
        fits.then(|| self.answer(form.stance, source, cue.clone(), cue.end..cue.end))
    }

    fn so(&self, form: &Form, sentence: &Range<usize>, found: &Captures<'_>) -> Option<Answer> {
        let subjects = &self.subjects;
        let mut cue = self.cue(sentence, found.get(0)?);
        cue.start += subjects.said_within(&cue);
        let source = match subjects.quotation(sentence, cue.end - 1) {
            Some(quotation) => subjects.speaker(sentence, &quotation),
            None if form.stance == Stance::Declines => None,
            None => subjects
                .said_before(sentence, cue.start)
                .or_else(|| subjects.at_end(sentence, cue.end)),
        };
        let text = subjects.ground.text;
        let content = cue.start..object(text, cue.end, sentence.end).end.max(cue.end);
        let words = &text[content.clone()];
        let doubted = NO_SIGN.is_match(&text[sentence.start..cue.start]);
        if form.stance == Stance::Denies && (doubted || is_claim_on(words) || rates_people(words)) {
            return None;
        }
        Some(self.answer(form.stance, source?, cue, content))
    }

    fn cue(&self, sentence: &Range<usize>, found: regex::Match<'_>) -> Range<usize> {
        let range = sentence.start + found.start()..sentence.start + found.end();
        trim_matches(self.subjects.ground.text, range, |c| {
            c.is_whitespace() || ".,;:“”".contains(c)
        })
    }

    fn answer(
        &self,
        stance: Stance,
        source: Range<usize>,
        cue: Range<usize>,
        content: Range<usize>,
    ) -> Answer {
        let content = if content.is_empty() {
            cue.clone()
        } else {
            content
        };
        Answer {
            stance,
            source,
            cue,
            content,
        }
    }
}

/// Whether the words behind "denied the allegations" only tell how or when: "in a statement".
fn is_how(words: &str) -> bool {
    const HOW: [&str; 10] = [
        "in", "on", "at", "via", "through", "during", "by", "when", "after", "late",
    ];
    let first = words.split_whitespace().next();
    first.is_some_and(|first| HOW.contains(&first.to_lowercase().as_str()))
        && !words.contains(" that ")
}

fn is_impersonal(cue: &str) -> bool {
    ["too", "not", "impossible", "no way"]
        .iter()
        .any(|first| cue.to_lowercase().starts_with(first))
}

/// "It was not possible to reach the family": by whoever writes.
fn reached_impersonally(cue: &str) -> bool {
    cue.contains("possible")
}

/// "reached out to": not yet "has reached out to".
fn is_past(cue: &str) -> bool {
    cue.to_lowercase().starts_with("reached")
}

/// "… but have not heard back", "… - no response so far".
fn tells_silence(behind: &str) -> bool {
    const ANSWERS: [&str; 9] = [
        "respon", "repl", "heard", "hear", "answer", "comment", "receive", "returned", "word",
    ];
    let lower = behind.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| c.is_whitespace()).collect();
    let negated = |word: &str| {
        matches!(word, "no" | "not" | "never" | "without" | "yet")
            || word.ends_with("n’t")
            || word.ends_with("n't")
    };
    let answers = |word: &str| ANSWERS.iter().any(|answer| word.starts_with(answer));
    let mut from = words.iter().position(|word| negated(word)).into_iter();
    from.any(|at| words[at..].iter().take(7).any(|word| answers(word)))
}

/// Whether the words are of claims on money or a right: "many asylum claims were meritless".
pub(crate) fn is_claim_on(words: &str) -> bool {
    CLAIM_ON.is_match(words)
}

/// Whether the words that deny something are about what was said, not about money or a right.
fn fits_denial(cue: &str, said: &str) -> bool {
    !CLAIM_ON.is_match(said) || cue.to_lowercase().starts_with("den")
}

/// "did not respond to treatment" is no silence; "did not respond to a request" is.
fn fits_silence(text: &str, cue: &Range<usize>, content: &Range<usize>, to_outlet: bool) -> bool {
    let said = &text[cue.start..content.end.max(cue.end)];
    if NOT_ASKED.is_match(said) {
        return false;
    }
    // "Respond to", "reply to", "answer to" take any object; it must be something asked.
    let verb = text[cue.clone()].to_lowercase();
    let takes_any = verb.ends_with(" to") && !verb.contains(" back ") && !to_outlet;
    !takes_any || ASKS_FOR_COMMENT.is_match(&text[content.clone()])
}

/// What the verb is about: the words up to the end of its clause.
fn object(text: &str, from: usize, sentence_end: usize) -> Range<usize> {
    let words = &text[from..sentence_end];
    let end = words
        .find([';', '“', '”', '"', '\n'])
        .into_iter()
        .chain(words.find(", "))
        .chain(words.find(" and ").filter(|at| {
            words[*at + 5..].starts_with(char::is_uppercase) && words[*at..].contains(" did ")
        }))
        .min()
        .unwrap_or(words.len());
    let end = floor_char(text, from + end);
    trim_matches(text, from..end, |c| {
        c.is_whitespace() || ".,;:!?".contains(c)
    })
}

/// Whether the network took a deed for a saying: "refused to leave", "rejected the offer",
/// "dismissed the director". Nothing is said by it, nor denied.
pub(crate) fn is_deed(text: &str, attribution: &Attribution) -> bool {
    static DEED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:declin(?:e|ed|es|ing)|refus(?:e|ed|es|ing)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|rebuff(?:s|ed)?|contest(?:s|ed)?)\b",
        )
    });
    static DENIED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)\b(?:den(?:y|ies|ied|ying)|disput(?:e|es|ed))$"));
    let Some(cue) = &attribution.cue else {
        return false;
    };
    let words = &text[attribution.content_range()];
    let end = attribution.content_range().end.max(cue.end);
    if is_turned_down(&text[cue.start.min(attribution.content_range().start)..end]) {
        return true;
    }
    if let Some(verb) = DENIED.find(&text[cue.clone()]) {
        // "did not deny", and what is denied to somebody: "denying him a victory", "despite being denied".
        let before = &text[floor_char(text, (cue.start + verb.start()).saturating_sub(40))
            ..cue.start + verb.start()];
        let suffered = PASSIVE.is_match(before) && !text[cue.end..].trim_start().starts_with("by ");
        if NEGATED.is_match(before) || suffered || is_withheld(words) {
            return true;
        }
    }
    let cue = &text[cue.clone()];
    let rates = words.starts_with("as ") || cue.ends_with(" as");
    let quoted = words.contains(['“', '"']);
    let that = words.starts_with("that ");
    let denied_a_thing = DENIED.is_match(cue) && words.split_whitespace().count() <= 6;
    (DEED.is_match(cue) || denied_a_thing) && !rates && !quoted && !that
}

/// "rejected calls to resign", "a dispute over the bill": what was asked or offered is no claim.
fn is_turned_down(words: &str) -> bool {
    const VERBS: [&str; 4] = ["reject", "rebuff", "dismiss", "disput"];
    const OFFERS: [&str; 22] = [
        "call",
        "calls",
        "proposal",
        "proposals",
        "offer",
        "offers",
        "demand",
        "demands",
        "request",
        "requests",
        "plea",
        "pleas",
        "plan",
        "plans",
        "bill",
        "deal",
        "motion",
        "bid",
        "appeal",
        "appeals",
        "invitation",
        "amendment",
    ];
    let lower = words.to_lowercase();
    let words: Vec<&str> = (lower.split_whitespace())
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    let verb = words
        .iter()
        .position(|word| VERBS.iter().any(|verb| word.starts_with(verb)));
    verb.is_some_and(|at| {
        let noun = words[at].starts_with("dispute") && words.get(at + 1) == Some(&"over");
        let behind = words[at + 1..].iter().take(3);
        noun || behind.clone().any(|word| OFFERS.contains(word))
    })
}

/// "denied her the money": a person, then a thing.
fn is_withheld(words: &str) -> bool {
    const WHOM: [&str; 6] = ["him", "her", "them", "us", "me", "you"];
    const THING: [&str; 9] = [
        "a",
        "an",
        "the",
        "any",
        "their",
        "his",
        "entry",
        "access",
        "permission",
    ];
    let mut words = words.split_whitespace();
    words.next().is_some_and(|first| WHOM.contains(&first))
        && words.next().is_some_and(|next| THING.contains(&next))
}

/// Whether a deed is a denial after all: "rejected the claims".
pub(crate) fn is_denial(text: &str, attribution: &Attribution) -> bool {
    let start = attribution.parts().map(|part| part.start).min();
    let end = attribution.parts().map(|part| part.end).max().unwrap_or(0);
    let words = &text[start.unwrap_or(end)..end];
    let sentence = Sentence::of(words);
    let mut forms = FORMS.forms.iter();
    forms.any(|form| {
        let denies = form.stance == Stance::Denies && form.shape == Shape::Does;
        denies && !form.find(&sentence).is_empty()
    }) && !is_turned_down(words)
        && !JUDGES.is_match(&text[floor_char(text, start.unwrap_or(end).saturating_sub(60))..end])
        && !CLAIM_ON.is_match(words)
}

/// The words for who denies what the sentence states: "despite its denials, North Korea …".
pub(crate) fn denier(
    ground: &Ground<'_>,
    names: &Names,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let text = ground.text;
    let words = text.get(sentence.clone())?;
    let found = DESPITE_DENIAL.captures(words)?;
    let who = found.get(1).or_else(|| found.get(2))?;
    let range = sentence.start + who.start()..sentence.start + who.end();
    let range = trim_matches(text, range, char::is_whitespace);
    if let Some(named) = names.inside(&range).last() {
        return Some(named.range.clone());
    }
    let first = text[range.clone()]
        .split_whitespace()
        .next()?
        .to_lowercase();
    if !matches!(
        first.as_str(),
        "its" | "his" | "her" | "their" | "repeated" | "official" | "earlier" | "previous" | "such"
    ) {
        return (first == "the").then_some(range);
    }
    // The pronoun points ahead to the subject of its sentence, else back.
    let after = sentence.start + found.get(0)?.end();
    let person = matches!(first.as_str(), "his" | "her");
    let fits = |kind: EntityKind| match kind {
        EntityKind::Person => person || first == "their",
        EntityKind::Organisation | EntityKind::Country => !person,
        _ => false,
    };
    let ahead = names
        .inside(&(after..sentence.end))
        .iter()
        .find(|mention| fits(names.kind(mention)));
    let named = ahead.filter(|mention| mention.range.start < after + 40);
    named
        .or_else(|| {
            names
                .before(range.start)
                .find(|mention| fits(names.kind(mention)))
        })
        .map(|mention| mention.range.clone())
}
