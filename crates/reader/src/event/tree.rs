//! What a sentence's learnt tree tells of a verb: its subject, object and agent.
//!
//! The tree is the encoder's (`Encoder::trees`); relations are those of Universal Dependencies. What it
//! is not sure of is left to the rules of this room.

use std::ops::Range;

use headwater_encoder::Node;

use super::words::Word;

/// A link less likely than this is left to the rules.
const SURE: f32 = 0.6;
/// How far a subject is looked for along joined and open verbs.
const STEPS: usize = 5;

/// A sentence's tree over the words of this room.
pub(crate) struct Tree<'t> {
    sentence: &'t [Word],
    nodes: &'t [Node],
    /// The node of each word.
    of_word: Vec<Option<usize>>,
    /// The words of each node.
    words: Vec<Range<usize>>,
}

/// What a tree says of a part: nothing that could be relied on, or which words it is, if any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Part {
    #[default]
    Unsure,
    Known(Option<Range<usize>>),
}

impl Part {
    /// What is known, or else what the rules find.
    pub fn or_else(self, rules: impl FnOnce() -> Option<Range<usize>>) -> Option<Range<usize>> {
        match self {
            Self::Known(words) => words,
            Self::Unsure => rules(),
        }
    }

    /// What is known, if it is anything.
    pub fn known(self) -> Option<Range<usize>> {
        self.or_else(|| None)
    }
}

/// The parts around a verb.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    /// Who or what stands as its subject, also that of a verb that it shares one with.
    pub subject: Part,
    /// Whether the subject is what the act is done to, as far as the tree tells.
    pub passive: bool,
    pub object: Part,
    /// Who is given or told it: "lent *Ostra* two million".
    pub recipient: Part,
    /// "by …" of a passive.
    pub agent: Part,
}

impl<'t> Tree<'t> {
    /// Lays a tree over words; both in text order.
    pub fn of(words: &'t [Word], nodes: &'t [Node]) -> Self {
        let at = |word: &Word| {
            let at = nodes.partition_point(|node| node.range.end <= word.range.start);
            let touches = nodes
                .get(at)
                .is_some_and(|node| node.range.start < word.range.end);
            touches.then_some(at)
        };
        let of_node = |node: &Node| {
            let start = words.partition_point(|word| word.range.end <= node.range.start);
            let end = words.partition_point(|word| word.range.start < node.range.end);
            start..end.max(start)
        };
        Self {
            of_word: words.iter().map(at).collect(),
            words: nodes.iter().map(of_node).collect(),
            sentence: words,
            nodes,
        }
    }

    /// The parts around the verb that this word is.
    pub fn parts(&self, word: usize) -> Parts {
        let Some(verb) = self.verb(word) else {
            return Parts::default();
        };
        let marks = |child: usize| {
            matches!(self.nodes[child].relation, "aux:pass" | "nsubj:pass") && self.is_sure(child)
        };
        let subject = match self.subject(verb, STEPS) {
            // Whom "he" means the rules know better: "said he would".
            Part::Known(Some(words)) if self.is_pronoun(&words) => Part::Unsure,
            subject => subject,
        };
        Parts {
            subject,
            passive: self.children(verb).any(marks),
            object: self.part(verb, "obj"),
            recipient: self.part(verb, "iobj"),
            agent: self.part(verb, "obl:agent"),
        }
    }

    /// The word that all others `inside` hang on: the first whose head stands outside, where the tree is
    /// sure of it.
    pub fn top(&self, inside: &dyn Fn(usize) -> bool) -> Option<usize> {
        let within =
            |node: usize| !self.words[node].is_empty() && self.words[node].clone().all(inside);
        let top = (0..self.nodes.len()).find(|&node| {
            let outside = self.nodes[node].head.is_none_or(|head| !within(head));
            within(node)
                && outside
                && !matches!(
                    self.nodes[node].relation,
                    "punct" | "mark" | "cc" | "case" | "advmod"
                )
        })?;
        self.is_sure(top).then(|| self.words[top].start)
    }

    /// Whether two words are of one verb: the same node, or a form of "be" and what it says of its subject.
    pub fn is_one_verb(&self, one: usize, other: usize) -> bool {
        self.verb(one).is_some() && self.verb(one) == self.verb(other)
    }

    /// The node that a verb's parts hang on: what "be" says of its subject, or the verb itself.
    fn verb(&self, word: usize) -> Option<usize> {
        let node = (*self.of_word.get(word)?)?;
        match self.nodes[node].relation {
            "cop" | "aux" | "aux:pass" => self.nodes[node].head,
            _ => Some(node),
        }
    }

    fn is_sure(&self, node: usize) -> bool {
        self.nodes[node].probability >= SURE
    }

    fn children(&self, of: usize) -> impl Iterator<Item = usize> {
        (0..self.nodes.len()).filter(move |&node| self.nodes[node].head == Some(of))
    }

    fn child(&self, of: usize, relations: &[&str]) -> Option<usize> {
        self.children(of)
            .find(|&child| relations.contains(&self.nodes[child].relation))
    }

    /// A part that hangs on the verb itself; that there is none is known as well as the verb's own link.
    fn part(&self, verb: usize, relation: &str) -> Part {
        match self.child(verb, &[relation]) {
            Some(child) => self.named(child, verb),
            None if self.is_sure(verb) => Part::Known(None),
            _ => Part::Unsure,
        }
    }

    fn subject(&self, verb: usize, steps: usize) -> Part {
        let node = &self.nodes[verb];
        if let Some(child) = self.child(verb, &["nsubj", "nsubj:pass", "csubj"]) {
            if self.nodes[child].relation == "csubj" && self.is_sure(child) {
                return Part::Known(None);
            }
            return self.named(child, verb);
        }
        let (Some(head), true, 1..) = (node.head, self.is_sure(verb), steps) else {
            return Part::Unsure;
        };
        match node.relation {
            // "was shelled, killing ten": whatever was shelled killed nobody.
            "advcl" if self.child(head, &["nsubj:pass"]).is_some() => Part::Known(None),
            "conj" | "advcl" => self.subject(head, steps - 1),
            // "asked them to leave": they; "agreed to leave": whoever agreed.
            "xcomp" => match self.child(head, &["obj", "iobj"]) {
                Some(object) => self.named(object, head),
                None => self.subject(head, steps - 1),
            },
            _ => Part::Unsure,
        }
    }

    /// Whom a part of a verb names; "the man who left": the man.
    fn named(&self, part: usize, verb: usize) -> Part {
        if !self.is_sure(part) {
            return Part::Unsure;
        }
        if !self.says(part, &["who", "which", "that", "whom"]) {
            return Part::Known(Some(self.phrase(part)));
        }
        match (self.nodes[verb].relation, self.nodes[verb].head) {
            ("acl:relcl", Some(noun)) if self.is_sure(verb) => Part::Known(Some(self.phrase(noun))),
            _ => Part::Unsure,
        }
    }

    fn is_pronoun(&self, words: &Range<usize>) -> bool {
        const PRONOUNS: [&str; 6] = ["it", "he", "she", "they", "we", "i"];
        words.len() == 1 && PRONOUNS.contains(&self.sentence[words.start].lower.as_str())
    }

    fn says(&self, node: usize, words: &[&str]) -> bool {
        let first = self.sentence.get(self.words[node].start);
        first.is_some_and(|word| words.contains(&word.lower.as_str()))
    }

    /// The noun phrase around its head: what belongs to it before it, names behind it, and "of …".
    fn phrase(&self, head: usize) -> Range<usize> {
        let (mut first, mut last) = (head, head);
        for child in self.children(head) {
            let relation = self.nodes[child].relation;
            let before = child < head
                && matches!(
                    relation,
                    "det" | "amod" | "compound" | "nummod" | "nmod" | "advmod" | "flat" | "appos"
                );
            let named = child > head && matches!(relation, "flat" | "compound" | "fixed");
            let of = child > head && relation == "nmod" && self.is_of(child);
            if before {
                first = first.min(self.first_below(child, STEPS));
            } else if named {
                last = last.max(child);
            } else if of {
                last = last.max(self.node_at(self.phrase(child).end));
            }
        }
        self.words[first].start..self.words[last].end.max(self.words[first].start + 1)
    }

    /// Whether the noun stands behind "of".
    fn is_of(&self, node: usize) -> bool {
        let case = self.child(node, &["case"]);
        case.is_some_and(|case| self.says(case, &["of"])) && self.is_sure(node)
    }

    /// The first node of what hangs on this one.
    fn first_below(&self, node: usize, steps: usize) -> usize {
        let below = self
            .children(node)
            .filter(|&child| child < node && steps > 0);
        below
            .map(|child| self.first_below(child, steps - 1))
            .min()
            .unwrap_or(node)
            .min(node)
    }

    /// The node that ends before a word.
    fn node_at(&self, end: usize) -> usize {
        self.words.partition_point(|words| words.end < end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::clause::words_of;

    /// The words of a text with head (from 1; 0 is the root) and relation each.
    fn tree<'t>(
        text: &str,
        links: &[(usize, &'static str)],
        nodes: &'t mut Vec<Node>,
        words: &'t mut Vec<Word>,
    ) -> Tree<'t> {
        *words = words_of(text, 0..text.len());
        assert_eq!(words.len(), links.len(), "a link a word");
        *nodes = (words.iter().zip(links))
            .map(|(word, (head, relation))| Node {
                range: word.range.clone(),
                head: head.checked_sub(1),
                relation,
                probability: 0.9,
            })
            .collect();
        Tree::of(words, nodes)
    }

    fn known(words: Range<usize>) -> Part {
        Part::Known(Some(words))
    }

    #[test]
    fn joined_and_open_verbs_share_a_subject() {
        // The old minister promised to leave and closed the port
        let links = [
            (3, "det"),
            (3, "amod"),
            (4, "nsubj"),
            (0, "root"),
            (6, "mark"),
            (4, "xcomp"),
            (8, "cc"),
            (4, "conj"),
            (10, "det"),
            (8, "obj"),
        ];
        let (mut nodes, mut words) = (Vec::new(), Vec::new());
        let tree = tree(
            "The old minister promised to leave and closed the port",
            &links,
            &mut nodes,
            &mut words,
        );
        for verb in [3, 5, 7] {
            assert_eq!(tree.parts(verb).subject, known(0..3));
        }
        assert_eq!(tree.parts(7).object, known(8..10));
        assert_eq!(tree.parts(5).object, Part::Known(None));
        assert_eq!(tree.top(&|_| true), Some(3));
        assert_eq!(tree.top(&|word| word >= 7), Some(7));
    }

    #[test]
    fn who_left_is_the_noun_and_whoever_is_asked_leaves() {
        // A crew that Kell asked to leave left
        let links = [
            (2, "det"),
            (8, "nsubj"),
            (5, "obj"),
            (5, "nsubj"),
            (2, "acl:relcl"),
            (7, "mark"),
            (5, "xcomp"),
            (0, "root"),
        ];
        let (mut nodes, mut words) = (Vec::new(), Vec::new());
        let text = "A crew that Kell asked to leave left";
        let read = tree(text, &links, &mut nodes, &mut words);
        assert_eq!(read.parts(7).subject, known(0..2));
        assert_eq!(read.parts(4).subject, known(3..4));
        assert_eq!(read.parts(4).object, known(0..2));
        assert_eq!(read.parts(6).subject, known(0..2));
    }

    #[test]
    fn a_passive_has_a_patient_and_an_agent_and_what_is_unsure_is_left() {
        // The port of Ostra was closed by the navy
        let links = [
            (2, "det"),
            (6, "nsubj:pass"),
            (4, "case"),
            (2, "nmod"),
            (6, "aux:pass"),
            (0, "root"),
            (9, "case"),
            (9, "det"),
            (6, "obl:agent"),
        ];
        let (mut nodes, mut words) = (Vec::new(), Vec::new());
        let text = "The port of Ostra was closed by the navy";
        let parts = tree(text, &links, &mut nodes, &mut words).parts(5);
        assert_eq!((parts.subject, parts.passive), (known(0..4), true));
        assert_eq!(parts.agent, known(7..9));
        // "… was closed, angering the navy" has no subject of its own.
        nodes[8].relation = "advcl";
        assert_eq!(Tree::of(&words, &nodes).parts(8).subject, Part::Known(None));
        nodes[1].probability = 0.3;
        let unsure = Tree::of(&words, &nodes).parts(5);
        assert_eq!((unsure.subject, unsure.passive), (Part::Unsure, true));
    }
}
