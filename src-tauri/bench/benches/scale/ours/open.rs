//! Opening the workspace, up to the first page of the library.

use std::path::Path;

use dragoman_core::workspace::{Context, Workspace};
use serde_json::json;

use super::call;
use crate::Result;
use crate::phase::{Outcome, Setting, remove};

pub fn open(setting: &Setting) -> Result<Outcome> {
    let empty = setting.scratch("empty.dragoman");
    remove(&empty);
    Workspace::create(&empty, Context::command_line("bench"))?.close()?;
    let mut outcome = Outcome::default();
    for _ in 0..10 {
        outcome.time("open.empty", || first_page(&empty))?;
        outcome.time("open.full", || first_page(&setting.workspace()))?;
    }
    remove(&empty);
    Ok(outcome)
}

fn first_page(path: &Path) -> Result {
    let mut workspace = Workspace::open(path, Context::command_line("bench"))?;
    call(&mut workspace, "get_workspace", json!({}))?;
    call(&mut workspace, "list_articles", json!({ "limit": 100 }))?;
    workspace.close()?;
    Ok(())
}
