//! The first items of an import, before anything is stored.

use std::path::PathBuf;

use dragoman_core::imports::{Item, Position};

use crate::item::{Defaults, prepare};
use crate::sources::Sources;

/// Reads the first items.
pub fn preview(paths: Vec<PathBuf>, language: &str, published: &str, limit: usize) -> Vec<Item> {
    let defaults = Defaults {
        language: language.to_owned(),
        published: published.to_owned(),
    };
    let sources = Sources::new(paths, Position::default());
    sources.take(limit).map(|raw| prepare(raw, &defaults)).collect()
}
