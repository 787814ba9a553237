//! Tags: the analyst's codebook, a tree of labels. Siblings have an order and names of their own.

mod merge;
mod read;
mod tree;
mod types;
mod write;

pub use merge::merge;
pub use read::list;
pub use types::*;
pub use write::{add, edit};
