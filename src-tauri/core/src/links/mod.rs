//! Links: how one statement stands to another.

mod types;
mod write;

pub use types::*;
pub use write::{add, edit};
