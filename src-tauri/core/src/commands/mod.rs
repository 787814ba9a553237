//! The one list of commands and what carries them.

pub mod answers;
mod envelope;
pub(crate) mod list;
pub(crate) mod page;
pub mod patch;
pub(crate) mod rules;
mod schema;

pub use envelope::Envelope;
pub use list::{Access, COMMANDS, Description, find};
pub use schema::schema;
