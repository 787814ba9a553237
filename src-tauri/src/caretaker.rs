//! Upkeep of the open workspace while nobody waits: the search index is merged, the log is carried into the file, and
//! articles are compared for copies. Each step is short, so that whoever writes meanwhile hardly notices.

use std::sync::{Arc, Weak};
use std::thread;
use std::time::Duration;

use dragoman_core::Error;

use crate::failure::{Failure, Result};
use crate::open_workspace::OpenWorkspace;

/// How often it is asked whether there is something to do.
const PAUSE: Duration = Duration::from_millis(500);
/// Between two steps, for others.
const BREATH: Duration = Duration::from_millis(5);
/// Nothing that can wait is done so soon after something was written: more is likely to come.
const QUIET: Duration = Duration::from_secs(1);
/// Articles compared in one step.
const ARTICLES: u32 = 20;

/// Looks after a workspace until it is closed. `found` is told when copies were found.
pub fn look_after(workspace: &Arc<OpenWorkspace>, found: impl Fn() + Send + 'static) {
    let workspace = Arc::downgrade(workspace);
    let started = thread::Builder::new()
        .name("caretaker".to_owned())
        .spawn(move || match serve(&workspace, &found) {
            Ok(()) | Err(Failure::NoWorkspace) => {}
            Err(failure) => tracing::warn!(code = failure.to_wire().code, "upkeep of the workspace ended"),
        });
    if let Err(error) = started {
        tracing::warn!(%error, "nobody looks after the workspace");
    }
}

fn serve(workspace: &Weak<OpenWorkspace>, found: &impl Fn()) -> Result<()> {
    loop {
        thread::sleep(PAUSE);
        let mut any = false;
        loop {
            let Some(open) = workspace.upgrade() else {
                return Ok(());
            };
            if open.quiet() < QUIET && !open.with_writer(|writer| Ok(writer.index_is_crowded()?))? {
                break;
            }
            // It indexes and carries over by itself, and what it writes is better merged once it is there.
            if open.importing().is_running() {
                open.carry()?;
                break;
            }
            let to_merge = match open.when_nobody_waits(|writer| Ok(writer.tend()?)) {
                Err(Failure::Core(Error::Cancelled)) => true,
                tended => tended?,
            };
            let copies = open.with_reader(|reader| Ok(reader.look_for_copies(ARTICLES)?))?;
            match open.when_nobody_waits(|writer| Ok(writer.keep_copies(&copies)?)) {
                // They are found again.
                Err(Failure::Core(Error::Cancelled)) => break,
                kept => kept?,
            }
            any |= copies.has_copies();
            open.carry()?;
            if !to_merge && copies.compared() < ARTICLES as usize {
                break;
            }
            drop(open);
            thread::sleep(BREATH);
        }
        if any {
            found();
        }
    }
}
