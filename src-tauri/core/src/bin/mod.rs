//! The bin: what was deleted stays in it, hidden, until it is taken out again or the bin is emptied.

mod empty;
mod list;
mod moves;
mod types;

pub use empty::empty;
pub(crate) use empty::remove_unused_content;
pub(crate) use list::KINDS;
pub use list::list;
pub use moves::{delete, restore};
pub use types::*;
