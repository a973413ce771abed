//! PLOVER's root of an act: what the verb and its nouns name, as changed by what stands before it.

use headwater_model::EventRoot as Root;

use super::clause::Clause;
use super::groups::Shape;
use super::table::{ANY, Classes, Op, Rule, TABLES};
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
        // "wants them to leave", "told them to leave"
        (Some(Op::Want | Op::Say), _, Some(complement)) if clause.asks(index, &complement) => {
            alone(Op::Ask)
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
    if group.negated {
        return refused(plain, future);
    }
    let possible = !group.perfect && matches!(clause.modal(index), Some("may" | "might" | "could"));
    if future || (possible && plain.0.quad() == 4) {
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
        Op::Accuse => Some((Root::Accuse, "111")),
        Op::Support => Some((Root::Support, "051")),
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

/// What the group's own verb and nouns name.
fn own(clause: &Clause<'_>, index: usize, depth: usize) -> Option<Coded> {
    // Each verb is looked into once from here and once from its operator: never deep.
    let inner = |index: usize| {
        (depth < DEEPEST)
            .then(|| coded(clause, index, depth + 1))
            .flatten()
    };
    let group = &clause.groups[index];
    let object = clause.object(index);
    let window = clause.window(index);
    let subject = clause.subject_words(index);
    let rules = TABLES.rules.get(group.key).map_or(&[][..], Vec::as_slice);
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
    let plain = rules.iter().any(|rule| rule.classes == ANY);
    if !plain && let Some((op, act)) = clause.noun_op(index) {
        return inner(act).map_or_else(|| alone(op), |act| through(op, act));
    }
    // "released a statement criticising …"
    let says = matches!(
        group.key,
        "release" | "send" | "give" | "issue" | "publish" | "pass"
    );
    if (!plain || says)
        && let Some(act) = clause.statement(index)
        && let Some((root, cameo)) = inner(act)
        && matches!(root.quad(), 1 | 3)
    {
        return Some((root, cameo));
    }
    // "called him to congratulate him"
    if matches!(group.key, "call" | "phone" | "telephone" | "meet")
        && let Some(next) = clause.groups.get(index + 1)
        && next.shape == Shape::Infinitive
        && let Some((Root::Support, cameo)) = inner(index + 1)
    {
        return Some((Root::Support, cameo));
    }
    let bare = !clause.words[object.clone()]
        .iter()
        .any(|word| word.kind == Kind::Noun);
    let subjects = match group.passive || bare {
        true => subject.clone(),
        false => 0..0,
    };
    let spans = [object.clone(), window.clone(), subjects];
    if matches!(group.key, "clash" | "fight" | "battle") && protests(&clause.words[subject.clone()])
    {
        return Some((Root::Protest, "145"));
    }
    let behind = &clause.words[window.clone()];
    let says = |words: &[&str]| {
        behind
            .iter()
            .any(|word| words.contains(&word.lower.as_str()))
    };
    // "attacked them in a speech"
    if matches!(group.key, "attack" | "blast" | "hit" | "assail")
        && says(&[
            "speech",
            "interview",
            "statement",
            "editorial",
            "remarks",
            "tweet",
            "debate",
        ])
    {
        return Some((Root::Accuse, "111"));
    }
    // "granted $5 million"
    let money = clause.words[object.clone()].iter().any(|word| {
        matches!(
            word.lower.as_str(),
            "$" | "€" | "£" | "dollars" | "euros" | "pounds"
        )
    });
    if money
        && matches!(
            group.key,
            "grant" | "release" | "approve" | "give" | "provide" | "send"
        )
    {
        return Some((Root::Aid, "071"));
    }
    // Soldiers and experts who are sent to help.
    if matches!(group.key, "send" | "deploy" | "dispatch" | "station") {
        let helps = TABLES.class("relief-work");
        let all = group.start..clause.words.len().min(group.end + 40);
        if clause.words[all]
            .iter()
            .any(|word| word.classes & helps != 0)
        {
            return Some((Root::Aid, "074"));
        }
    }
    // The nearest noun that a rule asks for decides, then the rule for any.
    for span in &spans {
        for at in span.clone() {
            let classes = noun(clause.words, at);
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
                && !matches!(
                    clause.op(index),
                    Some(Op::Intend | Op::Expect | Op::Want | Op::Ask)
                )
                && let Some(coded) = TABLES.root_of(classes)
            {
                return Some(coded);
            }
        }
        // What stands farther off does not change a verb that says all by itself.
        if plain && span.clone().any(|at| noun(clause.words, at) != 0) {
            break;
        }
    }
    if let Some(rule) = rules.iter().find(|rule| rule.classes == ANY)
        && let Some(root) = rule.root
    {
        return Some((root, rule.cameo));
    }
    match clause.op(index) {
        // "is considering sanctions", "promised aid"
        Some(Op::Intend | Op::Expect | Op::Want) => {
            return first_root(clause.words, spans[0].clone()).map(intended);
        }
        Some(_) => return None,
        None => {}
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
            "youths"
                | "protesters"
                | "protestors"
                | "demonstrators"
                | "opponents"
                | "students"
                | "supporters"
                | "activists"
                | "strikers"
                | "workers"
                | "farmers"
                | "crowds"
                | "residents"
                | "fans"
                | "protesting"
                | "marchers"
        )
    })
}

/// Whether a strike is one of weapons, not of workers.
fn of_arms(words: &[Word], at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |at| words[at].lower.as_str());
    if matches!(
        before,
        "hunger" | "general" | "on" | "rail" | "labour" | "labor" | "wildcat"
    ) {
        return false;
    }
    words.iter().any(|word| {
        matches!(
            word.lower.as_str(),
            "air"
                | "missile"
                | "missiles"
                | "drone"
                | "drones"
                | "rocket"
                | "military"
                | "artillery"
                | "army"
                | "troops"
                | "forces"
                | "jets"
                | "warplanes"
                | "warplane"
                | "killed"
                | "killing"
                | "targets"
                | "targeting"
                | "militants"
                | "bomb"
                | "nuclear"
                | "cyber"
                | "aircraft"
                | "navy"
                | "airstrikes"
                | "deadly"
                | "retaliatory"
                | "positions"
        )
    }) || (word_is_plural(&words[at])
        && words
            .get(at + 1)
            .is_some_and(|next| matches!(next.lower.as_str(), "on" | "against")))
}

fn word_is_plural(word: &Word) -> bool {
    word.lower.ends_with('s')
}

/// The classes of a noun where it stands.
pub(crate) fn noun(words: &[Word], at: usize) -> Classes {
    let word = &words[at];
    if word.is_verb() {
        return 0;
    }
    let before = at.checked_sub(1).map_or("", |at| words[at].lower.as_str());
    match (before, word.lower.as_str()) {
        ("war", "game" | "games") => return TABLES.class("exercise"),
        ("joint", "patrol" | "patrols" | "operation" | "operations") => {
            return TABLES.class("exercise");
        }
        ("legal", "action") => return TABLES.class("legal"),
        (
            "financial" | "economic" | "logistical" | "logistics" | "military" | "technical"
            | "humanitarian" | "material" | "budget",
            "support",
        ) => return TABLES.class("aid"),
        (
            "verbal" | "scathing" | "bitter" | "blistering" | "stinging" | "furious" | "harsh"
            | "savage" | "withering" | "personal" | "extraordinary" | "vitriolic" | "broadside"
            | "sharp" | "angry" | "outspoken",
            "attack" | "attacks",
        ) => return TABLES.class("criticism"),
        _ => {}
    }
    if word.classes == 0 {
        return 0;
    }
    if matches!(word.lower.as_str(), "strike" | "strikes") {
        let side = if of_arms(words, at) {
            "attack"
        } else {
            "protest"
        };
        return TABLES.class(side);
    }
    // "attack helicopters", "truce talks": the last noun is what it is about.
    let next = words.get(at + 1);
    if next.is_some_and(|next| {
        let head = next.classes != 0 || matches!(next.lower.as_str(), "game" | "games");
        let vague = matches!(
            next.lower.as_str(),
            "order" | "orders" | "law" | "laws" | "measures"
        );
        next.kind == Kind::Noun && !next.capital && !next.is_aside() && head && !vague
    }) {
        return 0;
    }
    word.classes
}
