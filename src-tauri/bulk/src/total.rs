//! How many items there will be: files are counted, collections are estimated by how far into them an import is.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use dragoman_core::imports::Position;

use crate::sources::{Collection, walk_files};

/// What is known of the sources so far. Counted on a thread of its own while the import runs.
#[derive(Default)]
pub struct Total {
    files: AtomicU64,
    /// Bytes of collections.
    bytes: AtomicU64,
    collections: AtomicU64,
    counted: AtomicBool,
}

impl Total {
    pub fn count(&self, paths: &[PathBuf], stop: &dyn Fn() -> bool) {
        for path in paths {
            walk_files(path, &mut |file: &Path| {
                if Collection::of(file).is_some() {
                    self.collections.fetch_add(1, Ordering::Relaxed);
                    let length = fs::metadata(file).map_or(0, |metadata| metadata.len());
                    self.bytes.fetch_add(length, Ordering::Relaxed);
                } else {
                    self.files.fetch_add(1, Ordering::Relaxed);
                }
                !stop()
            });
        }
        self.counted.store(true, Ordering::Release);
    }

    /// How many items there are, and whether that is exact. `done` items end at `last`.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        clippy::cast_possible_truncation
    )]
    pub fn estimate(&self, last: &Position, done: u64) -> (Option<u64>, bool) {
        if !self.counted.load(Ordering::Acquire) {
            return (None, false);
        }
        let (files, collections) = (
            self.files.load(Ordering::Relaxed),
            self.collections.load(Ordering::Relaxed),
        );
        match collections {
            0 => (Some(files.max(done)), true),
            1 if files == 0 && last.byte > 0 => {
                let bytes = self.bytes.load(Ordering::Relaxed);
                let share = bytes as f64 / last.byte as f64;
                (Some(((last.item as f64 * share) as u64).max(done)), false)
            }
            _ => (None, false),
        }
    }
}
