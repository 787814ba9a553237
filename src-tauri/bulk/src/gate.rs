//! Whose turn it is to write: the analyst's commands go first, always.
//!
//! SQLite lets one connection write at a time and lets the others try again after ever longer pauses; who asks often
//! enough could wait for ever. Inside one process nobody needs to try: an edit says that it waits, the import's
//! transaction ends or is given up, and the edit is next. Another process has only SQLite's own way.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// The right to write to one workspace, shared by everybody in this process who does.
#[derive(Debug, Clone, Default)]
pub struct Gate(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    /// Edits that wait or are being done.
    edits: AtomicU32,
    taken: Mutex<bool>,
    free: Condvar,
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
        let mut taken = self.lock();
        while *taken {
            taken = self.wait(taken);
        }
        *taken = true;
        Turn {
            inner: &self.0,
            edit: true,
        }
    }

    /// Waits until no edit is waiting: the turn of an import.
    pub fn background(&self) -> Turn<'_> {
        let mut taken = self.lock();
        while *taken || self.wanted() {
            taken = self.wait(taken);
        }
        *taken = true;
        Turn {
            inner: &self.0,
            edit: false,
        }
    }

    /// Whether an edit waits (or is being done): a background turn should end.
    pub fn wanted(&self) -> bool {
        self.0.edits.load(Ordering::Relaxed) > 0
    }

    fn lock(&self) -> MutexGuard<'_, bool> {
        self.0.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'g>(&'g self, taken: MutexGuard<'g, bool>) -> MutexGuard<'g, bool> {
        self.0.free.wait(taken).unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut taken = self.inner.taken.lock().unwrap_or_else(PoisonError::into_inner);
        *taken = false;
        if self.edit {
            self.inner.edits.fetch_sub(1, Ordering::SeqCst);
        }
        drop(taken);
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
}
