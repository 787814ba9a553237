//! `dragoman articles`, `statements`, `search` and `history`.

use std::path::Path;

use dragoman_core::Result;
use serde_json::{Value, json};

use crate::arguments::SearchHow;
use crate::import::stdout_failed;
use crate::output::{DONE, Output, printable, text};
use crate::session::Session;

pub fn articles(workspace: &Path, analyst: &str, output: &Output) -> Result<u8> {
    let mut session = Session::open(workspace, analyst)?;
    let rows = session.all("list_articles", json!({}), "articles")?;
    session.close()?;
    print(output, &json!({ "articles": rows }), |value| {
        rows_of(value, "articles")
            .iter()
            .map(|row| {
                format!(
                    "{}\t{}\t{}\t{}\t{} statements\t{}",
                    text(row, "uid"),
                    or(text(row, "published"), "date unknown"),
                    or(text(&row["outlet"], "name"), "outlet unknown"),
                    or(text(row, "language"), "und"),
                    row["statements"],
                    text(row, "title"),
                )
            })
            .collect()
    })
}

pub fn statements(workspace: &Path, article: Option<&str>, analyst: &str, output: &Output) -> Result<u8> {
    let mut session = Session::open(workspace, analyst)?;
    let rows = session.all("list_statements", json!({ "article": article }), "statements")?;
    session.close()?;
    print(output, &json!({ "statements": rows }), |value| {
        rows_of(value, "statements")
            .iter()
            .map(|row| {
                let quotes: Vec<String> = rows_of(row, "spans")
                    .iter()
                    .map(|span| text(span, "quote"))
                    .collect();
                let who: Vec<String> = rows_of(row, "chain")
                    .iter()
                    .map(|link| or(text(&link["actor"], "name"), "nobody named"))
                    .collect();
                format!(
                    "{}\t{}\t{}\t{}\t{}",
                    text(row, "uid"),
                    or(text(row, "said"), "date unknown"),
                    text(row, "kind"),
                    or(who.join(" > "), "newsroom"),
                    quotes.join(" […] "),
                )
            })
            .collect()
    })
}

impl SearchHow {
    /// For which reasons no other word is looked for.
    pub fn reasons(&self) -> Vec<&str> {
        if self.exact {
            REASONS.to_vec()
        } else {
            self.without.iter().map(String::as_str).collect()
        }
    }
}

/// Every reason to look for another word.
const REASONS: [&str; 6] = [
    "spelling",
    "inflection",
    "compound",
    "name",
    "other_name",
    "glossary",
];

pub fn search(
    workspace: &Path,
    query: &str,
    (relevance, limit): (bool, u32),
    how: &SearchHow,
    analyst: &str,
    output: &Output,
) -> Result<u8> {
    let mut session = Session::open(workspace, analyst)?;
    let request = json!({
        "query": query,
        "sort": if relevance { "relevance" } else { "newest" },
        "limit": limit,
        "without": how.reasons(),
        "without_terms": how.without_term,
        "with_terms": how.with_term,
    });
    let mut page = session.call("search", request)?;
    session.close()?;
    if how.exact {
        page["expansions"] = json!([]);
    }
    for problem in rows_of(&page, "problems") {
        output.say(&format!(
            "note: {} ({})",
            text(problem, "code"),
            text(problem, "part")
        ));
    }
    print(output, &page, |page| {
        let mut lines = Vec::new();
        if how.explain {
            lines.extend(rows_of(page, "expansions").iter().map(explained));
        }
        for hit in rows_of(page, "hits") {
            lines.push(format!(
                "{}\t{}\t{}\t{}",
                text(hit, "entity"),
                text(hit, "uid"),
                or(text(hit, "published"), "date unknown"),
                text(hit, "title"),
            ));
            lines.extend(
                rows_of(hit, "passages")
                    .iter()
                    .map(|passage| format!("    {}", marked(passage))),
            );
        }
        lines
    })
}

pub fn history(workspace: &Path, limit: u32, analyst: &str, output: &Output) -> Result<u8> {
    let mut session = Session::open(workspace, analyst)?;
    let page = session.call("list_history", json!({ "limit": limit }))?;
    session.close()?;
    print(output, &page, |page| {
        rows_of(page, "entries")
            .iter()
            .map(|entry| {
                let how = text(entry, "how");
                let command = text(entry, "command");
                format!(
                    "{}\t{}\t{}\t{}\t{}",
                    entry["sequence"],
                    text(entry, "at"),
                    text(entry, "analyst"),
                    if how == "do" {
                        command
                    } else {
                        format!("{how} {command}")
                    },
                    text(entry, "label"),
                )
            })
            .collect()
    })
}

/// A line for a word that is looked for, or could be.
fn explained(expansion: &Value) -> String {
    let detail = text(expansion, "detail");
    let documents = expansion["docs"].as_u64().unwrap_or_default();
    let reason = match text(expansion, "reason").as_str() {
        "spelling" => "another spelling".to_owned(),
        "inflection" => format!("another form ({detail})"),
        "compound" => "ends so".to_owned(),
        "name" => "sounds the same".to_owned(),
        "other_name" => format!("another name of {detail}"),
        "glossary" => format!("stands beside {detail} in the glossary"),
        other => other.to_owned(),
    };
    let state = if expansion["on"] == true {
        "also"
    } else if text(expansion, "reason") == "name" {
        "perhaps"
    } else {
        "not"
    };
    let about = if documents > 64 { "about " } else { "" };
    format!(
        "{state}\t{} → {}\t{reason}\t{about}{documents} documents",
        text(expansion, "of"),
        text(expansion, "written"),
    )
}

/// A passage with its matches between ⟦ and ⟧.
fn marked(passage: &Value) -> String {
    let marks: Vec<(u64, u64)> = rows_of(passage, "marks")
        .iter()
        .filter_map(|mark| Some((mark["start"].as_u64()?, mark["end"].as_u64()?)))
        .collect();
    let source = passage["text"].as_str().unwrap_or_default();
    let mut shown = String::new();
    for (position, character) in (0_u64..).zip(source.chars()) {
        if marks.iter().any(|(_, end)| *end == position) {
            shown.push('⟧');
        }
        if marks.iter().any(|(start, _)| *start == position) {
            shown.push('⟦');
        }
        shown.push(character);
    }
    if marks.iter().any(|(_, end)| *end == source.chars().count() as u64) {
        shown.push('⟧');
    }
    printable(&shown)
}

pub fn rows_of<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value[field].as_array().map(Vec::as_slice).unwrap_or_default()
}

pub fn or(text: String, instead: &str) -> String {
    if text.is_empty() { instead.to_owned() } else { text }
}

pub fn print(output: &Output, value: &Value, lines: impl FnOnce(&Value) -> Vec<String>) -> Result<u8> {
    output
        .result(value, lines)
        .map(|()| DONE)
        .map_err(|error| stdout_failed(&error))
}
