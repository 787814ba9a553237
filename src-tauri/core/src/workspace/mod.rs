//! The workspace: one SQLite file, how it is opened, set, checked and copied.

mod types;

mod access;
pub mod backup;
mod bulk;
mod carrier;
mod check;
mod context;
pub mod dump;
pub(crate) mod file;
pub(crate) mod open;
mod overview;
pub(crate) mod schema;
pub(crate) mod settings;
mod standing;
mod write;

pub(crate) use access::How;
pub use access::{Reading, Recording};
pub use bulk::Log;
pub use carrier::Carrier;
pub use check::check;
pub use context::{Context, Files, Staged};
pub use open::{Reader, Workspace};
pub use overview::{edit, get};
pub use types::*;
