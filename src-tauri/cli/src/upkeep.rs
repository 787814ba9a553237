//! `dragoman new`, `check`, `backup`, `undo` and `redo`.

use std::io::Write as _;
use std::path::Path;

use dragoman_core::Result;
use dragoman_core::text::hash::sha256_hex;
use serde_json::{Value, json};

use crate::import::stdout_failed;
use crate::output::{DONE, IN_PART, Output, printable, text};
use crate::session::Session;

pub fn new(file: &Path, analyst: &str, output: &Output) -> Result<u8> {
    let session = Session::create(file, analyst)?;
    session.close()?;
    print(output, &json!({ "workspace": file }), |_| {
        vec![format!("made {}", printable(&file.display().to_string()))]
    })?;
    Ok(DONE)
}

pub fn check(
    workspace: &Path,
    deep: bool,
    min_ack: Option<u32>,
    analyst: &str,
    output: &Output,
) -> Result<u8> {
    let mut session = Session::open(workspace, analyst)?;
    let report = session.call("check", json!({ "deep": deep, "acknowledged": min_ack }))?;
    session.close()?;
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
