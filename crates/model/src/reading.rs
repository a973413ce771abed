use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Event, Report, Span};

/// All that is found inside one report, before any other report is looked at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reading {
    /// Always [`SCHEMA`](crate::SCHEMA).
    pub schema: String,
    /// The report that was read.
    pub report: Report,
    /// What the report says, in text order.
    pub statements: Vec<Statement>,
    /// Who and what it names.
    pub entities: Vec<Entity>,
    /// Times, in text order.
    pub times: Vec<Time>,
    /// Places, in text order.
    pub places: Vec<Place>,
    /// Quantities, in text order.
    pub quantities: Vec<Quantity>,
    /// Text shared with other reports; empty until a story is made of several reports.
    #[serde(default)]
    pub reuse: Vec<crate::Reuse>,
}

/// One thing that one report says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// Content hash; see [`statement_id`](crate::statement_id).
    pub id: String,
    /// What is said; several parts where something stands between them ("…", he said, "…").
    pub content: Vec<Span>,
    /// The words that name who says it.
    pub source: Option<Span>,
    /// The words that attribute it: "said", "according to".
    pub cue: Option<Span>,
    /// What the voice does with the content.
    pub stance: Stance,
    /// Words of doubt, verbatim. Never mixed with `confidence`.
    pub hedges: Vec<Span>,
    /// What the outlet says about its own checking, verbatim.
    pub verification: Option<Span>,
    /// The terms on which an unnamed voice speaks, verbatim ("on condition of anonymity because
    /// she was not allowed to speak").
    #[serde(default)]
    pub anonymity: Option<Span>,
    /// Whoever the statement is traced to.
    pub voice: Voice,
    /// From the origin to the carrier nearest to the report; empty for the narrator.
    pub chain: Vec<Link>,
    /// Whether the report says it in its own voice.
    pub narrator: bool,
    /// How sure the extraction is, 0 to 1. Says nothing about the claim.
    pub confidence: f32,
    /// When it was said, where the report tells.
    pub said_at: Option<Time>,
    /// What happens in it, where that was found.
    pub event: Option<Event>,
    /// How certain the event of the content is, as the source has it. Says nothing about the claim.
    #[serde(default)]
    pub certainty: Option<Certainty>,
    /// The sentence or sentences that hold the content, as one span.
    pub sentence: Span,
    /// Whether the attribution was carried over from a neighbouring sentence.
    #[serde(default)]
    pub carried: bool,
    /// Who the same sentence says denies it ("despite its denials, …").
    #[serde(default)]
    pub denied_by: Vec<Voice>,
    /// For an answer whose words do not repeat what it answers ("denied the accusation", "did not
    /// respond to a request for comment"): the statement of the same report that it is about.
    #[serde(default)]
    pub about: Option<String>,
    /// Further statements of the same report that the answer is about, in text order: silence after
    /// several allegations answers each of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_about: Vec<String>,
    /// Indices into [`Reading::entities`] of whom and what the content is about, in text order,
    /// each once.
    #[serde(default)]
    pub mentions: Vec<usize>,
    /// Unit vector of the content's meaning; not written to JSON.
    #[serde(skip)]
    #[schemars(skip)]
    pub vector: Vec<f32>,
    /// The content's words that tell something, in text order; not written to JSON.
    #[serde(skip)]
    #[schemars(skip)]
    pub words: Vec<ContentWord>,
}

/// A word of a statement's content with its meaning where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentWord {
    /// Where it stands, in bytes of the report's text.
    pub start: usize,
    /// Its end.
    pub end: usize,
    /// Whether it is of the words that name what happens.
    pub happens: bool,
    /// Its meaning, of length 127.
    pub vector: WordVector,
}

/// 64 numbers for the meaning of a word. Two words that mean the same have a dot product near the
/// square of their length.
pub type WordVector = [i8; 64];

/// What a voice does with the content of a statement.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Says that it is so.
    Asserts,
    /// Says that it is not so.
    Denies,
    /// Says that it cannot confirm it. Never support.
    CannotConfirm,
    /// Was asked and did not answer. Never support.
    NoResponse,
    /// Refused to answer. Never support.
    Declines,
    /// Says that it may come and would be bad.
    Warns,
    /// Says that it intends it.
    Plans,
    /// Asks another to do it.
    Asks,
    /// Commits itself to it.
    Promises,
    /// Doubts it or asks whether it is so.
    Questions,
}

impl Stance {
    /// Whether a statement with this stance stands behind its content and may count as an origin.
    pub fn supports(self) -> bool {
        match self {
            Self::Asserts | Self::Warns | Self::Plans | Self::Asks | Self::Promises => true,
            Self::Denies
            | Self::CannotConfirm
            | Self::NoResponse
            | Self::Declines
            | Self::Questions => false,
        }
    }
}

/// Whoever a statement is traced to.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct Voice {
    /// What sort of voice.
    pub kind: VoiceKind,
    /// Its name in the fullest form that the report gives; for unnamed voices the report's words.
    pub name: Option<String>,
    /// Its entity id: stable for known names, `local:…` otherwise.
    pub entity: Option<String>,
    /// The entity name of the institution that it speaks for.
    pub speaks_for: Option<String>,
    /// Whether the words are plural ("officials"). Not evidence of several origins.
    #[serde(default)]
    pub plural: bool,
}

/// The sorts of voice.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum VoiceKind {
    /// A person by name.
    NamedPerson,
    /// A person by name who speaks for an institution.
    NamedSpokesperson,
    /// A government, company, office, party or other body.
    Institution,
    /// A body that is not told which: "military intelligence".
    UnnamedInstitution,
    /// A document or dataset.
    Document,
    /// "an official", "a source close to the talks".
    UnnamedOfficial,
    /// "critics", "residents", "analysts".
    Crowd,
    /// The reporter saw it.
    OwnWitness,
    /// An outlet or agency.
    Media,
    /// Nobody is named: "is reported", "reportedly", or the report's own voice.
    None,
}

/// One step of a chain.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct Link {
    /// Whether it is where the words began or what carried them.
    pub role: LinkRole,
    /// What sort of voice it is; `media` for carriers.
    pub kind: VoiceKind,
    /// Its name; for unnamed voices the report's words.
    pub name: Option<String>,
    /// Its entity id.
    pub entity: Option<String>,
    /// The words that name it in the report.
    pub span: Option<Span>,
}

/// The part a link plays in its chain.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum LinkRole {
    /// Where the words began, as far as the report tells.
    Voice,
    /// An outlet or agency through which they came.
    Carrier,
}

/// Somebody or something that a report names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// Stable for known names (`country:ru`), `local:…` otherwise.
    pub id: String,
    /// The fullest name that the report gives, or the known name.
    pub name: String,
    /// What sort of thing.
    pub kind: EntityKind,
    /// Where it is named, in text order.
    pub mentions: Vec<Span>,
    /// Where it is meant without its name ("she", "the ministry"), in text order. Only people and
    /// bodies, and only where the text leaves no doubt; what is unclear is left out.
    #[serde(default)]
    pub references: Vec<Span>,
}

/// The sorts of entity.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A person.
    Person,
    /// A body of people: government, company, party.
    Organisation,
    /// An outlet or news agency.
    Media,
    /// A country, as place or as actor.
    Country,
    /// Any other place.
    Place,
    /// All else that has a name.
    Other,
}

/// A time expression with its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Time {
    /// The words.
    pub span: Span,
    /// TIMEX3 value (`2023-09-05`, `2023-W36`, `PAST_REF`, ranges as `from/to`); `null` while open.
    pub value: Option<String>,
    /// Earliest day it can mean, `YYYY-MM-DD`.
    pub from: Option<String>,
    /// Latest day it can mean, `YYYY-MM-DD`.
    pub to: Option<String>,
    /// What sort of time, as TIMEX3 has it.
    #[serde(default)]
    pub kind: TimeKind,
    /// What the words add to the value, as TIMEX3's `mod`: "early 2023", "nearly three weeks".
    #[serde(default)]
    pub modifier: Option<TimeModifier>,
    /// The time zone that is named with a time of day, as the report writes it ("GMT"); the value
    /// is the time of that zone, not moved to another.
    #[serde(default)]
    pub zone: Option<String>,
}

/// The sorts of time of TIMEX3.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum TimeKind {
    /// A day or longer, by the calendar; also "now", "recently".
    #[default]
    Date,
    /// A time of day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

/// What words before or after a time add to its value: the `mod` of TIMEX3.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum TimeModifier {
    /// "more than a decade ago"
    Before,
    /// "less than a year ago"
    After,
    /// "no less than a year ago"
    OnOrBefore,
    /// "no more than a year ago"
    OnOrAfter,
    /// "less than two hours", "nearly three years"
    LessThan,
    /// "more than five days"
    MoreThan,
    /// "no more than ten days", "up to 180 days"
    EqualOrLess,
    /// "at least ten days"
    EqualOrMore,
    /// "early 2023", "the start of the week"
    Start,
    /// "mid-2023"
    Mid,
    /// "late 2023", "the end of the week"
    End,
    /// "about three years"
    Approx,
}

/// A place that a report names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// The words.
    pub span: Span,
    /// The place's usual name.
    pub name: String,
    /// Degrees north, where the gazetteer knows it.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// How exactly the point stands for the place; `null` when no point is known.
    pub precision: Option<PlacePrecision>,
    /// `geonames:` with the place's number there, or with the code of a country (`geonames:UA`) or
    /// division (`geonames:UA.07`); `null` for places that the gazetteer has from elsewhere.
    #[serde(default)]
    pub id: Option<String>,
    /// The country that it lies in or is, ISO 3166-1, two letters; `null` for seas and the like.
    #[serde(default)]
    pub country: Option<String>,
    /// What sort of place it is.
    #[serde(default)]
    pub kind: Option<PlaceKind>,
    /// How exactly the report's words place it, as UCDP counts (`where_prec`): 1 in a town, 2 within
    /// 25 km of one, 3 a second-order division, 4 a first-order division, 5 a part or line without
    /// an edge ("the east of", a river), 6 a country, 7 a sea; `null` for more than a country.
    #[serde(default)]
    pub where_prec: Option<u8>,
    /// How sure the choice among the places of that name is, 0 to 1; `null` where the gazetteer has
    /// none. Below 0.5 the place is left without a point.
    #[serde(default)]
    pub confidence: Option<f32>,
}

/// The sorts of place.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A country or territory.
    Country,
    /// A state, province, oblast.
    FirstOrder,
    /// A county, district, raion.
    SecondOrder,
    /// A town or village, one of their quarters, a site.
    Town,
    /// A region that is no division, in a country or across some: the Donbas.
    Region,
    /// A large part of the world: West Africa.
    Area,
    /// A continent.
    Continent,
    /// A sea, gulf or strait.
    Sea,
    /// A lake.
    Lake,
    /// A river or canal.
    River,
    /// A border or line of truce.
    Border,
    /// A mountain or mountains.
    Mountains,
    /// A desert.
    Desert,
    /// An island or islands.
    Island,
}

/// What a place's point stands for.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PlacePrecision {
    /// A town or something smaller.
    Town,
    /// A region of a country.
    Region,
    /// A whole country: the point is its middle.
    Country,
}

/// A number with what it counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quantity {
    /// The words.
    pub span: Span,
    /// Least value; `null` where only an upper bound or a vague word is given.
    pub low: Option<f64>,
    /// Greatest value; `null` where only a lower bound or a vague word is given.
    pub high: Option<f64>,
    /// ISO 4217 code, `%`, or a unit's symbol; `null` for a count.
    pub unit: Option<String>,
    /// What is counted: "people", "shells".
    pub of: Option<String>,
    /// What sort of number.
    #[serde(default)]
    pub kind: QuantityKind,
    /// What became of the people that it counts, where the text says so: "three people were
    /// killed", "the toll rose to 12".
    #[serde(default)]
    pub role: Option<Role>,
}

/// The sorts of number.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum QuantityKind {
    /// How many.
    #[default]
    Count,
    /// An amount of a currency.
    Money,
    /// A share of a hundred.
    Percent,
    /// A difference of shares: percentage points, basis points.
    Points,
    /// A place in an order: "third".
    Ordinal,
    /// How old.
    Age,
    /// The strength of an earthquake.
    Magnitude,
    /// Length, weight, speed and all else that has a unit.
    Measure,
}

/// What became of the people that a quantity counts.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// They are dead.
    Killed,
    /// They are hurt and alive.
    Injured,
    /// They were shot, hit or stabbed; whether they live is not said.
    Harmed,
    /// Nobody knows where they are.
    Missing,
    /// They are in custody.
    Arrested,
    /// They had to leave.
    Displaced,
    /// They are held by others than the law.
    Captured,
}

/// How certain an event is, as its source has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Certainty {
    /// From -3 (surely not so) over 0 (open) to 3 (surely so).
    pub value: f32,
    /// The word that names the event.
    pub of: Span,
    /// The words that bear on it, in text order: negations, modals, hedges, conditions, verbs and
    /// nouns that leave it open. None where it is stated plainly.
    pub words: Vec<Span>,
    /// The band of estimative language, only where the words themselves map to one.
    pub band: Option<Band>,
}

/// Estimative language as ICD 203 (Analytic Standards, 2015) maps it to probabilities.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// "almost no chance", "remote": 1 to 5 %.
    AlmostNoChance,
    /// "very unlikely", "highly improbable": 5 to 20 %.
    VeryUnlikely,
    /// "unlikely", "improbable": 20 to 45 %.
    Unlikely,
    /// "roughly even chance": 45 to 55 %.
    RoughlyEven,
    /// "likely", "probable": 55 to 80 %.
    Likely,
    /// "very likely", "highly probable": 80 to 95 %.
    VeryLikely,
    /// "almost certain", "nearly certain": 95 to 99 %.
    AlmostCertain,
}
