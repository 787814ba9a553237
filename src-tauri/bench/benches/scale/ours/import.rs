//! Importing a corpus.

use std::time::Instant;

use dragoman_bulk::{Control, Gate, Options, Phase};
use dragoman_core::imports::ImportPlan;
use dragoman_core::workspace::{Context, Workspace};

use super::open_workspace;
use crate::Result;
use crate::phase::{Outcome, Setting, remove, size_with_log};

/// Articles that are compared with the others in one step, and in all.
const COMPARED_AT_ONCE: u32 = 20;
const COMPARED: usize = 10_000;

/// Imports the corpus file as an analyst does: articles are visible when all are stored, searchable when all are indexed.
pub fn import(setting: &Setting) -> Result<Outcome> {
    let path = setting.workspace();
    remove(&path);
    let mut workspace = Workspace::create(&path, Context::command_line("bench"))?;
    let mut outcome = Outcome::default();
    let began = Instant::now();
    workspace.begin_import(&ImportPlan {
        paths: vec![setting.corpus().display().to_string()],
        ..ImportPlan::default()
    })?;
    let mut visible = None;
    let import = dragoman_bulk::run(
        &mut workspace,
        &Gate::default(),
        &Control::default(),
        &Options::default(),
        &mut |progress| {
            if progress.phase != Phase::Storing && visible.is_none() {
                visible = Some(began.elapsed());
            }
        },
    )?;
    workspace.checkpoint_all()?;
    let searchable = began.elapsed();
    outcome.figure(
        "import.visible_seconds",
        visible.unwrap_or(searchable).as_secs_f64(),
    );
    outcome.figure("import.seconds", searchable.as_secs_f64());
    let import = import.ok_or("nothing was imported")?;
    outcome.figure("import.articles", f64::from(import.imported));
    if u64::from(import.imported + import.duplicates) != setting.size {
        return Err(format!("{} of {} articles imported", import.imported, setting.size).into());
    }
    outcome.figure("import.file_bytes", size_with_log(&path));
    workspace.close()?;
    Ok(outcome)
}

/// What the window does after an import while nobody waits, without its pauses: merging the index, and comparing some of the
/// articles for copies.
pub fn settle(setting: &Setting) -> Result<Outcome> {
    let mut workspace = open_workspace(setting)?;
    let mut outcome = Outcome::default();
    let began = Instant::now();
    while outcome.time("settle.step", || Ok(workspace.tend()?))? {}
    workspace.checkpoint_all()?;
    outcome.figure("settle.seconds", began.elapsed().as_secs_f64());

    let reader = workspace.reader()?;
    let mut compared = 0;
    let began = Instant::now();
    while compared < COMPARED {
        let found = reader.look_for_copies(COMPARED_AT_ONCE)?;
        compared += found.compared();
        outcome.time("settle.keep-copies", || Ok(workspace.keep_copies(&found)?))?;
        if found.compared() == 0 {
            break;
        }
    }
    let compared = f64::from(u32::try_from(compared)?);
    outcome.figure(
        "settle.copies_per_second",
        compared / began.elapsed().as_secs_f64(),
    );
    workspace.checkpoint_all()?;
    workspace.close()?;
    outcome.figure("settle.file_bytes", size_with_log(&setting.workspace()));
    Ok(outcome)
}
