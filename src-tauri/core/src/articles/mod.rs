//! Articles: one text each, with what is known of it.

mod correction;
mod edit;
mod excerpt;
mod findings;
mod get;
mod import;
mod list;
pub(crate) mod outlets;
mod preview;
pub(crate) mod ready;
mod rows;
mod source;
mod text;
mod types;

pub use correction::*;
pub use edit::edit;
pub use excerpt::excerpt;
pub(crate) use findings::{broken_quotes, content_findings, range_findings};
pub use get::get;
pub use import::import;
pub use list::list;
pub use preview::preview;
pub use ready::Ready;
pub(crate) use source::{bytes as source_bytes, own_name as source_name};
pub(crate) use text::current;
pub use types::*;
