//! What is to be run and where: what every harness is given.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::Result;
use crate::random::Random;
use crate::report::Tally;

/// How a harness is to run.
#[derive(Debug, Clone)]
pub struct Wish {
    pub seed: u64,
    pub rounds: u64,
    /// The long form, by hand.
    pub soak: bool,
    pub threads: usize,
    /// The `dragoman` that is driven.
    pub program: PathBuf,
    /// A folder in which a harness may do as it likes; it is removed afterwards.
    pub place: PathBuf,
}

impl Wish {
    /// An empty folder of this name.
    pub fn folder(&self, name: &str) -> Result<PathBuf> {
        let folder = self.place.join(name);
        fresh(&folder)?;
        Ok(folder)
    }

    /// Does all rounds, several at once, and adds up what they saw. Each has its own chance, whatever thread it runs on.
    pub fn spread(
        &self,
        harness: &str,
        rounds: u64,
        round: impl Fn(u64, Random) -> Result<Tally> + Sync,
    ) -> Result<Tally> {
        let next = AtomicU64::new(0);
        let sum = Mutex::new(Tally::default());
        let broken = Mutex::new(None);
        std::thread::scope(|scope| {
            for _ in 0..self.threads {
                scope.spawn(|| {
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if number >= rounds {
                            break;
                        }
                        match round(number, Random::of(self.seed, harness, number)) {
                            Ok(tally) => {
                                if let Ok(mut sum) = sum.lock() {
                                    sum.add(tally);
                                }
                            }
                            Err(why) => {
                                next.store(rounds, Ordering::Relaxed);
                                if let Ok(mut broken) = broken.lock() {
                                    broken.get_or_insert_with(|| format!("round {number}: {why}"));
                                }
                            }
                        }
                    }
                });
            }
        });
        if let Some(why) = broken.into_inner().map_err(|_| "a thread panicked")? {
            return Err(why.into());
        }
        Ok(sum.into_inner().map_err(|_| "a thread panicked")?)
    }
}

/// Makes an empty folder, whatever was there.
pub fn fresh(folder: &Path) -> Result {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    std::fs::create_dir_all(folder)?;
    Ok(())
}
