//! How far an import is.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use serde::Serialize;

/// Told at most this often.
const EVERY: Duration = Duration::from_millis(200);
/// Over how long the rate is taken.
const WINDOW: Duration = Duration::from_secs(10);

/// What an import is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Articles are read and stored.
    Storing,
    /// Their texts are indexed.
    Indexing,
    Done,
}

/// What is told.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Progress {
    pub phase: Phase,
    /// Of the phase: items taken, or articles indexed.
    pub done: u64,
    /// How many there are in the phase; an estimate while `exact` is false; absent while nobody knows.
    pub total: Option<u64>,
    pub exact: bool,
    /// Items per second, lately.
    pub per_second: f64,
    /// Until the phase ends.
    pub seconds_left: Option<f64>,
    pub paused: bool,
    /// Of the whole import.
    pub imported: u64,
    pub duplicates: u64,
    pub failed: u64,
}

/// Counts, and tells every now and then.
pub(crate) struct Teller<'a> {
    pub progress: Progress,
    tell: &'a mut (dyn FnMut(&Progress) + Send),
    told: Option<Instant>,
    marks: VecDeque<(Instant, u64)>,
}

impl<'a> Teller<'a> {
    pub fn new(tell: &'a mut (dyn FnMut(&Progress) + Send)) -> Self {
        Teller {
            progress: Progress {
                phase: Phase::Storing,
                done: 0,
                total: None,
                exact: false,
                per_second: 0.0,
                seconds_left: None,
                paused: false,
                imported: 0,
                duplicates: 0,
                failed: 0,
            },
            tell,
            told: None,
            marks: VecDeque::new(),
        }
    }

    /// Another phase begins.
    pub fn phase(&mut self, phase: Phase, done: u64, total: Option<u64>) {
        self.marks.clear();
        let progress = &mut self.progress;
        (progress.phase, progress.done, progress.total) = (phase, done, total);
        progress.exact = total.is_some();
        (progress.per_second, progress.seconds_left) = (0.0, None);
        self.now();
    }

    /// Tells if it is time.
    pub fn tell(&mut self) {
        if self.told.is_none_or(|told| told.elapsed() >= EVERY) {
            self.now();
        }
    }

    /// Tells.
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    pub fn now(&mut self) {
        let now = Instant::now();
        self.told = Some(now);
        self.marks.push_back((now, self.progress.done));
        while self.marks.len() > 2 && self.marks.front().is_some_and(|(at, _)| now - *at > WINDOW) {
            self.marks.pop_front();
        }
        if let Some((at, done)) = self.marks.front() {
            let seconds = (now - *at).as_secs_f64();
            if seconds > 0.0 {
                self.progress.per_second = self.progress.done.saturating_sub(*done) as f64 / seconds;
            }
        }
        let left = self
            .progress
            .total
            .map(|total| total.saturating_sub(self.progress.done));
        self.progress.seconds_left = left
            .filter(|_| self.progress.per_second > 0.0)
            .map(|left| left as f64 / self.progress.per_second);
        (self.tell)(&self.progress);
    }
}
