//! Topics: the questions that statements take a stance on.

mod merge;
mod read;
mod types;
mod write;

pub use merge::merge;
pub use read::{get, list};
pub use types::*;
pub use write::{add, edit};
