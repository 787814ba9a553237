//! History: one mechanism for undo, audit and looking back. Triggers write a row for every change of the
//! analyst's tables; a command gathers them in one transaction; undo and redo take rows back and are
//! recorded themselves; each command is chained to the one before it by a digest.

mod types;

pub(crate) mod chain;
pub(crate) mod change;
mod log;
pub(crate) mod record;
pub(crate) mod rows;
pub(crate) mod salvage;
pub(crate) mod tables;
pub(crate) mod triggers;
mod undo;
pub(crate) mod verify;

pub use log::{get, list};
pub use types::*;
pub(crate) use undo::state;
pub use undo::{redo, undo};
