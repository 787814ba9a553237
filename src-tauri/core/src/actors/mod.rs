//! Actors: persons, organisations, states, groups and unnamed sources, with their many names and their
//! roles over time.

mod complete;
pub(crate) mod likeness;
mod merge;
mod names;
mod read;
mod roles;
mod types;
mod write;

pub use complete::complete;
pub use likeness::{
    LikelySame, LikelySameActors, ListLikelySameActors, SameCandidate, SameReason, TwoActors,
    list as list_likely_same, reconsider as reconsider_same, refuse as refuse_same,
};
pub use merge::merge;
pub use read::{get, list};
pub use types::*;
pub use write::{add, edit};
