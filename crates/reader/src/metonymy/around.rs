//! The words around a name, and what each place beside it says.

use std::ops::Range;

use headwater_text::{Token, TokenKind};

use super::{Class, WORDS};

/// A name among the tokens of its sentence. Places are counted in tokens; those outside the
/// sentence hold no word.
pub(super) struct Around<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// First token of the name.
    start: isize,
    /// One past its last token.
    end: isize,
    /// One past the last token of the names listed with it ("Peru, Chile and Bolivia").
    list_end: isize,
    /// First token of that list.
    list_start: isize,
    /// The last word before the list that is neither article nor direction.
    before: isize,
    /// Whether a direction or "downtown" stands before the name.
    part: bool,
}

/// Most names of a list that are looked past, to either side.
const LISTED: usize = 12;
/// Most words that are looked at for the noun that governs a preposition.
const NEAR: isize = 6;
/// Most words to either side in which sport is looked for.
const SPORT: isize = 25;

const ARTICLES: [&str; 13] = [
    "the", "a", "an", "its", "his", "their", "new", "old", "now", "then", "former", "own", "both",
];
/// Words that stand before a new clause.
const CLAUSE: [&str; 34] = [
    ",", ";", ":", ".", "“", "”", "\"", "(", "—", "-", "–", "that", "while", "but", "and", "when",
    "as", "because", "if", "although", "where", "whether", "after", "before", "since", "until",
    "though", "says", "said", "which", "than", "‘", "'", "...",
];
/// What stands behind a verb and not behind a noun.
const DETERMINERS: [&str; 8] = ["the", "a", "an", "its", "to", "that", "their", "his"];
/// Words behind a name that are not a noun which it modifies.
const LINKS: [&str; 33] = [
    "and",
    "or",
    "to",
    "of",
    "from",
    "by",
    "with",
    "for",
    "against",
    "on",
    "over",
    "under",
    "than",
    "as",
    "that",
    "which",
    "who",
    "where",
    "when",
    "while",
    "but",
    "because",
    "after",
    "before",
    "during",
    "since",
    "until",
    "if",
    "about",
    "including",
    "at",
    "in",
    "not",
];
const GOVERNING: [&str; 12] = [
    "of", "to", "from", "by", "with", "for", "against", "on", "over", "under", "than", "like",
];

impl<'a> Around<'a> {
    /// The name at the range.
    pub fn of(text: &'a str, tokens: &'a [Token], range: &Range<usize>) -> Self {
        let start = tokens.partition_point(|token| token.range.end <= range.start) as isize;
        let end = tokens.partition_point(|token| token.range.start < range.end) as isize;
        let mut around = Self {
            text,
            tokens,
            start,
            end,
            list_end: end,
            list_start: start,
            before: start - 1,
            part: false,
        };
        around.take_list();
        around.before = around.list_start - 1;
        while around.among(around.before, &ARTICLES) || around.is(around.before, Class::Part) {
            around.part |= around.is(around.before, Class::Part);
            around.before -= 1;
        }
        around
    }

    fn word(&self, at: isize) -> &'a str {
        let token = usize::try_from(at).ok().and_then(|at| self.tokens.get(at));
        token.map_or("", |token| &self.text[token.range.clone()])
    }

    fn among(&self, at: isize, list: &[&str]) -> bool {
        let word = self.word(at);
        !word.is_empty() && list.iter().any(|one| word.eq_ignore_ascii_case(one))
    }

    fn is(&self, at: isize, class: Class) -> bool {
        let word = self.word(at);
        let bits = match word.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => WORDS.get(word.to_ascii_lowercase().as_str()),
            false => WORDS.get(word),
        };
        bits.is_some_and(|bits| bits & (1 << class as u32) != 0)
    }

    fn is_name(&self, at: isize) -> bool {
        self.word(at).starts_with(char::is_uppercase)
    }

    fn is_possessive(&self, at: isize) -> bool {
        self.among(at, &["'s", "’s", "'", "’"])
    }

    /// Whether one of the words in the few places before `before` is of the class.
    fn near(&self, most: isize, class: Class) -> bool {
        (self.before - most..self.before).any(|at| at >= 0 && self.is(at, class))
    }

    fn near_words(&self, list: &[&str]) -> bool {
        (self.before - NEAR..self.before).any(|at| self.among(at, list))
    }

    /// Widens the list over the names that stand beside this one, parted by commas and "and".
    fn take_list(&mut self) {
        // "In Kent, Peru said": a subject behind a comma is no member of a list.
        let article = isize::from(self.among(self.start - 1, &["the"]));
        let subject = self.word(self.start - article - 1) == ","
            && !self.among(self.end, &[",", "and", "or"])
            && (self.is(self.end, Class::VerbOfActor) || self.is(self.end, Class::Auxiliary));
        for _ in 0..if subject { 0 } else { LISTED } {
            let mut at = self.list_start;
            at -= isize::from(self.among(at - 1, &["the"]));
            at -= if self.among(at - 1, &["and", "or", "&", "versus", ","]) {
                1
            } else if self.among(at - 1, &["as"])
                && self.among(at - 2, &["well"])
                && self.among(at - 3, &["as"])
            {
                3
            } else {
                break;
            };
            at -= isize::from(self.word(at - 1) == ",");
            at -= isize::from(self.among(at - 1, &["with"]));
            let last = at;
            while self.is_name(at - 1) && last - at < 5 {
                at -= 1;
            }
            if at == last {
                break;
            }
            self.list_start = at;
        }
        for _ in 0..LISTED {
            let mut at = self.list_end;
            at += isize::from(self.word(at) == ",");
            at += isize::from(self.among(at, &["and", "or", "&", "versus"]));
            if at == self.list_end {
                break;
            }
            at += isize::from(self.among(at, &["the"]));
            let first = at;
            while self.is_name(at) && at - first < 5 {
                at += 1;
            }
            if at == first {
                break;
            }
            self.list_end = at;
        }
    }

    /// "southern Peru"
    pub fn part(&self) -> f32 {
        if self.part { -1.2 } else { 0.0 }
    }

    /// "Peru’s decision", "Peru’s coast"
    pub fn possession(&self) -> f32 {
        if !self.is_possessive(self.end) {
            return 0.0;
        }
        for at in self.end + 1..self.end + 4 {
            if self.is(at, Class::NounOfPlace) {
                return -0.9;
            }
            if self.is(at, Class::NounOfActor) {
                return 1.3;
            }
        }
        0.3
    }

    fn is_governed(&self) -> bool {
        self.is(self.before, Class::Preposition) || self.among(self.before, &GOVERNING)
    }

    /// The verb behind the name, or behind what is put in after it.
    pub fn subject(&self) -> f32 {
        if self.is_governed() || self.is_possessive(self.end) {
            return 0.0;
        }
        let at = self.list_end;
        let found = self.verb(at);
        if found != 0.0 {
            return found;
        }
        if self.word(at) == ","
            && let Some(comma) = (at + 2..at + 10).find(|at| self.word(*at) == ",")
        {
            let found = self.verb(comma + 1);
            if found != 0.0 {
                return 0.8 * found;
            }
        }
        if self.among(at, &["to"]) { 0.5 } else { 0.0 }
    }

    /// What a verb at the place says of its subject.
    fn verb(&self, mut at: isize) -> f32 {
        let mut be = false;
        let mut have = false;
        for _ in 0..5 {
            if self.is(at, Class::Auxiliary) {
                let is_be = self.among(at, &["is", "was", "are", "were", "be", "been"]);
                be |= is_be;
                have |= !is_be;
                at += 1;
            } else {
                break;
            }
        }
        if self.word(at).ends_with("ly") {
            at += 1;
        }
        if be {
            return self.predicate(at);
        }
        if self.is(at, Class::VerbOfPlace) {
            return -2.0;
        }
        if self.is(at, Class::VerbOfActor) {
            return 2.2;
        }
        let word = self.word(at);
        if have || (word.ends_with("ed") && word.len() > 4) {
            return 1.4;
        }
        if self.among(at, &["on"]) && self.word(at + 1).ends_with("day") {
            return if self.is(at + 2, Class::VerbOfActor) {
                2.2
            } else {
                0.0
            };
        }
        let clause = self.before < 0 || self.among(self.before, &CLAUSE);
        let small = word.starts_with(char::is_lowercase);
        if clause
            && small
            && self.among(at + 1, &DETERMINERS)
            && !self.is(at, Class::Preposition)
            && !self.among(at, &LINKS)
        {
            return 1.2;
        }
        let verb_like = word.ends_with('s') && !word.ends_with("ss");
        let follows = self.among(at + 1, &LINKS)
            || self.among(at + 1, &["no", "only", "more", "all", "any", "out", "up"]);
        if clause && small && verb_like && follows {
            return 0.8;
        }
        0.0
    }

    /// What stands behind "is".
    fn predicate(&self, at: isize) -> f32 {
        if self.among(at, &["a", "an", "the", "one", "part", "among"]) {
            for at in at..at + 9 {
                if self.is(at, Class::KindOfPlace) {
                    return -2.5;
                }
                if matches!(self.word(at), "," | "." | "") {
                    break;
                }
            }
            return 0.2;
        }
        let of_place = [Class::VerbOfPlace, Class::Part, Class::KindOfPlace];
        if of_place.iter().any(|class| self.is(at, *class)) {
            return -2.5;
        }
        if self.is(at, Class::Preposition) {
            return -1.0;
        }
        if self.word(at).ends_with("ing") {
            1.8
        } else {
            0.6
        }
    }

    /// The preposition or verb that the name depends on, and the noun that governs it.
    pub fn governed(&self) -> f32 {
        let either = |yes: bool, if_so: f32, if_not: f32| if yes { if_so } else { if_not };
        if self.among(self.before, &["towards", "toward"]) && self.near(NEAR, Class::Stance) {
            return 1.5;
        }
        if self.is(self.before, Class::Preposition) {
            if self.among(self.before, &["between"]) {
                return either(self.near(NEAR, Class::Dealing), 1.8, -1.0);
            }
            let trust = ["interest", "confidence", "trust", "faith", "interested"];
            let trusts = (1..3).any(|back| self.among(self.before - back, &trust));
            return either(trusts && self.among(self.before, &["in"]), 0.5, -2.5);
        }
        let word = self.word(self.before).to_ascii_lowercase();
        match word.as_str() {
            "north" | "south" | "east" | "west" => -2.0,
            "to" if self.near(3, Class::GivenTo) && !self.near(2, Class::Travel) => 1.6,
            "to" if self.near(NEAR, Class::Travel) => -1.6,
            "to" => either(self.is(self.list_end, Class::VerbOfActor), 0.5, -0.7),
            "from" => either(self.near(3, Class::GivenFrom), 1.4, -1.5),
            "of" => self.of_what(),
            "by" => either(
                self.near_words(&["bordered", "surrounded", "bounded"]),
                -2.0,
                2.2,
            ),
            "with" => {
                let border = [
                    "border", "borders", "boundary", "shares", "share", "frontier",
                ];
                either(self.near_words(&border), -1.5, 1.6)
            }
            "against" | "vs" | "v" | "versus" => 2.5,
            "for" => {
                let left = [
                    "left", "leave", "depart", "departed", "headed", "leaving", "bound", "sailed",
                    "embarked", "set",
                ];
                either(
                    self.near(NEAR, Class::StandingFor),
                    1.6,
                    either(self.near_words(&left), -2.0, 0.2),
                )
            }
            "on" => either(self.near(NEAR, Class::On), 1.8, -1.0),
            "over" => either(self.near(NEAR, Class::Over), 1.8, -0.8),
            "under" => 1.0,
            "than" | "like" | "unlike" | "as" | "including" | "among" | "" => 0.0,
            _ if self.is(self.before, Class::DoneTo) => 1.5,
            _ if self.is(self.before, Class::GoneTo) => -1.3,
            word => either(
                (word.ends_with("ed") || word.ends_with("ing")) && word.len() > 5,
                0.8,
                0.0,
            ),
        }
    }

    /// The noun before "of".
    fn of_what(&self) -> f32 {
        let places = (self.before - 5..self.before).rev();
        for at in places {
            if matches!(self.word(at), "," | "." | ";" | ":" | "") {
                break;
            }
            let token = usize::try_from(at).ok().and_then(|at| self.tokens.get(at));
            let is_word = token.is_some_and(|token| token.kind == TokenKind::Word);
            if is_word && !self.among(at, &ARTICLES) && !self.is(at, Class::Part) {
                return if self.is(at, Class::Of) {
                    1.5
                } else if self.is(at, Class::NounOfPlace) {
                    -1.4
                } else {
                    -0.7
                };
            }
        }
        -0.7
    }

    /// "Graz, Austria," and "Graz, Austria": the one is where the other is.
    pub fn beside(&self) -> f32 {
        let ends = |at: isize| matches!(self.word(at), "," | "." | "" | ")" | ";");
        let mut weight = 0.0;
        if self.word(self.start - 1) == ","
            && self.is_name(self.start - 2)
            && ends(self.end)
            && !self.is_governed()
            && self.list_start < self.start
        {
            weight -= 0.5;
        }
        if self.word(self.end) == ","
            && self.is_name(self.end + 1)
            && matches!(self.word(self.end + 2), "," | ".")
        {
            weight -= 0.3;
        }
        weight
    }

    /// "a Peru tour", "Peru fans"
    pub fn modifies(&self) -> f32 {
        let behind = self.word(self.end);
        if !behind.starts_with(|c: char| c.is_ascii_lowercase()) {
            return 0.0;
        }
        if self.among(self.start - 1, &["a", "an", "his", "her", "their", "this"]) {
            return -2.0;
        }
        let verb_like = ["ed", "ly", "ing"]
            .iter()
            .any(|ending| behind.ends_with(ending));
        let other = [
            Class::VerbOfActor,
            Class::Auxiliary,
            Class::Preposition,
            Class::VerbOfPlace,
        ];
        if verb_like
            || self.among(self.end, &LINKS)
            || other.iter().any(|class| self.is(self.end, *class))
        {
            return 0.0;
        }
        -0.5
    }

    /// Where places win and lose.
    pub fn sport(&self) -> f32 {
        let played = !self.is(self.before, Class::Preposition)
            && (self.start - SPORT..self.end + SPORT).any(|at| self.is(at, Class::Sport));
        if played { 0.5 } else { 0.0 }
    }
}
