//! Actors: persons, organisations, states, groups and unnamed sources, with their many names and their
//! roles over time.

mod complete;
mod merge;
mod names;
mod read;
mod roles;
mod types;
mod write;

pub use complete::complete;
pub use merge::merge;
pub use read::{get, list};
pub use types::*;
pub use write::{add, edit};
