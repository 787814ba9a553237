//! What a page says about its article in JSON-LD (schema.org).

use serde_json::Value;

/// The properties that a draft has a place for; empty if the page does not say.
#[derive(Debug, Default)]
pub(super) struct JsonLd {
    pub headline: String,
    pub author: String,
    pub publisher: String,
    pub published: String,
    pub language: String,
    pub url: String,
}

/// How many levels and how many objects of a document are looked at.
const MAX_LEVELS: usize = 6;

/// The first article among the scripts of a page.
pub(super) fn article(scripts: &[&str]) -> JsonLd {
    scripts
        .iter()
        .filter_map(|script| serde_json::from_str::<Value>(strip_wrapping(script)).ok())
        .find_map(|document| find(&document, 0).map(properties))
        .unwrap_or_default()
}

/// Some pages put the JSON into a comment or a CDATA section.
fn strip_wrapping(script: &str) -> &str {
    let script = script.trim();
    let script = script
        .strip_prefix("<!--")
        .and_then(|inner| inner.strip_suffix("-->"))
        .unwrap_or(script)
        .trim();
    let script = script
        .strip_prefix("//<![CDATA[")
        .or_else(|| script.strip_prefix("<![CDATA["))
        .unwrap_or(script);
    script
        .strip_suffix("//]]>")
        .or_else(|| script.strip_suffix("]]>"))
        .unwrap_or(script)
}

fn find(value: &Value, level: usize) -> Option<&Value> {
    if level > MAX_LEVELS {
        return None;
    }
    match value {
        Value::Array(items) => items.iter().find_map(|item| find(item, level + 1)),
        Value::Object(object) if object.get("@type").is_some_and(is_article) => Some(value),
        _ => None,
    }
    .or_else(|| nested(value, level))
}

fn nested(value: &Value, level: usize) -> Option<&Value> {
    ["@graph", "mainEntity", "mainEntityOfPage"]
        .iter()
        .filter_map(|key| value.get(key))
        .find_map(|inner| find(inner, level + 1))
}

/// `Article` and all its kinds in schema.org end in one of these.
fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(name) => {
            name.ends_with("Article") || name.ends_with("BlogPosting") || name.ends_with("Report")
        }
        Value::Array(kinds) => kinds.iter().any(|kind| kind.is_string() && is_article(kind)),
        _ => false,
    }
}

fn properties(article: &Value) -> JsonLd {
    let first = |keys: &[&str], inner: &str| {
        keys.iter()
            .filter_map(|key| article.get(key))
            .map(|value| names(value, inner, 0))
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    };
    JsonLd {
        headline: first(&["headline", "name"], "name"),
        author: first(&["author", "creator"], "name"),
        publisher: first(&["publisher", "sourceOrganization"], "name"),
        published: first(&["datePublished", "dateCreated"], "@value"),
        language: first(&["inLanguage"], "alternateName"),
        url: first(&["url", "mainEntityOfPage", "@id"], "@id"),
    }
}

/// A string, the property `inner` of an object, or a list of these joined by `, `.
fn names(value: &Value, inner: &str, level: usize) -> String {
    match value {
        Value::String(text) => super::tokens::plain(text),
        Value::Object(object) if level < 3 => object
            .get(inner)
            .map_or_else(String::new, |name| names(name, inner, level + 1)),
        Value::Array(items) if level < 3 => {
            let all: Vec<String> = items
                .iter()
                .map(|item| names(item, inner, level + 1))
                .filter(|name| !name.is_empty())
                .collect();
            all.join(", ")
        }
        _ => String::new(),
    }
}
