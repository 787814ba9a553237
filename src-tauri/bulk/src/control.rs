//! What a person may ask of an import while it runs.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// Pause, go on, cancel, stop. All copies are one.
#[derive(Debug, Clone, Default)]
pub struct Control(Arc<(Mutex<State>, Condvar)>);

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct State {
    paused: bool,
    cancelled: bool,
    stopped: bool,
}

impl Control {
    /// Nothing is written until [`Control::go_on`].
    pub fn pause(&self) {
        self.set(|state| state.paused = true);
    }

    pub fn go_on(&self) {
        self.set(|state| state.paused = false);
    }

    /// Gives the import up; what was stored stays, and is indexed.
    pub fn cancel(&self) {
        self.set(|state| state.cancelled = true);
    }

    /// Ends as soon as possible, to be gone on with later.
    pub fn stop(&self) {
        self.set(|state| state.stopped = true);
    }

    pub fn is_paused(&self) -> bool {
        self.get().paused
    }

    pub fn is_cancelled(&self) -> bool {
        self.get().cancelled
    }

    pub fn is_stopped(&self) -> bool {
        self.get().stopped
    }

    /// Waits while the import is paused, and neither cancelled nor to stop.
    pub(crate) fn wait(&self) {
        let (state, changed) = &*self.0;
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        while state.paused && !state.cancelled && !state.stopped {
            state = changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn get(&self) -> State {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.0.0.lock().unwrap_or_else(PoisonError::into_inner));
        self.0.1.notify_all();
    }
}
