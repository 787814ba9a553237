//! Copies: articles that go back to the same text. A wire report is printed by twenty outlets, whole, cut or
//! reworded; who counts voices must know that these are one.
//!
//! Each text has a signature (`shingles.rs`) by which candidates are found (`index.rs`); whether they are copies
//! is then decided on the whole texts. That happens behind the analyst's back, some articles at a time
//! (`tend.rs`). What was found is kept as pairs, and pairs make groups (`groups.rs`), each one origin. The
//! analyst has the last word (`decide.rs`). Pairs, groups and signatures are derived: they can be made anew.

mod compare;
mod decide;
mod draft;
mod findings;
mod follow;
mod groups;
mod index;
mod read;
mod shingles;
mod tend;
mod types;

pub use decide::decide;
pub(crate) use draft::like;
pub(crate) use findings::findings;
pub(crate) use follow::{follow, forget_all};
pub use read::{list, list_origins};
pub use tend::Found;
pub(crate) use tend::{search, store};
pub use types::*;
