//! Translations: beside the original, never in its place.

mod add;
mod edit;
mod types;
mod view;

pub use add::add;
pub use edit::edit;
pub use types::*;
pub(crate) use view::{of_article, of_statements};
