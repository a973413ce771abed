//! The article that a page describes in JSON-LD.

use serde_json::{Map, Value};

use super::plain;
use crate::clean::one_line;

/// What JSON-LD says of an article.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Article {
    pub headline: Option<String>,
    pub author: Option<String>,
    pub publisher: Option<String>,
    pub part_of: Option<String>,
    pub published: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub body: Option<String>,
}

/// The first article in any of the scripts; nothing where there is none.
pub(super) fn article(scripts: &[String]) -> Article {
    for script in scripts {
        let Some(value) = parse(script) else {
            continue;
        };
        let mut objects = Vec::new();
        collect(&value, &mut objects);
        if let Some(article) = objects.iter().find(|object| is_article(object)) {
            return read(article, &objects);
        }
    }
    Article::default()
}

/// Lenient as pages need it: comment marks around it and raw line ends inside strings.
fn parse(script: &str) -> Option<Value> {
    let script = script.trim();
    let script = script.strip_prefix("<!--").unwrap_or(script);
    let script = script.strip_suffix("-->").unwrap_or(script).trim();
    if let Ok(value) = serde_json::from_str(script) {
        return Some(value);
    }
    let spaced: String = script
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    serde_json::from_str(spaced.trim_end_matches([';', ' '])).ok()
}

/// The objects at the top, in arrays and in `@graph`. Depth is bounded by the JSON parser.
fn collect<'a>(value: &'a Value, objects: &mut Vec<&'a Map<String, Value>>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, objects)),
        Value::Object(object) => {
            objects.push(object);
            for key in ["@graph", "mainEntity"] {
                if let Some(inner) = object.get(key) {
                    collect(inner, objects);
                }
            }
        }
        _ => {}
    }
}

fn is_article(object: &&Map<String, Value>) -> bool {
    let is = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            kind.ends_with("Article") || kind == "BlogPosting" || kind == "LiveBlogPosting"
        })
    };
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

fn read(article: &Map<String, Value>, all: &[&Map<String, Value>]) -> Article {
    let string = |key: &str| article.get(key).and_then(Value::as_str).and_then(line);
    let names = |key: &str| {
        let names = names(article.get(key)?, all);
        (!names.is_empty()).then(|| names.join(", "))
    };
    Article {
        headline: string("headline").or_else(|| string("name")),
        author: names("author").or_else(|| names("creator")),
        publisher: names("publisher").or_else(|| names("sourceOrganization")),
        part_of: names("isPartOf"),
        published: string("datePublished").or_else(|| string("dateCreated")),
        url: string("url"),
        language: string("inLanguage"),
        body: article
            .get("articleBody")
            .and_then(Value::as_str)
            .map(str::to_owned),
    }
}

/// The names in a string, an object, a reference to an object, or an array of these.
fn names(value: &Value, all: &[&Map<String, Value>]) -> Vec<String> {
    match value {
        Value::String(name) if name.contains("://") => Vec::new(),
        Value::String(name) => line(name).into_iter().collect(),
        Value::Array(items) => items.iter().flat_map(|item| names(item, all)).collect(),
        Value::Object(object) => {
            let referred = || {
                let id = object.get("@id")?;
                all.iter()
                    .find(|other| other.get("@id") == Some(id) && other.contains_key("name"))
            };
            let name = object.get("name").or_else(|| referred()?.get("name"));
            match name {
                Some(Value::String(name)) => line(name).into_iter().collect(),
                Some(Value::Array(many)) => many
                    .iter()
                    .filter_map(Value::as_str)
                    .filter_map(line)
                    .collect(),
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

fn line(text: &str) -> Option<String> {
    let text = one_line(&plain(text));
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(script: &str) -> Article {
        article(&[script.to_owned()])
    }

    #[test]
    fn an_article_in_a_graph_finds_its_publisher_by_id() {
        let found = of(r##"{"@graph": [
                {"@type": "WebSite", "@id": "#site", "name": "Courier Online"},
                {"@type": "Organization", "@id": "#us", "name": "The Courier"},
                {"@type": ["Thing", "NewsArticle"], "headline": "Ferry &amp; crew",
                 "author": [{"name": "Ana Ruiz"}, "Tom Bell", "https://a.example"],
                 "publisher": {"@id": "#us"}, "isPartOf": {"@id": "#site"},
                 "datePublished": "2024-05-03T08:00:00Z"}]}"##);
        assert_eq!(found.headline.as_deref(), Some("Ferry & crew"));
        assert_eq!(found.author.as_deref(), Some("Ana Ruiz, Tom Bell"));
        assert_eq!(found.publisher.as_deref(), Some("The Courier"));
        assert_eq!(found.part_of.as_deref(), Some("Courier Online"));
        assert_eq!(found.published.as_deref(), Some("2024-05-03T08:00:00Z"));
    }

    #[test]
    fn broken_scripts_are_passed_over() {
        assert_eq!(of("{oops"), Article::default());
        let raw = "{\"@type\": \"NewsArticle\", \"headline\": \"A\nB\"};";
        assert_eq!(of(raw).headline.as_deref(), Some("A B"));
    }

    #[test]
    fn what_is_no_article_says_nothing() {
        assert_eq!(
            of(r#"{"@type": "Product", "name": "A boat"}"#),
            Article::default()
        );
    }
}
