//! `dragoman verify`: needs no workspace.

use std::path::Path;

use dragoman_core::briefings::{self, FolderSources};
use dragoman_core::{Error, Result};
use serde_json::Value;

use crate::import::stdout_failed;
use crate::output::{DONE, IN_PART, Output, printable, text};

pub fn run(file: &Path, sources: &Path, output: &Output) -> Result<u8> {
    let markdown = std::fs::read(file).map_err(|error| Error::io(file, &error))?;
    // A file that is not UTF-8 was changed: the quotes that hold the changed bytes fail, not the reader.
    let report = briefings::verify(
        &String::from_utf8_lossy(&markdown),
        &FolderSources::index(sources)?,
    )?;
    let code = if report.ok { DONE } else { IN_PART };
    let value = serde_json::to_value(&report).map_err(|error| Error::Malformed {
        detail: error.to_string(),
    })?;
    output
        .result(&value, |value| lines(file, value))
        .map_err(|error| stdout_failed(&error))?;
    Ok(code)
}

fn lines(file: &Path, report: &Value) -> Vec<String> {
    let file = printable(&file.display().to_string());
    let verdicts = report["lines"].as_array().map(Vec::as_slice).unwrap_or_default();
    let failed: Vec<&Value> = verdicts
        .iter()
        .filter(|verdict| verdict["outcome"] != "holds")
        .collect();
    let mut lines: Vec<String> = failed
        .iter()
        .map(|verdict| {
            let outcome = text(verdict, "outcome").replace('_', " ");
            format!(
                "{file}:{}: {outcome}: {}",
                verdict["line"],
                text(verdict, "detail")
            )
        })
        .collect();
    lines.push(match (report["quotes"].as_u64().unwrap_or(0), failed.len()) {
        (0, 0) => "no quotes were found: nothing is proved".to_owned(),
        (quotes, 0) => format!("{quotes} quotes, all hold"),
        (quotes, failed) => format!("{quotes} quotes, {failed} do not hold"),
    });
    lines
}
