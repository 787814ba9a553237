//! Whose turn it is to write: the analyst's commands go first, always.
//!
//! SQLite lets one connection write at a time and lets the others try again after ever longer pauses; who asks often
//! enough could wait for ever. Inside one process nobody needs to try: an edit says that it waits, the import's
//! transaction ends or is given up, and the edit is next. Another process has only SQLite's own way.

use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How often somebody who holds the turn is told again that an edit waits: what stops a statement does not stop the
/// next one.
const AGAIN: Duration = Duration::from_millis(2);

/// Who has just written something is at work.
const AT_WORK: Duration = Duration::from_secs(5);

/// The right to write to one workspace, shared by everybody in this process who does.
#[derive(Debug, Clone, Default)]
pub struct Gate(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    /// Edits that wait or are being done.
    edits: AtomicU32,
    state: Mutex<State>,
    free: Condvar,
}

#[derive(Default)]
struct State {
    taken: bool,
    /// When an edit last was done.
    edited: Option<Instant>,
    /// Breaks off what is done in the turn that is taken.
    stop: Option<Box<dyn Fn() + Send>>,
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State")
            .field("taken", &self.taken)
            .finish_non_exhaustive()
    }
}

/// Somebody's turn; it ends when this goes.
#[derive(Debug)]
pub struct Turn<'g> {
    inner: &'g Inner,
    edit: bool,
}

impl Gate {
    /// Waits for the turn of an analyst's command.
    pub fn edit(&self) -> Turn<'_> {
        self.0.edits.fetch_add(1, Ordering::SeqCst);
        let mut state = self.lock();
        while state.taken {
            state = match &state.stop {
                Some(stop) => {
                    stop();
                    let waited = self.0.free.wait_timeout(state, AGAIN);
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
                None => self.wait(state),
            };
        }
        state.taken = true;
        Turn {
            inner: &self.0,
            edit: true,
        }
    }

    /// Waits until no edit is waiting: the turn of an import.
    pub fn background(&self) -> Turn<'_> {
        self.in_background(None)
    }

    /// The same for work that looks for nobody while it is done: `stop` is called, from the thread of an edit that waits
    /// and perhaps more than once, and should make the turn end soon.
    pub fn interruptible(&self, stop: impl Fn() + Send + 'static) -> Turn<'_> {
        self.in_background(Some(Box::new(stop)))
    }

    fn in_background(&self, stop: Option<Box<dyn Fn() + Send>>) -> Turn<'_> {
        let mut state = self.lock();
        while state.taken || self.wanted() {
            state = self.wait(state);
        }
        (state.taken, state.stop) = (true, stop);
        Turn {
            inner: &self.0,
            edit: false,
        }
    }

    /// Whether an edit waits (or is being done): a background turn should end.
    pub fn wanted(&self) -> bool {
        self.0.edits.load(Ordering::Relaxed) > 0
    }

    /// Whether an edit waits, or was done a short time ago: more are likely to come.
    pub fn is_used(&self) -> bool {
        self.wanted()
            || self
                .lock()
                .edited
                .is_some_and(|edited| edited.elapsed() < AT_WORK)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'g>(&'g self, state: MutexGuard<'g, State>) -> MutexGuard<'g, State> {
        self.0.free.wait(state).unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut state = self.inner.state.lock().unwrap_or_else(PoisonError::into_inner);
        (state.taken, state.stop) = (false, None);
        if self.edit {
            state.edited = Some(Instant::now());
            self.inner.edits.fetch_sub(1, Ordering::SeqCst);
        }
        drop(state);
        self.inner.free.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;
    use std::thread;
    use std::time::Duration;

    #[test]
    fn an_edit_that_waits_is_seen_and_goes_before_the_next_background_turn() {
        let gate = Gate::default();
        let (send, order) = mpsc::channel();
        let turn = gate.background();
        thread::scope(|scope| {
            let (edit, background) = (gate.clone(), gate.clone());
            let (first, second) = (send.clone(), send.clone());
            scope.spawn(move || {
                let _turn = edit.edit();
                first.send("edit").unwrap();
            });
            while !gate.wanted() {
                thread::sleep(Duration::from_millis(1));
            }
            scope.spawn(move || {
                let _turn = background.background();
                second.send("background").unwrap();
            });
            drop(turn);
            assert_eq!(order.recv().unwrap(), "edit");
            assert_eq!(order.recv().unwrap(), "background");
        });
        assert!(!gate.wanted());
    }

    #[test]
    fn work_that_can_be_broken_off_is_told_until_it_ends_when_an_edit_waits() {
        let gate = Gate::default();
        let told = Arc::new(AtomicU32::new(0));
        let count = Arc::clone(&told);
        let turn = gate.interruptible(move || {
            count.fetch_add(1, Ordering::SeqCst);
        });
        assert_eq!(told.load(Ordering::SeqCst), 0);
        thread::scope(|scope| {
            let edit = gate.clone();
            scope.spawn(move || drop(edit.edit()));
            // The first may have come before there was anything to break off.
            while told.load(Ordering::SeqCst) < 3 {
                thread::sleep(Duration::from_millis(1));
            }
            drop(turn);
        });
        let before = told.load(Ordering::SeqCst);
        let turn = gate.background();
        thread::scope(|scope| {
            let edit = gate.clone();
            scope.spawn(move || drop(edit.edit()));
            while !gate.wanted() {
                thread::sleep(Duration::from_millis(1));
            }
            drop(turn);
        });
        assert_eq!(told.load(Ordering::SeqCst), before);
    }
}
