//! Saved searches: queries kept under a name.

mod read;
mod types;
mod write;

pub use read::list;
pub use types::*;
pub use write::{add, edit};
