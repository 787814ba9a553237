//! The whole of an import.

use std::num::NonZero;
use std::thread;

use dragoman_core::Result;
use dragoman_core::imports::{ImportJob, ImportState, unfinished};
use dragoman_core::workspace::Workspace;

use crate::carrying::Carrying;
use crate::control::Control;
use crate::gate::Gate;
use crate::progress::{Phase, Progress, Teller};
use crate::{index, store};

/// How an import runs.
#[derive(Debug, Clone)]
pub struct Options {
    /// Threads that read documents, besides those that read files and write.
    pub workers: usize,
}

impl Default for Options {
    fn default() -> Self {
        let cores = thread::available_parallelism().map_or(2, NonZero::get);
        Options {
            workers: cores.saturating_sub(1).clamp(1, 4),
        }
    }
}

/// Goes on with the import that is unfinished, if there is one, and indexes whatever waits for it. The connection
/// should be the import's own. Gives the import as it is then; it may have been stopped before its end.
///
/// # Errors
/// Those of writing. The import can be gone on with.
pub fn run(
    workspace: &mut Workspace,
    gate: &Gate,
    control: &Control,
    options: &Options,
    tell: &mut (dyn FnMut(&Progress) + Send),
) -> Result<Option<ImportJob>> {
    workspace.leave_checkpoints(true);
    workspace.commit_without_waiting(true)?;
    let carrier = workspace.carrier()?;
    let done = thread::scope(|scope| {
        let carrying = Carrying::start(scope, carrier);
        phases(workspace, &carrying, gate, control, options, tell)
    });
    workspace.stop_when(None)?;
    workspace.commit_without_waiting(false)?;
    workspace.leave_checkpoints(false);
    done
}

fn phases(
    workspace: &mut Workspace,
    carrying: &Carrying,
    gate: &Gate,
    control: &Control,
    options: &Options,
    tell: &mut (dyn FnMut(&Progress) + Send),
) -> Result<Option<ImportJob>> {
    let mut teller = Teller::new(tell);
    let set = |workspace: &mut Workspace, import: &ImportJob, state| {
        let _turn = gate.background();
        workspace.set_import_state(import.uid, state)
    };
    let import = unfinished(&workspace.reading())?;
    if let Some(import) = &import {
        let job = &import.job;
        teller.progress.imported = u64::from(job.imported);
        teller.progress.duplicates = u64::from(job.duplicates);
        teller.progress.failed = u64::from(job.failed);
        teller.phase(Phase::Storing, u64::from(job.taken), None);
        let through = store::store(
            workspace,
            carrying,
            import,
            gate,
            control,
            options.workers,
            &mut teller,
        )?;
        if through {
            set(workspace, job, ImportState::Indexing)?;
        } else if control.is_cancelled() {
            set(workspace, job, ImportState::Cancelled)?;
        } else {
            return latest(workspace);
        }
    }
    let waiting = u64::from(workspace.waiting()?);
    if waiting > 0 {
        teller.phase(Phase::Indexing, 0, Some(waiting));
        if !index::index(workspace, carrying, gate, control, &mut teller)? {
            return latest(workspace);
        }
    }
    // Now it is said to be done: what was written without waiting must be on the disk.
    workspace.commit_without_waiting(false)?;
    if let Some(job) = latest(workspace)?
        && job.state == ImportState::Indexing
    {
        set(workspace, &job, ImportState::Done)?;
    }
    carrying.look(workspace, gate)?;
    teller.phase(Phase::Done, teller.progress.done, teller.progress.total);
    latest(workspace)
}

fn latest(workspace: &Workspace) -> Result<Option<ImportJob>> {
    use dragoman_core::commands::answers::NoArguments;
    Ok(dragoman_core::imports::latest(&workspace.reading(), NoArguments {})?.import)
}
