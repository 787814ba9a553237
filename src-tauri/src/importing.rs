//! The import of many articles beside the analyst's work: a thread and a connection of its own, and what is known of it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use dragoman_bulk::{Control, Gate, Options, Phase, Progress};
use dragoman_core::commands::answers::NoArguments;
use dragoman_core::error::WireError;
use dragoman_core::imports::{ImportState, latest, unfinished};
use dragoman_core::workspace::{Context, Workspace};

use crate::failure::{Failure, Result};
use crate::open_workspace::OpenWorkspace;

/// More articles than this that wait to be indexed are not left to the caretaker, who is slow on purpose.
const FEW: u32 = 200;
/// The window is told of progress at most this often.
const OFTEN: Duration = Duration::from_millis(150);

/// What an import takes its articles from, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// The name of the first.
    pub name: String,
    /// How many others there are.
    pub more: usize,
}

impl Sources {
    /// Of the paths of a plan.
    pub fn of<P: AsRef<Path>>(paths: &[P]) -> Self {
        let name = paths.first().and_then(|path| path.as_ref().file_name());
        Sources {
            name: name.unwrap_or_default().to_string_lossy().into_owned(),
            more: paths.len().saturating_sub(1),
        }
    }
}

/// What is known of the import that runs now, or ran last.
#[derive(Debug, Clone, Default)]
pub struct Known {
    pub running: bool,
    pub sources: Sources,
    /// Until it has said something for the first time: None.
    pub progress: Option<Progress>,
    /// What broke it off.
    pub problem: Option<WireError>,
}

/// The import of one open workspace.
#[derive(Default)]
pub struct Importing(Mutex<State>);

#[derive(Default)]
struct State {
    run: Option<(Control, JoinHandle<()>)>,
    known: Known,
}

impl Importing {
    /// Whether one runs (or is paused).
    pub fn is_running(&self) -> bool {
        self.lock().run.is_some()
    }

    pub fn known(&self) -> Known {
        let state = self.lock();
        Known {
            running: state.run.is_some(),
            ..state.known.clone()
        }
    }

    /// Pauses, or goes on; nothing happens while none runs.
    pub fn pause(&self, paused: bool) {
        let mut state = self.lock();
        if let Some((control, _)) = &state.run {
            if paused {
                control.pause();
            } else {
                control.go_on();
            }
        }
        if let Some(progress) = &mut state.known.progress {
            progress.paused = paused;
        }
    }

    /// Gives it up; false while none runs. What was stored stays, and is indexed.
    pub fn cancel(&self) -> bool {
        let state = self.lock();
        if let Some((control, _)) = &state.run {
            control.cancel();
            control.go_on();
        }
        state.run.is_some()
    }

    /// Ends it, to be gone on with another time. Waits for it.
    pub fn end(&self, gate: &Gate) {
        let run = self.lock().run.take();
        if let Some((control, thread)) = run {
            control.stop();
            // A long transaction is given up.
            drop(gate.edit());
            if thread.join().is_err() {
                tracing::warn!("the import ended with a defect");
            }
        }
    }

    /// Whether it is paused, if it runs.
    pub fn paused(&self) -> Option<bool> {
        let state = self.lock();
        state.run.as_ref().map(|(control, _)| control.is_paused())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Goes on with the import that is unfinished, and indexes what waits for it. `told` hears of progress and of the end.
///
/// # Errors
/// [`dragoman_core::Error::ImportUnfinished`] while one runs already; those of opening the file once more.
pub fn run(
    open: &Arc<OpenWorkspace>,
    context: Context,
    sources: Sources,
    control: Control,
    told: impl Fn() + Send + Sync + 'static,
) -> Result<()> {
    // Held until the thread is known, so that whoever ends it finds it.
    let mut state = open.importing().lock();
    if state.run.is_some() {
        return Err(Failure::Core(dragoman_core::Error::ImportUnfinished));
    }
    let own = Workspace::open(open.path(), context)?;
    let (shared, asked) = (Arc::clone(open), control.clone());
    let thread = thread::Builder::new()
        .name("import".to_owned())
        .spawn(move || serve(&shared, own, &asked, &told))
        .map_err(|error| dragoman_core::Error::io(open.path(), &error))?;
    state.known = Known {
        sources,
        ..Known::default()
    };
    state.run = Some((control, thread));
    Ok(())
}

fn serve(open: &Arc<OpenWorkspace>, mut own: Workspace, control: &Control, told: &(impl Fn() + Send + Sync)) {
    let leave = |leave| {
        let done = open.with_writer(|writer| {
            writer.leave_checkpoints(leave);
            Ok(())
        });
        if let Err(failure) = done {
            tracing::debug!(code = failure.to_wire().code, "the workspace is closed");
        }
    };
    leave(true);
    let mut last: Option<(Instant, Phase, bool)> = None;
    let mut tell = |progress: &Progress| {
        open.importing().lock().known.progress = Some(progress.clone());
        let is_news = last.is_none_or(|(at, phase, paused)| {
            at.elapsed() >= OFTEN || phase != progress.phase || paused != progress.paused
        });
        if is_news {
            last = Some((Instant::now(), progress.phase, progress.paused));
            told();
        }
    };
    let done = dragoman_bulk::run(&mut own, open.gate(), control, &Options::default(), &mut tell);
    // Dropped and not closed: closing would carry the whole log over, for which writers would have to wait.
    drop(own);
    leave(false);
    {
        let mut state = open.importing().lock();
        state.known.problem = done.err().map(|error| error.to_wire());
        if let Some(problem) = &state.known.problem {
            tracing::warn!(code = problem.code, "the import broke off");
        }
        state.run = None;
    }
    if !control.is_stopped() {
        open.note_write();
        told();
    }
}

/// Whether there is something left of an earlier import that needs nobody's word: texts that wait to be indexed.
pub fn has_leftovers(open: &OpenWorkspace) -> Result<bool> {
    open.with_reader(|reader| {
        let reading = reader.reading();
        if reading.read_only || unfinished(&reading)?.is_some() {
            return Ok(false);
        }
        let import = latest(&reading, NoArguments {})?.import;
        Ok(import.is_some_and(|import| import.state == ImportState::Indexing || import.pending > FEW))
    })
}

/// What an import that can be gone on with takes its articles from. None when there is none.
pub fn unfinished_paths(open: &OpenWorkspace) -> Result<Option<Vec<PathBuf>>> {
    open.with_reader(|reader| {
        let found = unfinished(&reader.reading())?;
        Ok(found.map(|found| found.plan.paths.iter().map(PathBuf::from).collect()))
    })
}
