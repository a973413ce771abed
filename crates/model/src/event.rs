use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Span;

/// What happens in a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// The word that names what happens.
    pub predicate: Span,
    /// Whether it happened.
    pub state: EventState,
    /// Whether it is said not to be so.
    pub negated: bool,
    /// Grammatical tense of the predicate.
    pub tense: Tense,
    /// Who does it.
    #[serde(default)]
    pub who: Option<Actor>,
    /// To whom, or with whom, it is done.
    #[serde(default)]
    pub whom: Option<Actor>,
    /// What it is done to, or what it is about, where that is no actor.
    #[serde(default)]
    pub what: Option<Span>,
    /// Where: index into [`Reading::places`](crate::Reading::places).
    #[serde(default)]
    pub place: Option<usize>,
    /// When: index into [`Reading::times`](crate::Reading::times).
    #[serde(default)]
    pub time: Option<usize>,
    /// PLOVER's root, which state and negation have a part in: a planned visit is `AGREE`.
    #[serde(default)]
    pub root: Option<EventRoot>,
    /// The root's quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict,
    /// 4 material conflict.
    #[serde(default)]
    pub quad: Option<u8>,
    /// CAMEO code of two to four figures.
    #[serde(default)]
    pub cameo: Option<String>,
    /// Who gives what to whom.
    #[serde(default)]
    pub transfers: Vec<Transfer>,
}

impl Event {
    /// All its spans.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        let actors = self.who.iter().chain(&self.whom).map(|actor| &actor.span);
        let transfers = self.transfers.iter().flat_map(|transfer| {
            let actors = transfer.giver.iter().chain(&transfer.receiver);
            actors
                .map(|actor| &actor.span)
                .chain(&transfer.items)
                .chain(&transfer.in_return)
        });
        std::iter::once(&self.predicate)
            .chain(actors)
            .chain(&self.what)
            .chain(transfers)
    }
}

/// Somebody who acts or is acted on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Actor {
    /// The words that name them.
    pub span: Span,
    /// Index into [`Reading::entities`](crate::Reading::entities), where a name stands in the words.
    pub entity: Option<usize>,
}

/// Something that passes from one hand to another, happened or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Transfer {
    /// Whose it was.
    pub giver: Option<Actor>,
    /// Whose it becomes.
    pub receiver: Option<Actor>,
    /// What passes, each item by itself.
    pub items: Vec<Span>,
    /// What comes back for it, where the same sentence tells ("in exchange for …").
    pub in_return: Vec<Span>,
    /// Whether it is said to come back for something told before ("In return, …").
    pub returns: bool,
    /// Whether it passed; what is only asked for is planned.
    pub state: EventState,
}

/// The roots of PLOVER, as the Political Event Classification data (PLV) name them.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EventRoot {
    /// Agrees, promises or plans to cooperate.
    Agree,
    /// Meets, visits, talks.
    Consult,
    /// Backs with words or treaties.
    Support,
    /// Works together: exercises, trade, shared knowledge.
    Cooperate,
    /// Gives help.
    Aid,
    /// Gives way: frees, withdraws, lifts, resigns.
    Yield,
    /// Asks or demands.
    Request,
    /// Blames, criticises, investigates, charges.
    Accuse,
    /// Refuses.
    Reject,
    /// Threatens or warns.
    Threaten,
    /// Demonstrates, strikes, boycotts.
    Protest,
    /// Cuts relations or aid.
    Sanction,
    /// Moves troops, raises alert.
    Mobilize,
    /// Arrests, bans, seizes, restricts.
    Coerce,
    /// Uses violence.
    Assault,
}

impl EventRoot {
    /// All roots, from verbal cooperation to material conflict.
    pub const ALL: [Self; 15] = [
        Self::Agree,
        Self::Consult,
        Self::Support,
        Self::Cooperate,
        Self::Aid,
        Self::Yield,
        Self::Request,
        Self::Accuse,
        Self::Reject,
        Self::Threaten,
        Self::Protest,
        Self::Sanction,
        Self::Mobilize,
        Self::Coerce,
        Self::Assault,
    ];

    /// The quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material
    /// conflict.
    pub fn quad(self) -> u8 {
        match self {
            Self::Agree | Self::Consult | Self::Support => 1,
            Self::Cooperate | Self::Aid | Self::Yield => 2,
            Self::Request | Self::Accuse | Self::Reject | Self::Threaten => 3,
            Self::Protest | Self::Sanction | Self::Mobilize | Self::Coerce | Self::Assault => 4,
        }
    }

    /// PLOVER's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agree => "AGREE",
            Self::Consult => "CONSULT",
            Self::Support => "SUPPORT",
            Self::Cooperate => "COOPERATE",
            Self::Aid => "AID",
            Self::Yield => "YIELD",
            Self::Request => "REQUEST",
            Self::Accuse => "ACCUSE",
            Self::Reject => "REJECT",
            Self::Threaten => "THREATEN",
            Self::Protest => "PROTEST",
            Self::Sanction => "SANCTION",
            Self::Mobilize => "MOBILIZE",
            Self::Coerce => "COERCE",
            Self::Assault => "ASSAULT",
        }
    }

    /// The root of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|root| root.name() == name)
    }
}

/// Where an event stands between plan and fact, as the source tells it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum EventState {
    /// It took place.
    Happened,
    /// It is going on.
    Happening,
    /// Somebody means to do it.
    Planned,
    /// It is thought likely.
    Expected,
    /// Only if something else.
    Conditional,
    /// It took place long before the report: its background.
    Historical,
}

/// Grammatical tense.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Tense {
    /// "visited"
    Past,
    /// "visits"
    Present,
    /// "will visit"
    Future,
}
