//! Outlets: who published the articles, and how reliable they are.

mod merge;
mod read;
mod types;
mod write;

pub use merge::merge;
pub use read::{get, list};
pub use types::*;
pub use write::{add, edit};
