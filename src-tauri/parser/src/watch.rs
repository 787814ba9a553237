//! Ends a process that does not end by itself: one that takes too long over a document, or has not been asked for long.

use std::io;
use std::process::{Child, ExitStatus};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A child process with a deadline.
pub struct Watched {
    state: Arc<(Mutex<State>, Condvar)>,
}

struct State {
    child: Child,
    /// When it is ended.
    deadline: Instant,
    /// It was ended because its time was over.
    overdue: bool,
    /// Nobody wants it any more.
    over: bool,
}

impl Watched {
    pub fn new(child: Child, time: Duration) -> io::Result<Self> {
        let state = Arc::new((
            Mutex::new(State {
                child,
                deadline: Instant::now() + time,
                overdue: false,
                over: false,
            }),
            Condvar::new(),
        ));
        let shared = Arc::clone(&state);
        let watched = Watched { state };
        std::thread::Builder::new()
            .name("parser-watch".to_owned())
            .stack_size(128 * 1024)
            .spawn(move || watch(&shared))?;
        Ok(watched)
    }

    /// Gives it so much time from now on. False if its time is over already.
    pub fn give(&self, time: Duration) -> bool {
        let mut state = self.lock();
        state.deadline = Instant::now() + time;
        self.state.1.notify_all();
        !state.overdue
    }

    /// Ends it, unless it has ended. How it ended, and whether because its time was over.
    pub fn end(&self) -> (Option<ExitStatus>, bool) {
        let mut state = self.lock();
        state.over = true;
        self.state.1.notify_all();
        // It may be about to end by itself; what it ended of is worth a moment.
        let patience = Instant::now() + Duration::from_millis(200);
        let ended = loop {
            match state.child.try_wait() {
                Ok(None) if Instant::now() < patience => std::thread::sleep(Duration::from_millis(2)),
                Ok(status) => break status,
                Err(_) => break None,
            }
        };
        if ended.is_none() {
            let _ = state.child.kill();
            let _ = state.child.wait();
        }
        (ended, state.overdue)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let mut state = self.lock();
        state.over = true;
        self.state.1.notify_all();
        let _ = state.child.kill();
        let _ = state.child.wait();
    }
}

fn watch(shared: &(Mutex<State>, Condvar)) {
    let (state, changed) = shared;
    let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
    while !state.over {
        let left = state.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            state.overdue = true;
            let _ = state.child.kill();
            let _ = state.child.wait();
            return;
        }
        state = changed
            .wait_timeout(state, left)
            .unwrap_or_else(PoisonError::into_inner)
            .0;
    }
}
