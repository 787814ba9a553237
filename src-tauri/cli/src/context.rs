//! `dragoman search --kwic` and `--facets`.

use std::path::Path;

use dragoman_core::search::{ExpansionReason, KeywordInContext, KwicSort, KwicWithin, kwic_csv};
use dragoman_core::workspace::{Context, Workspace};
use dragoman_core::{Result, files};
use serde_json::json;

use crate::arguments::{KwicOrder, SearchHow};
use crate::import::stdout_failed;
use crate::lists::{or, print, rows_of};
use crate::output::{DONE, Output, printable, text};
use crate::session::Session;

pub fn lines(
    workspace: &Path,
    query: &str,
    (by, limit): (KwicOrder, u32),
    how: &SearchHow,
    analyst: &str,
    output: &Output,
) -> Result<u8> {
    let mut session = Session::open(workspace, analyst)?;
    let request = json!({
        "query": query, "sort": sort(by), "limit": limit,
        "without": how.reasons(), "without_terms": how.without_term, "with_terms": how.with_term,
    });
    let page = session.call("keyword_in_context", request)?;
    session.close()?;
    print(output, &page, |page| {
        rows_of(page, "rows")
            .iter()
            .map(|row| {
                format!(
                    "{}⟦{}⟧{}\t{}\t{}\t{}",
                    text(row, "left"),
                    text(row, "keyword"),
                    text(row, "right"),
                    or(text(row, "published"), "date unknown"),
                    or(text(row, "outlet"), "outlet unknown"),
                    text(row, "title"),
                )
            })
            .collect()
    })
}

/// Writes all lines as CSV.
pub fn table(
    workspace: &Path,
    query: &str,
    by: KwicOrder,
    how: &SearchHow,
    (file, overwrite): (&Path, bool),
    analyst: &str,
    output: &Output,
) -> Result<u8> {
    let workspace = Workspace::open(workspace, Context::command_line(analyst))?;
    let request = KeywordInContext {
        query: query.to_owned(),
        sort: sort(by),
        within: KwicWithin::default(),
        without: reasons(how),
        without_terms: how.without_term.clone(),
        with_terms: how.with_term.clone(),
        width: 0,
        limit: 0,
        after: None,
    };
    let mut bytes = Vec::new();
    let count = kwic_csv(&workspace.reading(), &request, &mut bytes)?;
    files::write_file(file, &bytes, overwrite)?;
    workspace.close()?;
    let value = json!({ "file": file, "lines": count });
    output
        .result(&value, |_| {
            vec![format!(
                "wrote {} ({count} lines)",
                printable(&file.display().to_string())
            )]
        })
        .map_err(|error| stdout_failed(&error))?;
    Ok(DONE)
}

/// The reasons as the core knows them. There are no others: the arguments have been checked.
fn reasons(how: &SearchHow) -> Vec<ExpansionReason> {
    serde_json::from_value(json!(how.reasons())).unwrap_or_default()
}

pub fn facets(workspace: &Path, query: &str, how: &SearchHow, analyst: &str, output: &Output) -> Result<u8> {
    let mut session = Session::open(workspace, analyst)?;
    let request = json!({
        "query": query,
        "without": how.reasons(), "without_terms": how.without_term, "with_terms": how.with_term,
    });
    let counts = session.call("search_facets", request)?;
    session.close()?;
    print(output, &counts, |counts| {
        let mut lines = Vec::new();
        for facet in rows_of(counts, "facets") {
            let bounded = if facet["bounded"] == true {
                format!(" (of the newest {})", facet["counted"])
            } else {
                String::new()
            };
            lines.push(format!("{}{bounded}", text(facet, "by")));
            for value in rows_of(facet, "values") {
                let stance = value["stance"].as_str().map(|word| format!("/{word}"));
                lines.push(format!(
                    "{:>8}  {}{}",
                    value["count"].to_string(),
                    text(value, "value"),
                    stance.unwrap_or_default()
                ));
            }
            if facet["more"] == true {
                lines.push("          …".to_owned());
            }
        }
        lines
    })
}

fn sort(by: KwicOrder) -> KwicSort {
    match by {
        KwicOrder::Newest => KwicSort::Newest,
        KwicOrder::Left => KwicSort::Left,
        KwicOrder::Right => KwicSort::Right,
    }
}
