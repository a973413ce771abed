//! JSON and JSON Lines, and the JSON Schemas of both documents.

use headwater_model::{Brief, Claim, Reading, SCHEMA, Statement};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

use crate::index::Index;
use crate::neutral::is_active;

/// The brief as one JSON document, indented, with the fields of its JSON Schema.
///
/// ```
/// use headwater_model::{Brief, SCHEMA};
/// let brief = Brief { schema: SCHEMA.into(), stories: vec![], readings: vec![] };
/// assert!(headwater_brief::json(&brief).starts_with("{\n  \"schema\": \"headwater/1\""));
/// ```
pub fn json(brief: &Brief) -> String {
    pretty(brief)
}

/// The reading as one JSON document, indented.
pub fn reading_json(reading: &Reading) -> String {
    pretty(reading)
}

/// The reading as one line of JSON, with its line end.
pub fn reading_jsonl(reading: &Reading) -> String {
    line(reading)
}

/// One claim a line.
///
/// Each line is `{"schema", "story", "story_title", "number", "claim": {…}, "statements": […]}`:
/// the claim as in the brief, its number in its story, and its statements in full, each with
/// `report`, `path`, `outlet` and `published` of the report that makes it beside its own fields.
/// Statement ids that the brief has no statement for are in `claim.statements` only.
pub fn jsonl(brief: &Brief) -> String {
    let index = Index::new(brief);
    let mut out = String::new();
    for story in &brief.stories {
        for (place, claim) in story.claims.iter().enumerate() {
            let statements = index.statements_of(claim);
            let statements = statements.iter().map(|said| {
                let report = &said.reading.report;
                StatementInLine {
                    report: &report.id,
                    path: &report.path,
                    outlet: report.outlet.as_deref(),
                    published: report.published.as_deref(),
                    statement: said.statement,
                }
            });
            out.push_str(&line(&ClaimLine {
                schema: SCHEMA,
                story: &story.id,
                story_title: &story.title,
                number: place + 1,
                claim,
                statements: statements.collect(),
            }));
        }
    }
    out
}

#[derive(Serialize)]
struct ClaimLine<'a> {
    schema: &'static str,
    story: &'a str,
    story_title: &'a str,
    number: usize,
    claim: &'a Claim,
    statements: Vec<StatementInLine<'a>>,
}

#[derive(Serialize)]
struct StatementInLine<'a> {
    report: &'a str,
    path: &'a str,
    outlet: Option<&'a str>,
    published: Option<&'a str>,
    #[serde(flatten)]
    statement: &'a Statement,
}

pub(crate) fn pretty(value: &impl Serialize) -> String {
    // The model's types have string keys and no fallible serializer.
    let text = serde_json::to_string_pretty(value).expect("the model's types are plain data");
    escape_active(&text) + "\n"
}

pub(crate) fn line(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).expect("the model's types are plain data");
    escape_active(&text) + "\n"
}

/// Writes controls and direction marks, which stand only inside JSON strings, as `\uXXXX`: the
/// same data, and a terminal that shows the file does not act on it.
fn escape_active(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_active(c) && c != '\n' {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// The JSON Schema (draft 2020-12) of [`json`], indented.
pub fn schema_brief() -> String {
    schema::<Brief>("A brief: what headwater found in a set of reports")
}

/// The JSON Schema (draft 2020-12) of [`reading_json`] and of each line of [`reading_jsonl`].
pub fn schema_reading() -> String {
    schema::<Reading>("A reading: what headwater found inside one report")
}

pub(crate) fn schema<T: JsonSchema>(title: &str) -> String {
    let generator = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator();
    let mut schema = generator.into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    if let Some(properties) = schema.get_mut("properties")
        && let Some(version) = properties.get_mut("schema")
    {
        version["const"] = SCHEMA.into();
    }
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is plain data");
    text.push('\n');
    text
}
