//! `dragoman export`.

use std::path::Path;

use dragoman_core::workspace::{Context, Workspace};
use dragoman_core::{Error, Result, briefings, files, statements};
use serde_json::json;

use crate::arguments::Export;
use crate::import::stdout_failed;
use crate::output::{DONE, Output, printable};

pub fn run(request: &Export, analyst: &str, output: &Output) -> Result<u8> {
    let workspace = Workspace::open(&request.workspace, Context::command_line(analyst))?;
    let (file, count, what) = match (&request.briefing, &request.output, &request.statements) {
        (Some(name), Some(file), _) => (
            file,
            briefing(&workspace, name, file, request.overwrite)?,
            "bytes",
        ),
        (_, _, Some(file)) => (file, csv(&workspace, file, request.overwrite)?, "statements"),
        // The command line has been checked: one of the two is given, and --briefing with -o.
        _ => {
            return Err(Error::Malformed {
                detail: "nothing to export".to_owned(),
            });
        }
    };
    workspace.close()?;
    let value = json!({ "file": file, what: count });
    output
        .result(&value, |_| {
            vec![format!(
                "wrote {} ({count} {what})",
                printable(&file.display().to_string())
            )]
        })
        .map_err(|error| stdout_failed(&error))?;
    Ok(DONE)
}

/// Writes the briefing of this uid or title and says how many bytes it has.
fn briefing(workspace: &Workspace, name: &str, file: &Path, overwrite: bool) -> Result<usize> {
    let reading = workspace.reading();
    let uid = match name.parse() {
        Ok(uid) => uid,
        Err(_) => briefings::by_title(&reading, name)?,
    };
    let markdown = briefings::export(&reading, uid)?;
    files::write_file(file, markdown.as_bytes(), overwrite)?;
    Ok(markdown.len())
}

/// Writes all statements and says how many there are.
fn csv(workspace: &Workspace, file: &Path, overwrite: bool) -> Result<usize> {
    let mut bytes = Vec::new();
    let count = statements::csv(&workspace.reading(), &mut bytes)?;
    files::write_file(file, &bytes, overwrite)?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}
