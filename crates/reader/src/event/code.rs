//! PLOVER's root of an act: what the verb and its nouns name, as changed by what stands before it.

use headwater_model::EventRoot as Root;

use super::clause::{Clause, Complement};
use super::nouns::first_root;
use super::own::own;
use super::table::{Op, TABLES};

/// Root and CAMEO code.
pub(crate) type Coded = (Root, &'static str);

/// How deep verbs may stand in one another: "agreed to try to stop planning to …".
const DEEPEST: usize = 6;

/// The root of the act that a group tells, its complements included.
pub(crate) fn code(clause: &Clause<'_>, group: usize) -> Option<Coded> {
    coded(clause, group, 0)
}

/// The act of a group below another. Each verb is looked into once from its own and once from its
/// operator: never deep.
pub(super) fn inner(clause: &Clause<'_>, index: usize, depth: usize) -> Option<Coded> {
    (depth < DEEPEST)
        .then(|| coded(clause, index, depth + 1))
        .flatten()
}

fn coded(clause: &Clause<'_>, index: usize, depth: usize) -> Option<Coded> {
    let group = &clause.groups[index];
    let complement = (depth < DEEPEST)
        .then(|| clause.complement(index))
        .flatten();
    let op = clause.op(index);
    let told = (complement.as_ref()).and_then(|told| coded(clause, told.group, depth + 1));
    let agrees = clause.groups[index].key == "agree";
    // "announced their intention to merge": the noun is what is said.
    let noun_op = match op {
        // What is said again stays what it was: "reiterated its commitment to support".
        Some(Op::Say) if clause.groups[index].key != "reiterate" => clause.noun_op(index),
        _ => None,
    };
    let plain = match (op, told, complement) {
        (Some(Op::Say), Some(inner), Some(complement))
            if let Some((op, act)) = noun_op
                && act == complement.group =>
        {
            through(op, inner)
        }
        // Who agrees to do harm to a third does no harm to whom they agree with.
        (Some(Op::Intend), Some((root, _)), _) if agrees && root.quad() == 4 => alone(Op::Intend),
        // "wants them to leave", "told them to leave"
        (Some(Op::Want | Op::Say), _, Some(complement)) if clause.asks(index, &complement) => {
            clause.demanded(index, &complement)
        }
        (Some(op), Some(inner), _) => through(op, inner),
        (
            Some(Op::Intend | Op::Refuse | Op::Threaten | Op::Ask | Op::Allow | Op::Force),
            None,
            Some(_),
        ) => op.and_then(alone),
        _ => own(clause, index, depth).or_else(|| op.and_then(alone)),
    }?;
    let future = clause.is_future(index);
    // "has not ruled out war"
    if group.negated
        && group.key == "rule_out"
        && first_root(clause.words, clause.object(index)).is_some_and(|(root, _)| root.quad() == 4)
    {
        return Some((Root::Threaten, "138"));
    }
    // "there would be no talks"
    let none = clause
        .words
        .get(group.end)
        .is_some_and(|word| word.lower == "no");
    if group.negated || (none && matches!(group.key, "be" | "have" | "hold" | "make" | "see")) {
        return refused(plain, future);
    }
    let possible = !group.perfect && matches!(clause.modal(index), Some("may" | "might" | "could"));
    if future || (possible && plain.0.quad() == 4) {
        return Some(intended(plain));
    }
    Some(plain)
}

impl Clause<'_> {
    /// What somebody else is told to do.
    fn demanded(&self, index: usize, complement: &Complement) -> Option<Coded> {
        if self.or_else(index) {
            return alone(Op::Threaten);
        }
        // "told three attachés to leave"
        let diplomats = TABLES.class("diplomat");
        let leaves = matches!(self.groups[complement.group].key, "leave" | "go" | "depart");
        let whom = complement.subject.clone().unwrap_or(0..0);
        if leaves
            && self.words[whom]
                .iter()
                .any(|word| word.classes & diplomats != 0)
        {
            return Some((Root::Sanction, "166"));
        }
        alone(Op::Ask)
    }
}

/// What an operator is without an act behind it.
pub(super) fn alone(op: Op) -> Option<Coded> {
    match op {
        Op::Intend => Some((Root::Agree, "030")),
        Op::Threaten => Some((Root::Threaten, "130")),
        Op::Ask => Some((Root::Request, "100")),
        Op::Refuse => Some((Root::Reject, "120")),
        Op::Allow => Some((Root::Yield, "080")),
        Op::Force => Some((Root::Coerce, "170")),
        Op::Accuse => Some((Root::Accuse, "111")),
        Op::Support => Some((Root::Support, "051")),
        Op::Expect | Op::Want | Op::Stop | Op::Start | Op::Say => None,
    }
}

/// What becomes of an act behind an operator.
pub(super) fn through(op: Op, inner: Coded) -> Option<Coded> {
    let (root, _) = inner;
    match op {
        Op::Intend | Op::Expect => Some(intended(inner)),
        Op::Want if root.quad() <= 2 => Some(intended(inner)),
        Op::Want | Op::Start | Op::Say => Some(inner),
        Op::Ask if root == Root::Accuse => Some(inner),
        Op::Threaten | Op::Ask | Op::Allow | Op::Force | Op::Accuse | Op::Support => alone(op),
        Op::Refuse => Some((Root::Reject, "120")),
        Op::Stop if root.quad() <= 2 => Some((Root::Sanction, "160")),
        Op::Stop => Some((Root::Yield, "080")),
    }
}

/// An act that is still to come.
pub(crate) fn intended((root, cameo): Coded) -> Coded {
    match root {
        Root::Consult => (Root::Agree, "036"),
        Root::Agree => (Root::Agree, cameo),
        Root::Support => (Root::Agree, "032"),
        Root::Cooperate => (Root::Agree, "031"),
        Root::Aid => (Root::Agree, "033"),
        Root::Yield => (Root::Agree, "034"),
        Root::Request | Root::Accuse | Root::Reject | Root::Threaten => (root, cameo),
        Root::Protest => (Root::Threaten, "133"),
        Root::Sanction => (Root::Threaten, "131"),
        Root::Mobilize | Root::Assault => (Root::Threaten, "138"),
        Root::Coerce => (Root::Threaten, "130"),
    }
}

/// An act that is said not to be done. What is merely not done is no event.
fn refused((root, cameo): Coded, future: bool) -> Option<Coded> {
    match root {
        Root::Agree | Root::Consult | Root::Support | Root::Cooperate | Root::Aid | Root::Yield => {
            Some((Root::Reject, "120"))
        }
        _ if future && root.quad() == 4 => Some((Root::Agree, "030")),
        Root::Reject if !future => Some((Root::Agree, "030")),
        _ => Some((root, cameo)),
    }
}
