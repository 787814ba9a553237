//! Actors that may be the same: proposed by the sound of their names with what speaks for and against, judged by
//! the analyst. Nothing is merged by itself, and what was refused is not proposed again.

mod compare;
pub(crate) mod keys;
mod propose;
mod refuse;
mod types;

pub use propose::list;
pub(super) use refuse::carry_over;
pub use refuse::{reconsider, refuse};
pub use types::*;
