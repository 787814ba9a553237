//! Reading ahead: one thread takes items from their sources, others read them, and they come out in their order. How
//! much is on its way at a time is limited in bytes, whatever the items are.

use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::Scope;

use dragoman_core::imports::Item;

use crate::item::{Defaults, prepare};
use crate::sources::{Raw, Sources};

/// What items on their way may take: bytes, as [`crate::sources::Content::weight`] estimates them.
const ROOM: u64 = 48 * 1024 * 1024;
/// A piece of work for a worker: items, and bytes.
const PIECE: usize = 32;
const PIECE_WEIGHT: u64 = 512 * 1024;
/// Pieces on their way.
const PIECES: usize = 32;

/// Items that were read together, with what they weigh.
struct Piece {
    items: Vec<Item>,
    weight: u64,
}

/// What comes next.
pub enum Next {
    Piece(Vec<Item>),
    /// It is being read.
    Later,
    End,
}

/// Pieces in the order of the sources.
pub struct Pieces {
    order: Receiver<Receiver<Piece>>,
    /// Taken from `order` and not read yet.
    begun: Option<Receiver<Piece>>,
    room: Arc<Room>,
}

impl Pieces {
    /// The next piece; waits for it if it must.
    pub fn next(&mut self, wait: bool) -> Next {
        let piece = match self.begun.take() {
            Some(piece) => piece,
            None if wait => match self.order.recv() {
                Ok(piece) => piece,
                Err(_) => return Next::End,
            },
            None => match self.order.try_recv() {
                Ok(piece) => piece,
                Err(TryRecvError::Empty) => return Next::Later,
                Err(TryRecvError::Disconnected) => return Next::End,
            },
        };
        let read = if wait {
            piece.recv().map_err(|_| TryRecvError::Disconnected)
        } else {
            piece.try_recv()
        };
        match read {
            Ok(piece) => {
                self.room.leave(piece.weight);
                Next::Piece(piece.items)
            }
            Err(TryRecvError::Empty) => {
                self.begun = Some(piece);
                Next::Later
            }
            Err(TryRecvError::Disconnected) => Next::End,
        }
    }
}

impl Drop for Pieces {
    fn drop(&mut self) {
        self.room.close();
    }
}

type Work = (Vec<Raw>, u64, SyncSender<Piece>);

/// Starts to read; ends when the pieces are dropped, or after the last.
pub fn start<'scope>(
    scope: &'scope Scope<'scope, '_>,
    mut sources: Sources,
    defaults: Defaults,
    workers: usize,
) -> Pieces {
    let room = Arc::new(Room::default());
    let (order, pieces) = sync_channel::<Receiver<Piece>>(PIECES);
    let (give, take) = sync_channel::<Work>(PIECES);
    let take = Arc::new(Mutex::new(take));
    let defaults = Arc::new(defaults);
    for _ in 0..workers.max(1) {
        let (take, defaults) = (Arc::clone(&take), Arc::clone(&defaults));
        scope.spawn(move || {
            loop {
                let work = take.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok((raws, weight, done)) = work else { return };
                let items = raws.into_iter().map(|raw| prepare(raw, &defaults)).collect();
                // Nobody waits for it any more when the import ends early.
                let _ = done.send(Piece { items, weight });
            }
        });
    }
    let shared = Arc::clone(&room);
    scope.spawn(move || {
        let room = shared;
        let mut ended = false;
        while !ended {
            let (mut raws, mut weight) = (Vec::with_capacity(PIECE), 0);
            while raws.len() < PIECE && weight < PIECE_WEIGHT {
                let Some(raw) = sources.next() else {
                    ended = true;
                    break;
                };
                weight += raw.content.weight();
                raws.push(raw);
            }
            let (done, piece) = sync_channel(1);
            let entered = raws.is_empty() || room.enter(weight);
            if raws.is_empty()
                || !entered
                || order.send(piece).is_err()
                || give.send((raws, weight, done)).is_err()
            {
                return;
            }
        }
    });
    Pieces {
        order: pieces,
        begun: None,
        room,
    }
}

/// How much is on its way.
#[derive(Default)]
struct Room {
    state: Mutex<(u64, bool)>,
    changed: Condvar,
}

impl Room {
    /// Waits until there is room; one piece may always be. False when nobody wants it any more.
    fn enter(&self, weight: u64) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while !state.1 && state.0 > 0 && state.0 + weight > ROOM {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.0 += weight;
        !state.1
    }

    fn leave(&self, weight: u64) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).0 -= weight;
        self.changed.notify_all();
    }

    fn close(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).1 = true;
        self.changed.notify_all();
    }
}
