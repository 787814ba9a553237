//! Events: what happens at a time, with its parties; perhaps the n-th of a series.

mod merge;
mod parties;
mod read;
mod types;
mod write;

pub use merge::merge;
pub use read::{get, list};
pub use types::*;
pub use write::{add, edit};
