//! `dragoman new`, `check`, `backup`, `undo` and `redo`.

use std::io::Write as _;
use std::path::Path;

use dragoman_core::text::hash::sha256_hex;
use dragoman_core::workspace::{self, Check, Context};
use dragoman_core::{Error, Result};
use serde_json::{Value, json};

use crate::import::stdout_failed;
use crate::output::{CANNOT_TELL, DONE, IN_PART, Output, printable, text};
use crate::session::Session;

pub fn new(file: &Path, analyst: &str, output: &Output) -> Result<u8> {
    let session = Session::create(file, analyst)?;
    session.close()?;
    print(output, &json!({ "workspace": file }), |_| {
        vec![format!("made {}", printable(&file.display().to_string()))]
    })?;
    Ok(DONE)
}

pub fn check(path: &Path, deep: bool, min_ack: Option<u32>, analyst: &str, output: &Output) -> Result<u8> {
    let request = Check {
        deep,
        acknowledged: min_ack,
    };
    let report = match workspace::inspect(path, &Context::command_line(analyst), request) {
        Ok(report) => serde_json::to_value(report).map_err(|error| Error::Malformed {
            detail: error.to_string(),
        })?,
        Err(error) => {
            output.error(&error);
            // What cannot be opened because it is damaged or altered breaks a promise; of the rest nothing can be told.
            return Ok(match error {
                Error::Damaged { .. } | Error::Truncated { .. } | Error::Altered { .. } => IN_PART,
                _ => CANNOT_TELL,
            });
        }
    };
    print(output, &report, |report| {
        let mut lines = Vec::new();
        for check in report["checks"].as_array().map(Vec::as_slice).unwrap_or_default() {
            let verdict = if check["ok"] == true { "ok    " } else { "FAILED" };
            lines.push(format!("{verdict} {} {}", text(check, "id"), text(check, "what")));
            for finding in check["findings"]
                .as_array()
                .map(Vec::as_slice)
                .unwrap_or_default()
            {
                lines.push(format!(
                    "       {}",
                    printable(finding.as_str().unwrap_or_default())
                ));
            }
            for note in check["notes"].as_array().map(Vec::as_slice).unwrap_or_default() {
                lines.push(format!(
                    "       note: {}",
                    printable(note.as_str().unwrap_or_default())
                ));
            }
        }
        lines
    })?;
    Ok(if report["ok"] == true { DONE } else { IN_PART })
}

pub fn dump(workspace: &Path, canonical: bool, analyst: &str) -> Result<u8> {
    let mut session = Session::open(workspace, analyst)?;
    let open = session.workspace();
    let dump = if canonical {
        open.canonical_dump()
    } else {
        open.dump()
    }?;
    session.close()?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{dump}sha256 {}", sha256_hex(dump.as_bytes()))
        .and_then(|()| out.flush())
        .map_err(|error| stdout_failed(&error))?;
    Ok(DONE)
}

pub fn repair(path: &Path, analyst: &str, output: &Output) -> Result<u8> {
    let mut session = Session::open(path, analyst)?;
    session.workspace().repair()?;
    while session.workspace().look_for_copies(50)? {}
    session.close()?;
    print(output, &json!({ "repaired": path }), |_| {
        vec!["what is derived was made anew; `dragoman check --deep` says whether all is well".to_owned()]
    })?;
    Ok(DONE)
}

/// Ends with 1 when something was lost.
pub fn salvage(file: &Path, new: &Path, analyst: &str, output: &Output) -> Result<u8> {
    let report = workspace::salvage(file, new, &Context::command_line(analyst))?;
    let lost: u64 = report.tables.iter().map(|table| table.lost).sum();
    let value = serde_json::to_value(&report).map_err(|error| Error::Malformed {
        detail: error.to_string(),
    })?;
    print(output, &value, |_| {
        let mut lines: Vec<String> = report
            .tables
            .iter()
            .map(|table| {
                let some = |count: u64, what: &str| match count {
                    0 => String::new(),
                    count => format!(", {count} {what}"),
                };
                let lost = some(table.lost, "lost");
                let mended = some(table.mended, "with characters replaced");
                format!("{}: {} saved{lost}{mended}", table.table, table.saved)
            })
            .collect();
        lines.push(match report.commands {
            0 => "history: begins anew".to_owned(),
            commands => format!("history: {commands} commands saved"),
        });
        lines.extend(report.words.iter().map(|words| printable(words)));
        lines.push(format!(
            "{} {}",
            printable(&new.display().to_string()),
            if report.holds {
                "keeps all promises"
            } else {
                "does NOT keep all promises: see `dragoman check --deep`"
            }
        ));
        lines
    })?;
    Ok(if lost == 0 && report.holds { DONE } else { IN_PART })
}

pub fn backup(workspace: &Path, file: &Path, analyst: &str, output: &Output) -> Result<u8> {
    let mut session = Session::open(workspace, analyst)?;
    let sequence = session.workspace().backup(file)?;
    session.close()?;
    print(output, &json!({ "backup": file, "sequence": sequence }), |_| {
        vec![format!(
            "{} holds everything up to command {sequence}, checked",
            printable(&file.display().to_string())
        )]
    })?;
    Ok(DONE)
}

pub fn undo_or_redo(workspace: &Path, which: &str, analyst: &str, output: &Output) -> Result<u8> {
    let mut session = Session::open(workspace, analyst)?;
    let answer = session.call(which, json!({}))?;
    session.close()?;
    print(output, &answer, |answer| {
        vec![format!(
            "{which}: {} ({} commands)",
            text(&answer["result"], "name"),
            answer["result"]["commands"]
        )]
    })?;
    Ok(DONE)
}

fn print(output: &Output, value: &Value, lines: impl FnOnce(&Value) -> Vec<String>) -> Result<()> {
    output.result(value, lines).map_err(|error| stdout_failed(&error))
}
