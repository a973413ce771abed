//! JSON objects → drafts.

use serde_json::{Map, Value};

use crate::draft::{Draft, Part};
use crate::{IngestError, html};

/// The names that a report's text goes by, the first one that is there taken.
pub(crate) const TEXT_FIELDS: [&str; 5] = ["text", "body", "content", "maintext", "article"];

const TITLE: [&str; 2] = ["title", "headline"];
const OUTLET: [&str; 6] = ["outlet", "publisher", "source", "site", "domain", "host"];
const PUBLISHED: [&str; 5] = [
    "published",
    "date",
    "published_at",
    "date_published",
    "seen_at",
];
const BYLINE: [&str; 4] = ["byline", "author", "authors", "credit"];
const URL: [&str; 2] = ["url", "link"];
const LANGUAGE: [&str; 2] = ["language", "lang"];

/// The objects in a whole JSON document, each with the number to name it by (`None` when the
/// document is one object): one object, an array of them, several one after the other, a reading
/// of ours (`{"report": …}`) or a brief of ours (`{"readings": […]}`).
pub(crate) fn objects(text: &str, path: &str) -> Result<Vec<(Option<usize>, Value)>, IngestError> {
    let mut found = Vec::new();
    let mut single = true;
    for value in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
        match value.map_err(|error| invalid(&error, path, 0, false))? {
            Value::Array(items) => {
                single = false;
                found.extend(items);
            }
            Value::Object(mut object) => match object.remove("readings") {
                Some(Value::Array(readings)) => {
                    single = false;
                    found.extend(readings);
                }
                _ => found.push(Value::Object(object)),
            },
            other => found.push(other),
        }
    }
    if found.is_empty() {
        let found = "an empty array".to_owned();
        let path = path.to_owned();
        return Err(IngestError::NoReport { path, found });
    }
    let single = single && found.len() == 1;
    let numbered = found.into_iter().enumerate();
    Ok(numbered
        .map(|(place, value)| ((!single).then_some(place + 1), value))
        .collect())
}

/// An error of `serde_json` with its place in the file; `line` is where the text began, from 0.
pub(crate) fn invalid(
    error: &serde_json::Error,
    path: &str,
    line: usize,
    more: bool,
) -> IngestError {
    let message = error.to_string();
    let why = message.split(" at line ").next().unwrap_or_default();
    IngestError::Json {
        path: path.to_owned(),
        line: line + error.line().max(1),
        column: error.column().max(1),
        why: why.to_owned(),
        more,
    }
}

/// What one object says of its report.
pub(crate) fn read(value: Value, path: &str) -> Result<Draft, IngestError> {
    let no_report = |found: &str| IngestError::NoReport {
        path: path.to_owned(),
        found: found.to_owned(),
    };
    let mut object = match value {
        Value::Object(object) => object,
        Value::Array(_) => return Err(no_report("an array stands here")),
        Value::String(_) => return Err(no_report("a bare string stands here")),
        _ => return Err(no_report("a bare value stands here")),
    };
    if let Some(Value::Object(report)) = object.get_mut("report") {
        object = std::mem::take(report);
    }
    let Some(text) = first(&object, &TEXT_FIELDS, text_of) else {
        let names: Vec<&str> = object.keys().map(String::as_str).take(20).collect();
        let fields = if names.is_empty() {
            "none".to_owned()
        } else {
            names.join(", ")
        };
        return Err(IngestError::NoTextField {
            path: path.to_owned(),
            fields: crate::clean::one_line(&fields),
        });
    };
    let parts = if html::looks_like_markup(&text) {
        html::fragment(&text)
    } else {
        vec![Part::plain(text)]
    };
    Ok(Draft {
        parts,
        title: first(&object, &TITLE, name_of),
        outlet: first(&object, &OUTLET, name_of),
        byline: first(&object, &BYLINE, names_of),
        published: first(&object, &PUBLISHED, date_of),
        url: first(&object, &URL, name_of),
        language: first(&object, &LANGUAGE, name_of),
        warnings: Vec::new(),
    })
}

/// The first of the fields that has a value with something in it; an empty text is still a text.
fn first(
    object: &Map<String, Value>,
    names: &[&str],
    value: fn(&Value) -> Option<String>,
) -> Option<String> {
    let mut values = names.iter().filter_map(|name| value(object.get(*name)?));
    let first = values.next()?;
    if !first.trim().is_empty() {
        return Some(first);
    }
    Some(
        values
            .find(|other| !other.trim().is_empty())
            .unwrap_or(first),
    )
}

/// A string, or an array of strings as paragraphs.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => {
            let texts: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
            texts.map(|texts| texts.join("\n\n"))
        }
        _ => None,
    }
}

/// A string, or the name that an object has.
fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => Some(name.clone()),
        Value::Object(object) => name_of(object.get("name")?),
        _ => None,
    }
}

/// A name, or several joined.
fn names_of(value: &Value) -> Option<String> {
    match value {
        Value::Array(items) => {
            let names: Vec<String> = items.iter().filter_map(name_of).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        other => name_of(other),
    }
}

/// A string; a number too, so that it can be warned about.
fn date_of(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        other => name_of(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(json: &str) -> Draft {
        read(serde_json::from_str(json).unwrap(), "f").unwrap()
    }

    #[test]
    fn each_field_goes_by_several_names() {
        let draft = draft(
            r#"{"maintext": "A ferry sank.", "headline": "Ferry sinks",
                "source": {"id": null, "name": "The Courier"}, "seen_at": "2024-05-03",
                "author": [{"name": "Ana Ruiz"}, "Tom Bell"], "url": "https://a.example", "id": 5}"#,
        );
        assert_eq!(draft.parts, [Part::plain("A ferry sank.")]);
        assert_eq!(draft.title.as_deref(), Some("Ferry sinks"));
        assert_eq!(draft.outlet.as_deref(), Some("The Courier"));
        assert_eq!(draft.byline.as_deref(), Some("Ana Ruiz, Tom Bell"));
        assert_eq!(draft.published.as_deref(), Some("2024-05-03"));
    }

    #[test]
    fn markup_inside_a_field_becomes_paragraphs() {
        let draft = draft(r#"{"content": "<p>One &amp; two.</p><p>Three.</p>"}"#);
        assert_eq!(
            draft.parts,
            [Part::plain("One & two."), Part::plain("Three.")]
        );
    }

    #[test]
    fn our_own_reading_is_a_report() {
        let draft = draft(r#"{"schema": "x", "report": {"text": "A ferry sank.", "outlet": "C"}}"#);
        assert_eq!(draft.outlet.as_deref(), Some("C"));
    }

    #[test]
    fn an_object_without_text_names_the_fields_it_may_have() {
        let value = serde_json::json!({"id": 1, "words": "x"});
        let message = read(value, "f.json").unwrap_err().to_string();
        assert!(message.contains("its fields: id, words"), "{message}");
        assert!(
            message.contains("text, body, content, maintext, article"),
            "{message}"
        );
    }

    #[test]
    fn broken_json_has_line_and_column() {
        let message = objects("{\n  \"text\": oops\n}", "f.json")
            .unwrap_err()
            .to_string();
        assert!(
            message.contains("at line 2, column 11: expected value"),
            "{message}"
        );
    }

    #[test]
    fn objects_one_after_the_other_are_numbered() {
        let found = objects("{\"text\": \"a\"}\n{\"text\": \"b\"}", "f").unwrap();
        assert_eq!(
            found.iter().map(|(number, _)| *number).collect::<Vec<_>>(),
            [Some(1), Some(2)]
        );
    }
}
