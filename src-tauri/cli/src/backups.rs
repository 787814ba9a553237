//! `dragoman backups` and `dragoman restore`, and the backups that the command line makes by itself.

use std::path::Path;
use std::sync::Arc;

use dragoman_core::backups::{self, Backup, BackupReason, Present, Rules, Standing};
use dragoman_core::workspace::backup::Pace;
use dragoman_core::workspace::{Context, Workspace};
use dragoman_core::{Error, Result};
use serde::Serialize;
use serde_json::{Value, json};

use crate::import::stdout_failed;
use crate::output::{DONE, IN_PART, Output, printable, text};

/// Lists the backups of a workspace, after making one if that is asked for.
pub fn list(workspace: &Path, quick: bool, make: bool, analyst: &str, output: &Output) -> Result<u8> {
    if make {
        let open = Workspace::open(workspace, Context::command_line(analyst))?;
        let result = make_one(&open, BackupReason::Hand);
        open.close()?;
        result?;
    }
    let workspace = known(workspace);
    let standing = if quick {
        Standing::Names
    } else {
        Standing::Bytes(u64::MAX)
    };
    let found = backups::list(&workspace, &Rules::default(), standing)?;
    let folder = backups::folder_beside(&workspace);
    let value = json!({ "folder": folder, "backups": value(&found)? });
    print(output, &value, |value| {
        let rows = value["backups"].as_array().map(Vec::as_slice).unwrap_or_default();
        if rows.is_empty() {
            return vec![format!(
                "no backups in {}",
                printable(&folder.display().to_string())
            )];
        }
        rows.iter().map(row).collect()
    })?;
    let holds = |backup: &Backup| backup.state != backups::BackupState::Damaged;
    Ok(if found.iter().all(holds) { DONE } else { IN_PART })
}

fn row(backup: &Value) -> String {
    format!(
        "{}\t{}\t{}\t{} commands\t{} bytes\t{}\t{}",
        backup["ordinal"],
        text(backup, "at"),
        text(backup, "reason"),
        backup["commands"],
        backup["size"],
        text(backup, "state"),
        text(backup, "name"),
    )
}

/// Says what going back would change, and changes nothing.
pub fn preview(workspace: &Path, backup: &str, output: &Output) -> Result<u8> {
    let workspace = known(workspace);
    let from = backups::find(&workspace, &Rules::default(), backup)?;
    let preview = value(&backups::preview(Present::File(&workspace), &from)?)?;
    print(output, &preview, differences)?;
    Ok(DONE)
}

fn differences(preview: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    let trouble = text(preview, "trouble");
    if !trouble.is_empty() {
        lines.push(format!("the present file cannot be compared: {trouble}"));
    }
    lines.push(format!(
        "{} commands in common, {} would be lost, {} would be back",
        preview["common"], preview["lost"], preview["regained"]
    ));
    for command in array(preview, "last_lost") {
        lines.push(format!(
            "  lost: {} {} {} {}",
            command["sequence"],
            text(command, "at"),
            text(command, "analyst"),
            text(command, "command")
        ));
    }
    for kind in array(preview, "differences") {
        lines.push(format!(
            "{}: {} would be gone, {} would be back, {} would change",
            text(kind, "entity"),
            kind["only_now"],
            kind["only_in_backup"],
            kind["changed"]
        ));
        for thing in array(kind, "things") {
            let how = match thing["how"].as_str() {
                Some("only_now") => "gone",
                Some("only_in_backup") => "back",
                _ => "changed",
            };
            lines.push(format!("  {how}: {}", text(thing, "label")));
        }
    }
    lines
}

fn array<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value[field].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// Replaces the workspace by the backup.
pub fn restore(workspace: &Path, backup: &str, analyst: &str, output: &Output) -> Result<u8> {
    let workspace = known(workspace);
    let context = Context::command_line(analyst);
    let from = backups::find(&workspace, &context.backups, backup)?;
    let mut pace = Pace {
        stop: Arc::default(),
        between: &mut |_| {},
    };
    let done = backups::restore(&workspace, &from, &context, &mut pace)?;
    print(output, &value(&done)?, |_| {
        let mut lines = vec![format!(
            "{} is back at command {}",
            printable(&workspace.display().to_string()),
            done.commands
        )];
        if !done.kept.is_empty() {
            lines.push(format!(
                "what it was until now is kept as {}",
                printable(&done.kept)
            ));
        }
        lines
    })?;
    Ok(DONE)
}

/// Makes a backup before something is done that is not easily taken back. That there is none is said, and keeps nobody
/// from working.
pub fn before(open: &Workspace, reason: BackupReason, output: &Output) {
    if let Err(error) = make_one(open, reason) {
        output.say(&format!("no backup was made: {error}"));
    }
}

fn make_one(open: &Workspace, reason: BackupReason) -> Result<Option<Backup>> {
    let mut pace = Pace {
        stop: Arc::default(),
        between: &mut |_| {},
    };
    backups::make(&open.reading(), reason, &mut pace)
}

/// The path without symbolic links, as backups are kept for it; the workspace itself may be gone.
fn known(workspace: &Path) -> std::path::PathBuf {
    workspace.canonicalize().unwrap_or_else(|_| workspace.to_owned())
}

fn value(of: &impl Serialize) -> Result<Value> {
    serde_json::to_value(of).map_err(|error| Error::Malformed {
        detail: error.to_string(),
    })
}

fn print(output: &Output, value: &Value, lines: impl FnOnce(&Value) -> Vec<String>) -> Result<()> {
    output.result(value, lines).map_err(|error| stdout_failed(&error))
}
