//! The first phase: articles are stored, a few milliseconds' worth at a time.

use std::collections::{HashSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use dragoman_core::Result;
use dragoman_core::imports::{Item, Unfinished};
use dragoman_core::workspace::Workspace;

use crate::carrying::Carrying;
use crate::control::Control;
use crate::gate::Gate;
use crate::item::Defaults;
use crate::pipeline::{self, Next};
use crate::progress::Teller;
use crate::sources::Sources;
use crate::total::Total;

/// How long a turn may be when nobody in this process waits; for an edit it ends at the next article.
const TURN: Duration = Duration::from_millis(100);
/// What is stored in a turn (bytes): its commit takes some ten milliseconds.
const LARGEST: usize = 4 * 1024 * 1024;
/// What is gathered at most before a turn begins: items, and bytes.
const QUEUE: usize = 1_024;
const HEAVIEST: usize = 16 * 1024 * 1024;

/// Stores what is left of the import. False when it was stopped or cancelled before the end.
pub fn store(
    workspace: &mut Workspace,
    carrying: &Carrying,
    import: &Unfinished,
    gate: &Gate,
    control: &Control,
    workers: usize,
    teller: &mut Teller<'_>,
) -> Result<bool> {
    let paths: Vec<PathBuf> = import.plan.paths.iter().map(PathBuf::from).collect();
    let total = Arc::new(Total::default());
    let ended = Arc::new(AtomicBool::new(false));
    let sources = Sources::new(paths.clone(), import.position.clone());
    let defaults = Defaults {
        language: import.plan.language.clone(),
        published: import.plan.published.clone(),
    };
    thread::scope(|scope| {
        let (counted, stop) = (Arc::clone(&total), Arc::clone(&ended));
        scope.spawn(move || counted.count(&paths, &|| stop.load(Ordering::Relaxed)));
        let mut pieces = pipeline::start(scope, sources, defaults, workers);
        let mut storing = Storing {
            workspace,
            carrying,
            import,
            gate,
            queue: VecDeque::new(),
            named: HashSet::new(),
        };
        let mut through = false;
        let result = loop {
            while !through && storing.has_room() {
                match pieces.next(storing.queue.is_empty()) {
                    Next::Piece(items) => storing.take(items),
                    Next::Later => break,
                    Next::End => through = true,
                }
            }
            if control.is_paused() {
                teller.progress.paused = true;
                teller.now();
                control.wait();
                teller.progress.paused = false;
            }
            if control.is_cancelled() || control.is_stopped() {
                break Ok(false);
            }
            if storing.queue.is_empty() {
                break Ok(true);
            }
            let last = storing.queue.back().map(|item| item.after.clone());
            if let Err(error) = storing.turn(teller) {
                break Err(error);
            }
            if let Some(last) = last {
                let done = teller.progress.done;
                let estimate = total.estimate(&last, done);
                (teller.progress.total, teller.progress.exact) = estimate;
            }
            teller.tell();
        };
        ended.store(true, Ordering::Relaxed);
        result
    })
}

struct Storing<'a> {
    workspace: &'a mut Workspace,
    carrying: &'a Carrying,
    import: &'a Unfinished,
    gate: &'a Gate,
    queue: VecDeque<Item>,
    /// What was said of keys that are not known: once is enough.
    named: HashSet<String>,
}

impl Storing<'_> {
    fn has_room(&self) -> bool {
        let weight: usize = self.queue.iter().map(weight).sum();
        self.queue.len() < QUEUE && weight < HEAVIEST
    }

    fn take(&mut self, items: Vec<Item>) {
        self.queue.extend(items.into_iter().map(|mut item| {
            item.remarks.retain(|remark| {
                remark.code != "unknown_columns" || self.named.insert(remark.message.clone())
            });
            item
        }));
    }

    fn turn(&mut self, teller: &mut Teller<'_>) -> Result<()> {
        // What is to be committed at the end is limited, since an edit that comes waits for it.
        let mut room = LARGEST;
        let most = self.queue.iter().take_while(|item| {
            let before = room;
            room = room.saturating_sub(weight(item));
            before > 0
        });
        let most = most.count() as u64;
        let turn = self.gate.background();
        let began = Instant::now();
        let gate = self.gate;
        let batch = self
            .workspace
            .store_import(self.import.job.uid, &mut self.queue, |batch| {
                gate.wanted() || batch.taken() >= most || began.elapsed() > TURN
            });
        drop(turn);
        let batch = batch?;
        let progress = &mut teller.progress;
        progress.done += batch.taken();
        progress.imported += batch.imported;
        progress.duplicates += batch.duplicates;
        progress.failed += batch.failed;
        self.carrying.look(self.workspace, self.gate)
    }
}

fn weight(item: &Item) -> usize {
    item.outcome.as_ref().map_or(500, |ready| ready.weight())
}
