//! Single writes right after an import, while the program merges the index in the background as the window does.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use dragoman_bulk::Gate;
use dragoman_core::Error;
use dragoman_core::workspace::Workspace;
use serde_json::json;

use super::{call, open_workspace};
use crate::phase::{Outcome, Setting};
use crate::raw::writes::SINGLE;
use crate::{Result, lines};

/// Faster than anybody adds articles.
const PAUSE: Duration = Duration::from_millis(20);
/// Between two steps of upkeep, as in the window.
const BREATH: Duration = Duration::from_millis(5);

/// Adds articles one by one, each durably, as an analyst does who pastes them.
pub fn single(setting: &Setting) -> Result<Outcome> {
    let mut workspace = open_workspace(setting)?;
    workspace.leave_checkpoints(true);
    let workspace = Mutex::new(workspace);
    let gate = Gate::default();
    let done = AtomicBool::new(false);
    let mut outcome = Outcome::default();
    thread::scope(|scope| -> Result {
        let upkeep = scope.spawn(|| tend(&workspace, &gate, &done));
        let written = add(&workspace, &gate, &mut outcome);
        done.store(true, Ordering::Relaxed);
        upkeep.join().map_err(|_| "the upkeep broke off")??;
        written
    })?;
    let workspace = workspace.into_inner().unwrap_or_else(PoisonError::into_inner);
    workspace.close()?;
    Ok(outcome)
}

fn add(workspace: &Mutex<Workspace>, gate: &Gate, outcome: &mut Outcome) -> Result {
    for article in lines::later(SINGLE) {
        let article = json!({ "articles": [{
            "source": { "text": article.text }, "media_type": "text/plain", "title": article.title,
            "language": article.language, "author": article.author, "published": article.published,
            "url": article.url, "allow_duplicate": true,
        }] });
        outcome.time("writes.article", || {
            let _turn = gate.edit();
            let mut workspace = workspace.lock().unwrap_or_else(PoisonError::into_inner);
            call(&mut workspace, "import_articles", article)
        })?;
        thread::sleep(PAUSE);
    }
    Ok(())
}

/// What the window does meanwhile.
fn tend(workspace: &Mutex<Workspace>, gate: &Gate, done: &AtomicBool) -> dragoman_core::Result<()> {
    let lock = || workspace.lock().unwrap_or_else(PoisonError::into_inner);
    let carrier = lock().carrier()?;
    while !done.load(Ordering::Relaxed) {
        let handle = lock().interrupt_handle();
        let turn = gate.interruptible(move || handle.interrupt());
        let tended = lock().tend();
        drop(turn);
        match tended {
            Ok(_) | Err(Error::Cancelled) => {}
            Err(error) => return Err(error),
        }
        carrier.carry()?;
        thread::sleep(BREATH);
    }
    Ok(())
}
