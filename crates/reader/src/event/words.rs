//! The words of a sentence with what each may be: enough of a tagger for verbs and their actors.

use std::ops::Range;

use headwater_text::{TokenKind, words};

use super::table::{Classes, Closed, Form, Op, TABLES};

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Closed(Closed),
    /// "to"
    To,
    Verb(Form),
    /// Nouns, adjectives and names.
    Noun,
    Number,
    /// A comma, a dash, a bracket.
    Pause,
    /// A full stop, a semicolon, a colon.
    Stop,
    Quote,
    /// "’s"
    Possessive,
    Other,
}

/// A word of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// Bytes of the text.
    pub range: Range<usize>,
    pub lower: String,
    pub kind: Kind,
    pub capital: bool,
    /// Base form of a verb; empty for verbs that no table knows, and for other words.
    pub lemma: &'static str,
    pub classes: Classes,
}

impl Word {
    pub fn is(&self, class: Closed) -> bool {
        self.kind == Kind::Closed(class)
    }

    pub fn is_verb(&self) -> bool {
        matches!(self.kind, Kind::Verb(_))
    }

    /// Whether a noun phrase may hold the word.
    pub fn is_nominal(&self) -> bool {
        matches!(self.kind, Kind::Noun | Kind::Number | Kind::Possessive)
            || self.is(Closed::Determiner)
            || matches!(self.kind, Kind::Other)
    }

    /// Whether the word says nothing about what stands around it.
    pub fn is_aside(&self) -> bool {
        self.is(Closed::Adverb)
            || self.is(Closed::Negation)
            || (self.kind == Kind::Noun
                && !self.capital
                && self.lower.len() > 4
                && self.lower.ends_with("ly")
                && !matches!(
                    self.lower.as_str(),
                    "family"
                        | "supply"
                        | "assembly"
                        | "rally"
                        | "reply"
                        | "ally"
                        | "italy"
                        | "july"
                        | "anomaly"
                        | "monopoly"
                ))
    }
}

/// Days and months stand between a subject and its verb and are part of neither.
const DATES: [&str; 20] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "yesterday",
];

/// Whether the word names a day or a month.
pub(crate) fn is_date(word: &Word) -> bool {
    word.capital && DATES.contains(&word.lower.as_str())
}

/// Words of a sentence that are looked at: longer ones are lists or no sentences at all.
const MOST_WORDS: usize = 300;

/// Cuts a sentence into words and says what each is.
pub(crate) fn tagged(text: &str, sentence: Range<usize>) -> Vec<Word> {
    let mut all: Vec<Word> = Vec::with_capacity(32);
    for token in words(text, sentence).into_iter().take(MOST_WORDS) {
        let written = &text[token.range.clone()];
        let lower = written.to_lowercase().replace('’', "'");
        let capital = written.chars().next().is_some_and(char::is_uppercase);
        let (kind, lemma, classes) = first_guess(&lower, token.kind, capital, &all);
        all.push(Word {
            range: token.range,
            lower,
            kind,
            capital,
            lemma,
            classes,
        });
    }
    settle(&mut all);
    all
}

fn first_guess(
    lower: &str,
    kind: TokenKind,
    capital: bool,
    all: &[Word],
) -> (Kind, &'static str, Classes) {
    let plain = |kind| (kind, "", 0);
    let before = all.last();
    match kind {
        TokenKind::Number => return plain(Kind::Number),
        TokenKind::Symbol => return plain(Kind::Other),
        TokenKind::Punct => {
            return plain(match lower.chars().next() {
                Some(',' | '-' | '–' | '—' | '(' | ')') => Kind::Pause,
                Some('.' | ';' | ':' | '?' | '!') => Kind::Stop,
                _ => Kind::Quote,
            });
        }
        TokenKind::Word => {}
    }
    if lower == "'s" {
        return plain(Kind::Possessive);
    }
    if lower == "to" {
        return plain(Kind::To);
    }
    let first = before.is_none_or(|word| matches!(word.kind, Kind::Stop | Kind::Quote));
    // Inside a sentence a capital tells a name, but headlines have capitals all over.
    let name = capital && !first;
    if let Some(class) = TABLES.closed.get(lower)
        && !(name && lower == "may")
        && !(capital && lower == "us")
    {
        return plain(Kind::Closed(*class));
    }
    let classes = TABLES.noun(lower);
    // "would lay down": past of one verb, base of another.
    let waits = all.iter().rev().find(|word| !word.is_aside());
    let waits = waits.is_some_and(|word| word.kind == Kind::To || word.is(Closed::Modal));
    if waits && let Some(base) = TABLES.base(lower) {
        return (Kind::Verb(Form::Base), base, classes);
    }
    match TABLES.verb(lower) {
        Some((lemma, form, _)) => (Kind::Verb(form), lemma, classes),
        None if !capital && lower.len() > 4 && lower.ends_with("ed") && !lower.contains('-') => {
            (Kind::Verb(Form::Ed), "", classes)
        }
        None => (Kind::Noun, "", classes),
    }
}

/// Decides where a word is a verb by form and may be a noun by place.
fn settle(words: &mut [Word]) {
    // Whether the clause has its finite verb.
    let mut finite = false;
    // Whether a modal waits for its verb: "will, on Tuesday, lead".
    let mut waits = 0;
    let title = is_title(words);
    for at in 0..words.len() {
        let word = &words[at];
        match word.kind {
            Kind::Closed(Closed::Modal) => {
                waits = 8;
                // A verb that no table knows: "must refund passengers".
                let verb = (at + 1..words.len()).find(|at| !words[*at].is_aside());
                if let Some(verb) = verb
                    && (words[verb].kind == Kind::Noun || words[verb].lower == "like")
                    && !words[verb].capital
                    && !TABLES.adjectives.contains_key(words[verb].lower.as_str())
                {
                    words[verb].kind = Kind::Verb(Form::Base);
                    words[verb].lemma = TABLES
                        .verb(&words[verb].lower)
                        .map_or("", |(lemma, ..)| lemma);
                }
            }
            Kind::Verb(Form::Base) if waits > 0 && !word.capital => {
                waits = 0;
                finite = true;
                continue;
            }
            _ => waits = i32::max(waits - 1, 0),
        }
        let word = &words[at];
        match word.kind {
            Kind::Stop | Kind::Quote => finite = false,
            Kind::Closed(Closed::Conjunction) if word.lower != "and" && word.lower != "or" => {
                finite = false;
            }
            Kind::Closed(Closed::Pronoun) if is_relative(&word.lower) => finite = false,
            Kind::Closed(Closed::Determiner) if matches!(word.lower.as_str(), "which" | "that") => {
                finite = false;
            }
            Kind::Closed(Closed::Aux | Closed::Modal) => finite = true,
            Kind::Verb(form) => {
                if stays_verb(words, at, form, finite, title) {
                    let infinitive = at > 0 && words[at - 1].kind == Kind::To;
                    finite |= !infinitive && form != Form::Ing && form != Form::Participle;
                    // What is said is a clause of its own.
                    let says = TABLES.ops.get(words[at].lemma);
                    if says.is_some_and(|ops| ops.contains(&Op::Say)) {
                        finite = false;
                    }
                } else {
                    words[at].kind = Kind::Noun;
                    words[at].lemma = "";
                }
            }
            _ => {}
        }
    }
}

/// Whether the sentence is written as a headline: a capital on each word.
fn is_title(words: &[Word]) -> bool {
    let long = words
        .iter()
        .filter(|word| word.lower.len() > 3 && word.lower.as_bytes()[0].is_ascii_alphabetic());
    let (capital, all) = long.fold((0, 0), |(capital, all), word| {
        (capital + usize::from(word.capital), all + 1)
    });
    all >= 3 && 4 * capital >= 3 * all
}

fn is_relative(word: &str) -> bool {
    matches!(word, "who" | "whom" | "which" | "that")
}

fn stays_verb(words: &[Word], at: usize, form: Form, finite: bool, title: bool) -> bool {
    let word = &words[at];
    let before = words[..at].iter().rev().find(|word| !word.is_aside());
    let Some(before) = before else {
        // "Rebuked by …", "Speaking to …" at the start; other verbs there are rare.
        return matches!(form, Form::Ing | Form::Ed | Form::Participle);
    };
    let next = words[at + 1..].iter().find(|word| !word.is_aside());
    let noun_too = TABLES.verb(&word.lower).is_some_and(|(.., noun)| noun) || word.classes != 0;
    let after_to = before.kind == Kind::To;
    let after_modal = before.is(Closed::Modal)
        || (before.is(Closed::Aux)
            && matches!(
                before.lower.as_str(),
                "do" | "does" | "did" | "don't" | "doesn't" | "didn't"
            ));
    let after_aux = before.is(Closed::Aux);
    let opens = matches!(
        before.kind,
        Kind::Closed(Closed::Determiner) | Kind::Possessive
    );
    let after_preposition = before.is(Closed::Preposition);
    let nominal_before = matches!(
        before.kind,
        Kind::Noun | Kind::Number | Kind::Pause | Kind::Other | Kind::Quote
    ) || before.is(Closed::Pronoun)
        || before.is(Closed::Conjunction);
    let object_next = next.is_some_and(|next| {
        next.is(Closed::Determiner)
            || next.is(Closed::Pronoun)
            || next.kind == Kind::Number
            || next.kind == Kind::To
            || next.capital
    });
    // A capital within a sentence: part of a name, unless all around is written so.
    let in_name = word.capital
        && at > 0
        && !title
        && !matches!(words[at - 1].kind, Kind::Stop | Kind::Quote)
        && !next.is_some_and(|next| next.capital && before.capital && !noun_too);
    let particle_next = next.is_some_and(|next| {
        matches!(
            next.lower.as_str(),
            "off" | "out" | "up" | "over" | "down" | "back" | "away" | "free"
        )
    });
    // ", left, …" of a caption
    if word.lower == "left"
        && before.kind == Kind::Pause
        && next.is_some_and(|next| next.kind == Kind::Pause)
    {
        return false;
    }
    match form {
        _ if in_name && !after_to && !after_modal => false,
        Form::Base => {
            if after_to || after_modal {
                return true;
            }
            if after_aux && UNCHANGED.contains(&word.lemma) {
                return true;
            }
            if opens || after_preposition || after_aux {
                return false;
            }
            let and = before.is(Closed::Conjunction)
                && words[..at]
                    .iter()
                    .rev()
                    .any(|word| word.kind == Kind::Verb(Form::Base));
            if noun_too {
                let subject = plural(before) || UNCHANGED.contains(&word.lemma);
                let goes_on = object_next || particle_next;
                let only = word.classes & TABLES.class("goods") == 0
                    && !finite
                    && next.is_some()
                    && !words[at + 1..].iter().any(|word| {
                        word.is(Closed::Aux)
                            || word.is(Closed::Modal)
                            || word.is_verb() && word.classes == 0
                    });
                return (nominal_before && !finite && (goes_on || only) && subject)
                    || (and && object_next);
            }
            before.is(Closed::Pronoun) || and || (nominal_before && (!finite || plural(before)))
        }
        Form::Third => {
            if opens || after_preposition || after_to || after_aux || after_modal {
                return false;
            }
            if noun_too {
                let named =
                    before.capital || before.is(Closed::Pronoun) || before.kind == Kind::Noun;
                let article = next.is_some_and(|next| next.is(Closed::Determiner));
                let goes_on = object_next
                    || particle_next
                    || (before.capital && next.is_some_and(|next| next.is(Closed::Preposition)))
                    || next.is_some_and(|next| {
                        next.kind == Kind::Noun
                            || matches!(next.kind, Kind::Verb(Form::Ed)) && !plural(before)
                    });
                let goes_on = goes_on
                    || (word.classes == 0 && next.is_some_and(|next| next.is(Closed::Preposition)));
                return named && ((!finite && goes_on) || (before.capital && article));
            }
            nominal_before
        }
        Form::Past => !opens,
        Form::Ed | Form::Participle => {
            // "the detained men", "of renewed fighting"
            let modifies = next.is_some_and(|next| {
                next.kind == Kind::Noun || matches!(next.kind, Kind::Verb(_)) && next.classes != 0
            });
            if (opens || after_preposition) && modifies {
                return false;
            }
            let article = matches!(before.lower.as_str(), "a" | "an" | "the");
            if opens && (article || !before.capital) {
                return false;
            }
            !(before.is_verb() && modifies && next.is_some_and(|next| !next.capital))
        }
        Form::Ing => {
            if opens {
                return false;
            }
            if after_preposition && noun_too && !object_next {
                return false;
            }
            // "peace-loving", "the ruling party", "two warring sides"
            !noun_too || before.kind != Kind::Noun || object_next || after_aux
        }
    }
}

/// Verbs whose past is their base form.
pub(crate) const UNCHANGED: [&str; 16] = [
    "hit", "cut", "put", "set", "let", "shut", "quit", "hurt", "cost", "spread", "split", "bid",
    "rid", "burst", "cast", "shed",
];

fn plural(word: &Word) -> bool {
    word.lower.ends_with('s')
        || word.is(Closed::Pronoun)
        || word.is(Closed::Conjunction)
        || word.capital
        || matches!(
            word.lower.as_str(),
            "police" | "people" | "men" | "women" | "children" | "military"
        )
}
