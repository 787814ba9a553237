//! Briefings: an outline of headings, prose and statements, its Markdown, and the proof of its quotes.
//!
//! [`outline`] keeps the order, [`load`] takes a briefing out of the database as plain data
//! ([`document`]), [`markdown`] writes it in the words of [`words`] through [`escape`], and
//! [`verify`] reads such a file again years later, with the sources and without the database.

pub mod document;
pub mod escape;
mod handing_over;
mod load;
pub mod markdown;
mod outline;
mod preview;
mod read;
mod reader;
mod sources;
mod types;
pub mod verify;
mod words;

pub use handing_over::hand_over;
pub use outline::{add, add_item, edit, edit_item, move_item, remove_item};
pub use preview::{export, preview};
pub use read::{by_title, get, list};
pub use sources::{FolderSources, Sources};
pub use types::*;
pub use verify::{Outcome, Report, Verdict, verify};
