//! The second phase: the texts of stored articles are indexed in large transactions, which are given up when the
//! analyst wants to write: what FTS5 has gathered by then is in memory only, so that giving up is quick.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Instant;

use dragoman_core::search::{Waiting, Words};
use dragoman_core::workspace::{Reader, Workspace};
use dragoman_core::{Error, Result};

use crate::control::Control;
use crate::gate::Gate;
use crate::progress::Teller;

/// Documents in one transaction: as many as FTS5's hash of 64 MiB gathers well.
const LARGEST: usize = 5_000;
/// After the analyst wanted to write again and again.
const SMALLEST: usize = 100;
/// What one transaction takes: bytes of folded text.
const HEAVIEST: usize = 24 * 1024 * 1024;
/// What the reading thread is ahead of the writing one: pieces of so many documents or bytes.
const PIECE: usize = 64;
const PIECE_WEIGHT: usize = 256 * 1024;
const PIECES: usize = LARGEST / PIECE;

/// Indexes everything that waits. False when it was stopped before the end.
pub fn index(
    workspace: &mut Workspace,
    gate: &Gate,
    control: &Control,
    teller: &mut Teller<'_>,
) -> Result<bool> {
    let mut words = Words::default();
    let bulk = |workspace: &mut Workspace, words: &mut Words, bulk| {
        let _turn = gate.background();
        workspace.index_in_bulk(words, bulk)
    };
    bulk(workspace, &mut words, true)?;
    let mut size = LARGEST;
    let done = loop {
        if workspace.waiting()? == 0 {
            break Ok(true);
        }
        let reader = workspace.reader()?;
        let result = thread::scope(|scope| {
            let (give, take) = sync_channel(PIECES);
            let folding = scope.spawn(move || fold(&reader, &give));
            let done = chunks(workspace, &mut words, &take, gate, control, &mut size, teller);
            drop(take);
            let folded = folding.join().unwrap_or(Ok(()));
            done.and_then(|done| folded.map(|()| done))
        });
        match result {
            // Once more: what was changed while it was on its way still waits.
            Ok(true) => {}
            other => break other,
        }
    };
    bulk(workspace, &mut words, false)?;
    done
}

/// Reads and folds everything that waits, in order, until nobody takes it.
fn fold(reader: &Reader, give: &SyncSender<Vec<Waiting>>) -> Result<()> {
    let mut last = 0;
    loop {
        let ids = reader.waiting(last, 5_000)?;
        let Some(end) = ids.last() else { return Ok(()) };
        last = *end;
        let (mut piece, mut weight) = (Vec::with_capacity(PIECE), 0);
        for (place, id) in ids.iter().enumerate() {
            if let Some(waiting) = reader.fold_waiting(*id)? {
                weight += waiting.weight();
                piece.push(waiting);
            }
            let full = piece.len() >= PIECE || weight >= PIECE_WEIGHT || place + 1 == ids.len();
            if full && give.send(std::mem::take(&mut piece)).is_err() {
                return Ok(());
            }
            if full {
                weight = 0;
            }
        }
    }
}

fn chunks(
    workspace: &mut Workspace,
    words: &mut Words,
    take: &Receiver<Vec<Waiting>>,
    gate: &Gate,
    control: &Control,
    size: &mut usize,
    teller: &mut Teller<'_>,
) -> Result<bool> {
    let mut chunk: Vec<Waiting> = Vec::new();
    let mut through = false;
    loop {
        let mut weight: usize = chunk.iter().map(Waiting::weight).sum();
        while !through && chunk.len() < *size && weight < HEAVIEST {
            match take.recv() {
                Ok(piece) => {
                    weight += piece.iter().map(Waiting::weight).sum::<usize>();
                    chunk.extend(piece);
                }
                Err(_) => through = true,
            }
        }
        if control.is_paused() {
            teller.progress.paused = true;
            teller.now();
            control.wait();
            teller.progress.paused = false;
        }
        if control.is_stopped() {
            return Ok(false);
        }
        if chunk.is_empty() {
            return Ok(true);
        }
        let part = chunk.len().min(*size);
        match turn(workspace, words, chunk.get(..part).unwrap_or(&chunk), gate) {
            Ok(indexed) => {
                chunk.drain(..part);
                teller.progress.done += indexed;
                *size = (*size * 2).min(LARGEST);
            }
            Err(Error::Cancelled) => *size = (part / 2).max(SMALLEST),
            Err(error) => return Err(error),
        }
        teller.tell();
    }
}

fn turn(workspace: &mut Workspace, words: &mut Words, chunk: &[Waiting], gate: &Gate) -> Result<u64> {
    let turn = gate.background();
    let began = Instant::now();
    let wanted = gate.clone();
    workspace.stop_when(Some(Box::new(move || wanted.wanted())))?;
    let indexed = workspace.index_waiting(words, chunk, &|| gate.wanted());
    workspace.stop_when(None)?;
    drop(turn);
    tracing::debug!(documents = chunk.len(), elapsed = ?began.elapsed(), given_up = indexed.is_err(), "indexed");
    workspace.checkpoint_if_grown()?;
    indexed
}
