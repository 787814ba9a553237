//! The glossary: concepts, and the terms that several languages have for each. It drives search (a word finds the
//! other terms of its concept too), is shown while reading, and is exchanged with other programs.

pub(crate) mod exchange;
mod export;
mod import;
mod in_text;
mod like;
mod list;
mod merge;
mod terms;
mod types;
mod write;

pub use exchange::{MOST_BYTES, MOST_TERMS};
pub use export::export;
pub use import::import;
pub use in_text::in_text;
pub use like::{Alike, OtherTerm, terms_like};
pub use list::{get, list};
pub use merge::merge;
pub use types::*;
pub use write::{add, edit};
