//! Backups that are made while somebody works: on a thread and a connection of their own, in small steps with pauses.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use dragoman_core::Error;
use dragoman_core::backups::{self, Backup, BackupReason};
use dragoman_core::workspace::Reader;
use dragoman_core::workspace::backup::Pace;

use crate::failure::{Failure, Result};
use crate::open_workspace::OpenWorkspace;

/// How often it is asked whether there is something to do.
const PAUSE: Duration = Duration::from_secs(1);
/// Between two backups, if something was done.
const INTERVAL: Duration = Duration::from_mins(10);
/// After opening: what a short sitting before this one did is not left without a backup for long.
const FIRST: Duration = Duration::from_secs(30);
/// Backups take at most this part of the time: what takes a minute is done every twenty.
const SHARE: u32 = 20;
/// Between two steps of a backup for which nobody waits (a MiB each).
const BREATH: Duration = Duration::from_millis(10);
/// A command waits so long for the backup before it. What has not been copied by then is copied from the state that it
/// began with, while the command is done.
const PATIENCE: Duration = Duration::from_secs(2);

/// What became of a backup.
pub type Outcome = std::result::Result<Option<Backup>, Error>;
/// Hears of backups that were made, and of the first that could not be.
pub type Told = Arc<dyn Fn(&Outcome) + Send + Sync>;

/// The backups of one open workspace.
#[derive(Default)]
pub struct BackingUp {
    stop: Arc<AtomicBool>,
    /// Held while one is made.
    turn: Mutex<()>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    told: Option<Told>,
    /// When the last one ended, made or not.
    last: Option<Instant>,
    took: Duration,
    /// The code of the error that was told.
    failing: Option<&'static str>,
}

impl BackingUp {
    /// Gives up the one that is being made, and waits until it is. None is made afterwards.
    pub fn end(&self) {
        self.stop.store(true, Ordering::Relaxed);
        drop(self.turn.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_due(&self, since: Instant) -> bool {
        let state = self.state();
        match state.last {
            None => since.elapsed() >= first(),
            Some(last) => last.elapsed() >= interval().max(state.took.saturating_mul(SHARE)),
        }
    }

    /// Makes one with this connection. `fixed` is called when the state is fixed that it will hold.
    fn make(&self, reader: &Reader, reason: BackupReason, fixed: impl FnOnce()) -> Outcome {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        if self.stop.load(Ordering::Relaxed) {
            return Err(Error::Cancelled);
        }
        let began = Instant::now();
        let mut fixed = Some(fixed);
        let mut between = |_| {
            if let Some(fixed) = fixed.take() {
                fixed();
            }
            thread::sleep(BREATH);
        };
        let made = backups::make(
            &reader.reading(),
            reason,
            &mut Pace {
                stop: Arc::clone(&self.stop),
                between: &mut between,
            },
        );
        self.tell(&made, began.elapsed());
        made
    }

    fn tell(&self, outcome: &Outcome, took: Duration) {
        let told = {
            let mut state = self.state();
            state.last = Some(Instant::now());
            let is_news = match outcome {
                Ok(made) => {
                    state.failing = None;
                    state.took = took;
                    made.is_some()
                }
                // Another program makes one, or this one ends.
                Err(Error::Busy | Error::Cancelled) => false,
                Err(error) => {
                    tracing::warn!(code = error.code(), "no backup was made");
                    let before = state.failing.replace(error.code());
                    before != state.failing
                }
            };
            if is_news { state.told.clone() } else { None }
        };
        if let Some(told) = told {
            told(outcome);
        }
    }
}

/// Makes backups of a workspace until it is closed.
pub fn look_after(open: &Arc<OpenWorkspace>, told: Told) {
    open.backing_up().state().told = Some(told);
    let weak = Arc::downgrade(open);
    let started = thread::Builder::new()
        .name("backups".to_owned())
        .spawn(move || serve(&weak));
    if let Err(error) = started {
        tracing::warn!(%error, "nobody makes backups");
    }
}

fn serve(open: &Weak<OpenWorkspace>) {
    let since = Instant::now();
    loop {
        thread::sleep(PAUSE.min(interval()));
        let Some(open) = open.upgrade() else { return };
        let backing_up = open.backing_up();
        if backing_up.stop.load(Ordering::Relaxed) {
            return;
        }
        // While an import runs, a backup would hold the log that it writes; there is one from before it.
        if open.importing().is_running() || !backing_up.is_due(since) {
            continue;
        }
        let Ok(reader) = open.new_reader() else { return };
        let _ = backing_up.make(&reader, BackupReason::Timer, || {});
    }
}

/// Makes a backup before something is done. Waits for it, if it takes no longer than a person would; that there is none is
/// told and keeps nobody from working.
pub fn before(open: &Arc<OpenWorkspace>, reason: BackupReason) {
    let (done, waited) = mpsc::channel();
    let open = Arc::clone(open);
    let started = thread::Builder::new().name("backup".to_owned()).spawn(move || {
        let begun = done.clone();
        if let Ok(reader) = open.new_reader() {
            let _ = open.backing_up().make(&reader, reason, move || {
                let _ = begun.send(Step::Begun);
            });
        }
        let _ = done.send(Step::Done);
    });
    if let Err(error) = started {
        tracing::warn!(%error, "no backup was made");
        return;
    }
    // Until the state is fixed it must not change, however long that takes.
    if matches!(waited.recv(), Ok(Step::Begun)) {
        let _ = waited.recv_timeout(PATIENCE);
    }
}

enum Step {
    Begun,
    Done,
}

/// Makes one because somebody asks for it.
pub fn now(open: &Arc<OpenWorkspace>) -> Result<Option<Backup>> {
    let reader = open.new_reader()?;
    let made = open.backing_up().make(&reader, BackupReason::Hand, || {});
    made.map_err(Failure::Core)
}

fn interval() -> Duration {
    shortened().unwrap_or(INTERVAL)
}

fn first() -> Duration {
    shortened().unwrap_or(FIRST)
}

/// For tests of the window, which cannot wait for ten minutes: milliseconds.
fn shortened() -> Option<Duration> {
    if !cfg!(debug_assertions) {
        return None;
    }
    let text = std::env::var("DRAGOMAN_TEST_BACKUP_EVERY").ok()?;
    text.parse().ok().map(Duration::from_millis)
}
