//! From a statement's chain to the root that its report tells.

use std::collections::{BTreeMap, BTreeSet};

use headwater_model::{Link, LinkRole, Report, Statement, Voice, VoiceKind};

use crate::Asserted;
use crate::identity::{Name, Names, body_of_office, is_body};

/// What sort of root a chain begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// A person by name, who may speak for a body.
    Person,
    /// A body by name, or somebody unnamed who speaks for it by office ("a Kremlin spokesman").
    Institution,
    /// A document or dataset by name.
    Document,
    /// Somebody who is not named: an official, a crowd, "military intelligence".
    Unnamed,
    /// The reporter saw it.
    Witness,
    /// The chain names only the outlet or agency that the words came through.
    Carrier,
    /// The report names nobody.
    Unknown,
}

/// One root as one statement tells it, before anything is merged.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    /// The statement's id.
    pub statement: String,
    /// Index into [`Claim::statements`].
    pub asserted: usize,
    /// Index into [`Claim::labels`].
    pub report: usize,
    /// What sort of root.
    pub class: Class,
    /// Who it is; the report's words where nobody is named; the outlet for a carrier.
    pub who: Name,
    /// The body that `who` speaks for.
    pub body: Option<Name>,
    /// What carried it to the report, as far as the chain tells, nearest to the root first. A
    /// carrier root is not among its own carriers.
    pub carriers: Vec<Name>,
    /// Where the statement's content stands in its report.
    pub content: Vec<std::ops::Range<usize>>,
}

/// One side of a claim, support or denial, in an order that does not depend on the input's.
#[derive(Debug)]
pub(crate) struct Claim<'a> {
    /// Its statements of every stance, each once.
    pub statements: Vec<Asserted<'a>>,
    /// The roots as told, one for each statement (or for each voice that is said to deny).
    pub told: Vec<Told>,
    /// The reports, each with the name that reasons call it by.
    pub labels: Vec<String>,
    /// Report ids, as `labels`.
    pub reports: Vec<String>,
    /// Outlets, as `labels`.
    pub outlets: Vec<Option<Name>>,
}

/// Which side of a claim is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Statements that support it.
    Support,
    /// Statements that deny it, and voices said to deny it.
    Denial,
}

/// Reads the roots off the chains of one side's statements. `wires` gives the agencies that both
/// sides of a reuse took a statement from, by statement id.
pub(crate) fn side<'a>(
    statements: &[Asserted<'a>],
    side: Side,
    wires: &BTreeMap<String, BTreeSet<String>>,
) -> Claim<'a> {
    let mut statements = statements.to_vec();
    statements.sort_by(|a, b| order(a).cmp(&order(b)));
    // Two voices may say the same words ("the army and the police said"): one id, two statements.
    statements.dedup_by(|a, b| order(a) == order(b));

    let mut reports: Vec<&Report> = Vec::new();
    let mut told = Vec::new();
    for (position, Asserted { statement, report }) in statements.iter().enumerate() {
        let first = told.len();
        let index = match reports.iter().rposition(|known| known.id == report.id) {
            Some(index) => index,
            None => {
                reports.push(report);
                reports.len() - 1
            }
        };
        let wires = wires.get(&statement.id);
        match side {
            Side::Support if statement.stance.supports() => {
                told.push(from_chain(statement, index, wires));
            }
            Side::Denial => {
                if statement.stance == headwater_model::Stance::Denies {
                    told.push(from_chain(statement, index, wires));
                }
                let deniers: BTreeSet<&Voice> = statement.denied_by.iter().collect();
                told.extend(
                    (deniers.into_iter()).map(|voice| from_denier(statement, voice, index)),
                );
            }
            Side::Support => {}
        }
        told[first..]
            .iter_mut()
            .for_each(|one: &mut Told| one.asserted = position);
    }
    let mut outlets: Vec<Option<Name>> = reports
        .iter()
        .map(|report| report.outlet.as_deref().map(|name| Name::new(name, None)))
        .collect();
    settle(&mut told, &mut outlets);
    Claim {
        told,
        labels: labels(&reports),
        reports: reports.iter().map(|report| report.id.clone()).collect(),
        outlets,
        statements,
    }
}

/// Date, outlet, report and place in the text: the order of a brief's readings.
fn order<'a>(asserted: &Asserted<'a>) -> impl Ord + use<'a> {
    let Asserted { statement, report } = *asserted;
    let place = statement.content.first().map(|span| span.start);
    (
        (report.published.is_none(), &report.published),
        &report.outlet,
        &report.id,
        place,
        (
            &statement.id,
            &statement.chain,
            &statement.voice,
            statement.stance,
        ),
    )
}

fn from_chain(statement: &Statement, report: usize, wires: Option<&BTreeSet<String>>) -> Told {
    let mut links: Vec<Link> = (statement.chain.iter())
        .filter(|link| link.kind != VoiceKind::None && is_told(link))
        .cloned()
        .collect();
    if links.is_empty() && !statement.narrator {
        links.extend(link_of(&statement.voice));
    }
    for wire in wires.into_iter().flatten() {
        if !links.iter().any(|link| names_wire(link, wire)) {
            links.push(carrier_link(wire));
        }
    }
    from_links(statement, &links, &statement.voice, report)
}

fn from_denier(statement: &Statement, voice: &Voice, report: usize) -> Told {
    let links: Vec<Link> = link_of(voice).into_iter().collect();
    from_links(statement, &links, voice, report)
}

/// A link that tells something: a name, or the kind of somebody unnamed.
fn is_told(link: &Link) -> bool {
    let named = link.name.as_deref().is_some_and(|n| !n.trim().is_empty());
    named
        || matches!(
            link.kind,
            VoiceKind::UnnamedOfficial | VoiceKind::OwnWitness
        )
}

fn link_of(voice: &Voice) -> Option<Link> {
    let link = Link {
        role: LinkRole::Voice,
        kind: voice.kind,
        name: voice.name.clone(),
        entity: voice.entity.clone(),
        span: None,
    };
    (voice.kind != VoiceKind::None && is_told(&link)).then_some(link)
}

fn carrier_link(wire: &str) -> Link {
    Link {
        role: LinkRole::Carrier,
        kind: VoiceKind::Media,
        name: Some(wire.to_owned()),
        entity: None,
        span: None,
    }
}

fn names_wire(link: &Link, wire: &str) -> bool {
    let Some(name) = link.name.as_deref() else {
        return false;
    };
    Name::new(name, link.entity.as_deref()).key == Name::new(wire, None).key
}

fn from_links(statement: &Statement, links: &[Link], voice: &Voice, report: usize) -> Told {
    let content = statement.content.iter().map(|span| span.range()).collect();
    let mut told = Told {
        statement: statement.id.clone(),
        asserted: 0,
        report,
        class: Class::Unknown,
        who: Name {
            text: String::new(),
            key: String::new(),
            stable: false,
        },
        body: None,
        carriers: links.iter().skip(1).map(name_of).collect(),
        content,
    };
    let Some(root) = links.first() else {
        return told;
    };
    told.who = name_of(root);
    // `speaks_for` stands on the voice, which is the chain's first link where that is no carrier.
    let speaks_for = voice.speaks_for.as_deref().filter(|s| !s.trim().is_empty());
    told.body = speaks_for
        .filter(|_| root.role == LinkRole::Voice)
        .map(|body| Name::new(body, None))
        .or_else(|| {
            let body = body_of_office(&told.who.key)?;
            Some(Name::new(&told.who.text, Some(&body)))
        });
    told.class = class_of(root.kind, &told.who);
    // "The company" tells a reader of its report which; beside another report it may be any.
    let by_noun = root.entity.is_none() && speaks_for.is_none() && is_common(&told.who.text);
    if told.class == Class::Institution && by_noun {
        told.class = Class::Unnamed;
    }
    if told.class == Class::Unnamed
        && let Some(body) = &told.body
        && speaks_by_office(&told.who.text)
    {
        told.class = Class::Institution;
        told.who = body.clone();
    }
    if !matches!(told.class, Class::Person | Class::Institution) {
        told.body = None;
    }
    told
}

fn name_of(link: &Link) -> Name {
    let words = match link.kind {
        VoiceKind::OwnWitness => "own witness",
        _ => "an unnamed source",
    };
    let name = link.name.as_deref().filter(|name| !name.trim().is_empty());
    Name::new(name.unwrap_or(words), link.entity.as_deref())
}

fn class_of(kind: VoiceKind, who: &Name) -> Class {
    match kind {
        VoiceKind::NamedPerson | VoiceKind::NamedSpokesperson => Class::Person,
        VoiceKind::Institution => Class::Institution,
        // "The Geological Survey" is a body, whatever its name says.
        VoiceKind::Document if is_body(&who.key) => Class::Institution,
        VoiceKind::Document if who.stable || is_title(&who.text) => Class::Document,
        VoiceKind::Document
        | VoiceKind::UnnamedInstitution
        | VoiceKind::UnnamedOfficial
        | VoiceKind::Crowd => Class::Unnamed,
        VoiceKind::OwnWitness => Class::Witness,
        VoiceKind::Media => Class::Carrier,
        VoiceKind::None => Class::Unknown,
    }
}

/// Whether the words are a noun and no name: "the company", "Kenya’s army", "police in Lagos".
fn is_common(words: &str) -> bool {
    let phrase = [" of ", " in ", " at ", " for ", " on "]
        .iter()
        .filter_map(|tail| words.find(tail))
        .min()
        .map_or(words, |end| &words[..end]);
    phrase
        .split_whitespace()
        .next_back()
        .is_some_and(|head| head.starts_with(char::is_lowercase))
}

/// Whether the words name one document ("the Mueller report", "Form 8-K") and not any ("court
/// documents"): some word after the article has a capital or a digit.
fn is_title(words: &str) -> bool {
    let mut words = words.split_whitespace().peekable();
    words.next_if(|word| {
        ["the", "a", "an"]
            .iter()
            .any(|a| word.eq_ignore_ascii_case(a))
    });
    words.any(|word| word.chars().any(|c| c.is_uppercase() || c.is_numeric()))
}

/// Whether the words name an office that speaks for a body, so that it is the body that speaks.
fn speaks_by_office(words: &str) -> bool {
    let words = words.to_lowercase();
    ["spokes", "press secretary", "press office", "press service"]
        .iter()
        .any(|office| words.contains(office))
}

/// Gives names without id the ids that the claim has for them.
fn settle(told: &mut [Told], outlets: &mut [Option<Name>]) {
    let mut names = Names::default();
    for one in told.iter() {
        names.note(&one.who);
        one.body
            .iter()
            .chain(&one.carriers)
            .for_each(|n| names.note(n));
    }
    outlets.iter().flatten().for_each(|name| names.note(name));
    for one in told.iter_mut() {
        if one.class != Class::Unnamed {
            names.settle(&mut one.who);
        }
        (one.body.iter_mut().chain(&mut one.carriers)).for_each(|n| names.settle(n));
    }
    outlets.iter_mut().flatten().for_each(|n| names.settle(n));
}

/// What reasons call each report: its outlet, or its file's name; both where two are alike, and
/// its id where even that is.
fn labels(reports: &[&Report]) -> Vec<String> {
    let forms: [fn(&Report) -> String; 2] = [short_label, long_label];
    let mut labels = vec![None; reports.len()];
    for form in forms {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for report in reports {
            *seen.entry(form(report)).or_default() += 1;
        }
        for (label, report) in labels.iter_mut().zip(reports) {
            if label.is_none() && seen[&form(report)] == 1 {
                *label = Some(form(report));
            }
        }
    }
    (labels.into_iter().zip(reports))
        .map(|(label, report)| {
            label.unwrap_or_else(|| format!("{} ({})", short_label(report), report.id))
        })
        .collect()
}

fn short_label(report: &Report) -> String {
    report.outlet.clone().unwrap_or_else(|| file_name(report))
}

fn long_label(report: &Report) -> String {
    format!("{} ({})", short_label(report), file_name(report))
}

fn file_name(report: &Report) -> String {
    match report.path.rsplit(['/', '\\']).next() {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ => report.id.clone(),
    }
}
