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
mod inspect;
mod log;
pub(crate) mod open;
mod overview;
mod place;
mod repair;
mod salvage;
pub(crate) mod schema;
pub(crate) mod settings;
mod standing;
pub(crate) mod way;
mod write;

pub(crate) use access::How;
pub use access::{Reading, Recording};
pub use bulk::Log;
pub use carrier::Carrier;
pub use check::check;
pub use context::{Context, Files, Staged};
pub use inspect::inspect;
pub use open::{Reader, Workspace};
pub use overview::{edit, get};
pub use salvage::salvage;
pub use types::*;
