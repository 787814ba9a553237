//! Notes about things, and about the workspace as a whole.

mod list;
mod types;
mod write;

pub use list::list;
pub use types::*;
pub use write::{add, edit};
