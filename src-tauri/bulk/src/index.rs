//! The second phase: the texts of stored articles are indexed in large transactions, which are given up when the
//! analyst wants to write: what FTS5 has gathered by then is in memory only, so that giving up is quick.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use dragoman_core::search::{Ahead, Chunk, Counts, Indexed};
use dragoman_core::workspace::{Reader, Workspace};
use dragoman_core::{Error, Result};

use crate::carrying::Carrying;
use crate::control::Control;
use crate::gate::Gate;
use crate::progress::Teller;

/// Articles in one transaction: as many as FTS5's hash of 64 MiB gathers well.
const LARGEST: usize = 2_500;
/// In the first one, so that writing does not wait long for reading.
const FIRST: usize = 1_250;
/// After the analyst wanted to write again and again: soon enough for somebody who writes every few milliseconds.
const SMALLEST: usize = 10;
/// While the analyst works: what is committed then is on the disk before the next command has to wait for it.
const BESIDE_EDITS: usize = 200;
/// What one transaction takes: bytes of folded text.
const HEAVIEST: usize = 12 * 1024 * 1024;
/// How often a transaction is begun again before it is made smaller.
const TRIES: u32 = 1;
/// How long a turn that counts words may be, without its commit.
const TURN: Duration = Duration::from_millis(15);

/// Indexes everything that waits. False when it was stopped before the end.
pub fn index(
    workspace: &mut Workspace,
    carrying: &Carrying,
    gate: &Gate,
    control: &Control,
    teller: &mut Teller<'_>,
) -> Result<bool> {
    in_bulk(workspace, gate, true)?;
    let mut size = FIRST;
    let ceiling = AtomicUsize::new(LARGEST);
    let done = loop {
        if workspace.waiting()? == 0 {
            break Ok(true);
        }
        let reader = workspace.reader()?;
        let mut indexing = Indexing {
            workspace,
            carrying,
            gate,
            control,
            counts: Counts::default(),
            size,
            ceiling: &ceiling,
        };
        let stop = AtomicBool::new(false);
        let (give, take) = sync_channel(0);
        let result = thread::scope(|scope| {
            let (stop, ceiling) = (&stop, &ceiling);
            let folding = scope.spawn(move || fold(&reader, size, ceiling, &give, stop));
            let done = indexing.chunks(&take, teller);
            stop.store(true, Ordering::Relaxed);
            drop(take);
            let folded = folding.join().unwrap_or(Ok(()));
            let counted = indexing.count();
            done.and_then(|done| folded.and(counted).map(|()| done))
        });
        size = indexing.size;
        match result {
            // Once more: what was changed while it was on its way still waits.
            Ok(true) => {}
            other => break other,
        }
    };
    in_bulk(workspace, gate, false)?;
    done
}

fn in_bulk(workspace: &mut Workspace, gate: &Gate, bulk: bool) -> Result<()> {
    let _turn = gate.background();
    workspace.index_in_bulk(bulk)
}

/// Reads and folds everything that waits, in order, until nobody takes it: one chunk is ready while another is written.
fn fold(
    reader: &Reader,
    mut size: usize,
    ceiling: &AtomicUsize,
    give: &SyncSender<Chunk>,
    stop: &AtomicBool,
) -> Result<()> {
    let mut ahead = Ahead::default();
    let stop = || stop.load(Ordering::Relaxed);
    while let Some(chunk) = reader.next_chunk(&mut ahead, size, HEAVIEST, &stop)? {
        if give.send(chunk).is_err() {
            break;
        }
        size = (size * 2).min(ceiling.load(Ordering::Relaxed));
    }
    Ok(())
}

struct Indexing<'a> {
    workspace: &'a mut Workspace,
    carrying: &'a Carrying,
    gate: &'a Gate,
    control: &'a Control,
    counts: Counts,
    /// Articles in the first transaction when chunks are made anew.
    size: usize,
    /// In any: falls when one is given up, and rises slowly while none is.
    ceiling: &'a AtomicUsize,
}

impl Indexing<'_> {
    /// Indexes chunks until there are no more, or they should be made anew. False when it was stopped.
    fn chunks(&mut self, take: &Receiver<Chunk>, teller: &mut Teller<'_>) -> Result<bool> {
        while let Ok(chunk) = take.recv() {
            let mut tries = 0;
            loop {
                if self.control.is_paused() {
                    teller.progress.paused = true;
                    teller.now();
                    self.control.wait();
                    teller.progress.paused = false;
                }
                if self.control.is_stopped() {
                    return Ok(false);
                }
                if self.gate.is_used() && chunk.articles() > 2 * BESIDE_EDITS as u64 {
                    self.smaller(BESIDE_EDITS);
                    return Ok(true);
                }
                match self.turn(&chunk) {
                    Ok(Indexed::Whole) => break,
                    Ok(Indexed::Outdated) => return Ok(true),
                    Err(Error::Cancelled) if tries < TRIES => tries += 1,
                    Err(Error::Cancelled) => {
                        let articles = usize::try_from(chunk.articles()).unwrap_or(LARGEST);
                        self.smaller((articles / 4).max(SMALLEST));
                        return Ok(true);
                    }
                    Err(error) => return Err(error),
                }
            }
            teller.progress.done += chunk.articles();
            teller.tell();
            if self.counts.are_full() {
                self.count()?;
            }
            self.tidy()?;
            let ceiling = self.ceiling.load(Ordering::Relaxed);
            let most = if self.gate.is_used() {
                BESIDE_EDITS
            } else {
                LARGEST
            };
            let higher = (ceiling + ceiling / 8 + 1).min(most);
            self.ceiling.store(higher, Ordering::Relaxed);
            self.size = higher.min(FIRST);
        }
        Ok(true)
    }

    /// Chunks are made anew, of so many articles.
    fn smaller(&mut self, size: usize) {
        self.size = size;
        self.ceiling.store(size, Ordering::Relaxed);
    }

    fn turn(&mut self, chunk: &Chunk) -> Result<Indexed> {
        let turn = self.gate.background();
        let began = Instant::now();
        let wanted = self.gate.clone();
        self.workspace
            .stop_when(Some(Box::new(move || wanted.wanted())))?;
        let gate = self.gate;
        let indexed = self
            .workspace
            .index_chunk(&mut self.counts, chunk, &|| gate.wanted());
        self.workspace.stop_when(None)?;
        drop(turn);
        tracing::debug!(articles = chunk.articles(), elapsed = ?began.elapsed(), result = ?indexed, "indexed");
        self.carrying.look(self.workspace, self.gate)?;
        indexed
    }

    /// Merges what chunks have left in the index, when that is so much that searches would look into too many places and FTS5
    /// soon merge them all at once.
    fn tidy(&mut self) -> Result<()> {
        if !self.workspace.index_is_crowded()? {
            return Ok(());
        }
        while !self.control.is_stopped() {
            let turn = self.gate.background();
            let wanted = self.gate.clone();
            self.workspace
                .stop_when(Some(Box::new(move || wanted.wanted())))?;
            let more = self.workspace.tend_index();
            self.workspace.stop_when(None)?;
            drop(turn);
            self.carrying.look(self.workspace, self.gate)?;
            match more {
                Ok(true) | Err(Error::Cancelled) => {}
                Ok(false) => break,
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Writes down how often the words of all chunks are said.
    fn count(&mut self) -> Result<()> {
        loop {
            let turn = self.gate.background();
            let began = Instant::now();
            let gate = self.gate;
            let enough = || gate.wanted() || began.elapsed() > TURN;
            let more = self.workspace.write_counts(&mut self.counts, &enough)?;
            drop(turn);
            if !more {
                return self.carrying.look(self.workspace, self.gate);
            }
        }
    }
}
