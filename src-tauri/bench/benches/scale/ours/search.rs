//! Searching, typing, opening and counting.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;

use dragoman_bench::corpus::Random;
use dragoman_core::search::ExpansionReason;
use dragoman_core::workspace::Workspace;
use serde_json::{Value, json};

use super::{articles, call, list, open_workspace, text};
use crate::Result;
use crate::phase::{Outcome, Setting};
use crate::queries::{Queries, quoted};
use crate::raw::search::{OPENED, PAGE};

pub fn pages(setting: &Setting) -> Result<Outcome> {
    let mut workspace = open_workspace(setting)?;
    let mut outcome = Outcome::default();
    let mut expanded = BTreeMap::new();
    for query in Queries::read(setting)?.queries {
        let class = &query.class;
        // The same work as the bare side does: words as they are, but names in all spellings.
        let without = if class == "name" {
            Vec::new()
        } else {
            ExpansionReason::ALL.to_vec()
        };
        let mut search = |sort: &str, without: &[ExpansionReason]| -> Result<Value> {
            call(
                &mut workspace,
                "search",
                json!({ "query": query.typed, "sort": sort, "limit": PAGE, "without": without }),
            )
        };
        let page = search("newest", &without)?;
        for _ in 0..3 {
            outcome.time(&format!("search.newest.{class}"), || search("newest", &without))?;
            outcome.time(&format!("search.relevance.{class}"), || {
                search("relevance", &without)
            })?;
        }
        // Nobody has looked for it before.
        let with_expansions = outcome.time(&format!("search.fresh.{class}"), || search("newest", &[]))?;
        if let Some(expression) = expression(&query.typed, &with_expansions) {
            expanded.insert(query.typed.clone(), expression);
            for _ in 0..3 {
                outcome.time(&format!("search.expanded.{class}"), || search("newest", &[]))?;
            }
        }
        let found = titles(&mut workspace, &query.typed, &without)?;
        outcome.answers.insert(
            format!("{class}: {}", query.typed),
            json!({ "ours": page.get("total"), "ours_titles": found, "shown": list(&page, "hits").len() }),
        );
    }
    serde_json::to_writer(File::create(setting.expanded())?, &expanded)?;
    workspace.close()?;
    Ok(outcome)
}

/// The query with its expansions as FTS5 wants it; None of phrases and beginnings.
fn expression(typed: &str, page: &Value) -> Option<String> {
    if typed.contains(['"', '*']) {
        return None;
    }
    let words = typed.split(' ').map(|word| {
        let others = list(page, "expansions").iter().filter(|expansion| {
            expansion.get("on").and_then(Value::as_bool) == Some(true)
                && text(expansion, "of").is_some_and(|of| of.to_lowercase() == word.to_lowercase())
        });
        let any: Vec<String> = std::iter::once(quoted(word))
            .chain(others.filter_map(|expansion| Some(quoted(&text(expansion, "written")?))))
            .collect();
        format!("({})", any.join(" OR "))
    });
    Some(words.collect::<Vec<_>>().join(" AND "))
}

/// The titles of all articles that a query finds; of many none.
fn titles(workspace: &mut Workspace, query: &str, without: &[ExpansionReason]) -> Result<BTreeSet<String>> {
    let page = call(
        workspace,
        "search",
        json!({ "query": query, "limit": 200, "without": without }),
    )?;
    if page.get("next").is_some_and(Value::is_string) {
        return Ok(BTreeSet::new());
    }
    Ok(list(&page, "hits")
        .iter()
        .filter_map(|hit| text(hit, "title"))
        .collect())
}

pub fn typing(setting: &Setting) -> Result<Outcome> {
    let mut workspace = open_workspace(setting)?;
    let mut outcome = Outcome::default();
    for (letters, beginning) in Queries::read(setting)?.beginnings() {
        let mut search = |limit: u32| {
            call(
                &mut workspace,
                "search",
                json!({ "query": beginning, "typing": true, "limit": limit }),
            )
        };
        // Nobody has typed it before.
        let page = outcome.time(&format!("typing.fresh.{letters}"), || search(PAGE))?;
        for _ in 0..3 {
            outcome.time(&format!("typing.page.{letters}"), || search(PAGE))?;
            outcome.time(&format!("typing.first.{letters}"), || search(1))?;
        }
        outcome.answers.insert(
            format!("typing: {beginning}"),
            json!({ "shown": list(&page, "hits").len(), "total": page.get("total") }),
        );
    }
    workspace.close()?;
    Ok(outcome)
}

/// Opens articles for reading, with their sentences and statements.
pub fn article(setting: &Setting) -> Result<Outcome> {
    let mut workspace = open_workspace(setting)?;
    let mut outcome = Outcome::default();
    let mut random = Random::new(12);
    let uids = articles(&mut workspace, usize::try_from(setting.size.min(20_000))?)?;
    for _ in 0..OPENED {
        if let Some(uid) = random.one(&uids) {
            outcome.time("article.open", || {
                Ok(call(&mut workspace, "get_article", json!({ "uid": uid }))?.to_string())
            })?;
        }
    }
    for _ in 0..20 {
        outcome.time("article.list", || {
            call(&mut workspace, "list_articles", json!({ "limit": 100 }))
        })?;
    }
    workspace.close()?;
    Ok(outcome)
}

/// Counts beside the values of every facet: of all statements, and of what a common word finds.
pub fn facets(setting: &Setting) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    if dragoman_core::commands::find("search_facets").is_none() {
        return Ok(outcome);
    }
    let mut workspace = open_workspace(setting)?;
    let queries = Queries::read(setting)?.queries;
    let common = queries.iter().find(|query| query.class == "common");
    let common = common.map_or("", |query| query.typed.as_str());
    for (series, query) in [("facets.statements", "kind:direct"), ("facets.common", common)] {
        for _ in 0..10 {
            let counts = outcome.time(series, || {
                call(&mut workspace, "search_facets", json!({ "query": query }))
            })?;
            outcome.answers.insert(
                format!("facets: {query}"),
                json!({ "shown": list(&counts, "facets").len() }),
            );
        }
    }
    for (series, sort) in [("lines.newest", "newest"), ("lines.sorted", "left")] {
        for _ in 0..5 {
            outcome.time(series, || {
                call(
                    &mut workspace,
                    "keyword_in_context",
                    json!({ "query": common, "sort": sort }),
                )
            })?;
        }
    }
    workspace.close()?;
    Ok(outcome)
}
