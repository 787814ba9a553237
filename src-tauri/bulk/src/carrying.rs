//! Carrying the write-ahead log into the file on a thread of its own, so that storing and indexing do not stop for it.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::Scope;

use dragoman_core::Result;
use dragoman_core::workspace::{Carrier, Workspace};

/// Pages of 4 KiB that may wait in the log: 24 MiB.
const CARRY_AT: u64 = 6 * 1_024;
/// Pages that the log may have: 96 MiB. It begins anew when nothing waits in it, which with a writer that never rests it would not.
const LONGEST: u64 = 24 * 1_024;

/// Ends when it is dropped.
pub struct Carrying {
    give: SyncSender<()>,
    busy: Arc<Busy>,
}

#[derive(Default)]
struct Busy {
    is: Mutex<bool>,
    changed: Condvar,
}

impl Busy {
    fn set(&self, busy: bool) {
        *self.is.lock().unwrap_or_else(PoisonError::into_inner) = busy;
        self.changed.notify_all();
    }

    fn is(&self) -> bool {
        *self.is.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait(&self) {
        let mut busy = self.is.lock().unwrap_or_else(PoisonError::into_inner);
        while *busy {
            busy = self.changed.wait(busy).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Carrying {
    pub fn start<'scope>(scope: &'scope Scope<'scope, '_>, carrier: Carrier) -> Self {
        let (give, take) = sync_channel::<()>(1);
        let busy = Arc::new(Busy::default());
        let shared = Arc::clone(&busy);
        scope.spawn(move || {
            while take.recv().is_ok() {
                if let Err(error) = carrier.carry() {
                    tracing::warn!(%error, "the log could not be carried into the workspace");
                }
                shared.set(false);
            }
        });
        Carrying { give, busy }
    }

    /// To be called between transactions: has the log carried over when it has grown, and waits for it when it has grown too much.
    pub fn look(&self, workspace: &Workspace) -> Result<()> {
        let log = workspace.log()?;
        if log.waiting > CARRY_AT && !self.busy.is() {
            self.begin();
        }
        if log.pages > LONGEST {
            self.busy.wait();
            // What was written meanwhile: then nothing waits, and the log begins anew.
            self.begin();
            self.busy.wait();
        }
        Ok(())
    }

    fn begin(&self) {
        self.busy.set(true);
        if self.give.try_send(()).is_err() {
            self.busy.set(false);
        }
    }
}
