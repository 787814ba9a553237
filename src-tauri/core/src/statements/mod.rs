//! Statements: one or more spans of an article in which somebody says something.

mod add;
mod carried;
mod csv;
mod edit;
mod list;
mod spans;
mod types;
pub(crate) mod view;

pub use self::csv::csv;
pub use add::add;
pub use edit::edit;
pub use list::{get, list};
pub(crate) use spans::{Located, locate};
pub use types::*;
pub(crate) use view::of_article;
