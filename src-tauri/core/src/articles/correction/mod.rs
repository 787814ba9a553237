//! Correcting texts: the current one is replaced by a new revision, and what is marked in it follows exactly, is
//! offered, or is orphaned. Never silently anything else.

mod correct;
mod quotes;
mod revisions;
mod types;

pub use correct::{correct_text, preview_correction};
pub use revisions::{get_revision, list_revisions};
pub use types::*;
