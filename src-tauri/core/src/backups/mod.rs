//! Backups that are made without being asked for, and going back to one.
//!
//! They lie in a folder beside the workspace ([`place`]), each a whole workspace file of its own. Its name says when and why it was made,
//! where its history ends, and what its bytes add up to ([`Name`]), so that nothing else has to be
//! kept true: a backup has its name or it is not there. Which of them stay is decided by [`superfluous`].

mod compare;
mod list;
mod make;
mod name;
mod place;
mod restore;
mod thin;
mod types;

pub use compare::{Present, preview};
pub use list::{Standing, find, findings, list};
pub use make::{before, make, make_before_migration};
pub use name::Name;
pub use place::{Place, Rules, folder_beside, free_space};
pub use restore::restore;
pub(crate) use restore::settle;
pub use thin::{Kept, superfluous};
pub use types::*;
