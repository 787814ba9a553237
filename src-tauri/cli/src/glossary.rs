//! `dragoman glossary`.

use std::path::Path;

use dragoman_core::glossary::{self, GlossaryFormat};
use dragoman_core::workspace::{Context, Workspace};
use dragoman_core::{Error, Result, files};
use serde_json::json;

use crate::arguments::Glossary;
use crate::import::stdout_failed;
use crate::output::{DONE, IN_PART, Output, printable, text};
use crate::session::Session;

pub fn run(workspace: &Path, what: &Glossary, analyst: &str, output: &Output) -> Result<u8> {
    match what {
        Glossary::Import { file } => import(workspace, file, analyst, output),
        Glossary::Export { file, overwrite } => export(workspace, file, *overwrite, analyst, output),
    }
}

fn import(workspace: &Path, file: &Path, analyst: &str, output: &Output) -> Result<u8> {
    let mut session = Session::open(workspace, analyst)?;
    let mut answer = session.call("import_glossary", json!({ "source": { "path": file } }))?;
    session.close()?;
    let report = answer["result"].take();
    let refused = report["refused"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    for row in refused {
        output.say(&format!(
            "not taken in: line {}: {} ({}: {})",
            row["line"],
            text(row, "term"),
            text(row, "field"),
            text(row, "message")
        ));
    }
    output
        .result(&report, |report| {
            vec![format!(
                "{} concepts added, {} completed, {} there already; {} new terms, {} refused",
                report["added"],
                report["merged"],
                report["unchanged"],
                report["terms"],
                report["refused_total"]
            )]
        })
        .map_err(|error| stdout_failed(&error))?;
    Ok(if refused.is_empty() { DONE } else { IN_PART })
}

fn export(workspace: &Path, file: &Path, overwrite: bool, analyst: &str, output: &Output) -> Result<u8> {
    let format = GlossaryFormat::of(file).ok_or_else(|| Error::Malformed {
        detail: "the name of the file must end in .tsv or .tbx".to_owned(),
    })?;
    let workspace = Workspace::open(workspace, Context::command_line(analyst))?;
    let (content, concepts) = glossary::export(&workspace.reading(), format)?;
    workspace.close()?;
    files::write_file(file, content.as_bytes(), overwrite)?;
    output
        .result(&json!({ "file": file, "concepts": concepts }), |_| {
            let name = printable(&file.display().to_string());
            vec![format!("wrote {name} ({concepts} concepts)")]
        })
        .map_err(|error| stdout_failed(&error))?;
    Ok(DONE)
}
