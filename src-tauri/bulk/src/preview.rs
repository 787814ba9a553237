//! A look at an import before anything is stored: its first items, how many there are, and what its columns mean.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use dragoman_core::imports::{Item, Position};

use crate::item::{Defaults, prepare};
use crate::sources::{Collection, Sources, columns_of, entries, walk_files};

/// For how long files are counted.
const PATIENCE: Duration = Duration::from_secs(3);

/// Reads the first items.
pub fn preview(paths: Vec<PathBuf>, language: &str, published: &str, limit: usize) -> Vec<Item> {
    let defaults = Defaults {
        language: language.to_owned(),
        published: published.to_owned(),
    };
    let sources = Sources::new(paths, Position::default());
    sources.take(limit).map(|raw| prepare(raw, &defaults)).collect()
}

/// What is seen of an import.
#[derive(Debug)]
pub struct Sight {
    /// The first ones.
    pub items: Vec<Item>,
    /// How many there are; an estimate unless `exact`; absent when nobody knows.
    pub total: Option<u64>,
    pub exact: bool,
    /// Of all files together, as far as they were counted.
    pub bytes: u64,
    /// The columns of a single table in their order, with the field that each is; None for those that are left out.
    pub columns: Vec<(String, Option<&'static str>)>,
}

/// Looks at an import: at most `limit` items, and for a few seconds at how many there are.
pub fn look(paths: &[PathBuf], language: &str, published: &str, limit: usize) -> Sight {
    let items = preview(paths.to_vec(), language, published, limit);
    let there = Counted::of(paths);
    let done = items.len() as u64;
    let alone = match paths {
        [path] if path.is_file() => Collection::of(path).map(|kind| (path, kind)),
        _ => None,
    };
    let (total, exact) = match (alone, items.last()) {
        _ if items.len() < limit => (Some(done), true),
        (Some((path, Collection::Zip)), _) => (entries(path), false),
        (Some(_), Some(last)) => (there.share(last.after.byte, done), false),
        _ if there.collections > 0 => (None, false),
        _ => (Some(there.files), there.whole),
    };
    let columns = match alone {
        Some((path, Collection::Csv)) => columns_of(path),
        _ => Vec::new(),
    };
    Sight {
        items,
        total,
        exact,
        bytes: there.bytes,
        columns,
    }
}

/// What lies below the paths.
#[derive(Default)]
struct Counted {
    files: u64,
    collections: u64,
    bytes: u64,
    /// Nothing was left uncounted.
    whole: bool,
}

impl Counted {
    fn of(paths: &[PathBuf]) -> Self {
        let began = Instant::now();
        let mut there = Counted::default();
        let mut whole = true;
        for path in paths {
            walk_files(path, &mut |file| {
                there.files += 1;
                there.collections += u64::from(Collection::of(file).is_some());
                there.bytes += file.metadata().map_or(0, |metadata| metadata.len());
                whole = began.elapsed() < PATIENCE;
                whole
            });
        }
        Counted { whole, ..there }
    }

    /// How many items there are, if the first `done` take `byte` bytes.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        clippy::cast_possible_truncation,
        reason = "an estimate"
    )]
    fn share(&self, byte: u64, done: u64) -> Option<u64> {
        (byte > 0).then(|| (done as f64 * self.bytes as f64 / byte as f64).round() as u64)
    }
}

/// Whether there are more than `most` files below the paths, or any that holds many articles.
pub fn is_many(paths: &[PathBuf], most: usize) -> bool {
    let mut files = 0;
    let mut many = false;
    for path in paths {
        walk_files(path, &mut |file| {
            files += 1;
            many = files > most || Collection::of(file).is_some();
            !many
        });
        if many {
            break;
        }
    }
    many
}
