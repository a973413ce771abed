//! PLOVER's root of an act: what the verb and its nouns name, as changed by what stands before it.

use headwater_model::EventRoot as Root;

use super::clause::Clause;
use super::table::{ANY, Classes, Op, TABLES};
use super::words::{Kind, Word};

/// Root and CAMEO code.
pub(crate) type Coded = (Root, &'static str);

/// How deep verbs may stand in one another: "agreed to try to stop planning to …".
const DEEPEST: usize = 6;

/// The root of the act that a group tells, its complements included.
pub(crate) fn code(clause: &Clause<'_>, group: usize) -> Option<Coded> {
    coded(clause, group, 0)
}

fn coded(clause: &Clause<'_>, index: usize, depth: usize) -> Option<Coded> {
    let group = &clause.groups[index];
    let complement = (depth < DEEPEST)
        .then(|| clause.complement(index))
        .flatten();
    let op = clause.op(index);
    let inner = (complement.as_ref()).and_then(|inner| coded(clause, inner.group, depth + 1));
    let agrees = clause.groups[index].key == "agree";
    let plain = match (op, inner, complement) {
        // Who agrees to do harm to a third does no harm to whom they agree with.
        (Some(Op::Intend), Some((root, _)), _) if agrees && root.quad() == 4 => alone(Op::Intend),
        (Some(op), Some(inner), _) => through(op, inner),
        (Some(Op::Refuse | Op::Threaten | Op::Ask | Op::Allow | Op::Force), None, Some(_)) => {
            op.and_then(alone)
        }
        _ => own(clause, index).or_else(|| op.and_then(alone)),
    }?;
    let future = clause.is_future(index);
    if group.negated {
        return refused(plain, future);
    }
    if future {
        return Some(intended(plain));
    }
    Some(plain)
}

/// What an operator is without an act behind it.
fn alone(op: Op) -> Option<Coded> {
    match op {
        Op::Intend => Some((Root::Agree, "030")),
        Op::Threaten => Some((Root::Threaten, "130")),
        Op::Ask => Some((Root::Request, "100")),
        Op::Refuse => Some((Root::Reject, "120")),
        Op::Allow => Some((Root::Yield, "080")),
        Op::Force => Some((Root::Coerce, "170")),
        Op::Expect | Op::Want | Op::Stop | Op::Start | Op::Say => None,
    }
}

/// What becomes of an act behind an operator.
fn through(op: Op, inner: Coded) -> Option<Coded> {
    let (root, _) = inner;
    match op {
        Op::Intend | Op::Expect => Some(intended(inner)),
        Op::Want if root.quad() <= 2 => Some(intended(inner)),
        Op::Want | Op::Start | Op::Say => Some(inner),
        Op::Ask if root == Root::Accuse => Some(inner),
        Op::Threaten | Op::Ask | Op::Allow | Op::Force => alone(op),
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

/// What the group's own verb and nouns name.
fn own(clause: &Clause<'_>, index: usize) -> Option<Coded> {
    let group = &clause.groups[index];
    let object = clause.object(index);
    let window = clause.window(index);
    let subject = clause.subject_words(index);
    let rules = TABLES.rules.get(group.key).map_or(&[][..], Vec::as_slice);
    let is_op = clause.op(index).is_some();
    // "called for sanctions", "demanded an inquiry": what is asked for tells.
    if clause.op(index) == Some(Op::Ask)
        && let Some((root, cameo)) = first_root(clause.words, object.clone())
    {
        if root == Root::Accuse && group.key != "ask" {
            return Some((root, cameo));
        }
        if root.quad() == 4 && matches!(group.key, "call_for" | "call_on" | "urge") {
            return Some((Root::Threaten, "130"));
        }
    }
    // "released a statement criticising …"
    if let Some(inner) = clause.statement(index) {
        return code(clause, inner);
    }
    let bare = !clause.words[object.clone()].iter().any(|word| word.kind == Kind::Noun);
    let subjects = match group.passive || bare {
        true => subject.clone(),
        false => 0..0,
    };
    let spans = [object, window, subjects];
    if matches!(group.key, "clash" | "fight" | "battle") && protests(&clause.words[subject.clone()]) {
        return Some((Root::Protest, "145"));
    }
    for rule in rules {
        if rule.classes == ANY && rule.root.is_some() {
            return rule.root.map(|root| (root, rule.cameo));
        }
        for span in &spans {
            let words = &clause.words[span.clone()];
            let at = (span.clone()).find(|at| noun(clause.words, *at) & rule.classes != 0);
            if let Some(at) = at
                && !words.is_empty()
            {
                return match rule.root {
                    Some(root) => Some((root, rule.cameo)),
                    None => TABLES.root_of(noun(clause.words, at)),
                };
            }
        }
    }
    if is_op {
        return None;
    }
    // "made threats": the verb says little, its noun all; and "the truce will start".
    let from_nouns = first_root(clause.words, spans[0].clone());
    from_nouns.or_else(|| {
        let light = rules.is_empty();
        light.then(|| first_root(clause.words, subject)).flatten()
    })
}

/// The first noun of a stretch that names an act by itself.
pub(crate) fn first_root(words: &[Word], span: std::ops::Range<usize>) -> Option<Coded> {
    span.filter_map(|at| TABLES.root_of(noun(words, at))).next()
}

/// Whether the words name people who have no arms but their number.
fn protests(words: &[Word]) -> bool {
    words.iter().any(|word| {
        matches!(
            word.lower.as_str(),
            "protesters" | "protestors" | "demonstrators" | "opponents" | "students" | "supporters" | "activists"
                | "strikers" | "workers" | "farmers" | "crowds" | "residents" | "fans" | "protesting" | "marchers"
        )
    })
}

/// The classes of a noun where it stands.
pub(crate) fn noun(words: &[Word], at: usize) -> Classes {
    let word = &words[at];
    if word.classes == 0 || word.is_verb() {
        return 0;
    }
    if matches!(word.lower.as_str(), "strike" | "strikes") {
        let labour = words.iter().any(|word| {
            matches!(
                word.lower.as_str(),
                "worker" | "workers" | "union" | "unions" | "teachers" | "drivers" | "wage" | "wages"
                    | "pay" | "hunger" | "labour" | "labor" | "staff" | "employees" | "miners"
                    | "nurses" | "doctors" | "lecturers" | "pilots" | "permits" | "taxi"
            )
        });
        let goes = at > 0 && matches!(words[at - 1].lower.as_str(), "on" | "general");
        let side = if labour || goes { "protest" } else { "attack" };
        return TABLES.class(side);
    }
    // "attack helicopters", "truce talks": the last noun is what it is about.
    let next = words.get(at + 1);
    if next.is_some_and(|next| {
        next.kind == Kind::Noun && !next.capital && !next.is_aside() && !next.lower.is_empty()
    }) {
        return 0;
    }
    let before = at.checked_sub(1).map_or("", |at| words[at].lower.as_str());
    match (before, word.lower.as_str()) {
        ("war", "game" | "games") => TABLES.class("exercise"),
        ("legal", "action") => TABLES.class("legal"),
        ("financial" | "economic" | "logistical" | "logistics" | "military" | "technical" | "humanitarian" | "material" | "budget", "support") => TABLES.class("aid"),
        _ => word.classes,
    }
}
