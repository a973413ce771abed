use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Reading, Span};

/// What headwater found in a set of reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Brief {
    /// Always [`SCHEMA`](crate::SCHEMA).
    pub schema: String,
    /// The stories, the one with most reports first.
    pub stories: Vec<Story>,
    /// One reading a report, ordered by publication date, outlet and id.
    pub readings: Vec<Reading>,
}

/// The reports about one event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Story {
    /// Content hash; see [`story_id`](crate::story_id).
    pub id: String,
    /// The words of one report's headline or first sentence.
    pub title: String,
    /// The earliest date that one of its reports was published at, as it stands there; `null`
    /// where none is dated.
    #[serde(default)]
    pub from: Option<String>,
    /// The latest of these dates.
    #[serde(default)]
    pub to: Option<String>,
    /// Places that its reports name, at most eight: first those that most reports name, then those
    /// named most often, then by the alphabet.
    #[serde(default)]
    pub places: Vec<String>,
    /// People that its reports name, at most eight, in the same order. Each has the name that most
    /// of the reports give as the fullest: the longest would be, too often, one report's slip.
    #[serde(default)]
    pub people: Vec<String>,
    /// Report ids, in the order of [`Brief::readings`].
    pub reports: Vec<String>,
    /// The claims, the most corroborated and the most contested first.
    pub claims: Vec<Claim>,
    /// Text that reports of this story share.
    pub reuse: Vec<Reuse>,
}

/// Statements from one or more reports that assert the same proposition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// Content hash; see [`claim_id`](crate::claim_id).
    pub id: String,
    /// The words of one of its statements, verbatim.
    pub text: String,
    /// The statement whose words `text` has.
    pub text_from: String,
    /// Statement ids, every stance, in the order of the readings.
    pub statements: Vec<String>,
    /// Number of reports that support it.
    pub documents: usize,
    /// Number of outlet families that support it; an unknown outlet is its own family.
    pub outlets: usize,
    /// Independent origins behind it.
    pub origins: Origins,
    /// Origins behind its denial; `max` is 0 when nobody denies it.
    pub denials: Origins,
    /// Who denies it.
    pub denied_by: Vec<String>,
    /// Who said that they cannot confirm it.
    pub cannot_confirm: Vec<String>,
    /// Who was asked and did not answer.
    pub no_response: Vec<String>,
    /// Who refused to answer.
    pub declined: Vec<String>,
    /// Slots in which its statements disagree.
    pub differences: Vec<Difference>,
}

/// How many independent origins these reports show, at least and at most.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Origins {
    /// The smallest number of origins that explains all statements.
    pub min: usize,
    /// The number of roots after all that must be one were made one; `null` when it has no bound.
    pub max: Option<usize>,
    /// Whether `min` could be measured: false where every root is unknown.
    pub measured: bool,
    /// Why, in words that a person can check.
    pub reasons: Vec<Reason>,
    /// The roots that were counted, after merging.
    pub roots: Vec<Root>,
}

/// One root of a claim after merging: who, and which statements rest on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Root {
    /// Its name for people: "The New York Times", "an official (via CBS)", "not told".
    pub name: String,
    /// Whether nobody is named.
    pub unknown: bool,
    /// The statements that rest on it.
    pub statements: Vec<String>,
}

/// Why two or more roots are one, cannot be one, or may be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// Which of the four.
    pub kind: ReasonKind,
    /// The roots it is about.
    pub roots: Vec<String>,
    /// The reason, in words.
    pub why: String,
}

/// What a reason says of its roots.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ReasonKind {
    /// They are one.
    Same,
    /// They cannot be one.
    Conflict,
    /// They may be one.
    MayBeSame,
    /// It is not told who it is.
    Unknown,
}

/// Two or more values that statements of one claim give for one slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Difference {
    /// What they differ in.
    pub slot: Slot,
    /// What sort of difference it is.
    pub kind: DifferenceKind,
    /// The values, each with the statements that give it.
    pub values: Vec<DifferenceValue>,
}

/// One side of a difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DifferenceValue {
    /// The value, in the words of the first of its statements.
    pub value: String,
    /// Who gives it.
    pub statements: Vec<String>,
    /// Where the words stand in the report of the first of its statements.
    #[serde(default)]
    pub span: Option<Span>,
}

/// The parts of a proposition that are compared.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// A quantity.
    Number,
    /// When.
    Date,
    /// Where.
    Place,
    /// Who.
    Person,
    /// What part somebody plays.
    Role,
    /// Whether it is so.
    Polarity,
    /// How sure.
    Certainty,
    /// Who says it.
    Speaker,
    /// Whether anybody is said to say it: one report states flatly what another attributes.
    Attribution,
    /// How many say it: "officials" whose source is one official.
    Plurality,
}

/// The sorts of difference.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum DifferenceKind {
    /// Both cannot be so.
    Conflict,
    /// A later report has a figure that moved.
    Update,
    /// One is rougher than the other: "dozens" and 43.
    Precision,
    /// The same in other units.
    Unit,
}

/// Text that one report shares with another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reuse {
    /// The report that has the text first, as far as can be told.
    pub from: String,
    /// The report that took it.
    pub to: String,
    /// Share of the taker's words that stand in the other, 0 to 1.
    pub share: f64,
    /// How sure the direction is: 0.5 is unknown, 1 is certain.
    pub direction_confidence: f64,
    /// The wire both took it from, where the origin is not among the reports but is named.
    pub latent: Option<String>,
    /// Why this direction, in words.
    #[serde(default)]
    pub why: String,
    /// The shared passages as they stand in `from`.
    #[serde(default)]
    pub passages_from: Vec<Span>,
    /// The same passages as they stand in `to`, in the same order.
    #[serde(default)]
    pub passages_to: Vec<Span>,
}
