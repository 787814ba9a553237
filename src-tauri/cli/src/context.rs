//! `dragoman search --kwic` and `--facets`.

use std::path::Path;

use dragoman_core::search::{KeywordInContext, KwicSort, KwicWithin, kwic_csv};
use dragoman_core::workspace::{Context, Workspace};
use dragoman_core::{Result, files};
use serde_json::json;

use crate::arguments::KwicOrder;
use crate::import::stdout_failed;
use crate::lists::{or, print, rows_of};
use crate::output::{DONE, Output, printable, text};
use crate::session::Session;

pub fn lines(
    workspace: &Path,
    query: &str,
    by: KwicOrder,
    limit: u32,
    analyst: &str,
    output: &Output,
) -> Result<u8> {
    let mut session = Session::open(workspace, analyst)?;
    let request = json!({ "query": query, "sort": sort(by), "limit": limit });
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
    (file, overwrite): (&Path, bool),
    analyst: &str,
    output: &Output,
) -> Result<u8> {
    let workspace = Workspace::open(workspace, Context::command_line(analyst))?;
    let request = KeywordInContext {
        query: query.to_owned(),
        sort: sort(by),
        within: KwicWithin::default(),
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

pub fn facets(workspace: &Path, query: &str, analyst: &str, output: &Output) -> Result<u8> {
    let mut session = Session::open(workspace, analyst)?;
    let counts = session.call("search_facets", json!({ "query": query }))?;
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
