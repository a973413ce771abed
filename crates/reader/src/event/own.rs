//! What a verb and the nouns around it name.

use std::ops::Range;

use headwater_model::EventRoot as Root;

use super::clause::Clause;
use super::code::{Coded, alone, inner, intended, through};
use super::groups::{Group, Shape};
use super::nouns::{first_root, noun};
use super::table::{ANY, Op, Rule, TABLES};
use super::words::{Kind, Word};

/// A verb group with the words around it.
pub(super) struct Around<'c> {
    pub clause: &'c Clause<'c>,
    pub index: usize,
    pub group: &'c Group,
    pub object: Range<usize>,
    pub window: Range<usize>,
    pub subject: Range<usize>,
    depth: usize,
}

/// What the group's own verb and nouns name.
pub(super) fn own(clause: &Clause<'_>, index: usize, depth: usize) -> Option<Coded> {
    let around = Around {
        clause,
        index,
        group: &clause.groups[index],
        object: clause.object(index),
        window: clause.window(index),
        subject: clause.subject_words(index),
        depth,
    };
    around.own()
}

impl Around<'_> {
    /// The act that another group tells.
    pub fn inner(&self, index: usize) -> Option<Coded> {
        inner(self.clause, index, self.depth)
    }

    /// The act of the infinitive that follows: "sent troops *to help*".
    pub fn purpose(&self) -> Option<Coded> {
        let next = self.clause.groups.get(self.index + 1)?;
        (next.shape == Shape::Infinitive)
            .then(|| self.inner(self.index + 1))
            .flatten()
    }

    pub fn words(&self, span: &Range<usize>) -> &[Word] {
        &self.clause.words[span.clone()]
    }

    /// Whether one of these words stands behind the verb.
    pub fn says(&self, words: &[&str]) -> bool {
        let mut behind = self.words(&self.window).iter();
        behind.any(|word| words.contains(&word.lower.as_str()))
    }

    /// Whether a noun of the class is among words.
    pub fn holds(&self, span: &Range<usize>, class: &str) -> bool {
        let class = TABLES.class(class);
        let mut words = self.words(span).iter();
        words.any(|word| word.classes & class != 0)
    }

    fn own(&self) -> Option<Coded> {
        let (clause, group) = (self.clause, self.group);
        let rules = TABLES.rules.get(group.key).map_or(&[][..], Vec::as_slice);
        if let Some(asked) = self.asked() {
            return Some(asked);
        }
        let plain = rules.iter().any(|rule| rule.classes == ANY);
        if !plain && let Some((op, act)) = clause.noun_op(self.index) {
            return self
                .inner(act)
                .map_or_else(|| alone(op), |act| through(op, act));
        }
        if let Some(told) = self.told(plain).or_else(|| self.phrase()) {
            return Some(told);
        }
        let spans = self.spans();
        if let Some(found) = self.by_rules(rules, &spans, plain) {
            return Some(found);
        }
        match clause.op(self.index) {
            // "is considering sanctions", "promised aid"
            Some(Op::Intend | Op::Expect | Op::Want) => {
                return first_root(clause.words, self.object.clone()).map(intended);
            }
            Some(_) => return None,
            None => {}
        }
        if rules.is_empty() && self.together() {
            return Some((Root::Cooperate, "060"));
        }
        // "made threats": the verb says little, its noun all; and "the truce will start".
        let named = |span: &Range<usize>| first_root(clause.words, span.clone());
        let found = named(&spans[0]).or_else(|| group.passive.then(|| named(&self.object))?);
        found.or_else(|| rules.is_empty().then(|| named(&self.subject))?)
    }

    /// "called for sanctions", "demanded an inquiry": what is asked for tells.
    fn asked(&self) -> Option<Coded> {
        if self.clause.op(self.index) != Some(Op::Ask) {
            return None;
        }
        let (root, cameo) = first_root(self.clause.words, self.object.clone())?;
        if root == Root::Accuse && self.group.key != "ask" {
            return Some((root, cameo));
        }
        let presses = matches!(self.group.key, "call_for" | "call_on" | "urge");
        (root.quad() == 4 && presses).then_some((Root::Threaten, "130"))
    }

    /// "released a statement criticising …"
    fn told(&self, plain: bool) -> Option<Coded> {
        let says = matches!(
            self.group.key,
            "release" | "send" | "give" | "issue" | "publish" | "pass"
        );
        if plain && !says {
            return None;
        }
        let told = self.inner(self.clause.statement(self.index)?);
        told.filter(|(root, _)| matches!(root.quad(), 1 | 3))
    }

    /// Where nouns are looked for, in turn: what the act is done to goes first.
    fn spans(&self) -> [Range<usize>; 3] {
        let bare = !self
            .words(&self.object)
            .iter()
            .any(|word| word.kind == Kind::Noun);
        let (object, window) = (self.object.clone(), self.window.clone());
        // "reinforcements were sent to the town": the subject is the object.
        match (self.group.passive, bare) {
            (true, _) => [self.subject.clone(), object, window],
            (false, true) => [object, window, self.subject.clone()],
            (false, false) => [object, window, 0..0],
        }
    }

    /// The nearest noun that a rule asks for decides, then the rule for any.
    fn by_rules(&self, rules: &[Rule], spans: &[Range<usize>; 3], plain: bool) -> Option<Coded> {
        let words = self.clause.words;
        let waits = matches!(
            self.clause.op(self.index),
            Some(Op::Intend | Op::Expect | Op::Want | Op::Ask)
        );
        for span in spans {
            for at in span.clone() {
                let classes = noun(words, at);
                let fits = |rule: &&Rule| rule.classes != ANY && rule.classes & classes != 0;
                if let Some(rule) = rules.iter().find(fits) {
                    return match rule.root {
                        Some(root) => Some((root, rule.cameo)),
                        None => TABLES.root_of(classes),
                    };
                }
                // "announced a suspension of aid": the head says it, not what hangs on it.
                if !plain
                    && !rules.is_empty()
                    && !waits
                    && let Some(coded) = TABLES.root_of(classes)
                {
                    return Some(coded);
                }
            }
            // What stands farther off does not change a verb that says all by itself.
            if plain && span.clone().any(|at| noun(words, at) != 0) {
                break;
            }
        }
        let any = rules.iter().find(|rule| rule.classes == ANY)?;
        Some((any.root?, any.cameo))
    }

    /// "is drawing a map jointly with Ostra"
    fn together(&self) -> bool {
        let mut pairs = self.words(&self.window).windows(2);
        pairs.any(|pair| {
            pair[1].lower == "with" && matches!(pair[0].lower.as_str(), "jointly" | "together")
        })
    }
}
