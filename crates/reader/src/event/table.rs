//! The tables of events: words and what they do, read once.

use std::collections::HashMap;
use std::sync::LazyLock;

use headwater_model::EventRoot;

/// What a word does to the act behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    Intend,
    Expect,
    Want,
    Threaten,
    Ask,
    Refuse,
    Stop,
    Start,
    Say,
    Allow,
    Force,
    /// "is critical of"
    Accuse,
    /// "is grateful to"
    Support,
}

/// A set of noun classes, one bit each.
pub(crate) type Classes = u128;

/// What a rule makes of a verb.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule {
    /// Nouns of which one must stand by; all ones for any.
    pub classes: Classes,
    /// `None` takes the root of the noun.
    pub root: Option<EventRoot>,
    pub cameo: &'static str,
}

/// A closed word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Closed {
    Determiner,
    Preposition,
    Pronoun,
    Modal,
    Aux,
    Negation,
    Conjunction,
    Adverb,
}

/// A form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Base,
    /// "visits"
    Third,
    /// "went": past only.
    Past,
    /// "gone": participle only.
    Participle,
    /// "visited": either.
    Ed,
    Ing,
}

pub(crate) struct Tables {
    /// Class of closed words.
    pub closed: HashMap<&'static str, Closed>,
    /// Irregular forms.
    irregular: HashMap<&'static str, (&'static str, Form)>,
    /// Verbs by base form: whether the form is as often a noun.
    verbs: HashMap<&'static str, bool>,
    pub ops: HashMap<&'static str, Vec<Op>>,
    /// Words that are no verbs and act like one behind "be".
    pub adjectives: HashMap<&'static str, Op>,
    /// Nouns that act like one before an infinitive: "its readiness to".
    pub noun_ops: HashMap<&'static str, Op>,
    pub rules: HashMap<&'static str, Vec<Rule>>,
    nouns: HashMap<&'static str, Classes>,
    /// Of each class: name, root, code.
    classes: Vec<(&'static str, Option<EventRoot>, &'static str)>,
}

pub(crate) static TABLES: LazyLock<Tables> = LazyLock::new(Tables::read);

/// Any noun, or none.
pub(crate) const ANY: Classes = u128::MAX;

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split('\t').collect())
}

impl Tables {
    fn read() -> Self {
        let mut tables = Self {
            closed: HashMap::new(),
            irregular: HashMap::new(),
            verbs: HashMap::new(),
            ops: HashMap::new(),
            adjectives: HashMap::new(),
            noun_ops: HashMap::new(),
            rules: HashMap::new(),
            nouns: HashMap::new(),
            classes: Vec::new(),
        };
        tables.read_words();
        tables.read_verbs();
        tables.read_nouns();
        tables.read_rules();
        tables.read_ops();
        tables
    }

    fn read_words(&mut self) {
        for row in rows(include_str!("../../data/event_words.tsv")) {
            let [class, words] = row[..] else { continue };
            let class = match class {
                "determiner" => Closed::Determiner,
                "preposition" => Closed::Preposition,
                "pronoun" => Closed::Pronoun,
                "modal" => Closed::Modal,
                "aux" => Closed::Aux,
                "negation" => Closed::Negation,
                "conjunction" => Closed::Conjunction,
                "adverb" => Closed::Adverb,
                _ => continue,
            };
            for word in words.split(' ') {
                self.closed.entry(word).or_insert(class);
            }
        }
    }

    fn read_verbs(&mut self) {
        for row in rows(include_str!("../../data/event_verbs.tsv")) {
            let [kind, words] = row[..] else { continue };
            for word in words.split(' ') {
                if kind != "irregular" {
                    let noun = self.verbs.entry(word).or_insert(false);
                    *noun |= kind == "both";
                    continue;
                }
                let mut forms = word.split('/');
                let (Some(base), Some(past), Some(participle)) =
                    (forms.next(), forms.next(), forms.next())
                else {
                    continue;
                };
                self.verbs.entry(base).or_insert(false);
                if past == participle && past != base {
                    self.irregular.entry(past).or_insert((base, Form::Ed));
                } else if past != base {
                    self.irregular.entry(past).or_insert((base, Form::Past));
                    let form = (base, Form::Participle);
                    self.irregular.entry(participle).or_insert(form);
                }
            }
        }
    }

    fn read_nouns(&mut self) {
        for row in rows(include_str!("../../data/event_nouns.tsv")) {
            let [class, root, cameo, words] = row[..] else {
                continue;
            };
            let bit = 1 << self.classes.len();
            self.classes.push((class, EventRoot::named(root), cameo));
            for word in words.split(' ') {
                *self.nouns.entry(word).or_default() |= bit;
            }
        }
    }

    fn read_rules(&mut self) {
        for row in rows(include_str!("../../data/event_rules.tsv")) {
            let [verbs, classes, root, cameo] = row[..] else {
                continue;
            };
            let rule = Rule {
                classes: self.classes_named(classes),
                root: EventRoot::named(root),
                cameo,
            };
            for verb in verbs.split(' ') {
                self.rules.entry(verb).or_default().push(rule);
                let head = verb.split('_').next().unwrap_or(verb);
                self.verbs.entry(head).or_insert(false);
            }
        }
        // What asks for a noun goes before what takes any.
        for rules in self.rules.values_mut() {
            rules.sort_by_key(|rule| rule.classes == ANY);
        }
    }

    fn read_ops(&mut self) {
        for row in rows(include_str!("../../data/event_ops.tsv")) {
            let [name, words] = row[..] else { continue };
            let (sort, name) = name.split_once('-').unwrap_or(("verb", name));
            let op = match name {
                "intend" => Op::Intend,
                "expect" => Op::Expect,
                "want" => Op::Want,
                "threaten" => Op::Threaten,
                "ask" => Op::Ask,
                "refuse" => Op::Refuse,
                "stop" => Op::Stop,
                "start" => Op::Start,
                "say" => Op::Say,
                "allow" => Op::Allow,
                "force" => Op::Force,
                "accuse" => Op::Accuse,
                "support" => Op::Support,
                _ => continue,
            };
            for word in words.split(' ') {
                if sort == "adjective" {
                    self.adjectives.insert(word, op);
                } else if sort == "noun" {
                    self.noun_ops.insert(word, op);
                } else {
                    self.ops.entry(word).or_default().push(op);
                    let head = word.split('_').next().unwrap_or(word);
                    self.verbs.entry(head).or_insert(false);
                }
            }
        }
    }

    /// The classes of a list of names parted by `|`.
    fn classes_named(&self, names: &str) -> Classes {
        if names == "*" {
            return ANY;
        }
        let named = |name: &str| self.classes.iter().position(|(class, ..)| *class == name);
        let places = names.split('|').filter_map(named);
        places.fold(0, |all, place| all | (1 << place))
    }

    /// The bit of one class.
    pub fn class(&self, name: &str) -> Classes {
        match self.classes_named(name) {
            ANY => 0,
            bit => bit,
        }
    }

    /// Root and code that a noun of these classes names by itself: the first class decides.
    pub fn root_of(&self, classes: Classes) -> Option<(EventRoot, &'static str)> {
        let named = self.classes.iter().enumerate();
        named
            .filter(|(place, _)| classes & (1 << place) != 0)
            .find_map(|(_, (_, root, cameo))| Some(((*root)?, *cameo)))
    }

    /// Classes of a noun in lower case, singular or plural.
    pub fn noun(&self, word: &str) -> Classes {
        let get = |word: &str| self.nouns.get(word).copied();
        if let Some(classes) = get(word) {
            return classes;
        }
        if let Some(stem) = word.strip_suffix("ies")
            && let Some(classes) = self.joined(stem, "y", |word| get(word))
        {
            return classes;
        }
        let stems = [word.strip_suffix('s'), word.strip_suffix("es")];
        let found = stems.into_iter().flatten().find_map(get);
        found
            .or_else(|| word.rsplit_once('-').and_then(|(_, last)| get(last)))
            .unwrap_or(0)
    }

    /// Looks a stem with another ending up, without a heap of strings.
    fn joined<T>(&self, stem: &str, ending: &str, get: impl Fn(&str) -> Option<T>) -> Option<T> {
        let mut word = String::with_capacity(stem.len() + ending.len());
        word.push_str(stem);
        word.push_str(ending);
        get(&word)
    }

    /// A word in lower case that is a verb's base form.
    pub fn base(&self, word: &str) -> Option<&'static str> {
        self.verbs.get_key_value(word).map(|(base, _)| *base)
    }

    /// Base form and form of a verb in lower case; and whether the base is as often a noun.
    pub fn verb(&self, word: &str) -> Option<(&'static str, Form, bool)> {
        let base = |word: &str| {
            let (base, noun) = self.verbs.get_key_value(word)?;
            Some((*base, *noun))
        };
        if let Some((verb, form)) = self.irregular.get(word) {
            return Some((verb, *form, base(verb).is_some_and(|(_, noun)| noun)));
        }
        let found = |form: Form| move |(base, noun)| (base, form, noun);
        if let Some(one) = base(word) {
            return Some(found(Form::Base)(one));
        }
        let doubled = |stem: &str| {
            let mut ends = stem.chars().rev();
            let (last, before) = (ends.next()?, ends.next()?);
            (last == before).then(|| base(&stem[..stem.len() - last.len_utf8()]))?
        };
        let with = |stem: &str, ending: &str| self.joined(stem, ending, base);
        if let Some(stem) = word.strip_suffix("ing") {
            let one = base(stem)
                .or_else(|| with(stem, "e"))
                .or_else(|| doubled(stem));
            let one = one.or_else(|| with(stem.strip_suffix('y')?, "ie"));
            return one.map(found(Form::Ing));
        }
        if let Some(stem) = word.strip_suffix("ied") {
            return with(stem, "y")
                .or_else(|| with(stem, "ie"))
                .map(found(Form::Ed));
        }
        if let Some(stem) = word.strip_suffix("ed") {
            let one = with(stem, "e")
                .or_else(|| base(stem))
                .or_else(|| doubled(stem));
            return one.map(found(Form::Ed));
        }
        if let Some(stem) = word.strip_suffix("ies") {
            return with(stem, "y").map(found(Form::Third));
        }
        if let Some(stem) = word.strip_suffix('s') {
            let one = base(stem).or_else(|| base(stem.strip_suffix('e')?));
            return one.map(found(Form::Third));
        }
        None
    }
}
