//! Dragoman doing the work, through the door that the window and the command line use.

pub mod edits;
pub mod export;
pub mod import;
pub mod open;
pub mod search;
pub mod statements;
pub mod writes;

use dragoman_core::commands::Envelope;
use dragoman_core::workspace::{Context, Workspace};
use serde_json::Value;

use crate::Result;
use crate::phase::Setting;

/// Opens the workspace of a size.
pub fn open_workspace(setting: &Setting) -> Result<Workspace> {
    Ok(Workspace::open(
        &setting.workspace(),
        Context::command_line("bench"),
    )?)
}

/// Does a command and gives what it answers (of a write what is below `result`).
pub fn call(workspace: &mut Workspace, command: &str, args: Value) -> Result<Value> {
    let mut answer = workspace.call(Envelope::new(command, args))?;
    Ok(match answer.get_mut("result") {
        Some(result) => result.take(),
        None => answer,
    })
}

/// The identity that a write made.
pub fn created(workspace: &mut Workspace, command: &str, args: Value) -> Result<String> {
    let result = call(workspace, command, args)?;
    text(&result, "uid").ok_or_else(|| format!("{command} made nothing: {result}").into())
}

/// A field of an answer as text.
pub fn text(value: &Value, field: &str) -> Option<String> {
    value.get(field)?.as_str().map(str::to_owned)
}

/// A field of an answer as a list, empty when it is not there.
pub fn list<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value
        .get(field)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// The identities of the first articles of the library, newest first.
pub fn articles(workspace: &mut Workspace, count: usize) -> Result<Vec<String>> {
    let mut found = Vec::with_capacity(count);
    let mut after = Value::Null;
    while found.len() < count {
        let page = call(
            workspace,
            "list_articles",
            serde_json::json!({ "limit": 500, "after": after }),
        )?;
        found.extend(list(&page, "articles").iter().filter_map(|row| text(row, "uid")));
        match page.get("next") {
            Some(next) if next.is_string() => after = next.clone(),
            _ => break,
        }
    }
    found.truncate(count);
    Ok(found)
}
