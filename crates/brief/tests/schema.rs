//! The checked-in JSON Schemas are the generated ones, and what is written keeps to them.

use headwater_brief as brief;
use serde_json::Value;

mod sample;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schema");

fn checked_in(name: &str, generated: &str) {
    let path = format!("{FOLDER}/{name}");
    if std::env::var_os("HEADWATER_WRITE_SCHEMA").is_some() {
        std::fs::write(&path, generated).expect("the folder is writable");
    }
    let stored = std::fs::read_to_string(&path).expect("the schema is checked in");
    // Compared as data: another crate of the workspace may make serde_json keep another order.
    assert_eq!(
        parse(&stored),
        parse(generated),
        "run with HEADWATER_WRITE_SCHEMA=1 to renew {path}"
    );
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("it is JSON")
}

#[test]
fn the_schema_of_the_brief_is_the_checked_in_one() {
    checked_in("headwater-1.brief.json", &brief::schema_brief());
}

#[test]
fn the_schema_of_the_reading_is_the_checked_in_one() {
    checked_in("headwater-1.reading.json", &brief::schema_reading());
}

#[test]
fn the_schema_of_the_stories_is_the_checked_in_one() {
    checked_in("headwater-1.stories.json", &brief::schema_stories());
}

#[test]
fn the_schema_of_an_event_is_the_checked_in_one() {
    checked_in("headwater-1.event.json", &brief::schema_event());
}

#[test]
fn outputs_keep_to_their_schemas() {
    let sample = sample::sample();
    let schema = parse(&brief::schema_brief());
    valid(&schema, &schema, &parse(&brief::json(&sample)), "$");
    let schema = parse(&brief::schema_reading());
    for reading in &sample.readings {
        valid(&schema, &schema, &parse(&brief::reading_json(reading)), "$");
        let line = brief::reading_jsonl(reading);
        assert_eq!(line.matches('\n').count(), 1);
        valid(&schema, &schema, &parse(&line), "$");
    }
}

#[test]
#[should_panic(expected = "$.readings[0].report.id")]
fn what_does_not_keep_to_the_schema_is_noticed() {
    let mut document = parse(&brief::json(&sample::sample()));
    document["readings"][0]["report"]["id"] = Value::Null;
    let schema = parse(&brief::schema_brief());
    valid(&schema, &schema, &document, "$");
}

#[test]
fn what_is_written_reads_back_the_same() {
    let sample = sample::sample();
    let back: headwater_model::Brief =
        serde_json::from_str(&brief::json(&sample)).expect("it reads");
    assert_eq!(back, sample);
}

/// Checks a document against the part of JSON Schema that our schemas use. A keyword that is not
/// known here fails the test instead of passing silently.
fn valid(root: &Value, schema: &Value, value: &Value, at: &str) {
    assert!(
        is_valid(root, schema, value, at),
        "{at} does not keep to {schema}"
    );
}

fn is_valid(root: &Value, schema: &Value, value: &Value, at: &str) -> bool {
    let Some(keywords) = schema.as_object() else {
        return schema.as_bool().unwrap_or(false);
    };
    keywords
        .iter()
        .all(|(keyword, rule)| match keyword.as_str() {
            "$schema" | "title" | "description" | "$defs" | "format" | "default" => true,
            "$ref" => {
                let pointer = rule.as_str().expect("a pointer").trim_start_matches('#');
                is_valid(
                    root,
                    root.pointer(pointer).expect("a definition"),
                    value,
                    at,
                )
            }
            "type" => match rule {
                Value::Array(types) => types.iter().any(|one| is_type(one, value)),
                one => is_type(one, value),
            },
            "const" => rule == value,
            "enum" => rule.as_array().expect("values").contains(value),
            "minimum" => value
                .as_f64()
                .is_none_or(|number| number >= rule.as_f64().expect("a number")),
            "maximum" => value
                .as_f64()
                .is_none_or(|number| number <= rule.as_f64().expect("a number")),
            "required" => rule
                .as_array()
                .expect("names")
                .iter()
                .all(|name| value.get(name.as_str().expect("a name")).is_some()),
            "anyOf" => rule
                .as_array()
                .expect("schemas")
                .iter()
                .any(|one| is_valid(root, one, value, at)),
            "oneOf" => {
                let fits = rule.as_array().expect("schemas").iter();
                fits.filter(|one| is_valid(root, one, value, at)).count() == 1
            }
            "items" => {
                let items = value.as_array().into_iter().flatten().enumerate();
                items.for_each(|(place, item)| valid(root, rule, item, &format!("{at}[{place}]")));
                true
            }
            "properties" => {
                for (name, rule) in rule.as_object().expect("properties") {
                    if let Some(inner) = value.get(name) {
                        valid(root, rule, inner, &format!("{at}.{name}"));
                    }
                }
                true
            }
            _ => panic!("this validator does not know {keyword}"),
        })
}

fn is_type(name: &Value, value: &Value) -> bool {
    match name.as_str().expect("a type") {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        other => panic!("no such type: {other}"),
    }
}
