//! Having what was written reach the disk, and the write-ahead log the file, on a thread of its own, so that storing and
//! indexing do not stop for it.
//!
//! An import does not wait for the disk after each of its commits; a command of the analyst does, and waits for everything
//! that stands in the log before it. So that this is little, the log is brought to the disk after every turn.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::Scope;

use dragoman_core::Result;
use dragoman_core::workspace::{Carrier, Workspace};

use crate::gate::Gate;

/// Pages of 4 KiB that may wait in the log: 24 MiB.
const CARRY_AT: u64 = 6 * 1_024;
/// While the analyst works, whose commands wait for the disk: 4 MiB.
const CARRY_BESIDE_EDITS: u64 = 1_024;
/// Pages that the log may have: 96 MiB. It begins anew when nothing waits in it, which with a writer that never rests it would not.
const LONGEST: u64 = 24 * 1_024;

/// Ends when it is dropped.
pub struct Carrying(Arc<Desk>);

/// Where the work is left for the thread that does it.
#[derive(Default)]
struct Desk {
    work: Mutex<Work>,
    changed: Condvar,
}

#[derive(Default)]
struct Work {
    /// The log is to be brought to the disk.
    sync: bool,
    /// The log is to be carried into the file, or is being.
    carry: bool,
    ended: bool,
}

impl Desk {
    fn lock(&self) -> MutexGuard<'_, Work> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'d>(&'d self, work: MutexGuard<'d, Work>) -> MutexGuard<'d, Work> {
        self.changed.wait(work).unwrap_or_else(PoisonError::into_inner)
    }

    fn serve(&self, carrier: &Carrier) {
        loop {
            let mut work = self.lock();
            while !(work.sync || work.carry || work.ended) {
                work = self.wait(work);
            }
            if work.ended {
                return;
            }
            let (sync, carry) = (std::mem::take(&mut work.sync), work.carry);
            drop(work);
            if sync {
                carrier.bring_to_disk();
            }
            if carry {
                if let Err(error) = carrier.carry() {
                    tracing::warn!(%error, "the log could not be carried into the workspace");
                }
                self.lock().carry = false;
                self.changed.notify_all();
            }
        }
    }

    fn carry(&self) {
        self.lock().carry = true;
        self.changed.notify_all();
    }

    fn wait_until_carried(&self) {
        let mut work = self.lock();
        while work.carry {
            work = self.wait(work);
        }
    }
}

impl Carrying {
    pub fn start<'scope>(scope: &'scope Scope<'scope, '_>, carrier: Carrier) -> Self {
        let desk = Arc::new(Desk::default());
        let shared = Arc::clone(&desk);
        scope.spawn(move || shared.serve(&carrier));
        Carrying(desk)
    }

    /// To be called between transactions: has the log brought to the disk, has it carried over when it has grown, and waits for
    /// that when it has grown too much.
    pub fn look(&self, workspace: &Workspace, gate: &Gate) -> Result<()> {
        let log = workspace.log()?;
        let most = if gate.is_used() {
            CARRY_BESIDE_EDITS
        } else {
            CARRY_AT
        };
        let mut work = self.0.lock();
        work.sync = true;
        work.carry |= log.waiting > most;
        drop(work);
        self.0.changed.notify_all();
        if log.pages > LONGEST {
            self.0.wait_until_carried();
            // What was written meanwhile: then nothing waits, and the log begins anew.
            self.0.carry();
            self.0.wait_until_carried();
        }
        Ok(())
    }
}

impl Drop for Carrying {
    fn drop(&mut self) {
        self.0.lock().ended = true;
        self.0.changed.notify_all();
    }
}
